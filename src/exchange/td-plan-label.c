/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-label.h"

#include <stdlib.h>
#include <string.h>

#include "td-pattern.h"
#include "td-roman.h"
#include "td-text.h"

TD_PATTERN (
    part_pattern,
    "^((?:phần|chương)\\s+(?:thứ\\s+)?([ivx]+|\\d{1,2}|nhất|hai|ba|tư|năm))(?:[.:)]|\\b)\\s*")
TD_PATTERN (item_pattern, "^(mục\\s+([ivx]+|\\d{1,2})[.:)])\\s*")
TD_PATTERN_EXACT (roman_pattern, "^(([IVX]{1,6})(?:\\s?[.)/:]|\\s?[-–](?=\\s)))\\s*(?=[^\\s\\d]|$)")
TD_PATTERN_EXACT (roman_bare_pattern, "^(([IVX]{1,6}))\\s+(?=\\p{Lu}{2})")
TD_PATTERN_EXACT (upper_pattern, "^(([A-HĐ])[.)/])\\s*(?=\\p{L}|$)")
TD_PATTERN_EXACT (decimal_pattern,
                  "^((\\d{1,2}(?:\\.\\d{1,2}){1,3})(?:[.):]|(?=\\s+(?:\\p{Lu}|[\"“(]))))\\s*"
                  "(?:(?=[^\\s\\d%]|$)|(?<=\\s)(?=\\d{1,3}(?:,\\d+)?(?:\\s*%|\\s+\\p{Ll})))")
TD_PATTERN_EXACT (arabic_pattern,
                  "^((\\d{1,3})(?:\\s?[.)/:](?!\\d)|\\s?[-–](?=\\s+\\p{Lu})))\\s*(?=[^\\s]|$)")
TD_PATTERN_EXACT (letter_pattern,
                  "^(([a-zđ]|[a-zđ]\\d)(?:[)/]|\\.(?=\\s|\\p{Lu})))\\s*(?=[^\\s]|$)")
TD_PATTERN_EXACT (paren_pattern, "^(\\((\\d{1,2}|[a-zđ]|[ivx]{1,4})\\))\\s*(?=[^\\s]|$)")
TD_PATTERN_EXACT (dash_pattern, "^([-–—‒‑‐−])(?:\\s+|(?=[^\\s\\d\\-–—_]))")
TD_PATTERN_EXACT (plus_pattern, "^([+✛✚])\\s*(?=\\S)")
TD_PATTERN_EXACT (
    dot_pattern,
    "^([•·∙●○▪■□◦♦❖➢➤✓✔►‣*\\x{f0b7}\\x{f0a7}\\x{f0d8}\\x{f0fc}\\x{f076}\\x{f0a8}])\\s*(?=[^\\s*)])")

static const struct
{
  TdPlanLabelStyle style;
  GRegex *(*pattern) (void);
} typed_labels[] = {
  { TD_LABEL_PART, part_pattern },     { TD_LABEL_ARABIC, item_pattern },
  { TD_LABEL_ROMAN, roman_pattern },   { TD_LABEL_ROMAN, roman_bare_pattern },
  { TD_LABEL_UPPER, upper_pattern },   { TD_LABEL_DECIMAL, decimal_pattern },
  { TD_LABEL_ARABIC, arabic_pattern }, { TD_LABEL_LETTER, letter_pattern },
  { TD_LABEL_PAREN, paren_pattern },   { TD_LABEL_DASH, dash_pattern },
  { TD_LABEL_PLUS, plus_pattern },     { TD_LABEL_DOT, dot_pattern },
};

static int
label_value (TdPlanLabelStyle style, const char *number)
{
  if (number == NULL)
    return 0;
  if (g_ascii_isdigit (*number))
    {
      const char *last = strrchr (number, '.');
      return atoi (last != NULL ? last + 1 : number);
    }

  switch (style)
    {
    case TD_LABEL_ROMAN:
    case TD_LABEL_PART:
    case TD_LABEL_ARABIC:
      return MAX (td_roman_parse (number, -1), 0);
    case TD_LABEL_UPPER:
      return *number - 'A' + 1;
    case TD_LABEL_LETTER:
    case TD_LABEL_PAREN:
      return td_text_point_index (number) + 1;
    default:
      return 0;
    }
}

/**
 * td_plan_label_parse:
 * @text: text of a paragraph, without spaces before it
 * @label: (out): the label, to be cleared also when there is none
 *
 * Returns: whether @text starts with a typed number or list mark
 */
