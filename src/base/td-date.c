/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-date.h"

#include <stdio.h>
#include <string.h>

#include "td-text.h"

/* Years a plan or a cited law can speak of; a typed year outside is a slip of the finger. */
#define FIRST_TYPED_YEAR 1900
#define LAST_TYPED_YEAR 2199
#define MAX_TYPED_DAYS 36600
#define MAX_TYPED_LENGTH 64

static gboolean
set_ymd (GDate *date, int year, int month, int day)
{
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;

  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return TRUE;
}

/* Exactly @n digits. */
static gboolean
take_digits (const char *text, guint n, int *value)
{
  *value = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *value = *value * 10 + (text[i] - '0');
    }

  return TRUE;
}

/**
 * td_date_parse_iso:
 * @text: (nullable): YYYY-MM-DD and nothing else
 * @date: (out caller-allocates): the date; untouched on failure
 *
 * Returns: whether @text is a day of the calendar
 */
gboolean
td_date_parse_iso (const char *text, GDate *date)
{
  int year, month, day;

  g_return_val_if_fail (date != NULL, FALSE);

  if (text == NULL || strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  if (!take_digits (text, 4, &year) || !take_digits (text + 5, 2, &month) ||
      !take_digits (text + 8, 2, &day))
    return FALSE;

  return set_ymd (date, year, month, day);
}

/**
 * td_date_format_iso:
 * @date: a valid date
 *
 * Returns: (transfer full): YYYY-MM-DD
 */
char *
td_date_format_iso (const GDate *date)
{
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  return g_strdup_printf ("%04d-%02d-%02d", (int) g_date_get_year (date),
                          (int) g_date_get_month (date), (int) g_date_get_day (date));
}

/**
 * td_date_iso_from_ymd:
 * @year: the year, four digits
 * @month: the month, from 1
 * @day: the day, from 1
 *
 * Returns: (nullable) (transfer full): YYYY-MM-DD; NULL when there is no such day
 */
char *
td_date_iso_from_ymd (int year, int month, int day)
{
  GDate date;

  return set_ymd (&date, year, month, day) ? td_date_format_iso (&date) : NULL;
}

/**
 * td_date_format_display:
 * @date: a valid date
 *
 * Returns: (transfer full): dd/MM/yyyy, as dates stand on screen and paper
 */
char *
td_date_format_display (const GDate *date)
{
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  return g_strdup_printf ("%02d/%02d/%04d", (int) g_date_get_day (date),
                          (int) g_date_get_month (date), (int) g_date_get_year (date));
}

/**
 * td_date_display_iso:
 * @iso: (nullable): YYYY-MM-DD
 *
 * Returns: (nullable) (transfer full): dd/MM/yyyy; NULL when @iso is no date
 */
char *
td_date_display_iso (const char *iso)
{
  GDate date;

  return td_date_parse_iso (iso, &date) ? td_date_format_display (&date) : NULL;
}

/* "+10n", "+10 ngày", "+2 tuần", "+1 tháng", "-3n"; a bare number counts days. */
static gboolean
parse_offset (const char *text, const GDate *today, GDate *date)
{
  char *unit = NULL;
  gint64 amount;
  GDate moved;

  if (!g_ascii_isdigit (text[1]))
    return FALSE;
  amount = g_ascii_strtoll (text + 1, &unit, 10);
  if (amount > MAX_TYPED_DAYS)
    return FALSE;
  while (*unit == ' ')
    unit++;

  moved = *today;
  if (g_str_equal (unit, "thang"))
    {
      if (*text == '+')
        g_date_add_months (&moved, (guint) MIN (amount, MAX_TYPED_DAYS / 30));
      else
        g_date_subtract_months (&moved, (guint) MIN (amount, MAX_TYPED_DAYS / 30));
      *date = moved;
      return TRUE;
    }
  if (g_str_equal (unit, "tuan"))
    amount = MIN (amount, MAX_TYPED_DAYS / 7) * 7;
  else if (*unit != '\0' && !g_str_equal (unit, "n") && !g_str_equal (unit, "ngay"))
    return FALSE;

  if (*text == '+')
    g_date_add_days (&moved, (guint) amount);
  else
    g_date_subtract_days (&moved, (guint) amount);
  *date = moved;

  return TRUE;
}

/* Day, month and maybe year between the separators / - . or the words of a date. */
static gboolean
parse_day_month_year (const char *text, int default_year, GDate *date)
{
  int day = 0, month = 0, year = 0, used = 0;
  char first, second;

  if (sscanf (text, "%2d %1[-/.] %2d%n", &day, (char[2]){ 0 }, &month, &used) == 3 &&
      text[used] == '\0')
    return set_ymd (date, default_year, month, day);
  if (sscanf (text, "%2d %c %2d %c %4d%n", &day, &first, &month, &second, &year, &used) == 5 &&
      text[used] == '\0' && first == second && strchr ("-/.", first) != NULL)
    {
      if (year < 100)
        year += 2000;
      return year >= FIRST_TYPED_YEAR && year <= LAST_TYPED_YEAR &&
             set_ymd (date, year, month, day);
    }
  if (g_str_has_prefix (text, "ngay "))
    text += strlen ("ngay ");
  if (sscanf (text, "%2d thang %2d%n", &day, &month, &used) != 2)
    return FALSE;
  if (text[used] == '\0')
    return set_ymd (date, default_year, month, day);
  text += used;
  if (sscanf (text, " nam %4d%n", &year, &used) != 1 || text[used] != '\0' ||
      year < FIRST_TYPED_YEAR || year > LAST_TYPED_YEAR)
    return FALSE;

  return set_ymd (date, year, month, day);
}

/**
 * td_date_parse_typed:
 * @text: (nullable): what a person typed: "15/3", "15/3/2026", "15-3-2026", "2026-03-15",
 *   "15 tháng 3", "+10n" (ten days from today), "+2 tuần", "hôm nay"
 * @today: (nullable): the day offsets count from; NULL is the clock's day
 * @year: the year of a date typed without one; 0 is the year of @today
 * @date: (out caller-allocates): the date; untouched on failure
 *
 * Returns: whether @text is a date
 */
gboolean
td_date_parse_typed (const char *text, const GDate *today, int year, GDate *date)
{
  g_autofree char *folded = NULL;
  GDate clock;

  g_return_val_if_fail (date != NULL, FALSE);

  if (text == NULL || strlen (text) > MAX_TYPED_LENGTH)
    return FALSE;
  if (today == NULL)
    {
      td_date_today (&clock);
      today = &clock;
    }
  if (year == 0)
    year = g_date_get_year (today);

  folded = td_text_fold (text);
  if (td_date_parse_iso (folded, date))
    return TRUE;
  if (*folded == '+' || *folded == '-')
    return parse_offset (folded, today, date);
  if (g_str_equal (folded, "hom nay"))
    {
      *date = *today;
      return TRUE;
    }
  if (!g_ascii_isdigit (*folded) && !g_str_has_prefix (folded, "ngay "))
    return FALSE;

  return parse_day_month_year (folded, year, date);
}

/* TIENDO_NOW, or what stands in the file it names as "@FILE": a clock that a test moves while the
 * program runs. */
static char *
replaced_text (void)
{
  const char *text = g_getenv ("TIENDO_NOW");
  char *moved = NULL;

  if (text == NULL || *text != '@')
    return g_strdup (text);
  if (!g_file_get_contents (text + 1, &moved, NULL, NULL))
    return NULL;

  return g_strstrip (moved);
}

/* TIENDO_NOW as a local time; NULL when it is not set or makes no sense. */
static GDateTime *
replaced_now (void)
{
  g_autofree char *text = replaced_text ();
  g_autofree char *day = NULL;
  int hour = 0, minute = 0;
  GDate date;

  if (text == NULL || strlen (text) < 10)
    return NULL;
  day = g_strndup (text, 10);
  if (!td_date_parse_iso (day, &date))
    return NULL;
  if (text[10] != '\0' && (text[10] != 'T' || !take_digits (text + 11, 2, &hour) ||
                           text[13] != ':' || !take_digits (text + 14, 2, &minute)))
    return NULL;

  return g_date_time_new_local (g_date_get_year (&date), (int) g_date_get_month (&date),
                                g_date_get_day (&date), hour, minute, 0);
}

static GDateTime *
now (void)
{
  GDateTime *replaced = replaced_now ();

  return replaced != NULL ? replaced : g_date_time_new_now_local ();
}

/**
 * td_date_today:
 * @date: (out caller-allocates): the day of the clock
 */
void
td_date_today (GDate *date)
{
  g_autoptr (GDateTime) time = now ();
  int year, month, day;

  g_return_if_fail (date != NULL);

  g_date_time_get_ymd (time, &year, &month, &day);
  set_ymd (date, year, month, day);
}

/**
 * td_date_now_iso:
 *
 * Returns: (transfer full): the clock as YYYY-MM-DDTHH:MM:SS, local time
 */
char *
td_date_now_iso (void)
{
  g_autoptr (GDateTime) time = now ();

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
}

/**
 * td_date_replaced_time:
 *
 * Returns: the moment that TIENDO_NOW puts in place of the clock, microseconds since 1970; 0 when
 *   it is not set or makes no sense
 */
gint64
td_date_replaced_time (void)
{
  g_autoptr (GDateTime) time = replaced_now ();

  return time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC : 0;
}
