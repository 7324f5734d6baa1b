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

enum
{
  COLUMN_CODE,
  COLUMN_RECEIVED,
  COLUMN_DUE,
  COLUMN_RETURNED,
  COLUMN_STATE,
  COLUMN_CHANNEL,
  COLUMN_LEVEL,
  COLUMN_AREA,
  COLUMN_PROCEDURE,
  COLUMN_UNIT,
  COLUMN_OFFICER,
  COLUMN_ROW,
  COLUMN_DELIVERED,
  COLUMN_SUSPENDED,
  COLUMN_RESULT_CHANNEL,
  COLUMN_FEE,
  COLUMN_APPLICANT,
  COLUMN_EXTERNAL_CODE,
  COLUMN_SUSPEND_REASON,
  COLUMN_RATING,
  COLUMN_NOTE,
  COLUMN_SOURCE,
};

static int
connect_cb (
    sqlite3 *db, void *aux, int argc, const char *const *argv, sqlite3_vtab **vtab, char **message)
{
  int rc = sqlite3_declare_vtab (
      db, "CREATE TABLE x (code, received, due, returned, state, channel, level, area, procedure,"
          " unit, officer, source_row, delivered, suspended, result_channel, fee, applicant,"
          " external_code, suspend_reason, rating, note, source HIDDEN)");

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

static void
give_text (sqlite3_context *context, const char *text)
{
  if (text != NULL)
    sqlite3_result_text (context, text, -1, SQLITE_STATIC);
}

static void
give_id (sqlite3_context *context, guint32 id)
{
  if (id != 0)
    sqlite3_result_int64 (context, id);
}

static int
column_cb (sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
  const Cursor *self = (Cursor *) cursor;
  const TdDossierBulkRow *row = &self->source->rows[self->at];

  switch (column)
    {
    case COLUMN_CODE:
      give_text (context, row->code);
      break;
    case COLUMN_RECEIVED:
      sqlite3_result_int64 (context, row->received);
      break;
    case COLUMN_DUE:
      sqlite3_result_int64 (context, row->due);
      break;
    case COLUMN_RETURNED:
      sqlite3_result_int64 (context, row->returned);
      break;
    case COLUMN_STATE:
      sqlite3_result_int (context, row->state);
      break;
    case COLUMN_CHANNEL:
      sqlite3_result_int (context, row->channel);
      break;
    case COLUMN_LEVEL:
      sqlite3_result_int (context, row->level);
      break;
    case COLUMN_AREA:
      give_id (context, row->area);
      break;
    case COLUMN_PROCEDURE:
      give_id (context, row->procedure);
      break;
    case COLUMN_UNIT:
      give_id (context, row->unit);
      break;
    case COLUMN_OFFICER:
      give_id (context, row->officer);
      break;
    case COLUMN_ROW:
      sqlite3_result_int64 (context, row->row);
      break;
    case COLUMN_DELIVERED:
      sqlite3_result_int64 (context, row->delivered);
      break;
    case COLUMN_SUSPENDED:
      sqlite3_result_int64 (context, row->suspended);
      break;
    case COLUMN_RESULT_CHANNEL:
      sqlite3_result_int (context, row->result_channel);
      break;
    case COLUMN_FEE:
      sqlite3_result_int64 (context, row->fee);
      break;
    case COLUMN_APPLICANT:
      give_text (context, row->applicant);
      break;
    case COLUMN_EXTERNAL_CODE:
      give_text (context, row->external_code);
      break;
    case COLUMN_SUSPEND_REASON:
      give_text (context, row->suspend_reason);
      break;
    case COLUMN_RATING:
      give_text (context, row->rating);
      break;
    case COLUMN_NOTE:
      give_text (context, row->note);
      break;
    default:
      break;
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

#define INSERT                                                                                     \
  "INSERT INTO dossier (code, received, due, returned, state, channel, level, area_name_id,"       \
  " procedure_name_id, unit_name_id, officer_name_id, dossier_import_id, source_row, delivered,"   \
  " suspended, result_channel, fee, applicant, external_code, suspend_reason, rating, note,"       \
  " import_id) SELECT code, received, due, returned, state, channel, level, area, procedure,"      \
  " unit, officer, ?2, source_row, delivered, suspended, result_channel, fee, applicant,"          \
  " external_code, suspend_reason, rating, note, ?3 FROM " MODULE " (?1)"

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
  int rc;

  rc = sqlite3_prepare_v2 (db, INSERT, -1, &stmt, NULL);
  if (rc == SQLITE_ERROR)
    {
      /* the first time on this connection */
      rc = sqlite3_create_module_v2 (db, MODULE, &module, NULL, NULL);
      if (rc == SQLITE_OK)
        rc = sqlite3_prepare_v2 (db, INSERT, -1, &stmt, NULL);
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
  guint64 *slots; /* 0: free */
  guint64 n_slots, n;
};

static guint64
hash_code (const char *code)
{
  guint64 h = 0x9E3779B97F4A7C15u;

  for (; *code != '\0'; code++)
    h = (h ^ (guchar) *code) * 0x100000001B3u;
  h ^= h >> 31;
  h *= 0xC4CEB9FE1A85EC53u;
  h ^= h >> 33;

  return h != 0 ? h : 1;
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

static gboolean
put (TdCodeSet *self, guint64 hash)
{
  guint64 slot = hash & (self->n_slots - 1);

  for (; self->slots[slot] != 0; slot = (slot + 1) & (self->n_slots - 1))
    if (self->slots[slot] == hash)
      return FALSE;
  self->slots[slot] = hash;
  self->n++;

  return TRUE;
}

static void
grow (TdCodeSet *self)
{
  guint64 *old = self->slots;
  guint64 n_old = self->n_slots;

  self->n_slots *= 2;
  self->slots = g_new0 (guint64, self->n_slots);
  self->n = 0;
  for (guint64 i = 0; i < n_old; i++)
    if (old[i] != 0)
      put (self, old[i]);
  g_free (old);
}

/* Two codes with one hash are one in 10^5 imports of ten million: who gets FALSE looks into the
 * file. */
gboolean
td_code_set_add (TdCodeSet *self, const char *code)
{
  if (self->n * 4 > self->n_slots * 3)
    grow (self);

  return put (self, hash_code (code));
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
    td_code_set_add (self, td_statement_text (statement, 0));

  return step == TD_STEP_DONE;
}
