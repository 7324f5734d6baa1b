/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-compare.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-error.h"
#include "td-plan-match.h"
#include "td-text.h"

#define MOST_SIBLINGS 3000 /* beyond that many, their order is not compared */

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
  { TD_KIND_TARGET,
    { "text", "code", "comparator", "value", "measure_unit", "baseline_value", "baseline_year",
      "target_year", "direction", "owner_text" } },
  { TD_KIND_PLAN_COLUMN, { "heading", "role" } },
  { TD_KIND_PLAN_GROUP, { "title", "label" } },
  { TD_KIND_TASK,
    { "content", "number", "product_text", "lead_text", "coordinating_text", "assignment_text",
      "deadline_text", "note", "other_text" } },
  { TD_KIND_RECIPIENT, { "text" } },
  { TD_KIND_SIGNATORY, { "name", "prefix", "on_behalf_of", "title" } },
};

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
  g_free (difference->words);
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

/* Rows of one kind of two plans, matched. */
typedef struct
{
  TdKind kind;
  GArray *xs, *ys;     /* (element-type TdPlanMatch) */
  GHashTable *parents; /* id of a parent in the second plan -> its id in the first */
  gboolean *moved;     /* of @ys */
} Sides;

static TdPlanMatch *
match_at (GArray *items, guint i)
{
  return &g_array_index (items, TdPlanMatch, i);
}

static gboolean
is_elsewhere (const Sides *sides, const TdPlanMatch *x, const TdPlanMatch *y)
{
  const gint64 *parent = g_hash_table_lookup (sides->parents, &y->parent);

  if (x->parent == 0 && y->parent == 0)
    return sides->kind == TD_KIND_BLOCK && g_strcmp0 (x->context, y->context) != 0;

  return y->parent == 0 || parent == NULL || *parent != x->parent;
}

/* Of siblings that both plans have, the fewest that have to move to make the one order the other:
 * those outside the longest run that stayed in order. */
static void
mark_out_of_order (Sides *sides, const GArray *siblings)
{
  g_autofree guint *length = g_new0 (guint, siblings->len + 1);
  g_autofree gint *before = g_new0 (gint, siblings->len + 1);
  gint best = -1;

  for (guint i = 0; i < siblings->len; i++)
    {
      gint at = match_at (sides->ys, g_array_index (siblings, guint, i))->match;

      length[i] = 1;
      before[i] = -1;
      for (guint k = 0; k < i; k++)
        {
          if (match_at (sides->ys, g_array_index (siblings, guint, k))->match < at &&
              length[k] + 1 > length[i])
            {
              length[i] = length[k] + 1;
              before[i] = (gint) k;
            }
        }
      if (best < 0 || length[i] > length[best])
        best = (gint) i;
      sides->moved[g_array_index (siblings, guint, i)] = TRUE;
    }
  for (; best >= 0; best = before[best])
    sides->moved[g_array_index (siblings, guint, best)] = FALSE;
}

static void
mark_moved (Sides *sides)
{
  g_autoptr (GHashTable) groups =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_array_unref);
  GHashTableIter iter;
  gpointer siblings;

  for (guint j = 0; j < sides->ys->len; j++)
    {
      TdPlanMatch *y = match_at (sides->ys, j);

      if (y->match < 0)
        continue;
      sides->moved[j] = is_elsewhere (sides, match_at (sides->xs, (guint) y->match), y);
      if (sides->moved[j])
        continue;
      siblings = g_hash_table_lookup (groups, &y->parent);
      if (siblings == NULL)
        {
          siblings = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (groups, &y->parent, siblings);
        }
      g_array_append_val ((GArray *) siblings, j);
    }
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, NULL, &siblings))
    {
      if (((GArray *) siblings)->len <= MOST_SIBLINGS)
        mark_out_of_order (sides, siblings);
    }
}

/* Which one it is among its siblings, from 1 */
static guint
place_among (GArray *items, guint index)
{
  guint n = 0;

  for (guint i = 0; i <= index; i++)
    n += match_at (items, i)->parent == match_at (items, index)->parent;

  return n;
}

static void
add_moved (GPtrArray *differences, const Sides *sides, guint j)
{
  const TdPlanMatch *y = match_at (sides->ys, j);
  const TdPlanMatch *x = match_at (sides->xs, (guint) y->match);
  TdDifference *difference;

  add (differences, TD_DIFFERENCE_MOVED, sides->kind, x->row, y->row, NULL, y->context, x->context,
       y->context);
  difference = g_ptr_array_index (differences, differences->len - 1);
  difference->words = g_strdup (y->words);
  difference->before_nth = place_among (sides->xs, (guint) y->match);
  difference->after_nth = place_among (sides->ys, j);
}

/* A number that is another one because rows before it came, went or moved is no change of its own.
 */
