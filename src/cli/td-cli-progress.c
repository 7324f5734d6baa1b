/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "td-date.h"
#include "td-error.h"
#include "td-target-figures.h"
#include "td-task-list.h"
#include "td-task-progress.h"

/* Loads the file of an option; TRUE with NULL where the option is absent. */
static gboolean
load_evidence (TdCli *cli, const char *option, TdEvidenceFile **evidence, GError **error)
{
  const char *path = td_cli_option (cli, option);

  *evidence = NULL;
  if (path == NULL)
    return TRUE;
  *evidence = td_evidence_file_load (path, !td_cli_has_option (cli, "link"), error);

  return *evidence != NULL;
}

/* Prints the task as it is now. */
static int
print_task (TdCli *cli, TdWorkspace *workspace, gint64 id, GError **error)
{
  g_autoptr (TdTaskFilter) filter = td_task_filter_new ();
  g_autoptr (TdTaskSnapshot) snapshot =
      td_task_snapshot_load (td_workspace_get_connection (workspace), error);
  const TdTaskFacts *facts = snapshot != NULL ? td_task_snapshot_find (snapshot, id) : NULL;
  TdTaskStatus status;
  GDate today;
  JsonBuilder *builder;

  if (facts == NULL)
    return snapshot != NULL ? 0 : 4;
  td_date_today (&today);
  status = td_task_snapshot_status (snapshot, facts, g_date_get_julian (&today));
  if (!td_cli_json (cli))
    {
      td_cli_print (cli, "%" G_GINT64_FORMAT "\t%s\t%u %%", id, td_task_status_label (status),
                    facts->progress);
      return 0;
    }
  builder = td_cli_begin_json ("tiendo-task/1");
  td_cli_json_int (builder, "id", id);
  td_cli_json_string (builder, "status", td_task_status_to_nick (status));
  td_cli_json_int (builder, "progress", facts->progress);
  td_cli_print_json (cli, builder);

  return 0;
}

/* Runs the edit and prints the task. */
static int
run_edit (TdCli *cli, TdEdit *edit, gint64 id, GError **error)
{
  g_autoptr (TdEdit) owned = edit;
  TdWorkspace *workspace = td_cli_workspace (cli, error);

  if (workspace == NULL || !td_edit_run (owned, workspace, NULL, error))
    return 4;

  return print_task (cli, workspace, id, error);
}

static int
task_update (TdCli *cli, GError **error)
{
  TdTaskReport report = { .progress = -1 };
  g_autoptr (GPtrArray) evidence =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_evidence_file_free);
  TdEvidenceFile *file;
  gint64 progress = -1;

  if (!td_cli_argument_id (cli, 0, &report.task_id, error) ||
      !td_cli_option_int (cli, "progress", &progress, error))
    return 2;
  if (td_cli_has_option (cli, "reopen"))
    return run_edit (cli, td_task_edit_reopen (report.task_id), report.task_id, error);
  if (progress > 100)
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, "progress",
                       _ ("Progress is a percentage from 0 to 100."));
      return 2;
    }
  report.progress = (int) progress;
  report.done = td_cli_option (cli, "done") != NULL;
  report.date = report.done ? td_cli_option (cli, "done") : td_cli_option (cli, "date");
  report.text = td_cli_option (cli, "note");
  report.period = td_cli_option (cli, "period");
  report.delay_reason = td_cli_option (cli, "reason");
  report.delay_excused = td_cli_has_option (cli, "excused");
  if (progress < 0 && !report.done && report.text == NULL && report.delay_reason == NULL &&
      td_cli_option (cli, "evidence") == NULL)
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                       _ ("Say what to record: --progress, --done, --note or --evidence."));
      return 2;
    }
  if (!load_evidence (cli, "evidence", &file, error))
    return 3;
  if (file != NULL)
    {
      file->row->symbol = g_strdup (td_cli_option (cli, "symbol"));
      file->row->date = g_strdup (td_cli_option (cli, "evidence-date"));
      g_ptr_array_add (evidence, file);
    }
  else if (report.done)
    g_printerr ("%s\n", _ ("No document was given that shows the result (--evidence FILE)."));

  return run_edit (cli, td_task_edit_report (&report, g_steal_pointer (&evidence)), report.task_id,
                   error);
}

static int
task_trigger (TdCli *cli, GError **error)
{
  g_autofree TdTaskTriggerRow *row = g_new0 (TdTaskTriggerRow, 1);
  TdEvidenceFile *file;

  if (!td_cli_argument_id (cli, 0, &row->task_id, error) ||
      !td_cli_option_int (cli, "days", &row->days, error))
    return 2;
  if (td_cli_option (cli, "date") == NULL)
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, "date",
                       _ ("Say of which day the document is: --date 2026-03-31."));
      return 2;
    }
  if (!load_evidence (cli, "file", &file, error))
    return 3;
  /* the edit copies the row */
  row->symbol = (char *) td_cli_option (cli, "document");
  row->date = (char *) td_cli_option (cli, "date");
  row->due = (char *) td_cli_option (cli, "due");
  row->note = (char *) td_cli_option (cli, "note");
  row->working_days = td_cli_has_option (cli, "working-days");

  return run_edit (cli, td_task_edit_trigger (row, file), row->task_id, error);
}

static int
task_occurrence (TdCli *cli, GError **error)
{
  const char *period = td_cli_option (cli, "period");
  TdEvidenceFile *file;
  gint64 id;

  if (!td_cli_argument_id (cli, 0, &id, error))
    return 2;
  if (period == NULL || (td_cli_option (cli, "done") == NULL && !td_cli_has_option (cli, "open")))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, "period",
                       _ ("Say which turn and when it was done: --period 2026-Q1 --done "
                          "2026-03-20."));
      return 2;
    }
  if (!load_evidence (cli, "evidence", &file, error))
    return 3;

  return run_edit (cli,
                   td_task_edit_occurrence (id, period, td_cli_option (cli, "done"),
                                            td_cli_option (cli, "note"), file),
                   id, error);
}

