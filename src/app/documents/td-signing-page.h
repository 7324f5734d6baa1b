/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The preferences for signing: pictures, token, timestamp, and whom to believe. */
#define TD_TYPE_SIGNING_PAGE (td_signing_page_get_type ())
G_DECLARE_FINAL_TYPE (TdSigningPage, td_signing_page, TD, SIGNING_PAGE, AdwPreferencesPage)

GtkWidget *td_signing_page_new (GSettings *settings);

G_END_DECLS
