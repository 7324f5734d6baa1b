/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-reminder.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "td-date.h"
#include "td-office-calendar.h"
#include "td-row-sql.h"
#include "td-task-turns.h"

void
td_reminder_free (TdReminder *reminder)
{
  if (reminder == NULL)
    return;

  g_free (reminder->due);
  g_free (reminder->date);
  g_free (reminder->content);
  g_free (reminder->lead);
  g_free (reminder);
}

/* "7,3,1", greatest first. Returns: how many */
static guint
read_days (const char *text, int *days)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : TD_REMINDER_DEFAULT_DAYS, ",", -1);
  guint n = 0;

  for (guint i = 0; parts[i] != NULL && n < TD_REMINDER_MAX_DAYS; i++)
    {
      int number = atoi (parts[i]);

      if (number >= 0 && number <= 60)
        days[n++] = number;
    }
  for (guint i = 0; i < n; i++)
    {
      for (guint j = i + 1; j < n; j++)
        {
          if (days[j] > days[i])
            {
              int swapped = days[i];

              days[i] = days[j];
              days[j] = swapped;
            }
        }
    }

  return n;
}

/* Over a year without a confirmed table the days of the week count: a reminder that comes a day
 * early does no harm, one that does not come does. */
static int
working_days_left (TdWorkCalendar *calendar, guint32 today, guint32 due)
{
  GDate from, to;
  int days = 0;

  g_date_clear (&from, 1);
  g_date_clear (&to, 1);
  g_date_set_julian (&from, today);
  g_date_set_julian (&to, due);
  if (td_work_calendar_count (calendar, &from, &to, &days, NULL))
    return days;
  days = 0;
  for (guint32 day = today + 1; day <= due; day++)
    {
      g_date_set_julian (&to, day);
      days += g_date_get_weekday (&to) <= G_DATE_FRIDAY;
    }

  return days;
}

/* What is done on the writer thread. */
typedef struct
{
  char *days;
  guint32 today;
  guint n_made;
} Make;

static void
make_free (gpointer data)
{
  Make *self = data;

  g_free (self->days);
  g_free (self);
}

static char *
iso_of (guint32 julian)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);

  return td_date_format_iso (&date);
}

/* The name of the turn of a recurring task that ends on @due, "" for other tasks. */
static char *
turn_of (TdConnection *connection,
         const TdTaskFacts *facts,
         const TdTaskSnapshot *snapshot,
         guint32 due)
{
  TdTaskRow *task =
      facts->n_turns > 0 ? td_row_sql_get (connection, TD_KIND_TASK, facts->id, NULL) : NULL;
  int year = (int) g_array_index (snapshot->plans, TdTaskPlanRef, facts->plan_at).year;
  g_autoptr (GArray) turns = NULL;
  char *period = NULL;

  if (task == NULL)
    return g_strdup ("");
  turns = td_task_turns (task, year);
  for (guint i = 0; i < turns->len && period == NULL; i++)
    {
      if (g_array_index (turns, TdTurn, i).last == due)
        period = g_strdup (g_array_index (turns, TdTurn, i).period);
    }
  td_row_free (TD_KIND_TASK, task);

  return period != NULL ? period : g_strdup ("");
}

/* RULE reminder-once: one for a task and a day, and one for each notice of a deadline. A notice
 * that was missed because nobody was there is made up for by the next one alone. */
static gboolean
add_reminder (TdConnection *connection,
              const TdTaskFacts *facts,
              const char *period,
              const char *due,
              const char *today,
              int notice,
              guint *n_made,
              GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection,
      "INSERT INTO reminder (task_id, period, due, days, date)"
      " SELECT ?1, ?5, ?2, ?3, ?4 WHERE NOT EXISTS"
      " (SELECT 1 FROM reminder WHERE task_id = ?1 AND (date = ?4 OR (due = ?2 AND days <= ?3)))",
      error);

  if (statement == NULL)
    return FALSE;
  td_statement_bind_int (statement, 1, facts->id);
  td_statement_bind_text (statement, 2, due);
  td_statement_bind_int (statement, 3, notice);
  td_statement_bind_text (statement, 4, today);
  td_statement_bind_text (statement, 5, period);
  if (!td_statement_run (statement, error))
    return FALSE;
  *n_made += (guint) td_connection_changes (connection);

  return TRUE;
}

/* The notice that is due: the least one that is not less than the days left. */
static int
notice_for (const int *days, guint n_days, int left)
{
  int notice = -1;

  for (guint i = 0; i < n_days; i++)
    {
      if (days[i] >= left)
        notice = days[i];
    }

  return notice;
}

