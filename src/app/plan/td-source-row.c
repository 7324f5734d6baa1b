/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-source-row.h"

/* No column of a table is narrower than this part of it: a number has to stay in one piece. */
#define MIN_SHARE 0.06
#define MAX_CELLS 64

typedef struct
{
  GtkWidget *label;
  double from, to; /* shares of the width */
} Cell;

struct _TdSourceRow
{
  GtkWidget parent_instance;

  Cell cells[MAX_CELLS];
  guint n_cells; /* those in use; the labels behind them are kept for the next line */
  guint n_labels;
};

G_DEFINE_FINAL_TYPE (TdSourceRow, td_source_row, GTK_TYPE_WIDGET)

static int
cell_width (const TdSourceRow *self, guint n, int width)
{
  const Cell *cell = &self->cells[n];

  return MAX (1, (int) (cell->to * width) - (int) (cell->from * width));
}

static void
td_source_row_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  TdSourceRow *self = TD_SOURCE_ROW (widget);

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : 0;
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;

  for (guint i = 0; i < self->n_cells; i++)
    {
      int width = cell_width (self, i, for_size > 0 ? for_size : 480);
      int narrowest, height;

      gtk_widget_measure (self->cells[i].label, GTK_ORIENTATION_HORIZONTAL, -1, &narrowest, NULL,
                          NULL, NULL);
      gtk_widget_measure (self->cells[i].label, GTK_ORIENTATION_VERTICAL, MAX (width, narrowest),
                          &height, NULL, NULL, NULL);
      *minimum = MAX (*minimum, height);
    }
  *natural = *minimum;
}

static void
td_source_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TdSourceRow *self = TD_SOURCE_ROW (widget);

  for (guint i = 0; i < self->n_cells; i++)
    {
      int narrowest;
      GtkAllocation place = { (int) (self->cells[i].from * width), 0, cell_width (self, i, width),
                              height };

      gtk_widget_measure (self->cells[i].label, GTK_ORIENTATION_HORIZONTAL, -1, &narrowest, NULL,
                          NULL, NULL);
      place.width = MAX (place.width, narrowest);
      gtk_widget_size_allocate (self->cells[i].label, &place, -1);
    }
}

static GtkSizeRequestMode
td_source_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
td_source_row_dispose (GObject *object)
{
  TdSourceRow *self = TD_SOURCE_ROW (object);

  for (guint i = 0; i < self->n_labels; i++)
    g_clear_pointer (&self->cells[i].label, gtk_widget_unparent);
  self->n_cells = self->n_labels = 0;

  G_OBJECT_CLASS (td_source_row_parent_class)->dispose (object);
}

static void
td_source_row_class_init (TdSourceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_source_row_dispose;
  widget_class->measure = td_source_row_measure;
  widget_class->size_allocate = td_source_row_size_allocate;
  widget_class->get_request_mode = td_source_row_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "sourcerow");
}

static void
td_source_row_init (TdSourceRow *self)
{
}

/**
 * td_source_row_new:
 *
 * Returns: a row that shows nothing yet
 */
GtkWidget *
td_source_row_new (void)
{
  return g_object_new (TD_TYPE_SOURCE_ROW, NULL);
}

static GtkLabel *
take_label (TdSourceRow *self, double from, double to)
{
  Cell *cell = &self->cells[self->n_cells++];

  if (cell->label == NULL)
    {
      cell->label = gtk_label_new (NULL);
      gtk_label_set_wrap (GTK_LABEL (cell->label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (cell->label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_yalign (GTK_LABEL (cell->label), 0);
      gtk_widget_set_parent (cell->label, GTK_WIDGET (self));
      self->n_labels = self->n_cells;
    }
  gtk_widget_set_child_visible (cell->label, TRUE);
  cell->from = from;
  cell->to = to;

  return GTK_LABEL (cell->label);
}

static void
style_label (GtkLabel *label, const TdSourceParagraph *paragraph)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  gboolean centred = paragraph != NULL && paragraph->align == TD_SOURCE_ALIGN_CENTER;
  gboolean right = paragraph != NULL && paragraph->align == TD_SOURCE_ALIGN_END;

  if (paragraph != NULL && paragraph->bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (paragraph != NULL && paragraph->italic)
    pango_attr_list_insert (attributes, pango_attr_style_new (PANGO_STYLE_ITALIC));
  gtk_label_set_attributes (label, attributes);
  pango_attr_list_unref (attributes);
  gtk_label_set_xalign (label, centred ? 0.5F : right ? 1 : 0);
  gtk_label_set_justify (label, centred ? GTK_JUSTIFY_CENTER : GTK_JUSTIFY_LEFT);
}

/* The shares of the table's width at which its columns begin; shares[n_columns] is 1. */
static double *
column_starts (const TdSourceTable *table)
{
  double *starts = g_new0 (double, table->n_columns + 1);
  double all = 0, sum = 0;

  for (guint i = 0; i < table->n_columns; i++)
    all += table->widths != NULL ? MAX (table->widths[i], 0) : 0;
  for (guint i = 0; i < table->n_columns; i++)
    {
      double share = all > 0 ? MAX (table->widths[i], 0) / all : 1.0 / table->n_columns;

      sum += MAX (share, MIN_SHARE);
      starts[i + 1] = sum;
    }
  for (guint i = 0; i <= table->n_columns && sum > 0; i++)
    starts[i] /= sum;

  return starts;
}

static void
show_cells (TdSourceRow *self, const TdSourceTable *table, const TdSourceTableRow *row)
{
  g_autofree double *starts = column_starts (table);

  for (guint i = 0; i < row->cells->len && i < MAX_CELLS; i++)
    {
      const TdSourceCell *cell = g_ptr_array_index (row->cells, i);
      g_autofree char *text = td_source_cell_dup_text (cell);
      guint first = MIN (cell->column, table->n_columns);
      guint behind = MIN (cell->column + cell->column_span, table->n_columns);
      GtkLabel *label = take_label (self, starts[first], starts[MAX (first, behind)]);

      gtk_label_set_label (label, text);
      style_label (label,
                   cell->paragraphs->len > 0 ? g_ptr_array_index (cell->paragraphs, 0) : NULL);
    }
}

/**
 * td_source_row_set_line:
 * @self: a row
 * @line: what to show
 */
void
td_source_row_set_line (TdSourceRow *self, TdSourceLine *line)
{
  const TdSourceTable *table = td_source_line_get_table (line);
  g_autofree char *text = td_source_line_dup_text (line);

  self->n_cells = 0;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "cells");
  if (table != NULL)
    {
      if (table->bordered)
        gtk_widget_add_css_class (GTK_WIDGET (self), "cells");
      show_cells (self, table, td_source_line_get_row (line));
    }
  else
    {
      GtkLabel *label = take_label (self, 0, 1);

      gtk_label_set_label (label, text);
      style_label (label, td_source_line_get_paragraph (line));
    }
  for (guint i = self->n_cells; i < self->n_labels; i++)
    gtk_widget_set_child_visible (self->cells[i].label, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  /* The list's own line widget is what takes the focus. */
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * td_source_row_set_found:
 * @self: a row
 * @found: whether the words that are looked for stand in it
 */
void
td_source_row_set_found (TdSourceRow *self, gboolean found)
{
  if (found)
    gtk_widget_add_css_class (GTK_WIDGET (self), "found");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "found");
}
