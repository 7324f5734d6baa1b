/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-docx-writer-private.h"

#include <string.h>

/* Header block, annex head and signature block: tables without lines, as Word users make them. */

#define RULE_TOP                                                                                   \
  "<w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/></w:pBdr>"
#define BOX                                                                                        \
  "<w:pBdr><w:top w:val=\"single\" w:sz=\"8\" w:space=\"1\" w:color=\"auto\"/>"                    \
  "<w:left w:val=\"single\" w:sz=\"8\" w:space=\"4\" w:color=\"auto\"/>"                           \
  "<w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"1\" w:color=\"auto\"/>"                         \
  "<w:right w:val=\"single\" w:sz=\"8\" w:space=\"4\" w:color=\"auto\"/></w:pBdr>"
#define CELL_MARGIN 57 /* twips, left and right of the cells of these tables */

static void
open_table (TdDocxWriter *writer, int left, int right)
{
  g_string_append_printf (
      writer->body,
      "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblLayout "
      "w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"%d\" w:type=\"dxa\"/><w:right w:w=\"%d\" "
      "w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w=\"%d\"/><w:gridCol "
      "w:w=\"%d\"/></w:tblGrid>",
      left + right, CELL_MARGIN, CELL_MARGIN, left, right);
}

static void
open_cell (TdDocxWriter *writer, int width)
{
  g_string_append_printf (writer->body, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>",
                          width);
}

/* A rule as long as the given share of @text, centred in @width. It is the upper border of a line
 * of no height: Word and LibreOffice draw it alike, and no picture is needed. */
static void
write_rule (TdDocxWriter *writer, const char *text, const TdDocxFace *face, double share, int width)
{
  TdDocxFace tiny = { .size = 1 };
  int natural = td_docx_estimate_width (text, face);
  /* of a text of several lines, about the last one */
  int length = (int) ((natural > width ? MAX (natural % width, width / 4) : natural) * share);
  int side = MAX ((width - length) / 2, 0);

  td_docx_write_line (writer, NULL, &tiny,
                      &TD_DOCX_FORMAT (.align = "center", .before = 20, .left = side, .right = side,
                                       .borders = RULE_TOP, .exact = 60));
}

static const char *
last_line (const char *text)
{
  const char *line = strrchr (text, '\n');

  return line != NULL ? line + 1 : text;
}

static void
write_agency (TdDocxWriter *writer, const TdBlockHeader *header, int width)
{
  const TdStyle *style = writer->style;
  TdDocxFace parent = { style->parent_pt, style->parent_bold > 0.5, FALSE };
  TdDocxFace agency = { style->agency_pt, style->agency_bold > 0.5, FALSE };
  TdDocxFormat format = TD_DOCX_FORMAT (.align = "center");
  const char *last = NULL;

  for (char **line = header->parents; line != NULL && *line != NULL; line++)
    td_docx_write_line (writer, *line, &parent, &format);
  for (char **line = header->agency; line != NULL && *line != NULL; line++)
    td_docx_write_line (writer, last = *line, &agency, &format);
  if (last != NULL)
    write_rule (writer, last, &agency, style->agency_rule, width);
  else
    td_docx_write_line (writer, NULL, &agency, &format);
}

static void
write_motto (TdDocxWriter *writer, const TdBlockHeader *header, int width)
{
  const TdStyle *style = writer->style;
  TdDocxFace nation = { style->nation_pt, style->nation_bold > 0.5, FALSE };
  TdDocxFace motto = { style->motto_pt, style->motto_bold > 0.5, FALSE };
  TdDocxFormat format = TD_DOCX_FORMAT (.align = "center");
  const char *words = header->motto != NULL ? header->motto : "Độc lập - Tự do - Hạnh phúc";

  td_docx_write_line (
      writer, header->nation != NULL ? header->nation : "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
      &nation, &format);
  td_docx_write_line (writer, words, &motto, &format);
  write_rule (writer, words, &motto, style->motto_rule, width);
}

static void
append_blanks (GString *text, int n)
{
  for (int i = 0; i < n; i++)
    g_string_append (text, "\302\240");
}

