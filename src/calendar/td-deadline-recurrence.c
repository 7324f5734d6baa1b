/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-deadline-private.h"

/* From fine to coarse: of "quý, 6 tháng, năm" the finest makes the occurrences. */
typedef enum
{
  FREQUENCY_DAILY,
  FREQUENCY_WEEKLY,
  FREQUENCY_MONTHLY,
  FREQUENCY_QUARTERLY,
  FREQUENCY_HALF_YEARLY,
  FREQUENCY_YEARLY,
  FREQUENCY_PERIODIC, /* "định kỳ": the report regime says when */
} Frequency;

static const char *const frequency_names[] = {
  "daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly", "periodic",
};

typedef struct
{
  Frequency frequency;
  int interval; /* every so many */
  int count;    /* times within one, 0: not said */
} Rule;

static char *
rule_format (const Rule *rule)
{
  GString *text = g_string_new (frequency_names[rule->frequency]);

  if (rule->interval > 1)
    g_string_append_printf (text, ";interval=%d", rule->interval);
  if (rule->count > 0)
    g_string_append_printf (text, ";count=%d", rule->count);

  return g_string_free (text, FALSE);
}

static Rule
months_rule (int n)
{
  switch (n)
    {
    case 3:
      return (Rule){ FREQUENCY_QUARTERLY, 1, 0 };
    case 6:
    case 9: /* the third report of a year, beside "6 tháng" and "năm" */
      return (Rule){ FREQUENCY_HALF_YEARLY, 1, 0 };
    case 12:
      return (Rule){ FREQUENCY_YEARLY, 1, 0 };
    default:
      return (Rule){ FREQUENCY_MONTHLY, n, 0 };
    }
}

/* "tháng", "6 tháng", "2 tuần", "quý", "học kỳ", "năm" */
static gboolean
read_unit (TdDeadlineReader *reader, Rule *rule)
{
  guint at = reader->at;
  int n = 1;

  td_deadline_reader_accept_count (reader, 60, &n);
  if (td_deadline_reader_accept (reader, "tháng"))
    *rule = months_rule (n);
  else if (td_deadline_reader_accept (reader, "năm học|năm"))
    *rule = (Rule){ FREQUENCY_YEARLY, n, 0 };
  else if (td_deadline_reader_accept (reader, "tuần|tuần lễ"))
    *rule = (Rule){ FREQUENCY_WEEKLY, n, 0 };
  else if (td_deadline_reader_accept (reader, "quý|quí"))
    *rule = (Rule){ FREQUENCY_QUARTERLY, n, 0 };
  else if (td_deadline_reader_accept (reader, "học kỳ|học kì"))
    *rule = (Rule){ FREQUENCY_HALF_YEARLY, n, 0 };
  else if (td_deadline_reader_accept (reader, "ngày"))
    *rule = (Rule){ FREQUENCY_DAILY, n, 0 };
  else
    {
      reader->at = at;
      return FALSE;
    }

  return TRUE;
}

static gboolean
accept_each (TdDeadlineReader *reader)
{
  return td_deadline_reader_accept (reader, "hằng|hàng|mỗi|từng|theo từng|theo");
}

/* ", 6 tháng và năm": more units; the finest rule stays. Gives how many there were. */
static guint
read_more_units (TdDeadlineReader *reader, Rule *rule)
{
  guint n = 0;

  for (;;)
    {
      guint at = reader->at;
      Rule more;
      gboolean joined = td_deadline_reader_accept_mark (reader, ",;/+-");

      joined = td_deadline_reader_accept (reader, "và|hoặc") || joined;
      accept_each (reader);
      td_deadline_reader_accept (reader, "cả|cuối");
      if (!joined || !read_unit (reader, &more))
        {
          reader->at = at;
          return n;
        }
      if (more.frequency < rule->frequency)
        *rule = more;
      n++;
    }
}

