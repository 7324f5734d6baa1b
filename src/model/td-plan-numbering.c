/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "td-plan-data.h"
#include "td-roman.h"
#include "td-text.h"

/* Sections nest less deeply than this; a longer chain of parents is a loop in a broken file. */
#define MAX_DEPTH 32
#define MAX_ORDINAL 9999

/* RULE nd30-I-V.6b: Phần I, mục I., khoản 1., điểm a) */

/* Words that may stand before a number in a literal label. */
static const char *const label_words[] = { "Phần", "Mục", "Chương", "Điều", NULL };

/* A printed label without the marks around its number: "(1)", "1.1.", "Phần I". */
static char *
bare_number (const char *label)
{
  g_autofree char *clean = td_text_clean (label, -1);
  g_autofree char *folded = td_text_fold (clean);
  char *p = clean;
  gsize length;

  for (guint i = 0; label_words[i] != NULL; i++)
    {
      g_autofree char *word = td_text_fold (label_words[i]);

      if (g_str_has_prefix (folded, word) && folded[strlen (word)] == ' ')
        p = strchr (clean, ' ') + 1;
    }
  while (*p != '\0' && strchr ("([ ", *p) != NULL)
    p++;
  length = strlen (p);
  while (length > 0 && strchr (".)]:/- ", p[length - 1]) != NULL)
    length--;

  return length > 0 ? g_strndup (p, length) : NULL;
}

/* The place in its count that a literal number claims, 0 when it claims none. */
static int
claimed_ordinal (const char *style, const char *number)
{
  const char *last = strrchr (number, '.');
  const char *tail = last != NULL ? last + 1 : number;
  gint64 value;

  if (g_ascii_string_to_signed (tail, 10, 1, MAX_ORDINAL, &value, NULL))
    return (int) value;
  if (g_strcmp0 (style, "letter") == 0)
    return td_text_point_index (number) + 1;
  return td_roman_parse (number, -1);
}

static gboolean
is_numbered (const TdSectionRow *section)
{
  return section->number_style != NULL && !g_str_equal (section->number_style, "none");
}

/* The place of @section among its siblings of the same style: a literal number sets the count, an
 * automatic one goes on from there. 0: it has no number. */
static int
section_ordinal (const TdPlanData *data, const TdSectionRow *section)
{
  g_autoptr (GPtrArray) siblings = td_plan_data_child_sections (data, section->parent_id);
  int ordinal = 0;

  for (guint i = 0; i < siblings->len; i++)
    {
      const TdSectionRow *sibling = g_ptr_array_index (siblings, i);
      g_autofree char *number = sibling->label != NULL ? bare_number (sibling->label) : NULL;

      if (g_strcmp0 (sibling->number_style, section->number_style) != 0)
        continue;
      if (number != NULL && claimed_ordinal (sibling->number_style, number) > 0)
        ordinal = claimed_ordinal (sibling->number_style, number);
      else if (sibling->label == NULL)
        ordinal++;
      if (sibling == section)
        break;
    }

  return ordinal;
}

static char *
letter_number (int ordinal)
{
  int round = (ordinal - 1) / TD_TEXT_N_POINTS;
  const char *letter = td_text_point_letter ((ordinal - 1) % TD_TEXT_N_POINTS);

  /* Past y the letters double: aa, ab, ... */
  if (round > 0)
    return g_strconcat (td_text_point_letter (MIN (round, TD_TEXT_N_POINTS) - 1), letter, NULL);

  return g_strdup (letter);
}

static char *number_at_depth (const TdPlanData *data, const TdSectionRow *section, guint depth);

static char *
decimal_number (const TdPlanData *data, const TdSectionRow *section, int ordinal, guint depth)
{
  const TdSectionRow *parent = td_plan_data_get (data, TD_KIND_SECTION, section->parent_id);
  g_autofree char *above = NULL;

  if (parent != NULL && depth < MAX_DEPTH)
    above = number_at_depth (data, parent, depth + 1);
  if (above == NULL || !g_ascii_isdigit (*above))
    return g_strdup_printf ("%d", ordinal);

  return g_strdup_printf ("%s.%d", above, ordinal);
}

static char *
number_at_depth (const TdPlanData *data, const TdSectionRow *section, guint depth)
{
  const char *style = section->number_style;
  int ordinal;

  if (section->label != NULL)
    return bare_number (section->label);
  if (!is_numbered (section))
    return NULL;

  ordinal = section_ordinal (data, section);
  if (g_str_equal (style, "roman") || g_str_equal (style, "part"))
    return td_roman_format (ordinal);
  if (g_str_equal (style, "decimal"))
    return decimal_number (data, section, ordinal, depth);
  if (g_str_equal (style, "letter"))
    return letter_number (ordinal);

  return g_strdup_printf ("%d", ordinal);
}

/**
 * td_plan_data_section_number:
 * @data: a plan
 * @section: one of its sections
 *
 * Returns: (nullable) (transfer full): its number without marks: "II", "1.1", "đ"; NULL without one
 */
char *
td_plan_data_section_number (const TdPlanData *data, const TdSectionRow *section)
{
  g_return_val_if_fail (data != NULL && section != NULL, NULL);

  return number_at_depth (data, section, 0);
}

/**
 * td_plan_data_section_label:
 * @data: a plan
 * @section: one of its sections
 *
 * Returns: (nullable) (transfer full): what is printed before its title: "Phần I", "II.", "1.1.",
 *   "đ)", or the literal label; NULL without a number
 */
char *
td_plan_data_section_label (const TdPlanData *data, const TdSectionRow *section)
{
  g_autofree char *number = NULL;

  g_return_val_if_fail (data != NULL && section != NULL, NULL);

  if (section->label != NULL)
    return g_strdup (section->label);
  number = number_at_depth (data, section, 0);
  if (number == NULL)
    return NULL;
  if (g_str_equal (section->number_style, "part"))
    return g_strconcat ("Phần ", number, NULL);

  return g_strconcat (number, g_str_equal (section->number_style, "letter") ? ")" : ".", NULL);
}

/**
 * td_plan_data_section_path:
 * @data: a plan
 * @section: one of its sections
 *
 * Returns: (transfer full): the numbers from the top level down, "II/1/1.1"; a section without a
 *   number adds nothing
 */
char *
td_plan_data_section_path (const TdPlanData *data, const TdSectionRow *section)
{
  GString *path = g_string_new (NULL);

  g_return_val_if_fail (data != NULL, g_string_free (path, FALSE));

  for (guint depth = 0; section != NULL && depth < MAX_DEPTH; depth++)
    {
      g_autofree char *number = number_at_depth (data, section, depth);

      if (number != NULL && path->len > 0)
        g_string_prepend_c (path, '/');
      if (number != NULL)
        g_string_prepend (path, number);
      section = td_plan_data_get (data, TD_KIND_SECTION, section->parent_id);
    }

  return g_string_free (path, FALSE);
}

/**
 * td_plan_data_section_level:
 * @data: a plan
 * @section: one of its sections
 *
 * Returns: how deep it stands, 1 at the top level
 */
guint
td_plan_data_section_level (const TdPlanData *data, const TdSectionRow *section)
{
  guint level = 0;

  g_return_val_if_fail (data != NULL, 0);

  for (; section != NULL && level < MAX_DEPTH; level++)
    section = td_plan_data_get (data, TD_KIND_SECTION, section->parent_id);

  return level;
}
