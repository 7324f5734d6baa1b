/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-build.h"

#include <string.h>

/* Widths that are tried for centred lines. */
#define TD_BALANCE_STEPS 48

/* Titles of more words are cut by width alone. */
#define TD_BALANCE_WORDS 80

/**
 * td_face_style:
 * @bold: a switch of the style
 * @italic: a switch of the style
 *
 * Returns: weight and slant
 */
TdFaceStyle
td_face_style (double bold, double italic)
{
  return (bold > 0.5 ? TD_FACE_BOLD : 0) | (italic > 0.5 ? TD_FACE_ITALIC : 0);
}

/**
 * td_build_lines:
 * @flow: a strip
 * @size: points
 * @style: weight and slant
 * @text: (nullable): NFC text
 * @width: points
 * @align: how the lines lie in it
 *
 * Returns: (transfer full): the lines
 */
TdProse *
td_build_lines (
    TdFlow *flow, double size, TdFaceStyle style, const char *text, double width, TdAlign align)
{
  TdProse *prose = td_prose_new_text (flow->shaper, size, style, text);
  TdProseFormat format = { width, 0, flow->style->header_line, align };

  td_prose_break (prose, flow->shaper, &format);
  return prose;
}

/* A line of a title should not end between these words and the number that follows. */
static gboolean
td_atoms_belong_together (const TdAtom *before, const TdAtom *after)
{
  static const char *const words[] = { "năm", "số", "quý", "NĂM", "SỐ", "QUÝ" };
  char first = after->word->text[0];

  if (strcmp (after->word->text, "tháng") == 0 || strcmp (before->word->text, "tháng") == 0 ||
      strcmp (before->word->text, "ngày") == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (before->word->text, words[i]) == 0)
      return g_ascii_isdigit (first) || (guchar) first >= 0xe2 || g_ascii_isupper (first);
  return FALSE;
}

/* Words that join what follows: a line may well begin with one, and should not end with it. */
static gboolean
td_atom_is_joint (const TdAtom *atom)
{
  static const char *const joints[] = { "và", "của", "trong", "trên", "tại", "theo", "cho", "về",
                                        "VÀ", "CỦA", "TRONG", "TRÊN", "TẠI", "THEO", "CHO", "VỀ" };

  for (guint i = 0; i < G_N_ELEMENTS (joints); i++)
    if (atom->word->n_bytes == strlen (joints[i]) &&
        memcmp (atom->word->text, joints[i], atom->word->n_bytes) == 0)
      return TRUE;
  return FALSE;
}

/* How good the breaks of centred lines are, less is better: lines of one length, breaks behind a
 * comma and before a word that joins, none within a date or a number. */
static double
td_breaks_cost (const TdProse *prose, double width)
{
  double widest = 0, narrowest = width, cost = 0;

  for (guint i = 0; i < prose->lines->len; i++)
    {
      const TdLine *line = &g_array_index (prose->lines, TdLine, i);
      const TdAtom *first, *last;

      widest = MAX (widest, (double) line->width);
      narrowest = MIN (narrowest, (double) line->width);
      if (i == 0 || line->start == 0 || line->start >= prose->atoms->len)
        continue;
      first = &g_array_index (prose->atoms, TdAtom, line->start);
      last = first - 1;
      if (td_atoms_belong_together (last, first))
        cost += 1;
      else if (last->word->n_bytes > 0 && last->word->text[last->word->n_bytes - 1] == ',')
        cost -= 0.3;
      cost += td_atom_is_joint (last) ? 0.5 : td_atom_is_joint (first) ? -0.25 : 0;
    }
  return cost + (widest - narrowest) / width;
}

