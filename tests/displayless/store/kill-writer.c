/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Acts on a workspace without end and prints the sequence number of each commit when it is durable,
 * until it is killed: kill-writer FILE SEED [lossy] */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "td-import-slices.h"
#include "td-test-vfs.h"
#include "td-workspace.h"

static gboolean
insert_task (TdWriter *writer, GError **error)
{
  TdTaskRow *task = td_row_new (TD_KIND_TASK);
  gboolean done;

  task->plan_id = 1;
  task->content = g_strdup_printf ("Việc %u của Sở", g_random_int_range (0, 1000));
  done = td_writer_insert (writer, TD_KIND_TASK, task, error);
  td_row_free (TD_KIND_TASK, task);

  return done;
}

static gint64
some_task (TdWriter *writer)
{
  gint64 id = 0;

  td_connection_query_int (td_writer_get_connection (writer),
                           "SELECT id FROM task WHERE import_id IS NULL ORDER BY random () LIMIT 1",
                           &id, NULL);

  return id;
}

static gboolean
act_cb (TdWriter *writer, gpointer data, GError **error)
{
  gint64 id = some_task (writer);
  g_autofree char *text = g_strdup_printf ("đổi %u", g_random_int ());

  if (id == 0 || g_random_int_range (0, 3) == 0)
    return insert_task (writer, error);
  if (g_random_int_range (0, 4) == 0)
    return td_writer_delete (writer, TD_KIND_TASK, id, error);
  if (g_random_int_range (0, 4) == 0)
    return td_writer_move (writer, TD_KIND_TASK, id, 0, error);

  return td_writer_set_field (writer, TD_KIND_TASK, id, "content", text, error);
}

static gboolean
slice_cb (TdWriter *writer, gpointer data, gboolean *done, GError **error)
{
  int *slices = data;

  for (int i = 0; i < 40; i++)
    {
      if (!insert_task (writer, error))
        return FALSE;
    }
  *done = ++*slices == 3;

  return TRUE;
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
import (TdWorkspace *workspace)
{
  gboolean done = FALSE;
  int slices = 0;

  td_workspace_import_async (workspace, "record.import", "Bulk", slice_cb, &slices, NULL, NULL,
                             imported_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
plan_cb (TdWriter *writer, gpointer data, GError **error)
{
  TdPlanRow *plan = td_row_new (TD_KIND_PLAN);
  gboolean done;

  plan->title = g_strdup ("Kế hoạch");
  done = td_writer_insert (writer, TD_KIND_PLAN, plan, error);
  td_row_free (TD_KIND_PLAN, plan);

  return done;
}

static void
say (TdWorkspace *workspace)
{
  printf ("%" G_GINT64_FORMAT "\n",
          td_history_last_seq (td_workspace_get_connection (workspace), NULL));
  fflush (stdout);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  gboolean exists = argc > 1 && g_file_test (argv[1], G_FILE_TEST_EXISTS);
  TdWorkspace *workspace;

  if (argc < 3)
    return 2;

  g_random_set_seed ((guint32) atoi (argv[2]));
  if (argc > 3)
    td_test_vfs_install ((guint32) atoi (argv[2]));
  workspace = td_workspace_open (argv[1], exists ? TD_WORKSPACE_DEFAULT : TD_WORKSPACE_CREATE,
                                 "cli", &error);
  if (workspace == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  if (td_history_last_seq (td_workspace_get_connection (workspace), NULL) == 0)
    td_workspace_act (workspace, "plan.new", "New", plan_cb, NULL, NULL);
  say (workspace);

  for (;;)
    {
      int what = g_random_int_range (0, 20);

      if (what < 3)
        td_workspace_undo (workspace, NULL);
      else if (what < 5)
        td_workspace_redo (workspace, NULL);
      else if (what == 5)
        import (workspace);
      else
        td_workspace_act (workspace, "record.set", "Act", act_cb, NULL, NULL);
      say (workspace);
    }
}
