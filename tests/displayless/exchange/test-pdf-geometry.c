/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "td-pdf-geometry.h"

static void
add_rule (GArray *rules, gboolean vertical, double at, double from, double to)
{
  TdPdfRule rule = { vertical, at, from, to };

  g_array_append_val (rules, rule);
}

static void
test_grid (void)
{
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (TdPdfRule));
  g_autoptr (GPtrArray) grids = NULL;
  const TdPdfGrid *grid;
  const TdPdfGridCell *cell;

  /* three columns, the second row is one cell over the last two */
  for (int i = 0; i < 4; i++)
    add_rule (rules, FALSE, 100 + 20 * i, 50, 350);
  for (int i = 0; i < 4; i++)
    if (i != 2)
      add_rule (rules, TRUE, 50 + 100 * i, 100, 160);
  add_rule (rules, TRUE, 250, 100, 120);
  add_rule (rules, TRUE, 250, 140, 160);

  grids = td_pdf_grids_find (rules);
  g_assert_cmpuint (grids->len, ==, 1);
  grid = g_ptr_array_index (grids, 0);
  g_assert_cmpuint (grid->xs->len, ==, 4);
  g_assert_cmpuint (grid->ys->len, ==, 4);
  g_assert_cmpuint (grid->cells->len, ==, 8);
  cell = td_pdf_grid_cell_at (grid, 300, 130);
  g_assert_cmpuint (cell->row, ==, 1);
  g_assert_cmpuint (cell->column, ==, 1);
  g_assert_cmpuint (cell->column_span, ==, 2);
  g_assert_null (td_pdf_grid_cell_at (grid, 400, 130));
}

static void
test_grid_open_sides (void)
{
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (TdPdfRule));
  g_autoptr (GPtrArray) grids = NULL;

  for (int i = 0; i < 3; i++)
    add_rule (rules, FALSE, 100 + 20 * i, 50, 350);
  add_rule (rules, TRUE, 200, 100, 140);
  grids = td_pdf_grids_find (rules);
  g_assert_cmpuint (grids->len, ==, 1);
  g_assert_cmpuint (((TdPdfGrid *) g_ptr_array_index (grids, 0))->cells->len, ==, 4);
}

/* The stem of a letter above the table, in line with a border, opens no row there. */
static void
test_grid_with_stem (void)
{
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (TdPdfRule));
  g_autoptr (GPtrArray) grids = NULL;

  for (int i = 0; i < 3; i++)
    add_rule (rules, FALSE, 100 + 20 * i, 50, 350);
  for (int i = 0; i < 4; i++)
    add_rule (rules, TRUE, 50 + 100 * i, i == 2 ? 90 : 100, 140);
  grids = td_pdf_grids_find (rules);
  g_assert_cmpuint (grids->len, ==, 1);
  g_assert_cmpuint (((TdPdfGrid *) g_ptr_array_index (grids, 0))->ys->len, ==, 3);

  /* a row cut by the page end is open at all its borders */
  g_array_set_size (rules, 3);
  for (int i = 0; i < 4; i++)
    add_rule (rules, TRUE, 50 + 100 * i, 80, 140);
  g_ptr_array_unref (grids);
  grids = td_pdf_grids_find (rules);
  g_assert_cmpuint (((TdPdfGrid *) g_ptr_array_index (grids, 0))->ys->len, ==, 4);
}

/* An underline ends with its words; the border under the bold line of an area row does not. */
static void
test_border_under_words (void)
{
  TdPdfPage *page = td_pdf_page_new (1, 595, 842);

  td_pdf_page_add_word (page, "Cải cách thủ tục hành chính", (TdPdfBox){ 84, 100, 300, 114 }, 12);
  td_pdf_page_add_word (page, "1", (TdPdfBox){ 60, 100, 66, 114 }, 12);
  add_rule (page->rules, FALSE, 112, 80, 304);
  add_rule (page->rules, FALSE, 112.5, 84, 300);

  td_pdf_page_drop_text_rules (page);
  g_assert_cmpuint (page->rules->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (g_array_index (page->rules, TdPdfRule, 0).to, 304, 0.1);
  td_pdf_page_free (page);
}

static void
test_frame_is_no_table (void)
{
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (TdPdfRule));
  g_autoptr (GPtrArray) grids = NULL;

  add_rule (rules, FALSE, 20, 20, 500);
  add_rule (rules, FALSE, 800, 20, 500);
  add_rule (rules, TRUE, 20, 20, 800);
  add_rule (rules, TRUE, 500, 20, 800);
  grids = td_pdf_grids_find (rules);
  g_assert_cmpuint (grids->len, ==, 0);
}

