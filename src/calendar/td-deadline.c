/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-deadline.h"

#include <string.h>

#include "td-date.h"
#include "td-deadline-private.h"

G_DEFINE_BOXED_TYPE (TdDeadline, td_deadline, td_deadline_copy, td_deadline_free)

static const char *const nicks[] = {
  [TD_DEADLINE_UNSPECIFIED] = "unspecified",   [TD_DEADLINE_MONTH] = "month",
  [TD_DEADLINE_QUARTER] = "quarter",           [TD_DEADLINE_YEAR] = "year",
  [TD_DEADLINE_COMPOUND] = "compound",         [TD_DEADLINE_BEFORE_DATE] = "before_date",
  [TD_DEADLINE_RECURRING] = "recurring",       [TD_DEADLINE_CONTINUOUS] = "continuous",
  [TD_DEADLINE_PER_UPSTREAM] = "per_upstream", [TD_DEADLINE_AFTER_EVENT] = "after_event",
};

TdDeadline *
td_deadline_new (TdDeadlineKind kind)
{
  TdDeadline *deadline = g_new0 (TdDeadline, 1);

  deadline->kind = kind;

  return deadline;
}

/* Takes the meaning away, not the words. */
void
td_deadline_clear (TdDeadline *deadline)
{
  g_clear_pointer (&deadline->start, g_free);
  g_clear_pointer (&deadline->end, g_free);
  g_clear_pointer (&deadline->recurrence, g_free);
  g_clear_pointer (&deadline->condition, g_free);
  g_clear_pointer (&deadline->parts, g_ptr_array_unref);
  deadline->end_exclusive = FALSE;
  deadline->kind = TD_DEADLINE_UNSPECIFIED;
}

void
td_deadline_add_part (TdDeadline *deadline, TdDeadline *part)
{
  if (deadline->parts == NULL)
    deadline->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) td_deadline_free);
  g_ptr_array_add (deadline->parts, part);
}

/**
 * td_deadline_copy:
 * @deadline: a deadline
 *
 * Returns: (transfer full): a deep copy
 */
TdDeadline *
td_deadline_copy (const TdDeadline *deadline)
{
  TdDeadline *copy;

  g_return_val_if_fail (deadline != NULL, NULL);

  copy = td_deadline_new (deadline->kind);
  copy->words = g_strdup (deadline->words);
  copy->start = g_strdup (deadline->start);
  copy->end = g_strdup (deadline->end);
  copy->end_exclusive = deadline->end_exclusive;
  copy->recurrence = g_strdup (deadline->recurrence);
  copy->condition = g_strdup (deadline->condition);
  for (guint i = 0; deadline->parts != NULL && i < deadline->parts->len; i++)
    td_deadline_add_part (copy, td_deadline_copy (g_ptr_array_index (deadline->parts, i)));

  return copy;
}

/**
 * td_deadline_free:
 * @deadline: (nullable) (transfer full): a deadline
 */
void
td_deadline_free (TdDeadline *deadline)
{
  if (deadline == NULL)
    return;

  td_deadline_clear (deadline);
  g_free (deadline->words);
  g_free (deadline);
}

/**
 * td_deadline_last_day:
 * @deadline: a deadline
 *
 * The day after which the work is overdue: the named day itself, or the day before it for "trước
 * ngày …". Continuous work and work that waits for a document have none.
 *
 * Returns: (nullable) (transfer full): the last permitted day, ISO 8601
 */
char *
td_deadline_last_day (const TdDeadline *deadline)
{
  GDate day;

  g_return_val_if_fail (deadline != NULL, NULL);

  if (deadline->kind == TD_DEADLINE_CONTINUOUS || deadline->kind == TD_DEADLINE_PER_UPSTREAM ||
      deadline->kind == TD_DEADLINE_AFTER_EVENT || !td_date_parse_iso (deadline->end, &day))
    return NULL;
  if (deadline->end_exclusive)
    g_date_subtract_days (&day, 1);

  return td_date_format_iso (&day);
}

/**
 * td_deadline_kind_to_nick:
 * @kind: a kind
 *
 * Returns: its name in files, "before_date"
 */
const char *
td_deadline_kind_to_nick (TdDeadlineKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (nicks), "unspecified");

  return nicks[kind];
}

/**
 * td_deadline_kind_from_nick:
 * @nick: (nullable): a name in files
 * @kind: (out): the kind
 *
 * Returns: whether there is a kind of that name
 */
gboolean
td_deadline_kind_from_nick (const char *nick, TdDeadlineKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      if (g_strcmp0 (nicks[i], nick) == 0)
        {
          *kind = (TdDeadlineKind) i;
          return TRUE;
        }
    }

  return FALSE;
}
