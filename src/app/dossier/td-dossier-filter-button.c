/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-filter-button.h"

#include "td-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TdDossierFilterButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkLabel *label;
  GtkSearchEntry *search;
  GtkListBox *list;
  char *name;
  GArray *picked; /* (element-type gint64) */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (TdDossierFilterButton, td_dossier_filter_button, GTK_TYPE_WIDGET)

static guint changed_signal;

static gboolean
is_picked (TdDossierFilterButton *self, gint64 id)
{
  for (guint i = 0; i < self->picked->len; i++)
    if (g_array_index (self->picked, gint64, i) == id)
      return TRUE;

  return FALSE;
}

static void
update_label (TdDossierFilterButton *self)
{
  g_autofree char *text = self->picked->len > 0
                              ? g_strdup_printf ("%s · %u", self->name, self->picked->len)
                              : g_strdup (self->name);

  gtk_label_set_label (self->label, text);
  if (self->picked->len > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->label), "td-doing");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->label), "td-doing");
}

static void
toggled_cb (TdDossierFilterButton *self, GtkCheckButton *check)
{
  gint64 id = *(gint64 *) g_object_get_data (G_OBJECT (check), "td-id");

  if (self->updating)
    return;
  if (gtk_check_button_get_active (check))
    g_array_append_val (self->picked, id);
  else
    for (guint i = 0; i < self->picked->len; i++)
      if (g_array_index (self->picked, gint64, i) == id)
        {
          g_array_remove_index (self->picked, i);
          break;
        }
  update_label (self);
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer user_data)
{
  TdDossierFilterButton *self = user_data;
  g_autofree char *wanted = td_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  const char *folded = g_object_get_data (G_OBJECT (row), "td-folded");

  return *wanted == '\0' || strstr (folded, wanted) != NULL;
}

static GtkWidget *
row_new (TdDossierFilterButton *self, const TdDossierGroup *group)
{
  const char *name = group->key != NULL ? group->key : _ ("(none)");
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (name);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, group->counts.total);
  GtkWidget *count = gtk_label_new (number);
  gint64 *id = g_new (gint64, 1);

  *id = group->id;
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count, "td-dim");
  gtk_widget_add_css_class (count, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (check), "td-id", id, g_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_picked (self, group->id));
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "td-check", check);
  g_object_set_data_full (G_OBJECT (row), "td-folded", td_text_fold (name), g_free);

  return row;
}

/**
 * td_dossier_filter_button_set_groups:
 * @self: a button
 * @groups: (element-type TdDossierGroup): the names with their numbers
 */
void
td_dossier_filter_button_set_groups (TdDossierFilterButton *self, const GPtrArray *groups)
{
  GtkWidget *child;

  /* not under the pointer of a person */
  if (gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (self->button))))
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < groups->len; i++)
    gtk_list_box_append (self->list, row_new (self, g_ptr_array_index (groups, i)));
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), groups->len > 0 || self->picked->len > 0);
}

void
td_dossier_filter_button_pick (TdDossierFilterButton *self, const gint64 *ids, guint n_ids)
{
  GtkListBoxRow *row;

  g_array_set_size (self->picked, 0);
  g_array_append_vals (self->picked, ids, n_ids);
  self->updating = TRUE;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      GtkCheckButton *check = g_object_get_data (G_OBJECT (row), "td-check");

      gtk_check_button_set_active (
          check, is_picked (self, *(gint64 *) g_object_get_data (G_OBJECT (check), "td-id")));
    }
  self->updating = FALSE;
  update_label (self);
}

const GArray *
td_dossier_filter_button_get_picked (TdDossierFilterButton *self)
{
  return self->picked;
}

static void
td_dossier_filter_button_dispose (GObject *object)
{
  TdDossierFilterButton *self = TD_DOSSIER_FILTER_BUTTON (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (child != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (td_dossier_filter_button_parent_class)->dispose (object);
}

static void
td_dossier_filter_button_finalize (GObject *object)
{
  g_free (TD_DOSSIER_FILTER_BUTTON (object)->name);
  g_array_unref (TD_DOSSIER_FILTER_BUTTON (object)->picked);

  G_OBJECT_CLASS (td_dossier_filter_button_parent_class)->finalize (object);
}

static void
td_dossier_filter_button_class_init (TdDossierFilterButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_dossier_filter_button_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_dossier_filter_button_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
search_changed_cb (TdDossierFilterButton *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

static void
td_dossier_filter_button_init (TdDossierFilterButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *scroll = gtk_scrolled_window_new ();

  self->picked = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), 380);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_widget_set_size_request (box, 380, -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (box), scroll);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (self->button, popover);
  gtk_menu_button_set_child (self->button, GTK_WIDGET (self->label));
  gtk_menu_button_set_always_show_arrow (self->button, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "td-s");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
}

GtkWidget *
td_dossier_filter_button_new (const char *label)
{
  TdDossierFilterButton *self = g_object_new (TD_TYPE_DOSSIER_FILTER_BUTTON, NULL);

  self->name = g_strdup (label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  update_label (self);

  return GTK_WIDGET (self);
}
