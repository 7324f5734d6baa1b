/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people report about tasks and targets, and the office's calendar: each act does what it
 * says, is undone and redone to the letter, and refuses what makes no sense. */

#include <glib/gstdio.h>
#include <math.h>

#include "td-date.h"
#include "td-error.h"
#include "td-file-blob.h"
#include "td-office-calendar.h"
#include "td-office-setup.h"
#include "td-reminder.h"
#include "td-target-figures.h"
#include "td-task-progress.h"
#include "td-task-snapshot.h"
#include "td-test-office.h"

typedef TdTestOffice Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  td_test_office_open_sample (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  td_test_office_clear (fixture);
}

static TdConnection *
connection_of (Fixture *fixture)
{
  return td_workspace_get_connection (fixture->workspace);
}

static char *
dump (Fixture *fixture)
{
  GString *text = g_string_new (NULL);

  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      const TdKindSpec *spec = td_kind_spec ((TdKind) kind);
      g_autoptr (TdQuery) query = td_query_new ((TdKind) kind);
      g_autoptr (GPtrArray) rows = td_query_list (query, connection_of (fixture), NULL);

      for (guint i = 0; i < rows->len; i++)
        {
          g_string_append_printf (text, "\n%s %" G_GINT64_FORMAT, spec->name,
                                  ((TdRow *) g_ptr_array_index (rows, i))->id);
          for (guint f = 0; f < spec->n_fields; f++)
            {
              g_autofree char *value =
                  td_row_format_field (g_ptr_array_index (rows, i), &spec->fields[f]);

              g_string_append_printf (text, "|%s", value != NULL ? value : "");
            }
        }
    }

  return g_string_free (text, FALSE);
}

static void
run (Fixture *fixture, TdEdit *edit)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dump (fixture);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  td_edit_run (edit, fixture->workspace, NULL, &error);
  g_assert_no_error (error);
  td_edit_free (edit);
  after = dump (fixture);
  g_assert_cmpstr (before, !=, after);
  g_assert_true (td_workspace_undo (fixture->workspace, &error));
  undone = dump (fixture);
  g_assert_cmpstr (undone, ==, before);
  g_assert_true (td_workspace_redo (fixture->workspace, &error));
  redone = dump (fixture);
  g_assert_cmpstr (redone, ==, after);
}

static void
refuse (Fixture *fixture, TdEdit *edit, int code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dump (fixture);
  g_autofree char *after = NULL;

  g_assert_false (td_edit_run (edit, fixture->workspace, NULL, &error));
  g_assert_error (error, TD_ERROR, code);
  td_edit_free (edit);
  after = dump (fixture);
  g_assert_cmpstr (before, ==, after);
}

static void
assert_status (Fixture *fixture, gint64 task, const char *as_of, const char *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdTaskSnapshot) snapshot = td_task_snapshot_load (connection_of (fixture), &error);
  GDate date;

  g_assert_no_error (error);
  g_assert_true (td_date_parse_iso (as_of, &date));
  g_assert_cmpstr (
      td_task_status_to_nick (td_task_snapshot_status (
          snapshot, td_task_snapshot_find (snapshot, task), g_date_get_julian (&date))),
      ==, status);
}

static void
set_words (Fixture *fixture, gint64 task, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdEdit) edit = td_edit_new_set (TD_KIND_TASK, task, "deadline_text", words);

  td_edit_run (edit, fixture->workspace, NULL, &error);
  g_assert_no_error (error);
}

static TdEvidenceFile *
make_file (Fixture *fixture, const char *name, const char *content, gboolean copy)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  TdEvidenceFile *file;

  g_assert_true (g_file_set_contents (path, content, -1, &error));
  file = td_evidence_file_load (path, copy, &error);
  g_assert_no_error (error);

  return file;
}

static guint
count (Fixture *fixture, TdKind kind)
{
  g_autoptr (TdQuery) query = td_query_new (kind);
  gint64 n = 0;

  g_assert_true (td_query_count (query, connection_of (fixture), &n, NULL));

  return (guint) n;
}