/* "hằng tháng", "mỗi quý 02 lần", "hàng tháng, quý, năm" */
static gboolean
read_each (TdDeadlineReader *reader, Rule *rule)
{
  guint at = reader->at;

  td_deadline_reader_accept (reader, "ít nhất|tối thiểu");
  if (!accept_each (reader) || !read_unit (reader, rule))
    {
      reader->at = at;
      return FALSE;
    }
  read_more_units (reader, rule);
  at = reader->at;
  td_deadline_reader_accept (reader, "ít nhất|tối thiểu");
  if (!td_deadline_reader_accept_count (reader, 366, &rule->count) ||
      !td_deadline_reader_accept (reader, "lần"))
    {
      rule->count = 0;
      reader->at = at;
    }

  return TRUE;
}

/* "thứ Sáu hằng tuần", "ngày làm việc cuối cùng của tháng", "tháng cuối mỗi quý": a part of each.
 */
static gboolean
read_part_of_each (TdDeadlineReader *reader, Rule *rule)
{
  guint at = reader->at;
  gboolean weekday = td_deadline_reader_accept (
      reader, "thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|thứ bảy|chủ nhật|thứ 2|thứ 3|thứ 4|thứ 5"
              "|thứ 6|thứ 7");

  if (weekday ||
      td_deadline_reader_accept (reader, "ngày làm việc cuối cùng|ngày làm việc cuối|ngày cuối cùng"
                                         "|ngày cuối|tuần cuối|tuần đầu|tháng cuối|tháng đầu"))
    {
      gboolean each;

      /* "thứ Hai tuần đầu tiên của tháng" */
      if (weekday && td_deadline_reader_accept (reader, "tuần đầu tiên|tuần đầu|tuần cuối cùng"
                                                        "|tuần cuối|đầu tiên|cuối cùng"))
        weekday = FALSE;
      td_deadline_reader_accept (reader, "của");
      each = accept_each (reader);
      if (read_unit (reader, rule) && (each || !weekday) && rule->frequency >= FREQUENCY_WEEKLY &&
          td_deadline_reader_at_end (reader))
        return TRUE;
    }
  reader->at = at;
  /* Without "mỗi" it is one: "cuối quý" of this quarter. */
  if (td_deadline_reader_accept (reader, "cuối|đầu|giữa") && accept_each (reader) &&
      read_unit (reader, rule) && rule->frequency >= FREQUENCY_WEEKLY &&
      td_deadline_reader_at_end (reader))
    return TRUE;
  reader->at = at;

  return FALSE;
}

/* "các tháng trong năm" */
static gboolean
read_every_of_year (TdDeadlineReader *reader, Rule *rule)
{
  guint at = reader->at;

  if (td_deadline_reader_accept (reader, "các|tất cả các") && read_unit (reader, rule) &&
      td_deadline_reader_accept (reader, "trong năm|của năm"))
    return TRUE;
  reader->at = at;

  return FALSE;
}

/* "02 lần/năm", "ít nhất một lần mỗi quý", "2 lần trong năm" */
static gboolean
read_times (TdDeadlineReader *reader, Rule *rule)
{
  guint at = reader->at;
  int count;

  td_deadline_reader_accept (reader, "ít nhất|tối thiểu|không dưới|không ít hơn|tối đa");
  if (td_deadline_reader_accept_count (reader, 366, &count) &&
      td_deadline_reader_accept (reader, "lần|đợt|kỳ|kì"))
    {
      gboolean per = td_deadline_reader_accept_mark (reader, "/");

      per =
          td_deadline_reader_accept (reader, "trong mỗi|trong một|trong|mỗi|một|hằng|hàng|trên") ||
          per;
      if (per && read_unit (reader, rule))
        {
          rule->count = count;
          return TRUE;
        }
    }
  reader->at = at;

  return FALSE;
}

/* "6 tháng/lần", "3 tháng một lần", "quý/lần", "1 năm 2 lần" */
static gboolean
read_interval (TdDeadlineReader *reader, Rule *rule)
{
  guint at = reader->at;
  int count = 0;

  td_deadline_reader_accept (reader, "ít nhất|tối thiểu|cứ");
  if (read_unit (reader, rule))
    {
      gboolean slash = td_deadline_reader_accept_mark (reader, "/");
      gboolean counted = td_deadline_reader_accept_count (reader, 366, &count);

      if ((slash || counted) && td_deadline_reader_accept (reader, "lần"))
        {
          rule->count = count > 1 ? count : 0;
          return TRUE;
        }
    }
  reader->at = at;

  return FALSE;
}

