/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-docx-writer.h"

#include <string.h>

#include "td-docx-writer-private.h"

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
#define MAIN_NS                                                                                    \
  " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""                      \
  " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""               \
  " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""           \
  " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""                             \
  " xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\""
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* More columns than this do not fit a portrait page legibly. */
#define MAX_PORTRAIT_COLUMNS 5

static int
twips_of_mm (double mm)
{
  return (int) (mm * TD_DOCX_TWIPS_PER_MM + 0.5);
}

static gboolean
is_landscape (const TdBlock *part)
{
  if (part->as.part.orientation != TD_ORIENTATION_AUTO)
    return part->as.part.orientation == TD_ORIENTATION_LANDSCAPE;

  for (guint i = 0; i < td_block_n_children (part); i++)
    {
      const TdBlock *child = td_block_child (part, i);

      if (child->kind == TD_BLOCK_TABLE && child->as.table.columns != NULL &&
          child->as.table.columns->len > MAX_PORTRAIT_COLUMNS)
        return TRUE;
    }

  return FALSE;
}

static void
collect_notes (const TdBlock *block, GHashTable *notes)
{
  if (block->kind == TD_BLOCK_FOOTNOTE && block->as.footnote.label != NULL)
    g_hash_table_insert (notes, block->as.footnote.label, (gpointer) block);
  for (guint i = 0; i < td_block_n_children (block); i++)
    collect_notes (td_block_child (block, i), notes);
}

static const char *
align_name (TdAlign align)
{
  static const char *const names[] = { NULL, "left", "center", "right", "both" };

  return names[align];
}

static void
write_paragraph (TdDocxWriter *writer, const TdBlockParagraph *paragraph)
{
  static const char *const styles[] = { "BodyText", "LegalBasis", "Normal" };
  TdDocxFace face = { 0, paragraph->bold, paragraph->italic };

  td_docx_write_open (
      writer,
      &TD_DOCX_FORMAT (.style = styles[paragraph->role], .align = align_name (paragraph->align),
                       .keep_next = paragraph->keep_with_next || writer->keep_next));
  td_docx_write_marked (writer, &paragraph->text, &face);
  td_docx_write_close (writer);
}

static gboolean
heading_is_bold (const TdStyle *style, int level)
{
  return (level == 0 && style->chapter_bold > 0.5) || (level == 1 && style->section_bold > 0.5) ||
         (level >= 2 && style->item_bold > 0.5);
}

static void
write_heading (TdDocxWriter *writer, const TdBlockHeading *heading)
{
  g_autofree char *style = heading->level <= 0
                               ? g_strdup ("TdChapter")
                               : g_strdup_printf ("Heading%d", MIN (heading->level, 6));
  TdDocxFace face = { .bold = heading_is_bold (writer->style, heading->level),
                      .italic = heading->level > 2 };
  TdDocxFace regular = { 0 };
  TdDocxFace title = face;

  if (td_block_heading_is_partly_bold (heading))
    title.bold = FALSE;
  td_docx_write_open (writer, &TD_DOCX_FORMAT (.style = style, .keep_next = TRUE));
  if (heading->label != NULL)
    {
      td_docx_write_run (writer, heading->label, &face);
      td_docx_write_run (writer, heading->level <= 0 ? "\n" : " ", &face);
    }
  td_docx_write_marked (writer, &heading->text, &title);
  if (heading->run_in.text != NULL)
    {
      td_docx_write_run (writer, " ", &regular);
      td_docx_write_marked (writer, &heading->run_in, &regular);
    }
  td_docx_write_close (writer);
}

static void
write_list_item (TdDocxWriter *writer, const TdBlockListItem *item)
{
  TdDocxFace face = { 0 };

  td_docx_write_open (writer,
                      &TD_DOCX_FORMAT (.style = "ListParagraph", .keep_next = writer->keep_next));
  if (item->label != NULL)
    {
      td_docx_write_run (writer, item->label, &face);
      td_docx_write_run (writer, " ", &face);
    }
  td_docx_write_marked (writer, &item->text, &face);
  td_docx_write_close (writer);
}

static void
write_block (TdDocxWriter *writer, const TdBlock *block)
{
  switch (block->kind)
    {
    case TD_BLOCK_HEADER:
      td_docx_write_header (writer, block, TRUE);
      break;
    case TD_BLOCK_ANNEX_HEADER:
      td_docx_write_annex_header (writer, block);
      break;
    case TD_BLOCK_PARAGRAPH:
      write_paragraph (writer, &block->as.paragraph);
      break;
    case TD_BLOCK_HEADING:
      write_heading (writer, &block->as.heading);
      break;
    case TD_BLOCK_LIST_ITEM:
      write_list_item (writer, &block->as.list_item);
      break;
    case TD_BLOCK_TABLE:
      td_docx_write_table (writer, block);
      break;
    case TD_BLOCK_SIGNATURE:
      td_docx_write_signature (writer, block);
      break;
    case TD_BLOCK_FIGURE:
      td_docx_write_figure (writer, block);
      break;
    case TD_BLOCK_PAGE_BREAK:
      writer->page_break = TRUE;
      break;
    case TD_BLOCK_DOCUMENT:
    case TD_BLOCK_PART:
    case TD_BLOCK_ROW:
    case TD_BLOCK_CELL:
    case TD_BLOCK_FOOTNOTE: /* written where it is referred to */
    default:
      break;
    }
}

