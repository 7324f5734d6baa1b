/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TD_N_UNIT_KINDS 4

const char *td_unit_kind_key (guint index);
const char *td_unit_kind_label (const char *key);
guint td_unit_kind_index (const char *key);

gint64 td_unit_find_by_name (TdWorkspace *workspace, const char *name);
char *td_unit_get_name (TdWorkspace *workspace, gint64 id) G_GNUC_WARN_UNUSED_RESULT;
GListModel *td_unit_list_names (TdWorkspace *workspace, gint64 except) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
