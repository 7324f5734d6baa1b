/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Many one-stop systems write an HTML table and call it .xls. Read by the forgiving push parser of
 * libxml2: each table that has rows is a sheet, col spans leave their columns empty, row spans
 * repeat nothing (as a merged cell of a spreadsheet). */

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <string.h>

#include "td-error.h"
#include "td-legacy-text.h"
#include "td-sheet-private.h"

#define MAX_SIZE ((gsize) 128 << 20)
#define MAX_SPAN 1000
#define BLOCK 65536

typedef struct
{
  char *text;
  gsize length;
} Html;

typedef struct
{
  TdSheetFile *file;
  htmlParserCtxtPtr context;
  TdRowBuffer buffer;
  TdRowFunc func;
  gpointer data;
  GError *error;
  GString *text;
  gboolean in_cell, stopped;
  guint column, row, span, depth;
  guint8 below[TD_SHEET_MAX_COLUMNS]; /* rows that a cell above still covers */
  guint row_span;
} Table;

static void
html_free (gpointer data)
{
  Html *self = data;

  g_free (self->text);
  g_free (self);
}

static guint
span_of (const xmlChar **attributes, const char *name)
{
  for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
    if (g_ascii_strcasecmp ((const char *) attributes[0], name) == 0 && attributes[1] != NULL)
      return CLAMP ((guint) strtoul ((const char *) attributes[1], NULL, 10), 1, MAX_SPAN);

  return 1;
}

static void
end_cell (Table *self)
{
  if (!self->in_cell)
    return;

  self->in_cell = FALSE;
  g_strstrip (self->text->str);
  if (*self->text->str != '\0')
    td_row_buffer_add (&self->buffer, self->column, TD_CELL_TEXT, self->text->str,
                       strlen (self->text->str), 0);
  for (guint i = 0; i < self->span && self->column + i < TD_SHEET_MAX_COLUMNS; i++)
    self->below[self->column + i] = (guint8) MIN (self->row_span, 255);
  self->column += self->span;
}

static void
end_row (Table *self)
{
  end_cell (self);
  for (guint i = 0; i < TD_SHEET_MAX_COLUMNS; i++)
    self->below[i] -= self->below[i] > 0;
  if (!td_row_buffer_emit (&self->buffer, self->func, self->data, &self->error))
    {
      self->stopped = TRUE;
      xmlStopParser (self->context);
    }
}

static void
on_start (void *context, const xmlChar *name, const xmlChar **attributes)
{
  Table *self = ((htmlParserCtxtPtr) context)->_private;
  const char *tag = (const char *) name;

  if (g_str_equal (tag, "tr"))
    {
      end_row (self);
      self->row++;
      self->buffer.row = self->row;
      self->column = 0;
    }
  else if (g_str_equal (tag, "td") || g_str_equal (tag, "th"))
    {
      end_cell (self);
      while (self->column < TD_SHEET_MAX_COLUMNS && self->below[self->column] > 0)
        self->column++;
      self->in_cell = TRUE;
      self->span = span_of (attributes, "colspan");
      self->row_span = span_of (attributes, "rowspan");
      g_string_truncate (self->text, 0);
    }
  else if (g_str_equal (tag, "br") && self->in_cell)
    g_string_append_c (self->text, '\n');
}

static void
on_end (void *context, const xmlChar *name)
{
  Table *self = ((htmlParserCtxtPtr) context)->_private;
  const char *tag = (const char *) name;

  if (g_str_equal (tag, "td") || g_str_equal (tag, "th"))
    end_cell (self);
}

static void
on_text (void *context, const xmlChar *text, int length)
{
  Table *self = ((htmlParserCtxtPtr) context)->_private;

  if (self->in_cell && self->text->len < TD_SHEET_MAX_CELL)
    g_string_append_len (self->text, (const char *) text, length);
}

static void
ignore_error (void *context, const char *message, ...)
{
}

static gboolean
html_read (TdSheetFile *file,
           guint sheet,
           TdRowFunc func,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  Html *html = file->format_data;
  htmlSAXHandler sax = { 0 };
  Table self = { 0 };

  sax.startElement = on_start;
  sax.endElement = on_end;
  sax.characters = on_text;
  sax.cdataBlock = on_text;
  sax.error = ignore_error;
  sax.warning = ignore_error;
  self.file = file;
  self.func = func;
  self.data = data;
  self.text = g_string_new (NULL);
  td_row_buffer_init (&self.buffer);
  self.context = htmlCreatePushParserCtxt (&sax, NULL, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  self.context->_private = &self;
  self.context->userData = self.context;

  for (gsize at = 0; at < html->length && !self.stopped && self.error == NULL; at += BLOCK)
    {
      if (g_cancellable_is_cancelled (cancellable))
        td_error_set_at (&self.error, TD_ERROR_CANCELLED, file->name, NULL, _ ("Cancelled."));
      htmlParseChunk (self.context, html->text + at, (int) MIN (BLOCK, html->length - at), 0);
    }
  if (!self.stopped && self.error == NULL)
    {
      htmlParseChunk (self.context, NULL, 0, 1);
      end_row (&self);
    }
  if (self.context->myDoc != NULL)
    xmlFreeDoc (self.context->myDoc);
  htmlFreeParserCtxt (self.context);
  td_row_buffer_clear (&self.buffer);
  g_string_free (self.text, TRUE);
  if (self.error != NULL)
    {
      g_propagate_error (error, self.error);
      return FALSE;
    }

  return TRUE;
}

gboolean
td_html_table_reader_open (TdSheetFile *file, GError **error)
{
  Html *self = g_new0 (Html, 1);
  const char *encoding = NULL;
  gsize size;
  const char *data = g_bytes_get_data (file->bytes, &size);

  file->format = "html";
  file->format_data = self;
  file->format_free = html_free;
  file->read = html_read;
  td_sheet_file_add (file, "", FALSE, NULL);
  if (size > MAX_SIZE)
    {
      td_error_set_at (error, TD_ERROR_TOO_LARGE, file->name, NULL,
                       _ ("The file “%s” is too large for a web page. Save it as .xlsx."),
                       file->name);
      return FALSE;
    }
  self->text = td_legacy_decode_file (data, size, &self->length, &encoding);
  if (self->text == NULL && encoding != NULL)
    {
      gsize mark = size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

      self->text = g_strndup (data + mark, size - mark);
      self->length = size - mark;
    }
  file->encoding = g_strdup (encoding);
  if (self->text == NULL)
    {
      td_sheet_file_set_broken (file, NULL, error);
      return FALSE;
    }

  return TRUE;
}
