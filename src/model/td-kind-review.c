/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "td-kind-private.h"
#include "td-row-review.h"

/* clang-format off */
static const TdFieldSpec plan_baseline_fields[] = {
  REF (TdPlanBaselineRow, plan_id, PLAN, TD_FIELD_OWNER, N_ ("Plan")),
  TEXT (TdPlanBaselineRow, name, TD_FIELD_REQUIRED, N_ ("Name")),
  TEXT (TdPlanBaselineRow, at, 0, N_ ("Time")),
  TEXT (TdPlanBaselineRow, author, 0, N_ ("Author")),
  TEXT (TdPlanBaselineRow, sha256, 0, N_ ("Hash of the file")),
};

static const TdFieldSpec comment_fields[] = {
  REF (TdCommentRow, plan_id, PLAN, TD_FIELD_OWNER, N_ ("Plan")),
  TEXT (TdCommentRow, text, TD_FIELD_REQUIRED, N_ ("Text")),
  TEXT (TdCommentRow, record_kind, 0, N_ ("Kind")),
  INT (TdCommentRow, record_id, 0, N_ ("Record")),
  TEXT (TdCommentRow, quote, 0, N_ ("Words concerned")),
  TEXT (TdCommentRow, author, 0, N_ ("Author")),
  TEXT (TdCommentRow, at, 0, N_ ("Time")),
  BOOL (TdCommentRow, resolved, 0, N_ ("Resolved")),
  TEXT (TdCommentRow, resolved_by, 0, N_ ("Resolved by")),
};

static const TdFieldSpec finding_answer_fields[] = {
  REF (TdFindingAnswerRow, plan_id, PLAN, TD_FIELD_OWNER, N_ ("Plan")),
  TEXT (TdFindingAnswerRow, rule, TD_FIELD_REQUIRED, N_ ("Rule")),
  TEXT (TdFindingAnswerRow, words, 0, N_ ("Words concerned")),
  TEXT (TdFindingAnswerRow, reason, 0, N_ ("Reason")),
  TEXT (TdFindingAnswerRow, author, 0, N_ ("Author")),
  TEXT (TdFindingAnswerRow, at, 0, N_ ("Time")),
};

const TdKindSpec td_kind_plan_baseline = KIND (PLAN_BASELINE, "plan_baseline", TdPlanBaselineRow, plan_baseline_fields, N_ ("Baseline"));
const TdKindSpec td_kind_comment = KIND (COMMENT, "comment", TdCommentRow, comment_fields, N_ ("Comment"));
const TdKindSpec td_kind_finding_answer = KIND (FINDING_ANSWER, "finding_answer", TdFindingAnswerRow, finding_answer_fields, N_ ("Answer to a finding"));
/* clang-format on */
