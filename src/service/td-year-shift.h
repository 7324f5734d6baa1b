/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A place of a text where a year stands. */
typedef enum
{
  TD_YEAR_SHIFTED,   /* another year stands there now */
  TD_YEAR_REFERENCE, /* in the citation of a document: kept; this year's document may be another */
  TD_YEAR_PERIOD,    /* a span or horizon that ends before the new year: kept */
  TD_YEAR_OLD,       /* an older year, a baseline: kept */
} TdYearFate;

typedef struct
{
  TdYearFate fate;
  char *before; /* the words, "quý II/2024" */
  char *after;  /* the same where it is kept */
} TdYearChange;

void td_year_change_free (TdYearChange *change);
char *td_year_shift_text (const char *text, int from_year, int to_year, GPtrArray *changes)
    G_GNUC_WARN_UNUSED_RESULT;
char *td_year_shift_date (const char *iso, int delta) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
