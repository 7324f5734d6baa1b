/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-document-work.h"

G_BEGIN_DECLS

#define TD_TYPE_DOCUMENT_PANEL (td_document_panel_get_type ())
G_DECLARE_FINAL_TYPE (TdDocumentPanel, td_document_panel, TD, DOCUMENT_PANEL, GtkWidget)

GtkWidget *td_document_panel_new (void);
void td_document_panel_set_document (TdDocumentPanel *self,
                                     const TdIssuedDocumentRow *document,
                                     const GPtrArray *acts);
void td_document_panel_set_file (TdDocumentPanel *self, const char *name, gsize size, guint pages);
void td_document_panel_set_verifying (TdDocumentPanel *self);
void td_document_panel_set_verification (TdDocumentPanel *self,
                                         const TdVerification *verification,
                                         const char *anchor,
                                         const GError *error);

G_END_DECLS
