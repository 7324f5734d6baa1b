/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-error.h"
#include "td-plan-fixture.h"

/* Layouts of single parts: annexes split and drawn in many ways, headers and signatures without
 * tables, numbering of every kind. */

static const char *
nth_content (const TdPlanData *data, guint n)
{
  const TdTaskRow *task = td_plan_data_nth (data, TD_KIND_TASK, n);

  return task != NULL ? task->content : NULL;
}

static char *
units_of (const TdPlanData *data, guint n, const char *role)
{
  const TdTaskRow *task = td_plan_data_nth (data, TD_KIND_TASK, n);
  g_autoptr (GPtrArray) units = td_plan_data_task_units (data, task->row.id, role);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < units->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? " | " : "",
                            ((TdTaskUnitRow *) units->pdata[i])->text);

  return g_string_free (all, FALSE);
}

#define BODY                                                                                       \
  "= KẾ HOẠCH", "= Cải cách hành chính năm 2030", "* I. NHIỆM VỤ", "- Theo phụ lục.",              \
      "= PHỤ LỤC I", "= DANH MỤC NHIỆM VỤ"

/* Every area is a table of its own, under its title. */
static void
test_tables_by_area (void)
{
  static const char *const lines[] = { BODY,
                                       "* I. Cải cách thể chế",
                                       "[",
                                       "|<*>TT|<*>Nhiệm vụ|<*>Sản phẩm|<*>Chủ trì|<*>Thời hạn",
                                       "|(1)|(2)|(3)|(4)|(5)",
                                       "|1|Rà soát văn bản|Danh mục|Văn phòng|Quý I",
                                       "]",
                                       "* II. Cải cách tài chính công",
                                       "[",
                                       "|<*>TT|<*>Nhiệm vụ|<*>Thời hạn|<*>Chủ trì|<*>Sản phẩm",
                                       "|1|Công khai dự toán|Quý II|Phòng KHTC|Báo cáo",
                                       "]",
                                       NULL };
  g_autoptr (TdPlanData) data = td_fixture_plan (lines);

  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_TASK), ==, 2);
  const TdTaskRow *second = td_plan_data_nth (data, TD_KIND_TASK, 1);
  const TdPlanGroupRow *group = td_plan_data_get (data, TD_KIND_PLAN_GROUP, second->group_id);
  g_assert_cmpstr (group->label, ==, "II.");
  g_assert_cmpstr (group->area_key, ==, "finance");
  g_assert_cmpstr (second->deadline_text, ==, "Quý II");
  g_assert_cmpstr (second->product_text, ==, "Báo cáo");
  g_assert_cmpstr (data->plan->annex_label, ==, "PHỤ LỤC I");
}

/* In the body, a table cut in two has its heading once. */
static void
test_split_table_in_body (void)
{
  static const char *const lines[] = { "= KẾ HOẠCH",
                                       "= Cải cách hành chính năm 2030",
                                       "* I. NHIỆM VỤ CỤ THỂ",
                                       "[",
                                       "|TT|Nhiệm vụ|Sản phẩm|Chủ trì|Thời hạn",
                                       "|1|Rà soát văn bản|Danh mục|Văn phòng|Quý I",
                                       "]",
                                       "",
                                       "[",
                                       "|2|Công khai dự toán|Báo cáo|Phòng KHTC|Quý II",
                                       "]",
                                       "Bảng kinh phí:",
                                       "[",
                                       "|1|Tập huấn|10|20|30",
                                       "]",
                                       NULL };
  g_autoptr (TdPlanData) data = td_fixture_plan (lines);

  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_TASK), ==, 2);
  g_assert_cmpstr (nth_content (data, 1), ==, "Công khai dự toán");
}

