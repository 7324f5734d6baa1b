/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of sums ("tổng hợp kết quả giải quyết TTHC"): the measure of a column is told by its
 * headings from top to bottom, whatever their order and number. */

#include "td-figure-reader.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "td-date.h"
#include "td-error.h"
#include "td-figure-measure.h"
#include "td-figure-period.h"
#include "td-text.h"

#define MIN_MEASURES 4
#define MAX_ROWS 20000

typedef struct
{
  const TdDossierReadOptions *options;
  TdFigures *figures;
  GPtrArray *head; /* (element-type TdHeadRow) */
  const char *measures[TD_SHEET_MAX_COLUMNS];
  int label_column;
  guint last_header_row;
} Reader;

static void
figure_clear (gpointer data)
{
  g_free (((TdFigure *) data)->label);
}

void
td_figures_free (TdFigures *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->figures, g_array_unref);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_free (self->sheet);
  g_free (self->period_from);
  g_free (self->period_to);
  g_free (self);
}

static gboolean
collect_head (guint row, const TdCell *cells, guint n_cells, gpointer data, GError **error)
{
  Reader *self = data;

  g_ptr_array_add (self->head, td_head_row_new (row, cells, n_cells));

  return self->head->len < TD_HEADER_SEARCHED;
}

/* The headings above a column in the lines first to last; a heading reaches to the right over empty
 * cells as long as the lines below have some. */
static char *
headings_of (GPtrArray *head, guint first, guint last, guint column)
{
  GString *all = g_string_new (NULL);

  for (guint line = first; line <= last; line++)
    {
      const TdHeadRow *row = g_ptr_array_index (head, line);
      const char *text = column < row->n_texts ? row->texts[column] : NULL;
      gboolean below = FALSE;

      for (guint under = line + 1; under <= last; under++)
        {
          const TdHeadRow *next = g_ptr_array_index (head, under);

          below |= column < next->n_texts && next->texts[column] != NULL;
        }
      for (int left = (int) column - 1; text == NULL && below && left >= 0; left--)
        if ((guint) left < row->n_texts)
          text = row->texts[left];
      if (text == NULL)
        continue;
      if (all->len > 0)
        g_string_append (all, " / ");
      g_string_append (all, text);
    }

  return g_string_free (all, FALSE);
}

static gboolean
only_texts (const TdHeadRow *row)
{
  for (guint i = 0; i < row->n_texts; i++)
    if (row->texts[i] != NULL && !row->is_text[i])
      return FALSE;

  return row->n_texts > 0;
}

/* RULE figures: of what is resolved, "trong hạn" is what was not early where the early ones have a
 * column, else both. */
static const char *
resolved_in_time (const char *const *measures, guint n)
{
  for (guint i = 0; i < n; i++)
    if (measures[i] == g_intern_string ("resolved_early"))
      return g_intern_string ("resolved_on_time");

  return g_intern_string ("resolved_early_or_on_time");
}

static guint
count_texts (const TdHeadRow *row)
{
  guint n = 0;

  for (guint i = 0; i < row->n_texts; i++)
    n += row->texts[i] != NULL;

  return n;
}

static guint
count_measures (
    Reader *self, guint first, guint last, const char **measures, int *label, const char **by)
{
  guint n = 0, width = 0;

  *label = -1;
  for (guint line = first; line <= last; line++)
    width = MAX (width, ((TdHeadRow *) g_ptr_array_index (self->head, line))->n_texts);
  for (guint column = 0; column < MIN (width, TD_SHEET_MAX_COLUMNS); column++)
    {
      g_autofree char *heading = headings_of (self->head, first, last, column);
      const char *kind = column < 4 ? td_figure_label_kind (heading) : NULL;

      measures[column] = NULL;
      if (kind != NULL && *label < 0)
        {
          *label = (int) column;
          *by = kind;
          continue;
        }
      measures[column] = td_figure_measure (heading);
      if (measures[column] == g_intern_string ("resolved_in_time"))
        measures[column] = resolved_in_time (measures, column);
      for (guint before = 0; measures[column] != NULL && before < column; before++)
        if (measures[before] == measures[column])
          measures[column] = NULL;
      n += measures[column] != NULL;
    }

  return n;
}

