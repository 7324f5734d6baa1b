/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of sums ("tổng hợp kết quả giải quyết TTHC"): the measure of a column is told by its
 * headings from top to bottom, whatever their order and number. */

#include "td-figure-reader.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "td-dossier-date.h"
#include "td-error.h"
#include "td-text.h"

#define MIN_MEASURES 4
#define MAX_ROWS 20000

/* RULE figures: the groups of form II.06a and of the spreadsheets of provinces. The first that fits
 * wins, so the narrow ones come first. All words must stand in the heading. */
static const struct
{
  const char *words; /* folded, separated by | */
  const char *group;
} groups[] = {
  { "khong duoc tiep nhan", "not_accepted" },
  { "cho tiep nhan", "awaiting" },
  { "thanh toan", "payment" },
  { "dung xu ly", "suspended" },
  { "tam dung", "suspended" },
  { "rut", "withdrawn" },
  { "dang giai quyet", "open" },
  { "dang xu ly", "open" },
  { "chua giai quyet", "open" },
  { "da giai quyet", "resolved" },
  { "da xu ly", "resolved" },
  { "giai quyet xong", "resolved" },
  { "tiep nhan", "received" },
  { "ton", "open" },
  { "giai quyet", "resolved" },
  { "nhan", "received" },
};

static const struct
{
  const char *words;
  const char *part;
} parts[] = {
  { "chua co thu xin loi", "late_without_apology" },
  { "qua han chua xin loi", "late_without_apology" },
  { "da co thu xin loi", "late_with_apology" },
  { "qua han da xin loi", "late_with_apology" },
  { "truc tuyen toan trinh", "online_full" },
  { "truc tuyen mot phan", "online_partial" },
  { "hinh thuc khac", "online_other" },
  { "phi dia gioi", "out_of_area" },
  { "ky truoc", "carried_over" },
  { "truc tiep dich vu buu chinh", "direct_or_postal" },
  { "truc tiep buu chinh", "direct_or_postal" },
  { "truc tiep bcci", "direct_or_postal" },
  { "buu chinh", "postal" },
  { "bcci", "postal" },
  { "truc tuyen", "online" },
  { "truc tiep", "direct" },
  { "dung va truoc han", "early_or_on_time" },
  { "truoc va dung han", "early_or_on_time" },
  { "truoc han va dung han", "early_or_on_time" },
  { "dung han va truoc han", "early_or_on_time" },
  { "dung truoc han", "early_or_on_time" },
  { "chua den han", "in_time" },
  { "trong han", "in_time" },
  { "con han", "in_time" },
  { "truoc han", "early" },
  { "som han", "early" },
  { "dung han", "on_time" },
  { "qua han", "late" },
  { "tre han", "late" },
  { "tre hen", "late" },
  { "tong", "total" },
  { "trong ky", "in_period" },
};

