/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "td-docx-writer.h"
#include "td-error.h"
#include "td-output-file.h"
#include "td-pdf.h"
#include "td-plan-export.h"
#include "td-report-private.h"

static void
add_string (JsonBuilder *builder, const char *key, const char *value)
{
  json_builder_set_member_name (builder, key);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_texts (JsonBuilder *builder, const char *key, GPtrArray *texts)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (texts, i));
  json_builder_end_array (builder);
}

static void
add_columns (JsonBuilder *builder, const TdReport *report)
{
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint c = 0; c < report->form->leaves->len; c++)
    {
      const TdReportColumn *column = g_ptr_array_index (report->form->leaves, c);

      json_builder_begin_object (builder);
      add_string (builder, "key", column->key);
      add_string (builder, "label", td_report_column_label (column, report->table->by));
      add_string (builder, "measure", column->measure);
      add_string (builder, "formula", column->formula);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_line (JsonBuilder *builder, const TdReport *report, const TdReportLine *line)
{
  json_builder_begin_object (builder);
  add_string (builder, "key", line->key);
  add_string (builder, "label", line->label);
  json_builder_set_member_name (builder, "values");
  json_builder_begin_object (builder);
  for (guint c = 0; c < report->form->leaves->len; c++)
    {
      const TdReportColumn *column = g_ptr_array_index (report->form->leaves, c);
      const TdReportCell *cell = &line->cells[c];

      if (column->type == TD_REPORT_NUMBER_LABEL || column->type == TD_REPORT_LABEL)
        continue;
      json_builder_set_member_name (builder, column->key);
      if (column->type != TD_REPORT_COUNT && column->type != TD_REPORT_FIGURE && cell->text != NULL)
        json_builder_add_string_value (builder, cell->text);
      else if (isnan (cell->number))
        json_builder_add_null_value (builder);
      else if (cell->number == floor (cell->number))
        json_builder_add_int_value (builder, (gint64) cell->number);
      else
        json_builder_add_double_value (builder, cell->number);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
add_lines (JsonBuilder *builder, const TdReport *report)
{
  const TdReportLine *total = NULL;

  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->table->lines->len; i++)
    {
      const TdReportLine *line = g_ptr_array_index (report->table->lines, i);

      if (line->total)
        total = line;
      else if (!line->group)
        add_line (builder, report, line);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "total");
  if (total != NULL)
    add_line (builder, report, total);
  else
    json_builder_add_null_value (builder);
}

static void
add_chapters (JsonBuilder *builder, const TdReport *report)
{
  json_builder_set_member_name (builder, "sections");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->chapters->len; i++)
    {
      const TdReportChapter *chapter = g_ptr_array_index (report->chapters, i);

      json_builder_begin_object (builder);
      add_string (builder, "key", chapter->section->key);
      add_string (builder, "label", chapter->section->label);
      add_string (builder, "title", chapter->section->title);
      add_texts (builder, "paragraphs", chapter->paragraphs);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * td_report_to_json:
 * @report: a report
 *
 * Returns: (transfer full): it under the schema tiendo-report/1
 */
char *
td_report_to_json (const TdReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_string (builder, "schema", "tiendo-report/1");
  add_string (builder, "kind", report->form->kind);
  add_string (builder, "form", report->form->id);
  add_string (builder, "code", report->form->code);
  add_string (builder, "title", report->form->title);
  add_string (builder, "period", report->period);
  add_string (builder, "from", report->table->from);
  add_string (builder, "to", report->table->to);
  add_string (builder, "as_of", report->table->as_of);
  add_string (builder, "by", report->table->by);
  add_columns (builder, report);
  add_lines (builder, report);
  add_chapters (builder, report);
  add_texts (builder, "failures", report->table->failures);
  add_texts (builder, "notes", report->table->notes);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);

  return json_generator_to_data (generator, NULL);
}

static gboolean
write_pdf (const char *path, gpointer data, GError **error)
{
  return td_pdf_write_document (td_report_compose (data), td_style_nd30 (), path, error);
}

static gboolean
write_xlsx (const char *path, gpointer data, GError **error)
{
  return td_xlsx_report_write (((const TdReport *) data)->table, path, error);
}

/**
 * td_report_export:
 * @report: a report
 * @path: the file; its suffix decides the format
 * @replace: whether an existing file may be replaced
 * @error: return location
 *
 * Returns: whether the file was written
 */
gboolean
td_report_export (const TdReport *report, const char *path, gboolean replace, GError **error)
{
  g_autoptr (TdBlock) document = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *json;

  switch (td_plan_format_of (path))
    {
    case TD_PLAN_FORMAT_PDF:
      return td_output_file_write (path, replace, write_pdf, (gpointer) report, error);
    case TD_PLAN_FORMAT_XLSX:
      return td_output_file_write (path, replace, write_xlsx, (gpointer) report, error);
    case TD_PLAN_FORMAT_DOCX:
      document = td_report_compose (report);
      bytes = td_docx_write (document, td_style_nd30 (), error);
      return bytes != NULL && td_output_file_write_bytes (path, replace, bytes, error);
    case TD_PLAN_FORMAT_JSON:
      json = td_report_to_json (report);
      bytes = g_bytes_new_take (json, strlen (json));
      return td_output_file_write_bytes (path, replace, bytes, error);
    case TD_PLAN_FORMAT_TEXT:
    case TD_PLAN_FORMAT_UNKNOWN:
    default:
      td_error_set_at (error, TD_ERROR_USAGE, path, NULL,
                       _ ("A report is written as .pdf, .docx, .xlsx or .json."));
      return FALSE;
    }
}
