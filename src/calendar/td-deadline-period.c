/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-deadline-period.h"

#include <string.h>

#include "td-date.h"
#include "td-roman.h"

#define FIRST_YEAR 1990
#define LAST_YEAR 2199
#define MAX_PERIODS 24
#define FIRST_HALF_END 15 /* of a month */

/* A year of four digits; bounds keep "tháng 2/3024" and file numbers out. */
static gboolean
read_year_number (TdDeadlineReader *reader, int *year)
{
  const TdToken *token = td_deadline_reader_peek (reader, 0);

  return token != NULL && token->digits == 4 &&
         td_deadline_reader_accept_number (reader, FIRST_YEAR, LAST_YEAR, year);
}

/**
 * td_deadline_period_read_year:
 * @reader: a reader
 * @year: (out): the year; 0 for "trong năm" without a number when the plan's year is not known
 *
 * Reads "năm 2024", "năm nay", "năm sau".
 *
 * Returns: whether a year came next
 */
gboolean
td_deadline_period_read_year (TdDeadlineReader *reader, int *year)
{
  guint at = reader->at;

  if (!td_deadline_reader_accept (reader, "năm"))
    return FALSE;
  if (td_deadline_reader_accept (reader, "nay|này|kế hoạch"))
    *year = reader->year;
  else if (td_deadline_reader_accept (reader, "sau|tới|kế tiếp|tiếp theo"))
    *year = reader->year > 0 ? reader->year + 1 : 0;
  else if (td_deadline_reader_at (reader, "học") || !read_year_number (reader, year))
    {
      reader->at = at;
      return FALSE;
    }

  return TRUE;
}

/* What may stand behind a month or quarter: "/2024", "-2024", ", năm 2024", " của năm 2024", "/24".
 */
static void
read_year_suffix (TdDeadlineReader *reader, int *year)
{
  guint at = reader->at;
  gboolean slash = td_deadline_reader_accept_mark (reader, "/");
  const TdToken *token;

  if (!slash)
    td_deadline_reader_accept_mark (reader, "-.,");
  td_deadline_reader_accept (reader, "của|trong");
  if (td_deadline_period_read_year (reader, year) || read_year_number (reader, year))
    return;
  token = td_deadline_reader_peek (reader, 0);
  if (slash && token != NULL && token->digits == 2 && token->value >= 20)
    {
      *year = 2000 + token->value;
      reader->at++;
      return;
    }
  reader->at = at;
}

static gboolean
read_quarter_number (TdDeadlineReader *reader, int *quarter)
{
  const TdToken *token = td_deadline_reader_peek (reader, 0);

  if (token == NULL)
    return FALSE;
  if (token->type == TD_TOKEN_WORD)
    {
      g_autofree char *upper = g_ascii_strup (token->folded, -1);
      int value = td_roman_parse (upper, -1);

      if (value >= 1 && value <= 4)
        {
          *quarter = value;
          reader->at++;
          return TRUE;
        }
    }
  if (token->type == TD_TOKEN_NUMBER && token->digits > 2)
    return FALSE;

  return td_deadline_reader_accept_count (reader, 4, quarter);
}

static gboolean
read_quarter (TdDeadlineReader *reader, TdPeriod *period)
{
  guint at = reader->at;

  if (!td_deadline_reader_accept (reader, "quý|quí|q") ||
      !read_quarter_number (reader, &period->first))
    {
      reader->at = at;
      return FALSE;
    }
  period->type = TD_PERIOD_QUARTER;
  read_year_suffix (reader, &period->year);

  return TRUE;
}

static gboolean
read_month (TdDeadlineReader *reader, TdPeriod *period)
{
  guint at = reader->at;

  if (!td_deadline_reader_accept (reader, "tháng|t") ||
      !(td_deadline_reader_accept (reader, "giêng")
            ? (period->first = 1)
            : td_deadline_reader_accept_count (reader, 12, &period->first)))
    {
      reader->at = at;
      return FALSE;
    }
  period->type = TD_PERIOD_MONTH;
  read_year_suffix (reader, &period->year);

  return TRUE;
}

