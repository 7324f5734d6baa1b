/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-docx-context.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-docx-xml.h"

/* A w:tbl, row after row: the caller streams the rows, so that a long table is never a tree. */

#define MAX_COLUMNS 512
#define MAX_SPAN 63 /* Word's own limit */

struct _TdDocxTable
{
  TdDocxContext *context;
  TdSourceTable *table;
  GArray *widths;           /* (element-type double): of w:gridCol */
  const TdDocxStyle *style; /* (nullable) */
  TdDocxBorders borders;
  gboolean shaded;
  gboolean first_row_style;
  gboolean first_column_style;
  TdSourceCell *open[MAX_COLUMNS]; /* cells that a w:vMerge may continue, by first column */
  GHashTable *nested;              /* TdSourceCell -> items of a cell that holds tables */
  guint n_lined;                   /* cells with at least two lines around */
  guint n_cells;
  guint n_rows; /* also the deleted ones */
};

/* One row while it is read */
typedef struct
{
  TdSourceTableRow *row;
  const TdDocxBorders *borders;
  TdSourceCell *open[MAX_COLUMNS];
  TdSourceCell *last; /* (nullable): for w:hMerge */
  guint column;
  int first_page;
  int last_page;
} Row;

/**
 * td_docx_table_new:
 * @context: a reading; it must outlive the table
 *
 * Returns: (transfer full): a table without rows
 */
TdDocxTable *
td_docx_table_new (TdDocxContext *context)
{
  TdDocxTable *table = g_new0 (TdDocxTable, 1);

  table->context = context;
  table->table = td_source_table_new ();
  table->table->page = context->page;
  table->widths = g_array_new (FALSE, FALSE, sizeof (double));
  table->nested = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) td_docx_items_free);
  table->style = td_docx_styles_table (context->styles, NULL);
  td_docx_borders_init (&table->borders);
  if (table->style != NULL)
    td_docx_borders_merge (&table->borders, &table->style->borders);

  return table;
}

/**
 * td_docx_table_free:
 * @table: (nullable) (transfer full): a table
 */
void
td_docx_table_free (TdDocxTable *table)
{
  if (table == NULL)
    return;

  g_hash_table_unref (table->nested);
  td_source_table_free (table->table);
  g_array_unref (table->widths);
  g_free (table);
}

static gboolean
look_has (const xmlNode *look, const char *name, guint bit)
{
  const char *flag = td_docx_attr (look, name);
  const char *val = td_docx_attr (look, "val");

  if (flag != NULL)
    return g_str_equal (flag, "1") || g_str_equal (flag, "true") || g_str_equal (flag, "on");

  return val != NULL && (g_ascii_strtoull (val, NULL, 16) & bit) != 0;
}

/**
 * td_docx_table_properties:
 * @table: a table
 * @node: its w:tblPr
 */
void
td_docx_table_properties (TdDocxTable *table, const xmlNode *node)
{
  const xmlNode *look = td_docx_child (node, "tblLook");

  table->style =
      td_docx_styles_table (table->context->styles, td_docx_child_val (node, "tblStyle"));
  td_docx_borders_init (&table->borders);
  if (table->style != NULL)
    td_docx_borders_merge (&table->borders, &table->style->borders);
  td_docx_borders_read (&table->borders, td_docx_child (node, "tblBorders"));
  table->shaded = td_docx_shading_read (node) == 1;
  table->first_row_style = look_has (look, "firstRow", 0x20);
  table->first_column_style = look_has (look, "firstColumn", 0x80);
}

/**
 * td_docx_table_grid:
 * @table: a table
 * @node: its w:tblGrid
 */
void
td_docx_table_grid (TdDocxTable *table, const xmlNode *node)
{
  TD_DOCX_FOREACH (child, node)
  {
    double width = 0;

    if (!td_docx_is_w (child, "gridCol") || table->widths->len >= MAX_COLUMNS)
      continue;
    td_docx_points (td_docx_attr (child, "w"), &width);
    width = MAX (width, 0);
    g_array_append_val (table->widths, width);
  }
}

