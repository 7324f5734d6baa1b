/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "td-import.h"
#include "td-pdf-guard.h"
#include "td-pdf-worker.h"
#include "td-probe-serve.h"
#include "td-probe-watch.h"
#include "td-sheet.h"

/* Does with a PDF, or a spreadsheet of old Excel, what the other programs are afraid of: reads the
 * one on its standard input as the import does and says by its exit status whether that can be
 * borne (td-pdf-guard.h), or reads and paints its pages for who asks (td-pdf-worker.h). */

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

static gboolean
is_read (GBytes *bytes, gboolean sheet)
{
  g_autoptr (GError) error = NULL;

  return sheet ? td_sheet_try (bytes) : td_pdf_read (bytes, NULL, NULL, NULL, NULL, &error) != NULL;
}

static TdPdfProbeResult
try_to_read (gboolean sheet)
{
  g_autoptr (GBytes) bytes = NULL;
  TdProbeWatch *watch = td_probe_watch_new (TD_PDF_PROBE_MEGABYTES, TD_PDF_PROBE_SECONDS);

  /* The program that asks may be killed. */
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  bytes = read_input ();
  if (!is_read (bytes, sheet))
    return TD_PDF_PROBE_REFUSED;
  (void) watch; /* ends with the process */

  return TD_PDF_PROBE_READ;
}

int
main (int argc, char **argv)
{
  TdPdfProbeResult result = TD_PDF_PROBE_READ;

  if (argc > 1 && strcmp (argv[1], TD_PDF_WORKER_OPTION) == 0)
    td_probe_serve ();
  else
    result = try_to_read (argc > 1 && strcmp (argv[1], TD_SHEET_PROBE_OPTION) == 0);
  /* Not through exit(): nothing that is left needs to be put away. */
  _exit ((int) result);
}
