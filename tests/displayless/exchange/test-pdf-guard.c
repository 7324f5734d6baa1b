/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-error.h"
#include "td-import.h"
#include "td-pdf-guard.h"
#include "td-pdf-worker.h"

#include <gio/gio.h>
#include <string.h>
#include <sys/resource.h>

/* Small PDF files that make their reader take memory without end are refused, and the program that
 * asked stays small. */

#define MEGABYTE (1024 * 1024)

/* A PDF as it is being written: the places of its objects are noted. */
typedef struct
{
  GString *text;
  GArray *places;
} Pdf;

static void
begin (Pdf *pdf)
{
  pdf->text = g_string_new ("%PDF-1.5\n");
  pdf->places = g_array_new (FALSE, FALSE, sizeof (gsize));
}

static void
add_object (Pdf *pdf, const char *dictionary, GBytes *stream)
{
  g_array_append_val (pdf->places, pdf->text->len);
  g_string_append_printf (pdf->text, "%u 0 obj\n", pdf->places->len);
  if (stream == NULL)
    {
      g_string_append_printf (pdf->text, "<<%s>>\nendobj\n", dictionary);
      return;
    }
  g_string_append_printf (pdf->text, "<<%s /Length %" G_GSIZE_FORMAT ">>\nstream\n", dictionary,
                          g_bytes_get_size (stream));
  g_string_append_len (pdf->text, g_bytes_get_data (stream, NULL),
                       (gssize) g_bytes_get_size (stream));
  g_string_append (pdf->text, "\nendstream\nendobj\n");
}

static GBytes *
finish (Pdf *pdf)
{
  gsize xref = pdf->text->len;

  g_string_append_printf (pdf->text, "xref\n0 %u\n0000000000 65535 f \n", pdf->places->len + 1);
  for (guint i = 0; i < pdf->places->len; i++)
    g_string_append_printf (pdf->text, "%010" G_GSIZE_FORMAT " 00000 n \n",
                            g_array_index (pdf->places, gsize, i));
  g_string_append_printf (
      pdf->text, "trailer\n<</Size %u /Root 1 0 R>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
      pdf->places->len + 1, xref);
  g_array_unref (pdf->places);

  return g_string_free_to_bytes (g_steal_pointer (&pdf->text));
}

