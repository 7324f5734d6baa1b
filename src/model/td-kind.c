/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-kind-private.h"

#include <glib/gi18n-lib.h>

/* The columns of every kind, declared once: SQL, properties, JSON and forms follow from here. */

/* clang-format off */
static const TdFieldSpec agency_fields[] = {
  TEXT (TdAgencyRow, name, 0, N_ ("Name")),
  TEXT (TdAgencyRow, printed_name, 0, N_ ("Printed name")),
  TEXT (TdAgencyRow, parent_name, 0, N_ ("Parent agency")),
  TEXT (TdAgencyRow, abbreviation, 0, N_ ("Abbreviation")),
  TEXT (TdAgencyRow, place, 0, N_ ("Place")),
  TEXT (TdAgencyRow, drafting_unit, 0, N_ ("Drafting unit")),
  TEXT (TdAgencyRow, address, 0, N_ ("Address")),
};

static const TdFieldSpec unit_fields[] = {
  TEXT (TdUnitRow, uid, TD_FIELD_UID, N_ ("Identifier")),
  TEXT (TdUnitRow, name, TD_FIELD_REQUIRED | TD_FIELD_SEARCHED, N_ ("Name")),
  TEXT (TdUnitRow, short_name, 0, N_ ("Short name")),
  TEXT (TdUnitRow, kind, 0, N_ ("Kind")),
  REF (TdUnitRow, parent_id, UNIT, 0, N_ ("Parent")),
  DATE (TdUnitRow, valid_from, 0, N_ ("Valid from")),
  DATE (TdUnitRow, valid_to, 0, N_ ("Valid to")),
  REF (TdUnitRow, successor_id, UNIT, 0, N_ ("Successor")),
  INT (TdUnitRow, position, TD_FIELD_POSITION, N_ ("Order")),
  TEXT (TdUnitRow, note, 0, N_ ("Note")),
};

static const TdFieldSpec unit_alias_fields[] = {
  REF (TdUnitAliasRow, unit_id, UNIT, TD_FIELD_OWNER, N_ ("Unit")),
  TEXT (TdUnitAliasRow, alias, TD_FIELD_REQUIRED, N_ ("Alias")),
};

static const TdFieldSpec unit_group_fields[] = {
  TEXT (TdUnitGroupRow, name, TD_FIELD_REQUIRED, N_ ("Name")),
  INT (TdUnitGroupRow, position, TD_FIELD_POSITION, N_ ("Order")),
};

static const TdFieldSpec unit_group_member_fields[] = {
  REF (TdUnitGroupMemberRow, unit_group_id, UNIT_GROUP, TD_FIELD_OWNER, N_ ("Unit group")),
  REF (TdUnitGroupMemberRow, unit_id, UNIT, TD_FIELD_OWNER, N_ ("Unit")),
};

static const TdFieldSpec area_fields[] = {
  TEXT (TdAreaRow, key, TD_FIELD_REQUIRED, N_ ("Key")),
  TEXT (TdAreaRow, name, TD_FIELD_REQUIRED, N_ ("Name")),
  INT (TdAreaRow, position, TD_FIELD_POSITION, N_ ("Order")),
};

static const TdFieldSpec profile_fields[] = {
  TEXT (TdProfileRow, name, TD_FIELD_REQUIRED, N_ ("Name")),
  TEXT (TdProfileRow, title, 0, N_ ("Title of the person")),
  REF (TdProfileRow, unit_id, UNIT, 0, N_ ("Unit")),
};