/* RULE nd30-number-zero: a number below 10 is written with a zero before it. */
static char *
number_text (const TdBlockHeader *header)
{
  GString *text = g_string_new ("Số:\302\240");

  if (header->number == NULL)
    append_blanks (text, 8);
  else if (strlen (header->number) == 1 && g_ascii_isdigit (header->number[0]))
    g_string_append_printf (text, "0%s", header->number);
  else
    g_string_append (text, header->number);
  if (header->symbol != NULL)
    g_string_append_printf (text, "/%s", header->symbol);

  return g_string_free (text, FALSE);
}

/* RULE nd30-date-zero: days below 10 and the months 1 and 2 are written with a zero before them. */
static char *
date_text (const TdBlockHeader *header)
{
  GString *text = g_string_new (NULL);

  if (header->place != NULL)
    g_string_append_printf (text, "%s, ", header->place);
  g_string_append (text, "ngày\302\240");
  if (header->day > 0)
    g_string_append_printf (text, "%02d", header->day);
  else
    append_blanks (text, 5);
  g_string_append (text, " tháng\302\240");
  if (header->month > 0)
    g_string_append_printf (text, header->month <= 2 ? "%02d" : "%d", header->month);
  else
    append_blanks (text, 5);
  g_string_append (text, " năm\302\240");
  if (header->year > 0)
    g_string_append_printf (text, "%d", header->year);
  else
    append_blanks (text, 8);

  return g_string_free (text, FALSE);
}

static void
write_stamp (TdDocxWriter *writer, const char *text, double size, int width)
{
  TdDocxFace face = { size, TRUE, FALSE };
  int side = MAX ((width - td_docx_estimate_width (text, &face) - 300) / 2, 0);

  if (text != NULL)
    td_docx_write_line (writer, text, &face,
                        &TD_DOCX_FORMAT (.align = "center", .before = 160, .after = 40,
                                         .left = side, .right = side, .borders = BOX));
}

static void
write_number_row (TdDocxWriter *writer, const TdBlockHeader *header, int left, int right)
{
  const TdStyle *style = writer->style;
  g_autofree char *number = number_text (header);
  g_autofree char *date = date_text (header);
  TdDocxFace number_face = { style->number_pt, FALSE, style->number_italic > 0.5 };
  TdDocxFace date_face = { style->date_pt, FALSE, style->date_italic > 0.5 };
  TdDocxFace subject_face = { style->subject_pt, FALSE, FALSE };
  TdDocxFormat format = TD_DOCX_FORMAT (.align = "center", .before = 120);

  if (td_docx_estimate_width (date, &date_face) > right - 2 * CELL_MARGIN)
    date_face.size = style->date_minimum_pt;
  g_string_append (writer->body, "<w:tr>");
  open_cell (writer, left);
  td_docx_write_line (writer, number, &number_face, &format);
  if (header->letter_subject != NULL)
    td_docx_write_line (writer, header->letter_subject, &subject_face, &format);
  if (header->secrecy != NULL)
    write_stamp (writer, header->secrecy, style->urgency_pt, left - 2 * CELL_MARGIN);
  if (header->urgency != NULL)
    write_stamp (writer, header->urgency, style->urgency_pt, left - 2 * CELL_MARGIN);
  g_string_append (writer->body, "</w:tc>");
  open_cell (writer, right);
  td_docx_write_line (writer, date, &date_face, &format);
  g_string_append (writer->body, "</w:tc></w:tr>");
}

static void
write_letterhead (TdDocxWriter *writer, const TdBlockHeader *header, gboolean complete)
{
  /* the right cell must hold the national name on one line */
  int overhang = (int) (2 * writer->style->header_overhang_mm * TD_DOCX_TWIPS_PER_MM);
  int total = writer->text_width + overhang;
  g_autofree char *date = date_text (header);
  TdDocxFace date_face = { writer->style->date_minimum_pt, FALSE, TRUE };
  int wanted = complete ? td_docx_estimate_width (date, &date_face) + 4 * CELL_MARGIN : 0;
  int right = (int) CLAMP (wanted, total * 0.575, total * 0.65), left = total - right;

  open_table (writer, left, right);
  g_string_append (writer->body, "<w:tr>");
  open_cell (writer, left);
  write_agency (writer, header, left - 2 * CELL_MARGIN);
  g_string_append (writer->body, "</w:tc>");
  open_cell (writer, right);
  write_motto (writer, header, right - 2 * CELL_MARGIN);
  g_string_append (writer->body, "</w:tc></w:tr>");
  if (complete)
    write_number_row (writer, header, left, right);
  g_string_append (writer->body, "</w:tbl>");
}

