/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-edit-private.h"

#include <glib/gi18n-lib.h>

#include "td-error.h"

/* What an edit does, and the action kind (store/td-action.h) its entry in the history carries. */
static const struct
{
  TdEditFunc run;
  const char *action;
  const char *label;
} edits[TD_N_EDITS] = {
  [TD_EDIT_ADD] = { td_edit_add, "record.add", N_ ("Add: %s") },
  [TD_EDIT_SET] = { td_edit_set, "record.set", N_ ("Edit: %s") },
  [TD_EDIT_DELETE] = { td_edit_delete, "record.delete", N_ ("Delete: %s") },
  [TD_EDIT_MOVE] = { td_edit_move, "record.move", N_ ("Move: %s") },
  [TD_EDIT_SECTION_PROMOTE] = { td_edit_promote, "plan.edit", N_ ("Promote a section") },
  [TD_EDIT_SECTION_DEMOTE] = { td_edit_demote, "plan.edit", N_ ("Demote a section") },
  [TD_EDIT_BLOCK_SPLIT] = { td_edit_split, "plan.edit", N_ ("Split a paragraph") },
  [TD_EDIT_BLOCK_JOIN] = { td_edit_join, "plan.edit", N_ ("Join paragraphs") },
  [TD_EDIT_TASK_DUPLICATE] = { td_edit_duplicate_task, "plan.edit", N_ ("Duplicate a task") },
  [TD_EDIT_TASK_UNITS] = { td_edit_task_units, "plan.edit", N_ ("Choose units") },
  [TD_EDIT_PLAN_SAVE] = { td_edit_save_plan, "plan.import", N_ ("Add a plan") },
  [TD_EDIT_PLAN_DELETE] = { td_edit_delete_plan, "plan.delete", N_ ("Delete a plan") },
  [TD_EDIT_BATCH] = { td_edit_batch, "plan.edit", N_ ("Several changes") },
  [TD_EDIT_ACT] = { td_edit_act, "record.set", N_ ("Several changes") },
};

static TdEdit *
edit_new (TdEditType type, TdKind kind, gint64 id)
{
  TdEdit *edit = g_new0 (TdEdit, 1);

  edit->type = type;
  edit->kind = kind;
  edit->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (id != 0)
    g_array_append_val (edit->ids, id);

  return edit;
}

void
td_edit_free (TdEdit *edit)
{
  if (edit == NULL)
    return;

  g_array_unref (edit->ids);
  td_row_free (edit->kind, edit->row);
  g_clear_pointer (&edit->changes, g_array_unref);
  g_free (edit->expected);
  g_clear_error (&edit->error);
  g_free (edit->role);
  g_strfreev (edit->texts);
  td_plan_data_free (edit->plan);
  g_free (edit->label);
  g_clear_pointer (&edit->batch, g_ptr_array_unref);
  if (edit->destroy != NULL)
    edit->destroy (edit->data);
  g_free (edit);
}

/* The record an edit is about; 0 for a new one */
gint64
td_edit_first_id (const TdEdit *edit)
{
  return edit->ids->len > 0 ? g_array_index (edit->ids, gint64, 0) : 0;
}

/* Field @name of the edit's kind; a wrong name is told when the edit runs. */
static const TdFieldSpec *
find_field (TdEdit *edit, const char *name)
{
  const TdKindSpec *spec = td_kind_spec (edit->kind);
  const TdFieldSpec *field = td_kind_find_field (spec, name);

  if (field == NULL && edit->error == NULL)
    td_error_set_at (&edit->error, TD_ERROR_USAGE, NULL, NULL, _ ("“%s” has no field “%s”."),
                     spec->name, name);

  return field;
}

/**
 * td_edit_new_add:
 * @kind: the kind of the new record
 *
 * Returns: (transfer full): adds a record, at the end of its siblings unless td_edit_set_after()
 * says otherwise; give it values with td_edit_set_value()
 */
TdEdit *
td_edit_new_add (TdKind kind)
{
  TdEdit *edit = edit_new (TD_EDIT_ADD, kind, 0);

  edit->row = td_row_new (kind);

  return edit;
}

/**
 * td_edit_set_value:
 * @edit: made by td_edit_new_add()
 * @field: a column
 * @value: (nullable): the value as locale-free text
 *
 * A wrong field or value makes td_edit_run() fail with TD_ERROR_USAGE.
 */
