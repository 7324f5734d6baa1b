/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-import.h"

#include <glib/gi18n-lib.h>

#include "td-error.h"
#include "td-pdf-flow.h"
#include "td-pdf-loader.h"

#define MAX_BYTES (64 * 1024 * 1024)
#define MAX_PAGES 1000
#define MAX_WORDS 1000000

/* poppler-glib may be used from one thread at a time. */
G_LOCK_DEFINE_STATIC (poppler);

static PopplerDocument *
open_document (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (GError) local = NULL;
  PopplerDocument *document;

  if (g_bytes_get_size (bytes) > MAX_BYTES)
    {
      td_error_set_at (error, TD_ERROR_TOO_LARGE, name, NULL,
                       _ ("The PDF file is too large (more than %d MB)."),
                       MAX_BYTES / (1024 * 1024));
      return NULL;
    }

  document = poppler_document_new_from_bytes (bytes, NULL, &local);
  if (document != NULL)
    return document;

  if (g_error_matches (local, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    td_error_set_at (error, TD_ERROR_ENCRYPTED, name, NULL,
                     _ ("The PDF file is protected by a password. Save a copy without the "
                        "password and import that."));
  else
    td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL,
                     _ ("The PDF file is damaged and cannot be read."));

  return NULL;
}

static gboolean
check_pages (PopplerDocument *document, const char *name, GError **error)
{
  int n = poppler_document_get_n_pages (document);

  if (n > MAX_PAGES)
    {
      td_error_set_at (error, TD_ERROR_TOO_LARGE, name, NULL,
                       _ ("The PDF file has %d pages; at most %d can be imported."), n, MAX_PAGES);
      return FALSE;
    }
  if (n <= 0)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL, _ ("The PDF file has no pages."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
load_page (PopplerDocument *document, int index, const char *name, GPtrArray *pages, GError **error)
{
  g_autoptr (PopplerPage) source = poppler_document_get_page (document, index);
  g_autofree char *place = g_strdup_printf (_ ("page %d"), index + 1);

  if (source == NULL)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, name, place,
                       _ ("Page %d of the PDF file is damaged."), index + 1);
      return FALSE;
    }
  g_ptr_array_add (pages, td_pdf_page_load (source, index + 1));

  return TRUE;
}

static GPtrArray *
load_pages (PopplerDocument *document,
            const char *name,
            TdProgressFunc progress,
            gpointer progress_data,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) td_pdf_page_free);
  int n = poppler_document_get_n_pages (document);
  guint words = 0;

  for (int i = 0; i < n; i++)
    {
      g_autofree char *place = g_strdup_printf (_ ("page %d"), i + 1);

      if (g_cancellable_is_cancelled (cancellable))
        {
          td_error_set_at (error, TD_ERROR_CANCELLED, name, place, _ ("The import was cancelled."));
          return NULL;
        }
      if (!load_page (document, i, name, pages, error))
        return NULL;
      words += ((TdPdfPage *) g_ptr_array_index (pages, i))->words->len;
      if (words > MAX_WORDS)
        {
          td_error_set_at (error, TD_ERROR_TOO_LARGE, name, place,
                           _ ("The PDF file has too much text."));
          return NULL;
        }
      if (progress != NULL)
        progress (0.95 * (i + 1) / n, progress_data);
    }
  if (words == 0)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL,
                       _ ("The PDF file holds only pictures of pages and no text. Import the Word "
                          "file, or a PDF saved from it."));
      return NULL;
    }

  return g_steal_pointer (&pages);
}

/**
 * td_pdf_read:
 * @bytes: the file
 * @name: (nullable): file name for messages
 * @progress: (nullable) (scope call): told the part done (0..1) after each page
 * @progress_data: for @progress
 * @cancellable: (nullable): looked at before each page
 * @error: #TD_ERROR with file and page: %TD_ERROR_BAD_INPUT for a damaged or scanned file,
 *   %TD_ERROR_ENCRYPTED, %TD_ERROR_TOO_LARGE past 64 MB, 1 000 pages or a million words,
 *   %TD_ERROR_CANCELLED
 *
 * Reads a PDF with a text layer. Page furniture is dropped; paragraphs, tables and footnotes are
 * put together again from where their words and rulings stand. May be called from any thread;
 * two calls wait for each other.
 *
 * Returns: (transfer full): the document
 */
TdSourceDocument *
td_pdf_read (GBytes *bytes,
             const char *name,
             TdProgressFunc progress,
             gpointer progress_data,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (PopplerDocument) document = NULL;
  g_autoptr (GPtrArray) pages = NULL;
  TdSourceDocument *result = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  G_LOCK (poppler);
  document = open_document (bytes, name, error);
  if (document != NULL && check_pages (document, name, error))
    pages = load_pages (document, name, progress, progress_data, cancellable, error);
  g_clear_object (&document);
  G_UNLOCK (poppler);

  if (pages != NULL)
    {
      td_pdf_plain_grids_find (pages);
      td_pdf_furniture_drop (pages);
      result = td_source_document_new (name, "pdf");
      td_pdf_flow_build (pages, result);
      if (progress != NULL)
        progress (1, progress_data);
    }

  return result;
}
