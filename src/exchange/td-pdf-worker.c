/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-worker.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#include "td-error.h"
#include "td-pdf-guard.h"
#include "td-pdf-request.h"

/* An answer that would be longer is taken for nonsense. */
#define MAX_ANSWER (G_GUINT64_CONSTANT (512) * 1024 * 1024)
/* Bytes are made room for as they come: the length of an answer is what the process says. */
#define CHUNK (G_GUINT64_CONSTANT (16) * 1024 * 1024)

struct _TdPdfWorker
{
  GBytes *file;         /* (nullable): NULL: not opened yet */
  GSubprocess *process; /* (nullable): NULL: not started, or it has ended */
  gboolean has_file;    /* the process has been given the file */
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
start (TdPdfWorker *self, GError **error)
{
  g_autofree char *path = td_pdf_guard_find_probe ();
  g_autoptr (GError) local = NULL;

  self->has_file = FALSE;
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                    &local, path, TD_PDF_WORKER_OPTION, NULL);
  if (self->process == NULL)
    td_error_set_at (error, TD_ERROR_FAILED, NULL, NULL,
                     _ ("The program is not installed completely: %s"), local->message);

  return self->process != NULL;
}

/* Says why the process ended, and forgets it. */
static TdPdfProbeResult
bury (TdPdfWorker *self)
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

typedef struct
{
  gpointer data;
  gsize length;
} Mapping;

static void
mapping_free (gpointer data)
{
  Mapping *mapping = data;

  munmap (mapping->data, mapping->length);
  g_free (mapping);
}

/* Memory for a picture, whose length is what was asked for. The system hands it out all at once:
 * page by page, as it is written to, that takes longer than to read a picture.
 *
 * Returns: (nullable) (transfer full): so many bytes */
