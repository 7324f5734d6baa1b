/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <poppler.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#include "sample-plans.h"
#include "td-error.h"
#include "td-layout.h"
#include "td-pdf-private.h"

typedef struct
{
  char *folder, *path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("tiendo-pdf-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "plan.pdf", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_unlink (f->path);
  g_rmdir (f->folder);
  g_free (f->path);
  g_free (f->folder);
}

static void
write_sample (Fixture *f, SamplePlan plan)
{
  g_autoptr (TdBlock) block = sample_plan_new (plan);
  g_autoptr (TdLayout) layout = td_layout_new (block, td_style_nd30 (), NULL);
  g_autoptr (GError) error = NULL;

  td_pdf_write (layout, f->path, &error);
  g_assert_no_error (error);
}

static PopplerDocument *
open_file (const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_file (uri, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static void
test_text (Fixture *f, gconstpointer data)
{
  PopplerDocument *document;
  g_autofree char *title = NULL, *author = NULL;
  static const char *const in_order[] = { "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "KẾ HOẠCH",
                                          "Căn cứ Nghị định số 30/2020/NĐ-CP",
                                          "I. MỤC ĐÍCH, YÊU CẦU", "II. CHỈ TIÊU VÀ NHIỆM VỤ" };
  const char *at;
  g_autofree char *text = NULL;

  write_sample (f, SAMPLE_NUMBERED);
  document = open_file (f->path);
  title = poppler_document_get_title (document);
  author = poppler_document_get_author (document);
  g_assert_cmpstr (title, ==, "Kế hoạch cải cách hành chính năm 2026");
  g_assert_cmpstr (author, ==, "Sở Giáo dục và Đào tạo tỉnh Bình Minh");
  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);
      g_autofree char *page_text = poppler_page_get_text (page);
      g_autofree char *nfc = g_utf8_normalize (page_text, -1, G_NORMALIZE_NFC);

      g_assert_cmpstr (page_text, ==, nfc);
      /* U+00D0 has the same shape as Đ and would be found by nobody */
      g_assert_null (strstr (page_text, "\303\220"));
      if (i == 0)
        text = g_steal_pointer (&page_text);
      g_object_unref (page);
    }
  at = text;
  for (guint i = 0; i < G_N_ELEMENTS (in_order); i++)
    {
      at = strstr (at, in_order[i]);
      g_assert_nonnull (at);
    }
  g_object_unref (document);
}

static int
count_outline (PopplerIndexIter *iter)
{
  int n = 0;

  if (iter == NULL)
    return 0;
  do
    {
      PopplerAction *action = poppler_index_iter_get_action (iter);
      PopplerIndexIter *child = poppler_index_iter_get_child (iter);

      g_assert_cmpint (action->type, ==, POPPLER_ACTION_GOTO_DEST);
      n += 1 + count_outline (child);
      poppler_action_free (action);
      if (child != NULL)
        poppler_index_iter_free (child);
    }
  while (poppler_index_iter_next (iter));
  return n;
}

static void
test_outline (Fixture *f, gconstpointer data)
{
  PopplerDocument *document;
  PopplerIndexIter *iter;

  write_sample (f, SAMPLE_NUMBERED);
  document = open_file (f->path);
  iter = poppler_index_iter_new (document);
  /* three sections, seven areas, the annex */
  g_assert_cmpint (count_outline (iter), ==, 11);
  poppler_index_iter_free (iter);
  g_object_unref (document);
}

static void
test_fonts (Fixture *f, gconstpointer data)
{
  PopplerDocument *document;
  PopplerFontInfo *info;
  PopplerFontsIter *iter = NULL;
  int n = 0;

  write_sample (f, SAMPLE_WIDE);
  document = open_file (f->path);
  info = poppler_font_info_new (document);
  while (poppler_font_info_scan (info, 100, &iter))
    {
      do
        {
          n++;
          g_assert_true (poppler_fonts_iter_is_embedded (iter));
          g_assert_true (poppler_fonts_iter_is_subset (iter));
          g_assert_null (strstr (poppler_fonts_iter_get_name (iter), "Sans"));
        }
      while (poppler_fonts_iter_next (iter));
      poppler_fonts_iter_free (iter);
    }
  g_assert_cmpint (n, >=, 4);
  g_object_unref (info);
  g_object_unref (document);
}

static int
count_elements (qpdf_data qpdf, qpdf_oh element, const char *kind, const char *key, int *n_with_key)
{
  qpdf_oh children;
  int n = 0;

  if (!qpdf_oh_is_dictionary (qpdf, element))
    return 0;
  if (qpdf_oh_has_key (qpdf, element, "/S") &&
      g_str_equal (qpdf_oh_get_name (qpdf, qpdf_oh_get_key (qpdf, element, "/S")), kind))
    {
      n++;
      *n_with_key += key != NULL && qpdf_oh_has_key (qpdf, element, key) ? 1 : 0;
    }
  children = qpdf_oh_get_key (qpdf, element, "/K");
  if (!qpdf_oh_is_array (qpdf, children))
    return n + count_elements (qpdf, children, kind, key, n_with_key);
  for (int i = 0; i < qpdf_oh_get_array_n_items (qpdf, children); i++)
    n += count_elements (qpdf, qpdf_oh_get_array_item (qpdf, children, i), kind, key, n_with_key);
  return n;
}

static void
check_archive_keys (qpdf_data qpdf)
{
  qpdf_oh root = qpdf_get_root (qpdf);
  qpdf_oh intents = qpdf_oh_get_key (qpdf, root, "/OutputIntents");
  unsigned char *xmp;
  size_t length;
  g_autofree char *text = NULL;

  g_assert_cmpstr (qpdf_oh_get_string_value (qpdf, qpdf_oh_get_key (qpdf, root, "/Lang")), ==,
                   "vi-VN");
  g_assert_true (qpdf_oh_get_bool_value (
      qpdf, qpdf_oh_get_key (qpdf, qpdf_oh_get_key (qpdf, root, "/MarkInfo"), "/Marked")));
  g_assert_true (qpdf_oh_get_bool_value (
      qpdf, qpdf_oh_get_key (qpdf, qpdf_oh_get_key (qpdf, root, "/ViewerPreferences"),
                             "/DisplayDocTitle")));
  g_assert_cmpint (qpdf_oh_get_array_n_items (qpdf, intents), ==, 1);
  g_assert_true (qpdf_oh_has_key (qpdf, qpdf_get_trailer (qpdf), "/ID"));
  g_assert_cmpint (qpdf_oh_get_stream_data (qpdf, qpdf_oh_get_key (qpdf, root, "/Metadata"),
                                            qpdf_dl_generalized, NULL, &xmp, &length),
                   ==, 0);
  text = g_strndup ((const char *) xmp, length);
  g_assert_nonnull (strstr (text, "<pdfaid:part>2</pdfaid:part>"));
  g_assert_nonnull (strstr (text, "Kế hoạch cải"));
  free (xmp);
}

static void
test_archive (Fixture *f, gconstpointer data)
{
  qpdf_data qpdf = qpdf_init ();
  qpdf_oh tree;
  int n_scope = 0, n_header, n_other = 0;

  write_sample (f, SAMPLE_WIDE);
  qpdf_silence_errors (qpdf);
  g_assert_cmpint (qpdf_read (qpdf, f->path, NULL) & QPDF_ERRORS, ==, 0);
  check_archive_keys (qpdf);
  tree = qpdf_oh_get_key (qpdf, qpdf_get_root (qpdf), "/StructTreeRoot");
  n_header = count_elements (qpdf, tree, "/TH", "/A", &n_scope);
  g_assert_cmpint (n_header, ==, 7);
  g_assert_cmpint (n_scope, ==, 7);
  g_assert_cmpint (count_elements (qpdf, tree, "/Table", NULL, &n_other), ==, 1);
  g_assert_cmpint (count_elements (qpdf, tree, "/H1", NULL, &n_other), >=, 2);
  g_assert_cmpint (count_elements (qpdf, tree, "/P", NULL, &n_other), >=, 10);
  qpdf_cleanup (&qpdf);
}

static void
draw_figure (cairo_t *cr, double width, double height, gpointer data)
{
  cairo_rectangle (cr, 0, 0, width, height / 2);
  cairo_fill (cr);
}

static void
test_figure_and_link (Fixture *f, gconstpointer data)
{
  g_autoptr (TdBlock) document = td_block_new_document ("Hình", "Sở");
  TdBlock *part = td_block_append (document, td_block_new_part (FALSE, TD_ORIENTATION_AUTO, NULL));
  g_autoptr (TdLayout) layout = NULL;
  qpdf_data qpdf = qpdf_init ();
  qpdf_oh tree, page;
  int n_alt = 0;

  td_block_append (
      part, td_block_new_figure (100, 60, "Biểu đồ hồ sơ đúng hạn", draw_figure, NULL, NULL));
  td_block_append (part, td_block_new_paragraph ("Xem trang của Sở để biết thêm.",
                                                 "l4+11=https%3A//example.vn/a%20b"));
  layout = td_layout_new (document, td_style_nd30 (), NULL);
  g_assert_true (td_pdf_write (layout, f->path, NULL));
  qpdf_silence_errors (qpdf);
  g_assert_cmpint (qpdf_read (qpdf, f->path, NULL) & QPDF_ERRORS, ==, 0);
  tree = qpdf_oh_get_key (qpdf, qpdf_get_root (qpdf), "/StructTreeRoot");
  g_assert_cmpint (count_elements (qpdf, tree, "/Figure", "/Alt", &n_alt), ==, 1);
  g_assert_cmpint (n_alt, ==, 1);
  page = qpdf_get_page_n (qpdf, 0);
  g_assert_cmpint (qpdf_oh_get_array_n_items (qpdf, qpdf_oh_get_key (qpdf, page, "/Annots")), ==,
                   1);
  qpdf_cleanup (&qpdf);
}

/* What cannot be prepared is refused with the file's name, and nothing is left behind. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *bytes;
    TdErrorCode code;
  } cases[] = {
    { "", TD_ERROR_BAD_INPUT },
    { "not a pdf at all", TD_ERROR_BAD_INPUT },
    { "%PDF-1.7\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF", TD_ERROR_BAD_INPUT },
  };
  g_autofree char *in = g_build_filename (f->folder, "in.pdf", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (in, cases[i].bytes, -1, NULL));
      g_assert_false (td_pdf_prepare (in, f->path, &error));
      g_assert_error (error, TD_ERROR, (int) cases[i].code);
      g_assert_cmpstr (td_error_get_file (error), ==, in);
      g_assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
    }
  g_unlink (in);
}

static void
test_no_half_file (Fixture *f, gconstpointer data)
{
  g_autoptr (TdBlock) block = sample_plan_new (SAMPLE_LETTER);
  g_autoptr (TdLayout) layout = td_layout_new (block, td_style_nd30 (), NULL);
  g_autofree char *nowhere = g_build_filename (f->folder, "missing", "plan.pdf", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;

  g_assert_false (td_pdf_write (layout, nowhere, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_FAILED);
  folder = g_dir_open (f->folder, 0, NULL);
  g_assert_null (g_dir_read_name (folder));
}

static void
test_prepare_twice (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  PopplerDocument *document;

  write_sample (f, SAMPLE_LETTER);
  td_pdf_prepare (f->path, f->path, &error);
  g_assert_no_error (error);
  document = open_file (f->path);
  g_assert_cmpint (poppler_document_get_n_pages (document), ==, 1);
  g_object_unref (document);
}

static guint32
big_endian (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

static void
test_icc (void)
{
  g_autoptr (GBytes) profile = td_icc_srgb ();
  gsize length;
  const guint8 *data = g_bytes_get_data (profile, &length);
  guint32 n_tags;

  g_assert_cmpuint (length, >, 132);
  g_assert_cmpuint (big_endian (data), ==, length);
  g_assert_cmpmem (data + 12, 12, "mntrRGB XYZ ", 12);
  g_assert_cmpmem (data + 36, 4, "acsp", 4);
  n_tags = big_endian (data + 128);
  g_assert_cmpuint (n_tags, ==, 9);
  for (guint i = 0; i < n_tags; i++)
    {
      const guint8 *tag = data + 132 + 12 * i;

      g_assert_cmpuint (big_endian (tag + 4) % 4, ==, 0);
      g_assert_cmpuint (big_endian (tag + 4) + big_endian (tag + 8), <=, length);
    }
}

static void
test_xmp_escapes (void)
{
  g_autofree char *xmp = td_pdf_make_xmp ("A & B <c>", NULL, "", NULL, "p", "q", NULL);

  g_assert_nonnull (strstr (xmp, "A &amp; B &lt;c&gt;"));
  g_assert_null (strstr (xmp, "dc:creator"));
  g_assert_null (strstr (xmp, "xmp:CreateDate"));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/document/pdf/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  ADD ("text", test_text);
  ADD ("outline", test_outline);
  ADD ("fonts", test_fonts);
  ADD ("archive", test_archive);
  ADD ("figure-and-link", test_figure_and_link);
  ADD ("refused", test_refused);
  ADD ("no-half-file", test_no_half_file);
  ADD ("prepare-twice", test_prepare_twice);
  g_test_add_func ("/document/pdf/icc", test_icc);
  g_test_add_func ("/document/pdf/xmp", test_xmp_escapes);
  return g_test_run ();
}