static void
write_title (TdDocxWriter *writer, const TdBlockHeader *header)
{
  const TdStyle *style = writer->style;
  TdDocxFace kind = { style->kind_pt, style->kind_bold > 0.5, FALSE };
  TdDocxFace title = { style->title_pt, style->title_bold > 0.5, FALSE };

  if (header->kind != NULL)
    td_docx_write_line (writer, header->kind, &kind,
                        &TD_DOCX_FORMAT (.align = "center", .before = 360, .keep_next = TRUE));
  if (header->title != NULL && header->kind != NULL)
    {
      TdBlockText text = { header->title, header->title_marks };

      td_docx_write_open (writer, &TD_DOCX_FORMAT (.align = "center", .keep_next = TRUE));
      td_docx_write_marked (writer, &text, &title);
      td_docx_write_close (writer);
      write_rule (writer, last_line (header->title), &title, style->title_rule, writer->text_width);
    }
  td_docx_write_line (writer, NULL, &(TdDocxFace){ .size = 6 }, &TD_DOCX_FORMAT (.before = 120));
}

static void
write_addressees (TdDocxWriter *writer, char **addressees)
{
  const TdStyle *style = writer->style;
  TdDocxFace face = { style->addressee_pt, FALSE, FALSE };
  int left = (int) (writer->text_width * style->addressee_start);
  guint n = g_strv_length (addressees);
  TdDocxFormat format = TD_DOCX_FORMAT (.before = 60, .after = 60, .left = left);

  if (n == 1)
    {
      g_autofree char *line = g_strdup_printf ("Kính gửi: %s", addressees[0]);

      format.align = "center";
      format.left = 0;
      td_docx_write_line (writer, line, &face, &format);
      return;
    }
  td_docx_write_line (writer, "Kính gửi:", &face, &format);
  format.left += 1100;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = g_strdup_printf ("- %s%s", addressees[i], i + 1 < n ? ";" : ".");

      td_docx_write_line (writer, line, &face, &format);
    }
}

static void
take_contact (TdDocxWriter *writer, char **contact)
{
  GString *body = writer->body;
  TdDocxFace face = { writer->style->contact_pt, FALSE, FALSE };

  writer->body = writer->contact;
  for (char **line = contact; line != NULL && *line != NULL; line++)
    td_docx_write_line (writer, *line, &face, &TD_DOCX_FORMAT (.style = "Footer"));
  writer->body = body;
}

/**
 * td_docx_write_header:
 * @writer: a writer
 * @block: a header
 * @complete: whether number, date, title and stamps belong to it too
 */
void
td_docx_write_header (TdDocxWriter *writer, const TdBlock *block, gboolean complete)
{
  const TdBlockHeader *header = &block->as.header;

  if (complete && header->circulation != NULL)
    write_stamp (writer, header->circulation, writer->style->circulation_pt, writer->text_width);
  write_letterhead (writer, header, complete);
  if (!complete)
    return;

  write_title (writer, header);
  if (header->addressees != NULL && header->addressees[0] != NULL)
    write_addressees (writer, header->addressees);
  take_contact (writer, header->contact);
}

/**
 * td_docx_write_annex_header:
 * @writer: a writer
 * @block: the head of an annex
 */
