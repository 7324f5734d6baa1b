/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-samples.h"

/**
 * bench_cpu_ms:
 * @clock: of a thread or a process
 *
 * Returns: its processor time in milliseconds
 */
double
bench_cpu_ms (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);

  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

/**
 * bench_print_samples:
 * @name: what was measured
 * @samples: (element-type double): at least one; they are sorted
 *
 * Prints a line: the name, how many there are, the median, the 95th percentile and the worst.
 */
void
bench_print_samples (const char *name, GArray *samples)
{
  guint n = samples->len;

  g_array_sort (samples, compare);
  g_print ("%s %u %.3f %.3f %.3f\n", name, n, g_array_index (samples, double, n / 2),
           g_array_index (samples, double, n * 95 / 100), g_array_index (samples, double, n - 1));
}
