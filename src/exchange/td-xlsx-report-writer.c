/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-report-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <xlsxwriter.h>

#include "td-error.h"

#define MAX_CELL 32000 /* characters; Excel takes 32 767 */
#define CHART_LINES 15 /* rows a chart is high */
#define COUNT_FORMAT "#,##0"
#define FIGURE_FORMAT "#,##0.00"

typedef struct
{
  const TdReportTable *table;
  const TdReportForm *form;
  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_format *plain, *bold, *title, *header, *text, *centred, *count, *figure, *total, *group;
  lxw_row_t row;
  lxw_row_t first; /* the first line of figures */
  guint n_columns;
} Writer;

static lxw_format *
add_format (lxw_workbook *book, gboolean bold, gboolean border, int align, const char *number)
{
  lxw_format *format = workbook_add_format (book);

  format_set_font_name (format, "Times New Roman");
  format_set_font_size (format, 12);
  format_set_align (format, (uint8_t) align);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  if (border)
    {
      format_set_border (format, LXW_BORDER_THIN);
      format_set_text_wrap (format);
    }
  if (bold)
    format_set_bold (format);
  if (number != NULL)
    format_set_num_format (format, number);

  return format;
}

/* Always a string, so that a text beginning with = + - or @ is never computed. */
static void
write_text (Writer *writer, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format)
{
  g_autofree char *cut = NULL;

  if (text == NULL || *text == '\0')
    {
      worksheet_write_blank (writer->sheet, row, column, format);
      return;
    }
  if (g_utf8_strlen (text, -1) > MAX_CELL)
    text = cut = g_utf8_substring (text, 0, MAX_CELL);
  worksheet_write_string (writer->sheet, row, column, text, format);
}

static void
write_line (Writer *writer, const char *text, lxw_format *format, gboolean whole)
{
  if (text == NULL || *text == '\0')
    return;
  if (whole && writer->n_columns > 1)
    worksheet_merge_range (writer->sheet, writer->row, 0, writer->row,
                           (lxw_col_t) (writer->n_columns - 1), text, format);
  else
    write_text (writer, writer->row, 0, text, format);
  writer->row++;
}

static void
write_heading (
    Writer *writer, const TdReportColumn *column, lxw_row_t row, lxw_row_t last, lxw_col_t at)
{
  guint width = td_report_column_n_leaves (column);
  const char *label = td_report_column_label (column, writer->table->by);
  lxw_row_t bottom = column->columns != NULL ? row : last;

  if (width > 1 || bottom > row)
    worksheet_merge_range (writer->sheet, row, at, bottom, (lxw_col_t) (at + width - 1), label,
                           writer->header);
  else
    write_text (writer, row, at, label, writer->header);
  for (guint i = 0; column->columns != NULL && i < column->columns->len; i++)
    {
      const TdReportColumn *below = g_ptr_array_index (column->columns, i);

      write_heading (writer, below, row + 1, last, at);
      at = (lxw_col_t) (at + td_report_column_n_leaves (below));
    }
}

static double
width_of (const TdReportColumn *column)
{
  switch (column->type)
    {
    case TD_REPORT_NUMBER_LABEL:
      return 6;
    case TD_REPORT_LABEL:
      return 44;
    case TD_REPORT_COUNT:
    case TD_REPORT_FIGURE:
      return 12;
    case TD_REPORT_DATE:
      return 18;
    case TD_REPORT_TEXT:
    default:
      return 26;
    }
}

static void
write_headings (Writer *writer)
{
  lxw_row_t top = writer->row;
  lxw_row_t last = top + td_report_form_depth (writer->form) - 1;
  lxw_col_t at = 0;

  for (guint i = 0; i < writer->form->columns->len; i++)
    {
      const TdReportColumn *column = g_ptr_array_index (writer->form->columns, i);

      write_heading (writer, column, top, last, at);
      at = (lxw_col_t) (at + td_report_column_n_leaves (column));
    }
  writer->row = last + 1;
  for (guint c = 0; c < writer->n_columns; c++)
    {
      const TdReportColumn *leaf = g_ptr_array_index (writer->form->leaves, c);
      g_autofree char *number = leaf->formula != NULL
                                    ? g_strdup_printf ("(%s)=%s", leaf->key, leaf->formula)
                                    : g_strdup_printf ("(%s)", leaf->key);

      worksheet_set_column (writer->sheet, (lxw_col_t) c, (lxw_col_t) c, width_of (leaf), NULL);
      if (writer->form->number_row)
        write_text (writer, writer->row, (lxw_col_t) c, number, writer->header);
    }
  writer->row += writer->form->number_row;
  worksheet_repeat_rows (writer->sheet, top, writer->row - 1);
  worksheet_freeze_panes (writer->sheet, writer->row, 0);
}

