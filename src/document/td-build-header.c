/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-build.h"

#include <string.h>

/* Distances of the header, points. */
#define TD_RULE_GAP 3.0
#define TD_ROW_GAP 6.0
#define TD_CELL_GAP 6.0

/* Blanks that are filled in by hand or on signing: so many no-break spaces. */
#define TD_NUMBER_BLANKS 8
#define TD_DAY_BLANKS 4

/* One of the two cells; x is from the left edge of the text and may be negative. */
typedef struct
{
  double x, width;
} TdHeaderCell;

typedef struct
{
  TdHeaderCell left, right;
} TdHeaderCells;

static double
td_natural_width (TdFlow *flow, double size, TdFaceStyle style, const char *text)
{
  g_autoptr (TdProse) prose = td_prose_new_text (flow->shaper, size, style, text);

  return prose->maximum;
}

static const char *
td_header_nation (const TdBlock *block)
{
  return block->as.header.nation != NULL ? block->as.header.nation
                                         : "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
}

static const char *
td_header_motto (const TdBlock *block)
{
  return block->as.header.motto != NULL ? block->as.header.motto : "Độc lập - Tự do - Hạnh phúc";
}

/* The right cell grows to the right first, at most td-header-overhang past the margin, then to the
 * left; the left cell takes what is left beside the text of the right one. */
static TdHeaderCells
td_header_cells (TdFlow *flow, const TdBlock *block)
{
  const TdStyle *style = flow->style;
  double overhang = style->header_overhang_mm * TD_POINTS_PER_MM;
  double needed = td_natural_width (flow, style->nation_pt, td_face_style (style->nation_bold, 0),
                                    td_header_nation (block));
  double start = flow->width * style->nation_start, end = flow->width * style->nation_end;
  TdHeaderCells cells;
  double missing = needed - (end - start);

  if (missing > 0)
    {
      double right = MIN (missing, flow->width + overhang - end);

      end += right;
      start -= missing - right;
    }
  cells.right = (TdHeaderCell){ start, end - start };
  cells.left.x = flow->width * style->agency_start;
  cells.left.width = MIN (flow->width * style->agency_end, start - TD_CELL_GAP) - cells.left.x;
  return cells;
}

/* Where a long agency name is best cut: before the name of its province or commune. */
static char *
td_header_cut_agency (const char *text)
{
  static const char *const starts[] = { " TỈNH ",   " THÀNH PHỐ ", " QUẬN ", " HUYỆN ",
                                        " THỊ XÃ ", " PHƯỜNG ",    " XÃ " };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      const char *found = strstr (text, starts[i]);

      if (found != NULL && found > text)
        return g_strdup_printf ("%.*s\n%s", (int) (found - text), text, found + 1);
    }
  return g_strdup (text);
}

/* A name that only just does not fit reaches into the margin; both names keep one axis. */
static void
td_header_widen (TdFlow *flow, TdHeaderCell *cell, double size, TdFaceStyle style, char **names)
{
  double overhang = flow->style->header_overhang_mm * TD_POINTS_PER_MM;

  for (char **name = names; name != NULL && *name != NULL; name++)
    {
      double natural = td_natural_width (flow, size, style, *name);

      if (natural > cell->width && natural <= cell->width + cell->x + overhang)
        {
          cell->width += cell->x + overhang;
          cell->x = -overhang;
        }
    }
}

static double
td_header_add_name (TdFlow *flow,
                    const TdHeaderCell *cell,
                    double size,
                    TdFaceStyle style,
                    const char *name,
                    double y,
                    TdSource source,
                    double *last_width)
{
  g_autofree char *cut = NULL;
  TdProse *prose;

  if (td_natural_width (flow, size, style, name) > cell->width)
    name = cut = td_header_cut_agency (name);
  prose = td_build_balanced (flow, size, style, name, NULL, cell->width);
  *last_width = td_prose_last_line_width (prose);
  return td_flow_add_prose (flow, prose, cell->x, y, source,
                            td_layout_add_node (flow->layout, flow->node, "P", NULL));
}

