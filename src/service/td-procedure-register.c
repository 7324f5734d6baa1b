/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-procedure-register.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-date.h"
#include "td-edit-private.h"
#include "td-error.h"
#include "td-row-sql.h"

/* What the writer thread does, as plain data */
typedef struct
{
  TdProcedureRow *old_row; /* (nullable): as the person saw it; a new version: the one it follows */
  TdProcedureRow *row;
  GPtrArray *papers; /* (nullable) (element-type TdProcedurePaperRow): all it asks for; NULL: as
                        they were */
} Change;

static void
change_free (gpointer data)
{
  Change *self = data;

  td_row_free (TD_KIND_PROCEDURE, self->old_row);
  td_row_free (TD_KIND_PROCEDURE, self->row);
  g_clear_pointer (&self->papers, g_ptr_array_unref);
  g_free (self);
}

static const char *
from_of (const TdProcedureRow *row)
{
  return row->valid_from != NULL ? row->valid_from : "";
}

static const char *
to_of (const TdProcedureRow *row)
{
  return row->valid_to != NULL ? row->valid_to : "9999";
}

/* By code; the newest version of a code first */
static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const TdProcedureRow *left = *(TdProcedureRow *const *) a;
  const TdProcedureRow *right = *(TdProcedureRow *const *) b;
  int order = strcmp (left->code, right->code);

  if (order == 0)
    order = strcmp (from_of (right), from_of (left));

  return order != 0 ? order : left->row.id < right->row.id ? 1 : left->row.id > right->row.id;
}

/**
 * td_procedure_list:
 * @workspace: the workspace
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type TdProcedureRow): the register, the versions of
 *   a code together, the newest first
 */
GPtrArray *
td_procedure_list (TdWorkspace *workspace, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_PROCEDURE);
  GPtrArray *rows = td_workspace_list_rows (workspace, query, error);

  if (rows != NULL)
    g_ptr_array_sort (rows, compare_rows);

  return rows;
}

/**
 * td_procedure_state:
 * @row: a version
 * @today: the day that counts
 *
 * Returns: whether the version is in force on that day, was, or will be
 */
TdVersionState
td_procedure_state (const TdProcedureRow *row, const GDate *today)
{
  g_autofree char *day = td_date_format_iso (today);

  if (strcmp (from_of (row), day) > 0)
    return TD_VERSION_FUTURE;

  return strcmp (to_of (row), day) < 0 ? TD_VERSION_PAST : TD_VERSION_PRESENT;
}

static char *
day_before (const char *iso)
{
  GDate date;

  if (!td_date_parse_iso (iso, &date))
    return NULL;
  g_date_subtract_days (&date, 1);

  return td_date_format_iso (&date);
}

/* The versions of a code but the one with an id, the newest first */
static GPtrArray *
list_others (TdWriter *writer, const char *code, gint64 but, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_PROCEDURE);
  GPtrArray *rows;

  td_query_where_text (query, "code", TD_QUERY_EQUAL, code);
  td_query_where_int (query, "id", TD_QUERY_NOT_EQUAL, but);
  rows = td_query_list (query, td_writer_get_connection (writer), error);
  if (rows != NULL)
    g_ptr_array_sort (rows, compare_rows);

  return rows;
}

static gboolean
check (const TdProcedureRow *row, GError **error)
{
  const char *trouble = NULL;

  if (row->code == NULL || row->name == NULL)
    trouble = _ ("A procedure has a code and a name.");
  else if (row->limit_unit == NULL)
    trouble = _ ("A procedure has a time limit, such as “5 ngày làm việc”.");
  else if (strcmp (from_of (row), to_of (row)) > 0)
    trouble = _ ("The last day in force is before the first.");
  if (trouble != NULL)
    td_error_set_at (error, TD_ERROR_USAGE, NULL, row->code, "%s", trouble);

  return trouble == NULL;
}

