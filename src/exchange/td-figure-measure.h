/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the headings of a table of sums say: which figure a column holds, what its rows are named
 * by. */
const char *td_figure_measure (const char *heading);
const char *td_figure_label_kind (const char *heading);

G_END_DECLS
