/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-data.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/* What a new workspace starts with. */

/* Keys of "workspace new --template", NULL-terminated: "hanoi" "hcm" "haiphong" "khanhhoa" "bentre"
 * "blank" */
const char *const *td_office_template_keys (void);
const char *td_office_template_label (const char *key);

gboolean td_office_set_up_sample (TdWorkspace *workspace, GError **error);
gboolean td_office_set_up_template (TdWorkspace *workspace, const char *key, GError **error);
TdPlanData *
td_office_load_template (const char *key, int year, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 td_office_add_plan_from_template (TdWorkspace *workspace,
                                         const char *key,
                                         int year,
                                         GError **error);

G_END_DECLS
