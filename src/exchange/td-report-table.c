/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-report-table.h"

#include <math.h>
#include <string.h>

static void
line_free (TdReportLine *line)
{
  g_free (line->key);
  g_free (line->label);
  g_free (line->cells);
  g_free (line);
}

/**
 * td_report_table_new:
 * @form: the form, which outlives the table
 *
 * Returns: (transfer full): the form without lines
 */
TdReportTable *
td_report_table_new (const TdReportForm *form)
{
  TdReportTable *table = g_new0 (TdReportTable, 1);

  table->form = form;
  table->lines = g_ptr_array_new ();
  table->failures = g_ptr_array_new_with_free_func (g_free);
  table->notes = g_ptr_array_new_with_free_func (g_free);

  return table;
}

void
td_report_table_free (TdReportTable *table)
{
  if (table == NULL)
    return;
  for (guint i = 0; i < table->lines->len; i++)
    {
      TdReportLine *line = g_ptr_array_index (table->lines, i);

      for (guint c = 0; c < table->form->leaves->len; c++)
        g_free (line->cells[c].text);
      line_free (line);
    }
  g_ptr_array_unref (table->lines);
  g_ptr_array_unref (table->failures);
  g_ptr_array_unref (table->notes);
  g_free (table->by);
  g_free (table->agency);
  g_free (table->parent);
  g_free (table->receiver);
  g_free (table->place);
  g_free (table->period);
  g_free (table->from);
  g_free (table->to);
  g_free (table->as_of);
  g_free (table);
}

/**
 * td_report_table_add:
 * @table: a table
 * @key: the line's key
 * @label: as printed
 *
 * Returns: (transfer none): a new last line without figures
 */
TdReportLine *
td_report_table_add (TdReportTable *table, const char *key, const char *label)
{
  TdReportLine *line = g_new0 (TdReportLine, 1);

  line->key = g_strdup (key);
  line->label = g_strdup (label);
  line->cells = g_new0 (TdReportCell, table->form->leaves->len);
  for (guint c = 0; c < table->form->leaves->len; c++)
    line->cells[c].number = NAN;
  g_ptr_array_add (table->lines, line);

  return line;
}

void
td_report_table_set (TdReportTable *table, TdReportLine *line, const char *column, double number)
{
  int leaf = td_report_form_find (table->form, column);

  g_return_if_fail (leaf >= 0);
  line->cells[leaf].number = number;
}

void
td_report_table_set_text (TdReportTable *table,
                          TdReportLine *line,
                          const char *column,
                          const char *text)
{
  int leaf = td_report_form_find (table->form, column);

  g_return_if_fail (leaf >= 0);
  g_free (line->cells[leaf].text);
  line->cells[leaf].text = g_strdup (text);
}

double
td_report_table_get (const TdReportTable *table, const TdReportLine *line, const char *key)
{
  int leaf = td_report_form_find (table->form, key);

  return leaf >= 0 ? line->cells[leaf].number : NAN;
}

/**
 * td_report_table_add_total:
 * @table: a table
 *
 * Adds the line of sums, when the form has one.
 */
void
td_report_table_add_total (TdReportTable *table)
{
  guint n = table->lines->len;
  TdReportLine *total;

  if (table->form->total == NULL)
    return;
  total = td_report_table_add (table, "total", table->form->total);
  total->total = TRUE;
  for (guint c = 0; c < table->form->leaves->len; c++)
    {
      const TdReportColumn *leaf = g_ptr_array_index (table->form->leaves, c);

      if (leaf->type != TD_REPORT_COUNT)
        continue;
      total->cells[c].number = 0;
      for (guint i = 0; i < n; i++)
        {
          const TdReportLine *line = g_ptr_array_index (table->lines, i);

          if (!line->group && !isnan (line->cells[c].number))
            total->cells[c].number += line->cells[c].number;
        }
    }
}

typedef struct
{
  const TdReportLine *line;
  double sum;
} Sum;

static void
add_cb (guint leaf, int sign, gpointer data)
{
  Sum *sum = data;

  sum->sum += sign * sum->line->cells[leaf].number;
}

static void
check_line (TdReportTable *table, const TdReportCheck *check, const TdReportLine *line)
{
  double left = td_report_table_get (table, line, check->left);
  Sum sum = { line, 0 };
  g_autofree char *left_text = td_report_format_number (left, TRUE);
  g_autofree char *right_text = NULL;

  td_report_formula_each (table->form, check->right, add_cb, &sum);
  if (isnan (left) || isnan (sum.sum) || fabs (left - sum.sum) < 0.5)
    return;
  right_text = td_report_format_number (sum.sum, TRUE);
  g_ptr_array_add (table->failures,
                   g_strdup_printf ("%s: cột (%s) là %s, khác (%s) là %s", line->label, check->left,
                                    left_text, check->right, right_text));
}

/**
 * td_report_table_check:
 * @table: a filled table
 *
 * Tries the form's formulas on the figures as they were counted and names every cell that fails.
 * What needs the report of the period before is for the caller.
 */
void
td_report_table_check (TdReportTable *table)
{
  for (guint i = 0; i < table->form->checks->len; i++)
    {
      const TdReportCheck *check = g_ptr_array_index (table->form->checks, i);

      for (guint n = 0; check->right != NULL && n < table->lines->len; n++)
        {
          const TdReportLine *line = g_ptr_array_index (table->lines, n);

          if (!line->group)
            check_line (table, check, line);
        }
    }
}

/**
 * td_report_format_number:
 * @number: a number, NAN for none
 * @count: whether it is a whole number
 *
 * Returns: (transfer full): "1.234" or "98,43", "–" for none
 */
char *
td_report_format_number (double number, gboolean count)
{
  char digits[64];
  GString *text;
  gsize length;

  if (isnan (number))
    return g_strdup ("–");
  if (!count)
    {
      g_ascii_formatd (digits, sizeof digits, "%.2f", number);
      return g_strdelimit (g_strdup (digits), ".", ',');
    }
  g_ascii_formatd (digits, sizeof digits, "%.0f", fabs (number));
  length = strlen (digits);
  text = g_string_new (number < 0 ? "-" : "");
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (text, '.');
      g_string_append_c (text, digits[i]);
    }

  return g_string_free (text, FALSE);
}

/**
 * td_report_table_cell_text:
 * @table: a table
 * @line: one of its lines
 * @leaf: a column
 * @number: the running number of the line, 0 for none
 *
 * Returns: (transfer full): the cell as printed
 */
char *
td_report_table_cell_text (const TdReportTable *table,
                           const TdReportLine *line,
                           guint leaf,
                           guint number)
{
  const TdReportColumn *column = g_ptr_array_index (table->form->leaves, leaf);
  const TdReportCell *cell = &line->cells[leaf];

  if (cell->text != NULL)
    return g_strdup (cell->text);
  if (column->type == TD_REPORT_NUMBER_LABEL)
    return number > 0 ? g_strdup_printf ("%u", number) : g_strdup ("");
  if (column->type == TD_REPORT_LABEL)
    return g_strdup (line->label);
  if (column->type == TD_REPORT_COUNT || column->type == TD_REPORT_FIGURE)
    return line->group ? g_strdup ("")
                       : td_report_format_number (cell->number, column->type == TD_REPORT_COUNT);

  return g_strdup ("");
}
