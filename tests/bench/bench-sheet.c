/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "td-error.h"
#include "td-sheet.h"
#include "td-table-writer.h"

/* The work on spreadsheets that bench.py measures, one piece a process:
 *   bench-sheet read FILE                 print the number of rows, cells and bytes of text
 *   bench-sheet write csv|xlsx ROWS FILE  a table of made-up dossiers
 * Every command prints one line "KEY NUMBER" for each figure. */

#define FIRST_MOMENT 1704096000 /* 2024-01-01 08:00 */

static const TdTableColumn columns[] = {
  { "STT", 6 },       { "Mã hồ sơ", 26 },   { "Thủ tục", 40 },        { "Lĩnh vực", 24 },
  { "Đơn vị", 24 },   { "Hình thức", 12 },  { "Ngày tiếp nhận", 18 }, { "Ngày hẹn trả", 18 },
  { "Ngày trả", 18 }, { "Trạng thái", 16 }, { "Người nộp", 24 },
};

typedef struct
{
  guint64 rows, cells, bytes;
} Counts;

static gboolean
count_row (guint row, const TdCell *cells, guint n_cells, gpointer data, GError **error)
{
  Counts *counts = data;

  counts->rows++;
  counts->cells += n_cells;
  for (guint i = 0; i < n_cells; i++)
    counts->bytes += cells[i].length;

  return TRUE;
}

static gboolean
do_read (char **argv, GError **error)
{
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (argv[0], FALSE, error);
  g_autoptr (TdSheetFile) file = NULL;
  Counts counts = { 0 };

  if (mapped == NULL)
    return FALSE;
  file = td_sheet_file_open_mapped (mapped, argv[0], NULL, error);
  if (file == NULL || !td_sheet_file_read (file, 0, count_row, &counts, NULL, error))
    return FALSE;
  g_print ("rows %" G_GUINT64_FORMAT "\ncells %" G_GUINT64_FORMAT "\nbytes %" G_GUINT64_FORMAT "\n",
           counts.rows, counts.cells, counts.bytes);

  return TRUE;
}

static gboolean
write_row (TdTableWriter *writer, guint i, GError **error)
{
  gint64 received = FIRST_MOMENT + (gint64) i * 97;
  char text[96];

  td_table_writer_number (writer, i + 1);
  g_snprintf (text, sizeof text, "K%03u-%08u", i % 150, i);
  td_table_writer_text (writer, text);
  g_snprintf (text, sizeof text, "Thủ tục số %u về giáo dục", i * 7 % 420);
  td_table_writer_text (writer, text);
  g_snprintf (text, sizeof text, "Lĩnh vực %u", i % 27);
  td_table_writer_text (writer, text);
  g_snprintf (text, sizeof text, "Trường số %u", i % 150);
  td_table_writer_text (writer, text);
  td_table_writer_text (writer, i % 3 == 0 ? "Trực tuyến" : "Trực tiếp");
  td_table_writer_time (writer, received, TRUE);
  td_table_writer_time (writer, received + (gint64) (i % 30 + 1) * 86400, TRUE);
  td_table_writer_time (writer, i % 100 == 0 ? 0 : received + (gint64) (i % 31) * 86400, TRUE);
  td_table_writer_text (writer, i % 100 == 0 ? "Đang xử lý" : "Đã trả kết quả");
  g_snprintf (text, sizeof text, "Người Nộp %u", i * 31 % 5000);
  td_table_writer_text (writer, text);

  return td_table_writer_end_row (writer, error);
}

static gboolean
do_write (char **argv, GError **error)
{
  TdTableWriter *writer =
      td_table_writer_new (argv[2], g_str_equal (argv[0], "csv") ? TD_TABLE_CSV : TD_TABLE_XLSX,
                           "Hồ sơ", columns, G_N_ELEMENTS (columns), error);
  guint rows = (guint) strtoul (argv[1], NULL, 10);
  gboolean done = writer != NULL;

  for (guint i = 0; done && i < rows; i++)
    done = write_row (writer, i, error);

  return writer != NULL && td_table_writer_close (writer, done ? error : NULL) && done;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  if (argc == 3 && g_str_equal (argv[1], "read"))
    done = do_read (argv + 2, &error);
  else if (argc == 5 && g_str_equal (argv[1], "write"))
    done = do_write (argv + 2, &error);
  if (!done)
    g_printerr ("bench-sheet: %s\n",
                error != NULL ? error->message : "read FILE | write csv|xlsx ROWS FILE");

  return done ? 0 : 1;
}
