/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-date.h"
#include "td-deadline-meaning.h"

#include <stdlib.h>
#include <string.h>

static void
add_window (const char *start, const char *end, int year, gboolean months[12])
{
  GDate first, last;

  if (end == NULL || !td_date_parse_iso (end, &last))
    return;
  if (start == NULL || !td_date_parse_iso (start, &first))
    first = last;
  for (int month = 1; month <= 12; month++)
    {
      int at = year * 12 + month;

      if (at >= g_date_get_year (&first) * 12 + (int) g_date_get_month (&first) &&
          at <= g_date_get_year (&last) * 12 + (int) g_date_get_month (&last))
        months[month - 1] = TRUE;
    }
}

/* Every @step-th month, counted from the end of the first stretch. */
static void
add_every (int step, gboolean months[12])
{
  for (int month = step; month <= 12; month += step)
    months[month - 1] = TRUE;
}

static void
add_recurrence (const TdDeadline *deadline, int year, gboolean months[12])
{
  const char *rule = deadline->recurrence != NULL ? deadline->recurrence : "";
  const char *month = strstr (rule, ";month=");

  if (month != NULL)
    {
      int number = atoi (month + strlen (";month="));

      if (number >= 1 && number <= 12)
        months[number - 1] = TRUE;
    }
  else if (g_str_has_prefix (rule, "quarterly"))
    add_every (3, months);
  else if (g_str_has_prefix (rule, "half-yearly"))
    add_every (6, months);
  else if (g_str_has_prefix (rule, "yearly"))
    add_window (deadline->start, deadline->end, year, months);
  else
    add_every (1, months);
}

/**
 * td_deadline_list_months:
 * @deadline: a deadline
 * @year: a year
 * @months: (out): %TRUE for every month of @year that the deadline falls into, January first
 */
void
td_deadline_list_months (const TdDeadline *deadline, int year, gboolean months[12])
{
  g_autofree char *last = td_deadline_last_day (deadline);

  memset (months, 0, 12 * sizeof (gboolean));
  switch (deadline->kind)
    {
    case TD_DEADLINE_RECURRING:
      add_recurrence (deadline, year, months);
      break;
    case TD_DEADLINE_CONTINUOUS:
      if (deadline->end == NULL)
        add_every (1, months);
      else
        add_window (deadline->start, deadline->end, year, months);
      break;
    case TD_DEADLINE_COMPOUND:
      for (guint i = 0; deadline->parts != NULL && i < deadline->parts->len; i++)
        {
          gboolean part[12];

          td_deadline_list_months (g_ptr_array_index (deadline->parts, i), year, part);
          for (int m = 0; m < 12; m++)
            months[m] |= part[m];
        }
      if (deadline->parts == NULL)
        add_window (deadline->start, last, year, months);
      break;
    case TD_DEADLINE_PER_UPSTREAM:
    case TD_DEADLINE_AFTER_EVENT:
    case TD_DEADLINE_UNSPECIFIED:
      break;
    case TD_DEADLINE_MONTH:
    case TD_DEADLINE_QUARTER:
    case TD_DEADLINE_YEAR:
    case TD_DEADLINE_BEFORE_DATE:
    default:
      add_window (deadline->start, last, year, months);
      break;
    }
}
