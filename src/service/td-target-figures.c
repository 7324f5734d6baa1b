/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-target-figures.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "td-date.h"
#include "td-dossier-stats.h"
#include "td-edit-private.h"
#include "td-error.h"
#include "td-query.h"
#include "td-row-sql.h"
#include "td-task-query.h"
#include "td-turn.h"

/* RULE target-near: nearly met within so much of the value, unless the target says otherwise */
#define NEAR_SHARE 0.05
#define EPSILON 1e-9

static const struct
{
  const char *nick, *label;
} statuses[TD_N_TARGET_STATUSES] = {
  [TD_TARGET_NO_DATA] = { "no_data", N_ ("No figures yet") },
  [TD_TARGET_MET] = { "met", N_ ("Met") },
  [TD_TARGET_NEARLY] = { "nearly_met", N_ ("Nearly met") },
  [TD_TARGET_MISSED] = { "missed", N_ ("Not met") },
};

const char *
td_target_status_to_nick (TdTargetStatus status)
{
  g_return_val_if_fail ((guint) status < TD_N_TARGET_STATUSES, "no_data");

  return statuses[status].nick;
}

const char *
td_target_status_label (TdTargetStatus status)
{
  g_return_val_if_fail ((guint) status < TD_N_TARGET_STATUSES, "");

  return _ (statuses[status].label);
}

static gboolean
is_met (const TdTargetRow *target, double value)
{
  const char *comparator = target->comparator != NULL ? target->comparator : "=";

  if (g_str_equal (comparator, "<="))
    return value <= target->value + EPSILON;
  if (g_str_equal (comparator, "<"))
    return value < target->value - EPSILON;
  if (g_str_equal (comparator, ">"))
    return value > target->value + EPSILON;
  if (g_str_equal (comparator, ">="))
    return value >= target->value - EPSILON;
  /* RULE target-about: "khoảng 50 %" is met within the margin on both sides */
  if (g_str_equal (comparator, "~"))
    return fabs (value - target->value) <= fabs (target->value) * NEAR_SHARE + EPSILON;
  /* RULE target-rate: "100 %" is reached by more as well, unless less is wanted */
  if (g_strcmp0 (target->direction, "decrease") == 0)
    return value <= target->value + EPSILON;

  return value >= target->value - EPSILON;
}

/**
 * td_target_judge:
 * @target: a target
 * @actual: what was reached; NAN: not known
 *
 * Returns: whether it is met, nearly met, or not
 */
TdTargetStatus
td_target_judge (const TdTargetRow *target, double actual)
{
  double margin =
      isfinite (target->near_margin) ? target->near_margin : fabs (target->value) * NEAR_SHARE;

  if (!isfinite (actual) || !isfinite (target->value))
    return TD_TARGET_NO_DATA;
  if (is_met (target, actual))
    return TD_TARGET_MET;

  return fabs (target->value - actual) <= margin + EPSILON ? TD_TARGET_NEARLY : TD_TARGET_MISSED;
}

/**
 * td_target_value_figure:
 * @target: a target
 * @value: a figure of it
 *
 * Returns: the figure as one number: numerator by denominator, in percent where the target is; else
 *   the value; NAN: neither
 */
double
td_target_value_figure (const TdTargetRow *target, const TdTargetValueRow *value)
{
  gboolean percent = target->measure_unit == NULL || g_str_equal (target->measure_unit, "%");

  if (isfinite (value->numerator) && isfinite (value->denominator) && value->denominator > 0)
    return (percent ? 100 : 1) * value->numerator / value->denominator;
  if (isfinite (value->value))
    return value->value;
  /* a share of nothing is no figure */
  if (isfinite (value->denominator))
    return NAN;

  return value->numerator;
}

void
td_target_figures_free (TdTargetFigures *self)
{
  if (self == NULL)
    return;

  td_row_free (TD_KIND_TARGET, self->target);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_free (self->period);
  g_free (self);
}

static void
value_free (gpointer row)
{
  td_row_free (TD_KIND_TARGET_VALUE, row);
}

static guint32
end_of (const TdTargetValueRow *value)
{
  GDate first, last;

  return td_turn_period_days (value->period, &first, &last) ? g_date_get_julian (&last) : 0;
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  const TdTargetValueRow *x = *(TdTargetValueRow *const *) a;
  const TdTargetValueRow *y = *(TdTargetValueRow *const *) b;
  guint32 p = end_of (x), q = end_of (y);

  return p != q ? (p < q ? -1 : 1) : g_strcmp0 (x->period, y->period);
}

