/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Next year's plan, and what differs between two plans. */
#include <string.h>

#include "td-import.h"
#include "td-plan-compare.h"
#include "td-plan-roll.h"
#include "td-year-shift.h"

typedef struct
{
  const char *before;
  const char *after;
} Case;

/* A plan of 2024 becomes one of 2025. */
static const Case year_cases[] = {
  { "Công tác cải cách hành chính năm 2024", "Công tác cải cách hành chính năm 2025" },
  { "NHIỆM VỤ NĂM 2024", "NHIỆM VỤ NĂM 2025" },
  { "Kế hoạch CCHC 2024", "Kế hoạch CCHC 2025" },
  { "Quý II/2024", "Quý II/2025" },
  { "quý IV năm 2024", "quý IV năm 2025" },
  { "Quý 3/2024", "Quý 3/2025" },
  { "Tháng 02/2024", "Tháng 02/2025" },
  { "tháng 6/2024 và tháng 11/2024", "tháng 6/2025 và tháng 11/2025" },
  { "tháng 9 năm 2024", "tháng 9 năm 2025" },
  { "trước ngày 20/3/2024", "trước ngày 20/3/2025" },
  { "trước ngày 29/02/2024", "trước ngày 28/02/2025" },
  { "ngày 29 tháng 02 năm 2024", "ngày 28 tháng 02 năm 2025" },
  { "Từ ngày 15/12/2023 đến ngày 14/6/2024", "Từ ngày 15/12/2024 đến ngày 14/6/2025" },
  { "năm học 2023-2024", "năm học 2024-2025" },
  { "năm học 2024 - 2025", "năm học 2025 - 2026" },
  { "tăng so với năm 2023", "tăng so với năm 2024" },
  { "kết quả năm 2023 và phương hướng năm 2024", "kết quả năm 2024 và phương hướng năm 2025" },
  { "báo cáo năm gửi trước ngày 15/01/2025", "báo cáo năm gửi trước ngày 15/01/2026" },
  { "Cả năm 2024", "Cả năm 2025" },
  { "Trong năm 2024; chậm nhất 31/12/2024", "Trong năm 2025; chậm nhất 31/12/2025" },
  /* spans and aims stay */
  { "giai đoạn 2021-2025", "giai đoạn 2021-2025" },
  { "giai đoạn 2021 – 2030", "giai đoạn 2021 – 2030" },
  { "đến năm 2030, tầm nhìn đến năm 2045", "đến năm 2030, tầm nhìn đến năm 2045" },
  { "định hướng đến năm 2025", "định hướng đến năm 2025" },
  { "giảm 20% so với năm 2015", "giảm 20% so với năm 2015" },
  { "nhiệm kỳ 2020 - 2025", "nhiệm kỳ 2020 - 2025" },
  /* documents keep their dates and titles */
  { "theo Quyết định số 12/QĐ-UBND ngày 05/01/2024 của UBND tỉnh",
    "theo Quyết định số 12/QĐ-UBND ngày 05/01/2024 của UBND tỉnh" },
  { "Nghị định số 11/2024/NĐ-CP ngày 02 tháng 02 năm 2024 của Chính phủ",
    "Nghị định số 11/2024/NĐ-CP ngày 02 tháng 02 năm 2024 của Chính phủ" },
  { "Căn cứ Kế hoạch số 812/KH-UBND ngày 20/12/2023 của UBND tỉnh về CCHC năm 2024; Sở xây dựng Kế "
    "hoạch năm 2024",
    "Căn cứ Kế hoạch số 812/KH-UBND ngày 20/12/2023 của UBND tỉnh về CCHC năm 2024; Sở xây dựng Kế "
    "hoạch năm 2025" },
  { "Kế hoạch CCHC của tỉnh năm 2024 ban hành kèm theo Quyết định số 9/QĐ-UBND ngày 03/01/2024",
    "Kế hoạch CCHC của tỉnh năm 2024 ban hành kèm theo Quyết định số 9/QĐ-UBND ngày 03/01/2024" },
  { "Luật Giáo dục 2019", "Luật Giáo dục 2019" },
  /* no years */
  { "2.024 hồ sơ, gọi số 1022", "2.024 hồ sơ, gọi số 1022" },
  { "tiêu chuẩn ISO 9001:2015", "tiêu chuẩn ISO 9001:2015" },
  { "Thường xuyên", "Thường xuyên" },
};

