/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-columns-dialog.h"

#include <glib/gi18n-lib.h>

#include "td-annex-layouts.h"

#define MAX_COLUMNS 12

struct _TdColumnsDialog
{
  AdwWindow parent_instance;

  TdPlanContext *context;
  GArray *columns; /* (element-type TdWantedColumn) */
  GtkListBox *list;
  GtkDropDown *layout;
  GtkWidget *apply;
};

static const struct
{
  const char *role;
  const char *label;
} roles[] = {
  { TD_COLUMN_NUMBER, N_ ("Number") },
  { TD_COLUMN_CONTENT, N_ ("Task") },
  { TD_COLUMN_PRODUCT, N_ ("Product") },
  { TD_COLUMN_LEAD, N_ ("Lead unit") },
  { TD_COLUMN_COORDINATING, N_ ("Coordinating unit") },
  { TD_COLUMN_ASSIGNMENT, N_ ("Assignment in free text") },
  { TD_COLUMN_DEADLINE, N_ ("Deadline") },
  { TD_COLUMN_NOTE, N_ ("Note") },
  { TD_COLUMN_OTHER, N_ ("Other") },
};

G_DEFINE_FINAL_TYPE (TdColumnsDialog, td_columns_dialog, ADW_TYPE_WINDOW)

static void show_columns (TdColumnsDialog *self);

static void
clear_column (gpointer data)
{
  TdWantedColumn *column = data;

  g_free (column->role);
  g_free (column->heading);
}

static void
append_column (TdColumnsDialog *self, gint64 id, const char *role, const char *heading)
{
  TdWantedColumn column = { .id = id,
                            .role = g_strdup (role != NULL ? role : TD_COLUMN_OTHER),
                            .heading = g_strdup (heading != NULL ? heading : "") };

  g_array_append_val (self->columns, column);
}

static guint
row_index (TdColumnsDialog *self, GtkWidget *child)
{
  GtkWidget *row = gtk_widget_get_ancestor (child, GTK_TYPE_LIST_BOX_ROW);

  return (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
}

static void
heading_changed_cb (GtkEditable *entry, TdColumnsDialog *self)
{
  TdWantedColumn *column =
      &g_array_index (self->columns, TdWantedColumn, row_index (self, GTK_WIDGET (entry)));

  g_free (column->heading);
  column->heading = g_strdup (gtk_editable_get_text (entry));
}

static void
role_changed_cb (GtkDropDown *choice, GParamSpec *pspec, TdColumnsDialog *self)
{
  guint chosen = gtk_drop_down_get_selected (choice);
  TdWantedColumn *column =
      &g_array_index (self->columns, TdWantedColumn, row_index (self, GTK_WIDGET (choice)));

  if (chosen >= G_N_ELEMENTS (roles))
    return;
  g_free (column->role);
  column->role = g_strdup (roles[chosen].role);
}

/* The row is made anew; the focus goes with the column that moved. */
static void
focus_row (TdColumnsDialog *self, guint index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) index);

  if (row != NULL)
    gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
}

static void
move_column (TdColumnsDialog *self, guint index, int step)
{
  TdWantedColumn column;
  guint to = index + (guint) step;

  if (to >= self->columns->len)
    return;
  column = g_array_index (self->columns, TdWantedColumn, index);
  g_array_index (self->columns, TdWantedColumn, index) =
      g_array_index (self->columns, TdWantedColumn, to);
  g_array_index (self->columns, TdWantedColumn, to) = column;
  show_columns (self);
  focus_row (self, to);
}

static void
up_clicked_cb (GtkWidget *button, TdColumnsDialog *self)
{
  move_column (self, row_index (self, button), -1);
}

static void
down_clicked_cb (GtkWidget *button, TdColumnsDialog *self)
{
  move_column (self, row_index (self, button), +1);
}

static void
remove_clicked_cb (GtkWidget *button, TdColumnsDialog *self)
{
  guint index = row_index (self, button);

  g_array_remove_index (self->columns, index);
  show_columns (self);
  focus_row (self, MIN (index, MAX (self->columns->len, 1) - 1));
}

static void
add_row_button (GtkWidget *row,
                const char *icon,
                const char *tooltip,
                GCallback callback,
                TdColumnsDialog *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  gtk_box_append (GTK_BOX (row), button);
}

static GtkWidget *
make_row (TdColumnsDialog *self, const TdWantedColumn *column)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *heading = gtk_entry_new ();
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *role;
  guint selected = G_N_ELEMENTS (roles) - 1;

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      gtk_string_list_append (names, _ (roles[i].label));
      if (g_strcmp0 (roles[i].role, column->role) == 0)
        selected = i;
    }
  role = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (role), selected);
  gtk_widget_set_size_request (role, 190, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (role), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What the column holds"), -1);
  gtk_editable_set_text (GTK_EDITABLE (heading), column->heading);
  gtk_widget_set_hexpand (heading, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (heading), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Heading of the column"), -1);
  g_signal_connect_object (heading, "changed", G_CALLBACK (heading_changed_cb), self, 0);
  g_signal_connect_object (role, "notify::selected", G_CALLBACK (role_changed_cb), self, 0);
  gtk_box_append (GTK_BOX (row), heading);
  gtk_box_append (GTK_BOX (row), role);
  add_row_button (row, "go-up-symbolic", _ ("Move Left"), G_CALLBACK (up_clicked_cb), self);
  add_row_button (row, "go-down-symbolic", _ ("Move Right"), G_CALLBACK (down_clicked_cb), self);
  add_row_button (row, "user-trash-symbolic", _ ("Remove the Column"),
                  G_CALLBACK (remove_clicked_cb), self);
  gtk_widget_add_css_class (row, "columns-row");

  return row;
}

static void
show_columns (TdColumnsDialog *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < self->columns->len; i++)
    {
      gtk_list_box_append (self->list,
                           make_row (self, &g_array_index (self->columns, TdWantedColumn, i)));
      row = gtk_list_box_get_row_at_index (self->list, (int) i);
      gtk_list_box_row_set_activatable (row, FALSE);
      gtk_widget_set_focusable (GTK_WIDGET (row), FALSE);
    }
  gtk_widget_set_sensitive (self->apply, self->columns->len > 0);
}

