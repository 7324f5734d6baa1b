/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TD_TYPE_PREFERENCES (td_preferences_get_type ())
G_DECLARE_FINAL_TYPE (TdPreferences, td_preferences, TD, PREFERENCES, AdwPreferencesWindow)

GtkWidget *td_preferences_new (GtkWindow *parent, GSettings *settings);
void td_preferences_apply_color_scheme (GSettings *settings);

G_END_DECLS
