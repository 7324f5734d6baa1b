/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-turn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "td-date.h"

typedef struct
{
  GArray *turns;
  int year;
  int day;            /* of the turn's last month; 0: its last day */
  gboolean exclusive; /* "trước ngày 10": the 9th is the last permitted day */
  int count;          /* turns in each period */
  guint32 from, to;   /* only turns that end in here; 0: the whole year */
} Expansion;

static guint32
julian (int year, int month, int day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) CLAMP (day, 1, 28), (GDateMonth) month, (GDateYear) year);
  if (day > 28)
    {
      int days = g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);

      g_date_set_day (&date, (GDateDay) MIN (day, days));
    }

  return g_date_get_julian (&date);
}

/* The numbers behind ";key=" in a recurrence, "2,3". Returns: how many */
static guint
rule_numbers (const char *recurrence, const char *key, int *numbers, guint max)
{
  g_autofree char *wanted = g_strconcat (";", key, "=", NULL);
  const char *found = strstr (recurrence, wanted);
  guint n = 0;

  if (found == NULL)
    return 0;
  for (found += strlen (wanted) - 1; n < max && (*found == '=' || *found == ',');)
    {
      char *end;

      numbers[n++] = (int) strtol (found + 1, &end, 10);
      found = end;
    }

  return n;
}

static int
rule_number (const char *recurrence, const char *key)
{
  int number = 0;

  return rule_numbers (recurrence, key, &number, 1) == 1 ? number : 0;
}

static void
add_turn (Expansion *self, const char *period, guint32 first, guint32 last)
{
  if (self->from != 0 && (last < self->from || first > self->to))
    return;
  for (int i = 0; i < MAX (self->count, 1); i++)
    {
      TdTurn turn = { { 0 }, first, last };

      if (self->count > 1)
        g_snprintf (turn.period, sizeof turn.period, "%s/%d", period, i + 1);
      else
        g_strlcpy (turn.period, period, sizeof turn.period);
      g_array_append_val (self->turns, turn);
    }
}

/* A turn of the months @first to @last. */
static void
add_months (Expansion *self, const char *period, int first, int last)
{
  guint32 end = julian (self->year, last, self->day > 0 ? self->day : 31);

  if (self->day > 0 && self->exclusive)
    end--;
  add_turn (self, period, julian (self->year, first, 1), end);
}

static void
expand_weeks (Expansion *self, int interval)
{
  guint32 end = julian (self->year, 12, 31);
  GDate monday;

  /* the week with the year's first Thursday is its first */
  g_date_clear (&monday, 1);
  g_date_set_julian (&monday, julian (self->year, 1, 4));
  g_date_subtract_days (&monday, (guint) g_date_get_weekday (&monday) - 1);
  for (int week = 1; week <= 53; week += interval)
    {
      guint32 first = g_date_get_julian (&monday) + (guint32) (week - 1) * 7;
      char period[TD_TURN_PERIOD_SIZE];

      if (first + 3 > end)
        return;
      g_snprintf (period, sizeof period, "%d-W%02d", self->year, week);
      add_turn (self, period, first, first + 6 + (guint32) (interval - 1) * 7);
    }
}

/* Turns of @length months each. */
static void
expand_months (Expansion *self, int length)
{
  for (int first = 1; first <= 12; first += length)
    {
      int last = MIN (first + length - 1, 12);
      char period[TD_TURN_PERIOD_SIZE];

      if (length == 3)
        g_snprintf (period, sizeof period, "%d-Q%d", self->year, last / 3);
      else if (length == 6)
        g_snprintf (period, sizeof period, "%d-H%d", self->year, last / 6);
      else if (length >= 12)
        g_snprintf (period, sizeof period, "%d", self->year);
      else
        g_snprintf (period, sizeof period, "%d-%02d", self->year, last);
      add_months (self, period, first, last);
    }
}

/* RULE report-periods: the periodic reports of administrative reform are those of quarter I, of 6
 * months, of 9 months and of the year. */
static void
expand_reports (Expansion *self)
{
  static const char *const names[] = { "-Q1", "-6M", "-9M", "" };

  for (int i = 0; i < 4; i++)
    {
      char period[TD_TURN_PERIOD_SIZE];

      g_snprintf (period, sizeof period, "%d%s", self->year, names[i]);
      add_months (self, period, i * 3 + 1, i * 3 + 3);
    }
}

