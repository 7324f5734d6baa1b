/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-error.h"
#include "td-pdf-guard.h"

typedef enum
{
  CONTENT_EMPTY,
  CONTENT_ZIP,
  CONTENT_PDF,
  CONTENT_OLE_DOCUMENT,
  CONTENT_OLE_ENCRYPTED,
  CONTENT_OLE_WORKBOOK,
  CONTENT_IMAGE,
  CONTENT_RTF,
  CONTENT_HTML,
  CONTENT_JSON,
  CONTENT_TEXT,
} Content;

#define HEAD 1024

static gboolean
starts (const char *data, gsize size, const char *magic, gsize length)
{
  return size >= length && memcmp (data, magic, length) == 0;
}

/* Names in an OLE container are UTF-16. */
static gboolean
has_wide (const char *data, gsize size, const char *word)
{
  gsize n = strlen (word);
  g_autofree char *wide = g_malloc0 (2 * n);

  for (gsize i = 0; i < n; i++)
    wide[2 * i] = word[i];

  return memmem (data, size, wide, 2 * n) != NULL;
}

static Content
sniff_ole (const char *data, gsize size)
{
  if (has_wide (data, size, "EncryptedPackage"))
    return CONTENT_OLE_ENCRYPTED;
  if (has_wide (data, size, "Workbook") && !has_wide (data, size, "WordDocument"))
    return CONTENT_OLE_WORKBOOK;

  return CONTENT_OLE_DOCUMENT;
}

static gboolean
is_image (const char *data, gsize size)
{
  return starts (data, size, "\x89PNG", 4) || starts (data, size, "\xff\xd8\xff", 3) ||
         starts (data, size, "GIF8", 4) || starts (data, size, "II*\0", 4) ||
         starts (data, size, "MM\0*", 4) ||
         (starts (data, size, "BM", 2) && memchr (data, 0, MIN (size, 32)) != NULL) ||
         (starts (data, size, "RIFF", 4) && size > 12 && memcmp (data + 8, "WEBP", 4) == 0);
}

static Content
sniff_text (const char *data, gsize size)
{
  if (starts (data, size, "\xef\xbb\xbf", 3))
    {
      data += 3;
      size -= 3;
    }
  while (size > 0 && g_ascii_isspace (*data))
    {
      data++;
      size--;
    }
  if (size == 0)
    return CONTENT_EMPTY;
  if (starts (data, size, "{\\rtf", 5))
    return CONTENT_RTF;
  if (size >= 5 &&
      (g_ascii_strncasecmp (data, "<html", 5) == 0 || g_ascii_strncasecmp (data, "<!doc", 5) == 0))
    return CONTENT_HTML;

  return *data == '{' ? CONTENT_JSON : CONTENT_TEXT;
}

static Content
sniff (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size == 0)
    return CONTENT_EMPTY;
  if (starts (data, size, "PK\3\4", 4) || starts (data, size, "PK\5\6", 4))
    return CONTENT_ZIP;
  if (memmem (data, MIN (size, HEAD), "%PDF-", 5) != NULL)
    return CONTENT_PDF;
  if (starts (data, size, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8))
    return sniff_ole (data, size);
  if (is_image (data, size))
    return CONTENT_IMAGE;

  return sniff_text (data, size);
}

static void
refuse (Content content, const char *name, GError **error)
{
  const char *message;

  switch ((int) content)
    {
    case CONTENT_EMPTY:
      message = _ ("The file is empty.");
      break;
    case CONTENT_OLE_ENCRYPTED:
      message = _ ("The document is protected by a password. Save a copy without the password and "
                   "import that.");
      break;
    case CONTENT_OLE_WORKBOOK:
      message =
          _ ("The file is an Excel workbook, not a plan. Plans are imported from Word, PDF or "
             "text files.");
      break;
    case CONTENT_OLE_DOCUMENT:
      message = _ ("The file is in the old Word format (.doc). Open it in Word, choose “Save as”, "
                   "take the type .docx and import that.");
      break;
    case CONTENT_IMAGE:
      message = _ ("The file is a picture. Import the Word file of the plan, or a PDF with text.");
      break;
    case CONTENT_RTF:
      message = _ ("The file is in Rich Text Format. Save it as .docx and import that.");
      break;
    default:
      message = _ ("The file is a web page. Save it as .docx, or paste its text.");
      break;
    }
  td_error_set_at (error,
                   content == CONTENT_OLE_ENCRYPTED ? TD_ERROR_ENCRYPTED : TD_ERROR_BAD_INPUT, name,
                   NULL, "%s", message);
}

/**
 * td_import_plan:
 * @bytes: the file
 * @name: (nullable): file name for messages
 * @progress: (nullable) (scope call): told the part done (0..1)
 * @progress_data: for @progress
 * @cancellable: (nullable): looked at often
 * @source: (out) (optional) (nullable) (transfer full): the document as it was read; %NULL for JSON
 * @error: #TD_ERROR with file, place and reason
 *
 * Reads a plan from a Word, PDF, JSON or text file. The content decides which it is, not the name.
 *
 * Returns: (transfer full): the plan
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
  g_autoptr (TdSourceDocument) document = NULL;
  TdPlanData *plan;
  Content content;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (source != NULL)
    *source = NULL;

  content = sniff (bytes);
  switch ((int) content)
    {
    case CONTENT_ZIP:
      document = td_docx_read (bytes, name, cancellable, error);
      break;
    case CONTENT_PDF:
      if (td_pdf_guard_check (bytes, name, cancellable, error))
        document = td_pdf_read (bytes, name, progress, progress_data, cancellable, error);
      break;
    case CONTENT_JSON:
      return td_plan_json_read (bytes, name, error);
    case CONTENT_TEXT:
      document = td_text_read (bytes, name, error);
      break;
    default:
      refuse (content, name, error);
      break;
    }
  if (document == NULL)
    return NULL;

  plan = td_plan_reader_read (document, cancellable, error);
  if (plan != NULL && source != NULL)
    *source = g_steal_pointer (&document);

  return plan;
}
