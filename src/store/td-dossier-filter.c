/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-filter.h"

#include <inttypes.h>
#include <string.h>

#include "td-row-sql.h"
#include "td-text.h"

/**
 * td_dossier_filter_new:
 * @as_of_day: today, days since 1970-01-01
 *
 * Returns: (transfer full): a filter that keeps every dossier that counts
 */
TdDossierFilter *
td_dossier_filter_new (gint64 as_of_day)
{
  TdDossierFilter *self = g_new0 (TdDossierFilter, 1);

  self->as_of_day = as_of_day;

  return self;
}

static GArray *
copy_ids (const GArray *ids)
{
  return ids != NULL ? g_array_copy ((GArray *) ids) : NULL;
}

TdDossierFilter *
td_dossier_filter_copy (const TdDossierFilter *self)
{
  TdDossierFilter *copy = g_new (TdDossierFilter, 1);

  *copy = *self;
  copy->areas = copy_ids (self->areas);
  copy->procedures = copy_ids (self->procedures);
  copy->units = copy_ids (self->units);
  copy->search = g_strdup (self->search);

  return copy;
}

void
td_dossier_filter_free (TdDossierFilter *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->areas, g_array_unref);
  g_clear_pointer (&self->procedures, g_array_unref);
  g_clear_pointer (&self->units, g_array_unref);
  g_free (self->search);
  g_free (self);
}

static gboolean
same_ids (const GArray *a, const GArray *b)
{
  guint n = a != NULL ? a->len : 0;

  return n == (b != NULL ? b->len : 0) &&
         (n == 0 || memcmp (a->data, b->data, n * sizeof (gint64)) == 0);
}

gboolean
td_dossier_filter_equal (const TdDossierFilter *a, const TdDossierFilter *b)
{
  return a->from_day == b->from_day && a->to_day == b->to_day && a->basis == b->basis &&
         a->outcomes == b->outcomes && a->channels == b->channels && a->levels == b->levels &&
         a->any_due_from == b->any_due_from && a->any_due_to == b->any_due_to &&
         a->due_from == b->due_from && a->due_to == b->due_to &&
         a->any_returned == b->any_returned && a->returned_from == b->returned_from &&
         a->returned_to == b->returned_to && a->every_state == b->every_state &&
         a->list == b->list && a->list_day == b->list_day && a->as_of_day == b->as_of_day &&
         a->mode == b->mode && same_ids (a->areas, b->areas) &&
         same_ids (a->procedures, b->procedures) && same_ids (a->units, b->units) &&
         g_strcmp0 (a->search, b->search) == 0;
}

/**
 * td_dossier_filter_set_period:
 * @self: a filter
 * @from_day: the first day
 * @to_day: the last day
 *
 * The dossiers in hand in a period, as they stood on its last day, or today when it is not over.
 */
void
td_dossier_filter_set_period (TdDossierFilter *self, gint64 from_day, gint64 to_day)
{
  self->basis = TD_DOSSIER_BASIS_HANDLED;
  self->from_day = from_day;
  self->to_day = to_day;
  self->as_of_day = MIN (self->as_of_day, to_day);
}

void
td_dossier_filter_add_id (GArray **ids, gint64 id)
{
  if (*ids == NULL)
    *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (*ids, id);
}

static void
add_ids (GString *sql, const char *column, const GArray *ids)
{
  gboolean none = FALSE;

  if (ids == NULL || ids->len == 0)
    return;
  g_string_append_printf (sql, " AND (%s IN (", column);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      none |= id == 0;
      g_string_append_printf (sql, "%s%" PRId64, i > 0 ? "," : "", id);
    }
  g_string_append (sql, ")");
  if (none)
    g_string_append_printf (sql, " OR %s IS NULL", column);
  g_string_append_c (sql, ')');
}

static void
add_bits (GString *sql, const char *expression, guint bits)
{
  gboolean first = TRUE;

  if (bits == 0)
    return;
  g_string_append_printf (sql, " AND %s IN (", expression);
  for (guint i = 0; i < 32; i++)
    if (bits & (1u << i))
      {
        g_string_append_printf (sql, "%s%u", first ? "" : ",", i);
        first = FALSE;
      }
  g_string_append_c (sql, ')');
}

static const char *
basis_column (TdDossierBasis basis)
{
  static const char *const columns[] = { "received", "returned", "due", "received" };

  return columns[basis];
}

/* Returns: (transfer full): the words of the search, folded; the last may have spaces in it */
char **
td_dossier_filter_words (const TdDossierFilter *self)
{
  g_autofree char *folded = self->search != NULL ? td_text_fold (self->search) : NULL;
  g_autofree char *trimmed = folded != NULL ? g_strstrip (g_strdup (folded)) : NULL;

  if (trimmed == NULL || *trimmed == '\0')
    return g_new0 (char *, 1);

  return g_strsplit (trimmed, " ", 12);
}

/* Returns: bit per TdOutcome that is kept; 0: all, also what does not count */
guint
td_dossier_filter_outcomes (const TdDossierFilter *self)
{
  if (self->outcomes != 0)
    return self->outcomes;
  if (self->list != TD_DOSSIER_LIST_ALL)
    return (1u << TD_OUTCOME_PENDING_IN_TIME) | (1u << TD_OUTCOME_PENDING_OVERDUE);

  return self->every_state ? 0 : (1u << TD_N_OUTCOMES) - 1;
}

