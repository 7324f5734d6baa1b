/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-dossier-import-private.h"
#include "td-row-sql.h"

static const char *const name_roles[TD_N_KEPT_NAMES] = { "procedure", "area", "unit", "officer" };

const char *
td_dossier_name_role (guint role)
{
  return name_roles[role];
}

static void
add_name (TdDossierNames *self, GHashTable *to, const char *name, gint64 id)
{
  gint64 *value;

  if (name == NULL)
    return;
  value = g_new (gint64, 1);
  *value = id;
  g_hash_table_replace (to, td_dossier_words_name_key (self->words, name), value);
}

/* The units of the office are recognised by their names, short names and aliases. */
static gboolean
load_units (TdDossierNames *self, TdConnection *connection, GError **error)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (connection,
                             "SELECT id, name FROM unit UNION ALL SELECT id, short_name FROM unit"
                             " UNION ALL SELECT unit_id, alias FROM unit_alias",
                             error);
  TdStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    add_name (self, self->units, td_statement_text (statement, 1), td_statement_int (statement, 0));

  return step == TD_STEP_DONE;
}

TdDossierNames *
td_dossier_names_load (TdConnection *connection, const TdDossierWords *words, GError **error)
{
  g_autoptr (TdDossierNames) self = g_new0 (TdDossierNames, 1);
  g_autoptr (TdStatement) statement = NULL;
  TdStep step;

  self->words = words;
  for (guint i = 0; i < TD_N_KEPT_NAMES; i++)
    self->ids[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  statement = td_connection_prepare (
      connection,
      "SELECT id, role, name FROM dossier_name WHERE import_id IS NULL OR import_id NOT IN"
      " (SELECT id FROM import WHERE state <> 'done') ORDER BY id DESC",
      error);
  if (statement == NULL)
    return NULL;
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    for (guint i = 0; i < TD_N_KEPT_NAMES; i++)
      if (g_strcmp0 (td_statement_text (statement, 1), name_roles[i]) == 0)
        add_name (self, self->ids[i], td_statement_text (statement, 2),
                  td_statement_int (statement, 0));
  if (step != TD_STEP_DONE || !load_units (self, connection, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
td_dossier_names_free (TdDossierNames *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < TD_N_KEPT_NAMES; i++)
    g_clear_pointer (&self->ids[i], g_hash_table_unref);
  g_clear_pointer (&self->units, g_hash_table_unref);
  g_free (self);
}

/* Returns: its id, 0 when the workspace has no such name */
gint64
td_dossier_names_find (const TdDossierNames *self, guint role, const char *name)
{
  g_autofree char *key = td_dossier_words_name_key (self->words, name);
  const gint64 *id = g_hash_table_lookup (self->ids[role], key);

  return id != NULL ? *id : 0;
}

/* Returns: its id, made when there is none; 0 on failure */
gint64
td_dossier_names_need (TdDossierNames *self,
                       TdWriter *writer,
                       guint role,
                       const char *name,
                       const char *code,
                       GError **error)
{
  gint64 id = td_dossier_names_find (self, role, name);
  TdDossierNameRow *row;

  if (id != 0)
    return id;

  row = td_row_new (TD_KIND_DOSSIER_NAME);
  row->role = g_strdup (name_roles[role]);
  row->name = g_strdup (name);
  row->code = g_strdup (code);
  if (role == TD_NAME_UNIT)
    {
      g_autofree char *key = td_dossier_words_name_key (self->words, name);
      const gint64 *unit = g_hash_table_lookup (self->units, key);

      row->unit_id = unit != NULL ? *unit : 0;
    }
  if (td_writer_insert (writer, TD_KIND_DOSSIER_NAME, row, error))
    {
      id = row->row.id;
      add_name (self, self->ids[role], name, id);
    }
  td_row_free (TD_KIND_DOSSIER_NAME, row);

  return id;
}

static void
lay_text (char **field, const char *value)
{
  if (g_strcmp0 (*field, value) == 0)
    return;
  g_free (*field);
  *field = g_strdup (value);
}

static gboolean
has_column (const TdDossierImport *self, TdColumnRole role)
{
  return td_dossier_header_column (self->batch->header, role) >= 0;
}

static void
lay_names (const TdDossierImport *self,
           const TdDossierRecord *record,
           const gint64 *ids,
           TdDossierRow *row)
{
  if (record->names[TD_NAME_PROCEDURE] != 0)
    row->procedure_name_id = ids[TD_NAME_PROCEDURE];
  if (record->names[TD_NAME_AREA] != 0)
    row->area_name_id = ids[TD_NAME_AREA];
  if (record->names[TD_NAME_UNIT] != 0)
    row->unit_name_id = ids[TD_NAME_UNIT];
  if (record->names[TD_NAME_OFFICER] != 0)
    row->officer_name_id = ids[TD_NAME_OFFICER];
}

void
td_dossier_import_overlay (const TdDossierImport *self,
                           const TdDossierRecord *record,
                           const gint64 *name_ids,
                           TdDossierRow *row)
{
  lay_text (&row->code, record->code);
  row->received = record->received;
  if (self->batch->has_due)
    row->due = record->due;
  if (self->batch->has_returned)
    row->returned = record->returned;
  row->state = record->state;
  lay_names (self, record, name_ids, row);
  if (has_column (self, TD_COLUMN_ROLE_CHANNEL))
    row->channel = record->channel;
  if (has_column (self, TD_COLUMN_ROLE_LEVEL))
    row->level = record->level;
  if (has_column (self, TD_COLUMN_ROLE_RESULT_CHANNEL))
    row->result_channel = record->result_channel;
  if (has_column (self, TD_COLUMN_ROLE_RESOLVED))
    row->delivered = record->delivered;
  if (has_column (self, TD_COLUMN_ROLE_SUSPENDED))
    row->suspended = record->suspended;
  if (has_column (self, TD_COLUMN_ROLE_FEE))
    row->fee = record->fee;
  if (has_column (self, TD_COLUMN_ROLE_APPLICANT))
    lay_text (&row->applicant, record->applicant);
  if (has_column (self, TD_COLUMN_ROLE_EXTERNAL_CODE))
    lay_text (&row->external_code, record->external_code);
  if (has_column (self, TD_COLUMN_ROLE_SUSPEND_REASON))
    lay_text (&row->suspend_reason, record->suspend_reason);
  if (has_column (self, TD_COLUMN_ROLE_RATING))
    lay_text (&row->rating, record->rating);
  if (has_column (self, TD_COLUMN_ROLE_NOTE))
    lay_text (&row->note, record->note);
}

/* The names of a record as the workspace has them; 0 where it would be a new one */
static void
find_names (const TdDossierImport *self,
            const TdDossierNames *names,
            GHashTable *cache,
            const TdDossierRecord *record,
            gint64 *ids)
{
  for (guint role = 0; role < TD_N_KEPT_NAMES; role++)
    {
      gint64 *known;
      guint32 variant = record->names[role];
      gpointer key = GUINT_TO_POINTER (variant * TD_N_KEPT_NAMES + role);

      ids[role] = 0;
      if (variant == 0)
        continue;
      known = g_hash_table_lookup (cache, key);
      if (known == NULL)
        {
          known = g_new (gint64, 1);
          *known = td_dossier_names_find (names, role,
                                          td_dossier_batch_name (self->batch, record, role));
          g_hash_table_insert (cache, key, known);
        }
      /* a new name differs from every name there is */
      ids[role] = *known != 0 ? *known : -1;
    }
}

static gboolean
same_row (TdDossierRow *found, const TdDossierRow *laid)
{
  return td_row_equal (TD_KIND_DOSSIER, found, laid);
}

typedef struct
{
  TdStatement *statement;
  gint64 exported_at; /* of the file */
} Lookup;

static TdImportFate
fate_of_new (const TdDossierRecord *record)
{
  return record->reasons != 0 ? TD_IMPORT_SKIP : TD_IMPORT_CREATE;
}

static TdImportFate
fate_of (TdDossierImport *self,
         const TdDossierNames *names,
         GHashTable *cache,
         Lookup *lookup,
         guint index)
{
  const TdDossierRecord *record = &g_array_index (self->batch->records, TdDossierRecord, index);
  gint64 ids[TD_N_KEPT_NAMES];
  TdImportFate fate = TD_IMPORT_CREATE;
  TdDossierRow *found, *laid;

  if (record->reasons != 0)
    return fate_of_new (record);
  td_statement_reset (lookup->statement);
  td_statement_bind_text (lookup->statement, 1, record->code);
  if (td_statement_step (lookup->statement, NULL) != TD_STEP_ROW)
    return TD_IMPORT_CREATE;

  found = td_row_sql_read (lookup->statement, TD_KIND_DOSSIER);
  laid = td_row_copy (TD_KIND_DOSSIER, found);
  find_names (self, names, cache, record, ids);
  td_dossier_import_overlay (self, record, ids, laid);
  self->ids[index] = found->row.id;
  fate = same_row (found, laid) ? TD_IMPORT_UNCHANGED : TD_IMPORT_UPDATE;
  td_row_free (TD_KIND_DOSSIER, found);
  td_row_free (TD_KIND_DOSSIER, laid);

  return fate;
}

/* An older export must not take back what a newer one brought: the newest export each existing row
 * was last written by. */
static gboolean
is_older (TdConnection *connection, gint64 id, gint64 exported_at)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection,
      "SELECT i.exported_at FROM dossier d JOIN dossier_import i ON i.id = d.dossier_import_id"
      " WHERE d.id = ?1",
      NULL);

  if (statement == NULL || exported_at == 0)
    return FALSE;
  td_statement_bind_int (statement, 1, id);

  return td_statement_step (statement, NULL) == TD_STEP_ROW &&
         td_statement_int (statement, 0) > exported_at;
}

static gboolean
compare_records (TdDossierImport *self, TdConnection *connection, GError **error)
{
  g_autoptr (TdDossierNames) names = td_dossier_names_load (connection, self->words, error);
  g_autoptr (GHashTable) cache = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autofree char *select = NULL;
  g_autofree char *sql = NULL;
  g_autoptr (TdStatement) statement = NULL;
  Lookup lookup = { NULL, self->batch->exported_at };
  gint64 any = 0;

  if (names == NULL ||
      !td_connection_query_int (connection, "SELECT EXISTS (SELECT 1 FROM dossier)", &any, error))
    return FALSE;
  select = td_row_sql_select (TD_KIND_DOSSIER);
  sql = g_strconcat (select, " AND code = ?1 ORDER BY id LIMIT 1", NULL);
  statement = td_connection_prepare (connection, sql, error);
  if (statement == NULL)
    return FALSE;

  lookup.statement = statement;
  for (guint i = 0; i < self->batch->records->len; i++)
    {
      const TdDossierRecord *record = &g_array_index (self->batch->records, TdDossierRecord, i);
      TdImportFate fate = any ? fate_of (self, names, cache, &lookup, i) : fate_of_new (record);

      if (fate == TD_IMPORT_UPDATE && is_older (connection, self->ids[i], lookup.exported_at))
        fate = TD_IMPORT_OLDER;
      self->fates[i] = (guint8) fate;
      self->n_fates[fate]++;
      if (record->reasons & (1u << TD_REASON_DUPLICATE_CONFLICT))
        g_array_append_val (self->conflicts, i);
    }

  return TRUE;
}

static void
forget_fates (TdDossierImport *self)
{
  guint n = self->batch->records->len;

  g_free (self->ids);
  g_free (self->fates);
  self->ids = g_new0 (gint64, n + 1);
  self->fates = g_new0 (guint8, n + 1);
  memset (self->n_fates, 0, sizeof self->n_fates);
  g_clear_pointer (&self->conflicts, g_array_unref);
  self->conflicts = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * td_dossier_import_compare:
 * @self: an import that was read
 * @connection: a connection of the calling thread
 * @error: return location
 *
 * Finds out what would become of every row. May be called again after a decision changed.
 *
 * Returns: whether it could be compared
 */
gboolean
td_dossier_import_compare (TdDossierImport *self, TdConnection *connection, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection, "SELECT 1 FROM dossier_import WHERE file_hash = ?1 LIMIT 1", error);
  gboolean done;

  if (statement == NULL)
    return FALSE;
  td_statement_bind_text (statement, 1, self->hash);
  self->known_file = td_statement_step (statement, NULL) == TD_STEP_ROW;
  td_statement_reset (statement);

  if (self->batch == NULL)
    return TRUE;

  /* all of one moment, and the file is locked once */
  forget_fates (self);
  if (!td_connection_exec (connection, "BEGIN", "compare with the workspace", error))
    return FALSE;
  done = compare_records (self, connection, error);
  td_connection_exec (connection, "COMMIT", "compare with the workspace", NULL);

  return done;
}
