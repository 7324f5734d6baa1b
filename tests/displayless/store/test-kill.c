/* SPDX-License-Identifier: GPL-3.0-or-later */

/* kill -9 loses nothing that was reported as durable, and leaves a file without findings. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "td-check.h"
#include "td-test-store.h"

static int
rounds (void)
{
  return g_getenv ("TD_TEST_FULL") != NULL ? 1000 : 100;
}

/* Reads what the program printed until it is dead. */
static gint64
last_printed (GSubprocess *process, char first)
{
  GInputStream *stream = g_subprocess_get_stdout_pipe (process);
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gssize n;
  char *end, *line;

  if (first != 0)
    g_string_append_c (text, first);
  while ((n = g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (text, buffer, n);

  /* a line that was cut off does not count */
  end = strrchr (text->str, '\n');
  if (end == NULL)
    return 0;
  *end = '\0';
  line = strrchr (text->str, '\n');

  return g_ascii_strtoll (line != NULL ? line + 1 : text->str, NULL, 10);
}

static gint64
run_and_kill (const char *path, gboolean lossy)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program =
      g_test_build_filename (G_TEST_BUILT, "displayless", "store", "kill-writer", NULL);
  g_autofree char *seed = g_strdup_printf ("%d", g_test_rand_int_range (1, G_MAXINT32));
  g_autoptr (GSubprocess) process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, path, seed, lossy ? "lossy" : NULL, NULL);
  char first = 0;
  gint64 seq;

  g_assert_no_error (error);
  /* half of them are killed while they open or make the file, or soon after */
  if (g_test_rand_bit ())
    g_input_stream_read (g_subprocess_get_stdout_pipe (process), &first, 1, NULL, NULL);
  g_usleep ((gulong) g_test_rand_int_range (0, 60000));
  g_subprocess_force_exit (process);
  seq = last_printed (process, first);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (process));

  return seq;
}

static void
assert_survived (const char *path, gint64 seq)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  TdWorkspace *workspace;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_assert_cmpint (seq, ==, 0);
      return;
    }

  workspace = td_workspace_open (path, TD_WORKSPACE_DEFAULT, "cli", &error);
  g_assert_no_error (error);
  g_assert_cmpint (td_history_last_seq (td_workspace_get_connection (workspace), NULL), >=, seq);
  findings = td_check_workspace (workspace, FALSE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", ((TdCheckFinding *) g_ptr_array_index (findings, i))->message);
  g_assert_cmpuint (findings->len, ==, 0);
  td_workspace_close (workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (workspace);
}

static void
test_kill (gconstpointer data)
{
  gboolean lossy = GPOINTER_TO_INT (data);
  g_auto (TdTestStore) store = { NULL };
  gint64 furthest = 0;

  td_test_store_setup (&store);
  for (int round = 0; round < rounds (); round++)
    {
      /* a new file every now and then: killed in the first migration too */
      g_autofree char *path = g_strdup_printf ("%s/%d.tiendo", store.folder, round / 20);
      gint64 seq = run_and_kill (path, lossy);

      furthest = MAX (furthest, seq);
      assert_survived (path, seq);
    }
  g_test_message ("up to commit %" G_GINT64_FORMAT, furthest);
  g_assert_cmpint (furthest, >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/store/kill/process", GINT_TO_POINTER (FALSE), test_kill);
  g_test_add_data_func ("/store/kill/unsynced-writes", GINT_TO_POINTER (TRUE), test_kill);

  return g_test_run ();
}
