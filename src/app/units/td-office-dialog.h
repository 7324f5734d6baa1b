/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TD_TYPE_OFFICE_DIALOG (td_office_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TdOfficeDialog, td_office_dialog, TD, OFFICE_DIALOG, AdwWindow)

GtkWidget *td_office_dialog_new (GtkWindow *parent, TdWorkspace *workspace);

G_END_DECLS
