/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-task-look.h"

G_BEGIN_DECLS

/* Which tasks, in which groups and order: a plain value. Its text form ("status=overdue,waiting;
 * unit=Văn phòng;due=7") is what saved filters keep and the command line may give. */
typedef enum
{
  TD_TASK_GROUP_NONE,
  TD_TASK_GROUP_PLAN,
  TD_TASK_GROUP_AREA,
  TD_TASK_GROUP_UNIT, /* the first lead unit */
  TD_TASK_GROUP_MONTH,
  TD_TASK_GROUP_STATUS,
  TD_N_TASK_GROUPS,
} TdTaskGroupBy;

typedef enum
{
  TD_TASK_SORT_PLAN, /* as the plans print them */
  TD_TASK_SORT_DUE,  /* those without a deadline last */
  TD_TASK_SORT_PROGRESS,
  TD_TASK_SORT_STATUS,
  TD_TASK_SORT_UNIT,
  TD_N_TASK_SORTS,
} TdTaskSort;

#define TD_TASK_FILTER_ABOVE -1 /* plan_id: the tasks given from above */

typedef struct
{
  gint64 plan_id;        /* 0: all */
  gint64 year;           /* of the plan; 0: all */
  guint statuses;        /* set of 1 << TdTaskStatus; 0: all */
  guint looks;           /* set of 1 << TdTaskLook; 0: all */
  char *unit;            /* (nullable): name, with or without diacritics */
  gboolean coordinating; /* units that coordinate count too */
  char *area;            /* (nullable): area key */
  int due_within;        /* open and due in so many days from the day on; -1: all */
  char *due_from;        /* (nullable): ISO dates around the last permitted day */
  char *due_to;
  gboolean excused; /* only with an excused delay */
  char *text;       /* (nullable): words */
  TdTaskGroupBy group_by;
  TdTaskSort sort;
  gboolean descending;
} TdTaskFilter;

TdTaskFilter *td_task_filter_new (void) G_GNUC_WARN_UNUSED_RESULT;
TdTaskFilter *td_task_filter_copy (const TdTaskFilter *self) G_GNUC_WARN_UNUSED_RESULT;
void td_task_filter_free (TdTaskFilter *self);
gboolean td_task_filter_equal (const TdTaskFilter *a, const TdTaskFilter *b);

char *td_task_filter_to_text (const TdTaskFilter *self) G_GNUC_WARN_UNUSED_RESULT;
TdTaskFilter *td_task_filter_from_text (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_task_filter_add_statuses (TdTaskFilter *self, const char *names, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdTaskFilter, td_task_filter_free)

G_END_DECLS
