/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-migrator.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "td-changeset.h"
#include "td-error.h"
#include "td-store-resources.h"

static const TdMigration all_steps[] = {
  { 1, "0001-initial.sql", FALSE, NULL },
  { 2, "0002-follow-up.sql", FALSE, NULL },
  { 3, "0003-dossier-index.sql", FALSE, NULL },
  { 4, "0004-task-blocks.sql", FALSE, NULL },
};

static const TdMigrator default_migrator = { all_steps, G_N_ELEMENTS (all_steps) };

/**
 * td_migrator_get_default:
 *
 * Returns: (transfer none): the steps of this program
 */
const TdMigrator *
td_migrator_get_default (void)
{
  return &default_migrator;
}

/**
 * td_migrator_newest:
 * @self: a migrator
 *
 * Returns: the newest format it knows
 */
guint
td_migrator_newest (const TdMigrator *self)
{
  return self->steps[self->n_steps - 1].version;
}

/**
 * td_migrator_steps:
 * @n_steps: (out): their number
 *
 * Returns: (array length=n_steps): the steps of this program, oldest first
 */
const TdMigration *
td_migrator_steps (guint *n_steps)
{
  *n_steps = G_N_ELEMENTS (all_steps);

  return all_steps;
}

/**
 * td_migrator_check:
 * @connection: a connection
 * @steps: (array length=n_steps): the steps
 * @n_steps: their number
 * @version: (out): the version of the file, 0: an empty file
 * @error: return location
 *
 * Returns: whether the file is a workspace this program can use, perhaps after a migration;
 *   TD_ERROR_NEWER when a newer program wrote it
 */
gboolean
td_migrator_check (TdConnection *connection,
                   const TdMigration *steps,
                   guint n_steps,
                   guint *version,
                   GError **error)
{
  const char *path = td_connection_get_path (connection);
  gint64 application, found, tables;

  if (!td_connection_query_int (connection, "PRAGMA application_id", &application, error) ||
      !td_connection_query_int (connection, "PRAGMA user_version", &found, error) ||
      !td_connection_query_int (connection, "SELECT count (*) FROM sqlite_schema", &tables, error))
    return FALSE;

  *version = (guint) found;
  if (application == 0 && found == 0 && tables == 0)
    return TRUE;

  if (application != TD_APPLICATION_ID_NUMBER || found < 1)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, path, NULL,
                       _ ("The file is not a workspace of this program."));
      return FALSE;
    }
  if (found > steps[n_steps - 1].version)
    {
      td_error_set_at (error, TD_ERROR_NEWER, path, NULL,
                       _ ("The workspace was written by a newer version of the program (format %d; "
                          "this program knows up to format %u). Install the newer version."),
                       (int) found, steps[n_steps - 1].version);
      return FALSE;
    }

  return TRUE;
}

static char *
load_step (const TdMigration *step, GError **error)
{
  g_autofree char *path = g_strconcat ("/vn/tiendo/TienDo/migrations/", step->name, NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (step->sql != NULL)
    return g_strdup (step->sql);

  bytes =
      g_resource_lookup_data (td_store_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (bytes == NULL)
    return NULL;

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static gboolean
foreign_keys_hold (TdConnection *connection, const TdMigration *step, GError **error)
{
  g_autofree char *bad = td_connection_query_text (connection, "PRAGMA foreign_key_check", error);

  if (bad == NULL)
    return FALSE;
  if (*bad == '\0')
    return TRUE;

  td_error_set_at (error, TD_ERROR_FAILED, td_connection_get_path (connection), bad,
                   _ ("The workspace could not be brought up to date (step %u: references)."),
                   step->version);
  return FALSE;
}

/* Everyone who watches the file must read everything again. */
static gboolean
log_reload (TdConnection *connection, const TdMigration *step, GError **error)
{
  return step->version == 1 ||
         td_connection_exec (connection,
                             "INSERT INTO commit_log (direction, tables) VALUES (0, '*')",
                             "log the migration", error);
}

/* The columns of the captured tables in their order: "task(id INTEGER 1,uid TEXT 0,…" */
static GHashTable *
read_layout (TdConnection *connection, GError **error)
{
  g_autoptr (GHashTable) layout = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (const char *const *table = td_changeset_tables (); *table != NULL; table++)
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT group_concat (name || ' ' || type || ' ' || pk, ',') || ','"
                           " FROM (SELECT * FROM pragma_table_info ('%s') ORDER BY cid)",
                           *table);
      char *columns = td_connection_query_text (connection, sql, error);

      if (columns == NULL)
        return NULL;
      g_hash_table_insert (layout, (gpointer) *table, columns);
    }

  return g_steal_pointer (&layout);
}

/* RULE history-4: a step that does more than adding columns at the end of a captured table makes
 * undo of older changesets silently wrong, so it must say that it is a barrier. */
static gboolean
layout_holds (TdConnection *connection, const TdMigration *step, GHashTable *before, GError **error)
{
  g_autoptr (GHashTable) after = read_layout (connection, error);
  GHashTableIter iter;
  gpointer table, columns;

  if (after == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &table, &columns))
    {
      if (step->barrier || g_str_has_prefix (g_hash_table_lookup (after, table), columns))
        continue;
      td_error_set_at (error, TD_ERROR_FAILED, td_connection_get_path (connection), table,
                       _ ("The workspace could not be brought up to date (step %u)."),
                       step->version);
      return FALSE;
    }

  return TRUE;
}

