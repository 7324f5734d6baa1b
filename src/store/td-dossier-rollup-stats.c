/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Questions that the kept figures answer: whole months without a filter on single dossiers. */

#include "td-dossier-rollup.h"

#include <inttypes.h>

/* The months of a period that begins and ends with months; FALSE: it does not. */
static gboolean
whole_months (const TdDossierFilter *filter, gint64 *first, gint64 *last)
{
  GDate date;

  *first = 0;
  *last = 999999;
  if (filter->from_day != 0)
    {
      td_dossier_day_to_date (filter->from_day, &date);
      if (!g_date_valid (&date) || g_date_get_day (&date) != 1)
        return FALSE;
      *first = g_date_get_year (&date) * 100 + (int) g_date_get_month (&date);
    }
  if (filter->to_day != 0)
    {
      td_dossier_day_to_date (filter->to_day + 1, &date);
      if (!g_date_valid (&date) || g_date_get_day (&date) != 1)
        return FALSE;
      td_dossier_day_to_date (filter->to_day, &date);
      *last = g_date_get_year (&date) * 100 + (int) g_date_get_month (&date);
    }

  return TRUE;
}

static gboolean
is_simple (const TdDossierFilter *filter)
{
  return filter->channels == 0 && filter->levels == 0 && filter->areas == NULL &&
         filter->procedures == NULL && filter->units == NULL && filter->search == NULL &&
         !filter->any_due_from && !filter->any_due_to && !filter->any_returned &&
         !filter->every_state && filter->list == TD_DOSSIER_LIST_ALL &&
         filter->basis <= TD_DOSSIER_BASIS_RETURNED;
}

/* The figures are those of a day after everything that happened. */
static gboolean
is_late_enough (TdConnection *connection, gint64 as_of_day)
{
  gint64 newest = G_MAXINT64;

  return td_connection_query_int (
             connection,
             "SELECT coalesce (max (received_day, returned_day), 0) FROM dossier_newest", &newest,
             NULL) &&
         newest <= as_of_day;
}

static TdDossierGroup *
group_for (GPtrArray *groups, gint64 id)
{
  TdDossierGroup *group = groups->len > 0 ? g_ptr_array_index (groups, groups->len - 1) : NULL;

  if (group != NULL && group->id == id)
    return group;
  group = g_new0 (TdDossierGroup, 1);
  group->id = id;
  g_ptr_array_add (groups, group);

  return group;
}

static void
add_to (TdDossierGroup *group, const TdDossierFilter *filter, TdOutcome outcome, gint64 n)
{
  if (filter->outcomes != 0 && !(filter->outcomes & (1u << outcome)))
    return;
  group->counts.counts[outcome] += n;
  group->counts.total += n;
}

static gboolean
read_cells (TdConnection *connection,
            const TdDossierFilter *filter,
            TdDossierBy by,
            gint64 first,
            gint64 last,
            GPtrArray *groups)
{
  gboolean by_month = by == TD_DOSSIER_BY_MONTH_RECEIVED || by == TD_DOSSIER_BY_MONTH_RETURNED;
  gboolean results = filter->basis == TD_DOSSIER_BASIS_RETURNED;
  g_autofree char *sql = g_strdup_printf (
      "SELECT %s, sum (early), sum (on_time), sum (late), sum (suspended), sum (withdrawn),"
      " sum (refused), sum (late_by_minute), sum (pending) FROM dossier_rollup"
      " WHERE \"by\" = %d AND basis = %d AND month BETWEEN %" PRId64 " AND %" PRId64
      " GROUP BY 1 ORDER BY 1",
      by_month ? "month" : "\"key\"", by_month ? TD_DOSSIER_BY_NONE : by, results, first, last);
  g_autoptr (TdStatement) statement = td_connection_prepare (connection, sql, NULL);

  if (statement == NULL)
    return FALSE;
  while (td_statement_step (statement, NULL) == TD_STEP_ROW)
    {
      TdDossierGroup *group = group_for (groups, td_statement_int (statement, 0));
      gint64 moved = filter->mode == TD_COUNT_MINUTE ? td_statement_int (statement, 7) : 0;

      add_to (group, filter, TD_OUTCOME_EARLY, td_statement_int (statement, 1));
      add_to (group, filter, TD_OUTCOME_ON_TIME, td_statement_int (statement, 2) - moved);
      add_to (group, filter, TD_OUTCOME_LATE, td_statement_int (statement, 3) + moved);
      if (results)
        continue;
      add_to (group, filter, TD_OUTCOME_SUSPENDED, td_statement_int (statement, 4));
      add_to (group, filter, TD_OUTCOME_WITHDRAWN, td_statement_int (statement, 5));
      add_to (group, filter, TD_OUTCOME_REFUSED, td_statement_int (statement, 6));
      add_to (group, filter, TD_OUTCOME_PENDING_IN_TIME, td_statement_int (statement, 8));
    }

  return TRUE;
}

