/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-work-calendar.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-error.h"
#include "td-text.h"

#define FIRST_YEAR 1990
#define LAST_YEAR 2199
#define N_YEARS (LAST_YEAR - FIRST_YEAR + 1)
#define MAX_LINES 20000

typedef struct
{
  TdDayKind kind;
  char *name;
} Exception;

struct _TdWorkCalendar
{
  gatomicrefcount references;
  GHashTable *exceptions; /* Julian day -> Exception */
  guint8 years[N_YEARS];  /* whether there is a notice */
  guint8 weeks[N_YEARS];  /* days worked, Monday is bit 0; 0: Monday to Friday */
  /* Built when first asked after a change, over the years from the first to the last known one:
   * how many working days lie before each day, and the days themselves in order. */
  GArray *before;  /* (element-type guint32) */
  GArray *working; /* (element-type guint32): Julian days */
  guint32 base;    /* Julian day of before[0] */
};

G_DEFINE_BOXED_TYPE (TdWorkCalendar, td_work_calendar, td_work_calendar_ref, td_work_calendar_unref)

static void
exception_free (Exception *exception)
{
  g_free (exception->name);
  g_free (exception);
}

/**
 * td_work_calendar_new:
 *
 * Returns: (transfer full): a calendar with work from Monday to Friday that knows no year yet
 */
TdWorkCalendar *
td_work_calendar_new (void)
{
  TdWorkCalendar *calendar = g_new0 (TdWorkCalendar, 1);

  g_atomic_ref_count_init (&calendar->references);
  calendar->exceptions = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) exception_free);

  return calendar;
}

/**
 * td_work_calendar_ref:
 * @calendar: a calendar
 *
 * Returns: (transfer full): @calendar
 */
TdWorkCalendar *
td_work_calendar_ref (TdWorkCalendar *calendar)
{
  g_atomic_ref_count_inc (&calendar->references);

  return calendar;
}

static void
forget_index (TdWorkCalendar *calendar)
{
  g_clear_pointer (&calendar->before, g_array_unref);
  g_clear_pointer (&calendar->working, g_array_unref);
}

/**
 * td_work_calendar_unref:
 * @calendar: (nullable) (transfer full): a calendar
 */
void
td_work_calendar_unref (TdWorkCalendar *calendar)
{
  if (calendar == NULL || !g_atomic_ref_count_dec (&calendar->references))
    return;

  forget_index (calendar);
  g_hash_table_unref (calendar->exceptions);
  g_free (calendar);
}

/**
 * td_work_calendar_set_day:
 * @calendar: a calendar
 * @date: a day, 1990 to 2199; its year counts as known from now on
 * @kind: what a notice makes of it
 * @name: (nullable): its name, "Giỗ Tổ Hùng Vương"
 */
void
td_work_calendar_set_day (TdWorkCalendar *calendar,
                          const GDate *date,
                          TdDayKind kind,
                          const char *name)
{
  Exception *exception;
  int year;

  g_return_if_fail (calendar != NULL && g_date_valid (date));

  year = g_date_get_year (date);
  g_return_if_fail (year >= FIRST_YEAR && year <= LAST_YEAR);

  exception = g_new (Exception, 1);
  exception->kind = kind;
  exception->name = g_strdup (name);
  g_hash_table_insert (calendar->exceptions, GUINT_TO_POINTER (g_date_get_julian (date)),
                       exception);
  calendar->years[year - FIRST_YEAR] = TRUE;
  forget_index (calendar);
}

static const char *const kind_names[][2] = {
  { "H", "holiday" },
  { "C", "compensation" },
  { "S", "swapped_off" },
  { "W", "working" },
};

/**
 * td_day_kind_to_letter:
 * @kind: a kind
 *
 * Returns: its letter in calendar files
 */
const char *
td_day_kind_to_letter (TdDayKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kind_names), "H");

  return kind_names[kind][0];
}

/**
 * td_day_kind_from_text:
 * @text: a letter or word of calendar files
 * @kind: (out): the kind
 *
 * Returns: whether there is such a kind
 */
