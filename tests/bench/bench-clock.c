/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <glib.h>

#include "td-day-table.h"

/* Due days and late marks of many dossiers in memory: bench-clock FOLDER N RECEIVED LIMITS FINISHED
 * OUT The folder holds the holiday tables; the files are arrays of guint16, guint8 and guint16 that
 * bench-clock.py makes. Prints "ms NUMBER" (processor time, median of nine) and writes the due
 * days. */

#define RUNS 9

static double
now_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static int
compare (const void *a, const void *b)
{
  return *(const double *) a < *(const double *) b ? -1 : 1;
}

static TdWorkCalendar *
read_calendar (const char *folder)
{
  TdWorkCalendar *calendar = td_work_calendar_new ();

  for (int year = 2022; year <= 2026; year++)
    {
      g_autofree char *name = g_strdup_printf ("%d.csv", year);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *csv = NULL;

      if (!g_file_get_contents (path, &csv, NULL, NULL) ||
          !td_work_calendar_load (calendar, csv, name, NULL))
        exit (1);
    }

  return calendar;
}

static gpointer
read_array (const char *path, gsize bytes)
{
  char *data;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, NULL) || length < bytes)
    exit (1);

  return data;
}

int
main (int argc, char **argv)
{
  g_autoptr (TdWorkCalendar) calendar = NULL;
  g_autoptr (TdDayTable) table = NULL;
  double times[RUNS];
  gsize n;

  if (argc != 7)
    return 2;
  n = (gsize) g_ascii_strtoull (argv[2], NULL, 10);
  calendar = read_calendar (argv[1]);
  table = td_day_table_new (calendar, 2022, 2026, NULL);
  if (table == NULL)
    return 1;

  {
    g_autofree guint16 *received = read_array (argv[3], n * sizeof (guint16));
    g_autofree guint8 *limits = read_array (argv[4], n);
    g_autofree guint16 *finished = read_array (argv[5], n * sizeof (guint16));
    g_autofree guint16 *due = g_new (guint16, n);
    g_autofree guint8 *late = g_new (guint8, n);

    memset (due, 1, n * sizeof *due);
    memset (late, 1, n);
    for (guint run = 0; run < RUNS; run++)
      {
        double begin = now_ms ();

        td_day_table_due (table, received, limits, finished, due, late, n);
        times[run] = now_ms () - begin;
      }
    qsort (times, RUNS, sizeof *times, compare);
    g_print ("ms %.3f\n", times[RUNS / 2]);
    if (!g_file_set_contents (argv[6], (const char *) due, (gssize) (n * sizeof *due), NULL))
      return 1;
  }

  return 0;
}
