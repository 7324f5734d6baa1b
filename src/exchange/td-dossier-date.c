/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-date.h"

#include <math.h>
#include <string.h>

#include "td-text.h"

#define SERIAL_1970 25569 /* serial day of 1970-01-01 */
#define MAX_TEXT 96
#define MAX_NUMBERS 8

/**
 * td_dossier_day_number:
 * @year: a year
 * @month: 1 to 12
 * @day: 1 to 31
 *
 * Returns: days since 1970-01-01 (Gregorian)
 */
gint64
td_dossier_day_number (int year, int month, int day)
{
  gint64 y = month <= 2 ? year - 1 : year;
  gint64 era = y / 400;
  gint64 of_era = y - era * 400;
  gint64 of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/**
 * td_dossier_day_split:
 * @day: days since 1970-01-01
 * @year: (out): its year
 * @month: (out): its month, 1 to 12
 * @day_of_month: (out): its day
 */
void
td_dossier_day_split (gint64 day, int *year, int *month, int *day_of_month)
{
  gint64 z = day + 719468;
  gint64 era = (z >= 0 ? z : z - 146096) / 146097;
  gint64 of_era = z - era * 146097;
  gint64 y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  gint64 of_year = of_era - (365 * y + y / 4 - y / 100);
  gint64 m = (5 * of_year + 2) / 153;

  *day_of_month = (int) (of_year - (153 * m + 2) / 5 + 1);
  *month = (int) (m < 10 ? m + 3 : m - 9);
  *year = (int) (y + era * 400 + (*month <= 2));
}

static gboolean
is_day (int year, int month, int day)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return year >= TD_FIRST_YEAR && year <= TD_LAST_YEAR && month >= 1 && month <= 12 && day >= 1 &&
         day <= days[month - 1] + (month == 2 && leap);
}

/* Digits at fixed places; -1: another sign. */
static int
digits (const char *p, guint n)
{
  int value = 0;

  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (p[i]))
        return -1;
      value = value * 10 + (p[i] - '0');
    }

  return value;
}

static TdDateResult
set (TdDossierDate *date,
     int year,
     int month,
     int day,
     int hour,
     int minute,
     int second,
     gboolean has_time,
     TdDateShape shape)
{
  if (!is_day (year, month, day) || hour > 23 || minute > 59 || second > 59)
    return TD_DATE_IMPOSSIBLE;

  date->seconds = td_dossier_day_number (year, month, day) * TD_DAY_SECONDS + hour * 3600 +
                  minute * 60 + second;
  date->has_time = has_time;
  date->shape = shape;

  return TD_DATE_GOOD;
}

/* The two usual ways, without any search: "05/03/2024[ 08:30[:00]]" and "2024-03-05[ 08:30[:00]]".
 */
static gboolean
parse_usual (const char *t, gsize n, TdDossierDate *date, TdDateResult *result)
{
  gboolean iso = n >= 10 && t[4] == '-' && t[7] == '-';
  int year, month, day, hour = 0, minute = 0, second = 0;

  if ((n != 10 && n != 16 && n != 19) || (!iso && (t[2] != '/' || t[5] != '/')))
    return FALSE;

  year = digits (iso ? t : t + 6, 4);
  month = digits (iso ? t + 5 : t + 3, 2);
  day = digits (iso ? t + 8 : t, 2);
  if (n > 10)
    {
      if ((t[10] != ' ' && t[10] != 'T') || t[13] != ':' || (n == 19 && t[16] != ':'))
        return FALSE;
      hour = digits (t + 11, 2);
      minute = digits (t + 14, 2);
      second = n == 19 ? digits (t + 17, 2) : 0;
    }
  if (year < 0 || month < 0 || day < 0 || hour < 0 || minute < 0 || second < 0)
    return FALSE;

  *result = set (date, year, month, day, hour, minute, second, n > 10,
                 iso ? TD_DATE_SHAPE_ISO : TD_DATE_SHAPE_SLASHES);
  return TRUE;
}

