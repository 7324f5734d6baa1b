/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-search.h"

#include "td-row-sql.h"
#include "td-text.h"

#define MAX_WORDS 16
#define KIND_BITS 6 /* rowid of "search" = id * 64 + kind, as the triggers write it */

G_STATIC_ASSERT (TD_N_KINDS <= 1 << KIND_BITS);

/* Appends the words of text as quoted prefixes: what a person types never is query syntax. */
static void
append_words (GString *expression, const char *text)
{
  const char *p = text;
  guint n = 0;

  while (*p != '\0' && n < MAX_WORDS)
    {
      const char *start;

      while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      start = p;
      while (*p != '\0' && g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p > start)
        {
          g_string_append_printf (expression, "%s\"%.*s\"*", n > 0 ? " AND " : "",
                                  (int) (p - start), start);
          n++;
        }
    }
}

/**
 * td_search_expression:
 * @text: what a person typed
 *
 * Returns: (nullable) (transfer full): an FTS5 expression over "search"; NULL without a word
 */
char *
td_search_expression (const char *text)
{
  gboolean marks = td_text_has_marks (text);
  g_autofree char *folded = marks ? td_text_fold_keep_marks (text) : td_text_fold (text);
  GString *expression = g_string_new (marks ? "marked : (" : "folded : (");
  gsize empty = expression->len;

  append_words (expression, folded);
  if (expression->len == empty)
    return g_string_free (expression, TRUE);

  g_string_append_c (expression, ')');
  return g_string_free (expression, FALSE);
}

/* RULE history-6: the index also has the rows of imports that are not visible. */
static gboolean
is_visible (TdConnection *connection, const TdSearchHit *hit)
{
  g_autofree char *sql = NULL;
  g_autoptr (TdStatement) statement = NULL;

  if (hit->kind >= TD_N_KINDS)
    return FALSE;

  sql = g_strdup_printf ("SELECT 1 FROM %s WHERE id = ?1 AND %s", td_kind_spec (hit->kind)->name,
                         TD_ROW_SQL_VISIBLE);
  statement = td_connection_prepare (connection, sql, NULL);
  if (statement == NULL)
    return FALSE;

  td_statement_bind_int (statement, 1, hit->id);
  return td_statement_step (statement, NULL) == TD_STEP_ROW;
}

/**
 * td_search:
 * @connection: a connection
 * @text: what a person typed
 * @limit: the greatest number of hits
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type TdSearchHit): the records found, best first
 */
GArray *
td_search (TdConnection *connection, const char *text, guint limit, GError **error)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (TdSearchHit));
  g_autoptr (TdStatement) statement = NULL;
  g_autofree char *expression = td_search_expression (text);
  TdStep step;

  if (expression == NULL)
    return g_steal_pointer (&hits);

  statement = td_connection_prepare (
      connection, "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rank, rowid", error);
  if (statement == NULL)
    return NULL;

  td_statement_bind_text (statement, 1, expression);
  if (limit == 0)
    return g_steal_pointer (&hits);
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      gint64 rowid = td_statement_int (statement, 0);
      TdSearchHit hit = { (TdKind) (rowid & ((1 << KIND_BITS) - 1)), rowid >> KIND_BITS };

      if (is_visible (connection, &hit))
        g_array_append_val (hits, hit);
      if (hits->len == limit)
        return g_steal_pointer (&hits);
    }

  return step == TD_STEP_DONE ? g_steal_pointer (&hits) : NULL;
}

/* What the triggers of the parts of a plan write into the index. */
static const struct
{
  TdKind kind;
  const char *text;
} plan_texts[] = {
  { TD_KIND_SECTION, "coalesce (title, '')" },
  { TD_KIND_BLOCK, "coalesce (text, '')" },
  { TD_KIND_LEGAL_BASIS, "coalesce (text, '')" },
  { TD_KIND_TARGET, "coalesce (text, '')" },
  { TD_KIND_TASK, "coalesce (content, '') || char (10) || coalesce (product_text, '') || char (10)"
                  " || coalesce (lead_text, '') || char (10) || coalesce (coordinating_text, '')"
                  " || char (10) || coalesce (assignment_text, '') || char (10)"
                  " || coalesce (note, '')" },
  { TD_KIND_RECIPIENT, "coalesce (text, '')" },
};

/**
 * td_search_add_plan:
 * @connection: the connection that writes
 * @plan_id: a plan whose parts were written while the triggers were off
 * @error: return location
 *
 * Adds the texts of the parts to the index, one statement for each kind: inside a trigger every
 * single row is a savepoint, at which FTS5 writes what it has to the file.
 *
 * Returns: whether that went well
 */
gboolean
td_search_add_plan (TdConnection *connection, gint64 plan_id, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (plan_texts); i++)
    {
      g_autoptr (TdStatement) statement = NULL;
      g_autofree char *sql = g_strdup_printf (
          "INSERT INTO search (rowid, marked, folded)"
          " SELECT id * 64 + %d, td_fold_keep_marks (words), td_fold (words)"
          " FROM (SELECT id, %s AS words FROM %s WHERE plan_id = ?1 ORDER BY id)",
          (int) plan_texts[i].kind, plan_texts[i].text, td_kind_spec (plan_texts[i].kind)->name);

      statement = td_connection_prepare (connection, sql, error);
      if (statement == NULL)
        return FALSE;
      td_statement_bind_int (statement, 1, plan_id);
      if (!td_statement_run (statement, error))
        return FALSE;
    }

  return TRUE;
}
