/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-edit-private.h"

#include <glib/gi18n-lib.h>

#include "td-error.h"
#include "td-siblings.h"
#include "td-task-understanding.h"

/* The bullet of the body that a task is made of says the same words. */
static gboolean
update_body_bullet (TdWriter *writer,
                    const TdTaskRow *old_task,
                    const TdTaskRow *task,
                    GError **error)
{
  TdBlockRow *old_block, *block;
  gboolean done;

  if (task->block_id == 0 || g_strcmp0 (old_task->content, task->content) == 0)
    return TRUE;
  old_block = td_writer_get (writer, TD_KIND_BLOCK, task->block_id, error);
  if (old_block == NULL)
    return FALSE;

  block = td_row_copy (TD_KIND_BLOCK, old_block);
  g_free (block->text);
  g_free (block->marks);
  block->text = g_strdup (task->content);
  block->marks = g_strdup (task->content_marks);
  done = td_writer_update (writer, TD_KIND_BLOCK, old_block, block, error);
  td_row_free (TD_KIND_BLOCK, old_block);
  td_row_free (TD_KIND_BLOCK, block);

  return done;
}

/* The tasks that are made of a bullet of the body say its words. */
static gboolean
update_bullet_tasks (TdWriter *writer, const TdBlockRow *block, GError **error)
{
  g_autoptr (GPtrArray) tasks =
      td_siblings_read (writer, TD_KIND_TASK, "block_id", block->row.id, error);

  if (tasks == NULL)
    return FALSE;
  for (guint i = 0; i < tasks->len; i++)
    {
      TdTaskRow *old_task = g_ptr_array_index (tasks, i);
      TdTaskRow *task = td_row_copy (TD_KIND_TASK, old_task);
      gboolean done;

      g_free (task->content);
      g_free (task->content_marks);
      task->content = g_strdup (block->text);
      task->content_marks = g_strdup (block->marks);
      done = td_writer_update (writer, TD_KIND_TASK, old_task, task, error);
      td_row_free (TD_KIND_TASK, task);
      if (!done)
        return FALSE;
    }

  return TRUE;
}

/**
 * td_edit_update:
 * @writer: the writer
 * @kind: the kind of both rows
 * @old_row: the row as it is kept
 * @row: the row as it shall be; fields that follow from others are brought in line
 * @error: return location
 *
 * The one way a record's fields change.
 *
 * Returns: whether it went well
 */
gboolean
td_edit_update (TdWriter *writer, TdKind kind, gconstpointer old_row, gpointer row, GError **error)
{
  if (kind == TD_KIND_TASK && (!td_task_understand (writer, old_row, row, error) ||
                               !update_body_bullet (writer, old_row, row, error)))
    return FALSE;
  if (!td_writer_update (writer, kind, old_row, row, error))
    return FALSE;
  if (kind == TD_KIND_BLOCK)
    return update_bullet_tasks (writer, row, error);

  return TRUE;
}

/* The index right after the sibling with @after_id; the end where there is none */
static gboolean
index_after (
    TdWriter *writer, TdKind kind, gpointer row, gint64 after_id, guint *index, GError **error)
{
  g_autoptr (GPtrArray) siblings = td_siblings_list (writer, kind, row, error);

  if (siblings == NULL)
    return FALSE;
  *index = siblings->len;
  for (guint i = 0; i < siblings->len; i++)
    {
      if (((TdRow *) g_ptr_array_index (siblings, i))->id == after_id)
        *index = i + 1;
    }
  if (after_id == 0)
    *index = 0;

  return TRUE;
}

gboolean
td_edit_add (TdWriter *writer, TdEdit *edit, GError **error)
{
  guint index = G_MAXUINT;

  /* RULE document-acts: the register and its numbers come from acts, each with who and when. */
  if (edit->kind == TD_KIND_ISSUED_DOCUMENT || edit->kind == TD_KIND_DOCUMENT_NUMBER ||
      edit->kind == TD_KIND_DOCUMENT_ACT)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, td_kind_spec (edit->kind)->name,
                       _ ("Entries of the register of documents are made by submitting, numbering "
                          "and issuing a document, not by hand."));
      return FALSE;
    }
  if (edit->placed && !index_after (writer, edit->kind, edit->row, edit->after_id, &index, error))
    return FALSE;
  if (!td_siblings_place (writer, edit->kind, edit->row, index, error) ||
      !td_writer_insert (writer, edit->kind, edit->row, error))
    return FALSE;
  edit->result_id = ((TdRow *) edit->row)->id;

  if (edit->kind == TD_KIND_TASK)
    {
      TdTaskRow *kept = td_writer_get (writer, TD_KIND_TASK, edit->result_id, error);
      gboolean done = kept != NULL && td_task_understand (writer, NULL, edit->row, error) &&
                      td_writer_update (writer, TD_KIND_TASK, kept, edit->row, error);

      td_row_free (TD_KIND_TASK, kept);
      return done;
    }

  return TRUE;
}