/* Two lines may be cut at any space. Returns whether the best place was found. */
static gboolean
td_balance_two_lines (TdProse *prose, TdShaper *shaper, const TdProseFormat *format)
{
  double least = G_MAXDOUBLE;
  guint best = 0;

  for (guint i = 1; i < prose->atoms->len; i++)
    {
      TdAtom *atom = &g_array_index (prose->atoms, TdAtom, i);
      double cost;

      if (atom->flags & TD_ATOM_NEWLINE)
        return FALSE;
      if (!(atom->flags & TD_ATOM_SPACE))
        continue;
      atom->flags |= TD_ATOM_NEWLINE;
      td_prose_break (prose, shaper, format);
      atom->flags &= (guint16) ~TD_ATOM_NEWLINE;
      cost = td_breaks_cost (prose, format->width);
      if (td_prose_n_lines (prose) == 2 && cost < least)
        {
          least = cost;
          best = i;
        }
    }
  if (best == 0)
    return FALSE;
  g_array_index (prose->atoms, TdAtom, best).flags |= TD_ATOM_NEWLINE;
  td_prose_break (prose, shaper, format);
  return TRUE;
}

/**
 * td_build_balanced:
 * @flow: a strip
 * @size: points
 * @style: weight and slant
 * @text: (nullable): NFC text
 * @marks: (nullable): mark list
 * @width: points
 *
 * Returns: (transfer full): centred lines, as few as possible, of nearly equal length and broken
 *   where the sense allows it
 */
TdProse *
td_build_balanced (
    TdFlow *flow, double size, TdFaceStyle style, const char *text, const char *marks, double width)
{
  TdProsePiece piece = { text, marks, style };
  TdProse *prose = td_prose_new (flow->shaper, size, &piece, 1);
  TdProseFormat format = { width, 0, flow->style->header_line, TD_ALIGN_CENTER };
  double best = width, least = G_MAXDOUBLE;
  guint n_lines;

  td_prose_break (prose, flow->shaper, &format);
  n_lines = td_prose_n_lines (prose);
  if (n_lines == 2 && prose->atoms->len <= TD_BALANCE_WORDS &&
      td_balance_two_lines (prose, flow->shaper, &format))
    return prose;
  for (int step = 0; n_lines > 1 && step < TD_BALANCE_STEPS; step++)
    {
      double cost;

      format.width = width * (TD_BALANCE_STEPS - step) / TD_BALANCE_STEPS;
      if (format.width < prose->minimum)
        break;
      td_prose_break (prose, flow->shaper, &format);
      if (td_prose_n_lines (prose) > n_lines)
        break;
      cost = td_breaks_cost (prose, width);
      if (cost <= least)
        {
          least = cost;
          best = format.width;
        }
    }
  format.width = best;
  td_prose_break (prose, flow->shaper, &format);
  for (guint i = 0; i < prose->lines->len; i++)
    g_array_index (prose->lines, TdLine, i).x += (float) ((width - best) / 2);
  return prose;
}

/**
 * td_prose_last_line_width:
 * @prose: a paragraph with lines
 *
 * Returns: natural width of the last line
 */
double
td_prose_last_line_width (const TdProse *prose)
{
  return g_array_index (prose->lines, TdLine, prose->lines->len - 1).width;
}

/**
 * td_build_block_prose:
 * @layout: the layout under construction
 * @block: a paragraph, heading or list item
 * @size: points
 * @style: weight and slant beside the block's own
 *
 * Returns: (transfer full): its label and text, not yet broken into lines
 */
TdProse *
td_build_block_prose (TdLayout *layout, TdBlock *block, double size, TdFaceStyle style)
{
  const TdBlockText *text = td_block_get_text (block);
  TdProsePiece pieces[3] = { { NULL, NULL, style },
                             { text != NULL ? text->text : "", text != NULL ? text->marks : NULL,
                               style },
                             { NULL, NULL, style & ~(TdFaceStyle) TD_FACE_BOLD_ITALIC } };

  if (block->kind == TD_BLOCK_HEADING)
    {
      pieces[0].text = block->as.heading.label;
      pieces[2].text = block->as.heading.run_in.text;
      pieces[2].marks = block->as.heading.run_in.marks;
      if (td_block_heading_is_partly_bold (&block->as.heading))
        pieces[1].style &= ~(TdFaceStyle) TD_FACE_BOLD;
    }
  else if (block->kind == TD_BLOCK_LIST_ITEM)
    pieces[0].text = block->as.list_item.label;
  else if (block->kind == TD_BLOCK_PARAGRAPH)
    pieces[1].style |= td_face_style (block->as.paragraph.bold, block->as.paragraph.italic);
  return td_prose_new (layout->shaper, size, pieces, G_N_ELEMENTS (pieces));
}

