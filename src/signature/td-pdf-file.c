/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-error.h"
#include "td-pdf-filter.h"
#include "td-pdf-xref.h"

/* What all object streams of a file may unpack to */
#define TD_PDF_MAX_UNPACKED (256 * 1024 * 1024)

/* An object stream that was unpacked: numbers and places of its objects */
typedef struct
{
  GByteArray *data;
  guint32 *numbers;
  guint64 *places;
  guint n;
  guint64 first;
} TdPdfPacked;

static void
td_pdf_packed_free (gpointer data)
{
  TdPdfPacked *packed = data;

  if (packed == NULL)
    return;
  g_byte_array_unref (packed->data);
  g_free (packed->numbers);
  g_free (packed->places);
  g_free (packed);
}

void
td_pdf_file_free (TdPdfFile *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->sections);
  g_hash_table_unref (self->objects);
  g_hash_table_unref (self->streams);
  td_arena_free (self->arena);
  g_bytes_unref (self->bytes);
  g_free (self->name);
  g_free (self);
}

/**
 * td_pdf_file_find_start:
 * @data: a file or the beginning of one
 * @length: its length
 * @offset: (out): what stands behind the last "startxref"
 *
 * Returns: whether the file ends as it must: "startxref", a number, "%%EOF", white space
 */
gboolean
td_pdf_file_find_start (const guint8 *data, gsize length, gsize *offset)
{
  static const char start[] = "startxref", mark[] = "%%EOF";
  gsize end = length, from;
  guint64 value = 0, factor = 1;

  while (end > 0 && td_pdf_is_blank (data[end - 1]))
    end--;
  if (end < sizeof mark - 1 || memcmp (data + end - (sizeof mark - 1), mark, sizeof mark - 1) != 0)
    return FALSE;
  end -= sizeof mark - 1;
  while (end > 0 && td_pdf_is_blank (data[end - 1]))
    end--;
  from = end;
  while (from > 0 && g_ascii_isdigit (data[from - 1]) && end - from < 11)
    {
      value += factor * (guint64) (data[--from] - '0');
      factor *= 10;
    }
  if (from == end || value == 0 || value >= length)
    return FALSE;
  end = from;
  while (end > 0 && td_pdf_is_blank (data[end - 1]))
    end--;
  if (end == from || end < sizeof start - 1 ||
      memcmp (data + end - (sizeof start - 1), start, sizeof start - 1) != 0)
    return FALSE;
  *offset = (gsize) value;
  return TRUE;
}

const TdPdfSection *
td_pdf_file_section (const TdPdfFile *self, guint n)
{
  return g_ptr_array_index (self->sections, n);
}

/**
 * td_pdf_file_size:
 * @self: a file
 * @first: the newest section to look at
 *
 * Returns: a number above all that are used by these sections
 */
guint32
td_pdf_file_size (const TdPdfFile *self, guint first)
{
  guint32 size = 1;

  for (guint i = first; i < self->sections->len; i++)
    {
      const TdPdfSection *section = td_pdf_file_section (self, i);
      const TdPdfObject *declared = td_pdf_lookup (section->trailer, "Size");

      if (section->entries->len > 0)
        size = MAX (size,
                    g_array_index (section->entries, TdPdfEntry, section->entries->len - 1).number +
                        1);
      if (declared != NULL && declared->type == TD_PDF_INTEGER && declared->as.integer > 0 &&
          declared->as.integer <= G_MAXINT32)
        size = MAX (size, (guint32) declared->as.integer);
    }
  return size;
}

/**
 * td_pdf_section_find:
 * @section: a section
 * @number: of an object
 *
 * Returns: (nullable): what this section says about it
 */
