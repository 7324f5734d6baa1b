/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-plan-data.h"

static TdSectionRow *
add_section (TdPlanData *data, gint64 parent, const char *style, const char *label)
{
  TdSectionRow *section = td_plan_data_add (data, TD_KIND_SECTION);

  section->parent_id = parent;
  section->number_style = g_strdup (style);
  section->label = g_strdup (label);

  return section;
}

static void
check_section (TdPlanData *data,
               const TdSectionRow *section,
               const char *label,
               const char *number,
               const char *path)
{
  g_autofree char *printed = td_plan_data_section_label (data, section);
  g_autofree char *bare = td_plan_data_section_number (data, section);
  g_autofree char *full = td_plan_data_section_path (data, section);

  g_assert_cmpstr (printed, ==, label);
  g_assert_cmpstr (bare, ==, number);
  g_assert_cmpstr (full, ==, path);
}

static void
test_add (void)
{
  g_autoptr (TdPlanData) data = td_plan_data_new ();
  TdTaskRow *first = td_plan_data_add (data, TD_KIND_TASK);
  TdTaskRow *second = td_plan_data_add (data, TD_KIND_TASK);

  g_assert_cmpint (first->row.id, ==, 1);
  g_assert_cmpint (second->row.id, ==, 2);
  g_assert_cmpint (first->plan_id, ==, data->plan->row.id);
  g_assert_cmpint (second->position, ==, 2 * TD_POSITION_STEP);
  g_assert_true (td_plan_data_get (data, TD_KIND_TASK, 2) == second);
  g_assert_null (td_plan_data_get (data, TD_KIND_TASK, 3));
  g_assert_null (td_plan_data_get (data, TD_KIND_TASK, 0));
  g_assert_null (td_plan_data_get (data, TD_KIND_SECTION, 1));
  g_assert_true (td_plan_data_nth (data, TD_KIND_TASK, 0) == first);
  g_assert_null (td_plan_data_nth (data, TD_KIND_TASK, 2));
  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_TASK), ==, 2);
  g_assert_true (td_plan_data_add (data, TD_KIND_PLAN) == (gpointer) data->plan);
}

/* A repository gives rows their real ids; later local ids must not meet them. */
static void
test_real_ids (void)
{
  g_autoptr (TdPlanData) data = td_plan_data_new ();
  TdTaskRow *task = td_plan_data_add (data, TD_KIND_TASK);
  TdTaskRow *later;

  task->row.id = 700;
  task = td_plan_data_add (data, TD_KIND_TASK);
  task->row.id = 12;
  later = td_plan_data_add (data, TD_KIND_TASK);
  g_assert_cmpint (later->row.id, >, 700);
  g_assert_true (td_plan_data_get (data, TD_KIND_TASK, 12) == task);
}

static void
test_copy (void)
{
  g_autoptr (TdPlanData) data = td_plan_data_new ();
  g_autoptr (TdPlanData) copy = NULL;
  TdSectionRow *section = add_section (data, 0, "roman", NULL);
  TdSectionRow *copied;

  data->plan->title = g_strdup ("Kế hoạch thử");
  section->title = g_strdup ("MỤC TIÊU");
  td_plan_data_doubt (data, "section I", "%d words", 3);
  copy = td_plan_data_copy (data);
  copied = td_plan_data_nth (copy, TD_KIND_SECTION, 0);

  g_assert_true (copied != section);
  g_assert_true (td_row_equal (TD_KIND_SECTION, copied, section));
  g_assert_true (td_row_equal (TD_KIND_PLAN, copy->plan, data->plan));
  g_assert_cmpuint (copy->doubts->len, ==, 1);
  g_assert_cmpstr (((TdPlanDoubt *) g_ptr_array_index (copy->doubts, 0))->message, ==, "3 words");
}

