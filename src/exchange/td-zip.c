/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-error.h"

/* Sizes are counted while unpacking, never believed from the directory. */
#define RATIO_FLOOR ((guint64) 4 << 20)

static const TdZipLimits default_limits = {
  .max_entries = 4000,
  .max_entry_size = (guint64) 256 << 20,
  .max_total_size = (guint64) 512 << 20,
  .max_ratio = 500,
};

struct _TdZip
{
  GBytes *bytes;
  char *name;
  TdZipLimits limits;
  GHashTable *parts; /* name without leading slash -> index of the entry + 1 */
  guint64 total;
};

struct _TdZipStream
{
  TdZip *zip;
  char *part;
  struct archive *archive;
  guint64 size;
};

static struct archive *
open_archive (GBytes *bytes)
{
  struct archive *archive = archive_read_new ();
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  if (archive == NULL)
    return NULL;

  archive_read_support_format_zip_seekable (archive);
  if (archive_read_open_memory (archive, data, size) != ARCHIVE_OK)
    {
      archive_read_free (archive);
      return NULL;
    }

  return archive;
}

static void
set_damaged (GError **error, const char *name, const char *part)
{
  td_error_set_at (
      error, TD_ERROR_BAD_INPUT, name, part,
      _ ("The file “%s” is damaged or incomplete. Get it again from its sender, or open "
         "it in the program that made it and save it anew."),
      name);
}

static gboolean
contains_utf16 (const guint8 *data, gsize size, const char *word)
{
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (word, -1, NULL, NULL, NULL);

  return memmem (data, size, wide, strlen (word) * sizeof (gunichar2)) != NULL;
}

/* What people send under the name of a Word or Excel file */
static gboolean
check_signature (GBytes *bytes, const char *name, GError **error)
{
  static const guint8 ole[8] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size == 0)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL, _ ("The file “%s” is empty."), name);
      return FALSE;
    }
  if (size >= sizeof ole && memcmp (data, ole, sizeof ole) == 0)
    {
      if (contains_utf16 (data, size, "EncryptedPackage"))
        td_error_set_at (
            error, TD_ERROR_ENCRYPTED, name, NULL,
            _ ("The file “%s” is protected by a password. Remove the password in Word or "
               "Excel, save the file and try again."),
            name);
      else
        td_error_set_at (
            error, TD_ERROR_BAD_INPUT, name, NULL,
            _ ("The file “%s” is in the old format of Word 97-2003 or Excel 97-2003. Open "
               "it and save it as .docx or .xlsx, then try again."),
            name);
      return FALSE;
    }
  if (size < 4 || memcmp (data, "PK", 2) != 0)
    {
      td_error_set_at (
          error, TD_ERROR_BAD_INPUT, name, NULL,
          _ ("The file “%s” is not a Word or Excel file (.docx, .xlsx), or it is damaged."), name);
      return FALSE;
    }

  return TRUE;
}

static const char *
part_name (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname_utf8 (entry);

  if (name == NULL)
    name = archive_entry_pathname (entry);
  while (name != NULL && *name == '/')
    name++;

  return name;
}

static gboolean
index_entries (TdZip *zip, struct archive *archive, GError **error)
{
  struct archive_entry *entry;
  guint n = 0;
  int ret;

  while ((ret = archive_read_next_header (archive, &entry)) == ARCHIVE_OK || ret == ARCHIVE_WARN)
    {
      const char *name = part_name (entry);

      if (++n > zip->limits.max_entries)
        {
          td_error_set_at (
              error, TD_ERROR_TOO_LARGE, zip->name, NULL,
              _ ("The file “%s” holds more than %u parts; this is not a normal document."),
              zip->name, zip->limits.max_entries);
          return FALSE;
        }
      if (archive_entry_is_encrypted (entry))
        {
          td_error_set_at (error, TD_ERROR_ENCRYPTED, zip->name, name,
                           _ ("The file “%s” is protected by a password."), zip->name);
          return FALSE;
        }
      if (name != NULL && !g_hash_table_contains (zip->parts, name))
        g_hash_table_insert (zip->parts, g_strdup (name), GUINT_TO_POINTER (n));
    }

  if (ret != ARCHIVE_EOF || n == 0)
    {
      set_damaged (error, zip->name, NULL);
      return FALSE;
    }

  return TRUE;
}

/**
 * td_zip_open:
 * @bytes: the file
 * @name: its name, for messages
 * @limits: (nullable): limits other than the usual ones
 * @error: TD_ERROR_BAD_INPUT, TD_ERROR_ENCRYPTED or TD_ERROR_TOO_LARGE
 *
 * Reads the directory of the container. OLE files (.doc, .xls, protected OOXML) are told apart.
 *
 * Returns: (transfer full): the container, %NULL with @error set
 */
TdZip *
td_zip_open (GBytes *bytes, const char *name, const TdZipLimits *limits, GError **error)
{
  g_autoptr (TdZip) zip = NULL;
  struct archive *archive;
  gboolean done;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (!check_signature (bytes, name, error))
    return NULL;

  zip = g_new0 (TdZip, 1);
  zip->bytes = g_bytes_ref (bytes);
  zip->name = g_strdup (name);
  zip->limits = limits != NULL ? *limits : default_limits;
  zip->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  archive = open_archive (bytes);
  if (archive == NULL)
    {
      set_damaged (error, name, NULL);
      return NULL;
    }
  done = index_entries (zip, archive, error);
  archive_read_free (archive);

  return done ? g_steal_pointer (&zip) : NULL;
}

