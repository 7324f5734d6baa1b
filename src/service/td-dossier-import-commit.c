/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An import is one action. A small one is captured like any other; of a large one the new rows come
 * in slices and are visible at the end, all at once (RULE history-6). */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-date.h"
#include "td-dossier-import-private.h"
#include "td-error.h"
#include "td-import-slices.h"
#include "td-row-sql.h"

#define REPORT_BYTES (4 << 20) /* of the rows left out and cleaned, kept with the import */

/* One commit on its way. */
typedef struct
{
  TdDossierImport *import;
  TdDossierNames *names;
  gint64 *name_ids[TD_N_KEPT_NAMES]; /* by variant + 1 */
  gint64 dossier_import_id;
  guint next; /* record to be created next */
  gboolean begun;
} Commit;

static void
commit_free (gpointer data)
{
  Commit *self = data;

  td_dossier_names_free (self->names);
  for (guint i = 0; i < TD_N_KEPT_NAMES; i++)
    g_free (self->name_ids[i]);
  g_free (self);
}

TdDossierImportRow *
td_dossier_import_make_row (const TdDossierImport *import)
{
  TdDossierImportRow *row = td_row_new (TD_KIND_DOSSIER_IMPORT);
  g_autofree char *report = NULL;

  row->file_name = g_strdup (import->name);
  row->file_hash = g_strdup (import->hash);
  row->at = td_date_now_iso ();
  if (import->batch == NULL)
    {
      row->kind = g_strdup ("figures");
      row->sheet = g_strdup (import->figures->sheet);
      row->rows = import->figures->n_rows;
      row->created = import->figures->figures->len;
      row->period_from = g_strdup (import->figures->period_from);
      row->period_to = g_strdup (import->figures->period_to);
      row->exported_at = import->figures->exported_at;
      return row;
    }

  report = td_dossier_import_report (import);
  row->kind = g_strdup ("dossiers");
  row->sheet = *import->batch->sheet != '\0' ? g_strdup (import->batch->sheet) : NULL;
  row->exported_at = import->batch->exported_at;
  row->rows = (gint64) import->n_rows;
  row->created = import->n_fates[TD_IMPORT_CREATE];
  row->updated = import->n_fates[TD_IMPORT_UPDATE];
  row->unchanged = import->n_fates[TD_IMPORT_UNCHANGED] + import->n_fates[TD_IMPORT_OLDER];
  row->skipped = import->batch->n_skipped;
  row->cleaned = import->batch->n_cleaned;
  row->report = strlen (report) < REPORT_BYTES ? g_steal_pointer (&report) : NULL;
  row->period_from = g_strdup (import->batch->period_from);
  row->period_to = g_strdup (import->batch->period_to);

  return row;
}

/* The columns as the person left them, for the next file of the layout */
gboolean
td_dossier_import_remember (const TdDossierImport *import, TdWriter *writer, GError **error)
{
  const TdDossierHeader *header = import->batch->header;
  TdDossierLayoutRow *row;
  GString *mapping;
  gboolean done;

  if (!import->remember)
    return TRUE;
  row = td_row_new (TD_KIND_DOSSIER_LAYOUT);
  mapping = g_string_new (NULL);
  for (guint i = 0; i < header->n_columns; i++)
    g_string_append_printf (mapping, "%s%s", i > 0 ? "," : "",
                            td_column_role_nick (header->roles[i]));
  row->signature = g_strdup (header->signature);
  row->name = g_strdup (import->name);
  row->mapping = g_string_free (mapping, FALSE);
  done = td_writer_insert (writer, TD_KIND_DOSSIER_LAYOUT, row, error);
  td_row_free (TD_KIND_DOSSIER_LAYOUT, row);

  return done;
}