typedef struct
{
  GString *text;
  lxw_row_t row;
} Formula;

static void
formula_cb (guint leaf, int sign, gpointer data)
{
  Formula *formula = data;
  char cell[LXW_MAX_CELL_NAME_LENGTH];

  lxw_rowcol_to_cell (cell, formula->row, (lxw_col_t) leaf);
  if (formula->text->len > 1 || sign < 0)
    g_string_append_c (formula->text, sign < 0 ? '-' : '+');
  g_string_append (formula->text, cell);
}

/* Sums stay alive in the sheet: what a person corrects is added up anew. */
static void
write_number (Writer *writer, const TdReportLine *line, guint leaf, lxw_format *format)
{
  const TdReportColumn *column = g_ptr_array_index (writer->form->leaves, leaf);
  double number = line->cells[leaf].number;
  lxw_col_t at = (lxw_col_t) leaf;

  if (isnan (number))
    {
      write_text (writer, writer->row, at, line->group ? NULL : "–", format);
    }
  else if (column->formula != NULL)
    {
      Formula formula = { g_string_new ("="), writer->row };

      td_report_formula_each (writer->form, column->formula, formula_cb, &formula);
      worksheet_write_formula_num (writer->sheet, writer->row, at, formula.text->str, format,
                                   number);
      g_string_free (formula.text, TRUE);
    }
  else if (line->total && writer->row > writer->first)
    {
      char from[LXW_MAX_CELL_NAME_LENGTH], to[LXW_MAX_CELL_NAME_LENGTH];
      g_autofree char *sum = NULL;

      lxw_rowcol_to_cell (from, writer->first, at);
      lxw_rowcol_to_cell (to, writer->row - 1, at);
      sum = g_strdup_printf ("=SUM(%s:%s)", from, to);
      worksheet_write_formula_num (writer->sheet, writer->row, at, sum, format, number);
    }
  else
    {
      worksheet_write_number (writer->sheet, writer->row, at, number, format);
    }
}

static lxw_format *
format_of (Writer *writer, const TdReportLine *line, const TdReportColumn *column)
{
  if (line->group)
    return writer->group;
  switch (column->type)
    {
    case TD_REPORT_COUNT:
      return line->total ? writer->total : writer->count;
    case TD_REPORT_FIGURE:
      return writer->figure;
    case TD_REPORT_NUMBER_LABEL:
    case TD_REPORT_DATE:
      return writer->centred;
    case TD_REPORT_LABEL:
    case TD_REPORT_TEXT:
    default:
      return line->total ? writer->group : writer->text;
    }
}

static void
write_lines (Writer *writer)
{
  guint number = 0;

  writer->first = writer->row;
  for (guint i = 0; i < writer->table->lines->len; i++, writer->row++)
    {
      const TdReportLine *line = g_ptr_array_index (writer->table->lines, i);

      if (!line->group && !line->total)
        number++;
      for (guint c = 0; c < writer->n_columns; c++)
        {
          const TdReportColumn *column = g_ptr_array_index (writer->form->leaves, c);
          lxw_format *format = format_of (writer, line, column);
          g_autofree char *text = NULL;

          if ((column->type == TD_REPORT_COUNT || column->type == TD_REPORT_FIGURE) &&
              line->cells[c].text == NULL)
            {
              write_number (writer, line, c, format);
              continue;
            }
          text = td_report_table_cell_text (writer->table, line, c, line->total ? 0 : number);
          write_text (writer, writer->row, (lxw_col_t) c, text, format);
        }
    }
}

static int
label_column (const TdReportForm *form)
{
  for (guint c = 0; c < form->leaves->len; c++)
    {
      if (((const TdReportColumn *) g_ptr_array_index (form->leaves, c))->type == TD_REPORT_LABEL)
        return (int) c;
    }

  return 0;
}

