/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-lines.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "td-dossier-figures.h"
#include "td-dossier-index.h"
#include "td-dossier-sequence.h"
#include "td-row-sql.h"
#include "td-text.h"

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

static gboolean
each_by_sql (TdConnection *connection,
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

static gboolean
is_by_name (TdDossierSort sort)
{
  return sort == TD_DOSSIER_SORT_PROCEDURE || sort == TD_DOSSIER_SORT_UNIT ||
         sort == TD_DOSSIER_SORT_APPLICANT;
}

#define BATCH 512

/* First the numbers, then the lines. */
static gboolean
give_lines (TdConnection *connection,
            const TdDossierFilter *filter,
            const GArray *ids,
            TdDossierLineFunc func,
            gpointer data,
            gboolean *more,
            GError **error)
{
  g_autoptr (GArray) lines =
      td_dossier_lines_by_ids (connection, (const guint32 *) (void *) ids->data, ids->len,
                               filter->as_of_day, filter->mode, error);
  GError *failure = NULL;

  if (lines == NULL)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      TdDossierLine *line = &g_array_index (lines, TdDossierLine, i);

      *more = *more && func (line, data, &failure);
      td_dossier_line_clear (line);
    }
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
each_in_view (TdConnection *connection,
              const TdDossierFilter *filter,
              TdDossierSort sort,
              gboolean descending,
              gint64 offset,
              gint64 limit,
              TdDossierLineFunc func,
              gpointer data,
              GError **error)
{
  g_autoptr (TdDossierSequence) view =
      td_dossier_sequence_new (connection, filter, sort, descending, error);
  gboolean more = TRUE;
  guint n, end;

  if (view == NULL)
    return FALSE;
  n = td_dossier_sequence_get_n (view);
  end = limit < 0 ? n : (guint) MIN ((gint64) n, offset + limit);
  for (guint at = (guint) MIN (offset, (gint64) n); more && at < end; at += BATCH)
    {
      g_autoptr (GArray) ids =
          td_dossier_sequence_read (view, connection, at, MIN (BATCH, end - at), error);

      if (ids == NULL || !give_lines (connection, filter, ids, func, data, &more, error))
        return FALSE;
    }

  return TRUE;
}

#define FEW_LINES 1000

/* The first lines, where they can be found without counting all. FALSE without an error: not. */
static gboolean
each_of_first (TdConnection *connection,
               const TdDossierFilter *filter,
               TdDossierSort sort,
               gboolean descending,
               gint64 limit,
               TdDossierLineFunc func,
               gpointer data,
               GError **error)
{
  g_autoptr (GArray) ids =
      limit >= 0 && limit <= FEW_LINES
          ? td_dossier_sequence_first (connection, filter, sort, descending, (guint) limit, error)
          : NULL;
  gboolean more = TRUE;

  return ids != NULL && give_lines (connection, filter, ids, func, data, &more, error);
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
  TdDossierIndex index;
  GError *failure = NULL;

  if (offset == 0 &&
      each_of_first (connection, filter, sort, descending, limit, func, data, &failure))
    return TRUE;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (!td_dossier_index_load (connection, &index, error))
    return FALSE;
  if (is_by_name (sort) || index.generation != 0)
    return each_in_view (connection, filter, sort, descending, offset, limit, func, data, error);

  return each_by_sql (connection, filter, sort, descending, offset, limit, func, data, error);
}

/* Counts rows. more: further conditions. */
gboolean
td_dossier_lines_count_among (TdConnection *connection,
                              const TdDossierFilter *filter,
                              const char *more,
                              gint64 *count,
                              GError **error)
{
  g_autofree char *where = td_dossier_filter_sql (filter, 1);
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM dossier WHERE %s%s%s",
                                          TD_ROW_SQL_VISIBLE, where, more);
  g_autoptr (TdStatement) statement = td_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  td_dossier_filter_bind (filter, statement, 1);
  if (td_statement_step (statement, error) != TD_STEP_ROW)
    return FALSE;
  *count = td_statement_int (statement, 0);

  return TRUE;
}

