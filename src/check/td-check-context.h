/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-document-reference.h"
#include "td-plan-checker.h"

G_BEGIN_DECLS

/* What a piece of text is in the document; rules look at some and not at others. */
typedef enum
{
  TD_TEXT_TITLE,
  TD_TEXT_PREAMBLE,
  TD_TEXT_BASIS,
  TD_TEXT_HEADING,
  TD_TEXT_BODY,
  TD_TEXT_CLOSING,
  TD_TEXT_RECIPIENT,
  TD_TEXT_SIGNATURE,
  TD_TEXT_ANNEX_TITLE,
  TD_TEXT_ANNEX_REFERENCE,
  TD_TEXT_GROUP,
  TD_TEXT_CELL,
  TD_TEXT_FOOTNOTE,
} TdTextRole;

/* A text of the plan with its place; texts are in document order. */
typedef struct
{
  TdTextRole role;
  TdKind kind;
  gint64 id;
  const char *field; /* static */
  const char *text;  /* borrowed from the plan */
  char *place;
  gboolean looks_back;   /* stands in a section that describes what was, not what is to be done */
  GPtrArray *references; /* (element-type TdDocumentReference) (nullable): cited documents */
} TdCheckText;

typedef struct
{
  const TdPlanData *data;
  const TdCheckOffice *office;
  const TdRuleSet *rules;
  GPtrArray *texts;    /* (element-type TdCheckText) */
  GPtrArray *findings; /* (element-type TdFinding) */
  GPtrArray *slots; /* (element-type TdCheckText): of a template, to be filled in yet: "năm …" */
  int year;         /* of the plan, 0: not known */
  char *first_day;  /* (nullable): earliest day the plan can be dated, ISO */
  char *last_day;   /* (nullable): latest day */
  gboolean ends_open; /* the last text of the body is such a slot */
} TdCheck;

TdCheck *td_check_new (const TdPlanData *data,
                       const TdCheckOffice *office,
                       const TdRuleSet *rules) G_GNUC_WARN_UNUSED_RESULT;
void td_check_free (TdCheck *check);
GPtrArray *td_check_take_findings (TdCheck *check) G_GNUC_WARN_UNUSED_RESULT;

/* Adding findings. start and end are bytes of the text; the words between them are shown. */
TdFinding *td_check_add_at (TdCheck *check,
                            const char *rule,
                            TdSeverity severity,
                            const TdCheckText *text,
                            gsize start,
                            gsize end,
                            const char *format,
                            ...) G_GNUC_PRINTF (7, 8);
TdFinding *td_check_add (TdCheck *check,
                         const char *rule,
                         TdSeverity severity,
                         const char *place,
                         TdKind kind,
                         gint64 id,
                         const char *words,
                         const char *format,
                         ...) G_GNUC_PRINTF (8, 9);
void td_finding_set_fix (TdFinding *finding, const char *replacement);
void td_finding_gather (TdFinding *finding, const char *words, const char *place);

/* Places */
char *td_check_section_place (const TdCheck *check, gint64 section_id) G_GNUC_WARN_UNUSED_RESULT;
char *td_check_task_place (const TdCheck *check, const TdTaskRow *task) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_check_is_in_annex (const TdTaskRow *task);
gboolean td_check_is_slot (const char *text);
gboolean td_check_has_column (const TdCheck *check, const char *role);

/* Numbers */
int td_check_settle_number (int before, int value, int next);

/* Words around a place of a text */
gboolean td_check_in_reference (const TdCheckText *text, gsize byte);
char *td_check_clause_at (const char *text, gsize byte, gsize *start) G_GNUC_WARN_UNUSED_RESULT;
char *td_check_key (const char *text) G_GNUC_WARN_UNUSED_RESULT;
guint td_check_count_words (const char *text);

/* The families of rules, each in its file. */
void td_check_numbering (TdCheck *check);
void td_check_lists (TdCheck *check);
void td_check_annex_numbers (TdCheck *check);
void td_check_tasks (TdCheck *check);
void td_check_deadlines (TdCheck *check);
void td_check_circles (TdCheck *check);
void td_check_dates (TdCheck *check);
void td_check_years (TdCheck *check);
void td_check_targets (TdCheck *check);
void td_check_sums (TdCheck *check);
void td_check_duplicates (TdCheck *check);
void td_check_citations (TdCheck *check);
void td_check_symbols (TdCheck *check);
void td_check_units (TdCheck *check);
void td_check_annex (TdCheck *check);
void td_check_header (TdCheck *check);
void td_check_closing (TdCheck *check);
void td_check_spelling (TdCheck *check);
void td_check_variants (TdCheck *check);
void td_check_capitals (TdCheck *check);
void td_check_abbreviations (TdCheck *check);
void td_check_typography (TdCheck *check);
void td_check_source (TdCheck *check);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdCheck, td_check_free)

G_END_DECLS
