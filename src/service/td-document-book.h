/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-edit.h"

G_BEGIN_DECLS

/* The book of numbers beside the documents: numbers that are kept for documents to come or free
 * again, and the series they are counted in. The edits are acts: they are not undone. */
TdEdit *td_document_book_keep (gint64 number, gint64 year, const char *symbol, const char *note)
    G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_document_book_release (gint64 entry_id, const char *note) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_document_book_delete_series (gint64 series_id) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *td_document_book_list_open (TdConnection *connection,
                                       gint64 year,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
