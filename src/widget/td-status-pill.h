/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TD_TYPE_STATUS_PILL (td_status_pill_get_type ())
G_DECLARE_FINAL_TYPE (TdStatusPill, td_status_pill, TD, STATUS_PILL, GtkWidget)

GtkWidget *td_status_pill_new (void);
void td_status_pill_set (TdStatusPill *self, const char *status, const char *text);
void td_status_pill_set_flat (TdStatusPill *self, gboolean flat);

const char *td_status_icon_name (const char *status);
const char *td_status_css_class (const char *status);

G_END_DECLS
