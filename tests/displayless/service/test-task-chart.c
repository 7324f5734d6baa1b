/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How tasks look on a day, and what the charts over them count. */

#include <math.h>

#include "td-date.h"
#include "td-task-chart.h"
#include "td-task-snapshot-private.h"

static guint32
day (const char *iso)
{
  GDate date;

  if (iso == NULL)
    return 0;
  g_assert_true (td_date_parse_iso (iso, &date));

  return g_date_get_julian (&date);
}

typedef struct
{
  const char *start, *due, *done, *triggered;
  guint progress, flags, n_turns, n_done;
  gint64 plan;
  const char *area, *lead, *helper;
  const char *look, *words;
} Sample;

#define TODAY "2026-07-16"

static const Sample samples[] = {
  { NULL, "2026-06-30", NULL, NULL, 62, 0, 0, 0, 1, "a", "X", "Y", "overdue", "Quá hạn 16 ngày" },
  { NULL, "2026-07-16", NULL, NULL, 0, 0, 0, 0, 1, "a", "X", NULL, "soon", "Hôm nay" },
  { NULL, "2026-07-23", NULL, NULL, 50, 0, 0, 0, 1, "b", "Y", NULL, "soon", "Còn 7 ngày" },
  { NULL, "2026-07-24", NULL, NULL, 50, 0, 0, 0, 1, "b", "Y", NULL, "in_progress",
    "Đang làm 50 %" },
  { "2026-08-01", "2026-08-31", NULL, NULL, 0, 0, 0, 0, 1, NULL, "Y", NULL, "not_started",
    "Chưa đến kỳ" },
  { NULL, NULL, NULL, NULL, 0, TD_TASK_WAITS, 0, 0, 1, "a", "X", NULL, "waiting", "Chờ điều kiện" },
  { NULL, NULL, NULL, NULL, 0, TD_TASK_CONTINUOUS, 0, 0, 1, "a", "X", NULL, "recurring",
    "Thường xuyên" },
  { NULL, NULL, NULL, NULL, 0, 0, 12, 7, 1, "a", "X", NULL, "recurring", "Định kỳ 7/12" },
  { NULL, NULL, NULL, NULL, 0, 0, 12, 6, 1, "a", "X", NULL, "soon", "Còn 4 ngày" },
  { NULL, NULL, NULL, NULL, 0, 0, 12, 5, 1, "a", "X", NULL, "overdue", "Quá hạn 26 ngày" },
  { NULL, "2026-03-31", "2026-03-20", NULL, 100, 0, 0, 0, 1, "b", "X", NULL, "done", "Hoàn thành" },
  { NULL, "2026-03-31", "2026-04-03", NULL, 100, 0, 0, 0, 1, "b", "X", NULL, "done_late",
    "Xong, trễ 3 ngày" },
  { NULL, "2025-03-31", NULL, NULL, 0, 0, 0, 0, 2, "b", "X", NULL, "overdue", "Quá hạn 472 ngày" },
};

/* Monthly turns, each due on the 20th; the first ones done on the 10th. */
static void
add_turns (TdTaskSnapshot *snapshot, const Sample *sample)
{
  for (guint m = 1; m <= sample->n_turns; m++)
    {
      g_autofree char *first = g_strdup_printf ("2026-%02u-01", m);
      g_autofree char *last = g_strdup_printf ("2026-%02u-20", m);
      g_autofree char *done = g_strdup_printf ("2026-%02u-10", m);
      TdTaskTurn turn = { day (first), day (last), m <= sample->n_done ? day (done) : 0 };

      g_array_append_val (snapshot->turns, turn);
    }
}

static TdTaskSnapshot *
make_snapshot (void)
{
  TdTaskSnapshot *snapshot = td_task_snapshot_new (NULL);
  TdTaskPlanRef plans[] = { { 1, 2026, "Kế hoạch 2026" }, { 2, 2025, "Kế hoạch 2025" } };

  g_array_append_vals (snapshot->plans, plans, G_N_ELEMENTS (plans));
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      const Sample *sample = &samples[i];
      TdTaskFacts facts = { .id = i + 1,
                            .plan_id = sample->plan,
                            .plan_at = (guint16) (sample->plan - 1),
                            .area = sample->area,
                            .start = day (sample->start),
                            .due = day (sample->due),
                            .done = day (sample->done),
                            .progress = (guint8) sample->progress,
                            .flags = (guint8) sample->flags,
                            .turns_at = snapshot->turns->len,
                            .n_turns = (guint16) sample->n_turns,
                            .units_at = snapshot->units->len };
      TdTaskUnitRef lead = { .name = sample->lead, .lead = TRUE };
      TdTaskUnitRef helper = { .name = sample->helper, .lead = FALSE };

      add_turns (snapshot, sample);
      g_array_append_val (snapshot->units, lead);
      if (sample->helper != NULL)
        g_array_append_val (snapshot->units, helper);
      facts.n_units = sample->helper != NULL ? 2 : 1;
      g_array_append_val (snapshot->facts, facts);
    }

  return snapshot;
}