static void
test_report (Fixture *fixture, gconstpointer data)
{
  TdTaskReport said = { .task_id = 1, .date = "2026-03-10", .progress = 40, .text = "Đã họp" };
  TdTaskReport done = { .task_id = 1, .date = "2026-03-12", .progress = -1, .done = TRUE };
  TdTaskReport late = { .task_id = 2,
                        .date = "2026-05-01",
                        .progress = -1,
                        .delay_reason = "Chờ ý kiến",
                        .delay_excused = TRUE };

  set_words (fixture, 1, "Trước ngày 15/3/2026");
  run (fixture, td_task_edit_report (&said, NULL));
  assert_status (fixture, 1, "2026-03-10", "in_progress");
  run (fixture, td_task_edit_report (&done, NULL));
  assert_status (fixture, 1, "2026-06-01", "done_early");
  assert_status (fixture, 1, "2026-03-11", "in_progress");
  said.progress = 80;
  run (fixture, td_task_edit_report (&said, NULL));
  assert_status (fixture, 1, "2026-06-01", "overdue");
  run (fixture, td_task_edit_report (&done, NULL));
  run (fixture, td_task_edit_reopen (1));
  assert_status (fixture, 1, "2026-06-01", "overdue");
  run (fixture, td_task_edit_report (&late, NULL));

  said.date = "2026-02-30";
  refuse (fixture, td_task_edit_report (&said, NULL), TD_ERROR_USAGE);
  said.date = NULL;
  said.progress = 101;
  refuse (fixture, td_task_edit_report (&said, NULL), TD_ERROR_USAGE);
  said.progress = 10;
  said.task_id = 4711;
  refuse (fixture, td_task_edit_report (&said, NULL), TD_ERROR_NOT_FOUND);
}

