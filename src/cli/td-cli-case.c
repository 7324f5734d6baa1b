/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "td-cli-dossier-private.h"
#include "td-date.h"
#include "td-dossier-letters.h"
#include "td-error.h"
#include "td-row-sql.h"

/* One dossier: entering it, what happens to it, its ledger and its papers. */

static gboolean
read_moment (TdCli *cli, const char *option, TdMoment *moment, GError **error)
{
  const char *word = td_cli_option (cli, option);

  if (word == NULL || td_moment_parse (word, moment))
    return TRUE;

  td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                   _ ("--%s takes a time such as 2026-03-31T15:05, not “%s”."), option, word);
  return FALSE;
}

static gboolean
read_channel (TdCli *cli, TdChannel *channel, GError **error)
{
  static const char *const names[] = { "direct", "online", "postal" };
  const char *word = td_cli_option (cli, "channel");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (word == NULL || g_str_equal (word, names[i]))
        {
          *channel = (TdChannel) (TD_CHANNEL_DIRECT + i);
          return TRUE;
        }
    }

  td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("--%s takes %s, not “%s”."), "channel",
                   "direct, online, postal", word);
  return FALSE;
}

/* "Đơn đề nghị:1:0:2": originals, certified and plain copies */
static void
add_paper (TdDossierEntry *entry, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 4);
  TdDossierPaperRow *paper = td_row_new (TD_KIND_DOSSIER_PAPER);
  gint64 *const counts[] = { &paper->originals, &paper->certified, &paper->copies };

  paper->text = g_strdup (g_strstrip (parts[0]));
  for (guint i = 0; i < G_N_ELEMENTS (counts) && parts[0] != NULL && parts[i + 1] != NULL; i++)
    {
      *counts[i] = CLAMP (g_ascii_strtoll (parts[i + 1], NULL, 10), 0, 9999);
      if (i == 2)
        break;
    }
  g_ptr_array_add (entry->papers, paper);
}

static void
read_texts (TdCli *cli, TdDossierEntry *entry)
{
  const struct
  {
    const char *option;
    char **target;
  } texts[] = {
    { "code", &entry->code },
    { "procedure", &entry->procedure_code },
    { "name", &entry->procedure_name },
    { "area", &entry->area },
    { "unit", &entry->unit },
    { "officer", &entry->officer },
    { "applicant", &entry->applicant },
    { "address", &entry->detail->address },
    { "phone", &entry->detail->phone },
    { "email", &entry->detail->email },
    { "identity", &entry->detail->identity_number },
    { "content", &entry->detail->content },
    { "return-at", &entry->detail->return_place },
    { "receiver", &entry->detail->receiver },
  };
  g_autoptr (GPtrArray) papers = td_cli_option_all (cli, "paper");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i].target = g_strdup (td_cli_option (cli, texts[i].option));
  for (guint i = 0; i < papers->len; i++)
    add_paper (entry, g_ptr_array_index (papers, i));
}

static void
add_moment (JsonBuilder *builder, const char *key, TdMoment moment)
{
  g_autofree char *text = td_moment_format (moment);

  td_cli_json_string (builder, key, text);
}

static TdDossierCase *
load_case (TdCli *cli, gint64 id, GError **error)
{
  TdConnection *connection = td_workspace_get_connection (td_cli_workspace (cli, NULL));
  g_autoptr (TdClockOffice) office = td_clock_office_load (connection, error);

  return office != NULL ? td_dossier_case_load (connection, office, id, td_moment_now (), error)
                        : NULL;
}

