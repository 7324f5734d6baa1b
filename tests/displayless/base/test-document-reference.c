/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-document-reference.h"

static const struct
{
  const char *text, *type, *number, *date, *issuer;
} single[] = {
  { "Quyết định số 15/QĐ-UBND ngày 02/3/2023 của UBND Thành phố về việc", "Quyết định",
    "15/QĐ-UBND", "2023-03-02", "UBND Thành phố" },
  { "Nghị quyết số 18-NQ/TW ngày 25 tháng 10 năm 2017 của Ban Chấp hành Trung ương Đảng khóa XII",
    "Nghị quyết", "18-NQ/TW", "2017-10-25", "Ban Chấp hành Trung ương Đảng" },
  { "Chỉ thị 17/CT-TTg của Thủ tướng Chính phủ ngày 04/9/2018", "Chỉ thị", "17/CT-TTg",
    "2018-09-04", "Thủ tướng Chính phủ" },
  { "Nghị định số 61/2018/NĐ-CP, ngày 23/4/2018 của Chính phủ;", "Nghị định", "61/2018/NĐ-CP",
    "2018-04-23", "Chính phủ" },
  { "nghị quyết 119/2020/QH14", "nghị quyết", "119/2020/QH14", NULL, NULL },
  { "Nghị quyết 66.13/2026/NQ-CP", "Nghị quyết", "66.13/2026/NQ-CP", NULL, NULL },
  { "Thông tư số 01 /2018/TT-VPCP", "Thông tư", "01/2018/TT-VPCP", NULL, NULL },
  { "Thông tư liên tịch số 12/2014/TTLT-BGDĐT-BNV", "Thông tư liên tịch", "12/2014/TTLT-BGDĐT-BNV",
    NULL, NULL },
  { "Chương trình hành động số 24-CTr/TU", "Chương trình hành động", "24-CTr/TU", NULL, NULL },
  { "Kế hoạch số 417 /KH-SGDĐT", "Kế hoạch", "417/KH-SGDĐT", NULL, NULL },
  { "Kế hoạch số: 2951/KH-SGD&ĐT", "Kế hoạch", "2951/KH-SGD&ĐT", NULL, NULL },
  { "công văn 2137/SGD&ĐT-KHTC của Sở Giáo dục và Đào tạo về", "công văn", "2137/SGD&ĐT-KHTC", NULL,
    "Sở Giáo dục và Đào tạo" },
  { "Kế hoạch 4120/KH-GDĐT-VP", "Kế hoạch", "4120/KH-GDĐT-VP", NULL, NULL },
  { "Báo cáo số 1720/BC-HĐTĐ", "Báo cáo", "1720/BC-HĐTĐ", NULL, NULL },
  { "Kết luận số 45-KL/TU ngày 03/5/2022 của Ban Thường vụ Tỉnh ủy", "Kết luận", "45-KL/TU",
    "2022-05-03", "Ban Thường vụ Tỉnh ủy" },
  { "Kế hoạch số 214-KH ngày 01/02/2024", "Kế hoạch", "214-KH", "2024-02-01", NULL },
  /* wrong in real plans, kept as printed */
  { "Nghị quyết số 23/NQ-TU", "Nghị quyết", "23/NQ-TU", NULL, NULL },
  { "Quyết định 14/2016/QĐ/UBND", "Quyết định", "14/2016/QĐ/UBND", NULL, NULL },
  { "Nghị quyết số 31/NQ/TW", "Nghị quyết", "31/NQ/TW", NULL, NULL },
  { "Nghị quyết 21 NQ/TW", "Nghị quyết", "21 NQ/TW", NULL, NULL },
  { "Nghị quyết số 119/NĐ-CP", "Nghị quyết", "119/NĐ-CP", NULL, NULL },
  { "kế hoạch số 63/KII-UBND", "kế hoạch", "63/KII-UBND", NULL, NULL },
  { "Nghị quyết số 27/2023/NQ- HDNĐ", "Nghị quyết", "27/2023/NQ-HDNĐ", NULL, NULL },
  { "Nghị định 76/NĐCP", "Nghị định", "76/NĐCP", NULL, NULL },
  { "Nghị quyết 19-2016/NQ-CP", "Nghị quyết", "19-2016/NQ-CP", NULL, NULL },
  { "Nghị định số111/2008/NĐ-CP", "Nghị định", "111/2008/NĐ-CP", NULL, NULL },
  { "Quyết định số 12/QĐ–UBND ngày 31/02/2023", "Quyết định", "12/QĐ-UBND", NULL, NULL },
  { "QUYẾT ĐỊNH SỐ 12/QĐ-UBND NGÀY 05/6/2023", "QUYẾT ĐỊNH", "12/QĐ-UBND", "2023-06-05", NULL },
  { "Quyết định số 766 ngày 23/6/2022 của Thủ tướng Chính phủ", "Quyết định", "766", "2022-06-23",
    "Thủ tướng Chính phủ" },
  { "Nghị\u00a0quyết số\u00a076/NQ-CP", "Nghị quyết", "76/NQ-CP", NULL, NULL },
  { "Quyết định số 12/QĐ-\nUBND", "Quyết định", "12/QĐ-UBND", NULL, NULL },
  /* by name */
  { "Luật Giáo dục 2019", "Luật", NULL, NULL, NULL },
  { "Luật Giáo dục số 43/2019/QH14 ngày 14/6/2019", "Luật", "43/2019/QH14", "2019-06-14", NULL },
  { "Bộ luật Lao động ngày 20 tháng 11 năm 2019", "Bộ luật", NULL, "2019-11-20", NULL },
  { "Bản cam kết ngày 05 tháng 9 năm 2023", "Bản cam kết", NULL, "2023-09-05", NULL },
  { "Nghị quyết Đại hội đại biểu Đảng bộ Thành phố lần thứ XVII", "Nghị quyết", NULL, NULL,
    "Đại hội đại biểu Đảng bộ Thành phố" },
  { "Nghị quyết của Đại hội Đảng bộ tỉnh Bình Minh lần thứ X", "Nghị quyết", NULL, NULL,
    "Đại hội Đảng bộ tỉnh Bình Minh" },
};

