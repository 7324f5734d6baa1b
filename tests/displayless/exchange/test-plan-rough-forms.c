/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-geometry.h"
#include "td-plan-fixture.h"

/* What clerks and converters do to a plan: headers set with spaces, tables cut by page ends, lines
 * broken by hand. */

static const char *
section_title (const TdPlanData *data, guint n)
{
  const TdSectionRow *section = td_plan_data_nth (data, TD_KIND_SECTION, n);

  return section != NULL ? section->title : NULL;
}

static void
test_header_in_one_line (void)
{
  static const char *const lines[] = {
    "UBND TỈNH MẪU CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "* SỞ GIÁO DỤC VÀ ĐÀO TẠO Độc lập - Tự do - Hạnh phúc",
    "Số: /KH-SGD&ĐT Mẫu, ngày /02/2030",
    "= KẾ HOẠCH",
    "= Cải cách hành chính năm 2030",
    "* I. MỤC ĐÍCH",
    "- Nâng cao chất lượng phục vụ.",
    NULL,
  };
  g_autoptr (TdPlanData) data = td_fixture_plan (lines);

  g_assert_cmpstr (data->plan->parent_agency, ==, "UBND TỈNH MẪU");
  g_assert_cmpstr (data->plan->agency, ==, "SỞ GIÁO DỤC VÀ ĐÀO TẠO");
  g_assert_cmpstr (data->plan->symbol, ==, "KH-SGD&ĐT");
  g_assert_cmpstr (data->plan->place, ==, "Mẫu");
  g_assert_cmpint (data->plan->month, ==, 2);
  g_assert_cmpint (data->plan->day, ==, 0);
}

