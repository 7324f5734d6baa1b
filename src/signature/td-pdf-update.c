/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-update.h"

#include <string.h>

typedef struct
{
  guint32 number;
  guint generation;
  gsize offset;
} TdPdfWritten;

struct _TdPdfUpdate
{
  TdPdfFile *file;
  GString *out;
  GArray *written; /* (element-type TdPdfWritten) */
  guint32 next;
};

/**
 * td_pdf_update_new:
 * @file: the file to append to; must outlive the update
 *
 * Returns: (transfer full): an update without objects
 */
TdPdfUpdate *
td_pdf_update_new (TdPdfFile *file)
{
  TdPdfUpdate *self = g_new0 (TdPdfUpdate, 1);
  guint8 last = file->data[file->length - 1];

  self->file = file;
  self->out = g_string_new (NULL);
  self->written = g_array_new (FALSE, FALSE, sizeof (TdPdfWritten));
  self->next = td_pdf_file_size (file, 0);
  if (last != '\n' && last != '\r')
    g_string_append_c (self->out, '\n');
  return self;
}

void
td_pdf_update_free (TdPdfUpdate *self)
{
  if (self == NULL)
    return;
  g_string_free (self->out, TRUE);
  g_array_unref (self->written);
  g_free (self);
}

/**
 * td_pdf_update_reserve:
 * @self: an update
 *
 * Returns: a number that no object has
 */
guint32
td_pdf_update_reserve (TdPdfUpdate *self)
{
  return self->next++;
}

/**
 * td_pdf_update_tell:
 * @self: an update
 *
 * Returns: where in the finished file the next byte will stand
 */
gsize
td_pdf_update_tell (const TdPdfUpdate *self)
{
  return self->file->length + self->out->len;
}

/**
 * td_pdf_update_begin:
 * @self: an update
 * @number: a reserved number, or that of an object to replace
 *
 * Returns: (transfer none): where the object is to be written; td_pdf_update_end() ends it
 */
GString *
td_pdf_update_begin (TdPdfUpdate *self, guint32 number)
{
  TdPdfView now = { self->file, 0 };
  const TdPdfEntry *entry = td_pdf_view_find (now, number);
  TdPdfWritten written = { number, entry != NULL && entry->kind == 1 ? entry->generation : 0,
                           td_pdf_update_tell (self) };

  g_array_append_val (self->written, written);
  g_string_append_printf (self->out, "%u %u obj\n", number, written.generation);
  return self->out;
}

void
td_pdf_update_end (TdPdfUpdate *self)
{
  g_string_append (self->out, "\nendobj\n");
}

/**
 * td_pdf_update_add_stream:
 * @self: an update
 * @number: a reserved number
 * @keys: of its dictionary besides the length
 * @data: of the stream, packed as @keys say
 * @length: of @data
 */
void
td_pdf_update_add_stream (
    TdPdfUpdate *self, guint32 number, const char *keys, const guint8 *data, gsize length)
{
  td_pdf_update_begin (self, number);
  g_string_append_printf (self->out, "<< %s /Length %" G_GSIZE_FORMAT " >>\nstream\n", keys,
                          length);
  g_string_append_len (self->out, (const char *) data, (gssize) length);
  g_string_append (self->out, "\nendstream");
  td_pdf_update_end (self);
}

static int
td_pdf_compare_written (gconstpointer a, gconstpointer b)
{
  const TdPdfWritten *first = a, *second = b;

  return first->number < second->number ? -1 : first->number > second->number;
}

/* How many consecutive numbers follow from @start on */
static guint
td_pdf_count_run (const GArray *written, guint start)
{
  guint n = 1;

  while (start + n < written->len && g_array_index (written, TdPdfWritten, start + n).number ==
                                         g_array_index (written, TdPdfWritten, start).number + n)
    n++;
  return n;
}

/* The first part of the id stays with the file for ever, the second is new with each change. */
static void
td_pdf_write_id (TdPdfUpdate *self, GString *out)
{
  TdPdfView now = { self->file, 0 };
  const TdPdfObject *trailer = td_pdf_file_section (self->file, 0)->trailer;
  const TdPdfObject *id = td_pdf_view_lookup (now, trailer, "ID");
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *fresh = NULL;

  /* Of what is written, not of chance: the same act on the same file gives the same file. */
  g_checksum_update (sum, self->file->data + self->file->length - MIN (self->file->length, 4096),
                     (gssize) MIN (self->file->length, 4096));
  g_checksum_update (sum, (const guchar *) self->out->str, (gssize) self->out->len);
  fresh = g_strndup (g_checksum_get_string (sum), 32);
  g_string_append (out, " /ID [ ");
  if (id != NULL && id->type == TD_PDF_ARRAY && id->as.array.n == 2 &&
      id->as.array.items[0]->type == TD_PDF_STRING)
    td_pdf_write_object (out, id->as.array.items[0]);
  else
    g_string_append_printf (out, "<%s>", fresh);
  g_string_append_printf (out, " <%s> ]", fresh);
}