void
td_edit_set_value (TdEdit *edit, const char *field, const char *value)
{
  const TdFieldSpec *spec;

  g_return_if_fail (edit != NULL && edit->type == TD_EDIT_ADD);

  spec = find_field (edit, field);
  if (spec != NULL)
    td_row_parse_field (edit->row, spec, value, edit->error == NULL ? &edit->error : NULL);
}

/**
 * td_edit_set_after:
 * @edit: made by td_edit_new_add()
 * @sibling_id: the sibling to stand after; 0: before all others
 */
void
td_edit_set_after (TdEdit *edit, gint64 sibling_id)
{
  g_return_if_fail (edit != NULL && edit->type == TD_EDIT_ADD);

  edit->placed = TRUE;
  edit->after_id = sibling_id;
}

static void
clear_change (gpointer data)
{
  g_free (((TdEditChange *) data)->value);
}

/**
 * td_edit_new_set:
 * @kind: the kind of the record
 * @id: its id
 * @field: a column
 * @value: (nullable): the value as locale-free text; NULL for absent
 *
 * Returns: (transfer full): changes one field, and what follows from it
 */
TdEdit *
td_edit_new_set (TdKind kind, gint64 id, const char *field, const char *value)
{
  TdEdit *edit = edit_new (TD_EDIT_SET, kind, id);

  edit->changes = g_array_new (FALSE, FALSE, sizeof (TdEditChange));
  g_array_set_clear_func (edit->changes, clear_change);
  td_edit_and_set (edit, field, value);

  return edit;
}

/**
 * td_edit_and_set:
 * @edit: made by td_edit_new_set()
 * @field: another column of the same record
 * @value: (nullable): its value as locale-free text
 *
 * Changes one more field in the same action.
 */
void
td_edit_and_set (TdEdit *edit, const char *field, const char *value)
{
  TdEditChange change;

  g_return_if_fail (edit != NULL && edit->type == TD_EDIT_SET);

  change.field = find_field (edit, field);
  change.value = g_strdup (value);
  g_array_append_val (edit->changes, change);
}

/**
 * td_edit_expect:
 * @edit: made by td_edit_new_set()
 * @value: (nullable): what the person who made it saw in the first field, as locale-free text
 *
 * Lets the edit fail with %TD_ERROR_CONFLICT when somebody else was first: the field has another
 * value than this by then, and not the wanted one.
 */
void
td_edit_expect (TdEdit *edit, const char *value)
{
  g_return_if_fail (edit != NULL && edit->type == TD_EDIT_SET);

  g_free (edit->expected);
  edit->expects = TRUE;
  edit->expected = g_strdup (value);
}

/**
 * td_edit_new_delete:
 * @kind: the kind of the records
 * @ids: their ids
 * @n_ids: how many
 *
 * Returns: (transfer full): deletes the records and all they own
 */
TdEdit *
td_edit_new_delete (TdKind kind, const gint64 *ids, guint n_ids)
{
  TdEdit *edit = edit_new (TD_EDIT_DELETE, kind, 0);

  g_array_append_vals (edit->ids, ids, n_ids);

  return edit;
}

/**
 * td_edit_new_move:
 * @kind: the kind of the record
 * @id: its id
 * @parent_id: the new parent (section of a section or text, area row of a task), 0 for none; -1
 *   leaves the parent alone
 * @index: where among the siblings there, counted without the record itself
 *
 * Returns: (transfer full): moves the record
 */
TdEdit *
td_edit_new_move (TdKind kind, gint64 id, gint64 parent_id, guint index)
{
  TdEdit *edit = edit_new (TD_EDIT_MOVE, kind, id);

  edit->parent_id = parent_id;
  edit->index = index;

  return edit;
}

TdEdit *
td_edit_new_promote (gint64 section_id)
{
  return edit_new (TD_EDIT_SECTION_PROMOTE, TD_KIND_SECTION, section_id);
}

TdEdit *
td_edit_new_demote (gint64 section_id)
{
  return edit_new (TD_EDIT_SECTION_DEMOTE, TD_KIND_SECTION, section_id);
}

