/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-page-view.h"
#include "td-pdf-content.h"

G_BEGIN_DECLS

#define TD_TYPE_PDF_VIEW (td_pdf_view_get_type ())
G_DECLARE_FINAL_TYPE (TdPdfView, td_pdf_view, TD, PDF_VIEW, GtkWidget)

GtkWidget *td_pdf_view_new (void);

TdPageContent *td_pdf_view_get_content (TdPdfView *self);
void td_pdf_view_set_content (TdPdfView *self, TdPageContent *content);
void td_pdf_view_set_guides (TdPdfView *self, const GArray *guides);
void td_pdf_view_show_place (TdPdfView *self, const TdLayoutRect *place);
void td_pdf_view_begin_search (TdPdfView *self);
TdPageView *td_pdf_view_get_pages (TdPdfView *self);

void td_pdf_view_open_async (TdPdfView *self,
                             GBytes *file,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

G_END_DECLS
