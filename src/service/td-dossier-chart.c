/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-chart.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "td-chart-registry.h"
#include "td-error.h"

#define MOST_ROWS 12 /* of a chart by name */
#define RESULTS ((1u << TD_OUTCOME_EARLY) | (1u << TD_OUTCOME_ON_TIME) | (1u << TD_OUTCOME_LATE))
#define PENDING ((1u << TD_OUTCOME_PENDING_IN_TIME) | (1u << TD_OUTCOME_PENDING_OVERDUE))

static const struct
{
  const char *nick;
  const char *label;
} kinds[TD_N_DOSSIER_CHARTS] = {
  [TD_DOSSIER_CHART_ON_TIME] = { "on-time", N_ ("Results by month") },
  [TD_DOSSIER_CHART_BY_AREA] = { "by-area", N_ ("Late share by area") },
  [TD_DOSSIER_CHART_BY_PROCEDURE] = { "by-procedure", N_ ("Late share by procedure") },
  [TD_DOSSIER_CHART_OPEN_BY_DAYS] = { "open-by-days", N_ ("Open dossiers by days left") },
  [TD_DOSSIER_CHART_CHANNEL] = { "channel", N_ ("Channels of submission") },
  [TD_DOSSIER_CHART_YEAR_ON_YEAR] = { "year-on-year", N_ ("This year and last") },
};

const char *
td_dossier_chart_nick (TdDossierChartKind kind)
{
  return kinds[kind].nick;
}

const char *
td_dossier_chart_label (TdDossierChartKind kind)
{
  return _ (kinds[kind].label);
}

static double
late_share (const TdDossierCounts *counts)
{
  gint64 returned = td_dossier_counts_returned (counts);

  return returned > 0 ? 100.0 * (double) counts->counts[TD_OUTCOME_LATE] / (double) returned : NAN;
}

static void
month_days (gint64 month, gint64 *first, gint64 *last)
{
  GDate date;
  int year = (int) (month / 100), of_year = (int) (month % 100);

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, (GDateMonth) of_year, (GDateYear) year);
  *first = td_dossier_day_from_date (&date);
  *last = *first + g_date_get_days_in_month ((GDateMonth) of_year, (GDateYear) year) - 1;
}

/* The results among the dossiers: a narrower filter. */
static TdDossierFilter *
only_results (const TdDossierFilter *filter)
{
  TdDossierFilter *results = td_dossier_filter_copy (filter);

  results->outcomes = results->outcomes != 0 ? results->outcomes & RESULTS : RESULTS;
  if (results->outcomes == 0)
    results->outcomes = RESULTS;
  /* Of all time it is the same, and months of results are kept counted. */
  if (results->from_day == 0 && results->to_day == 0)
    results->basis = TD_DOSSIER_BASIS_RETURNED;

  return results;
}

static TdChart *
make_on_time (TdConnection *connection,
              const TdDossierFilter *filter,
              double target,
              GError **error)
{
  g_autoptr (TdDossierFilter) results = only_results (filter);
  g_autoptr (GPtrArray) groups =
      td_dossier_stats (connection, results, TD_DOSSIER_BY_MONTH_RETURNED, NULL, error);
  static const TdChartTone tones[] = { TD_CHART_TONE_STRONG, TD_CHART_TONE_SOFT,
                                       TD_CHART_TONE_LATE };
  TdChart *chart;

  if (groups == NULL)
    return NULL;
  chart = td_chart_new (TD_CHART_COLUMNS, td_dossier_chart_label (TD_DOSSIER_CHART_ON_TIME),
                        _ ("dossiers"));
  for (guint outcome = TD_OUTCOME_EARLY; outcome <= TD_OUTCOME_LATE; outcome++)
    {
      td_chart_add_series (chart, td_outcome_label ((TdOutcome) outcome), tones[outcome]);
      td_chart_set_series_key (chart, outcome, td_outcome_nick ((TdOutcome) outcome));
    }
  chart->counted = TD_OUTCOME_LATE;
  td_chart_set_rate (chart, _ ("On-time rate"), _ ("of the results"), target);
  for (guint i = 0; i < groups->len; i++)
    {
      const TdDossierGroup *group = g_ptr_array_index (groups, i);
      gint64 returned = td_dossier_counts_returned (&group->counts);
      int month = (int) (group->id % 100);
      g_autofree char *name = g_strdup_printf (_ ("M%d"), month);
      g_autofree char *full = g_strdup_printf (_ ("Month %d/%d"), month, (int) (group->id / 100));
      guint c = td_chart_add_category_full (chart, name, full, group->key, TD_CHART_TONE_NONE);

      for (guint outcome = TD_OUTCOME_EARLY; outcome <= TD_OUTCOME_LATE; outcome++)
        td_chart_set (chart, outcome, c, (double) group->counts.counts[outcome]);
      td_chart_set_rate_of (chart, c, (double) (returned - group->counts.counts[TD_OUTCOME_LATE]),
                            (double) returned);
    }

  return chart;
}

