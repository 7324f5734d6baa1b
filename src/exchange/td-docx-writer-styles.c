/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-docx-writer-private.h"

/* word/styles.xml: the named styles of Word, with the numbers of Decree 30/2020/NĐ-CP. */

#define FONT "Times New Roman"

static int
twips (double points)
{
  return (int) (points * 20 + 0.5);
}

static void
add_paragraph_style (GString *out,
                     const char *id,
                     const char *name,
                     const char *base,
                     const char *ppr,
                     const char *rpr)
{
  g_string_append_printf (out,
                          "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name w:val=\"%s\"/>"
                          "<w:basedOn w:val=\"%s\"/><w:qFormat/><w:pPr>%s</w:pPr><w:rPr>%s</w:rPr>"
                          "</w:style>",
                          id, name, base, ppr, rpr);
}

static void
add_defaults (GString *out, const TdStyle *style)
{
  int size = (int) (style->body_pt * 2 + 0.5);

  g_string_append_printf (
      out,
      "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"" FONT "\" w:hAnsi=\"" FONT
      "\" w:eastAsia=\"" FONT "\" w:cs=\"" FONT "\"/><w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>"
      "<w:lang w:val=\"vi-VN\" w:eastAsia=\"vi-VN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>"
      "<w:pPrDefault><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" "
      "w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
      "w:val=\"Normal\"/><w:qFormat/></w:style>"
      "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name "
      "w:val=\"Default Paragraph Font\"/></w:style>"
      "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal "
      "Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:left w:w=\"108\" "
      "w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>",
      size, size);
}

static void
add_headings (GString *out, const TdStyle *style)
{
  for (int level = 1; level <= 6; level++)
    {
      double size = level == 1 ? style->section_pt : level == 2 ? style->item_pt : style->point_pt;
      g_autofree char *id = g_strdup_printf ("Heading%d", level);
      g_autofree char *name = g_strdup_printf ("heading %d", level);
      g_autofree char *ppr =
          g_strdup_printf ("<w:keepNext/><w:outlineLvl w:val=\"%d\"/>", level - 1);
      g_autofree char *rpr = g_strdup_printf ("<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>",
                                              (int) (size * 2 + 0.5), (int) (size * 2 + 0.5));

      add_paragraph_style (out, id, name, "BodyText", ppr, rpr);
    }
  add_paragraph_style (out, "TdChapter", "Chapter", "Normal",
                       "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"0\"/><w:jc "
                       "w:val=\"center\"/><w:outlineLvl w:val=\"0\"/>",
                       "");
}

static void
add_others (GString *out, const TdStyle *style)
{
  g_autofree char *note =
      g_strdup_printf ("<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>",
                       (int) (style->footnote_pt * 2 + 0.5), (int) (style->footnote_pt * 2 + 0.5));
  g_autofree char *table =
      g_strdup_printf ("<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>",
                       (int) (style->table_pt * 2 + 0.5), (int) (style->table_pt * 2 + 0.5));
  g_autofree char *number = g_strdup_printf ("<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>",
                                             (int) (style->page_number_pt * 2 + 0.5),
                                             (int) (style->page_number_pt * 2 + 0.5));

  add_paragraph_style (out, "FootnoteText", "footnote text", "Normal", "<w:jc w:val=\"both\"/>",
                       note);
  add_paragraph_style (out, "TableText", "Table Text", "Normal", "", table);
  add_paragraph_style (out, "Header", "header", "Normal", "<w:jc w:val=\"center\"/>", number);
  add_paragraph_style (out, "Footer", "footer", "Normal", "<w:jc w:val=\"center\"/>", "");
  g_string_append (out, "<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name "
                        "w:val=\"footnote reference\"/><w:rPr><w:vertAlign w:val=\"superscript\"/>"
                        "</w:rPr></w:style>");
}

/**
 * td_docx_writer_styles:
 * @style: the numbers of the layout
 *
 * Returns: (transfer full): word/styles.xml
 */
char *
td_docx_writer_styles (const TdStyle *style)
{
  GString *out = g_string_new (
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
      "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">");
  g_autofree char *body =
      g_strdup_printf ("<w:widowControl/><w:spacing w:before=\"0\" w:after=\"%d\" w:line=\"%d\" "
                       "w:lineRule=\"auto\"/>"
                       "<w:ind w:firstLine=\"%d\"/><w:jc w:val=\"%s\"/>",
                       twips (style->body_space_pt), (int) (240 * style->body_line + 0.5),
                       (int) (style->body_indent_mm * TD_DOCX_TWIPS_PER_MM + 0.5),
                       style->body_justify > 0.5 ? "both" : "left");

  add_defaults (out, style);
  add_paragraph_style (out, "BodyText", "Body Text", "Normal", body, "");
  add_paragraph_style (out, "LegalBasis", "Legal Basis", "BodyText", "", "<w:i/><w:iCs/>");
  add_paragraph_style (out, "ListParagraph", "List Paragraph", "BodyText", "", "");
  add_headings (out, style);
  add_others (out, style);
  g_string_append (out, "</w:styles>");

  return g_string_free (out, FALSE);
}