static void
test_sort (void)
{
  g_autoptr (TdPlanData) data = td_plan_data_new ();
  TdSectionRow *second = add_section (data, 0, "roman", NULL);
  TdSectionRow *child = add_section (data, 2, "arabic", NULL);
  TdSectionRow *first = add_section (data, 0, "roman", NULL);
  TdBlockRow *closing = td_plan_data_add (data, TD_KIND_BLOCK);
  TdBlockRow *body = td_plan_data_add (data, TD_KIND_BLOCK);
  TdBlockRow *preamble = td_plan_data_add (data, TD_KIND_BLOCK);
  g_autoptr (GPtrArray) top = NULL;

  child->parent_id = second->row.id;
  first->position = 1;
  closing->kind = g_strdup (TD_BODY_CLOSING);
  body->section_id = child->row.id;
  preamble->kind = g_strdup (TD_BODY_PREAMBLE);
  td_plan_data_sort (data);
  top = td_plan_data_child_sections (data, 0);

  g_assert_true (td_plan_data_nth (data, TD_KIND_SECTION, 0) == first);
  g_assert_true (td_plan_data_nth (data, TD_KIND_SECTION, 1) == second);
  g_assert_true (td_plan_data_nth (data, TD_KIND_SECTION, 2) == child);
  g_assert_true (td_plan_data_nth (data, TD_KIND_BLOCK, 0) == preamble);
  g_assert_true (td_plan_data_nth (data, TD_KIND_BLOCK, 1) == body);
  g_assert_true (td_plan_data_nth (data, TD_KIND_BLOCK, 2) == closing);
  g_assert_cmpuint (top->len, ==, 2);
}

/* Parents in a ring, as only a broken file has them, end nothing. */
static void
test_loop (void)
{
  g_autoptr (TdPlanData) data = td_plan_data_new ();
  TdSectionRow *a = add_section (data, 2, "decimal", NULL);
  TdSectionRow *b = add_section (data, 1, "decimal", NULL);
  g_autofree char *path = td_plan_data_section_path (data, a);

  g_assert_nonnull (path);
  g_assert_cmpuint (td_plan_data_section_level (data, b), <=, 32);
  td_plan_data_sort (data);
  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_SECTION), ==, 2);
}

static void
test_children (void)
{
  g_autoptr (TdPlanData) data = td_plan_data_new ();
  TdTaskRow *task = td_plan_data_add (data, TD_KIND_TASK);
  g_autoptr (GPtrArray) leads = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) products = NULL;
  g_autoptr (GPtrArray) tasks = td_plan_data_group_tasks (data, 0);

  for (guint i = 0; i < 4; i++)
    {
      TdTaskUnitRow *unit = td_plan_data_add (data, TD_KIND_TASK_UNIT);
      TdTaskProductRow *product = td_plan_data_add (data, TD_KIND_TASK_PRODUCT);

      unit->task_id = task->row.id;
      unit->role = g_strdup (i % 2 == 0 ? "lead" : "coordinating");
      product->task_id = task->row.id + (i == 3);
    }
  leads = td_plan_data_task_units (data, task->row.id, "lead");
  all = td_plan_data_task_units (data, task->row.id, NULL);
  products = td_plan_data_task_products (data, task->row.id);

  g_assert_cmpuint (leads->len, ==, 2);
  g_assert_cmpuint (all->len, ==, 4);
  g_assert_cmpuint (products->len, ==, 3);
  g_assert_cmpuint (tasks->len, ==, 1);
}

