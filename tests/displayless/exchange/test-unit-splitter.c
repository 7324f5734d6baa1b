/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-unit-splitter.h"

#include "td-product-splitter.h"

/* Lists are compared joined by " | ". */
typedef struct
{
  const char *name;
  const char *text;
  const char *lead;         /* of a list of units: the list itself */
  const char *coordinating; /* NULL: no assignment but a list */
} Case;

static const Case unit_cases[] = {
  { "one", "Văn phòng Sở", "Văn phòng Sở" },
  { "empty", "", "" },
  { "semicolons", "Văn phòng Sở; Thanh tra Sở;", "Văn phòng Sở | Thanh tra Sở" },
  { "dashes-on-lines", "- Các phòng thuộc Sở;\n- Các đơn vị trực thuộc.",
    "Các phòng thuộc Sở | Các đơn vị trực thuộc" },
  { "dashes-in-line", "- Phòng Kế hoạch tài chính - Văn phòng Sở",
    "Phòng Kế hoạch tài chính | Văn phòng Sở" },
  { "dash-in-name", "Phòng Kế hoạch - Tài chính", "Phòng Kế hoạch - Tài chính" },
  { "dash-in-dashed-name", "- Phòng Kế hoạch – Tài chính - Văn phòng",
    "Phòng Kế hoạch – Tài chính | Văn phòng" },
  { "comma", "Văn phòng, Thanh tra Sở", "Văn phòng | Thanh tra Sở" },
  { "comma-in-phrase", "Các phòng GDĐT quận, huyện, thị xã", "Các phòng GDĐT quận, huyện, thị xã" },
  { "comma-in-group", "Các cơ quan, đơn vị có liên quan", "Các cơ quan, đơn vị có liên quan" },
  { "comma-in-trio", "các sở, ban, ngành liên quan", "các sở, ban, ngành liên quan" },
  { "comma-in-name", "Phòng Khảo thí, QLCLGD&CNTT", "Phòng Khảo thí, QLCLGD&CNTT" },
  { "comma-after-name", "Khảo thí, QLCLGD&CNTT, Văn phòng", "Khảo thí, QLCLGD&CNTT | Văn phòng" },
  { "comma-short-names", "Văn phòng, TCCB, KHTC", "Văn phòng | TCCB | KHTC" },
  { "comma-groups", "Các phòng Sở, các đơn vị liên quan", "Các phòng Sở | các đơn vị liên quan" },
  { "comma-group-and-office", "Các phòng, Thanh tra Sở", "Các phòng | Thanh tra Sở" },
  { "comma-complete-group", "Các phòng thuộc Sở, đơn vị trực thuộc",
    "Các phòng thuộc Sở | đơn vị trực thuộc" },
  { "comma-bare-group", "Các phòng, đơn vị thuộc Sở", "Các phòng, đơn vị thuộc Sở" },
  { "comma-in-brackets", "Các phòng (TCCB, KHTC); Văn phòng",
    "Các phòng (TCCB, KHTC) | Văn phòng" },
  { "lines", "Văn phòng Sở\nPhòng Tổ chức cán bộ", "Văn phòng Sở | Phòng Tổ chức cán bộ" },
  { "broken-line", "Phòng Tổ chức\ncán bộ", "Phòng Tổ chức cán bộ" },
  { "broken-before-dash", "- Văn phòng Sở\n- Phòng Kế hoạch\n- Tài chính\n- Thanh tra",
    "Văn phòng Sở | Phòng Kế hoạch - Tài chính | Thanh tra" },
  { "numbered", "1. Văn phòng\n2. Thanh tra", "Văn phòng | Thanh tra" },
};

static const Case assignment_cases[] = {
  { "labelled", "- Đơn vị chủ trì: Văn phòng Sở\n- Đơn vị phối hợp: Các phòng thuộc Sở",
    "Văn phòng Sở", "Các phòng thuộc Sở" },
  { "labelled-in-line", "- Đơn vị chủ trì: Văn phòng Sở - Đơn vị phối hợp: Các phòng",
    "Văn phòng Sở", "Các phòng" },
  { "labelled-short", "Chủ trì: Thanh tra; phối hợp: Văn phòng, Phòng TCCB", "Thanh tra",
    "Văn phòng | Phòng TCCB" },
  { "label-then-list", "Chủ trì:\n- Văn phòng\n- Thanh tra\nPhối hợp:\n- Các trường",
    "Văn phòng | Thanh tra", "Các trường" },
  { "sentence",
    "Phòng TCCB chủ trì, phối hợp với các đơn vị có liên quan xây dựng Đề án, gửi Sở Nội vụ",
    "Phòng TCCB", "các đơn vị có liên quan" },
  { "sentence-without-with", "Phòng TCCB chủ trì, phối hợp các đơn vị thực hiện", "Phòng TCCB",
    "các đơn vị" },
  { "sentence-without-comma",
    "Sở Giáo dục và đào tạo chủ trì phối hợp với các sở, ban, ngành liên quan",
    "Sở Giáo dục và đào tạo", "các sở, ban, ngành liên quan" },
  { "first-leads", "Văn phòng phối hợp Thanh tra Sở thực hiện", "Văn phòng", "Thanh tra Sở" },
  { "only-lead", "Phòng TCCB triển khai theo Đề án được phê duyệt", "Phòng TCCB", "" },
  { "two-actors", "- Các phòng thuộc Sở chủ động rà soát\n- Văn phòng Sở tổng hợp, trình lãnh đạo",
    "Các phòng thuộc Sở | Văn phòng Sở", "" },
  { "two-actors-in-line",
    "- Các phòng thuộc Sở chủ động rà soát - Văn phòng Sở tổng hợp, trình lãnh đạo.",
    "Các phòng thuộc Sở | Văn phòng Sở", "" },
  { "helpers-alone", "- Văn phòng Sở chủ trì\n- Các phòng phối hợp thực hiện", "Văn phòng Sở",
    "Các phòng" },
  { "plain-list", "Văn phòng Sở; Thanh tra Sở", "Văn phòng Sở | Thanh tra Sở", "" },
  { "verb-in-name", "Trung tâm Giáo dục thường xuyên tỉnh triển khai",
    "Trung tâm Giáo dục thường xuyên tỉnh", "" },
  { "verb-names-office", "Bộ phận tiếp nhận và trả kết quả, Văn phòng tổng hợp báo cáo",
    "Bộ phận tiếp nhận và trả kết quả | Văn phòng", "" },
  { "verb-of-any-office", "Các phòng thực hiện theo kế hoạch", "Các phòng", "" },
  { "given", "Giao Văn phòng Sở chủ trì tham mưu", "Văn phòng Sở", "" },
  { "none", "", "", "" },
};

