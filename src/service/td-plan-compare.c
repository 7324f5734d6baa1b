/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-compare.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-error.h"
#include "td-text.h"

#define SIMILAR 0.5
#define MAX_PAIRS 4000000 /* more comparisons than two real plans need */

/* What is compared of each kind: the field that says what it is, and the others. The first field is
 * the words by which rows of two plans are matched. */
static const struct
{
  TdKind kind;
  const char *fields[12];
} compared[] = {
  { TD_KIND_LEGAL_BASIS, { "text", "verb" } },
  { TD_KIND_SECTION, { "title", "label" } },
  { TD_KIND_BLOCK, { "text" } },
  { TD_KIND_PLAN_GROUP, { "title", "label" } },
  { TD_KIND_TASK,
    { "content", "number", "product_text", "lead_text", "coordinating_text", "assignment_text",
      "deadline_text", "note", "other_text" } },
  { TD_KIND_RECIPIENT, { "text" } },
  { TD_KIND_SIGNATORY, { "name", "prefix", "on_behalf_of", "title" } },
};

/* A row of one plan on its way to its like in the other one. */
typedef struct
{
  gpointer row;
  const char *words;
  char *key;       /* folded words */
  GHashTable *set; /* the words as a set */
  char *context;   /* where it stands: path of the section, label of the area */
  gint match;      /* index in the other plan, -1: none */
} Item;

/**
 * td_difference_free:
 * @difference: (nullable) (transfer full): a difference
 */
void
td_difference_free (TdDifference *difference)
{
  if (difference == NULL)
    return;

  g_free (difference->place);
  g_free (difference->before);
  g_free (difference->after);
  g_free (difference);
}

/**
 * td_difference_nick:
 * @type: what differs
 *
 * Returns: its name in JSON
 */
const char *
td_difference_nick (TdDifferenceType type)
{
  static const char *const nicks[] = { "added", "dropped", "changed", "moved" };

  return nicks[type];
}

static void
item_clear (Item *item)
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

  return g_strdup (kind == TD_KIND_RECIPIENT ? "recipients" : "signatory");
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

static GArray *
collect (const TdPlanData *data, TdKind kind, const char *field_name)
{
  GArray *items = g_array_new (FALSE, TRUE, sizeof (Item));
  const TdFieldSpec *field = td_kind_find_field (td_kind_spec (kind), field_name);

  g_array_set_clear_func (items, (GDestroyNotify) item_clear);
  for (guint i = 0; i < td_plan_data_count (data, kind); i++)
    {
      Item item = { .row = td_plan_data_nth (data, kind, i), .match = -1 };

      if (!is_compared (kind, item.row))
        continue;
      item.words = td_row_get_text (item.row, field);
      item.key = td_text_fold_keep_marks (item.words != NULL ? item.words : "");
      item.set = words_of (item.key);
      item.context = context_of (data, kind, item.row);
      g_array_append_val (items, item);
    }

  return items;
}

static void
match_pair (GArray *a, guint i, GArray *b, guint j)
{
  g_array_index (a, Item, i).match = (gint) j;
  g_array_index (b, Item, j).match = (gint) i;
}

/* Equal words, at the same place first. */
static void
match_equal (GArray *a, GArray *b, gboolean same_place)
{
  for (guint i = 0; i < a->len; i++)
    {
      Item *x = &g_array_index (a, Item, i);

      for (guint j = 0; x->match < 0 && j < b->len; j++)
        {
          const Item *y = &g_array_index (b, Item, j);

          if (y->match < 0 && g_str_equal (x->key, y->key) &&
              (!same_place || g_strcmp0 (x->context, y->context) == 0))
            match_pair (a, i, b, j);
        }
    }
}

