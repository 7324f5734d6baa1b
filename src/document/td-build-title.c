/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-build.h"

#define TD_TITLE_GAP 14.0
#define TD_TITLE_RULE_GAP 4.0

/* Share of the text's width that a title may fill. */
#define TD_TITLE_WIDTH 0.86

static double
td_title_rule (TdFlow *flow, double y, double width, double share)
{
  y += TD_TITLE_RULE_GAP;
  td_flow_add_rule (flow, (flow->width - width * share) / 2, y, width * share);
  return y;
}

static double
td_title_lines (TdFlow *flow,
                double size,
                TdFaceStyle face,
                const char *text,
                const char *marks,
                double y,
                TdSource source,
                const char *tag,
                double *last_width)
{
  double width = flow->width * TD_TITLE_WIDTH;
  TdProse *prose = td_build_balanced (flow, size, face, text, marks, width);

  *last_width = td_prose_last_line_width (prose);
  return y + td_flow_add_prose (flow, prose, (flow->width - width) / 2, y, source,
                                td_layout_add_node (flow->layout, flow->node, tag, NULL));
}

/**
 * td_build_header:
 * @flow: a strip
 * @block: a header
 *
 * Appends ô 1 to 5, 9a, 10 and 11.
 */
void
td_build_header (TdFlow *flow, TdBlock *block)
{
  double mm = TD_POINTS_PER_MM;
  double height;

  td_flow_begin_slice (flow, 0);
  td_flow_set_field (flow, TD_LAYOUT_FIELD_ANNEX_SIGNATURE, flow->width - 80 * mm, -15 * mm,
                     80 * mm, 10 * mm);
  height = td_build_letterhead (flow, block, TRUE);
  td_flow_end_slice (flow, height);
  g_array_index (flow->slices, TdSlice, flow->slices->len - 1).keep_next = TRUE;
  if (block->as.header.kind != NULL || block->as.header.title != NULL)
    td_build_title (flow, block);
  if (block->as.header.addressees != NULL)
    td_build_addressees (flow, block);
}

/**
 * td_build_title:
 * @flow: a strip
 * @block: a header
 *
 * Appends ô 5a (RULE nd30-kind-size, nd30-title-size, nd30-title-rule).
 */
void
td_build_title (TdFlow *flow, TdBlock *block)
{
  const TdStyle *style = flow->style;
  const TdBlockHeader *header = &block->as.header;
  double y = 0, width = 0;

  td_flow_begin_slice (flow, TD_TITLE_GAP)->keep_next = TRUE;
  if (header->kind != NULL)
    y = td_title_lines (flow, style->kind_pt, td_face_style (style->kind_bold, 0), header->kind,
                        NULL, y, td_source_field (block->source, "kind"), "P", &width);
  if (header->title != NULL)
    {
      y = td_title_lines (flow, style->title_pt, td_face_style (style->title_bold, 0),
                          header->title, header->title_marks, y,
                          td_source_field (block->source, "title"), "P", &width);
      y = td_title_rule (flow, y, width, style->title_rule);
    }
  td_flow_end_slice (flow, y + TD_TITLE_GAP / 2);
}

static char *
td_addressees_text (char **addressees, gboolean several)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; addressees[i] != NULL; i++)
    g_string_append_printf (text, "%s%s%s%s", i > 0 ? "\n" : "", several ? "-\302\240" : "",
                            addressees[i],
                            !several                    ? ""
                            : addressees[i + 1] != NULL ? ";"
                                                        : ".");
  return g_string_free (text, FALSE);
}

/**
 * td_build_addressees:
 * @flow: a strip
 * @block: a header
 *
 * Appends ô 9a: one addressee on the line of "Kính gửi:", several below it, their dashes under the
 * colon.
 */
