/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-export.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "td-dossier-stats.h"
#include "td-error.h"
#include "td-output-file.h"
#include "td-table-writer.h"

/* Headings as in the one-stop systems: Vietnamese whatever the language of the window. */
static const TdTableColumn columns[] = {
  { "STT", 6 },
  { "Mã hồ sơ", 22 },
  { "Tên TTHC", 46 },
  { "Lĩnh vực", 32 },
  { "Mức độ DVC", 12 },
  { "Hình thức nộp", 18 },
  { "Ngày tiếp nhận", 17 },
  { "Ngày hẹn trả", 17 },
  { "Ngày trả kết quả", 17 },
  { "Trạng thái", 20 },
  { "Đơn vị xử lý", 32 },
  { "Cán bộ thụ lý", 20 },
  { "Kết quả so với hạn", 20 },
  { "Tên người nộp", 30 },
};

typedef struct
{
  TdConnection *connection;
  const TdDossierFilter *filter;
  TdDossierSort sort;
  gboolean descending, personal;
  const char *path;
  TdTableWriter *writer;
  JsonBuilder *builder;
  guint64 n;
} Export;

static const char *
state_word (TdDossierState state)
{
  static const char *const words[TD_N_DOSSIER_STATES] = {
    "",
    "Mới đăng ký",
    "Được tiếp nhận",
    "Không được tiếp nhận",
    "Đang xử lý",
    "Chờ bổ sung hồ sơ",
    "Yêu cầu thực hiện nghĩa vụ tài chính",
    "Đã rút hồ sơ",
    "Dừng xử lý",
    "Đã xử lý xong",
    "Đã trả kết quả",
    "Tạm dừng xử lý",
    "Từ chối giải quyết",
  };

  return words[(guint) state < TD_N_DOSSIER_STATES ? state : 0];
}

static const char *
outcome_word (TdOutcome outcome)
{
  static const char *const words[TD_N_OUTCOMES + 1] = {
    "Trước hạn",
    "Đúng hạn",
    "Quá hạn",
    "Đang giải quyết, trong hạn",
    "Đang giải quyết, quá hạn",
    "Tạm dừng, chờ bổ sung",
    "Đã rút",
    "Từ chối",
    "",
  };

  return words[MIN ((guint) outcome, TD_N_OUTCOMES)];
}

static void
write_time (TdTableWriter *writer, gint64 seconds, gboolean due)
{
  gint64 of_day = seconds % TD_DOSSIER_DAY;

  td_table_writer_time (writer, seconds, due ? of_day != TD_DOSSIER_DAY - 1 : of_day != 0);
}

static gboolean
write_line (TdDossierLine *line, gpointer data, GError **error)
{
  Export *self = data;
  TdTableWriter *writer = self->writer;

  td_table_writer_number (writer, (double) ++self->n);
  td_table_writer_text (writer, line->code);
  td_table_writer_text (writer, line->procedure);
  td_table_writer_text (writer, line->area);
  td_table_writer_text (writer, td_level_word (line->level));
  td_table_writer_text (writer, td_channel_word (line->channel));
  write_time (writer, line->received, FALSE);
  write_time (writer, line->due, TRUE);
  write_time (writer, line->returned, FALSE);
  td_table_writer_text (writer, state_word (line->state));
  td_table_writer_text (writer, line->unit);
  td_table_writer_text (writer, line->officer);
  td_table_writer_text (writer, outcome_word (line->outcome));
  if (self->personal)
    td_table_writer_text (writer, line->applicant);

  return td_table_writer_end_row (writer, error);
}

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
add_time (JsonBuilder *builder, const char *key, gint64 seconds, gboolean due)
{
  g_autofree char *iso = td_dossier_time_iso (seconds, due);

  add_string (builder, key, iso);
}

static gboolean
add_line (TdDossierLine *line, gpointer data, GError **error)
{
  Export *self = data;
  JsonBuilder *builder = self->builder;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_int_value (builder, line->id);
  add_string (builder, "code", line->code);
  add_string (builder, "procedure", line->procedure);
  add_string (builder, "area", line->area);
  add_string (builder, "level", td_level_nick (line->level));
  add_string (builder, "channel", td_channel_nick (line->channel));
  add_string (builder, "unit", line->unit);
  add_string (builder, "officer", line->officer);
  add_time (builder, "received", line->received, FALSE);
  add_time (builder, "due", line->due, TRUE);
  add_time (builder, "returned", line->returned, FALSE);
  add_string (builder, "state", td_dossier_state_nick (line->state));
  add_string (builder, "outcome", td_outcome_nick (line->outcome));
  if (self->personal)
    add_string (builder, "applicant", line->applicant);
  json_builder_end_object (builder);

  return TRUE;
}

static gboolean
write_table (const char *path, gpointer data, GError **error)
{
  Export *self = data;
  TdTableFormat format = g_str_has_suffix (self->path, ".csv") ? TD_TABLE_CSV : TD_TABLE_XLSX;
  gboolean done;

  self->writer = td_table_writer_new (path, format, "Hồ sơ TTHC", columns,
                                      G_N_ELEMENTS (columns) - !self->personal, error);
  if (self->writer == NULL)
    return FALSE;
  done = td_dossier_lines_each (self->connection, self->filter, self->sort, self->descending, 0, -1,
                                write_line, self, error);

  return td_table_writer_close (self->writer, done ? error : NULL) && done;
}

static gboolean
write_json (const char *path, gpointer data, GError **error)
{
  Export *self = data;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  self->builder = builder;
  json_builder_begin_object (builder);
  add_string (builder, "schema", "tiendo-dossiers/1");
  json_builder_set_member_name (builder, "dossiers");
  json_builder_begin_array (builder);
  if (!td_dossier_lines_each (self->connection, self->filter, self->sort, self->descending, 0, -1,
                              add_line, self, error))
    return FALSE;
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);

  return json_generator_to_file (generator, path, error);
}

gboolean
td_dossier_export (TdConnection *connection,
                   const TdDossierFilter *filter,
                   TdDossierSort sort,
                   gboolean descending,
                   gboolean personal,
                   const char *path,
                   gboolean replace,
                   GError **error)
{
  Export self = { connection, filter, sort, descending, personal, path, NULL, NULL, 0 };

  if (g_str_has_suffix (path, ".json"))
    return td_output_file_write (path, replace, write_json, &self, error);
  if (g_str_has_suffix (path, ".csv") || g_str_has_suffix (path, ".xlsx"))
    return td_output_file_write (path, replace, write_table, &self, error);

  td_error_set_at (error, TD_ERROR_USAGE, path, NULL,
                   _ ("Dossiers are written as .xlsx, .csv or .json."));
  return FALSE;
}