static void
add_events (JsonBuilder *builder, const TdDossierCase *dossier)
{
  json_builder_set_member_name (builder, "events");
  json_builder_begin_array (builder);
  for (guint i = 0; i < dossier->events->len; i++)
    {
      const TdDossierEventRow *event = g_ptr_array_index (dossier->events, i);

      json_builder_begin_object (builder);
      td_cli_json_int (builder, "id", event->row.id);
      td_cli_json_string (builder, "at", event->at);
      td_cli_json_string (builder, "kind", event->kind);
      td_cli_json_string (builder, "until", event->until);
      td_cli_json_string (builder, "party", event->party);
      td_cli_json_string (builder, "document", event->document);
      td_cli_json_string (builder, "reason", event->reason);
      td_cli_json_bool (builder, "cancelled", event->cancelled);
      td_cli_json_string (builder, "correction", event->correction);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_state (JsonBuilder *builder, const TdDossierCase *dossier)
{
  const TdDossierRow *row = dossier->dossier;

  td_cli_json_int (builder, "id", row->row.id);
  td_cli_json_string (builder, "code", row->code);
  td_cli_json_string (builder, "procedure_code", dossier->procedure_code);
  td_cli_json_string (builder, "procedure", dossier->procedure_name);
  td_cli_json_string (builder, "area", dossier->area);
  td_cli_json_string (builder, "unit", dossier->unit);
  td_cli_json_string (builder, "officer", dossier->officer);
  td_cli_json_string (builder, "applicant", row->applicant);
  add_moment (builder, "received", row->received / 60);
  add_moment (builder, "returned", row->returned > 0 ? row->returned / 60 : TD_MOMENT_NONE);
  td_cli_json_string (builder, "policy", dossier->policy_key);
  td_cli_json_string (builder, "apology", td_dossier_case_letter (dossier));
  td_cli_json_string (builder, "clock_error", dossier->clock_error);
  add_events (builder, dossier);
  if (dossier->clock == NULL)
    return;
  td_cli_json_string (builder, "status_by_day", td_on_time_group_nick (dossier->clock->by_day));
  td_cli_json_string (builder, "status_by_minute",
                      td_on_time_group_nick (dossier->clock->by_minute));
  td_cli_json_int (builder, "late_days", dossier->clock->late_days);
  td_cli_json_int (builder, "late_minutes", dossier->clock->late_minutes);
  td_cli_json_clock (builder, dossier->clock);
}

static int
show (TdCli *cli, gint64 id, GError **error)
{
  g_autoptr (TdDossierCase) dossier = load_case (cli, id, error);

  if (dossier == NULL)
    return 4;
  if (td_cli_json (cli))
    {
      JsonBuilder *builder = td_cli_begin_json ("tiendo-dossier/1");

      add_state (builder, dossier);
      td_cli_print_json (cli, builder);
      return 0;
    }
  td_cli_print (cli, "%" G_GINT64_FORMAT "\t%s\t%s", dossier->dossier->row.id,
                dossier->dossier->code,
                dossier->procedure_name != NULL ? dossier->procedure_name : "");
  if (dossier->clock != NULL)
    td_cli_print_clock (cli, dossier->clock);
  else
    td_cli_print_text (cli, dossier->clock_error);

  return 0;
}

static int
dossier_add (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (TdDossierEntry) entry = td_dossier_entry_new ();
  gint64 id;

  entry->received = td_moment_now ();
  if (workspace == NULL || !read_moment (cli, "received", &entry->received, error) ||
      !read_channel (cli, &entry->channel, error))
    return 2;
  read_texts (cli, entry);
  id = td_dossier_case_add (workspace, entry, error);

  return id != 0 ? show (cli, id, error) : 4;
}

/* A correction starts from the event as it is. */
static TdDossierEventRow *
begin_event (TdCli *cli, gint64 *dossier_id, GError **error)
{
  TdConnection *connection = td_workspace_get_connection (td_cli_workspace (cli, NULL));
  const char *correct = td_cli_option (cli, "correct");
  TdDossierEventRow *event;
  gint64 event_id;

  *dossier_id = td_dossier_case_find (connection, td_cli_argument (cli, 0), error);
  if (*dossier_id == 0)
    return NULL;
  if (correct == NULL)
    {
      event = td_row_new (TD_KIND_DOSSIER_EVENT);
      event->dossier_id = *dossier_id;
      return event;
    }
  if (!g_ascii_string_to_signed (correct, 10, 1, G_MAXINT64, &event_id, NULL))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("“%s” is not an id."), correct);
      return NULL;
    }
  event = td_row_sql_get (connection, TD_KIND_DOSSIER_EVENT, event_id, error);
  if (event != NULL && event->dossier_id != *dossier_id)
    {
      td_error_set_at (error, TD_ERROR_NOT_FOUND, NULL, NULL,
                       _ ("The event is not one of this dossier."));
      td_row_free (TD_KIND_DOSSIER_EVENT, event);
      return NULL;
    }

  return event;
}

static void
fill_event (TdCli *cli, TdDossierEventRow *event)
{
  const struct
  {
    const char *option;
    char **target;
  } texts[] = {
    { "at", &event->at },
    { "until", &event->until },
    { "party", &event->party },
    { "by", &event->actor },
    { "document", &event->document },
    { "document-date", &event->document_date },
    { "reason", &event->reason },
    { "note", &event->note },
    { "because", &event->correction },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *word = td_cli_option (cli, texts[i].option);

      if (word == NULL)
        continue;
      g_free (*texts[i].target);
      *texts[i].target = *word != '\0' ? g_strdup (word) : NULL;
    }
  if (td_cli_argument (cli, 1) != NULL)
    {
      g_free (event->kind);
      event->kind = g_strdup (td_cli_argument (cli, 1));
    }
  if (event->at == NULL)
    event->at = td_moment_format (td_moment_now ());
  if (td_cli_has_option (cli, "strike"))
    event->cancelled = TRUE;
}

static int
dossier_event (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  TdDossierEventRow *event;
  gint64 dossier_id;
  gboolean done;

  if (workspace == NULL)
    return 4;
  event = begin_event (cli, &dossier_id, error);
  if (event == NULL)
    return 2;
  fill_event (cli, event);
  done = td_dossier_case_put_event (workspace, event, error);
  td_row_free (TD_KIND_DOSSIER_EVENT, event);

  return done ? show (cli, dossier_id, error) : 4;
}

static int
dossier_show (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  gint64 id;

  if (workspace == NULL)
    return 4;
  id = td_dossier_case_find (td_workspace_get_connection (workspace), td_cli_argument (cli, 0),
                             error);

  return id != 0 ? show (cli, id, error) : 2;
}