typedef struct
{
  double size;
  TdFaceStyle face;
  const char *tag;
  TdProseFormat format;
  gboolean keep_next;
} TdTextLook;

static TdTextLook
td_heading_look (const TdStyle *style, const TdBlock *block, TdTextLook look)
{
  static const char *const tags[] = { "H1", "H1", "H2", "H3", "H4", "H5", "H6" };
  int level = CLAMP (block->as.heading.level, 0, 6);

  look.tag = tags[level];
  look.keep_next = TRUE;
  if (level == 0)
    {
      look.size = style->chapter_pt;
      look.face = td_face_style (style->chapter_bold, 0);
      look.format.align = TD_ALIGN_CENTER;
      look.format.first_indent = 0;
    }
  else if (level == 1)
    {
      look.size = style->section_pt;
      look.face = td_face_style (style->section_bold, 0);
    }
  else
    {
      look.size = style->item_pt;
      look.face = td_face_style (style->item_bold, level > 2);
    }
  return look;
}

static TdTextLook
td_paragraph_look (const TdStyle *style, const TdBlock *block, TdTextLook look)
{
  if (block->as.paragraph.role == TD_PARAGRAPH_LEGAL_BASIS)
    {
      look.size = style->basis_pt;
      look.face = td_face_style (0, style->basis_italic);
    }
  else if (block->as.paragraph.role == TD_PARAGRAPH_PLAIN)
    look.format.first_indent = 0;
  if (block->as.paragraph.align != TD_ALIGN_DEFAULT)
    look.format.align = block->as.paragraph.align;
  if (look.format.align == TD_ALIGN_CENTER || look.format.align == TD_ALIGN_RIGHT)
    look.format.first_indent = 0;
  look.keep_next = block->as.paragraph.keep_with_next;
  return look;
}

static TdTextLook
td_text_look (TdFlow *flow, const TdBlock *block)
{
  const TdStyle *style = flow->style;
  TdTextLook look = { style->body_pt, td_face_style (0, style->body_italic), "P" };

  look.format =
      (TdProseFormat){ flow->width, style->body_indent_mm * TD_POINTS_PER_MM, style->body_line,
                       style->body_justify > 0.5 ? TD_ALIGN_JUSTIFY : TD_ALIGN_LEFT };
  if (block->kind == TD_BLOCK_HEADING)
    return td_heading_look (style, block, look);
  if (block->kind == TD_BLOCK_PARAGRAPH)
    return td_paragraph_look (style, block, look);
  look.size = style->point_pt;
  look.tag = "LBody";
  return look;
}

static void
td_build_paragraph_slices (
    TdFlow *flow, TdBlock *block, TdProse *prose, gboolean keep_next, guint node)
{
  guint n_lines = td_prose_n_lines (prose);

  for (guint i = 0; i < n_lines; i++)
    {
      TdSlice *slice = td_flow_begin_slice (flow, i == 0 ? flow->style->body_space_pt : 0);
      TdRegion region = { block->source, 0, 0, flow->width, prose->line_height };

      slice->text_lines = 1;
      slice->keep_next = i + 1 < n_lines ? i + 1 < flow->style->orphan_lines ||
                                               n_lines - 1 - i < flow->style->widow_lines
                                         : keep_next;
      g_array_append_val (flow->regions, region);
      td_flow_add_line (flow, prose, i, 0, 0, (TdSource){ -1, 0, NULL }, node);
      td_flow_end_slice (flow, prose->line_height);
    }
}

static guint
td_build_text_node (TdFlow *flow, const TdBlock *block, const char *tag)
{
  if (block->kind != TD_BLOCK_LIST_ITEM)
    return td_layout_add_node (flow->layout, flow->node, tag, NULL);
  if (flow->list_node == 0)
    flow->list_node = td_layout_add_node (flow->layout, flow->node, "L", NULL);
  return td_layout_add_node (
      flow->layout, td_layout_add_node (flow->layout, flow->list_node, "LI", NULL), tag, NULL);
}