static void
test_years (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (year_cases); i++)
    {
      g_autofree char *after = td_year_shift_text (year_cases[i].before, 2024, 2025, NULL);

      g_assert_cmpstr (after, ==, year_cases[i].after);
    }
}

static void
test_several_years (void)
{
  g_autofree char *two = td_year_shift_text ("năm 2024, so với năm 2023", 2024, 2026, NULL);
  g_autofree char *back = td_year_shift_text ("Quý I/2024", 2024, 2023, NULL);
  g_autofree char *leap = td_year_shift_date ("2024-02-29", 1);
  g_autofree char *none = td_year_shift_date (NULL, 1);

  g_assert_cmpstr (two, ==, "năm 2026, so với năm 2025");
  g_assert_cmpstr (back, ==, "Quý I/2023");
  g_assert_cmpstr (leap, ==, "2025-02-28");
  g_assert_null (none);
}

static void
test_fates (void)
{
  g_autoptr (GPtrArray) changes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_year_change_free);
  g_autofree char *after = td_year_shift_text ("Trong năm 2024 thực hiện Quyết định số 12/QĐ-UBND "
                                               "ngày 05/01/2024; giai đoạn 2021-2023; từ năm 2015.",
                                               2024, 2025, changes);
  const TdYearFate fates[] = { TD_YEAR_SHIFTED, TD_YEAR_REFERENCE, TD_YEAR_PERIOD, TD_YEAR_OLD };

  g_assert_nonnull (after);
  g_assert_cmpuint (changes->len, ==, G_N_ELEMENTS (fates));
  for (guint i = 0; i < changes->len; i++)
    g_assert_cmpint (((TdYearChange *) g_ptr_array_index (changes, i))->fate, ==, fates[i]);
  g_assert_cmpstr (((TdYearChange *) g_ptr_array_index (changes, 0))->before, ==, "năm 2024");
  g_assert_cmpstr (((TdYearChange *) g_ptr_array_index (changes, 0))->after, ==, "năm 2025");
}

static TdPlanData *
load (const char *layout, const char *old, const char *new)
{
  g_autofree char *name = g_strconcat (layout, ".txt", NULL);
  g_autofree char *path = g_build_filename (TD_TEST_ROOT, "tests", "fixtures", "check", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *source = NULL;
  g_autofree char *changed = NULL;
  g_autoptr (GBytes) bytes = NULL;
  TdPlanData *data;

  g_file_get_contents (path, &source, NULL, &error);
  g_assert_no_error (error);
  if (old != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (source, old, 2);

      g_assert_cmpuint (g_strv_length (parts), ==, 2);
      changed = g_strconcat (parts[0], new, parts[1], NULL);
    }
  bytes =
      g_bytes_new (changed != NULL ? changed : source, strlen (changed != NULL ? changed : source));
  data = td_import_plan (bytes, name, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  td_plan_data_sort (data);

  return data;
}

static GPtrArray *
new_changes (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) td_roll_change_free);
}

static guint
count_changes (GPtrArray *changes, TdRollChangeType type)
{
  guint n = 0;

  for (guint i = 0; i < changes->len; i++)
    n += ((TdRollChange *) g_ptr_array_index (changes, i))->type == type;

  return n;
}

static TdTaskRow *
find_task (TdPlanData *data, const char *words)
{
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_TASK); i++)
    {
      TdTaskRow *task = td_plan_data_nth (data, TD_KIND_TASK, i);

      if (strstr (task->content, words) != NULL)
        return task;
    }

  return NULL;
}