static void
test_single (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (single); i++)
    {
      g_autofree char *sentence = g_strconcat ("Căn cứ ", single[i].text, NULL);
      g_autoptr (GPtrArray) found = td_document_reference_find_all (sentence);
      const TdDocumentReference *reference;

      g_test_message ("%s", single[i].text);
      g_assert_cmpuint (found->len, ==, 1);
      reference = g_ptr_array_index (found, 0);
      g_assert_cmpuint (reference->start, ==, 7);
      g_assert_cmpuint (reference->start + reference->length, <=, g_utf8_strlen (sentence, -1));
      g_assert_cmpstr (reference->doc_type, ==, single[i].type);
      g_assert_cmpstr (reference->number, ==, single[i].number);
      g_assert_cmpstr (reference->date, ==, single[i].date);
      g_assert_cmpstr (reference->issuer, ==, single[i].issuer);
    }
}

static void
test_names (void)
{
  static const char *const cases[][2] = {
    { "theo Luật Giáo dục 2019 và", "Giáo dục" },
    { "Luật Thủ đô (sửa đổi) trình", "Thủ đô" },
    { "Luật Cán bộ, công chức năm 2008", "Cán bộ, công chức" },
    { "Luật Viên chức, các đơn vị phải", "Viên chức" },
    { "Luật Thi đua, khen thưởng;", "Thi đua, khen thưởng" },
    { "Nghị quyết Đại hội XIII của Đảng", "Đại hội XIII của Đảng" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found = td_document_reference_find_all (cases[i][0]);

      g_test_message ("%s", cases[i][0]);
      g_assert_cmpuint (found->len, ==, 1);
      g_assert_cmpstr (((TdDocumentReference *) g_ptr_array_index (found, 0))->name, ==,
                       cases[i][1]);
    }
}

/* Several in a row: own dates and issuers, shared kinds, and offsets that cut out the very words.
 */
static void
test_several (void)
{
  const char *text =
      "Theo Quyết định số 15/QĐ-UBND ngày 19/5/2023 của Ủy ban nhân dân tỉnh và Quyết định "
      "số 24/QĐ-UBND ngày 11/10/2023; các Nghị định số 1/2020/NĐ-CP, 2/2020/NĐ-CP và "
      "3/2020/NĐ-CP ngày 01/02/2020 của Chính phủ.";
  static const char *const words[] = {
    "Quyết định số 15/QĐ-UBND ngày 19/5/2023 của Ủy ban nhân dân tỉnh",
    "Quyết định số 24/QĐ-UBND ngày 11/10/2023",
    "Nghị định số 1/2020/NĐ-CP",
    "2/2020/NĐ-CP",
    "3/2020/NĐ-CP ngày 01/02/2020 của Chính phủ",
  };
  g_autoptr (GPtrArray) found = td_document_reference_find_all (text);

  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (words));
  for (guint i = 0; i < found->len; i++)
    {
      const TdDocumentReference *reference = g_ptr_array_index (found, i);
      g_autofree char *cut =
          g_utf8_substring (text, reference->start, reference->start + reference->length);

      g_assert_cmpstr (cut, ==, words[i]);
    }
}

