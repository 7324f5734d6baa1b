/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-history-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "td-changeset.h"
#include "td-connection-private.h"
#include "td-dossier-rollup.h"
#include "td-error.h"
#include "td-import-slices.h"
#include "td-migrator.h"
#include "td-record-lock.h"

typedef struct
{
  TdKind kind;
  gint64 id;
} Locked;

/* What undo needs to know of an action. */
typedef struct
{
  gint64 id;
  gint64 schema_version;
  gint64 import_id;
} Candidate;

/* Whether a lock closes what an action did to one record. */
static gboolean
is_closed (TdConnection *connection, const TdHistoryChange *change, Locked *locked)
{
  gint64 plan = td_record_lock_plan_of (connection, change->kind, change->id);
  gboolean closed = change->change != '*';

  locked->kind = plan != 0 ? TD_KIND_PLAN : change->kind;
  locked->id = plan != 0 ? plan : change->id;
  if (!td_record_lock_is_set (connection, locked->kind, locked->id))
    return FALSE;

  for (guint i = 0; i < change->fields->len && !closed; i++)
    {
      const char *words = g_ptr_array_index (change->fields, i);
      g_autofree char *field = g_strndup (words, strcspn (words, ":"));

      closed = td_record_lock_closes (change->kind, field);
    }

  return closed;
}

/* RULE history-5: what an explicit act locked is not changed by undo or redo. */
gboolean
td_history_may_change (TdConnection *connection, GBytes *changes, GError **error)
{
  Locked locked = { TD_KIND_PLAN, 0 };
  g_autoptr (GPtrArray) list = NULL;
  gboolean closed = FALSE;
  gint64 any = 0;

  if (!td_connection_query_int (connection, "SELECT EXISTS (SELECT 1 FROM history_lock)", &any,
                                error))
    return FALSE;
  if (!any)
    return TRUE;

  list = td_changeset_describe (connection, changes, error);
  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len && !closed; i++)
    closed = is_closed (connection, g_ptr_array_index (list, i), &locked);
  if (!closed)
    return TRUE;

  td_error_set_at (error, TD_ERROR_REFUSED, NULL, td_kind_spec (locked.kind)->name,
                   _ ("This cannot be undone or redone: the record “%s” number %" PRId64
                      " was issued, signed or closed since."),
                   _ (td_kind_spec (locked.kind)->label), locked.id);
  return FALSE;
}

/* RULE history-4: same schema version, or only additions in between, and every table is there. */
static gboolean
schema_fits (TdConnection *connection, const Candidate *candidate, GError **error)
{
  const TdMigrator *migrator = td_connection_get_migrator (connection);
  gint64 version = 0;

  if (!td_connection_query_int (connection, "PRAGMA user_version", &version, error))
    return FALSE;

  for (const char *const *table = td_changeset_tables (); *table != NULL; table++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT count (*) FROM sqlite_schema WHERE type = 'table' AND name = '%s'", *table);
      gint64 there = 0;

      if (!td_connection_query_int (connection, sql, &there, error))
        return FALSE;
      if (there == 0)
        {
          td_error_set_at (error, TD_ERROR_REFUSED, NULL, *table,
                           _ ("This cannot be undone: a table of the workspace is missing."));
          return FALSE;
        }
    }

  if (candidate->schema_version <= version &&
      !td_migrator_has_barrier (migrator->steps, migrator->n_steps,
                                (guint) candidate->schema_version, (guint) version))
    return TRUE;

  td_error_set_at (
      error, TD_ERROR_REFUSED, NULL, NULL,
      _ ("This cannot be undone: it was done before the workspace was brought to a new "
         "format."));
  return FALSE;
}

static gboolean
find_candidate (TdConnection *connection, const char *sql, Candidate *candidate, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;

  switch (td_statement_step (statement, error))
    {
    case TD_STEP_ROW:
      candidate->id = td_statement_int (statement, 0);
      candidate->schema_version = td_statement_int (statement, 1);
      candidate->import_id = td_statement_int (statement, 2);
      return TRUE;
    case TD_STEP_DONE:
      candidate->id = 0;
      return TRUE;
    case TD_STEP_ERROR:
    default:
      return FALSE;
    }
}

typedef struct
{
  GArray *ids;
  char change; /* that made the record appear */
} Appeared;

