/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-take-back.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-chart-scale.h"
#include "td-row-sql.h"

#define MOST_CODES 20

/* What became of a dossier after the import: events, papers, and what a later file changed. */
#define TOUCHED_SINCE                                                                              \
  " (EXISTS (SELECT 1 FROM dossier_event e WHERE e.dossier_id = d.id)"                             \
  " OR EXISTS (SELECT 1 FROM dossier_detail t WHERE t.dossier_id = d.id)"                          \
  " OR EXISTS (SELECT 1 FROM dossier_paper p WHERE p.dossier_id = d.id)"                           \
  " OR EXISTS (SELECT 1 FROM dossier_change c WHERE c.dossier_id = d.id"                           \
  " AND c.dossier_import_id <> ?1))"

/* What is to be done, found out anew inside the action: others may have worked since the preview.
 */
typedef struct
{
  TdTakeBack told;
  gint64 bulk_id;   /* the bulk import that the rows came with, 0: an ordinary action */
  GArray *deleted;  /* (element-type gint64): of an ordinary action */
  GArray *kept;     /* (element-type gint64) */
  GArray *restored; /* (element-type gint64) */
} Plan;

static void
plan_free (Plan *self)
{
  g_free (self->told.file_name);
  g_free (self->told.at);
  g_clear_pointer (&self->told.codes, g_ptr_array_unref);
  g_array_unref (self->deleted);
  g_array_unref (self->kept);
  g_array_unref (self->restored);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Plan, plan_free)

static void
name_one (Plan *self, const char *code)
{
  if (self->told.codes->len < MOST_CODES)
    g_ptr_array_add (self->told.codes, g_strdup (code));
}

static gboolean
count (TdConnection *connection, const char *sql, gint64 id, guint64 *n, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  td_statement_bind_int (statement, 1, id);
  if (td_statement_step (statement, error) != TD_STEP_ROW)
    return FALSE;
  *n = (guint64) td_statement_int (statement, 0);

  return TRUE;
}

static gboolean
read_import (Plan *self, TdConnection *connection, GError **error)
{
  TdDossierImportRow *row =
      td_row_sql_get (connection, TD_KIND_DOSSIER_IMPORT, self->told.import_id, error);
  guint64 bulk = 0;

  if (row == NULL)
    return FALSE;
  self->told.file_name = g_strdup (row->file_name);
  self->told.at = g_strdup (row->at);
  td_row_free (TD_KIND_DOSSIER_IMPORT, row);
  if (!count (connection, "SELECT coalesce (import_id, 0) FROM dossier_import WHERE id = ?1",
              self->told.import_id, &bulk, error))
    return FALSE;
  self->bulk_id = (gint64) bulk;

  return count (connection, "SELECT count (*) FROM period_figure WHERE dossier_import_id = ?1",
                self->told.import_id, &self->told.n_figures, error);
}

/* Of a bulk import only those that stay are looked for: the others may be millions. */
static gboolean
find_kept_of_bulk (Plan *self, TdConnection *connection, GError **error)
{
  static const char sql[] =
      "SELECT id, code FROM dossier WHERE import_id = ?2 AND id IN"
      " (SELECT dossier_id FROM dossier_event UNION SELECT dossier_id FROM dossier_detail"
      " UNION SELECT dossier_id FROM dossier_paper UNION SELECT dossier_id FROM dossier_change"
      " WHERE dossier_import_id <> ?1)";
  g_autoptr (TdStatement) statement = td_connection_prepare (connection, sql, error);
  TdStep step;
  guint64 n = 0;

  if (statement == NULL)
    return FALSE;
  td_statement_bind_int (statement, 1, self->told.import_id);
  td_statement_bind_int (statement, 2, self->bulk_id);
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      gint64 id = td_statement_int (statement, 0);

      g_array_append_val (self->kept, id);
      name_one (self, td_statement_text (statement, 1));
    }
  if (step != TD_STEP_DONE ||
      !count (connection, "SELECT count (*) FROM dossier WHERE import_id = ?1", self->bulk_id, &n,
              error))
    return FALSE;
  self->told.n_kept = self->kept->len;
  self->told.n_deleted = n - self->kept->len;

  return TRUE;
}

