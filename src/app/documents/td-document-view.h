/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-document-work.h"
#include "td-pdf-view.h"

G_BEGIN_DECLS

#define TD_TYPE_DOCUMENT_VIEW (td_document_view_get_type ())
G_DECLARE_FINAL_TYPE (TdDocumentView, td_document_view, TD, DOCUMENT_VIEW, GtkWidget)

GtkWidget *td_document_view_new (TdWorkspace *workspace, gint64 id);
GtkWidget *td_document_view_new_for_file (GBytes *file, const char *name);

gint64 td_document_view_get_id (TdDocumentView *self);
const TdDocumentState *td_document_view_get_state (TdDocumentView *self);
const TdVerification *td_document_view_get_verification (TdDocumentView *self);
GBytes *td_document_view_get_file (TdDocumentView *self);
const char *td_document_view_get_name (TdDocumentView *self);
TdPdfView *td_document_view_get_pdf (TdDocumentView *self);

void td_document_view_reload (TdDocumentView *self);
void td_document_view_verify (TdDocumentView *self);
void td_document_view_verify_with (TdDocumentView *self, const char *anchor);
gboolean td_document_view_focus_region (TdDocumentView *self, int step);
void td_document_view_set_guides (TdDocumentView *self, gboolean shown);

G_END_DECLS
