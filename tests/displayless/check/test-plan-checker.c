/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a finding says of itself, and the register of units. The rules themselves are tested one by
 * one in test-check-faults.c. */
#include "check-fixture.h"

static TdRuleSet *rules;

static const TdFinding *
find (GPtrArray *findings, const char *rule)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const TdFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->rule, rule))
        return finding;
    }
  g_error ("no finding of %s", rule);
}

/* A plan with some of its words changed: old, new, old, new ... NULL */
static TdPlanData *
read_with (const char *layout, const char *const *changes)
{
  g_autofree char *source = check_fixture_load (layout);

  for (; *changes != NULL; changes += 2)
    {
      g_auto (GStrv) parts = g_strsplit (source, changes[0], 2);

      g_assert_cmpuint (g_strv_length (parts), ==, 2);
      g_free (source);
      source = g_strconcat (parts[0], changes[1], parts[1], NULL);
    }

  return check_fixture_read (source);
}

static TdPlanData *
read_changed (const char *layout, const char *old, const char *new)
{
  return read_with (layout, (const char *const[]){ old, new, NULL });
}

/* Place, words and correction of one finding */
static void
test_finding (void)
{
  g_autoptr (TdPlanData) data =
      read_changed ("annex.txt", "phục vụ người dân", "phục vụ vụ người dân");
  g_autoptr (GPtrArray) findings = td_plan_checker_run (data, NULL, rules);
  const TdFinding *finding = find (findings, "repeated-word");
  const TdBlockRow *block = td_plan_data_get (data, TD_KIND_BLOCK, finding->id);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpint (finding->kind, ==, TD_KIND_BLOCK);
  g_assert_cmpstr (finding->place, ==, "I/1");
  g_assert_cmpstr (finding->text, ==, "vụ vụ");
  g_assert_cmpstr (finding->field, ==, "text");
  g_assert_cmpstr (finding->fix, ==, "vụ");
  g_autofree char *words =
      g_utf8_substring (block->text, finding->start, finding->start + finding->length);
  g_assert_cmpstr (words, ==, "vụ vụ");
  g_assert_cmpstr (td_severity_nick (finding->severity), ==, "warning");
}

/* What looks like a slip and is none */
static void
test_right (void)
{
  static const char *const sentences[] = {
    "Xây dựng quy chế chi tiêu nội bộ; cử viên chức tham gia khóa học.",
    "Phát huy truyền thống của ngành, tránh chủ quan; không để người dân xếp hàng.",
    "Họp vào thứ tư của tuần thứ hai hằng tháng; tiếp nhận lúc 7 giờ 30.",
    "Phối hợp với các xã thuộc tỉnh Đắk Lắk và Phường An Phú, xã Thống Nhất.",
    "Thông báo về việc lưu trú của học sinh, phân bố dân cư và hội thao của ngành.",
    "Đăng tin trên báo Nhân Dân, báo Giáo dục và Thời đại.",
    "Toàn ngành có 28 trường, gồm 12 trường mầm non, 16 trường tiểu học; 3 xã chưa có trường.",
    "Báo cáo Thứ trưởng phụ trách khi có yêu cầu.",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autoptr (TdPlanData) data = read_changed (
          "bullets.txt", "Hợp nhất các văn bản đã được sửa đổi nhiều lần.", sentences[i]);
      g_autoptr (GPtrArray) findings = td_plan_checker_run (data, NULL, rules);

      if (findings->len > 0)
        {
          const TdFinding *finding = g_ptr_array_index (findings, 0);

          g_error ("%s: %s (%s)", sentences[i], finding->rule, finding->message);
        }
    }
}

/* A habit of the author is one finding that names all its places. */
static void
test_gathered (void)
{
  g_autoptr (TdPlanData) data = read_with (
      "bullets.txt", (const char *const[]){ "Hợp nhất các văn bản", "Cập nhật HTTTQL khi hợp nhất",
                                            "Kết nối phần mềm", "Kết nối CSDLN, phần mềm", NULL });
  g_autoptr (GPtrArray) findings = td_plan_checker_run (data, NULL, rules);
  const TdFinding *finding = find (findings, "abbreviation");

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (finding->text, ==, "HTTTQL; CSDLN");
  g_assert_nonnull (strstr (finding->message, "CSDLN (II/3)"));
}

/* One slip between two right numbers is one finding. */
static void
test_one_slip (void)
{
  g_autoptr (TdPlanData) data = read_changed ("annex.txt", "| 2 | Rà soát", "| 1 | Rà soát");
  g_autoptr (GPtrArray) findings = td_plan_checker_run (data, NULL, rules);

  g_assert_cmpuint (findings->len, ==, 1);
  find (findings, "task-number-repeated");
}

static void
test_annex_place (void)
{
  g_autoptr (TdPlanData) data = read_changed ("annex.txt", "Tháng 5/2024", "");
  g_autoptr (GPtrArray) findings = td_plan_checker_run (data, NULL, rules);

  g_assert_cmpstr (find (findings, "task-without-deadline")->place, ==, "annex/II/3");
}

