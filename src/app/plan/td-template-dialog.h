/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TdTemplateDialog:
 *
 * Asks which structure a new plan has and for which year. Signal `chosen (key, year)`.
 */
#define TD_TYPE_TEMPLATE_DIALOG (td_template_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TdTemplateDialog, td_template_dialog, TD, TEMPLATE_DIALOG, AdwWindow)

GtkWidget *td_template_dialog_new (GtkWindow *parent);

G_END_DECLS
