/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-chart.h"
#include "td-task-snapshot.h"

G_BEGIN_DECLS

/* How a task is shown: one of the shapes of the status vocabulary, which also says what is due soon
 * and what recurs. The status itself is that of td-task-status.h; this only says how it looks. */
typedef enum
{
  TD_TASK_LOOK_OVERDUE,
  TD_TASK_LOOK_SOON,    /* open and due within 7 days */
  TD_TASK_LOOK_DOING,   /* reported on, not done */
  TD_TASK_LOOK_WAITING, /* for the document its deadline counts from */
  TD_TASK_LOOK_REPEAT,  /* recurring or continuous, nothing of it late or due soon */
  TD_TASK_LOOK_TODO,    /* not begun, or without a deadline */
  TD_TASK_LOOK_DONE,
  TD_TASK_LOOK_DONE_LATE,
  TD_N_TASK_LOOKS,
} TdTaskLook;

/* RULE design-soon: due within so many days counts as soon */
#define TD_TASK_SOON_DAYS 7

/* Which tasks are meant: those of one plan, or of the plans of a year with all that was given from
 * above; both 0: every task. */
typedef struct
{
  gint64 plan_id;
  gint64 year;
} TdTaskScope;

gboolean td_task_scope_has (const TdTaskScope *scope,
                            const TdTaskSnapshot *snapshot,
                            const TdTaskFacts *facts);
gint64 td_task_scope_newest_year (const TdTaskSnapshot *snapshot, guint32 as_of);

TdTaskLook td_task_look (const TdTaskSnapshot *snapshot, const TdTaskFacts *facts, guint32 as_of);
const char *td_task_look_nick (TdTaskLook look);
const char *td_task_look_label (TdTaskLook look);
const char *td_task_look_document_label (TdTaskLook look);
TdChartTone td_task_look_tone (TdTaskLook look);
char *td_task_look_words (const TdTaskSnapshot *snapshot,
                          const TdTaskFacts *facts,
                          guint32 as_of) G_GNUC_WARN_UNUSED_RESULT;
char *td_task_look_document_words (const TdTaskSnapshot *snapshot,
                                   const TdTaskFacts *facts,
                                   guint32 as_of) G_GNUC_WARN_UNUSED_RESULT;
guint td_task_turns_done (const TdTaskSnapshot *snapshot, const TdTaskFacts *facts, guint32 as_of);

G_END_DECLS
