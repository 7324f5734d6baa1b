/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-schema.h"

#include <glib/gi18n-lib.h>

#include "td-connection-private.h"
#include "td-error.h"
#include "td-schema-digests.h"

#define INTERNAL "sqlite_" /* sqlite_sequence, sqlite_stat1, sqlite_autoindex_… */

/* The tables in which full text keeps its index: their text is the library's, not ours. */
static gboolean
is_shadow (const char *name)
{
  static const char *const shadows[] = { "search_config",  "search_content", "search_data",
                                         "search_docsize", "search_idx",     NULL };

  return g_strv_contains (shadows, name);
}

static char *
describe (TdStatement *row)
{
  const char *type = td_statement_text (row, 0);
  const char *name = td_statement_text (row, 1);
  const char *table = td_statement_text (row, 2);
  const char *sql = td_statement_text (row, 3);

  if (name != NULL && is_shadow (name))
    sql = "";

  return g_strdup_printf ("%s %s on %s: %s", type != NULL ? type : "", name != NULL ? name : "",
                          table != NULL ? table : "", sql != NULL ? sql : "");
}

/* What SQLite itself makes: tables with its own text, and indexes without any. */
static gboolean
is_internal (TdStatement *row)
{
  const char *type = td_statement_text (row, 0);
  const char *name = td_statement_text (row, 1);
  const char *sql = td_statement_text (row, 3);

  if (type == NULL || name == NULL || !g_str_has_prefix (name, INTERNAL))
    return FALSE;

  return (g_str_equal (type, "index") && sql == NULL) ||
         (g_str_equal (type, "table") && sql != NULL &&
          g_str_has_prefix (sql, "CREATE TABLE " INTERNAL));
}

/* Returns: (element-type utf8 utf8): description -> name of everything in the schema */
static GHashTable *
read_schema (TdConnection *connection, GError **error)
{
  g_autoptr (GHashTable) parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection, "SELECT type, name, tbl_name, sql FROM sqlite_schema", error);
  TdStep step;

  if (statement == NULL)
    return NULL;

  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      if (!is_internal (statement))
        g_hash_table_replace (parts, describe (statement),
                              g_strdup (td_statement_text (statement, 1)));
    }

  return step == TD_STEP_DONE ? g_steal_pointer (&parts) : NULL;
}

/* Returns: (nullable): the name of a part of a that is not in b */
static const char *
find_missing (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer part, name;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &part, &name))
    {
      if (!g_hash_table_contains (b, part))
        return name != NULL ? name : "?";
    }

  return NULL;
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Whether the parts are, to the letter, what the steps of this program made when it was built: much
 * faster than to make them again. */
static gboolean
is_known (GHashTable *parts, const TdMigrator *migrator, guint version)
{
  g_autofree gpointer *keys = NULL;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint n;

  if (migrator != td_migrator_get_default () || version >= G_N_ELEMENTS (schema_digests))
    return FALSE;

  keys = g_hash_table_get_keys_as_array (parts, &n);
  qsort (keys, n, sizeof *keys, compare_parts);
  for (guint i = 0; i < n; i++)
    g_checksum_update (sum, keys[i], (gssize) strlen (keys[i]) + 1);

  return g_str_equal (g_checksum_get_string (sum), schema_digests[version]);
}

/* The schema as the steps make it, in memory. */
static GHashTable *
make_schema (const TdMigrator *migrator, guint version, GError **error)
{
  g_autoptr (TdConnection) model = td_connection_open (
      "", TD_CONNECTION_MEMORY | TD_CONNECTION_CREATE | TD_CONNECTION_ROLLBACK_JOURNAL, error);

  if (model == NULL || !td_migrator_run (model, migrator->steps, version, error))
    return NULL;

  return read_schema (model, error);
}

/**
 * td_schema_check:
 * @connection: a connection
 * @migrator: the steps
 * @version: the format the file says it has, from td_migrator_check(); 0: an empty file
 * @error: return location
 *
 * A workspace comes by mail and from sticks. Its triggers, views, indexes and default values are
 * program text that would run when we read or write it, so the file is used only when its schema
 * is, to the letter, what our own steps make.
 *
 * Returns: whether it is; else TD_ERROR_BAD_INPUT
 */
gboolean
td_schema_check (TdConnection *connection,
                 const TdMigrator *migrator,
                 guint version,
                 GError **error)
{
  g_autoptr (GHashTable) found = NULL;
  g_autoptr (GHashTable) expected = NULL;
  const char *name;

  if (version == 0)
    return TRUE;

  found = read_schema (connection, error);
  if (found != NULL && is_known (found, migrator, version))
    return TRUE;
  expected = found != NULL ? make_schema (migrator, version, error) : NULL;
  if (expected == NULL)
    return FALSE;

  name = find_missing (found, expected);
  if (name == NULL)
    name = find_missing (expected, found);
  if (name == NULL)
    return TRUE;

  td_error_set_at (error, TD_ERROR_BAD_INPUT, td_connection_get_path (connection), name,
                   _ ("The file is damaged or was changed by another program: “%s” is not as this "
                      "program makes it. Restore a backup."),
                   name);
  return FALSE;
}

/**
 * td_schema_is_known:
 * @connection: a connection
 * @migrator: the steps
 * @version: the format of the file
 *
 * Returns: whether the short cut of td_schema_check() fits
 */
gboolean
td_schema_is_known (TdConnection *connection, const TdMigrator *migrator, guint version)
{
  g_autoptr (GHashTable) found = read_schema (connection, NULL);

  return found != NULL && is_known (found, migrator, version);
}
