/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <time.h>

#include "td-date.h"
#include "td-overview.h"
#include "td-task-index.h"
#include "td-task-progress.h"

/* What the pages of tasks ask of a large workspace, measured in CPU time of the process:
 *   bench-tasks WORKSPACE
 * prints one line "KEY MILLISECONDS" for each, the worst of several. */

#define ROUNDS 9

static double
now_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
print_median (const char *key, double *times)
{
  qsort (times, ROUNDS, sizeof *times, compare);
  g_print ("%s %.2f\n", key, times[ROUNDS / 2]);
}

static void
ask (const char *key,
     const char *text,
     TdTaskSnapshot *snapshot,
     TdConnection *connection,
     guint32 as_of)
{
  g_autoptr (TdTaskFilter) filter = td_task_filter_from_text (text, NULL);
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      double begin = now_ms ();
      g_autoptr (TdTaskResult) result =
          td_task_query_run (snapshot, connection, filter, as_of + i, NULL);

      g_assert_nonnull (result);
      times[i] = now_ms () - begin;
    }
  print_median (key, times);
}

static void
count (TdTaskSnapshot *snapshot, guint32 as_of)
{
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      double begin = now_ms ();
      TdTaskCount figures;

      td_task_snapshot_count (snapshot, 0, as_of + i, &figures);
      times[i] = now_ms () - begin;
    }
  print_median ("count", times);
}

static void
overview (TdTaskSnapshot *snapshot, TdConnection *connection, const GDate *today)
{
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      double begin = now_ms ();
      g_autoptr (TdOverview) made = td_overview_make (connection, snapshot, today, NULL);

      g_assert_nonnull (made);
      times[i] = now_ms () - begin;
    }
  print_median ("overview", times);
}

/* The snapshot after a report, as the reader thread makes it. */
static void
follow (TdTaskIndex *index, TdWorkspace *workspace, gint64 task)
{
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      TdTaskReport report = { .task_id = task, .date = "2026-05-04", .progress = 10 + (int) i };
      g_autoptr (TdEdit) edit = td_task_edit_report (&report, NULL);
      g_autoptr (TdTaskSnapshot) snapshot = NULL;
      double begin;

      g_assert_true (td_edit_run (edit, workspace, NULL, NULL));
      begin = now_ms ();
      snapshot = td_task_index_read (index, td_workspace_get_connection (workspace), NULL);
      g_assert_nonnull (snapshot);
      times[i] = now_ms () - begin;
    }
  print_median ("follow", times);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdWorkspace) workspace = NULL;
  g_autoptr (TdTaskIndex) index = NULL;
  g_autoptr (TdTaskSnapshot) snapshot = NULL;
  TdConnection *connection;
  double begin;
  GDate date;

  if (argc != 2)
    return 2;
  workspace = td_workspace_open (argv[1], TD_WORKSPACE_DEFAULT, "cli", &error);
  if (workspace == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  connection = td_workspace_get_connection (workspace);
  index = td_task_index_new (workspace);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 15, G_DATE_JUNE, 2026);
  begin = now_ms ();
  snapshot = td_task_index_read (index, connection, &error);
  g_assert_no_error (error);
  g_print ("load %.2f\n", now_ms () - begin);
  g_print ("tasks %u\n", td_task_snapshot_length (snapshot));
  count (snapshot, g_date_get_julian (&date));
  ask ("status", "status=overdue", snapshot, connection, g_date_get_julian (&date));
  ask ("all", "", snapshot, connection, g_date_get_julian (&date));
  ask ("unit", "group=unit", snapshot, connection, g_date_get_julian (&date));
  ask ("area", "group=area;sort=due", snapshot, connection, g_date_get_julian (&date));
  ask ("month", "group=month", snapshot, connection, g_date_get_julian (&date));
  ask ("words", "text=ban hanh", snapshot, connection, g_date_get_julian (&date));
  overview (snapshot, connection, &date);
  follow (index, workspace, td_task_snapshot_nth (snapshot, 0)->id);
  td_workspace_close (workspace);

  return 0;
}
