/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-check-context.h"
#include "td-pattern.h"
#include "td-text.h"

TD_PATTERN_EXACT (double_space, "(?<=\\S)[ \\x{a0}]{2,}(?=\\S)")
TD_PATTERN_EXACT (space_before, "(?<=[\\p{L}\\p{N}%)”])[ \\x{a0}]+(?=[,;:](?:\\s|$)|\\.(?:\\s|$))")
TD_PATTERN_EXACT (no_space_after,
                  "(?<=[\\p{L}\\p{N})%])[,;](?=\\p{L})|(?<=\\p{L})[,;](?=\\d)|(?<=\\p{Ll}):(?=\\p{"
                  "Lu}\\p{Ll})|(?<=\\p{Ll}\\p{Ll})\\.(?=\\p{Lu}\\p{Ll})")
TD_PATTERN_EXACT (glued_number, "(?<![\\p{L}\\p{N}/.,:&@#_-])\\d{1,4}(?=\\p{Ll}{2,})\\p{Ll}+")
TD_PATTERN (glued_word,
            "(?<!\\p{L})(?:năm|tháng|ngày|quý|số|khoản|điều|mức độ|giai đoạn|tối thiểu|ít "
            "nhất|trên|đạt)\\d+")
TD_PATTERN (measures,
            "^\\d+(?:km|kg|mm|cm|ha|gb|mb|kb|tb|th|st|nd|rd|kw|kwh|kb|ml|px|pt|dpi|fps|hz|mhz|ghz|"
            "bit|am|pm)$")
TD_PATTERN_EXACT (
    double_mark,
    "[,;:]\\s?[,;:](?!\\S*//)|(?<!\\.)\\.\\.(?!\\.)|[,;:]\\.(?!\\.)|(?<!\\.)\\.[,;](?!\\s?\\p{Ll})")
TD_PATTERN_EXACT (bracket_space, "\\(\\s+(?=\\S)|(?<=\\S)[ ]+\\)")
TD_PATTERN_EXACT (tight_bracket, "(?<=\\p{Ll}\\p{Ll})\\((?=\\p{L}{2,})|(?<=\\p{L})\\)(?=\\p{L}{2})")
TD_PATTERN_EXACT (invisible, "[\\x{200b}-\\x{200f}\\x{2060}\\x{feff}\\x{ad}\\x{fffd}]")
TD_PATTERN_EXACT (no_break, "\\x{a0}|\\x{202f}")
TD_PATTERN (motto, "độc lập\\s*[-–—]\\s*tự do\\s*[-–—]\\s*hạnh phúc")
TD_PATTERN_EXACT (right_motto, "Độc lập - Tự do - Hạnh phúc")
TD_PATTERN_EXACT (star_note, "\\(\\*{1,3}\\)|(?<=\\p{L})\\*(?=[\\s,.;)]|$)")
TD_PATTERN_EXACT (placeholder,
                  "(?:\\bx{3,}\\b|\\bX{3,}\\b|\\?{2,}|\\[\\s*\\]|_{3,}|TODO|\\bABC\\b)")
TD_PATTERN_EXACT (joined_dash,
                  "(?<=\\p{Ll}\\p{Ll})[–—](?=\\s\\p{Ll})|(?<=\\p{Ll}\\p{Ll}\\s)[–—](?=\\p{Ll})|(?<="
                  "\\p{Ll}\\p{Ll})-(?=\\s\\p{Ll})|(?<=\\p{Ll}\\p{Ll}\\s)-(?=\\p{Ll})")

typedef struct
{
  const char *rule;
  TdSeverity severity;
  GRegex *(*pattern) (void);
  const char *fix; /* NULL: none; a space or "" in place of what was found */
  const char *message;
} Rule;