/* RULE nd30-page-number-first: the first page of each part shows no number. */
static void
append_section (TdDocxWriter *writer, gboolean landscape, gboolean first)
{
  const TdStyle *style = writer->style;
  int width = twips_of_mm (style->page_width_mm), height = twips_of_mm (style->page_height_mm);

  g_string_append_printf (
      writer->body,
      "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rHeader\"/><w:headerReference "
      "w:type=\"first\" r:id=\"rFirst\"/>%s<w:type w:val=\"nextPage\"/><w:pgSz w:w=\"%d\" "
      "w:h=\"%d\"%s/><w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" "
      "w:header=\"%d\" w:footer=\"454\" w:gutter=\"0\"/><w:pgNumType w:start=\"%d\"/><w:titlePg/>"
      "</w:sectPr>",
      first ? "<w:footerReference w:type=\"first\" r:id=\"rContact\"/>"
            : "<w:footerReference w:type=\"first\" r:id=\"rFooter\"/>",
      landscape ? height : width, landscape ? width : height,
      landscape ? " w:orient=\"landscape\"" : "", twips_of_mm (style->margin_top_mm),
      twips_of_mm (style->margin_right_mm), twips_of_mm (style->margin_bottom_mm),
      twips_of_mm (style->margin_left_mm),
      (int) (twips_of_mm (style->margin_top_mm) * style->page_number_height) -
          (int) (style->page_number_pt * 10),
      (int) (first ? style->page_number_start : style->annex_number_start));
}

static void
write_part (TdDocxWriter *writer, const TdBlock *part, gboolean first, gboolean last)
{
  const TdStyle *style = writer->style;
  gboolean landscape = is_landscape (part);
  double width = landscape ? style->page_height_mm : style->page_width_mm;

  writer->text_width = twips_of_mm (width - style->margin_left_mm - style->margin_right_mm);
  writer->page_break = FALSE;
  for (guint i = 0; i < td_block_n_children (part); i++)
    {
      /* the signature is never alone on a page */
      writer->keep_next = i + 1 < td_block_n_children (part) &&
                          td_block_child (part, i + 1)->kind == TD_BLOCK_SIGNATURE;
      write_block (writer, td_block_child (part, i));
    }

  writer->page_break = FALSE;
  if (last)
    {
      if (g_str_has_suffix (writer->body->str, "</w:tbl>") || writer->body->len == 0)
        td_docx_write_line (writer, NULL, &(TdDocxFace){ .size = 1 },
                            &TD_DOCX_FORMAT (.exact = 20));
      append_section (writer, landscape, first);
      return;
    }
  g_string_append (writer->body,
                   "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" "
                   "w:lineRule=\"exact\"/>");
  append_section (writer, landscape, first);
  g_string_append (writer->body, "</w:pPr></w:p>");
}

static void
add_part (TdDocxWriter *writer, const char *name, const char *text)
{
  td_zip_writer_add (writer->zip, name, text, strlen (text));
}

static void
add_wrapped (TdDocxWriter *writer, const char *name, const char *root, const char *content)
{
  g_autofree char *xml =
      g_strdup_printf (XML_HEAD "<w:%s" MAIN_NS ">%s</w:%s>", root, content, root);

  add_part (writer, name, xml);
}

static void
add_content_types (TdDocxWriter *writer)
{
  add_part (
      writer, "[Content_Types].xml",
      XML_HEAD
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
      "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      "<Default Extension=\"png\" ContentType=\"image/png\"/>"
      "<Override PartName=\"/word/document.xml\" ContentType=\"" TYPE "document.main+xml\"/>"
      "<Override PartName=\"/word/styles.xml\" ContentType=\"" TYPE "styles+xml\"/>"
      "<Override PartName=\"/word/settings.xml\" ContentType=\"" TYPE "settings+xml\"/>"
      "<Override PartName=\"/word/footnotes.xml\" ContentType=\"" TYPE "footnotes+xml\"/>"
      "<Override PartName=\"/word/header1.xml\" ContentType=\"" TYPE "header+xml\"/>"
      "<Override PartName=\"/word/header2.xml\" ContentType=\"" TYPE "header+xml\"/>"
      "<Override PartName=\"/word/footer1.xml\" ContentType=\"" TYPE "footer+xml\"/>"
      "<Override PartName=\"/word/footer2.xml\" ContentType=\"" TYPE "footer+xml\"/>"
      "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-"
      "package.core-properties+xml\"/></Types>");
  add_part (
      writer, "_rels/.rels",
      XML_HEAD
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      "<Relationship Id=\"rId1\" Type=\"" REL "officeDocument\" Target=\"word/document.xml\"/>"
      "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/"
      "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>");
}

