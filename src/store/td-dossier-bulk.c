/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-bulk.h"

#include <string.h>

#include "td-connection-private.h"

#define MODULE "td_dossier_bulk"
#define POINTER "td-bulk-rows"
#define BULK_CACHE_KIB 98304
#define BULK_CHECKPOINT_PAGES 40000
#define USUAL_CACHE_KIB 16384
#define USUAL_CHECKPOINT_PAGES 1000
#define IN_FILE ((guint64) 1)

/* What one statement reads. */
typedef struct
{
  const TdDossierBulkRow *rows;
  guint n_rows;
} Source;

typedef struct
{
  sqlite3_vtab_cursor base;
  const Source *source;
  guint at;
} Cursor;

typedef enum
{
  VALUE_TEXT,
  VALUE_TIME, /* 64 bits */
  VALUE_ID,   /* 32 bits, 0 is NULL */
  VALUE_ROW,  /* 32 bits */
  VALUE_BYTE,
} ValueType;

/* In the order of the virtual table's columns. */
static const struct
{
  const char *name; /* in the table of dossiers */
  ValueType type;
  gsize offset;
} columns[] = {
  { "code", VALUE_TEXT, G_STRUCT_OFFSET (TdDossierBulkRow, code) },
  { "received", VALUE_TIME, G_STRUCT_OFFSET (TdDossierBulkRow, received) },
  { "due", VALUE_TIME, G_STRUCT_OFFSET (TdDossierBulkRow, due) },
  { "returned", VALUE_TIME, G_STRUCT_OFFSET (TdDossierBulkRow, returned) },
  { "state", VALUE_BYTE, G_STRUCT_OFFSET (TdDossierBulkRow, state) },
  { "channel", VALUE_BYTE, G_STRUCT_OFFSET (TdDossierBulkRow, channel) },
  { "level", VALUE_BYTE, G_STRUCT_OFFSET (TdDossierBulkRow, level) },
  { "area_name_id", VALUE_ID, G_STRUCT_OFFSET (TdDossierBulkRow, area) },
  { "procedure_name_id", VALUE_ID, G_STRUCT_OFFSET (TdDossierBulkRow, procedure) },
  { "unit_name_id", VALUE_ID, G_STRUCT_OFFSET (TdDossierBulkRow, unit) },
  { "officer_name_id", VALUE_ID, G_STRUCT_OFFSET (TdDossierBulkRow, officer) },
  { "source_row", VALUE_ROW, G_STRUCT_OFFSET (TdDossierBulkRow, row) },
  { "delivered", VALUE_TIME, G_STRUCT_OFFSET (TdDossierBulkRow, delivered) },
  { "suspended", VALUE_TIME, G_STRUCT_OFFSET (TdDossierBulkRow, suspended) },
  { "result_channel", VALUE_BYTE, G_STRUCT_OFFSET (TdDossierBulkRow, result_channel) },
  { "fee", VALUE_TIME, G_STRUCT_OFFSET (TdDossierBulkRow, fee) },
  { "applicant", VALUE_TEXT, G_STRUCT_OFFSET (TdDossierBulkRow, applicant) },
  { "external_code", VALUE_TEXT, G_STRUCT_OFFSET (TdDossierBulkRow, external_code) },
  { "suspend_reason", VALUE_TEXT, G_STRUCT_OFFSET (TdDossierBulkRow, suspend_reason) },
  { "rating", VALUE_TEXT, G_STRUCT_OFFSET (TdDossierBulkRow, rating) },
  { "note", VALUE_TEXT, G_STRUCT_OFFSET (TdDossierBulkRow, note) },
};

#define COLUMN_SOURCE ((int) G_N_ELEMENTS (columns))

static const char *
text_of (const TdDossierBulkRow *row, guint column)
{
  return G_STRUCT_MEMBER (const char *, row, columns[column].offset);
}