/* What is read once for all targets. */
typedef struct
{
  TdConnection *connection;
  TdTaskSnapshot *snapshot; /* NULL: no target is computed from tasks */
  guint32 as_of;
} Sources;

/* RULE target-on-time: of the tasks that were due by the end of the period, those done in time. */
static gboolean
count_tasks (
    Sources *sources, const TdTargetRow *target, guint32 day, TdTaskCount *count, GError **error)
{
  g_autoptr (TdTaskFilter) filter = td_task_filter_from_text (target->source_filter, NULL);
  g_autoptr (TdTaskResult) result = NULL;

  if (filter == NULL)
    filter = td_task_filter_new ();
  if (filter->plan_id == 0 && filter->year == 0)
    filter->plan_id = target->plan_id;
  filter->group_by = TD_TASK_GROUP_NONE;
  result = td_task_query_run (sources->snapshot, sources->connection, filter, day, error);
  if (result == NULL)
    return FALSE;
  *count = result->count;

  return TRUE;
}

static guint
months_of (const char *frequency)
{
  return g_strcmp0 (frequency, "month") == 0  ? 1
         : g_strcmp0 (frequency, "half") == 0 ? 6
         : g_strcmp0 (frequency, "year") == 0 ? 12
                                              : 3;
}

static char *
period_name (int year, guint n_months, guint n)
{
  return n_months == 1    ? g_strdup_printf ("%d-%02u", year, n)
         : n_months == 6  ? g_strdup_printf ("%d-H%u", year, n)
         : n_months == 12 ? g_strdup_printf ("%d", year)
                          : g_strdup_printf ("%d-Q%u", year, n);
}

/* RULE target-on-time: of the results of dossiers handed over in the period, those in time. */
static gboolean
count_dossiers (Sources *sources,
                guint32 first,
                guint32 last,
                double *numerator,
                double *denominator,
                GError **error)
{
  GDate epoch;
  g_autoptr (TdDossierFilter) filter = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  TdDossierCounts totals;
  gint64 offset;

  g_date_clear (&epoch, 1);
  g_date_set_dmy (&epoch, 1, G_DATE_JANUARY, 1970);
  offset = g_date_get_julian (&epoch);
  filter = td_dossier_filter_new ((gint64) last - offset);
  td_dossier_filter_set_period (filter, (gint64) first - offset, (gint64) last - offset);
  filter->basis = TD_DOSSIER_BASIS_RETURNED;
  groups = td_dossier_stats (sources->connection, filter, TD_DOSSIER_BY_NONE, &totals, error);
  if (groups == NULL)
    return FALSE;
  *denominator = (double) td_dossier_counts_returned (&totals);
  *numerator = *denominator - (double) totals.counts[TD_OUTCOME_LATE];

  return TRUE;
}

static gboolean
count_source (Sources *sources,
              const TdTargetRow *target,
              guint32 first,
              guint32 last,
              TdTargetValueRow *value,
              GError **error)
{
  TdTaskCount count;

  if (g_strcmp0 (target->measure_source, "dossiers") == 0)
    return count_dossiers (sources, first, last, &value->numerator, &value->denominator, error);
  if (!count_tasks (sources, target, last, &count, error))
    return FALSE;
  value->numerator = count.done_in_time;
  value->denominator = count.done_in_time + count.done_late + count.open_late;

  return TRUE;
}

/* A figure for each period of the target's year that has begun, as of its last day. */
static gboolean
compute (Sources *sources, TdTargetFigures *self, int year, GError **error)
{
  guint n_months = months_of (self->target->frequency);

  for (guint n = 1; n <= 12 / n_months; n++)
    {
      g_autofree char *period = period_name (year, n_months, n);
      TdTargetValueRow *value;
      GDate first, last;

      if (!td_turn_period_days (period, &first, &last) ||
          g_date_get_julian (&first) > sources->as_of)
        return TRUE;
      value = td_row_new (TD_KIND_TARGET_VALUE);
      value->target_id = self->target->row.id;
      value->period = g_steal_pointer (&period);
      value->source = g_strdup (self->target->measure_source);
      g_ptr_array_add (self->values, value);
      if (!count_source (sources, self->target, g_date_get_julian (&first),
                         MIN (g_date_get_julian (&last), sources->as_of), value, error))
        return FALSE;
    }

  return TRUE;
}