static gboolean
refuse_known (const TdProcedureRow *row, GError **error)
{
  td_error_set_at (error, TD_ERROR_REFUSED, NULL, row->code,
                   _ ("Procedure %s is in the register already: start a new version of it."),
                   row->code);

  return FALSE;
}

/* RULE procedure-version: on a day at most one version of a code is in force. */
static gboolean
check_overlap (const TdProcedureRow *row, GPtrArray *others, GError **error)
{
  for (guint i = 0; i < others->len; i++)
    {
      const TdProcedureRow *other = g_ptr_array_index (others, i);

      if (strcmp (from_of (row), to_of (other)) <= 0 && strcmp (from_of (other), to_of (row)) <= 0)
        {
          td_error_set_at (error, TD_ERROR_REFUSED, NULL, row->code,
                           _ ("Another version of procedure %s is in force on some of these days."),
                           row->code);
          return FALSE;
        }
    }

  return TRUE;
}

/* The papers in place of those that were: rows are written over in their order. */
static gboolean
put_papers (TdWriter *writer, const Change *self, gint64 procedure_id, GError **error)
{
  g_autoptr (GPtrArray) old = NULL;

  if (self->papers == NULL)
    return TRUE;
  old = td_writer_list_by (writer, TD_KIND_PROCEDURE_PAPER, "procedure_id", procedure_id, error);
  if (old == NULL)
    return FALSE;
  for (guint i = 0; i < MAX (old->len, self->papers->len); i++)
    {
      TdProcedurePaperRow *before = i < old->len ? g_ptr_array_index (old, i) : NULL;
      TdProcedurePaperRow *after =
          i < self->papers->len ? g_ptr_array_index (self->papers, i) : NULL;
      gboolean done;

      if (after != NULL)
        {
          after->procedure_id = procedure_id;
          after->position = i + 1;
          after->row.id = before != NULL ? before->row.id : 0;
        }
      done = after == NULL
                 ? td_writer_delete (writer, TD_KIND_PROCEDURE_PAPER, before->row.id, error)
             : before == NULL
                 ? td_writer_insert (writer, TD_KIND_PROCEDURE_PAPER, after, error)
                 : td_writer_update (writer, TD_KIND_PROCEDURE_PAPER, before, after, error);
      if (!done)
        return FALSE;
    }

  return TRUE;
}

static gboolean
run_add (TdWriter *writer, TdEdit *edit, GError **error)
{
  Change *self = edit->data;
  g_autoptr (GPtrArray) others = NULL;

  if (!check (self->row, error))
    return FALSE;
  others = list_others (writer, self->row->code, 0, error);
  if (others == NULL)
    return FALSE;
  if (others->len > 0)
    return refuse_known (self->row, error);
  if (!td_writer_insert (writer, TD_KIND_PROCEDURE, self->row, error))
    return FALSE;
  edit->result_id = self->row->row.id;

  return put_papers (writer, self, edit->result_id, error);
}

static gboolean
run_set (TdWriter *writer, TdEdit *edit, GError **error)
{
  Change *self = edit->data;
  gboolean renamed = g_strcmp0 (self->row->code, self->old_row->code) != 0;
  gboolean moved = g_strcmp0 (self->row->valid_from, self->old_row->valid_from) != 0 ||
                   g_strcmp0 (self->row->valid_to, self->old_row->valid_to) != 0;
  g_autoptr (GPtrArray) others = NULL;

  if (!check (self->row, error))
    return FALSE;
  others = list_others (writer, self->row->code, self->row->row.id, error);
  if (others == NULL)
    return FALSE;
  if (renamed && others->len > 0)
    return refuse_known (self->row, error);
  /* what overlapped before may still be given another name */
  if (moved && !check_overlap (self->row, others, error))
    return FALSE;
  edit->result_id = self->row->row.id;

  return td_writer_update (writer, TD_KIND_PROCEDURE, self->old_row, self->row, error) &&
         put_papers (writer, self, self->row->row.id, error);
}