gboolean
td_plan_label_parse (const char *text, TdPlanLabel *label)
{
  memset (label, 0, sizeof *label);

  for (guint i = 0; i < G_N_ELEMENTS (typed_labels); i++)
    {
      g_autoptr (GMatchInfo) match = NULL;
      int end;

      if (!g_regex_match (typed_labels[i].pattern (), text, 0, &match))
        continue;

      label->style = typed_labels[i].style;
      label->text = g_match_info_fetch (match, 1);
      if (label->style < TD_LABEL_DASH)
        label->number = g_match_info_fetch (match, 2);
      label->value = label_value (label->style, label->number);
      g_match_info_fetch_pos (match, 0, NULL, &end);
      label->length = end;
      return TRUE;
    }

  return FALSE;
}

static TdPlanLabelStyle
bullet_style (const char *text)
{
  gunichar c = g_utf8_get_char (text);

  if (g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION || c == '-' || c == 0x2212)
    return TD_LABEL_DASH;

  return c == '+' ? TD_LABEL_PLUS : TD_LABEL_DOT;
}

/**
 * td_plan_label_parse_automatic:
 * @text: (nullable): the label that a word processor computed: "1.", "a)", "•"
 * @format: (nullable): its list format: "bullet", "decimal", "upperRoman" ...
 * @label: (out): the label, to be cleared also when there is none
 *
 * Returns: whether there is a label
 */
gboolean
td_plan_label_parse_automatic (const char *text, const char *format, TdPlanLabel *label)
{
  memset (label, 0, sizeof *label);
  if (text == NULL || td_text_is_blank (text))
    return FALSE;

  g_autofree char *padded = g_strconcat (text, " ", NULL);
  g_strchug (padded);
  gboolean bullet = g_strcmp0 (format, "bullet") == 0;
  if (!bullet && td_plan_label_parse (padded, label) && label->style < TD_LABEL_DASH)
    {
      label->length = 0;
      return TRUE;
    }

  td_plan_label_clear (label);
  label->text = g_strstrip (g_strdup (text));
  if (g_ascii_isalnum (*label->text) && !bullet)
    { /* a number without any mark after it */
      label->number = g_strdup (label->text);
      label->style = strchr (label->number, '.') != NULL ? TD_LABEL_DECIMAL
                     : g_ascii_isdigit (*label->number)  ? TD_LABEL_ARABIC
                     : g_ascii_isupper (*label->number)  ? TD_LABEL_ROMAN
                                                         : TD_LABEL_LETTER;
      label->value = label_value (label->style, label->number);
      return TRUE;
    }
  label->style = bullet_style (label->text);

  return TRUE;
}

/**
 * td_plan_label_clear:
 * @label: a label
 *
 * Frees what @label owns.
 */
void
td_plan_label_clear (TdPlanLabel *label)
{
  g_clear_pointer (&label->text, g_free);
  g_clear_pointer (&label->number, g_free);
  memset (label, 0, sizeof *label);
}

/**
 * td_plan_label_copy:
 * @from: a label
 * @to: (out): a copy of it
 */
void
td_plan_label_copy (const TdPlanLabel *from, TdPlanLabel *to)
{
  *to = *from;
  to->text = g_strdup (from->text);
  to->number = g_strdup (from->number);
}

/**
 * td_plan_label_is_number:
 * @label: a label
 *
 * Returns: whether it counts ("1.", "a)"), not only marks ("-")
 */
gboolean
td_plan_label_is_number (const TdPlanLabel *label)
{
  return label->style != TD_LABEL_NONE && label->style < TD_LABEL_DASH;
}

/**
 * td_plan_label_section_style:
 * @style: style of the label of a heading
 *
 * Returns: number_style of a section row
 */
const char *
td_plan_label_section_style (TdPlanLabelStyle style)
{
  switch (style)
    {
    case TD_LABEL_PART:
      return "part";
    case TD_LABEL_ROMAN:
      return "roman";
    case TD_LABEL_ARABIC:
      return "arabic";
    case TD_LABEL_DECIMAL:
      return "decimal";
    case TD_LABEL_UPPER:
    case TD_LABEL_LETTER:
    case TD_LABEL_PAREN:
      return "letter";
    default:
      return "none";
    }
}

/**
 * td_plan_label_marker_style:
 * @style: style of the label of a list item
 *
 * Returns: (nullable): marker_style of a block row
 */
const char *
td_plan_label_marker_style (TdPlanLabelStyle style)
{
  switch (style)
    {
    case TD_LABEL_NONE:
      return NULL;
    case TD_LABEL_LETTER:
    case TD_LABEL_UPPER:
      return "letter";
    case TD_LABEL_PAREN:
      return "paren";
    case TD_LABEL_DASH:
      return "dash";
    case TD_LABEL_PLUS:
      return "plus";
    case TD_LABEL_DOT:
      return "dot";
    default:
      return "number";
    }
}