static const Rule rules[] = {
  { "double-space", TD_SEVERITY_HINT, double_space, " ", N_ ("Two spaces in a row.") },
  { "space-before-mark", TD_SEVERITY_HINT, space_before, "", N_ ("No space before a mark.") },
  { "bracket-space", TD_SEVERITY_HINT, bracket_space, NULL, N_ ("No space inside of brackets.") },
  { "bracket-space", TD_SEVERITY_HINT, tight_bracket, NULL,
    N_ ("A space is missing beside the bracket.") },
  { "repeated-mark", TD_SEVERITY_WARNING, double_mark, NULL, N_ ("Two marks in a row.") },
  { "invisible-character", TD_SEVERITY_HINT, invisible, "",
    N_ ("An invisible character is left in the text.") },
  { "no-break-space", TD_SEVERITY_HINT, no_break, " ",
    N_ ("A no-break space is left in the text.") },
  { "placeholder", TD_SEVERITY_WARNING, placeholder, NULL, N_ ("A place to fill in is left.") },
  { "dash-space", TD_SEVERITY_HINT, joined_dash, NULL,
    N_ ("A dash has a space on one side only.") },
};

/* Shows a little of what stands around, since spaces alone say nothing. */
static void
around (const char *text, gsize *start, gsize *end)
{
  for (guint i = 0; i < 8 && *start > 0; i++)
    *start = (gsize) (g_utf8_find_prev_char (text, text + *start) - text);
  for (guint i = 0; i < 8 && text[*end] != '\0'; i++)
    *end = (gsize) (g_utf8_next_char (text + *end) - text);
}

static void
check_rule (TdCheck *check, const TdCheckText *text, const Rule *rule)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (rule->pattern (), text->text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      int start, end;
      gsize from, to;
      TdFinding *finding;

      g_match_info_fetch_pos (match, 0, &start, &end);
      from = (gsize) start;
      to = (gsize) end;
      if (td_check_in_reference (text, from) ||
          (text->role == TD_TEXT_RECIPIENT && rule->pattern == tight_bracket))
        continue; /* told by the rule of recipients */
      around (text->text, &from, &to);
      finding = td_check_add_at (check, rule->rule, rule->severity, text, from, to, "%s",
                                 _ (rule->message));
      if (rule->fix != NULL)
        {
          g_autofree char *head = g_strndup (text->text + from, (gsize) start - from);
          g_autofree char *tail = g_strndup (text->text + end, to - (gsize) end);
          g_autofree char *fix = g_strconcat (head, rule->fix, tail, NULL);

          td_finding_set_fix (finding, fix);
        }
    }
}

static gboolean
is_address (const char *text, gsize at)
{
  const char *start = text + at;

  while (start > text && !g_ascii_isspace (start[-1]))
    start--;
  g_autofree char *word = g_strndup (start, strcspn (start, " \n\t"));

  return strstr (word, "://") != NULL || strchr (word, '@') != NULL ||
         strstr (word, "www.") != NULL || strstr (word, ".vn") != NULL ||
         strstr (word, ".com") != NULL;
}

static void
check_marks (TdCheck *check, const TdCheckText *text)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (no_space_after (), text->text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      int start, end;
      gsize from, to;

      g_match_info_fetch_pos (match, 0, &start, &end);
      if (is_address (text->text, (gsize) start) || td_check_in_reference (text, (gsize) start))
        continue;
      from = (gsize) start;
      to = (gsize) end;
      around (text->text, &from, &to);
      TdFinding *finding = td_check_add_at (check, "space-after-mark", TD_SEVERITY_HINT, text, from,
                                            to, _ ("A space is missing behind the mark."));
      g_autofree char *head = g_strndup (text->text + from, (gsize) end - from);
      g_autofree char *tail = g_strndup (text->text + end, to - (gsize) end);
      g_autofree char *fix = g_strconcat (head, " ", tail, NULL);
      td_finding_set_fix (finding, fix);
    }
}

static void
report_glued (TdCheck *check, const TdCheckText *text, int start, int end, gboolean number_first)
{
  g_autofree char *words = g_strndup (text->text + start, (gsize) (end - start));
  gsize cut = number_first ? strspn (words, "0123456789") : strcspn (words, "0123456789");
  g_autofree char *head = g_strndup (words, cut);
  g_autofree char *fix = g_strconcat (head, " ", words + cut, NULL);

  td_finding_set_fix (
      td_check_add_at (check, "number-space", TD_SEVERITY_WARNING, text, (gsize) start, (gsize) end,
                       _ ("A space is missing between number and word: “%s”."), fix),
      fix);
}

