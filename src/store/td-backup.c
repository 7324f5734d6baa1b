/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "td-connection.h"
#include "td-error.h"

#define KEEP_DAILY 7
#define KEEP_WEEKLY 8
#define KEEP_MONTHLY 12
#define NAME_FORMAT "%Y%m%dT%H%M%SZ" /* "20260109T031245Z-daily.tiendo" */
#define NAME_TIME_LENGTH 16

/**
 * td_backup_free:
 * @self: (nullable) (transfer full): a backup
 */
void
td_backup_free (TdBackup *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_free (self->reason);
  g_free (self->at);
  g_free (self);
}

static char *
backup_folder (const char *workspace_path)
{
  g_autofree char *stem =
      g_str_has_suffix (workspace_path, TD_WORKSPACE_SUFFIX)
          ? g_strndup (workspace_path, strlen (workspace_path) - strlen (TD_WORKSPACE_SUFFIX))
          : g_strdup (workspace_path);

  return g_strconcat (stem, "-backup", NULL);
}

static void
sync_path (const char *path, int flags)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0);

  if (fd < 0)
    return;

  fsync (fd);
  g_close (fd, NULL);
}

/* VACUUM INTO does not wait for the disk by itself, so we do, and only then give the name. */
static gboolean
finish_copy (const char *temporary, const char *out_path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (out_path);

  sync_path (temporary, O_RDWR);
  if (g_rename (temporary, out_path) != 0)
    {
      td_error_set_at (error, TD_ERROR_FAILED, out_path, NULL, _ ("The copy cannot be written: %s"),
                       g_strerror (errno));
      g_unlink (temporary);
      return FALSE;
    }
  sync_path (folder, O_RDONLY | O_DIRECTORY);

  return TRUE;
}

static TdConnection *
open_source (const char *workspace_path, GError **error)
{
  TdConnection *connection = td_connection_open (workspace_path, TD_CONNECTION_READ_ONLY, NULL);

  if (connection != NULL)
    return connection;

  return td_connection_open (workspace_path, TD_CONNECTION_READ_ONLY | TD_CONNECTION_IMMUTABLE,
                             error);
}

static gboolean
vacuum_into (TdConnection *connection, const char *path, GError **error)
{
  g_autoptr (TdStatement) statement = NULL;

  /* query_only forbids even this; the file itself is opened for reading. */
  if (!td_connection_exec (connection, "PRAGMA query_only = OFF", "copy", error))
    return FALSE;

  statement = td_connection_prepare (connection, "VACUUM INTO ?1", error);
  if (statement == NULL)
    return FALSE;

  td_statement_bind_text (statement, 1, path);
  return td_statement_run (statement, error);
}

/**
 * td_backup_write_copy:
 * @workspace_path: (type filename): a workspace, open or not
 * @out_path: (type filename): where to
 * @overwrite: replace a file that is there
 * @error: return location
 *
 * Writes one complete file with all that is committed now. The name appears when the copy is whole.
 *
 * Returns: whether the copy is written
 */
gboolean
td_backup_write_copy (const char *workspace_path,
                      const char *out_path,
                      gboolean overwrite,
                      GError **error)
{
  g_autoptr (TdConnection) connection = NULL;
  g_autofree char *temporary = NULL;

  g_return_val_if_fail (workspace_path != NULL && out_path != NULL, FALSE);

  if (!overwrite && g_file_test (out_path, G_FILE_TEST_EXISTS))
    {
      td_error_set_at (error, TD_ERROR_REFUSED, out_path, NULL,
                       _ ("There is a file of this name already."));
      return FALSE;
    }

  connection = open_source (workspace_path, error);
  if (connection == NULL)
    return FALSE;

  temporary = g_strdup_printf ("%s.%08x.tmp", out_path, g_random_int ());
  if (!vacuum_into (connection, temporary, error))
    {
      g_unlink (temporary);
      return FALSE;
    }

  return finish_copy (temporary, out_path, error);
}

/**
 * td_backup_make:
 * @workspace_path: (type filename): a workspace
 * @reason: "daily" "import" "roll" "migration" "restore", or a name given by the user
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (type filename): the new backup
 */
char *
td_backup_make (const char *workspace_path, const char *reason, GError **error)
{
  g_autofree char *folder = backup_folder (workspace_path);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, NAME_FORMAT);
  g_autofree char *safe = g_strdelimit (g_strdup (reason), "/\\\n", '_');
  g_autofree char *path = g_strdup_printf ("%s/%s-%s%s", folder, time, safe, TD_WORKSPACE_SUFFIX);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      td_error_set_at (error, TD_ERROR_FAILED, folder, NULL,
                       _ ("The folder of the backups cannot be made: %s"), g_strerror (errno));
      return NULL;
    }
  if (!td_backup_write_copy (workspace_path, path, TRUE, error))
    return NULL;

  td_backup_prune (workspace_path, NULL);

  return g_steal_pointer (&path);
}

