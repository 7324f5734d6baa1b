/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-xlsx-plan-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "td-error.h"

#define MAX_COLUMNS 32
#define MAX_CELL 32000 /* characters; Excel takes 32 767 */
#define TEXT_FORMAT 49 /* "@": what is typed into the cell later stays text, too */

typedef struct
{
  const char *role;
  const char *heading; /* (nullable) */
} Column;

typedef struct
{
  const TdPlanData *data;
  lxw_worksheet *sheet;
  lxw_format *title;
  lxw_format *header;
  lxw_format *group;
  lxw_format *cell;
  lxw_format *centred;
  Column columns[MAX_COLUMNS];
  guint n_columns;
  lxw_row_t row;
} Writer;

static const struct
{
  const char *role;
  const char *heading; /* as in the annexes of the departments: Vietnamese whatever the locale */
  double width;        /* characters */
} roles[] = {
  { TD_COLUMN_NUMBER, "TT", 6 },
  { TD_COLUMN_CONTENT, "Nhiệm vụ", 48 },
  { TD_COLUMN_PRODUCT, "Sản phẩm", 30 },
  { TD_COLUMN_LEAD, "Đơn vị chủ trì", 22 },
  { TD_COLUMN_COORDINATING, "Đơn vị phối hợp", 26 },
  { TD_COLUMN_ASSIGNMENT, "Phân công", 34 },
  { TD_COLUMN_DEADLINE, "Thời gian hoàn thành", 20 },
  { TD_COLUMN_NOTE, "Ghi chú", 20 },
  { TD_COLUMN_OTHER, "", 20 },
};

static const char *
task_text (const TdTaskRow *task, const char *role)
{
  const struct
  {
    const char *role;
    const char *text;
  } texts[] = {
    { TD_COLUMN_NUMBER, task->number_text != NULL ? task->number_text : task->number },
    { TD_COLUMN_CONTENT, task->content },
    { TD_COLUMN_PRODUCT, task->product_text },
    { TD_COLUMN_LEAD, task->lead_text },
    { TD_COLUMN_COORDINATING, task->coordinating_text },
    { TD_COLUMN_ASSIGNMENT, task->assignment_text },
    { TD_COLUMN_DEADLINE, task->deadline_text },
    { TD_COLUMN_NOTE, task->note },
    { TD_COLUMN_OTHER, task->other_text },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_strcmp0 (texts[i].role, role) == 0)
      return texts[i].text;

  return NULL;
}

/* The columns of the printed annex; of a plan without one, those that some task fills. */
static void
find_columns (Writer *writer)
{
  guint n = td_plan_data_count (writer->data, TD_KIND_PLAN_COLUMN);

  for (guint i = 0; i < MIN (n, MAX_COLUMNS); i++)
    {
      const TdPlanColumnRow *column = td_plan_data_nth (writer->data, TD_KIND_PLAN_COLUMN, i);

      writer->columns[writer->n_columns++] =
          (Column){ column->role != NULL ? column->role : TD_COLUMN_OTHER, column->heading };
    }
  for (guint r = 0; n == 0 && r < G_N_ELEMENTS (roles); r++)
    {
      gboolean used = g_str_equal (roles[r].role, TD_COLUMN_NUMBER) ||
                      g_str_equal (roles[r].role, TD_COLUMN_CONTENT);

      for (guint i = 0; !used && i < td_plan_data_count (writer->data, TD_KIND_TASK); i++)
        {
          const char *text =
              task_text (td_plan_data_nth (writer->data, TD_KIND_TASK, i), roles[r].role);

          used = text != NULL && *text != '\0';
        }
      if (used)
        writer->columns[writer->n_columns++] = (Column){ roles[r].role, roles[r].heading };
    }
}

/* A cell is always a string, so that a text beginning with = + - or @ is never computed. */
static void
write_text (Writer *writer, lxw_col_t column, const char *text, lxw_format *format)
{
  g_autofree char *cut = NULL;

  if (text == NULL || *text == '\0')
    {
      worksheet_write_blank (writer->sheet, writer->row, column, format);
      return;
    }
  if (g_utf8_strlen (text, -1) > MAX_CELL)
    text = cut = g_utf8_substring (text, 0, MAX_CELL);
  worksheet_write_string (writer->sheet, writer->row, column, text, format);
}

static void
write_merged (Writer *writer, guint from, guint to, const char *text, lxw_format *format)
{
  g_autofree char *cut =
      text != NULL ? g_utf8_substring (text, 0, MIN (MAX_CELL, g_utf8_strlen (text, -1))) : NULL;

  if (to > from)
    worksheet_merge_range (writer->sheet, writer->row, (lxw_col_t) from, writer->row,
                           (lxw_col_t) to, cut != NULL ? cut : "", format);
  else
    write_text (writer, (lxw_col_t) from, cut, format);
}

static void
write_title (Writer *writer, const char *text)
{
  guint lines = 1;

  if (text == NULL || *text == '\0')
    return;

  /* a merged cell does not grow by itself */
  for (const char *p = text; *p != '\0'; p++)
    lines += *p == '\n';
  worksheet_set_row (writer->sheet, writer->row, 18 * lines, NULL);
  write_merged (writer, 0, writer->n_columns - 1, text, writer->title);
  writer->row++;
}

