/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Plain rows: one struct per kind of record, one field per column (declared in td-kind.c). Rows are
 * what threads hand to each other, what importers produce and what documents are composed from; the
 * live objects of the window (store/td-record.h) wrap them.
 *
 * Rules for every row struct:
 *  - it starts with TdRow, so the id comes first; id 0 means "not there";
 *  - texts are owned, NFC, NULL when absent (never ""); dates are ISO 8601 texts;
 *  - references are ids of the kind named in td-kind.c, 0 when absent;
 *  - an absent real number is NAN;
 *  - position is a gapped integer (step TD_POSITION_STEP) that orders siblings; it is never unique.
 */

#define TD_POSITION_STEP 1024

typedef struct
{
  gint64 id;
} TdRow;

/* The office itself: one row, id 1. */
typedef struct
{
  TdRow row;
  char *name;          /* "Sở Giáo dục và Đào tạo tỉnh Bình Minh" */
  char *printed_name;  /* "SỞ GIÁO DỤC VÀ ĐÀO TẠO" (ô 2) */
  char *parent_name;   /* "UBND TỈNH BÌNH MINH" (ô 2) */
  char *abbreviation;  /* "SGDĐT", used in symbols */
  char *place;         /* "Bình Minh" (ô 4) */
  char *drafting_unit; /* "VP", used in "Lưu: VT, VP." */
  char *address;
} TdAgencyRow;

typedef struct
{
  TdRow row;
  char *uid;
  char *name;
  char *short_name;
  char *kind;       /* "room", "unit" (subordinate), "external", "leader" */
  gint64 parent_id; /* unit */
  char *valid_from;
  char *valid_to;
  gint64 successor_id; /* unit */
  gint64 position;
  char *note;
} TdUnitRow;

typedef struct
{
  TdRow row;
  gint64 unit_id;
  char *alias;
} TdUnitAliasRow;

typedef struct
{
  TdRow row;
  char *name; /* "Các phòng thuộc Sở" */
  gint64 position;
} TdUnitGroupRow;

typedef struct
{
  TdRow row;
  gint64 unit_group_id;
  gint64 unit_id;
} TdUnitGroupMemberRow;

typedef struct
{
  TdRow row;
  char *key;  /* "direction" "institutions" "procedures" "apparatus" "civil-service" "finance"
                 "digital" ... */
  char *name; /* "Cải cách thủ tục hành chính" */
  gint64 position;
} TdAreaRow;

typedef struct
{
  TdRow row;
  char *name;
  char *title; /* "Chuyên viên Văn phòng Sở" */
  gint64 unit_id;
} TdProfileRow;

typedef struct
{
  TdRow row;
  char *uid;
  gint64 year;         /* the year the plan is for */
  char *doc_type;      /* "KẾ HOẠCH" */
  char *title;         /* trích yếu, as printed below the kind */
  char *parent_agency; /* ô 2, first line(s) */
  char *agency;        /* ô 2, bold */
  char *agency_full;   /* "Sở Giáo dục và Đào tạo Hà Nội" as used in sentences */
  char *number;        /* NULL until given */
  char *symbol;        /* "KH-SGDĐT" */
  char *place;
  char *issued_date;       /* ISO, NULL until given */
  char *date_text;         /* as read: "ngày    tháng 01 năm 2024"; NULL when made here */
  gint64 day, month;       /* 0 when blank; issued_date wins when it is set */
  gint64 issued_year;      /* the year of ô 4; 0 when blank */
  char *status;            /* "draft" "checked" "submitted" "signed" "issued" "withdrawn" */
  char *urgency;           /* NULL, "HỎA TỐC", "THƯỢNG KHẨN", "KHẨN" */
  char *circulation;       /* NULL, "LƯU HÀNH NỘI BỘ", "XEM XONG TRẢ LẠI" */
  char *annex_label;       /* "PHỤ LỤC", "Phụ lục I"; NULL: no annex */
  char *annex_title;       /* lines separated by "\n" */
  char *annex_reference;   /* "(Kèm theo Kế hoạch số ...)" ; NULL: composed */
  char *annex_orientation; /* "portrait", "landscape", NULL: chosen from the columns */
  gboolean annex_header;   /* the annex repeats the agency / motto block */
  char *source_name;       /* file it was imported from */
  char *source_hash;       /* SHA-256 of that file */
} TdPlanRow;