/* One document to many tasks; the same bytes are kept once; what vanished is told. */
static void
test_evidence (Fixture *fixture, gconstpointer data)
{
  const gint64 tasks[] = { 1, 2, 3 };
  TdTaskReport done = { .task_id = 4, .date = "2026-03-12", .progress = -1, .done = TRUE };
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "b.pdf", NULL);
  g_autofree char *opened = NULL;
  TdEvidenceRow *row;

  run (fixture, td_task_edit_evidence (tasks, 3, make_file (fixture, "a.pdf", "báo cáo", TRUE)));
  g_assert_cmpuint (count (fixture, TD_KIND_EVIDENCE), ==, 1);
  g_assert_cmpuint (count (fixture, TD_KIND_EVIDENCE_LINK), ==, 3);
  g_ptr_array_add (files, make_file (fixture, "c.pdf", "báo cáo", TRUE));
  run (fixture, td_task_edit_report (&done, g_steal_pointer (&files)));
  g_assert_cmpuint (count (fixture, TD_KIND_EVIDENCE), ==, 1);
  g_assert_cmpuint (count (fixture, TD_KIND_EVIDENCE_LINK), ==, 4);
  run (fixture, td_task_edit_link_evidence (1, (const gint64[]){ 5 }, 1));
  row = td_workspace_get_row (fixture->workspace, TD_KIND_EVIDENCE, 1, &error);
  g_bytes_unref (td_file_blob_get (connection_of (fixture), row->sha256, &error));
  g_assert_no_error (error);
  td_row_free (TD_KIND_EVIDENCE, row);

  run (fixture, td_task_edit_evidence (tasks, 1, make_file (fixture, "b.pdf", "khác", FALSE)));
  opened = td_evidence_open_path (fixture->workspace, 2, &error);
  g_assert_cmpstr (opened, ==, path);
  g_assert_true (g_file_set_contents (path, "đã sửa", -1, NULL));
  g_assert_null (td_evidence_open_path (fixture->workspace, 2, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_CONFLICT);
  g_clear_error (&error);
  g_unlink (path);
  g_assert_null (td_evidence_open_path (fixture->workspace, 2, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (td_evidence_file_load (path, TRUE, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_BAD_INPUT);
  g_clear_error (&error);
  g_assert_null (td_evidence_file_load (fixture->folder, TRUE, &error));
}

/* RULE task-trigger, trigger-circle, civil-code-147 */
static void
test_trigger (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *words, *date, *due;
    int days;
    gboolean working;
  } cases[] = {
    { "Trong vòng 15 ngày kể từ ngày có Quyết định của UBND tỉnh", "2026-05-04", "2026-05-19" },
    /* over 30 April and 1 May */
    { "Trong vòng 5 ngày làm việc kể từ ngày nhận được văn bản", "2026-04-27", "2026-05-06" },
    { "Chậm nhất 02 tuần sau khi Đề án được phê duyệt", "2026-05-04", "2026-05-18" },
    { "Trong 3 tháng sau khi có hướng dẫn của Bộ", "2026-05-31", "2026-08-31" },
    { "Sau khi có Quyết định của UBND tỉnh", "2026-05-04", "2026-06-03", 30 },
    { "Sau khi có Quyết định của UBND tỉnh", "2026-05-04", "2026-05-11", 5, TRUE },
    { "Sau khi có Quyết định của UBND tỉnh", "2026-05-04", "2026-12-31" },
    { "Theo kế hoạch của UBND tỉnh", "2026-05-04", "2026-12-31" },
  };
  TdTaskTriggerRow row = { .task_id = 1 };
  const gint64 task = 1;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TdTaskSnapshot) snapshot = NULL;
      g_autofree char *symbol = g_strdup_printf ("%u/QĐ-UBND", i);
      GDate due;

      set_words (fixture, 1, cases[i].words);
      assert_status (fixture, 1, "2026-05-03", "waiting");
      row.symbol = symbol;
      row.date = (char *) cases[i].date;
      row.days = cases[i].days;
      row.working_days = cases[i].working;
      run (fixture, td_task_edit_trigger (&row, NULL));
      snapshot = td_task_snapshot_load (connection_of (fixture), NULL);
      g_assert_true (td_date_parse_iso (cases[i].due, &due));
      g_test_message ("%s", cases[i].words);
      g_assert_cmpuint (td_task_snapshot_find (snapshot, 1)->due, ==, g_date_get_julian (&due));
      td_workspace_undo (fixture->workspace, NULL);
    }

  row.days = 0;
  row.symbol = NULL;
  row.date = (char *) "2026-13-01";
  refuse (fixture, td_task_edit_trigger (&row, NULL), TD_ERROR_USAGE);
  row.date = (char *) "2026-05-04";
  row.due = (char *) "2026-05-01";
  refuse (fixture, td_task_edit_trigger (&row, NULL), TD_ERROR_USAGE);
  row.due = NULL;
  row.task_id = 2;
  set_words (fixture, 2, "Quý I/2026");
  refuse (fixture, td_task_edit_trigger (&row, NULL), TD_ERROR_REFUSED);
  /* years that nobody confirmed are not computed over */
  row.task_id = 1;
  set_words (fixture, 1, "Trong vòng 5 ngày làm việc kể từ ngày nhận được văn bản");
  row.date = (char *) "2028-05-04";
  refuse (fixture, td_task_edit_trigger (&row, NULL), TD_ERROR_REFUSED);

  /* its own result, and a circle of two */
  {
    TdEvidenceFile *mine = make_file (fixture, "m.pdf", "m", TRUE);
    TdEvidenceFile *other = make_file (fixture, "o.pdf", "o", TRUE);
    const gint64 second = 2;

    mine->row->symbol = g_strdup ("7/KH-SGDĐT");
    run (fixture, td_task_edit_evidence (&task, 1, mine));
    row.symbol = (char *) "7/KH-SGDĐT";
    row.date = (char *) "2026-05-04";
    refuse (fixture, td_task_edit_trigger (&row, NULL), TD_ERROR_REFUSED);
    set_words (fixture, 2, "Sau khi có Kế hoạch của Sở");
    row.task_id = 2;
    run (fixture, td_task_edit_trigger (&row, NULL));
    other->row->symbol = g_strdup ("8/BC-SGDĐT");
    run (fixture, td_task_edit_evidence (&second, 1, other));
    row.task_id = 1;
    row.symbol = (char *) "8/BC-SGDĐT";
    refuse (fixture, td_task_edit_trigger (&row, NULL), TD_ERROR_REFUSED);
  }
}

