/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TD_TYPE_PROFILE_DIALOG (td_profile_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TdProfileDialog, td_profile_dialog, TD, PROFILE_DIALOG, AdwWindow)

GtkWidget *td_profile_dialog_new (
    GtkWindow *parent, const char *name, const char *title, const char *unit, GListModel *units);

G_END_DECLS
