/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The status of a task as a function of its facts and the day. */

#include "td-date.h"
#include "td-task-status.h"

static guint32
day (const char *iso)
{
  GDate date;

  if (iso == NULL)
    return 0;
  g_assert_true (td_date_parse_iso (iso, &date));

  return g_date_get_julian (&date);
}

/* RULE task-status, task-window, task-overdue, task-trigger */
static void
test_status (void)
{
  static const struct
  {
    const char *start, *due, *done, *triggered;
    guint progress;
    guint flags;
    const char *as_of;
    const char *status;
    int days; /* left; 999: none */
  } cases[] = {
    /* a last day alone */
    { NULL, "2026-03-14", NULL, NULL, 0, 0, "2026-03-13", "not_started", 1 },
    { NULL, "2026-03-14", NULL, NULL, 0, 0, "2026-03-14", "not_started", 0 },
    { NULL, "2026-03-14", NULL, NULL, 0, 0, "2026-03-15", "overdue", -1 },
    { NULL, "2026-03-14", NULL, NULL, 40, 0, "2026-03-14", "in_progress", 0 },
    { NULL, "2026-03-14", NULL, NULL, 99, 0, "2026-03-15", "overdue", -1 },
    { NULL, "2026-03-14", NULL, NULL, 0, TD_TASK_UPDATED, "2026-03-01", "in_progress", 13 },
    { NULL, "2026-03-14", "2026-03-13", NULL, 100, 0, "2026-12-31", "done_early", 999 },
    { NULL, "2026-03-14", "2026-03-14", NULL, 100, 0, "2026-12-31", "done_on_time", 999 },
    { NULL, "2026-03-14", "2026-03-15", NULL, 100, 0, "2026-12-31", "done_late", 999 },
    /* what comes later does not count yet */
    { NULL, "2026-03-14", "2026-03-20", NULL, 60, 0, "2026-03-10", "in_progress", 4 },
    { NULL, "2026-03-14", "2026-03-20", NULL, 60, 0, "2026-03-19", "overdue", -5 },
    { NULL, "2026-03-14", "2026-03-20", NULL, 60, 0, "2026-03-20", "done_late", 999 },
    /* a window */
    { "2026-01-01", "2026-03-31", NULL, NULL, 0, 0, "2025-12-20", "not_started", 101 },
    { "2026-01-01", "2026-03-31", NULL, NULL, 0, 0, "2026-04-01", "overdue", -1 },
    { "2026-01-01", "2026-03-31", "2025-12-31", NULL, 100, 0, "2026-04-01", "done_early", 999 },
    { "2026-01-01", "2026-03-31", "2026-01-01", NULL, 100, 0, "2026-04-01", "done_on_time", 999 },
    { "2026-01-01", "2026-03-31", "2026-03-31", NULL, 100, 0, "2026-04-01", "done_on_time", 999 },
    { "2026-01-01", "2026-03-31", "2026-04-01", NULL, 100, 0, "2026-04-01", "done_late", 999 },
    { "2026-03-14", "2026-03-14", "2026-03-13", NULL, 100, 0, "2026-04-01", "done_early", 999 },
    /* no deadline, and continuous work, is never late */
    { NULL, NULL, NULL, NULL, 0, 0, "2030-01-01", "no_deadline", 999 },
    { NULL, NULL, NULL, NULL, 50, TD_TASK_CONTINUOUS, "2030-01-01", "no_deadline", 999 },
    { NULL, NULL, "2026-05-05", NULL, 100, 0, "2030-01-01", "done_undated", 999 },
    /* conditional: waits, then counts from the document */
    { NULL, NULL, NULL, NULL, 0, TD_TASK_WAITS, "2030-01-01", "waiting", 999 },
    { "2026-05-04", "2026-05-19", NULL, "2026-05-04", 0, TD_TASK_WAITS, "2026-05-03", "waiting",
      999 },
    { "2026-05-04", "2026-05-19", NULL, "2026-05-04", 0, TD_TASK_WAITS, "2026-05-04", "not_started",
      15 },
    { "2026-05-04", "2026-05-19", NULL, "2026-05-04", 0, TD_TASK_WAITS, "2026-05-20", "overdue",
      -1 },
    { NULL, NULL, "2026-05-02", NULL, 100, TD_TASK_WAITS, "2026-05-20", "done_undated", 999 },
    { "2026-05-04", "2026-05-19", "2026-05-20", "2026-05-04", 0, TD_TASK_WAITS, "2026-06-01",
      "done_late", 999 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TdTaskFacts facts = { .start = day (cases[i].start),
                            .due = day (cases[i].due),
                            .done = day (cases[i].done),
                            .triggered = day (cases[i].triggered),
                            .progress = (guint8) cases[i].progress,
                            .flags = (guint8) cases[i].flags };
      guint32 as_of = day (cases[i].as_of);
      int days = 999;

      g_test_message ("case %u", i);
      g_assert_cmpstr (td_task_status_to_nick (td_task_facts_status (&facts, NULL, as_of)), ==,
                       cases[i].status);
      td_task_facts_days_left (&facts, NULL, as_of, &days);
      g_assert_cmpint (days, ==, cases[i].days);
    }
}

/* A recurring task has its turns' status. */
static void
test_turns (void)
{
  TdTaskTurn turns[] = {
    { day ("2026-01-01"), day ("2026-03-31"), day ("2026-03-20") },
    { day ("2026-04-01"), day ("2026-06-30"), day ("2026-07-02") },
    { day ("2026-07-01"), day ("2026-09-30"), 0 },
    { day ("2026-10-01"), day ("2026-12-31"), 0 },
  };
  TdTaskFacts facts = { .kind = TD_DEADLINE_RECURRING, .n_turns = 4 };
  static const struct
  {
    const char *as_of, *status, *due;
  } cases[] = {
    { "2026-02-01", "not_started", "2026-03-31" }, { "2026-03-20", "in_progress", "2026-06-30" },
    { "2026-07-01", "overdue", "2026-06-30" },     { "2026-07-02", "in_progress", "2026-09-30" },
    { "2026-10-01", "overdue", "2026-09-30" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint32 as_of = day (cases[i].as_of);

      g_assert_cmpstr (td_task_status_to_nick (td_task_facts_status (&facts, turns, as_of)), ==,
                       cases[i].status);
      g_assert_cmpuint (td_task_facts_due (&facts, turns, as_of), ==, day (cases[i].due));
    }
  turns[2].done = day ("2026-09-01");
  turns[3].done = day ("2026-12-01");
  g_assert_cmpint (td_task_facts_status (&facts, turns, day ("2026-12-01")), ==, TD_TASK_DONE_LATE);
  turns[1].done = day ("2026-06-01");
  g_assert_cmpint (td_task_facts_status (&facts, turns, day ("2026-12-01")), ==,
                   TD_TASK_DONE_ON_TIME);
}

/* RULE task-six-way: the six figures are the whole. */
static void
test_six_way (void)
{
  static const struct
  {
    const char *due, *done;
    guint flags;
  } tasks[] = {
    { "2026-03-14", "2026-03-01", 0 },
    { "2026-03-14", "2026-03-14", 0 },
    { "2026-03-14", "2026-03-15", TD_TASK_EXCUSED },
    { NULL, "2026-03-15", 0 },
    { "2026-12-14", NULL, 0 },
    { "2026-03-14", NULL, 0 },
    { NULL, NULL, 0 },
    { NULL, NULL, TD_TASK_WAITS },
    { "2026-06-08", NULL, 0 },
    { "2026-06-30", NULL, 0 },
  };
  TdTaskCount count = { 0 };
  guint sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      TdTaskFacts facts = { .due = day (tasks[i].due),
                            .done = day (tasks[i].done),
                            .flags = (guint8) tasks[i].flags };

      td_task_count_add (&count, &facts, NULL, day ("2026-06-01"));
    }
  for (guint i = 0; i < TD_N_TASK_STATUSES; i++)
    sum += count.by_status[i];
  g_assert_cmpuint (count.total, ==, G_N_ELEMENTS (tasks));
  g_assert_cmpuint (sum, ==, count.total);
  g_assert_cmpuint (count.done_in_time, ==, 2);
  g_assert_cmpuint (count.done_late, ==, 1);
  g_assert_cmpuint (count.done_undated, ==, 1);
  g_assert_cmpuint (count.open_in_time, ==, 3);
  g_assert_cmpuint (count.open_late, ==, 1);
  g_assert_cmpuint (count.open_undated, ==, 2);
  g_assert_cmpuint (count.due_7, ==, 1);
  g_assert_cmpuint (count.due_30, ==, 2);
  g_assert_cmpuint (count.late_excused, ==, 1);
}

static void
test_names (void)
{
  for (guint i = 0; i < TD_N_TASK_STATUSES; i++)
    {
      TdTaskStatus status;

      g_assert_true (td_task_status_from_nick (td_task_status_to_nick ((TdTaskStatus) i), &status));
      g_assert_cmpuint (status, ==, i);
      g_assert_cmpstr (td_task_status_label ((TdTaskStatus) i), !=, "");
    }
  g_assert_false (td_task_status_from_nick ("late", NULL));
  g_assert_false (td_task_status_from_nick (NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/task-status/status", test_status);
  g_test_add_func ("/task-status/turns", test_turns);
  g_test_add_func ("/task-status/six-way", test_six_way);
  g_test_add_func ("/task-status/names", test_names);

  return g_test_run ();
}