/* RULE task-turn */
static void
test_turns (Fixture *fixture, gconstpointer data)
{
  set_words (fixture, 1, "Hàng quý");
  run (fixture, td_task_edit_occurrence (1, "2026-Q1", "2026-03-20", NULL, NULL));
  run (fixture, td_task_edit_occurrence (1, "2026-05", "2026-06-20", "Quý II", NULL));
  assert_status (fixture, 1, "2026-09-30", "in_progress");
  assert_status (fixture, 1, "2026-10-01", "overdue");
  run (fixture, td_task_edit_occurrence (1, "2026-Q2", NULL, NULL, NULL));
  assert_status (fixture, 1, "2026-09-30", "overdue");
  refuse (fixture, td_task_edit_occurrence (1, "2027-Q1", "2026-06-20", NULL, NULL),
          TD_ERROR_USAGE);
  refuse (fixture, td_task_edit_occurrence (1, "quý", "2026-06-20", NULL, NULL), TD_ERROR_USAGE);
  refuse (fixture, td_task_edit_occurrence (1, "2026-Q3", "hôm qua", NULL, NULL), TD_ERROR_USAGE);

  set_words (fixture, 2, "Thường xuyên");
  run (fixture, td_task_edit_occurrence (2, "2026-Q1", "2026-03-31", NULL, NULL));
  assert_status (fixture, 2, "2030-01-01", "no_deadline");
  set_words (fixture, 3, "Quý II/2026");
  refuse (fixture, td_task_edit_occurrence (3, "2026-Q2", "2026-06-20", NULL, NULL),
          TD_ERROR_REFUSED);
}

static void
test_bulk (Fixture *fixture, gconstpointer data)
{
  const gint64 tasks[] = { 1, 2, 3, 4, 5, 6 };

  run (fixture, td_task_edit_bulk (tasks, G_N_ELEMENTS (tasks), "deadline_text", "Tháng 9/2026"));
  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    assert_status (fixture, tasks[i], "2026-10-01", "overdue");
  refuse (fixture, td_task_edit_bulk (tasks, 2, "no_such_field", "x"), TD_ERROR_USAGE);
}

/* RULE target-near, target-rate, target-about */
static void
test_judge (void)
{
  static const struct
  {
    const char *comparator, *direction;
    double value, margin, actual;
    const char *status;
  } cases[] = {
    { ">=", NULL, 90, NAN, 90, "met" },
    { ">=", NULL, 90, NAN, 89.9, "nearly_met" },
    { ">=", NULL, 90, NAN, 85.5, "nearly_met" },
    { ">=", NULL, 90, NAN, 85.4, "missed" },
    { ">=", NULL, 90, 1, 88.9, "missed" },
    { ">", NULL, 98, NAN, 98, "nearly_met" },
    { ">", NULL, 98, NAN, 98.01, "met" },
    { "<=", NULL, 2, NAN, 2, "met" },
    { "<=", NULL, 2, NAN, 2.05, "nearly_met" },
    { "<=", NULL, 2, NAN, 3, "missed" },
    { "<", NULL, 2, NAN, 2, "nearly_met" },
    { "=", NULL, 100, NAN, 100, "met" },
    { "=", NULL, 4, NAN, 6, "met" },
    { "=", "decrease", 4, NAN, 6, "missed" },
    { "=", "decrease", 4, NAN, 3, "met" },
    { "~", NULL, 50, NAN, 52, "met" },
    { "~", NULL, 50, NAN, 60, "missed" },
    { NULL, NULL, 100, NAN, 99, "nearly_met" },
    { ">=", NULL, NAN, NAN, 99, "no_data" },
    { ">=", NULL, 90, NAN, NAN, "no_data" },
    { "<=", NULL, 0, NAN, 0, "met" },
    { "<=", NULL, 0, NAN, 1, "missed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TdTargetRow target = { .comparator = (char *) cases[i].comparator,
                             .direction = (char *) cases[i].direction,
                             .value = cases[i].value,
                             .near_margin = cases[i].margin };

      g_test_message ("%u", i);
      g_assert_cmpstr (td_target_status_to_nick (td_target_judge (&target, cases[i].actual)), ==,
                       cases[i].status);
    }
}

