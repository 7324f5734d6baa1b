/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-page-content.h"
#include "td-pdf-worker.h"

G_BEGIN_DECLS

/* The pages of a PDF file. A process of its own reads them (td-pdf-worker.h), and a thread waits
 * for its answers; the main thread gets pictures, sizes and places of words. */
#define TD_TYPE_PDF_CONTENT (td_pdf_content_get_type ())
G_DECLARE_FINAL_TYPE (TdPdfContent, td_pdf_content, TD, PDF_CONTENT, TdPageContent)

void td_pdf_content_open_async (GBytes *bytes,
                                TdPdfWorker *worker,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
TdPageContent *td_pdf_content_open_finish (GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

void td_pdf_content_search_async (TdPdfContent *self,
                                  const char *text,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GArray *td_pdf_content_search_finish (TdPdfContent *self,
                                      GAsyncResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

void td_pdf_content_get_text_async (TdPdfContent *self,
                                    const TdLayoutRect *rect,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
char *td_pdf_content_get_text_finish (TdPdfContent *self,
                                      GAsyncResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
