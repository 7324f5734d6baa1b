/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-document-view.h"
#include "td-page.h"

G_BEGIN_DECLS

#define TD_TYPE_DOCUMENTS_PAGE (td_documents_page_get_type ())
G_DECLARE_FINAL_TYPE (TdDocumentsPage, td_documents_page, TD, DOCUMENTS_PAGE, TdPage)

TdPage *td_documents_page_new (TdWorkspace *workspace);
void td_documents_page_open (TdDocumentsPage *self, gint64 id);
void td_documents_page_show_file (TdDocumentsPage *self, GBytes *file, const char *name);
void td_documents_page_issue_plan (TdDocumentsPage *self, gint64 plan_id);

TdWorkspace *td_documents_page_get_workspace (TdDocumentsPage *self);
TdDocumentView *td_documents_page_get_view (TdDocumentsPage *self);
gint64 td_documents_page_get_year (TdDocumentsPage *self);

G_END_DECLS
