/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-figures.h"

#include <inttypes.h>

#include "td-dossier-lines.h"
#include "td-dossier-match.h"
#include "td-dossier-sequence-private.h"
#include "td-row-sql.h"

#define N_DAYS (G_MAXUINT32 / TD_DOSSIER_DAY + 1) /* of which the columns know */

/* Figures by key while they are added up: keys are small numbers. */
typedef struct
{
  TdDossierBy by;
  GArray *groups;  /* (element-type TdDossierCounts): by key */
  guint32 *months; /* (nullable): key of each day, 0: not looked up yet */
} Sums;

static guint32
month_of (Sums *self, guint32 seconds)
{
  guint32 day = seconds / TD_DOSSIER_DAY;

  if (self->months[day] == 0)
    {
      GDate date;

      td_dossier_day_to_date (day, &date);
      self->months[day] =
          (guint32) (g_date_get_year (&date) * 12 + (int) g_date_get_month (&date) - 1);
    }

  return self->months[day];
}

static guint32
key_of (Sums *self, const TdDossierHit *hit)
{
  switch (self->by)
    {
    case TD_DOSSIER_BY_MONTH_RECEIVED:
      return month_of (self, hit->received);
    case TD_DOSSIER_BY_MONTH_RETURNED:
      return month_of (self, hit->returned);
    case TD_DOSSIER_BY_AREA:
      return hit->area;
    case TD_DOSSIER_BY_PROCEDURE:
      return hit->procedure;
    case TD_DOSSIER_BY_UNIT:
      return hit->unit;
    case TD_DOSSIER_BY_CHANNEL:
      return hit->channel;
    case TD_DOSSIER_BY_LEVEL:
      return hit->level;
    default:
      return 0;
    }
}

static gboolean
is_by_month (TdDossierBy by)
{
  return by == TD_DOSSIER_BY_MONTH_RECEIVED || by == TD_DOSSIER_BY_MONTH_RETURNED;
}

static gint64
id_of (TdDossierBy by, guint32 key)
{
  return is_by_month (by) ? key / 12 * 100 + key % 12 + 1 : key;
}

static void
add (Sums *self, guint32 key, guint outcome, gint64 n)
{
  TdDossierCounts *counts;

  if (self->groups->len <= key)
    g_array_set_size (self->groups, key + 1);
  counts = &g_array_index (self->groups, TdDossierCounts, key);
  counts->counts[outcome] += n;
  counts->total += n;
}

/* By the month of the result only results count. */
static gboolean
counts_here (TdDossierBy by, guint outcome)
{
  return outcome < (by == TD_DOSSIER_BY_MONTH_RETURNED ? TD_OUTCOME_LATE + 1 : TD_N_OUTCOMES);
}

static void
add_hit (const TdDossierHit *hit, gpointer data)
{
  Sums *self = data;

  if (counts_here (self->by, hit->outcome))
    add (self, key_of (self, hit), hit->outcome, 1);
}

/* The condition that keeps those that are to be read from the table */
static char *
fresh_sql (const TdDossierIndex *index)
{
  return g_strdup_printf (" AND id IN (SELECT id FROM dossier_fresh WHERE id <= %" PRId64
                          " UNION ALL SELECT id FROM dossier WHERE id > %" PRId64 ")",
                          index->top_id, index->top_id);
}

static gboolean
add_fresh (Sums *self,
           TdConnection *connection,
           const TdDossierIndex *index,
           const TdDossierFilter *filter,
           GError **error)
{
  g_autofree char *fresh = fresh_sql (index);
  g_autoptr (TdStatement) statement =
      td_dossier_stats_prepare (connection, filter, self->by, fresh, error);
  TdStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      gint64 id = td_statement_int (statement, 0);
      guint outcome = (guint) td_statement_int (statement, 1);

      if (is_by_month (self->by))
        id = id / 100 * 12 + id % 100 - 1;
      if (id >= 0 && id <= TD_INDEX_MOST_NAMES && counts_here (self->by, outcome))
        add (self, (guint32) id, outcome, td_statement_int (statement, 2));
    }

  return step == TD_STEP_DONE;
}

static gboolean
add_all (Sums *self,
         TdConnection *connection,
         const TdDossierIndex *index,
         const GArray *fresh,
         const TdDossierFilter *filter,
         GError **error)
{
  g_autoptr (TdDossierMatch) match =
      td_dossier_match_new (connection, index, fresh, filter, TD_MATCH_ALL, error);

  return match != NULL && td_dossier_match_each (match, add_hit, self, error) &&
         (fresh->len == 0 || add_fresh (self, connection, index, filter, error));
}

/**
 * td_dossier_figures_stats:
 * @connection: a connection
 * @filter: which dossiers
 * @by: how they are grouped
 * @groups: (element-type TdDossierGroup): takes the groups, by key, without their names
 * @error: return location; not set where the index cannot answer
 *
 * Returns: whether it could
 */
gboolean
td_dossier_figures_stats (TdConnection *connection,
                          const TdDossierFilter *filter,
                          TdDossierBy by,
                          GPtrArray *groups,
                          GError **error)
{
  g_auto (TdConnectionHold) hold = td_connection_hold (connection);
  g_autoptr (GArray) fresh = NULL;
  TdDossierIndex index;
  Sums sums = { .by = by };
  GError *failure = NULL;
  gboolean done;

  if (!td_dossier_sequence_load_index (connection, filter, &index, &fresh))
    return FALSE;
  sums.groups = g_array_new (FALSE, TRUE, sizeof (TdDossierCounts));
  sums.months = is_by_month (by) ? g_new0 (guint32, N_DAYS) : NULL;
  done = add_all (&sums, connection, &index, fresh, filter, &failure);
  if (!done && !td_dossier_sequence_is_damage (&failure))
    g_propagate_error (error, failure);
  for (guint32 key = 0; done && key < sums.groups->len; key++)
    {
      const TdDossierCounts *counts = &g_array_index (sums.groups, TdDossierCounts, key);
      TdDossierGroup *group;

      if (counts->total == 0)
        continue;
      group = g_new0 (TdDossierGroup, 1);
      group->id = id_of (by, key);
      group->counts = *counts;
      g_ptr_array_add (groups, group);
    }
  g_array_unref (sums.groups);
  g_free (sums.months);

  return done;
}

static void
count_hit (const TdDossierHit *hit, gpointer data)
{
  ++*(gint64 *) data;
}

gboolean
td_dossier_figures_count (TdConnection *connection,
                          const TdDossierFilter *filter,
                          gint64 *count,
                          GError **error)
{
  g_auto (TdConnectionHold) hold = td_connection_hold (connection);
  g_autoptr (GArray) fresh = NULL;
  g_autoptr (TdDossierMatch) match = NULL;
  g_autofree char *among = NULL;
  TdDossierIndex index;
  GError *failure = NULL;
  gint64 n_fresh = 0;

  if (!td_dossier_sequence_load_index (connection, filter, &index, &fresh))
    return FALSE;
  match = td_dossier_match_new (connection, &index, fresh, filter, TD_MATCH_IDS, &failure);
  *count = 0;
  if (match == NULL || !td_dossier_match_each (match, count_hit, count, &failure))
    {
      if (!td_dossier_sequence_is_damage (&failure))
        g_propagate_error (error, failure);
      return FALSE;
    }
  among = fresh_sql (&index);
  if (fresh->len > 0 && !td_dossier_lines_count_among (connection, filter, among, &n_fresh, error))
    return FALSE;
  *count += n_fresh;

  return TRUE;
}
