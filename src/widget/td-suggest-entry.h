/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TD_TYPE_SUGGEST_ENTRY (td_suggest_entry_get_type ())
G_DECLARE_FINAL_TYPE (TdSuggestEntry, td_suggest_entry, TD, SUGGEST_ENTRY, GtkWidget)

GtkWidget *td_suggest_entry_new (void);

void td_suggest_entry_set_model (TdSuggestEntry *self, GListModel *strings);
void td_suggest_entry_set_label (TdSuggestEntry *self, const char *label);
void td_suggest_entry_set_placeholder (TdSuggestEntry *self, const char *text);
GtkWidget *td_suggest_entry_get_entry (TdSuggestEntry *self);
const char *td_suggest_entry_get_text (TdSuggestEntry *self);
void td_suggest_entry_set_text (TdSuggestEntry *self, const char *text);

G_END_DECLS