/* Header, words and meaning of a plan nobody reported on */
static void
test_roll (void)
{
  g_autoptr (TdPlanData) data = load ("annex", NULL, NULL);
  g_autoptr (GPtrArray) changes = new_changes ();
  const TdRollOptions options = { .year = 2025 };
  g_autoptr (TdPlanData) next = td_plan_roll (data, &options, NULL, changes);
  const TdTaskRow *task = find_task (next, "quy chế tiếp công dân");

  g_assert_cmpint (next->plan->year, ==, 2025);
  g_assert_null (next->plan->number);
  g_assert_null (next->plan->issued_date);
  g_assert_null (next->plan->annex_reference);
  g_assert_nonnull (strstr (next->plan->title, "năm 2025"));
  g_assert_nonnull (strstr (next->plan->annex_title, "2025"));
  g_assert_cmpuint (td_plan_data_count (next, TD_KIND_TASK), ==, 7);
  g_assert_cmpstr (task->deadline_text, ==, "Quý I/2025");
  g_assert_cmpstr (task->deadline_end, ==, "2025-03-31");
  g_assert_cmpuint (count_changes (changes, TD_ROLL_BASIS), ==,
                    td_plan_data_count (data, TD_KIND_LEGAL_BASIS));
  g_assert_cmpuint (count_changes (changes, TD_ROLL_REFERENCE), >=, 3);
  g_assert_cmpuint (count_changes (changes, TD_ROLL_TASK_DROPPED), ==, 0);
  g_assert_cmpuint (count_changes (changes, TD_ROLL_TASK_UNFINISHED), ==, 0);
  /* the plan it was made from is as it was */
  g_assert_cmpint (data->plan->year, ==, 2024);
  g_assert_cmpstr (find_task (data, "quy chế tiếp công dân")->deadline_text, ==, "Quý I/2024");
}

/* Finished one-off tasks stay behind, unfinished ones are offered, regular ones go along. */
static void
test_roll_tasks (void)
{
  g_autoptr (TdPlanData) data = load ("annex", NULL, NULL);
  g_autoptr (GPtrArray) changes = new_changes ();
  g_autoptr (GPtrArray) others = new_changes ();
  TdRollOptions options = { .year = 2025 };
  g_autoptr (TdPlanData) next = NULL;
  g_autoptr (TdPlanData) all = NULL;

  find_task (data, "quy chế tiếp công dân")->done_date = g_strdup ("2024-03-20");
  find_task (data, "Công khai kết quả")->progress = 100;
  next = td_plan_roll (data, &options, NULL, changes);
  g_assert_cmpuint (td_plan_data_count (next, TD_KIND_TASK), ==, 6);
  g_assert_null (find_task (next, "quy chế tiếp công dân"));
  g_assert_nonnull (find_task (next, "Công khai kết quả"));
  g_assert_cmpint (find_task (next, "Công khai kết quả")->progress, ==, 0);
  g_assert_cmpuint (count_changes (changes, TD_ROLL_TASK_DROPPED), ==, 1);
  g_assert_cmpuint (count_changes (changes, TD_ROLL_TASK_UNFINISHED), >, 0);
  g_assert_cmpstr (((TdTaskRow *) td_plan_data_nth (next, TD_KIND_TASK, 0))->number, ==, "1");
  g_assert_cmpstr (((TdTaskRow *) td_plan_data_nth (next, TD_KIND_TASK, 5))->number, ==, "6");
  g_assert_cmpuint (count_changes (changes, TD_ROLL_NUMBER), ==, 6);

  options.keep_done = TRUE;
  all = td_plan_roll (data, &options, NULL, others);
  g_assert_cmpuint (td_plan_data_count (all, TD_KIND_TASK), ==, 7);
  g_assert_cmpuint (count_changes (others, TD_ROLL_TASK_DROPPED), ==, 0);
}

/* Each task may be chosen for itself, and what was reported elsewhere counts as done. */
static void
test_roll_choices (void)
{
  g_autoptr (TdPlanData) data = load ("annex", NULL, NULL);
  g_autoptr (GPtrArray) changes = new_changes ();
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (TdPlanData) next = NULL;
  g_autoptr (GHashTable) done = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) choices = NULL;
  TdTaskRow *rule = find_task (data, "quy chế tiếp công dân");
  TdTaskRow *results = find_task (data, "Công khai kết quả");
  TdTaskRow *survey = find_task (data, "Khảo sát ý kiến");
  TdRollOptions options = { .year = 2025, .done = done };

  g_hash_table_add (done, &rule->row.id);
  g_hash_table_add (done, &survey->row.id);
  choices = td_roll_choose (td_roll_choose (NULL, rule->row.id, TRUE), results->row.id, FALSE);
  options.choices = choices;

  tasks = td_plan_roll_tasks (data, &options);
  g_assert_cmpuint (tasks->len, ==, 7);
  for (guint i = 0; i < tasks->len; i++)
    {
      const TdRollTask *task = g_ptr_array_index (tasks, i);

      if (task->id == rule->row.id)
        {
          g_assert_true (task->done);
          g_assert_cmpint (task->fate, ==, TD_ROLL_GOES_ALONG);
          g_assert_cmpstr (task->deadline, ==, "Quý I/2024");
          g_assert_cmpstr (task->deadline_after, ==, "Quý I/2025");
        }
      if (task->id == results->row.id)
        g_assert_cmpint (task->fate, ==, TD_ROLL_STAYS);
    }
  next = td_plan_roll (data, &options, NULL, changes);
  g_assert_nonnull (find_task (next, "quy chế tiếp công dân"));
  g_assert_null (find_task (next, "Công khai kết quả"));
  g_assert_null (find_task (next, "Khảo sát ý kiến"));
  g_assert_cmpuint (count_changes (changes, TD_ROLL_TASK_DROPPED), ==, 2);
}

