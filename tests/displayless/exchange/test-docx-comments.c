/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "docx-fixture.h"
#include "td-docx-comments.h"

/* Comments of a Word file: who says what about which words, threads, and what is settled. */

#define T(text) "<w:r><w:t>" text "</w:t></w:r>"
#define START(id) "<w:commentRangeStart w:id=\"" id "\"/>"
#define END(id)                                                                                    \
  "<w:commentRangeEnd w:id=\"" id "\"/><w:r><w:commentReference w:id=\"" id "\"/></w:r>"
#define COMMENT(id, author, paragraph, text)                                                       \
  "<w:comment w:id=\"" id "\" w:author=\"" author "\" w:date=\"2025-03-10T09:30:00Z\">"            \
  "<w:p w14:paraId=\"" paragraph "\"><w:r><w:annotationRef/></w:r>" T (text) "</w:p></w:comment>"
#define EX(paragraph, more) "<w15:commentEx w15:paraId=\"" paragraph "\" " more "/>"

static GPtrArray *
read_comments (const DocxParts *parts)
{
  g_autoptr (GBytes) bytes = docx_make (parts);
  g_autoptr (GError) error = NULL;
  GPtrArray *comments = td_docx_read_comments (bytes, "test.docx", NULL, &error);

  g_assert_no_error (error);

  return comments;
}

static void
test_thread (void)
{
  const DocxParts parts = {
    .body = "<w:p>" T ("1. ") START ("7") START ("8") T ("Mục đích") END ("7") END ("8")
        T (" chung") "</w:p><w:p>" START ("9") T ("Trong ") "</w:p><w:p><w:del><w:r><w:delText>bỏ"
                                                            "</w:delText></w:r></w:del>" T ("năm")
                                                                END ("9") "</w:p>",
    .comments = COMMENT ("7", "Trần Thị B", "0A", "Viết rõ hơn &amp; ngắn hơn")
        COMMENT ("8", "Lê C", "0B", "Đã sửa") COMMENT ("9", "Trần Thị B", "0C", "Xong")
            COMMENT ("10", "Trần Thị B", "0D", " "),
    .threads = EX ("0A", "w15:done=\"0\"") EX ("0B", "w15:paraIdParent=\"0A\" w15:done=\"0\"")
        EX ("0C", "w15:done=\"1\""),
  };
  g_autoptr (GPtrArray) comments = read_comments (&parts);
  const TdDocxComment *first, *reply, *settled;

  g_assert_cmpuint (comments->len, ==, 3);
  first = g_ptr_array_index (comments, 0);
  reply = g_ptr_array_index (comments, 1);
  settled = g_ptr_array_index (comments, 2);
  g_assert_cmpstr (first->author, ==, "Trần Thị B");
  g_assert_cmpstr (first->at, ==, "2025-03-10T09:30:00Z");
  g_assert_cmpstr (first->text, ==, "Viết rõ hơn & ngắn hơn");
  g_assert_cmpstr (first->quote, ==, "Mục đích");
  g_assert_cmpstr (first->paragraph, ==, "1. Mục đích chung");
  g_assert_cmpint (first->parent, ==, -1);
  g_assert_false (first->resolved);
  g_assert_cmpint (reply->parent, ==, 0);
  g_assert_cmpstr (settled->quote, ==, "Trong năm");
  g_assert_cmpstr (settled->paragraph, ==, "Trong");
  g_assert_true (settled->resolved);
}

/* Older programs write neither threads nor marks, only where a comment is referred to. */
static void
test_plain (void)
{
  const DocxParts parts = {
    .body = "<w:p>" T ("Một câu") "<w:r><w:commentReference w:id=\"0\"/></w:r></w:p>",
    .comments = "<w:comment w:id=\"0\">"
                "<w:p>" T ("Dòng một") "</w:p><w:p>" T ("Dòng hai") "</w:p></w:comment>",
  };
  g_autoptr (GPtrArray) comments = read_comments (&parts);
  const TdDocxComment *comment;

  g_assert_cmpuint (comments->len, ==, 1);
  comment = g_ptr_array_index (comments, 0);
  g_assert_null (comment->author);
  g_assert_null (comment->at);
  g_assert_cmpstr (comment->text, ==, "Dòng một\nDòng hai");
  g_assert_null (comment->quote);
  g_assert_cmpstr (comment->paragraph, ==, "Một câu");
}

static void
test_none (void)
{
  const DocxParts parts = { .body = "<w:p>" T ("Một câu") "</w:p>" };
  g_autoptr (GPtrArray) comments = read_comments (&parts);

  g_assert_cmpuint (comments->len, ==, 0);
}

/* Threads that would run in a circle, marks of comments that are not there, one id twice, more
 * comments and longer ones than are read. */
static void
test_hostile (void)
{
  g_autoptr (GString) many = g_string_new (COMMENT ("1", "A", "01", "một") COMMENT (
      "2", "B", "02", "hai") COMMENT ("1", "C", "03", "ba"));
  g_autofree char *long_words = g_strnfill (100000, 'x');
  DocxParts parts = {
    .body = "<w:p>" START ("99") START ("") T ("a") END ("99") END ("1") "</w:p>",
    .threads = EX ("01", "w15:paraIdParent=\"02\"") EX ("02", "w15:paraIdParent=\"01\"")
        EX ("77", "w15:paraIdParent=\"01\""),
  };
  g_autoptr (GPtrArray) comments = NULL;

  for (guint i = 10; i < 3000; i++)
    g_string_append_printf (many, "<w:comment w:id=\"%u\"><w:p>" T ("%s") "</w:p></w:comment>", i,
                            i == 10 ? long_words : "lời");
  parts.comments = many->str;
  comments = read_comments (&parts);
  g_assert_cmpuint (comments->len, ==, 2000);
  for (guint i = 0; i < comments->len; i++)
    {
      const TdDocxComment *comment = g_ptr_array_index (comments, i);

      g_assert_cmpint (comment->parent, <, (gint) i);
      g_assert_cmpuint (strlen (comment->text), <, 20000);
    }
}

static void
test_broken (void)
{
  const DocxParts parts = { .body = "<w:p/>", .comments = "<w:comment w:id=\"1\"><w:p>" };
  g_autoptr (GBytes) bytes = docx_make (&parts);
  g_autoptr (GError) error = NULL;

  g_assert_null (td_docx_read_comments (bytes, "test.docx", NULL, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_BAD_INPUT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/docx-comments/thread", test_thread);
  g_test_add_func ("/docx-comments/plain", test_plain);
  g_test_add_func ("/docx-comments/none", test_none);
  g_test_add_func ("/docx-comments/hostile", test_hostile);
  g_test_add_func ("/docx-comments/broken", test_broken);

  return g_test_run ();
}