const TdPdfEntry *
td_pdf_section_find (const TdPdfSection *section, guint32 number)
{
  guint low = 0, high = section->entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const TdPdfEntry *entry = &g_array_index (section->entries, TdPdfEntry, middle);

      if (entry->number == number)
        return entry;
      if (entry->number < number)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

/**
 * td_pdf_view_find:
 * @view: a file at a time
 * @number: of an object
 *
 * Returns: (nullable): where the object was then
 */
const TdPdfEntry *
td_pdf_view_find (TdPdfView view, guint32 number)
{
  for (guint i = view.first; i < view.file->sections->len; i++)
    {
      const TdPdfSection *section = td_pdf_file_section (view.file, i);
      const TdPdfEntry *entry = td_pdf_section_find (section, number);
      gboolean more =
          i + 1 < view.file->sections->len && td_pdf_file_section (view.file, i + 1)->is_hybrid;

      /* The table of a hybrid section calls free what its stream then tells. */
      if (entry != NULL &&
          !(entry->kind == 0 && more && !section->is_hybrid &&
            td_pdf_section_find (td_pdf_file_section (view.file, i + 1), number) != NULL))
        return entry;
    }
  return NULL;
}

static gboolean
td_pdf_packed_read_numbers (TdPdfPacked *packed, TdArena *arena, gint64 n)
{
  TdPdfReader reader = { packed->data->data, packed->data->len, 0, arena };

  packed->n = (guint) n;
  packed->numbers = g_new0 (guint32, packed->n);
  packed->places = g_new0 (guint64, packed->n);
  for (guint i = 0; i < packed->n; i++)
    {
      guint64 number;

      td_pdf_skip_blanks (&reader);
      if (!td_pdf_take_number (&reader, &number) || number > G_MAXINT32)
        return FALSE;
      td_pdf_skip_blanks (&reader);
      if (!td_pdf_take_number (&reader, &packed->places[i]))
        return FALSE;
      packed->numbers[i] = (guint32) number;
    }
  return reader.at <= packed->first;
}

static TdPdfPacked *
td_pdf_unpack_objects (TdPdfView view, const TdPdfEntry *entry)
{
  TdPdfFile *self = view.file;
  TdPdfObject *stream = td_pdf_view_get (view, entry->number);
  TdPdfObject *n = td_pdf_lookup (stream, "N"), *first = td_pdf_lookup (stream, "First");
  TdPdfPacked *packed;
  GByteArray *data;

  if (stream == NULL || !stream->is_stream ||
      !td_pdf_is_name (td_pdf_lookup (stream, "Type"), "ObjStm") || n == NULL || first == NULL ||
      n->type != TD_PDF_INTEGER || first->type != TD_PDF_INTEGER)
    return NULL;
  data = td_pdf_unpack (stream, self->data, TD_PDF_MAX_UNPACKED - self->unpacked);
  if (data == NULL)
    return NULL;
  self->unpacked += data->len;
  packed = g_new0 (TdPdfPacked, 1);
  packed->data = data;
  packed->first = (guint64) first->as.integer;
  if (first->as.integer < 0 || first->as.integer > data->len || n->as.integer < 0 ||
      n->as.integer > data->len / 2 ||
      !td_pdf_packed_read_numbers (packed, self->arena, n->as.integer))
    g_clear_pointer (&packed, td_pdf_packed_free);
  return packed;
}

static TdPdfObject *
td_pdf_read_packed (TdPdfView view, const TdPdfEntry *entry)
{
  TdPdfFile *self = view.file;
  const TdPdfEntry *container = td_pdf_view_find (view, (guint32) entry->place);
  TdPdfPacked *packed;
  TdPdfReader reader;
  gint64 *key;

  /* An object stream lies in the file itself: else two could need each other. */
  if (container == NULL || container->kind != 1)
    return NULL;
  if (!g_hash_table_lookup_extended (self->streams, &container->place, NULL, (gpointer *) &packed))
    {
      packed = td_pdf_unpack_objects (view, container);
      key = td_arena_copy (self->arena, &container->place, sizeof container->place);
      g_hash_table_insert (self->streams, key, packed);
    }
  if (packed == NULL || entry->index >= packed->n ||
      packed->numbers[entry->index] != entry->number ||
      packed->places[entry->index] >= packed->data->len - packed->first)
    return NULL;
  reader = (TdPdfReader){ packed->data->data, packed->data->len,
                          (gsize) (packed->first + packed->places[entry->index]), self->arena };
  return td_pdf_read_object (&reader);
}

/**
 * td_pdf_view_get:
 * @view: a file at a time
 * @number: of an object
 *
 * Returns: (nullable): the object; NULL where there is none, or none that can be read
 */
TdPdfObject *
td_pdf_view_get (TdPdfView view, guint32 number)
{
  TdPdfFile *self = view.file;
  const TdPdfEntry *entry = td_pdf_view_find (view, number);
  TdPdfObject *object = NULL;
  gpointer known;

  if (entry == NULL || entry->kind == 0)
    return NULL;
  /* An entry stays where it is as long as the file. */
  if (g_hash_table_lookup_extended (self->objects, entry, NULL, &known))
    return known;
  /* Found again while it is being read, it does not exist. */
  g_hash_table_insert (self->objects, (gpointer) entry, NULL);
  object = entry->kind == 1
               ? td_pdf_read_indirect (self, entry->place, number, entry->generation, &view)
               : td_pdf_read_packed (view, entry);
  g_hash_table_insert (self->objects, (gpointer) entry, object);
  return object;
}

/**
 * td_pdf_view_resolve:
 * @view: a file at a time
 * @object: (nullable): an object
 *
 * Returns: (nullable): what a reference stands for, anything else as it is
 */
TdPdfObject *
td_pdf_view_resolve (TdPdfView view, const TdPdfObject *object)
{
  const TdPdfEntry *entry;

  if (object == NULL || object->type != TD_PDF_REFERENCE)
    return (TdPdfObject *) object;
  entry = td_pdf_view_find (view, object->as.reference.number);
  /* A reference to another generation stands for nothing. */
  if (entry == NULL || entry->generation != object->as.reference.generation)
    return NULL;
  return td_pdf_view_get (view, object->as.reference.number);
}

TdPdfObject *
td_pdf_view_lookup (TdPdfView view, const TdPdfObject *dictionary, const char *key)
{
  return td_pdf_view_resolve (view, td_pdf_lookup (dictionary, key));
}

/**
 * td_pdf_view_root:
 * @view: a file at a time
 *
 * Returns: (nullable): the catalog
 */
TdPdfObject *
td_pdf_view_root (TdPdfView view)
{
  TdPdfObject *root =
      td_pdf_view_lookup (view, td_pdf_file_section (view.file, view.first)->trailer, "Root");

  return root != NULL && root->type == TD_PDF_DICTIONARY && !root->is_stream ? root : NULL;
}

/**
 * td_pdf_file_refuse:
 * @self: a file
 * @error: (out): says that it is not written as the standard wants it
 *
 * Returns: FALSE
 */
gboolean
td_pdf_file_refuse (const TdPdfFile *self, GError **error)
{
  td_error_set_at (error, TD_ERROR_BAD_INPUT, self->name, NULL,
                   _ ("The PDF is damaged or not written as the standard wants it. Save it again "
                      "in the program it comes from."));
  return FALSE;
}

static gboolean
td_pdf_file_read (TdPdfFile *self, GError **error)
{
  TdPdfView now = { self, 0 };
  gsize start;

  if (self->length < 32 || memcmp (self->data, "%PDF-", 5) != 0)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, self->name, NULL, _ ("The file is not a PDF."));
      return FALSE;
    }
  if (!td_pdf_file_find_start (self->data, self->length, &start) || !td_pdf_xref_read (self, start))
    return td_pdf_file_refuse (self, error);
  for (guint i = 0; i < self->sections->len; i++)
    if (td_pdf_lookup (td_pdf_file_section (self, i)->trailer, "Encrypt") != NULL)
      {
        td_error_set_at (error, TD_ERROR_ENCRYPTED, self->name, NULL,
                         _ ("The PDF is protected by a password."));
        return FALSE;
      }
  if (td_pdf_view_root (now) == NULL)
    return td_pdf_file_refuse (self, error);
  return TRUE;
}

/**
 * td_pdf_file_open:
 * @bytes: a PDF
 * @name: (nullable): file name for messages
 * @error: return location: %TD_ERROR_BAD_INPUT, %TD_ERROR_ENCRYPTED
 *
 * Returns: (nullable): the file; its tables are read, its objects when they are asked for
 */
TdPdfFile *
td_pdf_file_open (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (TdPdfFile) self = g_new0 (TdPdfFile, 1);

  self->bytes = g_bytes_ref (bytes);
  self->data = g_bytes_get_data (bytes, &self->length);
  self->name = g_strdup (name);
  self->arena = td_arena_new ();
  self->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) td_pdf_section_free);
  self->objects = g_hash_table_new (NULL, NULL);
  self->streams = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, td_pdf_packed_free);
  return td_pdf_file_read (self, error) ? g_steal_pointer (&self) : NULL;
}
