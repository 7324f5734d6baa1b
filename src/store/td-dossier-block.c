/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-block.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-error.h"

/* What stands before the values: their number, the least that is not 0, and the bytes each takes.
 * A value is kept as its distance from one below the least; 0 stays 0. Little-endian. */
#define HEADER 12

gint64
td_block_id (gint64 generation, TdBlockKind kind, guint block)
{
  return generation << 29 | (gint64) kind << 24 | block;
}

static void
put32 (guint8 *to, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (to, &value, sizeof value);
}

static guint32
get32 (const guint8 *from)
{
  guint32 value;

  memcpy (&value, from, sizeof value);

  return GUINT32_FROM_LE (value);
}

/**
 * td_block_pack:
 * @values: (array length=n): the values
 * @n: their number, at most TD_BLOCK_ROWS
 *
 * Returns: (transfer full): the bytes of the block
 */
GByteArray *
td_block_pack (const guint32 *values, guint n)
{
  GByteArray *bytes = g_byte_array_new ();
  guint32 least = G_MAXUINT32, most = 0, range;
  guint width = 0;
  guint8 *at;

  for (guint i = 0; i < n; i++)
    if (values[i] != 0)
      {
        least = MIN (least, values[i]);
        most = MAX (most, values[i]);
      }
  range = most != 0 ? most - least + 1 : 0;
  for (; width < 4 && (width == 0 ? range != 0 : range >> (8 * width) != 0); width++)
    ;
  g_byte_array_set_size (bytes, HEADER + n * width);
  at = bytes->data;
  put32 (at, n);
  put32 (at + 4, most != 0 ? least : 1);
  put32 (at + 8, width);
  at += HEADER;
  for (guint i = 0; i < n; i++)
    {
      guint32 packed = values[i] != 0 ? values[i] - least + 1 : 0;

      for (guint b = 0; b < width; b++)
        *at++ = (guint8) (packed >> (8 * b));
    }

  return bytes;
}

/**
 * td_block_unpack:
 * @data: the bytes of a block; may be anything
 * @size: their number
 * @values: (out caller-allocates): room for TD_BLOCK_ROWS values
 * @n: (out): how many there are
 *
 * Returns: FALSE when the bytes are no block
 */
gboolean
td_block_unpack (gconstpointer data, gsize size, guint32 *values, guint *n)
{
  const guint8 *at = data;
  guint32 base, width;

  if (size < HEADER)
    return FALSE;
  *n = get32 (at);
  base = get32 (at + 4) - 1;
  width = get32 (at + 8);
  if (*n > TD_BLOCK_ROWS || width > 4 || size != HEADER + (gsize) *n * width)
    return FALSE;

  at += HEADER;
#define UNPACK(bytes, value)                                                                       \
  for (guint i = 0; i < *n; i++, at += (bytes))                                                    \
    {                                                                                              \
      guint32 v = (value);                                                                         \
                                                                                                   \
      values[i] = v != 0 ? v + base : 0;                                                           \
    }
  switch (width)
    {
    case 0:
      memset (values, 0, *n * sizeof *values);
      break;
    case 1:
      UNPACK (1, at[0]);
      break;
    case 2:
      UNPACK (2, (guint32) at[0] | (guint32) at[1] << 8);
      break;
    case 3:
      /* four bytes at once, but for the last value, behind which there may be none */
      for (guint i = 0; i + 1 < *n; i++, at += 3)
        {
          guint32 v = get32 (at) & 0xffffff;

          values[i] = v != 0 ? v + base : 0;
        }
      if (*n > 0)
        {
          guint32 v = (guint32) at[0] | (guint32) at[1] << 8 | (guint32) at[2] << 16;

          values[*n - 1] = v != 0 ? v + base : 0;
        }
      break;
    default:
      UNPACK (4, get32 (at));
      break;
    }
#undef UNPACK

  return TRUE;
}

static void
set_damaged (TdConnection *connection, GError **error)
{
  td_error_set_at (error, TD_ERROR_BAD_INPUT, td_connection_get_path (connection), "dossier_block",
                   _ ("The index of the dossiers is damaged. Check and repair the workspace."));
}

static TdStatement *
find (TdConnection *connection, gint64 generation, TdBlockKind kind, guint block, GError **error)
{
  TdStatement *statement =
      td_connection_prepare (connection, "SELECT data FROM dossier_block WHERE id = ?1", error);

  if (statement == NULL)
    return NULL;
  td_statement_bind_int (statement, 1, td_block_id (generation, kind, block));
  switch (td_statement_step (statement, error))
    {
    case TD_STEP_ROW:
      return statement;
    case TD_STEP_DONE:
      set_damaged (connection, error);
      break;
    default:
      break;
    }
  td_statement_release (statement);

  return NULL;
}

/**
 * td_block_read:
 * @connection: a connection
 * @generation: of the index
 * @kind: what is read
 * @block: the number of the block
 * @values: (out caller-allocates): room for TD_BLOCK_ROWS values
 * @n: (out): how many there are
 * @error: return location; TD_ERROR_BAD_INPUT when there is no such block
 *
 * Returns: whether the values are there
 */
gboolean
td_block_read (TdConnection *connection,
               gint64 generation,
               TdBlockKind kind,
               guint block,
               guint32 *values,
               guint *n,
               GError **error)
{
  g_autoptr (TdStatement) statement = find (connection, generation, kind, block, error);
  gconstpointer data;
  gsize size;

  if (statement == NULL)
    return FALSE;
  data = td_statement_blob (statement, 0, &size);
  if (data != NULL && td_block_unpack (data, size, values, n))
    return TRUE;

  set_damaged (connection, error);
  return FALSE;
}

/* td_block_read() of what is no list of numbers. */
GBytes *
td_block_read_bytes (
    TdConnection *connection, gint64 generation, TdBlockKind kind, guint block, GError **error)
{
  g_autoptr (TdStatement) statement = find (connection, generation, kind, block, error);
  gconstpointer data;
  gsize size;

  if (statement == NULL)
    return NULL;
  data = td_statement_blob (statement, 0, &size);

  return g_bytes_new (data, size);
}
