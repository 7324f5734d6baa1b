/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-date.h"
#include "td-dossier-case.h"
#include "td-error.h"
#include "td-row-sql.h"
#include "td-text.h"

typedef struct
{
  TdDossierEntry *entry;
  gint64 result;
} Act;

static void
act_free (Act *act)
{
  td_dossier_entry_free (act->entry);
  g_free (act);
}

static TdDossierEntry *
entry_copy (const TdDossierEntry *entry)
{
  TdDossierEntry *copy = td_dossier_entry_new ();

  copy->code = g_strdup (entry->code);
  copy->procedure_code = g_strdup (entry->procedure_code);
  copy->procedure_name = g_strdup (entry->procedure_name);
  copy->area = g_strdup (entry->area);
  copy->unit = g_strdup (entry->unit);
  copy->officer = g_strdup (entry->officer);
  copy->applicant = g_strdup (entry->applicant);
  copy->received = entry->received;
  copy->channel = entry->channel;
  td_row_free (TD_KIND_DOSSIER_DETAIL, copy->detail);
  copy->detail = td_row_copy (TD_KIND_DOSSIER_DETAIL, entry->detail);
  for (guint i = 0; i < entry->papers->len; i++)
    g_ptr_array_add (copy->papers,
                     td_row_copy (TD_KIND_DOSSIER_PAPER, g_ptr_array_index (entry->papers, i)));

  return copy;
}

/* The name that dossiers share: the one that is there, else a new one */
static gint64
share_name (TdWriter *writer, const char *role, const char *name, const char *code, GError **error)
{
  g_autoptr (TdStatement) statement = NULL;
  TdDossierNameRow *row;
  gint64 id = 0;

  if (td_text_is_blank (name))
    return 0;
  statement = td_connection_prepare (td_writer_get_connection (writer),
                                     "SELECT id FROM dossier_name WHERE role = ?1 AND"
                                     " (name = ?2 OR (?3 IS NOT NULL AND code = ?3)) AND"
                                     " " TD_ROW_SQL_VISIBLE " ORDER BY name <> ?2, id LIMIT 1",
                                     error);
  if (statement == NULL)
    return -1;
  td_statement_bind_text (statement, 1, role);
  td_statement_bind_text (statement, 2, name);
  td_statement_bind_text (statement, 3, code);
  if (td_statement_step (statement, error) == TD_STEP_ROW)
    id = td_statement_int (statement, 0);
  g_clear_pointer (&statement, td_statement_release);
  if (id != 0)
    return id;

  row = td_row_new (TD_KIND_DOSSIER_NAME);
  row->role = g_strdup (role);
  row->name = g_strdup (name);
  row->code = g_strdup (code);
  id = td_writer_insert (writer, TD_KIND_DOSSIER_NAME, row, error) ? row->row.id : -1;
  td_row_free (TD_KIND_DOSSIER_NAME, row);

  return id;
}

/* RULE tt01-2018-art19: the code ends with the date of receipt and a serial within the day; what
 * stands before it is the office's and is taken from the last dossier that was typed in. */
static char *
next_code (TdConnection *connection, TdMoment received, GError **error)
{
  g_autoptr (TdStatement) statement = NULL;
  g_autofree char *prefix = g_strdup ("");
  g_autofree char *last = NULL;
  g_autofree char *stem = NULL;
  gint64 serial = 1;
  GDate date;

  last = td_connection_query_text (
      connection,
      "SELECT d.code FROM dossier_event e JOIN dossier d ON d.id = e.dossier_id"
      " WHERE e.kind = 'received' AND d.dossier_import_id IS NULL AND d.code GLOB"
      " '*-[0-9][0-9][0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]*' ORDER BY e.id DESC LIMIT 1",
      NULL);
  /* "H99.15-240415-0001" without its last two parts */
  if (last != NULL && strlen (last) > strlen ("-240415-0001"))
    {
      char *serial_dash = strrchr (last, '-');
      char *date_dash = serial_dash != NULL ? g_strrstr_len (last, serial_dash - last, "-") : NULL;

      if (date_dash != NULL)
        {
          g_free (prefix);
          prefix = g_strndup (last, (gsize) (date_dash + 1 - last));
        }
    }
  td_moment_get_date (received, &date);
  stem = g_strdup_printf ("%s%02d%02d%02d-", prefix, g_date_get_year (&date) % 100,
                          g_date_get_month (&date), g_date_get_day (&date));
  statement = td_connection_prepare (
      connection,
      "SELECT max (CAST (substr (code, length (?1) + 1) AS INTEGER)) FROM dossier"
      " WHERE code >= ?1 AND code < ?1 || 'A'",
      error);
  if (statement == NULL)
    return NULL;
  td_statement_bind_text (statement, 1, stem);
  if (td_statement_step (statement, NULL) == TD_STEP_ROW)
    serial = td_statement_int (statement, 0) + 1;

  return g_strdup_printf ("%s%04" G_GINT64_FORMAT, stem, serial);
}

