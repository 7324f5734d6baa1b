/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "td-dossier-case.h"
#include "td-error.h"
#include "td-row-sql.h"
#include "td-text.h"

/* What happens to a dossier: recorded, corrected and struck; its line in the table follows. */

typedef struct
{
  GPtrArray *events; /* (element-type TdDossierEventRow) */
  TdMoment now;
} Act;

static void
act_free (Act *act)
{
  g_ptr_array_unref (act->events);
  g_free (act);
}

static TdDossierState
state_after (const TdDossierCase *loaded)
{
  TdDossierState state = TD_DOSSIER_STATE_PROCESSING;

  for (guint i = 0; i < loaded->events->len; i++)
    {
      const TdDossierEventRow *row = g_ptr_array_index (loaded->events, i);
      TdEventKind kind;

      if (row->cancelled || !td_event_kind_parse (row->kind, &kind))
        continue;
      switch (kind)
        {
        case TD_EVENT_SUPPLEMENT_REQUESTED:
          state = TD_DOSSIER_STATE_SUPPLEMENT;
          break;
        case TD_EVENT_PAUSED:
          state = TD_DOSSIER_STATE_SUSPENDED;
          break;
        case TD_EVENT_SUPPLEMENT_RECEIVED:
        case TD_EVENT_RESUMED:
          state = TD_DOSSIER_STATE_PROCESSING;
          break;
        case TD_EVENT_RESOLVED:
          state = TD_DOSSIER_STATE_RESOLVED;
          break;
        case TD_EVENT_RETURNED:
          state = TD_DOSSIER_STATE_RETURNED;
          break;
        case TD_EVENT_REFUSED:
          state = TD_DOSSIER_STATE_REFUSED;
          break;
        case TD_EVENT_WITHDRAWN:
          state = TD_DOSSIER_STATE_WITHDRAWN;
          break;
        case TD_EVENT_STOPPED:
          state = TD_DOSSIER_STATE_STOPPED;
          break;
        default:
          break;
        }
    }

  return state;
}

/* What the last event of a kind says: its time in seconds, 0 for none */
static gint64
last_of (const TdDossierCase *loaded, TdEventKind a, TdEventKind b, const char **reason)
{
  gint64 seconds = 0;

  for (guint i = 0; i < loaded->events->len; i++)
    {
      const TdDossierEventRow *row = g_ptr_array_index (loaded->events, i);
      TdEventKind kind;
      TdMoment at;

      if (!row->cancelled && td_event_kind_parse (row->kind, &kind) && (kind == a || kind == b) &&
          td_moment_parse (row->at, &at))
        {
          seconds = at * 60;
          if (reason != NULL)
            *reason = row->reason;
        }
    }

  return seconds;
}

/* The line of the table follows from the events: what is counted is what the ledger says. Of a
 * dossier that came from a spreadsheet the line keeps what the events do not speak of. */
static gboolean
follow_events (TdWriter *writer, const TdDossierCase *loaded, GError **error)
{
  TdDossierRow *row;
  gboolean typed = last_of (loaded, TD_EVENT_RECEIVED, TD_EVENT_RECEIVED, NULL) > 0;
  const char *reason = NULL;
  gint64 delivered = last_of (loaded, TD_EVENT_RETURNED, TD_EVENT_RETURNED, NULL);
  gboolean done;

  if (!typed)
    return TRUE;
  row = td_row_copy (TD_KIND_DOSSIER, loaded->dossier);
  row->received = last_of (loaded, TD_EVENT_RECEIVED, TD_EVENT_RECEIVED, NULL);
  row->state = state_after (loaded);
  row->suspended = 0;
  if (row->state == TD_DOSSIER_STATE_SUPPLEMENT || row->state == TD_DOSSIER_STATE_SUSPENDED)
    row->suspended = last_of (loaded, TD_EVENT_SUPPLEMENT_REQUESTED, TD_EVENT_PAUSED, &reason);
  g_free (row->suspend_reason);
  row->suspend_reason = g_strdup (reason);
  row->delivered = delivered;
  if (loaded->clock != NULL)
    {
      row->returned = loaded->clock->finished != TD_MOMENT_NONE ? loaded->clock->finished * 60 : 0;
      if (loaded->clock->due != TD_MOMENT_NONE)
        row->due = loaded->clock->due * 60;
    }
  done = td_writer_update (writer, TD_KIND_DOSSIER, loaded->dossier, row, error);
  td_row_free (TD_KIND_DOSSIER, row);

  return done;
}

