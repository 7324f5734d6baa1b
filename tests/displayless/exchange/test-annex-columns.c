/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-annex-columns.h"

#include "td-plan-fixture.h"

static const struct
{
  const char *heading;
  const char *role;
} headings[] = {
  { "STT", "number" },
  { "TT", "number" },
  { "Số TT", "number" },
  { "Nhiệm vụ", "content" },
  { "Nội dung công việc", "content" },
  { "Nội dung", "content" },
  { "Tên nhiệm vụ/Hoạt động", "content" },
  { "Sản phẩm", "product" },
  { "Sản phẩm hoàn thành", "product" },
  { "Kết quả", "product" },
  { "Thời gian hoàn thành", "deadline" },
  { "Thời gian thực hiện/hoàn thành", "deadline" },
  { "Tiến độ", "deadline" },
  { "Thời hạn", "deadline" },
  { "Đơn vị chủ trì", "lead" },
  { "Cơ quan chủ trì", "lead" },
  { "Đơn vị chịu trách nhiệm chính", "lead" },
  { "Đơn vị phối hợp", "coordinating" },
  { "Cơ quan, đơn vị phối hợp thực hiện", "coordinating" },
  { "Đơn vị chủ trì, phối hợp", "assignment" },
  { "Phân công và cách thức thực hiện", "assignment" },
  { "Đơn vị thực hiện", "assignment" },
  { "Ghi chú", "note" },
  { "Mã số", NULL },
};

static void
test_headings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    g_assert_cmpstr (td_annex_column_role (headings[i].heading), ==, headings[i].role);
}

static const TdSourceTable *
first_table (const TdSourceDocument *document)
{
  const TdSourceItem *item = document->items->pdata[0];

  return item->table;
}

static void
assert_roles (const TdAnnexColumns *columns, const char *expected)
{
  g_autofree char *roles = NULL;

  g_assert_nonnull (columns);
  roles = g_strjoinv (" ", (char **) columns->roles);
  g_assert_cmpstr (roles, ==, expected);
}

/* A heading over two columns, with the headings of each below it. */
static void
test_two_rows (void)
{
  static const char *const lines[] = { "[",
                                       "|<^2>STT|<^2>Nội dung|<2>Phân công thực hiện|<^2>Thời gian",
                                       "|<v>|<v>|Chủ trì|Phối hợp|<v>",
                                       "|1|Việc|Văn phòng|Thanh tra|Quý I",
                                       "]",
                                       NULL };
  g_autoptr (TdSourceDocument) document = td_fixture_document (lines);
  g_autoptr (TdAnnexColumns) columns = td_annex_columns_read (first_table (document), 0);

  assert_roles (columns, "number content lead coordinating deadline");
  g_assert_cmpuint (columns->n_rows, ==, 2);
}

static void
test_no_header (void)
{
  static const char *const lines[] = {
    "[", "|1|Xây dựng kế hoạch của năm và trình lãnh đạo|Kế hoạch|Văn phòng Sở|Quý I/2031",
    "|2|Báo cáo kết quả thực hiện với cấp trên|Báo cáo|Thanh tra Sở|Quý II/2031", "]", NULL
  };
  g_autoptr (TdSourceDocument) document = td_fixture_document (lines);
  g_autoptr (TdAnnexColumns) header = td_annex_columns_read (first_table (document), 0);
  g_autoptr (TdAnnexColumns) columns = td_annex_columns_guess (first_table (document));

  g_assert_null (header);
  assert_roles (columns, "number content product lead deadline");
  g_assert_cmpuint (columns->n_guessed, ==, 5);
}

/* A table of figures in the body is no table of tasks. */
static void
test_other_table (void)
{
  static const char *const lines[] = { "[", "|TT|Đơn vị|Số lượng", "|1|Phòng A|12", "]", NULL };
  g_autoptr (TdSourceDocument) document = td_fixture_document (lines);

  g_assert_false (td_annex_columns_in_table (first_table (document)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/annex-columns/headings", test_headings);
  g_test_add_func ("/annex-columns/two-rows", test_two_rows);
  g_test_add_func ("/annex-columns/no-header", test_no_header);
  g_test_add_func ("/annex-columns/other-table", test_other_table);

  return g_test_run ();
}