static int
compare_lateness (gconstpointer a, gconstpointer b)
{
  const TdDossierGroup *x = *(TdDossierGroup *const *) a;
  const TdDossierGroup *y = *(TdDossierGroup *const *) b;
  double p = late_share (&x->counts), q = late_share (&y->counts);

  if (p != q)
    return p > q ? -1 : 1;

  return x->counts.total > y->counts.total ? -1 : x->counts.total < y->counts.total;
}

static char *
number_words (gint64 n)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%" PRId64, n);
  for (gssize at = (gssize) text->len - 3; at > 0; at -= 3)
    g_string_insert_c (text, at, '.');

  return g_string_free (text, FALSE);
}

static TdChart *
make_by_name (TdConnection *connection,
              TdDossierChartKind kind,
              const TdDossierFilter *filter,
              GError **error)
{
  TdDossierBy by = kind == TD_DOSSIER_CHART_BY_AREA ? TD_DOSSIER_BY_AREA : TD_DOSSIER_BY_PROCEDURE;
  g_autoptr (TdDossierFilter) results = only_results (filter);
  g_autoptr (GPtrArray) groups = td_dossier_stats (connection, results, by, NULL, error);
  TdChart *chart;

  if (groups == NULL)
    return NULL;
  g_ptr_array_sort (groups, compare_lateness);
  chart = td_chart_new (TD_CHART_BARS, td_dossier_chart_label (kind), _ ("late results"));
  chart->unit = TD_CHART_PERCENT;
  td_chart_add_series (chart, _ ("Late share"), TD_CHART_TONE_SOFT);
  td_chart_set_series_key (chart, 0, "late");
  td_chart_set_limit (chart, TD_DOSSIER_LATE_LIMIT, _ ("Limit 2 %"));
  for (guint i = 0; i < MIN (groups->len, MOST_ROWS); i++)
    {
      const TdDossierGroup *group = g_ptr_array_index (groups, i);
      double share = late_share (&group->counts);
      gint64 returned = td_dossier_counts_returned (&group->counts);
      g_autofree char *key = g_strdup_printf ("%" PRId64, group->id);
      g_autofree char *late = number_words (group->counts.counts[TD_OUTCOME_LATE]);
      g_autofree char *all = number_words (returned);
      g_autofree char *note = g_strdup_printf ("%s / %s", late, all);
      guint c = td_chart_add_category_full (
          chart, group->key != NULL ? group->key : _ ("(none)"), NULL, key,
          share > TD_DOSSIER_LATE_LIMIT ? TD_CHART_TONE_LATE : TD_CHART_TONE_NONE);

      td_chart_set (chart, 0, c, share);
      td_chart_set_note (chart, c, note);
      td_chart_set_rate_of (chart, c, (double) group->counts.counts[TD_OUTCOME_LATE],
                            (double) returned);
    }

  return chart;
}

