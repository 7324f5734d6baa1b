/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-pdf-object.h"

G_BEGIN_DECLS

/* Streams packed and unpacked: only what the tables of a PDF and our own pictures need. Private to
 * this folder. */

GByteArray *
td_pdf_inflate (const guint8 *data, gsize length, gsize limit) G_GNUC_WARN_UNUSED_RESULT;
GByteArray *td_pdf_deflate (const guint8 *data, gsize length) G_GNUC_WARN_UNUSED_RESULT;
GByteArray *td_pdf_unpack (const TdPdfObject *stream,
                           const guint8 *file,
                           gsize limit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