/* The text as numbers with what stands between them. */
typedef struct
{
  long value;
  guint width; /* digits */
  char before; /* the sign right before: '/' '-' '.' ':' 'h' ' ' or 0 */
} Number;

typedef struct
{
  Number numbers[MAX_NUMBERS];
  guint n;
  int month_word; /* 1 to 12; 0: none */
  guint month_at; /* how many numbers stand before it */
  gboolean afternoon, morning, words, other;
} Parts;

static int
month_by_name (const char *word, gsize length)
{
  static const char *const names[] = { "jan", "feb", "mar", "apr", "may", "jun",
                                       "jul", "aug", "sep", "oct", "nov", "dec" };

  for (int i = 0; i < 12; i++)
    if (length >= 3 && strncmp (word, names[i], 3) == 0)
      return i + 1;

  return 0;
}

/* A word of the text; FALSE: it does not belong into a date. */
static gboolean
take_word (Parts *parts, const char *word, gsize length)
{
  static const char *const known[] = { "ngay", "thang", "nam", "luc",  "gio", "phut", "h",
                                       "g",    "ph",    "p",   "giay", "s",   "vao",  "thg",
                                       "t",    "z",     "gmt", "ngay", "m",   "lu" };
  int month = month_by_name (word, length);

  if (month > 0)
    {
      parts->month_word = month;
      parts->month_at = parts->n;
      parts->words = TRUE;
      return TRUE;
    }
  if ((length == 2 && (strncmp (word, "pm", 2) == 0 || strncmp (word, "ch", 2) == 0)) ||
      (length == 5 && strncmp (word, "chieu", 5) == 0))
    return parts->afternoon = TRUE;
  if ((length == 2 && (strncmp (word, "am", 2) == 0 || strncmp (word, "sa", 2) == 0)) ||
      (length == 4 && strncmp (word, "sang", 4) == 0))
    return parts->morning = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strlen (known[i]) == length && strncmp (word, known[i], length) == 0)
      {
        parts->words |= length >= 3 && word[0] != 'g' && word[0] != 'p' && word[0] != 'l';
        return TRUE;
      }

  return FALSE;
}

static void
split (const char *text, Parts *parts)
{
  char before = 0;

  memset (parts, 0, sizeof *parts);
  for (const char *p = text; *p != '\0' && !parts->other;)
    {
      if (g_ascii_isdigit (*p))
        {
          char *end;
          long value = strtol (p, &end, 10);

          if (parts->n >= MAX_NUMBERS || end - p > 14)
            {
              parts->other = TRUE;
              return;
            }
          parts->numbers[parts->n++] = (Number){ value, (guint) (end - p), before };
          p = end;
          before = 0;
        }
      else if (g_ascii_isalpha (*p))
        {
          const char *start = p;

          while (g_ascii_isalpha (*p))
            p++;
          if (!take_word (parts, start, (gsize) (p - start)))
            parts->other = TRUE;
          before = *start == 'h' || *start == 'g' ? 'h' : ' ';
        }
      else
        {
          if (strchr ("/-.:", *p) != NULL)
            before = *p;
          else if (before == 0)
            before = ' ';
          if (strchr ("/-.: ,()+\t\n", *p) == NULL)
            parts->other = TRUE;
          p++;
        }
    }
}

/* The numbers from at on as a time of day. Returns: how many were taken, 0: none */
static guint
take_time (const Parts *parts, guint at, int clock[3])
{
  guint n = 0;

  if (at + 1 >= parts->n ||
      (parts->numbers[at + 1].before != ':' && parts->numbers[at + 1].before != 'h'))
    return 0;
  for (; n < 3 && at + n < parts->n; n++)
    {
      char before = parts->numbers[at + n].before;

      if (n > 0 && before != ':' && before != 'h')
        break;
      clock[n] = (int) MIN (parts->numbers[at + n].value, 99);
    }
  if (parts->afternoon && clock[0] < 12)
    clock[0] += 12;
  if (parts->morning && clock[0] == 12)
    clock[0] = 0;

  return n;
}

