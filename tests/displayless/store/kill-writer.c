/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Acts on a workspace without end and prints the sequence number of each commit when it is durable,
 * until it is killed: kill-writer FILE SEED [lossy] [network] [keep-format]
 * [stepwise] */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "td-import-slices.h"
#include "td-test-migrator.h"
#include "td-test-vfs.h"
#include "td-workspace-private.h"

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

typedef struct
{
  const char *path;
  TdWorkspaceFlags flags;
  gboolean keep_format; /* does not migrate */
  TdTestMigrator *migrator;
  TdWorkspace *workspace;
} Program;

/* As a program that knows the formats up to version. */
static void
open_as (Program *self, guint version)
{
  g_autoptr (GError) error = NULL;
  gboolean exists = g_file_test (self->path, G_FILE_TEST_EXISTS);
  gint64 n_actions = 0;

  g_clear_pointer (&self->migrator, td_test_migrator_free);
  self->migrator = td_test_migrator_new (version);
  self->workspace =
      td_workspace_open_with (self->path, self->flags | (exists ? 0 : TD_WORKSPACE_CREATE), "cli",
                              &self->migrator->migrator, &error);
  if (self->workspace == NULL)
    {
      g_printerr ("%s\n", error->message);
      exit (1);
    }
  if (!td_connection_query_int (td_workspace_get_connection (self->workspace),
                                "SELECT count (*) FROM history", &n_actions, NULL) ||
      n_actions == 0)
    td_workspace_act (self->workspace, "plan.new", "New", plan_cb, NULL, NULL);
  say (self->workspace);
}

/* A newer program comes and brings the file to its format. */
static void
migrate (Program *self)
{
  guint version = td_migrator_newest (&self->migrator->migrator);

  if (version == TD_TEST_NEWEST || self->keep_format)
    return;

  td_workspace_close (self->workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&self->workspace);
  open_as (self, version + 1);
}

static void
do_something (Program *self, gboolean all)
{
  int what = g_random_int_range (0, all ? 24 : 20);

  if (what < 3)
    td_workspace_undo (self->workspace, NULL);
  else if (what < 5)
    td_workspace_redo (self->workspace, NULL);
  else if (what == 20)
    import (self->workspace);
  else if (what == 21)
    migrate (self);
  else
    td_workspace_act (self->workspace, "record.set", "Act", act_cb, NULL, NULL);
  say (self->workspace);
}

static gboolean
has_word (char **words, const char *word)
{
  return words != NULL && g_strv_contains ((const char *const *) words, word);
}

int
main (int argc, char **argv)
{
  Program program = { NULL };
  gboolean stepwise;
  guint version;

  if (argc < 3)
    return 2;

  program.path = argv[1];
  stepwise = has_word (argv + 3, "stepwise");
  program.keep_format = stepwise || has_word (argv + 3, "keep-format");
  if (has_word (argv + 3, "network"))
    program.flags |= TD_WORKSPACE_NETWORK;
  g_random_set_seed ((guint32) atoi (argv[2]));
  if (has_word (argv + 3, "lossy"))
    td_test_vfs_install ((guint32) atoi (argv[2]));
  version = td_test_migrator_peek (program.path);
  /* every third time it is a newer program than the one before */
  if (!program.keep_format && version < TD_TEST_NEWEST && g_random_int_range (0, 3) == 0)
    version++;
  open_as (&program, version);

  /* stepwise: one act for each byte that comes in, no import and no migration */
  while (!stepwise || getchar () != EOF)
    do_something (&program, !stepwise);

  td_workspace_close (program.workspace);

  return 0;
}
