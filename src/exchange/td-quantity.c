/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-quantity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "td-document-reference.h"
#include "td-pattern.h"
#include "td-text.h"

/* No sentence is longer, and none names more aims; a text past it is not searched. */
#define MAX_TEXT 32768
#define MAX_FOUND 128
/* Bytes before a bound in which "không" turns it round. */
#define MAX_NEGATION 160

/* Words that make a number a bound wherever they stand, and words that only compare. */
#define BOUNDS                                                                                                        \
  "tối thiểu|ít nhất|không dưới|không thấp hơn|không ít hơn|duy nhất|không quá|không vượt " \
  "quá|tối đa"
#define COMPARISONS "trên|hơn|cao hơn|vượt|dưới|khoảng|xấp xỉ|thêm"
#define NUMBER "(\\d{1,4}(?:[.,]\\d{1,3})?)"
#define COUNT "\\s+(?:là\\s+|có\\s+|đạt\\s+|được\\s+|từ\\s+)?" NUMBER "\\s*(?!\\d|%|/|\\.\\d)"
#define NOT_YEAR "(?!năm\\b|tháng|tuổi|cấp\\b|mức\\b|lần\\b)"
#define NOT_TIME "(?!năm\\b|tháng|tuổi|cấp\\b|mức\\b|lần\\b|ngày\\b|giờ\\b|phút\\b|tuần\\b)"
#define NOUN "(\\p{L}+)"

/* Things that are counted in aims; the measure unit is the whole word. */
#define THINGS                                                                                                                \
  "hệ thống|hình thức|thủ tục hành chính|thủ tục|tthc|mô hình|sáng kiến|giải pháp|dịch vụ "      \
  "công|dịch vụ|"                                                                                                        \
  "đơn vị|trường học|trường|hội nghị|lớp tập huấn|lớp|cuộc họp|cuộc|đoàn|đợt|buổi|bài " \
  "viết|bài|tin bài|"                                                                                                     \
  "phần mềm|cơ sở dữ liệu|đề tài|đề án|phòng|cơ quan|nhiệm vụ|văn bản|báo cáo|tin|phóng "      \
  "sự|chuyên mục|"                                                                                                       \
  "chuyên đề|lượt|người|công chức|viên chức|cán bộ|hồ sơ|tiêu chí|chỉ tiêu|quy trình|lĩnh "      \
  "vực|nội dung|"                                                                                                         \
  "sản phẩm|tài liệu|ứng dụng|đối thoại|điểm|bậc|hạng"

/* Things that a bare number already makes an aim of ("04 hệ thống"). */
#define BARE_THINGS                                                                                                                \
  "hệ thống|hình thức|thủ tục hành chính|thủ tục|tthc|mô hình|sáng kiến|dịch vụ công|phần mềm|cơ " \
  "sở dữ liệu"

TD_PATTERN (percent_pattern, NUMBER "\\s*%")
TD_PATTERN (bound_pattern, "(?:^|[^\\p{L}])(?:" BOUNDS ")" COUNT NOT_TIME NOUN)
TD_PATTERN (qualified_pattern, "(?:^|[^\\p{L}])(?:" BOUNDS "|" COMPARISONS ")" COUNT NOT_YEAR NOUN)
TD_PATTERN (counted_pattern, "(?:^|[\\s(])(0[1-9])\\s+(" BARE_THINGS ")\\b")
TD_PATTERN (formal_count_pattern, "(?:^|[\\s(])(\\d{1,4})\\s+(" BARE_THINGS ")\\b")
TD_PATTERN (times_pattern,
            "(?:^|[^\\d/])(\\d{1,2})\\s*lần\\s*(?:/|trong|mỗi|một|trong "
            "một)\\s*(?:(?:01|1|một)\\s+)?((?:\\d{1,2}\\s+)?(?:năm|quý|tháng|tuần|học kỳ))")
TD_PATTERN (every_pattern,
            "(?:^|[^\\d/])(\\d{1,2}\\s+tháng|quý|năm|tháng)\\s*(?:/"
            "\\s*(?:01\\s+|1\\s+)?|\\s(?:01|1|một)\\s+)lần")
TD_PATTERN (top_pattern,
            "(?:(?:nhóm|tốp)\\s+(?:các\\s+)?(?:đầu\\s+)?(\\d{1,2})(?=[^%/\\d])[^.;%]{0,60}?(?:đứng "
            "đầu|dẫn đầu|cao "
            "nhất|tốt nhất|đầu)|top\\s+(\\d{1,2})(?=[^%/\\d]|$))")
