/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-content.h"

#include <glib/gi18n-lib.h>

#include "td-error.h"
#include "td-text.h"

/* More places of a word than a person looks at. */
#define MAX_MATCHES 2000
/* Thumbnails are no wider, nobody reads pages that are. */
#define SMALL_WIDTH 200

typedef struct
{
  double width, height; /* points */
} PageSize;

/* What the thread of the content has: a worker answers one question at a time, so the pool has one
 * thread, and nothing else touches it. */
typedef struct
{
  GBytes *bytes;
  TdPdfWorker *worker;
} Reader;

struct _TdPdfContent
{
  TdPageContent parent_instance;

  Reader *reader;    /* atomically counted */
  GThreadPool *pool; /* of one thread */
  guint64 n_jobs;
  GArray *sizes;     /* PageSize */
  GPtrArray *labels; /* (element-type utf8) */
};

G_DEFINE_FINAL_TYPE (TdPdfContent, td_pdf_content, TD_TYPE_PAGE_CONTENT)

/* One thing to do. */
typedef struct _Job Job;
typedef void (*JobFunc) (Job *job, GTask *task);

struct _Job
{
  JobFunc func;
  guint64 number; /* in the order they were asked for */
  gboolean waits; /* thumbnails and searches: what is read goes first */
  Reader *reader;
  guint page;
  int width, height;
  char *text;
  guint n_pages;
  GThreadPool *pool; /* of the content, which the task refers to */
  GArray *matches;   /* (nullable): TdLayoutRect */
  TdLayoutRect rect;
};

static void
reader_clear (gpointer data)
{
  Reader *reader = data;

  g_clear_pointer (&reader->worker, td_pdf_worker_free);
  g_bytes_unref (reader->bytes);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_atomic_rc_box_release_full (job->reader, reader_clear);
  g_clear_pointer (&job->matches, g_array_unref);
  g_free (job->text);
  g_free (job);
}

static void
run_job (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);

  if (!g_task_return_error_if_cancelled (task))
    job->func (job, task);
}

static int
compare_jobs (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Job *first = g_task_get_task_data ((GTask *) a);
  const Job *second = g_task_get_task_data ((GTask *) b);

  if (first->waits != second->waits)
    return first->waits ? 1 : -1;

  return first->number < second->number ? -1 : first->number > second->number;
}

static Job *
job_new (TdPdfContent *self, JobFunc func)
{
  Job *job = g_new0 (Job, 1);

  job->func = func;
  job->number = self->n_jobs++;
  job->reader = g_atomic_rc_box_acquire (self->reader);

  return job;
}

static void
push_job (TdPdfContent *self,
          Job *job,
          gpointer tag,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, job_free);
  g_thread_pool_push (self->pool, task, NULL);
}

/* Opening */

typedef struct
{
  Reader *reader;
  GArray *sizes;
  GPtrArray *labels;
} Opened;

static void
opened_free (gpointer data)
{
  Opened *opened = data;

  g_clear_pointer (&opened->sizes, g_array_unref);
  g_clear_pointer (&opened->labels, g_ptr_array_unref);
  if (opened->reader)
    g_atomic_rc_box_release_full (opened->reader, reader_clear);
  g_free (opened);
}

static void
take_pages (Opened *opened, GVariant *pages)
{
  GVariantIter iter;
  PageSize size;
  char *label;

  g_variant_iter_init (&iter, pages);
  while (g_variant_iter_next (&iter, "(dds)", &size.width, &size.height, &label))
    {
      size.width = CLAMP (size.width, 1, 20000);
      size.height = CLAMP (size.height, 1, 20000);
      g_array_append_val (opened->sizes, size);
      g_ptr_array_add (opened->labels, label);
    }
}

static void
open_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Opened *opened = task_data;
  GError *error = NULL;
  g_autoptr (GVariant) pages = NULL;

  if (opened->reader->worker == NULL)
    opened->reader->worker = td_pdf_worker_new ();
  pages = td_pdf_worker_open (opened->reader->worker, opened->reader->bytes, &error);
  if (pages == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_pages (opened, pages);
  g_task_return_boolean (task, TRUE);
}

