/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-context.h"

G_BEGIN_DECLS

/**
 * TdUnitsField:
 *
 * The units of a task in one role ("lead", "coordinating") as chips. Names, groups and aliases of
 * the register are offered while one types; other words may be typed too.
 */
#define TD_TYPE_UNITS_FIELD (td_units_field_get_type ())
G_DECLARE_FINAL_TYPE (TdUnitsField, td_units_field, TD, UNITS_FIELD, GtkWidget)

GtkWidget *td_units_field_new (TdPlanContext *context, const char *role, const char *label);
void td_units_field_set_task (TdUnitsField *self, gint64 task_id);
void td_units_field_set_suggestions (TdUnitsField *self, GListModel *strings);

GListModel *td_units_field_read_register (TdWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
