/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-header-reader.h"

#include <stdlib.h>
#include <string.h>

#include "td-agency-name.h"
#include "td-date.h"
#include "td-pattern.h"
#include "td-plan-line.h"
#include "td-text.h"

TD_PATTERN (motto_pattern, "cộng h(?:òa|oà) xã hội chủ nghĩa|độc lập\\s*[-–—]\\s*tự do")
TD_PATTERN (number_pattern, "^số\\s*:?\\s*([^/]*?)\\s*/\\s*(\\S.*)$")
TD_PATTERN_EXACT (joined_motto_pattern,
                  "^(\\S.*?)\\s*(CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA.*|Độc lập\\s*[-–—]\\s*Tự do.*)$")
TD_PATTERN_EXACT (
    joined_place_pattern,
    "^(Số\\s*:.*?/\\s*\\p{Lu}(?:[\\p{L}&\\d-]*(?=\\s)|[\\p{Lu}&\\d-]*(?=\\p{Lu}\\p{Ll})))\\s*"
    "(\\p{Lu}.*ngày\\b.*)$")
TD_PATTERN (number_alone_pattern, "^số\\s*:\\s*(\\d+)\\s*$")
TD_PATTERN (
    short_date_pattern,
    "^(.*?)[,;.]?\\s*(ngày\\s*([\\d.…_\\s]*?)\\s*/\\s*(\\d{0,2}[.…_\\s]*?)\\s*/\\s*(20\\d\\d))$")
TD_PATTERN (date_pattern,
            "^(.*?)[,;.]?\\s*(ngày\\s*([\\d.…_\\s]*?)\\s*tháng\\s*([\\d.…_\\s]*?)\\s*năm\\s*([\\d."
            "…_\\s]*))$")
TD_PATTERN_EXACT (
    office_pattern,
    "^(SỞ|PHÒNG|VĂN PHÒNG|TRƯỜNG|TRUNG TÂM|BAN|BỘ|CỤC|CHI CỤC|THANH TRA|VIỆN|HỌC VIỆN|ĐẠI HỌC)\\b")
TD_PATTERN (urgency_pattern, "^(hỏa tốc|hoả tốc|thượng khẩn|khẩn)$")
TD_PATTERN (circulation_pattern, "^(lưu hành nội bộ|xem xong trả lại|dự thảo(?:\\s.*)?)$")
TD_PATTERN (subject_pattern, "^v/v\\s*:?\\s*(\\S.*)$")
TD_PATTERN (year_pattern, "(?:năm|giai đoạn)?\\s*\\b(20\\d\\d)\\b")
TD_PATTERN (title_year_pattern, "năm\\s+(20\\d\\d)")

static gint64
number_of (const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        return strtol (p, NULL, 10);
    }

  return 0;
}

static void
append_line (char **field, const char *text)
{
  g_autofree char *before = *field;
  g_autofree char *clean = td_text_clean (text, -1);

  *field = before != NULL ? g_strconcat (before, " ", clean, NULL) : g_strdup (clean);
}

/* A file may say the same thing twice: the last one counts. */
static void
replace (char **place, char *text)
{
  g_free (*place);
  *place = text;
}

static gboolean
read_number (TdPlanRow *plan, const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;

  if (g_regex_match (number_pattern (), text, 0, &match))
    {
      g_autofree char *number = g_match_info_fetch (match, 1);
      g_autofree char *symbol = g_match_info_fetch (match, 2);
      g_strdelimit (number, ".…_ ", ' ');
      g_strstrip (number);
      if (number_of (number) > 0)
        replace (&plan->number, g_strdup (number));
      replace (&plan->symbol, td_text_clean (symbol, -1));
      return TRUE;
    }
  plan->number =
      plan->number != NULL ? plan->number : td_pattern_fetch (number_alone_pattern (), text, 1);

  return plan->number != NULL && td_pattern_matches (number_alone_pattern (), text);
}

