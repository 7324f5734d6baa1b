/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "td-clock-office.h"
#include "td-query.h"
#include "td-report-private.h"
#include "td-task-snapshot.h"

#define MAX_NEXT_TASKS 15

/* What the indicators and chapters are filled from */
typedef struct
{
  TdConnection *connection;
  const TdReportRequest *request;
  TdDossierFigures dossiers;
  TdTaskCount tasks;
  TdTaskSnapshot *snapshot;
  double qd766_2;
  double qd766_3;
} Facts;

static double
rate (double part, double whole)
{
  return whole > 0 ? 100 * part / whole : NAN;
}

static gboolean
query_real (TdConnection *connection, const char *sql, double *value, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (connection, sql, error);

  *value = NAN;
  if (statement == NULL)
    return FALSE;
  if (td_statement_step (statement, error) == TD_STEP_ROW && !td_statement_is_null (statement, 0))
    *value = td_statement_real (statement, 0);

  return TRUE;
}

/* RULE qd766-estimate: groups 2 and 3 as fitted to the public figures, not the text of the
 * decision. A: procedures offered online; B: those of them with a dossier; C: dossiers filed
 * online. */
static gboolean
estimate_766 (Facts *facts, GError **error)
{
  static const char offered_sql[] =
      "SELECT CASE WHEN count (*) > 0 THEN 1.0 * sum (service_level IN ('full', 'partial'))"
      " / count (*) END FROM procedure";
  static const char used_sql[] =
      "SELECT CASE WHEN count (*) > 0 THEN 1.0 * sum (EXISTS (SELECT 1 FROM dossier_name n JOIN"
      " dossier d ON d.procedure_name_id = n.id WHERE n.code = p.code AND d.channel = 2))"
      " / count (*) END FROM procedure p WHERE service_level IN ('full', 'partial')";
  const TdDossierFigures *d = &facts->dossiers;
  double in_period = (double) (d->received_online + d->received_other);
  double offered, used;

  facts->qd766_2 =
      d->received > 0 ? 20.0 * (double) (d->early + d->on_time) / (double) d->received : NAN;
  if (!query_real (facts->connection, offered_sql, &offered, error) ||
      !query_real (facts->connection, used_sql, &used, error))
    return FALSE;
  facts->qd766_3 = in_period > 0 && !isnan (offered)
                       ? MIN (2, 2 * offered / 0.8) + 4 * (isnan (used) ? 0 : used) +
                             MIN (6, 6 * (double) d->received_online / in_period / 0.5)
                       : NAN;

  return TRUE;
}

static double
figure (const Facts *facts, const char *name)
{
  const TdDossierFigures *d = &facts->dossiers;
  const TdTaskCount *t = &facts->tasks;
  double resolved = (double) (d->early + d->on_time + d->late);
  double in_period = (double) (d->received_online + d->received_other);
  double done = t->done_in_time + t->done_late + t->done_undated;
  const struct
  {
    const char *name;
    double value;
  } figures[] = {
    { "tasks", t->total },
    { "tasks_done", done },
    { "tasks_overdue", t->by_status[TD_TASK_OVERDUE] },
    { "tasks_done_rate", rate (done, t->total) },
    { "received_in_period", in_period },
    { "received_online", (double) d->received_online },
    { "carried", (double) d->carried },
    { "resolved", resolved },
    { "resolved_in_time", (double) (d->early + d->on_time) },
    { "in_time_rate", rate ((double) (d->early + d->on_time), resolved) },
    { "open_overdue", (double) d->open_overdue },
    { "online_rate", rate ((double) d->received_online, in_period) },
    { "qd766_2", facts->qd766_2 },
    { "qd766_3", facts->qd766_3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      if (g_strcmp0 (figures[i].name, name) == 0)
        return figures[i].value;
    }

  return NAN;
}

static gboolean
is_whole (const char *unit)
{
  return g_strcmp0 (unit, "%") != 0 && g_strcmp0 (unit, "Điểm") != 0;
}

/* An official score of the period, typed as a report "qd-766": it stands beside the estimate, never
 * in its place. */
static char *
official_score (const Facts *facts, const char *measure)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      facts->connection,
      "SELECT f.value FROM report_figure f JOIN report r ON r.id = f.report_id WHERE"
      " r.kind = 'qd-766' AND r.period = ?1 AND f.line = ?2 AND f.value IS NOT NULL"
      " ORDER BY f.id DESC LIMIT 1",
      NULL);
  g_autofree char *score = NULL;

  if (statement == NULL || measure == NULL || !g_str_has_prefix (measure, "qd766"))
    return NULL;
  td_statement_bind_text (statement, 1, facts->request->period);
  td_statement_bind_text (statement, 2, measure);
  if (td_statement_step (statement, NULL) != TD_STEP_ROW)
    return NULL;
  score = td_report_format_number (td_statement_real (statement, 0), FALSE);

  return g_strdup_printf ("Ước tính; điểm chính thức: %s", score);
}

