/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "td-deadline.h"

G_BEGIN_DECLS

/* What is known of a task that its status follows from, and the status on a day. The status is
 * never stored: it follows from facts, and changes by itself as days go by. Days are Julian day
 * numbers (g_date_get_julian()), 0: none. */
typedef enum
{
  TD_TASK_NOT_STARTED,
  TD_TASK_IN_PROGRESS,
  TD_TASK_WAITING,      /* for the document or event its deadline counts from */
  TD_TASK_DONE_EARLY,   /* before the window opened; before the last day where there is no window */
  TD_TASK_DONE_ON_TIME, /* within the window, or on the last day */
  TD_TASK_DONE_LATE,
  TD_TASK_DONE_UNDATED, /* done, and there was no deadline */
  TD_TASK_OVERDUE,
  TD_TASK_NO_DEADLINE, /* not done, and there is no deadline */
  TD_N_TASK_STATUSES,
} TdTaskStatus;

/* One turn of a recurring task, or one milestone. */
typedef struct
{
  guint32 first; /* the window */
  guint32 last;
  guint32 done;
} TdTaskTurn;

typedef enum
{
  TD_TASK_WAITS = 1 << 0, /* its deadline waits for a document or event; see triggered */
  TD_TASK_CONTINUOUS = 1 << 1,
  TD_TASK_ASSIGNED = 1 << 2,   /* given from above, without a plan */
  TD_TASK_EXCUSED = 1 << 3,    /* the delay counts as nobody's fault */
  TD_TASK_UPDATED = 1 << 4,    /* someone reported on it */
  TD_TASK_MILESTONES = 1 << 5, /* its turns are milestones, set by hand */
} TdTaskFactFlags;

typedef struct
{
  gint64 id;
  gint64 plan_id; /* 0: given from above */
  gint64 group_id;
  gint64 group_position; /* -1: no area row */
  gint64 position;
  const char *area; /* (nullable): area key, owned by the snapshot */
  guint32 start;    /* the window; start 0: open */
  guint32 due;      /* last permitted day */
  guint32 done;
  guint32 triggered; /* the day of the trigger document */
  guint32 turns_at;  /* in the snapshot's turns */
  guint32 units_at;  /* in the snapshot's units */
  guint16 n_turns;
  guint16 n_units;
  guint16 plan_at; /* in the snapshot's plans */
  guint8 kind;     /* TdDeadlineKind */
  guint8 progress; /* percent */
  guint8 flags;    /* TdTaskFactFlags */
} TdTaskFacts;

/* How many tasks there are, by status and as the state of work reports print it. */
typedef struct
{
  guint total;
  guint by_status[TD_N_TASK_STATUSES];
  /* the six-way count: done or not, each in time, late or without a deadline */
  guint done_in_time, done_late, done_undated;
  guint open_in_time, open_late, open_undated;
  guint due_7, due_30; /* open, due within so many days from the day on */
  guint late_excused;  /* of the late ones, done or not */
} TdTaskCount;

TdTaskStatus
td_task_facts_status (const TdTaskFacts *facts, const TdTaskTurn *turns, guint32 as_of);
guint32 td_task_facts_due (const TdTaskFacts *facts, const TdTaskTurn *turns, guint32 as_of);
gboolean td_task_facts_days_left (const TdTaskFacts *facts,
                                  const TdTaskTurn *turns,
                                  guint32 as_of,
                                  int *days);
void td_task_count_add (TdTaskCount *count,
                        const TdTaskFacts *facts,
                        const TdTaskTurn *turns,
                        guint32 as_of);

const char *td_task_status_to_nick (TdTaskStatus status);
gboolean td_task_status_from_nick (const char *nick, TdTaskStatus *status);
const char *td_task_status_label (TdTaskStatus status);
gboolean td_task_status_is_done (TdTaskStatus status);

G_END_DECLS
