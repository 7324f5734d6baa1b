/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-data.h"
#include "td-plan-items.h"

G_BEGIN_DECLS

/**
 * TdAnnexModel:
 *
 * Which lines of the annex are shown: area rows and tasks in order, less those that are folded away
 * or filtered out. The lines are a [class@PlanItems], so selection and focus stay with a record.
 */
#define TD_TYPE_ANNEX_MODEL (td_annex_model_get_type ())
G_DECLARE_FINAL_TYPE (TdAnnexModel, td_annex_model, TD, ANNEX_MODEL, GObject)

TdAnnexModel *td_annex_model_new (void) G_GNUC_WARN_UNUSED_RESULT;
TdPlanItems *td_annex_model_get_items (TdAnnexModel *self);
void td_annex_model_refresh (TdAnnexModel *self, const TdPlanData *data);

void td_annex_model_set_search (TdAnnexModel *self, const char *text);
void td_annex_model_set_group (TdAnnexModel *self, gint64 group_id);
void td_annex_model_set_unit (TdAnnexModel *self, const char *unit);
gboolean td_annex_model_get_filtering (TdAnnexModel *self);

void td_annex_model_set_folded (TdAnnexModel *self, gint64 group_id, gboolean folded);
gboolean td_annex_model_get_folded (TdAnnexModel *self, gint64 group_id);

gboolean td_annex_model_get_in_body (TdAnnexModel *self);
guint td_annex_model_get_n_tasks (TdAnnexModel *self);
guint td_annex_model_get_n_groups (TdAnnexModel *self);
guint td_annex_model_get_n_found (TdAnnexModel *self);

G_END_DECLS
