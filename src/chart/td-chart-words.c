/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-chart-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "td-chart-scale.h"

/* The names in a chart are its maker's; the words between them are in the language of the program.
 */

static const char *
full_name (const TdChart *chart, guint category)
{
  const TdChartCategory *record = td_chart_category (chart, category);

  return record->full_name != NULL ? record->full_name : record->name;
}

static gboolean
any_category (const TdChart *chart, gboolean (*has) (const TdChartCategory *category))
{
  for (guint c = 0; c < chart->categories->len; c++)
    {
      if (has (td_chart_category (chart, c)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_note (const TdChartCategory *category)
{
  return category->note != NULL;
}

static gboolean
has_target (const TdChartCategory *category)
{
  return category->target_text != NULL;
}

static gboolean
has_status (const TdChartCategory *category)
{
  return category->status_text != NULL;
}

/* Bars of late shares put each category into one of two series; the sum is no figure of its own. */
static gboolean
has_totals (const TdChart *chart)
{
  return chart->series->len > 1 && chart->unit == TD_CHART_COUNT &&
         (chart->form == TD_CHART_BARS || chart->form == TD_CHART_COLUMNS);
}

static void
add_cell (GPtrArray *cells, char *text)
{
  g_ptr_array_add (cells, text);
}

static char *
value_text (const TdChart *chart, guint series, guint category)
{
  const TdChartCategory *record = td_chart_category (chart, category);

  if (chart->form == TD_CHART_BULLETS && record->value_text != NULL)
    return g_strdup (record->value_text);

  return td_chart_format_value (chart, td_chart_get (chart, series, category));
}

static GPtrArray *
make_headers (const TdChart *chart)
{
  GPtrArray *headers = g_ptr_array_new_with_free_func (g_free);

  add_cell (headers, g_strdup (""));
  for (guint s = 0; s < chart->series->len; s++)
    add_cell (headers, g_strdup (td_chart_series (chart, s)->name));
  if (has_totals (chart))
    add_cell (headers, g_strdup (C_ ("chart", "Total")));
  if (chart->rate_name != NULL)
    add_cell (headers, g_strdup (chart->rate_name));
  if (any_category (chart, has_target))
    add_cell (headers, g_strdup (C_ ("chart", "Required")));
  if (any_category (chart, has_status))
    add_cell (headers, g_strdup (C_ ("chart", "Status")));
  if (any_category (chart, has_note))
    add_cell (headers, g_strdup (C_ ("chart", "Out of")));

  return headers;
}

static GPtrArray *
make_row (const TdChart *chart, guint category)
{
  const TdChartCategory *record = td_chart_category (chart, category);
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  add_cell (row, g_strdup (full_name (chart, category)));
  for (guint s = 0; s < chart->series->len; s++)
    add_cell (row, value_text (chart, s, category));
  if (has_totals (chart))
    add_cell (row, td_chart_format_value (chart, td_chart_total (chart, category)));
  if (chart->rate_name != NULL)
    add_cell (row, td_chart_format_percent (td_chart_rate (chart, category), 1));
  if (any_category (chart, has_target))
    add_cell (row, g_strdup (record->target_text != NULL ? record->target_text : ""));
  if (any_category (chart, has_status))
    add_cell (row, g_strdup (record->status_text != NULL ? record->status_text : ""));
  if (any_category (chart, has_note))
    add_cell (row, g_strdup (record->note != NULL ? record->note : ""));

  return row;
}

/**
 * td_chart_table_new:
 * @chart: a chart
 *
 * Returns: (transfer full): everything the chart shows, as a table
 */
TdChartTable *
td_chart_table_new (const TdChart *chart)
{
  TdChartTable *table = g_new0 (TdChartTable, 1);

  table->headers = make_headers (chart);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint c = 0; c < chart->categories->len; c++)
    g_ptr_array_add (table->rows, make_row (chart, c));

  return table;
}

void
td_chart_table_free (TdChartTable *table)
{
  if (table == NULL)
    return;
  g_ptr_array_unref (table->headers);
  g_ptr_array_unref (table->rows);
  g_free (table);
}

static void
append_line (GString *text, GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "", (char *) g_ptr_array_index (cells, i));
  g_string_append_c (text, '\n');
}

/**
 * td_chart_table_to_text:
 * @table: a table
 *
 * Returns: (transfer full): lines of cells with tabulators between them, headers first
 */
char *
td_chart_table_to_text (const TdChartTable *table)
{
  GString *text = g_string_new (NULL);

  append_line (text, table->headers);
  for (guint r = 0; r < table->rows->len; r++)
    append_line (text, g_ptr_array_index (table->rows, r));

  return g_string_free (text, FALSE);
}

static void
append_rate (GString *text, const TdChart *chart, guint category)
{
  const TdChartCategory *record = td_chart_category (chart, category);
  double rate = td_chart_rate (chart, category);
  g_autofree char *percent = td_chart_format_percent (rate, 1);
  g_autofree char *numerator = td_chart_format_number (record->numerator, 2);
  g_autofree char *denominator = td_chart_format_number (record->denominator, 2);

  g_string_append_printf (text, "%s %s", chart->rate_name, percent);
  if (!isfinite (rate))
    return;
  g_string_append_printf (text, " (%s / %s%s%s)", numerator, denominator,
                          chart->rate_of != NULL ? " " : "",
                          chart->rate_of != NULL ? chart->rate_of : "");
  if (isfinite (chart->rate_target))
    {
      g_autofree char *target = td_chart_format_percent (chart->rate_target, 1);

      g_string_append (text, ", ");
      if (rate < chart->rate_target)
        g_string_append_printf (text, _ ("below the target of %s"), target);
      else
        g_string_append_printf (text, _ ("reaches the target of %s"), target);
    }
}

/**
 * td_chart_mark_words:
 * @chart: a chart
 * @series: index of a series, or %TD_CHART_RATE
 * @category: index of a category
 *
 * Returns: (transfer full): one value in words, for the tooltip and the screen reader
 */
char *
td_chart_mark_words (const TdChart *chart, guint series, guint category)
{
  const TdChartCategory *record = td_chart_category (chart, category);
  GString *text = g_string_new (full_name (chart, category));
  g_autofree char *value = NULL;

  g_string_append (text, ": ");
  if (series == TD_CHART_RATE)
    {
      append_rate (text, chart, category);
      return g_string_free (text, FALSE);
    }

  value = value_text (chart, series, category);
  if (chart->series->len > 1)
    g_string_append_printf (text, "%s ", td_chart_series (chart, series)->name);
  g_string_append (text, value);
  if (chart->unit == TD_CHART_COUNT && chart->value_name != NULL)
    g_string_append_printf (text, " %s", chart->value_name);
  if (chart->form == TD_CHART_DONUT && td_chart_sum (chart) > 0)
    {
      g_autofree char *share = td_chart_format_percent (
          100 * td_chart_get (chart, series, category) / td_chart_sum (chart), 1);

      g_string_append_printf (text, " (%s)", share);
    }
  if (record->note != NULL)
    g_string_append_printf (text, " (%s)", record->note);
  if (record->target_text != NULL)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, _ ("%s required"), record->target_text);
    }
  if (record->status_text != NULL)
    g_string_append_printf (text, ", %s", record->status_text);

  return g_string_free (text, FALSE);
}

/**
 * td_chart_describe:
 * @chart: a chart
 *
 * Returns: (transfer full): the whole chart in words, one line per category, for a screen reader
 */
char *
td_chart_describe (const TdChart *chart)
{
  GString *text = g_string_new (chart->title);

  for (guint c = 0; c < chart->categories->len; c++)
    {
      g_string_append_printf (text, "%s%s: ", text->len > 0 ? "\n" : "", full_name (chart, c));
      for (guint s = 0; s < chart->series->len; s++)
        {
          g_autofree char *value = value_text (chart, s, c);

          g_string_append_printf (text, "%s%s %s", s > 0 ? ", " : "",
                                  td_chart_series (chart, s)->name, value);
        }
      if (chart->rate_name != NULL)
        {
          g_string_append (text, "; ");
          append_rate (text, chart, c);
        }
    }

  return g_string_free (text, FALSE);
}
