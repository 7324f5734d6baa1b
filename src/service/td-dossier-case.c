/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-case.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-date.h"
#include "td-error.h"
#include "td-row-sql.h"

void
td_dossier_case_free (TdDossierCase *self)
{
  if (self == NULL)
    return;
  td_row_free (TD_KIND_DOSSIER, self->dossier);
  td_row_free (TD_KIND_DOSSIER_DETAIL, self->detail);
  td_row_free (TD_KIND_PROCEDURE, self->procedure);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->papers, g_ptr_array_unref);
  g_free (self->procedure_name);
  g_free (self->procedure_code);
  g_free (self->area);
  g_free (self->unit);
  g_free (self->officer);
  td_clock_free (self->clock);
  g_free (self->clock_error);
  g_clear_pointer (&self->days, g_array_unref);
  g_clear_pointer (&self->stretches, g_ptr_array_unref);
  g_free (self->policy_key);
  g_free (self->policy_name);
  g_free (self);
}

/**
 * td_dossier_case_find:
 * @connection: where to read
 * @word: an id, or the code of a dossier in any letter case
 * @error: return location; TD_ERROR_NOT_FOUND
 *
 * Returns: the id, 0 on error
 */
gint64
td_dossier_case_find (TdConnection *connection, const char *word, GError **error)
{
  g_autoptr (TdStatement) statement = NULL;
  gint64 id;

  if (g_ascii_string_to_signed (word, 10, 1, G_MAXINT64, &id, NULL))
    return id;
  statement =
      td_connection_prepare (connection,
                             "SELECT id FROM dossier WHERE code IN (?1, ?2) AND " TD_ROW_SQL_VISIBLE
                             " ORDER BY id LIMIT 1",
                             error);
  if (statement == NULL)
    return 0;
  else
    {
      g_autofree char *upper = g_utf8_strup (word, -1);

      td_statement_bind_text (statement, 1, word);
      td_statement_bind_text (statement, 2, upper);
    }
  if (td_statement_step (statement, error) == TD_STEP_ROW)
    return td_statement_int (statement, 0);
  if (error == NULL || *error == NULL)
    td_error_set_at (error, TD_ERROR_NOT_FOUND, NULL, NULL, _ ("There is no dossier “%s”."), word);

  return 0;
}

/**
 * td_procedure_find:
 * @connection: where to read
 * @code: a procedure's code
 * @received: a day
 * @error: return location
 *
 * RULE procedure-version: of several versions the one in force on the day, else the newest before
 * it, else the oldest.
 *
 * Returns: (nullable) (transfer full): the version; NULL also when there is none, then without
 * error
 */
TdProcedureRow *
td_procedure_find (TdConnection *connection,
                   const char *code,
                   const GDate *received,
                   GError **error)
{
  g_autofree char *day = td_date_format_iso (received);
  g_autoptr (TdStatement) statement = NULL;
  gint64 id = 0;

  if (code == NULL)
    return NULL;
  statement = td_connection_prepare (
      connection,
      "SELECT id FROM procedure WHERE code = ?1 AND " TD_ROW_SQL_VISIBLE
      " ORDER BY (coalesce (valid_from, '') <= ?2 AND coalesce (valid_to, '9999') >= ?2) DESC,"
      " coalesce (valid_from, '') <= ?2 DESC,"
      " CASE WHEN coalesce (valid_from, '') <= ?2 THEN valid_from END DESC, valid_from, id DESC"
      " LIMIT 1",
      error);
  if (statement == NULL)
    return NULL;
  td_statement_bind_text (statement, 1, code);
  td_statement_bind_text (statement, 2, day);
  if (td_statement_step (statement, error) == TD_STEP_ROW)
    id = td_statement_int (statement, 0);
  g_clear_pointer (&statement, td_statement_release);

  return id != 0 ? td_row_sql_get (connection, TD_KIND_PROCEDURE, id, error) : NULL;
}

static char *
read_name (TdConnection *connection, gint64 id, char **code)
{
  TdDossierNameRow *row;
  char *name;

  if (id == 0)
    return NULL;
  row = td_row_sql_find (connection, TD_KIND_DOSSIER_NAME, id, NULL);
  if (row == NULL)
    return NULL;
  name = g_strdup (row->name);
  if (code != NULL)
    *code = g_strdup (row->code);
  td_row_free (TD_KIND_DOSSIER_NAME, row);

  return name;
}

