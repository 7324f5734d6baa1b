/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-progress.h"

#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-edit-private.h"
#include "td-error.h"
#include "td-task-snapshot.h"
#include "td-task-turns.h"

/* Plain data of one action for the writer thread. */
typedef struct
{
  TdTaskUpdateRow *update;
  gboolean keep_progress;
  gint64 product_id;
  GPtrArray *evidence; /* (element-type TdEvidenceFile) */
  gint64 evidence_id;  /* that is there already */
  GArray *tasks;       /* ids */
  TdTaskOccurrenceRow *occurrence;
} Act;

static void
act_free (gpointer data)
{
  Act *self = data;

  td_row_free (TD_KIND_TASK_UPDATE, self->update);
  td_row_free (TD_KIND_TASK_OCCURRENCE, self->occurrence);
  g_clear_pointer (&self->evidence, g_ptr_array_unref);
  g_clear_pointer (&self->tasks, g_array_unref);
  g_free (self);
}

static Act *
act_new (const gint64 *task_ids, guint n_ids)
{
  Act *self = g_new0 (Act, 1);

  self->tasks = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (self->tasks, task_ids, n_ids);
  self->evidence = g_ptr_array_new_with_free_func ((GDestroyNotify) td_evidence_file_free);

  return self;
}

static gboolean
check_date (const char *date, GError **error)
{
  GDate parsed;

  if (date == NULL || td_date_parse_iso (date, &parsed))
    return TRUE;
  td_error_set_at (error, TD_ERROR_USAGE, NULL, "date", _ ("“%s” is no date such as 2026-03-31."),
                   date);

  return FALSE;
}

/* The same bytes are one document: what is in the workspace already is linked again. */
static gint64
find_document (TdWriter *writer, const char *sha256)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      td_writer_get_connection (writer),
      "SELECT id FROM evidence WHERE sha256 = ?1 AND link IS NULL ORDER BY id LIMIT 1", NULL);

  if (statement == NULL)
    return 0;
  td_statement_bind_text (statement, 1, sha256);

  return td_statement_step (statement, NULL) == TD_STEP_ROW ? td_statement_int (statement, 0) : 0;
}

static gint64
put_document (TdWriter *writer, TdEvidenceFile *file, GError **error)
{
  gint64 id = file->bytes != NULL ? find_document (writer, file->row->sha256) : 0;

  if (id != 0)
    return id;
  if (file->bytes != NULL)
    {
      g_autofree char *sha256 = td_writer_put_file (writer, file->bytes, error);

      if (sha256 == NULL)
        return 0;
    }
  if (!check_date (file->row->date, error) ||
      !td_writer_insert (writer, TD_KIND_EVIDENCE, file->row, error))
    return 0;

  return file->row->row.id;
}

static gboolean
is_linked (TdWriter *writer, gint64 evidence_id, gint64 task_id)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (td_writer_get_connection (writer),
                             "SELECT 1 FROM evidence_link WHERE evidence_id = ?1 AND task_id = ?2"
                             " AND update_id IS NULL",
                             NULL);

  if (statement == NULL)
    return FALSE;
  td_statement_bind_int (statement, 1, evidence_id);
  td_statement_bind_int (statement, 2, task_id);

  return td_statement_step (statement, NULL) == TD_STEP_ROW;
}

static gboolean
link_document (TdWriter *writer,
               gint64 evidence_id,
               gint64 task_id,
               gint64 update_id,
               gint64 product_id,
               const char *period,
               GError **error)
{
  TdEvidenceLinkRow *row;
  gboolean done;

  if (update_id == 0 && is_linked (writer, evidence_id, task_id))
    return TRUE;
  row = td_row_new (TD_KIND_EVIDENCE_LINK);
  row->evidence_id = evidence_id;
  row->task_id = task_id;
  row->update_id = update_id;
  row->product_id = product_id;
  row->period = g_strdup (period);
  done = td_writer_insert (writer, TD_KIND_EVIDENCE_LINK, row, error);
  td_row_free (TD_KIND_EVIDENCE_LINK, row);

  return done;
}

static gboolean
put_documents (
    TdWriter *writer, const Act *self, gint64 update_id, const char *period, GError **error)
{
  for (guint i = 0; i < self->evidence->len; i++)
    {
      gint64 id = put_document (writer, g_ptr_array_index (self->evidence, i), error);

      if (id == 0)
        return FALSE;
      for (guint t = 0; t < self->tasks->len; t++)
        {
          if (!link_document (writer, id, g_array_index (self->tasks, gint64, t), update_id,
                              self->product_id, period, error))
            return FALSE;
        }
    }

  return TRUE;
}