/* RULE nd30-I-V.6b: Phần I, mục I., khoản 1., điểm a) */
static void
test_numbers (void)
{
  g_autoptr (TdPlanData) data = td_plan_data_new ();
  TdSectionRow *part = add_section (data, 0, "part", NULL);
  TdSectionRow *roman = add_section (data, part->row.id, "roman", NULL);
  TdSectionRow *second = add_section (data, part->row.id, "roman", NULL);
  TdSectionRow *arabic = add_section (data, second->row.id, "arabic", NULL);
  TdSectionRow *decimal = add_section (data, arabic->row.id, "decimal", NULL);
  TdSectionRow *deeper = add_section (data, decimal->row.id, "decimal", NULL);
  TdSectionRow *none = add_section (data, arabic->row.id, "none", NULL);

  check_section (data, part, "Phần I", "I", "I");
  check_section (data, roman, "I.", "I", "I/I");
  check_section (data, second, "II.", "II", "I/II");
  check_section (data, arabic, "1.", "1", "I/II/1");
  check_section (data, decimal, "1.1.", "1.1", "I/II/1/1.1");
  check_section (data, deeper, "1.1.1.", "1.1.1", "I/II/1/1.1/1.1.1");
  check_section (data, none, NULL, NULL, "I/II/1");
  g_assert_cmpuint (td_plan_data_section_level (data, part), ==, 1);
  g_assert_cmpuint (td_plan_data_section_level (data, deeper), ==, 5);
}

static void
test_letters (void)
{
  static const char *const labels[] = {
    "a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)", "i)", "k)"
  };
  g_autoptr (TdPlanData) data = td_plan_data_new ();
  TdSectionRow *parent = add_section (data, 0, "arabic", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      TdSectionRow *point = add_section (data, parent->row.id, "letter", NULL);
      g_autofree char *number = g_strndup (labels[i], strlen (labels[i]) - 1);
      g_autofree char *path = g_strconcat ("1/", number, NULL);

      check_section (data, point, labels[i], number, path);
    }
}

/* A number printed by hand stays, and the automatic ones count on from it. */
static void
test_literal (void)
{
  static const struct
  {
    const char *style, *label, *printed, *number;
  } cases[] = {
    { "roman", NULL, "I.", "I" },      { "roman", "IV.", "IV.", "IV" },
    { "roman", NULL, "V.", "V" },      { "roman", "V -", "V -", "V" },
    { "roman", NULL, "VI.", "VI" },    { "roman", "**", "**", "**" },
    { "roman", NULL, "VII.", "VII" },  { "arabic", "(1)", "(1)", "1" },
    { "arabic", NULL, "2.", "2" },     { "arabic", "07/", "07/", "07" },
    { "arabic", NULL, "8.", "8" },     { "letter", "đ)", "đ)", "đ" },
    { "letter", NULL, "e)", "e" },     { "part", "PHẦN III", "PHẦN III", "III" },
    { "part", NULL, "Phần IV", "IV" }, { "decimal", "1.4 ", "1.4 ", "1.4" },
    { "decimal", NULL, "5.", "5" },    { "none", "A.", "A.", "A" },
  };
  g_autoptr (TdPlanData) data = td_plan_data_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TdSectionRow *section = add_section (data, 0, cases[i].style, cases[i].label);

      check_section (data, section, cases[i].printed, cases[i].number, cases[i].number);
    }
}

/* After a move the numbers follow the positions. */
static void
test_renumber (void)
{
  g_autoptr (TdPlanData) data = td_plan_data_new ();
  TdSectionRow *a = add_section (data, 0, "roman", NULL);
  TdSectionRow *b = add_section (data, 0, "roman", NULL);

  check_section (data, a, "I.", "I", "I");
  b->position = a->position - 1;
  check_section (data, a, "II.", "II", "II");
  check_section (data, b, "I.", "I", "I");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/plan-data/add", test_add);
  g_test_add_func ("/model/plan-data/real-ids", test_real_ids);
  g_test_add_func ("/model/plan-data/copy", test_copy);
  g_test_add_func ("/model/plan-data/sort", test_sort);
  g_test_add_func ("/model/plan-data/loop", test_loop);
  g_test_add_func ("/model/plan-data/children", test_children);
  g_test_add_func ("/model/plan-data/rule/nd30-I-V.6b", test_numbers);
  g_test_add_func ("/model/plan-data/letters", test_letters);
  g_test_add_func ("/model/plan-data/literal", test_literal);
  g_test_add_func ("/model/plan-data/renumber", test_renumber);

  return g_test_run ();
}