static void
add_indicators (const Facts *facts, TdReport *report)
{
  for (guint i = 0; i < report->form->indicators->len; i++)
    {
      const TdReportIndicator *indicator = g_ptr_array_index (report->form->indicators, i);
      TdReportLine *line = td_report_table_add (
          report->table, indicator->measure != NULL ? indicator->measure : indicator->number,
          indicator->label);
      g_autofree char *shown = NULL;
      g_autofree char *official = official_score (facts, indicator->measure);

      line->group = indicator->group;
      td_report_table_set_text (report->table, line, "number", indicator->number);
      td_report_table_set_text (report->table, line, "unit", indicator->unit);
      td_report_table_set_text (report->table, line, "note",
                                official != NULL ? official : indicator->note);
      if (indicator->measure == NULL)
        continue;
      td_report_table_set (report->table, line, "value", figure (facts, indicator->measure));
      shown =
          td_report_format_number (figure (facts, indicator->measure), is_whole (indicator->unit));
      td_report_table_set_text (report->table, line, "value", shown);
    }
}

static char *
number_text (const Facts *facts, const char *name, gboolean whole)
{
  return td_report_format_number (figure (facts, name), whole);
}

static void
tell_tasks (const Facts *facts, GPtrArray *paragraphs)
{
  g_autofree char *done = number_text (facts, "tasks_done", TRUE);
  g_autofree char *all = number_text (facts, "tasks", TRUE);
  g_autofree char *share = number_text (facts, "tasks_done_rate", FALSE);
  g_autofree char *overdue = number_text (facts, "tasks_overdue", TRUE);

  if (facts->tasks.total == 0)
    return;
  g_ptr_array_add (paragraphs,
                   g_strdup_printf ("Kế hoạch năm có %s nhiệm vụ; đến hết kỳ báo cáo đã hoàn thành "
                                    "%s nhiệm vụ (%s%%), còn %s nhiệm vụ quá hạn chưa hoàn thành.",
                                    all, done, share, overdue));
}

static void
tell_dossiers (const Facts *facts, GPtrArray *paragraphs)
{
  const TdDossierFigures *d = &facts->dossiers;
  g_autofree char *received = td_report_format_number ((double) d->received, TRUE);
  g_autofree char *carried = number_text (facts, "carried", TRUE);
  g_autofree char *resolved = number_text (facts, "resolved", TRUE);
  g_autofree char *in_time = number_text (facts, "resolved_in_time", TRUE);
  g_autofree char *share = number_text (facts, "in_time_rate", FALSE);
  g_autofree char *late = td_report_format_number ((double) d->late, TRUE);
  g_autofree char *open =
      td_report_format_number ((double) (d->open_in_time + d->open_overdue), TRUE);
  g_autofree char *overdue = number_text (facts, "open_overdue", TRUE);

  GString *text;

  if (d->received == 0)
    return;
  text = g_string_new (NULL);
  g_string_append_printf (
      text,
      "Tổng số hồ sơ tiếp nhận là %s hồ sơ, trong đó kỳ trước chuyển sang %s hồ "
      "sơ.",
      received, carried);
  if (d->early + d->on_time + d->late > 0)
    g_string_append_printf (
        text,
        " Đã giải quyết %s hồ sơ, trước hạn và đúng hạn %s hồ sơ (%s%% số hồ sơ "
        "đã giải quyết), quá hạn %s hồ sơ.",
        resolved, in_time, share, late);
  g_string_append_printf (text, " Đang giải quyết %s hồ sơ, trong đó quá hạn %s hồ sơ.", open,
                          overdue);
  g_ptr_array_add (paragraphs, g_string_free (text, FALSE));
}

static void
tell_online (const Facts *facts, GPtrArray *paragraphs)
{
  g_autofree char *online = number_text (facts, "received_online", TRUE);
  g_autofree char *share = number_text (facts, "online_rate", FALSE);

  if (facts->dossiers.received_online + facts->dossiers.received_other == 0)
    return;
  g_ptr_array_add (
      paragraphs, g_strdup_printf ("Số hồ sơ nộp trực tuyến trong kỳ là %s hồ sơ, chiếm %s%% số hồ "
                                   "sơ tiếp nhận trong kỳ.",
                                   online, share));
}

