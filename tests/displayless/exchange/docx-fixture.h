/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-error.h"
#include "td-import.h"
#include "td-zip-writer.h"

#include <string.h>

/* Word files made of strings: the parts a test does not care for are left out or minimal. */
#define W_NS                                                                                       \
  " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""                      \
  " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""               \
  " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""                      \
  " xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\""
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

typedef struct
{
  const char *body;      /* inside w:body */
  const char *styles;    /* inside w:styles */
  const char *numbering; /* inside w:numbering */
  const char *footnotes; /* inside w:footnotes */
  const char *endnotes;
  const char *links; /* more w:Relationship elements of the document */
  const char *comments;
  const char *threads; /* inside w15:commentsEx */
} DocxParts;

static inline void
docx_add (TdZipWriter *zip, const char *part, const char *root, const char *content)
{
  g_autofree char *xml = NULL;

  if (content == NULL)
    return;
  xml = g_strdup_printf ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:%s" W_NS ">%s</w:%s>", root,
                         content, root);
  td_zip_writer_add (zip, part, xml, strlen (xml));
}

static inline GBytes *
docx_make (const DocxParts *parts)
{
  g_autoptr (TdZipWriter) zip = td_zip_writer_new ();
  const char *package = "<Relationships><Relationship Id=\"rId1\" Type=\"" REL "officeDocument\" "
                        "Target=\"word/document.xml\"/></Relationships>";
  g_autofree char *relations = g_strdup_printf (
      "<Relationships><Relationship Id=\"a\" Type=\"" REL "styles\" Target=\"styles.xml\"/>"
      "<Relationship Id=\"b\" Type=\"" REL "numbering\" Target=\"numbering.xml\"/>"
      "<Relationship Id=\"c\" Type=\"" REL "footnotes\" Target=\"/word/footnotes.xml\"/>"
      "<Relationship Id=\"d\" Type=\"" REL "endnotes\" Target=\"endnotes.xml\"/>"
      "<Relationship Id=\"e\" Type=\"" REL "comments\" Target=\"comments.xml\"/>"
      "<Relationship Id=\"f\" Type=\"http://schemas.microsoft.com/office/2011/relationships/"
      "commentsExtended\" Target=\"commentsExtended.xml\"/>%s"
      "</Relationships>",
      parts->links != NULL ? parts->links : "");
  g_autofree char *body = g_strdup_printf ("<w:body>%s</w:body>", parts->body);

  td_zip_writer_add (zip, "_rels/.rels", package, strlen (package));
  td_zip_writer_add (zip, "word/_rels/document.xml.rels", relations, strlen (relations));
  docx_add (zip, "word/document.xml", "document", body);
  docx_add (zip, "word/styles.xml", "styles", parts->styles);
  docx_add (zip, "word/numbering.xml", "numbering", parts->numbering);
  docx_add (zip, "word/footnotes.xml", "footnotes", parts->footnotes);
  docx_add (zip, "word/endnotes.xml", "endnotes", parts->endnotes);
  docx_add (zip, "word/comments.xml", "comments", parts->comments);
  docx_add (zip, "word/commentsExtended.xml", "commentsEx", parts->threads);

  return td_zip_writer_finish (zip, NULL);
}

static inline TdSourceDocument *
docx_read_parts (const DocxParts *parts, GError **error)
{
  g_autoptr (GBytes) bytes = docx_make (parts);

  return td_docx_read (bytes, "test.docx", NULL, error);
}
