/* SPDX-License-Identifier: GPL-3.0-or-later */

/* kill -9 loses nothing that was reported as durable, and leaves a file without findings. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "td-check.h"
#include "td-test-migrator.h"
#include "td-test-store.h"
#include "td-workspace-private.h"

/* Commits by which a writer is well beyond its start */
#define MANY 20

static int
rounds (void)
{
#ifdef __SANITIZE_ADDRESS__
  /* whose start and end are many times slower: a look for faults of memory, not of durability */
  return 15;
#else
  return g_getenv ("TD_TEST_FULL") != NULL ? 1000 : 200;
#endif
}

/* Reads what the program printed until it is dead: (element-type gint64). */
static GArray *
read_printed (GSubprocess *process, char first)
{
  GInputStream *stream = g_subprocess_get_stdout_pipe (process);
  GArray *seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  char buffer[4096];
  gssize n;

  if (first != 0)
    g_string_append_c (text, first);
  while ((n = g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (text, buffer, n);

  /* a line that was cut off does not count */
  lines = g_strsplit (text->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    {
      gint64 seq = g_ascii_strtoll (lines[i], NULL, 10);

      g_assert_cmpint (seq, >, 0);
      g_array_append_val (seqs, seq);
    }

  return seqs;
}

static GArray *
run_and_kill (const char *path, gboolean lossy)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program =
      g_test_build_filename (G_TEST_BUILT, "displayless", "store", "kill-writer", NULL);
  g_autofree char *seed = g_strdup_printf ("%d", g_test_rand_int_range (1, G_MAXINT32));
  g_autoptr (GSubprocess) process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, path, seed, lossy ? "lossy" : NULL, NULL);
  char first = 0;
  GArray *seqs;

  g_assert_no_error (error);
  /* half of them are killed while they open or make the file, or soon after */
  if (g_test_rand_bit ())
    g_input_stream_read (g_subprocess_get_stdout_pipe (process), &first, 1, NULL, NULL);
  g_usleep ((gulong) g_test_rand_int_range (0, 120000));
  g_subprocess_force_exit (process);
  seqs = read_printed (process, first);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (process));

  return seqs;
}

/* Every commit that was reported is in the log. */
static void
assert_logged (TdWorkspace *workspace, GArray *seqs)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdStatement) statement =
      td_connection_prepare (td_workspace_get_connection (workspace),
                             "SELECT count (*) FROM commit_log WHERE seq = ?1", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < seqs->len; i++)
    {
      td_statement_bind_int (statement, 1, g_array_index (seqs, gint64, i));
      g_assert_cmpint (td_statement_step (statement, &error), ==, TD_STEP_ROW);
      g_assert_cmpint (td_statement_int (statement, 0), ==, 1);
      td_statement_reset (statement);
    }
}

static guint
assert_survived (const char *path, GArray *seqs)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (TdTestMigrator) migrator = NULL;
  TdWorkspace *workspace;
  guint version;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_assert_cmpuint (seqs->len, ==, 0);
      return 0;
    }

  version = td_test_migrator_peek (path);
  migrator = td_test_migrator_new (version);
  workspace =
      td_workspace_open_with (path, TD_WORKSPACE_DEFAULT, "cli", &migrator->migrator, &error);
  g_assert_no_error (error);
  assert_logged (workspace, seqs);
  findings = td_check_workspace (workspace, FALSE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", ((TdCheckFinding *) g_ptr_array_index (findings, i))->message);
  g_assert_cmpuint (findings->len, ==, 0);
  td_workspace_close (workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (workspace);

  /* and of an import that was cut off nothing stays */
  g_assert_cmpint (td_test_store_sql_int (path, "SELECT count (*) FROM import"
                                                " WHERE state IN ('running', 'removed')"),
                   ==, 0);

  return version;
}

static void
test_kill (gconstpointer data)
{
  gboolean lossy = GPOINTER_TO_INT (data);
  g_auto (TdTestStore) store = { NULL };
  gsize printed = 0;
  gint64 furthest = 0;
  guint newest = 0;
  int round = 0;

  td_test_store_setup (&store);
  /* a slow machine, where all are killed early, gets more of them */
  for (; round < rounds () || (furthest <= MANY && round < 10 * rounds ()); round++)
    {
      /* a new file every now and then: killed in the first migration too */
      g_autofree char *path = g_strdup_printf ("%s/%d.tiendo", store.folder, round / 20);
      g_autoptr (GArray) seqs = run_and_kill (path, lossy);

      if (seqs->len > 0)
        furthest = MAX (furthest, g_array_index (seqs, gint64, seqs->len - 1));
      printed += seqs->len;
      newest = MAX (newest, assert_survived (path, seqs));
    }
  g_test_message ("%d kills, %" G_GSIZE_FORMAT " commits reported and found, up to commit "
                  "%" G_GINT64_FORMAT ", format %u",
                  round, printed, furthest, newest);
  g_assert_cmpint (furthest, >, MANY);
  g_assert_cmpuint (newest, >, TD_TEST_OLDEST);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/store/kill/process", GINT_TO_POINTER (FALSE), test_kill);
  g_test_add_data_func ("/store/kill/unsynced-writes", GINT_TO_POINTER (TRUE), test_kill);

  return g_test_run ();
}
