/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "td-check-context.h"
#include "td-pattern.h"

#define WORD "[\\p{L}&/]{1,20}"

TD_PATTERN (percent, "(\\d{1,3}(?:[.,]\\d{1,4})?)\\s?%")
TD_PATTERN (shares, "còn lại|cơ cấu|chiếm|bao gồm|gồm:|trong đó:|lần lượt|tương ứng")
TD_PATTERN (qualifier_before, "(?:trên|ít nhất|tối thiểu|dưới|khoảng|không quá|hơn|giảm|tăng)\\s*$")
/* "41 thủ tục, trong đó: 9 …, 15 …" ; "gồm 9 …" */
TD_PATTERN (total,
            "(?<![\\d/.,-])(\\d{1,4}(?:\\.\\d{3})?)\\s+((?:" WORD "\\s+){0,9}?" WORD
            ")(?:\\s*\\([^()]{1,20}\\))?\\s*(?:[,:(;-]|–)?\\s*(trong đó có|trong đó|bao gồm|gồm "
            "có|gồm|cụ thể|chia ra)\\s*:?\\s*")
TD_PATTERN (part,
            "^\\s*(?:[-+•;,]|và\\b|có\\b|là\\b|\\(\\d\\))*\\s*(\\d{1,4}(?:\\.\\d{3})?)(?![\\d/"
            "%.])\\s+\\p{L}")
TD_PATTERN (
    part_tail,
    "(?:[:,]|có|là|được)?\\s(\\d{1,4}(?:\\.\\d{3})?)\\s+(?:tthc|thủ tục|nhiệm vụ|đơn vị|trường|hồ "
    "sơ|người|phòng|"
    "lớp|văn bản|cuộc|chỉ tiêu|dịch vụ|công chức|viên chức|quyết định|kế hoạch|triệu đồng|tỷ đồng|"
    "học sinh|giáo viên|nhân viên|cán bộ|lượt|buổi|cơ sở|xã|phường|thôn|dự án|tiêu chí|đợt|ý "
    "kiến)[^\\d]{0,60}$")
/* Behind a part, how much of the whole it is: "13 hồ sơ, chiếm 0,4%" */
TD_PATTERN (share_of_part,
            "^\\s*(?:(?:đạt|chiếm|bằng|tương ứng|tương đương)\\s+)?(?:(?:tỷ lệ|tỉ lệ)\\s+)?\\(?"
            "\\d{1,3}(?:\\.\\d{1,4})?\\s?%\\)?\\s*$")
TD_PATTERN (decimal_comma, "(?<=\\d),(?=\\d)")
TD_PATTERN (named_part,
            "^\\s*(?:[-+•]\\s*)?(?:" WORD "\\s+){1,7}(\\d{1,4}(?:\\.\\d{3})?)\\s*\\)?\\s*$")
TD_PATTERN (bracketed,
            "(?<![\\d/.,-])(\\d{1,4}(?:\\.\\d{3})?)\\s+(?:" WORD ",?\\s+){0,5}?" WORD
            "\\s*\\(((?:" WORD "\\s+){1,7}\\d{1,4}(?:\\s*[,;]\\s*(?:" WORD
            "\\s+){1,7}\\d{1,4}){1,20})\\)")
TD_PATTERN (equation,
            "(?<![\\d/.,+])(\\d{1,5})\\s*(?:" WORD
            "\\s+){0,4}(=|\\()\\s*(\\d{1,5}(?:\\s*\\+\\s*\\d{1,5})+)(?!\\s*[+\\d%])")
TD_PATTERN (equation_left,
            "(?<![\\d/.,+])(\\d{1,5}(?:\\s*\\+\\s*\\d{1,5})+)\\s*=\\s*(\\d{1,5})(?!\\d)")
TD_PATTERN (task_count,
            "(?:gồm|có|với|tổng số|tổng cộng|tất cả|triển khai|thực "
            "hiện|giao)\\s+(\\d{1,3})\\s+(nhiệm vụ|nội dung|đầu việc)")
TD_PATTERN (group_count,
            "(?:gồm|có|với|theo|trong|trên|thuộc)\\s+(\\d{1,2})\\s+(?:nhóm nhiệm vụ|nhóm|lĩnh "
            "vực)(?!\\s+khác)")
TD_PATTERN (own_words, "phụ lục|kế hoạch này|bảng kèm theo|danh mục kèm theo")

