/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-table-writer.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

#include "td-dossier-date.h"
#include "td-error.h"

#define SERIAL_1970 25569
#define MAX_ROWS 1048575 /* below the header */
#define MAX_CELL 32000   /* characters; Excel takes 32 767 */

struct _TdTableWriter
{
  TdTableFormat format;
  char *path;
  guint column;
  guint n_columns;
  guint64 n_rows;

  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_format *time_format;
  lxw_format *day_format;

  FILE *file;
  GString *line;
};

static gboolean
set_failed (TdTableWriter *self, GError **error)
{
  td_error_set_at (error, TD_ERROR_FAILED, self->path, NULL, _ ("The file cannot be written: %s"),
                   g_strerror (errno));
  return FALSE;
}

static void
begin_xlsx (TdTableWriter *self, const char *sheet, const TdTableColumn *columns)
{
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  lxw_format *bold;

  self->book = workbook_new_opt (self->path, &options);
  self->sheet = workbook_add_worksheet (self->book, sheet);
  bold = workbook_add_format (self->book);
  format_set_bold (bold);
  format_set_text_wrap (bold);
  format_set_border (bold, LXW_BORDER_THIN);
  self->time_format = workbook_add_format (self->book);
  format_set_num_format (self->time_format, "dd/mm/yyyy hh:mm");
  self->day_format = workbook_add_format (self->book);
  format_set_num_format (self->day_format, "dd/mm/yyyy");
  for (guint i = 0; i < self->n_columns; i++)
    worksheet_set_column (self->sheet, (lxw_col_t) i, (lxw_col_t) i, columns[i].width, NULL);
  for (guint i = 0; i < self->n_columns; i++)
    worksheet_write_string (self->sheet, 0, (lxw_col_t) i, columns[i].heading, bold);
  worksheet_freeze_panes (self->sheet, 1, 0);
  worksheet_repeat_rows (self->sheet, 0, 0);
}

/* What a spreadsheet would take for the beginning of a formula or a command. */
static gboolean
is_dangerous (const char *text)
{
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
}

static void
add_csv (TdTableWriter *self, const char *text, gboolean from_outside)
{
  gboolean quote = strpbrk (text, ",\"\r\n") != NULL;
  GString *line = self->line;

  if (self->column > 0)
    g_string_append_c (line, ',');
  if (quote)
    g_string_append_c (line, '"');
  if (from_outside && is_dangerous (text))
    g_string_append_c (line, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *p);
    }
  if (quote)
    g_string_append_c (line, '"');
}

TdTableWriter *
td_table_writer_new (const char *path,
                     TdTableFormat format,
                     const char *sheet,
                     const TdTableColumn *columns,
                     guint n_columns,
                     GError **error)
{
  TdTableWriter *self = g_new0 (TdTableWriter, 1);

  self->format = format;
  self->path = g_strdup (path);
  self->n_columns = n_columns;
  if (format == TD_TABLE_XLSX)
    {
      begin_xlsx (self, sheet, columns);
      return self;
    }

  self->line = g_string_new (NULL);
  self->file = fopen (path, "wb");
  if (self->file == NULL)
    {
      set_failed (self, error);
      td_table_writer_close (self, NULL);
      return NULL;
    }
  fputs ("\xef\xbb\xbf", self->file);
  for (guint i = 0; i < n_columns; i++, self->column++)
    add_csv (self, columns[i].heading, FALSE);
  td_table_writer_end_row (self, NULL);
  self->n_rows = 0;

  return self;
}

void
td_table_writer_text (TdTableWriter *self, const char *text)
{
  if (text == NULL)
    text = "";
  if (self->format == TD_TABLE_CSV)
    add_csv (self, text, TRUE);
  else if (*text != '\0')
    {
      g_autofree char *cut = NULL;

      if (strlen (text) > MAX_CELL && g_utf8_strlen (text, -1) > MAX_CELL)
        cut = g_utf8_substring (text, 0, MAX_CELL);
      worksheet_write_string (self->sheet, (lxw_row_t) self->n_rows + 1, (lxw_col_t) self->column,
                              cut != NULL ? cut : text, NULL);
    }
  self->column++;
}

void
td_table_writer_number (TdTableWriter *self, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (self->format == TD_TABLE_CSV)
    add_csv (self, g_ascii_dtostr (text, sizeof text, value), FALSE);
  else
    worksheet_write_number (self->sheet, (lxw_row_t) self->n_rows + 1, (lxw_col_t) self->column,
                            value, NULL);
  self->column++;
}

/* A time of the wall clock, seconds since 1970; 0 leaves the cell empty. */
void
td_table_writer_time (TdTableWriter *self, gint64 seconds, gboolean has_time)
{
  int year, month, day;
  int of_day = (int) (seconds % TD_DAY_SECONDS);
  char text[32];

  if (seconds <= 0)
    {
      td_table_writer_skip (self);
      return;
    }
  if (self->format == TD_TABLE_XLSX)
    worksheet_write_number (self->sheet, (lxw_row_t) self->n_rows + 1, (lxw_col_t) self->column,
                            (double) (has_time ? seconds : seconds - of_day) / TD_DAY_SECONDS +
                                SERIAL_1970,
                            has_time ? self->time_format : self->day_format);
  else
    {
      td_dossier_day_split (seconds / TD_DAY_SECONDS, &year, &month, &day);
      if (has_time)
        g_snprintf (text, sizeof text, "%02d/%02d/%04d %02d:%02d", day, month, year, of_day / 3600,
                    of_day / 60 % 60);
      else
        g_snprintf (text, sizeof text, "%02d/%02d/%04d", day, month, year);
      add_csv (self, text, FALSE);
    }
  self->column++;
}

void
td_table_writer_skip (TdTableWriter *self)
{
  if (self->format == TD_TABLE_CSV)
    add_csv (self, "", FALSE);
  self->column++;
}

gboolean
td_table_writer_end_row (TdTableWriter *self, GError **error)
{
  self->column = 0;
  self->n_rows++;
  if (self->format == TD_TABLE_XLSX)
    {
      if (self->n_rows <= MAX_ROWS)
        return TRUE;
      td_error_set_at (error, TD_ERROR_TOO_LARGE, self->path, NULL,
                       _ ("An Excel sheet holds %d rows at most. Write a .csv instead."), MAX_ROWS);
      return FALSE;
    }

  g_string_append (self->line, "\r\n");
  if (fwrite (self->line->str, 1, self->line->len, self->file) != self->line->len)
    return set_failed (self, error);
  g_string_truncate (self->line, 0);

  return TRUE;
}

/* Ends and frees the writer; must be called in any case. */
gboolean
td_table_writer_close (TdTableWriter *self, GError **error)
{
  gboolean done = TRUE;

  if (self->book != NULL)
    {
      lxw_error result;

      if (self->n_rows > 0)
        worksheet_autofilter (self->sheet, 0, 0, (lxw_row_t) MIN (self->n_rows, MAX_ROWS),
                              (lxw_col_t) (self->n_columns - 1));
      result = workbook_close (self->book);
      done = result == LXW_NO_ERROR;
      if (!done)
        td_error_set_at (error, TD_ERROR_FAILED, self->path, NULL,
                         _ ("The file cannot be written: %s"), lxw_strerror (result));
    }
  if (self->file != NULL && fclose (self->file) != 0)
    done = set_failed (self, error);
  if (self->line != NULL)
    g_string_free (self->line, TRUE);
  g_free (self->path);
  g_free (self);

  return done;
}