static double
similarity (const Item *x, const Item *y)
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
      const Item *x = &g_array_index (a, Item, i);

      for (guint j = 0; x->match < 0 && j < b->len; j++)
        {
          Pair pair = { .i = i, .j = j };

          if (g_array_index (b, Item, j).match >= 0)
            continue;
          pair.score = similarity (x, &g_array_index (b, Item, j));
          if (pair.score >= SIMILAR)
            g_array_append_val (pairs, pair);
        }
    }
  g_array_sort (pairs, compare_pairs);
  for (guint p = 0; p < pairs->len; p++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, p);

      if (g_array_index (a, Item, pair->i).match < 0 && g_array_index (b, Item, pair->j).match < 0)
        match_pair (a, pair->i, b, pair->j);
    }
}

static void
add (GPtrArray *differences,
     TdDifferenceType type,
     TdKind kind,
     gconstpointer a,
     gconstpointer b,
     const char *field,
     const char *place,
     const char *before,
     const char *after)
{
  TdDifference *difference = g_new0 (TdDifference, 1);

  difference->type = type;
  difference->kind = kind;
  difference->a_id = a != NULL ? ((const TdRow *) a)->id : 0;
  difference->b_id = b != NULL ? ((const TdRow *) b)->id : 0;
  difference->field = field;
  difference->place = g_strdup (place);
  difference->before = g_strdup (before);
  difference->after = g_strdup (after);
  g_ptr_array_add (differences, difference);
}

static gboolean
same_text (const char *a, const char *b)
{
  g_autofree char *x = td_text_clean (a != NULL ? a : "", -1);
  g_autofree char *y = td_text_clean (b != NULL ? b : "", -1);

  return g_str_equal (x, y);
}

/* Where a row stands apart from its own number: the area of a task, the parent of a section */
static char *
container (const char *context)
{
  const char *slash = strrchr (context, '/');

  return slash != NULL ? g_strndup (context, (gsize) (slash - context)) : g_strdup ("");
}

static gboolean
has_moved (TdKind kind, const Item *x, const Item *y)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  if (kind == TD_KIND_BLOCK)
    return g_strcmp0 (x->context, y->context) != 0;
  if (kind != TD_KIND_TASK)
    return FALSE;
  a = container (x->context);
  b = container (y->context);

  return !g_str_equal (a, b);
}

static void
compare_rows (
    GPtrArray *differences, TdKind kind, const char *const *fields, const Item *x, const Item *y)
{
  const TdKindSpec *spec = td_kind_spec (kind);
  guint before = differences->len;

  for (guint f = 0; fields[f] != NULL; f++)
    {
      const TdFieldSpec *field = td_kind_find_field (spec, fields[f]);
      const char *a = td_row_get_text (x->row, field);
      const char *b = td_row_get_text (y->row, field);

      if (!same_text (a, b))
        add (differences, TD_DIFFERENCE_CHANGED, kind, x->row, y->row, field->name, y->context, a,
             b);
    }
  if (before == differences->len && has_moved (kind, x, y))
    add (differences, TD_DIFFERENCE_MOVED, kind, x->row, y->row, NULL, y->context, x->context,
         y->context);
}

static void
compare_kind (GPtrArray *differences,
              const TdPlanData *a,
              const TdPlanData *b,
              TdKind kind,
              const char *const *fields)
{
  g_autoptr (GArray) xs = collect (a, kind, fields[0]);
  g_autoptr (GArray) ys = collect (b, kind, fields[0]);
  gint last = -1;

  match_equal (xs, ys, TRUE);
  match_equal (xs, ys, FALSE);
  match_similar (xs, ys);
  if (kind == TD_KIND_SIGNATORY && xs->len > 0 && ys->len > 0 &&
      g_array_index (xs, Item, 0).match < 0)
    match_pair (xs, 0, ys, 0);

  /* In the order of the second plan, what was dropped where it stood. */
  for (guint j = 0; j < ys->len; j++)
    {
      const Item *y = &g_array_index (ys, Item, j);

      if (y->match < 0)
        {
          add (differences, TD_DIFFERENCE_ADDED, kind, NULL, y->row, NULL, y->context, NULL,
               y->words);
          continue;
        }
      for (gint i = last + 1; i < y->match; i++)
        {
          const Item *x = &g_array_index (xs, Item, i);

          if (x->match < 0)
            add (differences, TD_DIFFERENCE_DROPPED, kind, x->row, NULL, NULL, x->context, x->words,
                 NULL);
        }
      last = MAX (last, y->match);
      compare_rows (differences, kind, fields, &g_array_index (xs, Item, y->match), y);
    }
  for (gint i = last + 1; i < (gint) xs->len; i++)
    {
      const Item *x = &g_array_index (xs, Item, i);

      if (x->match < 0)
        add (differences, TD_DIFFERENCE_DROPPED, kind, x->row, NULL, NULL, x->context, x->words,
             NULL);
    }
}

