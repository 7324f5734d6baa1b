/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-docx-context.h"
#include "td-docx-package.h"
#include "td-docx-xml.h"
#include "td-error.h"
#include "td-xml-part.h"

/* The body is streamed: paragraphs and table rows are taken as small trees one after the other. */
typedef struct
{
  TdDocxContext *context;
  TdXmlPart *xml;
  TdDocxSink sink;
  TdDocxTable *table; /* (nullable): being read */
  int table_depth;
  guint section_start; /* first item of the section being read */
  gboolean first_section;
  gboolean saw_body;
} Body;

static gboolean
is_landscape (const xmlNode *sect_pr)
{
  const xmlNode *size = td_docx_child (sect_pr, "pgSz");
  const char *orient = td_docx_attr (size, "orient");
  double width = 0, height = 0;

  if (td_docx_points (td_docx_attr (size, "w"), &width) &&
      td_docx_points (td_docx_attr (size, "h"), &height))
    return width > height;

  return orient != NULL && g_str_equal (orient, "landscape");
}

/* A w:sectPr stands at the end of what it describes. */
static void
end_section (Body *body, const xmlNode *sect_pr)
{
  const char *type = td_docx_child_val (sect_pr, "type");
  gboolean landscape = is_landscape (sect_pr);
  GPtrArray *items = body->sink.items;

  for (guint i = body->section_start; i < items->len; i++)
    {
      TdSourceItem *item = g_ptr_array_index (items, i);

      if (item->type == TD_SOURCE_TABLE)
        item->table->landscape = landscape;
    }
  if (!body->first_section && body->section_start < items->len &&
      (type == NULL || !g_str_equal (type, "continuous")))
    {
      TdSourceItem *item = g_ptr_array_index (items, body->section_start);

      if (item->type == TD_SOURCE_PARAGRAPH)
        item->paragraph->page_break_before = TRUE;
    }
  body->first_section = FALSE;
  body->section_start = items->len;
}

static void
take_block (Body *body, const xmlNode *node)
{
  TdDocxContext *context = body->context;

  if (td_docx_is_w (node, "p"))
    {
      const xmlNode *section = td_docx_child (td_docx_child (node, "pPr"), "sectPr");

      td_docx_read_paragraph (context, node, &body->sink);
      if (section != NULL)
        end_section (body, section);
    }
  else if (td_docx_is_w (node, "sectPr"))
    end_section (body, node);
  else
    td_docx_read_block (context, node, &body->sink);
}

static void
take_table_part (Body *body, const xmlNode *node)
{
  if (td_docx_is_w (node, "tblPr"))
    td_docx_table_properties (body->table, node);
  else if (td_docx_is_w (node, "tblGrid"))
    td_docx_table_grid (body->table, node);
  else
    td_docx_table_row (body->table, node);
}

static gboolean
is_container (const char *name)
{
  static const char *const containers[] = { "document",  "body",     "sdt", "sdtContent",
                                            "customXml", "smartTag", "ins", "moveTo" };

  for (guint i = 0; i < G_N_ELEMENTS (containers); i++)
    if (g_str_equal (name, containers[i]))
      return TRUE;

  return FALSE;
}

/* Returns FALSE on failure; *skip_below is the depth of a content control to leave out. */
static gboolean
take_start (Body *body, int *skip_below)
{
  TdXmlPart *xml = body->xml;
  const char *name = td_xml_part_name (xml);
  gboolean word = td_docx_is_word_namespace (td_xml_part_namespace (xml));
  xmlNode *node;

  if (word && body->table == NULL && is_container (name))
    {
      body->saw_body |= g_str_equal (name, "body");
      return TRUE;
    }
  if (word && body->table == NULL && g_str_equal (name, "tbl"))
    {
      td_docx_flush (body->context, &body->sink);
      body->table = td_docx_table_new (body->context);
      body->table_depth = td_xml_part_depth (xml);
      return TRUE;
    }
  if ((word && (g_str_equal (name, "background") || g_str_equal (name, "del") ||
                g_str_equal (name, "moveFrom"))) ||
      !body->saw_body)
    {
      td_xml_part_skip (xml);
      return TRUE;
    }

  node = td_xml_part_expand (xml, &body->context->error);
  if (node == NULL)
    return FALSE;
  if (td_docx_is_w (node, "sdtPr"))
    {
      if (td_docx_is_contents_sdt (node))
        *skip_below = td_xml_part_depth (xml);
    }
  else if (body->table != NULL)
    take_table_part (body, node);
  else
    take_block (body, node);

  return body->context->error == NULL;
}

