/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-document-reference.h"

#include <stdlib.h>
#include <string.h>

#include "td-date.h"
#include "td-document-name.h"
#include "td-text.h"

/* A citation is looked for in a window of this many bytes behind the kind of document, so that the
 * whole search is linear in the text. */
#define WINDOW 1024
/* Kinds of documents are looked for in segments, since GRegex checks the whole text at each match.
 * They overlap by more than the longest kind. */
#define SEGMENT 8192
#define OVERLAP 256
/* More citations than any document has. */
#define MAX_REFERENCES 20000

/* clang-format off */
#define S "\\s{1,6}"
#define TYPES \
  "nghị" S "quyết(?:" S "liên" S "tịch)?|nghị" S "định|quyết" S "định|thông" S "tư(?:" S "liên" S "tịch)?" \
  "|chỉ" S "thị|kế" S "hoạch(?:" S "(?:hành" S "động|liên" S "tịch|phối" S "hợp))?|kết" S "luận" \
  "|công" S "văn|công" S "điện|báo" S "cáo" \
  "|chương" S "trình(?:" S "(?:hành" S "động|phối" S "hợp|công" S "tác))?|quy" S "định|quy" S "chế|đề" S "án|dự" S "án|tờ" S "trình" \
  "|thông" S "báo(?:" S "kết" S "luận)?|thông" S "tri|hướng" S "dẫn|bộ" S "luật|luật|pháp" S "lệnh" \
  "|văn" S "bản(?:" S "hợp" S "nhất)?|phương" S "án|điều" S "lệ|bản" S "cam" S "kết|bản" S "thỏa" S "thuận"
/* An abbreviation: capitals with a few small letters among them ("QĐ", "TTg", "SGD&ĐT", "QH15"). */
#define GROUP "[A-ZĐÂÊÔƠƯ](?:[a-zđ]{0,2}[A-ZĐÂÊÔƠƯ&][A-Za-zĐđÂâÊêÔôƠơƯư&]{0,14})?[0-9]{0,3}(?![\\p{L}\\p{N}])"
#define DASH "[-\\x{2010}-\\x{2015}\\x{2212}]"
#define SEPARATOR "\\s{0,3}(?:/|" DASH ")\\s{0,3}"
#define TIGHT "(?:/|" DASH ")\\s{0,3}"
#define PARTY "(?:NQ|CT|CTr|KL|QĐ|QyĐ|KH|TB|BC|HD|QC)"
#define NUMBER "(?<number>[0-9]{1,5}(?:\\.[0-9]{1,3})?[a-z]?" \
  "(?:" SEPARATOR "(?:19|20)[0-9]{2}(?![0-9]))?" \
  "(?:" SEPARATOR GROUP "(?:" SEPARATOR GROUP ")?(?:" TIGHT GROUP "){0,4}" \
  "|\\s" PARTY TIGHT GROUP ")" \
  "|[0-9]{1,5}/(?:[0-9]{4}/)?(?:nq|nđ|qđ|kh|tt|ct|bc|tb|hd|cv)(?:-[a-zđ&]{2,8}){1,2}(?![\\p{L}\\p{N}]))"
/* clang-format on */

typedef enum
{
  PATTERN_TYPE,
  PATTERN_NUMBER,
  PATTERN_BARE_NUMBER,
  PATTERN_MORE,
  PATTERN_DATE,
  PATTERN_OF,
  PATTERN_CONGRESS,
  PATTERN_TERM,
  PATTERN_YEAR,
  N_PATTERNS,
} Pattern;