/* The new version asks for the papers of the one it follows. */
static gboolean
copy_papers (TdWriter *writer, gint64 from, gint64 to, GError **error)
{
  g_autoptr (GPtrArray) papers =
      td_writer_list_by (writer, TD_KIND_PROCEDURE_PAPER, "procedure_id", from, error);

  if (papers == NULL)
    return FALSE;
  for (guint i = 0; i < papers->len; i++)
    {
      TdProcedurePaperRow *paper = g_ptr_array_index (papers, i);

      paper->row.id = 0;
      paper->procedure_id = to;
      if (!td_writer_insert (writer, TD_KIND_PROCEDURE_PAPER, paper, error))
        return FALSE;
    }

  return TRUE;
}

/* RULE procedure-version: the old version ends the day before the new one begins, and the new one
 * the day before the one that is already planned after it. */
static gboolean
make_room (TdWriter *writer, TdProcedureRow *row, GPtrArray *others, GError **error)
{
  for (guint i = 0; i < others->len; i++)
    {
      const TdProcedureRow *other = g_ptr_array_index (others, i);
      int order = strcmp (from_of (other), from_of (row));

      if (order == 0)
        {
          td_error_set_at (error, TD_ERROR_REFUSED, NULL, row->code,
                           _ ("Procedure %s has a version from that day on already."), row->code);
          return FALSE;
        }
      if (order > 0 && strcmp (from_of (other), to_of (row)) <= 0)
        {
          g_free (row->valid_to);
          row->valid_to = day_before (other->valid_from);
        }
      if (order < 0 && strcmp (to_of (other), from_of (row)) >= 0)
        {
          g_autofree char *end = day_before (row->valid_from);

          if (!td_writer_set_field (writer, TD_KIND_PROCEDURE, other->row.id, "valid_to", end,
                                    error))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
run_version (TdWriter *writer, TdEdit *edit, GError **error)
{
  Change *self = edit->data;
  g_autoptr (GPtrArray) others = NULL;

  if (!check (self->row, error))
    return FALSE;
  if (self->row->valid_from == NULL)
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, self->row->code,
                       _ ("A new version has the day from which it is in force."));
      return FALSE;
    }
  others = list_others (writer, self->row->code, 0, error);
  if (others == NULL || !make_room (writer, self->row, others, error) ||
      !td_writer_insert (writer, TD_KIND_PROCEDURE, self->row, error))
    return FALSE;
  edit->result_id = self->row->row.id;

  return self->papers != NULL ? put_papers (writer, self, edit->result_id, error)
                              : copy_papers (writer, self->old_row->row.id, edit->result_id, error);
}

static gboolean
count_dossiers (TdWriter *writer, gint64 id, gint64 *count, GError **error)
{
  g_autoptr (TdStatement) statement =
      td_connection_prepare (td_writer_get_connection (writer),
                             "SELECT count (*) FROM dossier_detail WHERE procedure_id = ?1", error);

  if (statement == NULL)
    return FALSE;
  td_statement_bind_int (statement, 1, id);
  if (td_statement_step (statement, error) != TD_STEP_ROW)
    return FALSE;
  *count = td_statement_int (statement, 0);

  return TRUE;
}

/* The version that ended because of the deleted one goes on in its place. */
static gboolean
close_gap (TdWriter *writer, const TdProcedureRow *row, GError **error)
{
  g_autofree char *end = row->valid_from != NULL ? day_before (row->valid_from) : NULL;
  g_autoptr (GPtrArray) others = list_others (writer, row->code, row->row.id, error);

  if (others == NULL)
    return FALSE;
  for (guint i = 0; end != NULL && i < others->len; i++)
    {
      const TdProcedureRow *other = g_ptr_array_index (others, i);

      if (g_strcmp0 (other->valid_to, end) == 0)
        return td_writer_set_field (writer, TD_KIND_PROCEDURE, other->row.id, "valid_to",
                                    row->valid_to, error);
    }

  return TRUE;
}

static gboolean
run_delete (TdWriter *writer, TdEdit *edit, GError **error)
{
  Change *self = edit->data;
  gint64 id = self->row->row.id;
  gint64 count = 0;
  TdProcedureRow *row;
  gboolean done;

  if (!count_dossiers (writer, id, &count, error))
    return FALSE;
  if (count > 0)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                       _ ("Dossiers were received under this version (%d): their due times come "
                          "from it. Give it a last day instead."),
                       (int) count);
      return FALSE;
    }
  row = td_writer_get (writer, TD_KIND_PROCEDURE, id, error);
  if (row == NULL)
    return FALSE;
  done = close_gap (writer, row, error) && td_writer_delete (writer, TD_KIND_PROCEDURE, id, error);
  td_row_free (TD_KIND_PROCEDURE, row);

  return done;
}

