/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "config.h"
#include "td-backup.h"
#include "td-date.h"
#include "td-error.h"
#include "td-task-blocks.h"

struct _TdCli
{
  GPtrArray *arguments; /* (element-type utf8): after the command's own words */
  GHashTable *options;  /* name without dashes -> value ("" for a flag), the last one given */
  GPtrArray *repeated;  /* (element-type utf8): name, value, name, value of all options */
  TdWorkspace *workspace;
  char *workspace_path;
  gboolean json;
  gboolean force;
  gboolean show_progress;
  gboolean progress_shown;
};

static const TdCliCommand *const command_tables[] = {
  td_cli_workspace_commands, td_cli_record_commands,     td_cli_plan_commands,
  td_cli_task_commands,      td_cli_chart_commands,      td_cli_deadline_commands,
  td_cli_history_commands,   td_cli_pdf_commands,        td_cli_clock_commands,
  td_cli_check_commands,     td_cli_document_commands,   td_cli_report_commands,
  td_cli_calendar_commands,  td_cli_progress_commands,   td_cli_dossier_commands,
  td_cli_import_commands,    td_cli_review_commands,     td_cli_case_commands,
  td_cli_roll_commands,      td_cli_unit_commands,       td_cli_procedure_commands,
  td_cli_view_commands,      td_cli_pdf_verify_commands,
};

/* How long an action can be undone, as the window's setting has it by default */
#define HISTORY_DAYS 730

/* Options every command takes */
static const char global_options[] = "workspace= json author= as-of= force help version";

guint
td_cli_n_arguments (TdCli *cli)
{
  return cli->arguments->len;
}

/**
 * td_cli_argument:
 * @cli: the command line
 * @n: which word after the command's own
 *
 * Returns: (nullable): the word, NULL past the last
 */
const char *
td_cli_argument (TdCli *cli, guint n)
{
  return n < cli->arguments->len ? g_ptr_array_index (cli->arguments, n) : NULL;
}

/**
 * td_cli_argument_id:
 * @cli: the command line
 * @n: which word
 * @id: (out): the id
 * @error: return location; TD_ERROR_USAGE when the word is no positive number
 */
gboolean
td_cli_argument_id (TdCli *cli, guint n, gint64 *id, GError **error)
{
  const char *word = td_cli_argument (cli, n);

  if (word != NULL && g_ascii_string_to_signed (word, 10, 1, G_MAXINT64, id, NULL))
    return TRUE;

  td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("“%s” is not an id."),
                   word != NULL ? word : "");
  return FALSE;
}

gboolean
td_cli_has_option (TdCli *cli, const char *name)
{
  return g_hash_table_contains (cli->options, name);
}

const char *
td_cli_option (TdCli *cli, const char *name)
{
  return g_hash_table_lookup (cli->options, name);
}

/**
 * td_cli_option_all:
 * @cli: the command line
 * @name: an option that may be given several times
 *
 * Returns: (transfer container) (element-type utf8): its values in the order given
 */
GPtrArray *
td_cli_option_all (TdCli *cli, const char *name)
{
  GPtrArray *values = g_ptr_array_new ();

  for (guint i = 0; i + 1 < cli->repeated->len; i += 2)
    {
      if (g_str_equal (g_ptr_array_index (cli->repeated, i), name))
        g_ptr_array_add (values, g_ptr_array_index (cli->repeated, i + 1));
    }

  return values;
}

/**
 * td_cli_option_int:
 * @cli: the command line
 * @name: an option that takes a value
 * @value: (inout): left alone where the option is absent
 * @error: return location; TD_ERROR_USAGE when the value is no whole number
 */
gboolean
td_cli_option_int (TdCli *cli, const char *name, gint64 *value, GError **error)
{
  const char *word = td_cli_option (cli, name);

  if (word == NULL || g_ascii_string_to_signed (word, 10, 0, G_MAXINT64, value, NULL))
    return TRUE;

  td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("--%s takes a whole number, not “%s”."),
                   name, word);
  return FALSE;
}

gboolean
td_cli_json (TdCli *cli)
{
  return cli->json;
}

gboolean
td_cli_force (TdCli *cli)
{
  return cli->force;
}

/**
 * td_cli_author:
 * @cli: the command line
 *
 * Returns: (nullable): who acts, as --author says; NULL: the workspace's profile
 */
const char *
td_cli_author (TdCli *cli)
{
  return td_cli_option (cli, "author");
}

/**
 * td_cli_workspace_path:
 * @cli: the command line
 *
 * Returns: the workspace file: --workspace, else the default one of the user's data folder
 */
