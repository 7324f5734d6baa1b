/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-procedure-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-date.h"
#include "td-procedure-dialog.h"
#include "td-procedure-item.h"
#include "td-text.h"

struct _TdProcedureWindow
{
  AdwWindow parent_instance;

  GtkWidget *search;
  GtkLabel *count;
  GtkStack *stack;
  GtkColumnView *view;
  GListStore *items;
  GtkSingleSelection *selection;
  AdwToastOverlay *toasts;
  AdwToast *said; /* (nullable): the last one, while it is shown */

  TdWorkspace *workspace;
  gint64 wanted; /* the version to select, 0: the one that is */
};

G_DEFINE_FINAL_TYPE (TdProcedureWindow, td_procedure_window, ADW_TYPE_WINDOW)

static guint import_signal;

/* == The cells == */

static char *
code_text (TdProcedureItem *item)
{
  return g_strdup (td_procedure_item_get_row (item)->code);
}

static char *
name_text (TdProcedureItem *item)
{
  return g_strdup (td_procedure_item_get_row (item)->name);
}

static char *
area_text (TdProcedureItem *item)
{
  return g_strdup (td_procedure_item_get_row (item)->area);
}

static char *
unit_text (TdProcedureItem *item)
{
  return g_strdup (td_procedure_item_get_unit (item));
}

static char *
level_text (TdProcedureItem *item)
{
  return g_strdup (td_procedure_item_get_level (item));
}

/* Words, not colour alone, say which version counts today. */
static char *
state_text (TdProcedureItem *item)
{
  static const char *const words[] = { N_ ("no longer in force"), N_ ("● in force"),
                                       N_ ("not yet in force") };

  return g_strdup (_ (words[td_procedure_item_get_state (item)]));
}

static const struct
{
  const char *heading;
  char *(*text) (TdProcedureItem *item);
  int width; /* pixels; -1: what is left */
} columns[] = {
  { N_ ("Code"), code_text, 100 },
  { N_ ("Name"), name_text, -1 },
  { N_ ("Area"), area_text, 140 },
  { N_ ("Resolving unit"), unit_text, 150 },
  { N_ ("Time limit"), td_procedure_item_get_limit, 140 },
  { N_ ("Service level"), level_text, 140 },
  { N_ ("In force"), td_procedure_item_get_dates, 180 },
  { N_ ("State"), state_text, 130 },
};

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *cell = gtk_inscription_new (NULL);
  GtkInscription *inscription = GTK_INSCRIPTION (cell);

  gtk_inscription_set_text_overflow (inscription, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (inscription, 4);
  gtk_inscription_set_nat_chars (inscription, 10);
  gtk_inscription_set_min_lines (inscription, 1);
  gtk_inscription_set_nat_lines (inscription, 1);
  gtk_inscription_set_yalign (inscription, 0.5F);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer column)
{
  guint index = GPOINTER_TO_UINT (column);
  TdProcedureItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *cell = gtk_list_item_get_child (list_item);
  g_autofree char *text = columns[index].text (item);
  g_autofree char *shown =
      index == 0 && td_procedure_item_get_follows (item) ? g_strdup_printf ("└ %s", text) : NULL;

  if (shown == NULL)
    shown = g_strdup (text != NULL ? text : "—");
  gtk_inscription_set_text (GTK_INSCRIPTION (cell), shown);
  gtk_widget_set_tooltip_text (cell, text);
  if (td_procedure_item_get_state (item) != TD_VERSION_PRESENT)
    gtk_widget_add_css_class (cell, "td-dim");
  else
    gtk_widget_remove_css_class (cell, "td-dim");
}

/* == What is shown == */

static TdProcedureItem *
get_selected (TdProcedureWindow *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static gboolean
matches (const TdProcedureRow *row, const char *unit, const char *folded)
{
  g_autofree char *all = g_strjoin (" ", row->code, row->name, row->area != NULL ? row->area : "",
                                    row->unit_text != NULL ? row->unit_text
                                    : unit != NULL         ? unit
                                                           : "",
                                    NULL);
  g_autofree char *text = td_text_fold (all);

  return strstr (text, folded) != NULL;
}

static GHashTable *
read_units (TdProcedureWindow *self)
{
  GHashTable *names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_UNIT);
  g_autoptr (GPtrArray) units = td_workspace_list_rows (self->workspace, query, NULL);

  for (guint i = 0; units != NULL && i < units->len; i++)
    {
      const TdUnitRow *unit = g_ptr_array_index (units, i);

      g_hash_table_insert (names, g_memdup2 (&unit->row.id, sizeof (gint64)),
                           g_strdup (unit->name));
    }

  return names;
}

