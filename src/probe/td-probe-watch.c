/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-probe-watch.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "td-pdf-guard.h"

#define LOOK_EVERY_US 2000

/* AddressSanitizer takes several times the memory, and time. */
#ifdef __SANITIZE_ADDRESS__
#define OVERHEAD 6
#else
#define OVERHEAD 1
#endif

/* The memory is watched and not limited: under a limit the reader would go another way than it goes
 * in the program that asks. */
struct _TdProbeWatch
{
  long most; /* bytes */
  GThread *thread;
  GMutex mutex;
  GCond ended;
  gboolean is_over;
};

static long
resident_bytes (int statm)
{
  char text[128];
  ssize_t n = pread (statm, text, sizeof text - 1, 0);
  long pages = 0, ignored;

  text[MAX (n, 0)] = '\0';
  if (sscanf (text, "%ld %ld", &ignored, &pages) != 2)
    pages = 0;

  return pages * sysconf (_SC_PAGESIZE);
}

static gpointer
watch_memory (gpointer data)
{
  TdProbeWatch *self = data;
  int statm = open ("/proc/self/statm", O_RDONLY | O_CLOEXEC);

  g_mutex_lock (&self->mutex);
  while (!self->is_over)
    {
      if (resident_bytes (statm) >= self->most)
        _exit (TD_PDF_PROBE_MEMORY);
      g_cond_wait_until (&self->ended, &self->mutex, g_get_monotonic_time () + LOOK_EVERY_US);
    }
  g_mutex_unlock (&self->mutex);
  close (statm);

  return NULL;
}

static void
out_of_time (int number)
{
  _exit (TD_PDF_PROBE_TIME);
}

/**
 * td_probe_watch_new:
 * @megabytes: the process ends with %TD_PDF_PROBE_MEMORY when it has more in use
 * @seconds: it ends with %TD_PDF_PROBE_TIME when the watch lasts longer
 *
 * One watch at a time.
 *
 * Returns: (transfer full): what ends the watch when it is freed
 */
TdProbeWatch *
td_probe_watch_new (int megabytes, int seconds)
{
  TdProbeWatch *self = g_new0 (TdProbeWatch, 1);

  self->most = OVERHEAD * megabytes * 1024L * 1024L;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->ended);
  signal (SIGALRM, out_of_time);
  alarm ((unsigned) (OVERHEAD * seconds));
  self->thread = g_thread_new ("memory", watch_memory, self);

  return self;
}

/**
 * td_probe_watch_free:
 * @self: (transfer full): a watch
 */
void
td_probe_watch_free (TdProbeWatch *self)
{
  alarm (0);
  g_mutex_lock (&self->mutex);
  self->is_over = TRUE;
  g_cond_signal (&self->ended);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->ended);
  g_free (self);
}