static gint64
number_of (const TdDossierBulkRow *row, guint column)
{
  gsize offset = columns[column].offset;

  switch (columns[column].type)
    {
    case VALUE_TIME:
      return G_STRUCT_MEMBER (gint64, row, offset);
    case VALUE_BYTE:
      return G_STRUCT_MEMBER (guint8, row, offset);
    default:
      return G_STRUCT_MEMBER (guint32, row, offset);
    }
}

static int
connect_cb (
    sqlite3 *db, void *aux, int argc, const char *const *argv, sqlite3_vtab **vtab, char **message)
{
  g_autoptr (GString) sql = g_string_new ("CREATE TABLE x (");
  int rc;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (sql, "%s, ", columns[i].name);
  g_string_append (sql, "source HIDDEN)");
  rc = sqlite3_declare_vtab (db, sql->str);
  if (rc == SQLITE_OK)
    {
      *vtab = sqlite3_malloc (sizeof **vtab);
      if (*vtab == NULL)
        return SQLITE_NOMEM;
      memset (*vtab, 0, sizeof **vtab);
    }

  return rc;
}

static int
disconnect_cb (sqlite3_vtab *vtab)
{
  sqlite3_free (vtab);
  return SQLITE_OK;
}

static int
best_index_cb (sqlite3_vtab *vtab, sqlite3_index_info *info)
{
  for (int i = 0; i < info->nConstraint; i++)
    if (info->aConstraint[i].iColumn == COLUMN_SOURCE && info->aConstraint[i].usable &&
        info->aConstraint[i].op == SQLITE_INDEX_CONSTRAINT_EQ)
      {
        info->aConstraintUsage[i].argvIndex = 1;
        info->aConstraintUsage[i].omit = 1;
        info->estimatedCost = 1;
        return SQLITE_OK;
      }

  return SQLITE_CONSTRAINT;
}

static int
open_cb (sqlite3_vtab *vtab, sqlite3_vtab_cursor **cursor)
{
  Cursor *self = sqlite3_malloc (sizeof *self);

  if (self == NULL)
    return SQLITE_NOMEM;
  memset (self, 0, sizeof *self);
  *cursor = &self->base;

  return SQLITE_OK;
}

static int
close_cb (sqlite3_vtab_cursor *cursor)
{
  sqlite3_free (cursor);
  return SQLITE_OK;
}

static int
filter_cb (
    sqlite3_vtab_cursor *cursor, int number, const char *text, int argc, sqlite3_value **argv)
{
  Cursor *self = (Cursor *) cursor;

  self->source = argc == 1 ? sqlite3_value_pointer (argv[0], POINTER) : NULL;
  self->at = 0;

  return self->source != NULL ? SQLITE_OK : SQLITE_MISUSE;
}

static int
next_cb (sqlite3_vtab_cursor *cursor)
{
  ((Cursor *) cursor)->at++;
  return SQLITE_OK;
}

static int
eof_cb (sqlite3_vtab_cursor *cursor)
{
  const Cursor *self = (Cursor *) cursor;

  return self->source == NULL || self->at >= self->source->n_rows;
}

static int
column_cb (sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
  const Cursor *self = (Cursor *) cursor;
  const TdDossierBulkRow *row = &self->source->rows[self->at];

  if (column < 0 || column >= COLUMN_SOURCE)
    return SQLITE_OK;
  if (columns[column].type == VALUE_TEXT)
    {
      if (text_of (row, (guint) column) != NULL)
        sqlite3_result_text (context, text_of (row, (guint) column), -1, SQLITE_STATIC);
    }
  else
    {
      gint64 value = number_of (row, (guint) column);

      if (value != 0 || columns[column].type != VALUE_ID)
        sqlite3_result_int64 (context, value);
    }

  return SQLITE_OK;
}

static int
rowid_cb (sqlite3_vtab_cursor *cursor, sqlite3_int64 *rowid)
{
  *rowid = ((Cursor *) cursor)->at;
  return SQLITE_OK;
}

