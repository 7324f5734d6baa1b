/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-workspace.h"

G_BEGIN_DECLS

#define TD_TYPE_APPLICATION (td_application_get_type ())
G_DECLARE_FINAL_TYPE (TdApplication, td_application, TD, APPLICATION, AdwApplication)

TdApplication *td_application_new (void);
GSettings *td_application_get_settings (TdApplication *self);
gboolean td_application_take_opened (TdApplication *self,
                                     const char *path,
                                     TdWorkspace **workspace,
                                     GError **error);

GSettings *td_settings_of (GtkWindow *window);

G_END_DECLS