/* The lines that match the search; the versions of a code stand together. */
static GPtrArray *
make_items (TdProcedureWindow *self, GPtrArray *rows)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folded = td_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_autoptr (GHashTable) units = read_units (self);
  const char *code = NULL;
  GDate today;

  td_date_today (&today);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TdProcedureRow *row = g_ptr_array_index (rows, i);
      const char *unit = g_hash_table_lookup (units, &row->unit_id);

      if (!matches (row, unit, g_strstrip (folded)))
        continue;
      g_ptr_array_add (items, td_procedure_item_new (row, unit, td_procedure_state (row, &today),
                                                     g_strcmp0 (code, row->code) == 0));
      code = row->code;
    }

  return items;
}

static void
select_id (TdProcedureWindow *self, gint64 id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TdProcedureItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (td_procedure_item_get_row (item)->row.id != id)
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", i);
    }
}

static void
update_actions (TdProcedureWindow *self)
{
  gboolean writable = self->workspace != NULL && !td_workspace_get_read_only (self->workspace);
  gboolean one = writable && get_selected (self) != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "procedure.add", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "procedure.import", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "procedure.edit", one);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "procedure.version", one);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "procedure.delete", one);
}

static void
fill (TdProcedureWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = td_procedure_list (self->workspace, &error);
  g_autoptr (GPtrArray) items = make_items (self, rows);
  TdProcedureItem *selected = get_selected (self);
  gint64 id = self->wanted != 0  ? self->wanted
              : selected != NULL ? td_procedure_item_get_row (selected)->row.id
                                 : 0;
  g_autofree char *text =
      error != NULL
          ? g_strdup (error->message)
          : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u version", "%u versions", items->len),
                             items->len);

  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
  gtk_label_set_label (self->count, text);
  gtk_stack_set_visible_child_name (self->stack, items->len > 0                  ? "list"
                                                 : rows != NULL && rows->len > 0 ? "none"
                                                                                 : "empty");
  select_id (self, id);
  update_actions (self);
}

static void
search_cb (TdProcedureWindow *self)
{
  fill (self);
}

static void
changed_cb (TdProcedureWindow *self, guint64 kinds)
{
  const guint64 ours =
      (G_GUINT64_CONSTANT (1) << TD_KIND_PROCEDURE) | (G_GUINT64_CONSTANT (1) << TD_KIND_UNIT);

  if ((kinds & ours) != 0)
    fill (self);
}

/* == What a person does == */

static void
toast (TdProcedureWindow *self, const char *text, gboolean undo)
{
  AdwToast *said = adw_toast_new (text);

  /* the last word counts: no waiting behind one that no longer says how things are */
  if (self->said != NULL)
    adw_toast_dismiss (self->said);
  g_set_weak_pointer (&self->said, said);
  if (undo)
    {
      adw_toast_set_button_label (said, _ ("Undo"));
      adw_toast_set_action_name (said, "procedure.undo");
    }
  adw_toast_overlay_add_toast (self->toasts, said);
}

static void
saved_cb (TdProcedureWindow *self, gint64 id)
{
  self->wanted = id;
  fill (self);
  self->wanted = 0;
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  toast (self, _ ("The procedure is saved"), TRUE);
}

static void
open_dialog (TdProcedureWindow *self, TdProcedureTask task)
{
  TdProcedureItem *item = task != TD_PROCEDURE_ADD ? get_selected (self) : NULL;
  GtkWidget *dialog;

  if (self->workspace == NULL || (item == NULL && task != TD_PROCEDURE_ADD))
    return;
  dialog = td_procedure_dialog_new (self->workspace, GTK_WINDOW (self), task,
                                    item != NULL ? td_procedure_item_get_row (item) : NULL);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_dialog (TD_PROCEDURE_WINDOW (widget), TD_PROCEDURE_ADD);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_dialog (TD_PROCEDURE_WINDOW (widget), TD_PROCEDURE_SET);
}

static void
version_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_dialog (TD_PROCEDURE_WINDOW (widget), TD_PROCEDURE_VERSION);
}

