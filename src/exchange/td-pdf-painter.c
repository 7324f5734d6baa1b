/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-painter.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <time.h>

#include "td-error.h"
#include "td-pdf-guard.h"

struct _TdPdfPainter
{
  GBytes *file;
  GSubprocess *process; /* (nullable): NULL: not started, or it has ended */
};

/* Writing to a process that has ended is no reason to end, too. */
static gboolean
write_quietly (GOutputStream *stream, gconstpointer data, gsize length)
{
  const struct timespec now = { 0 };
  sigset_t pipe, before;
  gboolean written;

  sigemptyset (&pipe);
  sigaddset (&pipe, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &pipe, &before);
  written = g_output_stream_write_all (stream, data, length, NULL, NULL, NULL);
  if (!written)
    sigtimedwait (&pipe, NULL, &now);
  pthread_sigmask (SIG_SETMASK, &before, NULL);

  return written;
}

static gboolean
start (TdPdfPainter *self, GError **error)
{
  g_autofree char *path = td_pdf_guard_find_probe ();
  g_autoptr (GError) local = NULL;
  gsize size;
  const void *data = g_bytes_get_data (self->file, &size);
  guint64 length = size;
  GOutputStream *to;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                    &local, path, TD_PDF_PAINTER_OPTION, NULL);
  if (self->process == NULL)
    {
      td_error_set_at (error, TD_ERROR_FAILED, NULL, NULL,
                       _ ("The program is not installed completely: %s"), local->message);
      return FALSE;
    }
  to = g_subprocess_get_stdin_pipe (self->process);
  /* If it ends while it reads, the answer that does not come tells. */
  if (write_quietly (to, &length, sizeof length))
    write_quietly (to, data, size);

  return TRUE;
}

/* Says why the painter ended, and forgets it. */
static TdPdfProbeResult
bury (TdPdfPainter *self)
{
  g_autoptr (GSubprocess) process = g_steal_pointer (&self->process);

  /* One that answered with nonsense is still there. */
  g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, NULL);
  g_input_stream_close (g_subprocess_get_stdout_pipe (process), NULL, NULL);
  g_subprocess_wait (process, NULL, NULL);

  return g_subprocess_get_if_exited (process)
             ? (TdPdfProbeResult) g_subprocess_get_exit_status (process)
             : TD_PDF_PROBE_REFUSED;
}

/* Returns: whether the painter answered; @pixels stays %NULL when it could not paint */
static gboolean
ask (TdPdfPainter *self, const TdPdfPaintRequest *request, GBytes **pixels)
{
  GInputStream *from = g_subprocess_get_stdout_pipe (self->process);
  gsize wanted = (gsize) request->width * request->height * 3;
  g_autofree guint8 *data = NULL;
  guint32 length;
  gsize n = 0;

  if (!write_quietly (g_subprocess_get_stdin_pipe (self->process), request, sizeof *request) ||
      !g_input_stream_read_all (from, &length, sizeof length, &n, NULL, NULL) ||
      n != sizeof length || (length != 0 && length != wanted))
    return FALSE;
  if (length == 0)
    return TRUE;
  data = g_malloc (wanted);
  if (!g_input_stream_read_all (from, data, wanted, &n, NULL, NULL) || n != wanted)
    return FALSE;
  *pixels = g_bytes_new_take (g_steal_pointer (&data), wanted);

  return TRUE;
}

static void
explain (TdPdfProbeResult result, GError **error)
{
  if (result == TD_PDF_PROBE_MEMORY)
    td_error_set_at (error, TD_ERROR_TOO_LARGE, NULL, NULL,
                     _ ("Painting this page would take more than %d MB of memory. It may be made "
                        "to do harm."),
                     TD_PDF_PAINTER_MEGABYTES);
  else if (result == TD_PDF_PROBE_TIME)
    td_error_set_at (error, TD_ERROR_TOO_LARGE, NULL, NULL,
                     _ ("Painting this page takes longer than %d seconds."),
                     TD_PDF_PAINTER_SECONDS);
  else
    td_error_set_at (error, TD_ERROR_FAILED, NULL, NULL, _ ("The page could not be painted."));
}

/**
 * td_pdf_painter_new:
 * @file: a PDF file
 *
 * Starts a painter, which gets ready while other things are done. It is used by one thread at a
 * time.
 *
 * Returns: (transfer full): a painter
 */
TdPdfPainter *
td_pdf_painter_new (GBytes *file)
{
  TdPdfPainter *self;

  g_return_val_if_fail (file != NULL, NULL);

  self = g_new0 (TdPdfPainter, 1);
  self->file = g_bytes_ref (file);
  start (self, NULL);

  return self;
}

/**
 * td_pdf_painter_free:
 * @self: (nullable) (transfer full): a painter
 *
 * Its process ends by itself.
 */
void
td_pdf_painter_free (TdPdfPainter *self)
{
  if (self == NULL)
    return;

  if (self->process != NULL)
    g_subprocess_force_exit (self->process);
  g_clear_object (&self->process);
  g_bytes_unref (self->file);
  g_free (self);
}

/**
 * td_pdf_painter_paint:
 * @self: a painter
 * @page: a page, from 0
 * @width: of the picture, at most %TD_PDF_PAINTER_MAX_PIXELS
 * @height: the same
 * @error: return location: %TD_ERROR_TOO_LARGE when it takes too much memory or time,
 *   %TD_ERROR_FAILED when the page cannot be painted
 *
 * Waits for the picture. A page that ends the painter leaves the others as they are: the next call
 * starts another.
 *
 * Returns: (nullable) (transfer full): red, green and blue of each pixel, line by line
 */
GBytes *
td_pdf_painter_paint (TdPdfPainter *self, guint page, int width, int height, GError **error)
{
  TdPdfPaintRequest request = { page, (guint32) width, (guint32) height };
  TdPdfProbeResult result = TD_PDF_PROBE_REFUSED;
  GBytes *pixels = NULL;

  g_return_val_if_fail (self != NULL && width > 0 && height > 0, NULL);
  g_return_val_if_fail (width <= TD_PDF_PAINTER_MAX_PIXELS && height <= TD_PDF_PAINTER_MAX_PIXELS,
                        NULL);

  /* One that has painted before may have been ended from outside since. */
  for (int try = 0; try < 2 && pixels == NULL; try++)
    {
      if (self->process == NULL && !start (self, error))
        return NULL;
      if (ask (self, &request, &pixels))
        break;
      result = bury (self);
      if (result == TD_PDF_PROBE_MEMORY || result == TD_PDF_PROBE_TIME)
        break;
    }
  if (pixels == NULL)
    explain (result, error);

  return pixels;
}
