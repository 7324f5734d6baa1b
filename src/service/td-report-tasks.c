/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-report-private.h"
#include "td-task-snapshot.h"
#include "td-text.h"

typedef struct
{
  const char *name; /* owned by the snapshot */
  TdTaskCount count;
} UnitCount;

#define NO_UNIT "Chưa giao đơn vị chủ trì"

static const char *
lead_of (const TdTaskSnapshot *snapshot, const TdTaskFacts *facts)
{
  const TdTaskUnitRef *units = td_task_snapshot_units (snapshot, facts);

  for (guint i = 0; i < facts->n_units; i++)
    {
      if (units[i].lead)
        return units[i].label != NULL ? units[i].label : units[i].name;
    }

  return NO_UNIT;
}

static gboolean
is_of_year (const TdTaskSnapshot *snapshot, const TdTaskFacts *facts, int year)
{
  const TdTaskPlanRef *plan = &g_array_index (snapshot->plans, TdTaskPlanRef, facts->plan_at);

  return facts->plan_id == 0 || plan->year == year;
}

static int
compare_units (gconstpointer a, gconstpointer b)
{
  return td_text_collate ((*(UnitCount *const *) a)->name, (*(UnitCount *const *) b)->name);
}

/* RULE tasks-form: the states that a task can be in on the last day of the period */
static void
add_unit (TdReport *report, const UnitCount *unit)
{
  const guint *by = unit->count.by_status;
  TdReportLine *line = td_report_table_add (report->table, unit->name, unit->name);
  const struct
  {
    const char *column;
    guint value;
  } cells[] = {
    { "3", unit->count.total },
    { "4", by[TD_TASK_DONE_EARLY] + by[TD_TASK_DONE_ON_TIME] },
    { "5", by[TD_TASK_DONE_LATE] },
    { "6", by[TD_TASK_DONE_UNDATED] },
    { "7", by[TD_TASK_NOT_STARTED] + by[TD_TASK_IN_PROGRESS] + by[TD_TASK_WAITING] +
               by[TD_TASK_NO_DEADLINE] },
    { "8", by[TD_TASK_OVERDUE] },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    td_report_table_set (report->table, line, cells[i].column, cells[i].value);
}

gboolean
td_report_fill_tasks (TdConnection *connection,
                      const TdReportRequest *request,
                      TdReport *report,
                      GError **error)
{
  g_autoptr (TdTaskSnapshot) snapshot = td_task_snapshot_load (connection, error);
  g_autoptr (GHashTable) units = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GPtrArray) ordered = g_ptr_array_new ();
  guint32 as_of = g_date_get_julian (&request->to);

  if (snapshot == NULL)
    return FALSE;
  for (guint i = 0; i < td_task_snapshot_length (snapshot); i++)
    {
      const TdTaskFacts *facts = td_task_snapshot_nth (snapshot, i);
      const TdTaskTurn *turns = (const TdTaskTurn *) (gpointer) snapshot->turns->data;
      const char *name = lead_of (snapshot, facts);
      UnitCount *found = g_hash_table_lookup (units, name);

      if (!is_of_year (snapshot, facts, g_date_get_year (&request->to)))
        continue;
      if (found == NULL)
        {
          found = g_new0 (UnitCount, 1);
          found->name = name;
          g_hash_table_insert (units, (gpointer) name, found);
          g_ptr_array_add (ordered, found);
        }
      td_task_count_add (&found->count, facts, turns, as_of);
    }
  g_ptr_array_sort (ordered, compare_units);
  for (guint i = 0; i < ordered->len; i++)
    add_unit (report, g_ptr_array_index (ordered, i));
  td_report_table_add_total (report->table);
  td_report_table_check (report->table);

  return TRUE;
}