/**
 * td_edit_new_split:
 * @block_id: a body text
 * @offset: in characters
 *
 * Returns: (transfer full): cuts the text in two; the result is the second one
 */
TdEdit *
td_edit_new_split (gint64 block_id, guint offset)
{
  TdEdit *edit = edit_new (TD_EDIT_BLOCK_SPLIT, TD_KIND_BLOCK, block_id);

  edit->index = offset;

  return edit;
}

TdEdit *
td_edit_new_join (gint64 block_id)
{
  return edit_new (TD_EDIT_BLOCK_JOIN, TD_KIND_BLOCK, block_id);
}

TdEdit *
td_edit_new_duplicate_task (gint64 task_id)
{
  return edit_new (TD_EDIT_TASK_DUPLICATE, TD_KIND_TASK, task_id);
}

/**
 * td_edit_new_task_units:
 * @task_id: a task
 * @role: "lead" or "coordinating"
 * @texts: (array zero-terminated=1): the units, by name
 *
 * Returns: (transfer full): sets the units of a task and the words of its cell from them
 */
TdEdit *
td_edit_new_task_units (gint64 task_id, const char *role, const char *const *texts)
{
  TdEdit *edit = edit_new (TD_EDIT_TASK_UNITS, TD_KIND_TASK, task_id);

  edit->role = g_strdup (role);
  edit->texts = g_strdupv ((char **) texts);

  return edit;
}

/**
 * td_edit_new_save_plan:
 * @data: (transfer full): a whole plan that is not kept yet
 *
 * Returns: (transfer full): saves it; the result is the plan's id
 */
TdEdit *
td_edit_new_save_plan (TdPlanData *data)
{
  TdEdit *edit = edit_new (TD_EDIT_PLAN_SAVE, TD_KIND_PLAN, 0);

  edit->plan = data;

  return edit;
}

TdEdit *
td_edit_new_delete_plan (gint64 plan_id)
{
  return edit_new (TD_EDIT_PLAN_DELETE, TD_KIND_PLAN, plan_id);
}

/**
 * td_edit_new_batch:
 * @label: what is done, translated; the history shows it
 *
 * Returns: (transfer full): an edit that makes the edits given to td_edit_batch_append(), in that
 *   order, as one action: all of them or none
 */
TdEdit *
td_edit_new_batch (const char *label)
{
  TdEdit *batch = edit_new (TD_EDIT_BATCH, TD_KIND_PLAN, 0);

  batch->label = g_strdup (label);
  batch->batch = g_ptr_array_new_with_free_func ((GDestroyNotify) td_edit_free);

  return batch;
}

/**
 * td_edit_batch_append:
 * @batch: made by td_edit_new_batch()
 * @edit: (transfer full): an edit, no batch itself
 */
void
td_edit_batch_append (TdEdit *batch, TdEdit *edit)
{
  g_return_if_fail (batch != NULL && batch->type == TD_EDIT_BATCH);
  g_return_if_fail (edit != NULL && edit->type != TD_EDIT_BATCH);

  g_ptr_array_add (batch->batch, edit);
}

guint
td_edit_batch_length (const TdEdit *batch)
{
  g_return_val_if_fail (batch != NULL && batch->type == TD_EDIT_BATCH, 0);

  return batch->batch->len;
}

/* func runs on the writer thread with the edit, whose data is plain; it may set result_id. */
TdEdit *
td_edit_new_act (
    const char *action, const char *label, TdEditFunc func, gpointer data, GDestroyNotify destroy)
{
  TdEdit *edit = edit_new (TD_EDIT_ACT, TD_KIND_PLAN, 0);

  edit->action = action;
  edit->label = g_strdup (label);
  edit->func = func;
  edit->data = data;
  edit->destroy = destroy;

  return edit;
}

gboolean
td_edit_act (TdWriter *writer, TdEdit *edit, GError **error)
{
  return edit->func (writer, edit, error);
}

static const char *
action_of (const TdEdit *edit)
{
  return edit->action != NULL ? edit->action : edits[edit->type].action;
}