/* A unit that leads several tasks is one merged cell; a task with several products, too. */
static void
test_merged_cells (void)
{
  static const char *const lines[] = { BODY,
                                       "[",
                                       "|STT|Nhiệm vụ|Sản phẩm|Đơn vị chủ trì|Thời gian",
                                       "|1|Tuyên truyền|Bài viết|<^2>Văn phòng Sở|Quý I",
                                       "|2|Tập huấn|Tài liệu|<v>|Quý II",
                                       "|<^2>3|<^2>Kiểm tra|Kế hoạch|Thanh tra Sở|Quý III",
                                       "|<v>|<v>|Kết luận||",
                                       "]",
                                       NULL };
  g_autoptr (TdPlanData) data = td_fixture_plan (lines);
  g_autofree char *lead = NULL;

  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_TASK), ==, 3);
  lead = units_of (data, 1, "lead");
  g_assert_cmpstr (lead, ==, "Văn phòng Sở");
  const TdTaskRow *third = td_plan_data_nth (data, TD_KIND_TASK, 2);
  g_autoptr (GPtrArray) products = td_plan_data_task_products (data, third->row.id);
  g_assert_cmpuint (products->len, ==, 2);
}

/* Un-numbered rows: whole ones are tasks, the others go on from above. RULE plan/continuation-rows
 */
static void
test_unnumbered_rows (void)
{
  static const char *const lines[] = {
    BODY,
    "[",
    "|STT|Nhiệm vụ|Sản phẩm|Đơn vị chủ trì|Đơn vị phối hợp|Thời gian",
    "|1|Đánh giá công chức|Báo cáo (lồng ghép|Phòng TCCB|Các phòng|Trong",
    "|||trong báo cáo năm)|||năm 2030",
    "||Bồi dưỡng công chức|Kế hoạch|Phòng TCCB|Các phòng|Quý I",
    "|3|Tinh giản biên chế|Đề án|Phòng TCCB||",
    "]",
    NULL
  };
  g_autoptr (TdPlanData) data = td_fixture_plan (lines);

  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_TASK), ==, 3);
  const TdTaskRow *first = td_plan_data_nth (data, TD_KIND_TASK, 0);
  g_assert_cmpstr (first->product_text, ==, "Báo cáo (lồng ghép trong báo cáo năm)");
  g_assert_cmpstr (first->deadline_text, ==, "Trong năm 2030");
  g_assert_cmpstr (first->deadline_kind, ==, "year");
  const TdTaskRow *second = td_plan_data_nth (data, TD_KIND_TASK, 1);
  g_assert_null (second->number);
  g_assert_cmpstr (second->content, ==, "Bồi dưỡng công chức");
  g_assert_cmpuint (data->doubts->len, >=, 2); /* no number, and 3 after 1 */
}

/* A table with headings nobody knows is understood by its cells; one of figures is left alone. */
static void
test_guessed_columns (void)
{
  static const char *const lines[] = {
    BODY,
    "[",
    "|<*>A|<*>B|<*>C|<*>D|<*>E",
    "|1|Xây dựng kế hoạch năm và trình lãnh đạo Sở ký|Kế hoạch|Văn phòng Sở|Quý I/2030",
    "|2|Tổng hợp báo cáo kết quả gửi Sở Nội vụ theo quy định|Báo cáo|Thanh tra Sở|Quý II/2030",
    "]",
    "[",
    "|<*>TT|<*>Chỉ số|<*>Điểm tối đa|<*>Điểm đạt|<*>Tỷ lệ",
    "|1|Cải cách thể chế|10|9|90",
    "]",
    NULL
  };
  g_autoptr (TdPlanData) data = td_fixture_plan (lines);

  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_TASK), ==, 2);
  g_assert_cmpstr (nth_content (data, 1), ==,
                   "Tổng hợp báo cáo kết quả gửi Sở Nội vụ theo quy định");
  g_assert_cmpuint (data->doubts->len, ==, 1);
}