/**
 * td_pdf_content_open_async:
 * @bytes: a PDF file
 * @worker: (nullable) (transfer full): a worker without a file, to spare the start of one
 * @cancellable: (nullable): ends the attempt
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Opens a file for viewing. It may be one that does harm: a process of its own reads it.
 */
void
td_pdf_content_open_async (GBytes *bytes,
                           TdPdfWorker *worker,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opened *opened = g_new0 (Opened, 1);

  g_return_if_fail (bytes != NULL);

  opened->reader = g_atomic_rc_box_new0 (Reader);
  opened->reader->bytes = g_bytes_ref (bytes);
  opened->reader->worker = worker;
  opened->sizes = g_array_new (FALSE, FALSE, sizeof (PageSize));
  opened->labels = g_ptr_array_new_with_free_func (g_free);
  g_task_set_source_tag (task, td_pdf_content_open_async);
  g_task_set_task_data (task, opened, opened_free);
  g_task_run_in_thread (task, open_thread);
}

/**
 * td_pdf_content_open_finish:
 * @result: as given to the callback
 * @error: return location: %TD_ERROR_BAD_INPUT, %TD_ERROR_ENCRYPTED, %TD_ERROR_TOO_LARGE
 *
 * Returns: (nullable) (transfer full): the pages
 */
TdPageContent *
td_pdf_content_open_finish (GAsyncResult *result, GError **error)
{
  Opened *opened = g_task_get_task_data (G_TASK (result));
  TdPdfContent *self;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  self = g_object_new (TD_TYPE_PDF_CONTENT, NULL);
  self->reader = g_steal_pointer (&opened->reader);
  self->sizes = g_steal_pointer (&opened->sizes);
  self->labels = g_steal_pointer (&opened->labels);

  return TD_PAGE_CONTENT (self);
}

/* Pages */

static guint
get_n_pages (TdPageContent *content)
{
  return TD_PDF_CONTENT (content)->sizes->len;
}

static void
get_page_size (TdPageContent *content, guint page, double *width, double *height)
{
  TdPdfContent *self = TD_PDF_CONTENT (content);
  const PageSize *size = &g_array_index (self->sizes, PageSize, MIN (page, self->sizes->len - 1));

  *width = size->width;
  *height = size->height;
}

static char *
get_page_label (TdPageContent *content, guint page)
{
  return g_strdup (g_ptr_array_index (TD_PDF_CONTENT (content)->labels, page));
}

/* The place of a page that could not be painted says why. */
static TdPagePicture *
words_picture_new (int width, int height, const char *text)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans");
  int text_height;

  pango_font_description_set_absolute_size (font, MAX (width, 1) * PANGO_SCALE / 36.);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, width * PANGO_SCALE * 3 / 4);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, NULL, &text_height);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0.35, 0.35, 0.35);
  cairo_move_to (cr, width / 8., MAX (0, (height - text_height) / 3));
  pango_cairo_show_layout (cr, layout);
  cairo_destroy (cr);

  return td_page_picture_new_for_surface (surface);
}