/* @chunk again and again, deflated. */
static GBytes *
deflate (const char *chunk, gsize total)
{
  g_autoptr (GConverter) converter =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, converter);
  g_autoptr (GString) block = g_string_new (NULL);

  while (block->len < 65536)
    g_string_append (block, chunk);
  for (gsize done = 0; done < total; done += block->len)
    g_output_stream_write_all (stream, block->str, block->len, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

#define FONT "/Type /Font /Subtype /Type1 /BaseFont /Helvetica"

static GBytes *
one_page (const char *resources, const char *content, gsize total)
{
  Pdf pdf;
  g_autoptr (GBytes) stream = deflate (content, total);
  g_autofree char *page = g_strdup_printf ("/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
                                           "/Contents 4 0 R /Resources <</Font <</F 5 0 R>> %s>>",
                                           resources);

  begin (&pdf);
  add_object (&pdf, "/Type /Catalog /Pages 2 0 R", NULL);
  add_object (&pdf, "/Type /Pages /Count 1 /Kids [3 0 R]", NULL);
  add_object (&pdf, page, NULL);
  add_object (&pdf, "/Filter /FlateDecode", stream);
  add_object (&pdf, FONT, NULL);

  return finish (&pdf);
}

static GBytes *
make_harmless (void)
{
  return one_page ("", "BT /F 14 Tf 72 700 Td (Ke hoach cai cach hanh chinh) Tj ET\n", 1);
}

/* A page without end: reading it takes hours. */
static GBytes *
make_endless_page (void)
{
  return one_page ("", "BT /F 9 Tf 1 0 0 1 72 700 Tm (abcdefgh ijklmnop) Tj ET\n", 300u * MEGABYTE);
}

/* A font of 600 MB in less than one. */
static GBytes *
make_huge_font (void)
{
  Pdf pdf;
  g_autoptr (GBytes) font = deflate ("%!PS-AdobeFont-1.0: A\n", 600u * MEGABYTE);
  g_autoptr (GBytes) content = deflate ("BT /F 14 Tf 72 700 Td (Ke hoach) Tj ET\n", 1);

  begin (&pdf);
  add_object (&pdf, "/Type /Catalog /Pages 2 0 R", NULL);
  add_object (&pdf, "/Type /Pages /Count 1 /Kids [3 0 R]", NULL);
  add_object (&pdf,
              "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
              "/Resources <</Font <</F 5 0 R>>>>",
              NULL);
  add_object (&pdf, "/Filter /FlateDecode", content);
  add_object (&pdf, "/Type /Font /Subtype /Type1 /BaseFont /A /FontDescriptor 6 0 R", NULL);
  add_object (&pdf,
              "/Type /FontDescriptor /FontName /A /Flags 4 /FontBBox [0 0 1000 1000] "
              "/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 /FontFile 7 0 R",
              NULL);
  add_object (&pdf, "/Filter /FlateDecode /Length1 600000000", font);

  return finish (&pdf);
}

static GBytes *
make_many_pages (void)
{
  Pdf pdf;
  g_autoptr (GString) kids = g_string_new ("/Type /Pages /Count 100000 /Kids [");

  for (int i = 0; i < 100000; i++)
    g_string_append (kids, "3 0 R ");
  g_string_append_c (kids, ']');
  begin (&pdf);
  add_object (&pdf, "/Type /Catalog /Pages 2 0 R", NULL);
  add_object (&pdf, kids->str, NULL);
  add_object (&pdf, "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]", NULL);

  return finish (&pdf);
}

/* A picture of 30 000 by 30 000 points. */
static GBytes *
make_huge_image (void)
{
  static const char zeros[] = "\x01\x01\x01\x01\x01\x01\x01\x01";
  Pdf pdf;
  g_autoptr (GBytes) pixels = deflate (zeros, 16u * MEGABYTE);
  g_autoptr (GBytes) content =
      deflate ("q 595 0 0 842 0 0 cm /I Do Q BT /F 14 Tf 72 700 Td (Ke hoach) Tj ET\n", 1);

  begin (&pdf);
  add_object (&pdf, "/Type /Catalog /Pages 2 0 R", NULL);
  add_object (&pdf, "/Type /Pages /Count 1 /Kids [3 0 R]", NULL);
  add_object (&pdf,
              "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
              "/Resources <</Font <</F 5 0 R>> /XObject <</I 6 0 R>>>>",
              NULL);
  add_object (&pdf, "/Filter /FlateDecode", content);
  add_object (&pdf, FONT, NULL);
  add_object (&pdf,
              "/Type /XObject /Subtype /Image /Width 30000 /Height 30000 /BitsPerComponent 8 "
              "/ColorSpace /DeviceGray /Filter /FlateDecode",
              pixels);

  return finish (&pdf);
}

static void
add_page (Pdf *pdf, int turned, int content)
{
  g_autofree char *page =
      g_strdup_printf ("/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d "
                       "/Contents %d 0 R /Resources <</Font <</F 6 0 R>> "
                       "/XObject <</X 10 0 R>> /ExtGState <</G 7 0 R>>>>",
                       turned, content);

  add_object (pdf, page, NULL);
}

/* First a page with a word on it, then one of groups in groups, each as large as the picture; then
 * one whose content is cut off. */
static GBytes *
make_nested_groups (void)
{
  Pdf pdf;
  g_autoptr (GBytes) words = deflate ("BT /F 40 Tf 72 700 Td (Ke hoach) Tj ET\n", 1);
  g_autoptr (GBytes) group = deflate ("/G gs /X Do\n", 1);
  g_autoptr (GBytes) broken = g_bytes_new_static ("BT /F 14 Tf [(", 14);
  begin (&pdf);
  add_object (&pdf, "/Type /Catalog /Pages 2 0 R", NULL);
  add_object (&pdf, "/Type /Pages /Count 3 /Kids [3 0 R 4 0 R 5 0 R]", NULL);
  add_page (&pdf, 90, 8);
  add_page (&pdf, 0, 9);
  add_page (&pdf, 0, 50);
  add_object (&pdf, FONT, NULL);
  add_object (&pdf, "/Type /ExtGState /ca 0.5 /CA 0.5", NULL);
  add_object (&pdf, "/Filter /FlateDecode", words);
  add_object (&pdf, "/Filter /FlateDecode", group);
  for (int i = 10; i < 50; i++)
    {
      g_autofree char *form =
          g_strdup_printf ("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Filter /FlateDecode "
                           "/Group <</S /Transparency /I true>> /Resources "
                           "<</XObject <</X %d 0 R>> /ExtGState <</G 7 0 R>>>>",
                           i + 1);

      add_object (&pdf, form, group);
    }
  add_object (&pdf, "", broken);

  return finish (&pdf);
}

static long
peak_megabytes (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return usage.ru_maxrss / 1024;
}

typedef struct
{
  const char *name;
  GBytes *(*make) (void);
  int code; /* -1: read or refused, whichever; what counts is the memory */
} Case;

static void
test_file (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;
  TdPlanData *plan;

#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("memory is not what it is without AddressSanitizer");
  return;
#endif
  bytes = c->make ();
  start = g_get_monotonic_time ();
  plan = td_import_plan (bytes, "a.pdf", NULL, NULL, NULL, NULL, &error);
  g_test_message ("%s: %" G_GSIZE_FORMAT " KiB, %s, %.1f s, peak %ld MB", c->name,
                  g_bytes_get_size (bytes) / 1024, error != NULL ? error->message : "read",
                  (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC, peak_megabytes ());
  g_assert_true ((plan != NULL) != (error != NULL));
  if (c->code >= 0)
    g_assert_error (error, TD_ERROR, c->code);
  g_assert_cmpint (peak_megabytes (), <, 512);
  g_clear_pointer (&plan, td_plan_data_free);
}

static void
test_harmless (void)
{
  g_autoptr (GBytes) bytes = make_harmless ();
  g_autoptr (GError) error = NULL;

  g_assert_true (td_pdf_guard_check (bytes, "a.pdf", NULL, &error));
  g_assert_no_error (error);
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) bytes = make_harmless ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (td_pdf_guard_check (bytes, "a.pdf", cancellable, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_CANCELLED);
}

static gboolean
has_ink (GBytes *pixels)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (pixels, &length);

  for (gsize i = 0; i < length; i++)
    {
      if (data[i] < 64)
        return TRUE;
    }

  return FALSE;
}

static TdPdfWorker *
open_worker (GBytes *bytes)
{
  g_autoptr (TdPdfWorker) worker = td_pdf_worker_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) pages = td_pdf_worker_open (worker, bytes, &error);

  g_assert_no_error (error);
  g_assert_nonnull (pages);

  return g_steal_pointer (&worker);
}

