/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-xlsx-table.h"

#include <glib/gi18n-lib.h>
#include <xlsxwriter.h>

#include "td-error.h"

#define MAX_CELL 32000 /* characters; Excel takes 32 767 */
#define LINE_HEIGHT 16 /* points, of the font below */
#define MAX_HEIGHT 409 /* points; Excel's own limit of a row */
#define TEXT_FORMAT 49 /* "@": what is typed into the cell later stays text, too */

static lxw_format *
add_format (lxw_workbook *book, gboolean bold, gboolean border, gboolean centred)
{
  lxw_format *format = workbook_add_format (book);

  format_set_font_name (format, "Times New Roman");
  format_set_font_size (format, 12);
  format_set_text_wrap (format);
  format_set_align (format, centred ? LXW_ALIGN_CENTER : LXW_ALIGN_LEFT);
  format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
  format_set_num_format_index (format, TEXT_FORMAT);
  if (bold)
    format_set_bold (format);
  if (border)
    format_set_border (format, LXW_BORDER_THIN);

  return format;
}

static void
write_cell (lxw_worksheet *sheet, lxw_row_t row, guint column, const char *text, lxw_format *format)
{
  g_autofree char *cut = NULL;

  if (text != NULL && g_utf8_strlen (text, -1) > MAX_CELL)
    text = cut = g_utf8_substring (text, 0, MAX_CELL);
  if (text == NULL || *text == '\0')
    worksheet_write_blank (sheet, row, (lxw_col_t) column, format);
  else
    worksheet_write_string (sheet, row, (lxw_col_t) column, text, format);
}

/* A program that opens the file does not make rows higher for texts that wrap; not all do it by
 * themselves. Words break where they end, so a line holds a little less than its width. */
static double
row_height (char *const *texts, const TdXlsxColumn *columns, guint n_columns)
{
  guint most = 1;

  for (guint i = 0; i < n_columns; i++)
    {
      g_auto (GStrv) lines = g_strsplit (texts[i] != NULL ? texts[i] : "", "\n", -1);
      double room = MAX (1, columns[i].width * 0.9);
      guint n = 0;

      for (guint l = 0; lines[l] != NULL; l++)
        n += 1 + (guint) (MAX (0, g_utf8_strlen (lines[l], -1) - 1) / room);
      most = MAX (most, n);
    }

  return MIN (MAX_HEIGHT, most * LINE_HEIGHT);
}

static void
write_sheet (lxw_workbook *book,
             lxw_worksheet *sheet,
             const char *const *titles,
             const TdXlsxColumn *columns,
             guint n_columns,
             const GPtrArray *rows)
{
  lxw_format *title = add_format (book, TRUE, FALSE, TRUE);
  lxw_format *header = add_format (book, TRUE, TRUE, TRUE);
  lxw_format *cell = add_format (book, FALSE, TRUE, FALSE);
  lxw_format *centred = add_format (book, FALSE, TRUE, TRUE);
  lxw_row_t row = 0;

  for (; titles != NULL && *titles != NULL; titles++)
    worksheet_merge_range (sheet, row, 0, row, (lxw_col_t) (n_columns - 1), *titles, title), row++;
  for (guint i = 0; i < n_columns; i++)
    {
      write_cell (sheet, row, i, columns[i].heading, header);
      worksheet_set_column (sheet, (lxw_col_t) i, (lxw_col_t) i, columns[i].width, NULL);
    }
  worksheet_set_row (sheet, row, 2 * LINE_HEIGHT, NULL);
  worksheet_repeat_rows (sheet, row, row);
  worksheet_freeze_panes (sheet, ++row, 0);
  for (guint r = 0; r < rows->len; r++, row++)
    {
      char **texts = g_ptr_array_index (rows, r);

      worksheet_set_row (sheet, row, row_height (texts, columns, n_columns), NULL);
      for (guint i = 0; i < n_columns; i++)
        write_cell (sheet, row, i, texts[i], columns[i].centred ? centred : cell);
    }
  worksheet_set_paper (sheet, 9); /* A4 */
  worksheet_set_landscape (sheet);
  worksheet_fit_to_pages (sheet, 1, 0);
}

/**
 * td_xlsx_table_write:
 * @sheet: name of the sheet, at most 31 characters
 * @titles: (nullable) (array zero-terminated=1): lines above the table
 * @columns: (array length=n_columns): at least two
 * @n_columns: their number
 * @rows: (element-type GStrv): an array of @n_columns texts each; empty texts for empty cells
 * @path: the file to write, which is replaced
 * @error: return location: %TD_ERROR_FAILED
 *
 * Returns: whether the file was written
 */
gboolean
td_xlsx_table_write (const char *sheet,
                     const char *const *titles,
                     const TdXlsxColumn *columns,
                     guint n_columns,
                     const GPtrArray *rows,
                     const char *path,
                     GError **error)
{
  lxw_doc_properties properties = { .created = 315532800 }; /* equal tables give equal files */
  lxw_workbook *book;
  lxw_error failure = LXW_NO_ERROR;

  g_return_val_if_fail (n_columns > 1 && rows != NULL && path != NULL, FALSE);

  book = workbook_new (path);
  if (book != NULL)
    {
      workbook_set_properties (book, &properties);
      write_sheet (book, workbook_add_worksheet (book, sheet), titles, columns, n_columns, rows);
      failure = workbook_close (book);
    }
  if (book != NULL && failure == LXW_NO_ERROR)
    return TRUE;

  td_error_set_at (error, TD_ERROR_FAILED, path, NULL, _ ("The file could not be written: %s"),
                   book != NULL ? lxw_strerror (failure) : path);
  return FALSE;
}