/* What nobody needs to be told any more: the task is gone, and what was read a year ago. */
static gboolean
tidy (TdConnection *connection, GError **error)
{
  return td_connection_exec (connection,
                             "DELETE FROM reminder WHERE task_id NOT IN (SELECT id FROM task);"
                             "DELETE FROM reminder WHERE read_at NOT NULL"
                             " AND date < date ('now', '-400 days')",
                             "tidy reminders", error);
}

static gboolean
make_cb (TdConnection *connection, gpointer data, GError **error)
{
  Make *self = data;
  g_autoptr (TdTaskSnapshot) snapshot = td_task_snapshot_load (connection, error);
  g_autoptr (TdWorkCalendar) calendar = NULL;
  g_autofree char *today = iso_of (self->today);
  int days[TD_REMINDER_MAX_DAYS];
  guint n_days = read_days (self->days, days);

  if (snapshot == NULL)
    return FALSE;
  calendar = td_office_calendar_load (connection, error);
  if (calendar == NULL || !tidy (connection, error))
    return FALSE;
  for (guint i = 0; n_days > 0 && i < td_task_snapshot_length (snapshot); i++)
    {
      const TdTaskFacts *facts = td_task_snapshot_nth (snapshot, i);
      g_autofree char *due = NULL;
      g_autofree char *period = NULL;
      int calendar_days, notice;

      if (!td_task_snapshot_days_left (snapshot, facts, self->today, &calendar_days) ||
          calendar_days < 0 || calendar_days > 2 * days[0] + 20)
        continue;
      due = iso_of (self->today + (guint32) calendar_days);
      notice = notice_for (
          days, n_days,
          working_days_left (calendar, self->today, self->today + (guint32) calendar_days));
      if (notice < 0)
        continue;
      period = turn_of (connection, facts, snapshot, self->today + (guint32) calendar_days);
      if (!add_reminder (connection, facts, period, due, today, notice, &self->n_made, error))
        return FALSE;
    }

  return TRUE;
}

static Make *
make_new (const char *days, const GDate *today)
{
  Make *self = g_new0 (Make, 1);
  GDate clock;

  td_date_today (&clock);
  self->days = g_strdup (days);
  self->today = g_date_get_julian (today != NULL ? today : &clock);

  return self;
}

/**
 * td_reminder_make:
 * @workspace: a workspace
 * @days: (nullable): how many working days before, "7,3,1"
 * @today: (nullable): the day; NULL: of the clock
 * @n_made: (out) (optional): how many new ones
 * @error: return location
 *
 * Makes the reminders of the day. To be called when the program starts and when a day begins.
 *
 * Returns: whether it went well
 */
gboolean
td_reminder_make (
    TdWorkspace *workspace, const char *days, const GDate *today, guint *n_made, GError **error)
{
  Make *make = make_new (days, today);
  gboolean done = td_workspace_note (workspace, make_cb, make, error);

  if (n_made != NULL)
    *n_made = make->n_made;
  make_free (make);

  return done;
}

void
td_reminder_make_async (TdWorkspace *workspace,
                        const char *days,
                        const GDate *today,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  td_workspace_note_async (workspace, make_cb, make_new (days, today), make_free, callback,
                           user_data);
}

#define LIST_SQL                                                                                   \
  "SELECT r.id, r.task_id, r.due, r.date, r.days, t.content, r.read_at NOT NULL,"                  \
  " (SELECT text FROM task_unit WHERE task_id = t.id AND role = 'lead'"                            \
  "  ORDER BY position, id LIMIT 1)"                                                               \
  " FROM reminder AS r JOIN task AS t ON t.id = r.task_id" /* done turns, and deadlines that were  \
                                                              changed since, need no reminder */   \
  " WHERE t.done_date IS NULL AND NOT EXISTS (SELECT 1 FROM task_occurrence AS o"                  \
  "  WHERE o.task_id = r.task_id AND o.period = r.period AND o.done_date NOT NULL)"                \
  " AND (t.deadline_recurrence NOT NULL OR t.deadline_end IS NULL"                                 \
  "  OR EXISTS (SELECT 1 FROM task_milestone WHERE task_id = t.id) OR r.due ="                     \
  "  date (t.deadline_end, CASE WHEN t.deadline_exclusive THEN '-1 day' ELSE '+0 day' END))"       \
  " AND (?1 = 0 OR r.read_at IS NULL)"                                                             \
  " AND (?2 = 0 OR r.notified_at IS NULL)"                                                         \
  " AND r.id = (SELECT max (id) FROM reminder WHERE task_id = r.task_id AND due = r.due)"          \
  " ORDER BY r.due, r.id LIMIT 500"

