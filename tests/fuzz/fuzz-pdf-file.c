/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <string.h>

#include "td-changes.h"
#include "td-pdf-pages.h"
#include "td-sign-private.h"
#include "td-verify.h"

/* A table for every "12 0 obj" at the beginning of a line, in one section or in two: bytes that
 * changed places would else never get past the table. */
static void
add_table (GByteArray *file, gsize from, guint64 previous)
{
  g_autoptr (GString) table = g_string_new ("xref\n");
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  gsize start = file->len;

  for (gsize i = from; i + 8 < start; i++)
    {
      guint number = 0, digits = 0;
      gsize at = i;

      if (i > 0 && file->data[i - 1] != '\n')
        continue;
      while (at < start && g_ascii_isdigit (file->data[at]) && digits++ < 4)
        number = number * 10 + (guint) (file->data[at++] - '0');
      if (digits == 0 || number == 0 || at + 6 > start ||
          memcmp (file->data + at, " 0 obj", 6) != 0 ||
          !g_hash_table_add (seen, GUINT_TO_POINTER (number)))
        continue;
      g_string_append_printf (table, "%u 1\n%010u 00000 n \n", number, (guint) i);
    }
  g_string_append (table, "trailer\n<< /Size 9999 /Root 1 0 R");
  if (previous > 0)
    g_string_append_printf (table, " /Prev %u", (guint) previous);
  g_string_append_printf (table, " >>\nstartxref\n%u\n%%%%EOF\n", (guint) start);
  g_byte_array_append (file, (const guint8 *) table->str, (guint) table->len);
}

static GBytes *
make_file (const uint8_t *data, size_t size)
{
  GByteArray *file = g_byte_array_new ();
  const guint8 *cut = size > 2 ? memmem (data + 1, size - 1, "\n%%EOF\n", 7) : NULL;
  gsize first = cut != NULL ? (gsize) (cut + 7 - data) : size;
  gsize table;

  g_byte_array_append (file, (const guint8 *) "%PDF-1.7\n", 9);
  g_byte_array_append (file, data + 1, (guint) (first - 1));
  g_byte_array_append (file, (const guint8 *) "\n", 1);
  table = file->len;
  add_table (file, 0, 0);
  if (first < size)
    {
      gsize from = file->len;

      g_byte_array_append (file, data + first, (guint) (size - first));
      g_byte_array_append (file, (const guint8 *) "\n", 1);
      add_table (file, from, table);
    }
  return g_byte_array_free_to_bytes (file);
}

static void
use_file (TdPdfFile *file)
{
  TdPdfView view = { file, 0 };
  g_autoptr (GPtrArray) fields = td_pdf_form_list (view);
  g_autoptr (GArray) pages = td_pdf_list_pages (view);
  TdLayoutRect rect;
  TdPdfPage page;

  td_pdf_find_page (view, 0, &page);
  td_pdf_count_pages (view);
  for (guint i = 0; i < TD_LAYOUT_N_FIELDS; i++)
    td_places_read (view, i, &rect);
  for (guint i = 1; i < file->sections->len; i++)
    td_changes_free (td_changes_find (file, i, NULL, NULL));
  for (guint i = 0; i < MIN (fields->len, 20); i++)
    {
      const TdPdfField *field = g_ptr_array_index (fields, i);
      g_autoptr (TdPermissions) allowed = td_permissions_read (view, field->value, field->object);

      td_changes_free (td_changes_find (file, file->sections->len - 1, allowed, NULL));
    }
  if (td_sign_check_file (file, NULL))
    {
      g_autoptr (TdPdfUpdate) update = td_pdf_update_new (file);
      guint32 number = td_pdf_update_reserve (update);

      g_string_append (td_pdf_update_begin (update, number), "null");
      td_pdf_update_end (update);
      g_byte_array_unref (td_pdf_update_finish (update));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TdPdfFile) file = NULL;
  g_autoptr (TdTrust) nobody = td_trust_new ();
  g_autoptr (TdVerification) verification = NULL;

  if (size < 1)
    return 0;
  bytes = data[0] == '%' ? g_bytes_new_static (data, size) : make_file (data, size);
  file = td_pdf_file_open (bytes, NULL, NULL);
  if (file != NULL)
    use_file (file);
  verification = td_verify (bytes, NULL, nobody, NULL, NULL);
  /* Nobody is trusted: whatever comes in, it is never valid. */
  if (verification != NULL && verification->valid)
    g_abort ();
  return 0;
}
