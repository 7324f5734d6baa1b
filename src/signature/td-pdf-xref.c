/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-xref.h"

#include <string.h>

#include "td-pdf-filter.h"

/* Updates of one file; a document with hundreds of signatures is made to do harm. */
#define TD_PDF_MAX_SECTIONS 512

/* What the table of one section may unpack to: 20 million bytes are 3 million objects. */
#define TD_PDF_MAX_TABLE (32 * 1024 * 1024)

#define TD_PDF_MAX_NUMBER 8388607

void
td_pdf_section_free (TdPdfSection *section)
{
  g_array_unref (section->entries);
  g_free (section);
}

static int
td_pdf_compare_entries (gconstpointer a, gconstpointer b)
{
  const TdPdfEntry *first = a, *second = b;

  return first->number < second->number ? -1 : first->number > second->number;
}

/* Ascending, and no number twice. */
static gboolean
td_pdf_sort_entries (GArray *entries)
{
  gboolean sorted = TRUE;

  for (guint i = 1; i < entries->len && sorted; i++)
    sorted = g_array_index (entries, TdPdfEntry, i - 1).number <
             g_array_index (entries, TdPdfEntry, i).number;
  if (sorted)
    return TRUE;
  g_array_sort (entries, td_pdf_compare_entries);
  for (guint i = 1; i < entries->len; i++)
    if (g_array_index (entries, TdPdfEntry, i - 1).number ==
        g_array_index (entries, TdPdfEntry, i).number)
      return FALSE;
  return TRUE;
}

static gboolean
td_pdf_read_digits (const guint8 *at, guint n, guint64 *value)
{
  *value = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (at[i]))
        return FALSE;
      *value = *value * 10 + (guint64) (at[i] - '0');
    }
  return TRUE;
}

/* Twenty bytes: "0000000017 00000 n" and an end of line of two */
static gboolean
td_pdf_read_line (const guint8 *line, TdPdfEntry *entry)
{
  guint64 place, generation;

  if (!td_pdf_read_digits (line, 10, &place) || line[10] != ' ' ||
      !td_pdf_read_digits (line + 11, 5, &generation) || line[16] != ' ' || generation > 65535)
    return FALSE;
  if (!(line[18] == ' ' && (line[19] == '\n' || line[19] == '\r')) &&
      !(line[18] == '\r' && line[19] == '\n'))
    return FALSE;
  if (line[17] != 'n' && line[17] != 'f')
    return FALSE;
  entry->kind = line[17] == 'n';
  entry->place = place;
  entry->generation = (guint16) generation;
  return TRUE;
}

static gboolean
td_pdf_read_rows (TdPdfReader *reader, guint64 first, guint64 count, GArray *entries)
{
  while (reader->at < reader->length && (reader->data[reader->at] == ' '))
    reader->at++;
  if (reader->at < reader->length && reader->data[reader->at] == '\r')
    reader->at++;
  if (reader->at < reader->length && reader->data[reader->at] == '\n')
    reader->at++;
  if (count > (reader->length - reader->at) / 20 || first + count > TD_PDF_MAX_NUMBER + 1)
    return FALSE;
  for (guint64 i = 0; i < count; i++)
    {
      TdPdfEntry entry = { (guint32) (first + i) };

      if (!td_pdf_read_line (reader->data + reader->at, &entry))
        return FALSE;
      g_array_append_val (entries, entry);
      reader->at += 20;
    }
  return TRUE;
}

static gboolean
td_pdf_read_table (TdPdfReader *reader, TdPdfSection *section)
{
  for (;;)
    {
      guint64 first, count;

      td_pdf_skip_blanks (reader);
      if (td_pdf_take_word (reader, "trailer"))
        break;
      if (!td_pdf_take_number (reader, &first))
        return FALSE;
      td_pdf_skip_blanks (reader);
      if (!td_pdf_take_number (reader, &count) ||
          !td_pdf_read_rows (reader, first, count, section->entries))
        return FALSE;
    }
  section->trailer = td_pdf_read_object (reader);
  section->end = reader->at;
  return section->trailer != NULL && section->trailer->type == TD_PDF_DICTIONARY;
}

/* The length of a stream; @view is NULL for tables, whose length must stand there itself. */
static gboolean
td_pdf_stream_length (TdPdfObject *stream, const TdPdfView *view, gsize *length)
{
  TdPdfObject *value = td_pdf_lookup (stream, "Length");

  if (value != NULL && value->type == TD_PDF_REFERENCE && view != NULL)
    {
      const TdPdfEntry *entry = td_pdf_view_find (*view, value->as.reference.number);
      gboolean packed = td_pdf_is_name (td_pdf_lookup (stream, "Type"), "ObjStm");

      /* The length of an object stream lies in the file itself: else two could need each other. */
      if (entry != NULL && entry->kind == 2 && !packed)
        value = td_pdf_view_get (*view, entry->number);
      else
        value = entry != NULL && entry->kind == 1
                    ? td_pdf_read_indirect (view->file, entry->place, entry->number,
                                            entry->generation, NULL)
                    : NULL;
    }
  if (value == NULL || value->type != TD_PDF_INTEGER || value->as.integer < 0)
    return FALSE;
  *length = (gsize) value->as.integer;
  return TRUE;
}