/* No xCreate: the table exists by its name alone and is not in the schema. */
static const sqlite3_module module = {
  .iVersion = 0,
  .xConnect = connect_cb,
  .xBestIndex = best_index_cb,
  .xDisconnect = disconnect_cb,
  .xOpen = open_cb,
  .xClose = close_cb,
  .xFilter = filter_cb,
  .xNext = next_cb,
  .xEof = eof_cb,
  .xColumn = column_cb,
  .xRowid = rowid_cb,
};

static gboolean
is_same_everywhere (const TdDossierBulkRow *rows, guint n_rows, guint column)
{
  for (guint i = 0; i < n_rows; i++)
    if (columns[column].type == VALUE_TEXT
            ? text_of (&rows[i], column) != NULL
            : number_of (&rows[i], column) != number_of (&rows[0], column))
      return FALSE;

  return TRUE;
}

/* Most exports lack some columns: what is the same in all rows need not be asked for row by row. */
static char *
make_insert (const TdDossierBulkRow *rows, guint n_rows)
{
  g_autoptr (GString) into = g_string_new ("INSERT INTO dossier (");
  g_autoptr (GString) select = g_string_new (") SELECT ");

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_string_append_printf (into, "%s, ", columns[i].name);
      if (!is_same_everywhere (rows, n_rows, i))
        g_string_append_printf (select, "%s, ", columns[i].name);
      else if (columns[i].type == VALUE_TEXT ||
               (columns[i].type == VALUE_ID && number_of (rows, i) == 0))
        g_string_append (select, "NULL, ");
      else
        g_string_append_printf (select, "%" G_GINT64_FORMAT ", ", number_of (rows, i));
    }

  return g_strconcat (into->str, "dossier_import_id, import_id", select->str,
                      "?2, ?3 FROM " MODULE " (?1)", NULL);
}

/**
 * td_dossier_bulk_insert:
 * @connection: the writer's connection, inside a transaction
 * @rows: (array length=n_rows): new dossiers
 * @n_rows: their number
 * @import_id: the bulk import they belong to, 0: none
 * @dossier_import_id: the file they come from
 * @error: return location
 *
 * Returns: whether all were written
 */
gboolean
td_dossier_bulk_insert (TdConnection *connection,
                        const TdDossierBulkRow *rows,
                        guint n_rows,
                        gint64 import_id,
                        gint64 dossier_import_id,
                        GError **error)
{
  sqlite3 *db = td_connection_get_handle (connection);
  Source source = { rows, n_rows };
  sqlite3_stmt *stmt = NULL;
  g_autofree char *insert = NULL;
  int rc;

  if (n_rows == 0)
    return TRUE;
  insert = make_insert (rows, n_rows);
  rc = sqlite3_prepare_v2 (db, insert, -1, &stmt, NULL);
  if (rc == SQLITE_ERROR)
    {
      /* the first time on this connection */
      rc = sqlite3_create_module_v2 (db, MODULE, &module, NULL, NULL);
      if (rc == SQLITE_OK)
        rc = sqlite3_prepare_v2 (db, insert, -1, &stmt, NULL);
    }
  if (rc == SQLITE_OK)
    {
      sqlite3_bind_pointer (stmt, 1, &source, POINTER, NULL);
      sqlite3_bind_int64 (stmt, 2, dossier_import_id);
      if (import_id != 0)
        sqlite3_bind_int64 (stmt, 3, import_id);
      rc = sqlite3_step (stmt) == SQLITE_DONE ? SQLITE_OK : sqlite3_errcode (db);
    }
  if (rc != SQLITE_OK)
    td_connection_set_error (connection, rc, "bulk insert", error);
  sqlite3_finalize (stmt);

  return rc == SQLITE_OK;
}