static gboolean
check_event (const TdDossierEventRow *event, GError **error)
{
  TdEventKind kind;
  TdMoment moment;

  if (!td_event_kind_parse (event->kind, &kind))
    td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                     _ ("“%s” is no kind of event of a dossier."),
                     event->kind != NULL ? event->kind : "");
  else if (!td_moment_parse (event->at, &moment) ||
           (event->until != NULL && !td_moment_parse (event->until, &moment)))
    td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                     _ ("An event needs a time such as 2026-03-31T15:05."));
  else if (kind == TD_EVENT_EXTENDED && event->until == NULL && !event->cancelled)
    td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                     _ ("A new appointment needs the time it is for."));
  else if (event->row.id != 0 && td_text_is_blank (event->correction))
    td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                     _ ("A correction needs its reason: it stays in the ledger."));
  else
    return TRUE;

  return FALSE;
}

/* RULE nd61-2018-art19-9: a new appointment at most once. The clock passes over a second one; here
 * it is refused before it is told to an applicant. */
static gboolean
check_extensions (const TdClockOffice *office, const TdDossierCase *loaded, GError **error)
{
  const TdDeadlinePolicy *policy = td_deadline_policies_find (office->policies, loaded->policy_key);
  guint n = 0;

  for (guint i = 0; i < loaded->events->len; i++)
    {
      const TdDossierEventRow *row = g_ptr_array_index (loaded->events, i);

      n += !row->cancelled && g_strcmp0 (row->kind, "extended") == 0;
    }
  if (policy == NULL || n <= policy->extensions)
    return TRUE;

  td_error_set_at (
      error, TD_ERROR_REFUSED, NULL, NULL,
      ngettext ("A new appointment is allowed %u time; this dossier has one already.",
                "A new appointment is allowed %u times; this dossier has them already.",
                policy->extensions),
      policy->extensions);
  return FALSE;
}

static gboolean
put_event (TdWriter *writer, TdDossierEventRow *event, GError **error)
{
  TdDossierEventRow *old;
  gboolean done;

  if (event->row.id == 0)
    return td_writer_insert (writer, TD_KIND_DOSSIER_EVENT, event, error);

  old = td_writer_get (writer, TD_KIND_DOSSIER_EVENT, event->row.id, error);
  if (old == NULL)
    return FALSE;
  event->dossier_id = old->dossier_id;
  done = td_writer_update (writer, TD_KIND_DOSSIER_EVENT, old, event, error);
  td_row_free (TD_KIND_DOSSIER_EVENT, old);

  return done;
}

static gboolean
insert_event_of_line (
    TdWriter *writer, const TdDossierRow *dossier, gint64 seconds, TdEventKind kind, GError **error)
{
  TdDossierEventRow *event = td_row_new (TD_KIND_DOSSIER_EVENT);
  gboolean done;

  event->dossier_id = dossier->row.id;
  event->kind = g_strdup (td_event_kind_nick (kind));
  event->at = td_moment_format (seconds / 60);
  if (kind == TD_EVENT_RECEIVED && dossier->due > 0)
    event->until = td_moment_format (dossier->due / 60);
  if (kind != TD_EVENT_RECEIVED)
    event->reason = g_strdup (dossier->suspend_reason);
  done = td_writer_insert (writer, TD_KIND_DOSSIER_EVENT, event, error);
  td_row_free (TD_KIND_DOSSIER_EVENT, event);

  return done;
}

/* Before the clock of a dossier from a spreadsheet is moved by hand, what its line says becomes
 * events: from then on the line follows them. Letters and notes move nothing. */
