/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-overview.h"

#include <math.h>

#include "td-kind.h"
#include "td-query.h"
#include "td-target-chart.h"
#include "td-task-chart.h"

#define MOST_LINES 12
#define MOST_TARGETS 8
#define MOST_BARS 8
#define OPENING_DAYS 30

static void
line_free (gpointer data)
{
  TdOverviewLine *line = data;

  g_free (line->content);
  g_free (line->lead);
  g_free (line->deadline);
  g_free (line);
}

void
td_overview_free (TdOverview *overview)
{
  if (overview == NULL)
    return;

  g_free (overview->plan_title);
  g_ptr_array_unref (overview->now);
  td_chart_free (overview->status);
  td_chart_free (overview->by_area);
  td_chart_free (overview->by_unit);
  td_chart_free (overview->burn_up);
  td_chart_free (overview->targets);
  td_chart_free (overview->on_time);
  g_free (overview);
}

/* Late ones first, the longest late foremost; then what is due, then what opens. */
static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const TdOverviewLine *first = *(TdOverviewLine *const *) a;
  const TdOverviewLine *second = *(TdOverviewLine *const *) b;

  if (first->opening != second->opening)
    return first->opening ? 1 : -1;
  if (first->days != second->days)
    return first->days < second->days ? -1 : 1;

  return first->task_id < second->task_id ? -1 : 1;
}

/* Keeps the first MOST_LINES in their order; all others are only counted. */
static void
add_line (TdOverview *overview,
          const TdTaskFacts *facts,
          guint place,
          TdTaskLook look,
          int days,
          gboolean opening)
{
  TdOverviewLine found = {
    .task_id = facts->id, .place = place, .look = look, .days = days, .opening = opening
  };
  const TdOverviewLine *line = &found;
  guint at = overview->now->len;

  overview->n_now += !opening;
  while (at > 0 && compare_lines (&line, &g_ptr_array_index (overview->now, at - 1)) < 0)
    at--;
  if (at == MOST_LINES)
    return;
  g_ptr_array_insert (overview->now, (int) at, g_memdup2 (line, sizeof *line));
  if (overview->now->len > MOST_LINES)
    g_ptr_array_set_size (overview->now, MOST_LINES);
}

static void
take_task (TdOverview *overview, const TdTaskSnapshot *snapshot, guint place, guint32 as_of)
{
  const TdTaskFacts *facts = td_task_snapshot_nth (snapshot, place);
  TdTaskLook look = td_task_look (snapshot, facts, as_of);
  int days = 0;

  td_task_count_add (&overview->count, facts, (const TdTaskTurn *) (gpointer) snapshot->turns->data,
                     as_of);
  overview->n_waiting += look == TD_TASK_LOOK_WAITING;
  td_task_snapshot_days_left (snapshot, facts, as_of, &days);
  if (look == TD_TASK_LOOK_OVERDUE)
    {
      overview->most_late = MAX (overview->most_late, -days);
      add_line (overview, facts, place, look, days, FALSE);
    }
  else if (look == TD_TASK_LOOK_SOON)
    {
      overview->n_soon++;
      add_line (overview, facts, place, look, days, FALSE);
    }
  else if (days > TD_TASK_SOON_DAYS && days <= 30 && !(facts->flags & TD_TASK_CONTINUOUS))
    overview->n_month++;
  if (look == TD_TASK_LOOK_TODO && facts->start > as_of && facts->start - as_of <= OPENING_DAYS)
    {
      overview->n_opening++;
      add_line (overview, facts, place, look, (int) (facts->start - as_of), TRUE);
    }
}

static char *
first_lead (const TdTaskSnapshot *snapshot, guint place)
{
  const TdTaskFacts *facts = td_task_snapshot_nth (snapshot, place);
  const TdTaskUnitRef *units = td_task_snapshot_units (snapshot, facts);

  for (guint u = 0; u < facts->n_units; u++)
    {
      if (units[u].lead)
        return g_strdup (units[u].name);
    }

  return NULL;
}

/* The words of the lines that are shown. */
static gboolean
read_words (TdOverview *overview,
            TdConnection *connection,
            const TdTaskSnapshot *snapshot,
            GError **error)
{
  for (guint i = 0; i < overview->now->len; i++)
    {
      TdOverviewLine *line = g_ptr_array_index (overview->now, i);
      g_autoptr (TdQuery) query = td_query_new (TD_KIND_TASK);
      g_autoptr (GPtrArray) rows = NULL;
      const TdTaskRow *task;

      td_query_where_int (query, "id", TD_QUERY_EQUAL, line->task_id);
      rows = td_query_list (query, connection, error);
      if (rows == NULL)
        return FALSE;
      if (rows->len == 0)
        continue;
      task = g_ptr_array_index (rows, 0);
      line->content = g_strdup (task->content);
      line->deadline = g_strdup (task->deadline_text);
      line->lead = first_lead (snapshot, line->place);
    }

  return TRUE;
}

static void
find_plans (TdOverview *overview, const TdTaskSnapshot *snapshot)
{
  for (guint i = 0; i < snapshot->plans->len; i++)
    {
      const TdTaskPlanRef *plan = &g_array_index (snapshot->plans, TdTaskPlanRef, i);

      if (plan->id == 0 || plan->year != overview->year)
        continue;
      overview->n_plans++;
      if (overview->plan_title == NULL)
        overview->plan_title = g_strdup (plan->title);
    }
}