static gboolean
td_pdf_read_data (TdPdfReader *reader, TdPdfObject *stream, const TdPdfView *view)
{
  gsize length;

  if (reader->at < reader->length && reader->data[reader->at] == '\r')
    reader->at++;
  if (reader->at >= reader->length || reader->data[reader->at] != '\n' ||
      !td_pdf_stream_length (stream, view, &length))
    return FALSE;
  reader->at++;
  if (length > reader->length - reader->at)
    return FALSE;
  stream->is_stream = TRUE;
  stream->data_start = reader->at;
  stream->data_length = length;
  reader->at += length;
  while (reader->at < reader->length &&
         (reader->data[reader->at] == '\r' || reader->data[reader->at] == '\n'))
    reader->at++;
  if (!td_pdf_take_word (reader, "endstream"))
    return FALSE;
  td_pdf_skip_blanks (reader);
  return TRUE;
}

/**
 * td_pdf_read_indirect:
 * @self: a file
 * @offset: where "12 0 obj" stands
 * @number: what it must be called
 * @generation: likewise
 * @view: (nullable): where lengths of streams are looked up
 *
 * Returns: (nullable): the object between "obj" and "endobj"
 */
TdPdfObject *
td_pdf_read_indirect (
    TdPdfFile *self, gsize offset, guint32 number, guint generation, const TdPdfView *view)
{
  TdPdfReader reader = { self->data, self->length, offset, self->arena };
  TdPdfObject *object;
  guint64 n, g;

  if (offset >= self->length || !td_pdf_take_number (&reader, &n))
    return NULL;
  td_pdf_skip_blanks (&reader);
  if (!td_pdf_take_number (&reader, &g) || n != number || g != generation)
    return NULL;
  td_pdf_skip_blanks (&reader);
  if (!td_pdf_take_word (&reader, "obj"))
    return NULL;
  object = td_pdf_read_object (&reader);
  if (object == NULL)
    return NULL;
  td_pdf_skip_blanks (&reader);
  if (object->type == TD_PDF_DICTIONARY && td_pdf_take_word (&reader, "stream") &&
      !td_pdf_read_data (&reader, object, view))
    return NULL;
  if (!td_pdf_take_word (&reader, "endobj"))
    return NULL;
  object->end = reader.at;
  return object;
}

static guint64
td_pdf_read_field (const guint8 *at, guint width)
{
  guint64 value = 0;

  for (guint i = 0; i < width; i++)
    value = value << 8 | at[i];
  return value;
}

static gboolean
td_pdf_read_widths (const TdPdfObject *dictionary, guint widths[3])
{
  const TdPdfObject *w = td_pdf_lookup (dictionary, "W");

  if (w == NULL || w->type != TD_PDF_ARRAY || w->as.array.n != 3)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    {
      const TdPdfObject *item = w->as.array.items[i];

      if (item->type != TD_PDF_INTEGER || item->as.integer < 0 || item->as.integer > 8)
        return FALSE;
      widths[i] = (guint) item->as.integer;
    }
  return widths[1] > 0;
}

static gboolean
td_pdf_add_stream_entry (GArray *entries, guint64 number, const guint8 *row, const guint widths[3])
{
  guint64 kind = widths[0] > 0 ? td_pdf_read_field (row, widths[0]) : 1;
  guint64 second = td_pdf_read_field (row + widths[0], widths[1]);
  guint64 third = td_pdf_read_field (row + widths[0] + widths[1], widths[2]);
  TdPdfEntry entry = { (guint32) number, (guint8) kind, 0, second, 0 };

  if (number > TD_PDF_MAX_NUMBER || kind > 2 || third > G_MAXUINT32 ||
      (kind < 2 && third > 65535) || (kind == 2 && second > TD_PDF_MAX_NUMBER))
    return FALSE;
  if (kind == 2)
    entry.index = (guint32) third;
  else
    entry.generation = (guint16) third;
  g_array_append_val (entries, entry);
  return TRUE;
}