static gboolean
is_renumbered (const Sides *sides, const char *field, guint j)
{
  if (!g_str_equal (field, "number") && !g_str_equal (field, "label"))
    return FALSE;

  return sides->moved[j] ||
         place_among (sides->xs, (guint) match_at (sides->ys, j)->match) !=
             place_among (sides->ys, j) ||
         (sides->kind == TD_KIND_TASK && (guint) match_at (sides->ys, j)->match != j);
}

/* A target that is read from a paragraph comes, goes and changes its words with it. */
static gboolean
follows_text (TdKind kind, gconstpointer row)
{
  return kind == TD_KIND_TARGET && ((const TdTargetRow *) row)->block_id != 0;
}

static void
compare_rows (GPtrArray *differences, const Sides *sides, const char *const *fields, guint j)
{
  const TdKindSpec *spec = td_kind_spec (sides->kind);
  const TdPlanMatch *y = match_at (sides->ys, j);
  const TdPlanMatch *x = match_at (sides->xs, (guint) y->match);

  if (sides->moved[j])
    add_moved (differences, sides, j);
  for (guint f = 0; fields[f] != NULL; f++)
    {
      const TdFieldSpec *field = td_kind_find_field (spec, fields[f]);
      g_autofree char *a = td_row_format_field (x->row, field);
      g_autofree char *b = td_row_format_field (y->row, field);

      if (!same_text (a, b) && !is_renumbered (sides, fields[f], j) &&
          (f > 0 || !follows_text (sides->kind, y->row)))
        add (differences, TD_DIFFERENCE_CHANGED, sides->kind, x->row, y->row, field->name,
             y->context, a, b);
    }
}

static void
add_dropped (GPtrArray *differences, const Sides *sides, gint from, gint to)
{
  for (gint i = from; i < to; i++)
    {
      const TdPlanMatch *x = match_at (sides->xs, (guint) i);

      if (x->match < 0 && !follows_text (sides->kind, x->row))
        add (differences, TD_DIFFERENCE_DROPPED, sides->kind, x->row, NULL, NULL, x->context,
             x->words, NULL);
    }
}

static GHashTable *match_ids (const TdPlanData *a, const TdPlanData *b, TdKind kind);

static GHashTable *
match_parents (const TdPlanData *a, const TdPlanData *b, TdKind kind)
{
  return match_ids (a, b, kind == TD_KIND_TASK ? TD_KIND_PLAN_GROUP : TD_KIND_SECTION);
}

/* A column with another heading is the same one when it holds the same. */
static void
match_column (GArray *xs, GArray *ys, guint i)
{
  TdPlanMatch *x = match_at (xs, i);

  for (guint j = 0; x->match < 0 && j < ys->len; j++)
    {
      TdPlanMatch *y = match_at (ys, j);

      if (y->match >= 0 ||
          g_strcmp0 (((TdPlanColumnRow *) x->row)->role, ((TdPlanColumnRow *) y->row)->role) != 0)
        continue;
      x->match = (gint) j;
      y->match = (gint) i;
    }
}

static void
compare_kind (GPtrArray *differences,
              const TdPlanData *a,
              const TdPlanData *b,
              TdKind kind,
              const char *const *fields)
{
  g_autoptr (GArray) xs = td_plan_match_collect (a, kind, fields[0]);
  g_autoptr (GArray) ys = td_plan_match_collect (b, kind, fields[0]);
  g_autoptr (GHashTable) parents = match_parents (a, b, kind);
  g_autofree gboolean *moved = g_new0 (gboolean, ys->len + 1);
  Sides sides = { kind, xs, ys, parents, moved };
  gint last = -1;

  td_plan_match_rows (xs, ys);
  if (kind == TD_KIND_SIGNATORY && xs->len > 0 && ys->len > 0 && match_at (xs, 0)->match < 0)
    match_at (xs, 0)->match = match_at (ys, 0)->match = 0;
  for (guint i = 0; kind == TD_KIND_PLAN_COLUMN && i < xs->len; i++)
    match_column (xs, ys, i);
  mark_moved (&sides);

  /* In the order of the second plan, what was dropped where it stood. */
  for (guint j = 0; j < ys->len; j++)
    {
      const TdPlanMatch *y = match_at (ys, j);

      if (y->match < 0)
        {
          if (!follows_text (kind, y->row))
            add (differences, TD_DIFFERENCE_ADDED, kind, NULL, y->row, NULL, y->context, NULL,
                 y->words);
          continue;
        }
      add_dropped (differences, &sides, last + 1, y->match);
      last = MAX (last, y->match);
      compare_rows (differences, &sides, fields, j);
    }
  add_dropped (differences, &sides, last + 1, (gint) xs->len);
}