/* RULE nd30/agency-name: names keep their capitals where the header has nothing but capitals. */
static void
test_agency_names (void)
{
  static const struct
  {
    const char *parent, *agency, *place, *full;
  } cases[] = {
    { "UBND TỈNH MẪU", "ỦY BAN NHÂN DÂN PHƯỜNG TÂN LẬP", "Tân Lập",
      "Ủy ban nhân dân phường Tân Lập" },
    { "UBND TỈNH MẪU", "UBND XÃ BÌNH MINH THƯỢNG", "Bình Minh Thượng", "UBND xã Bình Minh Thượng" },
    { "UBND HUYỆN MẪU", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Mẫu", "Phòng Giáo dục và Đào tạo Mẫu" },
    { "UBND TỈNH MẪU", "TRƯỜNG THPT ĐÔNG NGẠC", "Bình Minh", "Trường THPT Đông Ngạc" },
    { "UBND THÀNH PHỐ BÌNH MINH", "SỞ GIÁO DỤC VÀ ĐÀO TẠO BÌNH MINH", "Bình Minh",
      "Sở Giáo dục và Đào tạo Bình Minh" },
    { "UBND TỈNH MẪU", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Mẫu", "Sở Giáo dục và Đào tạo tỉnh Mẫu" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *header = g_strdup_printf (
          "|%s\n%s|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
          cases[i].parent, cases[i].agency);
      g_autofree char *date =
          g_strdup_printf ("|Số: 12/KH-UBND|%s, ngày 05 tháng 02 năm 2030", cases[i].place);
      const char *const lines[] = { "{",
                                    header,
                                    date,
                                    "}",
                                    "= KẾ HOẠCH",
                                    "= Cải cách hành chính năm 2030",
                                    "* I. MỤC ĐÍCH",
                                    "- Nâng cao chất lượng phục vụ.",
                                    NULL };
      g_autoptr (TdPlanData) data = td_fixture_plan (lines);

      g_assert_cmpstr (data->plan->agency_full, ==, cases[i].full);
    }
}

/* Where both sides of the header fill their line, a PDF leaves no space between them. */
static void
test_header_without_space (void)
{
  static const char *const lines[] = {
    "ỦY BAN NHÂN DÂN TỈNH MẪUCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "* SỞ GIÁO DỤC VÀ ĐÀO TẠO Độc lập - Tự do - Hạnh phúc",
    "Số: 12/KH-SGDĐTMẫu, ngày 05 tháng 02 năm 2030",
    "= KẾ HOẠCH",
    "= Cải cách hành chính năm 2030",
    "* I. MỤC ĐÍCH",
    "- Nâng cao chất lượng phục vụ.",
    NULL,
  };
  g_autoptr (TdPlanData) data = td_fixture_plan (lines);

  g_assert_cmpstr (data->plan->parent_agency, ==, "ỦY BAN NHÂN DÂN TỈNH MẪU");
  g_assert_cmpstr (data->plan->symbol, ==, "KH-SGDĐT");
  g_assert_cmpstr (data->plan->place, ==, "Mẫu");
  g_assert_cmpstr (data->plan->issued_date, ==, "2030-02-05");
}

/* RULE nd30/letter-subject */
static void
test_letter (void)
{
  static const char *const lines[] = {
    "{",
    "|UBND XÃ MẪU\nPHÒNG VĂN HÓA - XÃ HỘI\nSố: 15/VHXH\nV/v cải cách hành chính năm 2030"
    "|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Mẫu, ngày 09 tháng 01 năm 2030",
    "}",
    "~ Kính gửi: Các trường học.",
    "* I. NHIỆM VỤ",
    "- Niêm yết thủ tục.",
    NULL,
  };
  g_autoptr (TdPlanData) data = td_fixture_plan (lines);

  g_assert_cmpstr (data->plan->title, ==, "cải cách hành chính năm 2030");
  g_assert_cmpstr (data->plan->number, ==, "15");
  g_assert_cmpint (data->plan->year, ==, 2030);
}

#define HEAD "= KẾ HOẠCH", "= Cải cách hành chính năm 2030", "* I. NHIỆM VỤ"

/* The rest of recipients and signature stands behind a page end. */
static void
test_closing_over_page (void)
{
  static const char *const lines[] = {
    HEAD,
    "- Rà soát thủ tục.",
    "{",
    "|Nơi nhận :\n- UBND tỉnh;\n- Các phòng thuộc Sở, đơn vị|KT.GIÁM ĐỐC\nPHÓ GIÁM ĐỐC",
    "}",
    "trực thuộc(để thực hiện);",
    "Lê Văn Mẫu",
    "- Lưu: VT.",
    "= PHỤ LỤC",
    NULL,
  };
  g_autoptr (TdPlanData) data = td_fixture_plan (lines);
  const TdRecipientRow *second = td_plan_data_nth (data, TD_KIND_RECIPIENT, 1);
  const TdSignatoryRow *signatory = td_plan_data_nth (data, TD_KIND_SIGNATORY, 0);

  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_RECIPIENT), ==, 3);
  g_assert_cmpstr (second->text, ==, "Các phòng thuộc Sở, đơn vị trực thuộc(để thực hiện)");
  g_assert_cmpstr (signatory->prefix, ==, "KT.");
  g_assert_cmpstr (signatory->name, ==, "Lê Văn Mẫu");
}

/* An annex without the word stands on its own page; nothing of it belongs to the recipients. */
static void
test_annex_behind_page_break (void)
{
  static const char *const lines[] = {
    HEAD,
    "- Rà soát thủ tục.",
    "Nơi nhận:",
    "- UBND tỉnh;",
    "- Lưu: VT.",
    "GIÁM ĐỐC",
    "(Đã ký)",
    "Lê Văn Mẫu",
    "\f",
    "= NHIỆM VỤ NÂNG CAO CHỈ SỐ NĂM 2030",
    "~ (Ban hành theo Kế hoạch nâng cao chỉ số của Sở)",
    "[",
    "|TT|Nhiệm vụ|Sản phẩm|Đơn vị chủ trì|Thời gian",
    "|1|Rà soát văn bản|Danh mục|Văn phòng|Quý I",
    "]",
    NULL,
  };
  g_autoptr (TdPlanData) data = td_fixture_plan (lines);
  const TdRecipientRow *last = td_plan_data_nth (data, TD_KIND_RECIPIENT, 1);

  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_RECIPIENT), ==, 2);
  g_assert_cmpstr (last->text, ==, "Lưu: VT");
  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_TASK), ==, 1);
}

