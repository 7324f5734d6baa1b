/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-stats.h"

#include <inttypes.h>
#include <string.h>

#include "td-dossier-figures.h"
#include "td-dossier-rollup.h"
#include "td-row-sql.h"
#include "td-text.h"

static const struct
{
  const char *nick;
  const char *sql; /* the key */
} bys[TD_N_DOSSIER_BY] = {
  [TD_DOSSIER_BY_NONE] = { "none", "0" },
  [TD_DOSSIER_BY_MONTH_RECEIVED] = { "month-received",
                                     "CAST (strftime ('%Y%m', received, 'unixepoch') AS INTEGER)" },
  [TD_DOSSIER_BY_MONTH_RETURNED] = { "month-returned",
                                     "CAST (strftime ('%Y%m', returned, 'unixepoch') AS INTEGER)" },
  [TD_DOSSIER_BY_AREA] = { "area", "coalesce (area_name_id, 0)" },
  [TD_DOSSIER_BY_PROCEDURE] = { "procedure", "coalesce (procedure_name_id, 0)" },
  [TD_DOSSIER_BY_UNIT] = { "unit", "coalesce (unit_name_id, 0)" },
  [TD_DOSSIER_BY_CHANNEL] = { "channel", "channel" },
  [TD_DOSSIER_BY_LEVEL] = { "level", "level" },
};

const char *
td_dossier_by_nick (TdDossierBy by)
{
  return bys[by].nick;
}

gboolean
td_dossier_by_from_nick (const char *nick, TdDossierBy *by)
{
  for (guint i = 1; i < TD_N_DOSSIER_BY; i++)
    if (g_strcmp0 (bys[i].nick, nick) == 0)
      {
        *by = (TdDossierBy) i;
        return TRUE;
      }

  return FALSE;
}

void
td_dossier_group_free (TdDossierGroup *self)
{
  if (self == NULL)
    return;

  g_free (self->key);
  g_free (self);
}

/* What the channel is called on paper, whatever the language of the window. */
const char *
td_channel_word (TdChannel channel)
{
  static const char *const words[TD_N_CHANNELS] = { NULL, "Trực tiếp", "Trực tuyến",
                                                    "Bưu chính công ích" };

  return (guint) channel < TD_N_CHANNELS ? words[channel] : NULL;
}

const char *
td_level_word (TdLevel level)
{
  static const char *const words[TD_N_LEVELS] = { NULL, "Toàn trình", "Một phần", "Còn lại" };

  return (guint) level < TD_N_LEVELS ? words[level] : NULL;
}

static char *
read_name (TdConnection *connection, gint64 id)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (connection, "SELECT name FROM dossier_name WHERE id = ?1", NULL);

  if (statement == NULL || id == 0)
    return NULL;
  td_statement_bind_int (statement, 1, id);

  return td_statement_step (statement, NULL) == TD_STEP_ROW
             ? g_strdup (td_statement_text (statement, 0))
             : NULL;
}

static char *
key_of (TdConnection *connection, TdDossierBy by, gint64 id)
{
  switch (by)
    {
    case TD_DOSSIER_BY_MONTH_RECEIVED:
    case TD_DOSSIER_BY_MONTH_RETURNED:
      return g_strdup_printf ("%04d-%02d", (int) (id / 100), (int) (id % 100));
    case TD_DOSSIER_BY_CHANNEL:
      return g_strdup (td_channel_word ((TdChannel) id));
    case TD_DOSSIER_BY_LEVEL:
      return g_strdup (td_level_word ((TdLevel) id));
    case TD_DOSSIER_BY_NONE:
      return NULL;
    default:
      return read_name (connection, id);
    }
}

static int
compare_groups (gconstpointer a, gconstpointer b, gpointer data)
{
  const TdDossierGroup *x = *(TdDossierGroup *const *) a;
  const TdDossierGroup *y = *(TdDossierGroup *const *) b;
  TdDossierBy by = (TdDossierBy) GPOINTER_TO_INT (data);

  if (by == TD_DOSSIER_BY_MONTH_RECEIVED || by == TD_DOSSIER_BY_MONTH_RETURNED)
    return x->id < y->id ? -1 : x->id > y->id;
  if (x->counts.total != y->counts.total)
    return x->counts.total > y->counts.total ? -1 : 1;

  return x->key != NULL && y->key != NULL ? td_text_collate (x->key, y->key)
                                          : (x->key == NULL) - (y->key == NULL);
}

