/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-filter.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define TD_PDF_CHUNK 65536

/**
 * td_pdf_inflate:
 * @data: zlib data
 * @length: its length
 * @limit: refused where more comes out
 *
 * Returns: (nullable): what was packed
 */
GByteArray *
td_pdf_inflate (const guint8 *data, gsize length, gsize limit)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (TD_PDF_CHUNK);
  z_stream z = { 0 };
  int status;

  if (length > G_MAXUINT32 || inflateInit (&z) != Z_OK)
    return NULL;
  z.next_in = (Bytef *) data;
  z.avail_in = (uInt) length;
  do
    {
      z.next_out = chunk;
      z.avail_out = TD_PDF_CHUNK;
      status = inflate (&z, Z_NO_FLUSH);
      g_byte_array_append (out, chunk, TD_PDF_CHUNK - z.avail_out);
    }
  while (status == Z_OK && out->len <= limit);
  inflateEnd (&z);
  return status == Z_STREAM_END && out->len <= limit ? g_steal_pointer (&out) : NULL;
}

/**
 * td_pdf_deflate:
 * @data: anything
 * @length: its length
 *
 * Returns: zlib data
 */
GByteArray *
td_pdf_deflate (const guint8 *data, gsize length)
{
  uLongf packed = compressBound (length);
  GByteArray *out = g_byte_array_sized_new ((guint) packed);

  g_byte_array_set_size (out, (guint) packed);
  if (compress2 (out->data, &packed, data, length, 6) != Z_OK)
    g_abort (); /* the bound was asked for above */
  g_byte_array_set_size (out, (guint) packed);
  return out;
}

static guint8
td_png_paeth (int a, int b, int c)
{
  int p = a + b - c;
  int pa = abs (p - a), pb = abs (p - b), pc = abs (p - c);

  return (guint8) (pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
}

static gboolean
td_png_undo_row (guint8 kind, guint8 *row, const guint8 *above, gsize columns, gsize bytes)
{
  for (gsize i = 0; i < columns; i++)
    {
      guint8 left = i >= bytes ? row[i - bytes] : 0;
      guint8 up = above != NULL ? above[i] : 0;
      guint8 corner = above != NULL && i >= bytes ? above[i - bytes] : 0;

      switch (kind)
        {
        case 0:
          break;
        case 1:
          row[i] = (guint8) (row[i] + left);
          break;
        case 2:
          row[i] = (guint8) (row[i] + up);
          break;
        case 3:
          row[i] = (guint8) (row[i] + (left + up) / 2);
          break;
        case 4:
          row[i] = (guint8) (row[i] + td_png_paeth (left, up, corner));
          break;
        default:
          return FALSE;
        }
    }
  return TRUE;
}

/* Predictors 10 to 15 all mean: each row says how it was made. */
static gboolean
td_pdf_undo_predictor (GByteArray *data, gsize columns, gsize bytes)
{
  gsize rows = data->len / (columns + 1);
  guint8 *above = NULL;

  if (data->len % (columns + 1) != 0)
    return FALSE;
  for (gsize r = 0; r < rows; r++)
    {
      guint8 *from = data->data + r * (columns + 1);
      guint8 *to = data->data + r * columns;
      guint8 kind = from[0];

      memmove (to, from + 1, columns);
      if (!td_png_undo_row (kind, to, above, columns, bytes))
        return FALSE;
      above = to;
    }
  g_byte_array_set_size (data, (guint) (rows * columns));
  return TRUE;
}

static gint64
td_pdf_integer (const TdPdfObject *dictionary, const char *key, gint64 fallback)
{
  const TdPdfObject *value = td_pdf_lookup (dictionary, key);

  if (value == NULL)
    return fallback;
  return value->type == TD_PDF_INTEGER ? value->as.integer : -1;
}

static const TdPdfObject *
td_pdf_only_item (const TdPdfObject *object)
{
  if (object != NULL && object->type == TD_PDF_ARRAY)
    return object->as.array.n == 1 ? object->as.array.items[0] : object;
  return object;
}

/**
 * td_pdf_unpack:
 * @stream: with a direct dictionary
 * @file: the bytes it was read from
 * @limit: refused where more comes out
 *
 * Returns: (nullable): the data of a stream that is plain or deflated, with or without a predictor
 */
GByteArray *
td_pdf_unpack (const TdPdfObject *stream, const guint8 *file, gsize limit)
{
  const TdPdfObject *filter = td_pdf_only_item (td_pdf_lookup (stream, "Filter"));
  const TdPdfObject *parameters = td_pdf_only_item (td_pdf_lookup (stream, "DecodeParms"));
  gint64 predictor = td_pdf_integer (parameters, "Predictor", 1);
  gint64 columns = td_pdf_integer (parameters, "Columns", 1);
  gint64 colors = td_pdf_integer (parameters, "Colors", 1);
  gint64 bits = td_pdf_integer (parameters, "BitsPerComponent", 8);
  g_autoptr (GByteArray) data = NULL;

  if (filter == NULL || filter->type == TD_PDF_NULL ||
      (filter->type == TD_PDF_ARRAY && filter->as.array.n == 0))
    {
      if (stream->data_length > limit)
        return NULL;
      data = g_byte_array_new ();
      return g_byte_array_append (g_steal_pointer (&data), file + stream->data_start,
                                  (guint) stream->data_length);
    }
  if (!td_pdf_is_name (filter, "FlateDecode"))
    return NULL;
  data = td_pdf_inflate (file + stream->data_start, stream->data_length, limit);
  if (data == NULL || predictor == 1)
    return g_steal_pointer (&data);
  if (predictor < 10 || predictor > 15 || columns < 1 || columns > 1 << 20 || colors < 1 ||
      colors > 32 || bits != 8)
    return NULL;
  if (!td_pdf_undo_predictor (data, (gsize) (columns * colors), (gsize) colors))
    return NULL;
  return g_steal_pointer (&data);
}
