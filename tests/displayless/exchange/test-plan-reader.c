/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-fixture.h"

/* Whole plans in the layouts that departments use, in words of our own. */

/* Targets as numbered sentences, tasks as lettered points, product last, no area rows. */
static const char *const coast[] = {
  "{",
  "|UBND THÀNH PHỐ BIỂN ĐÔNG\n<*>|<*>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
  "|<*>SỞ GIÁO DỤC VÀ ĐÀO TẠO|<*>Độc lập – Tự do – Hạnh phúc",
  "|Số:        /KH-SGDĐT|Biển Đông, ngày     tháng 01 năm 2031",
  "}",
  "= KẾ HOẠCH",
  "= Công tác cải cách hành chính năm 2031\ncủa Sở Giáo dục và Đào tạo thành phố Biển Đông",
  "~ -------------",
  "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2031 của Ủy ban nhân dân thành phố về cải cách hành "
  "chính "
  "(CCHC) năm 2031; Quyết định số 345/QĐ-UBND ngày 20/12/2030 của Ủy ban nhân dân thành phố về "
  "giao chỉ tiêu, "
  "Sở Giáo dục và Đào tạo ban hành Kế hoạch CCHC năm 2031 như sau:",
  "* I. MỤC ĐÍCH, YÊU CẦU",
  "1. Nâng cao trách nhiệm của người đứng đầu trong chỉ đạo công tác cải cách.",
  "2. Gắn kết quả thực hiện với việc đánh giá, xếp loại cuối năm.",
  "* II. CHỈ TIÊU CHỦ YẾU",
  "1. 100% văn bản được ban hành đúng thẩm quyền.",
  "2. Cắt giảm ít nhất 15% thủ tục nội bộ và 25% chi phí thực hiện.",
  "3. Mức độ hài lòng của người dân đạt từ 92% trở lên; không có hồ sơ trễ hẹn do lỗi của công "
  "chức.",
  "4. Chỉ số của Sở trong nhóm 5 đơn vị dẫn đầu thành phố.",
  "* III. NHIỆM VỤ, GIẢI PHÁP",
  "* 1. Công tác chỉ đạo, điều hành",
  "a) Ban hành văn bản chỉ đạo kịp thời.",
  "b) Kiểm tra ít nhất 40% đơn vị trong năm.",
  "c) Khen thưởng đơn vị làm tốt.",
  "d) Tuyên truyền trên trang thông tin.",
  "đ) Đối thoại với nhà giáo 02 lần/năm.",
  "e) Sơ kết sáu tháng.",
  "* 2. Cải cách thể chế",
  "a) Rà soát văn bản; b) Theo dõi thi hành pháp luật.",
  "* IV. KINH PHÍ",
  "Từ nguồn ngân sách được giao.",
  "* V. TỔ CHỨC THỰC HIỆN",
  "* 1. Yêu cầu chung",
  "- Các đơn vị xây dựng kế hoạch trước ngày 25/01/2031.",
  "* 2. Phân công nhiệm vụ",
  "a. Văn phòng Sở",
  "- Chủ trì tham mưu thực hiện Kế hoạch.",
  "- Tổng hợp báo cáo.",
  "b) Phòng Tổ chức cán bộ",
  "- Tham mưu công tác cán bộ.",
  "đ) Các đơn vị trực thuộc",
  "- Thực hiện nghiêm Kế hoạch.",
  "Trên đây là Kế hoạch của Sở, yêu cầu các đơn vị thực hiện./.",
  "{",
  "|<*>Nơi nhận :\n- UBND thành phố (để b/cáo);\n- Lãnh đạo Sở;\n- Các phòng thuộc Sở;\n- Lưu: VT, "
  "VP.|<*>KT. GIÁM ĐỐC\n"
  "PHÓ GIÁM ĐỐC\n\n\n\nTrần Văn Bình",
  "}",
  "= DANH MỤC",
  "= NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2031",
  "~ (Kèm theo Kế hoạch số      /KH-SGDĐT ngày     /01/2031 của Sở Giáo dục và Đào tạo)",
  "[",
  "|<*>TT|<*>Nội dung công việc|<*>Đơn vị chủ trì|<*>Đơn vị phối hợp|<*>Thời gian thực hiện/hoàn "
  "thành|<*>Sản phẩm",
  "|1.|Ban hành Kế hoạch CCHC năm 2031|Văn phòng Sở|Các phòng Sở, các đơn vị liên quan|Trước ngày "
  "31/01/2031|Kế hoạch",
  "|2.|Rà soát quy trình nội bộ của các thủ|Văn phòng Sở; Thanh tra Sở|Phòng Khảo thí, "
  "QLCLGD&CNTT, GDTrH|Quý II/2031|- "
  "Quyết định\n- Báo cáo kết quả",
  "||tục thuộc thẩm quyền của Sở||||",
  "|<*>TT|<*>Nội dung công việc|<*>Đơn vị chủ trì|<*>Đơn vị phối hợp|<*>Thời gian thực hiện/hoàn "
  "thành|<*>Sản phẩm",
  "|3.|Trên 95% hồ sơ được số hóa|Các phòng Sở, các đơn vị liên quan||Cả năm 2031|Hồ sơ số; Báo "
  "cáo",
  "]",
  NULL,
};