/* An area whose tasks are all done goes, and the Roman numbers close up. */
static void
test_roll_groups (void)
{
  g_autoptr (TdPlanData) data = load ("annex", NULL, NULL);
  g_autoptr (GPtrArray) changes = new_changes ();
  const TdRollOptions options = { .year = 2025, .drop_unfinished = TRUE };
  g_autoptr (TdPlanData) next = NULL;
  const TdPlanGroupRow *group;

  find_task (data, "quy chế tiếp công dân")->done_date = g_strdup ("2024-03-20");
  find_task (data, "Rà soát văn bản")->done_date = g_strdup ("2024-06-20");
  g_free (find_task (data, "Rà soát văn bản")->product_text);
  find_task (data, "Rà soát văn bản")->product_text = g_strdup ("Danh mục");
  next = td_plan_roll (data, &options, NULL, changes);
  group = td_plan_data_nth (next, TD_KIND_PLAN_GROUP, 0);
  g_assert_cmpstr (group->label, ==, "I");
  g_assert_cmpstr (group->title, ==, "Cải cách thủ tục hành chính");
}

static void
test_roll_units (void)
{
  g_autoptr (TdPlanData) data = load ("annex", NULL, NULL);
  g_autoptr (GPtrArray) changes = new_changes ();
  g_autoptr (GPtrArray) units = g_ptr_array_new ();
  const TdRollOptions options = { .year = 2025 };
  TdUnitRow *ended = td_row_new (TD_KIND_UNIT), *successor = td_row_new (TD_KIND_UNIT);
  TdUnitRow *gone = td_row_new (TD_KIND_UNIT);
  TdCheckOffice office = { units, NULL, NULL };
  g_autoptr (TdPlanData) next = NULL;
  g_autoptr (GPtrArray) leads = NULL;
  const TdTaskRow *task;

  ended->row.id = 1;
  ended->name = g_strdup ("Phòng Giáo dục Trung học");
  ended->valid_to = g_strdup ("2024-08-31");
  ended->successor_id = 2;
  successor->row.id = 2;
  successor->name = g_strdup ("Phòng Giáo dục Phổ thông");
  gone->row.id = 3;
  gone->name = g_strdup ("Thanh tra Sở");
  gone->valid_to = g_strdup ("2024-12-31");
  g_ptr_array_add (units, ended);
  g_ptr_array_add (units, successor);
  g_ptr_array_add (units, gone);
  next = td_plan_roll (data, &options, &office, changes);
  task = find_task (next, "tuyển sinh đầu cấp");
  leads = td_plan_data_task_units (next, task->row.id, "lead");
  g_assert_cmpstr (task->lead_text, ==, "Phòng Giáo dục Phổ thông");
  g_assert_cmpuint (leads->len, ==, 1);
  g_assert_cmpstr (((TdTaskUnitRow *) g_ptr_array_index (leads, 0))->text, ==,
                   "Phòng Giáo dục Phổ thông");
  g_assert_cmpuint (count_changes (changes, TD_ROLL_UNIT), ==, 1);
  g_assert_cmpuint (count_changes (changes, TD_ROLL_UNIT_GONE), ==, 1);
  for (guint i = 0; i < units->len; i++)
    td_row_free (TD_KIND_UNIT, g_ptr_array_index (units, i));
}

typedef struct
{
  const char *old;
  const char *new;
  TdDifferenceType type;
  TdKind kind;
  const char *field;
  const char *place;
} DifferenceCase;

