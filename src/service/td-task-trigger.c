/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-deadline.h"
#include "td-edit-private.h"
#include "td-error.h"
#include "td-office-calendar.h"
#include "td-task-progress.h"

#define MAX_CHAIN 64 /* tasks that wait for each other */

typedef struct
{
  TdTaskTriggerRow *row;
  TdEvidenceFile *evidence;
} Trigger;

static void
trigger_free (gpointer data)
{
  Trigger *self = data;

  td_row_free (TD_KIND_TASK_TRIGGER, self->row);
  td_evidence_file_free (self->evidence);
  g_free (self);
}

/* The tasks whose evidence is the document with this symbol. */
static void
add_makers (TdWriter *writer, const char *symbol, GArray *tasks)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (td_writer_get_connection (writer),
                             "SELECT DISTINCT l.task_id FROM evidence_link AS l JOIN evidence AS e"
                             " ON e.id = l.evidence_id WHERE e.symbol = ?1",
                             NULL);

  if (statement == NULL)
    return;
  td_statement_bind_text (statement, 1, symbol);
  while (tasks->len < MAX_CHAIN && td_statement_step (statement, NULL) == TD_STEP_ROW)
    {
      gint64 id = td_statement_int (statement, 0);
      gboolean known = FALSE;

      for (guint i = 0; i < tasks->len && !known; i++)
        known = g_array_index (tasks, gint64, i) == id;
      if (!known)
        g_array_append_val (tasks, id);
    }
}

/* RULE trigger-circle: a task does not wait for its own result, nor for that of a task which waits
 * for its result. */
static gboolean
check_circle (TdWriter *writer, const TdTaskTriggerRow *trigger, GError **error)
{
  g_autoptr (GArray) tasks = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (trigger->symbol == NULL)
    return TRUE;
  add_makers (writer, trigger->symbol, tasks);
  for (guint i = 0; i < tasks->len; i++)
    {
      gint64 id = g_array_index (tasks, gint64, i);
      g_autoptr (GPtrArray) rows = NULL;

      if (id == trigger->task_id)
        {
          td_error_set_at (error, TD_ERROR_REFUSED, NULL, "symbol",
                           _ ("The document %s follows from this task itself, so the task cannot "
                              "wait for it."),
                           trigger->symbol);
          return FALSE;
        }
      rows = td_writer_list_by (writer, TD_KIND_TASK_TRIGGER, "task_id", id, error);
      if (rows == NULL)
        return FALSE;
      for (guint n = 0; n < rows->len; n++)
        {
          const TdTaskTriggerRow *row = g_ptr_array_index (rows, n);

          if (row->symbol != NULL)
            add_makers (writer, row->symbol, tasks);
        }
    }

  return TRUE;
}

/* RULE task-trigger: the last day is the one the document sets, else it follows from the term. */
static gboolean
set_due (TdWriter *writer, const TdTaskRow *task, TdTaskTriggerRow *row, GError **error)
{
  TdDeadlineTerm term = { (int) row->days,
                          row->working_days ? TD_TERM_WORKING_DAYS : TD_TERM_DAYS };
  g_autoptr (TdWorkCalendar) calendar = NULL;
  GDate date, end;

  if (row->due != NULL)
    return TRUE;
  if (row->days == 0 && !td_deadline_read_term (task->deadline_text, &term))
    return TRUE;
  td_date_parse_iso (row->date, &date);
  if (term.unit == TD_TERM_WORKING_DAYS)
    {
      calendar = td_office_calendar_load (td_writer_get_connection (writer), error);
      if (calendar == NULL)
        return FALSE;
    }
  if (!td_deadline_term_end (&term, &date, calendar, &end, error))
    return FALSE;
  row->due = td_date_format_iso (&end);
  row->working_days = term.unit == TD_TERM_WORKING_DAYS;
  if (term.unit <= TD_TERM_WORKING_DAYS)
    row->days = term.count;

  return TRUE;
}

