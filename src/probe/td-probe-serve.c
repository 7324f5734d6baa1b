/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-probe-serve.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poppler.h>
#include <string.h>
#include <unistd.h>

#include "td-pdf-request.h"
#include "td-pdf-worker.h"
#include "td-probe-find.h"
#include "td-probe-paint.h"
#include "td-probe-watch.h"

/* A picture goes through a pipe in a few pieces instead of in fifty. */
#define PIPE_BYTES (1024 * 1024)

#define KEPT_BYTES (64 * 1024 * 1024)
#define WARM_PIXELS 1400

typedef struct
{
  GBytes *file;
  PopplerDocument *document;
} Server;

static gboolean
read_all (gpointer data, gsize length)
{
  guint8 *to = data;

  while (length > 0)
    {
      ssize_t n = read (STDIN_FILENO, to, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      to += n;
      length -= (gsize) n;
    }

  return TRUE;
}

static gboolean
write_all (gconstpointer data, gsize length)
{
  const guint8 *from = data;

  while (length > 0)
    {
      ssize_t n = write (STDOUT_FILENO, from, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      from += n;
      length -= (gsize) n;
    }

  return TRUE;
}

/* What the first file would wait for otherwise: fonts, the tables of the libraries, and memory for
 * a page on the screen. To be given memory by the system takes longer than to paint on it, so it is
 * kept. */
static void
warm_up (void)
{
  static const char page[] =
      "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
      "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
      "/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
      "4 0 obj<</Length 25>>stream\nBT /F 9 Tf (a) Tj ET     \nendstream endobj\n"
      "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>endobj\n"
      "trailer<</Root 1 0 R/Size 6>>\n%%EOF\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (page, sizeof page - 1);
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, NULL);

  if (document != NULL)
    g_bytes_unref (td_probe_paint (document, 0, WARM_PIXELS, WARM_PIXELS));
  g_clear_object (&document);
}

/* Tasks; each returns (nullable) (transfer full) the bytes of its answer */

static GBytes *
list_pages (PopplerDocument *document, guint n_pages)
{
  g_autoptr (GVariant) pages = NULL;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, TD_PDF_PAGES_TYPE);
  for (guint i = 0; i < n_pages; i++)
    {
      PopplerPage *page = poppler_document_get_page (document, (int) i);
      g_autofree char *label = page != NULL ? poppler_page_get_label (page) : NULL;
      double width = 595, height = 842;

      if (page != NULL)
        poppler_page_get_size (page, &width, &height);
      g_variant_builder_add (&builder, "(dds)", width, height, label != NULL ? label : "");
      g_clear_object (&page);
    }
  pages = g_variant_ref_sink (g_variant_builder_end (&builder));

  return g_variant_get_data_as_bytes (pages);
}

static GBytes *
open_file (Server *self, GBytes *file, TdPdfAnswerCode *code)
{
  g_autoptr (GError) error = NULL;
  int n_pages;

  g_clear_object (&self->document);
  g_clear_pointer (&self->file, g_bytes_unref);
  self->file = g_bytes_ref (file);
  self->document = poppler_document_new_from_bytes (file, NULL, &error);
  if (self->document == NULL)
    {
      if (g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
        *code = TD_PDF_ANSWER_ENCRYPTED;
      return NULL;
    }
  n_pages = poppler_document_get_n_pages (self->document);
  if (n_pages > TD_PDF_WORKER_MAX_PAGES)
    {
      *code = TD_PDF_ANSWER_TOO_MANY_PAGES;
      return NULL;
    }

  return list_pages (self->document, (guint) MAX (n_pages, 0));
}

static GBytes *
find_words (PopplerDocument *document, const TdPdfRequest *request, GBytes *payload)
{
  gsize size;
  const char *data = g_bytes_get_data (payload, &size);
  g_autofree char *text = g_strndup (data, size);
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (TdLayoutRect));
  PopplerPage *page = poppler_document_get_page (document, (int) request->place.page);

  if (page == NULL)
    return NULL;
  td_probe_find (page, request->place.page, text, request->width, rects);
  g_object_unref (page);

  return g_bytes_new (rects->data, rects->len * sizeof (TdLayoutRect));
}