TD_PATTERN (rank_pattern,
            "(?:xếp hạng|xếp thứ|đứng thứ|thứ hạng|vị trí|xếp vị "
            "trí|hạng)\\s+(?:từ\\s+|thứ\\s+)?(\\d{1,2})(?:/\\d{1,3})?(?=[\\s,;.]|$)")
TD_PATTERN (score_pattern,
            "(?:đạt|từ|trên|tối thiểu|ít nhất)\\s+(?:từ\\s+|trên\\s+)?" NUMBER "\\s+điểm")
TD_PATTERN (nothing_pattern, "không có\\s+(?:hồ sơ|trường hợp|thủ tục|tthc|đơn vị|lĩnh vực)\\b")
TD_PATTERN (relative_pattern,
            "(?:cao hơn|tăng|giảm|cải thiện|nâng|thấp hơn)[^.;]{0,160}?so với\\s+(?:cùng "
            "kỳ\\s+)?năm\\s+(?:20\\d\\d|xxxx|trước)")
TD_PATTERN_EXACT (symbol_pattern, "/|\\d\\s?-\\s?\\p{Lu}|số\\s+\\d")
TD_PATTERN (thing_pattern, "^(" THINGS ")\\b")
TD_PATTERN (date_pattern,
            "\\d{1,2}/\\d{1,2}/\\d{4}|\\d{1,2}/\\d{4}|ngày\\s+\\d{1,2}|(?:20|19)\\d\\d")

/* Words before a quantity, the nearest deciding; the longer stand first. */
static const struct
{
  const char *words;
  const char *comparator;
} qualifiers[] = {
  { "không vượt quá", "<=" },
  { "không quá", "<=" },
  { "tối đa", "<=" },
  { "không thấp hơn", ">=" },
  { "không dưới", ">=" },
  { "không ít hơn", ">=" },
  { "tối thiểu", ">=" },
  { "ít nhất", ">=" },
  { "thêm ít nhất", ">=" },
  { "cao hơn", ">" },
  { "trên", ">" },
  { "hơn", ">" },
  { "vượt", ">" },
  { "dưới", "<" },
  { "thấp hơn", "<" },
  { "khoảng", "~" },
  { "xấp xỉ", "~" },
};

TD_PATTERN (bridge_pattern, "^[\\s]*(?:(?:là|có|đạt|được|từ|mức|ở mức|số|tỷ lệ|khoảng)\\s+)*$")
TD_PATTERN (upwards_pattern, "^[^,;.%\\d]{0,40}?trở lên")
TD_PATTERN (downwards_pattern, "^[^,;.%\\d]{0,40}?trở xuống")
/* Not of "không dùng tiền mặt" and other names, and not before what is reached ("đạt trên"). */
TD_PATTERN (negated_pattern,
            "(?<![\\p{L}])không\\s(?!(?:sử )?dụng\\b|dùng\\b|giấy|gian|chuyên|phụ thuộc|tiền mặt)"
            "[^.;]{0,80}$(?<!đạt|đạt\\s|tỷ lệ\\s|tỉ lệ\\s)")

typedef struct
{
  const char *text; /* as given */
  char *masked;     /* same length; digits of citations and dates are "x" */
  GPtrArray *found;
} Search;

/**
 * td_quantity_free:
 * @quantity: (nullable): a quantity
 *
 * Frees @quantity.
 */
void
td_quantity_free (TdQuantity *quantity)
{
  if (quantity == NULL)
    return;

  g_free (quantity->unit);
  g_free (quantity);
}

static void
mask_digits (char *text, gsize start, gsize end)
{
  for (gsize i = start; i < end && text[i] != '\0'; i++)
    {
      if (g_ascii_isdigit (text[i]))
        text[i] = 'x';
    }
}

/* The numbers of documents and dates are no quantities. */
static char *
mask_references (const char *text)
{
  char *masked = g_strdup (text);
  g_autoptr (GPtrArray) references = NULL;
  g_autoptr (GMatchInfo) match = NULL;

  /* Every symbol of a document has a stroke, or a hyphen between capitals. */
  if (td_pattern_matches (symbol_pattern (), text))
    references = td_document_reference_find_all (text);

  for (guint i = 0; references != NULL && i < references->len; i++)
    {
      const TdDocumentReference *reference = references->pdata[i];
      const char *start = g_utf8_offset_to_pointer (text, reference->start);
      const char *end = g_utf8_offset_to_pointer (start, reference->length);
      mask_digits (masked, start - text, end - text);
    }
  g_regex_match (date_pattern (), text, 0, &match);
  while (g_match_info_matches (match))
    {
      int start, end;
      g_match_info_fetch_pos (match, 0, &start, &end);
      if (text[end] != '%')
        mask_digits (masked, start, end);
      g_match_info_next (match, NULL);
    }

  return masked;
}