/* "nửa đầu tháng 6", "nửa cuối tháng 6/2024" */
static gboolean
read_half_month (TdDeadlineReader *reader, TdPeriod *period)
{
  guint at = reader->at;
  gboolean late;

  if (td_deadline_reader_accept (reader, "nửa"))
    {
      late = td_deadline_reader_accept (reader, "cuối|sau");
      if (late || td_deadline_reader_accept (reader, "đầu"))
        {
          td_deadline_reader_accept (reader, "của");
          if (read_month (reader, period))
            {
              period->day = late ? FIRST_HALF_END + 1 : FIRST_HALF_END;
              return TRUE;
            }
        }
    }
  reader->at = at;

  return FALSE;
}

/* "ngày 15 các tháng 3, 6, 9, 12": a day of each. */
static gboolean
read_day_of_months (TdDeadlineReader *reader, GArray *periods)
{
  guint at = reader->at;
  TdPeriod period = { TD_PERIOD_DAY };

  if (!td_deadline_reader_accept (reader, "ngày|mùng|mồng|ngày mùng") ||
      !td_deadline_reader_accept_number (reader, 1, 31, &period.day))
    {
      reader->at = at;
      return FALSE;
    }
  td_deadline_reader_accept (reader, "của|trong|vào");
  if (!td_deadline_reader_accept (reader, "các tháng") ||
      !td_deadline_reader_accept_number (reader, 1, 12, &period.first))
    {
      reader->at = at;
      return FALSE;
    }
  for (;;)
    {
      guint behind;

      g_array_append_val (periods, period);
      behind = reader->at;
      td_deadline_reader_accept_mark (reader, ",;&");
      td_deadline_reader_accept (reader, "và|tháng|và tháng");
      if (periods->len == MAX_PERIODS || reader->at == behind ||
          !td_deadline_reader_accept_number (reader, 1, 12, &period.first))
        {
          reader->at = behind;
          break;
        }
    }
  read_year_suffix (reader, &g_array_index (periods, TdPeriod, periods->len - 1).year);

  return TRUE;
}

/* "6 tháng đầu năm 2024", "nửa cuối năm", "9 tháng năm 2024" */
static gboolean
read_months_of_year (TdDeadlineReader *reader, TdPeriod *period)
{
  guint at = reader->at;
  gboolean half = td_deadline_reader_accept (reader, "nửa");
  gboolean late;
  int n = 6;

  if (!half && (!td_deadline_reader_accept_count (reader, 11, &n) ||
                !td_deadline_reader_accept (reader, "tháng")))
    {
      reader->at = at;
      return FALSE;
    }
  late = td_deadline_reader_accept (reader, "cuối");
  if (!late && !td_deadline_reader_accept (reader, "đầu") && half)
    {
      reader->at = at;
      return FALSE;
    }
  td_deadline_reader_accept (reader, "của");
  if (!td_deadline_period_read_year (reader, &period->year) &&
      !td_deadline_reader_accept (reader, "năm"))
    {
      reader->at = at;
      return FALSE;
    }
  period->type = TD_PERIOD_MONTHS;
  period->first = late ? 13 - n : 1;
  period->last = late ? 12 : n;

  return TRUE;
}

static gboolean
read_iso_day (TdDeadlineReader *reader, TdPeriod *period)
{
  guint at = reader->at;

  if (read_year_number (reader, &period->year) && td_deadline_reader_accept_mark (reader, "-/") &&
      td_deadline_reader_accept_number (reader, 1, 12, &period->first) &&
      td_deadline_reader_accept_mark (reader, "-/") &&
      td_deadline_reader_accept_number (reader, 1, 31, &period->day))
    return TRUE;
  reader->at = at;
  period->year = 0;

  return FALSE;
}