static gboolean
make_events_of_line (TdWriter *writer, const TdDossierEventRow *event, GError **error)
{
  g_autoptr (GPtrArray) rows =
      td_writer_list_by (writer, TD_KIND_DOSSIER_EVENT, "dossier_id", event->dossier_id, error);
  TdDossierRow *dossier;
  TdEventKind kind;
  gboolean done;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      if (g_strcmp0 (((TdDossierEventRow *) g_ptr_array_index (rows, i))->kind, "received") == 0)
        return TRUE;
    }
  td_event_kind_parse (event->kind, &kind);
  if (kind == TD_EVENT_APOLOGY || kind == TD_EVENT_NOTE || kind == TD_EVENT_CONSULTED ||
      kind == TD_EVENT_HANDED_OVER || kind == TD_EVENT_RECEIVED || event->row.id != 0)
    return TRUE;

  dossier = td_writer_get (writer, TD_KIND_DOSSIER, event->dossier_id, error);
  if (dossier == NULL)
    return FALSE;
  done = insert_event_of_line (writer, dossier, dossier->received, TD_EVENT_RECEIVED, error) &&
         (dossier->suspended == 0 ||
          insert_event_of_line (writer, dossier, dossier->suspended,
                                dossier->state == TD_DOSSIER_STATE_SUPPLEMENT
                                    ? TD_EVENT_SUPPLEMENT_REQUESTED
                                    : TD_EVENT_PAUSED,
                                error)) &&
         (dossier->returned == 0 ||
          insert_event_of_line (writer, dossier, dossier->returned, TD_EVENT_RESOLVED, error));
  td_row_free (TD_KIND_DOSSIER, dossier);

  return done;
}

static gboolean
event_cb (TdWriter *writer, gpointer data, GError **error)
{
  Act *act = data;
  TdConnection *connection = td_writer_get_connection (writer);
  g_autoptr (TdClockOffice) office = td_clock_office_load (connection, error);

  if (office == NULL)
    return FALSE;
  for (guint i = 0; i < act->events->len; i++)
    {
      TdDossierEventRow *event = g_ptr_array_index (act->events, i);
      g_autoptr (TdDossierCase) loaded = NULL;

      if (!check_event (event, error) || !make_events_of_line (writer, event, error) ||
          !put_event (writer, event, error))
        return FALSE;
      loaded = td_dossier_case_load (connection, office, event->dossier_id, act->now, error);
      if (loaded == NULL ||
          (g_strcmp0 (event->kind, "extended") == 0 && !event->cancelled &&
           !check_extensions (office, loaded, error)) ||
          !follow_events (writer, loaded, error))
        return FALSE;
    }

  return TRUE;
}

static Act *
act_on_events (GPtrArray *events)
{
  Act *act = g_new0 (Act, 1);

  act->now = td_moment_now ();
  act->events = td_row_array_new (TD_KIND_DOSSIER_EVENT);
  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (act->events,
                     td_row_copy (TD_KIND_DOSSIER_EVENT, g_ptr_array_index (events, i)));

  return act;
}

/**
 * td_dossier_case_put_events:
 * @workspace: the workspace
 * @events: (element-type TdDossierEventRow): events of one or many dossiers
 * @label: what is done, in the user's words
 * @error: return location
 *
 * Adds or corrects events; the lines of the dossiers follow.
 *
 * Returns: whether all were saved, as one action
 */
gboolean
td_dossier_case_put_events (TdWorkspace *workspace,
                            GPtrArray *events,
                            const char *label,
                            GError **error)
{
  Act *act = act_on_events (events);
  gboolean done = td_workspace_act (workspace, "dossier.event", label, event_cb, act, error);

  act_free (act);

  return done;
}

gboolean
td_dossier_case_put_event (TdWorkspace *workspace, const TdDossierEventRow *event, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();

  g_ptr_array_add (events, (gpointer) event);

  return td_dossier_case_put_events (workspace, events,
                                     event->row.id != 0 ? _ ("Correct an event of a dossier")
                                                        : _ ("Record an event of a dossier"),
                                     error);
}

static void
put_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (td_workspace_act_finish (TD_WORKSPACE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * td_dossier_case_put_events_async:
 * @workspace: the workspace
 * @events: (element-type TdDossierEventRow): events of one or many dossiers
 * @label: what is done, in the user's words
 * @callback: called when they are saved; finish with td_dossier_case_put_event_finish()
 * @user_data: for @callback
 */
void
td_dossier_case_put_events_async (TdWorkspace *workspace,
                                  GPtrArray *events,
                                  const char *label,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (workspace, NULL, callback, user_data);

  td_workspace_act_async (workspace, "dossier.event", label, NULL, event_cb, act_on_events (events),
                          (GDestroyNotify) act_free, put_cb, task);
}

void
td_dossier_case_put_event_async (TdWorkspace *workspace,
                                 const TdDossierEventRow *event,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();

  g_ptr_array_add (events, (gpointer) event);
  td_dossier_case_put_events_async (workspace, events,
                                    event->row.id != 0 ? _ ("Correct an event of a dossier")
                                                       : _ ("Record an event of a dossier"),
                                    callback, user_data);
}

gboolean
td_dossier_case_put_event_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