/* The same in a PDF, which knows pages and no breaks. */
static void
test_annex_on_next_page (void)
{
  static const char *const lines[] = {
    HEAD,        "- Rà soát thủ tục.", "GIÁM ĐỐC",   "Lê Văn Mẫu",
    "Nơi nhận:", "- UBND tỉnh;",       "- Lưu: VT.", "= NHIỆM VỤ NÂNG CAO CHỈ SỐ NĂM 2030",
    NULL,
  };
  g_autoptr (TdSourceDocument) document = td_fixture_document (lines);

  for (guint i = 0; i < document->items->len; i++)
    ((TdSourceItem *) document->items->pdata[i])->paragraph->page =
        i + 1 < document->items->len ? 1 : 2;
  g_autoptr (TdPlanData) data = td_plan_reader_read (document, NULL, NULL);
  const TdRecipientRow *last = td_plan_data_nth (data, TD_KIND_RECIPIENT, 1);

  g_assert_cmpstr (last->text, ==, "Lưu: VT");
}

static void
test_titles_with_colon (void)
{
  static const char *const lines[] = {
    HEAD,
    "1. Cải cách thể chế",
    "1.1. Thực trạng:",
    "Kết quả khảo sát năm trước đạt 61.5% ý kiến hài lòng trong toàn ngành.",
    "1.14 điểm).",
    "1.2. Giải pháp:",
    "- Rà soát văn bản.",
    "* II. TỔ CHỨC THỰC HIỆN",
    "a) Phòng Giáo dục các huyện, thành phố và các trường học; các đơn vị trực thuộc:",
    "- Báo cáo hằng quý.",
    NULL,
  };
  g_autoptr (TdPlanData) data = td_fixture_plan (lines);

  g_assert_cmpuint (td_plan_data_count (data, TD_KIND_SECTION), ==, 6);
  g_assert_cmpstr (section_title (data, 2), ==, "Thực trạng:");
  g_assert_cmpstr (section_title (data, 3), ==, "Giải pháp:");
  g_assert_true (g_str_has_prefix (section_title (data, 5), "Phòng Giáo dục"));
}

/* RULE plan/area-rows: the number may stand in the text, without a mark. */
static void
test_area_without_mark (void)
{
  static const char *const lines[] = {
    HEAD,
    "= PHỤ LỤC",
    "[",
    "|<*>STT|<*>Nội dung|<*>Kết quả|<*>Chủ trì|<*>Thời gian",
    "|<5>IV Cải cách tài chính công",
    "|1|Công khai dự toán|Báo cáo|Phòng KHTC|Quý II",
    "]",
    NULL,
  };
  g_autoptr (TdPlanData) data = td_fixture_plan (lines);
  const TdPlanGroupRow *group = td_plan_data_nth (data, TD_KIND_PLAN_GROUP, 0);

  g_assert_cmpstr (group->label, ==, "IV");
  g_assert_cmpstr (group->title, ==, "Cải cách tài chính công");
}

/* Equal words in two cells: each target names its own. */
static void
test_places_of_equal_targets (void)
{
  static const char *const lines[] = {
    HEAD,
    "= PHỤ LỤC",
    "[",
    "|<*>STT|<*>Nội dung|<*>Kết quả|<*>Chủ trì|<*>Thời gian",
    "|1|Số hóa hồ sơ|100% hồ sơ được số hóa|Văn phòng|Quý II",
    "|2|Số hóa sổ sách|100% hồ sơ được số hóa|Văn phòng|Quý III",
    "]",
    NULL,
  };
  g_autoptr (TdPlanData) data = td_fixture_plan (lines);
  g_autofree char *json = td_plan_json_write (data);

  g_assert_nonnull (strstr (json, "annex/1#product"));
  g_assert_nonnull (strstr (json, "annex/2#product"));
}

static TdSourceTable *
page_table (const char *const *lines)
{
  TdSourceTable *table = td_source_table_new ();

  table->bordered = TRUE;
  for (guint i = 0; lines[i] != NULL; i++)
    td_fixture_row (table, lines[i]);
  table->widths = g_new0 (double, table->n_columns);

  return table;
}

