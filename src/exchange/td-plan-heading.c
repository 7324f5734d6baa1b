/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-heading.h"

#include <string.h>

#include "td-plan-area.h"
#include "td-plan-section-kind.h"
#include "td-text.h"
#include "td-unit-splitter.h"

/* A title longer than this is a sentence; one with a final stop is so much sooner. */
#define MAX_TITLE_WORDS 80
#define MAX_STOPPED_WORDS 12
#define MAX_PLAIN_WORDS 20

static const TdPlanLine *
next_line (const GPtrArray *lines, guint n)
{
  for (guint i = n + 1; i < lines->len; i++)
    {
      if (!td_plan_line_is_blank (lines->pdata[i]))
        return lines->pdata[i];
    }

  return NULL;
}

/* RULE plan/numbered-sentence: a numbered full sentence is an item, not a section. */
static gboolean
is_sentence (const char *text)
{
  guint words = td_plan_text_count_words (text);

  if (words > MAX_TITLE_WORDS)
    return TRUE;

  return td_plan_text_ends_with (text, ".;,") && words > MAX_STOPPED_WORDS;
}

/* A short numbered line in plain letters is a heading when what follows is set below it. */
static gboolean
is_plain_title (const TdPlanLine *line, const TdPlanLine *next)
{
  guint words = td_plan_text_count_words (line->text);

  if (words == 0 || words > MAX_PLAIN_WORDS || td_plan_text_ends_with (line->text, ".;,") ||
      next == NULL)
    return FALSE;
  /* What ends with a colon is a title only where it names an office or a known part. */
  if (td_plan_text_ends_with (line->text, ":"))
    {
      gboolean unit = td_unit_splitter_is_unit (line->text);
      gboolean part = words <= 10 && (td_plan_section_kind_from_title (line->text, FALSE) != NULL ||
                                      td_plan_area_from_title (line->text) != NULL);

      if (next->label.style == TD_LABEL_NONE)
        return part && g_unichar_isupper (g_utf8_get_char (next->text));
      return (unit || part) && next->label.style > line->label.style;
    }
  if (next->label.style == TD_LABEL_NONE)
    return !g_unichar_islower (g_utf8_get_char (next->text));

  return next->label.style > line->label.style;
}

/* Un-numbered bold lines are headings only when a style says so, or when they stand alone above a
 * list or text that is not bold. */
static gboolean
is_unnumbered_heading (const TdPlanLine *line, const TdPlanLine *next)
{
  if (line->source->heading_level > 0)
    return td_plan_text_count_words (line->text) <= MAX_TITLE_WORDS && !is_sentence (line->text);
  if (!line->source->bold || next == NULL || next->source->bold)
    return FALSE;
  if (line->source->align == TD_SOURCE_ALIGN_CENTER || line->source->align == TD_SOURCE_ALIGN_END)
    return FALSE;

  if (td_plan_text_ends_with (line->text, ":") &&
      td_plan_section_kind_from_title (line->text, FALSE) == NULL)
    return FALSE;

  return td_plan_text_count_words (line->text) <= MAX_STOPPED_WORDS &&
         !td_plan_text_ends_with (line->text, ".;,");
}

static gboolean
is_numbered_heading (const TdPlanLine *line, const TdPlanLine *next, gboolean styled)
{
  if (td_text_is_blank (line->text))
    return FALSE;
  if (line->source->heading_level > 0 || line->strong)
    return !is_sentence (line->text);
  if (line->lead_strong && !td_plan_text_ends_with (line->text, ".;,:"))
    return td_plan_text_count_words (line->text) <= MAX_TITLE_WORDS;
  if (td_text_is_upper (line->text) && td_plan_text_count_words (line->text) > 1)
    return !is_sentence (line->text);
  if (line->label.style == TD_LABEL_PAREN)
    return FALSE;

  return is_plain_title (line, next);
}

/**
 * td_plan_heading_document_is_styled:
 * @lines: (element-type TdPlanLine): the body
 *
 * Returns: whether headings of the body are told by style or weight
 */
gboolean
td_plan_heading_document_is_styled (const GPtrArray *lines)
{
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const TdPlanLine *line = lines->pdata[i];
      n += td_plan_label_is_number (&line->label) &&
           (line->source->bold || line->source->heading_level > 0);
    }

  return n >= 2;
}

/**
 * td_plan_heading_is_heading:
 * @lines: (element-type TdPlanLine): the body
 * @n: a line that is not blank
 * @styled: whether headings are told by style or weight in this document
 *
 * Returns: whether line @n is the title of a section, and not an item or paragraph
 */
gboolean
td_plan_heading_is_heading (const GPtrArray *lines, guint n, gboolean styled)
{
  const TdPlanLine *line = lines->pdata[n];
  const TdPlanLine *next = next_line (lines, n);

  switch (line->label.style)
    {
    case TD_LABEL_PART:
      return TRUE;
    case TD_LABEL_ROMAN:
    case TD_LABEL_UPPER:
      return line->strong || line->source->heading_level > 0 || !is_sentence (line->text);
    case TD_LABEL_ARABIC:
    case TD_LABEL_DECIMAL:
    case TD_LABEL_LETTER:
    case TD_LABEL_PAREN:
      return is_numbered_heading (line, next, styled);
    case TD_LABEL_NONE:
      return is_unnumbered_heading (line, next);
    default:
      return FALSE;
    }
}