static gboolean
find_created (Plan *self, TdConnection *connection, GError **error)
{
  static const char sql[] =
      "SELECT d.id, d.code," TOUCHED_SINCE " FROM dossier d WHERE d.dossier_import_id = ?1"
      " AND d.import_id IS NULL AND NOT EXISTS (SELECT 1 FROM dossier_change c"
      " WHERE c.dossier_id = d.id AND c.dossier_import_id = ?1)"
      /* a later file has taken them over */
      " UNION ALL SELECT d.id, d.code, 1 FROM dossier d WHERE d.dossier_import_id <> ?1"
      " AND d.import_id IS NULL AND d.id IN (SELECT c.dossier_id FROM dossier_change c"
      " WHERE c.field = 'dossier_import_id' AND c.old_value = CAST (?1 AS TEXT))"
      " AND NOT EXISTS (SELECT 1 FROM dossier_change c WHERE c.dossier_id = d.id"
      " AND c.dossier_import_id = ?1)";
  g_autoptr (TdStatement) statement = NULL;
  TdStep step;

  if (self->bulk_id != 0)
    return find_kept_of_bulk (self, connection, error);
  statement = td_connection_prepare (connection, sql, error);
  if (statement == NULL)
    return FALSE;
  td_statement_bind_int (statement, 1, self->told.import_id);
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      gint64 id = td_statement_int (statement, 0);
      gboolean stays = td_statement_int (statement, 2) != 0;

      g_array_append_val (stays ? self->kept : self->deleted, id);
      if (stays)
        name_one (self, td_statement_text (statement, 1));
    }
  self->told.n_deleted = self->deleted->len;
  self->told.n_kept = self->kept->len;

  return step == TD_STEP_DONE;
}

/* Whether every value the import wrote into the dossier is still there */
static gboolean
is_as_left (TdConnection *connection, gint64 import_id, const TdDossierRow *dossier)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (connection,
                             "SELECT field, coalesce (new_value, '') FROM dossier_change"
                             " WHERE dossier_id = ?1 AND dossier_import_id = ?2",
                             NULL);
  gboolean same = statement != NULL && dossier->dossier_import_id == import_id;

  if (!same)
    return FALSE;
  td_statement_bind_int (statement, 1, dossier->row.id);
  td_statement_bind_int (statement, 2, import_id);
  while (same && td_statement_step (statement, NULL) == TD_STEP_ROW)
    {
      const TdFieldSpec *field =
          td_kind_find_field (td_kind_spec (TD_KIND_DOSSIER), td_statement_text (statement, 0));
      g_autofree char *now = field != NULL ? td_row_format_field (dossier, field) : NULL;

      same = g_strcmp0 (now != NULL ? now : "", td_statement_text (statement, 1)) == 0;
    }

  return same;
}

static gboolean
find_restored (Plan *self, TdConnection *connection, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection, "SELECT DISTINCT dossier_id FROM dossier_change WHERE dossier_import_id = ?1",
      error);
  TdStep step;

  if (statement == NULL)
    return FALSE;
  td_statement_bind_int (statement, 1, self->told.import_id);
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      gint64 id = td_statement_int (statement, 0);
      TdDossierRow *dossier = td_row_sql_find (connection, TD_KIND_DOSSIER, id, NULL);

      if (dossier == NULL)
        continue;
      if (is_as_left (connection, self->told.import_id, dossier))
        g_array_append_val (self->restored, id);
      else
        {
          self->told.n_unchanged++;
          name_one (self, dossier->code);
        }
      td_row_free (TD_KIND_DOSSIER, dossier);
    }
  self->told.n_restored = self->restored->len;

  return step == TD_STEP_DONE;
}