static TdDossierGroup *
find_group (GPtrArray *groups, gint64 id)
{
  for (guint i = 0; i < groups->len; i++)
    if (((TdDossierGroup *) g_ptr_array_index (groups, i))->id == id)
      return g_ptr_array_index (groups, i);

  return NULL;
}

/* Of what is pending, what was due before today is overdue. */
static gboolean
split_pending (TdConnection *connection,
               const TdDossierFilter *filter,
               TdDossierBy by,
               gint64 first,
               gint64 last,
               GPtrArray *groups)
{
  gboolean by_month = by == TD_DOSSIER_BY_MONTH_RECEIVED;
  g_autofree char *sql = g_strdup_printf (
      "SELECT %s, sum (n) FROM dossier_open_rollup WHERE \"by\" = %d AND month BETWEEN %" PRId64
      " AND %" PRId64 " AND due_day > 0 AND due_day < %" PRId64 " GROUP BY 1",
      by_month ? "month" : "\"key\"", by_month ? TD_DOSSIER_BY_NONE : by, first, last,
      filter->as_of_day);
  g_autoptr (TdStatement) statement = td_connection_prepare (connection, sql, NULL);
  guint pending = (1u << TD_OUTCOME_PENDING_IN_TIME) | (1u << TD_OUTCOME_PENDING_OVERDUE);

  if (statement == NULL)
    return FALSE;
  if (filter->outcomes != 0 && (filter->outcomes & pending) != pending)
    return (filter->outcomes & pending) == 0;
  while (td_statement_step (statement, NULL) == TD_STEP_ROW)
    {
      TdDossierGroup *group = find_group (groups, td_statement_int (statement, 0));
      gint64 n = td_statement_int (statement, 1);

      if (group == NULL)
        continue;
      group->counts.counts[TD_OUTCOME_PENDING_IN_TIME] -= n;
      group->counts.counts[TD_OUTCOME_PENDING_OVERDUE] += n;
    }

  return TRUE;
}

gboolean
td_dossier_rollup_stats (TdConnection *connection,
                         const TdDossierFilter *filter,
                         TdDossierBy by,
                         GPtrArray *groups)
{
  gint64 first, last;

  if (!is_simple (filter) || by == TD_DOSSIER_BY_LEVEL || !whole_months (filter, &first, &last) ||
      (by == TD_DOSSIER_BY_MONTH_RECEIVED && filter->basis != TD_DOSSIER_BASIS_RECEIVED) ||
      (by == TD_DOSSIER_BY_MONTH_RETURNED && filter->basis != TD_DOSSIER_BASIS_RETURNED) ||
      !is_late_enough (connection, filter->as_of_day))
    return FALSE;
  if (!read_cells (connection, filter, by, first, last, groups) ||
      (filter->basis == TD_DOSSIER_BASIS_RECEIVED &&
       !split_pending (connection, filter, by, first, last, groups)))
    {
      g_ptr_array_set_size (groups, 0);
      return FALSE;
    }
  for (guint i = groups->len; i > 0; i--)
    if (((TdDossierGroup *) g_ptr_array_index (groups, i - 1))->counts.total == 0)
      g_ptr_array_remove_index (groups, i - 1);

  return TRUE;
}