static gboolean
joined (const Number *number)
{
  return number->before == '/' || number->before == '-' || number->before == '.';
}

/* The numbers from at on as a day. Returns: how many were taken, 0: none */
static guint
take_day (const Parts *parts, guint at, int day[3], TdDateShape *shape)
{
  const Number *n = parts->numbers + at;
  guint left = parts->n - at;

  if (parts->month_word > 0)
    {
      if (left < 2)
        return 0;
      day[0] = (int) n[n[0].width == 4].value;
      day[1] = parts->month_word;
      day[2] = (int) MIN (n[n[0].width != 4].value, 99999);
      if (n[0].width != 4 && n[1].width == 2)
        day[2] += 2000;
      *shape = TD_DATE_SHAPE_WORDS;
      return 2;
    }
  if (left >= 1 && (n[0].width == 8 || n[0].width == 14) && n[0].value / 10000 > 0)
    {
      long value = n[0].width == 14 ? n[0].value / 1000000 : n[0].value;

      day[0] = (int) (value % 100);
      day[1] = (int) (value / 100 % 100);
      day[2] = (int) (value / 10000);
      *shape = TD_DATE_SHAPE_COMPACT;
      return 1;
    }
  if (left < 3 || (!parts->words && (!joined (&n[1]) || !joined (&n[2]))))
    return 0;

  if (n[0].width == 4)
    {
      day[0] = (int) n[2].value;
      day[1] = (int) n[1].value;
      day[2] = (int) n[0].value;
      *shape = n[1].before == '-' ? TD_DATE_SHAPE_ISO : TD_DATE_SHAPE_HYPHENS;
      return 3;
    }
  day[0] = (int) n[0].value;
  day[1] = (int) n[1].value;
  day[2] = (int) MIN (n[2].value, 99999);
  *shape = parts->words                         ? TD_DATE_SHAPE_WORDS
           : n[2].width == 2                    ? TD_DATE_SHAPE_SHORT_YEAR
           : n[1].before == '-'                 ? TD_DATE_SHAPE_HYPHENS
           : n[1].before == '.'                 ? TD_DATE_SHAPE_DOTS
           : n[0].width == 2 && n[1].width == 2 ? TD_DATE_SHAPE_SLASHES
                                                : TD_DATE_SHAPE_UNPADDED;
  if (n[2].width == 2)
    day[2] += 2000;

  return 3;
}

static TdDateResult
parse_parts (const Parts *parts, TdDossierDate *date)
{
  int clock[3] = { 0, 0, 0 };
  int day[3] = { 0, 0, 0 };
  TdDateShape shape = TD_DATE_SHAPE_NONE;
  guint first = take_time (parts, 0, clock);
  guint taken = take_day (parts, first, day, &shape);
  gboolean has_time = first > 0;

  if (taken == 0)
    return TD_DATE_IMPOSSIBLE;
  if (first > 0)
    shape = shape == TD_DATE_SHAPE_WORDS ? shape : TD_DATE_SHAPE_TIME_FIRST;
  else if (parts->numbers[0].width == 14)
    {
      long rest = parts->numbers[0].value % 1000000;

      has_time = TRUE;
      clock[0] = (int) (rest / 10000);
      clock[1] = (int) (rest / 100 % 100);
      clock[2] = (int) (rest % 100);
    }
  else
    {
      guint n = take_time (parts, taken, clock);

      has_time = n > 0;
      if (n > 0 && shape == TD_DATE_SHAPE_SLASHES && parts->numbers[taken].width == 1)
        shape = TD_DATE_SHAPE_UNPADDED;
    }

  return set (date, day[2], day[1], day[0], clock[0], clock[1], clock[2], has_time, shape);
}

/**
 * td_dossier_date_from_serial:
 * @serial: days since the end of 1899, with the time of day as fraction
 * @shape: how it was written
 * @date: (out): the date
 *
 * Returns: what came of it
 */