gboolean
td_day_kind_from_text (const char *text, TdDayKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
    {
      if (g_ascii_strcasecmp (text, kind_names[i][0]) == 0 ||
          g_ascii_strcasecmp (text, kind_names[i][1]) == 0)
        {
          *kind = (TdDayKind) i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * td_work_calendar_clear_day:
 * @calendar: a calendar
 * @date: a day
 *
 * Makes it an ordinary day of the week.
 */
void
td_work_calendar_clear_day (TdWorkCalendar *calendar, const GDate *date)
{
  g_return_if_fail (calendar != NULL && g_date_valid (date));

  g_hash_table_remove (calendar->exceptions, GUINT_TO_POINTER (g_date_get_julian (date)));
  forget_index (calendar);
}

/**
 * td_work_calendar_set_week:
 * @calendar: a calendar
 * @year: 1990 to 2199
 * @week: the days worked in that year, Monday is bit 0; 0: Monday to Friday
 */
void
td_work_calendar_set_week (TdWorkCalendar *calendar, int year, guint week)
{
  g_return_if_fail (calendar != NULL && year >= FIRST_YEAR && year <= LAST_YEAR);

  calendar->weeks[year - FIRST_YEAR] = (guint8) (week & 0x7f);
  forget_index (calendar);
}

/**
 * td_work_calendar_set_known:
 * @calendar: a calendar
 * @year: 1990 to 2199
 * @known: whether its days off are official
 */
void
td_work_calendar_set_known (TdWorkCalendar *calendar, int year, gboolean known)
{
  g_return_if_fail (calendar != NULL && year >= FIRST_YEAR && year <= LAST_YEAR);

  calendar->years[year - FIRST_YEAR] = known;
  forget_index (calendar);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return g_date_compare (&((const TdWorkDay *) a)->date, &((const TdWorkDay *) b)->date);
}

/**
 * td_work_calendar_list:
 * @calendar: a calendar
 * @year: a year
 *
 * Returns: (transfer full) (element-type TdWorkDay): the days a notice names, in order; names are
 *   owned by @calendar
 */
GArray *
td_work_calendar_list (TdWorkCalendar *calendar, int year)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (TdWorkDay));
  GHashTableIter iter;
  gpointer julian, exception;

  g_hash_table_iter_init (&iter, calendar->exceptions);
  while (g_hash_table_iter_next (&iter, &julian, &exception))
    {
      const Exception *found = exception;
      TdWorkDay day = { .kind = found->kind, .name = found->name != NULL ? found->name : "" };

      g_date_clear (&day.date, 1);
      g_date_set_julian (&day.date, GPOINTER_TO_UINT (julian));
      if (g_date_get_year (&day.date) == year)
        g_array_append_val (days, day);
    }
  g_array_sort (days, compare_days);

  return days;
}

/**
 * td_work_calendar_format:
 * @calendar: a calendar
 * @year: a year
 *
 * Returns: (transfer full): the year as td_work_calendar_load() reads it
 */
char *
td_work_calendar_format (TdWorkCalendar *calendar, int year)
{
  g_autoptr (GArray) days = td_work_calendar_list (calendar, year);
  GString *text = g_string_new ("date,kind,name\n");

  for (guint i = 0; i < days->len; i++)
    {
      const TdWorkDay *day = &g_array_index (days, TdWorkDay, i);
      g_autofree char *date = td_date_format_iso (&day->date);
      gboolean quoted = strpbrk (day->name, ",\"") != NULL;
      g_autofree char *name = g_strdelimit (g_strdup (day->name), "\"", '\'');

      g_string_append_printf (text, quoted ? "%s,%s,\"%s\"\n" : "%s,%s,%s\n", date,
                              td_day_kind_to_letter (day->kind), name);
    }

  return g_string_free (text, FALSE);
}

/* "2026-04-30,H,Ngày Chiến thắng"; the name may hold commas and stand in quotes. */
static gboolean
load_line (TdWorkCalendar *calendar, const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, ",", 3);
  g_autofree char *name = NULL;
  TdDayKind kind;
  GDate date;
  gsize length;

  if (g_strv_length (fields) < 2 || !td_date_parse_iso (g_strstrip (fields[0]), &date) ||
      !td_day_kind_from_text (g_strstrip (fields[1]), &kind) ||
      g_date_get_year (&date) < FIRST_YEAR || g_date_get_year (&date) > LAST_YEAR)
    return FALSE;

  name = fields[2] != NULL ? td_text_clean (fields[2], -1) : g_strdup ("");
  length = strlen (name);
  if (length >= 2 && name[0] == '"' && name[length - 1] == '"')
    {
      memmove (name, name + 1, length - 2);
      name[length - 2] = '\0';
    }
  td_work_calendar_set_day (calendar, &date, kind, *name != '\0' ? name : NULL);

  return TRUE;
}