/* Every repetition is bounded, so that no input makes a match slow. */
static const char *const pattern_texts[N_PATTERNS] = {
  [PATTERN_TYPE] = "(?<![\\p{L}\\p{N}])(?i:" TYPES ")(?![\\p{L}\\p{N}])",
  [PATTERN_NUMBER] = "\\s{0,6}(?i:số)?\\s{0,6}[:.]?\\s{0,12}" NUMBER,
  [PATTERN_BARE_NUMBER] =
      "\\s{1,6}(?i:số)\\s{0,6}[:.]?\\s{0,6}(?<number>[0-9]{1,5})(?![\\p{N}/.,%])",
  [PATTERN_MORE] = "\\s{0,3}(?:[,;]|[,;]?\\s{0,3}và)\\s{1,3}(?i:số\\s{0,3}:?\\s{0,3})?" NUMBER,
  [PATTERN_DATE] =
      "\\s{0,3}(?:,|(?<open>\\())?\\s{0,3}(?:(?i:ban hành|ký|được ban "
      "hành)\\s{1,3})?(?i:ngày)\\s{1,6}"
      "(?:(?<day>[0-9]{1,2})\\s?[-/.]\\s?(?<month>[0-9]{1,2})\\s?[-/.]\\s?(?<year>[0-9]{4})"
      "|(?<day2>[0-9]{1,2})\\s{1,3}(?i:tháng)\\s{1,3}(?<month2>[0-9]{1,2})\\s{0,3},?\\s{1,3}"
      "(?i:năm)\\s{1,3}(?<year2>[0-9]{4}))(?![0-9])(?(<open>)\\)?)",
  [PATTERN_OF] = "\\s{0,3},?\\s{0,3}(?:(?:do|của)\\s{1,3}|CỦA\\s{1,3})",
  [PATTERN_CONGRESS] =
      "\\s{1,3}(?:của\\s{1,3})?(?=(?:Đại hội|Hội nghị|Trung ương|Ban Chấp hành)(?!\\p{L}))",
  [PATTERN_TERM] =
      "\\s{0,3},?\\s{0,3}(?:lần thứ\\s{1,3}[\\p{L}\\p{N}]{1,10}|kh[óo][aá]\\s{1,3}[IVXL0-9]{1,6}"
      "|nhiệm kỳ\\s{1,3}[0-9]{4}\\s?" DASH "\\s?[0-9]{4}|[IVXL]{1,6}(?![\\p{L}\\p{N}])"
      "|của Đảng(?!\\s\\p{L}{1,8}\\p{Lu}))",
  [PATTERN_YEAR] = "(?:\\s{1,3}\\((?:sửa đổi|sửa đổi, bổ sung)\\))?(?:\\s{1,3}năm)?"
                   "(?:\\s{1,3}(?<year>(?:19|20)[0-9]{2})(?![0-9/]))?(?:\\s{1,3}\\((?:sửa đổi|sửa "
                   "đổi, bổ sung)\\))?",
};

/* One call's patterns; they are compiled once for a text. */
typedef struct
{
  GRegex *patterns[N_PATTERNS];
} Grammar;

static void
grammar_init (Grammar *grammar)
{
  for (guint i = 0; i < N_PATTERNS; i++)
    {
      g_autoptr (GError) error = NULL;

      grammar->patterns[i] = g_regex_new (pattern_texts[i], 0, 0, &error);
      g_assert_no_error (error);
    }
}

static void
grammar_clear (Grammar *grammar)
{
  for (guint i = 0; i < N_PATTERNS; i++)
    g_regex_unref (grammar->patterns[i]);
}

/**
 * td_document_reference_free:
 * @reference: (nullable) (transfer full): a citation
 */
void
td_document_reference_free (TdDocumentReference *reference)
{
  if (reference == NULL)
    return;

  g_free (reference->doc_type);
  g_free (reference->number);
  g_free (reference->name);
  g_free (reference->date);
  g_free (reference->issuer);
  g_free (reference);
}

/* Matches @pattern right at @offset of @window and gives the offset behind it, 0 when it does not.
 */
static gsize
match_at (
    const Grammar *grammar, Pattern pattern, const char *window, gsize offset, GMatchInfo **match)
{
  GMatchInfo *info = NULL;
  int end = 0;

  if (g_regex_match (grammar->patterns[pattern], window + offset, G_REGEX_MATCH_ANCHORED, &info))
    g_match_info_fetch_pos (info, 0, NULL, &end);
  if (match != NULL)
    *match = info;
  else
    g_match_info_free (info);

  return end > 0 ? offset + (gsize) end : 0;
}