static gboolean
find_header (Reader *self)
{
  guint best = 0;

  for (guint first = 0; first < self->head->len; first++)
    for (guint last = first; last < MIN (first + TD_HEADER_MAX_ROWS, self->head->len); last++)
      {
        const TdHeadRow *row = g_ptr_array_index (self->head, last);
        const char *measures[TD_SHEET_MAX_COLUMNS] = { NULL };
        const char *by = "unit";
        int label;
        guint n;

        /* a title stands alone in its line */
        if (last == first && count_texts (row) < 2)
          break;
        if (!only_texts (row) || td_head_row_is_numbering (row))
          break;
        n = count_measures (self, first, last, measures, &label, &by);
        if (n <= best || label < 0)
          continue;
        best = n;
        memcpy (self->measures, measures, sizeof measures);
        self->label_column = label;
        self->figures->by = by;
        self->last_header_row = row->row;
      }

  return best >= MIN_MEASURES;
}

/* "1.234.567" "1 234" "12,0" "12.0" without the separators; of one separator three digits after it
 * are thousands, fewer are a fraction. */
static char *
plain_number (const char *text)
{
  const char *mark = strpbrk (text, ".,");
  GString *digits = g_string_new (NULL);
  gboolean fraction = mark != NULL && strpbrk (mark + 1, "., ") == NULL && strlen (mark + 1) < 3;

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
    else if (p == mark && fraction)
      g_string_append_c (digits, '.');

  return g_string_free (digits, FALSE);
}

/* "1.234", "1234", "12 hồ sơ", "-" */
static gboolean
read_number (const TdCell *cell, double *value)
{
  g_autofree char *text = NULL;
  g_autofree char *digits = NULL;
  char *unit;

  if (cell->kind == TD_CELL_NUMBER)
    {
      *value = cell->number;
      return isfinite (cell->number);
    }
  text = g_strndup (cell->text, cell->length);
  g_strstrip (text);
  if (g_str_equal (text, "-") || g_str_equal (text, "–"))
    {
      *value = 0;
      return TRUE;
    }
  unit = strstr (text, "hồ sơ");
  if (unit != NULL && unit != text)
    *unit = '\0';
  g_strstrip (text);
  if (*text == '\0' || strspn (text, "0123456789., ") != strlen (text))
    return FALSE;
  digits = plain_number (text);
  *value = g_ascii_strtod (digits, NULL);

  return *digits != '\0';
}

static void
check_sum (Reader *self,
           guint row,
           const char *label,
           const double *values,
           const char *total,
           const char *const *terms)
{
  double sum = 0, whole = NAN;
  gboolean all = TRUE;

  for (guint column = 0; column < TD_SHEET_MAX_COLUMNS; column++)
    if (self->measures[column] == g_intern_string (total))
      whole = values[column];
  for (; *terms != NULL; terms++)
    {
      double term = NAN;

      for (guint column = 0; column < TD_SHEET_MAX_COLUMNS; column++)
        if (self->measures[column] == g_intern_string (*terms))
          term = values[column];
      all &= !isnan (term);
      sum += isnan (term) ? 0 : term;
    }
  if (all && !isnan (whole) && fabs (whole - sum) > 0.5)
    g_ptr_array_add (self->figures->faults,
                     g_strdup_printf (_ ("Row %u (%s): %s is %g, its parts add up to %g."), row,
                                      label != NULL ? label : "", total, whole, sum));
}

/* RULE figures: what adds up in each family of sheets. A check is made where the sheet has all of
 * it. */