static const TdFieldSpec plan_fields[] = {
  TEXT (TdPlanRow, uid, TD_FIELD_UID, N_ ("Identifier")),
  INT (TdPlanRow, year, 0, N_ ("Year")),
  TEXT (TdPlanRow, doc_type, 0, N_ ("Document kind")),
  TEXT (TdPlanRow, title, TD_FIELD_SEARCHED, N_ ("Title")),
  TEXT (TdPlanRow, parent_agency, 0, N_ ("Parent agency")),
  TEXT (TdPlanRow, agency, 0, N_ ("Agency")),
  TEXT (TdPlanRow, agency_full, 0, N_ ("Agency in sentences")),
  TEXT (TdPlanRow, number, 0, N_ ("Number")),
  TEXT (TdPlanRow, symbol, 0, N_ ("Symbol")),
  TEXT (TdPlanRow, place, 0, N_ ("Place")),
  DATE (TdPlanRow, issued_date, 0, N_ ("Date of issue")),
  TEXT (TdPlanRow, date_text, 0, N_ ("Date as printed")),
  INT (TdPlanRow, day, 0, N_ ("Day")),
  INT (TdPlanRow, month, 0, N_ ("Month")),
  INT (TdPlanRow, issued_year, 0, N_ ("Year of issue")),
  TEXT (TdPlanRow, status, 0, N_ ("Status")),
  TEXT (TdPlanRow, urgency, 0, N_ ("Urgency")),
  TEXT (TdPlanRow, circulation, 0, N_ ("Circulation")),
  TEXT (TdPlanRow, annex_label, 0, N_ ("Annex label")),
  TEXT (TdPlanRow, annex_title, 0, N_ ("Annex title")),
  TEXT (TdPlanRow, annex_reference, 0, N_ ("Annex reference")),
  TEXT (TdPlanRow, annex_orientation, 0, N_ ("Annex orientation")),
  BOOL (TdPlanRow, annex_header, 0, N_ ("Annex repeats the header")),
  TEXT (TdPlanRow, source_name, 0, N_ ("Imported from")),
  TEXT (TdPlanRow, source_hash, 0, N_ ("Hash of the source")),
};

static const TdFieldSpec legal_basis_fields[] = {
  REF (TdLegalBasisRow, plan_id, PLAN, TD_FIELD_OWNER, N_ ("Plan")),
  INT (TdLegalBasisRow, position, TD_FIELD_POSITION, N_ ("Order")),
  TEXT (TdLegalBasisRow, text, TD_FIELD_SEARCHED, N_ ("Text")),
  TEXT (TdLegalBasisRow, verb, 0, N_ ("Verb")),
  TEXT (TdLegalBasisRow, doc_type, 0, N_ ("Document kind")),
  TEXT (TdLegalBasisRow, number, 0, N_ ("Number")),
  DATE (TdLegalBasisRow, date, 0, N_ ("Date")),
  TEXT (TdLegalBasisRow, issuer, 0, N_ ("Issuer")),
  REF (TdLegalBasisRow, block_id, BLOCK, 0, N_ ("Paragraph")),
};

static const TdFieldSpec section_fields[] = {
  TEXT (TdSectionRow, uid, TD_FIELD_UID, N_ ("Identifier")),
  REF (TdSectionRow, plan_id, PLAN, TD_FIELD_OWNER, N_ ("Plan")),
  REF (TdSectionRow, parent_id, SECTION, TD_FIELD_OWNER, N_ ("Parent")),
  INT (TdSectionRow, position, TD_FIELD_POSITION, N_ ("Order")),
  TEXT (TdSectionRow, number_style, 0, N_ ("Numbering")),
  TEXT (TdSectionRow, label, 0, N_ ("Printed number")),
  TEXT (TdSectionRow, title, TD_FIELD_SEARCHED, N_ ("Title")),
  TEXT (TdSectionRow, title_marks, 0, N_ ("Title styling")),
  BOOL (TdSectionRow, run_in, 0, N_ ("Run-in title")),
  TEXT (TdSectionRow, area_key, 0, N_ ("Area")),
  TEXT (TdSectionRow, kind, 0, N_ ("Kind")),
};

static const TdFieldSpec block_fields[] = {
  REF (TdBlockRow, plan_id, PLAN, TD_FIELD_OWNER, N_ ("Plan")),
  REF (TdBlockRow, section_id, SECTION, TD_FIELD_OWNER, N_ ("Section")),
  REF (TdBlockRow, after_section_id, SECTION, 0, N_ ("Stands behind")),
  INT (TdBlockRow, position, TD_FIELD_POSITION, N_ ("Order")),
  TEXT (TdBlockRow, kind, 0, N_ ("Kind")),
  INT (TdBlockRow, level, 0, N_ ("Level")),
  TEXT (TdBlockRow, marker, 0, N_ ("Printed mark")),
  TEXT (TdBlockRow, marker_style, 0, N_ ("Mark")),
  TEXT (TdBlockRow, text, TD_FIELD_SEARCHED, N_ ("Text")),
  TEXT (TdBlockRow, marks, 0, N_ ("Styling")),
};