/* "Tháng 6, 12 hằng năm", "Quý II, III hằng năm", "Trước 15/11 hằng năm" */
static gboolean
expand_named (Expansion *self, const char *recurrence)
{
  int months[12], quarters[4], days[12];
  guint n_months = rule_numbers (recurrence, "month", months, 12);
  guint n_quarters = rule_numbers (recurrence, "quarter", quarters, 4);
  guint n_days = rule_numbers (recurrence, "day", days, 12);
  char period[TD_TURN_PERIOD_SIZE];

  for (guint i = 0; i < n_quarters; i++)
    {
      int quarter = CLAMP (quarters[i], 1, 4);

      g_snprintf (period, sizeof period, "%d-Q%d", self->year, quarter);
      add_months (self, period, quarter * 3 - 2, quarter * 3);
    }
  for (guint i = 0; i < n_months; i++)
    {
      int month = CLAMP (months[i], 1, 12);

      self->day = i < n_days ? days[i] : 0;
      g_snprintf (period, sizeof period, "%d-%02d", self->year, month);
      add_months (self, period, month, month);
    }

  return n_months + n_quarters > 0;
}

/* "02 lần/năm vào tháng 6 và tháng 11": each named window is a turn. */
static gboolean
expand_parts (Expansion *self, const TdDeadline *deadline)
{
  guint n = 0;

  for (guint i = 0; deadline->parts != NULL && i < deadline->parts->len; i++)
    {
      const TdDeadline *part = g_ptr_array_index (deadline->parts, i);
      g_autofree char *last_day = td_deadline_last_day (part);
      char period[TD_TURN_PERIOD_SIZE];
      GDate first, last;

      if (!td_date_parse_iso (last_day, &last))
        continue;
      if (!td_date_parse_iso (part->start, &first))
        first = last;
      g_snprintf (period, sizeof period, "%d-%02d", g_date_get_year (&last),
                  (int) g_date_get_month (&last));
      self->count = 1;
      add_turn (self, period, g_date_get_julian (&first), g_date_get_julian (&last));
      n++;
    }

  return n > 1;
}

/* "6 tháng đầu năm", "tháng 3 - 5": one window, though it is made of several. */
static gboolean
is_one_window (const TdDeadline *deadline)
{
  const char *words = deadline->words != NULL ? deadline->words : "";

  return strpbrk (words, ",;&(:+\n") == NULL && strstr (words, " và ") == NULL;
}

static gboolean
names_turn (const GArray *turns, const char *period)
{
  for (guint i = 0; i < turns->len; i++)
    {
      if (g_str_equal (g_array_index (turns, TdTurn, i).period, period))
        return TRUE;
    }

  return FALSE;
}

/* The name of a window: its quarter, month or year where it is one, else its last day. */
static void
name_window (const GArray *turns, const TdDeadline *part, const GDate *last, TdTurn *turn)
{
  int year = g_date_get_year (last), month = (int) g_date_get_month (last);

  if (part->kind == TD_DEADLINE_QUARTER)
    g_snprintf (turn->period, sizeof turn->period, "%d-Q%d", year, (month + 2) / 3);
  else if (part->kind == TD_DEADLINE_YEAR)
    g_snprintf (turn->period, sizeof turn->period, "%d", year);
  else
    g_snprintf (turn->period, sizeof turn->period, "%d-%02d", year, month);
  if (names_turn (turns, turn->period))
    g_snprintf (turn->period, sizeof turn->period, "%d-%02d-%02d", year, month,
                (int) g_date_get_day (last));
}

static int
compare_turns (gconstpointer a, gconstpointer b)
{
  const TdTurn *one = a, *other = b;

  return one->last < other->last ? -1 : one->last > other->last;
}

/* The parts of a compound in the order of their days: "Quý I; Quý III", "báo cáo quý trước ngày 15
 * tháng cuối quý, báo cáo năm trước 15/12". One named like another is the same. */