/* The turns a period may name: those of the words and the plan's year. */
static GArray *
turns_of (TdWriter *writer, const TdTaskRow *task, GError **error)
{
  TdPlanRow *plan = NULL;
  int year = 0;
  GDate date;

  if (task->plan_id != 0)
    {
      plan = td_writer_get (writer, TD_KIND_PLAN, task->plan_id, error);
      if (plan == NULL)
        return NULL;
      year = (int) plan->year;
      td_row_free (TD_KIND_PLAN, plan);
    }
  if (year == 0)
    {
      td_date_today (&date);
      year = g_date_get_year (&date);
    }

  return td_task_turns (task, year);
}

/* RULE task-turn: a recurring task is reported by its turns; continuous work is confirmed for any
 * period of its year. Gives the turn's own name in *@name. */
static gboolean
check_period (
    TdWriter *writer, const TdTaskRow *task, const char *period, char **name, GError **error)
{
  g_autoptr (GArray) turns = turns_of (writer, task, error);
  g_autoptr (GString) known = g_string_new (NULL);
  GDate first, last;

  if (turns == NULL)
    return FALSE;
  for (guint i = 0; i < turns->len; i++)
    {
      const TdTurn *turn = &g_array_index (turns, TdTurn, i);

      if (g_str_equal (turn->period, period) ||
          (td_turn_period_days (period, &first, &last) &&
           g_date_get_julian (&first) >= turn->first && g_date_get_julian (&last) <= turn->last))
        {
          *name = g_strdup (turn->period);
          return TRUE;
        }
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", turn->period);
    }
  if (turns->len == 0 && (g_strcmp0 (task->deadline_kind, "continuous") == 0 ||
                          g_strcmp0 (task->deadline_kind, "recurring") == 0))
    {
      if (td_turn_period_days (period, &first, &last))
        {
          *name = g_strdup (period);
          return TRUE;
        }
      g_string_assign (known, "2026-03, 2026-Q1, 2026-H1, 2026");
    }
  if (known->len == 0)
    td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                     _ ("The deadline of this task, “%s”, has no turns."),
                     task->deadline_text != NULL ? task->deadline_text : "");
  else
    td_error_set_at (error, TD_ERROR_USAGE, NULL, "period",
                     _ ("“%s” is no turn of this task; they are: %s."), period, known->str);

  return FALSE;
}

static gboolean
put_occurrence (TdWriter *writer, TdTaskOccurrenceRow *row, GError **error)
{
  g_autoptr (GPtrArray) rows =
      td_writer_list_by (writer, TD_KIND_TASK_OCCURRENCE, "task_id", row->task_id, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const TdTaskOccurrenceRow *old = g_ptr_array_index (rows, i);

      if (g_strcmp0 (old->period, row->period) == 0)
        {
          row->row.id = old->row.id;
          return td_writer_update (writer, TD_KIND_TASK_OCCURRENCE, old, row, error);
        }
    }

  return td_writer_insert (writer, TD_KIND_TASK_OCCURRENCE, row, error);
}

