/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-docx-writer-private.h"

#include <string.h>

#define MAX_COLUMNS 64

/* A cell of an earlier row that reaches down */
typedef struct
{
  guint rows_left;
  guint span;
} Above;

typedef struct
{
  TdDocxWriter *writer;
  const TdBlock *block;
  guint n_columns;
  int widths[MAX_COLUMNS];
  Above above[MAX_COLUMNS];
} Table;

static guint
count_columns (const TdBlock *block)
{
  guint n = block->as.table.columns != NULL ? block->as.table.columns->len : 0;

  for (guint r = 0; n == 0 && r < td_block_n_children (block); r++)
    {
      const TdBlock *row = td_block_child (block, r);

      for (guint c = 0; c < td_block_n_children (row); c++)
        n += MAX (td_block_child (row, c)->as.cell.column_span, 1);
    }

  return CLAMP (n, 1, MAX_COLUMNS);
}

static glong
cell_length (const TdBlock *cell)
{
  glong length = 0;

  for (guint i = 0; i < td_block_n_children (cell); i++)
    {
      const TdBlockText *text = td_block_get_text (td_block_child (cell, i));

      if (text != NULL && text->text != NULL)
        length = MAX (length, g_utf8_strlen (text->text, -1));
    }

  return length;
}

/* Columns without a wanted width share what is left by how much they have to say: the root of the
 * longest text, so that a long column does not starve the short ones. */
static void
find_widths (Table *table)
{
  const TdBlock *block = table->block;
  double weights[MAX_COLUMNS], total = 0, wanted = 0;
  int width = table->writer->text_width, used = 0;

  for (guint i = 0; i < table->n_columns; i++)
    weights[i] = 2;
  for (guint r = 0; r < td_block_n_children (block); r++)
    {
      const TdBlock *row = td_block_child (block, r);

      if (td_block_n_children (row) != table->n_columns)
        continue;
      for (guint c = 0; c < table->n_columns; c++)
        for (glong n = cell_length (td_block_child (row, c));
             weights[c] * weights[c] < (double) MIN (n, 220);)
          weights[c] += 0.5;
    }
  for (guint i = 0; i < table->n_columns; i++)
    {
      double share = block->as.table.columns != NULL && i < block->as.table.columns->len
                         ? g_array_index (block->as.table.columns, TdBlockColumn, i).width
                         : 0;

      if (share > 0)
        {
          wanted += share;
          weights[i] = -share;
        }
      else
        total += weights[i];
    }
  for (guint i = 0; i < table->n_columns; i++)
    {
      double share =
          weights[i] < 0 ? -weights[i] : MAX (1 - wanted, 0.1) * weights[i] / MAX (total, 0.001);

      table->widths[i] =
          (int) (width * share / MAX (wanted + (total > 0 ? MAX (1 - wanted, 0.1) : 0), 0.001));
      used += table->widths[i];
    }
  table->widths[table->n_columns - 1] += width - used;
}

static void
write_properties (Table *table)
{
  GString *out = table->writer->body;
  int border = (int) (table->writer->style->table_border_pt * 8 + 0.5);
  int padding = (int) (table->writer->style->table_padding_mm * TD_DOCX_TWIPS_PER_MM);
  static const char *const edges[] = { "top", "left", "bottom", "right", "insideH", "insideV" };

  g_string_append_printf (out,
                          "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblInd w:w=\"0\" "
                          "w:type=\"dxa\"/><w:tblBorders>",
                          table->writer->text_width);
  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    g_string_append_printf (out, "<w:%s w:val=\"%s\" w:sz=\"%d\" w:space=\"0\" w:color=\"auto\"/>",
                            edges[i], table->block->as.table.plain ? "nil" : "single",
                            MAX (border, 2));
  g_string_append_printf (out,
                          "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>"
                          "<w:left w:w=\"%d\" w:type=\"dxa\"/><w:right w:w=\"%d\" w:type=\"dxa\"/>"
                          "</w:tblCellMar></w:tblPr><w:tblGrid>",
                          padding, padding);
  for (guint i = 0; i < table->n_columns; i++)
    g_string_append_printf (out, "<w:gridCol w:w=\"%d\"/>", table->widths[i]);
  g_string_append (out, "</w:tblGrid>");
}

static const char *
align_name (TdAlign align)
{
  static const char *const names[] = { "left", "left", "center", "right", "both" };

  return names[align];
}

