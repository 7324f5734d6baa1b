/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-connection.h"
#include "td-task-status.h"

G_BEGIN_DECLS

/* The facts of all tasks at one moment, packed: what filters, groups, counts and charts work on
 * without asking the file again (100 000 tasks are 10 MB and a scan of 1 ms). Immutable and
 * counted, so the reader thread makes it and any thread reads it. */
typedef struct
{
  gint64 unit_id;    /* 0: not in the register */
  const char *name;  /* as printed; texts are owned by the snapshot, equal ones are the same */
  const char *label; /* of the register, where the unit is in it: what groups go by */
  gboolean lead;
} TdTaskUnitRef;

typedef struct
{
  gint64 id; /* 0: the tasks given from above */
  gint64 year;
  const char *title;
} TdTaskPlanRef;

typedef struct
{
  gint64 id;
  guint place; /* in the facts */
} TdTaskPlace;

typedef struct
{
  /*< private >*/
  gatomicrefcount references;
  struct _TdTaskStrings *strings; /* shared with the snapshots made from this one */
  GArray *index;                  /* (element-type TdTaskPlace): by id; NULL: nobody asked yet */
  /*< public >*/
  GArray *facts; /* (element-type TdTaskFacts): by plan (newest year first), then in plan order */
  GArray *turns; /* (element-type TdTaskTurn) */
  GArray *units; /* (element-type TdTaskUnitRef) */
  GArray *plans; /* (element-type TdTaskPlanRef) */
} TdTaskSnapshot;

#define TD_TYPE_TASK_SNAPSHOT (td_task_snapshot_get_type ())
GType td_task_snapshot_get_type (void) G_GNUC_CONST;

TdTaskSnapshot *td_task_snapshot_load (TdConnection *connection,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdTaskSnapshot *td_task_snapshot_patch (TdTaskSnapshot *self,
                                        TdConnection *connection,
                                        const gint64 *task_ids,
                                        guint n_ids,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdTaskSnapshot *td_task_snapshot_ref (TdTaskSnapshot *self);
void td_task_snapshot_unref (TdTaskSnapshot *self);

guint td_task_snapshot_length (const TdTaskSnapshot *self);
const TdTaskFacts *td_task_snapshot_nth (const TdTaskSnapshot *self, guint index);
const TdTaskFacts *td_task_snapshot_find (const TdTaskSnapshot *self, gint64 task_id);
const TdTaskUnitRef *td_task_snapshot_units (const TdTaskSnapshot *self, const TdTaskFacts *facts);

TdTaskStatus
td_task_snapshot_status (const TdTaskSnapshot *self, const TdTaskFacts *facts, guint32 as_of);
guint32 td_task_snapshot_due (const TdTaskSnapshot *self, const TdTaskFacts *facts, guint32 as_of);
gboolean td_task_snapshot_days_left (const TdTaskSnapshot *self,
                                     const TdTaskFacts *facts,
                                     guint32 as_of,
                                     int *days);
void td_task_snapshot_count (const TdTaskSnapshot *self,
                             gint64 plan_id,
                             guint32 as_of,
                             TdTaskCount *count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdTaskSnapshot, td_task_snapshot_unref)

G_END_DECLS
