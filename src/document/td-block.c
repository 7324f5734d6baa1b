/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-block.h"

#include "td-marks.h"

static TdBlock *
td_block_new (TdBlockKind kind)
{
  TdBlock *block = g_new0 (TdBlock, 1);

  block->kind = kind;
  block->source.kind = -1;
  g_atomic_ref_count_init (&block->refs);
  return block;
}

static void
td_block_text_set (TdBlockText *self, const char *text, const char *marks)
{
  self->text = g_strdup (text != NULL ? text : "");
  self->marks = marks != NULL && *marks != '\0' ? g_strdup (marks) : NULL;
}

static void
td_block_text_clear (TdBlockText *self)
{
  g_free (self->text);
  g_free (self->marks);
}

/**
 * td_block_new_document:
 * @title: title of the file, as running text
 * @author: (nullable): the issuing agency
 *
 * Returns: (transfer full): the root of a tree
 */
TdBlock *
td_block_new_document (const char *title, const char *author)
{
  TdBlock *block = td_block_new (TD_BLOCK_DOCUMENT);

  block->as.document.title = g_strdup (title);
  block->as.document.author = g_strdup (author);
  return block;
}

/**
 * td_block_new_part:
 * @annex: whether this is an annex rather than the body
 * @orientation: the way the paper lies
 * @title: (nullable): outline entry
 *
 * Returns: (transfer full): a sequence of pages
 */
TdBlock *
td_block_new_part (gboolean annex, TdOrientation orientation, const char *title)
{
  TdBlock *block = td_block_new (TD_BLOCK_PART);

  block->as.part.annex = annex;
  block->as.part.orientation = orientation;
  block->as.part.title = g_strdup (title);
  return block;
}

/**
 * td_block_new_header:
 *
 * The caller fills `as.header` with strings that the block will free.
 *
 * Returns: (transfer full): an empty header block
 */
TdBlock *
td_block_new_header (void)
{
  return td_block_new (TD_BLOCK_HEADER);
}

/**
 * td_block_new_annex_header:
 * @label: (nullable): "Phụ lục I"
 * @title: (nullable): the annex's title as printed
 * @reference: (nullable): the line in brackets
 *
 * Returns: (transfer full): the head of an annex
 */
TdBlock *
td_block_new_annex_header (const char *label, const char *title, const char *reference)
{
  TdBlock *block = td_block_new (TD_BLOCK_ANNEX_HEADER);

  block->as.annex_header.label = g_strdup (label);
  block->as.annex_header.title = g_strdup (title);
  block->as.annex_header.reference = g_strdup (reference);
  return block;
}

/**
 * td_block_new_paragraph:
 * @text: (nullable): NFC text
 * @marks: (nullable): mark list of td-marks.h
 *
 * Returns: (transfer full): a body paragraph: justified, first line indented
 */
TdBlock *
td_block_new_paragraph (const char *text, const char *marks)
{
  TdBlock *block = td_block_new (TD_BLOCK_PARAGRAPH);

  td_block_text_set (&block->as.paragraph.text, text, marks);
  return block;
}

/**
 * td_block_new_legal_basis:
 * @text: (nullable): "Căn cứ …;"
 * @marks: (nullable): mark list
 *
 * Returns: (transfer full): a body paragraph in italics
 */
TdBlock *
td_block_new_legal_basis (const char *text, const char *marks)
{
  TdBlock *block = td_block_new_paragraph (text, marks);

  block->as.paragraph.role = TD_PARAGRAPH_LEGAL_BASIS;
  return block;
}

/**
 * td_block_new_plain:
 * @text: (nullable): NFC text
 * @marks: (nullable): mark list
 *
 * Returns: (transfer full): a paragraph without indent, for cells and captions
 */
TdBlock *
td_block_new_plain (const char *text, const char *marks)
{
  TdBlock *block = td_block_new_paragraph (text, marks);

  block->as.paragraph.role = TD_PARAGRAPH_PLAIN;
  return block;
}

/**
 * td_block_new_heading:
 * @level: 0 phần or chương, 1 "I.", 2 "1.", 3 and more below
 * @label: (nullable): the number as printed
 * @title: (nullable): the title as printed
 * @marks: (nullable): mark list of the title
 *
 * Returns: (transfer full): a heading
 */
TdBlock *
td_block_new_heading (int level, const char *label, const char *title, const char *marks)
{
  TdBlock *block = td_block_new (TD_BLOCK_HEADING);

  block->as.heading.level = level;
  block->as.heading.label = g_strdup (label);
  td_block_text_set (&block->as.heading.text, title, marks);
  return block;
}

/**
 * td_block_heading_is_partly_bold:
 * @heading: a heading
 *
 * A heading is bold as the style says; one whose title has bold marks of its own on a part of it
 * ("1. Tên việc: phần giải thích") is bold there alone.
 *
 * Returns: whether the marks of the title say which part is bold
 */
