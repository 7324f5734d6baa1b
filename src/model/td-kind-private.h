/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-kind.h"

G_BEGIN_DECLS

/* clang-format off */
#define TEXT(S, f, flags, label) { #f, TD_FIELD_TEXT, G_STRUCT_OFFSET (S, f), flags, 0, label }
#define DATE(S, f, flags, label) { #f, TD_FIELD_DATE, G_STRUCT_OFFSET (S, f), flags, 0, label }
#define INT(S, f, flags, label) { #f, TD_FIELD_INT, G_STRUCT_OFFSET (S, f), flags, 0, label }
#define BOOL(S, f, flags, label) { #f, TD_FIELD_BOOL, G_STRUCT_OFFSET (S, f), flags, 0, label }
#define REAL(S, f, flags, label) { #f, TD_FIELD_REAL, G_STRUCT_OFFSET (S, f), flags, 0, label }
#define REF(S, f, kind, flags, label) { #f, TD_FIELD_REF, G_STRUCT_OFFSET (S, f), flags, TD_KIND_##kind, label }

#define KIND(K, name, S, fields, label) \
  { TD_KIND_##K, name, label, sizeof (S), fields, G_N_ELEMENTS (fields) }
/* clang-format on */

/* Kinds that are declared in a file of their own, one variable for each. */
extern const TdKindSpec td_kind_procedure;
extern const TdKindSpec td_kind_procedure_paper;
extern const TdKindSpec td_kind_dossier_event;
extern const TdKindSpec td_kind_dossier_detail;
extern const TdKindSpec td_kind_dossier_paper;
extern const TdKindSpec td_kind_office_session;
extern const TdKindSpec td_kind_report;
extern const TdKindSpec td_kind_report_figure;
extern const TdKindSpec td_kind_dossier_name;
extern const TdKindSpec td_kind_dossier_import;
extern const TdKindSpec td_kind_dossier;
extern const TdKindSpec td_kind_dossier_change;
extern const TdKindSpec td_kind_dossier_layout;
extern const TdKindSpec td_kind_period_figure;
extern const TdKindSpec td_kind_dossier_view;
extern const TdKindSpec td_kind_evidence;
extern const TdKindSpec td_kind_task_update;
extern const TdKindSpec td_kind_evidence_link;
extern const TdKindSpec td_kind_task_trigger;
extern const TdKindSpec td_kind_task_occurrence;
extern const TdKindSpec td_kind_task_milestone;
extern const TdKindSpec td_kind_holiday;
extern const TdKindSpec td_kind_calendar_year;
extern const TdKindSpec td_kind_saved_filter;
extern const TdKindSpec td_kind_number_series;
extern const TdKindSpec td_kind_issued_document;
extern const TdKindSpec td_kind_document_number;
extern const TdKindSpec td_kind_document_act;
extern const TdKindSpec td_kind_plan_baseline;
extern const TdKindSpec td_kind_comment;
extern const TdKindSpec td_kind_finding_answer;

G_END_DECLS