static int
year_of (Sources *sources, const TdTargetRow *target)
{
  TdPlanRow *plan = td_row_sql_get (sources->connection, TD_KIND_PLAN, target->plan_id, NULL);
  int year = plan != NULL ? (int) plan->year : 0;
  GDate date;

  td_row_free (TD_KIND_PLAN, plan);
  if (year >= 1990 && year <= 2199)
    return year;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, sources->as_of);

  return g_date_get_year (&date);
}

/* The latest period that has begun decides. */
static void
judge (Sources *sources, TdTargetFigures *self)
{
  self->actual = self->missing = NAN;
  for (guint i = self->values->len; i > 0; i--)
    {
      const TdTargetValueRow *value = g_ptr_array_index (self->values, i - 1);
      double figure = td_target_value_figure (self->target, value);
      GDate first, last;

      if (!isfinite (figure) || !td_turn_period_days (value->period, &first, &last) ||
          g_date_get_julian (&first) > sources->as_of)
        continue;
      self->actual = figure;
      self->period = g_strdup (value->period);
      break;
    }
  self->status = td_target_judge (self->target, self->actual);
  if (self->status == TD_TARGET_MET)
    self->missing = 0;
  else if (self->status != TD_TARGET_NO_DATA)
    self->missing = fabs (self->target->value - self->actual);
}

/**
 * td_target_is_computed:
 * @target: a target
 *
 * Returns: whether its figures are counted, not typed
 */
gboolean
td_target_is_computed (const TdTargetRow *target)
{
  return g_strcmp0 (target->measure_source, "tasks") == 0 ||
         g_strcmp0 (target->measure_source, "dossiers") == 0;
}

/* Takes @target. */
static TdTargetFigures *
make_figures (Sources *sources, TdTargetRow *target, GError **error)
{
  g_autoptr (TdTargetFigures) self = g_new0 (TdTargetFigures, 1);
  g_autoptr (GPtrArray) rows = NULL;

  self->target = target;
  self->values = g_ptr_array_new_with_free_func (value_free);
  if (td_target_is_computed (target))
    {
      if (sources->snapshot == NULL && g_str_equal (target->measure_source, "tasks"))
        sources->snapshot = td_task_snapshot_load (sources->connection, error);
      if ((sources->snapshot == NULL && g_str_equal (target->measure_source, "tasks")) ||
          !compute (sources, self, year_of (sources, target), error))
        return NULL;
    }
  else
    {
      rows = td_row_sql_list_by (sources->connection, TD_KIND_TARGET_VALUE, "target_id",
                                 target->row.id, error);
      if (rows == NULL)
        return NULL;
      for (guint i = 0; i < rows->len; i++)
        g_ptr_array_add (self->values,
                         td_row_copy (TD_KIND_TARGET_VALUE, g_ptr_array_index (rows, i)));
    }
  g_ptr_array_sort (self->values, compare_values);
  judge (sources, self);

  return g_steal_pointer (&self);
}

static void
sources_init (Sources *self, TdConnection *connection, const GDate *as_of)
{
  GDate today;

  td_date_today (&today);
  self->connection = connection;
  self->snapshot = NULL;
  self->as_of = g_date_get_julian (as_of != NULL ? as_of : &today);
}

/**
 * td_target_figures_read:
 * @connection: where to read
 * @plan_id: one plan; 0: all
 * @as_of: (nullable): the day; NULL: today
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type TdTargetFigures): the targets in plan order
 */
GPtrArray *
td_target_figures_read (TdConnection *connection,
                        gint64 plan_id,
                        const GDate *as_of,
                        GError **error)
{
  g_autoptr (GPtrArray) all =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_target_figures_free);
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_TARGET);
  g_autoptr (GPtrArray) targets = NULL;
  Sources sources;
  gboolean done = TRUE;

  sources_init (&sources, connection, as_of);
  if (plan_id != 0)
    td_query_where_int (query, "plan_id", TD_QUERY_EQUAL, plan_id);
  targets = td_query_list (query, connection, error);
  if (targets == NULL)
    return NULL;
  for (guint i = 0; i < targets->len && done; i++)
    {
      TdTargetFigures *figures = make_figures (
          &sources, td_row_copy (TD_KIND_TARGET, g_ptr_array_index (targets, i)), error);

      done = figures != NULL;
      if (done)
        g_ptr_array_add (all, figures);
    }
  td_task_snapshot_unref (sources.snapshot);

  return done ? g_steal_pointer (&all) : NULL;
}

