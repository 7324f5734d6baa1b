/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-connection.h"

G_BEGIN_DECLS

/* Removes, slice by slice, the rows of imports that were not finished or not kept. */
gboolean td_import_slices_clean_up (TdConnection *connection, GError **error);

G_END_DECLS
