/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-date.h"
#include "td-docx-writer.h"
#include "td-error.h"
#include "td-ics.h"
#include "td-output-file.h"
#include "td-pdf.h"
#include "td-style.h"
#include "td-xlsx-table.h"

/* Headings as in the tables of the departments: Vietnamese whatever the locale, like the words of
 * statuses below. */
static const TdXlsxColumn columns[TD_N_TASK_COLUMNS] = {
  [TD_TASK_COLUMN_NUMBER] = { "TT", 6, TRUE },
  [TD_TASK_COLUMN_CONTENT] = { "Nhiệm vụ", 46, FALSE },
  [TD_TASK_COLUMN_PRODUCT] = { "Sản phẩm", 22, FALSE },
  [TD_TASK_COLUMN_LEAD] = { "Đơn vị chủ trì", 20, FALSE },
  [TD_TASK_COLUMN_COORDINATING] = { "Đơn vị phối hợp", 20, FALSE },
  [TD_TASK_COLUMN_DEADLINE] = { "Thời hạn", 17, FALSE },
  [TD_TASK_COLUMN_DUE] = { "Ngày đến hạn", 13, TRUE },
  [TD_TASK_COLUMN_STATUS] = { "Trạng thái", 17, FALSE },
  [TD_TASK_COLUMN_PROGRESS] = { "Tiến độ", 9, TRUE },
  [TD_TASK_COLUMN_DONE] = { "Ngày hoàn thành", 13, TRUE },
  [TD_TASK_COLUMN_NOTE] = { "Ghi chú", 16, FALSE },
};

static const char *const status_words[TD_N_TASK_STATUSES] = {
  [TD_TASK_NOT_STARTED] = "Chưa bắt đầu",
  [TD_TASK_IN_PROGRESS] = "Đang làm",
  [TD_TASK_WAITING] = "Chờ điều kiện",
  [TD_TASK_DONE_EARLY] = "Hoàn thành trước hạn",
  [TD_TASK_DONE_ON_TIME] = "Hoàn thành đúng hạn",
  [TD_TASK_DONE_LATE] = "Hoàn thành quá hạn",
  [TD_TASK_DONE_UNDATED] = "Hoàn thành, không thời hạn",
  [TD_TASK_OVERDUE] = "Quá hạn",
  [TD_TASK_NO_DEADLINE] = "Không thời hạn",
};

static char *
join (GPtrArray *texts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", (char *) g_ptr_array_index (texts, i));

  return g_string_free (text, FALSE);
}

static char *
date_cell (const char *iso)
{
  char *shown = iso != NULL ? td_date_display_iso (iso) : NULL;

  return shown != NULL ? shown : g_strdup ("");
}

/* One line: a cell of a list has no paragraphs. */
static char *
text_cell (const char *text)
{
  return g_strdelimit (g_strdup (text != NULL ? text : ""), "\n\t\r", ' ');
}

/**
 * td_task_export_cell:
 * @item: a task
 * @column: a column
 *
 * Returns: (transfer full): what stands in the cell, on one line
 */
char *
td_task_export_cell (const TdTaskListItem *item, TdTaskColumn column)
{
  const TdTaskRow *task = item->task;

  switch (column)
    {
    case TD_TASK_COLUMN_NUMBER:
      return text_cell (task->number);
    case TD_TASK_COLUMN_CONTENT:
      return text_cell (task->content);
    case TD_TASK_COLUMN_PRODUCT:
      return text_cell (task->product_text);
    case TD_TASK_COLUMN_LEAD:
      return join (item->lead_units);
    case TD_TASK_COLUMN_COORDINATING:
      return join (item->coordinating_units);
    case TD_TASK_COLUMN_DEADLINE:
      return text_cell (task->deadline_text);
    case TD_TASK_COLUMN_DUE:
      return date_cell (item->due);
    case TD_TASK_COLUMN_STATUS:
      return g_strdup (status_words[item->status]);
    case TD_TASK_COLUMN_PROGRESS:
      return g_strdup_printf ("%d%%", (int) task->progress);
    case TD_TASK_COLUMN_DONE:
      return date_cell (task->done_date);
    case TD_TASK_COLUMN_NOTE:
      return text_cell (task->note);
    case TD_N_TASK_COLUMNS:
    default:
      return g_strdup ("");
    }
}

static char **
make_line (const TdTaskListItem *item)
{
  char **cells = g_new0 (char *, TD_N_TASK_COLUMNS + 1);

  for (guint i = 0; i < TD_N_TASK_COLUMNS; i++)
    cells[i] = td_task_export_cell (item, (TdTaskColumn) i);

  return cells;
}

static char *
as_of_line (const TdTaskList *list)
{
  GDate date;
  g_autofree char *shown = NULL;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, list->result->as_of);
  shown = td_date_format_display (&date);

  return g_strdup_printf ("(Tính đến ngày %s)", shown);
}

/* The group that starts with @row. */
static const TdTaskGroup *
group_at (const TdTaskList *list, guint row)
{
  for (guint i = 0; i < list->result->groups->len; i++)
    {
      const TdTaskGroup *group = g_ptr_array_index (list->result->groups, i);

      if (group->first == row && group->label != NULL)
        return group;
    }

  return NULL;
}

