/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-sheet.h"

G_BEGIN_DECLS

/* How a date was written. A file has one usual way for all; the others are faults to be told. */
typedef enum
{
  TD_DATE_SHAPE_NONE,
  TD_DATE_SHAPE_REAL,       /* a date cell of a spreadsheet */
  TD_DATE_SHAPE_SLASHES,    /* 05/03/2024 */
  TD_DATE_SHAPE_UNPADDED,   /* 5/3/2024 */
  TD_DATE_SHAPE_ISO,        /* 2024-03-05 */
  TD_DATE_SHAPE_HYPHENS,    /* 05-03-2024 */
  TD_DATE_SHAPE_DOTS,       /* 05.03.2024 */
  TD_DATE_SHAPE_TIME_FIRST, /* 08:30 05/03/2024 */
  TD_DATE_SHAPE_WORDS,      /* ngày 5 tháng 3 năm 2024, 5-Mar-2024 */
  TD_DATE_SHAPE_SHORT_YEAR, /* 05/03/24 */
  TD_DATE_SHAPE_COMPACT,    /* 20240305 */
  TD_DATE_SHAPE_SERIAL,     /* 45356.35: the number of a date that lost its format */
  TD_N_DATE_SHAPES,
} TdDateShape;

typedef enum
{
  TD_DATE_MISSING,
  TD_DATE_GOOD,
  TD_DATE_IMPOSSIBLE, /* a day that no calendar has, or no date at all */
} TdDateResult;

typedef struct
{
  gint64 seconds; /* since 1970-01-01 00:00 of the wall clock */
  gboolean has_time;
  TdDateShape shape;
} TdDossierDate;

TdDateResult td_dossier_date_parse (const char *text, gsize length, TdDossierDate *date);
TdDateResult td_dossier_date_from_serial (double serial, TdDateShape shape, TdDossierDate *date);
TdDateResult td_dossier_date_from_cell (const TdCell *cell, TdDossierDate *date);
gint64 td_dossier_day_number (int year, int month, int day);
void td_dossier_day_split (gint64 day, int *year, int *month, int *day_of_month);
gint64 td_dossier_time_of_day (const char *text, gsize length);

#define TD_DAY_SECONDS 86400
#define TD_FIRST_YEAR 1990 /* of a dossier: before and after, the digits are a mistake */
#define TD_LAST_YEAR 2099

G_END_DECLS