/* RULE design-soon */
static void
test_looks (void)
{
  g_autoptr (TdTaskSnapshot) snapshot = make_snapshot ();

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      const TdTaskFacts *facts = td_task_snapshot_nth (snapshot, i);
      g_autofree char *words = td_task_look_words (snapshot, facts, day (TODAY));

      g_autofree char *document = td_task_look_document_words (snapshot, facts, day (TODAY));

      g_test_message ("%u: %s, %s", i, words, document);
      g_assert_cmpstr (document, ==, samples[i].words);
      g_assert_cmpstr (td_task_look_nick (td_task_look (snapshot, facts, day (TODAY))), ==,
                       samples[i].look);
      g_assert_cmpuint (strlen (words), >, 3);
    }
}

static double
value_at (const TdChart *chart, const char *series, const char *category)
{
  for (guint s = 0; s < chart->series->len; s++)
    {
      for (guint c = 0; c < chart->categories->len; c++)
        {
          if (g_str_equal (td_chart_series (chart, s)->key, series) &&
              g_str_equal (td_chart_category (chart, c)->key, category))
            return td_chart_get (chart, s, c);
        }
    }

  return NAN;
}

static void
test_bars (void)
{
  g_autoptr (TdTaskSnapshot) snapshot = make_snapshot ();
  TdTaskScope scope = { 0, td_task_scope_newest_year (snapshot, day (TODAY)) };
  g_autoptr (TdChart) areas = td_task_chart_by_area (snapshot, &scope, day (TODAY), NULL);
  g_autoptr (TdChart) units = td_task_chart_by_unit (snapshot, &scope, day (TODAY));
  g_autoptr (TdChart) status = td_task_chart_status (snapshot, &scope, day (TODAY));

  g_assert_cmpint (scope.year, ==, 2026);
  g_assert_cmpfloat (td_chart_sum (areas), ==, 12);
  g_assert_cmpfloat (td_chart_sum (units), ==, 12);
  g_assert_cmpfloat (td_chart_sum (status), ==, 12);
  g_assert_cmpfloat (value_at (areas, "overdue", "a"), ==, 2);
  g_assert_cmpfloat (value_at (areas, "soon", "a"), ==, 2);
  g_assert_cmpfloat (value_at (areas, "done_late", "b"), ==, 1);
  g_assert_cmpfloat (value_at (areas, "not_started", ""), ==, 1);
  g_assert_cmpfloat (value_at (units, "in_progress", "Y"), ==, 1);
  g_assert_cmpstr (td_chart_category (units, 0)->key, ==, "X");
  g_assert_cmpstr (td_chart_category (units, 1)->note, ==, "phối hợp 1");

  scope = (TdTaskScope){ 2, 0 };
  td_chart_free (g_steal_pointer (&status));
  status = td_task_chart_status (snapshot, &scope, day (TODAY));
  g_assert_cmpfloat (td_chart_sum (status), ==, 1);
}

/* The line of what is done ends on the day; earlier months are those that are over or begun. */
static void
test_burn_up (void)
{
  static const struct
  {
    const char *as_of;
    guint months; /* that have a figure */
    double done;  /* in the last of them */
  } cases[] = { { "2025-12-31", 0, 0 }, { "2026-01-01", 1, 0 },  { "2026-03-31", 3, 1 },
                { "2026-04-03", 4, 2 }, { "2026-12-31", 12, 2 }, { "2027-02-01", 12, 2 } };
  g_autoptr (TdTaskSnapshot) snapshot = make_snapshot ();
  TdTaskScope scope = { 1, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TdChart) chart =
          td_task_chart_burn_up (snapshot, &scope, day (cases[i].as_of), 2026);
      guint n = 0;

      g_test_message ("%s", cases[i].as_of);
      while (n < 12 && isfinite (td_chart_get (chart, 1, n)))
        n++;
      g_assert_cmpuint (n, ==, cases[i].months);
      if (n > 0)
        g_assert_cmpfloat (td_chart_get (chart, 1, n - 1), ==, cases[i].done);
      g_assert_cmpfloat (td_chart_get (chart, 0, 11), ==, 10); /* all with a deadline */
      g_assert_cmpfloat (td_chart_get (chart, 0, 2), ==, 2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/task-chart/looks", test_looks);
  g_test_add_func ("/task-chart/bars", test_bars);
  g_test_add_func ("/task-chart/burn-up", test_burn_up);

  return g_test_run ();
}
