/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file of millions of rows: one thread reads and checks it in chunks, the writer thread takes a
 * chunk to a slice. Neither keeps the file; what must be known of all rows before is a set of
 * hashes of their codes. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-dossier-bulk.h"
#include "td-dossier-import-private.h"
#include "td-dossier-rollup.h"
#include "td-error.h"
#include "td-import-slices.h"
#include "td-row-sql.h"

#define CHUNK 16384       /* rows of a slice: about 40 ms */
#define MOST_CHUNKS 4     /* waiting */
#define LOOK_AHEAD 16     /* rows */
#define MOST_KEPT 300000u /* rows left out or cleaned that are told one by one */
#define MOST_UPDATES 50000u
#define BYTES_PER_ROW 90 /* at least: to guess the number of rows */

typedef struct
{
  guint32 role, group;
  char *name, *code;
} NewName;

typedef struct
{
  GArray *records; /* (element-type TdDossierRecord): names are groups, plus one */
  GArray *hashes;  /* (element-type guint64): of their codes; 0 of a record left out */
  GStringChunk *texts;
  GArray *new_names; /* (element-type NewName) */
} Chunk;

typedef struct
{
  TdDossierImport *import;
  GMappedFile *mapped;
  TdSheetFile *file;
  TdDossierReadOptions read;
  GCancellable *cancellable; /* ends the reader */

  /* between the threads */
  GThread *thread;
  GMutex mutex;
  GCond cond;
  GQueue chunks;
  GQueue spare; /* chunks that were written: their room is used again */
  gboolean ended, stopped;
  GError *error;

  /* of the reader */
  Chunk *filling;
  GArray *known[TD_N_KEPT_NAMES]; /* (element-type guint8): groups that were given names */

  /* of the writer */
  TdCodeSet *codes;
  TdDossierNames *names;
  GArray *name_ids[TD_N_KEPT_NAMES]; /* (element-type gint64): by group plus one */
  GArray *rows;                      /* (element-type TdDossierBulkRow) */
  TdDossierRollup *rollup;
  gint64 dossier_import_id;
  gboolean begun;
  GArray *kept; /* (element-type TdDossierRecord) */
  GArray *kept_fates;
  GStringChunk *kept_texts;
  GArray *updates; /* (element-type TdDossierRecord) */
  GArray *update_ids;
  GHashTable *update_of; /* dossier id -> index of its update, plus one */
  guint n_fates[TD_N_IMPORT_FATES], n_cleaned;
  guint64 n_rows;
} Stream;

static void
new_name_clear (gpointer data)
{
  g_free (((NewName *) data)->name);
  g_free (((NewName *) data)->code);
}

static Chunk *
chunk_new (void)
{
  Chunk *self = g_new0 (Chunk, 1);

  self->records = g_array_sized_new (FALSE, FALSE, sizeof (TdDossierRecord), CHUNK);
  self->hashes = g_array_sized_new (FALSE, FALSE, sizeof (guint64), CHUNK);
  self->new_names = g_array_new (FALSE, FALSE, sizeof (NewName));
  g_array_set_clear_func (self->new_names, new_name_clear);

  return self;
}

static void
chunk_empty (Chunk *self)
{
  g_array_set_size (self->records, 0);
  g_array_set_size (self->hashes, 0);
  g_array_set_size (self->new_names, 0);
  g_clear_pointer (&self->texts, g_string_chunk_free);
}

static void
chunk_free (gpointer data)
{
  Chunk *self = data;

  if (self == NULL)
    return;
  g_array_unref (self->records);
  g_array_unref (self->hashes);
  g_array_unref (self->new_names);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_free (self);
}

/* The reader */

static gboolean
push (Stream *self)
{
  TdDossierBatch *batch = self->import->batch;
  Chunk *chunk = g_steal_pointer (&self->filling);
  gboolean go_on;

  chunk->texts = batch->texts;
  batch->texts = g_string_chunk_new (65536);
  g_mutex_lock (&self->mutex);
  while (self->chunks.length >= MOST_CHUNKS && !self->stopped)
    g_cond_wait (&self->cond, &self->mutex);
  go_on = !self->stopped;
  if (go_on)
    g_queue_push_tail (&self->chunks, chunk);
  else
    chunk_free (chunk);
  chunk = g_queue_pop_head (&self->spare);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  self->filling = chunk != NULL ? chunk : chunk_new ();

  return go_on;
}