static GPtrArray *
list (TdConnection *connection, gboolean unread, gboolean unnotified, guint32 today, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) td_reminder_free);
  g_autoptr (TdStatement) statement = td_connection_prepare (connection, LIST_SQL, error);
  TdStep step;

  if (statement == NULL)
    return NULL;
  td_statement_bind_int (statement, 1, unread);
  td_statement_bind_int (statement, 2, unnotified);
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      TdReminder *reminder = g_new0 (TdReminder, 1);
      GDate due;

      reminder->id = td_statement_int (statement, 0);
      reminder->task_id = td_statement_int (statement, 1);
      reminder->due = g_strdup (td_statement_text (statement, 2));
      reminder->date = g_strdup (td_statement_text (statement, 3));
      reminder->days = (int) td_statement_int (statement, 4);
      reminder->content = g_strdup (td_statement_text (statement, 5));
      reminder->read = td_statement_int (statement, 6) != 0;
      reminder->lead = g_strdup (td_statement_text (statement, 7));
      if (td_date_parse_iso (reminder->due, &due))
        reminder->days_left = (int) g_date_get_julian (&due) - (int) today;
      g_ptr_array_add (all, reminder);
    }

  return step == TD_STEP_DONE ? g_steal_pointer (&all) : NULL;
}

/**
 * td_reminder_list:
 * @connection: where to read
 * @unread_only: without those that were read
 * @today: (nullable): the day that days are counted from; NULL: of the clock
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type TdReminder): the newest reminder of each task
 *   that is not done, soonest first
 */
GPtrArray *
td_reminder_list (TdConnection *connection,
                  gboolean unread_only,
                  const GDate *today,
                  GError **error)
{
  GDate clock;

  td_date_today (&clock);

  return list (connection, unread_only, FALSE, g_date_get_julian (today != NULL ? today : &clock),
               error);
}

static gboolean
read_cb (TdConnection *connection, gpointer data, GError **error)
{
  gint64 id = *(gint64 *) data;
  g_autofree char *now = td_date_now_iso ();
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection,
      "UPDATE reminder SET read_at = ?1 WHERE read_at IS NULL AND (?2 = 0 OR task_id ="
      " (SELECT task_id FROM reminder WHERE id = ?2))",
      error);

  if (statement == NULL)
    return FALSE;
  td_statement_bind_text (statement, 1, now);
  td_statement_bind_int (statement, 2, id);

  return td_statement_run (statement, error);
}

/**
 * td_reminder_mark_read_async:
 * @workspace: a workspace
 * @id: a reminder; 0: all
 * @callback: (nullable): called when it is written
 * @user_data: for @callback
 */
void
td_reminder_mark_read_async (TdWorkspace *workspace,
                             gint64 id,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  td_workspace_note_async (workspace, read_cb, g_memdup2 (&id, sizeof id), g_free, callback,
                           user_data);
}

typedef struct
{
  guint32 today;
  GPtrArray *reminders;
} Take;

static gboolean
take_cb (TdConnection *connection, gpointer data, GError **error)
{
  Take *self = data;
  g_autofree char *now = td_date_now_iso ();
  g_autoptr (TdStatement) statement = NULL;

  self->reminders = list (connection, TRUE, TRUE, self->today, error);
  if (self->reminders == NULL)
    return FALSE;
  statement = td_connection_prepare (
      connection, "UPDATE reminder SET notified_at = ?1 WHERE notified_at IS NULL", error);
  if (statement == NULL)
    return FALSE;
  td_statement_bind_text (statement, 1, now);

  return td_statement_run (statement, error);
}

/**
 * td_reminder_take_unnotified:
 * @workspace: a workspace
 * @today: (nullable): the day
 * @error: return location
 *
 * Takes the reminders that no desktop notification told of yet; they count as told from now on.
 *
 * Returns: (nullable) (transfer full) (element-type TdReminder): the reminders
 */
GPtrArray *
td_reminder_take_unnotified (TdWorkspace *workspace, const GDate *today, GError **error)
{
  Take take = { 0, NULL };
  GDate clock;

  td_date_today (&clock);
  take.today = g_date_get_julian (today != NULL ? today : &clock);
  if (td_workspace_note (workspace, take_cb, &take, error))
    return take.reminders;
  g_clear_pointer (&take.reminders, g_ptr_array_unref);

  return NULL;
}

/**
 * td_reminder_summary:
 * @reminders: (element-type TdReminder): reminders
 *
 * Returns: (transfer full) (nullable): the words of a notification: the first five, and how many
 *   more
 */
char *
td_reminder_summary (GPtrArray *reminders)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (reminders->len, 5); i++)
    {
      const TdReminder *reminder = g_ptr_array_index (reminders, i);
      g_autofree char *due = td_date_display_iso (reminder->due);

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "", due,
                              reminder->content != NULL ? reminder->content : "");
    }
  if (reminders->len > 5)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %u more", "and %u more", reminders->len - 5),
                              reminders->len - 5);
    }

  return g_string_free (text, reminders->len == 0);
}