/* The printed table leaves out what paper has no room for. */
static gboolean
is_printed (guint column)
{
  return column != TD_TASK_COLUMN_NOTE && column != TD_TASK_COLUMN_COORDINATING;
}

static void
append_group_row (TdBlock *table, const TdTaskGroup *group, guint n_columns)
{
  TdBlock *row = td_block_append (table, td_block_new_group_row ());
  g_autofree char *text = g_strdup_printf ("%s (%u)", group->label, group->n);
  TdBlock *cell = td_block_append (row, td_block_new_cell (text, NULL));

  cell->as.cell.column_span = n_columns;
}

/**
 * td_task_export_compose:
 * @list: tasks
 * @title: (nullable): what the list is called
 *
 * Returns: (transfer full): the list on paper, landscape, with the heading row on every page
 */
TdBlock *
td_task_export_compose (const TdTaskList *list, const char *title)
{
  TdBlock *document = td_block_new_document (title != NULL ? title : "Nhiệm vụ", NULL);
  TdBlock *part =
      td_block_append (document, td_block_new_part (FALSE, TD_ORIENTATION_LANDSCAPE, NULL));
  TdBlock *header = td_block_append (part, td_block_new_annex_header (NULL, NULL, NULL));
  TdBlock *table;
  double total = 0;
  guint n_columns = 0;

  header->as.annex_header.title = g_utf8_strup (title != NULL ? title : "DANH SÁCH NHIỆM VỤ", -1);
  header->as.annex_header.reference = as_of_line (list);
  table = td_block_append (part, td_block_new_table (0));
  for (guint i = 0; i < TD_N_TASK_COLUMNS; i++)
    total += is_printed (i) ? columns[i].width : 0;
  for (guint i = 0; i < TD_N_TASK_COLUMNS; i++)
    {
      if (!is_printed (i))
        continue;
      td_block_add_column (table, NULL, columns[i].heading, columns[i].width / total,
                           columns[i].centred ? TD_ALIGN_CENTER : TD_ALIGN_LEFT);
      n_columns++;
    }
  td_block_append_header_row (table);
  for (guint r = 0; r < list->items->len; r++)
    {
      const TdTaskGroup *group = group_at (list, r);
      TdBlock *row;

      if (group != NULL)
        append_group_row (table, group, n_columns);
      row = td_block_append (table, td_block_new_row ());
      for (guint i = 0; i < TD_N_TASK_COLUMNS; i++)
        {
          g_autofree char *text = NULL;

          if (!is_printed (i))
            continue;
          text = td_task_export_cell (g_ptr_array_index (list->items, r), (TdTaskColumn) i);
          td_block_append (row, td_block_new_cell (text, NULL));
        }
    }

  return document;
}

/* RULE csv-formula: a cell that a spreadsheet would compute is told to be text. */
static void
append_csv (GString *out, const char *text)
{
  gboolean formula = *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;

  g_string_append_c (out, '"');
  if (formula)
    g_string_append_c (out, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static char *
format_csv (const TdTaskList *list)
{
  GString *out = g_string_new ("\xef\xbb\xbf"); /* Excel takes it for UTF-8 then */

  for (guint i = 0; i < TD_N_TASK_COLUMNS; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_csv (out, columns[i].heading);
    }
  g_string_append (out, "\r\n");
  for (guint r = 0; r < list->items->len; r++)
    {
      g_auto (GStrv) cells = make_line (g_ptr_array_index (list->items, r));

      for (guint i = 0; cells[i] != NULL; i++)
        {
          if (i > 0)
            g_string_append_c (out, ',');
          append_csv (out, cells[i]);
        }
      g_string_append (out, "\r\n");
    }

  return g_string_free (out, FALSE);
}

/**
 * td_task_export_tsv:
 * @list: tasks
 *
 * Returns: (transfer full): the rows as they are pasted into a spreadsheet
 */
char *
td_task_export_tsv (const TdTaskList *list)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < TD_N_TASK_COLUMNS; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "\t" : "", columns[i].heading);
  g_string_append_c (out, '\n');
  for (guint r = 0; r < list->items->len; r++)
    {
      g_auto (GStrv) cells = make_line (g_ptr_array_index (list->items, r));

      for (guint i = 0; cells[i] != NULL; i++)
        g_string_append_printf (out, "%s%s%s", i > 0 ? "\t" : "",
                                *cells[i] != '\0' && strchr ("=+-@", *cells[i]) != NULL ? "'" : "",
                                cells[i]);
      g_string_append_c (out, '\n');
    }

  return g_string_free (out, FALSE);
}

