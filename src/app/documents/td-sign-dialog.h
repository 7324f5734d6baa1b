/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-document-work.h"

G_BEGIN_DECLS

#define TD_TYPE_SIGN_DIALOG (td_sign_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TdSignDialog, td_sign_dialog, TD, SIGN_DIALOG, AdwWindow)

GtkWidget *td_sign_dialog_new (GtkWindow *parent,
                               GSettings *settings,
                               TdWorkspace *workspace,
                               const TdDocumentState *document,
                               TdSignRole role);
GtkWidget *td_sign_dialog_new_for_file (GtkWindow *parent,
                                        GSettings *settings,
                                        GBytes *file,
                                        const char *name,
                                        TdSignRole role,
                                        const char *text);
TdSignRole td_sign_dialog_get_role (TdSignDialog *self);
GBytes *td_sign_dialog_get_result (TdSignDialog *self);

G_END_DECLS