const char *
td_cli_workspace_path (TdCli *cli)
{
  const char *given = td_cli_option (cli, "workspace");

  if (cli->workspace_path == NULL)
    cli->workspace_path =
        given != NULL ? g_strdup (given)
                      : g_build_filename (g_get_user_data_dir (), "tiendo", "default.tiendo", NULL);

  return cli->workspace_path;
}

/**
 * td_cli_workspace:
 * @cli: the command line
 * @error: return location
 *
 * Returns: (nullable) (transfer none): the workspace, opened on first use
 */
TdWorkspace *
td_cli_workspace (TdCli *cli, GError **error)
{
  if (cli->workspace == NULL)
    {
      cli->workspace =
          td_workspace_open (td_cli_workspace_path (cli), TD_WORKSPACE_DEFAULT, "cli", error);
      if (cli->workspace != NULL)
        td_workspace_set_time (cli->workspace, td_date_replaced_time ());
    }
  if (cli->workspace != NULL && td_cli_author (cli) != NULL)
    td_workspace_set_author (cli->workspace, td_cli_author (cli));

  return cli->workspace;
}

static void
end_progress (TdCli *cli)
{
  if (cli->progress_shown)
    fputs ("\r\033[K", stderr);
  cli->progress_shown = FALSE;
}

void
td_cli_print (TdCli *cli, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  td_cli_print_text (cli, text);
}

void
td_cli_print_text (TdCli *cli, const char *text)
{
  end_progress (cli);
  fputs (text, stdout);
  fputc ('\n', stdout);
}

/**
 * td_cli_print_json:
 * @cli: the command line
 * @builder: (transfer full): begun by td_cli_begin_json(); its object is closed here
 */
void
td_cli_print_json (TdCli *cli, JsonBuilder *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  td_cli_print_text (cli, text);
  g_object_unref (builder);
}

/**
 * td_cli_end_json:
 * @cli: the command line
 * @builder: (transfer full): begun by td_cli_begin_json()
 *
 * Prints it where JSON was asked for.
 */
void
td_cli_end_json (TdCli *cli, JsonBuilder *builder)
{
  if (cli->json)
    td_cli_print_json (cli, builder);
  else
    g_object_unref (builder);
}

/**
 * td_cli_begin_json:
 * @schema: "tiendo-plans/1"
 *
 * Returns: (transfer full): a builder inside an object that names its schema
 */
JsonBuilder *
td_cli_begin_json (const char *schema)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  td_cli_json_string (builder, "schema", schema);

  return builder;
}

void
td_cli_json_string (JsonBuilder *builder, const char *key, const char *value)
{
  if (key != NULL)
    json_builder_set_member_name (builder, key);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
td_cli_json_int (JsonBuilder *builder, const char *key, gint64 value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, value);
}

void
td_cli_json_bool (JsonBuilder *builder, const char *key, gboolean value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_boolean_value (builder, value);
}

/**
 * td_cli_progress:
 * @fraction: 0 to 1
 * @user_data: the command line
 *
 * A TdProgressFunc that writes to standard error when it is a terminal.
 */
void
td_cli_progress (double fraction, gpointer user_data)
{
  TdCli *cli = user_data;

  if (!cli->show_progress)
    return;
  fprintf (stderr, "\r%3d %%", (int) (fraction * 100));
  cli->progress_shown = TRUE;
}

/* "year=" in "year= strict" when @name is "year": 1 takes a value, 0 is a flag, -1 is unknown */
static int
option_kind (const char *options, const char *name)
{
  g_auto (GStrv) words = g_strsplit (options != NULL ? options : "", " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize length = strlen (words[i]);
      gboolean value = g_str_has_suffix (words[i], "=");

      if (strncmp (words[i], name, length - value) == 0 && name[length - value] == '\0')
        return value;
    }

  return -1;
}

static const TdCliCommand *
find_command (const char *name)
{
  for (guint t = 0; t < G_N_ELEMENTS (command_tables); t++)
    {
      for (const TdCliCommand *command = command_tables[t]; command->name != NULL; command++)
        {
          if (g_str_equal (command->name, name))
            return command;
        }
    }

  return NULL;
}

static void
print_command_help (const TdCliCommand *command)
{
  g_print ("tiendoctl %s %s\n    %s\n", command->name,
           command->arguments != NULL ? command->arguments : "", _ (command->summary));
  if (command->options != NULL)
    {
      g_auto (GStrv) words = g_strsplit (command->options, " ", -1);

      for (guint i = 0; words[i] != NULL; i++)
        g_print ("      --%s%s\n", words[i], g_str_has_suffix (words[i], "=") ? "…" : "");
    }
}