/* Writes the new values into @row; a meaning set by hand is remembered as such. */
static gboolean
apply_changes (TdEdit *edit, gpointer row, GError **error)
{
  for (guint i = 0; i < edit->changes->len; i++)
    {
      const TdEditChange *change = &g_array_index (edit->changes, TdEditChange, i);

      if (!td_row_parse_field (row, change->field, change->value, error))
        return FALSE;
      if (edit->kind == TD_KIND_TASK && g_str_equal (change->field->name, "deadline_kind"))
        ((TdTaskRow *) row)->deadline_typed = TRUE;
    }

  return TRUE;
}

/* Whether a field has a value, spelled as people type it */
static gboolean
has_value (TdKind kind, gconstpointer row, const TdFieldSpec *field, const char *value)
{
  gpointer wanted = td_row_copy (kind, row);
  gboolean same = FALSE;

  if (td_row_parse_field (wanted, field, value, NULL))
    {
      g_autofree char *first = td_row_format_field (wanted, field);
      g_autofree char *second = td_row_format_field (row, field);

      same = g_strcmp0 (first != NULL ? first : "", second != NULL ? second : "") == 0;
    }
  td_row_free (kind, wanted);

  return same;
}

static gboolean
is_as_expected (const TdEdit *edit, gconstpointer row, GError **error)
{
  const TdEditChange *change = &g_array_index (edit->changes, TdEditChange, 0);

  if (!edit->expects || has_value (edit->kind, row, change->field, edit->expected) ||
      has_value (edit->kind, row, change->field, change->value))
    return TRUE;
  g_set_error (error, TD_ERROR, TD_ERROR_CONFLICT, _ ("Somebody else changed “%s” first."),
               g_dgettext (GETTEXT_PACKAGE, change->field->label));

  return FALSE;
}

gboolean
td_edit_set (TdWriter *writer, TdEdit *edit, GError **error)
{
  gpointer old_row = td_writer_get (writer, edit->kind, td_edit_first_id (edit), error);
  gpointer row;
  gboolean done;

  if (old_row == NULL)
    return FALSE;
  row = td_row_copy (edit->kind, old_row);
  done = edit->error != NULL || is_as_expected (edit, old_row, error);
  done = done && apply_changes (edit, row, error) &&
         td_edit_update (writer, edit->kind, old_row, row, error);
  edit->result_id = td_edit_first_id (edit);
  td_row_free (edit->kind, old_row);
  td_row_free (edit->kind, row);

  return done;
}

/* Body texts under a section, and the sections under it, go with it; tasks of an area row go with
 * the row: a task without its row would move into another area by itself. */
static gboolean
delete_group_tasks (TdWriter *writer, gint64 group_id, GError **error)
{
  g_autoptr (GPtrArray) tasks =
      td_siblings_read (writer, TD_KIND_TASK, "group_id", group_id, error);

  if (tasks == NULL)
    return FALSE;
  for (guint i = 0; i < tasks->len; i++)
    {
      if (!td_writer_delete (writer, TD_KIND_TASK, ((TdRow *) g_ptr_array_index (tasks, i))->id,
                             error))
        return FALSE;
    }

  return TRUE;
}

gboolean
td_edit_delete (TdWriter *writer, TdEdit *edit, GError **error)
{
  for (guint i = 0; i < edit->ids->len; i++)
    {
      gint64 id = g_array_index (edit->ids, gint64, i);

      if (edit->kind == TD_KIND_PLAN_GROUP && !delete_group_tasks (writer, id, error))
        return FALSE;
      if (!td_writer_delete (writer, edit->kind, id, error))
        return FALSE;
    }

  return TRUE;
}

/* A section must not become its own descendant. */
static gboolean
check_parent (TdWriter *writer, TdEdit *edit, GError **error)
{
  gint64 above = edit->parent_id;

  while (edit->kind == TD_KIND_SECTION && above > 0)
    {
      TdSectionRow *section;

      if (above == td_edit_first_id (edit))
        {
          td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                           _ ("A section cannot be moved into itself."));
          return FALSE;
        }
      section = td_writer_get (writer, TD_KIND_SECTION, above, error);
      if (section == NULL)
        return FALSE;
      above = section->parent_id;
      td_row_free (TD_KIND_SECTION, section);
    }

  return TRUE;
}

gboolean
td_edit_move (TdWriter *writer, TdEdit *edit, GError **error)
{
  const TdFieldSpec *parent = td_siblings_parent_field (edit->kind);
  gpointer old_row, row;
  gboolean done;

  if (!check_parent (writer, edit, error))
    return FALSE;
  old_row = td_writer_get (writer, edit->kind, td_edit_first_id (edit), error);
  if (old_row == NULL)
    return FALSE;

  row = td_row_copy (edit->kind, old_row);
  if (parent != NULL && edit->parent_id >= 0)
    td_row_set_int (row, parent, edit->parent_id);
  done = td_siblings_place (writer, edit->kind, row, edit->index, error) &&
         td_edit_update (writer, edit->kind, old_row, row, error);
  edit->result_id = td_edit_first_id (edit);
  td_row_free (edit->kind, old_row);
  td_row_free (edit->kind, row);

  return done;
}