static gboolean
check_code (TdConnection *connection, const char *code, GError **error)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (connection, "SELECT 1 FROM dossier WHERE code = ?1", error);

  if (statement == NULL)
    return FALSE;
  td_statement_bind_text (statement, 1, code);
  if (td_statement_step (statement, NULL) != TD_STEP_ROW)
    return TRUE;

  td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL, _ ("There is a dossier “%s” already."),
                   code);
  return FALSE;
}

static gboolean
fill_names (TdWriter *writer,
            const TdDossierEntry *entry,
            const TdProcedureRow *procedure,
            TdDossierRow *dossier,
            GError **error)
{
  const char *name = entry->procedure_name != NULL ? entry->procedure_name
                     : procedure != NULL           ? procedure->name
                                                   : entry->procedure_code;
  const char *area = entry->area != NULL ? entry->area : procedure != NULL ? procedure->area : NULL;
  const char *unit = entry->unit != NULL ? entry->unit
                     : procedure != NULL ? procedure->unit_text
                                         : NULL;

  dossier->procedure_name_id = share_name (writer, "procedure", name, entry->procedure_code, error);
  if (dossier->procedure_name_id >= 0)
    dossier->area_name_id = share_name (writer, "area", area, NULL, error);
  if (dossier->area_name_id >= 0)
    dossier->unit_name_id = share_name (writer, "unit", unit, NULL, error);
  if (dossier->unit_name_id >= 0)
    dossier->officer_name_id = share_name (writer, "officer", entry->officer, NULL, error);

  return dossier->procedure_name_id >= 0 && dossier->area_name_id >= 0 &&
         dossier->unit_name_id >= 0 && dossier->officer_name_id >= 0;
}

static gboolean
insert_papers (TdWriter *writer,
               const TdDossierEntry *entry,
               const TdProcedureRow *procedure,
               gint64 dossier_id,
               GError **error)
{
  g_autoptr (GPtrArray) wanted = NULL;

  for (guint i = 0; i < entry->papers->len; i++)
    {
      TdDossierPaperRow *paper = g_ptr_array_index (entry->papers, i);

      paper->dossier_id = dossier_id;
      if (!td_writer_insert (writer, TD_KIND_DOSSIER_PAPER, paper, error))
        return FALSE;
    }
  if (entry->papers->len > 0 || procedure == NULL)
    return TRUE;

  wanted =
      td_writer_list_by (writer, TD_KIND_PROCEDURE_PAPER, "procedure_id", procedure->row.id, error);
  for (guint i = 0; wanted != NULL && i < wanted->len; i++)
    {
      const TdProcedurePaperRow *from = g_ptr_array_index (wanted, i);
      TdDossierPaperRow *paper = td_row_new (TD_KIND_DOSSIER_PAPER);
      gboolean done;

      paper->dossier_id = dossier_id;
      paper->position = from->position;
      paper->text = g_strdup (from->text);
      paper->originals = from->originals;
      paper->certified = from->certified;
      paper->copies = from->copies;
      done = td_writer_insert (writer, TD_KIND_DOSSIER_PAPER, paper, error);
      td_row_free (TD_KIND_DOSSIER_PAPER, paper);
      if (!done)
        return FALSE;
    }

  return wanted != NULL;
}

static gboolean
insert_received (TdWriter *writer,
                 const TdDossierEntry *entry,
                 const TdClock *clock,
                 gint64 dossier_id,
                 GError **error)
{
  TdDossierEventRow *event = td_row_new (TD_KIND_DOSSIER_EVENT);
  gboolean done;

  event->dossier_id = dossier_id;
  event->kind = g_strdup ("received");
  event->at = td_moment_format (entry->received);
  event->until = clock != NULL ? td_moment_format (clock->due) : NULL;
  event->actor = g_strdup (entry->detail->receiver);
  done = td_writer_insert (writer, TD_KIND_DOSSIER_EVENT, event, error);
  td_row_free (TD_KIND_DOSSIER_EVENT, event);

  return done;
}