/* The month and year behind a day: "/3/2024", "-3-2024", " tháng 3 năm 2024", "/3". */
static gboolean
read_day_suffix (TdDeadlineReader *reader, TdPeriod *period)
{
  guint at = reader->at;
  gboolean slash = td_deadline_reader_accept_mark (reader, "/");

  if (slash || td_deadline_reader_accept_mark (reader, "-."))
    {
      const TdToken *token = td_deadline_reader_peek (reader, 0);

      if (token != NULL && token->digits <= 2 &&
          td_deadline_reader_accept_number (reader, 1, 12, &period->first))
        {
          read_year_suffix (reader, &period->year);
          /* "1.1" and "3-5" are numbers of sections and ranges. */
          if (slash || period->year != 0)
            return TRUE;
        }
    }
  else if ((td_deadline_reader_accept (reader, "tháng") ||
            td_deadline_reader_accept (reader, "của tháng")) &&
           td_deadline_reader_accept_count (reader, 12, &period->first))
    {
      read_year_suffix (reader, &period->year);
      return TRUE;
    }
  reader->at = at;

  return FALSE;
}

/* "ngày 25/01/2024", "25-1-2024", "25 tháng 1", "2024-01-25"; with the word also a lone "ngày 5",
 * whose month the next day names. */
static gboolean
read_day (TdDeadlineReader *reader, TdPeriod *period)
{
  guint at = reader->at;
  gboolean word = td_deadline_reader_accept (reader, "ngày");
  const TdToken *token = td_deadline_reader_peek (reader, 0);

  period->type = TD_PERIOD_DAY;
  if (read_iso_day (reader, period))
    return TRUE;
  if (token != NULL && token->digits <= 2 &&
      td_deadline_reader_accept_number (reader, 1, 31, &period->day))
    {
      if (read_day_suffix (reader, period) || word)
        return TRUE;
    }
  reader->at = at;

  return FALSE;
}

/* "02/2024": a month in figures alone. */
static gboolean
read_month_in_figures (TdDeadlineReader *reader, TdPeriod *period)
{
  guint at = reader->at;
  const TdToken *token = td_deadline_reader_peek (reader, 0);

  if (token != NULL && token->digits <= 2 &&
      td_deadline_reader_accept_number (reader, 1, 12, &period->first) &&
      td_deadline_reader_accept_mark (reader, "/-.") && read_year_number (reader, &period->year))
    {
      period->type = TD_PERIOD_MONTH;
      return TRUE;
    }
  reader->at = at;

  return FALSE;
}

/* "năm học 2023-2024", "học kỳ I năm học 2023-2024" */
static gboolean
read_school_year (TdDeadlineReader *reader, TdPeriod *period)
{
  guint at = reader->at;
  int term;

  if (td_deadline_reader_accept (reader, "học kỳ|học kì") && !read_quarter_number (reader, &term))
    {
      reader->at = at;
      return FALSE;
    }
  td_deadline_reader_accept_mark (reader, ",");
  if (td_deadline_reader_accept (reader, "năm học") && read_year_number (reader, &period->year) &&
      td_deadline_reader_accept_mark (reader, "-/") && read_year_number (reader, &period->last))
    {
      period->type = TD_PERIOD_SCHOOL_YEAR;
      return TRUE;
    }
  reader->at = at;

  return FALSE;
}

/* "năm 2024", "cả năm", "trong năm 2024", "2024" */
static gboolean
read_year (TdDeadlineReader *reader, TdPeriod *period)
{
  guint at = reader->at;
  gboolean whole = td_deadline_reader_accept (reader, "cả|trọn|toàn");
  int next;

  period->type = TD_PERIOD_YEAR;
  if (td_deadline_period_read_year (reader, &period->year))
    return TRUE;
  if (whole && td_deadline_reader_accept (reader, "năm"))
    return TRUE;
  /* "2021-2025" is the horizon of a programme. */
  if (!whole && read_year_number (reader, &period->year) &&
      !(td_deadline_reader_accept_mark (reader, "-") && read_year_number (reader, &next)))
    return TRUE;
  reader->at = at;

  return FALSE;
}

/* "tuần thứ 2 của" before a month: its week is not counted. */
static void
read_week (TdDeadlineReader *reader)
{
  guint at = reader->at;
  int week;

  if (td_deadline_reader_accept (reader, "tuần thứ|tuần") &&
      td_deadline_reader_accept_count (reader, 5, &week))
    {
      td_deadline_reader_accept (reader, "của");
      if (td_deadline_reader_at (reader, "tháng"))
        return;
    }
  reader->at = at;
}