/* A chart of Excel's own over the cells of the table, without the line of sums. */
static void
write_chart (Writer *writer, lxw_row_t last)
{
  lxw_col_t labels = (lxw_col_t) label_column (writer->form);
  lxw_chart *chart;

  if (writer->form->chart->len == 0 || last < writer->first)
    return;
  chart = workbook_add_chart (writer->book, LXW_CHART_BAR_STACKED);
  chart_title_set_name (chart, writer->form->chart_title != NULL ? writer->form->chart_title : "");
  for (guint i = 0; i < writer->form->chart->len; i++)
    {
      int leaf = td_report_form_find (writer->form, g_ptr_array_index (writer->form->chart, i));
      const TdReportColumn *column = g_ptr_array_index (writer->form->leaves, (guint) leaf);
      lxw_chart_series *series = chart_add_series (chart, NULL, NULL);

      chart_series_set_categories (series, "Bieu", writer->first, labels, last, labels);
      chart_series_set_values (series, "Bieu", writer->first, (lxw_col_t) leaf, last,
                               (lxw_col_t) leaf);
      chart_series_set_name (series, column->label);
    }
  chart_axis_set_reverse (chart->x_axis);
  chart_legend_set_position (chart, LXW_CHART_LEGEND_BOTTOM);
  worksheet_insert_chart (writer->sheet, writer->row + 1, 1, chart);
  writer->row += CHART_LINES + 2;
}

static void
write_sheet (Writer *writer)
{
  const TdReportTable *table = writer->table;
  lxw_row_t last;

  write_line (writer, writer->form->code, writer->bold, FALSE);
  write_line (writer, table->agency, writer->plain, FALSE);
  write_line (writer, writer->form->title, writer->title, TRUE);
  write_line (writer, table->period, writer->title, TRUE);
  write_line (writer, writer->form->measure_unit, writer->plain, FALSE);
  write_headings (writer);
  write_lines (writer);
  last = writer->row - 1;
  if (table->lines->len > 0 &&
      ((const TdReportLine *) g_ptr_array_index (table->lines, table->lines->len - 1))->total)
    last--;
  writer->row++;
  for (guint i = 0; i < table->notes->len; i++)
    write_line (writer, g_ptr_array_index (table->notes, i), writer->plain, FALSE);
  for (guint i = 0; i < table->failures->len; i++)
    write_line (writer, g_ptr_array_index (table->failures, i), writer->bold, FALSE);
  if (table->lines->len > 0)
    write_chart (writer, last);
  worksheet_set_paper (writer->sheet, 9); /* A4 */
  if (writer->form->landscape)
    worksheet_set_landscape (writer->sheet);
  worksheet_fit_to_pages (writer->sheet, 1, 0);
}

static void
make_formats (Writer *writer)
{
  lxw_workbook *book = writer->book;

  writer->plain = add_format (book, FALSE, FALSE, LXW_ALIGN_LEFT, NULL);
  writer->bold = add_format (book, TRUE, FALSE, LXW_ALIGN_LEFT, NULL);
  writer->title = add_format (book, TRUE, FALSE, LXW_ALIGN_CENTER, NULL);
  writer->header = add_format (book, TRUE, TRUE, LXW_ALIGN_CENTER, NULL);
  writer->text = add_format (book, FALSE, TRUE, LXW_ALIGN_LEFT, NULL);
  writer->centred = add_format (book, FALSE, TRUE, LXW_ALIGN_CENTER, NULL);
  writer->count = add_format (book, FALSE, TRUE, LXW_ALIGN_RIGHT, COUNT_FORMAT);
  writer->figure = add_format (book, FALSE, TRUE, LXW_ALIGN_RIGHT, FIGURE_FORMAT);
  writer->total = add_format (book, TRUE, TRUE, LXW_ALIGN_RIGHT, COUNT_FORMAT);
  writer->group = add_format (book, TRUE, TRUE, LXW_ALIGN_LEFT, NULL);
}

/**
 * td_xlsx_report_write:
 * @table: a filled form
 * @path: the file to write, which is replaced
 * @error: TD_ERROR_FAILED
 *
 * Writes the form as an Excel sheet: merged headings, living formulas and a chart of Excel's own.
 *
 * Returns: whether the file was written
 */
gboolean
td_xlsx_report_write (const TdReportTable *table, const char *path, GError **error)
{
  Writer writer = { .table = table, .form = table->form };
  lxw_error failure = LXW_NO_ERROR;

  writer.n_columns = table->form->leaves->len;
  writer.book = workbook_new (path);
  if (writer.book != NULL)
    {
      /* a constant time: equal reports give equal files */
      lxw_doc_properties properties = { .created = 315532800 };

      properties.title = table->form->title;
      workbook_set_properties (writer.book, &properties);
      writer.sheet = workbook_add_worksheet (writer.book, "Bieu");
      make_formats (&writer);
      write_sheet (&writer);
      failure = workbook_close (writer.book);
    }
  if (writer.book == NULL || failure != LXW_NO_ERROR)
    {
      td_error_set_at (error, TD_ERROR_FAILED, path, NULL, _ ("The file could not be written: %s"),
                       writer.book != NULL ? lxw_strerror (failure) : path);
      return FALSE;
    }

  return TRUE;
}