/* "định kỳ quý, 6 tháng, năm", "quý, 6 tháng, 9 tháng và năm": report periods in a row. */
static gboolean
read_report_periods (TdDeadlineReader *reader, gboolean periodic, Rule *rule)
{
  guint at = reader->at;

  if (read_unit (reader, rule) && (read_more_units (reader, rule) > 0 || periodic))
    return TRUE;
  reader->at = at;

  return FALSE;
}

/* "định kỳ" alone, or with "và đột xuất", "theo quy định". */
static gboolean
read_periodic (TdDeadlineReader *reader, Rule *rule)
{
  guint at;

  *rule = (Rule){ FREQUENCY_PERIODIC, 1, 0 };
  at = reader->at;
  td_deadline_reader_accept_mark (reader, ",;/");
  td_deadline_reader_accept (reader, "và|hoặc");
  if (!td_deadline_reader_accept (reader, "đột xuất"))
    reader->at = at;

  return TRUE;
}

/* "vào tháng 6 và tháng 11" or "trong năm 2024" behind a rule. */
static void
read_tail (TdDeadlineReader *reader, TdDeadline *deadline)
{
  g_autoptr (GArray) periods = g_array_new (FALSE, FALSE, sizeof (TdPeriod));
  guint at = reader->at;

  td_deadline_reader_accept_mark (reader, ",(");
  td_deadline_reader_accept (reader, "vào các|vào|trong|của|thực hiện vào");
  if (td_deadline_period_read_list (reader, periods))
    {
      td_deadline_set_periods (deadline, periods, reader->year);
      deadline->kind = TD_DEADLINE_RECURRING;
    }
  else
    reader->at = at;
}

static const char *read_day_frame (TdDeadlineReader *reader);

/* ", trước ngày 20 của tháng cuối quý" behind "hằng quý": the day within each. */
static int
read_day_behind (TdDeadlineReader *reader, const Rule *rule, gboolean *exclusive)
{
  guint at = reader->at;
  int day;

  if (rule->frequency < FREQUENCY_MONTHLY || rule->frequency > FREQUENCY_QUARTERLY ||
      rule->interval > 1 || rule->count > 0)
    return 0;
  td_deadline_reader_accept_mark (reader, ",(:");
  *exclusive = td_deadline_reader_accept (reader, "trước");
  if (!*exclusive)
    td_deadline_reader_accept (reader, "chậm nhất là|chậm nhất vào|chậm nhất|muộn nhất|vào|đến|tới"
                                       "|không quá");
  if (td_deadline_reader_accept (reader, "ngày|mùng|mồng|ngày mùng") &&
      td_deadline_reader_accept_number (reader, 1, 31, &day))
    {
      const char *frame = read_day_frame (reader);

      if (frame != NULL ? g_str_equal (frame, frequency_names[rule->frequency])
                        : td_deadline_reader_at_end (reader))
        return day;
    }
  reader->at = at;
  *exclusive = FALSE;

  return 0;
}

/* "ngày cuối cùng của tháng", "cuối mỗi quý" behind "chậm nhất" */
gboolean
td_deadline_read_end_of_period (TdDeadlineReader *reader, TdDeadline *deadline)
{
  Rule rule;

  if (!read_part_of_each (reader, &rule))
    return FALSE;
  deadline->kind = TD_DEADLINE_RECURRING;
  deadline->recurrence = rule_format (&rule);

  return TRUE;
}

gboolean
td_deadline_read_recurrence (TdDeadlineReader *reader, TdDeadline *deadline)
{
  guint at = reader->at;
  gboolean periodic = td_deadline_reader_accept (reader, "định kỳ|định kì|thường kỳ|thường kì");
  Rule rule = { FREQUENCY_PERIODIC, 1, 0 };
  guint behind = reader->at;
  gboolean exclusive = FALSE;
  int day;

  if (periodic)
    td_deadline_reader_accept_mark (reader, ":(");
  if (!read_times (reader, &rule) && !read_interval (reader, &rule) && !read_each (reader, &rule) &&
      !read_part_of_each (reader, &rule) && !read_every_of_year (reader, &rule) &&
      !read_report_periods (reader, periodic, &rule))
    {
      reader->at = behind;
      if (!periodic || !read_periodic (reader, &rule))
        {
          reader->at = at;
          return FALSE;
        }
    }
  td_deadline_reader_accept_mark (reader, ")");
  day = read_day_behind (reader, &rule, &exclusive);
  if (day == 0)
    read_tail (reader, deadline);
  deadline->kind = TD_DEADLINE_RECURRING;
  g_free (deadline->recurrence);
  deadline->recurrence = day == 0
                             ? rule_format (&rule)
                             : g_strdup_printf ("%s;day=%d", frequency_names[rule.frequency], day);
  deadline->end_exclusive = exclusive;

  return TRUE;
}

