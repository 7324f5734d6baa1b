/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "td-check-context.h"
#include "td-pattern.h"
#include "td-text.h"

#define SIMILAR 0.75

TD_PATTERN (
    quantity_words,
    "\\d+(?:[.,]\\d+)?\\s*%?|tối thiểu|ít nhất|trở lên|trên|đạt|phấn đấu|đảm bảo|bảo đảm|"
    "hoàn thành|tỷ lệ|khoảng|từ|được|các|của|và|về|mức|độ|có|là|số|đối với|trong|theo|quy định")

/* Which scopes a text names: targets of different scopes do not contradict each other. */
static guint64
scopes_of (TdCheck *check, const char *text)
{
  const GPtrArray *scopes = td_rule_set_scopes (check->rules);
  guint64 mask = 0;

  for (guint i = 0; i < scopes->len && i < 64; i++)
    {
      if (g_regex_match (g_ptr_array_index (scopes, i), text, 0, NULL))
        mask |= G_GUINT64_CONSTANT (1) << i;
    }

  return mask;
}

static const char *
subject_of (TdCheck *check, const TdTargetRow *target)
{
  const GPtrArray *subjects = td_rule_set_subjects (check->rules);

  for (guint i = 0; i < subjects->len; i++)
    {
      const TdRuleSubject *subject = g_ptr_array_index (subjects, i);
      gboolean all = TRUE;

      for (guint n = 0; n < subject->patterns->len && all; n++)
        all = g_regex_match (g_ptr_array_index (subject->patterns, n), target->text, 0, NULL);
      if (all && (subject->around == NULL || td_pattern_matches (subject->around, target->text) ||
                  td_pattern_matches (subject->around, target->source_text)))
        return subject->key;
    }

  return NULL;
}

static GHashTable *
word_set (const char *text)
{
  g_autofree char *key = td_check_key (text);
  g_autofree char *bare = g_regex_replace (quantity_words (), key, -1, 0, " ", 0, NULL);
  g_auto (GStrv) words = g_strsplit (bare != NULL ? bare : key, " ", -1);
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0')
        g_hash_table_add (set, g_strdup (words[i]));
    }

  return set;
}

static double
similarity (const char *a, const char *b)
{
  g_autoptr (GHashTable) x = word_set (a);
  g_autoptr (GHashTable) y = word_set (b);
  GHashTableIter iter;
  gpointer word;
  guint common = 0, all;

  g_hash_table_iter_init (&iter, x);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    common += g_hash_table_contains (y, word);
  all = g_hash_table_size (x) + g_hash_table_size (y) - common;

  return all >= 3 ? (double) common / all : 0;
}

static gboolean
is_comparable (const TdTargetRow *target)
{
  return target->text != NULL && !isnan (target->value) &&
         g_strcmp0 (target->direction, "decrease") != 0 && target->baseline_year == 0 &&
         g_strcmp0 (target->measure_unit, "%") == 0 && target->comparator != NULL;
}

static gboolean
same_horizon (TdCheck *check, const TdTargetRow *a, const TdTargetRow *b)
{
  gint64 first = a->target_year > 0 ? a->target_year : check->year;
  gint64 second = b->target_year > 0 ? b->target_year : check->year;

  return first == second && a->baseline_year == b->baseline_year;
}

static gboolean
says_the_same (const TdTargetRow *a, const TdTargetRow *b)
{
  gboolean strict_a = g_str_equal (a->comparator, ">"), strict_b = g_str_equal (b->comparator, ">");

  return fabs (a->value - b->value) < 1e-6 && strict_a == strict_b;
}

static gboolean
same_subject (TdCheck *check, const TdTargetRow *a, const TdTargetRow *b)
{
  const char *subject = subject_of (check, a);
  const char *other = subject_of (check, b);

  if (scopes_of (check, a->text) != scopes_of (check, b->text))
    return FALSE;

  return (subject != NULL && g_strcmp0 (subject, other) == 0) ||
         similarity (a->text, b->text) >= SIMILAR;
}

static char *
target_place (TdCheck *check, const TdTargetRow *target)
{
  const TdBlockRow *block = td_plan_data_get (check->data, TD_KIND_BLOCK, target->block_id);
  gint64 section = target->section_id != 0 ? target->section_id : (block ? block->section_id : 0);

  for (guint i = 0; section == 0 && i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);

      if (text->role == TD_TEXT_CELL && target->source_text != NULL &&
          strstr (text->text, target->source_text) != NULL)
        return g_strdup (text->place);
    }

  return td_check_section_place (check, section);
}

static void
report (TdCheck *check, const TdTargetRow *a, const TdTargetRow *b)
{
  g_autofree char *place = target_place (check, b);
  g_autofree char *other = target_place (check, a);
  gboolean in_block = b->block_id != 0;

  td_check_add (check, "target-contradiction", TD_SEVERITY_WARNING, place,
                in_block ? TD_KIND_BLOCK : TD_KIND_TARGET, in_block ? b->block_id : b->row.id,
                b->text, _ ("Another target speaks of the same with another figure, at %s: “%s”."),
                other, a->text);
}

/**
 * td_check_targets:
 * @check: a check
 *
 * Targets on the same subject with different figures.
 */
void
td_check_targets (TdCheck *check)
{
  guint n = MIN (td_plan_data_count (check->data, TD_KIND_TARGET), 400);

  for (guint j = 1; j < n; j++)
    {
      const TdTargetRow *b = td_plan_data_nth (check->data, TD_KIND_TARGET, j);

      for (guint i = 0; i < j && is_comparable (b); i++)
        {
          const TdTargetRow *a = td_plan_data_nth (check->data, TD_KIND_TARGET, i);

          if (!is_comparable (a) || g_strcmp0 (a->source_text, b->source_text) == 0 ||
              !same_horizon (check, a, b) || says_the_same (a, b) || !same_subject (check, a, b))
            continue;
          report (check, a, b);
          break;
        }
    }
}