static void
add_counts (TdDossierCounts *totals, const TdDossierGroup *group)
{
  totals->total += group->counts.total;
  for (guint i = 0; i < TD_N_OUTCOMES; i++)
    totals->counts[i] += group->counts.counts[i];
}

static void
name_groups (TdConnection *connection, TdDossierBy by, GPtrArray *groups)
{
  for (guint i = 0; i < groups->len; i++)
    {
      TdDossierGroup *group = g_ptr_array_index (groups, i);

      group->key = key_of (connection, by, group->id);
    }
  g_ptr_array_sort_with_data (groups, compare_groups, GINT_TO_POINTER (by));
}

/* The figures by key and outcome, of the rows. more: further conditions. */
TdStatement *
td_dossier_stats_prepare (TdConnection *connection,
                          const TdDossierFilter *filter,
                          TdDossierBy by,
                          const char *more,
                          GError **error)
{
  g_autofree char *where = td_dossier_filter_sql (filter, 1);
  g_autofree char *sql = g_strdup_printf (
      "SELECT %s, td_outcome (state, received, due, returned, %" PRId64 ", %d), count (*)"
      " FROM dossier WHERE %s%s%s%s GROUP BY 1, 2",
      bys[by].sql, filter->as_of_day, filter->mode == TD_COUNT_MINUTE, TD_ROW_SQL_VISIBLE, where,
      by == TD_DOSSIER_BY_MONTH_RETURNED ? " AND returned > 0" : "", more);
  TdStatement *statement = td_connection_prepare (connection, sql, error);

  if (statement != NULL)
    td_dossier_filter_bind (filter, statement, 1);

  return statement;
}

/**
 * td_dossier_stats:
 * @connection: a connection
 * @filter: which dossiers
 * @by: how they are grouped
 * @totals: (out) (nullable): the sums of all groups
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type TdDossierGroup): months in order, others from
 *   the largest on
 */
GPtrArray *
td_dossier_stats (TdConnection *connection,
                  const TdDossierFilter *filter,
                  TdDossierBy by,
                  TdDossierCounts *totals,
                  GError **error)
{
  g_autoptr (TdStatement) statement = NULL;
  g_autoptr (GPtrArray) groups =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_dossier_group_free);
  TdDossierGroup *group = NULL;
  GError *failure = NULL;
  TdStep step;

  if (totals != NULL)
    memset (totals, 0, sizeof *totals);
  if (td_dossier_rollup_stats (connection, filter, by, groups) ||
      td_dossier_figures_stats (connection, filter, by, groups, &failure))
    {
      for (guint i = 0; totals != NULL && i < groups->len; i++)
        add_counts (totals, g_ptr_array_index (groups, i));
      name_groups (connection, by, groups);
      return g_steal_pointer (&groups);
    }

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  statement = td_dossier_stats_prepare (connection, filter, by, "", error);
  if (statement == NULL)
    return NULL;
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      gint64 id = td_statement_int (statement, 0);
      guint outcome = (guint) td_statement_int (statement, 1);
      gint64 n = td_statement_int (statement, 2);

      /* by month of the result only results count */
      if (outcome >= TD_N_OUTCOMES ||
          (by == TD_DOSSIER_BY_MONTH_RETURNED && outcome > TD_OUTCOME_LATE))
        continue;
      if (group == NULL || group->id != id)
        {
          group = g_new0 (TdDossierGroup, 1);
          group->id = id;
          g_ptr_array_add (groups, group);
        }
      group->counts.counts[outcome] += n;
      group->counts.total += n;
      if (totals != NULL)
        {
          totals->counts[outcome] += n;
          totals->total += n;
        }
    }
  if (step != TD_STEP_DONE)
    return NULL;

  name_groups (connection, by, groups);

  return g_steal_pointer (&groups);
}

/* The denominator of the on-time rate: what has a result */
gint64
td_dossier_counts_returned (const TdDossierCounts *self)
{
  return self->counts[TD_OUTCOME_EARLY] + self->counts[TD_OUTCOME_ON_TIME] +
         self->counts[TD_OUTCOME_LATE];
}