/**
 * td_target_figures_read_one:
 * @connection: where to read
 * @target_id: a target
 * @as_of: (nullable): the day; NULL: today
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the target
 */
TdTargetFigures *
td_target_figures_read_one (TdConnection *connection,
                            gint64 target_id,
                            const GDate *as_of,
                            GError **error)
{
  TdTargetRow *target = td_row_sql_get (connection, TD_KIND_TARGET, target_id, error);
  TdTargetFigures *figures;
  Sources sources;

  if (target == NULL)
    return NULL;
  sources_init (&sources, connection, as_of);
  figures = make_figures (&sources, target, error);
  td_task_snapshot_unref (sources.snapshot);

  return figures;
}

static void
row_free (gpointer row)
{
  td_row_free (TD_KIND_TARGET_VALUE, row);
}

static gboolean
check_value (const TdTargetValueRow *row, GError **error)
{
  GDate first, last;

  if (!td_turn_period_days (row->period, &first, &last))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, "period",
                       _ ("“%s” is no period such as 2026-03, 2026-Q1, 2026-6M or 2026."),
                       row->period != NULL ? row->period : "");
      return FALSE;
    }
  if (isfinite (row->denominator) && row->denominator <= 0)
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, "denominator",
                       _ ("The denominator must be more than nothing."));
      return FALSE;
    }
  if (!isfinite (row->numerator) && isfinite (row->denominator))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, "numerator",
                       _ ("A denominator needs a numerator."));
      return FALSE;
    }

  return TRUE;
}

/* RULE target-value: a period has one figure; recording it again replaces it. */
static gboolean
record_value (TdWriter *writer, TdEdit *edit, GError **error)
{
  TdTargetValueRow *row = edit->data;
  TdTargetRow *target;
  g_autoptr (GPtrArray) rows = NULL;

  if (!check_value (row, error))
    return FALSE;
  target = td_writer_get (writer, TD_KIND_TARGET, row->target_id, error);
  if (target == NULL)
    return FALSE;
  if (!isfinite (row->value))
    row->value = td_target_value_figure (target, row);
  td_row_free (TD_KIND_TARGET, target);
  rows = td_writer_list_by (writer, TD_KIND_TARGET_VALUE, "target_id", row->target_id, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const TdTargetValueRow *old = g_ptr_array_index (rows, i);

      if (g_strcmp0 (old->period, row->period) != 0)
        continue;
      if (!isfinite (row->value) && !isfinite (row->numerator))
        return td_writer_delete (writer, TD_KIND_TARGET_VALUE, old->row.id, error);
      row->row.id = edit->result_id = old->row.id;
      return td_writer_update (writer, TD_KIND_TARGET_VALUE, old, row, error);
    }
  if (!isfinite (row->value) && !isfinite (row->numerator))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, "value", _ ("Give a figure."));
      return FALSE;
    }
  if (!td_writer_insert (writer, TD_KIND_TARGET_VALUE, row, error))
    return FALSE;
  edit->result_id = row->row.id;

  return TRUE;
}

/**
 * td_target_edit_value:
 * @target_id: a target
 * @period: "2026-03" "2026-Q1" "2026-H1" "2026-6M" "2026"
 * @numerator: NAN: none
 * @denominator: NAN: none
 * @value: the figure itself; NAN: from the two others. All three NAN: takes the figure away
 * @note: (nullable): words
 *
 * Returns: (transfer full): records the figure of a period
 */
TdEdit *
td_target_edit_value (gint64 target_id,
                      const char *period,
                      double numerator,
                      double denominator,
                      double value,
                      const char *note)
{
  TdTargetValueRow *row = td_row_new (TD_KIND_TARGET_VALUE);
  GDate today;

  td_date_today (&today);
  row->target_id = target_id;
  row->period = g_strdup (period);
  row->numerator = numerator;
  row->denominator = denominator;
  row->value = value;
  row->note = g_strdup (note);
  row->as_of = td_date_format_iso (&today);
  row->source = g_strdup ("typed");

  return td_edit_new_act ("target.value", _ ("Record the figure of a target"), record_value, row,
                          row_free);
}