/* The open tasks that are due soonest after the period */
static gboolean
tell_next_tasks (const Facts *facts, GPtrArray *paragraphs, GError **error)
{
  guint32 as_of = g_date_get_julian (&facts->request->to);

  for (guint i = 0;
       i < td_task_snapshot_length (facts->snapshot) && paragraphs->len < MAX_NEXT_TASKS; i++)
    {
      const TdTaskFacts *task = td_task_snapshot_nth (facts->snapshot, i);
      guint32 due = td_task_snapshot_due (facts->snapshot, task, as_of);
      g_autoptr (TdStatement) statement = NULL;

      if (td_task_status_is_done (td_task_snapshot_status (facts->snapshot, task, as_of)) ||
          due <= as_of || due > as_of + 92)
        continue;
      statement = td_connection_prepare (
          facts->connection, "SELECT content, deadline_text FROM task WHERE id = ?1", error);
      if (statement == NULL)
        return FALSE;
      td_statement_bind_int (statement, 1, task->id);
      if (td_statement_step (statement, NULL) == TD_STEP_ROW &&
          td_statement_text (statement, 0) != NULL)
        g_ptr_array_add (paragraphs,
                         g_strdup_printf ("- %s (thời hạn: %s).", td_statement_text (statement, 0),
                                          td_statement_text (statement, 1) != NULL
                                              ? td_statement_text (statement, 1)
                                              : ""));
    }

  return TRUE;
}

/* What a person typed for this period stands behind what the program says. */
static gboolean
add_typed (const Facts *facts,
           const TdReportSection *section,
           GPtrArray *paragraphs,
           GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      facts->connection,
      "SELECT f.text FROM report_figure f JOIN report r ON r.id = f.report_id WHERE r.kind = ?1"
      " AND r.period = ?2 AND f.line = ?3 AND f.text IS NOT NULL ORDER BY f.position, f.id",
      error);

  if (statement == NULL)
    return FALSE;
  td_statement_bind_text (statement, 1, facts->request->kind);
  td_statement_bind_text (statement, 2, facts->request->period);
  td_statement_bind_text (statement, 3, section->key);
  while (td_statement_step (statement, NULL) == TD_STEP_ROW)
    g_ptr_array_add (paragraphs, g_strdup (td_statement_text (statement, 0)));

  return TRUE;
}

static gboolean
add_chapter (const Facts *facts, TdReport *report, const TdReportSection *section, GError **error)
{
  TdReportChapter *chapter = g_new0 (TdReportChapter, 1);

  chapter->section = section;
  chapter->paragraphs = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (report->chapters, chapter);
  if (g_strcmp0 (section->automatic, "tasks") == 0)
    tell_tasks (facts, chapter->paragraphs);
  else if (g_strcmp0 (section->automatic, "dossiers") == 0)
    tell_dossiers (facts, chapter->paragraphs);
  else if (g_strcmp0 (section->automatic, "online") == 0)
    tell_online (facts, chapter->paragraphs);
  else if (g_strcmp0 (section->automatic, "next_tasks") == 0 &&
           !tell_next_tasks (facts, chapter->paragraphs, error))
    return FALSE;

  return add_typed (facts, section, chapter->paragraphs, error);
}

static void
count_tasks (Facts *facts)
{
  guint32 as_of = g_date_get_julian (&facts->request->to);
  const TdTaskTurn *turns = (const TdTaskTurn *) (gpointer) facts->snapshot->turns->data;

  for (guint i = 0; i < td_task_snapshot_length (facts->snapshot); i++)
    {
      const TdTaskFacts *task = td_task_snapshot_nth (facts->snapshot, i);
      const TdTaskPlanRef *plan =
          &g_array_index (facts->snapshot->plans, TdTaskPlanRef, task->plan_at);

      if (task->plan_id == 0 || plan->year == g_date_get_year (&facts->request->to))
        td_task_count_add (&facts->tasks, task, turns, as_of);
    }
}

gboolean
td_report_fill_cchc (TdConnection *connection,
                     const TdReportRequest *request,
                     TdReport *report,
                     GError **error)
{
  Facts facts = { .connection = connection, .request = request };
  gboolean done;

  if (!td_report_dossier_total (connection, &request->from, &request->to, &facts.dossiers, error))
    return FALSE;
  facts.snapshot = td_task_snapshot_load (connection, error);
  if (facts.snapshot == NULL)
    return FALSE;
  count_tasks (&facts);
  done = estimate_766 (&facts, error);
  if (done)
    add_indicators (&facts, report);
  for (guint i = 0; done && i < report->form->sections->len; i++)
    done = add_chapter (&facts, report, g_ptr_array_index (report->form->sections, i), error);
  td_task_snapshot_unref (facts.snapshot);

  return done;
}
