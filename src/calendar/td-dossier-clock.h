/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-deadline-policy.h"

G_BEGIN_DECLS

/* The explained clock: from what happened to a dossier to its due time, with a ledger of dated
 * lines that a person can read and print. Nothing is kept: it is computed when it is looked at, so
 * a corrected calendar or event corrects the due time, and the promise of the receipt stands beside
 * it. */

typedef enum
{
  TD_LIMIT_WORKING_DAY,
  TD_LIMIT_HOUR, /* working hours */
  TD_LIMIT_CALENDAR_DAY,
  TD_LIMIT_MONTH,
  TD_LIMIT_SAME_DAY, /* before the office shuts on the day of receipt */
} TdLimitUnit;

typedef enum
{
  TD_EVENT_RECEIVED,
  TD_EVENT_HANDED_OVER,
  TD_EVENT_SUPPLEMENT_REQUESTED,
  TD_EVENT_SUPPLEMENT_RECEIVED,
  TD_EVENT_CONSULTED,
  TD_EVENT_PAUSED,
  TD_EVENT_RESUMED,
  TD_EVENT_EXTENDED,
  TD_EVENT_APOLOGY,
  TD_EVENT_RESOLVED,
  TD_EVENT_RETURNED,
  TD_EVENT_REFUSED,
  TD_EVENT_WITHDRAWN,
  TD_EVENT_STOPPED,
  TD_EVENT_NOTE,
  TD_N_EVENTS,
} TdEventKind;

/* Which group of the on-time figures a dossier counts in */
typedef enum
{
  TD_GROUP_EARLY,
  TD_GROUP_ON_TIME,
  TD_GROUP_LATE,
  TD_GROUP_PENDING_IN_TIME,
  TD_GROUP_PENDING_OVERDUE,
  TD_GROUP_SUSPENDED,
  TD_GROUP_WITHDRAWN,
  TD_GROUP_REFUSED,
  TD_N_GROUPS,
} TdOnTimeGroup;

typedef struct
{
  TdMoment at;
  TdEventKind kind;
  TdMoment until;       /* extended, apology: the new time; else TD_MOMENT_NONE */
  gint64 extend;        /* extended without a time: by so many units of the limit */
  const char *party;    /* (nullable) */
  const char *document; /* (nullable) */
  const char *reason;   /* (nullable) */
} TdClockEvent;

typedef struct
{
  const TdDeadlinePolicy *policy;
  const TdOfficeHours *hours;
  TdWorkCalendar *calendar;
  TdMoment received;
  TdLimitUnit unit;
  gint64 limit;
  gboolean no_limit;   /* no limit is known: the promise is the due time */
  TdMoment promised;   /* as the receipt says; TD_MOMENT_NONE: not known */
  gboolean by_promise; /* the events are not all known: it is judged on the promise */
  TdMoment as_of;      /* TD_MOMENT_NONE: groups are not asked for */
  const TdClockEvent *events;
  guint n_events;
} TdClockInput;

typedef struct
{
  TdMoment at;
  TdEventKind kind;
  char *event;  /* what happened */
  char *effect; /* what it did to the due time */
  char *rule;   /* by which rule; "" without one */
  char *name;   /* (nullable): of a day that a notice made free or working */
} TdClockLine;

/* A stretch in which the limit runs, until the next one begins */
typedef struct
{
  TdMoment at;        /* what began it */
  TdMoment start;     /* when it began to run */
  GDate counted_from; /* the day that does not count */
} TdClockTermSpan;

/* A stretch in which it does not */
typedef struct
{
  TdMoment from, to;   /* to: TD_MOMENT_NONE while it lasts */
  gboolean supplement; /* for papers of the applicant */
  char *words;         /* the letter or the reason; "" without one */
} TdClockWait;

typedef struct
{
  TdMoment start; /* when the limit began to run, the last time it did */
  TdMoment due;   /* recalculated; lateness is judged on this. TD_MOMENT_NONE while it is open */
  TdMoment due_extended; /* with the re-appointment; TD_MOMENT_NONE without one */
  TdMoment promised;
  TdMoment finished;  /* resolved, refused, withdrawn or stopped; TD_MOMENT_NONE while open */
  TdEventKind ending; /* what finished it */
  gboolean waiting;   /* for a supplement, or on hold */
  gint64 waited;      /* working minutes by which pauses moved the due time */
  guint supplements;  /* how often a supplement was asked for */
  guint extensions;
  gboolean apology; /* a letter of apology was sent */
  TdOnTimeGroup by_day;
  TdOnTimeGroup by_minute;
  int late_days;       /* working days after the due day, 0 when not late */
  gint64 late_minutes; /* working minutes after the due time, 0 when not late */
  GPtrArray *ledger;   /* (element-type TdClockLine) */
  GArray *terms;       /* (element-type TdClockTermSpan) */
  GArray *waits;       /* (element-type TdClockWait) */
} TdClock;

TdClock *td_clock_run (const TdClockInput *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_clock_free (TdClock *clock);

TdOnTimeGroup td_clock_group (TdMoment due, TdMoment finished, TdMoment as_of, gboolean by_minute);

const char *td_limit_unit_nick (TdLimitUnit unit);
gboolean td_limit_unit_parse (const char *nick, TdLimitUnit *unit);
char *td_limit_describe (TdLimitUnit unit, gint64 limit) G_GNUC_WARN_UNUSED_RESULT;
const char *td_event_kind_nick (TdEventKind kind);
gboolean td_event_kind_parse (const char *nick, TdEventKind *kind);
const char *td_event_kind_words (TdEventKind kind);
const char *td_on_time_group_nick (TdOnTimeGroup group);
const char *td_on_time_group_words (TdOnTimeGroup group);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdClock, td_clock_free)

G_END_DECLS