static void
compare_header (GPtrArray *differences, const TdPlanData *a, const TdPlanData *b)
{
  static const char *const fields[] = {
    "doc_type",    "title",       "year",        "parent_agency",   "agency",    "agency_full",
    "number",      "symbol",      "place",       "issued_date",     "date_text", "urgency",
    "circulation", "annex_label", "annex_title", "annex_reference", NULL
  };
  const TdKindSpec *spec = td_kind_spec (TD_KIND_PLAN);

  for (guint f = 0; fields[f] != NULL; f++)
    {
      const TdFieldSpec *field = td_kind_find_field (spec, fields[f]);
      g_autofree char *before = td_row_format_field (a->plan, field);
      g_autofree char *after = td_row_format_field (b->plan, field);

      if (g_str_equal (field->name, "date_text") &&
          !same_text (a->plan->issued_date, b->plan->issued_date))
        continue; /* said already */
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
 * matched by their words, not by their numbers: a moved task is the same task, and said to be
 * moved.
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
match_ids (const TdPlanData *a, const TdPlanData *b, TdKind kind)
{
  GHashTable *matches = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint c = 0; c < G_N_ELEMENTS (compared); c++)
    {
      g_autoptr (GArray) xs = NULL;
      g_autoptr (GArray) ys = NULL;

      if (compared[c].kind != kind)
        continue;
      xs = td_plan_match_collect (a, kind, compared[c].fields[0]);
      ys = td_plan_match_collect (b, kind, compared[c].fields[0]);
      td_plan_match_rows (xs, ys);
      for (guint j = 0; j < ys->len; j++)
        {
          const TdPlanMatch *y = match_at (ys, j);

          if (y->match >= 0)
            g_hash_table_insert (
                matches, g_memdup2 (&((TdRow *) y->row)->id, sizeof (gint64)),
                g_memdup2 (&((TdRow *) match_at (xs, (guint) y->match)->row)->id, sizeof (gint64)));
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
              g_autoptr (GHashTable) matches = match_ids (a, b, field->target);
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
  g_autoptr (GHashTable) matches = match_ids (a, b, difference->kind);
  gint64 before = sibling_before (b, matches, difference->kind, difference->b_id);

  set_values (edit, a, b, difference->kind,
              td_plan_data_get (b, difference->kind, difference->b_id));
  if (before != 0)
    td_edit_set_after (edit, before);

  return edit;
}

static TdEdit *
take_changed (const TdPlanData *b, const TdDifference *difference)
{
  const TdKindSpec *spec = td_kind_spec (difference->kind);
  gpointer row = td_plan_data_get (b, difference->kind, difference->b_id);
  TdEdit *edit =
      td_edit_new_set (difference->kind, difference->a_id, difference->field, difference->after);
  const char *marks = td_kind_marks_field (difference->kind, difference->field);

  if (marks != NULL && row != NULL)
    td_edit_and_set (edit, marks, td_row_get_text (row, td_kind_find_field (spec, marks)));

  return edit;
}

/* Behind the sibling that stands before it in the second plan; NULL: its new parent is not in the
 * first plan. */
static TdEdit *
take_moved (const TdPlanData *a, const TdPlanData *b, const TdDifference *difference)
{
  g_autoptr (GArray) xs = NULL;
  g_autoptr (GArray) ys = NULL;
  g_autoptr (GHashTable) parents = match_parents (a, b, difference->kind);
  const char *words = NULL;
  gint64 behind = 0, parent = 0;
  guint index = 0;

  for (guint c = 0; c < G_N_ELEMENTS (compared); c++)
    {
      if (compared[c].kind == difference->kind)
        words = compared[c].fields[0];
    }
  xs = td_plan_match_collect (a, difference->kind, words);
  ys = td_plan_match_collect (b, difference->kind, words);
  td_plan_match_rows (xs, ys);
  for (guint j = 0; j < ys->len; j++)
    {
      const TdPlanMatch *y = match_at (ys, j);
      const gint64 *mapped = g_hash_table_lookup (parents, &y->parent);

      if (((TdRow *) y->row)->id != difference->b_id)
        continue;
      if (y->parent != 0 && mapped == NULL)
        return NULL;
      parent = mapped != NULL ? *mapped : 0;
      for (guint k = 0; k < j; k++)
        {
          const TdPlanMatch *sibling = match_at (ys, k);

          if (sibling->parent == y->parent && sibling->match >= 0 &&
              match_at (xs, (guint) sibling->match)->parent == parent)
            behind = ((TdRow *) match_at (xs, (guint) sibling->match)->row)->id;
        }
      break;
    }
  for (guint i = 0, n = 0; behind != 0 && i < xs->len; i++)
    {
      const TdPlanMatch *x = match_at (xs, i);

      if (x->parent != parent || ((TdRow *) x->row)->id == difference->a_id)
        continue;
      n++;
      if (((TdRow *) x->row)->id == behind)
        index = n;
    }

  return td_edit_new_move (difference->kind, difference->a_id,
                           difference->kind == TD_KIND_SECTION ||
                                   difference->kind == TD_KIND_BLOCK ||
                                   difference->kind == TD_KIND_TASK
                               ? parent
                               : -1,
                           index);
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
  TdEdit *edit;

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
      edit = take_moved (a, b, difference);
      if (edit != NULL)
        return edit;
      break;
    }
  td_error_set_at (error, TD_ERROR_REFUSED, NULL, difference->place,
                   _ ("This difference cannot be taken over by itself; please move it by hand."));

  return NULL;
}