typedef struct
{
  TdRow row;
  gint64 plan_id;
  gint64 position;
  char *text; /* as printed, without verb and final ; or . : "Nghị quyết số 76/NQ-CP ..." */
  char *verb; /* "Căn cứ", "Thực hiện", "Quán triệt" */
  char *doc_type;
  char *number;
  char *date;
  char *issuer;
  gint64 block_id; /* block whose words cite it, 0: an own paragraph that the composer prints */
} TdLegalBasisRow;

typedef struct
{
  TdRow row;
  char *uid;
  gint64 plan_id;
  gint64 parent_id; /* section, 0: top level */
  gint64 position;
  char *number_style; /* "part" "roman" "arabic" "decimal" (1.1) "letter" "none" */
  char *label; /* NULL: numbered automatically; else printed literally: "VI.", "1.1 ", "đ)" */
  char *title;
  char *title_marks;
  gboolean run_in; /* the title is followed by text in the same paragraph */
  char *area_key;  /* area the section speaks of, NULL: none */
  char *kind;      /* NULL, "purpose" "targets" "tasks" "reporting" "funding" "duties" "status"
                      "solutions" */
} TdSectionRow;

/* kind: TD_BODY_* below. Blocks with section_id 0 stand before the first section (preamble) or
 * after the last one (closing). */
typedef struct
{
  TdRow row;
  gint64 plan_id;
  gint64 section_id;
  /* child of section_id that the text stands behind; 0: before all of them */
  gint64 after_section_id;
  gint64 position;
  char *kind;
  gint64 level; /* 0 first-line-indented text, 1.. list depth */
  char
      *marker; /* list mark as printed: "-", "+", "•", "a)", "1.", "(1)"; NULL: none or automatic */
  char *marker_style; /* "dash" "plus" "dot" "letter" "number" "paren"; NULL for paragraphs */
  char *text;
  char *marks;
} TdBlockRow;

#define TD_BODY_PARAGRAPH "paragraph"
#define TD_BODY_BULLET "bullet"
#define TD_BODY_FOOTNOTE "footnote" /* marker: its label; referred to by marks of kind n */
#define TD_BODY_PREAMBLE "preamble"
#define TD_BODY_CLOSING "closing"

typedef struct
{
  TdRow row;
  char *uid;
  gint64 plan_id;
  gint64 section_id;
  gint64 block_id;
  gint64 position;
  char *code; /* "CT-05", given by the program */
  char *text;
  char *source_text; /* the whole sentence or cell it was found in */
  char *item;        /* "a" when it stands in a lettered point */
  char *area_key;
  char *comparator; /* ">=" ">" "=" "<=" "<" "~" */
  double value;
  char *measure_unit; /* "%", "hạng", "TTHC", ... */
  gint64 baseline_year;
  double baseline_value;
  gint64 target_year;
  char *direction; /* NULL, "increase", "decrease" */
  char *period;    /* NULL, "yearly" ... */
  char *kind;      /* "quantitative" "relative" "qualitative" */
  char *origin;    /* "target_section" "body" "annex" */
  gboolean core;
  char *measure_source; /* "typed", "tasks", "dossiers" */
  char *source_filter;  /* of a computed source: the filter that says what is counted */
  char *frequency;      /* "month" "quarter" "half" "year"; NULL: year */
  double near_margin;   /* nearly met within this much of the value; NAN: 5 % of it */
  char *owner_text;     /* the unit that answers for it */
} TdTargetRow;

typedef struct
{
  TdRow row;
  gint64 target_id;
  char *period; /* "2026-Q1", "2026-6M", "2026" */
  double numerator;
  double denominator;
  double value;
  char *note;
  char *as_of;  /* the day the figure was true on */
  char *source; /* "typed", "tasks", "dossiers": where this figure came from */
} TdTargetValueRow;

/* A column of the plan's own annex table, in printed order. */
typedef struct
{
  TdRow row;
  gint64 plan_id;
  gint64 position;
  char *role; /* TD_COLUMN_* */
  char *heading;
  double width; /* mm; NAN: from the content */
} TdPlanColumnRow;