static double
parse_number (const char *text)
{
  g_autofree char *plain = g_strdup (text);
  const char *separator = strpbrk (plain, ".,");

  /* Three digits after the mark are thousands. */
  if (separator != NULL && strlen (separator + 1) == 3)
    {
      char *p = plain + (separator - plain);
      memmove (p, p + 1, strlen (p));
    }
  g_strdelimit (plain, ",", '.');

  return g_ascii_strtod (plain, NULL);
}

/* The comparator that the words before and after a number tell. @start moves to the qualifier. */
static const char *
read_comparator (const char *text, gsize *start, gsize end)
{
  gsize window = *start > 48 ? *start - 48 : 0;

  while (window < *start && (text[window] & 0xC0) == 0x80)
    window++;

  g_autofree char *before = g_strndup (text + window, *start - window);
  g_autofree char *lower = g_utf8_strdown (before, -1);
  const char *best = NULL;
  const char *comparator = NULL;
  gsize best_end = 0;

  if (td_pattern_matches (upwards_pattern (), text + end))
    return ">=";
  if (td_pattern_matches (downwards_pattern (), text + end))
    return "<=";
  if (strlen (lower) != strlen (before))
    return "=";

  for (guint i = 0; i < G_N_ELEMENTS (qualifiers); i++)
    {
      const char *found = g_strrstr (lower, qualifiers[i].words);
      gsize length = strlen (qualifiers[i].words);
      if (found == NULL || !td_pattern_matches (bridge_pattern (), found + length))
        continue;
      if (best == NULL || (gsize) (found - lower) + length > best_end ||
          ((gsize) (found - lower) + length == best_end && found < best))
        {
          best = found;
          best_end = found - lower + length;
          comparator = qualifiers[i].comparator;
        }
    }
  if (best == NULL)
    return "=";

  *start = window + (best - lower);
  gsize sentence = *start > MAX_NEGATION ? *start - MAX_NEGATION : 0;
  while (sentence < *start && (text[sentence] & 0xC0) == 0x80)
    sentence++;
  g_autofree char *ahead = g_strndup (text + sentence, *start - sentence);
  /* "không có lĩnh vực nào trễ hạn trên 2%" is a bound from above. */
  if (g_str_equal (comparator, ">") && td_pattern_matches (negated_pattern (), ahead))
    return "<=";

  return comparator;
}

static gboolean
overlaps (const Search *self, gsize start, gsize end)
{
  for (guint i = 0; i < self->found->len; i++)
    {
      const TdQuantity *other = self->found->pdata[i];
      if (start < other->end && end > other->start)
        return TRUE;
    }

  return FALSE;
}

static void
add (Search *self, gsize start, gsize end, double value, const char *comparator, const char *unit)
{
  if (self->found->len >= MAX_FOUND || overlaps (self, start, end))
    return;

  TdQuantity *quantity = g_new0 (TdQuantity, 1);
  quantity->start = start;
  quantity->end = end;
  quantity->value = value;
  quantity->comparator = comparator;
  quantity->unit = g_utf8_strdown (unit, -1);
  g_ptr_array_add (self->found, quantity);
}

/* Calls @take for every match of @pattern, with the bytes of the match and of its first group. */
typedef void (*TakeFunc) (Search *self, GMatchInfo *match, gsize start, gsize end);

static void
each_match (Search *self, GRegex *pattern, TakeFunc take)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (pattern, self->masked, 0, &match);
  while (g_match_info_matches (match))
    {
      int start, end, number_start = -1, number_end;
      g_match_info_fetch_pos (match, 0, &start, &end);
      if (g_match_info_get_match_count (match) > 1)
        g_match_info_fetch_pos (match, 1, &number_start, &number_end);
      take (self, match, number_start >= 0 ? number_start : start, end);
      g_match_info_next (match, NULL);
    }
}

static void
take_percent (Search *self, GMatchInfo *match, gsize start, gsize end)
{
  g_autofree char *number = g_match_info_fetch (match, 1);
  gsize from = start;
  const char *comparator = read_comparator (self->masked, &from, end);

  add (self, from, end, parse_number (number), comparator, "%");
}

/* The thing counted after a number: a known word, else the first one. */
static char *
thing_at (const char *text)
{
  g_autofree char *known = td_pattern_fetch (thing_pattern (), text, 1);

  return known != NULL ? g_steal_pointer (&known) : g_strndup (text, strcspn (text, " ,;.()"));
}