/**
 * td_deadline_period_read:
 * @reader: a reader
 * @period: (out caller-allocates): the period
 *
 * Returns: whether a day, month, quarter, part of a year or year came next
 */
gboolean
td_deadline_period_read (TdDeadlineReader *reader, TdPeriod *period)
{
  static gboolean (*const readers[]) (TdDeadlineReader *, TdPeriod *) = {
    read_quarter, read_half_month,       read_months_of_year, read_month,
    read_day,     read_month_in_figures, read_school_year,    read_year,
  };
  guint at = reader->at;

  read_week (reader);
  /* A part of a month or quarter is taken for the whole: its end is not said. */
  td_deadline_reader_accept (reader,
                             "đầu|giữa|cuối|trung tuần|thượng tuần|hạ tuần|tuần đầu|tuần cuối");
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      memset (period, 0, sizeof *period);
      if (readers[i](reader, period))
        return TRUE;
    }
  reader->at = at;

  return FALSE;
}

/* "cuối năm" and "trong năm" alone count for the plan's year. */
static gboolean
read_plain_year (TdDeadlineReader *reader, TdPeriod *period)
{
  guint at = reader->at;

  memset (period, 0, sizeof *period);
  period->type = TD_PERIOD_YEAR;
  if (td_deadline_reader_accept (reader, "trong năm|cuối năm|đầu năm|giữa năm|hết năm") &&
      !td_deadline_reader_at (reader, "học"))
    return TRUE;
  reader->at = at;

  return FALSE;
}

/* The next of "Quý I, II, III": its word is not printed again. */
static gboolean
read_next_number (TdDeadlineReader *reader, const TdPeriod *last, TdPeriod *period)
{
  guint at = reader->at;

  *period = *last;
  period->year = 0;
  if (last->type == TD_PERIOD_QUARTER && read_quarter_number (reader, &period->first))
    {
      read_year_suffix (reader, &period->year);
      return TRUE;
    }
  if (last->type == TD_PERIOD_MONTH &&
      td_deadline_reader_accept_number (reader, 1, 12, &period->first))
    {
      read_year_suffix (reader, &period->year);
      return TRUE;
    }
  reader->at = at;

  return FALSE;
}

/* "Quý I - III": everything between counts. */
static void
fill_between (GArray *periods, TdPeriod last)
{
  TdPeriod before = g_array_index (periods, TdPeriod, periods->len - 1);
  int year = last.year;

  for (int next = before.first + 1; next < last.first && periods->len < MAX_PERIODS; next++)
    {
      before.first = next;
      before.year = year;
      g_array_append_val (periods, before);
    }
}

/**
 * td_deadline_period_read_list:
 * @reader: a reader
 * @periods: (element-type TdPeriod): gets the periods
 *
 * Reads "Quý II, III/2024", "tháng 6 và tháng 11", "Quý I và cả năm 2024", "tháng 3 - 5".
 *
 * Returns: whether at least one period came next
 */
gboolean
td_deadline_period_read_list (TdDeadlineReader *reader, GArray *periods)
{
  TdPeriod period;
  guint at = reader->at;

  if (read_day_of_months (reader, periods))
    return TRUE;
  td_deadline_reader_accept (reader, "các");
  if (!td_deadline_period_read (reader, &period) && !read_plain_year (reader, &period))
    {
      reader->at = at;
      return FALSE;
    }
  g_array_append_val (periods, period);

  while (periods->len < MAX_PERIODS)
    {
      TdPeriod last = g_array_index (periods, TdPeriod, periods->len - 1);
      gboolean dash, joined;

      at = reader->at;
      dash = td_deadline_reader_accept_mark (reader, "-");
      joined = dash || td_deadline_reader_accept_mark (reader, ",;&(+/");
      joined = td_deadline_reader_accept (reader, "và|hoặc") || joined;
      td_deadline_reader_accept (reader, "vào|trong");
      if (!td_deadline_period_read (reader, &period) && !read_plain_year (reader, &period) &&
          !(joined && read_next_number (reader, &last, &period)))
        {
          reader->at = at;
          break;
        }
      td_deadline_reader_accept_mark (reader, ")");
      if (dash && period.type == last.type && period.type != TD_PERIOD_DAY && last.year == 0)
        fill_between (periods, period);
      g_array_append_val (periods, period);
    }

  return TRUE;
}