static gboolean
check_trigger (const TdTaskRow *task, const TdTaskTriggerRow *row, GError **error)
{
  GDate date, due;

  if (!td_date_parse_iso (row->date, &date))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, "date",
                       _ ("“%s” is no date such as 2026-03-31."),
                       row->date != NULL ? row->date : "");
      return FALSE;
    }
  if (row->due != NULL && (!td_date_parse_iso (row->due, &due) || g_date_compare (&due, &date) < 0))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, "due",
                       _ ("The last day cannot lie before the document it counts from."));
      return FALSE;
    }
  if (task->deadline_condition != NULL)
    return TRUE;
  td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                   _ ("The deadline of this task, “%s”, waits for no document."),
                   task->deadline_text != NULL ? task->deadline_text : "");

  return FALSE;
}

static gboolean
put_evidence (TdWriter *writer, Trigger *self, GError **error)
{
  TdEvidenceRow *row;

  if (self->evidence == NULL)
    return TRUE;
  row = self->evidence->row;
  if (self->evidence->bytes != NULL)
    {
      g_autofree char *sha256 = td_writer_put_file (writer, self->evidence->bytes, error);

      if (sha256 == NULL)
        return FALSE;
    }
  if (row->symbol == NULL)
    row->symbol = g_strdup (self->row->symbol);
  if (row->date == NULL)
    row->date = g_strdup (self->row->date);
  if (!td_writer_insert (writer, TD_KIND_EVIDENCE, row, error))
    return FALSE;
  self->row->evidence_id = row->row.id;

  return TRUE;
}

/* A document that is recorded again replaces what was known of it. */
static gint64
find_trigger (GPtrArray *rows, const TdTaskTriggerRow *row)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const TdTaskTriggerRow *old = g_ptr_array_index (rows, i);

      if (g_strcmp0 (old->symbol, row->symbol) == 0)
        return old->row.id;
    }

  return 0;
}

static gboolean
record_trigger (TdWriter *writer, TdEdit *edit, GError **error)
{
  Trigger *self = edit->data;
  TdTaskRow *task = td_writer_get (writer, TD_KIND_TASK, self->row->task_id, error);
  g_autoptr (GPtrArray) rows = NULL;
  gboolean done;

  if (task == NULL)
    return FALSE;
  done = check_trigger (task, self->row, error) && check_circle (writer, self->row, error) &&
         set_due (writer, task, self->row, error) && put_evidence (writer, self, error);
  td_row_free (TD_KIND_TASK, task);
  if (!done)
    return FALSE;
  rows = td_writer_list_by (writer, TD_KIND_TASK_TRIGGER, "task_id", self->row->task_id, error);
  if (rows == NULL)
    return FALSE;
  self->row->row.id = find_trigger (rows, self->row);
  done = self->row->row.id != 0
             ? td_writer_update (writer, TD_KIND_TASK_TRIGGER, NULL, self->row, error)
             : td_writer_insert (writer, TD_KIND_TASK_TRIGGER, self->row, error);
  edit->result_id = self->row->row.id;

  return done;
}

/**
 * td_task_edit_trigger:
 * @trigger: the document: task_id and date must be set; copied
 * @evidence: (nullable) (transfer full): its file
 *
 * Returns: (transfer full): records what a conditional deadline waited for; the term counts from
 *   its date, as the words say ("trong vòng 15 ngày làm việc") or as @trigger does
 */
TdEdit *
td_task_edit_trigger (const TdTaskTriggerRow *trigger, TdEvidenceFile *evidence)
{
  Trigger *self = g_new0 (Trigger, 1);

  self->row = td_row_copy (TD_KIND_TASK_TRIGGER, trigger);
  self->row->row.id = 0;
  self->evidence = evidence;

  return td_edit_new_act ("task.trigger", _ ("Record a trigger document"), record_trigger, self,
                          trigger_free);
}