static void
compare_header (GPtrArray *differences, const TdPlanData *a, const TdPlanData *b)
{
  static const char *const fields[] = { "doc_type",        "title",  "parent_agency", "agency",
                                        "number",          "symbol", "issued_date",   "annex_title",
                                        "annex_reference", NULL };
  const TdKindSpec *spec = td_kind_spec (TD_KIND_PLAN);

  for (guint f = 0; fields[f] != NULL; f++)
    {
      const TdFieldSpec *field = td_kind_find_field (spec, fields[f]);
      const char *before = td_row_get_text (a->plan, field);
      const char *after = td_row_get_text (b->plan, field);

      if (!same_text (before, after))
        add (differences, TD_DIFFERENCE_CHANGED, TD_KIND_PLAN, a->plan, b->plan, field->name,
             g_str_has_prefix (field->name, "annex") ? "annex" : "header", before, after);
    }
}

/**
 * td_plan_compare:
 * @a: a plan, sorted
 * @b: another one, or another state of it, sorted
 *
 * Finds what @b has that @a has not, what it has not, and what it says in other words. Rows are
 * matched by their words, not by their numbers: a moved task is the same task.
 *
 * Returns: (transfer full) (element-type TdDifference): the differences
 */
GPtrArray *
td_plan_compare (const TdPlanData *a, const TdPlanData *b)
{
  GPtrArray *differences = g_ptr_array_new_with_free_func ((GDestroyNotify) td_difference_free);

  compare_header (differences, a, b);
  for (guint i = 0; i < G_N_ELEMENTS (compared); i++)
    compare_kind (differences, a, b, compared[i].kind, compared[i].fields);

  return differences;
}

/* The row of the first plan that matches the one before @row of the second plan; 0: none */
static gint64
sibling_before (const TdPlanData *b, const GHashTable *matches, TdKind kind, gint64 b_id)
{
  gint64 before = 0;

  for (guint i = 0; i < td_plan_data_count (b, kind); i++)
    {
      const TdRow *row = td_plan_data_nth (b, kind, i);
      const gint64 *match = g_hash_table_lookup ((GHashTable *) matches, &row->id);

      if (row->id == b_id)
        return before;
      if (match != NULL)
        before = *match;
    }

  return before;
}

/* id in @b -> id in @a for every row of @kind that both have */
static GHashTable *
match_rows (const TdPlanData *a, const TdPlanData *b, TdKind kind)
{
  GHashTable *matches = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint c = 0; c < G_N_ELEMENTS (compared); c++)
    {
      g_autoptr (GArray) xs = NULL;
      g_autoptr (GArray) ys = NULL;

      if (compared[c].kind != kind)
        continue;
      xs = collect (a, kind, compared[c].fields[0]);
      ys = collect (b, kind, compared[c].fields[0]);
      match_equal (xs, ys, TRUE);
      match_equal (xs, ys, FALSE);
      match_similar (xs, ys);
      for (guint j = 0; j < ys->len; j++)
        {
          const Item *y = &g_array_index (ys, Item, j);

          if (y->match >= 0)
            g_hash_table_insert (matches, g_memdup2 (&((TdRow *) y->row)->id, sizeof (gint64)),
                                 g_memdup2 (&((TdRow *) g_array_index (xs, Item, y->match).row)->id,
                                            sizeof (gint64)));
        }
    }

  return matches;
}