static void
open_cell (Table *table, guint column, guint span, const char *merge, gboolean middle)
{
  GString *out = table->writer->body;
  int width = 0;

  for (guint i = column; i < column + span; i++)
    width += table->widths[i];
  g_string_append_printf (out, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", width);
  if (span > 1)
    g_string_append_printf (out, "<w:gridSpan w:val=\"%u\"/>", span);
  if (merge != NULL)
    g_string_append (out, merge);
  if (middle)
    g_string_append (out, "<w:vAlign w:val=\"center\"/>");
  g_string_append (out, "</w:tcPr>");
}

static void
write_content (Table *table, const TdBlock *cell, TdAlign align, gboolean bold, gboolean keep_next)
{
  TdDocxWriter *writer = table->writer;
  TdDocxFace face = { .size = table->block->as.table.font_size, .bold = bold };

  for (guint i = 0; i < td_block_n_children (cell); i++)
    {
      const TdBlock *child = td_block_child (cell, i);
      const TdBlockText *text = td_block_get_text (child);
      TdDocxFace own = face;
      TdAlign own_align = align;

      if (text == NULL)
        continue;
      if (child->kind == TD_BLOCK_PARAGRAPH)
        {
          own.bold |= child->as.paragraph.bold;
          own.italic |= child->as.paragraph.italic;
          if (child->as.paragraph.align != TD_ALIGN_DEFAULT)
            own_align = child->as.paragraph.align;
        }
      td_docx_write_open (writer,
                          &TD_DOCX_FORMAT (.style = "TableText", .align = align_name (own_align),
                                           .before = 20, .after = 20, .keep_next = keep_next));
      if (child->kind == TD_BLOCK_LIST_ITEM && child->as.list_item.label != NULL)
        {
          td_docx_write_run (writer, child->as.list_item.label, &own);
          td_docx_write_run (writer, " ", &own);
        }
      td_docx_write_marked (writer, text, &own);
      td_docx_write_close (writer);
    }
  if (td_block_n_children (cell) == 0)
    td_docx_write_line (writer, NULL, &face, &TD_DOCX_FORMAT (.style = "TableText"));
}

static guint
write_covered (Table *table, guint column)
{
  Above *above = &table->above[column];
  guint span = above->span;

  open_cell (table, column, span, "<w:vMerge/>", FALSE);
  td_docx_write_line (table->writer, NULL, &(TdDocxFace){ 0 },
                      &TD_DOCX_FORMAT (.style = "TableText"));
  g_string_append (table->writer->body, "</w:tc>");
  above->rows_left--;

  return column + span;
}

static guint
write_cell (Table *table, const TdBlock *row, const TdBlock *cell, guint column)
{
  const TdBlockCell *as = &cell->as.cell;
  GArray *columns = table->block->as.table.columns;
  guint span = MIN (MAX (as->column_span, 1), table->n_columns - column);
  TdAlign align = as->align;

  if (align == TD_ALIGN_DEFAULT && as->header)
    align = TD_ALIGN_CENTER;
  if (align == TD_ALIGN_DEFAULT && columns != NULL && column < columns->len)
    align = g_array_index (columns, TdBlockColumn, column).align;
  if (as->row_span > 1)
    table->above[column] = (Above){ as->row_span - 1, span };

  open_cell (table, column, span, as->row_span > 1 ? "<w:vMerge w:val=\"restart\"/>" : NULL,
             as->middle || as->header);
  write_content (table, cell, align, as->header || row->as.row.group, row->as.row.group);
  g_string_append (table->writer->body, "</w:tc>");

  return column + span;
}

static void
write_row (Table *table, const TdBlock *row, gboolean header)
{
  GString *out = table->writer->body;
  guint column = 0, next = 0;

  /* rows may break across pages, as the pages of the layout do; header rows may not */
  g_string_append_printf (out, "<w:tr><w:trPr><w:cantSplit w:val=\"%d\"/>%s</w:trPr>", header,
                          header ? "<w:tblHeader/>" : "");
  while (column < table->n_columns)
    {
      if (table->above[column].rows_left > 0)
        column = write_covered (table, column);
      else if (next < td_block_n_children (row))
        column = write_cell (table, row, td_block_child (row, next++), column);
      else
        {
          guint span = 1;

          while (column + span < table->n_columns && table->above[column + span].rows_left == 0)
            span++;
          open_cell (table, column, span, NULL, FALSE);
          td_docx_write_line (table->writer, NULL, &(TdDocxFace){ 0 },
                              &TD_DOCX_FORMAT (.style = "TableText"));
          g_string_append (out, "</w:tc>");
          column += span;
        }
    }
  g_string_append (out, "</w:tr>");
}

/**
 * td_docx_write_table:
 * @writer: a writer
 * @block: a table
 */
void
td_docx_write_table (TdDocxWriter *writer, const TdBlock *block)
{
  Table table = { .writer = writer, .block = block, .n_columns = count_columns (block) };

  if (td_block_n_children (block) == 0)
    return;
  /* two tables in a row would become one */
  if (writer->page_break || g_str_has_suffix (writer->body->str, "</w:tbl>"))
    td_docx_write_line (writer, NULL, &(TdDocxFace){ .size = 1 }, &TD_DOCX_FORMAT (.exact = 120));

  find_widths (&table);
  write_properties (&table);
  for (guint r = 0; r < td_block_n_children (block); r++)
    write_row (&table, td_block_child (block, r), r < block->as.table.n_header_rows);
  g_string_append (writer->body, "</w:tbl>");
}