/* A span wider than Word allows is cut to what is left of the grid. */
static guint
checked_span (TdDocxTable *table, guint column, int span)
{
  guint room = MAX_COLUMNS - column;

  if (span <= 0)
    return 1;
  if (span > MAX_SPAN)
    {
      td_docx_context_warn (
          table->context, _ ("A table cell spans more columns than a table can have; it was cut."));
      room = table->widths->len > column ? table->widths->len - column : 1;
    }

  return MIN ((guint) span, room);
}

static void
merge_style (TdDocxRunProps *props,
             const TdDocxTable *table,
             gboolean first_row,
             gboolean first_col)
{
  td_docx_run_props_init (props);
  if (table->style == NULL)
    return;

  td_docx_run_props_merge (props, &table->style->run);
  td_docx_run_props_merge (props, &table->style->conditional[TD_DOCX_WHOLE_TABLE]);
  if (first_col)
    td_docx_run_props_merge (props, &table->style->conditional[TD_DOCX_FIRST_COLUMN]);
  if (first_row)
    td_docx_run_props_merge (props, &table->style->conditional[TD_DOCX_FIRST_ROW]);
}

static gboolean
cell_shaded (const TdDocxTable *table, const xmlNode *tcpr, gboolean first_row, gboolean first_col)
{
  int direct = td_docx_shading_read (tcpr);
  const gint8 *shaded = table->style != NULL ? table->style->shaded : NULL;

  if (direct >= 0)
    return direct;
  if (first_row && shaded != NULL && shaded[TD_DOCX_FIRST_ROW] >= 0)
    return shaded[TD_DOCX_FIRST_ROW];
  if (first_col && shaded != NULL && shaded[TD_DOCX_FIRST_COLUMN] >= 0)
    return shaded[TD_DOCX_FIRST_COLUMN];

  return table->shaded || (shaded != NULL && shaded[TD_DOCX_WHOLE_TABLE] == 1);
}

static gboolean
side (gint8 own, gint8 outer, gint8 inner, gboolean at_edge)
{
  return (own >= 0 ? own : at_edge ? outer : inner) == 1;
}

static void
count_lines (TdDocxTable *table, const Row *row, const xmlNode *tcpr, guint span)
{
  const TdDocxBorders *t = row->borders;
  TdDocxBorders own;
  guint lines;

  td_docx_borders_init (&own);
  td_docx_borders_read (&own, td_docx_child (tcpr, "tcBorders"));
  lines = side (own.top, t->top, t->inside_h, table->table->rows->len == 0) +
          side (own.bottom, t->bottom, t->inside_h, FALSE) +
          side (own.start, t->start, t->inside_v, row->column == 0) +
          side (own.end, t->end, t->inside_v, row->column + span >= table->widths->len);
  table->n_cells++;
  table->n_lined += lines >= 2;
}

/* Paragraphs go to the cell; a cell that holds tables keeps its items until it is known whether
 * the table around is only a frame. */
static void
read_cell_content (TdDocxTable *table, TdSourceCell *cell, const xmlNode *node)
{
  TdDocxContext *context = table->context;
  guint fields = context->fields->len;
  TdDocxSink sink;
  gboolean has_table = FALSE;

  td_docx_sink_init (&sink);
  td_docx_read_blocks (context, node, &sink);
  td_docx_flush (context, &sink);
  td_docx_field_trim (context, MIN (fields, context->fields->len));

  for (guint i = 0; i < sink.items->len; i++)
    {
      TdSourceItem *item = g_ptr_array_index (sink.items, i);

      has_table |= item->type == TD_SOURCE_TABLE;
    }
  if (has_table)
    g_hash_table_insert (table->nested, cell, g_steal_pointer (&sink.items));
  else
    {
      for (guint i = 0; i < sink.items->len; i++)
        {
          TdSourceItem *item = g_ptr_array_index (sink.items, i);

          g_ptr_array_add (cell->paragraphs, item->paragraph);
          g_free (item);
        }
      g_ptr_array_set_size (sink.items, 0);
    }
  td_docx_sink_clear (&sink);
}