/* Exports name the procedure without its code: the register knows it by its name. */
static char *
code_by_name (TdConnection *connection, const char *name)
{
  g_autoptr (TdStatement) statement = NULL;

  if (name == NULL)
    return NULL;
  statement = td_connection_prepare (
      connection, "SELECT code FROM procedure WHERE name = ?1 ORDER BY id DESC LIMIT 1", NULL);
  if (statement == NULL)
    return NULL;
  td_statement_bind_text (statement, 1, name);

  return td_statement_step (statement, NULL) == TD_STEP_ROW
             ? g_strdup (td_statement_text (statement, 0))
             : NULL;
}

static void
read_names (TdConnection *connection, TdDossierCase *self)
{
  const TdDossierRow *dossier = self->dossier;

  self->procedure_name = read_name (connection, dossier->procedure_name_id, &self->procedure_code);
  if (self->procedure_code == NULL)
    self->procedure_code = code_by_name (connection, self->procedure_name);
  self->area = read_name (connection, dossier->area_name_id, NULL);
  self->unit = read_name (connection, dossier->unit_name_id, NULL);
  self->officer = read_name (connection, dossier->officer_name_id, NULL);
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const TdDossierEventRow *left = *(TdDossierEventRow *const *) a;
  const TdDossierEventRow *right = *(TdDossierEventRow *const *) b;
  int order = strcmp (left->at, right->at);

  return order != 0 ? order : left->row.id < right->row.id ? -1 : left->row.id > right->row.id;
}

static gboolean
read_rows (TdConnection *connection, TdDossierCase *self, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) details = NULL;
  GDate received;

  self->dossier = td_row_sql_get (connection, TD_KIND_DOSSIER, id, error);
  if (self->dossier == NULL)
    return FALSE;
  self->events = td_row_sql_list_by (connection, TD_KIND_DOSSIER_EVENT, "dossier_id", id, error);
  if (self->events == NULL)
    return FALSE;
  g_ptr_array_sort (self->events, compare_events);
  self->papers = td_row_sql_list_by (connection, TD_KIND_DOSSIER_PAPER, "dossier_id", id, error);
  if (self->papers == NULL)
    return FALSE;
  details = td_row_sql_list_by (connection, TD_KIND_DOSSIER_DETAIL, "dossier_id", id, error);
  if (details == NULL)
    return FALSE;
  if (details->len > 0)
    self->detail = td_row_copy (TD_KIND_DOSSIER_DETAIL, g_ptr_array_index (details, 0));
  read_names (connection, self);
  if (self->detail != NULL && self->detail->procedure_id != 0)
    self->procedure =
        td_row_sql_find (connection, TD_KIND_PROCEDURE, self->detail->procedure_id, NULL);
  if (self->procedure == NULL && self->procedure_code != NULL && self->dossier->received > 0)
    {
      td_moment_get_date (self->dossier->received / 60, &received);
      self->procedure = td_procedure_find (connection, self->procedure_code, &received, NULL);
    }

  return TRUE;
}

static void
add_event (GArray *events, gint64 seconds, TdEventKind kind, const char *reason)
{
  TdClockEvent event = { seconds / 60, kind, TD_MOMENT_NONE, 0, NULL, NULL, reason };

  if (seconds > 0)
    g_array_append_val (events, event);
}

/* Of a dossier that came from a spreadsheet the line is all there is: its states make the events.
 */