static void
add_core_properties (TdDocxWriter *writer, const TdBlockDocument *document)
{
  g_autoptr (GString) xml = g_string_new (
      XML_HEAD
      "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
      "core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">");
  const struct
  {
    const char *tag;
    const char *value;
  } fields[] = {
    { "dc:title", document->title },
    { "dc:subject", document->subject },
    { "dc:creator", document->author },
    { "cp:keywords", document->keywords },
    { "dc:language", document->language != NULL ? document->language : "vi-VN" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].value != NULL)
      {
        g_string_append_printf (xml, "<%s>", fields[i].tag);
        td_docx_write_escaped (xml, fields[i].value, -1);
        g_string_append_printf (xml, "</%s>", fields[i].tag);
      }
  g_string_append (xml, "</cp:coreProperties>");
  add_part (writer, "docProps/core.xml", xml->str);
}

static void
add_side_parts (TdDocxWriter *writer)
{
  g_autofree char *styles = td_docx_writer_styles (writer->style);
  g_autofree char *notes = g_strconcat (
      "<w:footnote w:type=\"separator\" "
      "w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
      "<w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/>"
      "</w:r></w:p></w:footnote>",
      writer->footnotes->str, NULL);
  g_autofree char *relations = g_strconcat (
      XML_HEAD
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      "<Relationship Id=\"rStyles\" Type=\"" REL "styles\" Target=\"styles.xml\"/>"
      "<Relationship Id=\"rSettings\" Type=\"" REL "settings\" Target=\"settings.xml\"/>"
      "<Relationship Id=\"rFootnotes\" Type=\"" REL "footnotes\" Target=\"footnotes.xml\"/>"
      "<Relationship Id=\"rHeader\" Type=\"" REL "header\" Target=\"header1.xml\"/>"
      "<Relationship Id=\"rFirst\" Type=\"" REL "header\" Target=\"header2.xml\"/>"
      "<Relationship Id=\"rContact\" Type=\"" REL "footer\" Target=\"footer1.xml\"/>"
      "<Relationship Id=\"rFooter\" Type=\"" REL "footer\" Target=\"footer2.xml\"/>",
      writer->relations->str, "</Relationships>", NULL);

  add_part (writer, "word/_rels/document.xml.rels", relations);
  add_part (writer, "word/styles.xml", styles);
  add_wrapped (writer, "word/footnotes.xml", "footnotes", notes);
  add_wrapped (
      writer, "word/settings.xml", "settings",
      "<w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/><w:footnotePr><w:footnote "
      "w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr><w:compat><w:compatSetting "
      "w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" "
      "w:val=\"15\"/></w:compat>");
  add_wrapped (
      writer, "word/header1.xml", "hdr",
      "<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:fldChar "
      "w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE "
      "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>2</w:t>"
      "</w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>");
  add_wrapped (writer, "word/header2.xml", "hdr",
               "<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr></w:p>");
  add_wrapped (writer, "word/footer1.xml", "ftr",
               writer->contact->len > 0 ? writer->contact->str
                                        : "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr></w:p>");
  add_wrapped (writer, "word/footer2.xml", "ftr",
               "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr></w:p>");
}

static void
write_document (TdDocxWriter *writer, const TdBlock *document)
{
  guint n = td_block_n_children (document);

  collect_notes (document, writer->notes);
  add_content_types (writer);
  for (guint i = 0; i < n; i++)
    write_part (writer, td_block_child (document, i), i == 0, i + 1 == n);
}

/**
 * td_docx_write:
 * @document: a document of the block tree
 * @style: the numbers of the layout
 * @error: TD_ERROR_FAILED
 *
 * Writes the document as Word opens it, with the same look as its pages: named styles, header
 * block, page numbers, sections for annexes, real footnotes. Labels are typed text, as in legal
 * documents, where a number must never change by itself. Equal trees give equal bytes.
 *
 * Returns: (transfer full): the .docx file, %NULL with @error set
 */
GBytes *
td_docx_write (const TdBlock *document, const TdStyle *style, GError **error)
{
  g_autoptr (TdZipWriter) zip = NULL;
  g_autoptr (GString) body = NULL;
  g_autoptr (GString) footnotes = NULL;
  g_autoptr (GString) relations = NULL;
  g_autoptr (GString) contact = NULL;
  g_autoptr (GHashTable) notes = NULL;
  TdDocxWriter writer = { .style = style };
  g_autofree char *xml = NULL;

  g_return_val_if_fail (document != NULL && document->kind == TD_BLOCK_DOCUMENT, NULL);
  g_return_val_if_fail (style != NULL, NULL);

  writer.zip = zip = td_zip_writer_new ();
  writer.body = body = g_string_new (NULL);
  writer.footnotes = footnotes = g_string_new (NULL);
  writer.relations = relations = g_string_new (NULL);
  writer.contact = contact = g_string_new (NULL);
  writer.notes = notes = g_hash_table_new (g_str_hash, g_str_equal);

  write_document (&writer, document);
  xml = g_strconcat (XML_HEAD "<w:document" MAIN_NS "><w:body>", body->str,
                     "</w:body></w:document>", NULL);
  add_part (&writer, "word/document.xml", xml);
  add_side_parts (&writer);
  add_core_properties (&writer, &document->as.document);

  return td_zip_writer_finish (zip, error);
}