/* References of an added row go to what matches in the first plan. */
static void
set_values (TdEdit *edit, const TdPlanData *a, const TdPlanData *b, TdKind kind, gconstpointer row)
{
  const TdKindSpec *spec = td_kind_spec (kind);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      const TdFieldSpec *field = &spec->fields[i];
      g_autofree char *value = NULL;

      if (field->flags & (TD_FIELD_POSITION | TD_FIELD_UID))
        continue;
      if (field->type == TD_FIELD_REF)
        {
          gint64 id = td_row_get_int (row, field);

          if (field->target == TD_KIND_PLAN)
            id = a->plan->row.id;
          else if (id != 0)
            {
              g_autoptr (GHashTable) matches = match_rows (a, b, field->target);
              const gint64 *match = g_hash_table_lookup (matches, &id);

              id = match != NULL ? *match : 0;
            }
          if (id == 0)
            continue;
          value = g_strdup_printf ("%" G_GINT64_FORMAT, id);
        }
      else
        value = td_row_format_field (row, field);
      if (value != NULL && *value != '\0')
        td_edit_set_value (edit, field->name, value);
    }
}

static TdEdit *
take_added (const TdPlanData *a, const TdPlanData *b, const TdDifference *difference)
{
  TdEdit *edit = td_edit_new_add (difference->kind);
  g_autoptr (GHashTable) matches = match_rows (a, b, difference->kind);
  gint64 before = sibling_before (b, matches, difference->kind, difference->b_id);

  set_values (edit, a, b, difference->kind,
              td_plan_data_get (b, difference->kind, difference->b_id));
  if (before != 0)
    td_edit_set_after (edit, before);

  return edit;
}

static const char *
marks_of (TdKind kind, const char *field)
{
  if (kind == TD_KIND_BLOCK && g_str_equal (field, "text"))
    return "marks";
  if (kind == TD_KIND_SECTION && g_str_equal (field, "title"))
    return "title_marks";
  if (kind == TD_KIND_TASK && g_str_equal (field, "content"))
    return "content_marks";

  return NULL;
}

static TdEdit *
take_changed (const TdPlanData *b, const TdDifference *difference)
{
  const TdKindSpec *spec = td_kind_spec (difference->kind);
  gpointer row = td_plan_data_get (b, difference->kind, difference->b_id);
  TdEdit *edit =
      td_edit_new_set (difference->kind, difference->a_id, difference->field, difference->after);
  const char *marks = marks_of (difference->kind, difference->field);

  if (marks != NULL && row != NULL)
    td_edit_and_set (edit, marks, td_row_get_text (row, td_kind_find_field (spec, marks)));

  return edit;
}

/**
 * td_plan_take_difference:
 * @a: the plan of the workspace
 * @b: the other one, as a file came back
 * @difference: one of what td_plan_compare() found
 * @error: TD_ERROR_REFUSED for what cannot be taken over alone
 *
 * Returns: (transfer full): the edit that makes @a as @b is in this one thing
 */
TdEdit *
td_plan_take_difference (const TdPlanData *a,
                         const TdPlanData *b,
                         const TdDifference *difference,
                         GError **error)
{
  switch (difference->type)
    {
    case TD_DIFFERENCE_ADDED:
      if (td_plan_data_get (b, difference->kind, difference->b_id) != NULL)
        return take_added (a, b, difference);
      break;
    case TD_DIFFERENCE_DROPPED:
      return td_edit_new_delete (difference->kind, &difference->a_id, 1);
    case TD_DIFFERENCE_CHANGED:
      return take_changed (b, difference);
    case TD_DIFFERENCE_MOVED:
      break;
    }
  td_error_set_at (error, TD_ERROR_REFUSED, NULL, difference->place,
                   _ ("This difference cannot be taken over by itself; please move it by hand."));

  return NULL;
}
