/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo-pdf.h>
#include <string.h>

#include "td-error.h"
#include "td-import.h"

/* A PDF is drawn with cairo and read back. */
typedef struct
{
  GByteArray *data;
  cairo_surface_t *surface;
  cairo_t *cr;
} Pen;

static cairo_status_t
write_data (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
pen_open (Pen *pen)
{
  pen->data = g_byte_array_new ();
  pen->surface = cairo_pdf_surface_create_for_stream (write_data, pen->data, 595, 842);
  pen->cr = cairo_create (pen->surface);
  cairo_set_line_width (pen->cr, 0.5);
}

static void
pen_text (Pen *pen, double x, double y, gboolean bold, const char *text)
{
  cairo_select_font_face (pen->cr, "Liberation Serif", CAIRO_FONT_SLANT_NORMAL,
                          bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (pen->cr, 13);
  cairo_move_to (pen->cr, x, y);
  cairo_show_text (pen->cr, text);
}

static void
pen_line (Pen *pen, double x0, double y0, double x1, double y1)
{
  cairo_move_to (pen->cr, x0, y0);
  cairo_line_to (pen->cr, x1, y1);
  cairo_stroke (pen->cr);
}

static GBytes *
pen_close (Pen *pen)
{
  cairo_destroy (pen->cr);
  cairo_surface_finish (pen->surface);
  cairo_surface_destroy (pen->surface);
  return g_byte_array_free_to_bytes (pen->data);
}

static TdSourceDocument *
read_pen (Pen *pen)
{
  g_autoptr (GBytes) bytes = pen_close (pen);
  g_autoptr (GError) error = NULL;
  TdSourceDocument *document = td_pdf_read (bytes, "a.pdf", NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static const TdSourceItem *
item (const TdSourceDocument *document, guint i)
{
  g_assert_cmpuint (i, <, document->items->len);
  return g_ptr_array_index (document->items, i);
}

static void
assert_cell (const TdSourceTable *table, guint row, guint index, const char *text)
{
  const TdSourceTableRow *r = g_ptr_array_index (table->rows, row);
  g_autofree char *s = td_source_cell_dup_text (g_ptr_array_index (r->cells, index));

  g_assert_cmpstr (s, ==, text);
}

static void
test_paragraphs (void)
{
  g_autoptr (TdSourceDocument) document = NULL;
  Pen pen;

  pen_open (&pen);
  pen_text (&pen, 294, 40, FALSE, "1");
  pen_text (&pen, 120, 100, TRUE, "I. MỤC TIÊU");
  pen_text (&pen, 120, 120, FALSE,
            "- Các trường rà soát phòng học, bàn ghế và thiết bị dạy học, lập");
  pen_text (&pen, 85, 136, FALSE,
            "danh sách gửi về Sở trước khi năm học mới bắt đầu, theo mẫu số 07-");
  pen_text (&pen, 85, 152, FALSE, "KH của Sở.");
  pen_text (&pen, 120, 172, FALSE, "- Việc thứ hai.");
  document = read_pen (&pen);

  g_assert_cmpuint (document->items->len, ==, 3);
  g_assert_cmpstr (item (document, 0)->paragraph->text, ==, "I. MỤC TIÊU");
  g_assert_true (item (document, 0)->paragraph->bold);
  g_assert_cmpfloat_with_epsilon (item (document, 0)->paragraph->font_size, 13, 0.2);
  g_assert_nonnull (strstr (item (document, 1)->paragraph->text, "lập danh sách"));
  g_assert_true (g_str_has_suffix (item (document, 1)->paragraph->text, "07-KH của Sở."));
  g_assert_false (item (document, 1)->paragraph->bold);
  g_assert_cmpstr (item (document, 2)->paragraph->text, ==, "- Việc thứ hai.");
}

static void
draw_grid (Pen *pen, double y, guint rows, gboolean first_merged)
{
  for (guint i = 0; i <= rows; i++)
    pen_line (pen, 80, y + 30 * i, 500, y + 30 * i);
  pen_line (pen, 80, y, 80, y + 30 * rows);
  pen_line (pen, 120, y, 120, y + 30 * rows);
  pen_line (pen, 320, y + (first_merged ? 30 : 0), 320, y + 30 * rows);
  pen_line (pen, 500, y, 500, y + 30 * rows);
}

static void
draw_row (Pen *pen, double y, const char *a, const char *b, const char *c)
{
  pen_text (pen, 90, y + 18, FALSE, a);
  pen_text (pen, 126, y + 18, FALSE, b);
  if (*c != '\0')
    pen_text (pen, 326, y + 18, FALSE, c);
}

static void
test_table (void)
{
  g_autoptr (TdSourceDocument) document = NULL;
  const TdSourceTable *table;
  Pen pen;

  pen_open (&pen);
  draw_grid (&pen, 100, 3, TRUE);
  draw_row (&pen, 100, "I", "Nhóm việc thứ nhất của bảng", "");
  draw_row (&pen, 130, "1", "Việc một", "Quý I");
  draw_row (&pen, 160, "2", "Việc hai", "Quý II");
  document = read_pen (&pen);

  g_assert_cmpuint (document->items->len, ==, 1);
  g_assert_cmpint (item (document, 0)->type, ==, TD_SOURCE_TABLE);
  table = item (document, 0)->table;
  g_assert_true (table->bordered);
  g_assert_cmpuint (table->n_columns, ==, 3);
  g_assert_cmpuint (table->rows->len, ==, 3);
  assert_cell (table, 0, 1, "Nhóm việc thứ nhất của bảng");
  assert_cell (table, 1, 2, "Quý I");
  assert_cell (table, 2, 0, "2");
}

/* RULE domain 6.3: a row without number and with empty cells at the start of a page goes on with
 * the row above; a repeated header is dropped. */
static void
test_table_over_pages (void)
{
  g_autoptr (TdSourceDocument) document = NULL;
  const TdSourceTable *table;
  Pen pen;

  pen_open (&pen);
  draw_grid (&pen, 720, 2, FALSE);
  draw_row (&pen, 720, "TT", "Việc", "Thời hạn");
  draw_row (&pen, 750, "1", "Rà soát và lập danh", "Quý I");
  cairo_show_page (pen.cr);
  draw_grid (&pen, 60, 3, FALSE);
  draw_row (&pen, 60, "TT", "Việc", "Thời hạn");
  draw_row (&pen, 90, " ", "sách phòng học", "");
  draw_row (&pen, 120, "2", "Việc hai", "Quý II");
  document = read_pen (&pen);

  g_assert_cmpuint (document->items->len, ==, 1);
  table = item (document, 0)->table;
  g_assert_cmpuint (table->rows->len, ==, 3);
  g_assert_true (((TdSourceTableRow *) g_ptr_array_index (table->rows, 0))->header);
  assert_cell (table, 1, 1, "Rà soát và lập danh sách phòng học");
  assert_cell (table, 1, 2, "Quý I");
  assert_cell (table, 2, 1, "Việc hai");
}

static void
test_two_columns (void)
{
  g_autoptr (TdSourceDocument) document = NULL;
  const TdSourceTable *table;
  Pen pen;

  pen_open (&pen);
  pen_text (&pen, 100, 80, FALSE, "UBND TỈNH MẪU");
  pen_text (&pen, 300, 80, TRUE, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA");
  pen_text (&pen, 95, 96, TRUE, "SỞ GIÁO DỤC");
  pen_text (&pen, 330, 96, TRUE, "Độc lập - Tự do");
  pen_text (&pen, 85, 160, FALSE,
            "Các phòng rà soát công việc của năm và gửi kết quả về Văn phòng Sở.");
  document = read_pen (&pen);

  g_assert_cmpuint (document->items->len, ==, 2);
  table = item (document, 0)->table;
  g_assert_false (table->bordered);
  g_assert_cmpuint (table->n_columns, ==, 2);
  assert_cell (table, 0, 0, "UBND TỈNH MẪU\nSỞ GIÁO DỤC");
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) scan = NULL;
  g_autoptr (GBytes) good = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Pen pen;

  pen_open (&pen);
  cairo_rectangle (pen.cr, 100, 100, 200, 200);
  cairo_fill (pen.cr);
  scan = pen_close (&pen);
  g_assert_null (td_pdf_read (scan, "scan.pdf", NULL, NULL, NULL, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_BAD_INPUT);
  g_assert_cmpstr (td_error_get_file (error), ==, "scan.pdf");
  g_clear_error (&error);

  pen_open (&pen);
  for (int i = 0; i < 1001; i++)
    cairo_show_page (pen.cr);
  good = pen_close (&pen);
  g_assert_null (td_pdf_read (good, "long.pdf", NULL, NULL, NULL, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_TOO_LARGE);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_null (td_pdf_read (scan, "scan.pdf", NULL, NULL, cancellable, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_CANCELLED);
}

/* Whatever is cut off or overwritten, the answer is a document or an error. */
static void
test_hostile (void)
{
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *data;
  gsize size;
  Pen pen;

  pen_open (&pen);
  draw_grid (&pen, 100, 3, TRUE);
  draw_row (&pen, 130, "1", "Việc một", "Quý I");
  bytes = pen_close (&pen);
  data = g_bytes_get_data (bytes, &size);

  for (guint i = 0; i < 24; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) cut = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (TdSourceDocument) document = NULL;

      for (guint j = 0; j < 20 && i % 2 == 1; j++)
        copy[(i * 7919 + j * 104729) % size] ^= 0x5a;
      cut = g_bytes_new (copy, i % 2 == 0 ? size * i / 24 : size);
      document = td_pdf_read (cut, "a.pdf", NULL, NULL, NULL, &error);
      g_assert_true ((document == NULL) == (error != NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf-reader/paragraphs", test_paragraphs);
  g_test_add_func ("/pdf-reader/table", test_table);
  g_test_add_func ("/pdf-reader/rule/domain-6.3", test_table_over_pages);
  g_test_add_func ("/pdf-reader/two-columns", test_two_columns);
  g_test_add_func ("/pdf-reader/refused", test_refused);
  g_test_add_func ("/pdf-reader/hostile", test_hostile);

  return g_test_run ();
}
