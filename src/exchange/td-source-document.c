/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-source-document.h"

/**
 * td_source_document_new:
 * @name: file name, without folder
 * @format: "docx", "pdf" or "txt"
 *
 * Returns: (transfer full): an empty document
 */
TdSourceDocument *
td_source_document_new (const char *name, const char *format)
{
  TdSourceDocument *document;

  g_return_val_if_fail (format != NULL, NULL);

  document = g_new0 (TdSourceDocument, 1);
  document->name = g_strdup (name != NULL ? name : "");
  document->format = g_strdup (format);
  document->items = g_ptr_array_new ();
  document->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) td_source_note_free);
  document->warnings = g_ptr_array_new_with_free_func (g_free);

  return document;
}

static void
source_item_free (TdSourceItem *item)
{
  if (item->type == TD_SOURCE_PARAGRAPH)
    td_source_paragraph_free (item->paragraph);
  else
    td_source_table_free (item->table);

  g_free (item);
}

/**
 * td_source_document_free:
 * @document: (nullable) (transfer full): a document
 */
void
td_source_document_free (TdSourceDocument *document)
{
  if (document == NULL)
    return;

  for (guint i = 0; i < document->items->len; i++)
    source_item_free (g_ptr_array_index (document->items, i));

  g_ptr_array_unref (document->items);
  g_ptr_array_unref (document->notes);
  g_ptr_array_unref (document->warnings);
  g_free (document->name);
  g_free (document->format);
  g_free (document);
}

/**
 * td_source_paragraph_new:
 *
 * Returns: (transfer full): a paragraph with an empty text and no list
 */
TdSourceParagraph *
td_source_paragraph_new (void)
{
  TdSourceParagraph *paragraph = g_new0 (TdSourceParagraph, 1);

  paragraph->text = g_strdup ("");
  paragraph->list_level = -1;

  return paragraph;
}

/**
 * td_source_paragraph_free:
 * @paragraph: (nullable) (transfer full): a paragraph
 */
void
td_source_paragraph_free (TdSourceParagraph *paragraph)
{
  if (paragraph == NULL)
    return;

  g_free (paragraph->text);
  g_free (paragraph->marks);
  g_free (paragraph->label);
  g_free (paragraph->label_format);
  g_free (paragraph);
}

/**
 * td_source_cell_new:
 *
 * Returns: (transfer full): a cell of one column and one row without paragraphs
 */
TdSourceCell *
td_source_cell_new (void)
{
  TdSourceCell *cell = g_new0 (TdSourceCell, 1);

  cell->paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) td_source_paragraph_free);
  cell->column_span = 1;
  cell->row_span = 1;

  return cell;
}

/**
 * td_source_cell_free:
 * @cell: (nullable) (transfer full): a cell
 */
void
td_source_cell_free (TdSourceCell *cell)
{
  if (cell == NULL)
    return;

  g_ptr_array_unref (cell->paragraphs);
  g_free (cell);
}

/**
 * td_source_table_row_new:
 *
 * Returns: (transfer full): a row without cells
 */
TdSourceTableRow *
td_source_table_row_new (void)
{
  TdSourceTableRow *row = g_new0 (TdSourceTableRow, 1);

  row->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) td_source_cell_free);

  return row;
}

/**
 * td_source_table_row_free:
 * @row: (nullable) (transfer full): a row
 */
void
td_source_table_row_free (TdSourceTableRow *row)
{
  if (row == NULL)
    return;

  g_ptr_array_unref (row->cells);
  g_free (row);
}

/**
 * td_source_table_new:
 *
 * Returns: (transfer full): a table without rows
 */
TdSourceTable *
td_source_table_new (void)
{
  TdSourceTable *table = g_new0 (TdSourceTable, 1);

  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) td_source_table_row_free);

  return table;
}

/**
 * td_source_table_free:
 * @table: (nullable) (transfer full): a table
 */
void
td_source_table_free (TdSourceTable *table)
{
  if (table == NULL)
    return;

  g_ptr_array_unref (table->rows);
  g_free (table->widths);
  g_free (table);
}

/**
 * td_source_note_new:
 *
 * Returns: (transfer full): a note without label and paragraphs
 */
TdSourceNote *
td_source_note_new (void)
{
  TdSourceNote *note = g_new0 (TdSourceNote, 1);

  note->paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) td_source_paragraph_free);

  return note;
}

/**
 * td_source_note_free:
 * @note: (nullable) (transfer full): a note
 */
void
td_source_note_free (TdSourceNote *note)
{
  if (note == NULL)
    return;

  g_free (note->label);
  g_ptr_array_unref (note->paragraphs);
  g_free (note);
}

/**
 * td_source_document_add_paragraph:
 * @document: a document
 * @paragraph: (transfer full): the paragraph to append
 */
void
td_source_document_add_paragraph (TdSourceDocument *document, TdSourceParagraph *paragraph)
{
  TdSourceItem *item;

  g_return_if_fail (document != NULL);
  g_return_if_fail (paragraph != NULL);

  item = g_new0 (TdSourceItem, 1);
  item->type = TD_SOURCE_PARAGRAPH;
  item->paragraph = paragraph;
  g_ptr_array_add (document->items, item);
}

/**
 * td_source_document_add_table:
 * @document: a document
 * @table: (transfer full): the table to append
 */
void
td_source_document_add_table (TdSourceDocument *document, TdSourceTable *table)
{
  TdSourceItem *item;

  g_return_if_fail (document != NULL);
  g_return_if_fail (table != NULL);

  item = g_new0 (TdSourceItem, 1);
  item->type = TD_SOURCE_TABLE;
  item->table = table;
  g_ptr_array_add (document->items, item);
}