/* ô 2 (RULE nd30-agency-rule). Returns the height. */
static double
td_build_agency (TdFlow *flow, TdBlock *block, TdHeaderCell *cell)
{
  const TdStyle *style = flow->style;
  const TdBlockHeader *header = &block->as.header;
  TdFaceStyle parent_face = td_face_style (style->parent_bold, 0);
  TdFaceStyle agency_face = td_face_style (style->agency_bold, 0);
  double y = 0, width = 0;

  td_header_widen (flow, cell, style->parent_pt, parent_face, header->parents);
  td_header_widen (flow, cell, style->agency_pt, agency_face, header->agency);
  for (char **line = header->parents; line != NULL && *line != NULL; line++)
    y += td_header_add_name (flow, cell, style->parent_pt, parent_face, *line, y,
                             td_source_field (block->source, "parents"), &width);
  for (char **line = header->agency; line != NULL && *line != NULL; line++)
    y += td_header_add_name (flow, cell, style->agency_pt, agency_face, *line, y,
                             td_source_field (block->source, "agency"), &width);
  if (header->agency != NULL && *header->agency != NULL)
    {
      y += TD_RULE_GAP;
      td_flow_add_rule (flow, cell->x + cell->width / 2 - width * style->agency_rule / 2, y,
                        width * style->agency_rule);
    }
  return y;
}

/* ô 1 (RULE nd30-motto-rule). Returns the height. */
static double
td_build_motto (TdFlow *flow, TdBlock *block, const TdHeaderCell *cell)
{
  const TdStyle *style = flow->style;
  guint node = td_layout_add_node (flow->layout, flow->node, "P", NULL);
  TdSource source = td_source_field (block->source, "motto");
  TdProse *motto = td_build_lines (flow, style->motto_pt, td_face_style (style->motto_bold, 0),
                                   td_header_motto (block), cell->width, TD_ALIGN_CENTER);
  double width = td_prose_last_line_width (motto);
  double y;

  y = td_flow_add_prose (flow,
                         td_build_lines (flow, style->nation_pt,
                                         td_face_style (style->nation_bold, 0),
                                         td_header_nation (block), cell->width, TD_ALIGN_CENTER),
                         cell->x, 0, source, node);
  node = td_layout_add_node (flow->layout, flow->node, "P", NULL);
  y += td_flow_add_prose (flow, motto, cell->x, y, source, node) + TD_RULE_GAP;
  td_flow_add_rule (flow, cell->x + cell->width / 2 - width * style->motto_rule / 2, y,
                    width * style->motto_rule);
  return y;
}

static void
td_append_blanks (GString *text, int n)
{
  for (int i = 0; i < n; i++)
    g_string_append (text, "\302\240");
}

/* RULE nd30-number-zero: a number below 10 is written with a zero before it. */
static char *
td_header_number (const TdBlockHeader *header)
{
  GString *text = g_string_new (NULL);

  if (header->number == NULL)
    td_append_blanks (text, TD_NUMBER_BLANKS);
  else if (strlen (header->number) == 1 && g_ascii_isdigit (header->number[0]))
    g_string_append_printf (text, "0%s", header->number);
  else
    g_string_append (text, header->number);
  return g_string_free (text, FALSE);
}

static char *
td_header_number_line (const TdBlockHeader *header)
{
  g_autofree char *number = td_header_number (header);

  return g_strdup_printf ("Số:\302\240%s%s%s", number, header->symbol != NULL ? "/" : "",
                          header->symbol != NULL ? header->symbol : "");
}

/* RULE nd30-date-zero: days below 10 and the months 1 and 2 are written with a zero before them. */
static char *
td_header_date_part (int number, gboolean zero)
{
  GString *text = g_string_new (NULL);

  if (number > 0)
    g_string_append_printf (text, zero ? "%02d" : "%d", number);
  else
    td_append_blanks (text, TD_DAY_BLANKS);
  return g_string_free (text, FALSE);
}

static char *
td_header_date_start (const TdBlockHeader *header)
{
  return g_strdup_printf ("%s%sngày\302\240", header->place != NULL ? header->place : "",
                          header->place != NULL ? ", " : "");
}

static char *
td_header_date (const TdBlockHeader *header)
{
  g_autofree char *start = td_header_date_start (header);
  g_autofree char *day = td_header_date_part (header->day, TRUE);
  g_autofree char *month = td_header_date_part (header->month, header->month <= 2);
  GString *text = g_string_new (start);

  g_string_append_printf (text, "%s tháng\302\240%s năm\302\240", day, month);
  if (header->year > 0)
    g_string_append_printf (text, "%d", header->year);
  else
    td_append_blanks (text, TD_NUMBER_BLANKS);
  return g_string_free (text, FALSE);
}