static gboolean
read_date (TdPlanRow *plan, const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;

  if (plan->date_text != NULL)
    return FALSE;
  if (!g_regex_match (date_pattern (), text, 0, &match))
    {
      g_clear_pointer (&match, g_match_info_unref);
      if (!g_regex_match (short_date_pattern (), text, 0, &match))
        return FALSE;
    }

  g_autofree char *place = g_match_info_fetch (match, 1);
  g_autofree char *words = g_match_info_fetch (match, 2);
  g_autofree char *day = g_match_info_fetch (match, 3);
  g_autofree char *month = g_match_info_fetch (match, 4);
  g_autofree char *year = g_match_info_fetch (match, 5);
  g_autofree char *clean_place = td_text_clean (place, -1);

  td_plan_text_trim_end (clean_place, ",;.");
  if (*clean_place != '\0')
    replace (&plan->place, g_steal_pointer (&clean_place));
  replace (&plan->date_text, g_strdup (g_strstrip (words)));
  plan->day = number_of (day);
  plan->month = number_of (month);
  plan->issued_year = number_of (year);
  if (plan->day > 31 || plan->month > 12 || (plan->issued_year != 0 && plan->issued_year < 1900))
    plan->day = plan->month = plan->issued_year = 0;
  if (g_date_valid_dmy (plan->day, plan->month, plan->issued_year))
    {
      GDate date;
      g_date_clear (&date, 1);
      g_date_set_dmy (&date, plan->day, plan->month, plan->issued_year);
      replace (&plan->issued_date, td_date_format_iso (&date));
    }

  return TRUE;
}

/* Pieces with a mark of their own; FALSE leaves an agency line. */
static gboolean
read_marked_piece (TdPlanRow *plan, const char *text)
{
  if (td_pattern_matches (motto_pattern (), text))
    return TRUE;
  if (read_number (plan, text) || read_date (plan, text))
    return TRUE;
  if (td_pattern_matches (urgency_pattern (), text))
    {
      replace (&plan->urgency, td_text_upper (text));
      return TRUE;
    }
  if (td_pattern_matches (circulation_pattern (), text))
    {
      g_autofree char *upper = td_text_upper (text);
      if (!g_str_has_prefix (upper, "DỰ THẢO"))
        replace (&plan->circulation, g_steal_pointer (&upper));
      return TRUE;
    }

  return FALSE;
}

/* What stands left and right in one line, when nothing but words tells where the right side begins.
 * A PDF keeps no tabs, and a header may be set with a few spaces. */
static GPtrArray *
split_sides (GPtrArray *pieces)
{
  GPtrArray *split = g_ptr_array_new_with_free_func ((GDestroyNotify) td_plan_piece_free);

  for (guint i = 0; i < pieces->len; i++)
    {
      const TdPlanPiece *piece = pieces->pdata[i];
      g_autofree char *left = td_pattern_fetch (joined_motto_pattern (), piece->text, 1);
      g_autofree char *right = td_pattern_fetch (joined_motto_pattern (), piece->text, 2);

      if (left == NULL)
        {
          left = td_pattern_fetch (joined_place_pattern (), piece->text, 1);
          right = td_pattern_fetch (joined_place_pattern (), piece->text, 2);
        }
      g_ptr_array_add (
          split, td_plan_piece_new (left != NULL ? left : piece->text, piece->bold, piece->column));
      if (right != NULL)
        g_ptr_array_add (split, td_plan_piece_new (right, piece->bold, piece->column + 1));
    }

  return split;
}

/* The upper agency stands above in plain letters, the issuing one below in bold ones. Where the
 * letters tell nothing, an office ("SỞ ...") issues and what stands above it is its upper. */
static void
read_agencies (TdPlanRow *plan, GPtrArray *lines)
{
  guint first_own = lines->len;
  gboolean any_plain = FALSE;

  for (guint i = 0; i < lines->len; i++)
    any_plain |= !((TdPlanPiece *) lines->pdata[i])->bold;
  for (guint i = 0; i < lines->len && first_own == lines->len; i++)
    {
      const TdPlanPiece *piece = lines->pdata[i];
      if (any_plain && piece->bold)
        first_own = i;
    }
  for (guint i = 0; i < lines->len && first_own == lines->len; i++)
    {
      const TdPlanPiece *piece = lines->pdata[i];
      if (td_pattern_matches (office_pattern (), piece->text))
        first_own = i;
    }
  if (first_own == lines->len && lines->len > 0)
    first_own = lines->len - 1;

  for (guint i = 0; i < lines->len; i++)
    append_line (i < first_own ? &plan->parent_agency : &plan->agency,
                 ((TdPlanPiece *) lines->pdata[i])->text);
}

