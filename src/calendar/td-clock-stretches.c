/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-clock-days.h"

/* The days of a clock, told in stretches. The ledger is a document, so it is Vietnamese whatever
 * language the window has. */

static void
stretch_free (TdClockStretch *stretch)
{
  g_free (stretch->when);
  g_free (stretch->span);
  g_free (stretch->title);
  g_free (stretch->text);
  g_free (stretch->total);
  g_free (stretch);
}

/* A stretch of days before it is put into words: indexes into the days */
typedef struct
{
  TdClockDayKind kind;
  guint first, last;
} Range;

static const TdClockDay *
nth (const GArray *days, guint n)
{
  return &g_array_index (days, TdClockDay, n);
}

/* Days of rest go with the holidays before them; at the end of another stretch they are left out.
 */
static void
trim (const GArray *days, GArray *ranges)
{
  for (guint i = 0; i < ranges->len; i++)
    {
      Range *range = &g_array_index (ranges, Range, i);

      while (range->kind != TD_CLOCK_DAY_HOLIDAY && range->last > range->first &&
             nth (days, range->last)->kind == TD_CLOCK_DAY_REST)
        range->last--;
    }
}

static GArray *
split (const GArray *days)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (Range));

  for (guint i = 0; i < days->len; i++)
    {
      TdClockDayKind kind = nth (days, i)->kind;
      Range range = { kind, i, i };
      Range *last = ranges->len > 0 ? &g_array_index (ranges, Range, ranges->len - 1) : NULL;

      if (last != NULL && (last->kind == kind || kind == TD_CLOCK_DAY_REST))
        last->last = i;
      else
        g_array_append_val (ranges, range);
    }
  trim (days, ranges);

  return ranges;
}

/* "17–20/04", "30/04–03/05", "16/04" */
static char *
when_words (const GDate *from, const GDate *to)
{
  if (g_date_compare (from, to) == 0)
    return g_strdup_printf ("%02d/%02d", g_date_get_day (from), g_date_get_month (from));
  if (g_date_get_month (from) == g_date_get_month (to) &&
      g_date_get_year (from) == g_date_get_year (to))
    return g_strdup_printf ("%02d–%02d/%02d", g_date_get_day (from), g_date_get_day (to),
                            g_date_get_month (to));

  return g_strdup_printf ("%02d/%02d–%02d/%02d", g_date_get_day (from), g_date_get_month (from),
                          g_date_get_day (to), g_date_get_month (to));
}

static const char *
weekday_words (const GDate *date)
{
  static const char *const words[] = { "",        "Thứ Hai", "Thứ Ba",  "Thứ Tư",
                                       "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật" };

  return words[g_date_get_weekday (date)];
}

/* "T5, 16:40" */
static char *
time_words (TdMoment at)
{
  static const char *const words[] = { "", "T2", "T3", "T4", "T5", "T6", "T7", "CN" };
  int minute = td_moment_minute (at);
  GDate date;

  td_moment_get_date (at, &date);

  return g_strdup_printf ("%s, %02d:%02d", words[g_date_get_weekday (&date)], minute / 60,
                          minute % 60);
}

/* "ngày 1, 2", "ngày 6–10" */
static char *
numbers_words (const GArray *days, const Range *range, const char *unit)
{
  int first = 0, last = 0;

  for (guint i = range->first; i <= range->last; i++)
    if (nth (days, i)->number > 0)
      {
        last = nth (days, i)->number;
        first = first > 0 ? first : last;
      }
  if (last <= first)
    return g_strdup_printf ("%s %d", unit, last);

  return g_strdup_printf (last - first == 1 ? "%s %d, %d" : "%s %d–%d", unit, first, last);
}

static int
last_number (const GArray *days, const Range *range)
{
  int number = 0;

  for (guint i = range->first; i <= range->last; i++)
    number = MAX (number, nth (days, i)->number);

  return number;
}

static gboolean
has_due (const GArray *days, const Range *range)
{
  for (guint i = range->first; i <= range->last; i++)
    if (nth (days, i)->is_due)
      return TRUE;

  return FALSE;
}

static guint
count_kind (const GArray *days, const Range *range, TdClockDayKind kind)
{
  guint n = 0;

  for (guint i = range->first; i <= range->last; i++)
    n += nth (days, i)->kind == kind;

  return n;
}

static TdMoment
judged_due (const TdClock *clock, const TdClockInput *input)
{
  return input->by_promise && clock->promised != TD_MOMENT_NONE ? clock->promised : clock->due;
}