static void
check_row (Reader *self, guint row, const char *label, const double *values)
{
  static const char *const sums[][8] = {
    { "received_total", "received_online", "received_direct_or_postal", "received_carried_over" },
    { "received_total", "received_in_period", "received_carried_over" },
    { "resolved_total", "resolved_early", "resolved_on_time", "resolved_late" },
    { "resolved_total", "resolved_early_or_on_time", "resolved_late" },
    { "open_total", "open_in_time", "open_late" },
    { "resolved_late", "resolved_late_with_apology", "resolved_late_without_apology" },
    { "open_late", "open_late_with_apology", "open_late_without_apology" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    check_sum (self, row, label, values, sums[i][0], sums[i] + 1);
}

static gboolean
read_row (guint row, const TdCell *cells, guint n_cells, gpointer data, GError **error)
{
  Reader *self = data;
  g_autofree char *label = NULL;
  g_autofree double *values = NULL;
  g_autoptr (TdHeadRow) head = NULL;
  gboolean total = FALSE;
  guint n = 0;

  if (row <= self->last_header_row)
    return TRUE;
  head = td_head_row_new (row, cells, n_cells);
  if (td_head_row_is_numbering (head) && self->figures->n_rows == 0)
    return TRUE;

  values = g_new (double, TD_SHEET_MAX_COLUMNS);
  for (guint i = 0; i < TD_SHEET_MAX_COLUMNS; i++)
    values[i] = NAN;
  for (guint i = 0; i < n_cells; i++)
    {
      if (self->measures[cells[i].column] != NULL)
        n += read_number (&cells[i], &values[cells[i].column]);
      else if ((int) cells[i].column <= self->label_column && head->is_text[cells[i].column])
        {
          g_free (label);
          label = g_strdup (head->texts[cells[i].column]);
        }
    }
  if (n < 3)
    return TRUE;
  total = label == NULL || td_dossier_words_is_total (self->options->words, label);
  check_row (self, row, label, values);
  for (guint column = 0; column < TD_SHEET_MAX_COLUMNS; column++)
    if (!isnan (values[column]))
      {
        TdFigure figure = { row, total ? NULL : g_strdup (label), self->measures[column],
                            values[column] };

        g_array_append_val (self->figures->figures, figure);
      }

  return ++self->figures->n_rows < MAX_ROWS;
}

/* What the lines above the table say of the period: days first, for "Quý II" may close before its
 * end. */
static void
read_titles (Reader *self)
{
  static const TdFigurePeriodFunc ways[] = { td_figure_period_days, td_figure_period_name };
  GDate from, to;

  for (guint way = 0; way < G_N_ELEMENTS (ways); way++)
    for (guint i = 0; i < self->head->len; i++)
      {
        const TdHeadRow *row = g_ptr_array_index (self->head, i);
        g_autoptr (GString) line = g_string_new (NULL);

        if (row->row > self->last_header_row || self->figures->period_from != NULL)
          break;
        for (guint c = 0; c < row->n_texts; c++)
          if (row->texts[c] != NULL)
            g_string_append_printf (line, "%s ", row->texts[c]);
        if (!ways[way](line->str, &from, &to))
          continue;
        self->figures->period_from = td_date_format_iso (&from);
        self->figures->period_to = td_date_format_iso (&to);
      }
}

/**
 * td_figures_read:
 * @file: a spreadsheet
 * @options: how to read it
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the figures; NULL without @error when the file has none
 */
TdFigures *
td_figures_read (TdSheetFile *file,
                 const TdDossierReadOptions *options,
                 GCancellable *cancellable,
                 GError **error)
{
  for (guint sheet = 0; sheet < td_sheet_file_get_n_sheets (file); sheet++)
    {
      g_autoptr (GPtrArray) head =
          g_ptr_array_new_with_free_func ((GDestroyNotify) td_head_row_free);
      Reader reader = { options, NULL, head, { NULL }, -1, 0 };

      if (!td_sheet_file_read (file, sheet, collect_head, &reader, cancellable, error))
        return NULL;
      reader.figures = g_new0 (TdFigures, 1);
      reader.figures->figures = g_array_new (FALSE, FALSE, sizeof (TdFigure));
      g_array_set_clear_func (reader.figures->figures, figure_clear);
      reader.figures->faults = g_ptr_array_new_with_free_func (g_free);
      reader.figures->sheet = g_strdup (td_sheet_file_get_sheet_name (file, sheet));
      if (find_header (&reader))
        {
          read_titles (&reader);
          if (!td_sheet_file_read (file, sheet, read_row, &reader, cancellable, error))
            {
              td_figures_free (reader.figures);
              return NULL;
            }
          if (reader.figures->n_rows > 0)
            return reader.figures;
        }
      td_figures_free (reader.figures);
    }

  return NULL;
}
