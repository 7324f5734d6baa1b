/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TD_TYPE_DATE_ENTRY (td_date_entry_get_type ())
G_DECLARE_FINAL_TYPE (TdDateEntry, td_date_entry, TD, DATE_ENTRY, GtkWidget)

GtkWidget *td_date_entry_new (void);

const char *td_date_entry_get_date (TdDateEntry *self);
void td_date_entry_set_date (TdDateEntry *self, const char *iso);
void td_date_entry_set_label (TdDateEntry *self, const char *label);
gboolean td_date_entry_is_valid (TdDateEntry *self);
GtkWidget *td_date_entry_get_entry (TdDateEntry *self);

G_END_DECLS
