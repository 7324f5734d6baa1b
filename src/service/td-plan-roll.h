/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-checker.h"

G_BEGIN_DECLS

/* Next year's plan from this year's. */
typedef struct
{
  int year;                 /* of the new plan */
  gboolean keep_done;       /* one-off tasks that are done go along, too */
  gboolean drop_unfinished; /* one-off tasks that are not done stay behind */
  GHashTable *choices; /* (nullable): single tasks, whatever is said above; see td_roll_choose() */
  GHashTable *done;    /* (nullable) (element-type gint64): the tasks that are done; NULL: as their
                          rows say */
} TdRollOptions;

typedef enum
{
  TD_ROLL_GOES_ALONG,
  TD_ROLL_OFFERED, /* goes along because it was not done: somebody decides */
  TD_ROLL_STAYS,
} TdRollFate;

/* A task of the old plan, to choose whether it goes along. */
typedef struct
{
  gint64 id;
  char *number; /* (nullable) */
  char *content;
  char *content_after; /* its words in the new plan */
  char *deadline;      /* (nullable): words */
  char *deadline_after;
  gboolean one_off;
  gboolean done;
  TdRollFate fate;
} TdRollTask;

typedef enum
{
  TD_ROLL_HEADER,    /* number, date, annex reference: emptied */
  TD_ROLL_YEAR,      /* a year in words */
  TD_ROLL_DEADLINE,  /* what the words of a deadline mean now */
  TD_ROLL_REFERENCE, /* a cited document: look for this year's */
  TD_ROLL_BASIS,     /* a legal basis: look whether it still holds */
  TD_ROLL_PERIOD,    /* a span or horizon that is over */
  TD_ROLL_OLD_YEAR,  /* an older year was kept */
  TD_ROLL_TARGET,    /* baseline or target year */
  TD_ROLL_TASK_DROPPED,
  TD_ROLL_TASK_UNFINISHED, /* goes along because it was not done */
  TD_ROLL_NUMBER,
  TD_ROLL_UNIT,      /* its successor stands there now */
  TD_ROLL_UNIT_GONE, /* it ended and has no successor */
  TD_N_ROLL_CHANGES,
} TdRollChangeType;

/* One thing that changed, or that somebody should look at. */
typedef struct
{
  TdRollChangeType type;
  char *place; /* as in findings */
  TdKind kind;
  gint64 id;         /* of the row in the new plan; 0: it is not in it */
  const char *field; /* static (nullable) */
  char *before;      /* (nullable) */
  char *after;       /* (nullable) */
} TdRollChange;

void td_roll_change_free (TdRollChange *change);
const char *td_roll_change_nick (TdRollChangeType type);
const char *td_roll_change_label (TdRollChangeType type);
gboolean td_roll_change_needs_review (TdRollChangeType type);
void td_roll_task_free (TdRollTask *task);
GHashTable *
td_roll_choose (GHashTable *choices, gint64 task_id, gboolean keep) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *td_plan_roll_tasks (const TdPlanData *data,
                               const TdRollOptions *options) G_GNUC_WARN_UNUSED_RESULT;
TdPlanData *td_plan_roll (const TdPlanData *data,
                          const TdRollOptions *options,
                          const TdCheckOffice *office,
                          GPtrArray *changes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