static void
check_glued (TdCheck *check, const TdCheckText *text, GRegex *pattern, gboolean number_first)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (pattern, text->text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *words = g_match_info_fetch (match, 0);
      int start, end;

      g_match_info_fetch_pos (match, 0, &start, &end);
      if (!td_pattern_matches (measures (), words) && !is_address (text->text, (gsize) start))
        report_glued (check, text, start, end, number_first);
    }
}

static guint
count_of (const char *text, const char *mark)
{
  guint n = 0;

  for (const char *p = strstr (text, mark); p != NULL; p = strstr (p + strlen (mark), mark))
    n++;

  return n;
}

/* "a)" and "1)" open lists, they close no bracket. */
static guint
count_list_marks (const char *text)
{
  g_autoptr (GRegex) list =
      g_regex_new ("(?:^|[\\s;:,.])(?:\\d{1,2}|\\p{Ll})\\)", G_REGEX_DEFAULT, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint n = 0;

  for (g_regex_match (list, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    n++;

  return n;
}

static void
check_pairs (TdCheck *check, const TdCheckText *text)
{
  guint open = count_of (text->text, "("), closed = count_of (text->text, ")");

  if (open != closed && !(closed > open && closed - open <= count_list_marks (text->text)))
    td_check_add_at (check, "brackets", TD_SEVERITY_WARNING, text, 0, 0,
                     _ ("A bracket is opened or closed without its other half."));
  if (count_of (text->text, "“") != count_of (text->text, "”") ||
      count_of (text->text, "\"") % 2 != 0)
    td_check_add_at (check, "quotes", TD_SEVERITY_WARNING, text, 0, 0,
                     _ ("A quotation mark is opened or closed without its other half."));
}

static void
check_motto (TdCheck *check, const TdCheckText *text)
{
  int start, end;

  if (!td_pattern_find (motto (), text->text, &start, &end) ||
      td_pattern_matches (right_motto (), text->text))
    return;
  td_finding_set_fix (
      td_check_add_at (
          check, "motto", TD_SEVERITY_WARNING, text, (gsize) start, (gsize) end,
          _ ("The motto is written with hyphens and spaces: Độc lập - Tự do - Hạnh phúc.")),
      "Độc lập - Tự do - Hạnh phúc");
}

/* "(*)" points to a note that should stand somewhere. */
static void
check_notes (TdCheck *check)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new ();

  for (guint i = 0; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);

      if (g_str_has_prefix (text->text, "(*)") || g_str_has_prefix (text->text, "*") ||
          text->role == TD_TEXT_FOOTNOTE)
        return;
      if (td_pattern_matches (star_note (), text->text))
        g_ptr_array_add (marks, (gpointer) text);
    }
  for (guint i = 0; i < marks->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (marks, i);
      int start, end;

      td_pattern_find (star_note (), text->text, &start, &end);
      td_check_add_at (check, "note-missing", TD_SEVERITY_WARNING, text, (gsize) start, (gsize) end,
                       _ ("This mark points to a note, but there is none."));
    }
}

/**
 * td_check_typography:
 * @check: a check
 *
 * Spaces, marks, brackets, quotes, invisible characters, figures glued to words.
 */
void
td_check_typography (TdCheck *check)
{
  for (guint i = 0; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);

      /* The blanks of a number and a day to come are wide. */
      for (guint r = 0; r < G_N_ELEMENTS (rules) && text->role != TD_TEXT_ANNEX_REFERENCE; r++)
        check_rule (check, text, &rules[r]);
      check_marks (check, text);
      check_glued (check, text, glued_number (), TRUE);
      check_glued (check, text, glued_word (), FALSE);
      check_pairs (check, text);
      check_motto (check, text);
    }
  check_notes (check);
}