/* Goes through the pairs of /Index. */
static gboolean
td_pdf_read_index (const TdPdfObject *dictionary, GByteArray *rows, GArray *entries)
{
  const TdPdfObject *index = td_pdf_lookup (dictionary, "Index");
  const TdPdfObject *size = td_pdf_lookup (dictionary, "Size");
  guint widths[3], width, pairs = 1;
  gsize at = 0;

  if (!td_pdf_read_widths (dictionary, widths) || size == NULL || size->type != TD_PDF_INTEGER)
    return FALSE;
  width = widths[0] + widths[1] + widths[2];
  if (index != NULL)
    {
      if (index->type != TD_PDF_ARRAY || index->as.array.n % 2 != 0)
        return FALSE;
      pairs = index->as.array.n / 2;
    }
  for (guint p = 0; p < pairs; p++)
    {
      gint64 first = 0, count = size->as.integer;

      if (index != NULL)
        {
          const TdPdfObject *a = index->as.array.items[2 * p],
                            *b = index->as.array.items[2 * p + 1];

          if (a->type != TD_PDF_INTEGER || b->type != TD_PDF_INTEGER)
            return FALSE;
          first = a->as.integer;
          count = b->as.integer;
        }
      if (first < 0 || count < 0 || (guint64) count > (rows->len - at) / width)
        return FALSE;
      for (gint64 i = 0; i < count; i++, at += width)
        if (!td_pdf_add_stream_entry (entries, (guint64) (first + i), rows->data + at, widths))
          return FALSE;
    }
  return at == rows->len;
}

static gboolean
td_pdf_read_table_stream (TdPdfFile *self, TdPdfReader *reader, TdPdfSection *section)
{
  TdPdfReader ahead = *reader;
  g_autoptr (GByteArray) rows = NULL;
  guint64 number, generation;

  if (!td_pdf_take_number (&ahead, &number) || number > TD_PDF_MAX_NUMBER)
    return FALSE;
  td_pdf_skip_blanks (&ahead);
  if (!td_pdf_take_number (&ahead, &generation) || generation > 65535)
    return FALSE;
  section->is_stream = TRUE;
  section->trailer =
      td_pdf_read_indirect (self, reader->at, (guint32) number, (guint) generation, NULL);
  if (section->trailer == NULL || !section->trailer->is_stream ||
      !td_pdf_is_name (td_pdf_lookup (section->trailer, "Type"), "XRef"))
    return FALSE;
  section->end = section->trailer->end;
  rows = td_pdf_unpack (section->trailer, self->data, TD_PDF_MAX_TABLE);
  return rows != NULL && td_pdf_read_index (section->trailer, rows, section->entries);
}

/* Reads one section; *next is the place of the one before it, *hybrid that of its second part. */
static gboolean
td_pdf_read_section (TdPdfFile *self, gsize offset, gboolean hybrid, gint64 *next, gint64 *second)
{
  TdPdfSection *section;
  TdPdfReader reader = { self->data, self->length, offset, self->arena };
  const TdPdfObject *previous, *stream;

  if (offset >= self->length || self->sections->len >= TD_PDF_MAX_SECTIONS)
    return FALSE;
  for (guint i = 0; i < self->sections->len; i++)
    if (td_pdf_file_section (self, i)->offset == offset)
      return FALSE;
  section = g_new0 (TdPdfSection, 1);
  section->offset = offset;
  section->is_hybrid = hybrid;
  section->entries = g_array_new (FALSE, FALSE, sizeof (TdPdfEntry));
  g_ptr_array_add (self->sections, section);
  if (td_pdf_take_word (&reader, "xref") ? hybrid || !td_pdf_read_table (&reader, section)
                                         : !td_pdf_read_table_stream (self, &reader, section))
    return FALSE;
  if (!td_pdf_sort_entries (section->entries))
    return FALSE;
  previous = td_pdf_lookup (section->trailer, "Prev");
  stream = section->is_stream ? NULL : td_pdf_lookup (section->trailer, "XRefStm");
  if ((previous != NULL && (previous->type != TD_PDF_INTEGER || previous->as.integer <= 0)) ||
      (stream != NULL && (stream->type != TD_PDF_INTEGER || stream->as.integer <= 0)))
    return FALSE;
  *next = previous != NULL ? previous->as.integer : 0;
  *second = stream != NULL ? stream->as.integer : 0;
  return TRUE;
}

/**
 * td_pdf_xref_read:
 * @self: a file without sections
 * @offset: what stands behind "startxref"
 *
 * Returns: whether all sections could be read as they are written
 */
gboolean
td_pdf_xref_read (TdPdfFile *self, gsize offset)
{
  gint64 next = (gint64) offset;

  while (next > 0)
    {
      gint64 here = next, second, ignored, none;

      if (!td_pdf_read_section (self, (gsize) here, FALSE, &next, &second))
        return FALSE;
      if (second > 0 && !td_pdf_read_section (self, (gsize) second, TRUE, &ignored, &none))
        return FALSE;
    }
  return self->sections->len > 0;
}