/* The blanks of ô 4 that are filled when the document gets its date after it was signed. */
static void
td_set_date_fields (
    TdFlow *flow, TdBlock *block, const TdProse *date, double size, double x, double y)
{
  const TdBlockHeader *header = &block->as.header;
  TdFaceStyle face = td_face_style (0, flow->style->date_italic);
  g_autofree char *start = td_header_date_start (header);
  g_autofree char *day = td_header_date_part (header->day, TRUE);
  g_autofree char *month = td_header_date_part (header->month, header->month <= 2);
  g_autofree char *middle = g_strconcat (start, day, " tháng\302\240", NULL);
  double before_day = td_natural_width (flow, size, face, start);
  double before_month = td_natural_width (flow, size, face, middle);

  if (date->lines->len != 1)
    return;
  td_flow_set_field (flow, TD_LAYOUT_FIELD_DAY, x + before_day, y,
                     td_natural_width (flow, size, face, day), date->line_height);
  td_flow_set_field (flow, TD_LAYOUT_FIELD_MONTH, x + before_month, y,
                     td_natural_width (flow, size, face, month), date->line_height);
}

/* ô 3. Returns the height. */
static double
td_build_number (TdFlow *flow, TdBlock *block, const TdHeaderCell *cell, double baseline)
{
  const TdStyle *style = flow->style;
  g_autofree char *number = td_header_number (&block->as.header);
  g_autofree char *text = td_header_number_line (&block->as.header);
  TdFaceStyle face = td_face_style (0, style->number_italic);
  TdProse *prose =
      td_build_lines (flow, style->number_pt, face, text, cell->width, TD_ALIGN_CENTER);
  double before = td_natural_width (flow, style->number_pt, face, "Số:\302\240");
  double width = td_natural_width (flow, style->number_pt, face, number);
  double x = cell->x + g_array_index (prose->lines, TdLine, 0).x;
  double y = baseline - prose->baseline;

  td_flow_set_field (flow, TD_LAYOUT_FIELD_NUMBER, x + before, y, width, prose->line_height);
  return y + td_flow_add_prose (flow, prose, cell->x, y, td_source_field (block->source, "number"),
                                td_layout_add_node (flow->layout, flow->node, "P", NULL));
}

/* ô 4 (RULE nd30-date-size): smaller before it wraps; @left is how far it may reach. */
static TdProse *
td_build_date (TdFlow *flow, TdBlock *block, TdHeaderCell *cell, double left, double *used_size)
{
  const TdStyle *style = flow->style;
  TdFaceStyle face = td_face_style (0, style->date_italic);
  g_autofree char *text = td_header_date (&block->as.header);
  double size = style->date_pt;
  double overhang = style->header_overhang_mm * TD_POINTS_PER_MM;

  if (td_natural_width (flow, size, face, text) > cell->width && style->date_minimum_pt < size)
    size = style->date_minimum_pt;
  if (td_natural_width (flow, size, face, text) > cell->width)
    {
      double right = MAX (cell->x + cell->width, flow->width + overhang);

      cell->x = MIN (cell->x, left);
      cell->width = right - cell->x;
    }
  *used_size = size;
  return td_build_lines (flow, size, face, text, cell->width, TD_ALIGN_CENTER);
}

static double
td_build_number_row (TdFlow *flow, TdBlock *block, TdHeaderCells *cells, double y)
{
  g_autofree char *number = td_header_number_line (&block->as.header);
  double number_width = td_natural_width (flow, flow->style->number_pt, TD_FACE_REGULAR, number);
  double number_end = cells->left.x + (cells->left.width + number_width) / 2;
  TdHeaderCell date_cell = cells->right;
  double size;
  TdProse *date = td_build_date (flow, block, &date_cell, number_end + TD_CELL_GAP, &size);
  const TdLine *line = &g_array_index (date->lines, TdLine, 0);
  double height;

  td_flow_set_field (flow, TD_LAYOUT_FIELD_DATE, date_cell.x + line->x, y, line->width,
                     date->line_height);
  td_set_date_fields (flow, block, date, size, date_cell.x + line->x, y);
  height = td_build_number (flow, block, &cells->left, y + date->baseline);
  y += td_flow_add_prose (flow, date, date_cell.x, y, td_source_field (block->source, "date"),
                          td_layout_add_node (flow->layout, flow->node, "P", NULL));
  return MAX (height, y);
}

