/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-guard.h"

#include <glib/gi18n-lib.h>

#include "td-error.h"
#include "td-program.h"

/* Poppler has no limits of its own: a small file can make it take all memory, or never end. So a
 * process of its own reads the file first, watched; only what it could bear is read here. */

/**
 * td_pdf_guard_find_probe:
 *
 * Returns: (transfer full): the program that does with a PDF what may do harm
 */
char *
td_pdf_guard_find_probe (void)
{
  return td_program_find ("probe", TD_PDF_PROBE_NAME);
}

static gboolean
judge (int result, const char *name, GError **error)
{
  switch (result)
    {
    case TD_PDF_PROBE_READ:
    case TD_PDF_PROBE_REFUSED: /* reading it here says why */
      return TRUE;
    case TD_PDF_PROBE_MEMORY:
      td_error_set_at (error, TD_ERROR_TOO_LARGE, name, NULL,
                       _ ("Reading the PDF file would take more than %d MB of memory. It may be "
                          "made to do harm."),
                       TD_PDF_PROBE_MEGABYTES);
      return FALSE;
    case TD_PDF_PROBE_TIME:
      td_error_set_at (error, TD_ERROR_TOO_LARGE, name, NULL,
                       _ ("Reading the PDF file takes longer than %d seconds."),
                       TD_PDF_PROBE_SECONDS);
      return FALSE;
    default:
      td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL,
                       _ ("The PDF file is damaged and cannot be read."));
      return FALSE;
    }
}

/**
 * td_pdf_guard_try:
 * @bytes: a file
 * @option: (nullable): what the probe is to do with it; %NULL: read it as a PDF
 * @name: (nullable): file name for messages
 * @cancellable: (nullable): ends the attempt
 * @result: (out): a #TdPdfProbeResult, or another number when the probe did not survive it
 * @error: %TD_ERROR_CANCELLED, or %TD_ERROR_FAILED without a probe
 *
 * Does with the file in a process of its own what may do harm. May be called from any thread.
 *
 * Returns: whether it was tried
 */
gboolean
td_pdf_guard_try (GBytes *bytes,
                  const char *option,
                  const char *name,
                  GCancellable *cancellable,
                  int *result,
                  GError **error)
{
  g_autofree char *path = td_pdf_guard_find_probe ();
  g_autoptr (GSubprocess) probe = NULL;
  g_autoptr (GError) local = NULL;

  probe = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                            &local, path, option, NULL);
  if (probe == NULL)
    {
      td_error_set_at (error, TD_ERROR_FAILED, name, NULL,
                       _ ("The program is not installed completely: %s"), local->message);
      return FALSE;
    }
  /* A probe that ends before it has read everything is no error here; how it ends is looked at. */
  if (!g_subprocess_communicate (probe, bytes, cancellable, NULL, NULL, &local) &&
      g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_subprocess_force_exit (probe);
      g_subprocess_wait (probe, NULL, NULL);
      td_error_set_at (error, TD_ERROR_CANCELLED, name, NULL, _ ("The import was cancelled."));
      return FALSE;
    }
  g_subprocess_wait (probe, NULL, NULL);
  *result = g_subprocess_get_if_exited (probe) ? g_subprocess_get_exit_status (probe) : -1;

  return TRUE;
}

/**
 * td_pdf_guard_check:
 * @bytes: a PDF file
 * @name: (nullable): file name for messages
 * @cancellable: (nullable): ends the attempt
 * @error: #TD_ERROR: %TD_ERROR_TOO_LARGE when reading it takes too much memory or time,
 *   %TD_ERROR_BAD_INPUT when the reader crashes on it, %TD_ERROR_CANCELLED
 *
 * Tries to read the file in a process of its own. May be called from any thread.
 *
 * Returns: whether td_pdf_read() can be called on @bytes without harm
 */
gboolean
td_pdf_guard_check (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error)
{
  int result;

  g_return_val_if_fail (bytes != NULL, FALSE);

  return td_pdf_guard_try (bytes, NULL, name, cancellable, &result, error) &&
         judge (result, name, error);
}