void
td_docx_write_annex_header (TdDocxWriter *writer, const TdBlock *block)
{
  const TdStyle *style = writer->style;
  const TdBlockAnnexHeader *head = &block->as.annex_header;
  TdDocxFace label = { style->annex_label_pt, style->annex_label_bold > 0.5, FALSE };
  TdDocxFace title = { style->annex_title_pt, style->annex_title_bold > 0.5, FALSE };
  TdDocxFace reference = { style->annex_reference_pt, FALSE, style->annex_reference_italic > 0.5 };
  const char *last = NULL;

  for (guint i = 0; i < td_block_n_children (block); i++)
    if (td_block_child (block, i)->kind == TD_BLOCK_HEADER)
      td_docx_write_header (writer, td_block_child (block, i), FALSE);
  if (head->label != NULL)
    td_docx_write_line (
        writer, head->label, &label,
        &TD_DOCX_FORMAT (.style = "TdChapter", .align = "center", .keep_next = TRUE));
  if (head->title != NULL)
    td_docx_write_line (writer, last = head->title, &title,
                        &TD_DOCX_FORMAT (.align = "center", .keep_next = TRUE));
  if (head->reference != NULL)
    td_docx_write_line (writer, last = head->reference, &reference,
                        &TD_DOCX_FORMAT (.align = "center", .keep_next = TRUE));
  if (last != NULL)
    write_rule (writer, last_line (last), head->reference != NULL ? &reference : &title,
                style->annex_rule, writer->text_width);
  td_docx_write_line (writer, NULL, &(TdDocxFace){ .size = 6 }, &TD_DOCX_FORMAT (.before = 60));
}

/* RULE nd30-recipients-size: 12 points bold italic, then 11 points. */
static void
write_recipients (TdDocxWriter *writer, const TdBlockSignature *signature)
{
  const TdStyle *style = writer->style;
  TdDocxFace label = { style->recipients_label_pt, style->recipients_label_bold > 0.5,
                       style->recipients_label_italic > 0.5 };
  TdDocxFace face = { style->recipients_pt, style->recipients_bold > 0.5, FALSE };
  TdDocxFace drafter = { style->drafter_pt, FALSE, FALSE };
  TdDocxFormat format = TD_DOCX_FORMAT (.align = "left");

  if (signature->recipients == NULL)
    {
      td_docx_write_line (writer, NULL, &face, &format);
      return;
    }
  td_docx_write_line (
      writer,
      signature->recipients_label != NULL ? signature->recipients_label : "Nơi nhận:", &label,
      &format);
  for (char **line = signature->recipients; *line != NULL; line++)
    td_docx_write_line (writer, *line, &face, &format);
  if (signature->drafter != NULL)
    td_docx_write_line (writer, signature->drafter, &drafter,
                        &TD_DOCX_FORMAT (.align = "left", .before = 120));
}

static void
write_signer (TdDocxWriter *writer, const TdBlockSignature *signature)
{
  const TdStyle *style = writer->style;
  TdDocxFace title = { style->signer_title_pt, style->signer_title_bold > 0.5, FALSE };
  TdDocxFace name = { style->signer_name_pt, style->signer_name_bold > 0.5, FALSE };
  TdDocxFormat format = TD_DOCX_FORMAT (.align = "center", .keep_next = TRUE);
  TdDocxFormat below = format;

  for (char **line = signature->titles; line != NULL && *line != NULL; line++)
    td_docx_write_line (writer, *line, &title, &format);
  below.before = (int) (style->signature_space_mm * TD_DOCX_TWIPS_PER_MM);
  if (signature->other_title != NULL)
    {
      td_docx_write_line (writer, signature->other_title, &title, &below);
      below.before = 0;
    }
  below.keep_next = FALSE;
  td_docx_write_line (writer, signature->name, &name, &below);
}

/**
 * td_docx_write_signature:
 * @writer: a writer
 * @block: recipients and signature
 */
void
td_docx_write_signature (TdDocxWriter *writer, const TdBlock *block)
{
  int left = (int) (writer->text_width * writer->style->signer_start);
  int right = writer->text_width - left;

  td_docx_write_line (writer, NULL, &(TdDocxFace){ .size = 6 },
                      &TD_DOCX_FORMAT (.keep_next = TRUE));
  open_table (writer, left, right);
  g_string_append (writer->body, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
  open_cell (writer, left);
  write_recipients (writer, &block->as.signature);
  g_string_append (writer->body, "</w:tc>");
  open_cell (writer, right);
  write_signer (writer, &block->as.signature);
  g_string_append (writer->body, "</w:tc></w:tr></w:tbl>");
}
