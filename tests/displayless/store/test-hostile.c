/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that were damaged or made to harm: a clear error or a working workspace, never a crash, and
 * nothing of the file is run. */

#include <glib/gstdio.h>
#include <string.h>

#include "td-changeset-form.h"
#include "td-check.h"
#include "td-error.h"
#include "td-plan-repository.h"
#include "td-search.h"
#include "td-test-store.h"

#define FLIPS 200

static void
close_workspace (TdTestStore *store)
{
  td_workspace_close (store->workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (store->workspace);
  store->workspace = NULL;
}

/* Reads and writes everything that can be; errors are welcome. */
static void
use_workspace (TdWorkspace *workspace)
{
  TdConnection *connection = td_workspace_get_connection (workspace);
  g_autoptr (GPtrArray) findings = td_check_workspace (workspace, FALSE, NULL);
  g_autoptr (GPtrArray) history = td_workspace_list_history (workspace, 100, NULL);
  g_autoptr (GPtrArray) changes = td_history_list_changes (connection, 2, NULL);
  g_autoptr (GArray) hits = td_search (connection, "de", 100, NULL);
  g_autoptr (TdPlanData) plan = td_plan_repository_load (connection, 1, NULL);

  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      g_autoptr (TdQuery) query = td_query_new ((TdKind) kind);
      g_autoptr (GPtrArray) rows = td_workspace_list_rows (workspace, query, NULL);
      TdRecord *record = td_workspace_get_record (workspace, (TdKind) kind, 1);

      g_object_unref (record);
    }
  if (td_workspace_get_read_only (workspace))
    return;

  td_workspace_undo (workspace, NULL);
  td_workspace_redo (workspace, NULL);
  td_workspace_maintain (workspace, 0, NULL);
}

static void
try_file (const char *path, TdWorkspaceFlags flags, guint *opened)
{
  g_autoptr (GError) error = NULL;
  TdWorkspace *workspace = td_workspace_open (path, flags, "cli", &error);

  if (workspace == NULL)
    {
      g_assert_nonnull (error);
      g_assert_cmpuint (error->domain, ==, TD_ERROR);
      g_assert_cmpuint (strlen (error->message), >, 10);
      return;
    }

  ++*opened;
  use_workspace (workspace);
  td_workspace_close (workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (workspace);
}

static void
test_flips (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;
  guint opened = 0;
  gsize size;

  td_test_store_setup (&store);
  td_test_store_fill (&store);
  td_test_store_set (&store, TD_KIND_PLAN, 1, "title", "khác");
  close_workspace (&store);
  g_assert_true (g_file_get_contents (store.path, &content, &size, NULL));
  path = g_build_filename (store.folder, "hỏng.tiendo", NULL);

  for (int i = 0; i < FLIPS; i++)
    {
      g_autofree char *shm = g_strconcat (path, "-shm", NULL);
      g_autofree char *wal = g_strconcat (path, "-wal", NULL);
      g_autofree char *bytes = g_memdup2 (content, size);
      int n = g_test_rand_int_range (1, 20);

      while (n-- > 0)
        bytes[g_test_rand_int_range (i % 4 == 0 ? 0 : 4096, i % 4 == 0 ? 4096 : (int) size)] =
            (char) g_test_rand_int ();
      g_unlink (shm);
      g_unlink (wal);
      /* some are cut off */
      g_assert_true (g_file_set_contents (
          path, bytes, i % 10 == 0 ? g_test_rand_int_range (0, (int) size) : (gssize) size, NULL));
      try_file (path, i % 2 ? TD_WORKSPACE_READ_ONLY : TD_WORKSPACE_DEFAULT, &opened);
    }
  g_test_message ("%u of %d damaged files could be opened", opened, FLIPS);
  g_assert_cmpuint (opened, >, 0);
  g_assert_cmpuint (opened, <, FLIPS);
}

static void
test_random_bytes (void)
{
  static const gsize sizes[] = { 0, 1, 99, 100, 512, 4096, 65536 };
  g_auto (TdTestStore) store = { NULL };
  g_autofree char *path = NULL;
  guint opened = 0;

  td_test_store_setup (&store);
  path = g_build_filename (store.folder, "bừa.tiendo", NULL);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (sizes); i++)
    {
      gsize size = sizes[i / 2];
      g_autofree char *bytes = g_malloc (size + 1);

      for (gsize n = 0; n < size; n++)
        bytes[n] = (char) g_test_rand_int ();
      /* half of them say that they are ours */
      if (i % 2 && size >= 100)
        {
          memcpy (bytes, "SQLite format 3\000\020\000\002\002\000\100\040\040", 24);
          memcpy (bytes + 60, "\000\000\000\001", 4);
          memcpy (bytes + 68, "\124\304\320\036", 4);
        }
      g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
      try_file (path, TD_WORKSPACE_READ_ONLY, &opened);
      if (size > 0)
        try_file (path, TD_WORKSPACE_DEFAULT, &opened);
    }
}