/* What a day is counted in: "hằng tháng", "tháng cuối của quý", "tháng cuối kỳ báo cáo". */
static const char *
read_day_frame (TdDeadlineReader *reader)
{
  Rule rule;
  guint at = reader->at;

  td_deadline_reader_accept (reader, "của");
  if (accept_each (reader) && td_deadline_reader_accept (reader, "tháng"))
    return "monthly";
  td_deadline_reader_accept (reader, "các");
  if (td_deadline_reader_accept (reader, "tháng sau|tháng tiếp theo|tháng kế tiếp|tháng báo cáo"))
    return "monthly";
  if (td_deadline_reader_accept (reader, "tháng cuối|tháng đầu|tháng cuối cùng"))
    {
      td_deadline_reader_accept (reader, "của");
      accept_each (reader);
      if (td_deadline_reader_accept (reader, "kỳ báo cáo|kì báo cáo|kỳ|kì"))
        return frequency_names[FREQUENCY_PERIODIC];
      if (read_unit (reader, &rule))
        {
          td_deadline_reader_accept (reader, "báo cáo|sau");
          return frequency_names[rule.frequency];
        }
    }
  reader->at = at;

  return NULL;
}

/* "ngày 10 hằng tháng", "ngày 10 của tháng cuối kỳ báo cáo" */
gboolean
td_deadline_read_day_of_period (TdDeadlineReader *reader, TdDeadline *deadline)
{
  guint at = reader->at;
  const char *frame;
  int day;

  if (td_deadline_reader_accept (reader, "ngày|các ngày|mùng|mồng|ngày mùng") &&
      td_deadline_reader_accept_number (reader, 1, 31, &day) &&
      (frame = read_day_frame (reader)) != NULL)
    {
      deadline->kind = TD_DEADLINE_RECURRING;
      deadline->recurrence = g_strdup_printf ("%s;day=%d", frame, day);
      return TRUE;
    }
  reader->at = at;

  return FALSE;
}

/* ";month=6,12" of several periods. */
static void
append_numbers (GString *rule, GArray *periods, const char *key, gboolean days)
{
  g_string_append_printf (rule, ";%s=", key);
  for (guint i = 0; i < periods->len; i++)
    {
      const TdPeriod *period = &g_array_index (periods, TdPeriod, i);
      int number = period->type == TD_PERIOD_MONTHS ? period->last : period->first;

      g_string_append_printf (rule, "%s%d", i > 0 ? "," : "", days ? period->day : number);
    }
}

/* "hằng năm" behind @periods: "Tháng 01 hằng năm", "Quý II, III hằng năm", "10/12 hằng năm". */
gboolean
td_deadline_read_yearly (TdDeadlineReader *reader, GArray *periods, TdDeadline *deadline)
{
  const TdPeriod *first = &g_array_index (periods, TdPeriod, 0);
  GString *rule;
  guint at = reader->at;

  td_deadline_reader_accept (reader, "của|trong");
  if (first->type == TD_PERIOD_YEAR ||
      !td_deadline_reader_accept (reader, "hằng năm|hàng năm|mỗi năm|các năm"))
    {
      reader->at = at;
      return FALSE;
    }

  rule = g_string_new ("yearly");
  append_numbers (rule, periods, first->type == TD_PERIOD_QUARTER ? "quarter" : "month", FALSE);
  if (first->type == TD_PERIOD_DAY)
    append_numbers (rule, periods, "day", TRUE);
  td_deadline_set_periods (deadline, periods, reader->year);
  deadline->kind = TD_DEADLINE_RECURRING;
  deadline->recurrence = g_string_free (rule, FALSE);

  return TRUE;
}
