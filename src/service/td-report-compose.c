/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-date.h"
#include "td-report-private.h"
#include "td-text.h"

#define HEADER_SIZE 10.5 /* points: the columns of the official form are narrow */

static TdBlock *
append_cell (TdBlock *row, const char *text, TdAlign align, gboolean header)
{
  TdBlock *cell = td_block_append (row, td_block_new_cell (text, NULL));

  cell->as.cell.align = align;
  cell->as.cell.header = header;
  cell->as.cell.middle = TRUE;

  return cell;
}

static TdBlock *
append_line (TdBlock *cell, const char *text, TdAlign align, gboolean bold, gboolean italic)
{
  TdBlock *paragraph = td_block_append (cell, td_block_new_plain (text, NULL));

  paragraph->as.paragraph.align = align;
  paragraph->as.paragraph.bold = bold;
  paragraph->as.paragraph.italic = italic;

  return paragraph;
}

/* RULE ii-06a-head: code at the left, title and period in the middle, who reports at the right */
static TdBlock *
compose_head (const TdReport *report)
{
  const TdReportTable *data = report->table;
  TdBlock *table = td_block_new_table (0);
  TdBlock *row, *cell;
  g_auto (GStrv) period = g_strsplit (data->period, "\n", -1);
  g_autofree char *reports =
      g_strdup_printf ("- Đơn vị báo cáo: %s", data->agency != NULL ? data->agency : "");
  g_autofree char *receives =
      g_strdup_printf ("- Đơn vị nhận báo cáo: %s", data->parent != NULL ? data->parent : "");

  table->as.table.plain = TRUE;
  td_block_add_column (table, "code", NULL, 0.22, TD_ALIGN_LEFT);
  td_block_add_column (table, "title", NULL, 0.53, TD_ALIGN_CENTER);
  td_block_add_column (table, "agency", NULL, 0.25, TD_ALIGN_LEFT);
  row = td_block_append (table, td_block_new_row ());
  cell = td_block_append (row, td_block_new_cell (NULL, NULL));
  append_line (cell,
               *report->form->code != '\0' ? report->form->code
               : data->agency != NULL      ? data->agency
                                           : "",
               TD_ALIGN_LEFT, TRUE, FALSE);
  if (report->form->law != NULL && *report->form->law != '\0')
    {
      g_autofree char *law = g_strdup_printf ("(Ban hành theo %s)", report->form->law);

      append_line (cell, law, TD_ALIGN_LEFT, FALSE, TRUE);
    }
  cell = td_block_append (row, td_block_new_cell (NULL, NULL));
  append_line (cell, report->form->title, TD_ALIGN_CENTER, TRUE, FALSE);
  for (guint i = 0; period[i] != NULL; i++)
    append_line (cell, period[i], TD_ALIGN_CENTER, i == 0, i > 0);
  cell = td_block_append (row, td_block_new_cell (NULL, NULL));
  append_line (cell, reports, TD_ALIGN_LEFT, FALSE, FALSE);
  append_line (cell, receives, TD_ALIGN_LEFT, FALSE, FALSE);

  return table;
}

/* The headings of one level; those deeper follow in the rows below. */
static void
append_headings (
    const TdReport *report, GPtrArray *columns, TdBlock **rows, guint level, guint depth)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const TdReportColumn *column = g_ptr_array_index (columns, i);
      TdBlock *cell = append_cell (rows[level], td_report_column_label (column, report->table->by),
                                   TD_ALIGN_CENTER, TRUE);

      cell->as.cell.column_span = td_report_column_n_leaves (column);
      if (column->columns != NULL)
        append_headings (report, column->columns, rows, level + 1, depth);
      else
        cell->as.cell.row_span = depth - level;
    }
}

/* "(3)=(4)+(5)+(6)" */
static char *
number_of (const TdReportColumn *column)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "(%s)", column->key);
  if (column->formula != NULL)
    {
      g_string_append (text, "=(");
      for (const char *p = column->formula; *p != '\0'; p++)
        {
          if (*p == '+' || *p == '-')
            g_string_append_printf (text, ")%c(", *p);
          else
            g_string_append_c (text, *p);
        }
      g_string_append_c (text, ')');
    }

  return g_string_free (text, FALSE);
}