gboolean
td_dossier_lines_count (TdConnection *connection,
                        const TdDossierFilter *filter,
                        gint64 *count,
                        GError **error)
{
  GError *failure = NULL;

  if (td_dossier_figures_count (connection, filter, count, &failure))
    return TRUE;
  if (failure == NULL)
    return td_dossier_lines_count_among (connection, filter, "", count, error);

  g_propagate_error (error, failure);
  return FALSE;
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

/* Names and people are ordered the Vietnamese way, which SQLite would find out anew for every pair
 * of rows: their ranks are found once. */
typedef struct
{
  guint32 id;
  guint32 rank;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *x = a, *y = b;

  if (x->rank != y->rank)
    return x->rank < y->rank ? -1 : 1;

  return x->id < y->id ? -1 : x->id > y->id;
}

typedef struct
{
  char *key;
  gint64 id;
} Keyed;

static int
compare_keyed (gconstpointer a, gconstpointer b)
{
  const Keyed *x = a, *y = b;
  int order = strcmp (x->key, y->key);

  return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

static GArray *
take_ids (const GArray *ranked, gboolean descending)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), ranked->len);

  for (guint i = 0; i < ranked->len; i++)
    {
      guint at = descending ? ranked->len - 1 - i : i;

      g_array_append_val (ids, g_array_index (ranked, Ranked, at).id);
    }

  return ids;
}

static TdStatement *
prepare_all (TdConnection *connection,
             const TdDossierFilter *filter,
             const char *column,
             GError **error)
{
  g_autofree char *where = td_dossier_filter_sql (filter, 1);
  g_autofree char *sql =
      g_strdup_printf ("SELECT id, %s FROM dossier WHERE %s%s", column, TD_ROW_SQL_VISIBLE, where);
  TdStatement *statement = td_connection_prepare (connection, sql, error);

  if (statement != NULL)
    td_dossier_filter_bind (filter, statement, 1);

  return statement;
}

static GArray *
ids_by_name (TdConnection *connection,
             const TdDossierFilter *filter,
             const char *column,
             gboolean descending,
             GError **error)
{
  g_autoptr (GArray) ranks = td_dossier_name_ranks (connection, error);
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  g_autoptr (TdStatement) statement = NULL;
  TdStep step;

  if (ranks == NULL)
    return NULL;
  statement = prepare_all (connection, filter, column, error);
  if (statement == NULL)
    return NULL;
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      gint64 name = td_statement_int (statement, 1);
      Ranked one = { (guint32) td_statement_int (statement, 0), 0 };

      if (name > 0 && name < ranks->len)
        one.rank = g_array_index (ranks, guint32, name);

      g_array_append_val (ranked, one);
    }
  if (step != TD_STEP_DONE)
    return NULL;
  g_array_sort (ranked, compare_ranked);

  return take_ids (ranked, descending);
}

static GArray *
ids_by_applicant (TdConnection *connection,
                  const TdDossierFilter *filter,
                  gboolean descending,
                  GError **error)
{
  g_autoptr (TdStatement) statement = prepare_all (connection, filter, "applicant", error);
  g_autoptr (GArray) keyed = g_array_new (FALSE, FALSE, sizeof (Keyed));
  GArray *ids;
  TdStep step;

  if (statement == NULL)
    return NULL;
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      const char *name = td_statement_text (statement, 1);
      Keyed one = { td_text_collation_key (name != NULL ? name : ""),
                    td_statement_int (statement, 0) };

      g_array_append_val (keyed, one);
    }
  g_array_sort (keyed, compare_keyed);
  ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), keyed->len);
  for (guint i = 0; i < keyed->len; i++)
    {
      guint at = descending ? keyed->len - 1 - i : i;
      guint32 id = (guint32) g_array_index (keyed, Keyed, at).id;

      g_array_append_val (ids, id);
    }
  for (guint i = 0; i < keyed->len; i++)
    g_free (g_array_index (keyed, Keyed, i).key);

  return ids;
}

/**
 * td_dossier_lines_ids:
 * @connection: a connection
 * @filter: which dossiers
 * @sort: their order
 * @descending: the other way round
 * @limit: at most so many, -1: all; orders by a name always give all
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type guint32): their ids in order; ids of dossiers
 *   fit into four bytes, for a workspace holds tens of millions at most
 */
