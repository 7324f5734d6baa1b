/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-views-button.h"

#include "td-dossier-view.h"
#include "td-text.h"
#include "td-window.h"

#include <glib/gi18n-lib.h>

struct _TdDossierViewsButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkListBox *list;
  GtkWidget *none; /* said in place of an empty list */
  GtkEntry *name;
  TdWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (TdDossierViewsButton, td_dossier_views_button, GTK_TYPE_WIDGET)

static guint apply_signal, save_signal;

static void
edited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDossierViewsButton) self = user_data;
  g_autoptr (GError) error = NULL;
  TdWindow *window = td_window_of (GTK_WIDGET (self));

  if (!td_edit_run_finish (result, NULL, &error) && window != NULL)
    td_window_show_error (window, _ ("The view was not changed"), error);
}

static gint64
id_of (GtkWidget *widget)
{
  return *(gint64 *) g_object_get_data (
      G_OBJECT (gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW)), "td-id");
}

static void
delete_cb (TdDossierViewsButton *self, GtkWidget *button)
{
  gint64 id = id_of (button);

  td_edit_run_async (td_edit_new_delete (TD_KIND_DOSSIER_VIEW, &id, 1), self->workspace, edited_cb,
                     g_object_ref (self));
}

static void
renamed_cb (TdDossierViewsButton *self, GtkWidget *entry)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (entry));
  TdEdit *edit;

  if (td_text_is_blank (name))
    return;
  edit = td_edit_new_set (TD_KIND_DOSSIER_VIEW, id_of (entry), "name", name);
  td_edit_run_async (edit, self->workspace, edited_cb, g_object_ref (self));
}

/* The name becomes an entry; Enter renames. */
static void
rename_cb (TdDossierViewsButton *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), g_object_get_data (G_OBJECT (row), "td-name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the view"), -1);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (renamed_cb), self);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), entry);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_grab_focus (entry);
}

static GtkWidget *
icon_button_new (const char *icon, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);

  return button;
}

static GtkWidget *
row_new (TdDossierViewsButton *self, const TdDossierViewRow *view)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *label = gtk_label_new (view->name);
  GtkWidget *rename = icon_button_new ("document-edit-symbolic", _ ("Rename the View"));
  GtkWidget *delete = icon_button_new ("user-trash-symbolic", _ ("Delete the View"));
  gboolean writes = !td_workspace_get_read_only (self->workspace);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, view->name);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_visible (rename, writes);
  gtk_widget_set_visible (delete, writes);
  g_signal_connect_swapped (rename, "clicked", G_CALLBACK (rename_cb), self);
  g_signal_connect_swapped (delete, "clicked", G_CALLBACK (delete_cb), self);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), rename);
  gtk_box_append (GTK_BOX (box), delete);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "td-id", g_memdup2 (&view->row.id, sizeof view->row.id),
                          g_free);
  g_object_set_data_full (G_OBJECT (row), "td-name", g_strdup (view->name), g_free);
  g_object_set_data_full (G_OBJECT (row), "td-view", g_strdup (view->filter), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, view->name,
                                  -1);

  return row;
}

static void
fill (TdDossierViewsButton *self)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_DOSSIER_VIEW);
  g_autoptr (GPtrArray) views = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  td_query_order_by (query, "name", FALSE);
  views = td_workspace_list_rows (self->workspace, query, NULL);
  for (guint i = 0; views != NULL && i < views->len; i++)
    gtk_list_box_append (self->list, row_new (self, g_ptr_array_index (views, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), views != NULL && views->len > 0);
  gtk_widget_set_visible (self->none, views == NULL || views->len == 0);
}

static void
changed_cb (TdDossierViewsButton *self, guint64 kinds)
{
  if ((kinds & (G_GUINT64_CONSTANT (1) << TD_KIND_DOSSIER_VIEW)) != 0)
    fill (self);
}

static void
row_activated_cb (TdDossierViewsButton *self, GtkListBoxRow *row)
{
  const char *view = g_object_get_data (G_OBJECT (row), "td-view");

  gtk_menu_button_popdown (self->button);
  g_signal_emit (self, apply_signal, 0, view != NULL ? view : "");
}

static void
save_cb (TdDossierViewsButton *self)
{
  g_autofree char *name = td_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->name)), -1);

  if (*name == '\0')
    return;
  g_signal_emit (self, save_signal, 0, name);
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  gtk_menu_button_popdown (self->button);
}

static void
td_dossier_views_button_dispose (GObject *object)
{
  TdDossierViewsButton *self = TD_DOSSIER_VIEWS_BUTTON (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_object (&self->workspace);
  if (child != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (td_dossier_views_button_parent_class)->dispose (object);
}

static void
td_dossier_views_button_class_init (TdDossierViewsButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_dossier_views_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  apply_signal = g_signal_new ("apply", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  save_signal = g_signal_new ("save", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
td_dossier_views_button_init (TdDossierViewsButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *save = gtk_button_new_with_mnemonic (_ ("_Save"));

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  self->none = gtk_label_new (_ ("No view is saved yet"));
  gtk_widget_add_css_class (self->none, "td-dim");
  self->name = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->name, _ ("Save what is shown as…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the view"), -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  g_signal_connect_swapped (self->name, "activate", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_cb), self);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (line), save);
  gtk_widget_set_size_request (box, 320, -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), self->none);
  gtk_box_append (GTK_BOX (box), line);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (self->button, popover);
  gtk_menu_button_set_label (self->button, _ ("Views"));
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "td-s");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button),
                               _ ("Period, filters and order under a name"));
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
}

/**
 * td_dossier_views_button_new:
 * @workspace: the workspace
 *
 * Returns: (transfer floating): the button with the views that are saved
 */
GtkWidget *
td_dossier_views_button_new (TdWorkspace *workspace)
{
  TdDossierViewsButton *self = g_object_new (TD_TYPE_DOSSIER_VIEWS_BUTTON, NULL);

  self->workspace = g_object_ref (workspace);
  gtk_widget_set_sensitive (gtk_widget_get_parent (GTK_WIDGET (self->name)),
                            !td_workspace_get_read_only (workspace));
  g_signal_connect_swapped (workspace, "changed", G_CALLBACK (changed_cb), self);
  fill (self);

  return GTK_WIDGET (self);
}