static void
assert_section (
    const TdPlanData *data, guint n, const char *path, const char *title, guint n_blocks)
{
  const TdSectionRow *section = td_plan_data_nth (data, TD_KIND_SECTION, n);
  g_autofree char *own = td_plan_data_section_path (data, section);
  g_autoptr (GPtrArray) blocks = td_plan_data_section_blocks (data, section->row.id);

  g_assert_cmpstr (own, ==, path);
  g_assert_cmpstr (section->title, ==, title);
  g_assert_cmpuint (blocks->len, ==, n_blocks);
}

static void
assert_units (const TdPlanData *data, const TdTaskRow *task, const char *role, const char *expected)
{
  g_autoptr (GPtrArray) units = td_plan_data_task_units (data, task->row.id, role);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < units->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? " | " : "",
                            ((TdTaskUnitRow *) units->pdata[i])->text);
  g_assert_cmpstr (joined->str, ==, expected);
}

static void
assert_products (const TdPlanData *data, const TdTaskRow *task, const char *expected)
{
  g_autoptr (GPtrArray) products = td_plan_data_task_products (data, task->row.id);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < products->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? " | " : "",
                            ((TdTaskProductRow *) products->pdata[i])->text);
  g_assert_cmpstr (joined->str, ==, expected);
}

static void
assert_target (const TdPlanData *data,
               guint n,
               const char *text,
               const char *comparator,
               double value,
               const char *unit)
{
  const TdTargetRow *target = td_plan_data_nth (data, TD_KIND_TARGET, n);

  g_assert_nonnull (target);
  g_assert_cmpstr (target->text, ==, text);
  g_assert_cmpstr (target->comparator, ==, comparator);
  g_assert_cmpfloat (target->value, ==, value);
  g_assert_cmpstr (target->measure_unit, ==, unit);
}

static void
test_coast_header (void)
{
  g_autoptr (TdPlanData) data = td_fixture_plan (coast);
  const TdPlanRow *plan = data->plan;

  g_assert_cmpstr (plan->parent_agency, ==, "UBND THÀNH PHỐ BIỂN ĐÔNG");
  g_assert_cmpstr (plan->agency, ==, "SỞ GIÁO DỤC VÀ ĐÀO TẠO");
  g_assert_null (plan->number);
  g_assert_cmpstr (plan->symbol, ==, "KH-SGDĐT");
  g_assert_cmpstr (plan->place, ==, "Biển Đông");
  g_assert_null (plan->issued_date);
  g_assert_cmpint (plan->day, ==, 0);
  g_assert_cmpint (plan->month, ==, 1);
  g_assert_cmpint (plan->issued_year, ==, 2031);
  g_assert_cmpint (plan->year, ==, 2031);
  g_assert_cmpstr (plan->doc_type, ==, "KẾ HOẠCH");
  g_assert_cmpstr (
      plan->title, ==,
      "Công tác cải cách hành chính năm 2031 của Sở Giáo dục và Đào tạo thành phố Biển Đông");
}

static void
test_coast_outline (void)
{
  g_autoptr (TdPlanData) data = td_fixture_plan (coast);

  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_LEGAL_BASIS), ==, 2);
  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_SECTION), ==, 12);
  assert_section (data, 0, "I", "MỤC ĐÍCH, YÊU CẦU", 2);
  assert_section (data, 1, "II", "CHỈ TIÊU CHỦ YẾU", 4);
  assert_section (data, 2, "III", "NHIỆM VỤ, GIẢI PHÁP", 0);
  assert_section (data, 3, "III/1", "Công tác chỉ đạo, điều hành", 6);
  assert_section (data, 4, "III/2", "Cải cách thể chế", 2);
  assert_section (data, 5, "IV", "KINH PHÍ", 1);
  assert_section (data, 6, "V", "TỔ CHỨC THỰC HIỆN", 0);
  assert_section (data, 7, "V/1", "Yêu cầu chung", 1);
  assert_section (data, 8, "V/2", "Phân công nhiệm vụ", 0);
  assert_section (data, 9, "V/2/a", "Văn phòng Sở", 2);
  assert_section (data, 10, "V/2/b", "Phòng Tổ chức cán bộ", 1);
  assert_section (data, 11, "V/2/đ", "Các đơn vị trực thuộc", 1);
}

