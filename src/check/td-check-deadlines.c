/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "td-check-context.h"
#include "td-date.h"
#include "td-deadline.h"
#include "td-pattern.h"

TD_PATTERN (yearly_report,
            "báo cáo|tổng kết|đánh giá|chấm điểm|tự chấm|công bố|quyết toán|khen thưởng|xếp hạng")
TD_PATTERN (
    due_words,
    "(?:trước|chậm nhất|muộn nhất|hạn cuối|đến hết|xong trong|hoàn thành trong)\\s+(?:là\\s+)?"
    "(?:ngày\\s+)?(?:(\\d{1,2})\\s*/\\s*)?(?:tháng\\s+)?(\\d{1,2})\\s*/\\s*(\\d{4})(?!\\d)")
TD_PATTERN (due_long,
            "(?:trước|chậm nhất|muộn nhất|hạn cuối|đến hết)\\s+(?:là\\s+)?ngày\\s+(\\d{1,2})\\s+"
            "tháng\\s+(\\d{1,2})\\s+năm\\s+(\\d{4})(?!\\d)")

static int
year_of (const char *iso)
{
  return iso != NULL ? atoi (iso) : 0;
}

static void
report (TdCheck *check,
        const TdTaskRow *task,
        const char *rule,
        TdSeverity severity,
        const char *message)
{
  g_autofree char *place = td_check_task_place (check, task);
  TdFinding *finding = td_check_add (check, rule, severity, place, TD_KIND_TASK, task->row.id,
                                     task->deadline_text, "%s", message);

  finding->field = "deadline_text";
}

static void
check_before_plan (TdCheck *check, const TdTaskRow *task)
{
  g_autofree char *due = td_date_display_iso (task->deadline_end);
  g_autofree char *dated = td_date_display_iso (check->first_day);
  g_autofree char *message = g_strdup_printf (
      _ ("The deadline ends on %s, before the plan itself is dated (%s)."), due, dated);

  report (check, task, "deadline-before-plan", TD_SEVERITY_ERROR, message);
}

static void
check_year (TdCheck *check, const TdTaskRow *task)
{
  int start = year_of (task->deadline_start != NULL ? task->deadline_start : task->deadline_end);
  int end = year_of (task->deadline_end);
  g_autofree char *message = NULL;

  if (check->year == 0 || (start <= check->year && end >= check->year))
    return;
  /* The report of a year is made at the beginning of the next one. */
  if (start == check->year + 1 && g_strcmp0 (task->deadline_end, "") != 0 &&
      atoi (task->deadline_end + 5) <= 3 &&
      (td_pattern_matches (yearly_report (), task->content) ||
       td_pattern_matches (yearly_report (), task->product_text)))
    return;
  message =
      g_strdup_printf (_ ("The deadline lies outside the year of the plan (%d)."), check->year);
  report (check, task, "deadline-outside-year", TD_SEVERITY_ERROR, message);
}

static gboolean
is_later_than_plan (const TdTaskRow *task)
{
  return g_strcmp0 (task->deadline_kind, "recurring") == 0 ||
         g_strcmp0 (task->deadline_kind, "continuous") == 0 || task->deadline_end == NULL ||
         strlen (task->deadline_end) != 10;
}

static void
check_task (TdCheck *check, const TdTaskRow *task)
{
  if (is_later_than_plan (task))
    return;
  if (check->first_day != NULL && strcmp (task->deadline_end, check->first_day) < 0 &&
      year_of (task->deadline_end) == check->year)
    check_before_plan (check, task);
  check_year (check, task);
  if (task->deadline_start != NULL && strcmp (task->deadline_start, task->deadline_end) > 0)
    report (check, task, "window-backwards", TD_SEVERITY_ERROR,
            _ ("The end of the deadline lies before its beginning."));
}

/* A day of the body by which something is due. */
static void
check_due (TdCheck *check, const TdCheckText *text, GRegex *pattern)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (pattern, text->text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *day = g_match_info_fetch (match, 1);
      g_autofree char *month = g_match_info_fetch (match, 2);
      g_autofree char *year = g_match_info_fetch (match, 3);
      int d = atoi (day), m = atoi (month), y = atoi (year), start, end;
      g_autofree char *iso = NULL;
      g_autofree char *dated = NULL;

      if (m < 1 || m > 12)
        continue;
      if (d == 0)
        d = g_date_get_days_in_month ((GDateMonth) m, (GDateYear) y);
      g_match_info_fetch_pos (match, 0, &start, &end);
      iso = td_date_iso_from_ymd (y, m, d);
      if (iso == NULL || strcmp (iso, check->first_day) >= 0 ||
          td_check_in_reference (text, (gsize) start))
        continue;
      dated = td_date_display_iso (check->first_day);
      td_check_add_at (check, "deadline-before-plan", TD_SEVERITY_ERROR, text, start, end,
                       _ ("This day lies before the plan itself is dated (%s)."), dated);
    }
}

/**
 * td_check_deadlines:
 * @check: a check
 *
 * Deadlines before the plan's own date or outside its year, windows that run backwards.
 */
void
td_check_deadlines (TdCheck *check)
{
  for (guint i = 0; i < td_plan_data_count (check->data, TD_KIND_TASK); i++)
    {
      const TdTaskRow *task = td_plan_data_nth (check->data, TD_KIND_TASK, i);

      if (td_check_is_in_annex (task) && !td_check_is_slot (task->content))
        check_task (check, task);
    }
  for (guint i = 0; check->first_day != NULL && i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);

      if (text->looks_back || (text->role != TD_TEXT_BODY && text->role != TD_TEXT_PREAMBLE &&
                               text->role != TD_TEXT_CLOSING))
        continue;
      check_due (check, text, due_words ());
      check_due (check, text, due_long ());
    }
}
