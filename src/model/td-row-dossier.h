/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-row.h"

G_BEGIN_DECLS

/* Rows of procedures, of what happened to a dossier, and of reports. The dossiers themselves are
 * bulk data of the store; rows here name them by their id. Times of day are local (+07:00), written
 * "2026-03-31T15:05". */

/* One version of an administrative procedure: the same code again with other dates is another
 * version, and a dossier keeps the one it was received under. */
typedef struct
{
  TdRow row;
  char *code; /* "1.005099" */
  char *name;
  char *area; /* the procedure's own field, "Giáo dục trung học" */
  gint64 unit_id;
  char *unit_text;     /* the resolving unit as read */
  char *service_level; /* "full" (toàn trình), "partial" (một phần), "other" (còn lại) */
  gint64 limit_value;  /* what is promised: the shortened limit where there is one */
  char *limit_unit;    /* "working_day" "hour" "calendar_day" "month" "same_day" */
  gint64 legal_limit_value;
  char *legal_limit_unit;
  gint64 fee;   /* đồng, -1 unknown */
  char *policy; /* key of a deadline policy; NULL: the one in force on the day of receipt */
  char *valid_from;
  char *valid_to; /* the last day it is in force */
  char *note;
} TdProcedureRow;

/* A paper that a procedure asks for */
typedef struct
{
  TdRow row;
  gint64 procedure_id;
  gint64 position;
  char *text;
  gint64 originals;
  gint64 certified;
  gint64 copies;
} TdProcedurePaperRow;

/* Something that happened to a dossier. kind: received handed_over supplement_requested
 * supplement_received consulted paused resumed extended apology resolved returned refused withdrawn
 * stopped note. A mistake is not wiped out: the row is struck (cancelled) and says why. */
typedef struct
{
  TdRow row;
  gint64 dossier_id;
  char *at; /* "2026-03-31T15:05" */
  char *kind;
  char *until; /* extended, apology: the new promised time; supplement, consulted: asked for by */
  char *party; /* who took it over, who was asked */
  char *actor; /* who did it */
  char *document; /* number and symbol of the letter */
  char *document_date;
  char *reason;
  char *note;
  gboolean cancelled;
  char *correction; /* why the row was changed or struck */
} TdDossierEventRow;

/* What a dossier entered by hand says beyond its line in the table, one row for a dossier. */
typedef struct
{
  TdRow row;
  gint64 dossier_id;
  gint64 procedure_id; /* the version it was received under; 0: the one of the day of receipt */
  char *address;
  char *phone;
  char *email;
  char *identity_number;
  char *content; /* what is asked for */
  gint64 sets;   /* how many sets of papers */
  char *return_place;
  char *receiver; /* the officer at the counter */
  char *book;     /* "Sổ theo dõi" volume */
  gint64 book_number;
  char *note;
} TdDossierDetailRow;

/* A paper handed in with a dossier */
typedef struct
{
  TdRow row;
  gint64 dossier_id;
  gint64 position;
  char *text;
  gint64 originals;
  gint64 certified;
  gint64 copies;
} TdDossierPaperRow;

/* A stretch of office hours; the time between two is the lunch break. Without rows the hours of
 * the policy hold. */
typedef struct
{
  TdRow row;
  gint64 position;
  gint64 weekday; /* 1 Monday … 7 Sunday; 0 every working day without rows of its own */
  char *starts;   /* "07:30" */
  char *ends;     /* "11:30" */
} TdOfficeSessionRow;

/* A report that was made, and what is typed into one. status: "draft", "frozen". */
typedef struct
{
  TdRow row;
  char *kind; /* "tthc-06a" "cchc" "tasks" "late-register" "qd-766" */
  char *form; /* id of the form it was made with */
  char *title;
  char *period;    /* "2024-6M" */
  char *date_from; /* the window of the figures */
  char *date_to;
  char *as_of;
  char *status;
  char *number;
  char *symbol;
  char *signed_date;
  char *note;
} TdReportRow;

/* One figure or text of a report: as it was when the report was frozen, or as typed. */
typedef struct
{
  TdRow row;
  gint64 report_id;
  gint64 position;
  char *line;   /* key of the line, "total", "Giáo dục trung học" */
  char *column; /* key of the column, "3" */
  double value;
  char *text;
} TdReportFigureRow;

G_END_DECLS