static gboolean
stream_body (Body *body)
{
  TdXmlEvent event;
  int skip_below = G_MAXINT;

  while ((event = td_xml_part_next (body->xml, &body->context->error)) > TD_XML_END_OF_PART)
    {
      int depth = td_xml_part_depth (body->xml);

      if (depth < skip_below)
        skip_below = G_MAXINT;
      if (event == TD_XML_STOP)
        {
          if (body->table != NULL && depth == body->table_depth)
            {
              td_docx_table_finish (body->table, &body->sink);
              g_clear_pointer (&body->table, td_docx_table_free);
            }
        }
      else if (depth >= skip_below)
        td_xml_part_skip (body->xml);
      else if (!take_start (body, &skip_below))
        return FALSE;
    }

  return event == TD_XML_END_OF_PART;
}

static void
move_items (Body *body, TdSourceDocument *document)
{
  for (guint i = 0; i < body->sink.items->len; i++)
    g_ptr_array_add (document->items, g_ptr_array_index (body->sink.items, i));
  g_ptr_array_set_size (body->sink.items, 0);
}

static gboolean
read_body (TdDocxContext *context, const char *part)
{
  Body body = { .context = context, .first_section = TRUE };
  gboolean done = FALSE;

  context->part = part;
  body.xml = td_xml_part_open (context->zip, part, context->cancellable, &context->error);
  td_docx_sink_init (&body.sink);
  if (body.xml != NULL)
    done = stream_body (&body);
  if (done)
    {
      td_docx_flush (context, &body.sink);
      move_items (&body, context->document);
    }
  if (done && !body.saw_body)
    {
      td_error_set_at (&context->error, TD_ERROR_BAD_INPUT, context->name, part,
                       _ ("The file “%s” is not a Word document."), context->name);
      done = FALSE;
    }
  g_clear_pointer (&body.table, td_docx_table_free);
  g_clear_pointer (&body.xml, td_xml_part_free);
  td_docx_sink_clear (&body.sink);

  return done && context->error == NULL;
}

static void
take_note (TdDocxContext *context, const xmlNode *node, gboolean endnotes)
{
  const char *id = td_docx_attr (node, "id");
  g_autofree char *key = g_strdup_printf ("%c%s", endnotes ? 'e' : 'f', id != NULL ? id : "");
  TdSourceNote *note = g_hash_table_lookup (context->notes, key);
  TdDocxSink sink;

  if (note == NULL || note->paragraphs->len > 0)
    return;

  td_docx_sink_init (&sink);
  td_docx_read_blocks (context, node, &sink);
  td_docx_flush (context, &sink);
  for (guint i = 0; i < sink.items->len; i++)
    {
      TdSourceItem *item = g_ptr_array_index (sink.items, i);

      if (item->type != TD_SOURCE_PARAGRAPH)
        continue;
      g_ptr_array_add (note->paragraphs, g_steal_pointer (&item->paragraph));
    }
  td_docx_sink_clear (&sink);
}

static gboolean
read_notes (TdDocxContext *context, const char *part, gboolean endnotes)
{
  g_autoptr (TdXmlPart) xml = NULL;
  TdXmlEvent event;

  context->part = part;
  context->in_note = TRUE;
  td_docx_field_trim (context, 0);
  xml = td_xml_part_open (context->zip, part, context->cancellable, &context->error);
  if (xml == NULL)
    return FALSE;

  while ((event = td_xml_part_next (xml, &context->error)) > TD_XML_END_OF_PART)
    {
      xmlNode *node;

      if (event != TD_XML_START || td_xml_part_depth (xml) != 1)
        continue;
      node = td_xml_part_expand (xml, &context->error);
      if (node == NULL)
        return FALSE;
      take_note (context, node, endnotes);
      if (context->error != NULL)
        return FALSE;
    }

  return event == TD_XML_END_OF_PART;
}

static void
forget_page (GPtrArray *paragraphs)
{
  for (guint i = 0; i < paragraphs->len; i++)
    ((TdSourceParagraph *) g_ptr_array_index (paragraphs, i))->page = 0;
}

/* Page numbers are known only when the program that saved the file wrote down its page breaks. */
static void
forget_pages (TdSourceDocument *document)
{
  for (guint i = 0; i < document->items->len; i++)
    {
      TdSourceItem *item = g_ptr_array_index (document->items, i);

      if (item->type == TD_SOURCE_PARAGRAPH)
        {
          item->paragraph->page = 0;
          continue;
        }
      item->table->page = 0;
      for (guint r = 0; r < item->table->rows->len; r++)
        {
          TdSourceTableRow *row = g_ptr_array_index (item->table->rows, r);

          for (guint c = 0; c < row->cells->len; c++)
            forget_page (((TdSourceCell *) g_ptr_array_index (row->cells, c))->paragraphs);
        }
    }
}

