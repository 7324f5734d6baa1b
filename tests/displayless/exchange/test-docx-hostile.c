/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "docx-fixture.h"

#include <sys/resource.h>

static void
assert_refused (GBytes *bytes, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdSourceDocument) document = td_docx_read (bytes, "test.docx", NULL, &error);

  g_assert_null (document);
  g_assert_error (error, TD_ERROR, code);
  g_assert_cmpstr (td_error_get_file (error), ==, "test.docx");
}

static GBytes *
docx_of_document (const char *xml, gsize size)
{
  g_autoptr (TdZipWriter) zip = td_zip_writer_new ();

  td_zip_writer_add (zip, "word/document.xml", xml, size);

  return td_zip_writer_finish (zip, NULL);
}

static GBytes *
repeated (const char *head, const char *piece, guint n, const char *tail)
{
  GString *xml = g_string_new (head);
  GBytes *bytes;

  for (guint i = 0; i < n; i++)
    g_string_append (xml, piece);
  g_string_append (xml, tail);
  bytes = docx_of_document (xml->str, xml->len);
  g_string_free (xml, TRUE);

  return bytes;
}

#define HEAD "<w:document" W_NS "><w:body>"
#define TAIL "</w:body></w:document>"

static void
test_not_a_container (void)
{
  static const struct
  {
    const char *data;
    gsize size;
    int code;
  } cases[] = {
    { "", 0, TD_ERROR_BAD_INPUT },
    { "{\\rtf1", 6, TD_ERROR_BAD_INPUT },
    { "PK\3\4", 4, TD_ERROR_BAD_INPUT },
    { "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22, TD_ERROR_BAD_INPUT },
    { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
      "0000",
      12, TD_ERROR_BAD_INPUT },
    { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
      "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
      40, TD_ERROR_ENCRYPTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].data, cases[i].size);

      assert_refused (bytes, cases[i].code);
    }
}

static void
test_truncated (void)
{
  DocxParts parts = { "<w:p><w:r><w:t>abc</w:t></w:r></w:p>" };
  g_autoptr (GBytes) bytes = docx_make (&parts);
  gsize size = g_bytes_get_size (bytes);

  for (gsize n = 0; n < size; n += 7)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, n);
      g_autoptr (GError) error = NULL;
      g_autoptr (TdSourceDocument) document = td_docx_read (cut, "test.docx", NULL, &error);

      g_assert_true ((document == NULL) == (error != NULL));
    }
}

static void
test_flipped (void)
{
  DocxParts parts = { "<w:p><w:r><w:t>abc</w:t></w:r></w:p>",
                      .styles = "<w:style w:styleId=\"a\"/>" };
  g_autoptr (GBytes) bytes = docx_make (&parts);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < size; i++)
    {
      guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) changed = g_bytes_new_take (copy, size);
      g_autoptr (GError) error = NULL;
      g_autoptr (TdSourceDocument) document = NULL;

      copy[i] ^= (guint8) (1 + i % 255);
      document = td_docx_read (changed, "test.docx", NULL, &error);
      g_assert_true ((document == NULL) == (error != NULL));
    }
}

static void
test_missing_parts (void)
{
  const char *workbook = "<workbook/>";
  g_autoptr (TdZipWriter) zip = td_zip_writer_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) other = docx_of_document ("<a/>", 4);

  td_zip_writer_add (zip, "xl/workbook.xml", workbook, strlen (workbook));
  bytes = td_zip_writer_finish (zip, NULL);
  assert_refused (bytes, TD_ERROR_BAD_INPUT);
  assert_refused (other, TD_ERROR_BAD_INPUT);
}

static void
test_bomb (void)
{
  gsize size = (gsize) 300 << 20;
  g_autofree char *zeros = g_malloc (size);
  g_autoptr (GBytes) bytes = NULL;

  memset (zeros, ' ', size);
  memcpy (zeros, HEAD, strlen (HEAD));
  bytes = docx_of_document (zeros, size);
  assert_refused (bytes, TD_ERROR_TOO_LARGE);
}