static void
compose_headings (const TdReport *report, TdBlock *table)
{
  guint depth = td_report_form_depth (report->form);
  g_autofree TdBlock **rows = g_new (TdBlock *, depth);

  for (guint i = 0; i < depth; i++)
    rows[i] = td_block_append (table, td_block_new_row ());
  append_headings (report, report->form->columns, rows, 0, depth);
  table->as.table.n_header_rows = depth;
  if (!report->form->number_row)
    return;
  rows[0] = td_block_append (table, td_block_new_row ());
  table->as.table.n_header_rows++;
  for (guint c = 0; c < report->form->leaves->len; c++)
    {
      g_autofree char *number = number_of (g_ptr_array_index (report->form->leaves, c));

      append_cell (rows[0], number, TD_ALIGN_CENTER, FALSE);
    }
}

static TdAlign
align_of (const TdReportColumn *column)
{
  return column->type == TD_REPORT_LABEL || column->type == TD_REPORT_TEXT ? TD_ALIGN_LEFT
                                                                           : TD_ALIGN_CENTER;
}

static void
compose_line (const TdReport *report, TdBlock *table, const TdReportLine *line, guint number)
{
  TdBlock *row = td_block_append (table, line->group || line->total ? td_block_new_group_row ()
                                                                    : td_block_new_row ());

  for (guint c = 0; c < report->form->leaves->len; c++)
    {
      const TdReportColumn *column = g_ptr_array_index (report->form->leaves, c);
      g_autofree char *text = td_report_table_cell_text (report->table, line, c, number);

      append_cell (row, text, align_of (column), FALSE);
    }
}

static TdBlock *
compose_table (const TdReport *report)
{
  TdBlock *table = td_block_new_table (0);
  guint number = 0;

  if (report->form->leaves->len > 6)
    table->as.table.font_size = HEADER_SIZE;
  for (guint c = 0; c < report->form->leaves->len; c++)
    {
      const TdReportColumn *column = g_ptr_array_index (report->form->leaves, c);

      td_block_add_column (table, column->key, td_report_column_label (column, report->table->by),
                           column->width, align_of (column));
    }
  compose_headings (report, table);
  for (guint i = 0; i < report->table->lines->len; i++)
    {
      const TdReportLine *line = g_ptr_array_index (report->table->lines, i);

      number += !line->group && !line->total;
      compose_line (report, table, line, line->total ? 0 : number);
    }

  return table;
}

/* "Bình Minh, ngày 05 tháng 7 năm 2024" */
static char *
place_and_date (const TdReportTable *data)
{
  GDate date;

  if (!td_date_parse_iso (data->as_of, &date))
    return g_strdup ("");

  return g_strdup_printf (g_date_get_month (&date) <= 2 ? "%s, ngày %02d tháng %02d năm %d"
                                                        : "%s, ngày %02d tháng %d năm %d",
                          data->place != NULL ? data->place : "…", g_date_get_day (&date),
                          g_date_get_month (&date), g_date_get_year (&date));
}

static TdBlock *
compose_signers (const TdReport *report)
{
  TdBlock *table = td_block_new_table (0);
  TdBlock *row = td_block_append (table, td_block_new_row ());
  g_autofree char *date = place_and_date (report->table);

  table->as.table.plain = TRUE;
  for (guint i = 0; i < report->form->signers->len; i++)
    {
      gboolean last = i + 1 == report->form->signers->len;
      g_autofree char *title = td_text_upper (g_ptr_array_index (report->form->signers, i));
      TdBlock *cell = td_block_append (row, td_block_new_cell (NULL, NULL));

      td_block_add_column (table, NULL, NULL, 1.0 / report->form->signers->len, TD_ALIGN_CENTER);
      append_line (cell, last ? date : "\u00a0", TD_ALIGN_CENTER, FALSE, TRUE);
      append_line (cell, title, TD_ALIGN_CENTER, TRUE, FALSE);
      append_line (cell, last ? "(Ký tên, đóng dấu)" : "(Ký, ghi rõ họ tên)", TD_ALIGN_CENTER,
                   FALSE, TRUE);
    }

  return table;
}

/* Failed checks stand on the paper: it may be printed, but not without saying so. */
static void
compose_remarks (const TdReport *report, TdBlock *part)
{
  for (guint i = 0; i < report->table->failures->len; i++)
    {
      g_autofree char *text = g_strdup_printf (
          "Cảnh báo: %s.", (char *) g_ptr_array_index (report->table->failures, i));

      append_line (part, text, TD_ALIGN_LEFT, TRUE, FALSE);
    }
  for (guint i = 0; i < report->table->notes->len; i++)
    {
      g_autofree char *text =
          g_strdup_printf ("%s%s", i == 0 ? "Ghi chú: " : "",
                           (const char *) g_ptr_array_index (report->table->notes, i));

      append_line (part, text, TD_ALIGN_LEFT, FALSE, TRUE);
    }
}

