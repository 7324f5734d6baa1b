/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-zip-writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>

#include "td-error.h"

struct _TdZipWriter
{
  struct archive *archive;
  GByteArray *bytes;
  gboolean failed;
};

static la_ssize_t
on_write (struct archive *archive, void *data, const void *buffer, size_t size)
{
  TdZipWriter *writer = data;

  g_byte_array_append (writer->bytes, buffer, (guint) size);

  return (la_ssize_t) size;
}

/**
 * td_zip_writer_new:
 *
 * Returns: (transfer full): an empty container
 */
TdZipWriter *
td_zip_writer_new (void)
{
  TdZipWriter *writer = g_new0 (TdZipWriter, 1);

  writer->bytes = g_byte_array_new ();
  writer->archive = archive_write_new ();
  archive_write_set_format_zip (writer->archive);
  archive_write_zip_set_compression_deflate (writer->archive);
  archive_write_set_bytes_per_block (writer->archive, 0);
  writer->failed = archive_write_open (writer->archive, writer, NULL, on_write, NULL) != ARCHIVE_OK;

  return writer;
}

/**
 * td_zip_writer_free:
 * @writer: (nullable) (transfer full): a container
 */
void
td_zip_writer_free (TdZipWriter *writer)
{
  if (writer == NULL)
    return;

  archive_write_free (writer->archive);
  g_byte_array_unref (writer->bytes);
  g_free (writer);
}

/**
 * td_zip_writer_add:
 * @writer: a container
 * @part: name of the part, ASCII
 * @data: its bytes
 * @size: how many
 */
void
td_zip_writer_add (TdZipWriter *writer, const char *part, const void *data, gsize size)
{
  struct archive_entry *entry;

  g_return_if_fail (writer != NULL);
  g_return_if_fail (part != NULL);

  /* The time stays unset: libarchive would write it in the local time of the machine. */
  entry = archive_entry_new ();
  archive_entry_set_pathname (entry, part);
  archive_entry_set_size (entry, (la_int64_t) size);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  if (archive_write_header (writer->archive, entry) != ARCHIVE_OK ||
      archive_write_data (writer->archive, data, size) != (la_ssize_t) size)
    writer->failed = TRUE;
  archive_entry_free (entry);
}

/**
 * td_zip_writer_finish:
 * @writer: a container; nothing may be added afterwards
 * @error: TD_ERROR_FAILED
 *
 * Returns: (transfer full): the file, %NULL with @error set
 */
GBytes *
td_zip_writer_finish (TdZipWriter *writer, GError **error)
{
  g_return_val_if_fail (writer != NULL, NULL);

  if (archive_write_close (writer->archive) != ARCHIVE_OK)
    writer->failed = TRUE;
  if (writer->failed)
    {
      td_error_set_at (error, TD_ERROR_FAILED, NULL, NULL, _ ("The file could not be packed."));
      return NULL;
    }

  return g_bytes_new (writer->bytes->data, writer->bytes->len);
}
