/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-lines.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "td-row-sql.h"

/* %s: ASC or DESC */
static const struct
{
  const char *nick;
  const char *order;
} sorts[TD_N_DOSSIER_SORTS] = {
  [TD_DOSSIER_SORT_RECEIVED] = { "received", "received" },
  [TD_DOSSIER_SORT_DUE] = { "due", "due" },
  [TD_DOSSIER_SORT_CODE] = { "code", "code" },
  [TD_DOSSIER_SORT_PROCEDURE] = { "procedure", "(SELECT name FROM dossier_name n WHERE n.id ="
                                               " procedure_name_id) COLLATE vietnamese" },
  [TD_DOSSIER_SORT_UNIT] = { "unit", "(SELECT name FROM dossier_name n WHERE n.id ="
                                     " unit_name_id) COLLATE vietnamese" },
  [TD_DOSSIER_SORT_APPLICANT] = { "applicant", "applicant COLLATE vietnamese" },
  [TD_DOSSIER_SORT_DAYS_LEFT] = { "days-left", "due" },
};

const char *
td_dossier_sort_nick (TdDossierSort sort)
{
  return sorts[sort].nick;
}

gboolean
td_dossier_sort_from_nick (const char *nick, TdDossierSort *sort)
{
  for (guint i = 0; i < TD_N_DOSSIER_SORTS; i++)
    if (g_strcmp0 (sorts[i].nick, nick) == 0)
      {
        *sort = (TdDossierSort) i;
        return TRUE;
      }

  return FALSE;
}

/* Returns: (nullable): id -> name, interned for the life of the program: there are few */
GHashTable *
td_dossier_names_read (TdConnection *connection, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new (NULL, NULL);
  g_autoptr (TdStatement) statement =
      td_connection_prepare (connection, "SELECT id, name FROM dossier_name", error);
  TdStep step;

  if (statement == NULL)
    return NULL;
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    g_hash_table_insert (names, GSIZE_TO_POINTER ((gsize) td_statement_int (statement, 0)),
                         (gpointer) g_intern_string (td_statement_text (statement, 1)));

  return step == TD_STEP_DONE ? g_steal_pointer (&names) : NULL;
}

static const char *
name_of (GHashTable *names, TdStatement *statement, int column)
{
  return g_hash_table_lookup (names,
                              GSIZE_TO_POINTER ((gsize) td_statement_int (statement, column)));
}

void
td_dossier_line_read (TdStatement *statement,
                      GHashTable *names,
                      gint64 as_of_day,
                      TdCountMode mode,
                      TdDossierLine *line)
{
  line->id = td_statement_int (statement, 0);
  line->code = g_strdup (td_statement_text (statement, 1));
  line->applicant = g_strdup (td_statement_text (statement, 2));
  line->note = g_strdup (td_statement_text (statement, 3));
  line->procedure = name_of (names, statement, 4);
  line->area = name_of (names, statement, 5);
  line->unit = name_of (names, statement, 6);
  line->officer = name_of (names, statement, 7);
  line->received = td_statement_int (statement, 8);
  line->due = td_statement_int (statement, 9);
  line->returned = td_statement_int (statement, 10);
  line->suspended = td_statement_int (statement, 11);
  line->fee = td_statement_int (statement, 12);
  line->state = (TdDossierState) td_statement_int (statement, 13);
  line->channel = (TdChannel) td_statement_int (statement, 14);
  line->level = (TdLevel) td_statement_int (statement, 15);
  line->source_row = td_statement_int (statement, 16);
  line->outcome =
      td_dossier_outcome (line->state, line->received, line->due, line->returned, as_of_day, mode);
}

void
td_dossier_line_clear (TdDossierLine *self)
{
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->applicant, g_free);
  g_clear_pointer (&self->note, g_free);
}