static void
take_count (Search *self, GMatchInfo *match, gsize start, gsize end)
{
  g_autofree char *number = g_match_info_fetch (match, 1);
  int thing_start = 0;
  gsize from = start;
  const char *comparator = read_comparator (self->masked, &from, end);

  g_match_info_fetch_pos (match, 2, &thing_start, NULL);
  g_autofree char *thing = thing_at (self->text + thing_start);
  gboolean ranked = g_ascii_strcasecmp (thing, "hạng") == 0;
  add (self, from, MAX (end, thing_start + strlen (thing)), parse_number (number), comparator,
       ranked ? "hạng" : thing);
}

static void
take_times (Search *self, GMatchInfo *match, gsize start, gsize end)
{
  g_autofree char *number = g_match_info_fetch (match, 1);
  g_autofree char *every = g_match_info_fetch (match, 2);
  g_autofree char *unit = g_strconcat ("lần/", every, NULL);
  gsize from = start;
  const char *comparator = read_comparator (self->masked, &from, end);

  add (self, from, end, parse_number (number), comparator, unit);
}

static void
take_every (Search *self, GMatchInfo *match, gsize start, gsize end)
{
  g_autofree char *every = g_match_info_fetch (match, 1);
  g_autofree char *unit = g_strconcat ("lần/", every, NULL);
  gsize from = start;
  const char *comparator = read_comparator (self->masked, &from, end);

  add (self, from, end, 1, comparator, unit);
}

static void
take_rank (Search *self, GMatchInfo *match, gsize start, gsize end)
{
  g_autofree char *number = g_match_info_fetch (match, 1);

  if (*number == '\0')
    {
      g_free (number);
      number = g_match_info_fetch (match, 2);
    }
  add (self, start, end, parse_number (number), "<=", "hạng");
}

static void
take_score (Search *self, GMatchInfo *match, gsize start, gsize end)
{
  g_autofree char *number = g_match_info_fetch (match, 1);
  gsize from = start;
  const char *comparator = read_comparator (self->masked, &from, end);

  add (self, from, end, parse_number (number), comparator, "điểm");
}

static void
take_nothing (Search *self, GMatchInfo *match, gsize start, gsize end)
{
  add (self, start, end, 0, "=", "hồ sơ");
}

static void
take_relative (Search *self, GMatchInfo *match, gsize start, gsize end)
{
  g_autofree char *words = g_match_info_fetch (match, 0);
  g_autofree char *lower = g_utf8_strdown (words, -1);

  add (self, start, end, NAN,
       strstr (lower, "giảm") != NULL || strstr (lower, "thấp hơn") != NULL ? "<" : ">",
       strstr (self->text, "điểm") != NULL ? "điểm" : "%");
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const TdQuantity *x = *(TdQuantity *const *) a;
  const TdQuantity *y = *(TdQuantity *const *) b;

  return x->start < y->start ? -1 : x->start > y->start;
}

/**
 * td_quantity_find_all:
 * @text: a sentence or paragraph, NFC
 * @mode: how sure the words must be
 *
 * Finds the measurable aims that @text names, leaving out numbers of documents, dates and levels.
 *
 * Returns: (transfer full) (element-type TdQuantity): them in the order of the text
 */
GPtrArray *
td_quantity_find_all (const char *text, TdQuantityMode mode)
{
  Search self = { .text = text };

  self.found = g_ptr_array_new_with_free_func ((GDestroyNotify) td_quantity_free);
  if (strlen (text) > MAX_TEXT || !g_utf8_validate (text, -1, NULL))
    return self.found;

  self.masked = mask_references (text);
  each_match (&self, percent_pattern (), take_percent);
  each_match (&self, times_pattern (), take_times);
  each_match (&self, every_pattern (), take_every);
  each_match (&self, top_pattern (), take_rank);
  each_match (&self, score_pattern (), take_score);
  each_match (&self, mode == TD_QUANTITY_FORMAL ? qualified_pattern () : bound_pattern (),
              take_count);
  if (mode == TD_QUANTITY_FORMAL)
    {
      each_match (&self, rank_pattern (), take_rank);
      each_match (&self, formal_count_pattern (), take_count);
      each_match (&self, nothing_pattern (), take_nothing);
    }
  else
    each_match (&self, counted_pattern (), take_count);
  if (self.found->len == 0)
    each_match (&self, relative_pattern (), take_relative);
  g_ptr_array_sort (self.found, compare_starts);
  g_free (self.masked);

  return self.found;
}