static Plan *
plan_new (TdConnection *connection, gint64 import_id, GError **error)
{
  g_autoptr (Plan) self = g_new0 (Plan, 1);

  self->told.import_id = import_id;
  self->told.codes = g_ptr_array_new_with_free_func (g_free);
  self->deleted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->kept = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->restored = g_array_new (FALSE, FALSE, sizeof (gint64));

  return read_import (self, connection, error) && find_created (self, connection, error) &&
                 find_restored (self, connection, error)
             ? g_steal_pointer (&self)
             : NULL;
}

/* Puts back what one dossier had before, and forgets that it was changed. */
static gboolean
restore_one (TdWriter *writer, gint64 import_id, gint64 dossier_id, GError **error)
{
  g_autoptr (GPtrArray) changes =
      td_writer_list_by (writer, TD_KIND_DOSSIER_CHANGE, "dossier_id", dossier_id, error);
  TdDossierRow *before =
      changes != NULL ? td_writer_get (writer, TD_KIND_DOSSIER, dossier_id, error) : NULL;
  TdDossierRow *after;
  gboolean done = before != NULL;

  if (!done)
    return FALSE;
  after = td_row_copy (TD_KIND_DOSSIER, before);
  for (guint i = 0; done && i < changes->len; i++)
    {
      const TdDossierChangeRow *change = g_ptr_array_index (changes, i);
      const TdFieldSpec *field;

      if (change->dossier_import_id != import_id)
        continue;
      field = td_kind_find_field (td_kind_spec (TD_KIND_DOSSIER), change->field);
      done = (field == NULL || td_row_parse_field (after, field, change->old_value, error)) &&
             td_writer_delete (writer, TD_KIND_DOSSIER_CHANGE, change->row.id, error);
    }
  done = done && td_writer_update (writer, TD_KIND_DOSSIER, before, after, error);
  td_row_free (TD_KIND_DOSSIER, before);
  td_row_free (TD_KIND_DOSSIER, after);

  return done;
}

static gboolean
delete_figures (TdWriter *writer, gint64 import_id, GError **error)
{
  g_autoptr (GPtrArray) figures =
      td_writer_list_by (writer, TD_KIND_PERIOD_FIGURE, "dossier_import_id", import_id, error);

  for (guint i = 0; figures != NULL && i < figures->len; i++)
    {
      const TdRow *row = g_ptr_array_index (figures, i);

      if (!td_writer_delete (writer, TD_KIND_PERIOD_FIGURE, row->id, error))
        return FALSE;
    }

  return figures != NULL;
}

/* Names that dossiers share and what was learnt of the layout stay: later files may use them. */
static gboolean
hide_bulk (const Plan *self, TdWriter *writer, gboolean all, GError **error)
{
  return td_writer_keep_shown (writer, self->bulk_id, TD_KIND_DOSSIER_NAME, NULL, error) &&
         td_writer_keep_shown (writer, self->bulk_id, TD_KIND_DOSSIER_LAYOUT, NULL, error) &&
         td_writer_keep_shown (writer, self->bulk_id, TD_KIND_DOSSIER, self->kept, error) &&
         (all ||
          td_writer_keep_shown (writer, self->bulk_id, TD_KIND_DOSSIER_IMPORT, NULL, error)) &&
         td_writer_hide_import (writer, self->bulk_id, error);
}

static gboolean
take_back_cb (TdWriter *writer, gpointer data, GError **error)
{
  gint64 import_id = *(gint64 *) data;
  g_autoptr (Plan) plan = plan_new (td_writer_get_connection (writer), import_id, error);
  gboolean all, done = plan != NULL;

  if (!done)
    return FALSE;
  all = plan->told.n_kept + plan->told.n_unchanged == 0;
  for (guint i = 0; done && i < plan->restored->len; i++)
    done = restore_one (writer, import_id, g_array_index (plan->restored, gint64, i), error);
  for (guint i = 0; done && i < plan->deleted->len; i++)
    done =
        td_writer_delete (writer, TD_KIND_DOSSIER, g_array_index (plan->deleted, gint64, i), error);
  done = done && delete_figures (writer, import_id, error);
  if (done && plan->bulk_id != 0)
    return hide_bulk (plan, writer, all, error);

  /* what stays still names the file it came from */
  return done && (!all || td_writer_delete (writer, TD_KIND_DOSSIER_IMPORT, import_id, error));
}

