/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-document-register.h"
#include "td-workspace.h"

G_BEGIN_DECLS

#define TD_TYPE_DOCUMENT_LIST (td_document_list_get_type ())
G_DECLARE_FINAL_TYPE (TdDocumentList, td_document_list, TD, DOCUMENT_LIST, GtkWidget)

GtkWidget *td_document_list_new (TdWorkspace *workspace);
void td_document_list_search (TdDocumentList *self, const char *text);
gint64 td_document_list_get_selected (TdDocumentList *self);
gint64 td_document_list_get_year (TdDocumentList *self);

G_END_DECLS