/* @unit: (nullable): only tasks it leads */
static char *
format_ics (const TdTaskList *list, const char *unit)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_ics_entry_free);

  for (guint r = 0; r < list->items->len; r++)
    {
      const TdTaskListItem *item = g_ptr_array_index (list->items, r);
      TdIcsEntry *entry;

      if (item->due == NULL || td_task_status_is_done (item->status) ||
          (unit != NULL &&
           !g_ptr_array_find_with_equal_func (item->lead_units, unit, g_str_equal, NULL)))
        continue;
      entry = td_ics_entry_new ();
      entry->uid = g_strdup_printf ("task-%s-%s@tiendo",
                                    item->task->uid != NULL ? item->task->uid : "x", item->due);
      entry->date = g_strdup (item->due);
      entry->summary = text_cell (item->task->content);
      entry->description = g_strdup_printf (
          "%s\n%s", item->task->deadline_text != NULL ? item->task->deadline_text : "",
          item->task->lead_text != NULL ? item->task->lead_text : "");
      entry->category = text_cell (item->group);
      entry->alarm_days = 3;
      g_ptr_array_add (entries, entry);
    }

  return td_ics_write (unit != NULL ? unit : "Nhiệm vụ", entries);
}

typedef struct
{
  const TdTaskList *list;
  const char *title;
} Export;

static gboolean
write_pdf (const char *path, gpointer data, GError **error)
{
  const Export *export = data;

  return td_pdf_write_document (td_task_export_compose (export->list, export->title),
                                td_style_nd30 (), path, error);
}

static gboolean
write_xlsx (const char *path, gpointer data, GError **error)
{
  const Export *export = data;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *as_of = as_of_line (export->list);
  const char *titles[] = { export->title != NULL ? export->title : "DANH SÁCH NHIỆM VỤ", as_of,
                           NULL };

  for (guint i = 0; i < export->list->items->len; i++)
    g_ptr_array_add (rows, make_line (g_ptr_array_index (export->list->items, i)));

  return td_xlsx_table_write ("Nhiệm vụ", titles, columns, TD_N_TASK_COLUMNS, rows, path, error);
}

static gboolean
write_docx (const Export *export, const char *path, gboolean replace, GError **error)
{
  TdBlock *document = td_task_export_compose (export->list, export->title);
  g_autoptr (GBytes) bytes = td_docx_write (document, td_style_nd30 (), error);

  td_block_unref (document);

  return bytes != NULL && td_output_file_write_bytes (path, replace, bytes, error);
}

static gboolean
write_text (char *text, const char *path, gboolean replace, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  return td_output_file_write_bytes (path, replace, bytes, error);
}

/**
 * td_task_export:
 * @list: tasks, in groups where the list has them
 * @title: (nullable): what the list is called, printed above it
 * @path: the file to write: .xlsx .csv .pdf .docx .ics
 * @replace: whether an existing file may be replaced
 * @error: return location
 *
 * Returns: whether the file was written
 */
gboolean
td_task_export (
    const TdTaskList *list, const char *title, const char *path, gboolean replace, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  Export export = { list, title };

  if (g_str_has_suffix (lower, ".pdf"))
    return td_output_file_write (path, replace, write_pdf, &export, error);
  if (g_str_has_suffix (lower, ".xlsx"))
    return td_output_file_write (path, replace, write_xlsx, &export, error);
  if (g_str_has_suffix (lower, ".docx"))
    return write_docx (&export, path, replace, error);
  if (g_str_has_suffix (lower, ".csv"))
    return write_text (format_csv (list), path, replace, error);
  if (g_str_has_suffix (lower, ".ics"))
    return write_text (format_ics (list, NULL), path, replace, error);
  td_error_set_at (error, TD_ERROR_USAGE, path, NULL,
                   _ ("A list of tasks is written as .xlsx, .csv, .pdf, .docx or .ics."));

  return FALSE;
}

/* A name of a file from that of a unit. */
static char *
file_name (const char *unit)
{
  g_autofree char *clean = g_strdelimit (g_strdup (unit), "/\\:*?\"<>|\n\t", '-');

  return g_strdup_printf ("%s.ics", *clean == '.' ? "don-vi" : clean);
}

/**
 * td_task_export_ics_by_unit:
 * @list: tasks
 * @folder: an existing folder
 * @replace: whether existing files may be replaced
 * @n_files: (out) (optional): how many were written
 * @error: return location
 *
 * Writes a calendar for each lead unit with open tasks that fall due.
 *
 * Returns: whether all were written
 */
gboolean
td_task_export_ics_by_unit (
    const TdTaskList *list, const char *folder, gboolean replace, guint *n_files, GError **error)
{
  g_autoptr (GHashTable) units = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer unit;

  for (guint r = 0; r < list->items->len; r++)
    {
      const TdTaskListItem *item = g_ptr_array_index (list->items, r);

      for (guint i = 0;
           item->due != NULL && !td_task_status_is_done (item->status) && i < item->lead_units->len;
           i++)
        g_hash_table_add (units, g_ptr_array_index (item->lead_units, i));
    }
  if (n_files != NULL)
    *n_files = g_hash_table_size (units);
  g_hash_table_iter_init (&iter, units);
  while (g_hash_table_iter_next (&iter, &unit, NULL))
    {
      g_autofree char *name = file_name (unit);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!write_text (format_ics (list, unit), path, replace, error))
        return FALSE;
    }

  return TRUE;
}