#define TD_COLUMN_NUMBER "number"
#define TD_COLUMN_CONTENT "content"
#define TD_COLUMN_PRODUCT "product"
#define TD_COLUMN_LEAD "lead"
#define TD_COLUMN_COORDINATING "coordinating"
#define TD_COLUMN_ASSIGNMENT "assignment"
#define TD_COLUMN_DEADLINE "deadline"
#define TD_COLUMN_NOTE "note"
#define TD_COLUMN_OTHER "other"

typedef struct
{
  TdRow row;
  gint64 plan_id;
  gint64 position;
  char *area_key;
  char *label; /* number as printed: "VI" (NULL: none) */
  char *title;
  gboolean label_in_title; /* printed in one cell with the title */
  gint64 section_id;       /* of a plan without annex: the section whose bullets are the tasks */
} TdPlanGroupRow;

typedef struct
{
  TdRow row;
  char *uid;
  gint64 plan_id;
  gint64 group_id; /* plan_group, 0: the annex has no area rows */
  gint64 block_id; /* body bullet the task is (origin "section_bullet"), else 0 */
  gint64 position;
  char *number;      /* as printed, without final dot: "7"; NULL: not numbered */
  char *number_text; /* as printed: "7." */
  char *content;
  char *content_marks;
  char *product_text; /* raw cell texts, as printed ("\n" between paragraphs) */
  char *lead_text;
  char *coordinating_text;
  char *assignment_text; /* lead and coordinating units in one free-text cell */
  char *deadline_text;
  char *note;
  char *other_text;
  char *deadline_kind; /* nick of TdDeadlineKind */
  char *deadline_start;
  char *deadline_end;
  gboolean deadline_exclusive;
  char *deadline_recurrence;
  char *deadline_condition;
  gboolean deadline_typed; /* the meaning was set by hand: words no longer change it */
  char *area_key;
  char *origin;    /* "annex" "section_bullet" */
  char *status;    /* set by facts, "not_started" ... ; NULL: derived */
  gint64 progress; /* percent */
  char *done_date;
  /* a task without a plan was given from above: by whom and with which document */
  char *assigner;        /* "UBND tỉnh" */
  char *assigned_symbol; /* "125/UBND-NC" */
  char *assigned_date;
  char *assigned_sha256; /* the kept file of that document */
} TdTaskRow;

typedef struct
{
  TdRow row;
  gint64 plan_id;
  gint64 task_id;
  gint64 position;
  char *text;
} TdTaskProductRow;

typedef struct
{
  TdRow row;
  gint64 plan_id;
  gint64 task_id;
  gint64 position;
  char *role;     /* "lead" "coordinating" */
  char *text;     /* as printed */
  gint64 unit_id; /* recognised in the register, else 0 */
  gint64 unit_group_id;
} TdTaskUnitRow;

typedef struct
{
  TdRow row;
  gint64 plan_id; /* 0: default recipient of the office */
  gint64 position;
  char *text; /* "UBND tỉnh (để báo cáo)", without dash and final ; */
} TdRecipientRow;

typedef struct
{
  TdRow row;
  gint64 plan_id; /* 0: a signatory of the office to choose from */
  gint64 position;
  char *prefix;       /* NULL, "KT." "TL." "TUQ." "Q." "TM." */
  char *on_behalf_of; /* "GIÁM ĐỐC": the first line after the prefix; NULL without prefix */
  char *title;        /* "PHÓ GIÁM ĐỐC"; stacked forms have "\n" between lines */
  char *name;
} TdSignatoryRow;

/* Facts and duties found in the text, kept for reminders and the checker. kind: "status_fact",
 * "reporting_regime", "dated_duty". */
typedef struct
{
  TdRow row;
  gint64 plan_id;
  gint64 section_id;
  gint64 block_id;
  gint64 position;
  char *kind;
  char *text; /* the words concerned */
  char *who;
  char *subject; /* status fact: "PAPI", area title; regime: "periodic", "thematic" */
  double value;  /* rank 5 of "05/18" */
  double of;     /* 18 */
  gint64 year;
  char *dates;   /* ISO dates separated by spaces */
  char *periods; /* words separated by ";" */
} TdPlanFactRow;

G_END_DECLS
