/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "td-check-context.h"
#include "td-pattern.h"
#include "td-text.h"

TD_PATTERN (printed_date, "ngày\\s+(\\d{1,2})\\s+tháng\\s+(\\d{1,2})\\s")
TD_PATTERN (final_mark, "[.;:,]\\s*$")

static TdFinding *
report (TdCheck *check,
        const char *rule,
        TdSeverity severity,
        const char *field,
        const char *words,
        const char *message)
{
  TdFinding *finding = td_check_add (check, rule, severity, "header", TD_KIND_PLAN,
                                     check->data->plan->row.id, words, "%s", message);

  finding->field = field;

  return finding;
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || td_text_is_blank (text);
}

/* RULE nd30-I-II: agency, kind and title are there. */
static void
check_parts (TdCheck *check)
{
  const TdPlanRow *plan = check->data->plan;

  if (is_blank (plan->agency))
    report (check, "header-incomplete", TD_SEVERITY_WARNING, "agency", "Tên cơ quan ban hành",
            _ ("The header does not name the agency."));
  if (is_blank (plan->doc_type))
    report (check, "header-incomplete", TD_SEVERITY_WARNING, "doc_type", "Tên loại văn bản",
            _ ("The header does not name the kind of document."));
  if (is_blank (plan->title))
    report (check, "header-incomplete", TD_SEVERITY_WARNING, "title", "Trích yếu",
            _ ("The document has no title."));
  if (is_blank (plan->symbol))
    report (check, "header-incomplete", TD_SEVERITY_WARNING, "symbol", "Số, ký hiệu",
            _ ("The document has no symbol."));
}

/* RULE nd30-I-II.3: the first group of the symbol is the abbreviation of the kind. */
static void
check_symbol (TdCheck *check)
{
  const TdPlanRow *plan = check->data->plan;
  g_auto (GStrv) groups = plan->symbol != NULL ? g_strsplit (plan->symbol, "-", 2) : NULL;
  const GPtrArray *names = groups != NULL ? td_rule_set_type_names (check->rules, groups[0]) : NULL;
  g_autofree char *message = NULL;

  if (is_blank (plan->doc_type) || groups == NULL || *plan->symbol == '\0')
    return;
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      if (td_text_equal_folded (g_ptr_array_index ((GPtrArray *) names, i), plan->doc_type))
        names = NULL;
    }
  if (names != NULL)
    {
      message =
          g_strdup_printf (_ ("The symbol %s does not fit a “%s”."), plan->symbol, plan->doc_type);
      report (check, "header-symbol", TD_SEVERITY_ERROR, "symbol", plan->symbol, message);
    }
  else if (groups[1] == NULL || strpbrk (plan->symbol, " /") != NULL)
    {
      message = g_strdup_printf (
          _ ("The groups of a symbol are joined by a hyphen without spaces: KH-SGDĐT."));
      report (check, "header-symbol", TD_SEVERITY_WARNING, "symbol", plan->symbol, message);
    }
}

/* RULE nd30-I-II.3: numbers below 10 have a zero before them. */
static void
check_number (TdCheck *check)
{
  const char *number = check->data->plan->number;
  gint64 value;

  if (number == NULL || !g_ascii_string_to_signed (number, 10, 1, 9, &value, NULL) ||
      *number == '0')
    return;
  g_autofree char *right = g_strdup_printf ("0%d", (int) value);
  g_autofree char *message =
      g_strdup_printf (_ ("Numbers below 10 are written with a zero: %s."), right);
  td_finding_set_fix (
      report (check, "header-number", TD_SEVERITY_WARNING, "number", number, message), right);
}

/* RULE nd30-I-II.4: a zero before days below 10 and before months 1 and 2, not before others. */
static void
check_date (TdCheck *check)
{
  const TdPlanRow *plan = check->data->plan;
  g_autofree char *day = td_pattern_fetch (printed_date (), plan->date_text, 1);
  g_autofree char *month = td_pattern_fetch (printed_date (), plan->date_text, 2);
  g_autofree char *right = NULL;
  g_autofree char *message = NULL;

  if (day == NULL || month == NULL || g_strcmp0 (plan->date_text, "") == 0)
    return;
  right = g_strdup_printf (atoi (month) <= 2 ? "ngày %02d tháng %02d" : "ngày %02d tháng %d",
                           atoi (day), atoi (month));
  if (strstr (plan->date_text, right) != NULL || strlen (day) > 2)
    return;
  message = g_strdup_printf (
      _ ("The date is written “%s”: a zero before days below 10 and months 1 and 2 only."), right);
  report (check, "header-date", TD_SEVERITY_HINT, "date_text", plan->date_text, message);
}

/* A plan is made in its year or at the end of the year before. */
static void
check_year (TdCheck *check)
{
  const TdPlanRow *plan = check->data->plan;
  int year = plan->issued_date != NULL ? atoi (plan->issued_date) : (int) plan->issued_year;
  int month = plan->issued_date != NULL ? atoi (plan->issued_date + 5) : (int) plan->month;
  g_autofree char *message = NULL;
  g_autofree char *words = NULL;

  if (year == 0 || plan->year == 0 || year == plan->year ||
      (year == plan->year - 1 && (month == 0 || month >= 9)))
    return;
  message = g_strdup_printf (
      _ ("A plan for %d is dated in %d; one of the years is left over from another plan."),
      (int) plan->year, year);
  words = g_strdup_printf ("%d", year);
  report (check, "header-year", TD_SEVERITY_ERROR, "issued_date",
          plan->date_text != NULL ? plan->date_text : words, message);
}

static void
check_title (TdCheck *check)
{
  const TdPlanRow *plan = check->data->plan;

  if (plan->title != NULL && td_pattern_matches (final_mark (), plan->title))
    report (check, "header-title-mark", TD_SEVERITY_HINT, "title", plan->title,
            _ ("There is no mark at the end of a title."));
}

/* RULE nd30-I-V.6b: titles of sections numbered I, II are in capitals; here: all or none. */
static void
check_heading_case (TdCheck *check)
{
  g_autoptr (GPtrArray) sections = td_plan_data_child_sections (check->data, 0);
  guint upper = 0;

  for (guint i = 0; i < sections->len; i++)
    {
      const TdSectionRow *section = g_ptr_array_index (sections, i);

      upper += section->title != NULL && td_text_is_upper (section->title);
    }
  for (guint i = 0; i < sections->len && upper * 2 > sections->len; i++)
    {
      const TdSectionRow *section = g_ptr_array_index (sections, i);
      g_autofree char *place = NULL;
      g_autofree char *right = NULL;
      TdFinding *finding;

      if (is_blank (section->title) || td_text_is_upper (section->title) ||
          g_strcmp0 (section->number_style, "roman") != 0 || section->run_in)
        continue;
      place = td_plan_data_section_path (check->data, section);
      right = td_text_upper (section->title);
      finding =
          td_check_add (check, "heading-case", TD_SEVERITY_WARNING, place, TD_KIND_SECTION,
                        section->row.id, section->title,
                        _ ("Titles of sections with Roman numbers are in capitals: “%s”."), right);
      finding->field = "title";
      td_finding_set_fix (finding, right);
    }
}

/**
 * td_check_header:
 * @check: a check
 *
 * Agency, number and symbol, date and title of the document.
 */
void
td_check_header (TdCheck *check)
{
  check_parts (check);
  check_symbol (check);
  check_number (check);
  check_date (check);
  check_year (check);
  check_title (check);
  check_heading_case (check);
}