/* The number as it should be compared: no spaces but between number and "NQ/TW", one kind of dash.
 */
static char *
clean_number (const char *printed)
{
  g_autofree char *line = td_text_clean (printed, -1);
  GString *number = g_string_new (NULL);
  gunichar last = 0;

  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
        c = '-';
      if (c == ' ' && (last == '-' || last == '/' || !g_unichar_isalnum (g_utf8_get_char (p + 1))))
        continue;
      g_string_append_unichar (number, c);
      last = c;
    }

  return g_string_free (number, FALSE);
}

static int
fetch_int (GMatchInfo *match, const char *name, const char *other)
{
  g_autofree char *text = g_match_info_fetch_named (match, name);
  g_autofree char *other_text = NULL;

  if (text != NULL && *text != '\0')
    return atoi (text);
  other_text = g_match_info_fetch_named (match, other);

  return other_text != NULL ? atoi (other_text) : 0;
}

/* "ngày 31/12/2023" at @offset. A day that does not exist ends the citation but gives no date. */
static gsize
take_date (const Grammar *grammar, const char *window, gsize offset, TdDocumentReference *reference)
{
  g_autoptr (GMatchInfo) match = NULL;
  gsize end;

  if (reference->date != NULL)
    return offset;
  end = match_at (grammar, PATTERN_DATE, window, offset, &match);
  if (end == 0)
    return offset;
  reference->date =
      td_date_iso_from_ymd (fetch_int (match, "year", "year2"),
                            fetch_int (match, "month", "month2"), fetch_int (match, "day", "day2"));

  return end;
}

/* "của UBND Thành phố" at @offset. */
static gsize
take_issuer (const Grammar *grammar,
             const char *window,
             gsize offset,
             TdDocumentReference *reference)
{
  gsize name = match_at (grammar, PATTERN_OF, window, offset, NULL);
  gsize length = name > 0 ? td_document_name_scan (window + name, TD_DOCUMENT_NAME_AGENCY) : 0;
  g_autofree char *printed = NULL;

  if (length == 0)
    return offset;
  printed = g_strndup (window + name, length);
  reference->issuer = td_text_clean (printed, -1);

  return name + length;
}

static gsize
take_date_and_issuer (const Grammar *grammar,
                      const char *window,
                      gsize offset,
                      TdDocumentReference *reference)
{
  offset = take_date (grammar, window, offset, reference);
  offset = take_issuer (grammar, window, offset, reference);

  return take_date (grammar, window, offset, reference);
}

static gsize
take_number (const Grammar *grammar,
             Pattern pattern,
             const char *window,
             gsize offset,
             TdDocumentReference *reference)
{
  g_autoptr (GMatchInfo) match = NULL;
  gsize end = match_at (grammar, pattern, window, offset, &match);
  g_autofree char *printed = NULL;

  if (end == 0)
    return 0;
  printed = g_match_info_fetch_named (match, "number");
  reference->number = clean_number (printed);

  return take_date_and_issuer (grammar, window, end, reference);
}

/* "Quyết định số 766 ngày 23/6/2022 …": a number without symbol counts with a date or an issuer. */
static gsize
take_bare_number (const Grammar *grammar,
                  const char *window,
                  gsize offset,
                  TdDocumentReference *reference)
{
  gsize end = take_number (grammar, PATTERN_BARE_NUMBER, window, offset, reference);

  if (end > 0 && reference->date == NULL && reference->issuer == NULL)
    {
      g_clear_pointer (&reference->number, g_free);
      return 0;
    }

  return end;
}

static gboolean
is_law (const char *doc_type)
{
  return g_str_equal (doc_type, "Luật") || g_str_equal (doc_type, "Bộ luật") ||
         g_str_equal (doc_type, "Bộ Luật") || g_str_equal (doc_type, "Pháp lệnh");
}

