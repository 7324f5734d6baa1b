/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-units-field.h"

#include <glib/gi18n-lib.h>

#include "td-chip-box.h"
#include "td-text.h"

struct _TdUnitsField
{
  GtkWidget parent_instance;

  TdPlanContext *context;
  char *role;
  gint64 task_id;
  GPtrArray *texts; /* (element-type utf8): what the chips show, NULL-terminated */
  guint pending;    /* writes on their way: what is read meanwhile is older */
  GtkWidget *label;
  TdChipBox *chips;
};

G_DEFINE_FINAL_TYPE (TdUnitsField, td_units_field, GTK_TYPE_WIDGET)

static void
show_texts (TdUnitsField *self)
{
  td_chip_box_set_chips (self->chips, (const char *const *) self->texts->pdata);
}

static GPtrArray *
texts_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

/**
 * td_units_field_set_task:
 * @self: a field
 * @task_id: the task whose units are shown, as the plan was last read; 0: none
 */
void
td_units_field_set_task (TdUnitsField *self, gint64 task_id)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  g_autoptr (GPtrArray) units = NULL;

  g_return_if_fail (TD_IS_UNITS_FIELD (self));

  if (task_id == self->task_id && self->pending > 0)
    return;
  if (task_id != self->task_id)
    self->pending = 0;
  self->task_id = task_id;
  g_ptr_array_unref (self->texts);
  self->texts = texts_new ();
  if (data != NULL && task_id != 0)
    units = td_plan_data_task_units (data, task_id, self->role);
  for (guint i = 0; units != NULL && i < units->len; i++)
    g_ptr_array_add (self->texts,
                     g_strdup (((TdTaskUnitRow *) g_ptr_array_index (units, i))->text));
  g_ptr_array_add (self->texts, NULL);
  show_texts (self);
}

typedef struct
{
  TdUnitsField *self;
  gint64 task_id;
} Write;

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Write *write = user_data;
  g_autoptr (TdUnitsField) self = write->self;
  g_autoptr (GError) error = NULL;

  if (write->task_id == self->task_id && self->pending > 0)
    self->pending--;
  if (!td_edit_run_finish (result, NULL, &error))
    {
      td_plan_context_show_error (self->context, _ ("The change was not made"), error);
      td_units_field_set_task (self, self->task_id);
    }
}

static void
write_texts (TdUnitsField *self)
{
  Write *write = g_new (Write, 1);
  const char *const *texts = (const char *const *) self->texts->pdata;

  write->self = g_object_ref (self);
  write->task_id = self->task_id;
  self->pending++;
  show_texts (self);
  td_edit_run_async (td_edit_new_task_units (self->task_id, self->role, texts),
                     td_plan_context_get_workspace (self->context), written_cb, write);
}

static void
add_cb (TdUnitsField *self, const char *text)
{
  if (self->task_id == 0)
    return;
  for (guint i = 0; i + 1 < self->texts->len; i++)
    {
      if (td_text_equal_folded (g_ptr_array_index (self->texts, i), text))
        return;
    }
  g_ptr_array_insert (self->texts, (int) self->texts->len - 1, td_text_nfc (text, -1));
  write_texts (self);
}

static void
remove_cb (TdUnitsField *self, guint index)
{
  if (self->task_id == 0 || index + 1 >= self->texts->len)
    return;
  g_ptr_array_remove_index (self->texts, index);
  write_texts (self);
}

void
td_units_field_set_suggestions (TdUnitsField *self, GListModel *strings)
{
  td_chip_box_set_suggestions (self->chips, strings);
}

static void
append_names (GtkStringList *names, TdWorkspace *workspace, TdKind kind)
{
  g_autoptr (TdQuery) query = td_query_new (kind);
  g_autoptr (GPtrArray) rows = td_workspace_list_rows (workspace, query, NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      gpointer row = g_ptr_array_index (rows, i);

      if (kind == TD_KIND_UNIT && ((TdUnitRow *) row)->valid_to == NULL)
        gtk_string_list_append (names, ((TdUnitRow *) row)->name);
      else if (kind == TD_KIND_UNIT_GROUP)
        gtk_string_list_append (names, ((TdUnitGroupRow *) row)->name);
      else if (kind == TD_KIND_UNIT_ALIAS)
        gtk_string_list_append (names, ((TdUnitAliasRow *) row)->alias);
    }
}

/**
 * td_units_field_read_register:
 * @workspace: where the register is
 *
 * Returns: (transfer full): what is offered: the units in force, the groups, other names
 */
GListModel *
td_units_field_read_register (TdWorkspace *workspace)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  append_names (names, workspace, TD_KIND_UNIT);
  append_names (names, workspace, TD_KIND_UNIT_GROUP);
  append_names (names, workspace, TD_KIND_UNIT_ALIAS);

  return G_LIST_MODEL (names);
}

static gboolean
td_units_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GTK_WIDGET (TD_UNITS_FIELD (widget)->chips), GTK_DIR_TAB_FORWARD);
}

static void
td_units_field_dispose (GObject *object)
{
  TdUnitsField *self = TD_UNITS_FIELD (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  if (self->chips != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->chips));
  self->chips = NULL;
  g_clear_object (&self->context);

  G_OBJECT_CLASS (td_units_field_parent_class)->dispose (object);
}

static void
td_units_field_finalize (GObject *object)
{
  TdUnitsField *self = TD_UNITS_FIELD (object);

  g_ptr_array_unref (self->texts);
  g_free (self->role);

  G_OBJECT_CLASS (td_units_field_parent_class)->finalize (object);
}

static void
td_units_field_class_init (TdUnitsFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_units_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_units_field_finalize;
  widget_class->grab_focus = td_units_field_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
td_units_field_init (TdUnitsField *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
  self->texts = texts_new ();
  g_ptr_array_add (self->texts, NULL);
}

/**
 * td_units_field_new:
 * @context: the open plan
 * @role: "lead" or "coordinating"
 * @label: the name of the field, translated or as the plan's column is called
 *
 * Returns: a field of no task
 */
GtkWidget *
td_units_field_new (TdPlanContext *context, const char *role, const char *label)
{
  TdUnitsField *self = g_object_new (TD_TYPE_UNITS_FIELD, NULL);

  self->context = g_object_ref (context);
  self->role = g_strdup (role);
  self->label = gtk_label_new (label);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_add_css_class (self->label, "td-lbl");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  self->chips = TD_CHIP_BOX (td_chip_box_new ());
  td_chip_box_set_label (self->chips, label);
  td_chip_box_set_strong (self->chips, g_str_equal (role, "lead"));
  gtk_widget_set_parent (GTK_WIDGET (self->chips), GTK_WIDGET (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->chips), !td_plan_context_get_read_only (context));
  g_signal_connect_swapped (self->chips, "add", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (self->chips, "remove", G_CALLBACK (remove_cb), self);

  return GTK_WIDGET (self);
}