static void
append_with_label (GString *string, const TdSourceParagraph *paragraph)
{
  if (paragraph->label != NULL && *paragraph->label != '\0')
    {
      g_string_append (string, paragraph->label);
      if (*paragraph->text != '\0')
        g_string_append_c (string, ' ');
    }
  g_string_append (string, paragraph->text);
}

/**
 * td_source_cell_dup_text:
 * @cell: a cell
 *
 * Returns: (transfer full): the text of the cell with the printed labels, one line per paragraph
 */
char *
td_source_cell_dup_text (const TdSourceCell *cell)
{
  GString *string;

  g_return_val_if_fail (cell != NULL, NULL);

  string = g_string_new (NULL);
  for (guint i = 0; i < cell->paragraphs->len; i++)
    {
      if (i > 0)
        g_string_append_c (string, '\n');
      append_with_label (string, g_ptr_array_index (cell->paragraphs, i));
    }

  return g_string_free (string, FALSE);
}

static void
dump_escaped (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\n')
        g_string_append (out, "\\n");
      else if (*p == '\t')
        g_string_append (out, "\\t");
      else
        g_string_append_c (out, *p);
    }
}

static void
dump_paragraph (GString *out, const TdSourceParagraph *paragraph, int indent)
{
  static const char align[] = "sCEJ";

  g_string_append_printf (out, "%*sP", indent, "");
  if (paragraph->page > 0)
    g_string_append_printf (out, " p%d", paragraph->page);
  if (paragraph->heading_level > 0)
    g_string_append_printf (out, " h%d", paragraph->heading_level);
  if (paragraph->align != TD_SOURCE_ALIGN_START)
    g_string_append_printf (out, " %c", align[paragraph->align]);
  if (paragraph->font_size > 0)
    g_string_append_printf (out, " %gpt", paragraph->font_size);
  if (paragraph->bold)
    g_string_append (out, " bold");
  if (paragraph->italic)
    g_string_append (out, " italic");
  if (paragraph->page_break_before)
    g_string_append (out, " break");
  if (paragraph->left_indent != 0 || paragraph->first_indent != 0)
    g_string_append_printf (out, " ind=%g%+g", paragraph->left_indent, paragraph->first_indent);
  if (paragraph->list_level >= 0)
    g_string_append_printf (out, " list%d:%s", paragraph->list_level,
                            paragraph->label_format != NULL ? paragraph->label_format : "?");
  g_string_append (out, " | ");
  if (paragraph->label != NULL)
    g_string_append_printf (out, "[%s] ", paragraph->label);
  dump_escaped (out, paragraph->text);
  if (paragraph->marks != NULL && *paragraph->marks != '\0')
    g_string_append_printf (out, "  {%s}", paragraph->marks);
  g_string_append_c (out, '\n');
}

static void
dump_table (GString *out, const TdSourceTable *table)
{
  g_string_append_printf (out, "TABLE %u rows x %u columns%s%s", table->rows->len, table->n_columns,
                          table->bordered ? " bordered" : "", table->landscape ? " landscape" : "");
  if (table->page > 0)
    g_string_append_printf (out, " p%d", table->page);
  for (guint i = 0; table->widths != NULL && i < table->n_columns; i++)
    g_string_append_printf (out, "%s%g", i == 0 ? " widths " : ",", table->widths[i]);
  g_string_append_c (out, '\n');

  for (guint r = 0; r < table->rows->len; r++)
    {
      const TdSourceTableRow *row = g_ptr_array_index (table->rows, r);

      g_string_append_printf (out, "  ROW%s\n", row->header ? " header" : "");
      for (guint c = 0; c < row->cells->len; c++)
        {
          const TdSourceCell *cell = g_ptr_array_index (row->cells, c);

          g_string_append_printf (out, "    CELL %u", cell->column);
          if (cell->column_span > 1 || cell->row_span > 1)
            g_string_append_printf (out, " %ux%u", cell->column_span, cell->row_span);
          g_string_append (out, cell->shaded ? " shaded\n" : "\n");
          for (guint p = 0; p < cell->paragraphs->len; p++)
            dump_paragraph (out, g_ptr_array_index (cell->paragraphs, p), 6);
        }
    }
}

/**
 * td_source_document_dump:
 * @document: a document
 *
 * A plain rendering for tests and for eyes: one line per paragraph.
 *
 * Returns: (transfer full): the rendering
 */
char *
td_source_document_dump (const TdSourceDocument *document)
{
  GString *out;

  g_return_val_if_fail (document != NULL, NULL);

  out = g_string_new (NULL);
  for (guint i = 0; i < document->items->len; i++)
    {
      const TdSourceItem *item = g_ptr_array_index (document->items, i);

      if (item->type == TD_SOURCE_PARAGRAPH)
        dump_paragraph (out, item->paragraph, 0);
      else
        dump_table (out, item->table);
    }
  for (guint i = 0; i < document->notes->len; i++)
    {
      const TdSourceNote *note = g_ptr_array_index (document->notes, i);

      g_string_append_printf (out, "NOTE %s\n", note->label != NULL ? note->label : "");
      for (guint p = 0; p < note->paragraphs->len; p++)
        dump_paragraph (out, g_ptr_array_index (note->paragraphs, p), 2);
    }
  for (guint i = 0; i < document->warnings->len; i++)
    g_string_append_printf (out, "WARNING %s\n",
                            (const char *) g_ptr_array_index (document->warnings, i));

  return g_string_free (out, FALSE);
}