static double
to_number (const char *digits)
{
  g_autofree char *plain = g_strdelimit (g_strdup (digits), ",", '.');

  return g_ascii_strtod (plain, NULL);
}

/* "2.401" counts things: the dot stands between thousands. */
static int
to_count (const char *digits)
{
  int value = 0;

  for (const char *p = digits; *p != '\0'; p++)
    value = *p == '.' ? value : value * 10 + (*p - '0');

  return value;
}

/* Shares of one whole, in one clause: they should make 100 %. */
static void
check_shares (TdCheck *check, const TdCheckText *text, const char *clause, gsize from)
{
  g_autoptr (GMatchInfo) match = NULL;
  double sum = 0, most = 0;
  guint n = 0;
  gboolean decimals = FALSE, qualified = FALSE;
  int start = 0, end = 0, first = -1;

  g_regex_match (percent (), clause, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *digits = g_match_info_fetch (match, 1);
      g_autofree char *before = NULL;
      double value = to_number (digits);

      g_match_info_fetch_pos (match, 0, &start, &end);
      before = g_strndup (clause, (gsize) start);
      first = first < 0 ? start : first;
      qualified = qualified || td_pattern_matches (qualifier_before (), before);
      decimals = decimals || strpbrk (digits, ".,") != NULL;
      sum += value;
      most = fmax (most, value);
      n++;
    }
  if (n < 2 || qualified || most >= 100 || fabs (sum - 100) < 0.06)
    return;
  if (!(td_pattern_matches (shares (), clause) && sum > 80 && sum < 120) &&
      !(decimals && fabs (sum - 100) < 1.5))
    return;

  td_check_add_at (check, "percent-sum", TD_SEVERITY_WARNING, text, from + (gsize) first,
                   from + (gsize) end, _ ("These shares make %.6g %%, not 100 %%."), sum);
}

/* The numbers of the parts of a list; 0 when it is no list of counts. */
static guint
add_listed (const char *list, int *sum)
{
  g_autofree char *plain = g_regex_replace_literal (decimal_comma (), list, -1, 0, ".", 0, NULL);
  g_autofree char *commas = g_strdelimit (g_strdup (plain != NULL ? plain : list), ";\n", ',');
  g_auto (GStrv) ands = g_strsplit (commas, " và ", -1);
  g_autofree char *joined = g_strjoinv (" , ", ands);
  g_auto (GStrv) parts = g_strsplit (joined, ",", -1);
  guint n = 0;

  *sum = 0;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *digits = NULL;

      if (n > 0 && td_pattern_matches (share_of_part (), parts[i]))
        continue;
      digits = td_pattern_fetch (part (), parts[i], 1);
      if (digits == NULL)
        digits = td_pattern_fetch (named_part (), parts[i], 1);
      if (digits == NULL)
        digits = td_pattern_fetch (part_tail (), parts[i], 1);
      if (strchr (parts[i], '%') != NULL)
        return 0;
      if (digits == NULL)
        {
          if (td_check_count_words (parts[i]) > 0 && i == 0)
            return 0;
          continue;
        }
      *sum += to_count (digits);
      n++;
    }

  return n;
}

/* The parts listed behind a total, up to a semicolon or, where these divide the list, to the end of
 * the sentence: the reading that makes the total, if one does. */
static guint
add_parts (const char *list, int whole, int *sum, gsize *length)
{
  g_autofree char *clause = td_check_clause_at (list, 0, NULL);
  gsize end = strlen (clause);
  guint n = add_listed (clause, sum);
  g_autofree char *sentence = NULL;
  int longer_sum;
  guint longer;

  *length = end;
  while (list[end] == ';')
    {
      g_autofree char *next = td_check_clause_at (list, end + 1, NULL);

      end += 1 + strlen (next);
    }
  if (end == *length || (n >= 2 && *sum == whole))
    return n;
  sentence = g_strndup (list, end);
  longer = add_listed (sentence, &longer_sum);
  if (n >= 2 && longer_sum != whole)
    return n;
  *sum = longer_sum;
  *length = end;

  return longer;
}

