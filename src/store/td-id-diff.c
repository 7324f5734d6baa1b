/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-id-diff.h"

#define MAX_HUNKS 64

/* What is left between the equal beginning and the equal end of two lists. */
typedef struct
{
  const gint64 *before;
  guint n_before;
  const gint64 *after;
  guint n_after;
  guint offset; /* length of the equal beginning */
} Middle;

static Middle
trim (const gint64 *before, guint n_before, const gint64 *after, guint n_after)
{
  guint start = 0;

  while (start < n_before && start < n_after && before[start] == after[start])
    start++;
  while (n_before > start && n_after > start && before[n_before - 1] == after[n_after - 1])
    {
      n_before--;
      n_after--;
    }

  return (Middle){ before + start, n_before - start, after + start, n_after - start, start };
}

static GHashTable *
index_ids (const gint64 *ids, guint n)
{
  GHashTable *table = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < n; i++)
    g_hash_table_insert (table, (gpointer) &ids[i], GUINT_TO_POINTER (i + 1));

  return table;
}

/* Marks the ids of before that can stay where they are: a longest run of ids that are in after in
 * the same order (patience: tails[] holds for each length the index whose place in after is least).
 */
static gboolean *
find_stable (const Middle *middle, const guint *place)
{
  gboolean *stable = g_new0 (gboolean, middle->n_before + 1);
  g_autofree guint *tails = g_new (guint, middle->n_before + 1);
  g_autofree guint *previous = g_new (guint, middle->n_before + 1);
  guint length = 0;

  for (guint i = 0; i < middle->n_before; i++)
    {
      guint low = 0;
      guint high = length;

      if (place[i] == 0)
        continue;
      while (low < high)
        {
          guint half = (low + high) / 2;

          if (place[tails[half]] < place[i])
            low = half + 1;
          else
            high = half;
        }
      previous[i] = low > 0 ? tails[low - 1] : G_MAXUINT;
      tails[low] = i;
      length = MAX (length, low + 1);
    }

  for (guint i = length > 0 ? tails[length - 1] : G_MAXUINT; i != G_MAXUINT; i = previous[i])
    stable[i] = TRUE;

  return stable;
}

static void
append_hunk (GArray *hunks, guint position, guint removed, guint added)
{
  TdIdHunk hunk = { position, removed, added };

  if (removed > 0 || added > 0)
    g_array_append_val (hunks, hunk);
}

/* Walks both lists from one stable id to the next. */
static void
collect_hunks (const Middle *middle, const gboolean *stable, GArray *hunks)
{
  guint i = 0;
  guint j = 0;

  while (i < middle->n_before || j < middle->n_after)
    {
      guint removed = 0;
      guint added = 0;

      while (i < middle->n_before && !stable[i])
        {
          removed++;
          i++;
        }
      while (j < middle->n_after &&
             (i == middle->n_before || middle->after[j] != middle->before[i]))
        {
          added++;
          j++;
        }
      append_hunk (hunks, middle->offset + j - added, removed, added);
      if (i < middle->n_before)
        {
          i++;
          j++;
        }
    }
}

/* Joins neighbours that are at most gap rows apart: the rows between are told as gone and back in
 * one small change, which views survive. */
static void
join_hunks (GArray *hunks, guint gap)
{
  guint n = 0;

  for (guint i = 1; i < hunks->len; i++)
    {
      TdIdHunk *last = &g_array_index (hunks, TdIdHunk, n);
      TdIdHunk next = g_array_index (hunks, TdIdHunk, i);
      guint between = next.position - last->position - last->added;

      if (between <= gap && last->removed + between + next.removed <= TD_ID_DIFF_NARROW &&
          last->added + between + next.added <= TD_ID_DIFF_NARROW)
        {
          last->removed += between + next.removed;
          last->added += between + next.added;
        }
      else
        {
          g_array_index (hunks, TdIdHunk, ++n) = next;
        }
    }
  if (hunks->len > 0)
    g_array_set_size (hunks, n + 1);
}

static gboolean
is_wide (GArray *hunks)
{
  guint mixed = 0;

  for (guint i = 0; i < hunks->len; i++)
    {
      const TdIdHunk *hunk = &g_array_index (hunks, TdIdHunk, i);
      guint rows = MAX (hunk->removed, hunk->added);

      if (hunk->removed == 0 || hunk->added == 0)
        continue;
      if (rows > TD_ID_DIFF_NARROW)
        return TRUE;
      mixed += rows;
    }

  return hunks->len > MAX_HUNKS || mixed > 4 * TD_ID_DIFF_NARROW;
}

/* How many rows stay in the list but not in their place. */
static guint
count_moved (const Middle *middle, const guint *place, const gboolean *stable)
{
  guint moved = 0;

  for (guint i = 0; i < middle->n_before; i++)
    moved += place[i] != 0 && !stable[i];

  return moved;
}

/**
 * td_id_diff:
 * @before: (array length=n_before): distinct ids
 * @n_before: their number
 * @after: (array length=n_after): distinct ids
 * @n_after: their number
 * @wide: (out): whether rows that stay are told as gone and back: the view loses its place
 *
 * Finds the least changes that make @after of @before. A pure growth or shrinking of any size is
 * one hunk; otherwise, when much changed, the middle is removed and then added, for one hunk with
 * both large would make GTK look at every row.
 *
 * Returns: (transfer full) (element-type TdIdHunk): the hunks
 */
GArray *
td_id_diff (
    const gint64 *before, guint n_before, const gint64 *after, guint n_after, gboolean *wide)
{
  GArray *hunks = g_array_new (FALSE, FALSE, sizeof (TdIdHunk));
  Middle middle = trim (before, n_before, after, n_after);
  g_autoptr (GHashTable) places = NULL;
  g_autofree guint *place = NULL;
  g_autofree gboolean *stable = NULL;

  *wide = FALSE;
  if (middle.n_before == 0 || middle.n_after == 0)
    {
      append_hunk (hunks, middle.offset, middle.n_before, middle.n_after);
      return hunks;
    }

  places = index_ids (middle.after, middle.n_after);
  place = g_new (guint, middle.n_before);
  for (guint i = 0; i < middle.n_before; i++)
    place[i] = GPOINTER_TO_UINT (g_hash_table_lookup (places, &middle.before[i]));
  stable = find_stable (&middle, place);
  collect_hunks (&middle, stable, hunks);
  for (guint gap = 4; hunks->len > MAX_HUNKS && gap <= TD_ID_DIFF_NARROW; gap *= 2)
    join_hunks (hunks, gap);
  if (count_moved (&middle, place, stable) <= TD_ID_DIFF_NARROW && !is_wide (hunks))
    return hunks;

  *wide = TRUE;
  g_array_set_size (hunks, 0);
  append_hunk (hunks, middle.offset, middle.n_before, 0);
  append_hunk (hunks, middle.offset, 0, middle.n_after);

  return hunks;
}