static void
events_of_line (const TdDossierRow *dossier, GArray *events)
{
  switch (dossier->state)
    {
    case TD_DOSSIER_STATE_SUPPLEMENT:
      add_event (events, dossier->suspended, TD_EVENT_SUPPLEMENT_REQUESTED,
                 dossier->suspend_reason);
      break;
    case TD_DOSSIER_STATE_PAYMENT:
    case TD_DOSSIER_STATE_SUSPENDED:
      add_event (events, dossier->suspended, TD_EVENT_PAUSED, dossier->suspend_reason);
      break;
    case TD_DOSSIER_STATE_WITHDRAWN:
      add_event (events, dossier->returned > 0 ? dossier->returned : dossier->received,
                 TD_EVENT_WITHDRAWN, NULL);
      break;
    case TD_DOSSIER_STATE_STOPPED:
      add_event (events, dossier->returned > 0 ? dossier->returned : dossier->received,
                 TD_EVENT_STOPPED, NULL);
      break;
    case TD_DOSSIER_STATE_REFUSED:
      add_event (events, dossier->returned > 0 ? dossier->returned : dossier->received,
                 TD_EVENT_REFUSED, NULL);
      break;
    default:
      add_event (events, dossier->returned, TD_EVENT_RESOLVED, NULL);
      break;
    }
}

/* What was struck or corrected stays to be seen, with the reason. */
static void
tell_correction (const TdDossierEventRow *row, GArray *events, GPtrArray *texts)
{
  TdClockEvent note = { .kind = TD_EVENT_NOTE, .until = TD_MOMENT_NONE, .reason = row->correction };
  TdEventKind kind;

  if (row->correction == NULL || !td_event_kind_parse (row->kind, &kind) ||
      !td_moment_parse (row->at, &note.at))
    return;
  note.party = g_strdup_printf ("%s “%s”", row->cancelled ? "Đã gạch bỏ" : "Đã đính chính",
                                td_event_kind_words (kind));
  g_ptr_array_add (texts, (gpointer) note.party);
  g_array_append_val (events, note);
}

static void
events_of_rows (const TdDossierCase *self, GArray *events, GPtrArray *texts, TdClockInput *input)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      const TdDossierEventRow *row = g_ptr_array_index (self->events, i);
      TdClockEvent event = { .until = TD_MOMENT_NONE };

      tell_correction (row, events, texts);
      if (row->cancelled || !td_event_kind_parse (row->kind, &event.kind) ||
          !td_moment_parse (row->at, &event.at))
        continue;
      td_moment_parse (row->until, &event.until);
      event.party = row->party;
      event.document = row->document;
      event.reason = row->reason;
      if (event.kind == TD_EVENT_RECEIVED)
        {
          input->received = event.at;
          input->promised = event.until;
          continue;
        }
      g_array_append_val (events, event);
    }
}

static gboolean
has_received_event (const TdDossierCase *self)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      const TdDossierEventRow *row = g_ptr_array_index (self->events, i);

      if (!row->cancelled && g_strcmp0 (row->kind, "received") == 0)
        return TRUE;
    }

  return FALSE;
}

/* A limit the register does not know leaves the promise of the receipt as the due time. */
static void
set_limit (TdClockInput *input, const TdProcedureRow *procedure)
{
  input->no_limit = procedure == NULL || !td_limit_unit_parse (procedure->limit_unit, &input->unit);
  if (!input->no_limit)
    input->limit = procedure->limit_value;
  if (!input->no_limit && input->unit != TD_LIMIT_SAME_DAY && input->limit <= 0)
    input->no_limit = TRUE;
}

static void
run_clock (TdDossierCase *self, const TdClockOffice *office, TdMoment as_of)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (TdClockEvent));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  TdClockInput input = { .hours = office->hours,
                         .calendar = office->calendar,
                         .as_of = as_of,
                         .received = self->dossier->received / 60,
                         .promised =
                             self->dossier->due > 0 ? self->dossier->due / 60 : TD_MOMENT_NONE };
  const char *key = self->procedure != NULL ? self->procedure->policy : NULL;

  events_of_rows (self, events, texts, &input);
  input.by_promise = !has_received_event (self);
  if (input.by_promise)
    events_of_line (self->dossier, events);
  set_limit (&input, self->procedure);
  input.policy = td_clock_office_policy (office, key, input.received, &error);
  if (input.policy != NULL)
    {
      self->policy_key = g_strdup (input.policy->key);
      self->policy_name = g_strdup (input.policy->name);
    }
  input.events = (const TdClockEvent *) (gpointer) events->data;
  input.n_events = events->len;
  if (input.policy != NULL)
    self->clock = td_clock_run (&input, &error);
  if (self->clock == NULL)
    {
      self->clock_error = g_strdup (error->message);
      return;
    }
  self->days = td_clock_days (self->clock, &input, NULL);
  if (self->days != NULL)
    self->stretches = td_clock_stretches (self->clock, &input, self->days);
}