static void
finish_notes (TdSourceDocument *document)
{
  for (guint i = 0; i < document->notes->len; i++)
    forget_page (((TdSourceNote *) g_ptr_array_index (document->notes, i))->paragraphs);
}

static void
field_clear (gpointer data)
{
  TdDocxField *field = data;

  g_free (field->link);
  if (field->code != NULL)
    g_string_free (field->code, TRUE);
}

static void
context_init (TdDocxContext *context, TdZip *zip, TdSourceDocument *document, GCancellable *cancel)
{
  *context = (TdDocxContext){ .zip = zip, .document = document, .cancellable = cancel, .page = 1 };
  context->name = td_zip_get_name (zip);
  context->styles = td_docx_styles_new ();
  context->numbering = td_docx_numbering_new ();
  context->fields = g_array_new (FALSE, FALSE, sizeof (TdDocxField));
  g_array_set_clear_func (context->fields, field_clear);
  context->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  context->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
context_clear (TdDocxContext *context)
{
  td_docx_numbering_free (context->numbering);
  td_docx_styles_free (context->styles);
  g_array_unref (context->fields);
  g_hash_table_unref (context->notes);
  g_hash_table_unref (context->told);
  g_clear_pointer (&context->links, g_hash_table_unref);
  g_free (context->note_formats[0]);
  g_free (context->note_formats[1]);
}

static gboolean
use_links (TdDocxContext *context, const char *part)
{
  g_clear_pointer (&context->links, g_hash_table_unref);
  context->links =
      td_docx_package_links (context->zip, part, context->cancellable, &context->error);

  return context->links != NULL;
}

static gboolean
read_all (TdDocxContext *context, const TdDocxPackage *package)
{
  if (package->styles != NULL &&
      !td_docx_styles_load (context->styles, context->zip, package->styles, context->cancellable,
                            &context->error))
    return FALSE;
  if (package->numbering != NULL &&
      !td_docx_numbering_load (context->numbering, context->styles, context->zip,
                               package->numbering, context->cancellable, &context->error))
    return FALSE;
  if (package->settings != NULL &&
      !td_docx_package_note_formats (context->zip, package->settings, context->note_formats,
                                     context->cancellable, &context->error))
    return FALSE;
  if (context->note_formats[1] == NULL)
    context->note_formats[1] = g_strdup ("lowerRoman");

  if (!use_links (context, package->document) || !read_body (context, package->document))
    return FALSE;

  for (guint i = 0; i < 2; i++)
    if (package->notes[i] != NULL && g_hash_table_size (context->notes) > 0)
      if (!use_links (context, package->notes[i]) ||
          !read_notes (context, package->notes[i], i == 1))
        return FALSE;

  return context->error == NULL;
}

/**
 * td_docx_read:
 * @bytes: the file
 * @name: its name, for messages
 * @cancellable: (nullable): looked at often
 * @error: TD_ERROR_BAD_INPUT, TD_ERROR_ENCRYPTED, TD_ERROR_TOO_LARGE or TD_ERROR_CANCELLED
 *
 * Reads a Word document (transitional or strict) as it would be printed once all its tracked
 * changes were accepted; headers, footers, page numbers, tables of contents and pictures are left
 * out. It keeps no more than 192 MiB and works on trees of at most 4 MiB of source.
 *
 * Returns: (transfer full): the document, %NULL with @error set
 */
TdSourceDocument *
td_docx_read (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (TdZip) zip = NULL;
  g_autoptr (TdSourceDocument) document = NULL;
  g_autoptr (TdDocxPackage) package = NULL;
  TdDocxContext context;
  gboolean done;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  zip = td_zip_open (bytes, name, NULL, error);
  if (zip == NULL)
    return NULL;
  package = td_docx_package_open (zip, cancellable, error);
  if (package == NULL)
    return NULL;

  document = td_source_document_new (name, "docx");
  context_init (&context, zip, document, cancellable);
  done = read_all (&context, package);
  if (done && !context.page_known)
    forget_pages (document);
  finish_notes (document);
  if (!done && context.error != NULL)
    g_propagate_error (error, g_steal_pointer (&context.error));
  context_clear (&context);

  return done ? g_steal_pointer (&document) : NULL;
}
