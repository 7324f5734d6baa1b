/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "td-date.h"
#include "td-deadline-private.h"

static char *
explain_window (const TdDeadline *deadline)
{
  g_autofree char *start = td_date_display_iso (deadline->start);
  g_autofree char *end = td_date_display_iso (deadline->end);

  if (start != NULL && end != NULL)
    return g_strdup_printf ("từ %s đến hết %s", start, end);
  if (end != NULL)
    return g_strdup_printf ("đến hết %s", end);
  if (start != NULL)
    return g_strdup_printf ("từ %s trở đi", start);

  return g_strdup ("vào những ngày mà lời văn không ấn định");
}

static char *
explain_bound (const TdDeadline *deadline)
{
  g_autofree char *end = td_date_display_iso (deadline->end);
  g_autofree char *last = td_deadline_last_day (deadline);
  g_autofree char *last_shown = td_date_display_iso (last);

  if (!deadline->end_exclusive || end == NULL)
    return explain_window (deadline);

  return g_strdup_printf ("trước ngày %s (ngày cuối được phép: %s)", end, last_shown);
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
    { "daily", "hằng ngày" },
    { "weekly", "hằng tuần" },
    { "monthly", "hằng tháng" },
    { "quarterly", "hằng quý" },
    { "half-yearly", "6 tháng một lần" },
    { "yearly", "hằng năm" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (frequencies); i++)
    {
      if (g_str_has_prefix (recurrence, frequencies[i].name))
        return frequencies[i].words;
    }

  return "theo các kỳ của chế độ báo cáo";
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
      g_string_append_printf (text, "%d lần", count);
    }
  if (rule_number (recurrence, "interval") > 1)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, "cứ %d kỳ một lần", rule_number (recurrence, "interval"));
    }
  if (day > 0 && deadline->end == NULL)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, deadline->end_exclusive ? "trước ngày %d" : "chậm nhất ngày %d",
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
    return g_strdup ("thường xuyên, không tự quá hạn; xác nhận theo từng kỳ");
  window = explain_window (deadline);

  return g_strdup_printf ("thường xuyên, %s", window);
}

static char *
explain_event (const TdDeadline *deadline)
{
  static const char *const units[] = { "ngày", "ngày làm việc", "tuần", "tháng" };
  TdDeadlineTerm term;

  if (!td_deadline_read_term (deadline->condition, &term))
    return g_strdup_printf ("chờ sự kiện “%s”; nhập ngày khi đã xảy ra", deadline->condition);

  return g_strdup_printf ("chờ sự kiện “%s”; hạn là %d %s sau ngày xảy ra", deadline->condition,
                          term.count, units[term.unit]);
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
      return g_strdup_printf ("chờ “%s”; nhập ngày khi đã biết", deadline->condition);
    case TD_DEADLINE_AFTER_EVENT:
      return explain_event (deadline);
    case TD_DEADLINE_UNSPECIFIED:
    default:
      return g_strdup ("không có thời hạn");
    }
}

/**
 * td_deadline_explain:
 * @deadline: a deadline
 *
 * Says in a sentence what was understood, for the person who typed the words: "Hiểu là: trước
 * 25/01/2024 (ngày cuối được phép: 24/01/2024)".
 *
 * Returns: (transfer full): the sentence, in Vietnamese whatever the locale: it explains Vietnamese
 * words
 */
char *
td_deadline_explain (const TdDeadline *deadline)
{
  g_autofree char *meaning = NULL;

  g_return_val_if_fail (deadline != NULL, NULL);

  meaning = explain_meaning (deadline);

  return g_strdup_printf ("Hiểu là: %s", meaning);
}