gboolean
td_block_heading_is_partly_bold (const TdBlockHeading *heading)
{
  g_autoptr (GPtrArray) marks = NULL;
  gboolean any = FALSE;

  if (heading->text.text == NULL || heading->text.marks == NULL)
    return FALSE;

  marks = td_marks_parse (heading->text.marks);
  for (guint i = 0; i < marks->len; i++)
    any |= ((const TdMark *) g_ptr_array_index (marks, i))->kind == 'b';

  return any && !td_marks_cover (marks, 'b', 0, (guint) g_utf8_strlen (heading->text.text, -1));
}

/**
 * td_block_new_list_item:
 * @level: 0 is the outermost
 * @label: (nullable): "-", "a)"
 * @text: (nullable): NFC text
 * @marks: (nullable): mark list of the text, without the label
 *
 * Returns: (transfer full): an item
 */
TdBlock *
td_block_new_list_item (int level, const char *label, const char *text, const char *marks)
{
  TdBlock *block = td_block_new (TD_BLOCK_LIST_ITEM);

  block->as.list_item.level = level;
  block->as.list_item.label = g_strdup (label);
  td_block_text_set (&block->as.list_item.text, text, marks);
  return block;
}

static void
td_block_column_clear (gpointer data)
{
  TdBlockColumn *column = data;

  g_free (column->role);
  g_free (column->heading);
}

/**
 * td_block_new_table:
 * @n_header_rows: how many of the first rows are repeated on every page
 *
 * Returns: (transfer full): a table without columns and rows
 */
TdBlock *
td_block_new_table (guint n_header_rows)
{
  TdBlock *block = td_block_new (TD_BLOCK_TABLE);

  block->as.table.n_header_rows = n_header_rows;
  block->as.table.columns = g_array_new (FALSE, TRUE, sizeof (TdBlockColumn));
  g_array_set_clear_func (block->as.table.columns, td_block_column_clear);
  return block;
}

/**
 * td_block_new_row:
 *
 * Returns: (transfer full): a row without cells
 */
TdBlock *
td_block_new_row (void)
{
  return td_block_new (TD_BLOCK_ROW);
}

/**
 * td_block_new_group_row:
 *
 * Returns: (transfer full): an area row: its cells are bold, it stays with the next row
 */
TdBlock *
td_block_new_group_row (void)
{
  TdBlock *block = td_block_new (TD_BLOCK_ROW);

  block->as.row.group = TRUE;
  return block;
}

/**
 * td_block_new_cell:
 * @text: (nullable): text of the first paragraph; NULL makes an empty cell to append to
 * @marks: (nullable): mark list
 *
 * Returns: (transfer full): a cell that spans one column and one row
 */
TdBlock *
td_block_new_cell (const char *text, const char *marks)
{
  TdBlock *block = td_block_new (TD_BLOCK_CELL);

  block->as.cell.column_span = 1;
  block->as.cell.row_span = 1;
  if (text != NULL)
    td_block_append (block, td_block_new_plain (text, marks));
  return block;
}

/**
 * td_block_new_signature:
 *
 * The caller fills `as.signature` with strings that the block will free.
 *
 * Returns: (transfer full): recipients and signature, empty
 */
TdBlock *
td_block_new_signature (void)
{
  return td_block_new (TD_BLOCK_SIGNATURE);
}

/**
 * td_block_new_footnote:
 * @label: the argument of the "n" marks that refer to it
 * @text: (nullable): NFC text
 * @marks: (nullable): mark list
 *
 * Returns: (transfer full): a footnote; append it anywhere to the part that refers to it
 */
TdBlock *
td_block_new_footnote (const char *label, const char *text, const char *marks)
{
  TdBlock *block = td_block_new (TD_BLOCK_FOOTNOTE);

  block->as.footnote.label = g_strdup (label);
  td_block_text_set (&block->as.footnote.text, text, marks);
  return block;
}

/**
 * td_block_new_figure:
 * @width: millimetres
 * @height: millimetres
 * @alt: what a screen reader says
 * @draw: draws it
 * @data: passed to @draw
 * @destroy: (nullable): frees @data
 *
 * Returns: (transfer full): a figure
 */
TdBlock *
td_block_new_figure (double width,
                     double height,
                     const char *alt,
                     TdFigureDraw draw,
                     gpointer data,
                     GDestroyNotify destroy)
{
  TdBlock *block = td_block_new (TD_BLOCK_FIGURE);

  block->as.figure.width = width;
  block->as.figure.height = height;
  block->as.figure.alt = g_strdup (alt);
  block->as.figure.draw = draw;
  block->as.figure.data = data;
  block->as.figure.destroy = destroy;
  return block;
}