void
td_dossier_bulk_tune (TdConnection *connection, gboolean bulk)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA cache_size = -%d; PRAGMA wal_autocheckpoint = %d",
                                          bulk ? BULK_CACHE_KIB : USUAL_CACHE_KIB,
                                          bulk ? BULK_CHECKPOINT_PAGES : USUAL_CHECKPOINT_PAGES);

  sqlite3_exec (td_connection_get_handle (connection), sql, NULL, NULL, NULL);
}

struct _TdCodeSet
{
  guint64 *slots; /* 0: free; the last bit: whether the code was in the file */
  guint64 n_slots, n;
};

guint64
td_code_set_hash (const char *code)
{
  gsize length = strlen (code);
  guint64 h = 0x9E3779B97F4A7C15u ^ length;

  for (; length > 0; code += MIN (length, sizeof h), length -= MIN (length, sizeof h))
    {
      guint64 word = 0;

      memcpy (&word, code, MIN (length, sizeof word));
      h = (h ^ word) * 0xFF51AFD7ED558CCDu;
      h ^= h >> 32;
    }
  h *= 0xC4CEB9FE1A85EC53u;
  h ^= h >> 33;

  return h > IN_FILE ? h & ~IN_FILE : IN_FILE + 1;
}

TdCodeSet *
td_code_set_new (guint64 expected)
{
  TdCodeSet *self = g_new0 (TdCodeSet, 1);

  self->n_slots = 1024;
  while (self->n_slots < expected + expected / 2)
    self->n_slots *= 2;
  self->slots = g_new0 (guint64, self->n_slots);

  return self;
}

void
td_code_set_free (TdCodeSet *self)
{
  if (self == NULL)
    return;

  g_free (self->slots);
  g_free (self);
}

/* Returns: the slot of the hash, or the free one that it would have */
static guint64 *
slot_of (TdCodeSet *self, guint64 hash)
{
  guint64 slot = hash & (self->n_slots - 1);

  while (self->slots[slot] != 0 && (self->slots[slot] & ~IN_FILE) != hash)
    slot = (slot + 1) & (self->n_slots - 1);

  return &self->slots[slot];
}

static void
grow (TdCodeSet *self)
{
  guint64 *old = self->slots;
  guint64 n_old = self->n_slots;

  self->n_slots *= 2;
  self->slots = g_new0 (guint64, self->n_slots);
  for (guint64 i = 0; i < n_old; i++)
    if (old[i] != 0)
      *slot_of (self, old[i] & ~IN_FILE) = old[i];
  g_free (old);
}

static TdCodeSeen
add (TdCodeSet *self, guint64 hash, guint64 in_file)
{
  guint64 *slot;
  TdCodeSeen seen = TD_CODE_NEW;

  if (self->n * 4 > self->n_slots * 3)
    grow (self);
  slot = slot_of (self, hash);
  if (*slot == 0)
    self->n++;
  else
    seen = *slot & IN_FILE ? TD_CODE_IN_FILE : TD_CODE_IN_WORKSPACE;
  *slot = hash | in_file;

  return seen;
}

/**
 * td_code_set_add:
 * @self: a set
 * @hash: td_code_set_hash() of a code of the file
 *
 * Two codes with one hash are one in 10^5 imports of ten million: who is told that a code was seen
 * looks into the workspace.
 *
 * Returns: where it was seen before
 */
TdCodeSeen
td_code_set_add (TdCodeSet *self, guint64 hash)
{
  return add (self, hash, IN_FILE);
}

/* Tells which hash will be added soon. */
void
td_code_set_expect (const TdCodeSet *self, guint64 hash)
{
  __builtin_prefetch (&self->slots[hash & (self->n_slots - 1)], 1);
}

/* The codes that the workspace has already */
gboolean
td_code_set_load (TdCodeSet *self, TdConnection *connection, GError **error)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (connection, "SELECT code FROM dossier", error);
  TdStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    add (self, td_code_set_hash (td_statement_text (statement, 0)), 0);

  return step == TD_STEP_DONE;
}