static void
resolve_names (Stream *self, TdDossierRecord *record)
{
  TdDossierBatch *batch = self->import->batch;

  for (guint role = 0; role < TD_N_KEPT_NAMES; role++)
    {
      guint32 group;
      NewName name;

      if (record->names[role] == 0)
        continue;
      group = td_name_table_group (batch->tables[role], record->names[role] - 1);
      if (group >= self->known[role]->len)
        g_array_set_size (self->known[role], group + 1);
      if (!g_array_index (self->known[role], guint8, group))
        {
          g_array_index (self->known[role], guint8, group) = TRUE;
          name.role = role;
          name.group = group;
          name.name = g_strdup (td_dossier_batch_name (batch, record, (TdNameRole) role));
          name.code = role == TD_NAME_PROCEDURE ? g_strdup (record->procedure_code) : NULL;
          g_array_append_val (self->filling->new_names, name);
        }
      record->names[role] = group + 1;
    }
}

static gboolean
take_record (TdDossierRecord *record, gpointer data, GError **error)
{
  Stream *self = data;
  guint64 hash = record->reasons == 0 ? td_code_set_hash (record->code) : 0;

  resolve_names (self, record);
  g_array_append_val (self->filling->records, *record);
  g_array_append_val (self->filling->hashes, hash);

  return self->filling->records->len < CHUNK || push (self);
}

static gpointer
read_file (gpointer data)
{
  Stream *self = data;
  GError *error = NULL;
  gboolean done = td_dossier_stream (self->file, self->import->batch, &self->read, take_record,
                                     self, self->cancellable, &error);

  if (done && self->filling->records->len > 0)
    push (self);
  g_mutex_lock (&self->mutex);
  self->ended = TRUE;
  self->error = error;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);

  return NULL;
}

/* The writer */

static Chunk *
pop (Stream *self, GError **error)
{
  Chunk *chunk;

  g_mutex_lock (&self->mutex);
  while (self->chunks.length == 0 && !self->ended)
    g_cond_wait (&self->cond, &self->mutex);
  chunk = g_queue_pop_head (&self->chunks);
  if (chunk == NULL && self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);

  return chunk;
}

static void
give_back (Stream *self, Chunk *chunk)
{
  chunk_empty (chunk);
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->spare, chunk);
  g_mutex_unlock (&self->mutex);
}

static gboolean
begin (Stream *self, TdWriter *writer, GError **error)
{
  TdConnection *connection = td_writer_get_connection (writer);
  TdDossierImportRow *row = td_dossier_import_make_row (self->import);
  gboolean done;

  self->begun = TRUE;
  td_dossier_bulk_tune (connection, TRUE);
  self->codes = td_code_set_new (g_mapped_file_get_length (self->mapped) / BYTES_PER_ROW);
  self->names = td_dossier_names_load (connection, self->import->words, error);
  done = self->names != NULL && td_code_set_load (self->codes, connection, error) &&
         td_writer_insert (writer, TD_KIND_DOSSIER_IMPORT, row, error) &&
         td_dossier_import_remember (self->import, writer, error);
  self->dossier_import_id = row->row.id;
  td_row_free (TD_KIND_DOSSIER_IMPORT, row);
  if (done)
    self->thread = g_thread_new ("td-import", read_file, self);

  return done;
}

static gboolean
write_names (Stream *self, TdWriter *writer, const Chunk *chunk, GError **error)
{
  for (guint i = 0; i < chunk->new_names->len; i++)
    {
      const NewName *name = &g_array_index (chunk->new_names, NewName, i);
      gint64 id =
          td_dossier_names_need (self->names, writer, name->role, name->name, name->code, error);

      if (id == 0)
        return FALSE;
      if (name->group + 1 >= self->name_ids[name->role]->len)
        g_array_set_size (self->name_ids[name->role], name->group + 2);
      g_array_index (self->name_ids[name->role], gint64, name->group + 1) = id;
    }

  return TRUE;
}

static void
ids_of (const Stream *self, const TdDossierRecord *record, gint64 *ids)
{
  for (guint role = 0; role < TD_N_KEPT_NAMES; role++)
    ids[role] = record->names[role] != 0
                    ? g_array_index (self->name_ids[role], gint64, record->names[role])
                    : 0;
}

static const char *
keep_text (Stream *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert (self->kept_texts, text) : NULL;
}

static TdDossierRecord
keep (Stream *self, const TdDossierRecord *record)
{
  TdDossierRecord copy = *record;

  copy.code = keep_text (self, record->code);
  copy.applicant = keep_text (self, record->applicant);
  copy.external_code = keep_text (self, record->external_code);
  copy.procedure_code = keep_text (self, record->procedure_code);
  copy.suspend_reason = keep_text (self, record->suspend_reason);
  copy.rating = keep_text (self, record->rating);
  copy.note = keep_text (self, record->note);

  return copy;
}

