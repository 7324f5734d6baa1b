/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-docx-writer-private.h"

#include <string.h>

#include "td-marks.h"

/**
 * td_docx_write_escaped:
 * @out: where to append
 * @text: any text
 * @length: bytes, -1 for all
 *
 * Appends @text as XML character data. Characters that XML 1.0 cannot hold are left out.
 */
void
td_docx_write_escaped (GString *out, const char *text, gssize length)
{
  const char *end = text + (length < 0 ? (gssize) strlen (text) : length);

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '&')
        g_string_append (out, "&amp;");
      else if (c == '<')
        g_string_append (out, "&lt;");
      else if (c == '>')
        g_string_append (out, "&gt;");
      else if (c == '"')
        g_string_append (out, "&quot;");
      else if ((c >= 0x20 || c == '\t' || c == '\n') && c != 0xfffe && c != 0xffff)
        g_string_append_unichar (out, c);
    }
}

static void
write_spacing (GString *out, const TdDocxFormat *format)
{
  if (format->before == 0 && format->after == 0 && format->exact == 0)
    return;

  g_string_append (out, "<w:spacing");
  if (format->before > 0)
    g_string_append_printf (out, " w:before=\"%d\"", format->before);
  if (format->after > 0)
    g_string_append_printf (out, " w:after=\"%d\"", format->after);
  if (format->exact > 0)
    g_string_append_printf (out, " w:line=\"%d\" w:lineRule=\"exact\"", format->exact);
  g_string_append (out, "/>");
}

static void
write_indent (GString *out, const TdDocxFormat *format)
{
  if (format->left != 0 || format->right != 0)
    g_string_append_printf (out, "<w:ind w:left=\"%d\" w:right=\"%d\"/>", format->left,
                            format->right);
}

/**
 * td_docx_write_open:
 * @writer: a writer
 * @format: of the paragraph
 *
 * Begins a paragraph.
 */
void
td_docx_write_open (TdDocxWriter *writer, const TdDocxFormat *format)
{
  GString *out = writer->body;

  g_string_append (out, "<w:p><w:pPr>");
  if (format->style != NULL)
    g_string_append_printf (out, "<w:pStyle w:val=\"%s\"/>", format->style);
  if (format->keep_next)
    g_string_append (out, "<w:keepNext/>");
  if (writer->page_break)
    g_string_append (out, "<w:pageBreakBefore/>");
  writer->page_break = FALSE;
  if (format->borders != NULL)
    g_string_append (out, format->borders);
  write_spacing (out, format);
  write_indent (out, format);
  if (format->align != NULL)
    g_string_append_printf (out, "<w:jc w:val=\"%s\"/>", format->align);
  g_string_append (out, "</w:pPr>");
}

/**
 * td_docx_write_close:
 * @writer: a writer
 *
 * Ends the paragraph.
 */
void
td_docx_write_close (TdDocxWriter *writer)
{
  g_string_append (writer->body, "</w:p>");
}

static void
write_face (GString *out, const TdDocxFace *face, const char *style, const char *kinds)
{
  gboolean bold = face->bold || strchr (kinds, 'b') != NULL;
  gboolean italic = face->italic || strchr (kinds, 'i') != NULL;

  g_string_append (out, "<w:rPr>");
  if (style != NULL)
    g_string_append_printf (out, "<w:rStyle w:val=\"%s\"/>", style);
  if (bold)
    g_string_append (out, "<w:b/><w:bCs/>");
  if (italic)
    g_string_append (out, "<w:i/><w:iCs/>");
  if (face->size > 0)
    g_string_append_printf (out, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>",
                            (int) (face->size * 2 + 0.5), (int) (face->size * 2 + 0.5));
  if (strchr (kinds, 'u') != NULL)
    g_string_append (out, "<w:u w:val=\"single\"/>");
  if (strchr (kinds, 's') != NULL)
    g_string_append (out, "<w:vertAlign w:val=\"superscript\"/>");
  else if (strchr (kinds, 'd') != NULL)
    g_string_append (out, "<w:vertAlign w:val=\"subscript\"/>");
  g_string_append (out, "</w:rPr>");
}

static void
write_segment (
    TdDocxWriter *writer, const char *text, gsize length, const TdDocxFace *face, const char *kinds)
{
  GString *out = writer->body;
  const char *end = text + length;

  g_string_append (out, "<w:r>");
  write_face (out, face, NULL, kinds);
  while (text < end)
    {
      gsize plain = 0;

      while (text + plain < end && text[plain] != '\n' && text[plain] != '\t')
        plain++;
      if (plain > 0)
        {
          g_string_append (out, "<w:t xml:space=\"preserve\">");
          td_docx_write_escaped (out, text, (gssize) plain);
          g_string_append (out, "</w:t>");
        }
      text += plain;
      if (text < end)
        g_string_append (out, *text++ == '\n' ? "<w:br/>" : "<w:tab/>");
    }
  g_string_append (out, "</w:r>");
}

/**
 * td_docx_write_run:
 * @writer: a writer, inside a paragraph
 * @text: (nullable): plain text
 * @face: its formatting
 */
void
td_docx_write_run (TdDocxWriter *writer, const char *text, const TdDocxFace *face)
{
  if (text != NULL && *text != '\0')
    write_segment (writer, text, strlen (text), face, "");
}