/* Help of all commands, or of those whose name starts with @prefix */
static void
print_help (const char *prefix)
{
  g_print (
      _ ("Usage: tiendoctl [--workspace FILE] [--json] [--author NAME] [--as-of DATE] [--force] "
         "COMMAND …\n\n"));
  for (guint t = 0; t < G_N_ELEMENTS (command_tables); t++)
    {
      for (const TdCliCommand *command = command_tables[t]; command->name != NULL; command++)
        {
          if (prefix == NULL || g_str_has_prefix (command->name, prefix))
            print_command_help (command);
        }
    }
}

/* The longest command made of the first words; *n_words is how many it took. */
static const TdCliCommand *
match_command (GPtrArray *words, guint *n_words)
{
  for (guint n = MIN (words->len, 2); n > 0; n--)
    {
      g_autofree char *name = n == 2
                                  ? g_strdup_printf ("%s %s", (char *) g_ptr_array_index (words, 0),
                                                     (char *) g_ptr_array_index (words, 1))
                                  : g_strdup (g_ptr_array_index (words, 0));
      const TdCliCommand *command = find_command (name);

      if (command != NULL)
        {
          *n_words = n;
          return command;
        }
    }

  return NULL;
}

static void
keep_option (TdCli *cli, const char *name, const char *value)
{
  g_hash_table_replace (cli->options, g_strdup (name), g_strdup (value));
  g_ptr_array_add (cli->repeated, g_strdup (name));
  g_ptr_array_add (cli->repeated, g_strdup (value));
}

/* Splits the line into words and raw options; which options exist is known only with the command.
 */
static const TdCliCommand *
parse_words (TdCli *cli, char **argv, GError **error)
{
  const TdCliCommand *command = NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  gboolean only_words = FALSE;

  for (guint i = 1; argv[i] != NULL; i++)
    {
      const char *word = argv[i];
      guint n_words = 0;

      if (!only_words && g_str_equal (word, "--"))
        {
          only_words = TRUE;
        }
      else if (!only_words && g_str_has_prefix (word, "--"))
        {
          g_autofree char *name = g_strdup (word + 2);
          char *equals = strchr (name, '=');
          int kind;

          if (equals != NULL)
            *equals++ = '\0';
          kind = option_kind (global_options, name);
          if (kind < 0 && command != NULL)
            kind = option_kind (command->options, name);
          if (kind < 0 || (kind == 0 && equals != NULL) ||
              (kind == 1 && equals == NULL && argv[i + 1] == NULL))
            {
              td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                               kind == 1 ? _ ("--%s needs a value.") : _ ("Unknown option --%s."),
                               name);
              return NULL;
            }
          keep_option (cli, name, kind == 0 ? "" : equals != NULL ? equals : argv[++i]);
        }
      else
        {
          g_ptr_array_add (words, (gpointer) word);
          if (command == NULL || cli->arguments->len == 0)
            {
              const TdCliCommand *longer = match_command (words, &n_words);

              if (longer != NULL && n_words == words->len)
                {
                  command = longer;
                  continue;
                }
            }
          if (command != NULL)
            g_ptr_array_add (cli->arguments, g_strdup (word));
        }
    }

  if (command == NULL && !td_cli_has_option (cli, "help") && !td_cli_has_option (cli, "version"))
    {
      if (words->len == 0)
        g_hash_table_replace (cli->options, g_strdup ("help"), g_strdup (""));
      else
        td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                         _ ("Unknown command “%s”. “tiendoctl --help” lists the commands."),
                         (char *) g_ptr_array_index (words, 0));
    }

  return command;
}

static void
print_error (TdCli *cli, const GError *error)
{
  end_progress (cli);
  if (cli->json)
    {
      JsonBuilder *builder = td_cli_begin_json ("tiendo-error/1");
      gboolean ours = error->domain == TD_ERROR;

      td_cli_json_string (builder, "code",
                          ours ? td_error_code_nick (error->code)
                               : g_quark_to_string (error->domain));
      td_cli_json_string (builder, "message", error->message);
      td_cli_json_string (builder, "file", td_error_get_file (error));
      td_cli_json_string (builder, "place", td_error_get_place (error));
      td_cli_print_json (cli, builder);
      return;
    }

  fputs ("tiendoctl: ", stderr);
  if (td_error_get_file (error) != NULL)
    fprintf (stderr, "%s: ", td_error_get_file (error));
  if (td_error_get_place (error) != NULL)
    fprintf (stderr, "%s: ", td_error_get_place (error));
  fprintf (stderr, "%s\n", error->message);
}