/* A word in a frame; width 0 is found from the text. Returns the height. */
static double
td_build_stamp (TdFlow *flow,
                const char *text,
                double size,
                gboolean bold,
                double x,
                double y,
                double width,
                double height,
                gboolean red,
                TdSource source)
{
  TdFaceStyle face = td_face_style (bold, 0);
  TdProse *prose;
  guint first;

  if (width == 0)
    width = td_natural_width (flow, size, face, text) + 4 * TD_POINTS_PER_MM;
  prose = td_build_lines (flow, size, face, text, width, TD_ALIGN_CENTER);
  td_flow_add_box (flow, x, y, width, height, red);
  first = flow->items->len;
  td_flow_add_prose (flow, prose, x, y + (height - prose->line_height) / 2, source,
                     td_layout_add_node (flow->layout, flow->node, "P", NULL));
  for (guint i = first; i < flow->items->len; i++)
    g_array_index (flow->items, TdItem, i).red = red;
  return height;
}

/* RULE nd30-urgent-width: the three stamps have fixed sizes. */
static double
td_urgency_width (const TdStyle *style, const char *urgency)
{
  if (g_str_has_prefix (urgency, "THƯỢNG"))
    return style->very_urgent_width_mm * TD_POINTS_PER_MM;
  if (g_str_has_prefix (urgency, "HỎA") || g_str_has_prefix (urgency, "HOẢ"))
    return style->express_width_mm * TD_POINTS_PER_MM;
  return style->urgent_width_mm * TD_POINTS_PER_MM;
}

/* ô 5b, 10a and 10b under the number. Returns the height reached. */
static double
td_build_below_number (TdFlow *flow, TdBlock *block, const TdHeaderCell *cell, double y)
{
  const TdStyle *style = flow->style;
  const TdBlockHeader *header = &block->as.header;
  double height = style->urgency_height_mm * TD_POINTS_PER_MM;

  if (header->letter_subject != NULL)
    {
      y += style->subject_gap_pt;
      y += td_flow_add_prose (flow,
                              td_build_balanced (flow, style->subject_pt, TD_FACE_REGULAR,
                                                 header->letter_subject, NULL, cell->width),
                              cell->x, y, td_source_field (block->source, "title"),
                              td_layout_add_node (flow->layout, flow->node, "P", NULL));
    }
  if (header->secrecy != NULL)
    y += TD_ROW_GAP + td_build_stamp (flow, header->secrecy, style->urgency_pt, TRUE, 0,
                                      y + TD_ROW_GAP, 0, height, TRUE,
                                      td_source_field (block->source, "secrecy"));
  if (header->urgency != NULL)
    y += TD_ROW_GAP + td_build_stamp (flow, header->urgency, style->urgency_pt,
                                      style->urgency_bold > 0.5, 0, y + TD_ROW_GAP,
                                      td_urgency_width (style, header->urgency), height, TRUE,
                                      td_source_field (block->source, "urgency"));
  return y;
}

/* ô 11, in the top margin above ô 1. */
static void
td_build_circulation (TdFlow *flow, TdBlock *block, const TdHeaderCell *cell)
{
  const TdStyle *style = flow->style;
  const char *text = block->as.header.circulation;
  double height = style->urgency_height_mm * TD_POINTS_PER_MM;
  double width = td_natural_width (flow, style->circulation_pt,
                                   td_face_style (style->circulation_bold, 0), text) +
                 4 * TD_POINTS_PER_MM;

  td_build_stamp (flow, text, style->circulation_pt, style->circulation_bold > 0.5,
                  cell->x + (cell->width - width) / 2, -height - TD_ROW_GAP, width, height, FALSE,
                  td_source_field (block->source, "circulation"));
}

/**
 * td_build_letterhead:
 * @flow: a strip with a slice begun
 * @block: a header
 * @complete: whether number, date and stamps belong to it too
 *
 * Returns: the height of the two cells side by side
 */
double
td_build_letterhead (TdFlow *flow, TdBlock *block, gboolean complete)
{
  TdHeaderCells cells = td_header_cells (flow, block);
  double left, right, y;

  if (complete && block->as.header.circulation != NULL)
    td_build_circulation (flow, block, &cells.right);
  left = td_build_agency (flow, block, &cells.left);
  right = td_build_motto (flow, block, &cells.right);
  y = MAX (left, right) + TD_ROW_GAP;
  if (!complete)
    return y;
  y = td_build_number_row (flow, block, &cells, y);
  return td_build_below_number (flow, block, &cells.left, y);
}