static void
td_pdf_write_trailer_keys (TdPdfUpdate *self, GString *out)
{
  static const char *const kept[] = { "Root", "Info" };
  const TdPdfSection *last = td_pdf_file_section (self->file, 0);

  g_string_append_printf (out, "/Size %u /Prev %" G_GSIZE_FORMAT, self->next, last->offset);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      const TdPdfObject *value = td_pdf_lookup (last->trailer, kept[i]);

      if (value == NULL)
        continue;
      g_string_append_printf (out, " /%s ", kept[i]);
      td_pdf_write_object (out, value);
    }
  td_pdf_write_id (self, out);
}

static void
td_pdf_write_table (TdPdfUpdate *self, GString *out)
{
  guint i = 0;

  g_string_append (out, self->written->len > 0 ? "xref\n" : "xref\n0 0\n");
  while (i < self->written->len)
    {
      guint n = td_pdf_count_run (self->written, i);

      g_string_append_printf (out, "%u %u\n", g_array_index (self->written, TdPdfWritten, i).number,
                              n);
      for (; n > 0; n--, i++)
        {
          const TdPdfWritten *w = &g_array_index (self->written, TdPdfWritten, i);

          g_string_append_printf (out, "%010" G_GSIZE_FORMAT " %05u n \n", w->offset,
                                  w->generation);
        }
    }
  g_string_append (out, "trailer\n<< ");
  td_pdf_write_trailer_keys (self, out);
  g_string_append (out, " >>\n");
}

static void
td_pdf_write_table_stream (TdPdfUpdate *self, GString *out, gsize offset)
{
  guint32 number = td_pdf_update_reserve (self);
  TdPdfWritten own = { number, 0, offset };
  g_autoptr (GString) rows = g_string_new (NULL);
  guint i = 0;

  g_array_append_val (self->written, own);
  g_string_append_printf (out, "%u 0 obj\n<< /Type /XRef /W [ 1 5 2 ] /Index [", number);
  while (i < self->written->len)
    {
      guint n = td_pdf_count_run (self->written, i);

      g_string_append_printf (out, " %u %u", g_array_index (self->written, TdPdfWritten, i).number,
                              n);
      for (; n > 0; n--, i++)
        {
          const TdPdfWritten *w = &g_array_index (self->written, TdPdfWritten, i);

          g_string_append_c (rows, 1);
          for (int shift = 32; shift >= 0; shift -= 8)
            g_string_append_c (rows, (char) ((guint64) w->offset >> shift & 0xff));
          g_string_append_c (rows, (char) (w->generation >> 8));
          g_string_append_c (rows, (char) (w->generation & 0xff));
        }
    }
  g_string_append (out, " ] ");
  td_pdf_write_trailer_keys (self, out);
  g_string_append_printf (out, " /Length %" G_GSIZE_FORMAT " >>\nstream\n", rows->len);
  g_string_append_len (out, rows->str, (gssize) rows->len);
  g_string_append (out, "\nendstream\nendobj\n");
}

/**
 * td_pdf_update_finish:
 * @self: an update; nothing can be added afterwards
 *
 * Returns: (transfer full): the whole new file
 */
GByteArray *
td_pdf_update_finish (TdPdfUpdate *self)
{
  gsize offset = td_pdf_update_tell (self);
  GByteArray *bytes;

  g_array_sort (self->written, td_pdf_compare_written);
  if (td_pdf_file_section (self->file, 0)->is_stream)
    td_pdf_write_table_stream (self, self->out, offset);
  else
    td_pdf_write_table (self, self->out);
  g_string_append_printf (self->out, "startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", offset);
  bytes = g_byte_array_sized_new ((guint) (self->file->length + self->out->len));
  g_byte_array_append (bytes, self->file->data, (guint) self->file->length);
  return g_byte_array_append (bytes, (const guint8 *) self->out->str, (guint) self->out->len);
}
