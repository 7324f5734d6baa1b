/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TD_TYPE_WELCOME (td_welcome_get_type ())
G_DECLARE_FINAL_TYPE (TdWelcome, td_welcome, TD, WELCOME, AdwBin)

GtkWidget *td_welcome_new (void);
GtkMenuButton *td_welcome_get_menu_button (TdWelcome *self);

G_END_DECLS
