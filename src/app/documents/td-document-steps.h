/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-kind.h"

G_BEGIN_DECLS

#define TD_TYPE_DOCUMENT_STEPS (td_document_steps_get_type ())
G_DECLARE_FINAL_TYPE (TdDocumentSteps, td_document_steps, TD, DOCUMENT_STEPS, GtkWidget)

GtkWidget *td_document_steps_new (void);
void td_document_steps_set (TdDocumentSteps *self,
                            const TdIssuedDocumentRow *document,
                            const GPtrArray *acts);

G_END_DECLS
