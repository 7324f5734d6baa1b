/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "td-workspace.h"

/* A file chooser in the program looks into every file of a folder, and with that all locks of the
 * program on them are gone. Another program that comes and goes must not take the log away then. */

static const char *program;

static gboolean
add_unit (TdWriter *writer, gpointer data, GError **error)
{
  TdUnitRow *unit = td_row_new (TD_KIND_UNIT);
  gboolean done;

  unit->name = g_strdup (data);
  done = td_writer_insert (writer, TD_KIND_UNIT, unit, error);
  td_row_free (TD_KIND_UNIT, unit);

  return done;
}

static void
look_into (const char *path, const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  char bytes[64];
  int fd = g_open (name, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  g_assert_cmpint (read (fd, bytes, sizeof bytes), >=, 0);
  g_close (fd, NULL);
}

/* How many units another program sees; it opens the workspace and closes it again. */
static guint
count_elsewhere (const char *path)
{
  const char *const words[] = { program, "--count", path, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return (guint) g_ascii_strtoull (output, NULL, 10);
}

static int
count_units (const char *path)
{
  g_autoptr (TdWorkspace) workspace = td_workspace_open (path, TD_WORKSPACE_DEFAULT, "cli", NULL);
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_UNIT);
  g_autoptr (GPtrArray) rows = NULL;

  if (workspace == NULL)
    return 1;
  rows = td_workspace_list_rows (workspace, query, NULL);
  g_print ("%u\n", rows != NULL ? rows->len : 0);
  td_workspace_close (workspace);

  return rows == NULL;
}

static void
test_lost_locks (void)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  g_autofree char *folder = g_dir_make_tmp ("td-guard-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "so.tiendo", NULL);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autoptr (TdWorkspace) workspace = td_workspace_open (path, TD_WORKSPACE_CREATE, "window", NULL);

  g_assert_nonnull (workspace);
  for (guint round = 1; round <= 4; round++)
    {
      g_autofree char *name = g_strdup_printf ("Phòng %u", round);

      g_assert_true (td_workspace_act (workspace, "record.add", "Add", add_unit, name, NULL));
      for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
        look_into (path, suffixes[i]);
      g_assert_cmpuint (count_elsewhere (path), ==, round);
      g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
    }
  td_workspace_close (workspace);
  /* The last one out leaves one complete file. */
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_elsewhere (path), ==, 4);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--count"))
    return count_units (argv[2]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/lock-guard/lost-locks", test_lost_locks);

  return g_test_run ();
}
