/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-build.h"

#include <glib/gi18n-lib.h>

/* Diameter of an agency's seal and size of a signer's picture, millimetres. */
#define TD_SEAL_MM 36.0
#define TD_SIGNATURE_WIDTH_MM 45.0

/* RULE nd30-recipients-size: ô 9b at the left edge, level with the signer's office. */
static double
td_build_recipients (TdFlow *flow, TdBlock *block, double width)
{
  const TdStyle *style = flow->style;
  const TdBlockSignature *signature = &block->as.signature;
  const char *label =
      signature->recipients_label != NULL ? signature->recipients_label : "Nơi nhận:";
  TdFaceStyle label_face =
      td_face_style (style->recipients_label_bold, style->recipients_label_italic);
  guint node = td_layout_add_node (flow->layout, flow->node, "P", NULL);
  TdSource source = td_source_field (block->source, "recipients");
  guint list;
  double y = 0;

  if (signature->recipients == NULL)
    return 0;
  y += td_flow_add_prose (
      flow,
      td_build_lines (flow, style->recipients_label_pt, label_face, label, width, TD_ALIGN_LEFT), 0,
      y, source, node);
  list = td_layout_add_node (flow->layout, flow->node, "L", NULL);
  for (char **line = signature->recipients; *line != NULL; line++)
    {
      guint item = td_layout_add_node (flow->layout, list, "LI", NULL);

      y += td_flow_add_prose (flow,
                              td_build_lines (flow, style->recipients_pt,
                                              td_face_style (style->recipients_bold, 0), *line,
                                              width, TD_ALIGN_LEFT),
                              0, y, source, td_layout_add_node (flow->layout, item, "LBody", NULL));
    }
  if (signature->drafter != NULL)
    {
      node = td_layout_add_node (flow->layout, flow->node, "P", NULL);
      y += style->recipients_pt / 2;
      y += td_flow_add_prose (flow,
                              td_build_lines (flow, style->drafter_pt, TD_FACE_REGULAR,
                                              signature->drafter, width, TD_ALIGN_LEFT),
                              0, y, source, node);
    }
  return y;
}

static void
td_build_signature_fields (TdFlow *flow, double x, double y, double width)
{
  double mm = TD_POINTS_PER_MM;
  double height = flow->style->signature_space_mm * mm;
  double picture = MIN (TD_SIGNATURE_WIDTH_MM * mm, width);
  double left = x + (width - picture) / 2;
  double seal = TD_SEAL_MM * mm;

  td_flow_set_field (flow, TD_LAYOUT_FIELD_SIGNATURE, left, y, picture, height);
  /* RULE nd30-seal: the seal covers the left third of the signature */
  td_flow_set_field (flow, TD_LAYOUT_FIELD_SEAL, left + picture / 3 - seal, y + (height - seal) / 2,
                     seal, seal);
}

static double
td_build_signer (TdFlow *flow, TdBlock *block, double x, double width)
{
  const TdStyle *style = flow->style;
  const TdBlockSignature *signature = &block->as.signature;
  TdFaceStyle title_face = td_face_style (style->signer_title_bold, 0);
  TdFaceStyle name_face = td_face_style (style->signer_name_bold, 0);
  guint node = td_layout_add_node (flow->layout, flow->node, "P", NULL);
  double y = 0;

  for (char **title = signature->titles; title != NULL && *title != NULL; title++)
    y += td_flow_add_prose (
        flow, td_build_balanced (flow, style->signer_title_pt, title_face, *title, NULL, width), x,
        y, td_source_field (block->source, "titles"), node);
  td_build_signature_fields (flow, x, y, width);
  y += style->signature_space_mm * TD_POINTS_PER_MM;
  node = td_layout_add_node (flow->layout, flow->node, "P", NULL);
  if (signature->other_title != NULL)
    y += td_flow_add_prose (flow,
                            td_build_balanced (flow, style->signer_title_pt, title_face,
                                               signature->other_title, NULL, width),
                            x, y, td_source_field (block->source, "titles"), node);
  if (signature->name != NULL)
    y += td_flow_add_prose (
        flow,
        td_build_balanced (flow, style->signer_name_pt, name_face, signature->name, NULL, width), x,
        y, td_source_field (block->source, "name"), node);
  return y;
}

/* The signature is never alone on a page: the last lines of the text go with it. */
static void
td_build_keep_with_text (TdFlow *flow)
{
  double wanted = flow->style->signature_keep_lines;
  guint index = flow->slices->len;

  while (index > 0 && wanted > 0)
    {
      TdSlice *slice = &g_array_index (flow->slices, TdSlice, --index);

      slice->keep_next = TRUE;
      wanted -= slice->text_lines > 0 ? slice->text_lines : wanted;
    }
}

/**
 * td_build_signature:
 * @flow: a strip
 * @block: recipients and signature
 *
 * Appends ô 7, 8, 9b and 12 as one slice.
 */
void
td_build_signature (TdFlow *flow, TdBlock *block)
{
  double start = flow->width * flow->style->signer_start;
  double left, right;
  TdRegion region = { block->source, 0, 0, flow->width, 0 };
  guint index;

  td_build_keep_with_text (flow);
  td_flow_begin_slice (flow, flow->style->body_space_pt * 2);
  index = flow->regions->len;
  g_array_append_val (flow->regions, region);
  left = td_build_recipients (flow, block, start - 6);
  right = td_build_signer (flow, block, start, flow->width - start);
  g_array_index (flow->regions, TdRegion, index).height = MAX (left, right);
  td_flow_end_slice (flow, MAX (left, right));
}