/* Dossiers are counted elsewhere; the chart comes through the register of charts, if it is there.
 */
static TdChart *
on_time_chart (TdConnection *connection, const GDate *today)
{
  TdChartRequest request = { .has_period = TRUE, .today = *today };
  const TdChartKind *kind;

  g_date_set_dmy (&request.from, 1, 1, g_date_get_year (today));
  request.to = *today;
  for (guint n = 0; (kind = td_chart_registry_get (n)) != NULL; n++)
    {
      g_autoptr (TdChart) chart = NULL;

      if (!g_str_equal (kind->kind, "on-time"))
        continue;
      chart = kind->make (connection, &request, NULL);
      if (chart != NULL && td_chart_sum (chart) > 0)
        return g_steal_pointer (&chart);
    }

  return NULL;
}

/**
 * td_overview_make:
 * @connection: where to read
 * @snapshot: facts of all tasks
 * @today: the day
 * @error: return location
 *
 * Counts what the overview shows: the plans of the year of @today (or of the newest year there is a
 * plan for) and the tasks given from above.
 *
 * Returns: (nullable) (transfer full): the overview
 */
TdOverview *
td_overview_make (TdConnection *connection,
                  const TdTaskSnapshot *snapshot,
                  const GDate *today,
                  GError **error)
{
  g_autoptr (TdOverview) overview = g_new0 (TdOverview, 1);
  g_autoptr (GHashTable) areas = NULL;
  guint32 as_of = g_date_get_julian (today);
  TdTaskScope scope = { 0, 0 };

  overview->today = *today;
  overview->now = g_ptr_array_new_with_free_func (line_free);
  overview->year = scope.year = td_task_scope_newest_year (snapshot, as_of);
  find_plans (overview, snapshot);
  for (guint i = 0; i < snapshot->facts->len; i++)
    {
      const TdTaskFacts *facts = td_task_snapshot_nth (snapshot, i);

      if (td_task_scope_has (&scope, snapshot, facts))
        take_task (overview, snapshot, i, as_of);
    }
  areas = td_task_chart_area_names (connection, error);
  if (areas == NULL || !read_words (overview, connection, snapshot, error))
    return NULL;

  overview->status = td_task_chart_status (snapshot, &scope, as_of);
  overview->by_area = td_task_chart_by_area (snapshot, &scope, as_of, areas);
  overview->by_unit = td_task_chart_by_unit (snapshot, &scope, as_of);
  td_chart_keep_first (overview->by_unit, MOST_BARS, NULL);
  overview->burn_up = td_task_chart_burn_up (
      snapshot, &scope, as_of, scope.year != 0 ? scope.year : g_date_get_year (today));
  overview->targets = td_target_chart (connection, &scope, today, 0, error);
  if (overview->targets == NULL)
    return NULL;
  overview->n_targets = overview->targets->categories->len;
  td_chart_keep_first (overview->targets, MOST_TARGETS, NULL);
  overview->on_time = on_time_chart (connection, today);

  return g_steal_pointer (&overview);
}

/**
 * td_overview_on_time_rate:
 * @overview: an overview
 * @numerator: (out): dossiers that were early or on time
 * @denominator: (out): dossiers that were settled
 *
 * Returns: whether there are dossiers
 */
gboolean
td_overview_on_time_rate (const TdOverview *overview, double *numerator, double *denominator)
{
  *numerator = *denominator = 0;
  if (overview->on_time == NULL)
    return FALSE;
  for (guint c = 0; c < overview->on_time->categories->len; c++)
    {
      const TdChartCategory *category = td_chart_category (overview->on_time, c);

      if (isfinite (category->numerator) && isfinite (category->denominator))
        {
          *numerator += category->numerator;
          *denominator += category->denominator;
        }
    }

  return *denominator > 0;
}

typedef struct
{
  TdTaskIndex *index;
  GDate today;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  td_task_index_unref (request->index);
  g_free (request);
}

static gpointer
read_func (TdConnection *connection, gpointer data, GError **error)
{
  Request *request = data;
  g_autoptr (TdTaskSnapshot) snapshot = td_task_index_read (request->index, connection, error);

  return snapshot != NULL ? td_overview_make (connection, snapshot, &request->today, error) : NULL;
}

/**
 * td_overview_read_async:
 * @workspace: the workspace
 * @index: the tasks of the workspace
 * @today: the day
 * @cancellable: (nullable)
 * @callback: called on the main thread; its source object is @workspace
 * @user_data: for @callback
 *
 * Makes the overview on the reader thread.
 */
void
td_overview_read_async (TdWorkspace *workspace,
                        TdTaskIndex *index,
                        const GDate *today,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->index = td_task_index_ref (index);
  request->today = *today;
  td_workspace_read_async (workspace, read_func, request, request_free,
                           (GDestroyNotify) td_overview_free, cancellable, callback, user_data);
}

/**
 * td_overview_read_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the overview
 */
TdOverview *
td_overview_read_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (TdWorkspace) workspace = TD_WORKSPACE (g_async_result_get_source_object (result));

  return td_workspace_read_finish (workspace, result, error);
}
