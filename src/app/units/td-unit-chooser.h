/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-record.h"
#include "td-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TD_TYPE_UNIT_CHOOSER (td_unit_chooser_get_type ())
G_DECLARE_FINAL_TYPE (TdUnitChooser, td_unit_chooser, TD, UNIT_CHOOSER, GtkWidget)

void td_unit_chooser_set_label (TdUnitChooser *self, const char *label);
void td_unit_chooser_bind (TdUnitChooser *self,
                           TdWorkspace *workspace,
                           TdRecord *record,
                           const char *property);
void td_unit_chooser_flush (TdUnitChooser *self);

G_END_DECLS
