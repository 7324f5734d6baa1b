/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The period that a line above a table of sums names. */
typedef gboolean (*TdFigurePeriodFunc) (const char *line, GDate *from, GDate *to);

gboolean td_figure_period_days (const char *line, GDate *from, GDate *to);
gboolean td_figure_period_name (const char *line, GDate *from, GDate *to);

G_END_DECLS