static void
test_coast_targets (void)
{
  g_autoptr (TdPlanData) data = td_fixture_plan (coast);

  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_TARGET), ==, 9);
  assert_target (data, 0, "100% văn bản được ban hành đúng thẩm quyền", "=", 100, "%");
  assert_target (data, 1, "Cắt giảm ít nhất 15% thủ tục nội bộ", ">=", 15, "%");
  assert_target (data, 2, "25% chi phí thực hiện", "=", 25, "%");
  assert_target (data, 3, "Mức độ hài lòng của người dân đạt từ 92% trở lên", ">=", 92, "%");
  assert_target (data, 4, "không có hồ sơ trễ hẹn do lỗi của công chức", "=", 0, "hồ sơ");
  assert_target (data, 5, "Chỉ số của Sở trong nhóm 5 đơn vị dẫn đầu thành phố", "<=", 5, "hạng");
  assert_target (data, 6, "Kiểm tra ít nhất 40% đơn vị trong năm", ">=", 40, "%");
  assert_target (data, 7, "Đối thoại với nhà giáo 02 lần/năm", "=", 2, "lần/năm");
  assert_target (data, 8, "Trên 95% hồ sơ được số hóa", ">", 95, "%");
  g_assert_cmpstr (((TdTargetRow *) td_plan_data_nth (data, TD_KIND_TARGET, 1))->direction, ==,
                   "decrease");
  g_assert_true (((TdTargetRow *) td_plan_data_nth (data, TD_KIND_TARGET, 0))->core);
  g_assert_false (((TdTargetRow *) td_plan_data_nth (data, TD_KIND_TARGET, 6))->core);
}

static void
test_coast_tasks (void)
{
  g_autoptr (TdPlanData) data = td_fixture_plan (coast);

  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_TASK), ==, 3);
  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_PLAN_GROUP), ==, 0);

  const TdTaskRow *first = td_plan_data_nth (data, TD_KIND_TASK, 0);
  g_assert_cmpstr (first->number, ==, "1");
  g_assert_cmpstr (first->number_text, ==, "1.");
  g_assert_cmpstr (first->deadline_kind, ==, "before_date");
  g_assert_cmpstr (first->deadline_end, ==, "2031-01-31");
  assert_units (data, first, "lead", "Văn phòng Sở");
  assert_units (data, first, "coordinating", "Các phòng Sở | các đơn vị liên quan");
  assert_products (data, first, "Kế hoạch");

  const TdTaskRow *second = td_plan_data_nth (data, TD_KIND_TASK, 1);
  g_assert_cmpstr (second->content, ==,
                   "Rà soát quy trình nội bộ của các thủ tục thuộc thẩm quyền của Sở");
  assert_units (data, second, "lead", "Văn phòng Sở | Thanh tra Sở");
  assert_units (data, second, "coordinating", "Phòng Khảo thí, QLCLGD&CNTT | GDTrH");
  assert_products (data, second, "Quyết định | Báo cáo kết quả");
  g_assert_cmpstr (second->deadline_kind, ==, "quarter");

  const TdTaskRow *third = td_plan_data_nth (data, TD_KIND_TASK, 2);
  assert_units (data, third, "lead", "Các phòng Sở | các đơn vị liên quan");
  assert_products (data, third, "Hồ sơ số | Báo cáo");
}

static void
test_coast_closing (void)
{
  g_autoptr (TdPlanData) data = td_fixture_plan (coast);
  const TdSignatoryRow *signatory = td_plan_data_nth (data, TD_KIND_SIGNATORY, 0);

  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_RECIPIENT), ==, 4);
  g_assert_cmpstr (((TdRecipientRow *) td_plan_data_nth (data, TD_KIND_RECIPIENT, 0))->text, ==,
                   "UBND thành phố (để b/cáo)");
  g_assert_cmpstr (((TdRecipientRow *) td_plan_data_nth (data, TD_KIND_RECIPIENT, 3))->text, ==,
                   "Lưu: VT, VP");
  g_assert_cmpstr (signatory->prefix, ==, "KT.");
  g_assert_cmpstr (signatory->on_behalf_of, ==, "GIÁM ĐỐC");
  g_assert_cmpstr (signatory->title, ==, "PHÓ GIÁM ĐỐC");
  g_assert_cmpstr (signatory->name, ==, "Trần Văn Bình");
  g_assert_cmpstr (data->plan->annex_label, ==, "DANH MỤC");
  g_assert_cmpstr (data->plan->annex_title, ==, "NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2031");
}