static void
expand_compound (Expansion *self, const TdDeadline *deadline)
{
  for (guint i = 0; deadline->parts != NULL && i < deadline->parts->len; i++)
    {
      const TdDeadline *part = g_ptr_array_index (deadline->parts, i);
      g_autofree char *last_day = td_deadline_last_day (part);
      g_autoptr (GArray) turns = td_turn_expand (part, self->year);
      TdTurn window = { { 0 }, 0, 0 };
      GDate first, last;

      if (turns->len == 0 && part->recurrence == NULL && td_date_parse_iso (last_day, &last))
        {
          if (!td_date_parse_iso (part->start, &first))
            first = last;
          name_window (self->turns, part, &last, &window);
          window.first = g_date_get_julian (&first);
          window.last = g_date_get_julian (&last);
          g_array_append_val (turns, window);
        }
      for (guint t = 0; t < turns->len; t++)
        {
          const TdTurn *turn = &g_array_index (turns, TdTurn, t);

          if (!names_turn (self->turns, turn->period))
            g_array_append_vals (self->turns, turn, 1);
        }
    }
  g_array_sort (self->turns, compare_turns);
  if (self->turns->len < 2)
    g_array_set_size (self->turns, 0);
}

static void
expand_rule (Expansion *self, const char *recurrence)
{
  int interval = MAX (rule_number (recurrence, "interval"), 1);

  if (g_str_has_prefix (recurrence, "weekly"))
    expand_weeks (self, interval);
  else if (g_str_has_prefix (recurrence, "monthly"))
    expand_months (self, MIN (interval, 12));
  else if (g_str_has_prefix (recurrence, "quarterly"))
    expand_months (self, MIN (3 * interval, 12));
  else if (g_str_has_prefix (recurrence, "half-yearly"))
    expand_months (self, MIN (6 * interval, 12));
  else if (g_str_has_prefix (recurrence, "yearly") && !expand_named (self, recurrence))
    expand_months (self, 12);
  else if (g_str_has_prefix (recurrence, "periodic") && self->day > 0)
    expand_reports (self);
}

/**
 * td_turn_expand:
 * @deadline: a deadline
 * @year: the plan's year
 *
 * The turns of @deadline in the year, in order; the parts of a compound are turns, too. Daily work
 * and work "at the times of the reporting regime" without a day have none: they are confirmed, not
 * counted.
 *
 * Returns: (transfer full) (element-type TdTurn): the turns; none when it does not recur
 */
GArray *
td_turn_expand (const TdDeadline *deadline, int year)
{
  Expansion self = { g_array_new (FALSE, FALSE, sizeof (TdTurn)), year, 0, FALSE, 0, 0, 0 };
  gboolean named;
  GDate from, to;

  g_return_val_if_fail (deadline != NULL, self.turns);

  if (year < 1990 || year > 2199)
    return self.turns;
  if (deadline->kind == TD_DEADLINE_COMPOUND && !is_one_window (deadline))
    expand_compound (&self, deadline);
  if (deadline->kind == TD_DEADLINE_COMPOUND || deadline->recurrence == NULL)
    return self.turns;

  self.day = rule_number (deadline->recurrence, "day");
  self.exclusive = deadline->end_exclusive;
  self.count = MIN (rule_number (deadline->recurrence, "count"), 31);
  named = strstr (deadline->recurrence, ";month=") != NULL ||
          strstr (deadline->recurrence, ";quarter=") != NULL;
  if (!named && expand_parts (&self, deadline))
    return self.turns;
  g_array_set_size (self.turns, 0);
  if (!named && td_date_parse_iso (deadline->start, &from) &&
      td_date_parse_iso (deadline->end, &to))
    {
      self.from = g_date_get_julian (&from);
      self.to = g_date_get_julian (&to);
    }
  expand_rule (&self, deadline->recurrence);

  return self.turns;
}

/* Reads "2026", "2026-Q1", "2026-H2", "2026-6M", "2026-03", "2026-03-05", "2026-W07", each with
 * "/2" behind it for the second of several turns in one period. */