static void
check_totals (TdCheck *check, const TdCheckText *text)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (total (), text->text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *digits = g_match_info_fetch (match, 1);
      g_autofree char *word = g_match_info_fetch (match, 3);
      g_autofree char *lower = g_utf8_strdown (word, -1);
      int start, end, sum = 0, whole = to_count (digits);
      gsize length = 0;
      guint n;

      g_match_info_fetch_pos (match, 0, &start, &end);
      if (td_check_in_reference (text, (gsize) start))
        continue;
      n = add_parts (text->text + end, whole, &sum, &length);
      if (n < 2 || sum == whole || (sum < whole && g_str_equal (lower, "trong đó có")))
        continue;
      td_check_add_at (check, "count-sum", TD_SEVERITY_WARNING, text, (gsize) start,
                       (gsize) end + length, _ ("The parts make %d, not %d."), sum, whole);
    }
}

/* "41 thủ tục (mầm non 9, tiểu học 15, …)" */
static void
check_bracketed (TdCheck *check, const TdCheckText *text)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (bracketed (), text->text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *digits = g_match_info_fetch (match, 1);
      g_autofree char *list = g_match_info_fetch (match, 2);
      int start, end, sum = 0, whole = to_count (digits);
      gsize length;
      guint n = add_parts (list, whole, &sum, &length);

      g_match_info_fetch_pos (match, 0, &start, &end);
      /* Two parts may be examples; that they nearly make the whole tells that they are not. */
      if (td_check_in_reference (text, (gsize) start) || n < 2 || sum == whole ||
          (n == 2 && ABS (sum - whole) * 4 > whole))
        continue;
      td_check_add_at (check, "count-sum", TD_SEVERITY_WARNING, text, (gsize) start, (gsize) end,
                       _ ("The parts make %d, not %d."), sum, whole);
    }
}

static int
add_terms (const char *terms)
{
  g_auto (GStrv) parts = g_strsplit (terms, "+", -1);
  int sum = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    sum += atoi (parts[i]);

  return sum;
}

static void
check_equations (
    TdCheck *check, const TdCheckText *text, GRegex *pattern, int whole_group, int terms_group)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (pattern, text->text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *whole = g_match_info_fetch (match, whole_group);
      g_autofree char *terms = g_match_info_fetch (match, terms_group);
      int start, end;

      g_match_info_fetch_pos (match, 0, &start, &end);
      if (add_terms (terms) != atoi (whole))
        td_check_add_at (check, "count-sum", TD_SEVERITY_WARNING, text, (gsize) start, (gsize) end,
                         _ ("The parts make %d, not %d."), add_terms (terms), atoi (whole));
    }
}

/* "Phụ lục gồm 27 nhiệm vụ" against the rows of the annex */
static void
check_own_count (TdCheck *check, const TdCheckText *text, GRegex *pattern, guint real)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (pattern, text->text, 0, &match);
  for (; real > 0 && g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *digits = g_match_info_fetch (match, 1);
      g_autofree char *clause = NULL;
      int start, end;

      g_match_info_fetch_pos (match, 0, &start, &end);
      clause = td_check_clause_at (text->text, (gsize) start, NULL);
      if ((guint) atoi (digits) != real && td_pattern_matches (own_words (), clause))
        td_check_add_at (check, "count-claim", TD_SEVERITY_WARNING, text, (gsize) start,
                         (gsize) end, _ ("The annex has %u of them."), real);
    }
}

static void
check_clauses (TdCheck *check, const TdCheckText *text)
{
  gsize length = strlen (text->text);

  for (gsize at = 0; at < length;)
    {
      gsize from;
      g_autofree char *clause = td_check_clause_at (text->text, at, &from);

      if (strchr (clause, '%') != NULL)
        check_shares (check, text, clause, from);
      at = MAX (from + strlen (clause), at) + 1;
    }
}

/**
 * td_check_sums:
 * @check: a check
 *
 * Shares that do not make a hundred, parts that do not make their total, counts of the plan's own
 * rows that are not true.
 */
void
td_check_sums (TdCheck *check)
{
  guint tasks = 0, groups = 0;

  for (guint i = 0; i < td_plan_data_count (check->data, TD_KIND_TASK); i++)
    tasks += td_check_is_in_annex (td_plan_data_nth (check->data, TD_KIND_TASK, i));
  if (tasks > 0)
    groups = td_plan_data_count (check->data, TD_KIND_PLAN_GROUP);

  for (guint i = 0; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);

      check_clauses (check, text);
      check_totals (check, text);
      check_bracketed (check, text);
      check_equations (check, text, equation (), 1, 3);
      check_equations (check, text, equation_left (), 2, 1);
      check_own_count (check, text, task_count (), tasks);
      check_own_count (check, text, group_count (), groups);
    }
}