/* The result of a batch is that of its last edit. */
gboolean
td_edit_batch (TdWriter *writer, TdEdit *edit, GError **error)
{
  for (guint i = 0; i < edit->batch->len; i++)
    {
      TdEdit *part = g_ptr_array_index (edit->batch, i);

      if (part->error != NULL)
        {
          g_propagate_error (error, g_error_copy (part->error));
          return FALSE;
        }
      if (!edits[part->type].run (writer, part, error))
        return FALSE;
      edit->result_id = part->result_id;
    }

  return TRUE;
}

static gboolean
run_on_writer (TdWriter *writer, gpointer data, GError **error)
{
  TdEdit *edit = data;

  if (edit->error != NULL)
    {
      g_propagate_error (error, g_error_copy (edit->error));
      return FALSE;
    }

  return edits[edit->type].run (writer, edit, error);
}

static char *
make_label (const TdEdit *edit)
{
  g_autofree char *kind = g_utf8_strdown (_ (td_kind_spec (edit->kind)->label), -1);

  switch (edit->type)
    {
    case TD_EDIT_ADD:
      return g_strdup_printf (_ ("Add: %s"), kind);
    case TD_EDIT_SET:
      return g_strdup_printf (_ ("Edit: %s"), kind);
    case TD_EDIT_DELETE:
      return g_strdup_printf (_ ("Delete: %s"), kind);
    case TD_EDIT_MOVE:
      return g_strdup_printf (_ ("Move: %s"), kind);
    case TD_EDIT_BATCH:
    case TD_EDIT_ACT:
      return g_strdup (edit->label);
    default:
      return g_strdup (_ (edits[edit->type].label));
    }
}

/* One field typed on within ten seconds stays one action. */
static char *
make_merge_key (const TdEdit *edit)
{
  const TdFieldSpec *field;

  if (edit->type != TD_EDIT_SET)
    return NULL;
  field = g_array_index (edit->changes, TdEditChange, 0).field;

  return field != NULL
             ? g_strdup_printf ("%s:%" G_GINT64_FORMAT ":%s", td_kind_spec (edit->kind)->name,
                                td_edit_first_id (edit), field->name)
             : NULL;
}

/**
 * td_edit_run:
 * @edit: an edit; run it once
 * @workspace: where
 * @result_id: (out) (optional): the record made or changed
 * @error: return location
 *
 * Runs the edit and waits for the durable commit: for the command line and tests.
 *
 * Returns: whether it was done; otherwise nothing was changed
 */
gboolean
td_edit_run (TdEdit *edit, TdWorkspace *workspace, gint64 *result_id, GError **error)
{
  g_autofree char *label = make_label (edit);

  g_return_val_if_fail (edit != NULL && TD_IS_WORKSPACE (workspace), FALSE);

  if (!td_workspace_act (workspace, action_of (edit), label, run_on_writer, edit, error))
    return FALSE;
  if (result_id != NULL)
    *result_id = edit->result_id;

  return TRUE;
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TdEdit *edit = g_task_get_task_data (task);
  GError *error = NULL;

  if (td_workspace_act_finish (TD_WORKSPACE (source), result, &error))
    g_task_return_int (task, edit->result_id);
  else
    g_task_return_error (task, error);
}

/**
 * td_edit_run_async:
 * @edit: (transfer full): an edit
 * @workspace: where
 * @callback: (nullable): called on the main thread after the durable commit
 * @user_data: for @callback
 *
 * Queues the edit. Edits run in the order they were queued.
 */
void
td_edit_run_async (TdEdit *edit,
                   TdWorkspace *workspace,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  GTask *task = g_task_new (workspace, NULL, callback, user_data);
  g_autofree char *label = make_label (edit);
  g_autofree char *merge_key = make_merge_key (edit);

  g_task_set_source_tag (task, td_edit_run_async);
  g_task_set_task_data (task, edit, (GDestroyNotify) td_edit_free);
  td_workspace_act_async (workspace, action_of (edit), label, merge_key, run_on_writer, edit, NULL,
                          acted_cb, task);
}

/**
 * td_edit_run_finish:
 * @result: as given to the callback
 * @result_id: (out) (optional): the record made or changed
 * @error: return location
 *
 * Returns: whether it was done; otherwise nothing was changed
 */
gboolean
td_edit_run_finish (GAsyncResult *result, gint64 *result_id, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gssize id = g_task_propagate_int (G_TASK (result), &reason);

  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (result_id != NULL)
    *result_id = id;

  return TRUE;
}