static void
compose_form (const TdReport *report, TdBlock *document)
{
  TdBlock *part = td_block_append (document, td_block_new_part (FALSE,
                                                                report->form->landscape
                                                                    ? TD_ORIENTATION_LANDSCAPE
                                                                    : TD_ORIENTATION_PORTRAIT,
                                                                NULL));

  td_block_append (part, compose_head (report));
  if (report->form->measure_unit != NULL && *report->form->measure_unit != '\0')
    append_line (part, report->form->measure_unit, TD_ALIGN_RIGHT, FALSE, TRUE);
  if (report->table->lines->len > 0)
    td_block_append (part, compose_table (report));
  compose_remarks (report, part);
  if (report->form->signers->len > 0)
    td_block_append (part, compose_signers (report));
}

static TdBlock *
compose_letterhead (const TdReport *report)
{
  const TdReportTable *data = report->table;
  TdBlock *block = td_block_new_header ();
  TdBlockHeader *header = &block->as.header;
  g_auto (GStrv) period = g_strsplit (data->period, "\n", 2);
  const char *name = period[0] != NULL ? strstr (period[0], ": ") : NULL;
  const char *const parents[] = { data->parent, NULL };
  const char *const agency[] = { data->agency, NULL };
  GDate date;

  header->parents = g_strdupv ((char **) parents);
  header->agency = g_strdupv ((char **) agency);
  header->symbol = g_strdup ("BC");
  header->place = g_strdup (data->place);
  header->kind = g_strdup ("BÁO CÁO");
  header->title = g_strdup_printf ("Công tác cải cách hành chính%s%s", name != NULL ? "\n" : "",
                                   name != NULL ? name + 2 : "");
  if (td_date_parse_iso (data->as_of, &date))
    {
      header->month = g_date_get_month (&date);
      header->year = g_date_get_year (&date);
    }

  return block;
}

static void
compose_chapters (const TdReport *report, TdBlock *part)
{
  for (guint i = 0; i < report->chapters->len; i++)
    {
      const TdReportChapter *chapter = g_ptr_array_index (report->chapters, i);
      const TdReportSection *section = chapter->section;
      int level = g_ascii_isdigit (*section->label) ? 2 : 1;

      td_block_append (part, td_block_new_heading (level, section->label, section->title, NULL));
      for (guint p = 0; p < chapter->paragraphs->len; p++)
        td_block_append (part,
                         td_block_new_paragraph (g_ptr_array_index (chapter->paragraphs, p), NULL));
      if (chapter->paragraphs->len == 0 &&
          !(level == 1 && i + 1 < report->chapters->len &&
            g_ascii_isdigit (*((TdReportChapter *) g_ptr_array_index (report->chapters, i + 1))
                                  ->section->label)))
        td_block_append (part, td_block_new_paragraph ("…", NULL));
    }
}

/* A written report: the chapters, then the figures as an annex. */
static void
compose_written (const TdReport *report, TdBlock *document)
{
  TdBlock *part =
      td_block_append (document, td_block_new_part (FALSE, TD_ORIENTATION_PORTRAIT, NULL));
  TdBlock *signature = td_block_new_signature ();
  const char *const titles[] = { "GIÁM ĐỐC", NULL };
  const char *const recipients[] = { "- Như trên;", "- Lưu: VT.", NULL };
  TdBlock *annex;

  td_block_append (part, compose_letterhead (report));
  compose_chapters (report, part);
  signature->as.signature.titles = g_strdupv ((char **) titles);
  signature->as.signature.recipients = g_strdupv ((char **) recipients);
  td_block_append (part, signature);

  annex = td_block_append (document, td_block_new_part (TRUE, TD_ORIENTATION_PORTRAIT, "Phụ lục"));
  td_block_append (annex, td_block_new_annex_header ("Phụ lục", report->form->title,
                                                     "(Kèm theo Báo cáo công tác cải cách hành "
                                                     "chính)"));
  td_block_append (annex, compose_table (report));
  compose_remarks (report, annex);
}

/**
 * td_report_compose:
 * @report: a report
 *
 * Returns: (transfer full): it as a document
 */
TdBlock *
td_report_compose (const TdReport *report)
{
  g_autofree char *title = td_text_sentence_case (report->form->title);
  TdBlock *document = td_block_new_document (title, report->table->agency);

  if (report->form->sections->len > 0)
    compose_written (report, document);
  else
    compose_form (report, document);

  return document;
}
