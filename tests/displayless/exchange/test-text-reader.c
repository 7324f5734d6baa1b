/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-error.h"
#include "td-import.h"

/* The items of the document: paragraphs joined by "¶", tables as "<cell|cell/cell|cell>". */
static char *
summarise (const TdSourceDocument *document)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < document->items->len; i++)
    {
      const TdSourceItem *item = g_ptr_array_index (document->items, i);

      if (i > 0)
        g_string_append (text, "¶");
      if (item->type == TD_SOURCE_PARAGRAPH)
        {
          g_string_append (text, item->paragraph->text);
          continue;
        }
      g_string_append_c (text, '<');
      for (guint r = 0; r < item->table->rows->len; r++)
        {
          const TdSourceTableRow *row = g_ptr_array_index (item->table->rows, r);

          if (r > 0)
            g_string_append_c (text, '/');
          for (guint c = 0; c < row->cells->len; c++)
            {
              g_autofree char *cell = td_source_cell_dup_text (g_ptr_array_index (row->cells, c));

              g_string_append_printf (text, "%s%s", c > 0 ? "|" : "", cell);
            }
        }
      g_string_append_c (text, '>');
    }

  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *name;
  const char *data;
  gsize size; /* 0: to the NUL */
  const char *expected;
} Case;

#define LONG_1 "- Phòng học được sửa chữa xong trước khi vào năm học mới, có đủ bàn"
#define LONG_2 "ghế cho học sinh của tất cả các lớp, kể cả lớp học ở điểm trường lẻ"
#define LONG_3 "và báo cáo kết quả về Văn phòng trước khi bắt đầu năm học mới, theo"

static const Case cases[] = {
  { "lines", "Một\nHai\n", 0, "Một¶Hai" },
  { "blank-lines", "Một\n\n\nHai", 0, "Một¶Hai" },
  { "crlf", "Một\r\nHai\rBa", 0, "Một¶Hai¶Ba" },
  { "bom", "\xef\xbb\xbfMột", 0, "Một" },
  { "utf-16-le", "\xff\xfe\x41\x00\xed\x1e", 6, "Aử" },
  { "utf-16-be", "\xfe\xff\x00\x41\x1e\xed", 6, "Aử" },
  { "decomposed", "Ke\xcc\x82\xcc\x81", 0, "Kế" },
  { "wrapped", LONG_1 "\n" LONG_2 "\n" LONG_3 "\nmẫu.\n- Hai", 0,
    LONG_1 " " LONG_2 " " LONG_3 " mẫu.¶- Hai" },
  { "wrapped-mark-starts", LONG_1 "\n" LONG_1 "\n" LONG_1, 0, LONG_1 "¶" LONG_1 "¶" LONG_1 },
  { "tabs", "TT\tViệc\n1\tA\n2\t\n", 0, "<TT|Việc/1|A/2|>" },
  { "two-rows-are-no-table", "a\tb\nc\td\n", 0, "a b¶c d" },
  { "bars", "| TT | Việc |\n|---|---|\n| 1 | A |\n", 0, "<TT|Việc/1|A>" },
  { "table-between", "Trước\na\tb\nc\td\ne\tf\nSau", 0, "Trước¶<a|b/c|d/e|f>¶Sau" },
};

static void
test_read (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (c->data, c->size > 0 ? c->size : strlen (c->data));
  g_autoptr (GError) error = NULL;
  g_autoptr (TdSourceDocument) document = td_text_read (bytes, "a.txt", &error);
  g_autofree char *summary = NULL;

  g_assert_no_error (error);
  summary = summarise (document);
  if (strstr (c->name, "no-table") != NULL)
    g_strdelimit (summary, "\t", ' ');
  g_assert_cmpstr (summary, ==, c->expected);
}

static const Case refused[] = {
  { "empty", "", 0, NULL },
  { "nul", "ab\0cd", 5, NULL },
  { "latin",
    "K\xea ho\xe1"
    "ch",
    0, NULL },
  { "control", "a\x01z", 0, NULL },
};

static void
test_refused (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (c->data, c->size > 0 ? c->size : strlen (c->data));
  g_autoptr (GError) error = NULL;

  g_assert_null (td_text_read (bytes, "a.txt", &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_BAD_INPUT);
  g_assert_cmpstr (td_error_get_file (error), ==, "a.txt");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/text-reader/read/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_read);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strdup_printf ("/text-reader/refused/%s", refused[i].name);

      g_test_add_data_func (path, &refused[i], test_refused);
    }

  return g_test_run ();
}
