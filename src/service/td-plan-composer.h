/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-block.h"
#include "td-plan-data.h"

G_BEGIN_DECLS

/* From a plan to its document: the one place that knows what a plan prints, and in which order. The
 * preview, the printer, the PDF, the DOCX writer all get this tree. Source references in the tree
 * carry a TdKind, the record's id and the field (as in td-kind.c). */
TdBlock *td_plan_compose (const TdPlanData *data) G_GNUC_WARN_UNUSED_RESULT;

gboolean td_plan_has_annex (const TdPlanData *data);
char *td_plan_annex_reference (const TdPlanRow *plan) G_GNUC_WARN_UNUSED_RESULT;
char *td_plan_block_marker (const TdPlanData *data,
                            const TdBlockRow *block) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