static char *
joined (const GPtrArray *texts)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? " | " : "", (char *) texts->pdata[i]);

  return g_string_free (all, FALSE);
}

static void
test_units (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GPtrArray) units = td_unit_splitter_split (c->text);
  g_autofree char *all = joined (units);

  g_assert_cmpstr (all, ==, c->lead);
}

static void
test_assignment (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GPtrArray) lead = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) coordinating = g_ptr_array_new_with_free_func (g_free);

  td_unit_splitter_read_assignment (c->text, lead, coordinating);
  g_autofree char *leads = joined (lead);
  g_autofree char *others = joined (coordinating);
  g_assert_cmpstr (leads, ==, c->lead);
  g_assert_cmpstr (others, ==, c->coordinating);
}

static void
test_partners (void)
{
  g_autoptr (GPtrArray) partners = g_ptr_array_new_with_free_func (g_free);

  td_unit_splitter_read_partners ("Chủ trì triển khai, phối hợp triển khai nội dung khác.",
                                  partners);
  g_assert_cmpuint (partners->len, ==, 0);
  td_unit_splitter_read_partners ("Phối hợp với các phòng chuyên môn soạn thảo văn bản.", partners);
  g_assert_cmpuint (partners->len, ==, 1);
  g_assert_cmpstr (partners->pdata[0], ==, "các phòng chuyên môn");
  g_assert_true (td_unit_splitter_is_unit ("Các đơn vị trực thuộc"));
  g_assert_true (td_unit_splitter_is_unit ("Trung tâm Thông tin"));
  g_assert_false (td_unit_splitter_is_unit ("Cải cách thể chế"));
  g_assert_false (td_unit_splitter_is_unit (NULL));
}

static const Case product_cases[] = {
  { "one", "Kế hoạch", "Kế hoạch" },
  { "paragraphs", "- Kế hoạch năm\n- Báo cáo", "Kế hoạch năm | Báo cáo" },
  { "plain-lines", "Quyết định\nBáo cáo", "Quyết định | Báo cáo" },
  { "dashes-in-line", "- Kế hoạch tuyên truyền - Báo cáo kết quả",
    "Kế hoạch tuyên truyền | Báo cáo kết quả" },
  { "dashes-behind-figures", "- Biên bản kiểm tra năm 2030 - Tờ trình - Công văn số 09 - NQ/TU",
    "Biên bản kiểm tra năm 2030 | Tờ trình | Công văn số 09 - NQ/TU" },
  { "semicolons", "Tờ trình; Quyết định", "Tờ trình | Quyết định" },
  { "comma-kept", "Kế hoạch, thông báo kết luận", "Kế hoạch, thông báo kết luận" },
  { "dash-kept", "Định mức kinh tế - Kỹ thuật", "Định mức kinh tế - Kỹ thuật" },
  { "brackets", "Báo cáo (quý I; quý II)", "Báo cáo (quý I; quý II)" },
  { "broken-line", "Báo cáo kết quả\nthực hiện", "Báo cáo kết quả thực hiện" },
  { "empty", " \n ", "" },
};

static void
test_products (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GPtrArray) products = td_product_splitter_split (c->text);
  g_autofree char *all = joined (products);

  g_assert_cmpstr (all, ==, c->lead);
}

static void
add_cases (const char *prefix, const Case *cases, guint n, GTestDataFunc test)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s", prefix, cases[i].name);
      g_test_add_data_func (path, &cases[i], test);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_cases ("/unit-splitter/rule/plan/unit-comma", unit_cases, G_N_ELEMENTS (unit_cases),
             test_units);
  add_cases ("/unit-splitter/assignment", assignment_cases, G_N_ELEMENTS (assignment_cases),
             test_assignment);
  add_cases ("/product-splitter", product_cases, G_N_ELEMENTS (product_cases), test_products);
  g_test_add_func ("/unit-splitter/partners", test_partners);

  return g_test_run ();
}
