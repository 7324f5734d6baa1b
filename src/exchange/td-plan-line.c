/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-line.h"

#include <string.h>

#include "td-marks.h"
#include "td-pattern.h"
#include "td-text.h"

TD_PATTERN_EXACT (measure_pattern, "(?:^|[^\\p{L}])[kcdm]?m$")
TD_PATTERN_EXACT (run_in_pattern, "^[a-zđ]\\)\\s+(?=\\p{Lu})")

/**
 * td_plan_line_free:
 * @line: (nullable): a line
 *
 * Frees @line.
 */
void
td_plan_line_free (TdPlanLine *line)
{
  if (line == NULL)
    return;

  td_plan_label_clear (&line->label);
  g_free (line->text);
  g_free (line->whole);
  g_free (line->marks);
  g_free (line);
}

/**
 * td_plan_lines_new:
 *
 * Returns: (transfer full) (element-type TdPlanLine): an empty list of lines that it owns
 */
GPtrArray *
td_plan_lines_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) td_plan_line_free);
}

/**
 * td_plan_text_is_rule:
 * @text: (nullable): a line
 *
 * Returns: whether it is a rule drawn with characters ("-----", "____", "***")
 */
gboolean
td_plan_text_is_rule (const char *text)
{
  guint n = 0;

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isspace (c))
        continue;
      if (c > 0x2000 ? g_unichar_isalnum (c) : strchr ("-_*=.~", (int) c) == NULL)
        return FALSE;
      n++;
    }

  return n >= 2;
}

/**
 * td_plan_text_count_words:
 * @text: (nullable): a text
 *
 * Returns: number of words between spaces
 */
guint
td_plan_text_count_words (const char *text)
{
  guint n = 0;
  gboolean inside = FALSE;

  for (const char *p = text; p != NULL && *p != '\0'; p++)
    {
      gboolean space = g_ascii_isspace (*p);
      n += !space && !inside;
      inside = !space;
    }

  return n;
}

/**
 * td_plan_text_ends_with:
 * @text: (nullable): a text
 * @marks: ASCII punctuation
 *
 * Returns: whether the last visible character is one of @marks
 */
gboolean
td_plan_text_ends_with (const char *text, const char *marks)
{
  gsize length = text != NULL ? strlen (text) : 0;

  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;

  return length > 0 && strchr (marks, text[length - 1]) != NULL;
}

/**
 * td_plan_text_trim_end:
 * @text: a text
 * @marks: ASCII punctuation
 *
 * Removes spaces and @marks from the end of @text.
 */
void
td_plan_text_trim_end (char *text, const char *marks)
{
  gsize length = strlen (text);

  while (length > 0 &&
         (g_ascii_isspace (text[length - 1]) || strchr (marks, text[length - 1]) != NULL))
    text[--length] = '\0';
}

/* Whether the characters from @start are the mark of a note ("1", "(*)") and no raised figure of a
 * unit ("m2"). */