static void
count (Stream *self, const TdDossierRecord *record, TdImportFate fate)
{
  guint8 value = (guint8) fate;

  self->n_fates[fate]++;
  self->n_cleaned += record->reasons == 0 && record->faults != 0;
  if ((record->reasons == 0 && record->faults == 0) || self->kept->len >= MOST_KEPT)
    return;
  {
    TdDossierRecord copy = keep (self, record);

    g_array_append_val (self->kept, copy);
    g_array_append_val (self->kept_fates, value);
  }
}

static void
add_row (Stream *self, const TdDossierRecord *r)
{
  TdDossierBulkRow row = { 0 };
  gint64 ids[TD_N_KEPT_NAMES];

  ids_of (self, r, ids);
  row.code = r->code;
  row.applicant = r->applicant;
  row.external_code = r->external_code;
  row.suspend_reason = r->suspend_reason;
  row.rating = r->rating;
  row.note = r->note;
  row.received = r->received;
  row.due = r->due;
  row.returned = r->returned;
  row.delivered = r->delivered;
  row.suspended = r->suspended;
  row.fee = r->fee;
  row.area = (guint32) ids[TD_NAME_AREA];
  row.procedure = (guint32) ids[TD_NAME_PROCEDURE];
  row.unit = (guint32) ids[TD_NAME_UNIT];
  row.officer = (guint32) ids[TD_NAME_OFFICER];
  row.row = r->row;
  row.state = r->state;
  row.channel = r->channel;
  row.level = r->level;
  row.result_channel = r->result_channel;
  g_array_append_val (self->rows, row);
  td_dossier_rollup_add (self->rollup, &row);
}

static gboolean
flush (Stream *self, TdWriter *writer, gint64 import_id, GError **error)
{
  gboolean done =
      self->rows->len == 0 ||
      td_dossier_bulk_insert (td_writer_get_connection (writer),
                              (const TdDossierBulkRow *) (void *) self->rows->data, self->rows->len,
                              import_id, self->dossier_import_id, error);

  g_array_set_size (self->rows, 0);

  return done;
}

/* Returns: the dossier of that code, also one that came in with this import and is not visible yet
 */
static TdDossierRow *
find_row (TdConnection *connection, const char *code)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection, "SELECT id FROM dossier WHERE code = ?1 ORDER BY id LIMIT 1", NULL);
  g_autofree char *all = td_row_sql_select (TD_KIND_DOSSIER);
  g_autofree char *sql = NULL;
  g_autoptr (TdStatement) whole = NULL;
  gint64 id;

  if (statement == NULL)
    return NULL;
  td_statement_bind_text (statement, 1, code);
  if (td_statement_step (statement, NULL) != TD_STEP_ROW)
    return NULL;
  id = td_statement_int (statement, 0);
  /* without the condition that hides the rows of a running import */
  *strstr (all, " WHERE ") = '\0';
  sql = g_strconcat (all, " WHERE id = ?1", NULL);
  whole = td_connection_prepare (connection, sql, NULL);
  if (whole == NULL)
    return NULL;
  td_statement_bind_int (whole, 1, id);

  return td_statement_step (whole, NULL) == TD_STEP_ROW ? td_row_sql_read (whole, TD_KIND_DOSSIER)
                                                        : NULL;
}

static gboolean
is_newer_there (TdConnection *connection, const TdDossierRow *found, gint64 exported_at)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection, "SELECT exported_at FROM dossier_import WHERE id = ?1", NULL);

  if (statement == NULL || exported_at == 0)
    return FALSE;
  td_statement_bind_int (statement, 1, found->dossier_import_id);

  return td_statement_step (statement, NULL) == TD_STEP_ROW &&
         td_statement_int (statement, 0) > exported_at;
}

/* The dossier as the rows of the file before this one leave it */
static void
lay_update (Stream *self, TdDossierRow *found)
{
  guint index =
      GPOINTER_TO_UINT (g_hash_table_lookup (self->update_of, GSIZE_TO_POINTER (found->row.id)));
  gint64 ids[TD_N_KEPT_NAMES];

  if (index == 0)
    return;
  ids_of (self, &g_array_index (self->updates, TdDossierRecord, index - 1), ids);
  td_dossier_import_overlay (
      self->import, &g_array_index (self->updates, TdDossierRecord, index - 1), ids, found);
}