static gboolean
has_words (const char *text, const char *words)
{
  gsize n = strlen (words);

  for (const char *p = strstr (text, words); p != NULL; p = strstr (p + 1, words))
    if ((p == text || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
      return TRUE;

  return FALSE;
}

/**
 * td_figure_measure:
 * @heading: the headings of a column from top to bottom, joined by " / "
 *
 * Returns: (nullable): the measure, an interned text
 */
const char *
td_figure_measure (const char *heading)
{
  g_auto (GStrv) lines = g_strsplit (heading, " / ", -1);
  guint n = g_strv_length (lines);
  g_autofree char *whole = td_dossier_words_key (heading);
  const char *group = NULL;
  const char *part = NULL;
  g_autofree char *measure = NULL;

  /* the group from the top, the part from the bottom */
  for (guint line = 0; line < n && group == NULL; line++)
    {
      g_autofree char *key = td_dossier_words_key (lines[line]);

      for (guint i = 0; i < G_N_ELEMENTS (groups) && group == NULL; i++)
        if (has_words (key, groups[i].words))
          group = groups[i].group;
    }
  if (group == NULL || has_words (whole, "ty le") || has_words (whole, "ti le"))
    return NULL;
  for (guint line = n; line > 0 && part == NULL; line--)
    {
      g_autofree char *key = td_dossier_words_key (lines[line - 1]);

      for (guint i = 0; i < G_N_ELEMENTS (parts) && part == NULL; i++)
        if (has_words (key, parts[i].words))
          part = parts[i].part;
    }
  measure = g_strdup_printf ("%s_%s", group, part != NULL ? part : "total");

  return g_intern_string (measure);
}

static const char *
label_kind (const char *heading)
{
  g_autofree char *key = td_dossier_words_key (heading);

  if (has_words (key, "linh vuc"))
    return "area";
  if (has_words (key, "thu tuc") || has_words (key, "tthc"))
    return has_words (key, "don vi") || has_words (key, "co quan") ? "unit" : "procedure";
  if (has_words (key, "don vi") || has_words (key, "co quan") || has_words (key, "phong") ||
      has_words (key, "ten don vi"))
    return "unit";

  return NULL;
}

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
      const char *kind = column < 4 ? label_kind (heading) : NULL;

      measures[column] = NULL;
      if (kind != NULL && *label < 0)
        {
          *label = (int) column;
          *by = kind;
          continue;
        }
      measures[column] = td_figure_measure (heading);
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

/* "1.234", "1234", "-" */
static gboolean
read_number (const TdCell *cell, double *value)
{
  g_autofree char *digits = NULL;
  char *end;

  if (cell->kind == TD_CELL_NUMBER)
    {
      *value = cell->number;
      return isfinite (cell->number);
    }
  digits = g_strndup (cell->text, cell->length);
  g_strstrip (digits);
  if (g_str_equal (digits, "-"))
    {
      *value = 0;
      return TRUE;
    }
  if (*digits == '\0' || strspn (digits, "0123456789., ") != strlen (digits))
    return FALSE;
  for (char *p = digits, *q = digits;; p++)
    {
      if (*p != '.' && *p != ',' && *p != ' ')
        *q++ = *p;
      if (*p == '\0')
        break;
    }
  *value = g_ascii_strtod (digits, &end);

  return end != digits;
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

static void
check_row (Reader *self, guint row, const char *label, const double *values)
{
  static const char *const received[] = { "received_online", "received_direct_or_postal",
                                          "received_carried_over", NULL };
  static const char *const resolved[] = { "resolved_early", "resolved_on_time", "resolved_late",
                                          NULL };
  static const char *const open[] = { "open_in_time", "open_late", NULL };

  check_sum (self, row, label, values, "received_total", received);
  check_sum (self, row, label, values, "resolved_total", resolved);
  check_sum (self, row, label, values, "open_total", open);
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

/* "Từ ngày … đến ngày …" in the lines above */
static void
read_titles (Reader *self)
{
  for (guint i = 0; i < self->head->len; i++)
    {
      const TdHeadRow *row = g_ptr_array_index (self->head, i);
      TdDossierDate days[2];
      guint n = 0;

      if (row->row > self->last_header_row)
        break;
      for (guint c = 0; c < row->n_texts && self->figures->period_from == NULL; c++)
        {
          n = 0;
          for (const char *p = row->texts[c] != NULL ? strpbrk (row->texts[c], "0123456789") : NULL;
               p != NULL && n < 2; p = strpbrk (p, "0123456789"))
            {
              gsize length = strspn (p, "0123456789/-.");

              if (length >= 8 && td_dossier_date_parse (p, length, &days[n]) == TD_DATE_GOOD)
                n++;
              p += length;
            }
          for (guint d = 0; n == 2 && d < 2; d++)
            {
              int year, month, day;
              char **to = d == 0 ? &self->figures->period_from : &self->figures->period_to;

              td_dossier_day_split (days[d].seconds / TD_DAY_SECONDS, &year, &month, &day);
              *to = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
            }
        }
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
