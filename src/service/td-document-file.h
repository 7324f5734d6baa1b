/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-document.h"
#include "td-plan-data.h"
#include "td-signing.h"

G_BEGIN_DECLS

/* The file of a document: made from the plan, signed, sealed, taken back from elsewhere. Each
 * function works on plain data and blocks, so it runs on a worker thread; what it returns is a
 * request, and running that writes everything to the register as one act. */

TdDocumentRequest *td_document_file_prepare (const TdIssuedDocumentRow *document,
                                             const TdPlanData *plan,
                                             gboolean portable,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdDocumentRequest *td_document_file_fill (const TdIssuedDocumentRow *document,
                                          GBytes *file,
                                          gint64 number,
                                          const char *date,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdDocumentRequest *td_document_file_sign (const TdIssuedDocumentRow *document,
                                          GBytes *file,
                                          const TdSignRequest *how,
                                          TdSigner *signer,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdDocumentRequest *td_document_file_import (const TdIssuedDocumentRow *document,
                                            GBytes *file,
                                            GBytes *imported,
                                            const char *name,
                                            TdTrust *trust,
                                            GCancellable *cancellable,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_document_file_may_issue (const TdIssuedDocumentRow *document,
                                     const TdVerification *verification,
                                     GError **error);
char *td_document_file_name (const TdIssuedDocumentRow *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
