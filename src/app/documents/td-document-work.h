/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-document-file.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/* What takes longer than a frame: reading a document with its file, making files, signing and
 * verifying. Everything runs on other threads; results arrive on the main thread. */

/* A document as it was read: plain data. */
typedef struct
{
  TdIssuedDocumentRow *row;
  GPtrArray *acts; /* (element-type TdDocumentActRow): oldest first */
  GBytes *file;    /* (nullable) */
} TdDocumentState;

void td_document_state_free (TdDocumentState *self);
void td_document_state_read_async (TdWorkspace *workspace,
                                   gint64 id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
TdDocumentState *td_document_state_read_finish (TdWorkspace *workspace,
                                                GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Makes the request of an act on a worker thread, then runs it. */
typedef TdDocumentRequest *(*TdDocumentWorkFunc) (gpointer data,
                                                  GCancellable *cancellable,
                                                  GError **error);
void td_document_work_async (TdWorkspace *workspace,
                             TdDocumentWorkFunc func,
                             gpointer data,
                             GDestroyNotify destroy,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean td_document_work_finish (GAsyncResult *result, GError **error);

/* Makes the file that will be signed: reads the plan, lays it out, prepares it. */
void td_document_prepare_async (TdWorkspace *workspace,
                                const TdIssuedDocumentRow *document,
                                gboolean portable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/* Verifies a file, with the trusted authorities of this computer. */
void td_document_verify_async (GBytes *file,
                               const char *name,
                               const char *anchor,
                               gboolean system_trust,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
TdVerification *td_document_verify_finish (GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A file from elsewhere, after the guard of the reader has let it through */
void td_document_read_foreign_async (const char *path,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GBytes *td_document_read_foreign_finish (GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDocumentState, td_document_state_free)

G_END_DECLS
