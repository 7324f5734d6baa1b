/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-kind.h"
#include "td-writer.h"

G_BEGIN_DECLS

/* Numbers of documents. RULE nd30-number: numbers run from 01 on 1 January to 31 December, and no
 * two documents of a year have the same number and symbol (article 15). The office has one series,
 * or several for kinds of documents (records number_series). */

gint64 td_document_number_find_series (TdConnection *connection, const char *symbol);
gint64 td_document_number_next (TdConnection *connection, gint64 series_id, gint64 year);
char *td_document_number_format (gint64 number) G_GNUC_WARN_UNUSED_RESULT;

/* Inside an act */
gint64 td_document_number_allot (TdWriter *writer,
                                 const TdIssuedDocumentRow *document,
                                 gint64 wanted,
                                 const char *at,
                                 GError **error);
gint64
td_document_number_reserve (TdWriter *writer, const TdDocumentNumberRow *wanted, GError **error);
gboolean td_document_number_release (
    TdWriter *writer, gint64 id, const char *at, const char *note, GError **error);
gboolean td_document_number_release_of (TdWriter *writer,
                                        gint64 document_id,
                                        const char *at,
                                        GError **error);

G_END_DECLS