static gboolean
insert_dossier (TdWriter *writer, Act *act, const TdClock *clock, GError **error)
{
  TdDossierEntry *entry = act->entry;
  TdProcedureRow *procedure;
  TdDossierRow *dossier = td_row_new (TD_KIND_DOSSIER);
  gboolean done;
  GDate date;

  td_moment_get_date (entry->received, &date);
  procedure =
      td_procedure_find (td_writer_get_connection (writer), entry->procedure_code, &date, NULL);
  dossier->code = entry->code != NULL
                      ? g_strdup (entry->code)
                      : next_code (td_writer_get_connection (writer), entry->received, error);
  dossier->received = entry->received * 60;
  dossier->due = clock != NULL ? clock->due * 60 : 0;
  dossier->state = TD_DOSSIER_STATE_PROCESSING;
  dossier->channel = entry->channel;
  dossier->fee = procedure != NULL ? procedure->fee : -1;
  dossier->applicant = g_strdup (entry->applicant);
  done = dossier->code != NULL &&
         check_code (td_writer_get_connection (writer), dossier->code, error) &&
         fill_names (writer, entry, procedure, dossier, error) &&
         td_writer_insert (writer, TD_KIND_DOSSIER, dossier, error);
  if (done)
    {
      act->result = dossier->row.id;
      entry->detail->dossier_id = dossier->row.id;
      entry->detail->procedure_id = procedure != NULL ? procedure->row.id : 0;
      done = td_writer_insert (writer, TD_KIND_DOSSIER_DETAIL, entry->detail, error) &&
             insert_papers (writer, entry, procedure, dossier->row.id, error) &&
             insert_received (writer, entry, clock, dossier->row.id, error);
    }
  td_row_free (TD_KIND_DOSSIER, dossier);
  td_row_free (TD_KIND_PROCEDURE, procedure);

  return done;
}

static gboolean
add_cb (TdWriter *writer, gpointer data, GError **error)
{
  Act *act = data;
  TdConnection *connection = td_writer_get_connection (writer);
  g_autoptr (TdClockOffice) office = td_clock_office_load (connection, error);
  g_autoptr (TdClock) clock = NULL;
  g_autoptr (GError) no_limit = NULL;

  if (office == NULL)
    return FALSE;
  if (td_text_is_blank (act->entry->applicant) || act->entry->received == TD_MOMENT_NONE)
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                       _ ("A dossier needs an applicant and the time it was received."));
      return FALSE;
    }
  clock = td_dossier_entry_clock (connection, office, act->entry, &no_limit);
  if (clock == NULL && !g_error_matches (no_limit, TD_ERROR, TD_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&no_limit));
      return FALSE;
    }

  return insert_dossier (writer, act, clock, error);
}

/* == What others call == */

/**
 * td_dossier_case_add:
 * @workspace: the workspace
 * @entry: what was typed
 * @error: return location
 *
 * Returns: the id of the new dossier, 0 on error
 */
gint64
td_dossier_case_add (TdWorkspace *workspace, const TdDossierEntry *entry, GError **error)
{
  Act *act = g_new0 (Act, 1);
  gint64 result = 0;

  act->entry = entry_copy (entry);
  if (td_workspace_act (workspace, "dossier.add", _ ("Enter a dossier"), add_cb, act, error))
    result = act->result;
  act_free (act);

  return result;
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  Act *act = g_task_get_task_data (task);

  if (td_workspace_act_finish (TD_WORKSPACE (source), result, &error))
    g_task_return_int (task, (gssize) act->result);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * td_dossier_case_add_async:
 * @workspace: the workspace
 * @entry: (transfer full): what was typed
 * @callback: called when it is saved
 * @user_data: for @callback
 */
void
td_dossier_case_add_async (TdWorkspace *workspace,
                           TdDossierEntry *entry,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (workspace, NULL, callback, user_data);
  Act *act = g_new0 (Act, 1);

  act->entry = entry;
  g_task_set_task_data (task, act, (GDestroyNotify) act_free);
  td_workspace_act_async (workspace, "dossier.add", _ ("Enter a dossier"), NULL, add_cb, act, NULL,
                          added_cb, task);
}

gint64
td_dossier_case_add_finish (GAsyncResult *result, GError **error)
{
  gssize id = g_task_propagate_int (G_TASK (result), error);

  return id > 0 ? id : 0;
}