/* Findings stand in the order of the document. */
static void
test_order (void)
{
  g_autoptr (TdPlanData) data = read_changed ("annex.txt", "Tháng 10/2024", "");
  TdBlockRow *block = td_plan_data_nth (data, TD_KIND_BLOCK, 2);
  g_autoptr (GPtrArray) findings = NULL;

  td_row_set_text (block, td_kind_find_field (td_kind_spec (TD_KIND_BLOCK), "text"),
                   "xử lý xử lý hồ sơ");
  findings = td_plan_checker_run (data, NULL, rules);
  for (guint i = 1; i < findings->len; i++)
    g_assert_cmpuint (((TdFinding *) g_ptr_array_index (findings, i - 1))->order, <=,
                      ((TdFinding *) g_ptr_array_index (findings, i))->order);
  g_assert_cmpstr (((TdFinding *) g_ptr_array_index (findings, findings->len - 1))->place, ==,
                   "annex/III/7");
}

/* A unit that ended before the plan's date is told with its successor. */
static void
test_register (void)
{
  g_autofree char *source = check_fixture_load ("annex.txt");
  g_autoptr (TdPlanData) data = check_fixture_read (source);
  GPtrArray *units = check_fixture_units ();
  TdCheckOffice office = { units, NULL, NULL };
  TdUnitRow *ended = g_ptr_array_index (units, 2);
  g_autoptr (GPtrArray) findings = NULL;

  ended->valid_to = g_strdup ("2023-12-31");
  ended->successor_id = 4;
  findings = td_plan_checker_run (data, &office, rules);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (find (findings, "unit-ended")->text, ==, "Phòng Giáo dục Trung học");
  g_assert_nonnull (strstr (find (findings, "unit-ended")->message, "Phòng Giáo dục Tiểu học"));
  check_fixture_free_units (units);
}

/* On its last day a unit still exists; a unit to come does not yet. */
static void
test_register_days (void)
{
  g_autofree char *source = check_fixture_load ("annex.txt");
  g_autoptr (TdPlanData) data = check_fixture_read (source);
  GPtrArray *units = check_fixture_units ();
  TdCheckOffice office = { units, NULL, NULL };
  g_autoptr (GPtrArray) last_day = NULL;
  g_autoptr (GPtrArray) too_early = NULL;

  ((TdUnitRow *) g_ptr_array_index (units, 2))->valid_to = g_strdup ("2024-01-15");
  last_day = td_plan_checker_run (data, &office, rules);
  g_assert_cmpuint (last_day->len, ==, 0);
  ((TdUnitRow *) g_ptr_array_index (units, 3))->valid_from = g_strdup ("2024-07-01");
  too_early = td_plan_checker_run (data, &office, rules);
  g_assert_cmpstr (find (too_early, "unit-ended")->text, ==, "Phòng Giáo dục Tiểu học");
  check_fixture_free_units (units);
}

/* Nothing that a file can hold makes it crash. */
static void
test_hostile (void)
{
  g_autoptr (TdPlanData) data = td_plan_data_new ();
  TdSectionRow *section = td_plan_data_add (data, TD_KIND_SECTION);
  TdTaskUnitRow *unit = td_plan_data_add (data, TD_KIND_TASK_UNIT);
  g_autoptr (GPtrArray) findings = NULL;
  GString *text = g_string_new ("(1) ");

  for (guint i = 0; i < 20000; i++)
    g_string_append (text, i % 7 == 0 ? "12 hồ sơ, trong đó: " : "năm2023 theo theo 5% ( ");
  section->number_style = g_strdup ("letter");
  section->label = g_strdup ("…");
  unit->task_id = 77;
  for (guint i = 0; i < 20; i++)
    {
      TdBlockRow *block = td_plan_data_add (data, TD_KIND_BLOCK);

      block->section_id = i % 2 ? section->row.id : 999;
      block->kind = g_strdup (TD_BODY_BULLET);
      block->marker = g_strdup (i % 3 ? ")" : "");
      block->marker_style = g_strdup ("letter");
      block->text = i == 0 ? g_strdup (text->str) : g_strdup ("\xef\xbf\xbd / - Ð");
    }
  g_string_free (text, TRUE);
  findings = td_plan_checker_run (data, NULL, rules);
  g_assert_cmpuint (findings->len, >, 0);
  g_assert_cmpuint (findings->len, <=, 5000);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  rules = td_rule_set_load (&error);
  g_assert_no_error (error);
  g_test_add_func ("/plan-checker/right", test_right);
  g_test_add_func ("/plan-checker/gathered", test_gathered);
  g_test_add_func ("/plan-checker/one-slip", test_one_slip);
  g_test_add_func ("/plan-checker/finding", test_finding);
  g_test_add_func ("/plan-checker/annex-place", test_annex_place);
  g_test_add_func ("/plan-checker/order", test_order);
  g_test_add_func ("/plan-checker/register", test_register);
  g_test_add_func ("/plan-checker/register-days", test_register_days);
  g_test_add_func ("/plan-checker/hostile", test_hostile);
  result = g_test_run ();
  td_rule_set_free (rules);

  return result;
}