static void
test_targets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdTargetFigures) figures = NULL;
  g_autoptr (TdTargetFigures) earlier = NULL;
  g_autoptr (TdEdit) computed = NULL;
  TdTaskReport done = { .task_id = 1, .date = "2026-01-20", .progress = -1, .done = TRUE };
  GDate date;

  run (fixture, td_target_edit_value (6, "2026-Q1", 995, 1000, NAN, NULL));
  run (fixture, td_target_edit_value (6, "2026-Q2", 970, 1000, NAN, "sau đối soát"));
  td_date_parse_iso ("2026-07-01", &date);
  figures = td_target_figures_read_one (connection_of (fixture), 6, &date, &error);
  g_assert_cmpstr (figures->period, ==, "2026-Q2");
  g_assert_cmpfloat_with_epsilon (figures->actual, 97, 1e-9);
  g_assert_cmpint (figures->status, ==, TD_TARGET_NEARLY);
  g_assert_cmpfloat_with_epsilon (figures->missing, 2, 1e-9);
  td_date_parse_iso ("2026-03-01", &date);
  earlier = td_target_figures_read_one (connection_of (fixture), 6, &date, &error);
  g_assert_cmpstr (earlier->period, ==, "2026-Q1");
  g_assert_cmpint (earlier->status, ==, TD_TARGET_MET);
  run (fixture, td_target_edit_value (6, "2026-Q2", NAN, NAN, NAN, NULL));
  refuse (fixture, td_target_edit_value (6, "2026-Q2", NAN, NAN, NAN, NULL), TD_ERROR_USAGE);
  refuse (fixture, td_target_edit_value (6, "2026-Q7", 1, 2, NAN, NULL), TD_ERROR_USAGE);
  refuse (fixture, td_target_edit_value (6, "2026-Q2", 1, 0, NAN, NULL), TD_ERROR_USAGE);
  refuse (fixture, td_target_edit_value (6, "2026-Q2", NAN, 5, NAN, NULL), TD_ERROR_USAGE);
  refuse (fixture, td_target_edit_value (99, "2026-Q2", 1, 5, NAN, NULL), TD_ERROR_NOT_FOUND);

  /* computed: the share of the tasks due by then that were done in time */
  run (fixture, td_task_edit_report (&done, NULL));
  computed = td_edit_new_set (TD_KIND_TARGET, 3, "measure_source", "tasks");
  td_edit_and_set (computed, "frequency", "year");
  g_assert_true (td_edit_run (computed, fixture->workspace, NULL, &error));
  g_clear_pointer (&figures, td_target_figures_free);
  td_date_parse_iso ("2026-02-01", &date);
  figures = td_target_figures_read_one (connection_of (fixture), 3, &date, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (figures->values->len, ==, 1);
  g_assert_cmpfloat (((TdTargetValueRow *) g_ptr_array_index (figures->values, 0))->numerator, ==,
                     1);
  g_assert_cmpfloat (((TdTargetValueRow *) g_ptr_array_index (figures->values, 0))->denominator, >=,
                     1);
}

static gboolean
add_days (Fixture *fixture, const char *from, int days, const char *expected)
{
  g_autoptr (TdWorkCalendar) calendar = td_office_calendar_load (connection_of (fixture), NULL);
  g_autofree char *found = NULL;
  GDate date, to;

  td_date_parse_iso (from, &date);
  if (!td_work_calendar_add (calendar, &date, days, &to, NULL))
    return FALSE;
  found = td_date_format_iso (&to);
  g_assert_cmpstr (found, ==, expected);

  return TRUE;
}

static void
test_calendar (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TdWorkCalendar) proposal = td_work_calendar_new ();
  g_autoptr (GPtrArray) findings = NULL;
  GDate date;

  /* a day of the office, and back */
  td_date_parse_iso ("2026-11-20", &date);
  g_assert_true (add_days (fixture, "2026-11-19", 1, "2026-11-20"));
  run (fixture, td_office_calendar_edit_day (&date, "H", "Ngày Nhà giáo", NULL));
  g_assert_true (add_days (fixture, "2026-11-19", 1, "2026-11-23"));
  run (fixture, td_office_calendar_edit_day (&date, NULL, NULL, NULL));
  g_assert_true (add_days (fixture, "2026-11-19", 1, "2026-11-20"));
  /* a shipped day off is worked after all */
  td_date_parse_iso ("2026-01-02", &date);
  run (fixture, td_office_calendar_edit_day (&date, "N", NULL, "Công văn 1"));
  g_assert_true (add_days (fixture, "2025-12-31", 1, "2026-01-02"));

  /* an unknown year: refused, proposed, confirmed, taken back */
  g_assert_false (add_days (fixture, "2028-01-10", 1, NULL));
  td_work_calendar_propose (proposal, 2028);
  run (fixture, td_office_calendar_edit_table (proposal, 2028, FALSE, "tính"));
  g_assert_false (add_days (fixture, "2028-01-10", 1, NULL));
  g_assert_cmpint (td_office_calendar_year_state (connection_of (fixture), 2028, NULL, NULL), ==,
                   TD_CALENDAR_YEAR_PROPOSED);
  run (fixture, td_office_calendar_edit_year (2028, TRUE, 0x3f, "Thông báo"));
  g_assert_true (add_days (fixture, "2028-03-10", 1, "2028-03-11")); /* a Saturday is worked */
  run (fixture, td_office_calendar_edit_year (2028, FALSE, 0, NULL));
  g_assert_false (add_days (fixture, "2028-03-10", 1, NULL));

  for (int year = 2022; year <= 2025; year++)
    {
      g_autoptr (TdWorkCalendar) calendar = td_office_calendar_load (connection_of (fixture), NULL);

      findings = td_office_calendar_check (connection_of (fixture), calendar, year);
      g_assert_cmpuint (findings->len, ==, 0);
      g_clear_pointer (&findings, g_ptr_array_unref);
    }
}

