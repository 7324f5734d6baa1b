/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-procedure-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-date.h"
#include "td-input-file.h"
#include "td-row-sql.h"

#define MAX_FILE (64 * 1024 * 1024)

void
td_procedure_import_free (TdProcedureImport *self)
{
  if (self == NULL)
    return;
  td_procedure_table_free (self->table);
  g_free (self);
}

/**
 * td_procedure_import_read:
 * @path: a spreadsheet
 * @error: return location
 *
 * Returns: (nullable) (transfer full): what it says, changes in force from today on
 */
TdProcedureImport *
td_procedure_import_read (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = td_input_file_read (path, MAX_FILE, error);
  g_autofree char *name = g_path_get_basename (path);
  TdProcedureTable *table;
  TdProcedureImport *self;

  table = bytes != NULL ? td_procedure_read (bytes, name, NULL, error) : NULL;
  if (table == NULL)
    return NULL;
  self = g_new0 (TdProcedureImport, 1);
  self->table = table;
  td_date_today (&self->from);

  return self;
}

/* The last version of a procedure */
static gboolean
find_last (TdWriter *writer, const char *code, TdProcedureRow **last, GError **error)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (td_writer_get_connection (writer),
                             "SELECT id FROM procedure WHERE code = ?1 AND " TD_ROW_SQL_VISIBLE
                             " ORDER BY coalesce (valid_from, '') DESC, id DESC LIMIT 1",
                             error);
  gint64 id = 0;

  *last = NULL;
  if (statement == NULL)
    return FALSE;
  td_statement_bind_text (statement, 1, code);
  if (td_statement_step (statement, error) == TD_STEP_ROW)
    id = td_statement_int (statement, 0);
  g_clear_pointer (&statement, td_statement_release);
  if (id != 0)
    *last = td_writer_get (writer, TD_KIND_PROCEDURE, id, error);

  return id == 0 || *last != NULL;
}

/* What the file does not say stays as it was. */
static void
complete (TdProcedureRow *row, const TdProcedureRow *last)
{
  if (row->area == NULL)
    row->area = g_strdup (last->area);
  if (row->unit_text == NULL)
    row->unit_text = g_strdup (last->unit_text);
  if (row->service_level == NULL)
    row->service_level = g_strdup (last->service_level);
  if (row->legal_limit_unit == NULL)
    {
      row->legal_limit_unit = g_strdup (last->legal_limit_unit);
      row->legal_limit_value = last->legal_limit_value;
    }
  if (row->fee < 0)
    row->fee = last->fee;
  row->unit_id = last->unit_id;
  g_free (row->policy);
  row->policy = g_strdup (last->policy);
}

static gboolean
says_the_same (const TdProcedureRow *row, const TdProcedureRow *last)
{
  TdProcedureRow *copy = td_row_copy (TD_KIND_PROCEDURE, row);
  gboolean same;

  copy->row.id = last->row.id;
  g_free (copy->note);
  copy->note = g_strdup (last->note);
  if (copy->valid_from == NULL)
    copy->valid_from = g_strdup (last->valid_from);
  if (copy->valid_to == NULL)
    copy->valid_to = g_strdup (last->valid_to);
  same = td_row_equal (TD_KIND_PROCEDURE, copy, last);
  td_row_free (TD_KIND_PROCEDURE, copy);

  return same;
}

/* RULE procedure-version: the old version ends the day before the new one begins. */
static gboolean
close_version (TdWriter *writer, const TdProcedureRow *last, const char *from, GError **error)
{
  g_autofree char *end = NULL;
  GDate date;

  if (last->valid_to != NULL && strcmp (last->valid_to, from) < 0)
    return TRUE;
  if (!td_date_parse_iso (from, &date))
    return TRUE;
  g_date_subtract_days (&date, 1);
  end = td_date_format_iso (&date);

  return td_writer_set_field (writer, TD_KIND_PROCEDURE, last->row.id, "valid_to", end, error);
}

static gboolean
take_row (TdProcedureImport *self, TdWriter *writer, TdProcedureRow *row, GError **error)
{
  TdProcedureRow *last;
  gboolean done = TRUE;

  if (!find_last (writer, row->code, &last, error))
    return FALSE;
  if (last == NULL)
    {
      self->created++;
      return td_writer_insert (writer, TD_KIND_PROCEDURE, row, error);
    }
  complete (row, last);
  if (says_the_same (row, last))
    {
      self->unchanged++;
    }
  else
    {
      self->versions++;
      if (row->valid_from == NULL)
        row->valid_from = td_date_format_iso (&self->from);
      if (g_strcmp0 (row->valid_from, last->valid_from) == 0)
        {
          row->row.id = last->row.id;
          done = td_writer_update (writer, TD_KIND_PROCEDURE, last, row, error);
        }
      else
        done = close_version (writer, last, row->valid_from, error) &&
               td_writer_insert (writer, TD_KIND_PROCEDURE, row, error);
    }
  td_row_free (TD_KIND_PROCEDURE, last);

  return done;
}

static gboolean
commit_cb (TdWriter *writer, gpointer data, GError **error)
{
  TdProcedureImport *self = data;

  for (guint i = 0; i < self->table->rows->len; i++)
    {
      if (!take_row (self, writer, g_ptr_array_index (self->table->rows, i), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * td_procedure_import_commit:
 * @self: what was read; its counts are filled in
 * @workspace: the workspace
 * @error: return location
 *
 * Returns: whether the register was taken over, as one action
 */
gboolean
td_procedure_import_commit (TdProcedureImport *self, TdWorkspace *workspace, GError **error)
{
  return td_workspace_act (workspace, "procedure.import", _ ("Import procedures"), commit_cb, self,
                           error);
}

/**
 * td_procedure_import_commit_async:
 * @self: what was read; left alone until @callback
 * @workspace: the workspace
 * @callback: called when it is saved; finish with td_workspace_act_finish()
 * @user_data: for @callback
 */
void
td_procedure_import_commit_async (TdProcedureImport *self,
                                  TdWorkspace *workspace,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  td_workspace_act_async (workspace, "procedure.import", _ ("Import procedures"), NULL, commit_cb,
                          self, NULL, callback, user_data);
}