/* == What others call == */

/**
 * td_take_back_preview:
 * @connection: a connection
 * @import_id: a dossier_import
 * @error: TD_ERROR_NOT_FOUND
 *
 * Reads all dossiers once: on a thread of its own where there are many.
 *
 * Returns: (nullable): what taking it back would do now
 */
TdTakeBack *
td_take_back_preview (TdConnection *connection, gint64 import_id, GError **error)
{
  g_autoptr (Plan) plan = plan_new (connection, import_id, error);
  TdTakeBack *told;

  if (plan == NULL)
    return NULL;
  told = g_memdup2 (&plan->told, sizeof *told);
  plan->told.file_name = NULL;
  plan->told.at = NULL;
  plan->told.codes = NULL;

  return told;
}

static void
add_line (GString *text, guint64 n, const char *words)
{
  g_autofree char *number = td_chart_format_number ((double) n, 0);
  const char *place = strstr (words, "%s");

  if (n > 0 && place != NULL)
    g_string_append_printf (text, "%s%.*s%s%s", text->len > 0 ? "\n" : "", (int) (place - words),
                            words, number, place + strlen ("%s"));
}

/**
 * td_take_back_describe:
 * @self: a preview
 *
 * Returns: what would happen, a line for each kind of thing, in the user's words
 */
char *
td_take_back_describe (const TdTakeBack *self)
{
  GString *text = g_string_new (NULL);

  add_line (text, self->n_deleted, _ ("%s dossiers that the file brought are deleted"));
  add_line (text, self->n_restored, _ ("%s dossiers get back the values they had before"));
  add_line (text, self->n_figures, _ ("%s figures of the period are deleted"));
  add_line (text, self->n_kept,
            _ ("%s dossiers that the file brought stay: events were entered for them, or a later "
               "file changed them"));
  add_line (text, self->n_unchanged,
            _ ("%s dossiers that the file changed are left as they are: they were changed again "
               "after it"));
  for (guint i = 0; i < self->codes->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? " (" : ", ",
                            (const char *) g_ptr_array_index (self->codes, i));
  if (self->codes->len > 0)
    g_string_append (text, self->n_kept + self->n_unchanged > MOST_CODES ? ", …)" : ")");
  if (text->len == 0)
    g_string_append (text, _ ("Nothing of the file is left but its place in the list"));

  return g_string_free (text, FALSE);
}

void
td_take_back_free (TdTakeBack *self)
{
  if (self == NULL)
    return;

  g_free (self->file_name);
  g_free (self->at);
  g_ptr_array_unref (self->codes);
  g_free (self);
}

/**
 * td_take_back_run:
 * @workspace: a workspace
 * @import_id: a dossier_import
 * @error: TD_ERROR_NOT_FOUND
 *
 * Waits until it is durable: for the command line and for tests.
 *
 * Returns: whether the import was taken back
 */
gboolean
td_take_back_run (TdWorkspace *workspace, gint64 import_id, GError **error)
{
  return td_workspace_act (workspace, "dossier.take-back", _ ("Take back an import of dossiers"),
                           take_back_cb, &import_id, error);
}

/**
 * td_take_back_run_async:
 * @workspace: a workspace
 * @import_id: a dossier_import
 * @callback: called when it is durable or has failed; ends with td_workspace_act_finish()
 * @user_data: for @callback
 */
void
td_take_back_run_async (TdWorkspace *workspace,
                        gint64 import_id,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  td_workspace_act_async (workspace, "dossier.take-back", _ ("Take back an import of dossiers"),
                          NULL, take_back_cb, g_memdup2 (&import_id, sizeof import_id), g_free,
                          callback, user_data);
}