static gboolean
continues_above (TdDocxTable *table, Row *row, const xmlNode *tcpr, guint span)
{
  const xmlNode *merge = td_docx_child (tcpr, "vMerge");
  const char *val = td_docx_attr (merge, "val");
  TdSourceCell *above = table->open[row->column];

  if (merge == NULL || (val != NULL && g_str_equal (val, "restart")) || above == NULL)
    return FALSE;

  above->row_span++;
  row->open[row->column] = above;

  return TRUE;
}

static gboolean
continues_left (Row *row, const xmlNode *tcpr, guint span)
{
  const xmlNode *merge = td_docx_child (tcpr, "hMerge");
  const char *val = td_docx_attr (merge, "val");

  if (merge == NULL || (val != NULL && g_str_equal (val, "restart")) || row->last == NULL)
    return FALSE;

  row->last->column_span += span;

  return TRUE;
}

static void
read_cell (TdDocxTable *table, Row *row, const xmlNode *node)
{
  TdDocxContext *context = table->context;
  const xmlNode *tcpr = td_docx_child (node, "tcPr");
  gboolean first_row = table->first_row_style && table->n_rows == 0;
  gboolean first_col = table->first_column_style && row->column == 0;
  TdDocxRunProps run;
  TdSourceCell *cell;
  guint span;

  if (td_docx_child (tcpr, "cellDel") != NULL || row->column >= MAX_COLUMNS ||
      !td_docx_context_spend (context, 200))
    return;

  span = checked_span (table, row->column, td_docx_int (td_docx_child_val (tcpr, "gridSpan"), 1));
  if (!continues_above (table, row, tcpr, span) && !continues_left (row, tcpr, span))
    {
      cell = td_source_cell_new ();
      cell->column = row->column;
      cell->column_span = span;
      cell->shaded = cell_shaded (table, tcpr, first_row, first_col);
      g_ptr_array_add (row->row->cells, cell);
      row->last = cell;
      if (td_docx_child (tcpr, "vMerge") != NULL)
        row->open[row->column] = cell;
      count_lines (table, row, tcpr, span);

      merge_style (&run, table, first_row, first_col);
      context->table_run = &run;
      context->page = row->first_page;
      read_cell_content (table, cell, node);
      context->table_run = NULL;
      row->last_page = MAX (row->last_page, context->page);
    }
  row->column += span;
}

static void
read_cells (TdDocxTable *table, Row *row, const xmlNode *parent)
{
  TD_DOCX_FOREACH (child, parent)
  {
    if (table->context->error != NULL)
      return;
    if (td_docx_is_w (child, "tc"))
      read_cell (table, row, child);
    else if (td_docx_is_w (child, "sdt") && td_docx_child (child, "sdtContent") != NULL)
      read_cells (table, row, td_docx_child (child, "sdtContent"));
    else if (td_docx_is_w (child, "customXml") || td_docx_is_w (child, "ins"))
      read_cells (table, row, child);
  }
}

static void
read_row (TdDocxTable *table, const xmlNode *node)
{
  TdDocxContext *context = table->context;
  const xmlNode *trpr = td_docx_child (node, "trPr");
  const xmlNode *exceptions = td_docx_child (td_docx_child (node, "tblPrEx"), "tblBorders");
  TdDocxBorders borders = table->borders;
  Row row = { .borders = &borders, .first_page = context->page, .last_page = context->page };

  if (td_docx_child (trpr, "del") != NULL || !td_docx_context_spend (context, 120))
    return;

  td_docx_borders_read (&borders, exceptions);
  row.row = td_source_table_row_new ();
  row.row->header = td_docx_child_on (trpr, "tblHeader") == 1;
  row.column = (guint) CLAMP (td_docx_int (td_docx_child_val (trpr, "gridBefore"), 0), 0, MAX_SPAN);
  read_cells (table, &row, node);
  context->page = row.last_page;

  row.column += (guint) CLAMP (td_docx_int (td_docx_child_val (trpr, "gridAfter"), 0), 0, MAX_SPAN);
  table->table->n_columns = MAX (table->table->n_columns, row.column);
  memcpy (table->open, row.open, sizeof table->open);
  g_ptr_array_add (table->table->rows, row.row);
  table->n_rows++;
}