static TdBackup *
parse_name (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *reason = NULL;
  TdBackup *backup;
  GStatBuf info;

  if (!g_str_has_suffix (name, TD_WORKSPACE_SUFFIX) || strlen (name) < NAME_TIME_LENGTH + 9 ||
      name[8] != 'T' || name[15] != 'Z' || name[16] != '-' || g_stat (path, &info) != 0)
    return NULL;

  reason = g_strndup (name + NAME_TIME_LENGTH + 1,
                      strlen (name) - NAME_TIME_LENGTH - 1 - strlen (TD_WORKSPACE_SUFFIX));
  backup = g_new0 (TdBackup, 1);
  backup->path = g_steal_pointer (&path);
  backup->reason = g_steal_pointer (&reason);
  backup->at = g_strdup_printf ("%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", name, name + 4, name + 6,
                                name + 9, name + 11, name + 13);
  backup->size = info.st_size;

  return backup;
}

static int
compare_backups (gconstpointer a, gconstpointer b)
{
  const TdBackup *x = *(TdBackup *const *) a;
  const TdBackup *y = *(TdBackup *const *) b;

  return strcmp (y->path, x->path);
}

/**
 * td_backup_list:
 * @workspace_path: (type filename): a workspace
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type TdBackup): its dated backups, newest first
 */
GPtrArray *
td_backup_list (const char *workspace_path, GError **error)
{
  g_autofree char *folder = backup_folder (workspace_path);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_backup_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      TdBackup *backup = parse_name (folder, name);

      if (backup != NULL)
        g_ptr_array_add (list, backup);
    }
  g_ptr_array_sort (list, compare_backups);

  return list;
}

/**
 * td_backup_daily_is_due:
 * @workspace_path: (type filename): a workspace
 *
 * Returns: whether there is no backup of today yet
 */
gboolean
td_backup_daily_is_due (const char *workspace_path)
{
  g_autoptr (GPtrArray) list = td_backup_list (workspace_path, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  return list->len == 0 ||
         !g_str_has_prefix (((TdBackup *) g_ptr_array_index (list, 0))->at, today);
}

/* The slot a backup fills: its day, week or month. */
static char *
slot_of (const TdBackup *backup, const char *format)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (backup->at, NULL);

  return at != NULL ? g_date_time_format (at, format) : g_strdup (backup->at);
}

/* Marks the newest backup of each of the newest count slots. */
static void
keep_slots (GPtrArray *list, gboolean *keep, const char *format, guint count)
{
  g_autofree char *last = NULL;
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *slot = slot_of (g_ptr_array_index (list, i), format);

      if (g_strcmp0 (slot, last) == 0)
        continue;
      if (n++ == count)
        break;
      keep[i] = TRUE;
      g_free (last);
      last = g_steal_pointer (&slot);
    }
}

static gboolean
is_pruned (const TdBackup *backup)
{
  static const char *const reasons[] = { "daily", "import", "roll", "migration", "restore", NULL };

  return g_strv_contains (reasons, backup->reason);
}

/**
 * td_backup_prune:
 * @workspace_path: (type filename): a workspace
 * @error: return location
 *
 * Keeps one backup for each of the last 7 days, 8 weeks and 12 months that have one, all of today,
 * and all that the user named; deletes the others.
 *
 * Returns: whether the others could be deleted
 */
gboolean
td_backup_prune (const char *workspace_path, GError **error)
{
  g_autoptr (GPtrArray) list = td_backup_list (workspace_path, error);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree gboolean *keep = NULL;
  gboolean done = TRUE;

  if (list == NULL)
    return FALSE;

  keep = g_new0 (gboolean, list->len + 1);
  keep_slots (list, keep, "%Y-%m-%d", KEEP_DAILY);
  keep_slots (list, keep, "%G-%V", KEEP_WEEKLY);
  keep_slots (list, keep, "%Y-%m", KEEP_MONTHLY);

  for (guint i = 0; i < list->len; i++)
    {
      const TdBackup *backup = g_ptr_array_index (list, i);

      if (keep[i] || !is_pruned (backup) || g_str_has_prefix (backup->at, today))
        continue;
      if (g_unlink (backup->path) != 0 && done)
        {
          td_error_set_at (error, TD_ERROR_FAILED, backup->path, NULL,
                           _ ("An old backup cannot be deleted: %s"), g_strerror (errno));
          done = FALSE;
        }
    }

  return done;
}
