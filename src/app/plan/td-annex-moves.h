/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-drop-mark.h"
#include "td-edit.h"

G_BEGIN_DECLS

/* Where tasks and area rows of an annex go: pure functions from the plan as last read to one edit.
 * Every edit moves all the tasks given or none. */

GPtrArray *td_annex_list_groups (const TdPlanData *data) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *td_annex_list_tasks (const TdPlanData *data, gint64 group_id) G_GNUC_WARN_UNUSED_RESULT;
char *td_annex_group_name (const TdPlanGroupRow *group) G_GNUC_WARN_UNUSED_RESULT;

TdEdit *td_annex_step_tasks (const TdPlanData *data, const gint64 *ids, guint n_ids, int step)
    G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_annex_move_tasks (const TdPlanData *data,
                             const gint64 *ids,
                             guint n_ids,
                             TdKind target_kind,
                             gint64 target_id,
                             TdDropPlace place) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_annex_step_group (const TdPlanData *data, gint64 id, int step) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_annex_move_group (const TdPlanData *data, gint64 id, gint64 target_id, TdDropPlace place)
    G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_annex_renumber (const TdPlanData *data) G_GNUC_WARN_UNUSED_RESULT;
char *td_annex_next_number (const TdPlanData *data,
                            const TdTaskRow *after,
                            char **text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