static const TdFieldSpec target_fields[] = {
  TEXT (TdTargetRow, uid, TD_FIELD_UID, N_ ("Identifier")),
  REF (TdTargetRow, plan_id, PLAN, TD_FIELD_OWNER, N_ ("Plan")),
  REF (TdTargetRow, section_id, SECTION, 0, N_ ("Section")),
  REF (TdTargetRow, block_id, BLOCK, 0, N_ ("Paragraph")),
  INT (TdTargetRow, position, TD_FIELD_POSITION, N_ ("Order")),
  TEXT (TdTargetRow, code, 0, N_ ("Code")),
  TEXT (TdTargetRow, text, TD_FIELD_SEARCHED, N_ ("Text")),
  TEXT (TdTargetRow, source_text, 0, N_ ("Source text")),
  TEXT (TdTargetRow, item, 0, N_ ("Point")),
  TEXT (TdTargetRow, area_key, 0, N_ ("Area")),
  TEXT (TdTargetRow, comparator, 0, N_ ("Comparator")),
  REAL (TdTargetRow, value, 0, N_ ("Value")),
  TEXT (TdTargetRow, measure_unit, 0, N_ ("Unit of measure")),
  INT (TdTargetRow, baseline_year, 0, N_ ("Baseline year")),
  REAL (TdTargetRow, baseline_value, 0, N_ ("Baseline")),
  INT (TdTargetRow, target_year, 0, N_ ("Target year")),
  TEXT (TdTargetRow, direction, 0, N_ ("Direction")),
  TEXT (TdTargetRow, period, 0, N_ ("Period")),
  TEXT (TdTargetRow, kind, 0, N_ ("Kind")),
  TEXT (TdTargetRow, origin, 0, N_ ("Origin")),
  BOOL (TdTargetRow, core, 0, N_ ("Formal target")),
  TEXT (TdTargetRow, measure_source, 0, N_ ("Source of the figures")),
  TEXT (TdTargetRow, source_filter, 0, N_ ("What is counted")),
  TEXT (TdTargetRow, frequency, 0, N_ ("How often")),
  REAL (TdTargetRow, near_margin, 0, N_ ("Nearly met within")),
  TEXT (TdTargetRow, owner_text, 0, N_ ("Responsible unit")),
};

static const TdFieldSpec target_value_fields[] = {
  REF (TdTargetValueRow, target_id, TARGET, TD_FIELD_OWNER, N_ ("Target")),
  TEXT (TdTargetValueRow, period, 0, N_ ("Period")),
  REAL (TdTargetValueRow, numerator, 0, N_ ("Numerator")),
  REAL (TdTargetValueRow, denominator, 0, N_ ("Denominator")),
  REAL (TdTargetValueRow, value, 0, N_ ("Value")),
  TEXT (TdTargetValueRow, note, 0, N_ ("Note")),
  DATE (TdTargetValueRow, as_of, 0, N_ ("As of")),
  TEXT (TdTargetValueRow, source, 0, N_ ("Source of the figures")),
};

static const TdFieldSpec plan_column_fields[] = {
  REF (TdPlanColumnRow, plan_id, PLAN, TD_FIELD_OWNER, N_ ("Plan")),
  INT (TdPlanColumnRow, position, TD_FIELD_POSITION, N_ ("Order")),
  TEXT (TdPlanColumnRow, role, 0, N_ ("Role")),
  TEXT (TdPlanColumnRow, heading, 0, N_ ("Heading")),
  REAL (TdPlanColumnRow, width, 0, N_ ("Width")),
};

static const TdFieldSpec plan_group_fields[] = {
  REF (TdPlanGroupRow, plan_id, PLAN, TD_FIELD_OWNER, N_ ("Plan")),
  INT (TdPlanGroupRow, position, TD_FIELD_POSITION, N_ ("Order")),
  TEXT (TdPlanGroupRow, area_key, 0, N_ ("Area")),
  TEXT (TdPlanGroupRow, label, 0, N_ ("Printed number")),
  TEXT (TdPlanGroupRow, title, 0, N_ ("Title")),
  BOOL (TdPlanGroupRow, label_in_title, 0, N_ ("Number in the title cell")),
  REF (TdPlanGroupRow, section_id, SECTION, 0, N_ ("Section")),
};

