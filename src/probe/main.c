/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "td-import.h"
#include "td-pdf-guard.h"

/* Reads the PDF on its standard input as the import does and says by its exit status whether that
 * can be borne (td-pdf-guard.h). The memory is watched and not limited: under a limit the reader
 * would go another way than it goes in the program that asks. */

#define LOOK_EVERY_US 2000

/* AddressSanitizer takes several times the memory, and time. */
#ifdef __SANITIZE_ADDRESS__
#define OVERHEAD 6
#else
#define OVERHEAD 1
#endif

static long
resident_bytes (void)
{
  long pages = 0, ignored;
  FILE *file = fopen ("/proc/self/statm", "r");

  if (file != NULL && fscanf (file, "%ld %ld", &ignored, &pages) != 2)
    pages = 0;
  if (file != NULL)
    fclose (file);

  return pages * sysconf (_SC_PAGESIZE);
}

static gpointer
watch_memory (gpointer data)
{
  while (resident_bytes () < OVERHEAD * TD_PDF_PROBE_MEGABYTES * 1024L * 1024L)
    g_usleep (LOOK_EVERY_US);
  _exit (TD_PDF_PROBE_MEMORY);
}

static void
out_of_time (int number)
{
  _exit (TD_PDF_PROBE_TIME);
}

static GBytes *
read_input (void)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  guint8 buffer[65536];
  ssize_t n;

  while ((n = read (STDIN_FILENO, buffer, sizeof buffer)) > 0)
    g_byte_array_append (array, buffer, (guint) n);

  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

int
main (void)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TdSourceDocument *document;

  /* The program that asks may be killed. */
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  signal (SIGALRM, out_of_time);
  alarm (OVERHEAD * TD_PDF_PROBE_SECONDS);
  bytes = read_input ();
  g_thread_unref (g_thread_new ("memory", watch_memory, NULL));
  document = td_pdf_read (bytes, NULL, NULL, NULL, NULL, &error);
  /* Not through exit(): nothing that is left needs to be put away. */
  _exit (document != NULL ? TD_PDF_PROBE_READ : TD_PDF_PROBE_REFUSED);
}