/**
 * td_docx_table_row:
 * @table: a table
 * @node: a w:tr, or what may stand around one
 */
void
td_docx_table_row (TdDocxTable *table, const xmlNode *node)
{
  const TdDocxRunProps *outer = table->context->table_run;

  if (td_docx_is_w (node, "tr"))
    read_row (table, node);
  else
    {
      const xmlNode *inner = NULL;

      if (td_docx_is_w (node, "sdt"))
        inner = td_docx_child (node, "sdtContent");
      else if (td_docx_is_w (node, "customXml") || td_docx_is_w (node, "ins"))
        inner = node;
      if (inner != NULL)
        TD_DOCX_FOREACH (child, inner)
      td_docx_table_row (table, child);
    }
  table->context->table_run = outer;
}

static void
flatten (TdSourceTable *nested, GPtrArray *paragraphs)
{
  for (guint r = 0; r < nested->rows->len; r++)
    {
      TdSourceTableRow *row = g_ptr_array_index (nested->rows, r);

      for (guint c = 0; c < row->cells->len; c++)
        {
          TdSourceCell *cell = g_ptr_array_index (row->cells, c);

          while (cell->paragraphs->len > 0)
            g_ptr_array_add (paragraphs, g_ptr_array_steal_index (cell->paragraphs, 0));
        }
    }
  td_source_table_free (nested);
}

static void
flatten_cell (TdSourceCell *cell, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      TdSourceItem *item = g_ptr_array_index (items, i);

      if (item->type == TD_SOURCE_PARAGRAPH)
        g_ptr_array_add (cell->paragraphs, item->paragraph);
      else
        flatten (item->table, cell->paragraphs);
      g_free (item);
    }
  g_ptr_array_set_size (items, 0);
}

/* A table of one column around other tables is a frame: what it holds stands on its own. */
static void
unwrap (TdDocxTable *table, TdDocxSink *sink)
{
  for (guint r = 0; r < table->table->rows->len; r++)
    {
      TdSourceTableRow *row = g_ptr_array_index (table->table->rows, r);

      for (guint c = 0; c < row->cells->len; c++)
        {
          TdSourceCell *cell = g_ptr_array_index (row->cells, c);
          GPtrArray *items = g_hash_table_lookup (table->nested, cell);

          for (guint i = 0; items != NULL && i < items->len; i++)
            g_ptr_array_add (sink->items, g_ptr_array_index (items, i));
          if (items != NULL)
            g_ptr_array_set_size (items, 0);
          while (cell->paragraphs->len > 0)
            td_docx_sink_add_paragraph (sink, g_ptr_array_steal_index (cell->paragraphs, 0));
        }
    }
}

/**
 * td_docx_table_finish:
 * @table: a table
 * @sink: where it goes; nothing when no row is left of it
 */
void
td_docx_table_finish (TdDocxTable *table, TdDocxSink *sink)
{
  TdSourceTable *result = table->table;
  GHashTableIter iter;
  gpointer cell, items;

  if (result->rows->len == 0)
    return;
  if (result->n_columns <= 1 && g_hash_table_size (table->nested) > 0)
    {
      unwrap (table, sink);
      return;
    }

  g_hash_table_iter_init (&iter, table->nested);
  while (g_hash_table_iter_next (&iter, &cell, &items))
    flatten_cell (cell, items);

  result->n_columns = MIN (MAX (result->n_columns, table->widths->len), MAX_COLUMNS);
  result->widths = g_new0 (double, MAX (result->n_columns, 1));
  for (guint i = 0; i < MIN (result->n_columns, table->widths->len); i++)
    result->widths[i] = g_array_index (table->widths, double, i);
  result->bordered = 2 * table->n_lined > table->n_cells;
  td_docx_sink_add_table (sink, result);
  table->table = td_source_table_new ();
}
