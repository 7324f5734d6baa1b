/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-match.h"

#include <string.h>

#include "td-text.h"

#define SIMILAR 0.5
#define MAX_PAIRS 4000000 /* more comparisons than two real plans need */

static void
match_clear (TdPlanMatch *item)
{
  g_free (item->key);
  g_free (item->context);
  g_hash_table_unref (item->set);
}

static char *
section_path (const TdPlanData *data, gint64 id)
{
  const TdSectionRow *section = td_plan_data_get (data, TD_KIND_SECTION, id);

  return section != NULL ? td_plan_data_section_path (data, section) : NULL;
}

static char *
context_of (const TdPlanData *data, TdKind kind, gconstpointer row)
{
  if (kind == TD_KIND_BLOCK)
    {
      const TdBlockRow *block = row;
      char *path = section_path (data, block->section_id);

      return path != NULL ? path : g_strdup (block->kind != NULL ? block->kind : "body");
    }
  if (kind == TD_KIND_SECTION)
    return section_path (data, ((const TdSectionRow *) row)->row.id);
  if (kind == TD_KIND_PLAN_GROUP)
    {
      const char *label = ((const TdPlanGroupRow *) row)->label;

      return g_strdup_printf ("annex/%s", label != NULL ? label : "");
    }
  if (kind == TD_KIND_TASK)
    {
      const TdTaskRow *task = row;
      const TdPlanGroupRow *group = td_plan_data_get (data, TD_KIND_PLAN_GROUP, task->group_id);

      return g_strdup_printf ("annex/%s/%s",
                              group != NULL && group->label != NULL ? group->label : "",
                              task->number != NULL ? task->number : "");
    }
  if (kind == TD_KIND_LEGAL_BASIS)
    return g_strdup ("legal_bases");
  if (kind == TD_KIND_TARGET)
    return g_strdup ("targets");
  if (kind == TD_KIND_PLAN_COLUMN)
    return g_strdup ("annex");

  return g_strdup (kind == TD_KIND_RECIPIENT ? "recipients" : "signatory");
}

/* The row that another one stands in: section, area row; 0: in none */
static gint64
parent_of (TdKind kind, gconstpointer row)
{
  if (kind == TD_KIND_SECTION)
    return ((const TdSectionRow *) row)->parent_id;
  if (kind == TD_KIND_BLOCK)
    return ((const TdBlockRow *) row)->section_id;
  if (kind == TD_KIND_TASK)
    return ((const TdTaskRow *) row)->group_id;

  return 0;
}

static GHashTable *
words_of (const char *key)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) words = g_strsplit_set (key, " ,.;:()/-“”\"\n\t", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0')
        g_hash_table_add (set, g_strdup (words[i]));
    }

  return set;
}

/* Bullets that are tasks are compared as texts of the body. */
static gboolean
is_compared (TdKind kind, gconstpointer row)
{
  if (kind == TD_KIND_TASK)
    return ((const TdTaskRow *) row)->block_id == 0;
  if (kind == TD_KIND_LEGAL_BASIS)
    return ((const TdLegalBasisRow *) row)->block_id == 0;
  if (kind == TD_KIND_PLAN_GROUP)
    return ((const TdPlanGroupRow *) row)->section_id == 0;

  return TRUE;
}

/**
 * td_plan_match_collect:
 * @data: a plan, sorted
 * @kind: which of its rows
 * @field_name: the field with the words by which they are matched
 *
 * Returns: (transfer full) (element-type TdPlanMatch): the rows that are compared, in their order
 */
