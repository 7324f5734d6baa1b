/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-build.h"

#include <glib/gi18n-lib.h>

/* Diameter of an agency's seal and size of a signer's picture, millimetres. */
#define TD_SEAL_MM 36.0
#define TD_SIGNATURE_WIDTH_MM 45.0

/* Recipients that would reach past this share of a page go on below the signature, over pages. */
#define TD_RECIPIENTS_SHARE 0.5

typedef struct
{
  TdFlow *flow;
  TdBlock *block;
  double width;
  guint list;
  char **next; /* (nullable): the first recipient that is not placed */
} TdRecipients;

static double
td_recipients_add (TdRecipients *r, double y)
{
  TdFlow *flow = r->flow;
  const TdStyle *style = flow->style;
  guint item = td_layout_add_node (flow->layout, r->list, "LI", NULL);
  TdProse *prose =
      td_build_lines (flow, style->recipients_pt, td_face_style (style->recipients_bold, 0),
                      *r->next++, r->width, TD_ALIGN_LEFT);

  return td_flow_add_prose (flow, prose, 0, y, td_source_field (r->block->source, "recipients"),
                            td_layout_add_node (flow->layout, item, "LBody", NULL));
}

static double
td_recipients_add_drafter (TdRecipients *r, double y)
{
  TdFlow *flow = r->flow;
  const TdStyle *style = flow->style;
  TdProse *prose;

  if (r->block->as.signature.drafter == NULL)
    return 0;
  prose = td_build_lines (flow, style->drafter_pt, TD_FACE_REGULAR, r->block->as.signature.drafter,
                          r->width, TD_ALIGN_LEFT);
  y += style->recipients_pt / 2;
  return style->recipients_pt / 2 +
         td_flow_add_prose (flow, prose, 0, y, td_source_field (r->block->source, "recipients"),
                            td_layout_add_node (flow->layout, flow->node, "P", NULL));
}

/* RULE nd30-recipients-size: ô 9b at the left edge, level with the signer's office. */
static double
td_recipients_begin (TdRecipients *r)
{
  TdFlow *flow = r->flow;
  const TdStyle *style = flow->style;
  const TdBlockSignature *signature = &r->block->as.signature;
  const char *label =
      signature->recipients_label != NULL ? signature->recipients_label : "Nơi nhận:";
  TdFaceStyle face = td_face_style (style->recipients_label_bold, style->recipients_label_italic);
  double y;

  if (r->next == NULL)
    return 0;
  y = td_flow_add_prose (
      flow, td_build_lines (flow, style->recipients_label_pt, face, label, r->width, TD_ALIGN_LEFT),
      0, 0, td_source_field (r->block->source, "recipients"),
      td_layout_add_node (flow->layout, flow->node, "P", NULL));
  r->list = td_layout_add_node (flow->layout, flow->node, "L", NULL);
  while (*r->next != NULL && y < flow->height * TD_RECIPIENTS_SHARE)
    y += td_recipients_add (r, y);
  if (*r->next == NULL)
    y += td_recipients_add_drafter (r, y);
  return y;
}

/* What is left of a very long list, one slice a recipient. */
static void
td_recipients_go_on (TdRecipients *r)
{
  gboolean more = r->next != NULL && *r->next != NULL;
  double height;

  while (r->next != NULL && *r->next != NULL)
    {
      td_flow_begin_slice (r->flow, 0);
      height = td_recipients_add (r, 0);
      td_flow_end_slice (r->flow, height);
    }
  if (more && r->block->as.signature.drafter != NULL)
    {
      td_flow_begin_slice (r->flow, 0);
      height = td_recipients_add_drafter (r, 0);
      td_flow_end_slice (r->flow, height);
    }
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
 * Appends ô 7, 8, 9b and 12, as one slice but for a very long list of recipients.
 */
void
td_build_signature (TdFlow *flow, TdBlock *block)
{
  double start = flow->width * flow->style->signer_start;
  double left, right;
  TdRegion region = { block->source, 0, 0, flow->width, 0 };
  TdRecipients recipients = { flow, block, start - 6 };
  guint index;

  recipients.next = block->as.signature.recipients;
  td_build_keep_with_text (flow);
  td_flow_begin_slice (flow, flow->style->body_space_pt * 2);
  index = flow->regions->len;
  g_array_append_val (flow->regions, region);
  left = td_recipients_begin (&recipients);
  right = td_build_signer (flow, block, start, flow->width - start);
  g_array_index (flow->regions, TdRegion, index).height = MAX (left, right);
  td_flow_end_slice (flow, MAX (left, right));
  td_recipients_go_on (&recipients);
}
