/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-changeset-form.h"

#include <sqlite3.h>
#include <string.h>

/* The session extension believes the lengths that a changeset names: damaged ones make it read the
 * same bytes for ever. So their form is looked at first. It is that of SQLite's changesets
 * (sqlite3session.c, "CHANGESET FORMAT"); patchsets are not ours. */

typedef struct
{
  const guint8 *at;
  gsize left;
} Reader;

static gboolean
skip (Reader *self, guint64 length)
{
  if (length > self->left)
    return FALSE;
  self->at += length;
  self->left -= length;

  return TRUE;
}

static gboolean
read_byte (Reader *self, guint8 *byte)
{
  *byte = self->left > 0 ? *self->at : 0;

  return skip (self, 1);
}

/* Seven bits a byte, the first ones first; the ninth byte has eight. */
static gboolean
read_number (Reader *self, guint64 *number)
{
  guint8 byte = 0x80;

  *number = 0;
  for (int i = 0; i < 9 && byte >= 0x80; i++)
    {
      if (!read_byte (self, &byte))
        return FALSE;
      *number = i == 8 ? *number << 8 | byte : *number << 7 | (byte & 0x7f);
    }

  return TRUE;
}

static gboolean
skip_value (Reader *self)
{
  guint64 length;
  guint8 type;

  if (!read_byte (self, &type))
    return FALSE;
  switch (type)
    {
    case 0: /* not changed */
    case SQLITE_NULL:
      return TRUE;
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
      return skip (self, 8);
    case SQLITE_TEXT:
    case SQLITE_BLOB:
      return read_number (self, &length) && skip (self, length);
    default:
      return FALSE;
    }
}

static gboolean
skip_values (Reader *self, guint64 n)
{
  gboolean good = n > 0;

  for (guint64 i = 0; good && i < n; i++)
    good = skip_value (self);

  return good;
}

/* "T", the number of columns, a byte for each, the name of the table */
static gboolean
read_table (Reader *self, guint64 *n_columns)
{
  const guint8 *end;

  if (!read_number (self, n_columns) || !skip (self, *n_columns))
    return FALSE;
  end = memchr (self->at, '\0', self->left);

  return end != NULL && skip (self, (guint64) (end - self->at) + 1);
}

/**
 * td_changeset_is_well_formed:
 * @changes: bytes of a file, which may be damaged
 *
 * Returns: whether they are a whole changeset that the session extension can read to its end
 */
gboolean
td_changeset_is_well_formed (GBytes *changes)
{
  Reader reader;
  guint64 n_columns = 0;
  gboolean good = TRUE;
  guint8 byte;

  reader.at = g_bytes_get_data (changes, &reader.left);
  while (good && reader.left > 0)
    {
      read_byte (&reader, &byte);
      switch (byte)
        {
        case 'T':
          good = read_table (&reader, &n_columns);
          break;
        case SQLITE_INSERT:
        case SQLITE_DELETE:
          good = skip (&reader, 1) && skip_values (&reader, n_columns);
          break;
        case SQLITE_UPDATE: /* what was, what is */
          good = skip (&reader, 1) && skip_values (&reader, n_columns) &&
                 skip_values (&reader, n_columns);
          break;
        default:
          good = FALSE;
        }
    }

  return good;
}
