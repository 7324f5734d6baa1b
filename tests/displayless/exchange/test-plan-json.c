/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <math.h>

#include "td-error.h"
#include "td-plan-fixture.h"

static const char *const small[] = {
  "= KẾ HOẠCH",
  "= Cải cách hành chính năm 2030",
  "Căn cứ Quyết định số 15/QĐ-UBND ngày 10/01/2030 của UBND tỉnh;",
  "* I. CHỈ TIÊU",
  "- Tối thiểu 90% hồ sơ đúng hạn.",
  "* II. NHIỆM VỤ",
  "* 1. Cải cách thể chế",
  "a) Rà soát văn bản.",
  "{",
  "|Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.|<*>GIÁM ĐỐC\n\nNguyễn Văn An",
  "}",
  "= PHỤ LỤC",
  "[",
  "|STT|Nhiệm vụ|Sản phẩm|Đơn vị chủ trì|Thời gian hoàn thành",
  "|I|<4><*>Cải cách thể chế",
  "|1|Rà soát văn bản|- Kế hoạch\n- Báo cáo|Văn phòng Sở|Quý I/2030",
  "||Tập huấn nghiệp vụ|Tài liệu|Thanh tra Sở|Thường xuyên",
  "]",
  NULL,
};

static TdPlanData *
read_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return td_plan_json_read (bytes, "plan.json", error);
}

/* plan -> JSON -> plan loses nothing. */
static void
test_round_trip (void)
{
  g_autoptr (TdPlanData) data = td_fixture_plan (small);
  g_autofree char *json = td_plan_json_write (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (TdPlanData) again = read_text (json, &error);

  g_assert_no_error (error);
  g_assert_true (td_row_equal (TD_KIND_PLAN, data->plan, again->plan));
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      if (kind == TD_KIND_PLAN || data->rows[kind] == NULL)
        continue;
      g_assert_cmpuint (td_plan_data_count (again, kind), ==, td_plan_data_count (data, kind));
      for (guint i = 0; i < td_plan_data_count (data, kind); i++)
        g_assert_true (td_row_equal (kind, td_plan_data_nth (data, kind, i),
                                     td_plan_data_nth (again, kind, i)));
    }

  g_autofree char *twice = td_plan_json_write (again);
  g_assert_cmpstr (twice, ==, json);
}

/* Without "rows" the readable keys make a plan of the same meaning. */
static void
test_keys_alone (void)
{
  g_autoptr (TdPlanData) data = td_fixture_plan (small);
  g_autofree char *json = td_plan_json_write (data);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (json_parser_load_from_data (parser, json, -1, &error));
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));
  json_object_remove_member (root, "rows");
  g_autofree char *keys = json_to_string (json_parser_get_root (parser), FALSE);
  g_autoptr (TdPlanData) again = read_text (keys, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (again->plan->title, ==, data->plan->title);
  g_assert_cmpint (again->plan->year, ==, 2030);
  g_assert_cmpuint (td_plan_data_count (again, TD_KIND_SECTION), ==, 3);
  g_assert_cmpuint (td_plan_data_count (again, TD_KIND_TASK), ==, 2);
  g_assert_cmpuint (td_plan_data_count (again, TD_KIND_PLAN_GROUP), ==, 1);
  g_assert_cmpuint (td_plan_data_count (again, TD_KIND_TASK_PRODUCT), ==, 3);
  g_assert_cmpuint (td_plan_data_count (again, TD_KIND_TARGET), ==, 1);
  g_assert_cmpuint (td_plan_data_count (again, TD_KIND_RECIPIENT), ==, 2);

  const TdSectionRow *inner = td_plan_data_nth (again, TD_KIND_SECTION, 2);
  g_autofree char *path = td_plan_data_section_path (again, inner);
  g_assert_cmpstr (path, ==, "II/1");
  const TdTargetRow *target = td_plan_data_nth (again, TD_KIND_TARGET, 0);
  g_assert_cmpfloat (target->value, ==, 90);
  const TdLegalBasisRow *basis = td_plan_data_nth (again, TD_KIND_LEGAL_BASIS, 0);
  g_assert_cmpint (basis->block_id, !=, 0);
}