static void
add_outcomes (GString *sql, const TdDossierFilter *self)
{
  g_autofree char *outcome =
      g_strdup_printf ("td_outcome (state, received, due, returned, %" PRId64 ", %d)",
                       self->as_of_day, self->mode == TD_COUNT_MINUTE);

  add_bits (sql, outcome, td_dossier_filter_outcomes (self));
}

/* Returns: (transfer full): a time after the day from which on a dossier does not stand still */
static char *
idle_limit (const TdDossierFilter *self)
{
  GDate day;
  char iso[16];

  td_dossier_day_to_date (self->list_day, &day);
  g_date_strftime (iso, sizeof iso, "%Y-%m-%d", &day);

  return g_strdup_printf ("%sT24", iso);
}

/* Returns: (transfer full): a query of the dossiers that a list of idle ones leaves out */
char *
td_dossier_filter_moved_sql (const TdDossierFilter *self)
{
  g_autofree char *limit = idle_limit (self);

  return g_strdup_printf (
      "SELECT dossier_id FROM dossier_event WHERE cancelled = 0 AND at > '%s' UNION"
      " SELECT dossier_id FROM dossier_change WHERE dossier_import_id IN"
      " (SELECT id FROM dossier_import WHERE at > '%s')",
      limit, limit);
}

static void
add_list (GString *sql, const TdDossierFilter *self)
{
  if (self->list == TD_DOSSIER_LIST_DUE_SOON)
    g_string_append_printf (sql, " AND due >= %" PRId64 " AND due < %" PRId64,
                            self->as_of_day * TD_DOSSIER_DAY,
                            (self->list_day + 1) * TD_DOSSIER_DAY);
  else if (self->list == TD_DOSSIER_LIST_OVERDUE)
    g_string_append_printf (sql, " AND due > 0 AND due < %" PRId64,
                            self->as_of_day * TD_DOSSIER_DAY);
  else if (self->list == TD_DOSSIER_LIST_IDLE)
    {
      g_autofree char *limit = idle_limit (self);

      g_string_append_printf (
          sql,
          " AND received < %" PRId64 " AND NOT EXISTS (SELECT 1 FROM dossier_event e WHERE"
          " e.dossier_id = dossier.id AND e.cancelled = 0 AND e.at > '%s')"
          " AND NOT EXISTS (SELECT 1 FROM dossier_change c JOIN dossier_import i ON i.id ="
          " c.dossier_import_id WHERE c.dossier_id = dossier.id AND i.at > '%s')",
          (self->list_day + 1) * TD_DOSSIER_DAY, limit, limit);
    }
}

char *
td_dossier_filter_sql (const TdDossierFilter *self, int first)
{
  GString *sql = g_string_new (NULL);
  g_auto (GStrv) words = td_dossier_filter_words (self);
  const char *basis = basis_column (self->basis);

  if (self->from_day != 0 && self->basis == TD_DOSSIER_BASIS_HANDLED)
    g_string_append_printf (sql,
                            " AND (returned >= %" PRId64
                            " OR (returned = 0 AND (received >= %" PRId64
                            " OR state NOT IN (%d, %d))))",
                            self->from_day * TD_DOSSIER_DAY, self->from_day * TD_DOSSIER_DAY,
                            TD_DOSSIER_STATE_WITHDRAWN, TD_DOSSIER_STATE_REFUSED);
  else if (self->from_day != 0)
    g_string_append_printf (sql, " AND %s >= %" PRId64, basis, self->from_day * TD_DOSSIER_DAY);
  if (self->to_day != 0)
    g_string_append_printf (sql, " AND %s < %" PRId64, basis, (self->to_day + 1) * TD_DOSSIER_DAY);
  if (self->any_returned)
    g_string_append_printf (sql, " AND returned >= %" PRId64 " AND returned < %" PRId64,
                            self->returned_from * TD_DOSSIER_DAY,
                            (self->returned_to + 1) * TD_DOSSIER_DAY);
  if (self->basis == TD_DOSSIER_BASIS_RETURNED && self->from_day == 0)
    g_string_append (sql, " AND returned > 0");
  if (self->any_due_from)
    g_string_append_printf (sql, " AND due >= %" PRId64, self->due_from * TD_DOSSIER_DAY);
  if (self->any_due_to)
    g_string_append_printf (sql, " AND due > 0 AND due < %" PRId64,
                            (self->due_to + 1) * TD_DOSSIER_DAY);
  add_list (sql, self);
  add_bits (sql, "channel", self->channels);
  add_bits (sql, "level", self->levels);
  add_ids (sql, "area_name_id", self->areas);
  add_ids (sql, "procedure_name_id", self->procedures);
  add_ids (sql, "unit_name_id", self->units);
  for (char **word = words; *word != NULL; word++, first++)
    g_string_append_printf (
        sql,
        " AND (instr (td_fold (code || ' ' || coalesce (applicant, '') || ' ' ||"
        " coalesce (external_code, '')), ?%d) > 0 OR procedure_name_id IN"
        " (SELECT id FROM dossier_name WHERE instr (td_fold (name), ?%d) > 0))",
        first, first);
  add_outcomes (sql, self);

  return g_string_free (sql, FALSE);
}

/* Returns: the number of the next free parameter */
int
td_dossier_filter_bind (const TdDossierFilter *self, TdStatement *statement, int first)
{
  g_auto (GStrv) words = td_dossier_filter_words (self);

  for (char **word = words; *word != NULL; word++)
    td_statement_bind_text (statement, first++, *word);

  return first;
}