/* Solid, dotted and grey lines are found, a filled area is not. */
static void
test_rules (void)
{
  enum
  {
    W = 200,
    H = 200
  };
  g_autofree guint8 *grey = g_malloc (W * H);
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (TdPdfRule));

  memset (grey, 255, W * H);
  for (int i = 20; i < 180; i++)
    {
      grey[30 * W + i] = 0;
      if (i % 3 == 0)
        grey[60 * W + i] = 0;
      grey[i * W + 100] = 160;
    }
  /* the tail of a letter that touches a border does not cut it */
  for (int y = 26; y < 36; y++)
    memset (grey + y * W + 50, 0, 8);
  for (int y = 120; y < 170; y++)
    memset (grey + y * W + 130, 40, 40);

  td_pdf_rules_find (grey, W, H, 0.5, rules);
  g_assert_cmpuint (rules->len, ==, 3);
  g_assert_false (g_array_index (rules, TdPdfRule, 0).vertical);
  g_assert_cmpfloat_with_epsilon (g_array_index (rules, TdPdfRule, 0).to, 90, 0.6);
  g_assert_cmpfloat_with_epsilon (g_array_index (rules, TdPdfRule, 0).at, 15.25, 0.5);
  g_assert_cmpfloat_with_epsilon (g_array_index (rules, TdPdfRule, 0).from, 10, 0.6);
  g_assert_cmpfloat_with_epsilon (g_array_index (rules, TdPdfRule, 1).at, 30.25, 0.5);
  g_assert_true (g_array_index (rules, TdPdfRule, 2).vertical);
}

/* Words that had no room in their column were broken in themselves. */
static void
test_joint (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    gboolean tight;
  } cases[] = {
    { "Phò", "ng", TRUE },           { "các trườ", "ng học", TRUE }, { "Năm 202", "5", TRUE },
    { "31/03/202", "5", TRUE },      { "07-", "NQ/TU", TRUE },       { "giá", "o dục", TRUE },
    { "Thường", "xuyên", FALSE },    { "Quý I", "năm 2025", FALSE }, { "Quý", "II/2025", FALSE },
    { "năm 2024", "25 lớp", FALSE }, { "UBND", "tỉnh", FALSE },      { "quý 2", "2025", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TdPdfPage *page = td_pdf_page_new (1, 595, 842);
      TdPdfLine *lines[2];

      g_test_message ("%s|%s", cases[i].before, cases[i].after);
      for (guint n = 0; n < 2; n++)
        {
          TdPdfBox box = { 100, 100 + 14 * n, 148, 112 + 14 * n };
          lines[n] = td_pdf_line_new (1);
          td_pdf_line_add (lines[n], td_pdf_page_add_word (
                                         page, n == 0 ? cases[i].before : cases[i].after, box, 12));
          td_pdf_line_finish (lines[n]);
          lines[n]->left = 100;
          lines[n]->right = 150;
        }
      g_assert_cmpint (td_pdf_joint_is_tight (cases[i].before, lines[0], lines[1]), ==,
                       cases[i].tight);
      lines[0]->right = 400; /* there was room for more words */
      if (g_unichar_islower (g_utf8_get_char (cases[i].after)))
        g_assert_false (td_pdf_joint_is_tight (cases[i].before, lines[0], lines[1]));
      td_pdf_line_free (lines[0]);
      td_pdf_line_free (lines[1]);
      td_pdf_page_free (page);
    }
}

