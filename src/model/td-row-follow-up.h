/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-row.h"

G_BEGIN_DECLS

/* Rows of the year after a plan was written: what happened to its tasks, and the working calendar
 * of the office. The rules for rows stand in td-row.h. None of these is part of a plan as a
 * document: they are not exchanged with it. */

/* A document that proves something: its bytes are kept in the workspace (sha256) or it stays where
 * it is (link, with the hash it had then). One may prove many tasks. */
typedef struct
{
  TdRow row;
  char *name;      /* what the office calls it; else the file's name */
  char *symbol;    /* "125/BC-SGDĐT", NULL: it has none */
  char *date;      /* the document's own date */
  char *file_name; /* "bao-cao.pdf" */
  char *sha256;    /* of its bytes */
  gint64 size;     /* bytes */
  char *link;      /* path of a file that is not copied, else NULL */
  char *note;
} TdEvidenceRow;

typedef struct
{
  TdRow row;
  gint64 task_id;
  char *date;      /* the day it speaks of */
  gint64 progress; /* percent, after it */
  gboolean done;   /* it says that the task is finished */
  char *text;
  char *period; /* occurrence it speaks of, "2026-Q1"; NULL: the whole task */
  char *author;
  char *delay_reason;
  gboolean delay_excused; /* the delay counts as nobody's fault */
} TdTaskUpdateRow;

typedef struct
{
  TdRow row;
  gint64 evidence_id;
  gint64 task_id;
  gint64 update_id;  /* task_update it came with, else 0 */
  gint64 product_id; /* task_product it is, else 0 */
  char *period;      /* occurrence it proves, else NULL */
} TdEvidenceLinkRow;

/* The document or event a conditional deadline waited for. */
typedef struct
{
  TdRow row;
  gint64 task_id;
  char *symbol; /* "1117/QĐ-UBND" */
  char *name;
  char *date;            /* the term counts from the day after it */
  gint64 days;           /* the term; 0: none was given */
  gboolean working_days; /* the term is in working days */
  char *due;             /* last day as the document itself sets it; wins over days */
  gint64 evidence_id;
  char *note;
} TdTaskTriggerRow;

/* One turn of a recurring task, or one period in which a continuous task was confirmed. A turn
 * without a row is open. */
typedef struct
{
  TdRow row;
  gint64 task_id;
  char *period;    /* "2026-03" "2026-Q1" "2026-H1" "2026" "2026-W07" "2026-03-05" */
  char *done_date; /* NULL: not yet */
  gint64 progress;
  char *note;
} TdTaskOccurrenceRow;

typedef struct
{
  TdRow row;
  gint64 task_id;
  gint64 position;
  char *title;
  char *start;
  char *end; /* last permitted day */
  char *done_date;
} TdTaskMilestoneRow;

/* A day of the office's calendar that differs from the shipped table. */
typedef struct
{
  TdRow row;
  char *date;
  char *kind; /* "H" "C" "S" "W" as in data/holidays, "N": an ordinary day after all */
  char *name;
  char *source;
} TdHolidayRow;

/* A year of the working calendar: that its table is the official one, and who said so. */
typedef struct
{
  TdRow row;
  gint64 year;
  gboolean confirmed;
  char *week;   /* "1111100": Monday to Sunday, 1 is worked; NULL: Monday to Friday */
  char *source; /* the notice */
} TdCalendarYearRow;

typedef struct
{
  TdRow row;
  char *page; /* "tasks" */
  char *name;
  char *filter; /* the filter's own text form */
  gint64 position;
} TdSavedFilterRow;

G_END_DECLS