/* The wait that reaches over a day */
static const TdClockWait *
wait_on (const TdClock *clock, const GDate *date)
{
  TdMoment begins = td_moment_new (date, 0);

  for (guint i = clock->waits->len; i > 0; i--)
    {
      const TdClockWait *wait = &g_array_index (clock->waits, TdClockWait, i - 1);

      if (td_moment_day (wait->from) <= td_moment_day (begins) &&
          (wait->to == TD_MOMENT_NONE || wait->to > begins))
        return wait;
    }

  return NULL;
}

static void
tell_wait (TdClockStretch *stretch, const TdClock *clock)
{
  const TdClockWait *wait = wait_on (clock, &stretch->from);
  GString *text = g_string_new (wait != NULL ? wait->words : NULL);

  stretch->title =
      g_strdup (wait != NULL && wait->supplement ? "Tạm dừng: chờ bổ sung" : "Tạm dừng");
  if (wait != NULL && wait->to != TD_MOMENT_NONE)
    {
      GDate date;

      td_moment_get_date (wait->to, &date);
      g_string_append_printf (text, "%s%s %02d/%02d", text->len > 0 ? " · " : "",
                              wait->supplement ? "bổ sung" : "chạy tiếp", g_date_get_day (&date),
                              g_date_get_month (&date));
    }
  stretch->text = g_string_free (text, FALSE);
  stretch->total = g_strdup ("–");
}

static void
tell_holiday (TdClockStretch *stretch, const GArray *days, const Range *range)
{
  const char *name = NULL;
  gboolean one = TRUE;

  for (guint i = range->first; i <= range->last; i++)
    {
      const char *other = nth (days, i)->name;

      one &= nth (days, i)->kind == TD_CLOCK_DAY_HOLIDAY &&
             (name == NULL || g_strcmp0 (name, other) == 0);
      name = name != NULL ? name : other;
    }
  stretch->title = g_strdup (!one                            ? "Nghỉ lễ và cuối tuần"
                             : name != NULL && *name != '\0' ? name
                                                             : "Nghỉ lễ");
  stretch->text = g_strdup_printf ("Không tính · lịch nghỉ %d", g_date_get_year (&stretch->from));
  stretch->total = g_strdup ("–");
}

static void
tell_receipt (TdClockStretch *stretch, const TdClock *clock, const TdClockInput *input)
{
  gboolean again =
      td_moment_day (input->received) != td_moment_day (td_moment_new (&stretch->from, 0));
  GDate start;

  td_moment_get_date (clock->start, &start);
  stretch->title = g_strdup (again ? "Nhận đủ hồ sơ bổ sung" : "Tiếp nhận hồ sơ");
  stretch->text =
      g_strdup (again ? "Tính lại từ đầu, từ ngày làm việc sau" : "Tính từ ngày làm việc sau");
  stretch->total = g_strdup ("0");
}

static void
tell_run (TdClockStretch *stretch,
          const GArray *days,
          const Range *range,
          const TdClock *clock,
          const TdClockInput *input,
          gboolean after_wait)
{
  gboolean hours = !input->no_limit && input->unit == TD_LIMIT_HOUR;
  g_autofree char *numbers = numbers_words (days, range, hours ? "giờ" : "ngày");
  gboolean ahead = range->kind == TD_CLOCK_DAY_AHEAD;
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%s %s", ahead ? "Còn" : "Tính", numbers);
  if (has_due (days, range))
    {
      TdMoment due = judged_due (clock, input);

      g_string_append_printf (text, " · hạn %02d:%02d", td_moment_minute (due) / 60,
                              td_moment_minute (due) % 60);
    }
  stretch->title = g_strdup (!ahead ? after_wait ? "Chạy tiếp" : "Đang giải quyết"
                             : clock->finished != TD_MOMENT_NONE ? "Còn thừa"
                                                                 : "Còn lại");
  stretch->text = g_string_free (text, FALSE);
  stretch->total = g_strdup_printf ("%d", last_number (days, range));
}

static char *
span_words (const TdClockStretch *stretch, const TdClockInput *input, gboolean event)
{
  if (event)
    return time_words (input->received);
  if (stretch->kind == TD_CLOCK_DAY_HOLIDAY && stretch->days == 1)
    return g_strdup (weekday_words (&stretch->from));

  return g_strdup_printf ("%u ngày", stretch->days);
}