/* RULE task-turn-progress: a recurring task is as far as its turns are. */
static gboolean
update_progress (TdWriter *writer, const TdTaskRow *task, GError **error)
{
  g_autoptr (GArray) turns = turns_of (writer, task, error);
  g_autoptr (GPtrArray) rows = NULL;
  TdTaskRow *after;
  guint n_done = 0;
  gboolean done;

  if (turns == NULL)
    return FALSE;
  if (turns->len == 0)
    return TRUE;
  rows = td_writer_list_by (writer, TD_KIND_TASK_OCCURRENCE, "task_id", task->row.id, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    n_done += ((TdTaskOccurrenceRow *) g_ptr_array_index (rows, i))->done_date != NULL;
  after = td_row_copy (TD_KIND_TASK, task);
  after->progress = MIN (100 * n_done / turns->len, 100);
  done = td_writer_update (writer, TD_KIND_TASK, task, after, error);
  td_row_free (TD_KIND_TASK, after);

  return done;
}

static gboolean
report_turn (TdWriter *writer, TdTaskUpdateRow *update, const TdTaskRow *task, GError **error)
{
  TdTaskOccurrenceRow *row;
  char *name = NULL;
  gboolean done;

  if (!check_period (writer, task, update->period, &name, error))
    return FALSE;
  g_free (update->period);
  update->period = name;
  row = td_row_new (TD_KIND_TASK_OCCURRENCE);
  row->task_id = update->task_id;
  row->period = g_strdup (name);
  row->progress = update->progress;
  row->done_date = update->done ? g_strdup (update->date) : NULL;
  row->note = g_strdup (update->text);
  done = put_occurrence (writer, row, error) && update_progress (writer, task, error);
  td_row_free (TD_KIND_TASK_OCCURRENCE, row);

  return done;
}

/* RULE task-report: done sets the day and 100 percent; less than that opens the task again. */
static void
apply_report (const TdTaskUpdateRow *update, TdTaskRow *task)
{
  task->progress = update->progress;
  if (update->done)
    {
      g_free (task->done_date);
      task->done_date = g_strdup (update->date);
    }
  else if (update->progress < 100)
    g_clear_pointer (&task->done_date, g_free);
}

static gboolean
report (TdWriter *writer, TdEdit *edit, GError **error)
{
  Act *self = edit->data;
  TdTaskUpdateRow *update = self->update;
  TdTaskRow *task = td_writer_get (writer, TD_KIND_TASK, update->task_id, error);
  TdTaskRow *before;
  gboolean done;

  if (task == NULL)
    return FALSE;
  if (update->author == NULL)
    update->author = g_strdup (td_writer_get_author (writer));
  if (self->keep_progress && !update->done)
    update->progress = task->progress;
  before = td_row_copy (TD_KIND_TASK, task);
  if (update->period != NULL)
    done = report_turn (writer, update, task, error);
  else
    {
      if (!(self->keep_progress && !update->done))
        apply_report (update, task);
      done = td_writer_update (writer, TD_KIND_TASK, before, task, error);
    }
  done = done && td_writer_insert (writer, TD_KIND_TASK_UPDATE, update, error) &&
         put_documents (writer, self, update->row.id, update->period, error);
  edit->result_id = update->row.id;
  td_row_free (TD_KIND_TASK, before);
  td_row_free (TD_KIND_TASK, task);

  return done;
}

static gboolean
report_checked (TdWriter *writer, TdEdit *edit, GError **error)
{
  Act *self = edit->data;

  if (!check_date (self->update->date, error))
    return FALSE;
  if (self->update->progress < 0 || self->update->progress > 100)
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, "progress",
                       _ ("Progress is a percentage from 0 to 100."));
      return FALSE;
    }

  return report (writer, edit, error);
}

/**
 * td_task_edit_report:
 * @said: what is reported
 * @evidence: (nullable) (transfer full) (element-type TdEvidenceFile): files that prove it
 *
 * Returns: (transfer full): records the report and what follows from it for the task
 */
TdEdit *
td_task_edit_report (const TdTaskReport *said, GPtrArray *evidence)
{
  Act *act = act_new (&said->task_id, 1);
  TdTaskUpdateRow *update = td_row_new (TD_KIND_TASK_UPDATE);
  GDate today;

  td_date_today (&today);
  update->task_id = said->task_id;
  update->date = said->date != NULL ? g_strdup (said->date) : td_date_format_iso (&today);
  update->done = said->done;
  update->progress = said->done ? 100 : said->progress;
  update->text = g_strdup (said->text);
  update->period = g_strdup (said->period);
  update->delay_reason = g_strdup (said->delay_reason);
  update->delay_excused = said->delay_excused;
  act->keep_progress = said->progress < 0;
  if (act->keep_progress && !said->done)
    update->progress = 0;
  act->update = update;
  act->product_id = said->product_id;
  if (evidence != NULL)
    g_ptr_array_extend_and_steal (act->evidence, evidence);

  return td_edit_new_act ("task.update",
                          said->done ? _ ("Report a task done") : _ ("Report progress"),
                          report_checked, act, act_free);
}

static gboolean
reopen (TdWriter *writer, TdEdit *edit, GError **error)
{
  const Act *self = edit->data;
  TdTaskRow *task =
      td_writer_get (writer, TD_KIND_TASK, g_array_index (self->tasks, gint64, 0), error);
  TdTaskRow *before;
  gboolean done;

  if (task == NULL)
    return FALSE;
  before = td_row_copy (TD_KIND_TASK, task);
  g_clear_pointer (&task->done_date, g_free);
  if (task->progress == 100)
    task->progress = 90;
  done = td_writer_update (writer, TD_KIND_TASK, before, task, error);
  td_row_free (TD_KIND_TASK, before);
  td_row_free (TD_KIND_TASK, task);

  return done;
}

/**
 * td_task_edit_reopen:
 * @task_id: a task that was reported done
 *
 * Returns: (transfer full): makes it an open task again
 */