static void
render_job (Job *job, GTask *task)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pixels =
      td_pdf_worker_paint (job->reader->worker, job->page, job->width, job->height, &error);
  TdPagePicture *picture = pixels ? td_page_picture_new (pixels, job->width, job->height)
                                  : words_picture_new (job->width, job->height, error->message);

  if (picture)
    g_task_return_pointer (task, picture, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
render_async (TdPageContent *content,
              guint page,
              int width,
              int height,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  TdPdfContent *self = TD_PDF_CONTENT (content);
  Job *job = job_new (self, render_job);

  job->page = page;
  job->width = CLAMP (width, 1, TD_PDF_WORKER_MAX_PIXELS);
  job->height = CLAMP (height, 1, TD_PDF_WORKER_MAX_PIXELS);
  job->waits = job->width <= SMALL_WIDTH;
  push_job (self, job, render_async, cancellable, callback, user_data);
}

static TdPagePicture *
render_finish (TdPageContent *content, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Words */

/* Looks on one page after the other, and lets pages be painted in between. */
static void
search_job (Job *job, GTask *task)
{
  td_pdf_worker_find (job->reader->worker, job->page, job->text, MAX_MATCHES - job->matches->len,
                      job->matches, NULL);
  if (++job->page < job->n_pages && job->matches->len < MAX_MATCHES)
    {
      g_thread_pool_push (job->pool, g_object_ref (task), NULL);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&job->matches), (GDestroyNotify) g_array_unref);
}

/**
 * td_pdf_content_search_async:
 * @self: a content
 * @text: words; without diacritics they are found with any
 * @cancellable: (nullable): ends the search
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Looks for words in all pages.
 */
void
td_pdf_content_search_async (TdPdfContent *self,
                             const char *text,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Job *job;

  g_return_if_fail (TD_IS_PDF_CONTENT (self) && text != NULL);

  job = job_new (self, search_job);
  job->text = td_text_nfc (text, -1);
  job->waits = TRUE;
  job->n_pages = self->sizes->len;
  job->pool = self->pool;
  job->matches = g_array_new (FALSE, FALSE, sizeof (TdLayoutRect));
  push_job (self, job, td_pdf_content_search_async, cancellable, callback, user_data);
}

/**
 * td_pdf_content_search_finish:
 * @self: a content
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type TdLayoutRect): the places, in order
 */
GArray *
td_pdf_content_search_finish (TdPdfContent *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
text_job (Job *job, GTask *task)
{
  GError *error = NULL;
  char *text = td_pdf_worker_get_text (job->reader->worker, &job->rect, &error);

  if (text)
    g_task_return_pointer (task, text, g_free);
  else
    g_task_return_error (task, error);
}

/**
 * td_pdf_content_get_text_async:
 * @self: a content
 * @rect: a page and a part of it, from where a drag began to where it ended; a width of 0 is the
 *   whole page
 * @cancellable: (nullable): ends it
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Takes the words out of a page.
 */
void
td_pdf_content_get_text_async (TdPdfContent *self,
                               const TdLayoutRect *rect,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Job *job;

  g_return_if_fail (TD_IS_PDF_CONTENT (self) && rect != NULL);

  job = job_new (self, text_job);
  job->rect = *rect;
  push_job (self, job, td_pdf_content_get_text_async, cancellable, callback, user_data);
}

/**
 * td_pdf_content_get_text_finish:
 * @self: a content
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the words, in NFC
 */
char *
td_pdf_content_get_text_finish (TdPdfContent *self, GAsyncResult *result, GError **error)
{
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), error);

  return text ? td_text_nfc (text, -1) : NULL;
}

static void
td_pdf_content_finalize (GObject *object)
{
  TdPdfContent *self = TD_PDF_CONTENT (object);

  /* What waits has a reference to this object, so nothing waits. */
  if (self->pool)
    g_thread_pool_free (self->pool, FALSE, FALSE);
  if (self->reader)
    g_atomic_rc_box_release_full (self->reader, reader_clear);
  g_clear_pointer (&self->sizes, g_array_unref);
  g_clear_pointer (&self->labels, g_ptr_array_unref);

  G_OBJECT_CLASS (td_pdf_content_parent_class)->finalize (object);
}

static void
td_pdf_content_class_init (TdPdfContentClass *klass)
{
  TdPageContentClass *content_class = TD_PAGE_CONTENT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = td_pdf_content_finalize;
  content_class->get_n_pages = get_n_pages;
  content_class->get_page_size = get_page_size;
  content_class->get_page_label = get_page_label;
  content_class->render_async = render_async;
  content_class->render_finish = render_finish;
}

static void
td_pdf_content_init (TdPdfContent *self)
{
  self->pool = g_thread_pool_new (run_job, NULL, 1, FALSE, NULL);
  g_thread_pool_set_sort_function (self->pool, compare_jobs, NULL);
}