/* Header and signature as paragraphs with tabs, in plain letters. */
static void
test_paragraph_header (void)
{
  static const char *const lines[] = { "UBND TỈNH BÌNH MINH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                                       "SỞ GIÁO DỤC VÀ ĐÀO TẠO\tĐộc lập - Tự do - Hạnh phúc",
                                       "Số: 15/KH-SGDĐT\tBình Minh, ngày 08 tháng 01 năm 2030",
                                       "~ KẾ HOẠCH",
                                       "~ Cải cách hành chính năm 2030",
                                       "I. NHIỆM VỤ",
                                       "1. Cải cách thể chế",
                                       "- Rà soát văn bản.",
                                       "II. TỔ CHỨC THỰC HIỆN",
                                       "1. Văn phòng Sở",
                                       "- Phối hợp với các phòng chuyên môn tổng hợp báo cáo.",
                                       "Thời gian thực hiện: Trước ngày 20/02/2030./.",
                                       "Nơi nhận:\tQ. GIÁM ĐỐC",
                                       "- UBND tỉnh;",
                                       "- Lưu: VT, VP. ab",
                                       "\tPhạm Thị Lan",
                                       NULL };
  g_autoptr (TdPlanData) data = td_fixture_plan (lines);
  const TdPlanRow *plan = data->plan;

  g_assert_cmpstr (plan->parent_agency, ==, "UBND TỈNH BÌNH MINH");
  g_assert_cmpstr (plan->agency, ==, "SỞ GIÁO DỤC VÀ ĐÀO TẠO");
  g_assert_cmpstr (plan->number, ==, "15");
  g_assert_cmpstr (plan->issued_date, ==, "2030-01-08");
  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_SECTION), ==, 4);
  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_RECIPIENT), ==, 2);
  const TdRecipientRow *filing = td_plan_data_nth (data, TD_KIND_RECIPIENT, 1);
  g_assert_cmpstr (filing->text, ==, "Lưu: VT, VP");
  const TdSignatoryRow *signatory = td_plan_data_nth (data, TD_KIND_SIGNATORY, 0);
  g_assert_cmpstr (signatory->prefix, ==, "Q.");
  g_assert_cmpstr (signatory->title, ==, "GIÁM ĐỐC");
  g_assert_cmpstr (signatory->name, ==, "Phạm Thị Lan");
}

/* Without an annex the items of tasks and duties are the tasks. */
static void
test_bullet_tasks (void)
{
  static const char *const lines[] = { "= KẾ HOẠCH",
                                       "= Cải cách hành chính năm 2030",
                                       "* I. MỤC TIÊU",
                                       "• Tối thiểu 90% hồ sơ đúng hạn.",
                                       "* II. NHIỆM VỤ TRỌNG TÂM",
                                       "* 1. Cải cách thể chế",
                                       "• Rà soát văn bản.",
                                       "- Theo dõi thi hành.",
                                       "* III. TỔ CHỨC THỰC HIỆN",
                                       "* 1. Văn phòng Sở",
                                       "• Phối hợp với các phòng chuyên môn tổng hợp báo cáo.",
                                       "Thời gian thực hiện: Trước ngày 20/02/2030./.",
                                       NULL };
  g_autoptr (TdPlanData) data = td_fixture_plan (lines);
  g_autofree char *lead = NULL;
  g_autofree char *partners = NULL;

  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_TASK), ==, 3);
  const TdTaskRow *last = td_plan_data_nth (data, TD_KIND_TASK, 2);
  lead = units_of (data, 2, "lead");
  partners = units_of (data, 2, "coordinating");
  g_assert_cmpstr (lead, ==, "Văn phòng Sở");
  g_assert_cmpstr (partners, ==, "các phòng chuyên môn");
  g_assert_cmpstr (last->origin, ==, "section_bullet");
  g_assert_cmpstr (last->deadline_text, ==, "Trước ngày 20/02/2030");
  g_assert_cmpstr (last->deadline_kind, ==, "before_date");
  g_assert_true (last->deadline_exclusive);
}

static void
assert_paths (const TdPlanData *data, const char *expected)
{
  g_autoptr (GString) paths = g_string_new (NULL);

  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_SECTION); i++)
    {
      g_autofree char *path =
          td_plan_data_section_path (data, td_plan_data_nth (data, TD_KIND_SECTION, i));
      g_string_append_printf (paths, "%s%s", i > 0 ? " " : "", path);
    }
  g_assert_cmpstr (paths->str, ==, expected);
}

