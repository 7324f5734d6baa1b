/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Drop-downs whose entries follow records. */
GtkDropDown *td_choice_new (const char *name, int max_width_chars);
void td_choice_set_entries (GtkDropDown *choice, GtkStringList *entries, guint selected);

G_END_DECLS