/* One page is as good as ever after another has taken too much. */
static void
test_worker_pages (void)
{
  g_autoptr (GBytes) bytes = make_nested_groups ();
  g_autoptr (TdPdfWorker) worker = open_worker (bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) word = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GBytes) broken = NULL;

  word = td_pdf_worker_paint (worker, 0, 421, 297, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (word), ==, 421 * 297 * 3);
  g_assert_true (has_ink (word));
  broken = td_pdf_worker_paint (worker, 2, 100, 141, &error);
  g_assert_no_error (error);
  g_assert_false (has_ink (broken));
  g_assert_null (td_pdf_worker_paint (worker, 3, 100, 141, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_FAILED);
  g_clear_error (&error);
#ifndef __SANITIZE_ADDRESS__
  g_assert_null (td_pdf_worker_paint (worker, 1, 5000, 7000, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_TOO_LARGE);
  g_assert_cmpint (peak_megabytes (), <, 512);
  g_clear_error (&error);
#endif
  again = td_pdf_worker_paint (worker, 0, 421, 297, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (again, word));
}

/* Two pages with a word each, one landscape */
static GBytes *
make_words (void)
{
  static const char file[] = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R"
                             "/PageLabels<</Nums[0<</S/r>>1<</S/D>>]>>>>endobj\n"
                             "2 0 obj<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>endobj\n"
                             "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
                             "/Resources<</Font<</F 7 0 R>>>>>>endobj\n"
                             "4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Contents 6 0 R"
                             "/Resources<</Font<</F 7 0 R>>>>>>endobj\n"
                             "5 0 obj<</Length 48>>stream\nBT /F 20 Tf 72 720 Td (Cover of the "
                             "plan) Tj ET \nendstream endobj\n"
                             "6 0 obj<</Length 48>>stream\nBT /F 20 Tf 72 500 Td (Annex of the "
                             "plan) Tj ET \nendstream endobj\n"
                             "7 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
                             "trailer<</Root 1 0 R/Size 8>>\n%%EOF\n";

  return g_bytes_new_static (file, sizeof file - 1);
}

static void
test_worker_words (void)
{
  g_autoptr (GBytes) bytes = make_words ();
  g_autoptr (TdPdfWorker) worker = td_pdf_worker_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) pages = td_pdf_worker_open (worker, bytes, &error);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (TdLayoutRect));
  TdLayoutRect whole = { 1, 0, 0, 0, 0 }, left = { 0, 60, 100, 70, 40 };
  g_autofree char *printed = NULL;
  g_autofree char *text = NULL;
  g_autofree char *part = NULL;
  const TdLayoutRect *place;

  g_assert_no_error (error);
  printed = g_variant_print (pages, FALSE);
  g_assert_cmpstr (printed, ==, "[(595.0, 842.0, 'i'), (842.0, 595.0, '1')]");

  g_assert_true (td_pdf_worker_find (worker, 1, "annex", 10, found, &error));
  g_assert_cmpuint (found->len, ==, 1);
  place = &g_array_index (found, TdLayoutRect, 0);
  g_assert_cmpuint (place->page, ==, 1);
  g_assert_cmpfloat_with_epsilon (place->x, 72, 3);
  g_assert_cmpfloat (place->y, >, 70);
  g_assert_cmpfloat (place->y + place->height, <, 110);
  g_assert_true (td_pdf_worker_find (worker, 0, "annex", 10, found, &error));
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_false (td_pdf_worker_find (worker, 2, "annex", 10, found, &error));
  g_clear_error (&error);

  text = td_pdf_worker_get_text (worker, &whole, &error);
  g_assert_cmpstr (text, ==, "Annex of the plan");
  part = td_pdf_worker_get_text (worker, &left, &error);
  g_assert_cmpstr (part, ==, "Cover");
}