/* "Luật Giáo dục 2019", "Luật Giáo dục số 43/2019/QH14 ngày 14/6/2019", "Luật Thủ đô (sửa đổi)" */
static gsize
take_law (const Grammar *grammar, const char *window, gsize offset, TdDocumentReference *reference)
{
  gsize name = offset, end, numbered;
  g_autofree char *printed = NULL;

  while (window[name] != '\0' && g_unichar_isspace (g_utf8_get_char (window + name)))
    name = (gsize) (g_utf8_next_char (window + name) - window);
  end = name + td_document_name_scan (window + name, TD_DOCUMENT_NAME_LAW);
  if (end == name || name == offset)
    {
      /* "Luật sửa đổi, bổ sung một số điều của Luật …" names the second law. */
      return 0;
    }
  printed = g_strndup (window + name, end - name);
  reference->name = td_text_clean (printed, -1);

  numbered = match_at (grammar, PATTERN_YEAR, window, end, NULL);
  end = numbered > 0 ? numbered : end;
  numbered = take_number (grammar, PATTERN_NUMBER, window, end, reference);

  return numbered > 0 ? numbered : take_date_and_issuer (grammar, window, end, reference);
}

/* "Nghị quyết Đại hội đại biểu Đảng bộ Thành phố … lần thứ XI, nhiệm kỳ 2020 - 2025": issued by the
 * congress it is named after. */
static gsize
take_congress (const Grammar *grammar,
               const char *window,
               gsize offset,
               TdDocumentReference *reference)
{
  gsize name = match_at (grammar, PATTERN_CONGRESS, window, offset, NULL);
  gsize end, length = name > 0 ? td_document_name_scan (window + name, TD_DOCUMENT_NAME_AGENCY) : 0;
  g_autofree char *issuer = NULL;
  g_autofree char *printed = NULL;

  if (length == 0)
    return 0;
  end = name + length;
  for (guint i = 0; i < 4; i++)
    {
      gsize term = match_at (grammar, PATTERN_TERM, window, end, NULL);

      if (term == 0)
        break;
      end = term;
    }
  issuer = g_strndup (window + name, length);
  printed = g_strndup (window + name, end - name);
  reference->issuer = td_text_clean (issuer, -1);
  reference->name = td_text_clean (printed, -1);

  return take_date (grammar, window, end, reference);
}

/* "Bản cam kết ngày 17 tháng 6 năm 2022": the date alone tells the document. */
static gsize
take_dated (const Grammar *grammar,
            const char *window,
            gsize offset,
            TdDocumentReference *reference)
{
  gsize end = take_date_and_issuer (grammar, window, offset, reference);

  if (reference->date != NULL)
    return end;
  g_clear_pointer (&reference->issuer, g_free);

  return 0;
}

/* The citation whose kind of document ends at @offset. */
static gsize
take_reference (const Grammar *grammar,
                const char *window,
                gsize offset,
                TdDocumentReference *reference)
{
  gboolean capital = g_unichar_isupper (g_utf8_get_char (reference->doc_type));
  gsize end = take_number (grammar, PATTERN_NUMBER, window, offset, reference);

  if (end == 0)
    end = take_bare_number (grammar, window, offset, reference);
  if (end == 0 && is_law (reference->doc_type))
    end = take_law (grammar, window, offset, reference);
  else if (end == 0 && capital)
    end = take_congress (grammar, window, offset, reference);
  if (end == 0 && capital)
    end = take_dated (grammar, window, offset, reference);

  return end;
}

/* What the search goes through: the text, and where it has come to in bytes and characters. */
typedef struct
{
  const Grammar *grammar;
  const char *text;
  gsize length;
  gsize byte;
  guint character;
  GPtrArray *found;
} Search;

static guint
characters_to (Search *search, gsize byte)
{
  g_assert (byte >= search->byte);

  search->character +=
      (guint) g_utf8_strlen (search->text + search->byte, (gssize) (byte - search->byte));
  search->byte = byte;

  return search->character;
}

/* The last place at or before @byte where a character begins. */
static gsize
character_start (const Search *search, gsize byte)
{
  while (byte > 0 && byte < search->length && (search->text[byte] & 0xC0) == 0x80)
    byte--;

  return byte;
}

static char *
window_at (const Search *search, gsize byte)
{
  gsize end = character_start (search, MIN (byte + WINDOW, search->length));

  return g_strndup (search->text + byte, end - byte);
}

