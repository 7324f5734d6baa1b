/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-data-resources.h"
#include "td-deadline.h"
#include "td-import.h"

/* The plans that come with the program: read, numbered and understood as they were meant. */

static TdPlanData *
load (const char *name)
{
  g_autofree char *path = g_strconcat ("/vn/tiendo/TienDo/", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (td_data_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  g_assert_no_error (error);
  TdPlanData *plan = td_plan_json_read (bytes, name, &error);
  g_assert_no_error (error);

  return plan;
}

static void
test_sample_counts (void)
{
  g_autoptr (TdPlanData) plan = load ("samples/plan-2026.json");

  g_assert_cmpuint (td_plan_data_count (plan, TD_KIND_SECTION), ==, 32);
  g_assert_cmpuint (td_plan_data_count (plan, TD_KIND_TASK), ==, 31);
  g_assert_cmpuint (td_plan_data_count (plan, TD_KIND_PLAN_GROUP), ==, 7);
  g_assert_cmpuint (td_plan_data_count (plan, TD_KIND_PLAN_COLUMN), ==, 6);
  g_assert_cmpuint (td_plan_data_count (plan, TD_KIND_TARGET), ==, 18);
  g_assert_cmpuint (td_plan_data_count (plan, TD_KIND_LEGAL_BASIS), ==, 7);
  g_assert_cmpuint (td_plan_data_count (plan, TD_KIND_RECIPIENT), ==, 8);
  g_assert_cmpuint (td_plan_data_count (plan, TD_KIND_SIGNATORY), ==, 1);
  g_assert_cmpint (plan->plan->year, ==, 2026);
  g_assert_cmpstr (plan->plan->issued_date, ==, "2026-01-09");
}

/* The sample and the templates are numbered by the program: a moved section gets its new number. */
static void
test_automatic_numbers (gconstpointer name)
{
  g_autoptr (TdPlanData) plan = load (name);
  const TdSectionRow *first = td_plan_data_nth (plan, TD_KIND_SECTION, 0);
  g_autofree char *label = td_plan_data_section_label (plan, first);

  g_assert_cmpstr (label, ==, "I.");
  for (guint i = 0; i < td_plan_data_count (plan, TD_KIND_SECTION); i++)
    {
      const TdSectionRow *section = td_plan_data_nth (plan, TD_KIND_SECTION, i);
      g_autofree char *own = td_plan_data_section_label (plan, section);

      g_assert_null (section->label);
      g_assert_nonnull (own);
      g_assert_cmpstr (section->number_style, !=, "none");
    }
}

/* What the file says of a deadline is what its words are understood as. */
static void
test_deadlines (gconstpointer name)
{
  g_autoptr (TdPlanData) plan = load (name);

  for (guint i = 0; i < td_plan_data_count (plan, TD_KIND_TASK); i++)
    {
      const TdTaskRow *task = td_plan_data_nth (plan, TD_KIND_TASK, i);
      g_autoptr (TdDeadline) deadline =
          td_deadline_parse (task->deadline_text, (int) plan->plan->year, plan->plan->issued_date);

      g_test_message ("%s: %s", task->number, task->deadline_text);
      g_assert_cmpstr (td_deadline_kind_to_nick (deadline->kind), ==, task->deadline_kind);
      g_assert_cmpstr (deadline->start, ==, task->deadline_start);
      g_assert_cmpstr (deadline->end, ==, task->deadline_end);
      g_assert_cmpint (deadline->end_exclusive, ==, task->deadline_exclusive);
      g_assert_cmpstr (deadline->recurrence, ==, task->deadline_recurrence);
    }
}

int
main (int argc, char **argv)
{
  static const char *const templates[] = {
    "bentre", "blank", "haiphong", "hanoi", "hcm", "khanhhoa"
  };

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan-samples/counts", test_sample_counts);
  g_test_add_data_func ("/plan-samples/numbers/sample", "samples/plan-2026.json",
                        test_automatic_numbers);
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    {
      g_autofree char *path = g_strconcat ("/plan-samples/numbers/", templates[i], NULL);
      g_test_add_data_func_full (path, g_strdup_printf ("templates/%s.json", templates[i]),
                                 test_automatic_numbers, g_free);
    }
  g_test_add_data_func ("/plan-samples/deadlines", "samples/plan-2026.json", test_deadlines);

  return g_test_run ();
}