/**
 * td_work_calendar_load:
 * @calendar: a calendar
 * @csv: lines "date,kind,name"; kind is H holiday, C compensation, S swapped_off or W working;
 * blank lines, lines from "#" on and a first line of headings are left out
 * @file: (nullable): the file's name, for messages
 * @error: return location
 *
 * Adds the days of a notice. When a line is wrong nothing is added.
 *
 * Returns: whether all lines were right
 */
gboolean
td_work_calendar_load (TdWorkCalendar *calendar, const char *csv, const char *file, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (csv, -1);
  g_auto (GStrv) lines = g_strsplit (valid, "\n", MAX_LINES);
  g_autoptr (TdWorkCalendar) trial = td_work_calendar_new ();

  g_return_val_if_fail (calendar != NULL, FALSE);

  for (guint pass = 0; pass < 2; pass++)
    {
      TdWorkCalendar *target = pass == 0 ? trial : calendar;

      for (guint i = 0; lines[i] != NULL; i++)
        {
          g_autofree char *line = td_text_clean (lines[i], -1);
          g_autofree char *place = NULL;

          if (*line == '\0' || *line == '#' || (i == 0 && g_str_has_prefix (line, "date,")))
            continue;
          if (load_line (target, line))
            continue;
          place = g_strdup_printf (_ ("line %u"), i + 1);
          td_error_set_at (error, TD_ERROR_BAD_INPUT, file, place,
                           _ ("“%s” is no day of a calendar: a line is date,kind,name."), line);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * td_work_calendar_has_year:
 * @calendar: a calendar
 * @year: a year
 *
 * Returns: whether the year's days off are known
 */
gboolean
td_work_calendar_has_year (TdWorkCalendar *calendar, int year)
{
  return year >= FIRST_YEAR && year <= LAST_YEAR && calendar->years[year - FIRST_YEAR];
}

/**
 * td_work_calendar_get_day:
 * @calendar: a calendar
 * @date: a day
 * @kind: (out) (optional): what a notice makes of it
 *
 * Returns: (nullable): the name of the day, "" without one; NULL when no notice names the day
 */
const char *
td_work_calendar_get_day (TdWorkCalendar *calendar, const GDate *date, TdDayKind *kind)
{
  const Exception *exception;

  g_return_val_if_fail (calendar != NULL && g_date_valid (date), NULL);

  exception =
      g_hash_table_lookup (calendar->exceptions, GUINT_TO_POINTER (g_date_get_julian (date)));
  if (exception == NULL)
    return NULL;
  if (kind != NULL)
    *kind = exception->kind;

  return exception->name != NULL ? exception->name : "";
}

static gboolean
is_week_day (TdWorkCalendar *calendar, const GDate *date)
{
  int year = CLAMP (g_date_get_year (date), FIRST_YEAR, LAST_YEAR);
  guint week = calendar->weeks[year - FIRST_YEAR];

  if (week == 0)
    return g_date_get_weekday (date) <= G_DATE_FRIDAY;

  return (week >> (g_date_get_weekday (date) - G_DATE_MONDAY)) & 1;
}

/**
 * td_work_calendar_is_working:
 * @calendar: a calendar
 * @date: a day
 *
 * Returns: whether the office works on that day
 */
gboolean
td_work_calendar_is_working (TdWorkCalendar *calendar, const GDate *date)
{
  TdDayKind kind;

  g_return_val_if_fail (calendar != NULL && g_date_valid (date), FALSE);

  if (td_work_calendar_get_day (calendar, date, &kind) != NULL)
    return kind == TD_DAY_MAKE_UP;

  return is_week_day (calendar, date);
}

static void
ensure_index (TdWorkCalendar *calendar)
{
  int first = 0, last = N_YEARS - 1;
  guint32 count = 0;
  GDate day;

  if (calendar->before != NULL)
    return;
  calendar->before = g_array_new (FALSE, FALSE, sizeof (guint32));
  calendar->working = g_array_new (FALSE, FALSE, sizeof (guint32));
  while (first < N_YEARS && !calendar->years[first])
    first++;
  while (last > first && !calendar->years[last])
    last--;
  if (first == N_YEARS)
    return;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, G_DATE_JANUARY, (GDateYear) (first + FIRST_YEAR));
  calendar->base = g_date_get_julian (&day);
  for (; g_date_get_year (&day) <= last + FIRST_YEAR; g_date_add_days (&day, 1))
    {
      guint32 julian = g_date_get_julian (&day);

      g_array_append_val (calendar->before, count);
      if (td_work_calendar_is_working (calendar, &day))
        {
          g_array_append_val (calendar->working, julian);
          count++;
        }
    }
  g_array_append_val (calendar->before, count);
}

/* Every year that is walked through must be known; the first unknown one on the way is named. */
static gboolean
check_years (TdWorkCalendar *calendar, int from, int to, GError **error)
{
  int step = from <= to ? 1 : -1;

  for (int year = from; year != to + step; year += step)
    {
      if (!td_work_calendar_has_year (calendar, year))
        {
          td_error_set_at (
              error, TD_ERROR_REFUSED, NULL, NULL,
              _ ("There is no holiday calendar for the year %d yet. Have one computed to "
                 "compare with the official notice (“calendar propose %d”), and "
                 "confirm it."),
              year, year);
          return FALSE;
        }
    }

  return TRUE;
}

static guint32
working_before (TdWorkCalendar *calendar, guint32 julian)
{
  return g_array_index (calendar->before, guint32, julian - calendar->base);
}

/**
 * td_work_calendar_add:
 * @calendar: a calendar
 * @from: the day of the event, which does not count
 * @days: working days, 0 for the next day of work on or after @from, negative to go back
 * @to: (out caller-allocates): the day
 * @error: return location
 *
 * The first day does not count (Civil Code 2015, art. 147).
 *
 * Returns: whether all years on the way are known
 */
/* RULE civil-code-147 */
gboolean
td_work_calendar_add (
    TdWorkCalendar *calendar, const GDate *from, int days, GDate *to, GError **error)
{
  gint64 index;
  int year;

  g_return_val_if_fail (calendar != NULL && g_date_valid (from) && to != NULL, FALSE);

  year = g_date_get_year (from);
  if (!check_years (calendar, year, year, error))
    return FALSE;
  ensure_index (calendar);

  index = working_before (calendar, g_date_get_julian (from));
  if (days > 0)
    index += days - 1 + td_work_calendar_is_working (calendar, from);
  else
    index += days;
  if (index < 0 || index >= (gint64) calendar->working->len)
    return check_years (calendar, year, index < 0 ? FIRST_YEAR - 1 : LAST_YEAR + 1, error);

  g_date_clear (to, 1);
  g_date_set_julian (to, g_array_index (calendar->working, guint32, (guint) index));

  return check_years (calendar, year, g_date_get_year (to), error);
}

/**
 * td_work_calendar_count:
 * @calendar: a calendar
 * @from: a day, which does not count
 * @to: a later or earlier day, which counts
 * @days: (out): working days between, negative when @to is earlier
 * @error: return location
 *
 * Returns: whether all years on the way are known
 */
gboolean
td_work_calendar_count (
    TdWorkCalendar *calendar, const GDate *from, const GDate *to, int *days, GError **error)
{
  g_return_val_if_fail (calendar != NULL && g_date_valid (from) && g_date_valid (to), FALSE);

  if (!check_years (calendar, g_date_get_year (from), g_date_get_year (to), error))
    return FALSE;
  ensure_index (calendar);
  *days = (int) working_before (calendar, g_date_get_julian (to) + 1) -
          (int) working_before (calendar, g_date_get_julian (from) + 1);

  return TRUE;
}