void
td_build_addressees (TdFlow *flow, TdBlock *block)
{
  const TdStyle *style = flow->style;
  char **addressees = block->as.header.addressees;
  gboolean several = g_strv_length (addressees) > 1;
  double x = flow->width * style->addressee_start, y = 0;
  TdProse *label = td_build_lines (flow, style->addressee_pt, TD_FACE_REGULAR,
                                   "Kính gửi:", flow->width, TD_ALIGN_LEFT);
  g_autofree char *text = td_addressees_text (addressees, several);
  double colon =
      label->maximum + (several ? -style->addressee_pt * 0.28 : style->addressee_pt * 0.25);
  TdSource source = td_source_field (block->source, "addressees");
  guint node = td_layout_add_node (flow->layout, flow->node, "P", NULL);

  td_flow_begin_slice (flow, TD_TITLE_GAP);
  y = td_flow_add_prose (flow, label, x, 0, source, node);
  if (!several)
    y = 0;
  y += td_flow_add_prose (flow,
                          td_build_lines (flow, style->addressee_pt, TD_FACE_REGULAR, text,
                                          flow->width - x - colon, TD_ALIGN_LEFT),
                          x + colon, y, source, node);
  td_flow_end_slice (flow, y + TD_TITLE_GAP / 2);
}

/**
 * td_build_contact:
 * @flow: a strip that is otherwise complete
 * @block: a header with contact lines
 *
 * Adds ô 13, which the paginator puts at the foot of the first page (RULE nd30-contact-size).
 */
void
td_build_contact (TdFlow *flow, TdBlock *block)
{
  guint node = td_layout_add_node (flow->layout, flow->node, "P", NULL);
  double y = TD_TITLE_RULE_GAP;

  td_flow_begin_slice (flow, 0);
  td_flow_add_rule (flow, 0, y, flow->width);
  y += TD_TITLE_RULE_GAP;
  for (char **line = block->as.header.contact; *line != NULL; line++)
    y += td_flow_add_prose (flow,
                            td_build_lines (flow, flow->style->contact_pt, TD_FACE_REGULAR, *line,
                                            flow->width, TD_ALIGN_LEFT),
                            0, y, td_source_field (block->source, "contact"), node);
  td_flow_end_slice (flow, y);
  flow->foot_slice = flow->slices->len;
}

/**
 * td_build_annex_header:
 * @flow: a strip
 * @block: the head of an annex
 *
 * Appends number, title, reference and rule (RULE nd30-annex-label-size, nd30-annex-title-size,
 * nd30-annex-reference-size).
 */
void
td_build_annex_header (TdFlow *flow, TdBlock *block)
{
  const TdStyle *style = flow->style;
  const TdBlockAnnexHeader *annex = &block->as.annex_header;
  double y = 0, width = 0;

  td_flow_begin_slice (flow, 0)->keep_next = TRUE;
  for (guint i = 0; i < td_block_n_children (block); i++)
    if (td_block_child (block, i)->kind == TD_BLOCK_HEADER)
      y = td_build_letterhead (flow, td_block_child (block, i), FALSE) + TD_TITLE_RULE_GAP;
  if (annex->label != NULL)
    y = td_title_lines (flow, style->annex_label_pt, td_face_style (style->annex_label_bold, 0),
                        annex->label, NULL, y, td_source_field (block->source, "label"), "H1",
                        &width);
  if (annex->title != NULL)
    y = td_title_lines (flow, style->annex_title_pt, td_face_style (style->annex_title_bold, 0),
                        annex->title, NULL, y, td_source_field (block->source, "title"), "P",
                        &width);
  if (annex->reference != NULL)
    y = td_title_lines (flow, style->annex_reference_pt,
                        td_face_style (0, style->annex_reference_italic), annex->reference, NULL, y,
                        td_source_field (block->source, "reference"), "P", &width);
  if (y > 0)
    y = td_title_rule (flow, y, width, style->annex_rule);
  td_flow_end_slice (flow, y + TD_TITLE_GAP / 2);
  g_array_index (flow->slices, TdSlice, flow->slices->len - 1).outline = td_flow_add_outline (
      flow, 0, annex->label != NULL ? annex->label : flow->part->as.part.title, annex->title);
}