static GBytes *
take_text (PopplerDocument *document, const TdLayoutRect *place)
{
  PopplerPage *page = poppler_document_get_page (document, (int) place->page);
  PopplerRectangle area = {
    .x1 = place->x, .y1 = place->y, .x2 = place->x + place->width, .y2 = place->y + place->height
  };
  g_autofree char *text = NULL;

  if (page == NULL)
    return NULL;
  text = place->width != 0 ? poppler_page_get_selected_text (page, POPPLER_SELECTION_GLYPH, &area)
                           : poppler_page_get_text (page);
  g_object_unref (page);

  return g_bytes_new (text, text != NULL ? strlen (text) : 0);
}

/* Each page may take as long as it may on the screen. */
static GBytes *
print_pages (PopplerDocument *document, GBytes *payload)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (payload, &size);
  g_autoptr (GByteArray) file = g_byte_array_new ();
  cairo_surface_t *surface = td_probe_print_new (file);
  TdProbeWatch *watch;
  gboolean written;

  for (gsize at = 0; at + sizeof (guint32) <= size; at += sizeof (guint32))
    {
      guint32 number;

      memcpy (&number, data + at, sizeof number);
      watch = td_probe_watch_new (TD_PDF_WORKER_MEGABYTES, TD_PDF_WORKER_SECONDS);
      td_probe_print_page (surface, document, number);
      td_probe_watch_free (watch);
    }
  watch = td_probe_watch_new (TD_PDF_WORKER_MEGABYTES, TD_PDF_WORKER_SECONDS);
  written = td_probe_print_finish (surface);
  td_probe_watch_free (watch);

  return written ? g_byte_array_free_to_bytes (g_steal_pointer (&file)) : NULL;
}

static GBytes *
work (Server *self, const TdPdfRequest *request, GBytes *payload, TdPdfAnswerCode *code)
{
  TdProbeWatch *watch;
  GBytes *bytes = NULL;

  if (request->task != TD_PDF_TASK_OPEN && self->document == NULL)
    return NULL;
  if (request->task == TD_PDF_TASK_PRINT)
    return print_pages (self->document, payload);

  watch = td_probe_watch_new (TD_PDF_WORKER_MEGABYTES, TD_PDF_WORKER_SECONDS);
  if (request->task == TD_PDF_TASK_OPEN)
    bytes = open_file (self, payload, code);
  else if (request->task == TD_PDF_TASK_PAINT && request->width <= TD_PDF_WORKER_MAX_PIXELS &&
           request->height <= TD_PDF_WORKER_MAX_PIXELS)
    bytes = td_probe_paint (self->document, request->place.page, request->width, request->height);
  else if (request->task == TD_PDF_TASK_FIND)
    bytes = find_words (self->document, request, payload);
  else if (request->task == TD_PDF_TASK_TEXT)
    bytes = take_text (self->document, &request->place);
  td_probe_watch_free (watch);

  return bytes;
}

static gboolean
answer_next (Server *self)
{
  TdPdfRequest request;
  TdPdfAnswer answer = { .code = TD_PDF_ANSWER_FAILED };
  TdPdfAnswerCode code = TD_PDF_ANSWER_FAILED;
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const void *found = NULL;
  gsize size = 0;
  guint8 *data;

  if (!read_all (&request, sizeof request) || request.length > G_MAXINT)
    return FALSE;
  data = g_malloc (request.length);
  payload = g_bytes_new_take (data, request.length);
  if (!read_all (data, request.length))
    return FALSE;
  bytes = work (self, &request, payload, &code);
  if (bytes != NULL)
    found = g_bytes_get_data (bytes, &size);
  answer.code = bytes != NULL ? TD_PDF_ANSWER_DONE : code;
  answer.length = size;

  return write_all (&answer, sizeof answer) && write_all (found, size);
}

/**
 * td_probe_serve:
 *
 * Reads a file and does with its pages what it is asked to (td-pdf-request.h). It ends when nobody
 * can ask any more.
 */
void
td_probe_serve (void)
{
  Server self = { 0 };

  fcntl (STDIN_FILENO, F_SETPIPE_SZ, PIPE_BYTES);
  fcntl (STDOUT_FILENO, F_SETPIPE_SZ, PIPE_BYTES);
  mallopt (M_MMAP_THRESHOLD, KEPT_BYTES);
  mallopt (M_TRIM_THRESHOLD, KEPT_BYTES);
  warm_up ();
  while (answer_next (&self))
    ;
}
