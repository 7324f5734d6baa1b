/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TdSourceList:
 *
 * A document as it was read, line below line. Signal `picked` (guint): a person chose a line.
 */
#define TD_TYPE_SOURCE_LIST (td_source_list_get_type ())
G_DECLARE_FINAL_TYPE (TdSourceList, td_source_list, TD, SOURCE_LIST, GtkWidget)

GtkWidget *td_source_list_new (GListModel *lines);
void td_source_list_show_line (TdSourceList *self, guint line);
gboolean td_source_list_search (TdSourceList *self, const char *text);
gboolean td_source_list_step (TdSourceList *self, int step);

G_END_DECLS
