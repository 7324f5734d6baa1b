/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-private.h"

static void
td_xmp_add (GString *xmp, const char *format, const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL || *value == '\0')
    return;
  escaped = g_markup_escape_text (value, -1);
  g_string_append_printf (xmp, "<%s>", format);
  g_string_append (xmp, escaped);
  g_string_append_printf (xmp, "</%s>\n", format);
}

static void
td_xmp_add_list (
    GString *xmp, const char *name, const char *kind, const char *attributes, const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL || *value == '\0')
    return;
  escaped = g_markup_escape_text (value, -1);
  g_string_append_printf (xmp, "<%s><rdf:%s><rdf:li%s>%s</rdf:li></rdf:%s></%s>\n", name, kind,
                          attributes, escaped, kind, name);
}

/**
 * td_pdf_make_xmp:
 * @title: (nullable): title
 * @author: (nullable): author
 * @subject: (nullable): subject
 * @keywords: (nullable): keywords
 * @creator: (nullable): program that composed the document
 * @producer: (nullable): library that wrote it
 * @created: (nullable): ISO 8601 time
 *
 * Returns: (transfer full): an XMP packet that says the same as the file's information dictionary
 *   and that the file means to be PDF/A-2b
 */
char *
td_pdf_make_xmp (const char *title,
                 const char *author,
                 const char *subject,
                 const char *keywords,
                 const char *creator,
                 const char *producer,
                 const char *created)
{
  GString *xmp = g_string_new (
      "<?xpacket begin=\"\357\273\277\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
      "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n");

  td_xmp_add (xmp, "pdfaid:part", "2");
  td_xmp_add (xmp, "pdfaid:conformance", "B");
  td_xmp_add (xmp, "dc:format", "application/pdf");
  td_xmp_add_list (xmp, "dc:title", "Alt", " xml:lang=\"x-default\"", title);
  td_xmp_add_list (xmp, "dc:creator", "Seq", "", author);
  td_xmp_add_list (xmp, "dc:description", "Alt", " xml:lang=\"x-default\"", subject);
  td_xmp_add (xmp, "pdf:Keywords", keywords);
  td_xmp_add (xmp, "pdf:Producer", producer);
  td_xmp_add (xmp, "xmp:CreatorTool", creator);
  td_xmp_add (xmp, "xmp:CreateDate", created);
  g_string_append (xmp, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n");
  for (int i = 0; i < 8; i++)
    g_string_append_printf (xmp, "%80s\n", "");
  g_string_append (xmp, "<?xpacket end=\"w\"?>");
  return g_string_free (xmp, FALSE);
}