static void
test_none (void)
{
  static const char *const texts[] = {
    "",
    "Kế hoạch năm 2024",
    "kế hoạch 2021-2025",
    "báo cáo 6 tháng đầu năm",
    "Thủ trưởng quyết định 12 việc",
    "Kế hoạch số      /KH-SGDĐT",
    "Số:     /KH-SGDĐT",
    "chương trình giáo dục phổ thông 2018",
    "kỷ luật nghiêm minh",
    "công văn đi, công văn đến",
    "Quyết định của Giám đốc Sở",
    "theo quy định của pháp luật",
    "đề án 2 năm",
    "Tỷ lệ 15/18 đơn vị",
    "thông báo số 2 lần",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) found = td_document_reference_find_all (texts[i]);

      g_test_message ("%s", texts[i]);
      g_assert_cmpuint (found->len, ==, 0);
    }
}

/* A citation anywhere in a long text is found: no seam between the parts it is searched in. */
static void
test_seams (void)
{
  const char *citation = "Chương trình hành động số 24-CTr/TU";

  for (guint lead = 7800; lead < 8300; lead++)
    {
      GString *text = g_string_new (NULL);
      g_autoptr (GPtrArray) found = NULL;

      while (text->len < lead)
        g_string_append (text, text->len % 10 == 9 ? " " : "x");
      g_string_append_printf (text, " %s, kết thúc", citation);
      found = td_document_reference_find_all (text->str);
      g_assert_cmpuint (found->len, ==, 1);
      g_assert_cmpuint (((TdDocumentReference *) g_ptr_array_index (found, 0))->start, ==,
                        lead + 1);
      g_assert_cmpstr (((TdDocumentReference *) g_ptr_array_index (found, 0))->doc_type, ==,
                       "Chương trình hành động");
      g_string_free (text, TRUE);
    }
}

static void
test_hostile (void)
{
  static const char *const pieces[] = {
    "Quyết định số ",   "AB-",   "Luật Giáo dục và ", "13/QĐ-UBND, ",
    "Nghị quyết số 1/", "     ", "của UBND ",
  };
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      GString *text = g_string_new ("Nghị quyết số 1/NQ-CP và ");
      g_autoptr (GPtrArray) found = NULL;

      while (text->len < 300000)
        g_string_append (text, pieces[i]);
      found = td_document_reference_find_all (text->str);
      g_assert_cmpuint (found->len, >=, 1);
      g_string_free (text, TRUE);
    }
  /* Linear: well under a second each, even on a slow machine under a sanitizer. */
  g_assert_cmpint (g_get_monotonic_time () - began, <, 60 * G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/document-reference/single", test_single);
  g_test_add_func ("/base/document-reference/names", test_names);
  g_test_add_func ("/base/document-reference/several", test_several);
  g_test_add_func ("/base/document-reference/none", test_none);
  g_test_add_func ("/base/document-reference/seams", test_seams);
  g_test_add_func ("/base/document-reference/hostile", test_hostile);

  return g_test_run ();
}