static gboolean
read_number (TdCli *cli, const char *option, double *number, GError **error)
{
  const char *word = td_cli_option (cli, option);
  char *end;

  *number = NAN;
  if (word == NULL)
    return TRUE;
  *number = g_ascii_strtod (word, &end);
  if (end != word && *end == '\0' && isfinite (*number))
    return TRUE;
  td_error_set_at (error, TD_ERROR_USAGE, NULL, option, _ ("“%s” is no number."), word);

  return FALSE;
}

static void
add_real (JsonBuilder *builder, const char *key, double value)
{
  json_builder_set_member_name (builder, key);
  if (isfinite (value))
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_figures (JsonBuilder *builder, const TdTargetFigures *figures)
{
  const TdTargetRow *target = figures->target;

  td_cli_json_int (builder, "id", target->row.id);
  td_cli_json_int (builder, "plan", target->plan_id);
  td_cli_json_string (builder, "code", target->code);
  td_cli_json_string (builder, "text", target->text);
  td_cli_json_string (builder, "comparator", target->comparator);
  add_real (builder, "value", target->value);
  td_cli_json_string (builder, "measure_unit", target->measure_unit);
  td_cli_json_string (builder, "status", td_target_status_to_nick (figures->status));
  td_cli_json_string (builder, "period", figures->period);
  add_real (builder, "actual", figures->actual);
  add_real (builder, "missing", figures->missing);
  json_builder_set_member_name (builder, "values");
  json_builder_begin_array (builder);
  for (guint i = 0; i < figures->values->len; i++)
    {
      const TdTargetValueRow *value = g_ptr_array_index (figures->values, i);

      json_builder_begin_object (builder);
      td_cli_json_string (builder, "period", value->period);
      add_real (builder, "numerator", value->numerator);
      add_real (builder, "denominator", value->denominator);
      add_real (builder, "value", value->value);
      td_cli_json_string (builder, "source", value->source);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static int
target_list (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (GPtrArray) all = NULL;
  gint64 plan_id = 0;
  JsonBuilder *builder;

  if (workspace == NULL || !td_cli_option_int (cli, "plan", &plan_id, error))
    return 2;
  all = td_target_figures_read (td_workspace_get_connection (workspace), plan_id, NULL, error);
  if (all == NULL)
    return 4;
  builder = td_cli_begin_json ("tiendo-targets/1");
  json_builder_set_member_name (builder, "targets");
  json_builder_begin_array (builder);
  for (guint i = 0; i < all->len; i++)
    {
      const TdTargetFigures *figures = g_ptr_array_index (all, i);

      json_builder_begin_object (builder);
      add_figures (builder, figures);
      json_builder_end_object (builder);
      if (!td_cli_json (cli))
        td_cli_print (cli, "%" G_GINT64_FORMAT "\t%s\t%s\t%s", figures->target->row.id,
                      figures->target->code != NULL ? figures->target->code : "",
                      td_target_status_label (figures->status),
                      figures->target->text != NULL ? figures->target->text : "");
    }
  json_builder_end_array (builder);
  td_cli_end_json (cli, builder);

  return 0;
}

static int
target_value (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (TdTargetFigures) figures = NULL;
  g_autoptr (TdEdit) edit = NULL;
  double numerator, denominator, value;
  JsonBuilder *builder;
  gint64 id;

  if (workspace == NULL)
    return 4;
  if (!td_cli_argument_id (cli, 0, &id, error) ||
      !read_number (cli, "numerator", &numerator, error) ||
      !read_number (cli, "denominator", &denominator, error) ||
      !read_number (cli, "value", &value, error))
    return 2;
  if (td_cli_option (cli, "period") == NULL)
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, "period",
                       _ ("Say of which period the figure is: --period 2026-Q1."));
      return 2;
    }
  edit = td_target_edit_value (id, td_cli_option (cli, "period"), numerator, denominator, value,
                               td_cli_option (cli, "note"));
  if (!td_edit_run (edit, workspace, NULL, error))
    return 4;
  figures = td_target_figures_read_one (td_workspace_get_connection (workspace), id, NULL, error);
  if (figures == NULL)
    return 4;
  if (!td_cli_json (cli))
    {
      td_cli_print (cli, "%" G_GINT64_FORMAT "\t%s", id, td_target_status_label (figures->status));
      return 0;
    }
  builder = td_cli_begin_json ("tiendo-target/1");
  add_figures (builder, figures);
  td_cli_print_json (cli, builder);

  return 0;
}

const TdCliCommand td_cli_progress_commands[] = {
  { "task update", task_update, 1, 1, "ID",
    "progress= done= date= note= period= evidence= evidence-date= symbol= link reason= excused "
    "reopen",
    N_ ("Record progress of a task, or that it is done, with evidence") },
  { "task trigger", task_trigger, 1, 1, "ID",
    "document= date= file= due= days= working-days note= link",
    N_ ("Record the document a conditional deadline waited for; the term counts from it") },
  { "task occurrence", task_occurrence, 1, 1, "ID", "period= done= note= evidence= link open",
    N_ ("Record one turn of a recurring task, or confirm a period of a continuous one") },
  { "target list", target_list, 0, 0, NULL,
    "plan=", N_ ("List targets with their latest figures and whether they are met") },
  { "target value", target_value, 1, 1, "ID", "period= numerator= denominator= value= note=",
    N_ ("Record the figure of a target for a period") },
  { NULL },
};