/* Names that the rows to be written need */
static gboolean
write_names (Commit *self, TdWriter *writer, GError **error)
{
  TdDossierBatch *batch = self->import->batch;

  self->names =
      td_dossier_names_load (td_writer_get_connection (writer), self->import->words, error);
  if (self->names == NULL)
    return FALSE;
  for (guint role = 0; role < TD_N_KEPT_NAMES; role++)
    self->name_ids[role] = g_new0 (gint64, td_name_table_n_variants (batch->tables[role]) + 1);

  for (guint i = 0; i < batch->records->len; i++)
    {
      const TdDossierRecord *record = &g_array_index (batch->records, TdDossierRecord, i);

      if (self->import->fates[i] != TD_IMPORT_CREATE && self->import->fates[i] != TD_IMPORT_UPDATE)
        continue;
      for (guint role = 0; role < TD_N_KEPT_NAMES; role++)
        {
          guint32 variant = record->names[role];

          if (variant == 0 || self->name_ids[role][variant] != 0)
            continue;
          self->name_ids[role][variant] = td_dossier_names_need (
              self->names, writer, role, td_dossier_batch_name (batch, record, role),
              role == TD_NAME_PROCEDURE ? record->procedure_code : NULL, error);
          if (self->name_ids[role][variant] == 0)
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
begin (Commit *self, TdWriter *writer, GError **error)
{
  TdDossierImportRow *row = td_dossier_import_make_row (self->import);
  gboolean done = td_writer_insert (writer, TD_KIND_DOSSIER_IMPORT, row, error);

  self->dossier_import_id = row->row.id;
  self->import->import_id = row->row.id;
  td_row_free (TD_KIND_DOSSIER_IMPORT, row);
  self->begun = TRUE;

  return done && (self->import->batch == NULL ||
                  (td_dossier_import_remember (self->import, writer, error) &&
                   write_names (self, writer, error)));
}

static void
ids_of (const Commit *self, const TdDossierRecord *record, gint64 *ids)
{
  for (guint role = 0; role < TD_N_KEPT_NAMES; role++)
    ids[role] = self->name_ids[role][record->names[role]];
}

static gboolean
create_row (Commit *self, TdWriter *writer, const TdDossierRecord *record, GError **error)
{
  TdDossierRow *row = td_row_new (TD_KIND_DOSSIER);
  gint64 ids[TD_N_KEPT_NAMES];
  gboolean done;

  ids_of (self, record, ids);
  row->fee = -1;
  td_dossier_import_overlay (self->import, record, ids, row);
  row->dossier_import_id = self->dossier_import_id;
  row->source_row = record->row;
  done = td_writer_insert (writer, TD_KIND_DOSSIER, row, error);
  td_row_free (TD_KIND_DOSSIER, row);

  return done;
}

/* Each value that changes is kept with the row of the file it comes from; so are the file and the
 * row that the values before came from, for the import may be taken back. */
static gboolean
record_changes (TdWriter *writer,
                gint64 dossier_import_id,
                const TdDossierRecord *record,
                const TdDossierRow *before,
                const TdDossierRow *after,
                GError **error)
{
  const TdKindSpec *spec = td_kind_spec (TD_KIND_DOSSIER);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      const TdFieldSpec *field = &spec->fields[i];
      g_autofree char *old_value = td_row_format_field (before, field);
      g_autofree char *new_value = td_row_format_field (after, field);
      TdDossierChangeRow *change;
      gboolean done;

      if (g_strcmp0 (old_value, new_value) == 0)
        continue;
      change = td_row_new (TD_KIND_DOSSIER_CHANGE);
      change->dossier_id = before->row.id;
      change->dossier_import_id = dossier_import_id;
      change->source_row = record->row;
      change->field = g_strdup (field->name);
      change->old_value = old_value != NULL && *old_value != '\0' ? g_strdup (old_value) : NULL;
      change->new_value = new_value != NULL && *new_value != '\0' ? g_strdup (new_value) : NULL;
      done = td_writer_insert (writer, TD_KIND_DOSSIER_CHANGE, change, error);
      td_row_free (TD_KIND_DOSSIER_CHANGE, change);
      if (!done)
        return FALSE;
    }

  return TRUE;
}

/* Lays a record over the dossier it is, and keeps what changed. */
gboolean
td_dossier_import_write_update (TdDossierImport *import,
                                TdWriter *writer,
                                const TdDossierRecord *record,
                                const gint64 *name_ids,
                                gint64 dossier_import_id,
                                gint64 id,
                                GError **error)
{
  TdDossierRow *before = td_writer_get (writer, TD_KIND_DOSSIER, id, error);
  TdDossierRow *after;
  gboolean done;

  if (before == NULL)
    return FALSE;
  after = td_row_copy (TD_KIND_DOSSIER, before);
  td_dossier_import_overlay (import, record, name_ids, after);
  after->dossier_import_id = dossier_import_id;
  after->source_row = record->row;
  done = td_writer_update (writer, TD_KIND_DOSSIER, before, after, error) &&
         record_changes (writer, dossier_import_id, record, before, after, error);
  td_row_free (TD_KIND_DOSSIER, before);
  td_row_free (TD_KIND_DOSSIER, after);

  return done;
}

static gboolean
update_row (
    Commit *self, TdWriter *writer, const TdDossierRecord *record, gint64 id, GError **error)
{
  gint64 ids[TD_N_KEPT_NAMES];

  ids_of (self, record, ids);

  return td_dossier_import_write_update (self->import, writer, record, ids, self->dossier_import_id,
                                         id, error);
}

static gboolean
update_rows (TdWriter *writer, gpointer data, GError **error)
{
  Commit *self = data;
  const TdDossierBatch *batch = self->import->batch;

  for (guint i = 0; batch != NULL && i < batch->records->len; i++)
    if (self->import->fates[i] == TD_IMPORT_UPDATE &&
        !update_row (self, writer, &g_array_index (batch->records, TdDossierRecord, i),
                     self->import->ids[i], error))
      return FALSE;

  return TRUE;
}

/* Creates at most max rows. */
static gboolean
create_rows (Commit *self, TdWriter *writer, guint max, gboolean *done, GError **error)
{
  const TdDossierBatch *batch = self->import->batch;
  guint n = 0;

  for (; self->next < batch->records->len && n < max; self->next++)
    {
      if (self->import->fates[self->next] != TD_IMPORT_CREATE)
        continue;
      if (!create_row (self, writer, &g_array_index (batch->records, TdDossierRecord, self->next),
                       error))
        return FALSE;
      n++;
    }
  *done = self->next >= batch->records->len;

  return TRUE;
}

static gboolean
write_figures (Commit *self, TdWriter *writer, GError **error)
{
  const TdFigures *figures = self->import->figures;

  for (guint i = 0; i < figures->figures->len; i++)
    {
      const TdFigure *figure = &g_array_index (figures->figures, TdFigure, i);
      TdPeriodFigureRow *row = td_row_new (TD_KIND_PERIOD_FIGURE);
      gboolean done;

      row->dossier_import_id = self->dossier_import_id;
      row->position = ((gint64) i + 1) * TD_POSITION_STEP;
      row->period_from = g_strdup (figures->period_from);
      row->period_to = g_strdup (figures->period_to);
      row->by = g_strdup (figures->by);
      row->label = g_strdup (figure->label);
      row->measure = g_strdup (figure->measure);
      row->value = figure->value;
      row->source_row = figure->row;
      done = td_writer_insert (writer, TD_KIND_PERIOD_FIGURE, row, error);
      td_row_free (TD_KIND_PERIOD_FIGURE, row);
      if (!done)
        return FALSE;
    }

  return TRUE;
}

/* All of a small import */
static gboolean
write_all (TdWriter *writer, gpointer data, GError **error)
{
  Commit *self = data;
  gboolean done = FALSE;

  if (!begin (self, writer, error))
    return FALSE;
  if (self->import->batch == NULL)
    return write_figures (self, writer, error);

  return create_rows (self, writer, G_MAXUINT, &done, error) && update_rows (writer, self, error);
}

/* One slice of a large one */
static gboolean
write_slice (TdWriter *writer, gpointer data, gboolean *done, GError **error)
{
  Commit *self = data;

  if (!self->begun)
    return begin (self, writer, error);

  return create_rows (self, writer, TD_SLICE_ROWS, done, error);
}

static void
finish_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TdWorkspace *workspace = TD_WORKSPACE (source);
  GError *error = NULL;

  if (td_workspace_act_finish (workspace, result, &error))
    g_task_return_pointer (task, g_task_get_task_data (task), NULL);
  else
    g_task_return_error (task, error);
}

/**
 * td_dossier_import_commit_async:
 * @workspace: a workspace
 * @self: an import that was compared with it; must stay alive until @callback
 * @cancellable: (nullable): ends a large import; nothing of it stays
 * @callback: called when everything is durable, or nothing is
 * @user_data: for @callback
 *
 * A file that changes nothing makes no action.
 */
void
td_dossier_import_commit_async (TdWorkspace *workspace,
                                TdDossierImport *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (workspace, NULL, callback, user_data);
  guint n_written = self->n_fates[TD_IMPORT_CREATE] + self->n_fates[TD_IMPORT_UPDATE];
  g_autofree char *label = g_strdup_printf (_ ("Import of dossiers: %s"), self->name);
  Commit *commit;

  g_task_set_source_tag (task, td_dossier_import_commit_async);
  g_task_set_task_data (task, self, NULL);
  if (self->batch != NULL && self->batch->sampled)
    {
      td_dossier_import_stream_async (workspace, self, label, cancellable, finish_cb, task);
      return;
    }
  if (self->batch != NULL && n_written == 0 && !self->remember)
    {
      g_task_return_pointer (task, self, NULL);
      g_object_unref (task);
      return;
    }

  commit = g_new0 (Commit, 1);
  commit->import = self;
  if (n_written <= TD_BULK_ROWS)
    td_workspace_act_async (workspace, "dossier.import", label, NULL, write_all, commit,
                            commit_free, finish_cb, task);
  else
    td_workspace_import_with_async (workspace, "dossier.import", label, write_slice, update_rows,
                                    commit, commit_free, cancellable, finish_cb, task);
}

/**
 * td_dossier_import_commit_finish:
 * @workspace: a workspace
 * @result: the result
 * @error: return location
 *
 * Returns: (nullable) (transfer none): the import
 */
TdDossierImport *
td_dossier_import_commit_finish (TdWorkspace *workspace, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
