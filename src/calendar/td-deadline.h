/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "td-work-calendar.h"

G_BEGIN_DECLS

/* What the words of a deadline mean. The words are printed, the meaning alerts.
 * Dates are ISO 8601 text or NULL where the words do not fix them. */
typedef enum
{
  TD_DEADLINE_UNSPECIFIED,
  TD_DEADLINE_MONTH,
  TD_DEADLINE_QUARTER,
  TD_DEADLINE_YEAR,
  TD_DEADLINE_COMPOUND,
  TD_DEADLINE_BEFORE_DATE,
  TD_DEADLINE_RECURRING,
  TD_DEADLINE_CONTINUOUS,
  TD_DEADLINE_PER_UPSTREAM,
  TD_DEADLINE_AFTER_EVENT,
} TdDeadlineKind;

typedef struct _TdDeadline TdDeadline;

struct _TdDeadline
{
  char *words;
  TdDeadlineKind kind;
  char *start;            /* (nullable) first day of the window */
  char *end;              /* (nullable) the named last day */
  gboolean end_exclusive; /* "trước ngày D": the last permitted day is the day before @end */
  /* (nullable): "monthly", "quarterly", "half-yearly", "yearly", "weekly", "daily", with ";count=N"
   * for "ít nhất N lần/năm", ";month=1" for "tháng 01 hằng năm" */
  char *recurrence;
  char *condition;  /* (nullable): the words of the awaited document or event */
  GPtrArray *parts; /* (nullable) (element-type TdDeadline): of a compound */
};

#define TD_TYPE_DEADLINE (td_deadline_get_type ())
GType td_deadline_get_type (void) G_GNUC_CONST;

TdDeadline *
td_deadline_parse (const char *words, int year, const char *issued_date) G_GNUC_WARN_UNUSED_RESULT;
TdDeadline *td_deadline_copy (const TdDeadline *deadline) G_GNUC_WARN_UNUSED_RESULT;
void td_deadline_free (TdDeadline *deadline);
char *td_deadline_explain (const TdDeadline *deadline) G_GNUC_WARN_UNUSED_RESULT;
char *td_deadline_last_day (const TdDeadline *deadline) G_GNUC_WARN_UNUSED_RESULT;

/* How long after an event: "trong vòng 15 ngày làm việc". */
typedef enum
{
  TD_TERM_DAYS,
  TD_TERM_WORKING_DAYS,
  TD_TERM_WEEKS,
  TD_TERM_MONTHS,
} TdTermUnit;

typedef struct
{
  int count;
  TdTermUnit unit;
} TdDeadlineTerm;

gboolean td_deadline_read_term (const char *words, TdDeadlineTerm *term);
gboolean td_deadline_term_end (const TdDeadlineTerm *term,
                               const GDate *from,
                               TdWorkCalendar *calendar,
                               GDate *end,
                               GError **error);

const char *td_deadline_kind_to_nick (TdDeadlineKind kind);
gboolean td_deadline_kind_from_nick (const char *nick, TdDeadlineKind *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDeadline, td_deadline_free)

G_END_DECLS