static gboolean
find_appeared_cb (TdKind kind, gint64 id, char change, gpointer data)
{
  Appeared *self = data;

  if (kind == TD_KIND_DOSSIER && change == self->change)
    g_array_append_val (self->ids, id);

  return TRUE;
}

/* The figures of dossiers have no trigger for those that come back. */
static gboolean
count_dossiers (TdConnection *connection, GBytes *changes, gboolean invert, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Appeared appeared = { ids, invert ? '-' : '+' };

  td_changeset_foreach (changes, find_appeared_cb, &appeared);

  return ids->len == 0 || td_dossier_rollup_add_ids (connection, ids, error);
}

static gboolean
apply_all (TdConnection *connection,
           GPtrArray *changesets,
           gboolean invert,
           guint64 *kinds,
           GError **error)
{
  for (guint i = 0; i < changesets->len; i++)
    {
      GBytes *changes = g_ptr_array_index (changesets, invert ? changesets->len - 1 - i : i);
      TdChangesetSummary summary = td_changeset_summarize (changes);

      if (!summary.readable)
        {
          td_error_set_at (error, TD_ERROR_BAD_INPUT, NULL, NULL,
                           _ ("This cannot be undone or redone: its changes cannot be read."));
          return FALSE;
        }
      if (!td_history_may_change (connection, changes, error) ||
          !td_changeset_apply (connection, changes, summary.records, invert, error) ||
          !count_dossiers (connection, changes, invert, error) ||
          (invert && !td_history_may_change (connection, changes, error)))
        return FALSE;
      *kinds |= summary.kinds;
    }

  return TRUE;
}

static gboolean
set_state (TdConnection *connection, gint64 id, const char *state, GError **error)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (connection, "UPDATE history SET state = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;

  td_statement_bind_int (statement, 1, id);
  td_statement_bind_text (statement, 2, state);
  return td_statement_run (statement, error);
}

/* RULE history-6: a bulk import is undone by hiding its rows; they go when it cannot be redone. An
 * action that hid the rows of an import before it has that with a minus sign: it is the other way
 * round. */
static gboolean
flip_import (
    TdConnection *connection, gint64 import_id, gboolean invert, guint64 *kinds, GError **error)
{
  gboolean hide = invert == (import_id > 0);

  return import_id == 0 || td_import_slices_flip (connection, ABS (import_id),
                                                  hide ? "undone" : "done", kinds, error);
}

static gboolean
go (TdConnection *connection, const Candidate *candidate, gboolean invert, GError **error)
{
  g_autoptr (GPtrArray) changesets = NULL;
  guint64 kinds = 0;

  if (!schema_fits (connection, candidate, error))
    return FALSE;

  changesets = td_history_load_changesets (connection, candidate->id, error);

  return changesets != NULL && apply_all (connection, changesets, invert, &kinds, error) &&
         flip_import (connection, candidate->import_id, invert, &kinds, error) &&
         set_state (connection, candidate->id, invert ? TD_HISTORY_UNDONE : TD_HISTORY_DONE,
                    error) &&
         td_history_log (connection, candidate->id, 0, invert ? -1 : 1, kinds, error);
}

/* RULE history-3: undo is linear, newest action first. */
static gboolean
undo_cb (TdConnection *connection, gpointer data, GError **error)
{
  Candidate candidate;

  if (!find_candidate (connection,
                       "SELECT id, schema_version, import_id FROM history"
                       " WHERE state = 'done' AND explicit = 0 ORDER BY id DESC LIMIT 1",
                       &candidate, error))
    return FALSE;
  if (candidate.id == 0)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL, _ ("There is nothing to undo."));
      return FALSE;
    }

  return go (connection, &candidate, TRUE, error);
}

static gboolean
redo_cb (TdConnection *connection, gpointer data, GError **error)
{
  Candidate candidate;

  if (!find_candidate (connection,
                       "SELECT id, schema_version, import_id FROM history"
                       " WHERE state = 'undone' ORDER BY id LIMIT 1",
                       &candidate, error))
    return FALSE;
  if (candidate.id == 0)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL, _ ("There is nothing to redo."));
      return FALSE;
    }

  return go (connection, &candidate, FALSE, error);
}

gboolean
td_history_undo (TdConnection *connection, GError **error)
{
  return td_history_run (connection, undo_cb, NULL, error);
}

gboolean
td_history_redo (TdConnection *connection, GError **error)
{
  return td_history_run (connection, redo_cb, NULL, error);
}