/* fresh: a file that is being made has no changesets to guard. */
static gboolean
run_guarded (TdConnection *connection,
             const TdMigration *step,
             const char *sql,
             const char *what,
             gboolean fresh,
             GError **error)
{
  g_autoptr (GHashTable) before = NULL;

  if (fresh)
    return td_connection_exec (connection, sql, what, error);

  before = read_layout (connection, error);

  return before != NULL && td_connection_exec (connection, sql, what, error) &&
         layout_holds (connection, step, before, error);
}

static gboolean
run_step (TdConnection *connection, const TdMigration *step, gboolean fresh, GError **error)
{
  g_autofree char *sql = load_step (step, error);
  g_autofree char *version =
      g_strdup_printf ("PRAGMA user_version = %u; PRAGMA application_id = %d", step->version,
                       (int) TD_APPLICATION_ID_NUMBER);
  g_autofree char *what = g_strdup_printf ("migration %u", step->version);
  gint64 now = 0;

  if (sql == NULL || !td_connection_exec (connection, "BEGIN IMMEDIATE", what, error))
    return FALSE;

  /* Another program may have done this step while we waited for the lock. */
  if (td_connection_query_int (connection, "PRAGMA user_version", &now, error) &&
      (guint) now >= step->version)
    return td_connection_exec (connection, "ROLLBACK", what, error);

  if (now + 1 == (gint64) step->version &&
      run_guarded (connection, step, sql, what, fresh, error) &&
      foreign_keys_hold (connection, step, error) && log_reload (connection, step, error) &&
      td_connection_exec (connection, version, what, error) &&
      td_connection_exec (connection, "COMMIT", what, error))
    return TRUE;

  td_connection_exec (connection, "ROLLBACK", what, NULL);
  if (error != NULL && *error == NULL)
    td_error_set_at (error, TD_ERROR_FAILED, td_connection_get_path (connection), what,
                     _ ("The workspace could not be brought up to date (step %u)."), step->version);
  return FALSE;
}

/**
 * td_migrator_run:
 * @connection: a connection that writes
 * @steps: (array length=n_steps): the steps
 * @n_steps: their number
 * @error: return location
 *
 * Runs the steps the file has not seen, each with its version in one transaction. A backup is the
 * caller's business.
 *
 * Returns: whether the file has the newest schema now
 */
gboolean
td_migrator_run (TdConnection *connection, const TdMigration *steps, guint n_steps, GError **error)
{
  guint version;

  if (!td_migrator_check (connection, steps, n_steps, &version, error))
    return FALSE;

  for (guint i = 0; i < n_steps; i++)
    {
      if (steps[i].version > version && !run_step (connection, &steps[i], version == 0, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * td_migrator_has_barrier:
 * @steps: (array length=n_steps): the steps
 * @n_steps: their number
 * @from: a schema version
 * @to: a later one
 *
 * Returns: whether an action made under @from cannot be undone under @to
 */
gboolean
td_migrator_has_barrier (const TdMigration *steps, guint n_steps, guint from, guint to)
{
  for (guint i = 0; i < n_steps; i++)
    {
      if (steps[i].barrier && steps[i].version > from && steps[i].version <= to)
        return TRUE;
    }

  return FALSE;
}
