/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-kind.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/* Asks for the number and date of a document. */
#define TD_TYPE_NUMBER_DIALOG (td_number_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TdNumberDialog, td_number_dialog, TD, NUMBER_DIALOG, AdwWindow)

GtkWidget *td_number_dialog_new (GtkWindow *parent,
                                 TdWorkspace *workspace,
                                 const TdIssuedDocumentRow *document);
gint64 td_number_dialog_get_number (TdNumberDialog *self);
const char *td_number_dialog_get_date (TdNumberDialog *self);
void td_number_dialog_show_error (TdNumberDialog *self, const GError *error);

G_END_DECLS
