/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-pdf-file.h"

G_BEGIN_DECLS

/* An incremental update (ISO 32000-1, 7.5.6): what is there stays byte for byte, objects and a
 * table of the same kind as the last one are appended. Private to this folder. */
typedef struct _TdPdfUpdate TdPdfUpdate;

TdPdfUpdate *td_pdf_update_new (TdPdfFile *file) G_GNUC_WARN_UNUSED_RESULT;
void td_pdf_update_free (TdPdfUpdate *self);

guint32 td_pdf_update_reserve (TdPdfUpdate *self);
GString *td_pdf_update_begin (TdPdfUpdate *self, guint32 number);
void td_pdf_update_end (TdPdfUpdate *self);
void td_pdf_update_add_stream (
    TdPdfUpdate *self, guint32 number, const char *keys, const guint8 *data, gsize length);
gsize td_pdf_update_tell (const TdPdfUpdate *self);
GByteArray *td_pdf_update_finish (TdPdfUpdate *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdPdfUpdate, td_pdf_update_free)

G_END_DECLS