static void
write_group (Writer *writer, const TdPlanGroupRow *group)
{
  g_autofree char *whole = NULL;

  if (group->label != NULL && !group->label_in_title && writer->n_columns > 1)
    {
      write_text (writer, 0, group->label, writer->group);
      write_merged (writer, 1, writer->n_columns - 1, group->title, writer->group);
    }
  else
    {
      whole = group->label != NULL ? g_strdup_printf ("%s %s", group->label,
                                                      group->title != NULL ? group->title : "")
                                   : g_strdup (group->title);
      write_merged (writer, 0, writer->n_columns - 1, whole, writer->group);
    }
  writer->row++;
}

static void
write_task (Writer *writer, const TdTaskRow *task)
{
  for (guint i = 0; i < writer->n_columns; i++)
    write_text (writer, (lxw_col_t) i, task_text (task, writer->columns[i].role),
                g_strcmp0 (writer->columns[i].role, TD_COLUMN_NUMBER) == 0 ? writer->centred
                                                                           : writer->cell);
  writer->row++;
}

static void
write_tasks (Writer *writer, gint64 group_id)
{
  g_autoptr (GPtrArray) tasks = td_plan_data_group_tasks (writer->data, group_id);

  for (guint i = 0; i < tasks->len; i++)
    write_task (writer, g_ptr_array_index (tasks, i));
}

static double
width_of (const char *role)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_strcmp0 (roles[i].role, role) == 0)
      return roles[i].width;

  return 20;
}

static void
write_sheet (Writer *writer)
{
  const TdPlanData *data = writer->data;
  const TdPlanRow *plan = data->plan;
  lxw_row_t header;

  if (plan != NULL)
    {
      write_title (writer, plan->annex_label);
      write_title (writer, plan->annex_title != NULL ? plan->annex_title : plan->title);
    }
  header = writer->row;
  for (guint i = 0; i < writer->n_columns; i++)
    {
      write_text (writer, (lxw_col_t) i, writer->columns[i].heading, writer->header);
      worksheet_set_column (writer->sheet, (lxw_col_t) i, (lxw_col_t) i,
                            width_of (writer->columns[i].role), NULL);
    }
  writer->row++;
  worksheet_freeze_panes (writer->sheet, writer->row, 0);
  worksheet_repeat_rows (writer->sheet, header, header);

  write_tasks (writer, 0);
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_PLAN_GROUP); i++)
    {
      const TdPlanGroupRow *group = td_plan_data_nth (data, TD_KIND_PLAN_GROUP, i);

      write_group (writer, group);
      write_tasks (writer, group->row.id);
    }

  worksheet_set_paper (writer->sheet, 9); /* A4 */
  worksheet_set_landscape (writer->sheet);
  worksheet_fit_to_pages (writer->sheet, 1, 0);
}

static lxw_format *
add_format (lxw_workbook *book, gboolean bold, gboolean border, int align)
{
  lxw_format *format = workbook_add_format (book);

  format_set_font_name (format, "Times New Roman");
  format_set_font_size (format, 12);
  format_set_text_wrap (format);
  format_set_align (format, (uint8_t) align);
  format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
  format_set_num_format_index (format, TEXT_FORMAT);
  if (bold)
    format_set_bold (format);
  if (border)
    format_set_border (format, LXW_BORDER_THIN);

  return format;
}

static void
set_properties (lxw_workbook *book, const TdPlanRow *plan)
{
  /* a constant time: equal plans give equal files */
  lxw_doc_properties properties = { .created = 315532800 };

  if (plan != NULL)
    {
      properties.title = plan->title;
      properties.author = plan->agency;
    }
  workbook_set_properties (book, &properties);
}

/**
 * td_xlsx_plan_write:
 * @data: a plan
 * @path: the file to write, which is replaced
 * @error: TD_ERROR_FAILED
 *
 * Writes the tasks of the plan as an Excel sheet with the columns of its annex: title, header row
 * that is repeated and stays in view, merged area rows.
 *
 * Returns: whether the file was written
 */
gboolean
td_xlsx_plan_write (const TdPlanData *data, const char *path, GError **error)
{
  Writer writer = { .data = data };
  lxw_workbook *book;
  lxw_error failure;

  g_return_val_if_fail (data != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  book = workbook_new (path);
  if (book != NULL)
    {
      set_properties (book, data->plan);
      writer.sheet = workbook_add_worksheet (book, "Phụ lục");
      writer.title = add_format (book, TRUE, FALSE, LXW_ALIGN_CENTER);
      writer.header = add_format (book, TRUE, TRUE, LXW_ALIGN_CENTER);
      writer.group = add_format (book, TRUE, TRUE, LXW_ALIGN_LEFT);
      writer.cell = add_format (book, FALSE, TRUE, LXW_ALIGN_LEFT);
      writer.centred = add_format (book, FALSE, TRUE, LXW_ALIGN_CENTER);
      find_columns (&writer);
      write_sheet (&writer);
      failure = workbook_close (book);
    }
  if (book == NULL || failure != LXW_NO_ERROR)
    {
      td_error_set_at (error, TD_ERROR_FAILED, path, NULL, _ ("The file could not be written: %s"),
                       book != NULL ? lxw_strerror (failure) : path);
      return FALSE;
    }

  return TRUE;
}