/* Days left: from, to (inclusive); G_MININT and G_MAXINT are open ends. */
static const struct
{
  int from, to;
  const char *name;
  TdChartTone tone;
} spans[] = {
  { G_MININT, -11, N_ ("overdue > 10 days"), TD_CHART_TONE_LATE },
  { -10, -4, N_ ("overdue 4–10"), TD_CHART_TONE_LATE },
  { -3, -1, N_ ("overdue 1–3"), TD_CHART_TONE_LATE },
  { 0, 0, N_ ("today"), TD_CHART_TONE_SOON },
  { 1, 2, N_ ("1–2 days"), TD_CHART_TONE_SOON },
  { 3, 5, N_ ("3–5"), TD_CHART_TONE_STRONG },
  { 6, 10, N_ ("6–10"), TD_CHART_TONE_STRONG },
  { 11, 20, N_ ("11–20"), TD_CHART_TONE_SOFT },
  { 21, G_MAXINT, N_ ("> 20 days"), TD_CHART_TONE_SOFT },
};

static void
set_span (TdDossierFilter *filter, guint span)
{
  filter->outcomes = filter->outcomes != 0 && (filter->outcomes & PENDING) != 0
                         ? filter->outcomes & PENDING
                         : PENDING;
  filter->any_due_from = filter->any_due_to = TRUE;
  filter->due_from = spans[span].from == G_MININT ? 1 : filter->as_of_day + spans[span].from;
  filter->due_to = spans[span].to == G_MAXINT ? 100000 : filter->as_of_day + spans[span].to;
}

static TdChart *
make_open_by_days (TdConnection *connection, const TdDossierFilter *filter, GError **error)
{
  TdChart *chart = td_chart_new (
      TD_CHART_HISTOGRAM, td_dossier_chart_label (TD_DOSSIER_CHART_OPEN_BY_DAYS), _ ("dossiers"));

  td_chart_add_series (chart, _ ("Open"), TD_CHART_TONE_STRONG);
  td_chart_set_series_key (chart, 0, "open");
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autoptr (TdDossierFilter) within = td_dossier_filter_copy (filter);
      g_autofree char *key = g_strdup_printf ("%u", i);
      TdDossierCounts counts;
      g_autoptr (GPtrArray) groups = NULL;
      guint c;

      set_span (within, i);
      groups = td_dossier_stats (connection, within, TD_DOSSIER_BY_NONE, &counts, error);
      if (groups == NULL)
        {
          td_chart_free (chart);
          return NULL;
        }
      c = td_chart_add_category_full (chart, _ (spans[i].name), NULL, key, spans[i].tone);
      td_chart_set (chart, 0, c, (double) counts.total);
    }

  return chart;
}

static TdChart *
make_channel (TdConnection *connection, const TdDossierFilter *filter, GError **error)
{
  static const TdChartTone tones[] = { TD_CHART_TONE_EMPTY, TD_CHART_TONE_SOFT,
                                       TD_CHART_TONE_STRONG, TD_CHART_TONE_SOON };
  g_autoptr (GPtrArray) groups =
      td_dossier_stats (connection, filter, TD_DOSSIER_BY_CHANNEL, NULL, error);
  TdChart *chart;

  if (groups == NULL)
    return NULL;
  chart = td_chart_new (TD_CHART_DONUT, td_dossier_chart_label (TD_DOSSIER_CHART_CHANNEL),
                        _ ("dossiers"));
  td_chart_add_series (chart, _ ("Dossiers"), TD_CHART_TONE_STRONG);
  td_chart_set_series_key (chart, 0, "total");
  for (guint i = 0; i < groups->len; i++)
    {
      const TdDossierGroup *group = g_ptr_array_index (groups, i);
      g_autofree char *key = g_strdup_printf ("%" PRId64, group->id);
      guint c = td_chart_add_category_full (chart, td_channel_label ((TdChannel) group->id), NULL,
                                            key, tones[CLAMP (group->id, 0, 3)]);

      td_chart_set (chart, 0, c, (double) group->counts.total);
    }

  return chart;
}

static gint64
year_of (const TdDossierFilter *filter)
{
  GDate date;

  td_dossier_day_to_date (filter->to_day != 0 ? filter->to_day : filter->as_of_day, &date);

  return g_date_valid (&date) ? g_date_get_year (&date) : 1970;
}