static void
activate_cb (TdProcedureWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "procedure.edit", NULL);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdProcedureWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (self->workspace == NULL)
    return;
  if (td_edit_run_finish (result, NULL, &error))
    {
      fill (self);
      toast (self, _ ("The version is deleted"), TRUE);
    }
  else
    toast (self, error->message, FALSE);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdProcedureWindow *self = TD_PROCEDURE_WINDOW (widget);
  TdProcedureItem *item = get_selected (self);

  if (item != NULL && self->workspace != NULL)
    td_edit_run_async (td_procedure_edit_delete (td_procedure_item_get_row (item)->row.id),
                       self->workspace, deleted_cb, g_object_ref (self));
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdProcedureWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (self->workspace != NULL && !td_workspace_undo_finish (TD_WORKSPACE (source), result, &error))
    toast (self, error->message, FALSE);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdProcedureWindow *self = TD_PROCEDURE_WINDOW (widget);

  if (self->workspace != NULL && td_workspace_get_undo_label (self->workspace) != NULL)
    {
      if (self->said != NULL)
        adw_toast_dismiss (self->said);
      td_workspace_undo_async (self->workspace, undone_cb, g_object_ref (self));
    }
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, import_signal, 0);
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (TD_PROCEDURE_WINDOW (widget)->search);
}

/* == The window == */

static void
td_procedure_window_dispose (GObject *object)
{
  TdProcedureWindow *self = TD_PROCEDURE_WINDOW (object);

  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_weak_pointer (&self->said);
  g_clear_object (&self->workspace);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (td_procedure_window_parent_class)->dispose (object);
}

static void
td_procedure_window_class_init (TdProcedureWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_procedure_window_dispose;
  import_signal = g_signal_new ("import", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "procedure.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "procedure.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "procedure.version", NULL, version_action);
  gtk_widget_class_install_action (widget_class, "procedure.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "procedure.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "procedure.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "procedure.find", NULL, find_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "procedure.add",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "procedure.find",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "procedure.undo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "procedure.delete", NULL);
}

static void
add_columns (TdProcedureWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      GtkColumnViewColumn *column = gtk_column_view_column_new (_ (columns[i].heading), factory);

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
      gtk_column_view_column_set_resizable (column, TRUE);
      if (columns[i].width > 0)
        gtk_column_view_column_set_fixed_width (column, columns[i].width);
      else
        gtk_column_view_column_set_expand (column, TRUE);
      gtk_column_view_append_column (self->view, column);
      g_object_unref (column);
    }
}

static GtkWidget *
list_new (TdProcedureWindow *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  self->items = g_list_store_new (TD_TYPE_PROCEDURE_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (self->selection)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Register of Procedures"), -1);
  add_columns (self);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (update_actions),
                            self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroll, TRUE);

  return scroll;
}

static GtkWidget *
button_new (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);

  return button;
}

static GtkWidget *
empty_new (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = button_new (_ ("_Import…"), "procedure.import");

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "td-dossier-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No procedures yet"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (page),
      _ ("Bring in the published list of procedures as a spreadsheet, or add them one by one."));
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);

  return page;
}

static GtkWidget *
none_new (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "td-find-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No procedure is called so"));

  return page;
}

static GtkWidget *
tools_new (TdProcedureWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->search = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->search, TRUE);
  g_object_set (self->search, "placeholder-text", _ ("code, name, area or unit"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search procedures"), -1);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_cb), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (gtk_window_close), self);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "td-dim");
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (box), button_new (_ ("_Change…"), "procedure.edit"));
  gtk_box_append (GTK_BOX (box), button_new (_ ("New _Version…"), "procedure.version"));
  gtk_box_append (GTK_BOX (box), button_new (_ ("_Delete"), "procedure.delete"));

  return box;
}

static void
td_procedure_window_init (TdProcedureWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *add = button_new (_ ("_Add…"), "procedure.add");

  gtk_widget_add_css_class (add, "suggested-action");
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), add);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), button_new (_ ("_Import…"), "procedure.import"));
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), tools_new (self));
  gtk_stack_add_named (self->stack, list_new (self), "list");
  gtk_stack_add_named (self->stack, empty_new (), "empty");
  gtk_stack_add_named (self->stack, none_new (), "none");
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 1240, 640);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Register of Procedures"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/**
 * td_procedure_window_new:
 * @workspace: the workspace
 * @parent: (nullable): the window it belongs to
 *
 * Returns: (transfer floating): the register, to be presented
 */
GtkWidget *
td_procedure_window_new (TdWorkspace *workspace, GtkWindow *parent)
{
  TdProcedureWindow *self = g_object_new (TD_TYPE_PROCEDURE_WINDOW, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_swapped (workspace, "changed", G_CALLBACK (changed_cb), self);
  fill (self);
  gtk_widget_grab_focus (self->search);

  return GTK_WIDGET (self);
}
