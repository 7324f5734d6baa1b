/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How far the name of an agency or of a law runs in a sentence. Part of the grammar of
 * td-document-reference.h; not for other folders. Lengths are bytes from @text. */
typedef enum
{
  TD_DOCUMENT_NAME_AGENCY,
  TD_DOCUMENT_NAME_LAW,
} TdDocumentNameKind;

gsize td_document_name_scan (const char *text, TdDocumentNameKind kind);
gboolean td_document_name_is_type (const char *text);

G_END_DECLS