static void
test_page_number (void)
{
  static const struct
  {
    const char *text;
    gboolean is;
  } cases[] = { { "2", TRUE },       { "- 12 -", TRUE }, { "iv", TRUE },      { "XII", TRUE },
                { "Trang 3", TRUE }, { "3/17", TRUE },   { "2024.", FALSE },  { "I. Một", FALSE },
                { "", FALSE },       { "12345", FALSE }, { "3 việc", FALSE }, { "iiv", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (td_pdf_furniture_is_page_number (cases[i].text), ==, cases[i].is);
    }
}

static void
test_turn (void)
{
  for (int upwards = 0; upwards < 2; upwards++)
    {
      TdPdfPage *page = td_pdf_page_new (1, 600, 800);
      TdPdfWord *word = td_pdf_page_add_word (page, "a", (TdPdfBox){ 100, 200, 110, 260 }, 12);
      TdPdfRule *rule;

      add_rule (page->rules, TRUE, 100, 200, 260);
      td_pdf_page_turn (page, upwards);
      g_assert_cmpfloat (page->width, ==, 800);
      g_assert_cmpfloat (word->box.x0, ==, upwards ? 540 : 200);
      g_assert_cmpfloat (word->box.y0, ==, upwards ? 100 : 490);
      rule = &g_array_index (page->rules, TdPdfRule, 0);
      g_assert_false (rule->vertical);
      g_assert_cmpfloat (rule->from, ==, word->box.x0);
      g_assert_cmpfloat (rule->at, ==, upwards ? 100 : 500);
      td_pdf_page_free (page);
    }
}

static void
test_marks (void)
{
  static const struct
  {
    const char *text;
    gboolean is;
  } cases[] = { { "- Một", TRUE },      { "1. Một", TRUE },     { "1.2. Một", TRUE },
                { "1.2 Một", TRUE },    { "1.14 điểm", FALSE }, { "a) Một", TRUE },
                { "đ) Một", TRUE },     { "(1) Một", TRUE },    { "IV. Một", TRUE },
                { "2024. Một", FALSE }, { "Một", FALSE },       { "100% Một", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TdPdfPage *page = td_pdf_page_new (1, 600, 800);
      g_auto (GStrv) words = g_strsplit (cases[i].text, " ", -1);
      TdPdfLine *line = td_pdf_line_new (1);

      for (guint j = 0; words[j] != NULL; j++)
        td_pdf_line_add (line, td_pdf_page_add_word (
                                   page, words[j], (TdPdfBox){ j * 50, 10, j * 50 + 40, 24 }, 12));
      td_pdf_line_finish (line);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (td_pdf_line_starts_with_mark (line), ==, cases[i].is);
      td_pdf_line_free (line);
      td_pdf_page_free (page);
    }
}

/* A line of a table without rulings: the words of each column, NULL for none; 60 points a column
 * after the numbers, five to a word. */
static void
add_line (TdPdfPage *page, double y, const char *const *cells)
{
  static const double starts[] = { 50, 80, 240, 330, 430 };

  for (guint c = 0; c < 5; c++)
    {
      g_auto (GStrv) words = g_strsplit (cells[c] != NULL ? cells[c] : "", " ", -1);
      double x = starts[c];

      for (guint w = 0; words[w] != NULL; w++)
        {
          double width = 5.0 * (double) g_utf8_strlen (words[w], -1);

          if (*words[w] == '\0')
            continue;
          td_pdf_page_add_word (page, words[w], (TdPdfBox){ x, y, x + width, y + 12 }, 12);
          x += width + 3;
        }
    }
}

/* Tables without rulings: the numbers at the top of their rows, and in the middle of them. */
static void
test_plain_grid (void)
{
  static const char *const head[] = { "STT", "Công việc", "Kết quả", "Chủ trì", "Thời hạn" };
  static const char *const lines[2][6][5] = {
    { { "I", "Lĩnh vực thứ nhất chạy qua cả hai cột", NULL, NULL, NULL },
      { "1", "Lập danh mục văn bản", "Danh mục", "Văn phòng", "Quý I" },
      { NULL, "cần thay thế trong năm", NULL, NULL, NULL },
      { "2", "Mở lớp tập huấn", "Hai lớp", "Phòng Tổ", "Quý II" },
      { NULL, "cho viên chức", NULL, "chức", NULL },
      { NULL, "ở các trường", NULL, NULL, NULL } },
    { { "I", "Lĩnh vực thứ nhất chạy qua cả hai cột", NULL, NULL, NULL },
      { NULL, "Lập danh mục văn bản", "Danh mục", "Văn phòng", "Quý I" },
      { "1", "cần thay thế trong", NULL, NULL, NULL },
      { NULL, "năm nay", NULL, NULL, NULL },
      { NULL, "Mở lớp tập huấn", "Hai lớp", "Phòng Tổ", "Quý II" },
      { "2", "cho viên chức", NULL, "chức", NULL } },
  };
  static const guint second_row_line[2] = { 3, 4 };

  for (guint form = 0; form < 2; form++)
    {
      TdPdfPage *page = td_pdf_page_new (1, 595, 842);
      g_autoptr (GPtrArray) pages =
          g_ptr_array_new_with_free_func ((GDestroyNotify) td_pdf_page_free);
      const TdPdfGrid *grid;
      const TdPdfGridCell *cell;

      g_ptr_array_add (pages, page);
      add_line (page, 100, head);
      for (guint i = 0; i < 6; i++)
        add_line (page, 120 + 14 * i, lines[form][i]);
      td_pdf_plain_grids_find (pages);
      g_assert_cmpuint (page->grids->len, ==, 1);
      grid = g_ptr_array_index (page->grids, 0);
      g_assert_cmpuint (grid->xs->len, ==, 6);
      g_assert_cmpuint (grid->ys->len, ==, 5);
      cell = td_pdf_grid_cell_at (grid, 300, 126);
      g_assert_cmpuint (cell->column, ==, 1);
      g_assert_cmpuint (cell->column_span, ==, 4);
      for (guint i = 1; i < 6; i++)
        {
          cell = td_pdf_grid_cell_at (grid, 100, 126 + 14 * i);
          g_assert_cmpuint (cell->column, ==, 1);
          g_assert_cmpuint (cell->row, ==, i < second_row_line[form] ? 2 : 3);
        }
    }
}

/* A page that begins with the rest of a row, rows without a number among those with one in their
 * middle, a number that its column breaks in two, and an area whose number is its first word. */
static void
test_plain_grid_starts (void)
{
  static const char *const head[] = { "STT", "Công việc", "Kết quả", "Chủ trì", "Thời hạn" };
  static const struct
  {
    const char *cells[5];
    guint row;
  } lines[] = {
    { { NULL, "nội dung của trang trước.", NULL, NULL, NULL }, 1 },
    { { "XVI", "Lĩnh vực thứ nhất chạy qua cả hai cột", NULL, NULL, NULL }, 2 },
    { { "I", NULL, NULL, NULL, NULL }, 2 },
    { { NULL, "Lập danh mục văn bản", "Danh mục", "Văn phòng", "Quý I" }, 3 },
    { { "1", "Thông tư cần thay thế", NULL, "Sở", NULL }, 3 },
    { { NULL, "trong năm nay", NULL, NULL, NULL }, 3 },
    { { NULL, "Bồi dưỡng viên chức", "Kế hoạch", "Phòng Tổ", "Quý I" }, 4 },
    { { NULL, "theo Đề án", NULL, "chức", NULL }, 4 },
    { { NULL, "Mở lớp tập huấn", "Hai lớp", "Phòng Tổ", "Quý II" }, 5 },
    { { "2", "cho viên chức", NULL, "chức", NULL }, 5 },
    { { "V. Lĩnh vực mang số ngay trước tên của nó", NULL, NULL, NULL, NULL }, 6 },
    { { NULL, "Số hóa hồ sơ", "Kho số", "Văn phòng", "Quý IV" }, 7 },
    { { "3", "lưu trữ của Sở", NULL, "Sở", NULL }, 7 },
  };
  TdPdfPage *page = td_pdf_page_new (1, 595, 842);
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) td_pdf_page_free);
  const TdPdfGrid *grid;

  g_ptr_array_add (pages, page);
  add_line (page, 90, head);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    add_line (page, 120 + 14 * i, lines[i].cells);
  td_pdf_plain_grids_find (pages);
  g_assert_cmpuint (page->grids->len, ==, 1);
  grid = g_ptr_array_index (page->grids, 0);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const TdPdfGridCell *cell = td_pdf_grid_cell_at (grid, 100, 126 + 14 * i);

      g_test_message ("line %u", i);
      g_assert_cmpuint (cell->row, ==, lines[i].row);
      g_assert_cmpuint (cell->column, ==, lines[i].row == 6 ? 0 : 1);
      g_assert_cmpuint (cell->column_span, ==, lines[i].row == 6 ? 5 : lines[i].row == 2 ? 4 : 1);
    }
}

