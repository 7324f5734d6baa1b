/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-document.h"

G_BEGIN_DECLS

/* What the archive wants known of a document. */
#define TD_TYPE_DESCRIBE_DIALOG (td_describe_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TdDescribeDialog, td_describe_dialog, TD, DESCRIBE_DIALOG, AdwWindow)

GtkWidget *td_describe_dialog_new (GtkWindow *parent,
                                   TdWorkspace *workspace,
                                   const TdIssuedDocumentRow *document);

G_END_DECLS
