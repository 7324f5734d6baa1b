/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-document.h"
#include "td-writer.h"

G_BEGIN_DECLS

/* What the acts do, on the writer thread. Private to td-document*.c. */
gboolean td_document_act (TdWriter *writer, TdDocumentRequest *request, GError **error);
char *td_document_content_hash (TdWriter *writer,
                                gint64 plan_id,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