/* Results of the months of this year and of the year before: the period does not matter. */
static TdChart *
make_year_on_year (TdConnection *connection, const TdDossierFilter *filter, GError **error)
{
  gint64 year = year_of (filter);
  TdChart *chart = td_chart_new (
      TD_CHART_GROUPS, td_dossier_chart_label (TD_DOSSIER_CHART_YEAR_ON_YEAR), _ ("results"));

  for (int month = 1; month <= 12; month++)
    {
      g_autofree char *name = g_strdup_printf (_ ("M%d"), month);
      g_autofree char *key = g_strdup_printf ("%02d", month);

      td_chart_add_category_full (chart, name, NULL, key, TD_CHART_TONE_NONE);
    }
  for (guint s = 0; s < 2; s++)
    {
      gint64 of = s == 0 ? year - 1 : year;
      g_autoptr (TdDossierFilter) results = only_results (filter);
      g_autofree char *name = g_strdup_printf ("%" PRId64, of);
      g_autoptr (GPtrArray) groups = NULL;
      gint64 unused;

      results->any_returned = FALSE;
      results->basis = TD_DOSSIER_BASIS_RETURNED;
      month_days (of * 100 + 1, &results->from_day, &unused);
      month_days (of * 100 + 12, &unused, &results->to_day);
      groups = td_dossier_stats (connection, results, TD_DOSSIER_BY_MONTH_RETURNED, NULL, error);
      if (groups == NULL)
        {
          td_chart_free (chart);
          return NULL;
        }
      td_chart_add_series (chart, name, s == 0 ? TD_CHART_TONE_SOFT : TD_CHART_TONE_STRONG);
      td_chart_set_series_key (chart, s, name);
      for (guint i = 0; i < groups->len; i++)
        {
          const TdDossierGroup *group = g_ptr_array_index (groups, i);

          td_chart_set (chart, s, (guint) (group->id % 100 - 1), (double) group->counts.total);
        }
    }

  return chart;
}

/**
 * td_dossier_chart_make:
 * @connection: a connection of the calling thread
 * @kind: which chart
 * @filter: of which dossiers
 * @target: percent of results in time that is to be reached, NAN: none
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the chart
 */
TdChart *
td_dossier_chart_make (TdConnection *connection,
                       TdDossierChartKind kind,
                       const TdDossierFilter *filter,
                       double target,
                       GError **error)
{
  switch (kind)
    {
    case TD_DOSSIER_CHART_ON_TIME:
      return make_on_time (connection, filter, target, error);
    case TD_DOSSIER_CHART_BY_AREA:
    case TD_DOSSIER_CHART_BY_PROCEDURE:
      return make_by_name (connection, kind, filter, error);
    case TD_DOSSIER_CHART_OPEN_BY_DAYS:
      return make_open_by_days (connection, filter, error);
    case TD_DOSSIER_CHART_CHANNEL:
      return make_channel (connection, filter, error);
    case TD_DOSSIER_CHART_YEAR_ON_YEAR:
    default:
      return make_year_on_year (connection, filter, error);
    }
}

static gboolean
number_of (const char *text, gint64 *value)
{
  return g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, value, NULL);
}

static void
narrow_to_month (TdDossierFilter *filter, gint64 month)
{
  filter->any_returned = TRUE;
  month_days (month, &filter->returned_from, &filter->returned_to);
}

static void
set_one (GArray **ids, gint64 id)
{
  g_clear_pointer (ids, g_array_unref);
  td_dossier_filter_add_id (ids, id);
}