/* Something planted in the schema is found before anything of it can run. */
static void
test_planted (void)
{
  static const char *const planted[] = {
    "CREATE TRIGGER evil AFTER UPDATE ON plan BEGIN DELETE FROM task; END",
    "CREATE VIEW evil AS SELECT 1",
    "CREATE TABLE evil (x)",
    "CREATE INDEX evil ON plan (lower (title))",
    "ALTER TABLE plan ADD COLUMN evil TEXT DEFAULT 'x'",
    "CREATE VIRTUAL TABLE evil USING fts5 (x)",
    "ALTER TABLE target_value RENAME TO moved; CREATE VIEW target_value AS SELECT * FROM moved",
    "DROP TABLE recipient",
    "DROP TRIGGER task_search_insert",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace (sql, 'coalesce',"
    " 'load_extension') WHERE name = 'task_search_insert'",
    "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql)"
    " VALUES ('trigger', 'sqlite_evil', 'plan', 0,"
    " 'CREATE TRIGGER sqlite_evil AFTER UPDATE ON plan BEGIN DELETE FROM task; END')",
  };

  for (guint i = 0; i < G_N_ELEMENTS (planted); i++)
    {
      static const TdWorkspaceFlags ways[] = { TD_WORKSPACE_DEFAULT, TD_WORKSPACE_READ_ONLY };
      g_auto (TdTestStore) store = { NULL };
      sqlite3 *db = NULL;

      td_test_store_setup (&store);
      td_test_store_fill (&store);
      close_workspace (&store);
      g_assert_cmpint (sqlite3_open (store.path, &db), ==, SQLITE_OK);
      sqlite3_db_config (db, SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, 1, NULL);
      sqlite3_exec (db, planted[i], NULL, NULL, NULL);
      sqlite3_close (db);
      for (guint way = 0; way < G_N_ELEMENTS (ways); way++)
        {
          g_autoptr (GError) error = NULL;

          g_test_message ("%s", planted[i]);
          g_assert_null (td_workspace_open (store.path, ways[way], "cli", &error));
          g_assert_error (error, TD_ERROR, TD_ERROR_BAD_INPUT);
        }
    }
}

/* Values no program of ours writes: not UTF-8, far too long, changes that name other tables. */
static void
test_values (void)
{
  static const char *const statements[] = {
    "UPDATE task SET content = CAST (x'ff00fe80c3' AS TEXT)",
    "UPDATE history SET label = CAST (x'ffff' AS TEXT), author = CAST (x'c0' AS TEXT)",
    "UPDATE task SET note = CAST (zeroblob (20000000) AS TEXT)",
    "UPDATE task SET position = 9223372036854775807, progress = -9223372036854775808",
    "UPDATE section SET parent_id = id",
    "UPDATE history_changeset SET changes = zeroblob (100000)",
    "UPDATE history_changeset SET changes = randomblob (5000)",
    "UPDATE history_changeset SET changes = substr (changes, 1, length (changes) / 2)",
    "UPDATE history_changeset SET changes = x'5402010068697374006f72790012'",
    "UPDATE history_changeset SET changes = x'540101756e6974001200038fffffff70'",
    "UPDATE commit_log SET tables = CAST (x'ff2c2c' AS TEXT), seq = 9223372036854775807"
    " WHERE seq = (SELECT max (seq) FROM commit_log)",
    "UPDATE history SET schema_version = -1, state = 'x'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_auto (TdTestStore) store = { NULL };
      guint opened = 0;

      td_test_store_setup (&store);
      td_test_store_fill (&store);
      close_workspace (&store);
      {
        g_autoptr (TdConnection) raw = td_connection_open (store.path, TD_CONNECTION_DEFAULT, NULL);

        td_connection_exec (raw, statements[i], "plant", NULL);
      }
      g_test_message ("%s", statements[i]);
      try_file (store.path, TD_WORKSPACE_DEFAULT, &opened);
      try_file (store.path, TD_WORKSPACE_READ_ONLY, &opened);
      g_assert_cmpuint (opened, ==, 2);
    }
}

/* Text that is not UTF-8 does not reach the window. */
static void
test_utf8 (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autofree char *content = NULL;

  td_test_store_setup (&store);
  td_test_store_fill (&store);
  close_workspace (&store);
  {
    g_autoptr (TdConnection) raw = td_connection_open (store.path, TD_CONNECTION_DEFAULT, NULL);

    g_assert_true (td_connection_exec (raw, "UPDATE task SET content = CAST (x'41ff42' AS TEXT)",
                                       "plant", NULL));
  }
  store.workspace = td_workspace_open (store.path, TD_WORKSPACE_DEFAULT, "cli", NULL);
  content = td_test_store_get (&store, TD_KIND_TASK, 1, "content");
  g_assert_cmpstr (content, ==, "A\357\277\275B");
}

/* Lengths that lie would make the session extension read for ever. */
static void
test_changesets (void)
{
  static const struct
  {
    const char *bytes;
    gsize size;
    gboolean good;
  } cases[] = {
#define BYTES(text) text, sizeof text - 1
    { BYTES (""), TRUE },
    { BYTES ("T\2\1\0unit\0"), TRUE },
    { BYTES ("T\2\1\0unit\0\22\0\1\0\0\0\0\0\0\0\7\3\2ab"), TRUE },
    { BYTES ("T\2\1\0unit\0\27\0\1\0\0\0\0\0\0\0\7\3\2ab\0\5"), TRUE },
    { BYTES ("T\2\1\0unit"), FALSE },
    { BYTES ("P\2\1\0unit\0"), FALSE },
    { BYTES ("\22\0"), FALSE },
    { BYTES ("T\2\1\0unit\0\22\0\1\0\0\0\0\0\0\0\7\3\3ab"), FALSE },
    { BYTES ("T\1\1unit\0\22\0\3\217\377\377\377\160"), FALSE },
    { BYTES ("T\377\377\377\377\377\377\377\377\377unit\0"), FALSE },
    { BYTES ("T\1\1unit\0\22\0\6"), FALSE },
    { BYTES ("T\0unit\0\22\0"), FALSE },
#undef BYTES
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].size);

      g_assert_cmpint (td_changeset_is_well_formed (bytes), ==, cases[i].good);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/hostile/changesets", test_changesets);
  g_test_add_func ("/store/hostile/flips", test_flips);
  g_test_add_func ("/store/hostile/random-bytes", test_random_bytes);
  g_test_add_func ("/store/hostile/planted", test_planted);
  g_test_add_func ("/store/hostile/values", test_values);
  g_test_add_func ("/store/hostile/utf8", test_utf8);

  return g_test_run ();
}
