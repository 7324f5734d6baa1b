/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-error.h"
#include "td-plan-label.h"
#include "td-plan-line.h"
#include "td-text.h"

#define MAX_BYTES (16 * 1024 * 1024)
#define MAX_LINES 200000

/* Text as UTF-8: what the byte order mark says, else UTF-8, else the code page that Vietnamese
 * Windows wrote before Unicode. */
static char *
decode (const char *bytes, gsize length)
{
  static const struct
  {
    const char *mark;
    gsize length;
    const char *charset;
  } marks[] = {
    { "\xEF\xBB\xBF", 3, "UTF-8" },
    { "\xFF\xFE", 2, "UTF-16LE" },
    { "\xFE\xFF", 2, "UTF-16BE" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (length >= marks[i].length && memcmp (bytes, marks[i].mark, marks[i].length) == 0)
        return g_convert (bytes + marks[i].length, length - marks[i].length, "UTF-8",
                          marks[i].charset, NULL, NULL, NULL);
    }
  if (memchr (bytes, '\0', length) != NULL)
    return NULL;
  if (g_utf8_validate (bytes, length, NULL))
    return g_strndup (bytes, length);

  return g_convert (bytes, length, "UTF-8", "WINDOWS-1258", NULL, NULL, NULL);
}

/* A line of a hard-wrapped text that only goes on with the one before it. */
static gboolean
goes_on (const TdSourceParagraph *before, const char *line)
{
  g_auto (TdPlanLabel) label = { 0 };

  if (before == NULL || td_text_is_blank (before->text) || *line == ' ' || *line == '\t' ||
      td_plan_text_ends_with (before->text, ".;:"))
    return FALSE;

  return g_unichar_islower (g_utf8_get_char (line)) && !td_plan_label_parse (line, &label);
}

static TdSourceParagraph *
paragraph_of (const char *line)
{
  TdSourceParagraph *paragraph = td_source_paragraph_new ();
  gsize indent = strspn (line, " \t");

  g_free (paragraph->text);
  paragraph->text = td_text_nfc (line, -1);
  g_strchomp (paragraph->text);
  paragraph->align = indent >= 8 ? TD_SOURCE_ALIGN_CENTER : TD_SOURCE_ALIGN_START;
  paragraph->list_level = -1;

  return paragraph;
}

/**
 * td_text_read:
 * @bytes: a text file: UTF-8, UTF-16 with its mark, or Windows-1258
 * @name: file name for messages
 * @error: TD_ERROR_BAD_INPUT, TD_ERROR_TOO_LARGE
 *
 * Reads plain text: each line is a paragraph, a line that goes on in small letters belongs to the
 * one before it.
 *
 * Returns: (transfer full): the document
 */
TdSourceDocument *
td_text_read (GBytes *bytes, const char *name, GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  if (length > MAX_BYTES)
    {
      td_error_set_at (error, TD_ERROR_TOO_LARGE, name, NULL, _ ("The file is larger than %d MB."),
                       MAX_BYTES >> 20);
      return NULL;
    }

  g_autofree char *text = decode (data != NULL ? data : "", length);
  if (text == NULL)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL, _ ("The file is not a text."));
      return NULL;
    }

  g_autoptr (TdSourceDocument) document = td_source_document_new (name, "txt");
  g_auto (GStrv) lines = g_strsplit (text, "\n", MAX_LINES);
  TdSourceParagraph *last = NULL;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strdelimit (lines[i], "\r\f\v", ' ');
      if (goes_on (last, lines[i]))
        {
          g_autofree char *before = last->text;
          g_autofree char *rest = td_text_nfc (lines[i], -1);
          last->text = g_strconcat (before, " ", g_strchomp (rest), NULL);
          continue;
        }
      last = paragraph_of (lines[i]);
      td_source_document_add_paragraph (document, last);
    }

  return g_steal_pointer (&document);
}