static gboolean
read_period (const char *period, int *year, char *type, int *number, int *day)
{
  int used = 0;

  *type = 'Y';
  *number = *day = 0;
  if (period == NULL || sscanf (period, "%4d%n", year, &used) != 1 || used != 4 || *year < 1990 ||
      *year > 2199)
    return FALSE;
  period += used;
  if (sscanf (period, "-Q%1d%n", number, &used) == 1)
    *type = 'Q';
  else if (sscanf (period, "-H%1d%n", number, &used) == 1)
    *type = 'H';
  else if (sscanf (period, "-W%2d%n", number, &used) == 1)
    *type = 'W';
  else if ((used = 0, sscanf (period, "-%1dM%n", number, &used)) == 1 && used == 3)
    *type = 'N';
  else if (sscanf (period, "-%2d-%2d%n", number, day, &used) == 2)
    *type = 'D';
  else if (sscanf (period, "-%2d%n", number, &used) == 1)
    *type = 'M';
  else
    used = 0;
  period += used;
  if (*period == '/' && g_ascii_isdigit (period[1]))
    period += strspn (period + 1, "0123456789") + 1;

  return *period == '\0';
}

/**
 * td_turn_period_days:
 * @period: the name of a period, "2026-Q1"
 * @first: (out caller-allocates): its first day
 * @last: (out caller-allocates): its last day
 *
 * Returns: whether there is such a period
 */
gboolean
td_turn_period_days (const char *period, GDate *first, GDate *last)
{
  int year, number, day, from, to;
  char type;

  if (!read_period (period, &year, &type, &number, &day))
    return FALSE;
  g_date_clear (first, 1);
  g_date_clear (last, 1);
  if (type == 'D')
    {
      if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) number, (GDateYear) year))
        return FALSE;
      g_date_set_dmy (first, (GDateDay) day, (GDateMonth) number, (GDateYear) year);
      *last = *first;
      return TRUE;
    }
  if (type == 'W')
    {
      guint32 monday;

      g_date_set_julian (first, julian (year, 1, 4));
      monday = g_date_get_julian (first) - ((guint) g_date_get_weekday (first) - 1);
      if (number < 1 || number > 53)
        return FALSE;
      g_date_set_julian (first, monday + (guint32) (number - 1) * 7);
      g_date_set_julian (last, monday + (guint32) (number - 1) * 7 + 6);
      return TRUE;
    }
  from = type == 'Q' ? number * 3 - 2 : type == 'H' ? number * 6 - 5 : type == 'M' ? number : 1;
  to = type == 'Q'                  ? number * 3
       : type == 'H'                ? number * 6
       : type == 'M' || type == 'N' ? number
                                    : 12;
  if (from < 1 || to > 12 || to < from || (type == 'N' && number != 6 && number != 9))
    return FALSE;
  g_date_set_julian (first, julian (year, from, 1));
  g_date_set_julian (last, julian (year, to, 31));

  return TRUE;
}

/**
 * td_turn_period_label:
 * @period: the name of a period
 *
 * Returns: (transfer full): how documents call it, "Quý I/2026"; @period itself when unknown
 */
char *
td_turn_period_label (const char *period)
{
  static const char *const roman[] = { "", "I", "II", "III", "IV" };
  const char *nth = period != NULL ? strchr (period, '/') : NULL;
  g_autofree char *times = nth != NULL ? g_strdup_printf (" (lần %s)", nth + 1) : g_strdup ("");
  int year, number, day;
  char type;

  if (!read_period (period, &year, &type, &number, &day))
    return g_strdup (period != NULL ? period : "");
  switch (type)
    {
    case 'Q':
      return g_strdup_printf ("Quý %s/%d%s", roman[CLAMP (number, 0, 4)], year, times);
    case 'H':
      return number == 1 ? g_strdup_printf ("6 tháng đầu năm %d%s", year, times)
                         : g_strdup_printf ("6 tháng cuối năm %d%s", year, times);
    case 'N':
      return g_strdup_printf ("%d tháng năm %d%s", number, year, times);
    case 'W':
      return g_strdup_printf ("Tuần %d/%d%s", number, year, times);
    case 'D':
      return g_strdup_printf ("Ngày %02d/%02d/%d%s", day, number, year, times);
    case 'M':
      return g_strdup_printf ("Tháng %02d/%d%s", number, year, times);
    default:
      return g_strdup_printf ("Năm %d%s", year, times);
    }
}