static void
test_member_names (void)
{
  static const char *const names[] = {
    "schema",       "header",  "preamble",   "legal_bases", "sections",         "targets",
    "tasks",        "annex",   "recipients", "signatory",   "reporting_regime", "dated_duties",
    "status_facts", "closing", "footnotes",  "rows"
  };
  g_autoptr (TdPlanData) data = td_fixture_plan (small);
  g_autofree char *json = td_plan_json_write (data);
  g_autoptr (JsonParser) parser = json_parser_new ();

  g_assert_true (json_parser_load_from_data (parser, json, -1, NULL));
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (json_object_has_member (root, names[i]));
  g_assert_cmpstr (json_object_get_string_member (root, "schema"), ==, "tiendo-plan/1");
}

static const struct
{
  const char *name;
  const char *text;
  int code;
} hostile[] = {
  { "empty", "", TD_ERROR_BAD_INPUT },
  { "broken", "{\"header\": {", TD_ERROR_BAD_INPUT },
  { "not-utf8", "{\"header\": \"\xff\xfe\"}", TD_ERROR_BAD_INPUT },
  { "list", "[1, 2]", TD_ERROR_BAD_INPUT },
  { "other-schema", "{\"schema\": \"tiendo-report/1\", \"rows\": {}}", TD_ERROR_BAD_INPUT },
  { "newer", "{\"schema\": \"tiendo-plan/2\", \"rows\": {}}", TD_ERROR_NEWER },
  { "nothing", "{\"a\": 1}", TD_ERROR_BAD_INPUT },
  { "rows-no-list", "{\"rows\": {\"task\": 5}}", TD_ERROR_BAD_INPUT },
  { "row-no-object", "{\"rows\": {\"task\": [5]}}", TD_ERROR_BAD_INPUT },
  { "field-kind", "{\"rows\": {\"task\": [{\"content\": [1]}]}}", TD_ERROR_BAD_INPUT },
  { "field-type", "{\"rows\": {\"task\": [{\"content\": 7}]}}", TD_ERROR_BAD_INPUT },
  { "cycle",
    "{\"rows\": {\"section\": [{\"id\": 1, \"parent_id\": 2}, {\"id\": 2, \"parent_id\": 1}]}}",
    TD_ERROR_BAD_INPUT },
  { "level", "{\"sections\": [{\"level\": 99, \"title\": \"x\"}]}", TD_ERROR_BAD_INPUT },
};

static void
test_hostile (gconstpointer n)
{
  guint i = GPOINTER_TO_UINT (n);
  g_autoptr (GError) error = NULL;
  g_autoptr (TdPlanData) data = read_text (hostile[i].text, &error);

  g_assert_null (data);
  g_assert_error (error, TD_ERROR, hostile[i].code);
}

static void
test_depth (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append_c (text, '[');
  g_autoptr (TdPlanData) data = read_text (text->str, &error);
  g_assert_null (data);
  g_assert_error (error, TD_ERROR, TD_ERROR_BAD_INPUT);
}

/* Values of the wrong kind among the readable keys count as absent. */
static void
test_odd_keys (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdPlanData) data =
      read_text ("{\"header\": [], \"tasks\": [null, 3, {\"content\": \"Việc\", \"products\": "
                 "\"x\", \"start\": \"nay\"}],"
                 " \"recipients\": {}, \"legal_bases\": [[]], \"targets\": [{\"text\": \"a\", "
                 "\"value\": \"b\"}], \"sections\": null}",
                 &error);

  g_assert_no_error (error);
  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_TASK), ==, 1);
  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_TARGET), ==, 1);
}

/* A reference to a row that is not there is no reference. */
static void
test_dangling (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdPlanData) data = read_text (
      "{\"rows\": {\"task\": [{\"id\": 4, \"group_id\": 77, \"content\": \"Việc\"}]}}", &error);

  g_assert_no_error (error);
  g_assert_cmpint (((TdTaskRow *) td_plan_data_nth (data, TD_KIND_TASK, 0))->group_id, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan-json/round-trip", test_round_trip);
  g_test_add_func ("/plan-json/keys-alone", test_keys_alone);
  g_test_add_func ("/plan-json/member-names", test_member_names);
  g_test_add_func ("/plan-json/depth", test_depth);
  g_test_add_func ("/plan-json/odd-keys", test_odd_keys);
  g_test_add_func ("/plan-json/dangling", test_dangling);
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *path = g_strdup_printf ("/plan-json/hostile/%s", hostile[i].name);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_hostile);
    }

  return g_test_run ();
}
