/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-check-context.h"
#include "td-pattern.h"
#include "td-text.h"

TD_PATTERN (slot, "^\\s*\\[[^\\]]{2,}\\][.;,]?\\s*$|(?:^|\\s)…(?:\\s|[.;,%)]|$)")

/**
 * td_check_section_place:
 * @check: a check
 * @section_id: a section, 0: none
 *
 * Returns: (transfer full): its path, "II/1/1.1"
 */
char *
td_check_section_place (const TdCheck *check, gint64 section_id)
{
  const TdSectionRow *section = td_plan_data_get (check->data, TD_KIND_SECTION, section_id);

  return section != NULL ? td_plan_data_section_path (check->data, section) : g_strdup ("body");
}

/**
 * td_check_is_in_annex:
 * @task: a task
 *
 * Returns: whether it is a row of the annex, not a bullet of the body
 */
gboolean
td_check_is_in_annex (const TdTaskRow *task)
{
  return task->block_id == 0 && g_strcmp0 (task->origin, "section_bullet") != 0;
}

/**
 * td_check_is_slot:
 * @text: (nullable): a text
 *
 * Returns: whether it is a place of a template to be filled in: "[Tên nhiệm vụ]", "năm …"
 */
gboolean
td_check_is_slot (const char *text)
{
  return text != NULL && (strchr (text, '[') != NULL || strstr (text, "…") != NULL) &&
         td_pattern_matches (slot (), text);
}

/**
 * td_check_task_place:
 * @check: a check
 * @task: a task of its plan
 *
 * Returns: (transfer full): "annex/IV/3"; of a bullet of the body the path of its section
 */
char *
td_check_task_place (const TdCheck *check, const TdTaskRow *task)
{
  const TdPlanGroupRow *group = td_plan_data_get (check->data, TD_KIND_PLAN_GROUP, task->group_id);
  const char *number = task->number != NULL ? task->number : "";

  if (!td_check_is_in_annex (task))
    {
      const TdBlockRow *block = td_plan_data_get (check->data, TD_KIND_BLOCK, task->block_id);

      return td_check_section_place (check, block != NULL ? block->section_id : 0);
    }
  if (group == NULL)
    return g_strdup_printf ("annex/%s", number);

  return g_strdup_printf ("annex/%s/%s", group->label != NULL ? group->label : "", number);
}

/**
 * td_check_has_column:
 * @check: a check
 * @role: one of TD_COLUMN_*
 *
 * Returns: whether the annex has such a column
 */
gboolean
td_check_has_column (const TdCheck *check, const char *role)
{
  for (guint i = 0; i < td_plan_data_count (check->data, TD_KIND_PLAN_COLUMN); i++)
    {
      const TdPlanColumnRow *column = td_plan_data_nth (check->data, TD_KIND_PLAN_COLUMN, i);

      if (g_strcmp0 (column->role, role) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * td_check_in_reference:
 * @text: a text
 * @byte: a place in it
 *
 * Returns: whether the citation of a document covers that place
 */
gboolean
td_check_in_reference (const TdCheckText *text, gsize byte)
{
  guint at = (guint) g_utf8_pointer_to_offset (text->text, text->text + byte);

  for (guint i = 0; text->references != NULL && i < text->references->len; i++)
    {
      const TdDocumentReference *reference = g_ptr_array_index (text->references, i);

      if (at >= reference->start && at < reference->start + reference->length)
        return TRUE;
    }

  return FALSE;
}

static gboolean
ends_clause (const char *p)
{
  return *p == ';' || *p == '\n' || (*p == '.' && (p[1] == ' ' || p[1] == '\0'));
}

/**
 * td_check_clause_at:
 * @text: a text
 * @byte: a place in it
 * @start: (out) (nullable): the byte where the clause begins
 *
 * Returns: (transfer full): the words around the place up to the next ";", full stop or line end
 */
char *
td_check_clause_at (const char *text, gsize byte, gsize *start)
{
  gsize from = byte, to = byte, length = strlen (text);

  while (from > 0 && !ends_clause (text + from - 1))
    from--;
  while (to < length && !ends_clause (text + to))
    to++;
  if (start != NULL)
    *start = from;

  return g_strndup (text + from, to - from);
}

/**
 * td_check_key:
 * @text: (nullable): a text
 *
 * Returns: (transfer full): @text to compare with others: case, spaces, dashes and punctuation do
 *   not count, diacritics do
 */
char *
td_check_key (const char *text)
{
  g_autofree char *folded = td_text_fold_keep_marks (text != NULL ? text : "");
  GString *key = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || c == '%')
        g_string_append_unichar (key, c);
      else if (key->len > 0 && key->str[key->len - 1] != ' ')
        g_string_append_c (key, ' ');
    }
  if (key->len > 0 && key->str[key->len - 1] == ' ')
    g_string_truncate (key, key->len - 1);

  return g_string_free (key, FALSE);
}

/**
 * td_check_count_words:
 * @text: (nullable): a text
 *
 * Returns: the number of words in it
 */
guint
td_check_count_words (const char *text)
{
  guint n = 0;
  gboolean inside = FALSE;

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean word = g_unichar_isalnum (g_utf8_get_char (p));

      n += word && !inside;
      inside = word;
    }

  return n;
}

/**
 * td_check_settle_number:
 * @before: the number of the item before
 * @value: the number an item has
 * @next: the number of the item behind it; 0 when there is none
 *
 * A wrong number between two right ones ("1, 1, 3") is one slip: the count goes on as if it were
 * right, else from the number that is there.
 *
 * Returns: the number that the item counts as
 */
int
td_check_settle_number (int before, int value, int next)
{
  return value != before + 1 && next == before + 2 ? before + 1 : value;
}