/* RULE plan/numbered-sentence */
static void
test_sentences_and_headings (void)
{
  static const char *const lines[] = {
    "# I. MỤC TIÊU",
    "1. Cải thiện môi trường giáo dục, nâng cao chất lượng phục vụ người dân và tổ chức trên địa "
    "bàn toàn tỉnh.",
    "## 2. Nâng cao hiệu quả cơ chế một cửa",
    "a) Rà soát thủ tục.",
    "b) Số hóa hồ sơ.",
    "3. Sắp xếp tổ chức bộ máy tinh gọn theo quy định của Chính phủ và hướng dẫn của Ủy ban nhân "
    "dân tỉnh.",
    "Nội dung chung của mục này.",
    "# II. KINH PHÍ",
    "Từ ngân sách.",
    NULL,
  };
  g_autoptr (TdPlanData) data = td_fixture_plan (lines);
  const TdSectionRow *first = td_plan_data_nth (data, TD_KIND_SECTION, 0);
  g_autoptr (GPtrArray) blocks = td_plan_data_section_blocks (data, first->row.id);

  assert_paths (data, "I I/2 II");
  g_assert_cmpuint (blocks->len, ==, 3);
  g_assert_cmpstr (((TdBlockRow *) blocks->pdata[1])->marker, ==, "3.");
  g_assert_cmpstr (((TdBlockRow *) blocks->pdata[2])->kind, ==, TD_BODY_PARAGRAPH);
}

static void
test_numbering_kinds (void)
{
  static const char *const lines[] = {
    "* Phần I",        "= QUY ĐỊNH CHUNG", "* I. NỘI DUNG",    "@1.@ Phạm vi",
    "- Toàn ngành.",   "* 2. Đối tượng",   "* 2.1. Công chức", "Nội dung.",
    "* 2.2 Viên chức", "Nội dung.",        "* Phần II",        "= THỰC HIỆN",
    "* I. TỔ CHỨC",    "* III. THEO DÕI",  "Nội dung.",        NULL
  };
  g_autoptr (TdPlanData) data = td_fixture_plan (lines);
  const TdSectionRow *part = td_plan_data_nth (data, TD_KIND_SECTION, 0);

  g_assert_cmpstr (part->title, ==, "QUY ĐỊNH CHUNG");
  g_assert_cmpstr (part->number_style, ==, "part");
  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_SECTION), ==, 9);
  g_assert_cmpuint (td_plan_data_section_level (data, td_plan_data_nth (data, TD_KIND_SECTION, 4)),
                    ==, 4);
  g_assert_cmpuint (data->doubts->len, ==, 1); /* III after I */
}

/* A number that counting gives as well is automatic; another one is kept as printed. */
static void
test_kept_labels (void)
{
  static const char *const lines[] = { "* I. MỘT",  "Nội dung.", "* II. HAI", "Nội dung.",
                                       "* VI. BỐN", "Nội dung.", NULL };
  g_autoptr (TdPlanData) data = td_fixture_plan (lines);

  g_assert_null (((TdSectionRow *) td_plan_data_nth (data, TD_KIND_SECTION, 0))->label);
  g_assert_null (((TdSectionRow *) td_plan_data_nth (data, TD_KIND_SECTION, 1))->label);
  g_assert_cmpstr (((TdSectionRow *) td_plan_data_nth (data, TD_KIND_SECTION, 2))->label, ==,
                   "VI.");
}

