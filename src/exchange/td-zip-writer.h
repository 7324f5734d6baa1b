/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes a ZIP container into memory. Equal parts in equal order make equal bytes: no times, owners
 * or places are kept. */
typedef struct _TdZipWriter TdZipWriter;

TdZipWriter *td_zip_writer_new (void) G_GNUC_WARN_UNUSED_RESULT;
void td_zip_writer_free (TdZipWriter *writer);
void td_zip_writer_add (TdZipWriter *writer, const char *part, const void *data, gsize size);
GBytes *td_zip_writer_finish (TdZipWriter *writer, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdZipWriter, td_zip_writer_free)

G_END_DECLS
