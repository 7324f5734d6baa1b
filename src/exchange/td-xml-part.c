/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-xml-part.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlreader.h>
#include <string.h>

#include "td-error.h"

#define MAX_TREE_SOURCE ((gsize) 4 << 20)

struct _TdXmlPart
{
  TdZip *zip;
  char *part;
  TdZipStream *stream;
  xmlTextReader *reader;
  GCancellable *cancellable;
  GError *error; /* the first failure below libxml2 */
  char *parser_message;
  int parser_line;
  gsize since_step;       /* source bytes taken since the last step */
  gboolean pass_over;     /* the current element's children are not to be entered */
  gboolean empty_pending; /* the STOP of an empty element is still to be told */
  char tail[16];          /* end of the last block, to see a word that lies across two */
};

static void
on_parser_error (void *data, xmlErrorPtr problem)
{
  TdXmlPart *xml = data;

  if (problem == NULL || problem->level < XML_ERR_ERROR || xml->parser_message != NULL)
    return;

  xml->parser_message = g_strdup (problem->message != NULL ? problem->message : "");
  g_strstrip (xml->parser_message);
  xml->parser_line = problem->line;
}

/* The words are looked for in the raw bytes, before libxml2 can act on them; UTF-16 is seen through
 * by leaving the zero bytes out. */
static gboolean
has_doctype (TdXmlPart *xml, const char *buffer, gsize size)
{
  g_autofree char *plain = g_malloc (sizeof xml->tail + size);
  gsize n = strnlen (xml->tail, sizeof xml->tail);
  gboolean found;

  memcpy (plain, xml->tail, n);
  for (gsize i = 0; i < size; i++)
    if (buffer[i] != '\0')
      plain[n++] = buffer[i];
  found = memmem (plain, n, "<!DOCTYPE", 9) != NULL || memmem (plain, n, "<!ENTITY", 8) != NULL;

  memset (xml->tail, 0, sizeof xml->tail);
  if (n > 9)
    memcpy (xml->tail, plain + n - 9, 9);
  else
    memcpy (xml->tail, plain, n);

  return found;
}

static int
on_read (void *data, char *buffer, int size)
{
  TdXmlPart *xml = data;
  gssize n;

  if (xml->error != NULL)
    return -1;
  if (g_cancellable_is_cancelled (xml->cancellable))
    {
      td_error_set_at (&xml->error, TD_ERROR_CANCELLED, td_zip_get_name (xml->zip), xml->part,
                       _ ("Cancelled."));
      return -1;
    }

  n = td_zip_stream_read (xml->stream, buffer, (gsize) size, &xml->error);
  if (n < 0)
    return -1;

  xml->since_step += (gsize) n;
  if (xml->since_step > MAX_TREE_SOURCE)
    {
      td_error_set_at (
          &xml->error, TD_ERROR_TOO_LARGE, td_zip_get_name (xml->zip), xml->part,
          _ ("One paragraph or table row of the file “%s” is larger than a document can "
             "hold; it was not read."),
          td_zip_get_name (xml->zip));
      return -1;
    }
  if (has_doctype (xml, buffer, (gsize) n))
    {
      td_error_set_at (
          &xml->error, TD_ERROR_BAD_INPUT, td_zip_get_name (xml->zip), xml->part,
          _ ("The file “%s” contains declarations that no Word or Excel file has; it was "
             "refused for safety."),
          td_zip_get_name (xml->zip));
      return -1;
    }

  return (int) n;
}

static void
set_parser_error (TdXmlPart *xml, GError **error)
{
  g_autofree char *place = NULL;

  if (xml->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&xml->error));
      return;
    }

  place = xml->parser_line > 0 ? g_strdup_printf ("%s:%d", xml->part, xml->parser_line)
                               : g_strdup (xml->part);
  td_error_set_at (error, TD_ERROR_BAD_INPUT, td_zip_get_name (xml->zip), place,
                   _ ("The file “%s” is damaged: its part “%s” cannot be read (%s)."),
                   td_zip_get_name (xml->zip), xml->part,
                   xml->parser_message != NULL ? xml->parser_message : "XML");
}

/**
 * td_xml_part_open:
 * @zip: a container; it must outlive the result
 * @part: name of the part
 * @cancellable: (nullable): looked at while reading
 * @error: TD_ERROR_BAD_INPUT when there is no such part
 *
 * Returns: (transfer full): the part before its first element, %NULL with @error set
 */