static void
add_clicked_cb (TdColumnsDialog *self)
{
  if (self->columns->len >= MAX_COLUMNS)
    return;
  append_column (self, 0, TD_COLUMN_OTHER, "");
  show_columns (self);
  focus_row (self, self->columns->len - 1);
}

/* A usual layout: columns that the plan has already stay the same records. */
static void
layout_chosen_cb (TdColumnsDialog *self)
{
  guint chosen = gtk_drop_down_get_selected (self->layout);
  g_autoptr (GArray) before = NULL;
  const TdLayoutColumn *columns;
  guint n;

  if (chosen == 0 || chosen > TD_N_ANNEX_LAYOUTS)
    return;
  columns = td_annex_layouts_get (chosen - 1, &n);
  before = self->columns;
  self->columns = g_array_new (FALSE, FALSE, sizeof (TdWantedColumn));
  g_array_set_clear_func (self->columns, clear_column);
  for (guint i = 0; i < n; i++)
    {
      gint64 id = 0;

      for (guint j = 0; j < before->len && id == 0; j++)
        {
          TdWantedColumn *old = &g_array_index (before, TdWantedColumn, j);

          if (old->id != 0 && g_strcmp0 (old->role, columns[i].role) == 0)
            {
              id = old->id;
              old->id = 0;
            }
        }
      append_column (self, id, columns[i].role, columns[i].heading);
    }
  show_columns (self);
}

static void
apply_clicked_cb (TdColumnsDialog *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);

  if (data != NULL)
    td_plan_context_edit (
        self->context, td_annex_layouts_apply (data, (const TdWantedColumn *) self->columns->data,
                                               self->columns->len));
  gtk_window_close (GTK_WINDOW (self));
}

static void
td_columns_dialog_dispose (GObject *object)
{
  TdColumnsDialog *self = TD_COLUMNS_DIALOG (object);

  g_clear_object (&self->context);

  G_OBJECT_CLASS (td_columns_dialog_parent_class)->dispose (object);
}

static void
td_columns_dialog_finalize (GObject *object)
{
  g_array_unref (TD_COLUMNS_DIALOG (object)->columns);

  G_OBJECT_CLASS (td_columns_dialog_parent_class)->finalize (object);
}

static void
td_columns_dialog_class_init (TdColumnsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_columns_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_columns_dialog_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static GtkWidget *
make_layout_choice (TdColumnsDialog *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("As it is"));
  for (guint i = 0; i < TD_N_ANNEX_LAYOUTS; i++)
    {
      guint n;
      const TdLayoutColumn *columns = td_annex_layouts_get (i, &n);
      g_autoptr (GString) name = g_string_new (NULL);

      for (guint c = 0; c < n; c++)
        g_string_append_printf (name, "%s%s", c > 0 ? " · " : "", columns[c].heading);
      gtk_string_list_append (names, name->str);
    }
  self->layout = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (names), NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->layout), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Usual layout"), -1);
  g_signal_connect_swapped (self->layout, "notify::selected", G_CALLBACK (layout_chosen_cb), self);

  return GTK_WIDGET (self->layout);
}

static GtkWidget *
make_header (TdColumnsDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  self->apply = gtk_button_new_with_label (_ ("Apply"));
  gtk_widget_add_css_class (self->apply, "suggested-action");
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), self);
  g_signal_connect_swapped (self->apply, "clicked", G_CALLBACK (apply_clicked_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->apply);

  return header;
}

static void
td_columns_dialog_init (TdColumnsDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *add = gtk_button_new_with_label (_ ("Add a Column"));

  self->columns = g_array_new (FALSE, FALSE, sizeof (TdWantedColumn));
  g_array_set_clear_func (self->columns, clear_column);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_widget_add_css_class (body, "columns-body");
  gtk_box_append (GTK_BOX (body), make_layout_choice (self));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Columns of the annex"), -1);
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->list));
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_clicked_cb), self);
  gtk_box_append (GTK_BOX (body), add);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), body);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (self), box);
}

/**
 * td_columns_dialog_new:
 * @parent: (nullable): over which window
 * @context: the open plan
 *
 * Returns: the dialog, not shown yet
 */
GtkWidget *
td_columns_dialog_new (GtkWindow *parent, TdPlanContext *context)
{
  TdColumnsDialog *self =
      g_object_new (TD_TYPE_COLUMNS_DIALOG, "transient-for", parent, "modal", TRUE, "title",
                    _ ("Columns of the Annex"), "default-width", 640, "default-height", 560, NULL);
  const TdPlanData *data = td_plan_context_get_data (context);

  self->context = g_object_ref (context);
  for (guint i = 0; data != NULL && i < td_plan_data_count (data, TD_KIND_PLAN_COLUMN); i++)
    {
      const TdPlanColumnRow *row = td_plan_data_nth (data, TD_KIND_PLAN_COLUMN, i);

      append_column (self, row->row.id, row->role, row->heading);
    }
  show_columns (self);

  return GTK_WIDGET (self);
}
