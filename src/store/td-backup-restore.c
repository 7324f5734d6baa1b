/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-backup.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "td-connection-private.h"
#include "td-error.h"
#include "td-history-private.h"
#include "td-migrator.h"
#include "td-schema.h"
#include "td-workspace-private.h"

typedef struct
{
  const char *from;
  const char *temporary;
  GError *error;
} Restore;

/* Numbers already given away stay given away, and everyone who watches reads everything again. */
static gboolean
carry_over (TdConnection *live, TdConnection *copy, GError **error)
{
  g_autoptr (TdStatement) read =
      td_connection_prepare (live, "SELECT name, seq FROM sqlite_sequence", error);
  gint64 live_seq = td_history_last_seq (live, error);
  g_autofree char *log = NULL;

  if (read == NULL || live_seq < 0)
    return FALSE;

  while (td_statement_step (read, NULL) == TD_STEP_ROW)
    {
      g_autoptr (TdStatement) write = td_connection_prepare (
          copy,
          "INSERT OR IGNORE INTO main.sqlite_sequence (name, seq)"
          " SELECT ?1, 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1)",
          error);
      g_autoptr (TdStatement) raise = td_connection_prepare (
          copy, "UPDATE sqlite_sequence SET seq = max (seq, ?2) WHERE name = ?1", error);

      if (write == NULL || raise == NULL)
        return FALSE;
      td_statement_bind_text (write, 1, td_statement_text (read, 0));
      td_statement_bind_text (raise, 1, td_statement_text (read, 0));
      td_statement_bind_int (raise, 2, td_statement_int (read, 1));
      if (!td_statement_run (write, error) || !td_statement_run (raise, error))
        return FALSE;
    }

  log = g_strdup_printf (
      "INSERT INTO commit_log (seq, direction, tables) SELECT max (%" G_GINT64_FORMAT
      ", coalesce (max (seq), 0)) + 1, 0, '*' FROM commit_log",
      live_seq);
  return td_connection_exec (copy, log, "log the restore", error);
}

/* Makes of the backup the file as it shall be, apart from the workspace. */
static gboolean
prepare_copy (TdConnection *live, Restore *restore, GError **error)
{
  g_autoptr (TdConnection) copy = NULL;
  g_autofree char *health = NULL;
  const TdMigrator *migrator = td_connection_get_migrator (live);
  guint version;

  if (!td_backup_write_copy (restore->from, restore->temporary, TRUE, error))
    return FALSE;

  copy = td_connection_open (restore->temporary, TD_CONNECTION_ROLLBACK_JOURNAL, error);
  if (copy == NULL ||
      !td_migrator_check (copy, migrator->steps, migrator->n_steps, &version, error) ||
      !td_schema_check (copy, migrator, version, error))
    return FALSE;
  health = td_connection_query_text (copy, "PRAGMA integrity_check", error);
  if (health == NULL)
    return FALSE;
  if (version == 0 || !g_str_equal (health, "ok"))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, restore->from, NULL,
                       _ ("The backup is damaged and cannot be restored."));
      return FALSE;
    }

  return td_migrator_run (copy, migrator->steps, migrator->n_steps, error) &&
         carry_over (live, copy, error);
}

static gboolean
copy_into (TdConnection *live, const char *path, GError **error)
{
  g_autoptr (TdConnection) source =
      td_connection_open (path, TD_CONNECTION_READ_ONLY | TD_CONNECTION_ROLLBACK_JOURNAL, error);
  sqlite3_backup *backup;
  int rc;

  if (source == NULL)
    return FALSE;

  backup = sqlite3_backup_init (td_connection_get_handle (live), "main",
                                td_connection_get_handle (source), "main");
  if (backup != NULL)
    {
      do
        {
          rc = sqlite3_backup_step (backup, -1);
          if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
            g_usleep (20000);
        }
      while (rc == SQLITE_BUSY || rc == SQLITE_LOCKED);
      sqlite3_backup_finish (backup);
    }
  rc = sqlite3_errcode (td_connection_get_handle (live));
  if (backup != NULL && rc == SQLITE_OK)
    return TRUE;

  td_connection_set_error (live, rc, "restore", error);
  return FALSE;
}

static void
restore_cb (TdConnection *connection, gpointer data)
{
  Restore *restore = data;

  if (prepare_copy (connection, restore, &restore->error))
    copy_into (connection, restore->temporary, &restore->error);
}

/**
 * td_backup_restore:
 * @workspace: an open workspace
 * @from_path: (type filename): a backup, or any workspace file
 * @error: return location
 *
 * Replaces the whole content in one transaction, after a backup of what is there; other programs
 * that have the file open see the new content. A damaged, foreign or newer file changes nothing.
 *
 * Returns: whether it was restored
 */
gboolean
td_backup_restore (TdWorkspace *workspace, const char *from_path, GError **error)
{
  g_autofree char *temporary = NULL;
  g_autofree char *before = NULL;
  Restore restore = { from_path };

  g_return_val_if_fail (TD_IS_WORKSPACE (workspace) && from_path != NULL, FALSE);

  if (!td_workspace_check_writable (workspace, error))
    return FALSE;
  if (!g_file_test (from_path, G_FILE_TEST_IS_REGULAR))
    {
      td_error_set_at (error, TD_ERROR_NOT_FOUND, from_path, NULL,
                       _ ("The backup does not exist."));
      return FALSE;
    }
  before = td_backup_make (workspace->path, "restore", error);
  if (before == NULL)
    return FALSE;

  temporary = g_strconcat (workspace->path, ".restore", NULL);
  restore.temporary = temporary;
  td_worker_run (workspace->writer, TD_PRIORITY_NOW, restore_cb, &restore);
  g_unlink (temporary);
  td_workspace_refresh (workspace);
  if (restore.error == NULL)
    return TRUE;

  g_propagate_error (error, restore.error);
  return FALSE;
}