TdXmlPart *
td_xml_part_open (TdZip *zip, const char *part, GCancellable *cancellable, GError **error)
{
  g_autoptr (TdXmlPart) xml = NULL;
  TdZipStream *stream;

  g_return_val_if_fail (zip != NULL, NULL);
  g_return_val_if_fail (part != NULL, NULL);

  stream = td_zip_stream_open (zip, part, error);
  if (stream == NULL)
    return NULL;

  xml = g_new0 (TdXmlPart, 1);
  xml->zip = zip;
  xml->part = g_strdup (part);
  xml->stream = stream;
  g_set_object (&xml->cancellable, cancellable);
  xml->reader = xmlReaderForIO (on_read, NULL, xml, NULL, NULL, XML_PARSE_NONET);
  if (xml->reader == NULL)
    {
      set_parser_error (xml, error);
      return NULL;
    }
  xmlTextReaderSetStructuredErrorHandler (xml->reader, on_parser_error, xml);

  return g_steal_pointer (&xml);
}

/**
 * td_xml_part_free:
 * @xml: (nullable) (transfer full): a part
 */
void
td_xml_part_free (TdXmlPart *xml)
{
  if (xml == NULL)
    return;

  g_clear_pointer (&xml->reader, xmlFreeTextReader);
  td_zip_stream_free (xml->stream);
  g_clear_object (&xml->cancellable);
  g_clear_error (&xml->error);
  g_free (xml->parser_message);
  g_free (xml->part);
  g_free (xml);
}

static TdXmlEvent
step (TdXmlPart *xml, GError **error)
{
  int ret = xml->pass_over ? xmlTextReaderNext (xml->reader) : xmlTextReaderRead (xml->reader);

  xml->since_step = 0;
  xml->pass_over = FALSE;
  if (ret == 0 && xml->error == NULL && xml->parser_message == NULL)
    return TD_XML_END_OF_PART;
  if (ret != 1 || xml->error != NULL)
    {
      set_parser_error (xml, error);
      return TD_XML_ERROR;
    }

  return TD_XML_START;
}

/**
 * td_xml_part_next:
 * @xml: a part
 * @error: TD_ERROR_BAD_INPUT, TD_ERROR_TOO_LARGE or TD_ERROR_CANCELLED
 *
 * Steps to the next start or end of an element.
 *
 * Returns: what was found
 */
TdXmlEvent
td_xml_part_next (TdXmlPart *xml, GError **error)
{
  TdXmlEvent event;

  g_return_val_if_fail (xml != NULL, TD_XML_ERROR);

  if (xml->empty_pending && !xml->pass_over)
    {
      xml->empty_pending = FALSE;
      return TD_XML_STOP;
    }
  xml->empty_pending = FALSE;

  while ((event = step (xml, error)) == TD_XML_START)
    {
      int type = xmlTextReaderNodeType (xml->reader);

      if (type == XML_READER_TYPE_ELEMENT)
        {
          xml->empty_pending = xmlTextReaderIsEmptyElement (xml->reader) == 1;
          return TD_XML_START;
        }
      if (type == XML_READER_TYPE_END_ELEMENT)
        return TD_XML_STOP;
      if (type == XML_READER_TYPE_DOCUMENT_TYPE)
        {
          set_parser_error (xml, error);
          return TD_XML_ERROR;
        }
    }

  return event;
}

/**
 * td_xml_part_depth:
 * @xml: a part that stands on an element
 *
 * Returns: number of elements around the current one
 */
int
td_xml_part_depth (const TdXmlPart *xml)
{
  return xmlTextReaderDepth (xml->reader);
}

/**
 * td_xml_part_name:
 * @xml: a part that stands on an element
 *
 * Returns: its name without prefix
 */
const char *
td_xml_part_name (const TdXmlPart *xml)
{
  const xmlChar *name = xmlTextReaderConstLocalName (xml->reader);

  return name != NULL ? (const char *) name : "";
}

/**
 * td_xml_part_namespace:
 * @xml: a part that stands on an element
 *
 * Returns: the namespace of the element, "" for none
 */
const char *
td_xml_part_namespace (const TdXmlPart *xml)
{
  const xmlChar *uri = xmlTextReaderConstNamespaceUri (xml->reader);

  return uri != NULL ? (const char *) uri : "";
}

/**
 * td_xml_part_expand:
 * @xml: a part that stands on the start of an element
 * @error: as td_xml_part_next()
 *
 * Takes the whole element; the next step goes on after it.
 *
 * Returns: (transfer none): its tree, valid until the next step; %NULL with @error set
 */
xmlNode *
td_xml_part_expand (TdXmlPart *xml, GError **error)
{
  xmlNode *node = xmlTextReaderExpand (xml->reader);

  if (node == NULL || xml->error != NULL)
    {
      set_parser_error (xml, error);
      return NULL;
    }
  xml->pass_over = TRUE;

  return node;
}

/**
 * td_xml_part_skip:
 * @xml: a part that stands on the start of an element
 *
 * The next step goes on after the element.
 */
void
td_xml_part_skip (TdXmlPart *xml)
{
  xml->pass_over = TRUE;
}