GArray *
td_dossier_lines_ids (TdConnection *connection,
                      const TdDossierFilter *filter,
                      TdDossierSort sort,
                      gboolean descending,
                      gint64 limit,
                      GError **error)
{
  g_autofree char *where = NULL;
  g_autofree char *order = NULL;
  g_autofree char *sql = NULL;
  g_autoptr (TdStatement) statement = NULL;
  g_autoptr (GArray) ids = NULL;
  TdStep step;

  if (is_by_name (sort) && sort != TD_DOSSIER_SORT_APPLICANT)
    return ids_by_name (connection, filter,
                        sort == TD_DOSSIER_SORT_UNIT ? "unit_name_id" : "procedure_name_id",
                        descending, error);
  if (sort == TD_DOSSIER_SORT_APPLICANT)
    return ids_by_applicant (connection, filter, descending, error);

  where = td_dossier_filter_sql (filter, 1);
  order = order_sql (filter, sort, descending);
  sql = g_strdup_printf ("SELECT id FROM dossier WHERE %s%s ORDER BY %s LIMIT %" PRId64,
                         TD_ROW_SQL_VISIBLE, where, order, limit);
  statement = td_connection_prepare (connection, sql, error);
  ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (statement == NULL)
    return NULL;
  td_dossier_filter_bind (filter, statement, 1);
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      guint32 id = (guint32) td_statement_int (statement, 0);

      g_array_append_val (ids, id);
    }

  return step == TD_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/* td_dossier_lines_ids() of the first alone; NULL without an error in an order for which all are
 * read. */
GArray *
td_dossier_lines_first (TdConnection *connection,
                        const TdDossierFilter *filter,
                        TdDossierSort sort,
                        gboolean descending,
                        guint n,
                        GError **error)
{
  if (is_by_name (sort))
    return NULL;

  return td_dossier_lines_ids (connection, filter, sort, descending, n, error);
}

#define FEW_NAMES 128

static void
line_clear (gpointer line)
{
  td_dossier_line_clear (line);
}

/* A page of the table has few of the names there are. */
static gboolean
learn_names (TdConnection *connection, TdStatement *line, GHashTable *names, GError **error)
{
  for (int column = 4; column <= 7; column++)
    {
      gint64 id = td_statement_int (line, column);
      g_autoptr (TdStatement) name = NULL;

      if (id == 0 || g_hash_table_contains (names, GSIZE_TO_POINTER ((gsize) id)))
        continue;
      name =
          td_connection_prepare (connection, "SELECT name FROM dossier_name WHERE id = ?1", error);
      if (name == NULL)
        return FALSE;
      td_statement_bind_int (name, 1, id);
      if (td_statement_step (name, NULL) == TD_STEP_ROW)
        g_hash_table_insert (names, GSIZE_TO_POINTER ((gsize) id),
                             (gpointer) g_intern_string (td_statement_text (name, 0)));
    }

  return TRUE;
}

/**
 * td_dossier_lines_by_ids:
 * @connection: a connection
 * @ids: (array length=n_ids): ids of dossiers
 * @n_ids: their number
 * @as_of_day: today
 * @mode: how lateness is counted
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type TdDossierLine): those that are there; the texts
 *   are to be freed with td_dossier_line_clear()
 */
GArray *
td_dossier_lines_by_ids (TdConnection *connection,
                         const guint32 *ids,
                         guint n_ids,
                         gint64 as_of_day,
                         TdCountMode mode,
                         GError **error)
{
  g_auto (TdConnectionHold) hold = td_connection_hold (connection);
  gboolean few = n_ids <= FEW_NAMES;
  g_autoptr (GHashTable) names =
      few ? g_hash_table_new (NULL, NULL) : td_dossier_names_read (connection, error);
  g_autoptr (TdStatement) statement = NULL;
  GArray *lines;

  if (names == NULL)
    return NULL;
  statement = td_connection_prepare (
      connection, "SELECT " TD_DOSSIER_LINE_COLUMNS " FROM dossier WHERE id = ?1", error);
  if (statement == NULL)
    return NULL;

  lines = g_array_sized_new (FALSE, TRUE, sizeof (TdDossierLine), n_ids);
  for (guint i = 0; i < n_ids; i++)
    {
      TdDossierLine line = { 0 };

      td_statement_reset (statement);
      td_statement_bind_int (statement, 1, ids[i]);
      if (td_statement_step (statement, NULL) != TD_STEP_ROW)
        continue;
      if (few && !learn_names (connection, statement, names, error))
        {
          g_array_set_clear_func (lines, line_clear);
          g_array_unref (lines);
          return NULL;
        }
      td_dossier_line_read (statement, names, as_of_day, mode, &line);
      g_array_append_val (lines, line);
    }

  return lines;
}
