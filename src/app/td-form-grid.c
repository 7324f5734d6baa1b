/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-form-grid.h"

#include "td-text.h"

/**
 * td_form_grid_add:
 * @grid: a grid of two columns
 * @label: what the field is
 * @field: the field
 * @focus: (nullable): the widget in it that is typed into
 *
 * Appends a row.
 */
void
td_form_grid_add (GtkGrid *grid, const char *label, GtkWidget *field, GtkWidget *focus)
{
  GtkWidget *name = gtk_label_new (label);
  int row = 0;

  while (gtk_grid_get_child_at (grid, 1, row) != NULL)
    row++;
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (name, "td-dim");
  gtk_widget_set_hexpand (field, TRUE);
  /* not as a mnemonic widget as well: the name would be read twice */
  gtk_accessible_update_property (GTK_ACCESSIBLE (focus != NULL ? focus : field),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_grid_attach (grid, name, 0, row, 1, 1);
  gtk_grid_attach (grid, field, 1, row, 1, 1);
}

/* The label goes with its field. */
void
td_form_grid_show (GtkGrid *grid, GtkWidget *field, gboolean shown)
{
  GtkWidget *child;

  gtk_widget_set_visible (field, shown);
  for (int row = 0; (child = gtk_grid_get_child_at (grid, 1, row)) != NULL; row++)
    {
      if (child == field)
        gtk_widget_set_visible (gtk_grid_get_child_at (grid, 0, row), shown);
    }
}

/**
 * td_form_line_new:
 * @box: where it is appended
 * @css_class: how it looks
 *
 * Returns: (transfer none): a line for words about the form, empty as yet
 */
GtkLabel *
td_form_line_new (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

GtkWidget *
td_form_entry_new (const char *placeholder)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);

  return entry;
}

/**
 * td_form_entry_text:
 * @entry: an entry
 *
 * Returns: (nullable) (transfer full): its text without outer spaces, NFC; %NULL for none
 */
char *
td_form_entry_text (GtkWidget *entry)
{
  g_autofree char *text = td_text_clean (gtk_editable_get_text (GTK_EDITABLE (entry)), -1);

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

void
td_form_entry_set (GtkWidget *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
}