static GBytes *
read_picture (GInputStream *from, gsize length)
{
  gpointer data = mmap (NULL, length, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  g_autoptr (GBytes) bytes = NULL;
  Mapping *mapping;
  gsize n = 0;

  if (data == MAP_FAILED)
    return NULL;
  mapping = g_new (Mapping, 1);
  *mapping = (Mapping){ data, length };
  bytes = g_bytes_new_with_free_func (data, length, mapping_free, mapping);

  return g_input_stream_read_all (from, data, length, &n, NULL, NULL) && n == length
             ? g_steal_pointer (&bytes)
             : NULL;
}

/* Returns: (nullable) (transfer full): as many bytes as were announced */
static GBytes *
read_bytes (GInputStream *from, guint64 length)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();

  while (data->len < length)
    {
      gsize part = (gsize) MIN (CHUNK, length - data->len), n = 0;
      guint at = data->len;

      g_byte_array_set_size (data, at + (guint) part);
      if (!g_input_stream_read_all (from, data->data + at, part, &n, NULL, NULL) || n != part)
        return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

/* Returns: whether there was an answer that makes sense; @bytes are those of one that is done */
static gboolean
exchange (TdPdfWorker *self,
          const TdPdfRequest *request,
          gconstpointer payload,
          guint64 max,
          TdPdfAnswerCode *code,
          GBytes **bytes)
{
  GOutputStream *to = g_subprocess_get_stdin_pipe (self->process);
  GInputStream *from = g_subprocess_get_stdout_pipe (self->process);
  TdPdfAnswer answer;
  gsize n = 0;

  if (!write_quietly (to, request, sizeof *request) ||
      !write_quietly (to, payload, request->length) ||
      !g_input_stream_read_all (from, &answer, sizeof answer, &n, NULL, NULL) ||
      n != sizeof answer || answer.code > TD_PDF_ANSWER_TOO_MANY_PAGES || answer.length > max)
    return FALSE;
  *code = answer.code;
  if (answer.code != TD_PDF_ANSWER_DONE)
    return answer.length == 0;
  *bytes = request->task == TD_PDF_TASK_PAINT && answer.length == max
               ? read_picture (from, (gsize) max)
               : read_bytes (from, answer.length);

  return *bytes != NULL;
}

/* A process that was started again needs the file again. */
static gboolean
give_file (TdPdfWorker *self, TdPdfAnswerCode *code, GBytes **pages)
{
  TdPdfRequest request = { .task = TD_PDF_TASK_OPEN, .length = g_bytes_get_size (self->file) };
  gboolean heard =
      exchange (self, &request, g_bytes_get_data (self->file, NULL), MAX_ANSWER, code, pages);

  self->has_file = heard && *code == TD_PDF_ANSWER_DONE;

  return heard;
}

static void
explain_end (TdPdfProbeResult result, GError **error)
{
  if (result == TD_PDF_PROBE_MEMORY)
    td_error_set_at (error, TD_ERROR_TOO_LARGE, NULL, NULL,
                     _ ("Painting this page would take more than %d MB of memory. It may be made "
                        "to do harm."),
                     TD_PDF_WORKER_MEGABYTES);
  else if (result == TD_PDF_PROBE_TIME)
    td_error_set_at (error, TD_ERROR_TOO_LARGE, NULL, NULL,
                     _ ("Painting this page takes longer than %d seconds."), TD_PDF_WORKER_SECONDS);
  else
    td_error_set_at (error, TD_ERROR_FAILED, NULL, NULL, _ ("The page could not be painted."));
}

/* Returns: (nullable) (transfer full): the bytes of the answer */
static GBytes *
ask (TdPdfWorker *self,
     const TdPdfRequest *request,
     gconstpointer payload,
     guint64 max,
     GError **error)
{
  TdPdfProbeResult result = TD_PDF_PROBE_REFUSED;

  g_return_val_if_fail (self->file != NULL, NULL);

  /* One that has answered before may have been ended from outside since. */
  for (int try = 0; try < 2; try++)
    {
      TdPdfAnswerCode code = TD_PDF_ANSWER_DONE;
      g_autoptr (GBytes) pages = NULL;
      GBytes *bytes = NULL;

      if (self->process == NULL && !start (self, error))
        return NULL;
      if ((self->has_file || give_file (self, &code, &pages)) && code == TD_PDF_ANSWER_DONE &&
          exchange (self, request, payload, max, &code, &bytes))
        {
          if (bytes == NULL)
            explain_end (TD_PDF_PROBE_REFUSED, error);
          return bytes;
        }
      result = bury (self);
      if (result == TD_PDF_PROBE_MEMORY || result == TD_PDF_PROBE_TIME)
        break;
    }
  explain_end (result, error);

  return NULL;
}

/**
 * td_pdf_worker_new:
 *
 * Starts a process, which gets ready while other things are done. A worker is used by one thread at
 * a time, of which none may be the one that paints the window: everything here waits.
 *
 * Returns: (transfer full): a worker
 */
TdPdfWorker *
td_pdf_worker_new (void)
{
  TdPdfWorker *self = g_new0 (TdPdfWorker, 1);

  start (self, NULL);

  return self;
}

/**
 * td_pdf_worker_free:
 * @self: (nullable) (transfer full): a worker
 *
 * Ends its process.
 */
void
td_pdf_worker_free (TdPdfWorker *self)
{
  if (self == NULL)
    return;

  if (self->process != NULL)
    g_subprocess_force_exit (self->process);
  g_clear_object (&self->process);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_free (self);
}

static void
explain_file (TdPdfAnswerCode code, TdPdfProbeResult result, GError **error)
{
  if (code == TD_PDF_ANSWER_ENCRYPTED)
    td_error_set_at (error, TD_ERROR_ENCRYPTED, NULL, NULL,
                     _ ("The PDF is protected by a password."));
  else if (code == TD_PDF_ANSWER_TOO_MANY_PAGES)
    td_error_set_at (error, TD_ERROR_TOO_LARGE, NULL, NULL, _ ("The PDF has more than %d pages."),
                     TD_PDF_WORKER_MAX_PAGES);
  else if (result == TD_PDF_PROBE_MEMORY)
    td_error_set_at (error, TD_ERROR_TOO_LARGE, NULL, NULL,
                     _ ("Reading the PDF file would take more than %d MB of memory. It may be made "
                        "to do harm."),
                     TD_PDF_WORKER_MEGABYTES);
  else if (result == TD_PDF_PROBE_TIME)
    td_error_set_at (error, TD_ERROR_TOO_LARGE, NULL, NULL,
                     _ ("Reading the PDF file takes longer than %d seconds."),
                     TD_PDF_WORKER_SECONDS);
  else
    td_error_set_at (error, TD_ERROR_BAD_INPUT, NULL, NULL,
                     _ ("The PDF file is damaged and cannot be read."));
}

/**
 * td_pdf_worker_open:
 * @self: a worker that has no file yet
 * @file: a PDF file
 * @error: return location: %TD_ERROR_BAD_INPUT, %TD_ERROR_ENCRYPTED, %TD_ERROR_TOO_LARGE: too many
 *   pages, or reading it takes too much memory or time
 *
 * Gives the worker its file.
 *
 * Returns: (nullable) (transfer full): its pages: a(dds), width and height in points (from 1 to
 *   20000) and the number printed on it
 */
GVariant *
td_pdf_worker_open (TdPdfWorker *self, GBytes *file, GError **error)
{
  TdPdfAnswerCode code = TD_PDF_ANSWER_FAILED;
  TdPdfProbeResult result = TD_PDF_PROBE_REFUSED;
  g_autoptr (GBytes) pages = NULL;

  g_return_val_if_fail (self != NULL && self->file == NULL && file != NULL, NULL);

  self->file = g_bytes_ref (file);
  if (self->process == NULL && !start (self, error))
    return NULL;
  if (!give_file (self, &code, &pages))
    result = bury (self);
  if (pages == NULL)
    {
      explain_file (code, result, error);
      return NULL;
    }

  return g_variant_ref_sink (g_variant_new_from_bytes (TD_PDF_PAGES_TYPE, pages, FALSE));
}

/**
 * td_pdf_worker_paint:
 * @self: a worker with a file
 * @page: a page, from 0
 * @width: of the picture, at most %TD_PDF_WORKER_MAX_PIXELS
 * @height: the same
 * @error: return location: %TD_ERROR_TOO_LARGE when it takes too much memory or time,
 *   %TD_ERROR_FAILED when the page cannot be painted
 *
 * Waits for the picture. A page that ends the process leaves the others as they are: the next call
 * starts another.
 *
 * Returns: (nullable) (transfer full): red, green and blue of each pixel, line by line
 */
GBytes *
td_pdf_worker_paint (TdPdfWorker *self, guint page, int width, int height, GError **error)
{
  TdPdfRequest request = { .task = TD_PDF_TASK_PAINT, .place.page = page };
  guint64 wanted = (guint64) width * (guint64) height * 3;
  GBytes *pixels;

  g_return_val_if_fail (self != NULL && width > 0 && height > 0, NULL);
  g_return_val_if_fail (width <= TD_PDF_WORKER_MAX_PIXELS && height <= TD_PDF_WORKER_MAX_PIXELS,
                        NULL);

  request.width = (guint32) width;
  request.height = (guint32) height;
  pixels = ask (self, &request, NULL, wanted, error);
  if (pixels != NULL && g_bytes_get_size (pixels) != wanted)
    {
      g_clear_pointer (&pixels, g_bytes_unref);
      explain_end (TD_PDF_PROBE_REFUSED, error);
    }

  return pixels;
}

/**
 * td_pdf_worker_find:
 * @self: a worker with a file
 * @page: a page, from 0
 * @text: words; without diacritics they match any
 * @max: stop after so many matches
 * @rects: (element-type TdLayoutRect): the places are appended here, a match that goes over the end
 *   of a line as several
 * @error: return location, as td_pdf_worker_paint()
 *
 * Looks for words on a page.
 *
 * Returns: whether the page could be read
 */
gboolean
td_pdf_worker_find (
    TdPdfWorker *self, guint page, const char *text, guint max, GArray *rects, GError **error)
{
  TdPdfRequest request = { .task = TD_PDF_TASK_FIND, .place.page = page, .width = max };
  g_autoptr (GBytes) found = NULL;
  gsize size = 0;
  const guint8 *data;

  g_return_val_if_fail (self != NULL && text != NULL && rects != NULL, FALSE);

  request.length = strlen (text);
  found = ask (self, &request, text, MAX_ANSWER, error);
  if (found == NULL)
    return FALSE;
  data = g_bytes_get_data (found, &size);
  for (gsize at = 0; at + sizeof (TdLayoutRect) <= size; at += sizeof (TdLayoutRect))
    {
      TdLayoutRect rect;

      memcpy (&rect, data + at, sizeof rect);
      rect.page = page;
      g_array_append_val (rects, rect);
    }

  return TRUE;
}

/**
 * td_pdf_worker_get_text:
 * @self: a worker with a file
 * @place: a page and a part of it, from one corner to the opposite one; a width of 0 is the whole
 *   page
 * @error: return location, as td_pdf_worker_paint()
 *
 * Takes the words out of a page.
 *
 * Returns: (nullable) (transfer full): the words
 */
char *
td_pdf_worker_get_text (TdPdfWorker *self, const TdLayoutRect *place, GError **error)
{
  TdPdfRequest request = { .task = TD_PDF_TASK_TEXT };
  g_autoptr (GBytes) text = NULL;
  gsize size = 0;
  const char *data;

  g_return_val_if_fail (self != NULL && place != NULL, NULL);

  request.place = *place;
  text = ask (self, &request, NULL, MAX_ANSWER, error);
  if (text == NULL)
    return NULL;
  data = g_bytes_get_data (text, &size);

  return g_utf8_make_valid (data != NULL ? data : "", (gssize) size);
}

/**
 * td_pdf_worker_print:
 * @self: a worker with a file
 * @pages: (element-type guint32): pages, from 0, in the order in which they are printed
 * @error: return location, as td_pdf_worker_paint()
 *
 * Writes pages as a printer is given them: words and lines stay what they are, nothing else of the
 * file goes along.
 *
 * Returns: (nullable) (transfer full): a PDF file
 */
GBytes *
td_pdf_worker_print (TdPdfWorker *self, const GArray *pages, GError **error)
{
  TdPdfRequest request = { .task = TD_PDF_TASK_PRINT };

  g_return_val_if_fail (self != NULL && pages != NULL && pages->len > 0, NULL);

  request.length = (guint64) pages->len * sizeof (guint32);

  return ask (self, &request, pages->data, MAX_ANSWER, error);
}