/* What the printer is given has the pages that were asked for, as words. */
static void
test_worker_print (void)
{
  static const guint32 numbers[] = { 1, 0, 1 };
  g_autoptr (GBytes) bytes = make_words ();
  g_autoptr (TdPdfWorker) worker = open_worker (bytes);
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) paper = NULL;
  g_autoptr (TdPdfWorker) reader = NULL;

  g_array_append_vals (order, numbers, G_N_ELEMENTS (numbers));
  paper = td_pdf_worker_print (worker, order, &error);
  g_assert_no_error (error);
  reader = open_worker (paper);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      TdLayoutRect whole = { i, 0, 0, 0, 0 };
      g_autofree char *text = td_pdf_worker_get_text (reader, &whole, &error);

      g_assert_no_error (error);
      /* Blanks come back as the letters were spaced. */
      g_assert_cmpint (*text, ==, numbers[i] == 1 ? 'A' : 'C');
    }
}

static void
test_worker_refuses (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("%PDF-1.7\nnothing of use\n%%EOF\n", 30);
  g_autoptr (TdPdfWorker) worker = td_pdf_worker_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (td_pdf_worker_open (worker, bytes, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_BAD_INPUT);
  g_clear_error (&error);
  g_assert_null (td_pdf_worker_paint (worker, 0, 100, 141, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_FAILED);
}

/* A page that takes for ever */
static void
test_worker_endless (void)
{
  g_autoptr (GBytes) bytes = make_endless_page ();
  g_autoptr (TdPdfWorker) worker = open_worker (bytes);
  g_autoptr (GError) error = NULL;

  g_assert_null (td_pdf_worker_paint (worker, 0, 100, 141, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_TOO_LARGE);
}

static const Case endless = { "endless-page", make_endless_page, TD_ERROR_TOO_LARGE };
static const Case cases[] = {
  { "huge-font", make_huge_font, TD_ERROR_TOO_LARGE },
  { "many-pages", make_many_pages, -1 },
  { "huge-image", make_huge_image, -1 },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/pdf-guard/harmless", test_harmless);
  g_test_add_func ("/exchange/pdf-guard/cancelled", test_cancelled);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/exchange/pdf-guard/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_file);
    }

  g_test_add_func ("/exchange/pdf-worker/pages", test_worker_pages);
  g_test_add_func ("/exchange/pdf-worker/words", test_worker_words);
  g_test_add_func ("/exchange/pdf-worker/print", test_worker_print);
  g_test_add_func ("/exchange/pdf-worker/refuses", test_worker_refuses);
  if (g_getenv ("TD_TEST_FULL") != NULL)
    {
      g_test_add_data_func ("/exchange/pdf-guard/endless-page", &endless, test_file);
      g_test_add_func ("/exchange/pdf-worker/endless-page", test_worker_endless);
    }

  return g_test_run ();
}
