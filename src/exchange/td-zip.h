/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Safe reading of a ZIP container that lies in memory (DOCX, XLSX). A hostile file cannot make it
 * unpack more than the limits say. */
typedef struct
{
  guint max_entries;
  guint64 max_entry_size; /* bytes, unpacked */
  guint64 max_total_size; /* bytes unpacked over the life of the object */
  guint max_ratio;        /* unpacked part : whole file, looked at above 4 MiB */
} TdZipLimits;

typedef struct _TdZip TdZip;
typedef struct _TdZipStream TdZipStream;

TdZip *td_zip_open (GBytes *bytes, const char *name, const TdZipLimits *limits, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void td_zip_free (TdZip *zip);
const char *td_zip_get_name (const TdZip *zip);
gboolean td_zip_has (const TdZip *zip, const char *part);

GBytes *td_zip_read (TdZip *zip, const char *part, GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
TdZipStream *
td_zip_stream_open (TdZip *zip, const char *part, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gssize td_zip_stream_read (TdZipStream *stream, void *buffer, gsize size, GError **error);
void td_zip_stream_free (TdZipStream *stream);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdZip, td_zip_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdZipStream, td_zip_stream_free)

G_END_DECLS
