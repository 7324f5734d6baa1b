/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "td-workspace.h"

G_BEGIN_DECLS

/* The command line is a thin skin: it parses words, calls one service and prints the result. */

typedef struct _TdCli TdCli;

/* Runs one command. Returns the exit code; on an error sets @error, whose code decides the exit. */
typedef int (*TdCliFunc) (TdCli *cli, GError **error);

typedef struct
{
  const char *name; /* "plan import" */
  TdCliFunc run;
  int min_arguments;
  int max_arguments;     /* -1: any number */
  const char *arguments; /* shown in the help: "FILE" */
  const char *options;   /* words separated by spaces; "year=" takes a value */
  const char *summary;   /* translatable (N_) */
} TdCliCommand;

extern const TdCliCommand td_cli_workspace_commands[];
extern const TdCliCommand td_cli_record_commands[];
extern const TdCliCommand td_cli_plan_commands[];
extern const TdCliCommand td_cli_check_commands[];
extern const TdCliCommand td_cli_review_commands[];
extern const TdCliCommand td_cli_roll_commands[];
extern const TdCliCommand td_cli_task_commands[];
extern const TdCliCommand td_cli_progress_commands[];
extern const TdCliCommand td_cli_chart_commands[];
extern const TdCliCommand td_cli_deadline_commands[];
extern const TdCliCommand td_cli_calendar_commands[];
extern const TdCliCommand td_cli_history_commands[];
extern const TdCliCommand td_cli_dossier_commands[];
extern const TdCliCommand td_cli_import_commands[];
extern const TdCliCommand td_cli_unit_commands[];
extern const TdCliCommand td_cli_pdf_commands[];
extern const TdCliCommand td_cli_pdf_verify_commands[];
extern const TdCliCommand td_cli_clock_commands[];
extern const TdCliCommand td_cli_document_commands[];
extern const TdCliCommand td_cli_report_commands[];
extern const TdCliCommand td_cli_case_commands[];
extern const TdCliCommand td_cli_procedure_commands[];
extern const TdCliCommand td_cli_view_commands[];

int td_cli_main (int argc, char **argv);

/* What the commands ask of the command line */
guint td_cli_n_arguments (TdCli *cli);
const char *td_cli_argument (TdCli *cli, guint n);
gboolean td_cli_argument_id (TdCli *cli, guint n, gint64 *id, GError **error);
gboolean td_cli_has_option (TdCli *cli, const char *name);
const char *td_cli_option (TdCli *cli, const char *name);
GPtrArray *td_cli_option_all (TdCli *cli, const char *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_cli_option_int (TdCli *cli, const char *name, gint64 *value, GError **error);
gboolean td_cli_json (TdCli *cli);
gboolean td_cli_force (TdCli *cli);
const char *td_cli_workspace_path (TdCli *cli);
const char *td_cli_author (TdCli *cli);

/* Opened on first use, closed by td_cli_main() */
TdWorkspace *td_cli_workspace (TdCli *cli, GError **error);
void td_cli_leave_workspace (TdCli *cli);

/* Results */
void td_cli_print (TdCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);
void td_cli_print_json (TdCli *cli, JsonBuilder *builder);
void td_cli_end_json (TdCli *cli, JsonBuilder *builder);
void td_cli_print_text (TdCli *cli, const char *text);
void td_cli_progress (double fraction, gpointer cli);

/* JSON pieces shared by the commands */
typedef void (*TdCliOutput) (TdCli *cli,
                             JsonBuilder *builder,
                             gconstpointer row,
                             gpointer user_data);
JsonBuilder *td_cli_begin_json (const char *schema) G_GNUC_WARN_UNUSED_RESULT;
void td_cli_output_list (TdCli *cli,
                         const char *schema,
                         const char *member,
                         GPtrArray *rows,
                         TdCliOutput output,
                         gpointer user_data);
void td_cli_json_string (JsonBuilder *builder, const char *key, const char *value);
void td_cli_json_int (JsonBuilder *builder, const char *key, gint64 value);
void td_cli_json_bool (JsonBuilder *builder, const char *key, gboolean value);

G_END_DECLS