/* A code that was seen before: in this file, or in the workspace. */
static gboolean
take_known (Stream *self,
            TdWriter *writer,
            TdDossierRecord *record,
            TdCodeSeen seen,
            gint64 import_id,
            GError **error)
{
  TdConnection *connection = td_writer_get_connection (writer);
  TdDossierRow *found, *laid;
  gint64 ids[TD_N_KEPT_NAMES];
  gboolean same;

  if (!flush (self, writer, import_id, error))
    return FALSE;
  found = find_row (connection, record->code);
  if (found == NULL)
    {
      /* two codes with one hash */
      add_row (self, record);
      count (self, record, TD_IMPORT_CREATE);
      return TRUE;
    }
  lay_update (self, found);
  laid = td_row_copy (TD_KIND_DOSSIER, found);
  ids_of (self, record, ids);
  td_dossier_import_overlay (self->import, record, ids, laid);
  same = td_row_equal (TD_KIND_DOSSIER, found, laid);
  if (seen == TD_CODE_IN_FILE)
    {
      record->reasons |= 1u << (same ? TD_REASON_DUPLICATE_EXACT : TD_REASON_DUPLICATE_CONFLICT);
      count (self, record, TD_IMPORT_SKIP);
    }
  else if (same)
    count (self, record, TD_IMPORT_UNCHANGED);
  else if (is_newer_there (connection, found, self->import->batch->exported_at))
    count (self, record, TD_IMPORT_OLDER);
  else if (self->updates->len < MOST_UPDATES)
    {
      TdDossierRecord copy = keep (self, record);

      g_array_append_val (self->updates, copy);
      g_array_append_val (self->update_ids, found->row.id);
      g_hash_table_insert (self->update_of, GSIZE_TO_POINTER (found->row.id),
                           GUINT_TO_POINTER (self->updates->len));
      count (self, record, TD_IMPORT_UPDATE);
    }
  else
    {
      td_error_set_at (error, TD_ERROR_TOO_LARGE, self->import->name, NULL,
                       _ ("The file changes more than %u dossiers at once. Import it in parts."),
                       MOST_UPDATES);
      same = FALSE;
      td_row_free (TD_KIND_DOSSIER, found);
      td_row_free (TD_KIND_DOSSIER, laid);
      return FALSE;
    }
  td_row_free (TD_KIND_DOSSIER, found);
  td_row_free (TD_KIND_DOSSIER, laid);

  return TRUE;
}