/* A slip or letter about one dossier; nothing is recorded. */
static int
dossier_paper (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (TdDossierCase) dossier = NULL;
  g_autoptr (GPtrArray) items = td_cli_option_all (cli, "item");
  g_autoptr (TdBlock) document = NULL;
  TdLetter letter = { .at = td_moment_now (), .until = TD_MOMENT_NONE };
  gboolean a5, done;
  gint64 id;

  if (workspace == NULL)
    return 4;
  if (!td_letter_kind_parse (td_cli_argument (cli, 1), &letter.kind))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                       _ ("There is no paper “%s”. There are: %s"), td_cli_argument (cli, 1),
                       "receipt, supplement, refusal, apology, stop, control, ledger");
      return 2;
    }
  id = td_dossier_case_find (td_workspace_get_connection (workspace), td_cli_argument (cli, 0),
                             error);
  if (id == 0 || !read_moment (cli, "until", &letter.until, error))
    return 2;
  dossier = load_case (cli, id, error);
  if (dossier == NULL)
    return 4;
  g_ptr_array_add (items, NULL);
  letter.items = (const char *const *) items->pdata;
  letter.reason = td_cli_option (cli, "reason");
  letter.number = td_cli_option (cli, "number");
  done = td_letter_set_agency (td_workspace_get_connection (workspace), &letter, error);
  if (done)
    document = td_letter_compose (dossier, &letter, NULL, &a5, error);
  done = document != NULL &&
         td_letter_write (document, a5, td_cli_argument (cli, 2), td_cli_force (cli), error);
  td_letter_clear_agency (&letter);

  return done ? 0 : 4;
}

static gboolean
read_window (TdCli *cli, GDate *from, GDate *to, GError **error)
{
  const char *first = td_cli_option (cli, "from");
  const char *last = td_cli_option (cli, "to");

  if (first != NULL && last != NULL && td_date_parse_iso (first, from) &&
      td_date_parse_iso (last, to) && g_date_compare (from, to) <= 0)
    return TRUE;

  td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                   _ ("Give the window as --from 2026-01-01 --to 2026-03-31."));
  return FALSE;
}

static int
dossier_letters (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  TdConnection *connection;
  TdLettersOptions options = { .at = td_moment_now (), .until = TD_MOMENT_NONE };
  g_autoptr (GArray) ids = NULL;
  g_autoptr (TdLetters) letters = NULL;
  GDate from, to;

  if (workspace == NULL || !read_window (cli, &from, &to, error) ||
      !read_moment (cli, "until", &options.until, error) ||
      !td_cli_option_int (cli, "number", &options.first_number, error))
    return 2;
  connection = td_workspace_get_connection (workspace);
  options.reason = td_cli_option (cli, "reason");
  options.symbol = td_cli_option (cli, "symbol");
  options.each = td_cli_has_option (cli, "each");
  options.replace = td_cli_force (cli);
  ids = td_dossier_letters_find (connection, &from, &to, td_cli_has_option (cli, "again"), error);
  if (ids == NULL)
    return 4;
  if (options.each && ids->len > 0)
    g_mkdir_with_parents (td_cli_argument (cli, 0), 0777);
  letters = td_dossier_letters_make (connection, (const gint64 *) (gpointer) ids->data, ids->len,
                                     &options, td_cli_argument (cli, 0), error);
  if (letters == NULL || (letters->events->len > 0 && !td_cli_has_option (cli, "dry-run") &&
                          !td_dossier_case_put_events (workspace, letters->events,
                                                       _ ("Write letters of apology"), error)))
    return 4;
  if (td_cli_json (cli))
    {
      JsonBuilder *builder = td_cli_begin_json ("tiendo-letters/1");

      td_cli_json_int (builder, "letters", letters->events->len);
      td_cli_json_int (builder, "files", letters->files->len);
      td_cli_print_json (cli, builder);
    }
  else
    td_cli_print (cli, ngettext ("%u letter", "%u letters", letters->events->len),
                  letters->events->len);

  return 0;
}

const TdCliCommand td_cli_case_commands[] = {
  { "dossier add", dossier_add, 0, 0, NULL,
    "procedure= applicant= received= channel= code= name= area= unit= officer= address= phone= "
    "email= identity= content= return-at= receiver= paper=",
    N_ ("Enter a dossier; the due time is computed and promised") },
  { "dossier event", dossier_event, 1, 2, "ID|CODE [KIND]",
    "at= until= party= by= document= document-date= reason= note= correct= because= strike",
    N_ ("Record or correct what happened to a dossier") },
  { "dossier show", dossier_show, 1, 1, "ID|CODE", NULL,
    N_ ("Show a dossier with the ledger of its due time") },
  { "dossier paper", dossier_paper, 3, 3, "ID|CODE KIND OUT", "reason= number= until= item=",
    N_ ("Write a paper about a dossier as .pdf or .docx: receipt, supplement, refusal, apology, "
        "stop, control, ledger") },
  { "dossier letters", dossier_letters, 1, 1, "OUT",
    "from= to= until= reason= number= symbol= each again dry-run",
    N_ ("Write and record letters of apology for late dossiers") },
  { NULL },
};