static const TdFieldSpec task_fields[] = {
  TEXT (TdTaskRow, uid, TD_FIELD_UID, N_ ("Identifier")),
  REF (TdTaskRow, plan_id, PLAN, TD_FIELD_OWNER, N_ ("Plan")),
  REF (TdTaskRow, group_id, PLAN_GROUP, 0, N_ ("Area row")),
  REF (TdTaskRow, block_id, BLOCK, 0, N_ ("Paragraph")),
  INT (TdTaskRow, position, TD_FIELD_POSITION, N_ ("Order")),
  TEXT (TdTaskRow, number, 0, N_ ("Number")),
  TEXT (TdTaskRow, number_text, 0, N_ ("Number as printed")),
  TEXT (TdTaskRow, content, TD_FIELD_SEARCHED, N_ ("Content")),
  TEXT (TdTaskRow, content_marks, 0, N_ ("Content styling")),
  TEXT (TdTaskRow, product_text, TD_FIELD_SEARCHED, N_ ("Products as printed")),
  TEXT (TdTaskRow, lead_text, TD_FIELD_SEARCHED, N_ ("Lead units as printed")),
  TEXT (TdTaskRow, coordinating_text, TD_FIELD_SEARCHED, N_ ("Coordinating units as printed")),
  TEXT (TdTaskRow, assignment_text, TD_FIELD_SEARCHED, N_ ("Assignment as printed")),
  TEXT (TdTaskRow, deadline_text, 0, N_ ("Deadline")),
  TEXT (TdTaskRow, note, TD_FIELD_SEARCHED, N_ ("Note")),
  TEXT (TdTaskRow, other_text, 0, N_ ("Other column")),
  TEXT (TdTaskRow, deadline_kind, 0, N_ ("Kind of deadline")),
  DATE (TdTaskRow, deadline_start, 0, N_ ("Deadline from")),
  DATE (TdTaskRow, deadline_end, 0, N_ ("Deadline to")),
  BOOL (TdTaskRow, deadline_exclusive, 0, N_ ("Before the named day")),
  TEXT (TdTaskRow, deadline_recurrence, 0, N_ ("Recurrence")),
  TEXT (TdTaskRow, deadline_condition, 0, N_ ("Condition")),
  BOOL (TdTaskRow, deadline_typed, 0, N_ ("Meaning set by hand")),
  TEXT (TdTaskRow, area_key, 0, N_ ("Area")),
  TEXT (TdTaskRow, origin, 0, N_ ("Origin")),
  TEXT (TdTaskRow, status, 0, N_ ("Status")),
  INT (TdTaskRow, progress, 0, N_ ("Progress")),
  DATE (TdTaskRow, done_date, 0, N_ ("Done on")),
  TEXT (TdTaskRow, assigner, 0, N_ ("Assigned by")),
  TEXT (TdTaskRow, assigned_symbol, 0, N_ ("Document of the assignment")),
  DATE (TdTaskRow, assigned_date, 0, N_ ("Date of the assignment")),
  TEXT (TdTaskRow, assigned_sha256, 0, N_ ("Hash of the assignment")),
};

static const TdFieldSpec task_product_fields[] = {
  REF (TdTaskProductRow, plan_id, PLAN, TD_FIELD_OWNER, N_ ("Plan")),
  REF (TdTaskProductRow, task_id, TASK, TD_FIELD_OWNER, N_ ("Task")),
  INT (TdTaskProductRow, position, TD_FIELD_POSITION, N_ ("Order")),
  TEXT (TdTaskProductRow, text, 0, N_ ("Text")),
};

static const TdFieldSpec task_unit_fields[] = {
  REF (TdTaskUnitRow, plan_id, PLAN, TD_FIELD_OWNER, N_ ("Plan")),
  REF (TdTaskUnitRow, task_id, TASK, TD_FIELD_OWNER, N_ ("Task")),
  INT (TdTaskUnitRow, position, TD_FIELD_POSITION, N_ ("Order")),
  TEXT (TdTaskUnitRow, role, 0, N_ ("Role")),
  TEXT (TdTaskUnitRow, text, 0, N_ ("Text")),
  REF (TdTaskUnitRow, unit_id, UNIT, 0, N_ ("Unit")),
  REF (TdTaskUnitRow, unit_group_id, UNIT_GROUP, 0, N_ ("Unit group")),
};

static const TdFieldSpec recipient_fields[] = {
  REF (TdRecipientRow, plan_id, PLAN, TD_FIELD_OWNER, N_ ("Plan")),
  INT (TdRecipientRow, position, TD_FIELD_POSITION, N_ ("Order")),
  TEXT (TdRecipientRow, text, TD_FIELD_SEARCHED, N_ ("Text")),
};