gboolean
td_dossier_chart_apply_mark (TdDossierChartKind kind,
                             const char *category,
                             const char *series,
                             TdDossierFilter *filter)
{
  gint64 value = 0, year = 0;
  int month = 0;
  TdOutcome outcome;

  switch (kind)
    {
    case TD_DOSSIER_CHART_ON_TIME:
      outcome = td_outcome_from_nick (series);
      if (sscanf (category, "%4" SCNd64 "-%2d", &year, &month) != 2 || month < 1 || month > 12 ||
          ((guint) outcome > TD_OUTCOME_LATE && !g_str_equal (series, "rate")))
        return FALSE;
      narrow_to_month (filter, year * 100 + month);
      /* the rate is of all results of the month */
      filter->outcomes = (guint) outcome <= TD_OUTCOME_LATE ? 1u << outcome : RESULTS;
      return TRUE;
    case TD_DOSSIER_CHART_BY_AREA:
    case TD_DOSSIER_CHART_BY_PROCEDURE:
      if (!number_of (category, &value))
        return FALSE;
      set_one (kind == TD_DOSSIER_CHART_BY_AREA ? &filter->areas : &filter->procedures, value);
      filter->outcomes = 1u << TD_OUTCOME_LATE;
      return TRUE;
    case TD_DOSSIER_CHART_OPEN_BY_DAYS:
      if (!number_of (category, &value) || value >= (gint64) G_N_ELEMENTS (spans))
        return FALSE;
      set_span (filter, (guint) value);
      return TRUE;
    case TD_DOSSIER_CHART_CHANNEL:
      if (!number_of (category, &value) || value >= TD_N_CHANNELS)
        return FALSE;
      filter->channels = 1u << value;
      return TRUE;
    case TD_DOSSIER_CHART_YEAR_ON_YEAR:
    default:
      if (!number_of (category, &value) || value < 1 || value > 12 || !number_of (series, &year) ||
          year < 1 || year > 9000)
        return FALSE;
      filter->from_day = filter->to_day = 0;
      narrow_to_month (filter, year * 100 + value);
      filter->outcomes = RESULTS;
      return TRUE;
    }
}

/* How many dossiers a mark stands for: of a share, what is above the line of the fraction. */
gint64
td_dossier_chart_mark_count (TdDossierChartKind kind,
                             const TdChart *chart,
                             guint series,
                             guint category)
{
  double value = kind == TD_DOSSIER_CHART_BY_AREA || kind == TD_DOSSIER_CHART_BY_PROCEDURE
                     ? td_chart_category (chart, category)->numerator
                     : td_chart_get (chart, series, category);

  return isnan (value) ? 0 : (gint64) (value + 0.5);
}

/* What the registry asks for: the dossiers in hand in the period. */
static TdChart *
make (TdConnection *connection,
      TdDossierChartKind kind,
      const TdChartRequest *request,
      GError **error)
{
  g_autoptr (TdDossierFilter) filter =
      td_dossier_filter_new (td_dossier_day_from_date (&request->today));

  if (request->count != NULL && !g_str_equal (request->count, "day") &&
      !g_str_equal (request->count, "minute"))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("--count is day or minute."));
      return NULL;
    }
  filter->mode = g_strcmp0 (request->count, "minute") == 0 ? TD_COUNT_MINUTE : TD_COUNT_DAY;
  if (request->has_period)
    td_dossier_filter_set_period (filter, td_dossier_day_from_date (&request->from),
                                  td_dossier_day_from_date (&request->to));

  return td_dossier_chart_make (connection, kind, filter, TD_DOSSIER_TARGET, error);
}

#define MAKER(name, kind)                                                                          \
  static TdChart *name (TdConnection *connection, const TdChartRequest *request, GError **error)   \
  {                                                                                                \
    return make (connection, kind, request, error);                                                \
  }

MAKER (registry_on_time, TD_DOSSIER_CHART_ON_TIME)
MAKER (registry_by_area, TD_DOSSIER_CHART_BY_AREA)
MAKER (registry_by_procedure, TD_DOSSIER_CHART_BY_PROCEDURE)
MAKER (registry_open_by_days, TD_DOSSIER_CHART_OPEN_BY_DAYS)
MAKER (registry_channel, TD_DOSSIER_CHART_CHANNEL)
MAKER (registry_year_on_year, TD_DOSSIER_CHART_YEAR_ON_YEAR)

const TdChartKind td_dossier_chart_kinds[] = {
  { "on-time", registry_on_time, N_ ("Results of dossiers by month: early, on time, late") },
  { "by-area", registry_by_area, N_ ("Late share of each area of dossiers") },
  { "by-procedure", registry_by_procedure, N_ ("Late share of each procedure") },
  { "open-by-days", registry_open_by_days, N_ ("Open dossiers by the days left") },
  { "channel", registry_channel, N_ ("How dossiers were submitted") },
  { "year-on-year", registry_year_on_year, N_ ("Results of this year and last, by month") },
  { NULL },
};