/* An area row at the head of a page is no rest of the task above it; cut text is. */
static void
test_area_at_page_head (void)
{
  static const char *const first[] = { "|4|Rà soát văn bản|Quyết định|Quý IV", NULL };
  static const char *const area[] = { "||<*>VIII. Chỉ số hài lòng||", NULL };
  static const char *const rest[] = { "||thuộc lĩnh vực giáo dục||", NULL };
  TdSourceTable *table = page_table (first);
  TdSourceTable *with_area = page_table (area);
  TdSourceTable *with_rest = page_table (rest);

  g_assert_true (td_pdf_table_join (table, with_area));
  g_assert_cmpuint (table->rows->len, ==, 2);
  td_source_table_free (table);
  table = page_table (first);
  g_assert_true (td_pdf_table_join (table, with_rest));
  g_assert_cmpuint (table->rows->len, ==, 1);
  td_source_table_free (table);
  td_source_table_free (with_area);
  td_source_table_free (with_rest);
}

static void
add_line (TdPdfPage *page, GPtrArray *lines, const char *text, double y)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  TdPdfLine *line = td_pdf_line_new (1);
  double x = 50;

  for (guint i = 0; words[i] != NULL; i++)
    {
      double width = 6.0 * g_utf8_strlen (words[i], -1);
      td_pdf_line_add (
          line, td_pdf_page_add_word (page, words[i], (TdPdfBox){ x, y, x + width, y + 12 }, 12));
      x += width + 3;
    }
  td_pdf_line_finish (line);
  g_ptr_array_add (lines, line);
}

/* A line that ends or goes on where no sentence does was broken by hand; a date may be cut. */
static void
test_lines_broken_by_hand (void)
{
  static const struct
  {
    const char *lines[3];
    guint n_paragraphs;
    const char *first;
  } cases[] = {
    { { "- Phấn đấu nâng tỷ lệ hồ sơ trực tuyến, tối thiểu", "50% giao dịch được thanh toán." },
      1,
      NULL },
    { { "- Nâng cao chỉ số hài lòng của người dân vùng cao", "(SIPAS) và tổ chức." }, 1, NULL },
    { { "- Theo dõi, đôn đốc việc thực hiện các nội dung của",
        "Kế hoạch thuộc lĩnh vực được giao." },
      1,
      NULL },
    { { "- Nâng cao chất lượng phục vụ người dân.", "Kinh phí lấy từ ngân sách." }, 2, NULL },
    { { "Hoàn thành toàn bộ việc này trước ngày 25/01/203", "0" },
      1,
      "Hoàn thành toàn bộ việc này trước ngày 25/01/2030" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TdPdfPage *page = td_pdf_page_new (1, 600, 800);
      g_autoptr (GPtrArray) lines =
          g_ptr_array_new_with_free_func ((GDestroyNotify) td_pdf_line_free);

      add_line (page, lines, cases[i].lines[0], 100);
      add_line (page, lines, cases[i].lines[1], 116);
      td_pdf_lines_set_area (lines, 50, 345);
      g_autoptr (GPtrArray) paragraphs = td_pdf_paragraphs_build (lines);
      g_test_message ("%s", cases[i].lines[0]);
      g_assert_cmpuint (paragraphs->len, ==, cases[i].n_paragraphs);
      if (cases[i].first != NULL)
        g_assert_cmpstr (((TdSourceParagraph *) paragraphs->pdata[0])->text, ==, cases[i].first);
      td_pdf_page_free (page);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan-rough-forms/header-in-one-line", test_header_in_one_line);
  g_test_add_func ("/plan-rough-forms/agency-names/rule/nd30/agency-name", test_agency_names);
  g_test_add_func ("/plan-rough-forms/header-without-space", test_header_without_space);
  g_test_add_func ("/plan-rough-forms/letter/rule/nd30/letter-subject", test_letter);
  g_test_add_func ("/plan-rough-forms/closing-over-page", test_closing_over_page);
  g_test_add_func ("/plan-rough-forms/annex-behind-page-break", test_annex_behind_page_break);
  g_test_add_func ("/plan-rough-forms/annex-on-next-page", test_annex_on_next_page);
  g_test_add_func ("/plan-rough-forms/titles-with-colon", test_titles_with_colon);
  g_test_add_func ("/plan-rough-forms/area-without-mark/rule/plan/area-rows",
                   test_area_without_mark);
  g_test_add_func ("/plan-rough-forms/places-of-equal-targets", test_places_of_equal_targets);
  g_test_add_func ("/plan-rough-forms/area-at-page-head", test_area_at_page_head);
  g_test_add_func ("/plan-rough-forms/lines-broken-by-hand", test_lines_broken_by_hand);

  return g_test_run ();
}