/**
 * td_block_new_page_break:
 *
 * Returns: (transfer full): the next node starts a page
 */
TdBlock *
td_block_new_page_break (void)
{
  return td_block_new (TD_BLOCK_PAGE_BREAK);
}

/**
 * td_block_ref:
 * @block: a node
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): @block
 */
TdBlock *
td_block_ref (TdBlock *block)
{
  g_return_val_if_fail (block != NULL, NULL);

  g_atomic_ref_count_inc (&block->refs);
  return block;
}

static void
td_block_clear_header (TdBlockHeader *self)
{
  g_strfreev (self->parents);
  g_strfreev (self->agency);
  g_free (self->nation);
  g_free (self->motto);
  g_free (self->number);
  g_free (self->symbol);
  g_free (self->place);
  g_free (self->kind);
  g_free (self->title);
  g_free (self->title_marks);
  g_free (self->letter_subject);
  g_strfreev (self->addressees);
  g_free (self->secrecy);
  g_free (self->urgency);
  g_free (self->circulation);
  g_strfreev (self->contact);
}

static void
td_block_clear_signature (TdBlockSignature *self)
{
  g_strfreev (self->titles);
  g_free (self->other_title);
  g_free (self->name);
  g_free (self->recipients_label);
  g_strfreev (self->recipients);
  g_free (self->drafter);
}

static void
td_block_clear_texts (TdBlock *block)
{
  switch (block->kind)
    {
    case TD_BLOCK_DOCUMENT:
      g_free (block->as.document.title);
      g_free (block->as.document.author);
      g_free (block->as.document.subject);
      g_free (block->as.document.keywords);
      g_free (block->as.document.language);
      break;
    case TD_BLOCK_ANNEX_HEADER:
      g_free (block->as.annex_header.label);
      g_free (block->as.annex_header.title);
      g_free (block->as.annex_header.reference);
      break;
    case TD_BLOCK_PARAGRAPH:
      td_block_text_clear (&block->as.paragraph.text);
      break;
    case TD_BLOCK_HEADING:
      g_free (block->as.heading.label);
      td_block_text_clear (&block->as.heading.text);
      td_block_text_clear (&block->as.heading.run_in);
      break;
    case TD_BLOCK_LIST_ITEM:
      g_free (block->as.list_item.label);
      td_block_text_clear (&block->as.list_item.text);
      break;
    case TD_BLOCK_FOOTNOTE:
      g_free (block->as.footnote.label);
      td_block_text_clear (&block->as.footnote.text);
      break;
    default:
      break;
    }
}

static void
td_block_clear_data (TdBlock *block)
{
  switch (block->kind)
    {
    case TD_BLOCK_PART:
      g_free (block->as.part.title);
      break;
    case TD_BLOCK_HEADER:
      td_block_clear_header (&block->as.header);
      break;
    case TD_BLOCK_TABLE:
      g_array_unref (block->as.table.columns);
      break;
    case TD_BLOCK_SIGNATURE:
      td_block_clear_signature (&block->as.signature);
      break;
    case TD_BLOCK_FIGURE:
      g_free (block->as.figure.alt);
      if (block->as.figure.destroy != NULL)
        block->as.figure.destroy (block->as.figure.data);
      break;
    default:
      td_block_clear_texts (block);
      break;
    }
}

/**
 * td_block_unref:
 * @block: (transfer full): a node
 *
 * May be called from any thread; the last reference frees the node and releases its children.
 */
void
td_block_unref (TdBlock *block)
{
  g_return_if_fail (block != NULL);

  if (!g_atomic_ref_count_dec (&block->refs))
    return;
  td_block_clear_data (block);
  g_clear_pointer (&block->children, g_ptr_array_unref);
  g_free (block->key);
  g_free (block);
}

/**
 * td_block_append:
 * @parent: a node under construction
 * @child: (transfer full): becomes its last child
 *
 * Returns: (transfer none): @child
 */
TdBlock *
td_block_append (TdBlock *parent, TdBlock *child)
{
  g_return_val_if_fail (parent != NULL && child != NULL, child);

  if (parent->children == NULL)
    parent->children = g_ptr_array_new_with_free_func ((GDestroyNotify) td_block_unref);
  g_ptr_array_add (parent->children, child);
  return child;
}

/**
 * td_block_set_source:
 * @block: a node under construction
 * @kind: what the composer likes, usually a TdKind
 * @id: the object's id
 * @field: (nullable): the field that is printed
 *
 * Also gives the node the key "kind/id/field", unless it has one.
 */
void
td_block_set_source (TdBlock *block, int kind, gint64 id, const char *field)
{
  g_return_if_fail (block != NULL);

  block->source = (TdSource){ kind, id, g_intern_string (field) };
  if (block->key == NULL)
    block->key =
        g_strdup_printf ("%d/%" G_GINT64_FORMAT "/%s", kind, id, field != NULL ? field : "");
}