/**
 * td_deadline_period_share_years:
 * @periods: (element-type TdPeriod): periods in the order they were named
 * @year: the plan's year, 0 when not known
 *
 * A period without a year has that of the next one that names one, else of the one before, else the
 * plan's; a day without a month likewise.
 */
void
td_deadline_period_share_years (GArray *periods, int year)
{
  int next_year = 0, next_month = 0;

  for (guint i = periods->len; i > 0; i--)
    {
      TdPeriod *period = &g_array_index (periods, TdPeriod, i - 1);

      if (period->type == TD_PERIOD_DAY && period->first == 0)
        period->first = next_month;
      if (period->year == 0)
        period->year = next_year;
      next_year = period->year;
      next_month = period->type == TD_PERIOD_DAY ? period->first : 0;
    }
  for (guint i = 0; i < periods->len; i++)
    {
      TdPeriod *period = &g_array_index (periods, TdPeriod, i);

      if (period->year == 0)
        period->year = i > 0 ? g_array_index (periods, TdPeriod, i - 1).year : year;
    }
}

static void
months_of (const TdPeriod *period, int *first, int *last)
{
  switch (period->type)
    {
    case TD_PERIOD_QUARTER:
      *first = period->first * 3 - 2;
      *last = period->first * 3;
      break;
    case TD_PERIOD_MONTHS:
      *first = period->first;
      *last = period->last;
      break;
    case TD_PERIOD_YEAR:
      *first = 1;
      *last = 12;
      break;
    case TD_PERIOD_DAY:
    case TD_PERIOD_MONTH:
    case TD_PERIOD_SCHOOL_YEAR:
    default:
      *first = *last = period->first;
      break;
    }
}

/**
 * td_deadline_period_first_day:
 * @period: a period
 *
 * Returns: (nullable) (transfer full): its first day, ISO 8601; NULL when the words do not fix it
 */
char *
td_deadline_period_first_day (const TdPeriod *period)
{
  int first, last;

  if (period->year == 0 || period->type == TD_PERIOD_SCHOOL_YEAR)
    return NULL;
  months_of (period, &first, &last);

  if (period->type == TD_PERIOD_DAY || period->day > FIRST_HALF_END)
    return td_date_iso_from_ymd (period->year, first, period->day);

  return td_date_iso_from_ymd (period->year, first, 1);
}

/**
 * td_deadline_period_last_day:
 * @period: a period
 *
 * Returns: (nullable) (transfer full): its last day, ISO 8601; NULL when the words do not fix it
 */
char *
td_deadline_period_last_day (const TdPeriod *period)
{
  int first, last;

  if (period->type == TD_PERIOD_DAY || period->year == 0 || period->type == TD_PERIOD_SCHOOL_YEAR)
    return td_deadline_period_first_day (period);
  months_of (period, &first, &last);
  if (period->day == FIRST_HALF_END)
    return td_date_iso_from_ymd (period->year, last, period->day);

  return td_date_iso_from_ymd (
      period->year, last, g_date_get_days_in_month ((GDateMonth) last, (GDateYear) period->year));
}

/**
 * td_deadline_period_kind:
 * @period: a period
 *
 * Returns: the kind of a deadline that names this period alone
 */
TdDeadlineKind
td_deadline_period_kind (const TdPeriod *period)
{
  switch (period->type)
    {
    case TD_PERIOD_DAY:
      return TD_DEADLINE_BEFORE_DATE;
    case TD_PERIOD_MONTH:
      return TD_DEADLINE_MONTH;
    case TD_PERIOD_QUARTER:
      return TD_DEADLINE_QUARTER;
    case TD_PERIOD_MONTHS:
      return TD_DEADLINE_COMPOUND;
    case TD_PERIOD_YEAR:
    case TD_PERIOD_SCHOOL_YEAR:
    default:
      return TD_DEADLINE_YEAR;
    }
}