/* RULE nd30-chapter-size: number and title of a part or chapter on lines of their own. */
static char *
td_chapter_text (const TdBlock *block)
{
  return g_strdup_printf ("%s\n%s", block->as.heading.label, block->as.heading.text.text);
}

/**
 * td_build_text:
 * @flow: a strip
 * @block: a paragraph, heading or list item
 */
void
td_build_text (TdFlow *flow, TdBlock *block)
{
  TdTextLook look = td_text_look (flow, block);
  guint node = td_build_text_node (flow, block, look.tag);
  guint first = flow->slices->len;
  g_autoptr (TdProse) prose = NULL;

  if (block->kind == TD_BLOCK_HEADING && block->as.heading.level == 0 &&
      block->as.heading.label != NULL)
    {
      g_autofree char *text = td_chapter_text (block);

      prose = td_prose_new_text (flow->shaper, look.size, look.face, text);
    }
  else
    prose = td_build_block_prose (flow->layout, block, look.size, look.face);
  td_prose_break (prose, flow->shaper, &look.format);
  td_build_paragraph_slices (flow, block, prose, look.keep_next, node);
  if (block->kind == TD_BLOCK_HEADING)
    g_array_index (flow->slices, TdSlice, first).outline =
        td_flow_add_outline (flow, MAX (block->as.heading.level - 1, 0), block->as.heading.label,
                             block->as.heading.text.text);
}

/**
 * td_build_figure:
 * @flow: a strip
 * @block: a figure
 */
void
td_build_figure (TdFlow *flow, TdBlock *block)
{
  double width = block->as.figure.width * TD_POINTS_PER_MM;
  double height = block->as.figure.height * TD_POINTS_PER_MM;
  double scale = MIN (1, MIN (flow->width / MAX (width, 1), flow->height / MAX (height, 1)));
  TdItem item = { .kind = TD_ITEM_FIGURE, .block = block };
  TdRegion region = { block->source, 0, 0, flow->width, height * scale };

  td_flow_begin_slice (flow, flow->style->body_space_pt);
  item.node = td_layout_add_node (flow->layout, flow->node, "Figure", block->as.figure.alt);
  item.width = width * scale;
  item.height = height * scale;
  item.x = (flow->width - item.width) / 2;
  g_array_append_val (flow->items, item);
  g_array_append_val (flow->regions, region);
  td_flow_end_slice (flow, item.height);
}

static void
td_build_block (TdFlow *flow, TdBlock *block)
{
  switch (block->kind)
    {
    case TD_BLOCK_HEADER:
      td_build_header (flow, block);
      break;
    case TD_BLOCK_ANNEX_HEADER:
      td_build_annex_header (flow, block);
      break;
    case TD_BLOCK_PARAGRAPH:
    case TD_BLOCK_HEADING:
    case TD_BLOCK_LIST_ITEM:
      td_build_text (flow, block);
      break;
    case TD_BLOCK_TABLE:
      td_build_table (flow, block);
      break;
    case TD_BLOCK_SIGNATURE:
      td_build_signature (flow, block);
      break;
    case TD_BLOCK_FIGURE:
      td_build_figure (flow, block);
      break;
    default:
      break;
    }
}

/**
 * td_build_part:
 * @flow: an empty strip of a part
 *
 * Appends everything the part contains.
 */
void
td_build_part (TdFlow *flow)
{
  gboolean break_next = FALSE;
  TdBlock *header = NULL;

  for (guint i = 0; i < td_block_n_children (flow->part); i++)
    {
      TdBlock *block = td_block_child (flow->part, i);
      guint first = flow->slices->len;

      if (block->kind != TD_BLOCK_LIST_ITEM)
        flow->list_node = 0;
      td_build_block (flow, block);
      if (block->kind == TD_BLOCK_PAGE_BREAK)
        break_next = TRUE;
      else if (break_next && flow->slices->len > first)
        {
          g_array_index (flow->slices, TdSlice, first).break_before = TRUE;
          break_next = FALSE;
        }
      if (block->kind == TD_BLOCK_HEADER && header == NULL)
        header = block;
    }
  if (header != NULL && header->as.header.contact != NULL)
    td_build_contact (flow, header);
}