static TdEdit *
change_new (const char *action,
            const char *label,
            TdEditFunc func,
            const TdProcedureRow *old_row,
            const TdProcedureRow *row)
{
  Change *change = g_new0 (Change, 1);

  change->old_row = old_row != NULL ? td_row_copy (TD_KIND_PROCEDURE, old_row) : NULL;
  change->row = td_row_copy (TD_KIND_PROCEDURE, row);

  return td_edit_new_act (action, label, func, change, change_free);
}

/**
 * td_procedure_edit_add:
 * @row: a procedure; its id does not count
 *
 * Returns: (transfer full): adds a procedure whose code is not in the register
 */
TdEdit *
td_procedure_edit_add (const TdProcedureRow *row)
{
  TdEdit *edit = change_new ("record.add", _ ("Add a procedure"), run_add, NULL, row);

  ((Change *) edit->data)->row->row.id = 0;

  return edit;
}

/**
 * td_procedure_edit_set:
 * @old_row: a version as the person saw it
 * @row: as it shall be
 *
 * Returns: (transfer full): changes a version; TD_ERROR_CONFLICT when it is no longer @old_row
 */
TdEdit *
td_procedure_edit_set (const TdProcedureRow *old_row, const TdProcedureRow *row)
{
  TdEdit *edit = change_new ("record.set", _ ("Change a procedure"), run_set, old_row, row);

  ((Change *) edit->data)->row->row.id = old_row->row.id;

  return edit;
}

/**
 * td_procedure_edit_version:
 * @old_row: a version of the procedure, whose papers the new one asks for
 * @row: the new version, with its first day
 *
 * Returns: (transfer full): starts a version; the one before it ends the day before
 */
TdEdit *
td_procedure_edit_version (const TdProcedureRow *old_row, const TdProcedureRow *row)
{
  TdEdit *edit =
      change_new ("record.add", _ ("Start a version of a procedure"), run_version, old_row, row);
  Change *change = edit->data;

  change->row->row.id = 0;
  g_free (change->row->code);
  change->row->code = g_strdup (old_row->code);

  return edit;
}

/**
 * td_procedure_edit_take_papers:
 * @edit: an edit that adds, changes or starts a version
 * @papers: (transfer full) (element-type TdProcedurePaperRow): all the papers it asks for, in their
 *   order
 *
 * Without it the papers stay, and a new version asks for those of the one before.
 */
void
td_procedure_edit_take_papers (TdEdit *edit, GPtrArray *papers)
{
  Change *change = edit->data;

  g_clear_pointer (&change->papers, g_ptr_array_unref);
  change->papers = papers;
}

/**
 * td_procedure_edit_delete:
 * @id: a version
 *
 * Returns: (transfer full): deletes a version; refused when dossiers were received under it
 */
TdEdit *
td_procedure_edit_delete (gint64 id)
{
  TdProcedureRow *row = td_row_new (TD_KIND_PROCEDURE);
  TdEdit *edit =
      change_new ("record.delete", _ ("Delete a version of a procedure"), run_delete, NULL, row);

  ((Change *) edit->data)->row->row.id = id;
  td_row_free (TD_KIND_PROCEDURE, row);

  return edit;
}
