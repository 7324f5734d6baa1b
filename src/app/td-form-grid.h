/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A form of labels and fields, a row each, in a grid: labels name their fields for screen readers.
 */
void td_form_grid_add (GtkGrid *grid, const char *label, GtkWidget *field, GtkWidget *focus);
void td_form_grid_show (GtkGrid *grid, GtkWidget *field, gboolean shown);
GtkLabel *td_form_line_new (GtkWidget *box, const char *css_class);
GtkWidget *td_form_entry_new (const char *placeholder);
char *td_form_entry_text (GtkWidget *entry) G_GNUC_WARN_UNUSED_RESULT;
void td_form_entry_set (GtkWidget *entry, const char *text);

G_END_DECLS
