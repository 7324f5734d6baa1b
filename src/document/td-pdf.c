/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf.h"

#include <glib/gi18n-lib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <string.h>

#include "td-error.h"
#include "td-pdf-private.h"

/* A PDF to prepare that is larger than this is refused: it is read into memory. */
#define TD_PDF_MAX_BYTES (512 * 1024 * 1024)

/* The file is written beside its place and renamed: it is there whole or not at all. */
static gboolean
td_pdf_save (GBytes *bytes, const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (g_file_set_contents_full (path, data, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666,
                                &problem))
    return TRUE;
  td_error_set_at (error, TD_ERROR_FAILED, path, NULL, _ ("The PDF could not be written: %s"),
                   problem->message);
  return FALSE;
}

/* Every structure element says what it is; the entry is optional, and each costs the prepare pass a
 * few hundred bytes. Blanks take its place, so that nothing moves. Streams are
 * left alone: they are compressed. */
static GBytes *
td_pdf_drop_types (GBytes *painted)
{
  static const char word[] = "<< /Type /StructElem\n   /S /";
  const gsize start = strlen ("<< "), end = strlen ("<< /Type /StructElem");
  gsize length;
  char *data = g_bytes_unref_to_data (painted, &length);

  for (char *at = memmem (data, length, word, sizeof word - 1); at != NULL;
       at = memmem (at, length - (gsize) (at - data), word, sizeof word - 1))
    memset (at + start, ' ', end - start);
  return g_bytes_new_take (data, length);
}

/* Takes the layout, which is not needed any more once it is painted. */
static gboolean
td_pdf_finish (TdLayout *layout, const char *path, GError **error)
{
  const char *language = td_layout_get_document (layout)->as.document.language;
  g_autofree char *kept = g_strdup (language != NULL ? language : "vi-VN");
  g_autoptr (GPtrArray) alts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) painted = td_pdf_paint (layout, alts, error);
  TdPdfPlaces places;

  for (guint i = 0; i < TD_LAYOUT_N_FIELDS; i++)
    places.has[i] = td_layout_get_field (layout, i, &places.rects[i]);
  td_layout_unref (layout);
  if (painted == NULL)
    return FALSE;
  painted = td_pdf_drop_types (painted);
#ifdef __GLIBC__
  malloc_trim (0);
#endif
  return td_pdf_prepare_bytes (painted, path, path, kept, alts, &places, error);
}

/**
 * td_pdf_write:
 * @layout: a layout
 * @path: the file to make or to replace
 * @error: return location: %TD_ERROR_FAILED
 *
 * Writes the official file: text that can be taken out again in order and in NFC, embedded subsets
 * of the fonts, outline, title and author, links, tagged structure, and what td_pdf_prepare() adds.
 *
 * Returns: whether the file is there
 */
gboolean
td_pdf_write (TdLayout *layout, const char *path, GError **error)
{
  g_return_val_if_fail (layout != NULL && path != NULL, FALSE);

  return td_pdf_finish (td_layout_ref (layout), path, error);
}

/**
 * td_pdf_write_document:
 * @document: (transfer full): a complete tree
 * @style: the numbers to use
 * @path: the file to make or to replace
 * @error: return location: %TD_ERROR_FAILED
 *
 * Like td_pdf_write(), for a document that is needed for nothing else: its tree and its pages are
 * gone before the prepare pass begins, which needs about as much memory again.
 *
 * Returns: whether the file is there
 */
gboolean
td_pdf_write_document (TdBlock *document, const TdStyle *style, const char *path, GError **error)
{
  TdLayout *layout;

  g_return_val_if_fail (document != NULL && style != NULL && path != NULL, FALSE);

  layout = td_layout_new (document, style, NULL);
  td_block_unref (document);
  return td_pdf_finish (layout, path, error);
}

/**
 * td_pdf_write_plain:
 * @layout: a layout
 * @path: the file to make or to replace
 * @error: return location: %TD_ERROR_FAILED
 *
 * Writes the pages without the prepare pass.
 *
 * Returns: whether the file is there
 */
gboolean
td_pdf_write_plain (TdLayout *layout, const char *path, GError **error)
{
  g_autoptr (GBytes) painted = NULL;

  g_return_val_if_fail (layout != NULL && path != NULL, FALSE);

  painted = td_pdf_paint (layout, NULL, error);
  return painted != NULL && td_pdf_save (painted, path, error);
}

/**
 * td_pdf_prepare:
 * @path_in: a PDF
 * @path_out: the file to make or to replace; may be @path_in
 * @error: return location: %TD_ERROR_BAD_INPUT for a damaged file, %TD_ERROR_ENCRYPTED,
 *   %TD_ERROR_TOO_LARGE, %TD_ERROR_FAILED
 *
 * Adds what an archived official document needs: language, XMP with the PDF/A-2b claim, an output
 * intent, a file id, title display, scopes of table headers; compresses the structure.
 *
 * Returns: whether the file is there
 */
gboolean
td_pdf_prepare (const char *path_in, const char *path_out, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (path_in != NULL && path_out != NULL, FALSE);

  file = g_mapped_file_new (path_in, FALSE, &problem);
  if (file == NULL)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, path_in, NULL, _ ("The file cannot be read: %s"),
                       problem->message);
      return FALSE;
    }
  if (g_mapped_file_get_length (file) > TD_PDF_MAX_BYTES)
    {
      td_error_set_at (error, TD_ERROR_TOO_LARGE, path_in, NULL,
                       _ ("The PDF is too large to be prepared."));
      return FALSE;
    }
  bytes = g_mapped_file_get_bytes (file);
  return td_pdf_prepare_bytes (bytes, path_out, path_in, "vi-VN", NULL, NULL, error);
}
