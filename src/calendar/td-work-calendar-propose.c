/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-lunar.h"
#include "td-work-calendar.h"

/* The holidays of a year as the law lets them be foreseen (Labour Code 2019, art. 112). The notice
 * of the Prime Minister decides: which days go with Tết and with 2 September, and swapped days,
 * which nobody can foresee. */

typedef struct
{
  TdWorkCalendar *calendar;
  guint32 rest[16]; /* holidays on days of rest, to be given back */
  const char *rest_of[16];
  guint n_rest;
} Proposal;

static void
set_holiday (Proposal *self, const GDate *date, const char *name, const char *compensation)
{
  if (td_work_calendar_get_day (self->calendar, date, NULL) != NULL ||
      g_date_get_weekday (date) > G_DATE_FRIDAY)
    {
      self->rest_of[self->n_rest] = compensation;
      self->rest[self->n_rest++] = g_date_get_julian (date);
    }
  /* on a day of rest it changes nothing, and is listed for what it is */
  td_work_calendar_set_day (self->calendar, date, TD_DAY_HOLIDAY, name);
}

static void
set_fixed (Proposal *self, int year, int month, int day, const char *name, const char *compensation)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  set_holiday (self, &date, name, compensation);
}

/* RULE labour-code-111-3: a holiday on a day of rest is given back on the next working day. */
static void
give_back (Proposal *self)
{
  for (guint i = 0; i < self->n_rest; i++)
    {
      GDate date;

      g_date_clear (&date, 1);
      g_date_set_julian (&date, self->rest[i] + 1);
      while (!td_work_calendar_is_working (self->calendar, &date))
        g_date_add_days (&date, 1);
      td_work_calendar_set_day (self->calendar, &date, TD_DAY_COMPENSATION, self->rest_of[i]);
    }
}

/* Five days: one or two before the new year. As the notices since 2022 chose: the five days of one
 * week where that is possible, else two before. */
static void
set_tet (Proposal *self, int year)
{
  GDate date;
  guint before;

  if (!td_lunar_new_year (year, &date))
    return;
  before = g_date_get_weekday (&date) == G_DATE_TUESDAY ? 1 : 2;
  g_date_subtract_days (&date, before);
  for (int i = 0; i < 5; i++)
    {
      set_holiday (self, &date, "Tết Nguyên đán", "Nghỉ bù Tết Nguyên đán");
      g_date_add_days (&date, 1);
    }
}

/* The day before or after 2 September: the one that makes the longer break. */
static void
set_national_day (Proposal *self, int year)
{
  GDate date;
  GDateWeekday weekday;
  int other;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 2, G_DATE_SEPTEMBER, (GDateYear) year);
  weekday = g_date_get_weekday (&date);
  other =
      weekday == G_DATE_MONDAY || weekday == G_DATE_THURSDAY || weekday == G_DATE_SUNDAY ? 3 : 1;
  set_fixed (self, year, 9, MIN (other, 2), "Quốc khánh", "Nghỉ bù Quốc khánh");
  set_fixed (self, year, 9, MAX (other, 2), "Quốc khánh", "Nghỉ bù Quốc khánh");
}

/**
 * td_work_calendar_propose:
 * @calendar: a calendar
 * @year: 1990 to 2199; what is known of it is dropped
 *
 * Fills the year with the holidays of the law, lunar ones from the own calendar, and what is given
 * back for those on days of rest. It stays not known: someone has to compare it with the notice.
 */
void
td_work_calendar_propose (TdWorkCalendar *calendar, int year)
{
  Proposal self = { calendar, { 0 }, { NULL }, 0 };
  g_autoptr (GArray) old = NULL;
  TdLunarDate ancestors = { year, 3, 10, FALSE };
  GDate date;

  g_return_if_fail (calendar != NULL && year >= 1990 && year <= 2199);

  old = td_work_calendar_list (calendar, year);
  for (guint i = 0; i < old->len; i++)
    td_work_calendar_clear_day (calendar, &g_array_index (old, TdWorkDay, i).date);

  set_fixed (&self, year, 1, 1, "Tết Dương lịch", "Nghỉ bù Tết Dương lịch");
  set_tet (&self, year);
  if (td_lunar_to_date (&ancestors, &date))
    set_holiday (&self, &date, "Giỗ Tổ Hùng Vương", "Nghỉ bù Giỗ Tổ Hùng Vương");
  set_fixed (&self, year, 4, 30, "Ngày Chiến thắng 30/4", "Nghỉ bù ngày 30/4");
  set_fixed (&self, year, 5, 1, "Ngày Quốc tế Lao động 01/5", "Nghỉ bù ngày 01/5");
  set_national_day (&self, year);
  /* Resolution 28/2026/QH16, in force from 1 July 2026 */
  if (year >= 2026)
    set_fixed (&self, year, 11, 24, "Ngày Văn hóa Việt Nam", "Nghỉ bù Ngày Văn hóa Việt Nam");
  give_back (&self);
  td_work_calendar_set_known (calendar, year, FALSE);
}