static const TdFieldSpec signatory_fields[] = {
  REF (TdSignatoryRow, plan_id, PLAN, TD_FIELD_OWNER, N_ ("Plan")),
  INT (TdSignatoryRow, position, TD_FIELD_POSITION, N_ ("Order")),
  TEXT (TdSignatoryRow, prefix, 0, N_ ("Signing prefix")),
  TEXT (TdSignatoryRow, on_behalf_of, 0, N_ ("Signs for")),
  TEXT (TdSignatoryRow, title, 0, N_ ("Title of the person")),
  TEXT (TdSignatoryRow, name, 0, N_ ("Name")),
};

static const TdFieldSpec plan_fact_fields[] = {
  REF (TdPlanFactRow, plan_id, PLAN, TD_FIELD_OWNER, N_ ("Plan")),
  REF (TdPlanFactRow, section_id, SECTION, 0, N_ ("Section")),
  REF (TdPlanFactRow, block_id, BLOCK, 0, N_ ("Paragraph")),
  INT (TdPlanFactRow, position, TD_FIELD_POSITION, N_ ("Order")),
  TEXT (TdPlanFactRow, kind, 0, N_ ("Kind")),
  TEXT (TdPlanFactRow, text, 0, N_ ("Text")),
  TEXT (TdPlanFactRow, who, 0, N_ ("Who")),
  TEXT (TdPlanFactRow, subject, 0, N_ ("Subject")),
  REAL (TdPlanFactRow, value, 0, N_ ("Value")),
  REAL (TdPlanFactRow, of, 0, N_ ("Out of")),
  INT (TdPlanFactRow, year, 0, N_ ("Year")),
  TEXT (TdPlanFactRow, dates, 0, N_ ("Dates")),
  TEXT (TdPlanFactRow, periods, 0, N_ ("Periods")),
};

static const TdKindSpec plan_kinds[] = {
  [TD_KIND_AGENCY] = KIND (AGENCY, "agency", TdAgencyRow, agency_fields, N_ ("Office")),
  [TD_KIND_UNIT] = KIND (UNIT, "unit", TdUnitRow, unit_fields, N_ ("Unit")),
  [TD_KIND_UNIT_ALIAS] = KIND (UNIT_ALIAS, "unit_alias", TdUnitAliasRow, unit_alias_fields, N_ ("Unit alias")),
  [TD_KIND_UNIT_GROUP] = KIND (UNIT_GROUP, "unit_group", TdUnitGroupRow, unit_group_fields, N_ ("Unit group")),
  [TD_KIND_UNIT_GROUP_MEMBER] = KIND (UNIT_GROUP_MEMBER, "unit_group_member", TdUnitGroupMemberRow, unit_group_member_fields, N_ ("Member of a unit group")),
  [TD_KIND_AREA] = KIND (AREA, "area", TdAreaRow, area_fields, N_ ("Area")),
  [TD_KIND_PROFILE] = KIND (PROFILE, "profile", TdProfileRow, profile_fields, N_ ("Profile")),
  [TD_KIND_PLAN] = KIND (PLAN, "plan", TdPlanRow, plan_fields, N_ ("Plan")),
  [TD_KIND_LEGAL_BASIS] = KIND (LEGAL_BASIS, "legal_basis", TdLegalBasisRow, legal_basis_fields, N_ ("Legal basis")),
  [TD_KIND_SECTION] = KIND (SECTION, "section", TdSectionRow, section_fields, N_ ("Section")),
  [TD_KIND_BLOCK] = KIND (BLOCK, "block", TdBlockRow, block_fields, N_ ("Paragraph")),
  [TD_KIND_TARGET] = KIND (TARGET, "target", TdTargetRow, target_fields, N_ ("Target")),
  [TD_KIND_TARGET_VALUE] = KIND (TARGET_VALUE, "target_value", TdTargetValueRow, target_value_fields, N_ ("Target figure")),
  [TD_KIND_PLAN_COLUMN] = KIND (PLAN_COLUMN, "plan_column", TdPlanColumnRow, plan_column_fields, N_ ("Annex column")),
  [TD_KIND_PLAN_GROUP] = KIND (PLAN_GROUP, "plan_group", TdPlanGroupRow, plan_group_fields, N_ ("Area row")),
  [TD_KIND_TASK] = KIND (TASK, "task", TdTaskRow, task_fields, N_ ("Task")),
  [TD_KIND_TASK_PRODUCT] = KIND (TASK_PRODUCT, "task_product", TdTaskProductRow, task_product_fields, N_ ("Product")),
  [TD_KIND_TASK_UNIT] = KIND (TASK_UNIT, "task_unit", TdTaskUnitRow, task_unit_fields, N_ ("Unit of a task")),
  [TD_KIND_RECIPIENT] = KIND (RECIPIENT, "recipient", TdRecipientRow, recipient_fields, N_ ("Recipient")),
  [TD_KIND_SIGNATORY] = KIND (SIGNATORY, "signatory", TdSignatoryRow, signatory_fields, N_ ("Signatory")),
  [TD_KIND_PLAN_FACT] = KIND (PLAN_FACT, "plan_fact", TdPlanFactRow, plan_fact_fields, N_ ("Fact of the plan")),
};
/* clang-format on */

