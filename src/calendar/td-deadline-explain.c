/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-deadline-private.h"

static char *
explain_window (const TdDeadline *deadline)
{
  g_autofree char *start = td_date_display_iso (deadline->start);
  g_autofree char *end = td_date_display_iso (deadline->end);

  if (start != NULL && end != NULL)
    /* Translators: two dates, "từ 01/01/2024 đến hết 31/03/2024" */
    return g_strdup_printf (_ ("from %s to the end of %s"), start, end);
  if (end != NULL)
    return g_strdup_printf (_ ("until the end of %s"), end);
  if (start != NULL)
    return g_strdup_printf (_ ("from %s on"), start);

  return g_strdup (_ ("on days the words do not fix"));
}

static char *
explain_bound (const TdDeadline *deadline)
{
  g_autofree char *end = td_date_display_iso (deadline->end);
  g_autofree char *last = td_deadline_last_day (deadline);
  g_autofree char *last_shown = td_date_display_iso (last);

  if (!deadline->end_exclusive || end == NULL)
    return explain_window (deadline);

  return g_strdup_printf (_ ("before %s (last permitted day: %s)"), end, last_shown);
}

/* The number behind "@key=" in a recurrence, 0 without it. */
static int
rule_number (const char *recurrence, const char *key)
{
  g_autofree char *wanted = g_strconcat (";", key, "=", NULL);
  const char *found = strstr (recurrence, wanted);

  return found != NULL ? atoi (found + strlen (wanted)) : 0;
}

static const char *
frequency_words (const char *recurrence)
{
  static const struct
  {
    const char *name, *words;
  } frequencies[] = {
    { "daily", N_ ("every day") },
    { "weekly", N_ ("every week") },
    { "monthly", N_ ("every month") },
    { "quarterly", N_ ("every quarter") },
    { "half-yearly", N_ ("every six months") },
    { "yearly", N_ ("every year") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (frequencies); i++)
    {
      if (g_str_has_prefix (recurrence, frequencies[i].name))
        return _ (frequencies[i].words);
    }

  return _ ("at the times of the reporting regime");
}

static char *
explain_recurrence (const TdDeadline *deadline)
{
  const char *recurrence = deadline->recurrence != NULL ? deadline->recurrence : "periodic";
  GString *text = g_string_new (frequency_words (recurrence));
  int count = rule_number (recurrence, "count");
  int day = rule_number (recurrence, "day");

  if (count > 0)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, ngettext ("%d time", "%d times", (gulong) count), count);
    }
  if (rule_number (recurrence, "interval") > 1)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, _ ("only each %d of these"),
                              rule_number (recurrence, "interval"));
    }
  if (day > 0 && deadline->end == NULL)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, deadline->end_exclusive ? _ ("before day %d") : _ ("day %d"),
                              day);
    }
  if (deadline->start != NULL || deadline->end != NULL)
    {
      g_autofree char *window = explain_bound (deadline);

      g_string_append_printf (text, "; %s", window);
    }

  return g_string_free (text, FALSE);
}

static char *explain_meaning (const TdDeadline *deadline);

static char *
explain_parts (const TdDeadline *deadline)
{
  GString *text = g_string_new (NULL);

  if (deadline->parts == NULL)
    {
      g_string_free (text, TRUE);
      return explain_window (deadline);
    }
  for (guint i = 0; i < deadline->parts->len; i++)
    {
      g_autofree char *part = explain_meaning (g_ptr_array_index (deadline->parts, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", part);
    }

  return g_string_free (text, FALSE);
}

static char *
explain_continuous (const TdDeadline *deadline)
{
  g_autofree char *window = NULL;

  if (deadline->start == NULL && deadline->end == NULL)
    return g_strdup (_ ("all the time, never overdue by itself"));
  window = explain_window (deadline);

  return g_strdup_printf (_ ("all the time, %s"), window);
}

static char *
explain_meaning (const TdDeadline *deadline)
{
  switch (deadline->kind)
    {
    case TD_DEADLINE_MONTH:
    case TD_DEADLINE_QUARTER:
    case TD_DEADLINE_YEAR:
      return explain_window (deadline);
    case TD_DEADLINE_COMPOUND:
      return explain_parts (deadline);
    case TD_DEADLINE_BEFORE_DATE:
      return explain_bound (deadline);
    case TD_DEADLINE_RECURRING:
      return explain_recurrence (deadline);
    case TD_DEADLINE_CONTINUOUS:
      return explain_continuous (deadline);
    case TD_DEADLINE_PER_UPSTREAM:
      return g_strdup_printf (_ ("waits for “%s”; enter the day when it is known"),
                              deadline->condition);
    case TD_DEADLINE_AFTER_EVENT:
      return g_strdup_printf (_ ("waits for the event “%s”; enter the day when it has happened"),
                              deadline->condition);
    case TD_DEADLINE_UNSPECIFIED:
    default:
      return g_strdup (_ ("no deadline"));
    }
}

/**
 * td_deadline_explain:
 * @deadline: a deadline
 *
 * Says in a sentence what was understood, for the person who typed the words: "Hiểu là: trước
 * 25/01/2024 (ngày cuối được phép: 24/01/2024)".
 *
 * Returns: (transfer full): the sentence, translated
 */
char *
td_deadline_explain (const TdDeadline *deadline)
{
  g_autofree char *meaning = NULL;

  g_return_val_if_fail (deadline != NULL, NULL);

  meaning = explain_meaning (deadline);

  return g_strdup_printf (_ ("Understood as: %s"), meaning);
}
