/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-error.h"
#include "td-import.h"

#define OLE "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

typedef struct
{
  const char *name;
  const char *data;
  gsize size; /* 0: to the NUL */
  int code;
  const char *word; /* in the message, or NULL */
} Case;

static const Case refused[] = {
  { "empty", "", 0, TD_ERROR_BAD_INPUT, "empty" },
  { "only-spaces", " \n\t ", 0, TD_ERROR_BAD_INPUT, "empty" },
  { "doc", OLE "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", 32, TD_ERROR_BAD_INPUT, ".docx" },
  { "xls", OLE "W\0o\0r\0k\0b\0o\0o\0k\0", 24, TD_ERROR_BAD_INPUT, "Excel" },
  { "encrypted", OLE "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 40, TD_ERROR_ENCRYPTED,
    "password" },
  { "png", "\x89PNG\r\n\x1a\n", 8, TD_ERROR_BAD_INPUT, "picture" },
  { "jpeg", "\xff\xd8\xff\xe0", 4, TD_ERROR_BAD_INPUT, "picture" },
  { "rtf", "{\\rtf1 a}", 0, TD_ERROR_BAD_INPUT, "Rich Text" },
  { "html", "<!DOCTYPE html><p>a", 0, TD_ERROR_BAD_INPUT, "web page" },
  { "broken-pdf", "%PDF-1.7\nnothing", 0, TD_ERROR_BAD_INPUT, "PDF" },
  { "broken-zip", "PK\3\4nothing", 0, TD_ERROR_BAD_INPUT, NULL },
  { "broken-json", "{\"a\": ", 0, TD_ERROR_BAD_INPUT, NULL },
  { "binary", "\x01\x02\x03\x04", 4, TD_ERROR_BAD_INPUT, "Unicode" },
};

static void
test_refused (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (c->data, c->size > 0 ? c->size : strlen (c->data));
  g_autoptr (GError) error = NULL;
  TdSourceDocument *source = NULL;

  g_assert_null (td_import_plan (bytes, "plan.docx", NULL, NULL, NULL, &source, &error));
  g_assert_error (error, TD_ERROR, c->code);
  g_assert_null (source);
  g_assert_cmpstr (td_error_get_file (error), ==, "plan.docx");
  if (c->word != NULL)
    g_assert_nonnull (strstr (error->message, c->word));
}

/* The name says Word, the content is text. */
static void
test_content_decides (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("KẾ HOẠCH\nI. MỤC TIÊU\nMột câu.", 33);
  g_autoptr (GError) error = NULL;
  g_autoptr (TdSourceDocument) source = NULL;
  g_autoptr (TdPlanData) plan =
      td_import_plan (bytes, "plan.docx", NULL, NULL, NULL, &source, &error);

  g_assert_no_error (error);
  g_assert_nonnull (plan);
  g_assert_cmpstr (source->format, ==, "txt");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strdup_printf ("/import/refused/%s", refused[i].name);

      g_test_add_data_func (path, &refused[i], test_refused);
    }
  g_test_add_func ("/import/content-decides", test_content_decides);

  return g_test_run ();
}