TdDateResult
td_dossier_date_from_serial (double serial, TdDateShape shape, TdDossierDate *date)
{
  double seconds = (serial - SERIAL_1970) * TD_DAY_SECONDS;
  int year, month, day;

  if (!isfinite (serial) || serial < 32874 || serial > 73051) /* 1990 to 2099 */
    return TD_DATE_IMPOSSIBLE;

  date->seconds = (gint64) llround (seconds);
  date->has_time = date->seconds % TD_DAY_SECONDS != 0;
  date->shape = shape;
  td_dossier_day_split (date->seconds / TD_DAY_SECONDS, &year, &month, &day);

  return is_day (year, month, day) ? TD_DATE_GOOD : TD_DATE_IMPOSSIBLE;
}

/* "45356.354": more than four digits before the point, or it is no serial number */
static gboolean
is_serial (const char *text, double *serial)
{
  g_autofree char *plain = g_strdelimit (g_strdup (text), ",", '.');
  char *end = NULL;

  *serial = g_ascii_strtod (plain, &end);

  return end != plain && *end == '\0' && *serial >= 32874 && *serial <= 73051 &&
         strspn (plain, "0123456789") == 5;
}

/**
 * td_dossier_date_parse:
 * @text: a value, need not end with NUL
 * @length: its bytes
 * @date: (out): the date
 *
 * Returns: what came of it; TD_DATE_MISSING only for a blank text
 */
TdDateResult
td_dossier_date_parse (const char *text, gsize length, TdDossierDate *date)
{
  char buffer[MAX_TEXT + 1];
  g_autofree char *clean = NULL;
  g_autofree char *folded = NULL;
  TdDateResult result;
  double serial;
  Parts parts;

  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  if (length == 0)
    return TD_DATE_MISSING;
  if (parse_usual (text, length, date, &result))
    return result;
  if (length > MAX_TEXT)
    return TD_DATE_IMPOSSIBLE;

  memcpy (buffer, text, length);
  buffer[length] = '\0';
  clean = td_text_clean (buffer, -1);
  folded = td_text_fold (clean);
  if (*folded == '\0')
    return TD_DATE_MISSING;
  if (is_serial (folded, &serial))
    return td_dossier_date_from_serial (serial, TD_DATE_SHAPE_SERIAL, date);
  /* "2024-03-05T08:30:00.000Z", "...+07:00" */
  if (strlen (folded) > 19 && folded[4] == '-' && folded[10] == 't' &&
      parse_usual (clean, 19, date, &result))
    return result;

  split (folded, &parts);
  if (parts.other || parts.n == 0)
    return TD_DATE_IMPOSSIBLE;

  return parse_parts (&parts, date);
}

/**
 * td_dossier_date_from_cell:
 * @cell: a cell
 * @date: (out): the date
 *
 * Returns: what came of it
 */
TdDateResult
td_dossier_date_from_cell (const TdCell *cell, TdDossierDate *date)
{
  if (cell->kind == TD_CELL_DATE)
    return td_dossier_date_from_serial (cell->number, TD_DATE_SHAPE_REAL, date);
  if (cell->kind == TD_CELL_NUMBER && cell->number < 1e7)
    return td_dossier_date_from_serial (cell->number, TD_DATE_SHAPE_SERIAL, date);

  return td_dossier_date_parse (cell->text, cell->length, date);
}

/**
 * td_dossier_time_of_day:
 * @text: "8:30", "08h30", "8 giờ 30"
 * @length: its bytes
 *
 * Returns: seconds since midnight; -1: no time of day
 */
gint64
td_dossier_time_of_day (const char *text, gsize length)
{
  g_autofree char *part = g_strndup (text, MIN (length, MAX_TEXT));
  g_autofree char *folded = td_text_fold (part);
  int clock[3] = { 0, 0, 0 };
  Parts parts;

  split (folded, &parts);
  if (parts.other || take_time (&parts, 0, clock) == 0 || clock[0] > 23 || clock[1] > 59 ||
      clock[2] > 59)
    return -1;

  return clock[0] * 3600 + clock[1] * 60 + clock[2];
}