static void
test_entities (void)
{
  static const char *const documents[] = {
    "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>" HEAD
    "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>" TAIL,
    "<!DOCTYPE d SYSTEM \"file:///etc/passwd\">" HEAD TAIL,
    "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" HEAD
    "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>" TAIL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (GBytes) bytes = docx_of_document (documents[i], strlen (documents[i]));
      g_autoptr (GBytes) wide = NULL;
      gsize size;
      char *utf16 = g_convert (documents[i], -1, "UTF-16", "UTF-8", NULL, &size, NULL);

      assert_refused (bytes, TD_ERROR_BAD_INPUT);
      wide = docx_of_document (utf16, size);
      assert_refused (wide, TD_ERROR_BAD_INPUT);
      g_free (utf16);
    }
}

static void
test_deep (void)
{
  g_autoptr (GBytes) unclosed = repeated (HEAD, "<w:sdt><w:sdtContent>", 100000, TAIL);
  g_autoptr (GBytes) tables = repeated (HEAD, "<w:tbl><w:tr><w:tc>", 80, "");

  assert_refused (unclosed, TD_ERROR_BAD_INPUT);
  assert_refused (tables, TD_ERROR_BAD_INPUT);
}

static void
test_huge_paragraph (void)
{
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GBytes) runs =
      repeated (HEAD "<w:p>", "<w:r><w:t>mười sáu</w:t></w:r>", 600000, "</w:p>" TAIL);
  g_autofree char *xml = g_malloc ((16 << 20) + 1);
  g_autofree char *whole = NULL;

  memset (xml, 'a', 16 << 20);
  xml[16 << 20] = '\0';
  whole = g_strconcat (HEAD "<w:p><w:r><w:t>", xml, "</w:t></w:r></w:p>" TAIL, NULL);
  text = docx_of_document (whole, strlen (whole));
  assert_refused (text, TD_ERROR_TOO_LARGE);
  assert_refused (runs, TD_ERROR_TOO_LARGE);
}

/* A combining mark is composed with its base; a million of them must not take a million squared. */
static void
test_many_marks (void)
{
  g_autoptr (GBytes) bytes =
      repeated (HEAD "<w:p><w:r><w:t>a", "\xcc\x81\xcc\xa3", 400000, "</w:t></w:r></w:p>" TAIL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TdSourceDocument) document = td_docx_read (bytes, "test.docx", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (document->items->len, ==, 1);
}

static void
test_long_table (void)
{
  const char *row = "<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></"
                    "w:tc><w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Nội dung</w:t></w:r>"
                    "</w:p></w:tc><w:tc><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t>Quý "
                    "I</w:t></w:r></w:p></w:tc></w:tr>";
  g_autoptr (GBytes) bytes = repeated (HEAD "<w:tbl>", row, 50000, "</w:tbl>" TAIL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TdSourceDocument) document = td_docx_read (bytes, "test.docx", NULL, &error);
  struct rusage usage;

  if (document == NULL)
    g_assert_error (error, TD_ERROR, TD_ERROR_TOO_LARGE);
  getrusage (RUSAGE_SELF, &usage);
  g_test_message ("peak %ld MiB", usage.ru_maxrss / 1024);
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) bytes = repeated (HEAD, "<w:p/>", 1000, TAIL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TdSourceDocument) document = NULL;

  g_cancellable_cancel (cancellable);
  document = td_docx_read (bytes, "test.docx", cancellable, &error);
  g_assert_null (document);
  g_assert_error (error, TD_ERROR, TD_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/docx-hostile/not-a-container", test_not_a_container);
  g_test_add_func ("/docx-hostile/truncated", test_truncated);
  g_test_add_func ("/docx-hostile/flipped", test_flipped);
  g_test_add_func ("/docx-hostile/missing-parts", test_missing_parts);
  g_test_add_func ("/docx-hostile/bomb", test_bomb);
  g_test_add_func ("/docx-hostile/entities", test_entities);
  g_test_add_func ("/docx-hostile/deep", test_deep);
  g_test_add_func ("/docx-hostile/huge-paragraph", test_huge_paragraph);
  g_test_add_func ("/docx-hostile/many-marks", test_many_marks);
  g_test_add_func ("/docx-hostile/long-table", test_long_table);
  g_test_add_func ("/docx-hostile/cancelled", test_cancelled);

  return g_test_run ();
}