static TdClockStretch *
stretch_new (const GArray *days,
             const Range *range,
             const TdClock *clock,
             const TdClockInput *input,
             gboolean after_wait)
{
  TdClockStretch *stretch = g_new0 (TdClockStretch, 1);
  gboolean receipt;

  stretch->kind = range->kind;
  stretch->from = nth (days, range->first)->date;
  stretch->to = nth (days, range->last)->date;
  stretch->days = range->kind == TD_CLOCK_DAY_HOLIDAY ? range->last - range->first + 1
                                                      : count_kind (days, range, range->kind);
  stretch->when = when_words (&stretch->from, &stretch->to);
  receipt = range->first == 0;
  switch (range->kind)
    {
    case TD_CLOCK_DAY_UNCOUNTED:
      tell_receipt (stretch, clock, input);
      break;
    case TD_CLOCK_DAY_PAUSED:
      tell_wait (stretch, clock);
      break;
    case TD_CLOCK_DAY_HOLIDAY:
      tell_holiday (stretch, days, range);
      break;
    case TD_CLOCK_DAY_LATE:
      stretch->title = g_strdup ("Đã quá hạn");
      stretch->text = g_strdup_printf ("Sau hạn %u ngày làm việc", stretch->days);
      stretch->total = g_strdup_printf ("+%d", last_number (days, range));
      break;
    case TD_CLOCK_DAY_REST:
      stretch->title = g_strdup (receipt ? "Tiếp nhận hồ sơ" : "Ngày nghỉ");
      stretch->text = g_strdup (receipt ? "Nhận vào ngày nghỉ" : "Không tính");
      stretch->total = g_strdup (receipt ? "0" : "–");
      break;
    case TD_CLOCK_DAY_COUNTED:
    case TD_CLOCK_DAY_AHEAD:
    default:
      tell_run (stretch, days, range, clock, input, after_wait);
      break;
    }
  stretch->span = span_words (
      stretch, input,
      receipt && (range->kind == TD_CLOCK_DAY_UNCOUNTED || range->kind == TD_CLOCK_DAY_REST));

  return stretch;
}

static char *
result_words (const TdClock *clock)
{
  switch (clock->by_day)
    {
    case TD_GROUP_LATE:
      return g_strdup_printf ("Sau hạn %d ngày làm việc", clock->late_days);
    case TD_GROUP_EARLY:
    case TD_GROUP_ON_TIME:
      return g_strdup (td_on_time_group_words (clock->by_day));
    default:
      return g_strdup ("Không xét đúng hạn, quá hạn");
    }
}

static TdClockStretch *
result_new (const TdClock *clock, const GArray *days)
{
  TdClockStretch *stretch = g_new0 (TdClockStretch, 1);

  td_moment_get_date (clock->finished, &stretch->from);
  stretch->to = stretch->from;
  stretch->result = TRUE;
  stretch->kind = clock->by_day == TD_GROUP_LATE ? TD_CLOCK_DAY_LATE : TD_CLOCK_DAY_COUNTED;
  stretch->days = 1;
  stretch->when = when_words (&stretch->from, &stretch->to);
  stretch->span = time_words (clock->finished);
  stretch->title = g_strdup (td_event_kind_words (clock->ending));
  stretch->text = result_words (clock);
  stretch->total = td_clock_days_total (days, clock->finished);

  return stretch;
}

/* The day of the result has a line of its own: as the last late day it is not told twice. */
static gboolean
is_day_of_result (const GArray *days, const Range *range, const TdClock *clock)
{
  return clock->finished != TD_MOMENT_NONE && range->kind == TD_CLOCK_DAY_LATE &&
         count_kind (days, range, TD_CLOCK_DAY_LATE) == 1 &&
         td_moment_day (clock->finished) ==
             td_moment_day (td_moment_new (&nth (days, range->first)->date, 0));
}

/* The line of the result stands where its day is: before what was left of the limit. */
static void
insert_result (GPtrArray *stretches, const TdClock *clock, const GArray *days)
{
  guint at = stretches->len;

  while (at > 0 &&
         ((TdClockStretch *) g_ptr_array_index (stretches, at - 1))->kind == TD_CLOCK_DAY_AHEAD)
    at--;
  g_ptr_array_insert (stretches, (int) at, result_new (clock, days));
}

/**
 * td_clock_stretches:
 * @clock: a clock
 * @input: what it was run on
 * @days: (element-type TdClockDay): its days
 *
 * Returns: (transfer full) (element-type TdClockStretch): the days in words, a line for each
 *   stretch of which the same can be said, and one for the result
 */
GPtrArray *
td_clock_stretches (const TdClock *clock, const TdClockInput *input, const GArray *days)
{
  GPtrArray *stretches = g_ptr_array_new_with_free_func ((GDestroyNotify) stretch_free);
  g_autoptr (GArray) ranges = split (days);
  gboolean after_wait = FALSE;

  for (guint i = 0; i < ranges->len; i++)
    {
      const Range *range = &g_array_index (ranges, Range, i);

      if (is_day_of_result (days, range, clock))
        continue;
      g_ptr_array_add (stretches, stretch_new (days, range, clock, input, after_wait));
      if (range->kind != TD_CLOCK_DAY_HOLIDAY)
        after_wait = range->kind == TD_CLOCK_DAY_PAUSED;
    }
  if (clock->finished != TD_MOMENT_NONE)
    insert_result (stretches, clock, days);

  return stretches;
}