static gboolean
is_note_mark (const char *text, const TdMark *mark)
{
  const char *start = g_utf8_offset_to_pointer (text, mark->start);
  const char *end = g_utf8_offset_to_pointer (start, mark->length);
  g_autofree char *before = g_strndup (text, start - text);

  if (mark->kind == 'n')
    return TRUE;
  if (mark->kind != 's' || td_pattern_matches (measure_pattern (), before))
    return FALSE;
  for (const char *p = start; p < end; p++)
    {
      if (!g_ascii_isdigit (*p) && strchr ("*()[], ", *p) == NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * td_plan_text_without_notes:
 * @text: (nullable): a text
 * @marks: (nullable): its styling
 *
 * Returns: (transfer full) (nullable): @text without raised marks of notes: what it says
 */
char *
td_plan_text_without_notes (const char *text, const char *marks)
{
  g_autoptr (GPtrArray) list = td_marks_parse (marks);
  glong length = text != NULL ? g_utf8_strlen (text, -1) : 0;
  glong from = 0;

  if (text == NULL || marks == NULL)
    return g_strdup (text);

  GString *plain = g_string_new (NULL);
  for (guint i = 0; i < list->len; i++)
    {
      const TdMark *mark = list->pdata[i];
      glong start = mark->start;
      glong end = start + mark->length;
      if (end > length || start < from || !is_note_mark (text, mark))
        continue;

      const char *kept = g_utf8_offset_to_pointer (text, from);
      g_string_append_len (plain, kept, g_utf8_offset_to_pointer (text, start) - kept);
      from = end;
    }
  g_string_append (plain, g_utf8_offset_to_pointer (text, from));

  return g_string_free (plain, FALSE);
}

/**
 * td_plan_line_is_blank:
 * @line: a line
 *
 * Returns: whether nothing is printed in it but perhaps a rule
 */
gboolean
td_plan_line_is_blank (const TdPlanLine *line)
{
  return td_text_is_blank (line->whole) || td_plan_text_is_rule (line->whole);
}

/* Bytes of the text from @start to @end as one line: breaks and tabs are spaces, one for one, so
 * that the places of the marks stay right. */
static char *
one_line (const char *text, gsize start, gsize end)
{
  char *line = g_strndup (text + start, end - start);

  return g_strdelimit (line, "\n\t\r\v\f", ' ');
}

static void
set_marks (TdPlanLine *line, GPtrArray *marks, const char *paragraph, gsize start)
{
  guint first = g_utf8_pointer_to_offset (paragraph, paragraph + start);
  guint length = g_utf8_strlen (line->text, -1);
  g_autoptr (GPtrArray) slice = td_marks_slice (marks, first, length);

  line->marks = td_marks_format (slice);
  if (line->marks != NULL && *line->marks == '\0')
    g_clear_pointer (&line->marks, g_free);

  guint label_length = g_utf8_strlen (line->whole, -1) - length;
  line->strong = line->source->bold || line->source->italic ||
                 (length > 0 && td_marks_cover (slice, 'b', 0, length));
  line->lead_strong = !line->strong && length > 8 &&
                      td_marks_cover (marks, 'b', first - label_length, label_length + 8);
}

static void
add_part (GPtrArray *lines,
          const TdSourceParagraph *paragraph,
          GPtrArray *marks,
          gsize start,
          gsize end,
          gboolean first)
{
  const char *text = paragraph->text;

  while (start < end && g_ascii_isspace (text[start]))
    start++;
  while (end > start && g_ascii_isspace (text[end - 1]))
    end--;

  TdPlanLine *line = g_new0 (TdPlanLine, 1);
  line->source = paragraph;
  line->whole = one_line (text, start, end);
  if (first &&
      td_plan_label_parse_automatic (paragraph->label, paragraph->label_format, &line->label))
    {
      line->text = g_strdup (line->whole);
      g_free (line->whole);
      line->whole = g_strconcat (line->label.text, " ", line->text, NULL);
      set_marks (line, marks, text, start);
    }
  else
    {
      td_plan_label_parse (line->whole, &line->label);
      line->text = g_strdup (line->whole + line->label.length);
      set_marks (line, marks, text, start + line->label.length);
    }
  g_ptr_array_add (lines, line);
}

/* The beginning of @text, enough for any label: what is looked at stays short in a paragraph with
 * very many breaks. */
static char *
beginning (const char *text)
{
  gsize length;

  while (g_ascii_isspace (*text))
    text++;
  length = strnlen (text, 64);
  while (length > 0 && (text[length] & 0xC0) == 0x80)
    length--;

  return g_strndup (text, length);
}

static gboolean
starts_with_label (const char *text)
{
  g_auto (TdPlanLabel) label = { 0 };
  g_autofree char *start = beginning (text);

  return td_plan_label_parse (start, &label) && label.style != TD_LABEL_PART;
}

/* Index of the letter of the point that begins at @text, -1 when none begins there. */
static int
point_at (const char *text)
{
  g_auto (TdPlanLabel) label = { 0 };
  g_autofree char *start = beginning (text);

  return td_plan_label_parse (start, &label) && label.style == TD_LABEL_LETTER ? label.value : -1;
}

static gboolean
runs_in (const char *text)
{
  g_autofree char *start = beginning (text);

  return td_pattern_matches (run_in_pattern (), start);
}

/* Where the next part of a paragraph begins: behind a soft break before a label, or at a point that
 * runs on in the line ("a) ...; b) ..."). RULE plan/run-in-points */
static const char *
next_part (const char *start, const char *p)
{
  int point = point_at (start);

  for (; *p != '\0'; p++)
    {
      if (*p == '\n' && starts_with_label (p + 1))
        return p + 1;
      if (point > 0 && strchr (".;:", *p) != NULL && g_ascii_isspace (p[1]) &&
          point_at (p + 1) == point + 1 && runs_in (p + 1))
        return p + 1;
    }

  return NULL;
}

/**
 * td_plan_lines_add_paragraph:
 * @lines: (element-type TdPlanLine): lines so far
 * @paragraph: a paragraph, which must outlive @lines
 *
 * Adds the lines of @paragraph: one, or several where a soft line break is followed by a list mark
 * or number of its own, or where points run on in a line. Other soft breaks are read as spaces.
 */
void
td_plan_lines_add_paragraph (GPtrArray *lines, const TdSourceParagraph *paragraph)
{
  const char *text = paragraph->text;
  g_autoptr (GPtrArray) marks = td_marks_parse (paragraph->marks);
  const char *start = text;
  const char *next;

  if (text == NULL)
    return;

  while ((next = next_part (start, start)) != NULL)
    {
      add_part (lines, paragraph, marks, start - text, next - text, start == text);
      start = next;
    }
  add_part (lines, paragraph, marks, start - text, strlen (text), start == text);
}