/* Tables with one slip each */
static void
test_calendar_check (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *date; /* of 2025 */
    TdDayKind kind;
    const char *name;
    const char *clear; /* (nullable): a day that is worked after all */
    const char *found;
  } cases[] = {
    { NULL, 0, NULL, "2025-01-28", "29/01/2025" }, /* the last day of the lunar year */
    { NULL, 0, NULL, "2025-01-31", "4" },
    { "2025-02-10", TD_DAY_HOLIDAY, "Tết Nguyên đán", NULL, "10/02/2025" },
    { "2025-10-11", TD_DAY_MAKE_UP, "làm bù", "2025-04-26", "02/05/2025" },
    { "2025-10-11", TD_DAY_MAKE_UP, "làm bù", NULL, "2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TdWorkCalendar) calendar = td_office_calendar_load (NULL, NULL);
      g_autoptr (GPtrArray) findings = NULL;
      GDate date;

      if (cases[i].clear != NULL && td_date_parse_iso (cases[i].clear, &date))
        td_work_calendar_clear_day (calendar, &date);
      if (cases[i].date != NULL && td_date_parse_iso (cases[i].date, &date))
        td_work_calendar_set_day (calendar, &date, cases[i].kind, cases[i].name);
      findings = td_office_calendar_check (NULL, calendar, 2025);
      g_test_message ("%u", i);
      g_assert_cmpuint (findings->len, ==, 1);
      g_assert_nonnull (strstr (g_ptr_array_index (findings, 0), cases[i].found));
    }
}

/* A table goes out and comes back, as .csv and as .ics; bad files change nothing. */
static void
test_calendar_files (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "c.csv", "c.ics" };
  static const char *const bad[] = { "", "date,kind,name\n2026-02-30,H,x\n", "x", "2026-01-01,Q,x",
                                     "BEGIN:VCALENDAR\nEND:VCALENDAR\n" };
  g_autoptr (TdWorkCalendar) calendar = td_office_calendar_load (NULL, NULL);
  g_autofree char *expected = td_work_calendar_format (calendar, 2025);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
      g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (int));
      g_autoptr (TdWorkCalendar) again = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *found = NULL;

      g_assert_true (td_office_calendar_export (calendar, 2025, path, FALSE, &error));
      g_assert_false (td_office_calendar_export (calendar, 2025, path, FALSE, &error));
      g_clear_error (&error);
      again = td_office_calendar_read_file (path, years, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (years->len, ==, 1);
      found = td_work_calendar_format (again, 2025);
      g_assert_cmpstr (found, ==, expected);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, "bad", NULL);
      g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (int));
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, bad[i], -1, NULL));
      g_assert_null (td_office_calendar_read_file (path, years, &error));
      g_assert_error (error, TD_ERROR, TD_ERROR_BAD_INPUT);
    }
}

static guint
remind (Fixture *fixture, const char *today, gint64 task)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  guint n = 0;
  GDate date;

  g_assert_true (td_date_parse_iso (today, &date));
  g_assert_true (td_reminder_make (fixture->workspace, NULL, &date, NULL, &error));
  g_assert_no_error (error);
  all = td_reminder_list (connection_of (fixture), TRUE, &date, &error);
  for (guint i = 0; i < all->len; i++)
    {
      const TdReminder *reminder = g_ptr_array_index (all, i);

      if (reminder->task_id == task)
        n = (guint) reminder->days;
    }

  return n;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (td_workspace_note_finish (TD_WORKSPACE (source), result, &error));
  *(gboolean *) data = TRUE;
}

