/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TD_TYPE_TAB_STOP (td_tab_stop_get_type ())
G_DECLARE_FINAL_TYPE (TdTabStop, td_tab_stop, TD, TAB_STOP, GtkWidget)

GtkWidget *td_tab_stop_new (GtkWidget *list);

gboolean td_focus_only_child (GtkWidget *widget, GtkDirectionType direction);

G_END_DECLS