/* Text that only speaks of numbers is no table. */
static void
test_no_plain_grid (void)
{
  static const char *const words[] = { "TT", "là số thứ tự", "của mỗi", "dòng", "trong bảng" };
  static const char *const text[] = { NULL,
                                      "Đoạn văn này chạy suốt qua chỗ của mọi cột trong trang",
                                      NULL, NULL, NULL };
  TdPdfPage *page = td_pdf_page_new (1, 595, 842);
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) td_pdf_page_free);

  g_ptr_array_add (pages, page);
  add_line (page, 100, words);
  for (guint i = 0; i < 6; i++)
    add_line (page, 120 + 14 * i, text);
  td_pdf_plain_grids_find (pages);
  g_assert_cmpuint (page->grids->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf-geometry/grid", test_grid);
  g_test_add_func ("/pdf-geometry/grid-open-sides", test_grid_open_sides);
  g_test_add_func ("/pdf-geometry/grid-with-stem", test_grid_with_stem);
  g_test_add_func ("/pdf-geometry/border-under-words", test_border_under_words);
  g_test_add_func ("/pdf-geometry/frame-is-no-table", test_frame_is_no_table);
  g_test_add_func ("/pdf-geometry/rules", test_rules);
  g_test_add_func ("/pdf-geometry/plain-grid", test_plain_grid);
  g_test_add_func ("/pdf-geometry/plain-grid-starts", test_plain_grid_starts);
  g_test_add_func ("/pdf-geometry/no-plain-grid", test_no_plain_grid);
  g_test_add_func ("/pdf-geometry/joint", test_joint);
  g_test_add_func ("/pdf-geometry/page-number", test_page_number);
  g_test_add_func ("/pdf-geometry/turn", test_turn);
  g_test_add_func ("/pdf-geometry/marks", test_marks);

  return g_test_run ();
}