/* State, strengths and limits by area; area rows in two shapes with a repeated number; a note
 * column; the signature as "KT.GIÁM ĐỐC". */
static const char *const delta[] = {
  "{",
  "|ỦY BAN NHÂN DÂN\nTỈNH SÔNG TIỀN\n<*>|<*>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
  "|<*>SỞ GIÁO DỤC VÀ ĐÀO TẠO|<*>Độc lập - Tự do - Hạnh phúc",
  "|Số:\t/KH-SGD&ĐT|Sông Tiền, ngày      tháng      năm 2033",
  "}",
  "= KẾ HOẠCH\nCải thiện Chỉ số cải cách hành chính năm 2033",
  "Căn cứ Quyết định số 77/QĐ-UBND ngày 12 tháng 02 năm 2033 của Ủy ban nhân dân tỉnh về công bố "
  "chỉ số;",
  "Căn cứ Báo cáo số 19/BC-HĐTĐ ngày 03/3/2033 của Hội đồng thẩm định tỉnh;",
  "Sở Giáo dục và Đào tạo xây dựng Kế hoạch cụ thể như sau:",
  "* I. MỤC ĐÍCH, YÊU CẦU",
  "* 1. Mục đích",
  "Khắc phục các tiêu chí chưa đạt.",
  "* 2. Yêu cầu",
  "Các phòng phân công rõ người, rõ việc.",
  "* II. NỘI DUNG",
  "* 1. Công tác chỉ đạo, điều hành",
  "* 1.1. Thực trạng (xếp hạng 05/18)",
  "- Ưu điểm: đạt 62,97% số điểm tối đa.",
  "- Hạn chế: còn chậm báo cáo.",
  "* 1.2. Giải pháp",
  "- Gửi báo cáo đúng hạn, tối thiểu 95% báo cáo qua phần mềm.",
  "* 2. Cải cách thể chế",
  "* 2.1 Thực trạng (xếp hạng 11/18)",
  "- Ưu điểm: đã ban hành đủ văn bản.",
  "* 2.2. Giải pháp",
  "- Rà soát văn bản hàng quý.",
  "* III. TỔ CHỨC THỰC HIỆN",
  "1. Văn phòng Sở theo dõi, đôn đốc việc thực hiện Kế hoạch này.",
  "2. Các phòng, Thanh tra Sở thực hiện các nhiệm vụ được giao.",
  "{",
  "|<*>Nơi nhận:\n- UBND tỉnh;\n- Sở Nội vụ;\n- Lưu: VT.|<*>KT.GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n\nLê Thị "
  "Hoa",
  "}",
  "= PHỤ LỤC",
  "= PHÂN CÔNG NHIỆM VỤ CẢI THIỆN CHỈ SỐ",
  "[",
  "|<*>STT|<*>Nội dung|<*>Kết quả|<*>Thời gian thực hiện|<*>Cơ quan chủ trì|<*>Cơ quan phối "
  "hợp|<*>Ghi chú",
  "|<*>I|<6><*>Công tác chỉ đạo, điều hành",
  "|1|Báo cáo định kỳ|Báo cáo|Tháng 01 hằng năm|Văn phòng Sở|Các phòng, Thanh tra Sở|",
  "|2|Tự chấm điểm|Bảng điểm|Quý IV|Các phòng, Thanh tra Sở|Các đơn vị trực thuộc|",
  "|<7><*>VI. Cải cách thể chế",
  "|1|Rà soát văn bản|Danh mục|Thường xuyên|Thanh tra Sở|Các phòng thuộc Sở|Tối thiểu 02 TTHC được "
  "rà soát",
  "||<*>VI. Cải cách bộ máy|||||",
  "|1|Sắp xếp đơn vị|Đề án|Sau khi có Quyết định UBND tỉnh|Phòng Tổ chức cán bộ\nPhòng Kế hoạch - "
  "Tài chính|Sở Nội vụ|",
  "]",
  NULL,
};