/* The kinds behind those of a plan, in the order of TdKind. */
static const TdKindSpec *const more_kinds[] = {
  &td_kind_procedure,      &td_kind_procedure_paper, &td_kind_dossier_event,
  &td_kind_dossier_detail, &td_kind_dossier_paper,   &td_kind_office_session,
  &td_kind_report,         &td_kind_report_figure,   &td_kind_dossier_name,
  &td_kind_dossier_import, &td_kind_dossier,         &td_kind_dossier_change,
  &td_kind_dossier_layout, &td_kind_period_figure,   &td_kind_dossier_view,
  &td_kind_evidence,       &td_kind_task_update,     &td_kind_evidence_link,
  &td_kind_task_trigger,   &td_kind_task_occurrence, &td_kind_task_milestone,
  &td_kind_holiday,        &td_kind_calendar_year,   &td_kind_saved_filter,
  &td_kind_number_series,  &td_kind_issued_document, &td_kind_document_number,
  &td_kind_document_act,   &td_kind_plan_baseline,   &td_kind_comment,
  &td_kind_finding_answer,
};

G_STATIC_ASSERT (G_N_ELEMENTS (plan_kinds) + G_N_ELEMENTS (more_kinds) == TD_N_KINDS);

/**
 * td_kind_spec:
 * @kind: a kind
 *
 * Returns: what is declared of @kind
 */
const TdKindSpec *
td_kind_spec (TdKind kind)
{
  g_return_val_if_fail ((guint) kind < TD_N_KINDS, NULL);

  if (kind < G_N_ELEMENTS (plan_kinds))
    return &plan_kinds[kind];

  return more_kinds[kind - G_N_ELEMENTS (plan_kinds)];
}

/**
 * td_kind_spec_by_name:
 * @name: "task", "plan_group", or with a hyphen: "plan-group"
 *
 * Returns: (nullable): the kind of that name
 */
const TdKindSpec *
td_kind_spec_by_name (const char *name)
{
  g_autofree char *wanted = g_strdelimit (g_strdup (name), "-", '_');

  for (guint i = 0; i < TD_N_KINDS; i++)
    {
      const TdKindSpec *spec = td_kind_spec ((TdKind) i);

      if (g_str_equal (spec->name, wanted))
        return spec;
    }

  return NULL;
}

/**
 * td_kind_find_field:
 * @spec: a kind
 * @name: name of a column, hyphens count as underscores
 *
 * Returns: (nullable): the field of that name
 */
const TdFieldSpec *
td_kind_find_field (const TdKindSpec *spec, const char *name)
{
  g_autofree char *wanted = g_strdelimit (g_strdup (name), "-", '_');

  for (guint i = 0; i < spec->n_fields; i++)
    {
      if (g_str_equal (spec->fields[i].name, wanted))
        return &spec->fields[i];
    }

  return NULL;
}

/**
 * td_kind_marks_field:
 * @kind: a kind of records
 * @field: a field of it
 *
 * Returns: (nullable): the field with the bold and italic runs of that text
 */
const char *
td_kind_marks_field (TdKind kind, const char *field)
{
  if (kind == TD_KIND_BLOCK && g_str_equal (field, "text"))
    return "marks";
  if (kind == TD_KIND_SECTION && g_str_equal (field, "title"))
    return "title_marks";
  if (kind == TD_KIND_TASK && g_str_equal (field, "content"))
    return "content_marks";

  return NULL;
}
