/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-file-blob.h"

#include <glib/gi18n-lib.h>

#include "td-changeset.h"
#include "td-error.h"

/* The fields of records that name a file: (table, column). */
static const char *const naming_fields[][2] = {
  { "plan", "source_hash" },          { "task", "assigned_sha256" },
  { "evidence", "sha256" },           { "issued_document", "prepared_hash" },
  { "issued_document", "file_hash" }, { "issued_document", "scan_hash" },
  { "document_act", "file_hash" },    { "plan_baseline", "sha256" },
};

/* Returns: (transfer full): the SHA-256 of bytes, which are now in the file */
char *
td_file_blob_put (TdConnection *connection, GBytes *bytes, GError **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (TdStatement) statement =
      td_connection_prepare (connection,
                             "INSERT INTO file_blob (sha256, size, bytes) VALUES (?1, ?2, ?3)"
                             " ON CONFLICT (sha256) DO NOTHING",
                             error);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  if (statement == NULL)
    return NULL;

  td_statement_bind_text (statement, 1, sha256);
  td_statement_bind_int (statement, 2, (gint64) size);
  td_statement_bind_blob (statement, 3, data, size);

  return td_statement_run (statement, error) ? g_steal_pointer (&sha256) : NULL;
}

/**
 * td_file_blob_get:
 * @connection: a connection
 * @sha256: the hash a record names
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the bytes, verified against the hash
 */
GBytes *
td_file_blob_get (TdConnection *connection, const char *sha256, GError **error)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (connection, "SELECT bytes FROM file_blob WHERE sha256 = ?1", error);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *found = NULL;
  gconstpointer data;
  gsize size;
  TdStep step;

  if (statement == NULL)
    return NULL;

  td_statement_bind_text (statement, 1, sha256);
  step = td_statement_step (statement, error);
  if (step == TD_STEP_DONE)
    td_error_set_at (error, TD_ERROR_NOT_FOUND, NULL, sha256,
                     _ ("The file is not kept in this workspace."));
  if (step != TD_STEP_ROW)
    return NULL;

  data = td_statement_blob (statement, 0, &size);
  bytes = g_bytes_new (data, size);
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (g_str_equal (found, sha256))
    return g_steal_pointer (&bytes);

  td_error_set_at (error, TD_ERROR_BAD_INPUT, NULL, sha256, _ ("A kept file is damaged."));
  return NULL;
}

static gboolean
is_named_by_row (TdConnection *connection, const char *sha256)
{
  for (guint i = 0; i < G_N_ELEMENTS (naming_fields); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM %s WHERE \"%s\" = ?1 LIMIT 1",
                                              naming_fields[i][0], naming_fields[i][1]);
      g_autoptr (TdStatement) statement = td_connection_prepare (connection, sql, NULL);

      if (statement == NULL)
        return TRUE;
      td_statement_bind_text (statement, 1, sha256);
      if (td_statement_step (statement, NULL) != TD_STEP_DONE)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_named_by_changeset (TdConnection *connection, const char *sha256)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (connection, "SELECT changes FROM history_changeset", NULL);

  if (statement == NULL)
    return TRUE;

  while (td_statement_step (statement, NULL) == TD_STEP_ROW)
    {
      gsize size;
      gconstpointer data = td_statement_blob (statement, 0, &size);
      g_autoptr (GBytes) changes = g_bytes_new (data, size);

      if (td_changeset_names_text (changes, sha256))
        return TRUE;
    }

  return FALSE;
}

/**
 * td_file_blob_collect:
 * @connection: the writing connection, inside a transaction
 * @n_removed: (out): how many files went
 * @error: return location
 *
 * RULE history-8: removes the files no record and no kept changeset names.
 *
 * Returns: whether it succeeded
 */
gboolean
td_file_blob_collect (TdConnection *connection, guint *n_removed, GError **error)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TdStatement) list =
      td_connection_prepare (connection, "SELECT sha256 FROM file_blob", error);

  *n_removed = 0;
  if (list == NULL)
    return FALSE;

  while (td_statement_step (list, NULL) == TD_STEP_ROW)
    {
      const char *sha256 = td_statement_text (list, 0);

      if (!is_named_by_row (connection, sha256) && !is_named_by_changeset (connection, sha256))
        g_ptr_array_add (gone, g_strdup (sha256));
    }

  for (guint i = 0; i < gone->len; i++)
    {
      g_autoptr (TdStatement) statement =
          td_connection_prepare (connection, "DELETE FROM file_blob WHERE sha256 = ?1", error);

      if (statement == NULL)
        return FALSE;
      td_statement_bind_text (statement, 1, g_ptr_array_index (gone, i));
      if (!td_statement_run (statement, error))
        return FALSE;
    }

  *n_removed = gone->len;
  return TRUE;
}