static int
run_command (TdCli *cli, const TdCliCommand *command, GError **error)
{
  int n = (int) cli->arguments->len;

  if (n < command->min_arguments || (command->max_arguments >= 0 && n > command->max_arguments))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("Usage: tiendoctl %s %s"),
                       command->name, command->arguments != NULL ? command->arguments : "");
      return 2;
    }

  return command->run (cli, error);
}

static void
set_up_locale (void)
{
  const char *folder = g_getenv ("TIENDO_LOCALE_DIR");

  if (setlocale (LC_ALL, "") == NULL)
    setlocale (LC_ALL, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : TD_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static gboolean
apply_clock (TdCli *cli, GError **error)
{
  const char *as_of = td_cli_option (cli, "as-of");
  g_autofree char *now = NULL;
  GDate date;

  if (as_of == NULL)
    return TRUE;
  if (!td_date_parse_iso (as_of, &date))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                       _ ("--as-of takes a date such as 2026-03-31, not “%s”."), as_of);
      return FALSE;
    }
  now = g_strdup_printf ("%sT12:00", as_of);
  g_setenv ("TIENDO_NOW", now, TRUE);

  return TRUE;
}

/* The first command of a day that changed something leaves a backup, then does the upkeep. Its
 * failure takes nothing from what the command did: it is said, and the exit code stays. */
static void
back_up_daily (TdCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *made = NULL;

  if (cli->workspace == NULL || td_workspace_get_read_only (cli->workspace) ||
      td_workspace_get_saved_at (cli->workspace) == NULL ||
      !td_backup_daily_is_due (td_cli_workspace_path (cli)))
    return;

  made = td_backup_make (td_cli_workspace_path (cli), "daily", &error);
  if (made == NULL || !td_workspace_maintain (cli->workspace, HISTORY_DAYS, &error))
    fprintf (stderr, "tiendoctl: %s\n", error->message);
}

/* So that the next start of the window need not read what was changed row by row. */
static void
pack_tasks (TdCli *cli)
{
  g_autoptr (GError) error = NULL;

  if (cli->workspace == NULL || td_workspace_get_read_only (cli->workspace) ||
      td_workspace_get_saved_at (cli->workspace) == NULL)
    return;
  if (!td_task_blocks_fill (cli->workspace, &error))
    g_debug ("packing tasks: %s", error->message); /* what the command did is done */
}

/**
 * td_cli_leave_workspace:
 * @cli: the command line
 *
 * Closes the workspace, of which a command has read all it needs: what it still does, as writing a
 * file, keeps nobody else from it.
 */
void
td_cli_leave_workspace (TdCli *cli)
{
  if (cli->workspace != NULL)
    td_workspace_close (cli->workspace);
  g_clear_object (&cli->workspace);
}

static void
cli_clear (TdCli *cli)
{
  td_cli_leave_workspace (cli);
  g_ptr_array_unref (cli->arguments);
  g_hash_table_unref (cli->options);
  g_ptr_array_unref (cli->repeated);
  g_free (cli->workspace_path);
}

/**
 * td_cli_main:
 * @argc: number of words
 * @argv: the words
 *
 * Returns: the exit code: 0 done, 1 the checked thing has faults, 2 wrong usage or unknown id,
 *   3 bad input file, 4 refused or failed
 */
int
td_cli_main (int argc, char **argv)
{
  TdCli cli = { NULL };
  g_autoptr (GError) error = NULL;
  const TdCliCommand *command;
  int status = 0;

  set_up_locale ();
  cli.arguments = g_ptr_array_new_with_free_func (g_free);
  cli.options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  cli.repeated = g_ptr_array_new_with_free_func (g_free);
  cli.show_progress = isatty (STDERR_FILENO);

  command = parse_words (&cli, argv, &error);
  cli.json = td_cli_has_option (&cli, "json");
  cli.force = td_cli_has_option (&cli, "force");

  if (error == NULL && td_cli_has_option (&cli, "version"))
    g_print ("tiendoctl %s\n", TD_VERSION);
  else if (error == NULL && td_cli_has_option (&cli, "help"))
    print_help (command != NULL ? command->name : td_cli_argument (&cli, 0));
  else if (error == NULL && apply_clock (&cli, &error))
    status = run_command (&cli, command, &error);

  if (error != NULL)
    {
      print_error (&cli, error);
      status = td_error_exit_code (error);
    }
  end_progress (&cli);
  pack_tasks (&cli);
  back_up_daily (&cli);
  cli_clear (&cli);

  return status;
}