static void
test_inline_bases (void)
{
  static const char *const lines[] = {
    "= KẾ HOẠCH",
    "= Cải cách năm 2030",
    "Căn cứ Luật Giáo dục; Nghị định số 10/2029/NĐ-CP ngày 01/02/2029 của Chính phủ; thực hiện "
    "Quyết định số 5/QĐ-UBND ngày "
    "03/01/2030 của UBND tỉnh và Quyết định số 6/QĐ-UBND ngày 04/01/2030 của UBND tỉnh; căn cứ "
    "tình hình thực tế, Sở Giáo dục "
    "và Đào tạo ban hành Kế hoạch như sau:",
    "* I. MỤC TIÊU",
    "Nội dung.",
    NULL
  };
  g_autoptr (TdPlanData) data = td_fixture_plan (lines);

  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_LEGAL_BASIS), ==, 4);
  const TdLegalBasisRow *decree = td_plan_data_nth (data, TD_KIND_LEGAL_BASIS, 1);
  g_assert_cmpstr (decree->verb, ==, "Căn cứ");
  g_assert_cmpstr (decree->number, ==, "10/2029/NĐ-CP");
  g_assert_cmpstr (decree->date, ==, "2029-02-01");
  g_assert_cmpstr (decree->issuer, ==, "Chính phủ");
  const TdLegalBasisRow *last = td_plan_data_nth (data, TD_KIND_LEGAL_BASIS, 3);
  g_assert_cmpstr (last->verb, ==, "thực hiện");
  g_assert_cmpstr (last->number, ==, "6/QĐ-UBND");
  g_assert_cmpint (last->block_id, !=, 0);
}

static void
test_plain_text (void)
{
  static const char text[] = "UBND TỈNH BÌNH MINH\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 7/KH-SGDĐT\nBình "
                             "Minh, ngày 5 tháng 2 năm 2030\n\n"
                             "KẾ HOẠCH\nCải cách hành chính năm 2030\n\nI. MỤC TIÊU\n1. 100% hồ sơ "
                             "đúng hạn.\nII. KINH PHÍ\nTheo quy định.\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (TdPlanData) data = td_import_plan (bytes, "a.txt", NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (data->plan->title, ==, "Cải cách hành chính năm 2030");
  g_assert_cmpstr (data->plan->number, ==, "7");
  assert_paths (data, "I II");
  const TdTargetRow *target = td_plan_data_nth (data, TD_KIND_TARGET, 0);
  g_assert_cmpstr (target->text, ==, "100% hồ sơ đúng hạn");
}

static void
test_no_plan (void)
{
  static const char *const files[] = { "", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1xxxx", "PK\3\4broken",
                                       "%PDF-1.4 broken", "\1\0\2" };
  static const gsize lengths[] = { 0, 12, 10, 15, 3 };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (files[i], lengths[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (TdPlanData) data = td_import_plan (bytes, "a", NULL, NULL, NULL, NULL, &error);

      g_assert_null (data);
      g_assert_error (error, TD_ERROR, TD_ERROR_BAD_INPUT);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan-layouts/tables-by-area", test_tables_by_area);
  g_test_add_func ("/plan-layouts/split-table-in-body", test_split_table_in_body);
  g_test_add_func ("/plan-layouts/merged-cells", test_merged_cells);
  g_test_add_func ("/plan-layouts/unnumbered-rows/rule/plan/continuation-rows",
                   test_unnumbered_rows);
  g_test_add_func ("/plan-layouts/guessed-columns", test_guessed_columns);
  g_test_add_func ("/plan-layouts/paragraph-header/rule/nd30/signature-prefix",
                   test_paragraph_header);
  g_test_add_func ("/plan-layouts/bullet-tasks", test_bullet_tasks);
  g_test_add_func ("/plan-layouts/sentences/rule/plan/numbered-sentence",
                   test_sentences_and_headings);
  g_test_add_func ("/plan-layouts/numbering-kinds", test_numbering_kinds);
  g_test_add_func ("/plan-layouts/kept-labels", test_kept_labels);
  g_test_add_func ("/plan-layouts/inline-bases", test_inline_bases);
  g_test_add_func ("/plan-layouts/plain-text", test_plain_text);
  g_test_add_func ("/plan-layouts/no-plan", test_no_plan);

  return g_test_run ();
}