/**
 * td_dossier_case_load:
 * @connection: where to read
 * @office: policies, hours and calendar
 * @dossier_id: a dossier
 * @as_of: the moment to judge an open one by
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the dossier with its clock
 */
TdDossierCase *
td_dossier_case_load (TdConnection *connection,
                      const TdClockOffice *office,
                      gint64 dossier_id,
                      TdMoment as_of,
                      GError **error)
{
  g_autoptr (TdDossierCase) self = g_new0 (TdDossierCase, 1);

  if (!read_rows (connection, self, dossier_id, error))
    return NULL;
  run_clock (self, office, as_of);

  return g_steal_pointer (&self);
}

/**
 * td_dossier_case_letter:
 * @self: a dossier
 *
 * Returns: (nullable): number and symbol of the last letter of apology, "" for one without; NULL:
 * none
 */
const char *
td_dossier_case_letter (const TdDossierCase *self)
{
  const char *letter = NULL;

  for (guint i = 0; i < self->events->len; i++)
    {
      const TdDossierEventRow *row = g_ptr_array_index (self->events, i);

      if (!row->cancelled &&
          (g_strcmp0 (row->kind, "apology") == 0 || g_strcmp0 (row->kind, "extended") == 0))
        letter = row->document != NULL ? row->document : "";
    }

  return letter;
}

/* == Entry == */

TdDossierEntry *
td_dossier_entry_new (void)
{
  TdDossierEntry *entry = g_new0 (TdDossierEntry, 1);

  entry->received = TD_MOMENT_NONE;
  entry->channel = TD_CHANNEL_DIRECT;
  entry->detail = td_row_new (TD_KIND_DOSSIER_DETAIL);
  entry->detail->sets = 1;
  entry->papers = td_row_array_new (TD_KIND_DOSSIER_PAPER);

  return entry;
}

void
td_dossier_entry_free (TdDossierEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->code);
  g_free (entry->procedure_code);
  g_free (entry->procedure_name);
  g_free (entry->area);
  g_free (entry->unit);
  g_free (entry->officer);
  g_free (entry->applicant);
  td_row_free (TD_KIND_DOSSIER_DETAIL, entry->detail);
  g_ptr_array_unref (entry->papers);
  g_free (entry);
}

/**
 * td_dossier_entry_clock:
 * @connection: where to read the procedure
 * @office: policies, hours and calendar
 * @entry: what was typed so far: procedure and time of receipt
 * @error: return location; TD_ERROR_NOT_FOUND without a procedure or its limit
 *
 * Returns: (nullable) (transfer full): when the dossier would be due
 */
TdClock *
td_dossier_entry_clock (TdConnection *connection,
                        const TdClockOffice *office,
                        const TdDossierEntry *entry,
                        GError **error)
{
  TdClockInput input = { .hours = office->hours,
                         .calendar = office->calendar,
                         .as_of = TD_MOMENT_NONE,
                         .promised = TD_MOMENT_NONE,
                         .received = entry->received };
  TdProcedureRow *procedure;
  TdClock *clock = NULL;
  GDate date;

  td_moment_get_date (entry->received, &date);
  procedure = td_procedure_find (connection, entry->procedure_code, &date, error);
  if (procedure == NULL)
    {
      if (error == NULL || *error == NULL)
        td_error_set_at (error, TD_ERROR_NOT_FOUND, NULL, NULL,
                         _ ("The register has no procedure “%s”."),
                         entry->procedure_code != NULL ? entry->procedure_code : "");
      return NULL;
    }
  set_limit (&input, procedure);
  input.policy = td_clock_office_policy (office, procedure->policy, entry->received, error);
  if (input.no_limit)
    td_error_set_at (error, TD_ERROR_NOT_FOUND, NULL, NULL,
                     _ ("The register says no time limit for “%s”."), procedure->name);
  else if (input.policy != NULL)
    clock = td_clock_run (&input, error);
  td_row_free (TD_KIND_PROCEDURE, procedure);

  return clock;
}