/**
 * td_zip_free:
 * @zip: (nullable) (transfer full): a container
 */
void
td_zip_free (TdZip *zip)
{
  if (zip == NULL)
    return;

  g_bytes_unref (zip->bytes);
  g_hash_table_unref (zip->parts);
  g_free (zip->name);
  g_free (zip);
}

/**
 * td_zip_get_name:
 * @zip: a container
 *
 * Returns: the file name given to td_zip_open()
 */
const char *
td_zip_get_name (const TdZip *zip)
{
  g_return_val_if_fail (zip != NULL, NULL);

  return zip->name;
}

/**
 * td_zip_has:
 * @zip: a container
 * @part: name of a part, without leading slash
 *
 * Returns: whether there is such a part
 */
gboolean
td_zip_has (const TdZip *zip, const char *part)
{
  g_return_val_if_fail (zip != NULL, FALSE);
  g_return_val_if_fail (part != NULL, FALSE);

  return g_hash_table_contains (zip->parts, part);
}

/**
 * td_zip_stream_open:
 * @zip: a container; it must outlive the stream
 * @part: name of a part
 * @error: TD_ERROR_BAD_INPUT when there is no such part
 *
 * Returns: (transfer full): a stream of the unpacked part, %NULL with @error set
 */
TdZipStream *
td_zip_stream_open (TdZip *zip, const char *part, GError **error)
{
  TdZipStream *stream;
  struct archive *archive = NULL;
  struct archive_entry *entry;
  guint index;

  g_return_val_if_fail (zip != NULL, NULL);
  g_return_val_if_fail (part != NULL, NULL);

  index = GPOINTER_TO_UINT (g_hash_table_lookup (zip->parts, part));
  if (index == 0)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, zip->name, part,
                       _ ("The file “%s” lacks its part “%s”; it is damaged or of another kind."),
                       zip->name, part);
      return NULL;
    }

  archive = open_archive (zip->bytes);
  for (; archive != NULL && index > 0; index--)
    if (archive_read_next_header (archive, &entry) < ARCHIVE_WARN)
      break;
  if (archive == NULL || index > 0)
    {
      if (archive != NULL)
        archive_read_free (archive);
      set_damaged (error, zip->name, part);
      return NULL;
    }

  stream = g_new0 (TdZipStream, 1);
  stream->zip = zip;
  stream->part = g_strdup (part);
  stream->archive = archive;

  return stream;
}

static gboolean
check_limits (TdZipStream *stream, GError **error)
{
  TdZip *zip = stream->zip;
  gboolean too_large = stream->size > zip->limits.max_entry_size ||
                       zip->total > zip->limits.max_total_size ||
                       (stream->size > RATIO_FLOOR &&
                        stream->size / zip->limits.max_ratio > g_bytes_get_size (zip->bytes));

  if (too_large)
    td_error_set_at (error, TD_ERROR_TOO_LARGE, zip->name, stream->part,
                     _ ("The file “%s” unpacks to more than a document can hold; it was not read."),
                     zip->name);

  return !too_large;
}

/**
 * td_zip_stream_read:
 * @stream: a stream
 * @buffer: where to put the bytes
 * @size: room in @buffer
 * @error: TD_ERROR_BAD_INPUT for damage, TD_ERROR_TOO_LARGE past a limit
 *
 * Returns: number of bytes, 0 at the end, -1 with @error set
 */
gssize
td_zip_stream_read (TdZipStream *stream, void *buffer, gsize size, GError **error)
{
  la_ssize_t n;

  g_return_val_if_fail (stream != NULL, -1);

  n = archive_read_data (stream->archive, buffer, size);
  if (n < 0)
    {
      set_damaged (error, stream->zip->name, stream->part);
      return -1;
    }
  stream->size += (guint64) n;
  stream->zip->total += (guint64) n;
  if (!check_limits (stream, error))
    return -1;

  return n;
}

/**
 * td_zip_stream_free:
 * @stream: (nullable) (transfer full): a stream
 */
void
td_zip_stream_free (TdZipStream *stream)
{
  if (stream == NULL)
    return;

  archive_read_free (stream->archive);
  g_free (stream->part);
  g_free (stream);
}

/**
 * td_zip_read:
 * @zip: a container
 * @part: name of a part
 * @cancellable: (nullable): looked at between blocks
 * @error: as td_zip_stream_read(), and TD_ERROR_CANCELLED
 *
 * Returns: (transfer full): the unpacked part, %NULL with @error set
 */
GBytes *
td_zip_read (TdZip *zip, const char *part, GCancellable *cancellable, GError **error)
{
  g_autoptr (TdZipStream) stream = td_zip_stream_open (zip, part, error);
  g_autoptr (GByteArray) array = NULL;
  guint8 buffer[16384];
  gssize n;

  if (stream == NULL)
    return NULL;

  array = g_byte_array_new ();
  while ((n = td_zip_stream_read (stream, buffer, sizeof buffer, error)) > 0)
    {
      if (g_cancellable_is_cancelled (cancellable))
        {
          td_error_set_at (error, TD_ERROR_CANCELLED, zip->name, part, _ ("Cancelled."));
          return NULL;
        }
      g_byte_array_append (array, buffer, (guint) n);
    }

  return n < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&array));
}
