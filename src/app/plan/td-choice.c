/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-choice.h"

static gboolean
same_strings (GtkStringList *a, GtkStringList *b)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (a));

  if (n != g_list_model_get_n_items (G_LIST_MODEL (b)))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (!g_str_equal (gtk_string_list_get_string (a, i), gtk_string_list_get_string (b, i)))
        return FALSE;
    }

  return TRUE;
}

/**
 * td_choice_set_entries:
 * @choice: a drop-down
 * @entries: what can be chosen
 * @selected: which one is, %GTK_INVALID_LIST_POSITION for none
 *
 * Brings a drop-down up to date; an open list is left alone while nothing differs.
 */
void
td_choice_set_entries (GtkDropDown *choice, GtkStringList *entries, guint selected)
{
  GListModel *before = gtk_drop_down_get_model (choice);

  if (before == NULL || !same_strings (GTK_STRING_LIST (before), entries))
    gtk_drop_down_set_model (choice, G_LIST_MODEL (entries));
  if (gtk_drop_down_get_selected (choice) != selected)
    gtk_drop_down_set_selected (choice, selected);
}

static void
setup_label_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer max_width_chars)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (GPOINTER_TO_INT (max_width_chars) > 0)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), GPOINTER_TO_INT (max_width_chars));
    }
  gtk_list_item_set_child (item, label);
}

static void
bind_label_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkListItemFactory *
label_factory (int max_width_chars)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_label_cb),
                    GINT_TO_POINTER (max_width_chars));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_label_cb), NULL);

  return factory;
}

/**
 * td_choice_new:
 * @name: what is chosen, for the tooltip and screen readers
 * @max_width_chars: how much of a long entry the button shows; the list shows all of it
 *
 * Returns: a drop-down without entries
 */
GtkDropDown *
td_choice_new (const char *name, int max_width_chars)
{
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);
  g_autoptr (GtkListItemFactory) button = label_factory (max_width_chars);
  g_autoptr (GtkListItemFactory) list = label_factory (0);

  gtk_drop_down_set_factory (GTK_DROP_DOWN (choice), button);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (choice), list);
  gtk_widget_set_tooltip_text (choice, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return GTK_DROP_DOWN (choice);
}