static void
keep (Search *search, TdDocumentReference *reference, gsize start, gsize end)
{
  reference->start = characters_to (search, start);
  reference->length = characters_to (search, end) - reference->start;
  g_ptr_array_add (search->found, reference);
}

/* "… và 14/QĐ-UBND": numbers that share the kind named before. */
static gsize
find_more (Search *search, const char *doc_type, gsize byte)
{
  while (search->found->len < MAX_REFERENCES)
    {
      TdDocumentReference *reference = g_new0 (TdDocumentReference, 1);
      g_autofree char *window = window_at (search, byte);
      g_autoptr (GMatchInfo) match = NULL;
      int number_start = 0;
      gsize end;

      match_at (search->grammar, PATTERN_MORE, window, 0, &match);
      reference->doc_type = g_strdup (doc_type);
      end = take_number (search->grammar, PATTERN_MORE, window, 0, reference);
      if (end == 0)
        {
          td_document_reference_free (reference);
          return byte;
        }
      g_match_info_fetch_named_pos (match, "number", &number_start, NULL);
      keep (search, reference, byte + (gsize) number_start, byte + end);
      byte += end;
    }

  return byte;
}

/* Tries the kind of document at @start, @type_length bytes; gives where to go on. */
static gsize
find_at (Search *search, gsize start, gsize type_length)
{
  TdDocumentReference *reference = g_new0 (TdDocumentReference, 1);
  g_autofree char *window = window_at (search, start);
  g_autofree char *printed = g_strndup (window, type_length);
  gsize end;

  reference->doc_type = td_text_clean (printed, -1);
  end = take_reference (search->grammar, window, type_length, reference);
  if (end == 0)
    {
      td_document_reference_free (reference);
      return start + type_length;
    }
  keep (search, reference, start, start + end);

  return reference->number != NULL ? find_more (search, reference->doc_type, start + end)
                                   : start + end;
}

/* Looks through the bytes from @start to @end; gives where the next citation may begin. */
static gsize
find_in_segment (Search *search, gsize start, gsize end, gsize next)
{
  g_autofree char *segment = g_strndup (search->text + start, end - start);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (search->grammar->patterns[PATTERN_TYPE], segment, 0, &match);
  while (g_match_info_matches (match) && search->found->len < MAX_REFERENCES)
    {
      int from, to;

      g_match_info_fetch_pos (match, 0, &from, &to);
      /* Near the end the kind may be a part of a longer one, which the next segment shows. */
      if (start + (gsize) from >= next &&
          (start + (gsize) to + OVERLAP / 4 < end || end == search->length))
        next = find_at (search, start + (gsize) from, (gsize) (to - from));
      g_match_info_next (match, NULL);
    }

  return next;
}

/* Where the segment behind the one that ends at @end begins: at a space within the overlap. */
static gsize
next_segment (const Search *search, gsize end)
{
  gsize start = end - OVERLAP;

  for (gsize i = start; i < end - OVERLAP / 2; i++)
    {
      if (search->text[i] == ' ' || search->text[i] == '\n')
        return i;
    }

  return character_start (search, start);
}

/**
 * td_document_reference_find_all:
 * @text: NFC text
 *
 * Finds the official documents that @text cites, by number ("Quyết định số 12/QĐ-UBND ngày … của
 * …") or by name ("Luật Giáo dục 2019"), in time linear to its length.
 *
 * Returns: (transfer full) (element-type TdDocumentReference): the citations in order; they do not
 *   overlap
 */
GPtrArray *
td_document_reference_find_all (const char *text)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) td_document_reference_free);
  Grammar grammar;
  Search search = { &grammar, text, 0, 0, 0, found };
  gsize start = 0, end = 0, next = 0;

  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), found);

  search.length = strlen (text);
  grammar_init (&grammar);
  while (end < search.length)
    {
      end = character_start (&search, MIN (start + SEGMENT, search.length));
      next = find_in_segment (&search, start, end, next);
      if (end < search.length)
        start = next_segment (&search, end);
    }
  grammar_clear (&grammar);

  return found;
}