static void
read_title (const TdPlanFrame *frame, TdPlanRow *plan)
{
  for (guint i = 0; i < frame->title->len; i++)
    append_line (&plan->title, frame->title->pdata[i]);
  /* RULE nd30/letter-subject: a letter (công văn) names its subject below its number. */
  for (guint i = 0; plan->title == NULL && i < frame->header->len; i++)
    {
      const TdPlanPiece *piece = frame->header->pdata[i];
      plan->title = td_pattern_fetch (subject_pattern (), piece->text, 1);
    }
}

/* The most frequent year of the body, for a plan that names its year nowhere else. */
static gint64
frequent_year (const TdPlanFrame *frame)
{
  guint counts[100] = { 0 };
  guint best = 0;

  for (guint i = 0; i < frame->body->len; i++)
    {
      const TdPlanLine *line = frame->body->pdata[i];
      g_autofree char *year = td_pattern_fetch (title_year_pattern (), line->whole, 1);
      if (year != NULL)
        counts[number_of (year) - 2000]++;
    }
  for (guint i = 1; i < G_N_ELEMENTS (counts); i++)
    best = counts[i] > counts[best] ? i : best;

  return counts[best] > 0 ? 2000 + best : 0;
}

static void
read_plan_year (const TdPlanFrame *frame, TdPlanRow *plan)
{
  g_autofree char *named = td_pattern_fetch (title_year_pattern (), plan->title, 1);
  g_autofree char *any = td_pattern_fetch (year_pattern (), plan->title, 1);

  plan->year = number_of (named != NULL ? named : any);
  if (plan->year == 0)
    plan->year = plan->issued_year;
  if (plan->year == 0)
    plan->year = frequent_year (frame);
}

static gboolean
ends_with_word (const char *text, const char *word)
{
  gsize length = strlen (text), n = strlen (word);

  return n > 0 && g_str_has_suffix (text, word) && (length == n || text[length - n - 1] == ' ');
}

/* "Sở Giáo dục và Đào tạo" as sentences write it, with the place. */
static void
make_full_name (TdPlanRow *plan)
{
  g_autofree char *folded = plan->agency != NULL ? td_text_fold (plan->agency) : NULL;
  const char *place = plan->place != NULL ? plan->place : "";

  if (folded == NULL)
    return;

  g_autofree char *name = td_agency_name_from_capitals (plan->agency);
  g_autofree char *parent =
      plan->parent_agency != NULL ? td_text_fold (plan->parent_agency) : g_strdup ("");
  g_autofree char *folded_place = td_text_fold (place);

  if (*place == '\0' || g_str_has_prefix (folded, "truong ")) /* a school has a name of its own */
    plan->agency_full = g_steal_pointer (&name);
  else if (ends_with_word (folded, folded_place))
    {
      glong kept = g_utf8_strlen (name, -1) - g_utf8_strlen (place, -1);
      g_autofree char *head = kept > 0 ? g_utf8_substring (name, 0, kept) : g_strdup ("");

      plan->agency_full = g_strconcat (head, place, NULL); /* the place is written as it should */
    }
  else
    plan->agency_full =
        g_strconcat (name, " ", strstr (parent, " tinh ") != NULL ? "tỉnh " : "", place, NULL);
}

/**
 * td_plan_header_reader_read:
 * @frame: the parts of a document
 * @data: plan to fill
 *
 * Reads the header block (Decree 30/2020, Annex I, boxes 1 to 5a): agencies, number and symbol,
 * place and date with their blanks, kind and title.
 */
void
td_plan_header_reader_read (const TdPlanFrame *frame, TdPlanData *data)
{
  TdPlanRow *plan = data->plan;
  g_autoptr (GPtrArray) agencies = g_ptr_array_new ();
  g_autoptr (GPtrArray) pieces = split_sides (frame->header);

  for (guint i = 0; i < pieces->len; i++)
    {
      TdPlanPiece *piece = pieces->pdata[i];
      if (!read_marked_piece (plan, piece->text) && td_text_is_upper (piece->text))
        g_ptr_array_add (agencies, piece);
    }
  read_agencies (plan, agencies);
  plan->doc_type = g_strdup (frame->doc_type);
  read_title (frame, plan);
  read_plan_year (frame, plan);
  make_full_name (plan);
}