static gboolean
write_slice (TdWriter *writer, gpointer data, gboolean *done, GError **error)
{
  Stream *self = data;
  gint64 import_id = td_writer_get_import_id (writer);
  GError *failure = NULL;
  Chunk *chunk;
  gboolean good;

  if (!self->begun)
    return begin (self, writer, error);
  chunk = pop (self, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (chunk == NULL)
    {
      *done = TRUE;
      return TRUE;
    }

  good = write_names (self, writer, chunk, error);
  for (guint i = 0; good && i < chunk->records->len; i++)
    {
      TdDossierRecord *record = &g_array_index (chunk->records, TdDossierRecord, i);

      self->n_rows++;
      if (i + LOOK_AHEAD < chunk->hashes->len)
        td_code_set_expect (self->codes, g_array_index (chunk->hashes, guint64, i + LOOK_AHEAD));
      if (record->reasons != 0)
        count (self, record, TD_IMPORT_SKIP);
      else
        {
          TdCodeSeen seen =
              td_code_set_add (self->codes, g_array_index (chunk->hashes, guint64, i));

          if (seen != TD_CODE_NEW)
            {
              good = take_known (self, writer, record, seen, import_id, error);
              continue;
            }
          add_row (self, record);
          count (self, record, TD_IMPORT_CREATE);
        }
    }
  good = good && flush (self, writer, import_id, error);
  give_back (self, chunk);

  return good;
}

/* When all is read: what changes in rows that were there, and the counts of the import. */
static gboolean
write_last (TdWriter *writer, gpointer data, GError **error)
{
  Stream *self = data;
  TdDossierImport *import = self->import;
  TdDossierImportRow *before, *after;
  gboolean done;

  for (guint i = 0; i < self->updates->len; i++)
    {
      const TdDossierRecord *record = &g_array_index (self->updates, TdDossierRecord, i);
      gint64 ids[TD_N_KEPT_NAMES];

      ids_of (self, record, ids);
      if (!td_dossier_import_write_update (import, writer, record, ids, self->dossier_import_id,
                                           g_array_index (self->update_ids, gint64, i), error))
        return FALSE;
    }

  if (!td_dossier_rollup_flush (self->rollup, td_writer_get_connection (writer), error))
    return FALSE;
  td_writer_keep_rollup (writer);
  memcpy (import->n_fates, self->n_fates, sizeof import->n_fates);
  import->n_rows = self->n_rows;
  import->batch->n_skipped = self->n_fates[TD_IMPORT_SKIP];
  import->batch->n_cleaned = self->n_cleaned;
  g_array_unref (import->batch->records);
  import->batch->records = g_array_ref (self->kept);
  g_free (import->fates);
  import->fates = g_memdup2 (self->kept_fates->data, self->kept_fates->len + 1);
  import->import_id = self->dossier_import_id;

  before = td_writer_get (writer, TD_KIND_DOSSIER_IMPORT, self->dossier_import_id, error);
  if (before == NULL)
    return FALSE;
  after = td_dossier_import_make_row (import);
  after->row.id = before->row.id;
  g_free (after->at);
  after->at = g_strdup (before->at);
  done = td_writer_update (writer, TD_KIND_DOSSIER_IMPORT, before, after, error);
  td_row_free (TD_KIND_DOSSIER_IMPORT, before);
  td_row_free (TD_KIND_DOSSIER_IMPORT, after);
  td_dossier_bulk_tune (td_writer_get_connection (writer), FALSE);

  return done;
}

static void
stream_free (gpointer data)
{
  Stream *self = data;

  g_mutex_lock (&self->mutex);
  self->stopped = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_cancellable_cancel (self->cancellable);
  if (self->thread != NULL)
    g_thread_join (self->thread);
  g_clear_error (&self->error);
  g_queue_clear_full (&self->chunks, chunk_free);
  g_queue_clear_full (&self->spare, chunk_free);
  chunk_free (self->filling);
  for (guint role = 0; role < TD_N_KEPT_NAMES; role++)
    {
      g_array_unref (self->known[role]);
      g_array_unref (self->name_ids[role]);
    }
  td_code_set_free (self->codes);
  td_dossier_rollup_free (self->rollup);
  td_dossier_names_free (self->names);
  g_array_unref (self->rows);
  g_array_unref (self->kept);
  g_array_unref (self->kept_fates);
  g_array_unref (self->updates);
  g_array_unref (self->update_ids);
  g_hash_table_unref (self->update_of);
  td_sheet_file_free (self->file);
  g_mapped_file_unref (self->mapped);
  g_object_unref (self->cancellable);
  /* the rows kept for the report have their texts in it */
  g_string_chunk_free (self->import->batch->texts);
  self->import->batch->texts = self->kept_texts;
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

static Stream *
stream_new (TdDossierImport *import, GMappedFile *mapped, TdSheetFile *file)
{
  Stream *self = g_new0 (Stream, 1);

  self->import = import;
  self->mapped = mapped;
  self->file = file;
  self->read.words = import->words;
  self->read.now = import->now;
  self->read.duplicates = import->duplicates;
  self->cancellable = g_cancellable_new ();
  self->filling = chunk_new ();
  for (guint role = 0; role < TD_N_KEPT_NAMES; role++)
    {
      self->known[role] = g_array_new (FALSE, TRUE, sizeof (guint8));
      self->name_ids[role] = g_array_new (FALSE, TRUE, sizeof (gint64));
    }
  self->rows = g_array_sized_new (FALSE, FALSE, sizeof (TdDossierBulkRow), CHUNK);
  self->rollup = td_dossier_rollup_new ();
  self->kept = g_array_new (FALSE, FALSE, sizeof (TdDossierRecord));
  self->kept_fates = g_array_new (TRUE, FALSE, 1);
  self->kept_texts = g_string_chunk_new (65536);
  self->updates = g_array_new (FALSE, FALSE, sizeof (TdDossierRecord));
  self->update_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->update_of = g_hash_table_new (NULL, NULL);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_queue_init (&self->chunks);
  g_queue_init (&self->spare);

  return self;
}

/* Takes a file over that was only looked at by a sample. */
void
td_dossier_import_stream_async (TdWorkspace *workspace,
                                TdDossierImport *import,
                                const char *label,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GError *error = NULL;
  GMappedFile *mapped = td_dossier_import_map_file (import->path, &error);
  TdSheetFile *file =
      mapped != NULL ? td_sheet_file_open_mapped (mapped, import->name, cancellable, &error) : NULL;

  if (file == NULL)
    {
      g_clear_pointer (&mapped, g_mapped_file_unref);
      g_task_report_error (workspace, callback, user_data, td_dossier_import_stream_async, error);
      return;
    }
  td_workspace_import_with_async (workspace, "dossier.import", label, write_slice, write_last,
                                  stream_new (import, mapped, file), stream_free, cancellable,
                                  callback, user_data);
}
