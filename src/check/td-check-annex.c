/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "td-check-context.h"
#include "td-date.h"
#include "td-pattern.h"
#include "td-text.h"

TD_PATTERN (annex_word, "phụ lục|đính kèm|(?:biểu|bảng|danh mục)(?:\\s+\\p{L}+){0,8}?\\s+kèm theo")
TD_PATTERN (
    own_annex,
    "(?:phụ lục|bảng|biểu|danh mục)(?:\\s+[IVX]{1,4}|\\s+\\d{1,2})?(?:\\s+chi tiết)?\\s+(?:kèm "
    "theo|đính kèm|ban hành kèm)"
    "(?!\\s+(?:của\\s+|theo\\s+)?(?:nghị|quyết định|thông tư|công văn|kế hoạch số|báo cáo số))")
TD_PATTERN (reference_date,
            "ngày\\s+(\\d{1,2})\\s+tháng\\s+(\\d{1,2})\\s+năm\\s+(\\d{4})|ngày\\s+(\\d{1,2})/"
            "(\\d{1,2})/(\\d{4})")
TD_PATTERN (reference_number,
            "số\\s*:?\\s*(\\d{1,5})\\s*/\\s*([\\p{L}&]{1,6}(?:-[\\p{L}&]{1,12})+)")
TD_PATTERN (reference_symbol, "/\\s*([\\p{Lu}][\\p{L}&]{0,5}(?:-[\\p{L}&]{1,12})+)")
TD_PATTERN (reference_type,
            "kèm theo\\s+(kế hoạch|quyết định|công văn|thông báo|báo cáo|chương trình|tờ trình|đề "
            "án|phương án|hướng dẫn)")

static gboolean
has_annex (const TdCheck *check)
{
  for (guint i = 0; i < td_plan_data_count (check->data, TD_KIND_TASK); i++)
    {
      if (td_check_is_in_annex (td_plan_data_nth (check->data, TD_KIND_TASK, i)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_body (const TdCheckText *text)
{
  return text->role == TD_TEXT_BODY || text->role == TD_TEXT_HEADING ||
         text->role == TD_TEXT_PREAMBLE || text->role == TD_TEXT_CLOSING;
}

/* RULE nd30-I-III.1: the body says that there is an annex. */
static void
check_mention (TdCheck *check)
{
  const TdCheckText *promise = NULL;
  gboolean mentioned = FALSE;
  int start = 0, end = 0;

  for (guint i = 0; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);

      if (!is_body (text))
        continue;
      mentioned = mentioned || td_pattern_matches (annex_word (), text->text);
      if (promise == NULL && td_pattern_find (own_annex (), text->text, &start, &end))
        promise = text;
    }
  for (guint i = 0; i < check->slots->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->slots, i);

      mentioned = mentioned || (is_body (text) && td_pattern_matches (annex_word (), text->text));
    }
  if (has_annex (check) && !mentioned)
    td_check_add (check, "annex-not-mentioned", TD_SEVERITY_WARNING, "annex", TD_KIND_PLAN, 0,
                  check->data->plan->annex_label != NULL ? check->data->plan->annex_label
                                                         : "Phụ lục",
                  _ ("The plan has an annex, but its text does not refer to it."));
  else if (!has_annex (check) && promise != NULL && check->data->plan->annex_label == NULL)
    {
      td_pattern_find (own_annex (), promise->text, &start, &end);
      td_check_add_at (check, "annex-missing", TD_SEVERITY_WARNING, promise, (gsize) start,
                       (gsize) end, _ ("The text refers to an annex, but there is none."));
    }
}

static void
report (TdCheck *check, const char *message)
{
  const TdPlanRow *plan = check->data->plan;
  TdFinding *finding =
      td_check_add (check, "annex-reference", TD_SEVERITY_ERROR, "annex", TD_KIND_PLAN,
                    plan->row.id, plan->annex_reference, "%s", message);

  finding->field = "annex_reference";
}

static void
check_reference_number (TdCheck *check)
{
  const TdPlanRow *plan = check->data->plan;
  g_autofree char *number = td_pattern_fetch (reference_number (), plan->annex_reference, 1);
  g_autofree char *symbol = td_pattern_fetch (reference_symbol (), plan->annex_reference, 1);
  g_autofree char *message = NULL;

  if (number != NULL && plan->number != NULL && atoi (number) != atoi (plan->number))
    message = g_strdup_printf (_ ("The annex belongs to plan no. %s, the header says no. %s."),
                               number, plan->number);
  else if (symbol != NULL && plan->symbol != NULL && !g_str_equal (symbol, plan->symbol))
    message =
        g_strdup_printf (_ ("The annex names the symbol %s, the header %s."), symbol, plan->symbol);
  if (message != NULL)
    report (check, message);
}

static void
check_reference_date (TdCheck *check)
{
  const TdPlanRow *plan = check->data->plan;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *message = NULL;

  if (!g_regex_match (reference_date (), plan->annex_reference, 0, &match))
    return;

  int base = 1;
  g_autofree char *long_day = g_match_info_fetch (match, 1);
  if (long_day == NULL || *long_day == '\0')
    base = 4;
  g_autofree char *day = g_match_info_fetch (match, base);
  g_autofree char *month = g_match_info_fetch (match, base + 1);
  g_autofree char *year = g_match_info_fetch (match, base + 2);
  g_autofree char *iso = td_date_iso_from_ymd (atoi (year), atoi (month), atoi (day));

  if (plan->issued_date != NULL && iso != NULL && !g_str_equal (iso, plan->issued_date))
    {
      g_autofree char *shown = td_date_display_iso (plan->issued_date);

      message = g_strdup_printf (_ ("The annex names another date than the header (%s)."), shown);
    }
  else if (plan->issued_date == NULL &&
           ((plan->issued_year > 0 && plan->issued_year != atoi (year)) ||
            (plan->month > 0 && plan->month != atoi (month))))
    message = g_strdup_printf (_ ("The annex names another month or year than the header."));
  if (message != NULL)
    report (check, message);
}

static void
check_reference (TdCheck *check)
{
  const TdPlanRow *plan = check->data->plan;
  g_autofree char *type = td_pattern_fetch (reference_type (), plan->annex_reference, 1);

  if (plan->annex_reference == NULL)
    return;
  check_reference_number (check);
  check_reference_date (check);
  if (type != NULL && plan->doc_type != NULL && !td_text_equal_folded (type, plan->doc_type))
    {
      g_autofree char *message = g_strdup_printf (
          _ ("The annex belongs to a “%s”, the document is a “%s”."), type, plan->doc_type);
      report (check, message);
    }
}

/**
 * td_check_annex:
 * @check: a check
 *
 * The annex and the words that refer to it.
 */
void
td_check_annex (TdCheck *check)
{
  check_mention (check);
  check_reference (check);
}