/**
 * td_block_add_column:
 * @table: a table under construction
 * @role: (nullable): what the column holds
 * @heading: (nullable): its heading
 * @width: share of the table's width, 0 to find it from the content
 * @align: how its cells are aligned
 */
void
td_block_add_column (
    TdBlock *table, const char *role, const char *heading, double width, TdAlign align)
{
  TdBlockColumn column = { g_strdup (role), g_strdup (heading), width, align };

  g_return_if_fail (table != NULL && table->kind == TD_BLOCK_TABLE);

  g_array_append_val (table->as.table.columns, column);
}

/**
 * td_block_append_header_row:
 * @table: a table that has all its columns and no row yet
 *
 * Makes the columns' headings the repeated first row.
 *
 * Returns: (transfer none): the row
 */
TdBlock *
td_block_append_header_row (TdBlock *table)
{
  TdBlock *row;

  g_return_val_if_fail (table != NULL && table->kind == TD_BLOCK_TABLE, NULL);

  row = td_block_append (table, td_block_new_row ());
  for (guint i = 0; i < table->as.table.columns->len; i++)
    {
      TdBlockColumn *column = &g_array_index (table->as.table.columns, TdBlockColumn, i);
      TdBlock *cell = td_block_append (row, td_block_new_cell (column->heading, NULL));

      cell->as.cell.header = TRUE;
      cell->as.cell.middle = TRUE;
    }
  table->as.table.n_header_rows = MAX (table->as.table.n_header_rows, 1);
  return row;
}

/**
 * td_block_n_children:
 * @block: a node
 *
 * Returns: how many children it has
 */
guint
td_block_n_children (const TdBlock *block)
{
  g_return_val_if_fail (block != NULL, 0);

  return block->children != NULL ? block->children->len : 0;
}

/**
 * td_block_child:
 * @block: a node
 * @n: less than td_block_n_children()
 *
 * Returns: (transfer none): the nth child
 */
TdBlock *
td_block_child (const TdBlock *block, guint n)
{
  g_return_val_if_fail (n < td_block_n_children (block), NULL);

  return g_ptr_array_index (block->children, n);
}

/**
 * td_block_get_text:
 * @block: a node
 *
 * Returns: (nullable): the main text of a paragraph, heading, list item or footnote
 */
const TdBlockText *
td_block_get_text (const TdBlock *block)
{
  g_return_val_if_fail (block != NULL, NULL);

  switch (block->kind)
    {
    case TD_BLOCK_PARAGRAPH:
      return &block->as.paragraph.text;
    case TD_BLOCK_HEADING:
      return &block->as.heading.text;
    case TD_BLOCK_LIST_ITEM:
      return &block->as.list_item.text;
    case TD_BLOCK_FOOTNOTE:
      return &block->as.footnote.text;
    default:
      return NULL;
    }
}

/**
 * td_source_equal:
 * @a: a source
 * @b: another
 *
 * Returns: whether they name the same field of the same object
 */
gboolean
td_source_equal (TdSource a, TdSource b)
{
  return a.kind == b.kind && a.id == b.id && a.field == b.field;
}

static void
td_block_dump_into (const TdBlock *block, guint depth, GString *out)
{
  static const char *const names[] = { "document",  "part",      "header",    "annex-header",
                                       "paragraph", "heading",   "list-item", "table",
                                       "row",       "cell",      "signature", "footnote",
                                       "figure",    "page-break" };
  const TdBlockText *text = td_block_get_text (block);

  g_string_append_printf (out, "%*s%s", (int) depth * 2, "", names[block->kind]);
  if (block->key != NULL)
    g_string_append_printf (out, " [%s]", block->key);
  if (block->kind == TD_BLOCK_HEADING && block->as.heading.label != NULL)
    g_string_append_printf (out, " %d %s", block->as.heading.level, block->as.heading.label);
  if (block->kind == TD_BLOCK_LIST_ITEM && block->as.list_item.label != NULL)
    g_string_append_printf (out, " %d %s", block->as.list_item.level, block->as.list_item.label);
  if (text != NULL)
    g_string_append_printf (out, " \"%s\"", text->text);
  if (text != NULL && text->marks != NULL)
    g_string_append_printf (out, " {%s}", text->marks);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < td_block_n_children (block); i++)
    td_block_dump_into (td_block_child (block, i), depth + 1, out);
}

/**
 * td_block_dump:
 * @block: a node
 *
 * Returns: (transfer full): the tree as indented lines, for tests
 */
char *
td_block_dump (const TdBlock *block)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (block != NULL, g_string_free (out, FALSE));

  td_block_dump_into (block, 0, out);
  return g_string_free (out, FALSE);
}
