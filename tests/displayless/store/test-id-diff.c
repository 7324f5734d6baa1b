/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-id-diff.h"

typedef struct
{
  const char *before; /* one letter per id */
  const char *after;
  const char *hunks; /* "3-2+1 ..." */
} Case;

static const Case cases[] = {
  { "", "", "" },
  { "", "abc", "0-0+3" },
  { "abc", "", "0-3+0" },
  { "abc", "abc", "" },
  { "abc", "abcd", "3-0+1" },
  { "abc", "xabc", "0-0+1" },
  { "abcd", "abd", "2-1+0" },
  { "abcd", "abxd", "2-1+1" },
  { "abcdef", "bcdefx", "0-1+0 5-0+1" },
  { "abcdef", "xbcdey", "0-1+1 5-1+1" },
  { "abcdef", "afbcde", "1-0+1 6-1+0" },
  { "abcdef", "bcdaef", "0-1+0 3-0+1" },
};

static GArray *
ids_of (const char *letters)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (const char *p = letters; *p != '\0'; p++)
    {
      gint64 id = *p;

      g_array_append_val (ids, id);
    }

  return ids;
}

static void
apply (GArray *list, const GArray *after, const GArray *hunks, gboolean wide)
{
  for (guint i = 0; i < hunks->len; i++)
    {
      const TdIdHunk *hunk = &g_array_index (hunks, TdIdHunk, i);

      g_assert_cmpuint (hunk->position + hunk->removed, <=, list->len);
      g_assert_false (hunk->removed == 0 && hunk->added == 0);
      /* never one wide change */
      g_assert_true (hunk->removed == 0 || hunk->added == 0 ||
                     MAX (hunk->removed, hunk->added) <= TD_ID_DIFF_NARROW);
      if (hunk->removed > 0)
        g_array_remove_range (list, hunk->position, hunk->removed);
      if (hunk->added > 0)
        g_array_insert_vals (list, hunk->position, &g_array_index (after, gint64, hunk->position),
                             hunk->added);
    }

  g_assert_cmpuint (list->len, ==, after->len);
  g_assert_cmpmem (list->data, list->len * sizeof (gint64), after->data,
                   after->len * sizeof (gint64));
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GArray) before = ids_of (c->before);
  g_autoptr (GArray) after = ids_of (c->after);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean wide;
  g_autoptr (GArray) hunks =
      td_id_diff ((gint64 *) before->data, before->len, (gint64 *) after->data, after->len, &wide);

  for (guint i = 0; i < hunks->len; i++)
    {
      TdIdHunk *hunk = &g_array_index (hunks, TdIdHunk, i);

      g_string_append_printf (text, "%s%u-%u+%u", i > 0 ? " " : "", hunk->position, hunk->removed,
                              hunk->added);
    }
  g_assert_cmpstr (text->str, ==, c->hunks);
  g_assert_false (wide);
  apply (before, after, hunks, wide);
}

static void
shuffle (GArray *ids, GRand *rand, guint swaps)
{
  for (guint i = 0; ids->len > 1 && i < swaps; i++)
    {
      guint a = (guint) g_rand_int_range (rand, 0, (gint32) ids->len);
      guint b = (guint) g_rand_int_range (rand, 0, (gint32) ids->len);
      gint64 id = g_array_index (ids, gint64, a);

      g_array_index (ids, gint64, a) = g_array_index (ids, gint64, b);
      g_array_index (ids, gint64, b) = id;
    }
}

/* Whatever happens to a list, the hunks make the new one of it. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (int round = 0; round < 400; round++)
    {
      guint n = (guint) g_rand_int_range (rand, 0, round % 10 == 0 ? 4000 : 60);
      g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) after = NULL;
      g_autoptr (GArray) hunks = NULL;
      gboolean wide;

      for (gint64 id = 1; id <= n; id++)
        g_array_append_val (before, id);
      after = g_array_copy (before);
      for (int edit = g_rand_int_range (rand, 0, 20); edit > 0; edit--)
        {
          guint at = (guint) g_rand_int_range (rand, 0, (gint32) after->len + 1);
          gint64 id = 100000 + edit;

          if (g_rand_boolean (rand) && at < after->len)
            g_array_remove_index (after, at);
          else
            g_array_insert_val (after, at, id);
        }
      shuffle (after, rand, round % 3 == 0 ? n : (guint) (round % 3));
      hunks = td_id_diff ((gint64 *) before->data, before->len, (gint64 *) after->data, after->len,
                          &wide);
      apply (before, after, hunks, wide);
    }
}

/* A new order of many rows: gone and back, in two changes. */
static void
test_wide (void)
{
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) hunks = NULL;
  gboolean wide;

  for (gint64 id = 1; id <= 5000; id++)
    {
      g_array_append_val (before, id);
      g_array_prepend_val (after, id);
    }
  hunks =
      td_id_diff ((gint64 *) before->data, before->len, (gint64 *) after->data, after->len, &wide);
  g_assert_true (wide);
  g_assert_cmpuint (hunks->len, ==, 2);
  apply (before, after, hunks, wide);
}

/* Many small changes all over a list: joined to a few changes, and nobody loses the place. */
static void
test_scattered (void)
{
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) hunks = NULL;
  gboolean wide;

  for (gint64 id = 1; id <= 3000; id++)
    {
      gint64 other = 10000 + id;

      g_array_append_val (before, id);
      if (id % 15 == 0)
        g_array_append_val (after, other);
      else if (id % 15 != 7)
        g_array_append_val (after, id);
    }
  hunks =
      td_id_diff ((gint64 *) before->data, before->len, (gint64 *) after->data, after->len, &wide);
  g_assert_false (wide);
  g_assert_cmpuint (hunks->len, <=, 64);
  apply (before, after, hunks, wide);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/store/id-diff/%s-%s", cases[i].before, cases[i].after);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/store/id-diff/random", test_random);
  g_test_add_func ("/store/id-diff/scattered", test_scattered);
  g_test_add_func ("/store/id-diff/wide", test_wide);

  return g_test_run ();
}
