/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "td-kind-private.h"
#include "td-row-follow-up.h"

/* clang-format off */
static const TdFieldSpec evidence_fields[] = {
  TEXT (TdEvidenceRow, name, 0, N_ ("Name")),
  TEXT (TdEvidenceRow, symbol, 0, N_ ("Symbol")),
  DATE (TdEvidenceRow, date, 0, N_ ("Date")),
  TEXT (TdEvidenceRow, file_name, 0, N_ ("File")),
  TEXT (TdEvidenceRow, sha256, 0, N_ ("Hash of the file")),
  INT (TdEvidenceRow, size, 0, N_ ("Size")),
  TEXT (TdEvidenceRow, link, 0, N_ ("Place of the file")),
  TEXT (TdEvidenceRow, note, 0, N_ ("Note")),
};

static const TdFieldSpec task_update_fields[] = {
  REF (TdTaskUpdateRow, task_id, TASK, TD_FIELD_OWNER, N_ ("Task")),
  DATE (TdTaskUpdateRow, date, 0, N_ ("Date")),
  INT (TdTaskUpdateRow, progress, 0, N_ ("Progress")),
  BOOL (TdTaskUpdateRow, done, 0, N_ ("Finished")),
  TEXT (TdTaskUpdateRow, text, 0, N_ ("Text")),
  TEXT (TdTaskUpdateRow, period, 0, N_ ("Period")),
  TEXT (TdTaskUpdateRow, author, 0, N_ ("Author")),
  TEXT (TdTaskUpdateRow, delay_reason, 0, N_ ("Reason of the delay")),
  BOOL (TdTaskUpdateRow, delay_excused, 0, N_ ("Excused delay")),
};

static const TdFieldSpec evidence_link_fields[] = {
  REF (TdEvidenceLinkRow, evidence_id, EVIDENCE, TD_FIELD_OWNER, N_ ("Evidence")),
  REF (TdEvidenceLinkRow, task_id, TASK, TD_FIELD_OWNER, N_ ("Task")),
  REF (TdEvidenceLinkRow, update_id, TASK_UPDATE, 0, N_ ("Progress note")),
  REF (TdEvidenceLinkRow, product_id, TASK_PRODUCT, 0, N_ ("Product")),
  TEXT (TdEvidenceLinkRow, period, 0, N_ ("Period")),
};

static const TdFieldSpec task_trigger_fields[] = {
  REF (TdTaskTriggerRow, task_id, TASK, TD_FIELD_OWNER, N_ ("Task")),
  TEXT (TdTaskTriggerRow, symbol, 0, N_ ("Symbol")),
  TEXT (TdTaskTriggerRow, name, 0, N_ ("Name")),
  DATE (TdTaskTriggerRow, date, 0, N_ ("Date")),
  INT (TdTaskTriggerRow, days, 0, N_ ("Days")),
  BOOL (TdTaskTriggerRow, working_days, 0, N_ ("In working days")),
  DATE (TdTaskTriggerRow, due, 0, N_ ("Due")),
  REF (TdTaskTriggerRow, evidence_id, EVIDENCE, 0, N_ ("Evidence")),
  TEXT (TdTaskTriggerRow, note, 0, N_ ("Note")),
};

static const TdFieldSpec task_occurrence_fields[] = {
  REF (TdTaskOccurrenceRow, task_id, TASK, TD_FIELD_OWNER, N_ ("Task")),
  TEXT (TdTaskOccurrenceRow, period, TD_FIELD_REQUIRED, N_ ("Period")),
  DATE (TdTaskOccurrenceRow, done_date, 0, N_ ("Done on")),
  INT (TdTaskOccurrenceRow, progress, 0, N_ ("Progress")),
  TEXT (TdTaskOccurrenceRow, note, 0, N_ ("Note")),
};

static const TdFieldSpec task_milestone_fields[] = {
  REF (TdTaskMilestoneRow, task_id, TASK, TD_FIELD_OWNER, N_ ("Task")),
  INT (TdTaskMilestoneRow, position, TD_FIELD_POSITION, N_ ("Order")),
  TEXT (TdTaskMilestoneRow, title, 0, N_ ("Title")),
  DATE (TdTaskMilestoneRow, start, 0, N_ ("From")),
  DATE (TdTaskMilestoneRow, end, 0, N_ ("To")),
  DATE (TdTaskMilestoneRow, done_date, 0, N_ ("Done on")),
};

static const TdFieldSpec holiday_fields[] = {
  DATE (TdHolidayRow, date, TD_FIELD_REQUIRED, N_ ("Date")),
  TEXT (TdHolidayRow, kind, TD_FIELD_REQUIRED, N_ ("Kind")),
  TEXT (TdHolidayRow, name, 0, N_ ("Name")),
  TEXT (TdHolidayRow, source, 0, N_ ("Source")),
};

static const TdFieldSpec calendar_year_fields[] = {
  INT (TdCalendarYearRow, year, 0, N_ ("Year")),
  BOOL (TdCalendarYearRow, confirmed, 0, N_ ("Confirmed")),
  TEXT (TdCalendarYearRow, week, 0, N_ ("Working week")),
  TEXT (TdCalendarYearRow, source, 0, N_ ("Source")),
};

static const TdFieldSpec saved_filter_fields[] = {
  TEXT (TdSavedFilterRow, page, TD_FIELD_REQUIRED, N_ ("Page")),
  TEXT (TdSavedFilterRow, name, TD_FIELD_REQUIRED, N_ ("Name")),
  TEXT (TdSavedFilterRow, filter, 0, N_ ("Filter")),
  INT (TdSavedFilterRow, position, TD_FIELD_POSITION, N_ ("Order")),
};

const TdKindSpec td_kind_evidence =
  KIND (EVIDENCE, "evidence", TdEvidenceRow, evidence_fields, N_ ("Evidence"));
const TdKindSpec td_kind_task_update =
  KIND (TASK_UPDATE, "task_update", TdTaskUpdateRow, task_update_fields, N_ ("Progress note"));
const TdKindSpec td_kind_evidence_link =
  KIND (EVIDENCE_LINK, "evidence_link", TdEvidenceLinkRow, evidence_link_fields, N_ ("Evidence of a task"));
const TdKindSpec td_kind_task_trigger =
  KIND (TASK_TRIGGER, "task_trigger", TdTaskTriggerRow, task_trigger_fields, N_ ("Trigger of a deadline"));
const TdKindSpec td_kind_task_occurrence =
  KIND (TASK_OCCURRENCE, "task_occurrence", TdTaskOccurrenceRow, task_occurrence_fields, N_ ("Turn of a task"));
const TdKindSpec td_kind_task_milestone =
  KIND (TASK_MILESTONE, "task_milestone", TdTaskMilestoneRow, task_milestone_fields, N_ ("Milestone"));
const TdKindSpec td_kind_holiday =
  KIND (HOLIDAY, "holiday", TdHolidayRow, holiday_fields, N_ ("Day of the calendar"));
const TdKindSpec td_kind_calendar_year =
  KIND (CALENDAR_YEAR, "calendar_year", TdCalendarYearRow, calendar_year_fields, N_ ("Year of the calendar"));
const TdKindSpec td_kind_saved_filter =
  KIND (SAVED_FILTER, "saved_filter", TdSavedFilterRow, saved_filter_fields, N_ ("Saved filter"));
/* clang-format on */
