/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <math.h>
#include <string.h>

#include <cairo.h>
#include <glib/gstdio.h>

#include "td-der.h"
#include "td-error.h"
#include "td-pdf-filter.h"
#include "td-pdf-pages.h"
#include "td-picture.h"
#include "td-sign-private.h"
#include "td-verify.h"

/* -- objects */

static char *
read_again (const char *text, gsize length)
{
  g_autoptr (TdArena) arena = td_arena_new ();
  TdPdfReader reader = { (const guint8 *) text, length, 0, arena };
  TdPdfObject *object = td_pdf_read_object (&reader);
  GString *out = g_string_new (NULL);

  if (object == NULL)
    return g_string_free (out, TRUE);
  td_pdf_write_object (out, object);
  return g_string_free (out, FALSE);
}

static void
test_objects (void)
{
  static const struct
  {
    const char *text, *written; /* NULL: refused */
  } cases[] = {
    { "null", "null" },
    { "true", "true" },
    { "truely", NULL },
    { "-17", "-17" },
    { "+4", "4" },
    { "1.50", "1.50" },
    { ".5", ".5" },
    { "1.2.3", NULL },
    { "--1", NULL },
    { "12345678901234567890", NULL },
    { "12 0 R", "12 0 R" },
    { "0 0 R", "0" },
    { "12 0 Rx", "12" },
    { "/A#42c", "/ABc" },
    { "/A#4", NULL },
    { "/A#00", NULL },
    { "/", "/" },
    { "(a(b)c)", "<6128622963>" },
    { "(\\101\\n\\)\\\n)", "<410a29>" },
    { "(a\r\nb)", "<610a62>" },
    { "(open", NULL },
    { "<4 1 4>", "<4140>" },
    { "<4x>", NULL },
    { "<41", NULL },
    { "[1 /A[2]]", "[ 1 /A [ 2 ] ]" },
    { "[1 2", NULL },
    { "<</A 1%x\n/B<<>>>>", "<< /A 1 /B << >> >>" },
    { "<< /A 1 /A 1 >>", NULL },
    { "<< /A >>", NULL },
    { "<< 1 2 >>", NULL },
    { "<< /A 1 >", NULL },
    { "", NULL },
    { "% only a comment", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *written = read_again (cases[i].text, strlen (cases[i].text));

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (written, ==, cases[i].written);
    }
}

static void
test_deep_objects (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *shallow = NULL, *deep = NULL;

  for (guint i = 0; i < 90; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < 90; i++)
    g_string_append_c (text, ']');
  shallow = read_again (text->str, text->len);
  g_assert_nonnull (shallow);
  for (guint i = 0; i < 100000; i++)
    g_string_prepend_c (text, '[');
  deep = read_again (text->str, text->len);
  g_assert_null (deep);
}

/* Many keys are looked up in another way than few. */
static void
test_keys_that_stand_twice (void)
{
  for (guint n = 2; n < 200; n += 33)
    for (guint again = 0; again <= n; again += n / 2)
      {
        g_autoptr (GString) text = g_string_new ("<<");
        g_autofree char *written = NULL;

        for (guint i = 0; i < n; i++)
          g_string_append_printf (text, "/K%u %u", i, i);
        if (again < n)
          g_string_append_printf (text, "/K%u 1", again);
        g_string_append (text, ">>");
        written = read_again (text->str, text->len);
        g_assert_cmpint (written == NULL, ==, again < n);
      }
}

static void
test_texts (void)
{
  static const struct
  {
    const char *string, *text;
  } cases[] = {
    { "<feff00531ed10020>", "Số " },
    { "<feff1ed1d83ddcc4>", "ố📄" },
    { "(plain)", "plain" },
    { "<efbbbf54c3a9>", "Té" },
    { "<e9>", "é" },
  };
  g_autoptr (TdArena) arena = td_arena_new ();
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TdPdfReader reader = { (const guint8 *) cases[i].string, strlen (cases[i].string), 0, arena };
      g_autofree char *text = td_pdf_dup_text (td_pdf_read_object (&reader));

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  td_pdf_write_text (out, "Số 📄");
  g_assert_cmpstr (out->str, ==, "<feff00531ed10020d83ddcc4>");
}

static void
test_reals (void)
{
  static const struct
  {
    double value;
    const char *text;
  } cases[] = {
    { 0, "0" },      { 12, "12" }, { 0.5, "0.5" }, { -0.0001, "0" }, { 1234.5678, "1234.568" },
    { -3.1, "-3.1" }
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      td_pdf_write_real (out, cases[i].value);
      g_assert_cmpstr (out->str, ==, cases[i].text);
    }
}

/* -- packed data */

static void
test_filter (void)
{
  static const guint8 plain[] = "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbb";
  g_autoptr (GByteArray) packed = td_pdf_deflate (plain, sizeof plain);
  g_autoptr (GByteArray) again = td_pdf_inflate (packed->data, packed->len, 1000);
  g_autoptr (GByteArray) limited = td_pdf_inflate (packed->data, packed->len, 10);
  g_autoptr (GByteArray) cut = td_pdf_inflate (packed->data, packed->len - 5, 1000);

  g_assert_cmpmem (again->data, again->len, plain, sizeof plain);
  g_assert_null (limited);
  g_assert_null (cut);
}

/* Rows of two bytes, each made in another way of the five */
static void
test_predictor (void)
{
  static const guint8 rows[] = { 0, 1, 2, 1, 1, 1, 2, 1, 1, 3, 1, 1, 4, 1, 1 };
  static const guint8 wanted[] = { 1, 2, 1, 2, 2, 3, 2, 3, 3, 4 };
  static const char words[] =
      "<< /Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2 >> >>";
  g_autoptr (TdArena) arena = td_arena_new ();
  g_autoptr (GByteArray) packed = td_pdf_deflate (rows, sizeof rows);
  TdPdfReader reader = { (const guint8 *) words, sizeof words - 1, 0, arena };
  TdPdfObject *stream = td_pdf_read_object (&reader);
  g_autoptr (GByteArray) data = NULL;

  stream->is_stream = TRUE;
  stream->data_length = packed->len;
  data = td_pdf_unpack (stream, packed->data, 1000);
  g_assert_nonnull (data);
  g_assert_cmpmem (data->data, data->len, wanted, sizeof wanted);
}

static void
test_der (void)
{
  static const struct
  {
    const guint8 bytes[8];
    gsize length;
    gboolean good;
  } cases[] = {
    { { 0x30, 0x00 }, 2, TRUE },
    { { 0x04, 0x02, 1, 2 }, 4, TRUE },
    { { 0x04, 0x02, 1 }, 3, FALSE },             /* too short */
    { { 0x04, 0x81, 0x02, 1, 2 }, 5, FALSE },    /* a longer length than needed */
    { { 0x30, 0x80, 0, 0 }, 4, FALSE },          /* of open length */
    { { 0x04, 0x82, 0x00, 0x81 }, 4, FALSE },    /* zero in front of a length */
    { { 0x1f, 0x81, 0x01, 0x00 }, 4, FALSE },    /* a tag of several bytes */
    { { 0x04, 0x85, 1, 1, 1, 1, 1 }, 7, FALSE }, /* a length nothing has */
    { { 0x04 }, 1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TdSpan rest = { cases[i].bytes, cases[i].length };
      TdDer value;

      g_assert_cmpint (td_der_next (&rest, &value), ==, cases[i].good);
    }
}

/* -- files */

static const char small[] =
    "%PDF-1.4\n"
    "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
    "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 200] >>\nendobj\n"
    "xref\n0 4\n"
    "0000000000 65535 f \n"
    "0000000009 00000 n \n"
    "0000000058 00000 n \n"
    "0000000115 00000 n \n"
    "trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n186\n%%EOF\n";

/* @text with @old replaced by @new, once */
static GBytes *
replaced (const char *text, const char *old, const char *new)
{
  GString *out = g_string_new (text);

  g_assert_cmpuint (g_string_replace (out, old, new, 1), ==, 1);
  return g_string_free_to_bytes (out);
}

static void
test_file (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (small, sizeof small - 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (TdPdfFile) file = td_pdf_file_open (bytes, "small.pdf", &error);
  TdPdfView view = { file, 0 };
  TdPdfPage page;

  g_assert_no_error (error);
  g_assert_true (td_sign_check_file (file, NULL));
  g_assert_cmpuint (td_pdf_count_pages (view), ==, 1);
  g_assert_true (td_pdf_find_page (view, 0, &page));
  g_assert_false (td_pdf_find_page (view, 1, &page));
  g_assert_cmpuint (td_pdf_file_size (file, 0), ==, 4);
  g_assert_null (td_pdf_view_get (view, 99));
}

static void
test_files_that_are_refused (void)
{
  static const struct
  {
    const char *old, *new;
    TdErrorCode code;
  } cases[] = {
    { "%PDF-", "%PDX-", TD_ERROR_BAD_INPUT },
    { "%%EOF\n", "", TD_ERROR_BAD_INPUT },
    { "%%EOF\n", "%%EOF\nmore", TD_ERROR_BAD_INPUT },
    { "startxref\n186", "startxref\n187", TD_ERROR_BAD_INPUT },
    { "startxref\n186", "startxref\n0", TD_ERROR_BAD_INPUT },
    { "startxref\n186", "startxref\n99999", TD_ERROR_BAD_INPUT },
    { "startxref\n186", "startxref 186x", TD_ERROR_BAD_INPUT },
    { "0000000009 00000 n \n", "0000000009 00000 n\n", TD_ERROR_BAD_INPUT },
    { "0000000009 00000 n \n", "000000000x 00000 n \n", TD_ERROR_BAD_INPUT },
    { "0000000009 00000 n \n", "0000000010 00000 n \n", TD_ERROR_BAD_INPUT },
    { "0 4\n", "0 5\n", TD_ERROR_BAD_INPUT },
    { "0 4\n", "0 9999999\n", TD_ERROR_BAD_INPUT },
    { "/Root 1 0 R", "/Root 2 1 R", TD_ERROR_BAD_INPUT },
    { "/Root 1 0 R", "/Root 9 0 R", TD_ERROR_BAD_INPUT },
    { "/Root 1 0 R", "/Root 1 0 R /Prev 186", TD_ERROR_BAD_INPUT },
    { "/Root 1 0 R", "/Root 1 0 R /Prev (x)", TD_ERROR_BAD_INPUT },
    { "/Root 1 0 R", "/Root 1 0 R /XRefStm 186", TD_ERROR_BAD_INPUT },
    { "/Root 1 0 R", "/Root 1 0 R /Encrypt 2 0 R", TD_ERROR_ENCRYPTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = replaced (small, cases[i].old, cases[i].new);
      g_autoptr (GError) error = NULL;
      g_autoptr (TdPdfFile) file = td_pdf_file_open (bytes, "case.pdf", &error);

      g_test_message ("%s", cases[i].new);
      g_assert_null (file);
      g_assert_error (error, TD_ERROR, (int) cases[i].code);
    }
}

static void
test_objects_that_are_refused (void)
{
  static const char *const cases[][2] = {
    { "2 0 obj\n<< /Type /Pages", "2 1 obj\n<< /Type /Pages" },
    { "2 0 obj\n<< /Type /Pages", "7 0 obj\n<< /Type /Pages" },
    { "/Count 1 >>\nendobj", "/Count 1 >>\nendo j" },
    { "/Count 1 >>\nendobj", "/Count 1 (>\nendobj" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = replaced (small, cases[i][0], cases[i][1]);
      g_autoptr (TdPdfFile) file = td_pdf_file_open (bytes, "case.pdf", NULL);

      g_assert_nonnull (file);
      g_assert_false (td_sign_check_file (file, NULL));
    }
}

static void
test_update (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (small, sizeof small - 1);
  g_autoptr (TdPdfFile) file = td_pdf_file_open (bytes, NULL, NULL);
  g_autoptr (TdPdfUpdate) update = td_pdf_update_new (file);
  guint32 number = td_pdf_update_reserve (update);
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (TdPdfFile) again = NULL;
  TdPdfView now, before;

  g_string_append (td_pdf_update_begin (update, number), "(new)");
  td_pdf_update_end (update);
  g_string_append (td_pdf_update_begin (update, 3), "<< /Type /Page /Parent 2 0 R >>");
  td_pdf_update_end (update);
  whole = g_byte_array_free_to_bytes (td_pdf_update_finish (update));
  g_assert_cmpmem (g_bytes_get_data (whole, NULL), sizeof small - 1, small, sizeof small - 1);
  again = td_pdf_file_open (whole, NULL, NULL);
  g_assert_nonnull (again);
  now = (TdPdfView){ again, 0 };
  before = (TdPdfView){ again, 1 };
  g_assert_cmpuint (again->sections->len, ==, 2);
  g_assert_nonnull (td_pdf_view_get (now, number));
  g_assert_null (td_pdf_view_get (before, number));
  g_assert_null (td_pdf_lookup (td_pdf_view_get (now, 3), "MediaBox"));
  g_assert_nonnull (td_pdf_lookup (td_pdf_view_get (before, 3), "MediaBox"));
}

static void
test_verifying_can_be_ended (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (small, sizeof small - 1);
  g_autoptr (TdTrust) nobody = td_trust_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TdVerification) verification = td_verify (bytes, NULL, nobody, cancellable, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (verification->problems->len, ==, 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (td_verify (bytes, NULL, nobody, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* -- places */

static void
test_places_on_turned_pages (void)
{
  static const int turns[] = { 0, 90, 180, 270 };
  const TdLayoutRect rect = { 0, 10, 20, 30, 40 };

  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      TdPdfPage page = { 0, NULL, 50, 60, 250, 360, turns[i] };
      TdLayoutRect back = { 0 };
      double user[4], width, height;

      td_pdf_page_get_size (&page, &width, &height);
      g_assert_cmpfloat (width, ==, turns[i] % 180 == 0 ? 200 : 300);
      td_pdf_page_to_user (&page, &rect, user);
      g_assert_true (user[0] >= 50 && user[1] >= 60 && user[2] <= 250 && user[3] <= 360);
      td_pdf_page_from_user (&page, user, &back);
      g_assert_cmpfloat (back.x, ==, rect.x);
      g_assert_cmpfloat (back.y, ==, rect.y);
      g_assert_cmpfloat (back.width, ==, rect.width);
      g_assert_cmpfloat (back.height, ==, rect.height);
    }
}

/* RULE nd30-annex-signature */
static void
test_annex_text (void)
{
  static const struct
  {
    const char *text;
    gint64 time;
    const char *wanted;
  } cases[] = {
    { "Số: 610/KH-SGDĐT", 1709515215, "Số: 610/KH-SGDĐT; 04/3/2024; 08:20:15 +07:00" },
    { "SAO Y; Sở", 1706720400, "SAO Y; Sở; 01/02/2024; 00:00:00 +07:00" },
    { "Số: 1/QĐ", 1735664400, "Số: 1/QĐ; 01/01/2025; 00:00:00 +07:00" },
    { NULL, 1735664399, "31/12/2024; 23:59:59 +07:00" },
    { "So\xcc\x82\xcc\x81: 1", 1735664399, "Số: 1; 31/12/2024; 23:59:59 +07:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TdSignRequest request = { .role = TD_SIGN_ANNEX, .text = cases[i].text };
      g_autofree char *text = td_sign_text (&request, cases[i].time);

      g_assert_cmpstr (text, ==, cases[i].wanted);
    }
}

/* -- pictures and secrets */

static cairo_status_t
append (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
draw (double r, double g, double b, gboolean opaque)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 40, 30);
  cairo_t *cr = cairo_create (surface);
  GByteArray *out = g_byte_array_new ();

  if (opaque)
    {
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
    }
  cairo_set_source_rgb (cr, r, g, b);
  cairo_rectangle (cr, 5, 5, 20, 10);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, append, out);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (out);
}

static void
test_pictures (void)
{
  g_autoptr (GBytes) blue = draw (0.1, 0.2, 0.8, FALSE), red = draw (0.8, 0.1, 0.1, TRUE);
  g_autoptr (GBytes) none = g_bytes_new_static ("no picture", 10);
  g_autoptr (TdPicture) first = td_picture_new (blue, NULL, NULL);
  g_autoptr (TdPicture) second = td_picture_new (red, NULL, NULL);
  g_autoptr (TdPicture) third = td_picture_new (none, "x.png", NULL);

  g_assert_true (first->is_blue && !first->is_red && first->has_alpha);
  g_assert_true (second->is_red && !second->is_blue && !second->has_alpha);
  g_assert_cmpuint (first->width, ==, 40);
  g_assert_cmpfloat (first->width_mm, ==, 0);
  g_assert_null (third);
}

static void
test_secrets (void)
{
  g_autofree char *folder = g_dir_make_tmp ("td-secret-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "secret", NULL);
  g_autoptr (TdSecret) secret = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "mật khẩu 1\r\nsecond line\n", -1, NULL));
  secret = td_secret_new_from_file (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (td_secret_peek (secret), ==, "mật khẩu 1");
  g_assert_cmpstr (td_secret_peek (NULL), ==, "");
  g_remove (path);
  g_assert_null (td_secret_new_from_file (path, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_USAGE);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pdf-object/read", test_objects);
  g_test_add_func ("/pdf-object/deep", test_deep_objects);
  g_test_add_func ("/pdf-object/keys-twice", test_keys_that_stand_twice);
  g_test_add_func ("/pdf-object/texts", test_texts);
  g_test_add_func ("/pdf-object/reals", test_reals);
  g_test_add_func ("/pdf-filter/deflate", test_filter);
  g_test_add_func ("/pdf-filter/predictor", test_predictor);
  g_test_add_func ("/der", test_der);
  g_test_add_func ("/pdf-file/open", test_file);
  g_test_add_func ("/pdf-file/refused", test_files_that_are_refused);
  g_test_add_func ("/pdf-file/objects-refused", test_objects_that_are_refused);
  g_test_add_func ("/pdf-update", test_update);
  g_test_add_func ("/verify/cancelled", test_verifying_can_be_ended);
  g_test_add_func ("/pdf-pages/turned", test_places_on_turned_pages);
  g_test_add_func ("/sign/annex-text", test_annex_text);
  g_test_add_func ("/picture", test_pictures);
  g_test_add_func ("/secret", test_secrets);

  return g_test_run ();
}
