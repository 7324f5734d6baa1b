/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-connection.h"
#include "td-edit.h"
#include "td-row.h"

G_BEGIN_DECLS

/* Targets with what was reached: the figures of periods, typed or computed, and whether the target
 * is met. */
typedef enum
{
  TD_TARGET_NO_DATA, /* no figure yet, or the target is no number */
  TD_TARGET_MET,
  TD_TARGET_NEARLY,
  TD_TARGET_MISSED,
  TD_N_TARGET_STATUSES,
} TdTargetStatus;

typedef struct
{
  TdTargetRow *target;
  GPtrArray *values; /* (element-type TdTargetValueRow): by end of period; computed ones included */
  TdTargetStatus status;
  char *period;   /* (nullable): of the latest figure */
  double actual;  /* the latest figure; NAN: none */
  double missing; /* how much is missing; 0: met; NAN: no figure */
} TdTargetFigures;

double td_target_value_figure (const TdTargetRow *target, const TdTargetValueRow *value);
gboolean td_target_is_computed (const TdTargetRow *target);
TdTargetStatus td_target_judge (const TdTargetRow *target, double actual);

GPtrArray *td_target_figures_read (TdConnection *connection,
                                   gint64 plan_id,
                                   const GDate *as_of,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdTargetFigures *td_target_figures_read_one (TdConnection *connection,
                                             gint64 target_id,
                                             const GDate *as_of,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_target_figures_free (TdTargetFigures *self);

TdEdit *td_target_edit_value (gint64 target_id,
                              const char *period,
                              double numerator,
                              double denominator,
                              double value,
                              const char *note) G_GNUC_WARN_UNUSED_RESULT;

const char *td_target_status_to_nick (TdTargetStatus status);
const char *td_target_status_label (TdTargetStatus status);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdTargetFigures, td_target_figures_free)

G_END_DECLS
