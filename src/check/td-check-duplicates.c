/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-check-context.h"
#include "td-text.h"

#define FEW_WORDS 4   /* shorter texts may stand twice: "Kế hoạch", "Báo cáo kết quả" */
#define MANY_WORDS 12 /* in another section, only long ones cannot be by chance */

static void
report (TdCheck *check, const char *rule, const TdCheckText *text, const TdCheckText *first)
{
  td_check_add_at (check, rule, TD_SEVERITY_WARNING, text, 0, 0,
                   _ ("The same words stand already at %s."), first->place);
}

/* Paragraphs and list items */
static void
check_blocks (TdCheck *check)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);
      const TdCheckText *first;
      g_autofree char *key = NULL;
      guint words;

      if (text->role != TD_TEXT_BODY && text->role != TD_TEXT_PREAMBLE &&
          text->role != TD_TEXT_CLOSING)
        continue;
      words = td_check_count_words (text->text);
      if (words < FEW_WORDS)
        continue;
      key = td_check_key (text->text);
      first = g_hash_table_lookup (seen, key);
      if (first == NULL)
        g_hash_table_insert (seen, g_steal_pointer (&key), (gpointer) text);
      else if (words >= MANY_WORDS || g_str_equal (first->place, text->place))
        report (check, "duplicate-paragraph", text, first);
    }
}

static void
check_cells (TdCheck *check)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);
      g_autofree char *key = NULL;
      const TdCheckText *first;

      if (text->role != TD_TEXT_CELL || !g_str_equal (text->field, "content") ||
          td_check_count_words (text->text) < FEW_WORDS)
        continue;
      key = td_check_key (text->text);
      first = g_hash_table_lookup (seen, key);
      if (first == NULL)
        g_hash_table_insert (seen, g_steal_pointer (&key), (gpointer) text);
      else
        report (check, "duplicate-task", text, first);
    }
}

static void
check_role (TdCheck *check, TdTextRole role, const char *rule)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);
      g_autofree char *key = NULL;
      const TdCheckText *first;

      if (text->role != role)
        continue;
      key = td_check_key (text->text);
      first = g_hash_table_lookup (seen, key);
      if (first == NULL)
        g_hash_table_insert (seen, g_steal_pointer (&key), (gpointer) text);
      else
        report (check, rule, text, first);
    }
}

/* One document named as a basis twice */
static void
check_bases (TdCheck *check)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < td_plan_data_count (check->data, TD_KIND_LEGAL_BASIS); i++)
    {
      const TdLegalBasisRow *basis = td_plan_data_nth (check->data, TD_KIND_LEGAL_BASIS, i);
      g_autofree char *key = NULL;
      g_autofree char *place = NULL;

      if (basis->number == NULL || strchr (basis->number, '/') == NULL)
        continue;
      {
        g_autofree char *number = td_check_key (basis->number);
        key = g_strconcat (number, " ", basis->date, NULL);
      }
      if (g_hash_table_add (seen, g_steal_pointer (&key)))
        continue;
      place = g_strdup_printf ("legal_bases/%u", i + 1);
      td_check_add (check, "basis-repeated", TD_SEVERITY_WARNING, place, TD_KIND_LEGAL_BASIS,
                    basis->row.id, basis->text, _ ("This document is named as a basis twice."));
    }
}

static void
check_headings (TdCheck *check)
{
  for (guint i = 1; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);

      for (guint j = 0; j < i && text->role == TD_TEXT_HEADING; j++)
        {
          const TdCheckText *first = g_ptr_array_index (check->texts, j);
          const TdSectionRow *a, *b;

          if (first->role != TD_TEXT_HEADING || !td_text_equal_folded (first->text, text->text))
            continue;
          a = td_plan_data_get (check->data, TD_KIND_SECTION, first->id);
          b = td_plan_data_get (check->data, TD_KIND_SECTION, text->id);
          if (a != NULL && b != NULL && a->parent_id == b->parent_id)
            report (check, "duplicate-heading", text, first);
        }
    }
}

/**
 * td_check_duplicates:
 * @check: a check
 *
 * What stands twice: paragraphs, list items, tasks, headings, recipients, bases.
 */
void
td_check_duplicates (TdCheck *check)
{
  check_blocks (check);
  check_cells (check);
  check_headings (check);
  check_role (check, TD_TEXT_RECIPIENT, "recipient-repeated");
  check_bases (check);
}