GArray *
td_plan_match_collect (const TdPlanData *data, TdKind kind, const char *field_name)
{
  GArray *items = g_array_new (FALSE, TRUE, sizeof (TdPlanMatch));
  const TdFieldSpec *field = td_kind_find_field (td_kind_spec (kind), field_name);

  g_array_set_clear_func (items, (GDestroyNotify) match_clear);
  for (guint i = 0; i < td_plan_data_count (data, kind); i++)
    {
      TdPlanMatch item = { .row = td_plan_data_nth (data, kind, i), .match = -1 };

      if (!is_compared (kind, item.row))
        continue;
      item.words = td_row_get_text (item.row, field);
      item.key = td_text_fold_keep_marks (item.words != NULL ? item.words : "");
      item.set = words_of (item.key);
      item.context = context_of (data, kind, item.row);
      item.parent = parent_of (kind, item.row);
      g_array_append_val (items, item);
    }

  return items;
}

static void
match_pair (GArray *a, guint i, GArray *b, guint j)
{
  g_array_index (a, TdPlanMatch, i).match = (gint) j;
  g_array_index (b, TdPlanMatch, j).match = (gint) i;
}

/* Equal words, at the same place first. */
static void
match_equal (GArray *a, GArray *b, gboolean same_place)
{
  for (guint i = 0; i < a->len; i++)
    {
      TdPlanMatch *x = &g_array_index (a, TdPlanMatch, i);

      for (guint j = 0; x->match < 0 && j < b->len; j++)
        {
          const TdPlanMatch *y = &g_array_index (b, TdPlanMatch, j);

          if (y->match < 0 && g_str_equal (x->key, y->key) &&
              (!same_place || g_strcmp0 (x->context, y->context) == 0))
            match_pair (a, i, b, j);
        }
    }
}

static double
similarity (const TdPlanMatch *x, const TdPlanMatch *y)
{
  GHashTable *small = g_hash_table_size (x->set) < g_hash_table_size (y->set) ? x->set : y->set;
  GHashTable *large = small == x->set ? y->set : x->set;
  GHashTableIter iter;
  gpointer word;
  guint common = 0;
  double score;

  if (g_hash_table_size (small) * 3 < g_hash_table_size (large))
    return 0;
  g_hash_table_iter_init (&iter, small);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    common += g_hash_table_contains (large, word);
  score = 2.0 * common / MAX (g_hash_table_size (small) + g_hash_table_size (large), 1);

  return score + (g_strcmp0 (x->context, y->context) == 0 ? 0.05 : 0);
}

typedef struct
{
  double score;
  guint i, j;
} Pair;

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *x = a, *y = b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  if (x->i != y->i)
    return x->i < y->i ? -1 : 1;

  return x->j < y->j ? -1 : x->j > y->j;
}

/* What is left, the most similar first */
static void
match_similar (GArray *a, GArray *b)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  if ((guint64) a->len * b->len > MAX_PAIRS)
    return;
  for (guint i = 0; i < a->len; i++)
    {
      const TdPlanMatch *x = &g_array_index (a, TdPlanMatch, i);

      for (guint j = 0; x->match < 0 && j < b->len; j++)
        {
          Pair pair = { .i = i, .j = j };

          if (g_array_index (b, TdPlanMatch, j).match >= 0)
            continue;
          pair.score = similarity (x, &g_array_index (b, TdPlanMatch, j));
          if (pair.score >= SIMILAR)
            g_array_append_val (pairs, pair);
        }
    }
  g_array_sort (pairs, compare_pairs);
  for (guint p = 0; p < pairs->len; p++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, p);

      if (g_array_index (a, TdPlanMatch, pair->i).match < 0 &&
          g_array_index (b, TdPlanMatch, pair->j).match < 0)
        match_pair (a, pair->i, b, pair->j);
    }
}

/**
 * td_plan_match_rows:
 * @a: (element-type TdPlanMatch): rows of one plan
 * @b: (element-type TdPlanMatch): rows of the same kind of the other plan
 *
 * Finds for each row its like in the other plan: equal words at the same place, equal words
 * elsewhere, then the most similar words.
 */
void
td_plan_match_rows (GArray *a, GArray *b)
{
  match_equal (a, b, TRUE);
  match_equal (a, b, FALSE);
  match_similar (a, b);
}