TdEdit *
td_task_edit_reopen (gint64 task_id)
{
  return td_edit_new_act ("task.update", _ ("Open a task again"), reopen, act_new (&task_id, 1),
                          act_free);
}

static gboolean
add_evidence (TdWriter *writer, TdEdit *edit, GError **error)
{
  Act *self = edit->data;

  for (guint t = 0; self->evidence_id != 0 && t < self->tasks->len; t++)
    {
      if (!link_document (writer, self->evidence_id, g_array_index (self->tasks, gint64, t), 0, 0,
                          NULL, error))
        return FALSE;
    }

  return put_documents (writer, self, 0, NULL, error);
}

/**
 * td_task_edit_evidence:
 * @task_ids: (array length=n_ids): tasks
 * @n_ids: how many
 * @evidence: (transfer full): a file that proves something about all of them
 *
 * Returns: (transfer full): records the document once and links it to the tasks
 */
TdEdit *
td_task_edit_evidence (const gint64 *task_ids, guint n_ids, TdEvidenceFile *evidence)
{
  Act *act = act_new (task_ids, n_ids);

  g_ptr_array_add (act->evidence, evidence);

  return td_edit_new_act ("task.evidence", _ ("Add evidence"), add_evidence, act, act_free);
}

/**
 * td_task_edit_link_evidence:
 * @evidence_id: a document that is recorded already
 * @task_ids: (array length=n_ids): more tasks
 * @n_ids: how many
 *
 * Returns: (transfer full): links the document to the tasks
 */
TdEdit *
td_task_edit_link_evidence (gint64 evidence_id, const gint64 *task_ids, guint n_ids)
{
  Act *act = act_new (task_ids, n_ids);

  act->evidence_id = evidence_id;

  return td_edit_new_act ("task.evidence", _ ("Link evidence"), add_evidence, act, act_free);
}

static gboolean
record_occurrence (TdWriter *writer, TdEdit *edit, GError **error)
{
  Act *self = edit->data;
  TdTaskOccurrenceRow *row = self->occurrence;
  TdTaskRow *task;
  char *name = NULL;
  gboolean done;

  if (!check_date (row->done_date, error))
    return FALSE;
  task = td_writer_get (writer, TD_KIND_TASK, row->task_id, error);
  if (task == NULL)
    return FALSE;
  done = check_period (writer, task, row->period, &name, error);
  if (done)
    {
      g_free (row->period);
      row->period = name;
      done = put_occurrence (writer, row, error) && update_progress (writer, task, error);
    }
  td_row_free (TD_KIND_TASK, task);
  edit->result_id = row->row.id;

  return done && put_documents (writer, self, 0, row->period, error);
}

/**
 * td_task_edit_occurrence:
 * @task_id: a recurring or continuous task
 * @period: its turn, "2026-Q1"
 * @done: (nullable): the day it was done or confirmed; NULL takes that back
 * @note: (nullable): words
 * @evidence: (nullable) (transfer full): a file that proves it
 *
 * Returns: (transfer full): records one turn
 */
TdEdit *
td_task_edit_occurrence (gint64 task_id,
                         const char *period,
                         const char *done,
                         const char *note,
                         TdEvidenceFile *evidence)
{
  Act *act = act_new (&task_id, 1);

  act->occurrence = td_row_new (TD_KIND_TASK_OCCURRENCE);
  act->occurrence->task_id = task_id;
  act->occurrence->period = g_strdup (period);
  act->occurrence->done_date = g_strdup (done);
  act->occurrence->progress = done != NULL ? 100 : 0;
  act->occurrence->note = g_strdup (note);
  if (evidence != NULL)
    g_ptr_array_add (act->evidence, evidence);

  return td_edit_new_act ("task.occurrence", _ ("Record a turn"), record_occurrence, act, act_free);
}

/**
 * td_task_edit_bulk:
 * @task_ids: (array length=n_ids): tasks
 * @n_ids: how many
 * @field: a column of tasks
 * @value: (nullable): its value as locale-free text
 *
 * Returns: (transfer full): sets one field of all of them, and what follows from it, as one action
 */
TdEdit *
td_task_edit_bulk (const gint64 *task_ids, guint n_ids, const char *field, const char *value)
{
  g_autofree char *label =
      g_strdup_printf (ngettext ("Change %u task", "Change %u tasks", n_ids), n_ids);
  TdEdit *batch = td_edit_new_batch (label);

  for (guint i = 0; i < n_ids; i++)
    td_edit_batch_append (batch, td_edit_new_set (TD_KIND_TASK, task_ids[i], field, value));
  batch->action = "task.bulk";

  return batch;
}