static char *
order_sql (const TdDossierFilter *filter, TdDossierSort sort, gboolean descending)
{
  const char *way = descending ? "DESC" : "ASC";

  if (sort == TD_DOSSIER_SORT_DAYS_LEFT)
    return g_strdup_printf ("(td_outcome (state, received, due, returned, %" PRId64 ", 0) NOT IN"
                            " (%d, %d)), due %s, id %s",
                            filter->as_of_day, TD_OUTCOME_PENDING_IN_TIME,
                            TD_OUTCOME_PENDING_OVERDUE, way, way);

  return g_strdup_printf ("%s %s, id %s", sorts[sort].order, way, way);
}

/**
 * td_dossier_lines_each:
 * @connection: a connection
 * @filter: which dossiers
 * @sort: their order
 * @descending: the other way round
 * @offset: how many to pass over
 * @limit: at most so many, -1: all
 * @func: gets each
 * @data: for @func
 * @error: return location
 *
 * Returns: FALSE with @error set
 */
gboolean
td_dossier_lines_each (TdConnection *connection,
                       const TdDossierFilter *filter,
                       TdDossierSort sort,
                       gboolean descending,
                       gint64 offset,
                       gint64 limit,
                       TdDossierLineFunc func,
                       gpointer data,
                       GError **error)
{
  g_autoptr (GHashTable) names = td_dossier_names_read (connection, error);
  g_autofree char *where = td_dossier_filter_sql (filter, 1);
  g_autofree char *order = order_sql (filter, sort, descending);
  g_autofree char *sql =
      g_strdup_printf ("SELECT " TD_DOSSIER_LINE_COLUMNS
                       " FROM dossier WHERE %s%s ORDER BY %s LIMIT %" PRId64 " OFFSET %" PRId64,
                       TD_ROW_SQL_VISIBLE, where, order, limit, offset);
  g_autoptr (TdStatement) statement = NULL;
  TdStep step = TD_STEP_DONE;
  gboolean more = TRUE;

  if (names == NULL)
    return FALSE;
  statement = td_connection_prepare (connection, sql, error);
  if (statement == NULL)
    return FALSE;

  td_dossier_filter_bind (filter, statement, 1);
  while (more && (step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      GError *failure = NULL;
      TdDossierLine line;

      td_dossier_line_read (statement, names, filter->as_of_day, filter->mode, &line);
      more = func (&line, data, &failure);
      td_dossier_line_clear (&line);
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
    }

  return step != TD_STEP_ERROR;
}

gboolean
td_dossier_lines_count (TdConnection *connection,
                        const TdDossierFilter *filter,
                        gint64 *count,
                        GError **error)
{
  g_autofree char *where = td_dossier_filter_sql (filter, 1);
  g_autofree char *sql =
      g_strdup_printf ("SELECT count (*) FROM dossier WHERE %s%s", TD_ROW_SQL_VISIBLE, where);
  g_autoptr (TdStatement) statement = td_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  td_dossier_filter_bind (filter, statement, 1);
  if (td_statement_step (statement, error) != TD_STEP_ROW)
    return FALSE;
  *count = td_statement_int (statement, 0);

  return TRUE;
}

/**
 * td_dossier_line_days_left:
 * @self: a line
 * @as_of_day: today
 * @days: (out) (nullable): days until it is due, negative when it was due before
 *
 * Returns: (nullable) (transfer full): in the user's words; NULL for what is not open
 */
char *
td_dossier_line_days_left (const TdDossierLine *self, gint64 as_of_day, gint64 *days)
{
  gint64 left = self->due / TD_DOSSIER_DAY - as_of_day;

  if (days != NULL)
    *days = left;
  if ((self->outcome != TD_OUTCOME_PENDING_IN_TIME &&
       self->outcome != TD_OUTCOME_PENDING_OVERDUE) ||
      self->due == 0)
    return NULL;
  if (left < 0)
    return g_strdup_printf (ngettext ("%d day overdue", "%d days overdue", (gulong) -left),
                            (int) -left);
  if (left == 0)
    return g_strdup (_ ("Due today"));

  return g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong) left), (int) left);
}