static void
test_delta_outline (void)
{
  g_autoptr (TdPlanData) data = td_fixture_plan (delta);

  g_assert_cmpstr (data->plan->parent_agency, ==, "ỦY BAN NHÂN DÂN TỈNH SÔNG TIỀN");
  g_assert_cmpstr (data->plan->symbol, ==, "KH-SGD&ĐT");
  g_assert_null (data->plan->number);
  g_assert_cmpint (data->plan->month, ==, 0);
  g_assert_cmpstr (data->plan->title, ==, "Cải thiện Chỉ số cải cách hành chính năm 2033");
  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_LEGAL_BASIS), ==, 2);
  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_SECTION), ==, 11);
  assert_section (data, 1, "I/1", "Mục đích", 1);
  assert_section (data, 5, "II/1/1.1", "Thực trạng (xếp hạng 05/18)", 2);
  assert_section (data, 8, "II/2/2.1", "Thực trạng (xếp hạng 11/18)", 1);
  assert_section (data, 10, "III", "TỔ CHỨC THỰC HIỆN", 2);
}

/* What is reached already is a fact, not an aim. */
static void
test_delta_facts (void)
{
  g_autoptr (TdPlanData) data = td_fixture_plan (delta);
  guint n_ranks = 0;

  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_PLAN_FACT); i++)
    {
      const TdPlanFactRow *fact = td_plan_data_nth (data, TD_KIND_PLAN_FACT, i);
      if (g_strcmp0 (fact->kind, "status_fact") == 0 && fact->of == 18)
        n_ranks++;
    }
  g_assert_cmpuint (n_ranks, ==, 2);
  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_TARGET), ==, 2);
  assert_target (data, 0, "Gửi báo cáo đúng hạn, tối thiểu 95% báo cáo qua phần mềm", ">=", 95,
                 "%");
  assert_target (data, 1, "Tối thiểu 02 TTHC được rà soát", ">=", 2, "tthc");
}

static void
test_delta_tasks (void)
{
  static const char *const labels[] = { "I", "VI.", "VI." };
  static const char *const titles[] = { "Công tác chỉ đạo, điều hành", "Cải cách thể chế",
                                        "Cải cách bộ máy" };
  g_autoptr (TdPlanData) data = td_fixture_plan (delta);

  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_PLAN_GROUP), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const TdPlanGroupRow *group = td_plan_data_nth (data, TD_KIND_PLAN_GROUP, i);
      g_assert_cmpstr (group->label, ==, labels[i]);
      g_assert_cmpstr (group->title, ==, titles[i]);
      g_assert_cmpint (group->label_in_title, ==, i > 0);
    }
  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_TASK), ==, 4);

  const TdTaskRow *first = td_plan_data_nth (data, TD_KIND_TASK, 0);
  assert_units (data, first, "coordinating", "Các phòng | Thanh tra Sở");
  g_assert_cmpstr (first->deadline_kind, ==, "recurring");
  g_assert_null (first->note);

  const TdTaskRow *third = td_plan_data_nth (data, TD_KIND_TASK, 2);
  g_assert_cmpstr (third->note, ==, "Tối thiểu 02 TTHC được rà soát");
  g_assert_cmpstr (third->deadline_kind, ==, "continuous");

  const TdTaskRow *last = td_plan_data_nth (data, TD_KIND_TASK, 3);
  assert_units (data, last, "lead", "Phòng Tổ chức cán bộ | Phòng Kế hoạch - Tài chính");
  g_assert_cmpstr (last->deadline_kind, ==, "after_event");

  const TdSignatoryRow *signatory = td_plan_data_nth (data, TD_KIND_SIGNATORY, 0);
  g_assert_cmpstr (signatory->prefix, ==, "KT.");
  g_assert_cmpstr (signatory->on_behalf_of, ==, "GIÁM ĐỐC");
  g_assert_cmpstr (signatory->title, ==, "PHÓ GIÁM ĐỐC");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan-reader/coast/header", test_coast_header);
  g_test_add_func ("/plan-reader/coast/outline/rule/plan/numbered-sentence", test_coast_outline);
  g_test_add_func ("/plan-reader/coast/targets", test_coast_targets);
  g_test_add_func ("/plan-reader/coast/tasks/rule/plan/continuation-rows", test_coast_tasks);
  g_test_add_func ("/plan-reader/coast/closing", test_coast_closing);
  g_test_add_func ("/plan-reader/delta/outline", test_delta_outline);
  g_test_add_func ("/plan-reader/delta/facts", test_delta_facts);
  g_test_add_func ("/plan-reader/delta/tasks/rule/plan/area-rows", test_delta_tasks);

  return g_test_run ();
}