static void
write_note (TdDocxWriter *writer, const TdBlock *note, const TdDocxFace *face)
{
  GString *body = writer->body;
  TdDocxFace plain = { 0 };
  const char *label = note->as.footnote.label;
  g_autofree char *number = g_strdup_printf ("%u", ++writer->n_footnotes);
  gboolean own = g_strcmp0 (number, label) != 0;
  GString *out = writer->footnotes;

  g_string_append (body, "<w:r>");
  write_face (body, face, "FootnoteReference", "");
  g_string_append_printf (body, "<w:footnoteReference w:id=\"%u\"%s/>", writer->n_footnotes,
                          own ? " w:customMarkFollows=\"1\"" : "");
  if (own)
    {
      g_string_append (body, "<w:t>");
      td_docx_write_escaped (body, label, -1);
      g_string_append (body, "</w:t>");
    }
  g_string_append (body, "</w:r>");

  g_string_append_printf (out,
                          "<w:footnote w:id=\"%u\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/>"
                          "</w:pPr><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>",
                          writer->n_footnotes);
  if (own)
    {
      g_string_append (out, "<w:t>");
      td_docx_write_escaped (out, label, -1);
      g_string_append (out, "</w:t>");
    }
  else
    g_string_append (out, "<w:footnoteRef/>");
  g_string_append (out, "</w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>");
  writer->body = out;
  td_docx_write_marked (writer, &note->as.footnote.text, &plain);
  writer->body = body;
  g_string_append (out, "</w:p></w:footnote>");
}

static const TdMark *
mark_at (GPtrArray *marks, char kind, guint position)
{
  for (guint i = 0; i < marks->len; i++)
    {
      const TdMark *mark = g_ptr_array_index (marks, i);

      if (mark->kind == kind && mark->start <= position && position < mark->start + mark->length)
        return mark;
    }

  return NULL;
}

static guint
next_boundary (GPtrArray *marks, guint position, guint length)
{
  guint next = length;

  for (guint i = 0; i < marks->len; i++)
    {
      const TdMark *mark = g_ptr_array_index (marks, i);

      if (mark->start > position)
        next = MIN (next, mark->start);
      if (mark->start + mark->length > position)
        next = MIN (next, mark->start + mark->length);
    }

  return next;
}

static void
open_link (TdDocxWriter *writer, const char *address)
{
  writer->n_relations++;
  g_string_append_printf (writer->relations,
                          "<Relationship Id=\"rLink%u\" Type=\"http://schemas.openxmlformats.org/"
                          "officeDocument/2006/relationships/hyperlink\" Target=\"",
                          writer->n_relations);
  td_docx_write_escaped (writer->relations, address, -1);
  g_string_append (writer->relations, "\" TargetMode=\"External\"/>");
  g_string_append_printf (writer->body, "<w:hyperlink r:id=\"rLink%u\">", writer->n_relations);
}

/**
 * td_docx_write_marked:
 * @writer: a writer, inside a paragraph
 * @text: text with its marks
 * @face: formatting of the whole
 */
void
td_docx_write_marked (TdDocxWriter *writer, const TdBlockText *text, const TdDocxFace *face)
{
  static const char kinds[] = "biusd";
  g_autoptr (GPtrArray) marks = NULL;
  const char *p = text->text;
  guint length, at = 0;

  if (p == NULL || *p == '\0')
    return;

  marks = td_marks_parse (text->marks);
  length = (guint) g_utf8_strlen (p, -1);
  while (at < length)
    {
      guint next = next_boundary (marks, at, length);
      const char *end = g_utf8_offset_to_pointer (p, (glong) (next - at));
      const TdMark *link = mark_at (marks, 'l', at);
      const TdMark *note = mark_at (marks, 'n', at);
      const TdBlock *block = NULL;
      char on[sizeof kinds] = { 0 };

      for (guint i = 0, n = 0; kinds[i] != '\0'; i++)
        if (mark_at (marks, kinds[i], at) != NULL)
          on[n++] = kinds[i];
      if (note != NULL && note->argument != NULL && writer->body != writer->footnotes)
        block = g_hash_table_lookup (writer->notes, note->argument);

      /* links of a footnote would be relations of another part; their text is enough */
      if (link != NULL && link->argument != NULL && writer->body != writer->footnotes)
        open_link (writer, link->argument);
      else
        link = NULL;
      if (block == NULL)
        write_segment (writer, p, (gsize) (end - p), face, on);
      else if (note->start == at)
        write_note (writer, block, face);
      if (link != NULL)
        g_string_append (writer->body, "</w:hyperlink>");
      p = end;
      at = next;
    }
}

/**
 * td_docx_write_line:
 * @writer: a writer
 * @text: a paragraph of plain text
 * @face: its characters
 * @format: its layout
 */
void
td_docx_write_line (TdDocxWriter *writer,
                    const char *text,
                    const TdDocxFace *face,
                    const TdDocxFormat *format)
{
  td_docx_write_open (writer, format);
  td_docx_write_run (writer, text, face);
  td_docx_write_close (writer);
}

/**
 * td_docx_estimate_width:
 * @text: one line
 * @face: its characters
 *
 * Word breaks the lines, so the width of a text is only guessed at: for the length of the rules
 * under it, which the decree gives as a share of the text.
 *
 * Returns: twips
 */
int
td_docx_estimate_width (const char *text, const TdDocxFace *face)
{
  double em = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || c == '.' || c == ',')
        em += 0.25;
      else if (c == '-')
        em += 0.33;
      else if (g_unichar_isdigit (c))
        em += 0.5;
      else if (g_unichar_isupper (c))
        em += face->bold ? 0.72 : 0.68;
      else
        em += face->bold ? 0.49 : 0.46;
    }

  return (int) (em * face->size * 20);
}