static const DifferenceCase difference_cases[] = {
  { "Bình Minh\n\nCăn cứ", "Bình Minh và các trường\n\nCăn cứ", TD_DIFFERENCE_CHANGED, TD_KIND_PLAN,
    "title", "header" },
  { "thời hạn và sản phẩm rõ ràng", "thời hạn rõ ràng", TD_DIFFERENCE_CHANGED, TD_KIND_BLOCK,
    "text", "I/2" },
  { "- Việc kiểm tra", "- Phụ huynh được góp ý qua hộp thư của ngành.\n- Việc kiểm tra",
    TD_DIFFERENCE_ADDED, TD_KIND_BLOCK, NULL, "I/2" },
  { "- Việc kiểm tra được thực hiện thường xuyên trong năm.\n", "", TD_DIFFERENCE_DROPPED,
    TD_KIND_BLOCK, NULL, "I/2" },
  { "2. Yêu cầu", "2. Yêu cầu chung", TD_DIFFERENCE_CHANGED, TD_KIND_SECTION, "title", "I/2" },
  { "Quý III/2024", "Quý IV/2024", TD_DIFFERENCE_CHANGED, TD_KIND_TASK, "deadline_text",
    "annex/II/4" },
  { "Phiếu khảo sát", "Phiếu khảo sát và báo cáo", TD_DIFFERENCE_CHANGED, TD_KIND_TASK,
    "product_text", "annex/II/4" },
  { "- Các phòng thuộc Sở;\n- Các", "- Các phòng thuộc Sở;\n- Công đoàn ngành;\n- Các",
    TD_DIFFERENCE_ADDED, TD_KIND_RECIPIENT, NULL, "recipients" },
  { "Trần Thị Lan Anh", "Nguyễn Văn Bình", TD_DIFFERENCE_CHANGED, TD_KIND_SIGNATORY, "name",
    "signatory" },
  { "ngày 20 tháng 12 năm 2023", "ngày 22 tháng 12 năm 2023", TD_DIFFERENCE_CHANGED, TD_KIND_BLOCK,
    "text", "preamble" },
};

static void
test_compare (void)
{
  g_autoptr (TdPlanData) a = load ("annex", NULL, NULL);
  g_autoptr (GPtrArray) none = td_plan_compare (a, a);

  g_assert_cmpuint (none->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (difference_cases); i++)
    {
      const DifferenceCase *c = &difference_cases[i];
      g_autoptr (TdPlanData) b = load ("annex", c->old, c->new);
      g_autoptr (GPtrArray) differences = td_plan_compare (a, b);
      const TdDifference *found = NULL;

      for (guint d = 0; d < differences->len && found == NULL; d++)
        {
          const TdDifference *difference = g_ptr_array_index (differences, d);

          if (difference->kind == c->kind && difference->type == c->type)
            found = difference;
        }
      if (found == NULL)
        g_error ("no difference for “%s”", c->new);
      g_assert_cmpstr (found->field, ==, c->field);
      g_assert_cmpstr (found->place, ==, c->place);
      g_assert_cmpuint (differences->len, ==, 1);
    }
}

/* A task in another area is the same task. */
static void
test_moved (void)
{
  g_autoptr (TdPlanData) a = load ("annex", NULL, NULL);
  g_autoptr (TdPlanData) b = td_plan_data_copy (a);
  g_autoptr (GPtrArray) differences = NULL;
  TdTaskRow *task = find_task (b, "Công khai kết quả");

  task->group_id = ((TdPlanGroupRow *) td_plan_data_nth (b, TD_KIND_PLAN_GROUP, 2))->row.id;
  differences = td_plan_compare (a, b);
  g_assert_cmpuint (differences->len, ==, 1);
  g_assert_cmpint (((TdDifference *) g_ptr_array_index (differences, 0))->type, ==,
                   TD_DIFFERENCE_MOVED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan-review/years", test_years);
  g_test_add_func ("/plan-review/several-years", test_several_years);
  g_test_add_func ("/plan-review/fates", test_fates);
  g_test_add_func ("/plan-review/roll", test_roll);
  g_test_add_func ("/plan-review/roll-tasks", test_roll_tasks);
  g_test_add_func ("/plan-review/roll-choices", test_roll_choices);
  g_test_add_func ("/plan-review/roll-groups", test_roll_groups);
  g_test_add_func ("/plan-review/roll-units", test_roll_units);
  g_test_add_func ("/plan-review/compare", test_compare);
  g_test_add_func ("/plan-review/moved", test_moved);

  return g_test_run ();
}
