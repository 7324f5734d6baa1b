/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two programs have one file open: what the other does is shown within a second; on a network one
 * of them writes. */

#include <gio/gio.h>
#include <string.h>

#include "td-error.h"
#include "td-id-diff.h"
#include "td-record-list.h"
#include "td-test-store.h"

#define N_RECORDS 10

typedef struct
{
  GSubprocess *process;
  GDataInputStream *lines;
} Other;

static void
other_start (Other *self, const char *path, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program =
      g_test_build_filename (G_TEST_BUILT, "displayless", "store", "kill-writer", NULL);

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE,
                                    &error, program, path, "11", "stepwise", word, NULL);
  g_assert_no_error (error);
  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
}

/* Returns: the commit it said to be durable */
static gint64
other_read (Other *self)
{
  g_autofree char *line = g_data_input_stream_read_line (self->lines, NULL, NULL, NULL);

  g_assert_nonnull (line);

  return g_ascii_strtoll (line, NULL, 10);
}

static gint64
other_act (Other *self)
{
  GOutputStream *input = g_subprocess_get_stdin_pipe (self->process);

  g_assert_true (g_output_stream_write_all (input, "x", 1, NULL, NULL, NULL));

  return other_read (self);
}

static void
other_kill (Other *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->lines);
  g_clear_object (&self->process);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, guint *widest)
{
  if (removed > 0 && added > 0)
    *widest = MAX (*widest, MAX (removed, added));
}

/* Whether list and objects are what the file says. */
static gboolean
equals_file (TdTestStore *store, TdRecordList *list, TdQuery *query, TdRecord **records)
{
  g_autoptr (GArray) ids =
      td_query_list_ids (query, td_workspace_get_connection (store->workspace), NULL);

  if (td_record_list_get_loading (list) ||
      g_list_model_get_n_items (G_LIST_MODEL (list)) != ids->len)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      if (td_record_list_get_id (list, i) != g_array_index (ids, gint64, i))
        return FALSE;
    }

  for (int i = 0; i < N_RECORDS; i++)
    {
      const TdKindSpec *spec = td_kind_spec (TD_KIND_TASK);
      gpointer row = td_workspace_get_row (store->workspace, TD_KIND_TASK,
                                           td_record_get_id (records[i]), NULL);
      gboolean same = (row == NULL) == td_record_get_deleted (records[i]);

      if (row != NULL && same)
        {
          const TdFieldSpec *content = td_kind_find_field (spec, "content");

          same = g_strcmp0 (td_row_get_text (row, content),
                            td_row_get_text (td_record_get_row (records[i]), content)) == 0;
        }
      td_row_free (TD_KIND_TASK, row);
      if (!same)
        return FALSE;
    }

  return TRUE;
}

static void
test_other_acts (void)
{
  const int rounds = g_getenv ("TD_TEST_FULL") != NULL ? 1000 : 100;
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_TASK);
  TdRecord *records[N_RECORDS];
  Other other = { NULL };
  TdRecordList *list;
  guint widest = 0;
  gint64 worst = 0;

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "A");
  for (int i = 0; i < N_RECORDS; i++)
    td_test_store_add_task (&store, 1, "Việc");
  for (int i = 0; i < N_RECORDS; i++)
    records[i] = td_workspace_get_record (store.workspace, TD_KIND_TASK, i + 1);
  list = td_record_list_new (store.workspace, query);
  while (td_record_list_get_loading (list))
    g_main_context_iteration (NULL, TRUE);
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &widest);

  other_start (&other, store.path, NULL);
  other_read (&other);
  for (int round = 0; round < rounds; round++)
    {
      gint64 began, took;

      other_act (&other);
      began = g_get_monotonic_time ();
      /* nobody asks for a refresh: the file is watched */
      while (!equals_file (&store, list, query, records))
        g_main_context_iteration (NULL, TRUE);
      took = g_get_monotonic_time () - began;
      worst = MAX (worst, took);
      g_assert_cmpint (took, <, G_USEC_PER_SEC);
    }
  other_kill (&other);
  g_test_message ("%d actions of another program, the latest shown after %.0f ms", rounds,
                  (double) worst / 1000);
  g_assert_cmpuint (widest, <=, TD_ID_DIFF_NARROW);
  g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT max (seq) FROM commit_log"), >,
                   N_RECORDS + rounds / 2);

  g_assert_finalize_object (list);
  for (int i = 0; i < N_RECORDS; i++)
    g_assert_finalize_object (records[i]);
  td_test_store_check (&store);
}

/* On a network the other program writes, we read and are told who; when it died, we write. */
static void
test_network (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *journal = NULL;
  g_autofree char *wal = NULL;
  g_autofree char *path = NULL;
  Other other = { NULL };
  Other late = { NULL };
  gint64 seq = 0;

  td_test_store_setup (&store);
  td_workspace_close (store.workspace);
  g_clear_object (&store.workspace);
  path = g_build_filename (store.folder, "mạng.tiendo", NULL);
  other_start (&other, path, "network");
  other_read (&other);
  g_free (store.path);
  store.path = g_strdup (path);

  store.workspace = td_workspace_open (path, TD_WORKSPACE_NETWORK, "cli", &error);
  g_assert_no_error (error);
  g_assert_true (td_workspace_get_read_only (store.workspace));
  g_assert_nonnull (
      strstr (td_workspace_get_read_only_reason (store.workspace), g_get_user_name ()));
  g_assert_nonnull (
      strstr (td_workspace_get_read_only_reason (store.workspace), g_get_host_name ()));
  g_assert_false (td_workspace_undo (store.workspace, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  g_clear_error (&error);

  /* we see what it does, and do not keep it from doing so */
  for (int i = 0; i < 20; i++)
    {
      seq = other_act (&other);
      g_assert_cmpint (td_history_last_seq (td_workspace_get_connection (store.workspace), NULL),
                       ==, seq);
    }
  journal = td_connection_query_text (td_workspace_get_connection (store.workspace),
                                      "PRAGMA journal_mode", NULL);
  g_assert_cmpstr (journal, ==, "delete");
  wal = g_strconcat (path, "-wal", NULL);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));

  /* it dies with its lock: the next one takes over, and nothing is lost */
  other_kill (&other);
  td_workspace_close (store.workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (store.workspace);
  store.workspace = td_workspace_open (path, TD_WORKSPACE_NETWORK, "cli", &error);
  g_assert_no_error (error);
  g_assert_false (td_workspace_get_read_only (store.workspace));
  g_assert_cmpint (td_history_last_seq (td_workspace_get_connection (store.workspace), NULL), >=,
                   seq);
  td_test_store_add_plan (&store, "B");
  td_test_store_check (&store);

  /* and a program that comes now does not write */
  other_start (&late, path, "network");
  seq = other_read (&late);
  g_assert_cmpint (other_act (&late), ==, seq);
  other_kill (&late);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/two-programs/other-acts", test_other_acts);
  g_test_add_func ("/store/two-programs/network", test_network);

  return g_test_run ();
}
