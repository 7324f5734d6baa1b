/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-error.h"

typedef enum
{
  FILE_TEXT,
  FILE_DOCX,
  FILE_PDF,
  FILE_JSON,
  FILE_OLD_WORD,
} FileKind;

/* The first bytes tell the kind; the name decides nothing. */
static FileKind
sniff (const char *data, gsize length)
{
  static const char old_word[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  gsize i = length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

  if (length >= 4 && memcmp (data, "PK\3\4", 4) == 0)
    return FILE_DOCX;
  if (length >= 8 && memcmp (data, old_word, 8) == 0)
    return FILE_OLD_WORD;
  if (g_strstr_len (data, MIN (length, 1024), "%PDF-") != NULL)
    return FILE_PDF;
  while (i < length && g_ascii_isspace (data[i]))
    i++;

  return i < length && data[i] == '{' ? FILE_JSON : FILE_TEXT;
}

static TdSourceDocument *
read_source (GBytes *bytes,
             FileKind kind,
             const char *name,
             TdProgressFunc progress,
             gpointer progress_data,
             GCancellable *cancellable,
             GError **error)
{
  switch (kind)
    {
    case FILE_DOCX:
      return td_docx_read (bytes, name, cancellable, error);
    case FILE_PDF:
      return td_pdf_read (bytes, name, progress, progress_data, cancellable, error);
    case FILE_OLD_WORD:
      td_error_set_at (
          error, TD_ERROR_BAD_INPUT, name, NULL,
          _ ("The file is in the old Word format or protected by a password. Save it as .docx "
             "in Word first."));
      return NULL;
    default:
      return td_text_read (bytes, name, error);
    }
}

/**
 * td_import_plan:
 * @bytes: contents of a file: .docx, .pdf, .txt or .json
 * @name: file name for messages
 * @progress: (nullable) (scope call): told how far the reading is
 * @progress_data: data for @progress
 * @cancellable: (nullable): stops the reading
 * @source: (out) (optional) (nullable) (transfer full): the text the plan was read from; %NULL for
 * a JSON form
 * @error: TD_ERROR with file, place and reason
 *
 * Reads and understands a plan. The kind of file is told by its contents.
 *
 * Returns: (transfer full): the plan, with local ids
 */
TdPlanData *
td_import_plan (GBytes *bytes,
                const char *name,
                TdProgressFunc progress,
                gpointer progress_data,
                GCancellable *cancellable,
                TdSourceDocument **source,
                GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  FileKind kind = sniff (data != NULL ? data : "", length);

  if (source != NULL)
    *source = NULL;
  if (kind == FILE_JSON)
    return td_plan_json_read (bytes, name, error);

  g_autoptr (TdSourceDocument) document =
      read_source (bytes, kind, name, progress, progress_data, cancellable, error);
  if (document == NULL)
    return NULL;

  TdPlanData *plan = td_plan_reader_read (document, cancellable, error);
  for (guint i = 0; plan != NULL && i < document->warnings->len; i++)
    td_plan_data_doubt (plan, "document", "%s", (char *) document->warnings->pdata[i]);
  if (plan != NULL && source != NULL)
    *source = g_steal_pointer (&document);

  return plan;
}