/* RULE reminder-once: 7, 3 and 1 working days before, once each; what was missed comes once. */
static void
test_reminders (Fixture *fixture, gconstpointer data)
{
  TdTaskReport done = { .task_id = 2, .date = "2026-06-17", .progress = -1, .done = TRUE };
  g_autoptr (GPtrArray) told = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) history = NULL;
  gboolean read = FALSE;
  guint before;
  GDate date;

  set_words (fixture, 1, "Chậm nhất ngày 19/6/2026"); /* a Friday */
  set_words (fixture, 2, "Chậm nhất ngày 19/6/2026");
  history = td_workspace_list_history (fixture->workspace, 100, NULL);
  before = history->len;
  g_assert_cmpuint (remind (fixture, "2026-06-09", 1), ==, 0);
  g_assert_cmpuint (remind (fixture, "2026-06-10", 1), ==, 7);
  td_reminder_mark_read_async (fixture->workspace, 0, read_cb, &read);
  while (!read)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (remind (fixture, "2026-06-10", 1), ==, 0); /* once a day */
  g_assert_cmpuint (remind (fixture, "2026-06-15", 1), ==, 0); /* and once a notice */
  g_assert_cmpuint (remind (fixture, "2026-06-17", 1), ==, 3); /* two days before: made up for */
  g_assert_cmpuint (remind (fixture, "2026-06-17", 2), ==, 3);
  run (fixture, td_task_edit_report (&done, NULL));
  g_assert_cmpuint (remind (fixture, "2026-06-18", 2), ==, 0); /* done: nothing to remind of */
  g_assert_cmpuint (remind (fixture, "2026-06-18", 1), ==, 1);
  g_assert_cmpuint (remind (fixture, "2026-06-20", 1), ==, 1); /* kept until it is read */

  td_date_parse_iso ("2026-06-18", &date);
  told = td_reminder_take_unnotified (fixture->workspace, &date, NULL);
  g_assert_cmpuint (told->len, >, 0);
  again = td_reminder_take_unnotified (fixture->workspace, &date, NULL);
  g_assert_cmpuint (again->len, ==, 0);

  /* a turn that is done, and a deadline that was moved */
  set_words (fixture, 3, "Hằng quý");
  run (fixture, td_task_edit_occurrence (3, "2026-Q1", "2026-03-20", NULL, NULL));
  g_assert_cmpuint (remind (fixture, "2026-06-25", 3), ==, 3);
  run (fixture, td_task_edit_occurrence (3, "2026-Q2", "2026-06-26", NULL, NULL));
  g_assert_cmpuint (remind (fixture, "2026-06-26", 3), ==, 0);
  set_words (fixture, 1, "Chậm nhất ngày 19/9/2026");
  g_assert_cmpuint (remind (fixture, "2026-06-26", 1), ==, 0);
  before += 4;

  /* to be reminded is no act */
  g_clear_pointer (&history, g_ptr_array_unref);
  history = td_workspace_list_history (fixture->workspace, 100, NULL);
  g_assert_cmpuint (history->len, ==, before + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/progress/report", Fixture, NULL, set_up, test_report, tear_down);
  g_test_add ("/progress/evidence", Fixture, NULL, set_up, test_evidence, tear_down);
  g_test_add ("/progress/trigger", Fixture, NULL, set_up, test_trigger, tear_down);
  g_test_add ("/progress/turns", Fixture, NULL, set_up, test_turns, tear_down);
  g_test_add ("/progress/bulk", Fixture, NULL, set_up, test_bulk, tear_down);
  g_test_add_func ("/progress/judge", test_judge);
  g_test_add ("/progress/targets", Fixture, NULL, set_up, test_targets, tear_down);
  g_test_add ("/progress/reminders", Fixture, NULL, set_up, test_reminders, tear_down);
  g_test_add ("/progress/calendar", Fixture, NULL, set_up, test_calendar, tear_down);
  g_test_add ("/progress/calendar-check", Fixture, NULL, set_up, test_calendar_check, tear_down);
  g_test_add ("/progress/calendar-files", Fixture, NULL, set_up, test_calendar_files, tear_down);

  return g_test_run ();
}
