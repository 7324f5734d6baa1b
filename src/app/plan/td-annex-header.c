/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-annex-header.h"

#define CELL_PADDING 6
#define EDGE 5 /* how near the pointer has to be to an edge, logical pixels */

struct _TdAnnexHeader
{
  GtkWidget parent_instance;

  TdAnnexLayout *columns;
  GPtrArray *labels; /* (element-type GtkWidget): owned as children */
  guint dragged;     /* column whose right edge is dragged, G_MAXUINT: none */
  int start_width;
};

G_DEFINE_FINAL_TYPE (TdAnnexHeader, td_annex_header, GTK_TYPE_WIDGET)

static void
columns_changed_cb (TdAnnexHeader *self)
{
  for (guint i = 0; i < self->labels->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->labels, i));
  g_ptr_array_set_size (self->labels, 0);
  for (guint i = 0; i < td_annex_layout_get_n (self->columns); i++)
    {
      const TdAnnexColumn *column = td_annex_layout_nth (self->columns, i);
      GtkWidget *label = gtk_label_new (column->heading);

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_xalign (GTK_LABEL (label),
                            g_strcmp0 (column->role, TD_COLUMN_NUMBER) == 0 ? 0.5F : 0);
      gtk_widget_set_tooltip_text (label, column->heading);
      gtk_widget_set_parent (label, GTK_WIDGET (self));
      g_ptr_array_add (self->labels, label);
    }
}

/* The column whose right edge is at @x; the last one's is the edge of the table. */
static guint
edge_at (TdAnnexHeader *self, double x)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  for (guint i = 0; i + 1 < td_annex_layout_get_n (self->columns); i++)
    {
      int start, size;

      td_annex_layout_place (self->columns, width, i, &start, &size);
      if (ABS (x - (start + size)) <= EDGE)
        return i;
    }

  return G_MAXUINT;
}

static void
drag_begin_cb (TdAnnexHeader *self, double x, double y, GtkGesture *gesture)
{
  int start;

  self->dragged = edge_at (self, x);
  if (self->dragged == G_MAXUINT)
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  td_annex_layout_place (self->columns, gtk_widget_get_width (GTK_WIDGET (self)), self->dragged,
                         &start, &self->start_width);
}

static void
drag_update_cb (TdAnnexHeader *self, double dx, double dy)
{
  if (self->dragged != G_MAXUINT)
    td_annex_layout_resize (self->columns, self->dragged, gtk_widget_get_width (GTK_WIDGET (self)),
                            self->start_width + (int) dx);
}

static void
drag_end_cb (TdAnnexHeader *self, double dx, double dy)
{
  if (self->dragged != G_MAXUINT)
    td_annex_layout_keep (self->columns);
}

static void
motion_cb (TdAnnexHeader *self, double x, double y)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   edge_at (self, x) != G_MAXUINT ? "col-resize" : NULL);
}

static void
td_annex_header_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  TdAnnexHeader *self = TD_ANNEX_HEADER (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 320 : 0;
  *minimum_baseline = *natural_baseline = -1;
  for (guint i = 0; orientation == GTK_ORIENTATION_VERTICAL && i < self->labels->len; i++)
    {
      int height;

      gtk_widget_measure (g_ptr_array_index (self->labels, i), orientation, -1, &height, NULL, NULL,
                          NULL);
      *minimum = *natural = MAX (*minimum, height);
    }
}

static void
td_annex_header_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TdAnnexHeader *self = TD_ANNEX_HEADER (widget);

  for (guint i = 0; i < self->labels->len; i++)
    {
      GtkAllocation place = { 0, 0, 0, height };
      int least;

      td_annex_layout_place (self->columns, width, i, &place.x, &place.width);
      place.x += CELL_PADDING;
      gtk_widget_measure (g_ptr_array_index (self->labels, i), GTK_ORIENTATION_HORIZONTAL, -1,
                          &least, NULL, NULL, NULL);
      place.width = MAX (place.width - 2 * CELL_PADDING, least);
      gtk_widget_size_allocate (g_ptr_array_index (self->labels, i), &place, -1);
    }
}

static void
td_annex_header_dispose (GObject *object)
{
  TdAnnexHeader *self = TD_ANNEX_HEADER (object);

  for (guint i = 0; i < self->labels->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->labels, i));
  g_ptr_array_set_size (self->labels, 0);
  g_clear_object (&self->columns);

  G_OBJECT_CLASS (td_annex_header_parent_class)->dispose (object);
}

static void
td_annex_header_finalize (GObject *object)
{
  g_ptr_array_unref (TD_ANNEX_HEADER (object)->labels);

  G_OBJECT_CLASS (td_annex_header_parent_class)->finalize (object);
}

static void
td_annex_header_class_init (TdAnnexHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_annex_header_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_annex_header_finalize;
  widget_class->measure = td_annex_header_measure;
  widget_class->size_allocate = td_annex_header_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "annexheader");
}

static void
td_annex_header_init (TdAnnexHeader *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->labels = g_ptr_array_new ();
  self->dragged = G_MAXUINT;
  gtk_widget_add_css_class (GTK_WIDGET (self), "td-table-head");
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/**
 * td_annex_header_new:
 * @columns: shared with the rows
 *
 * Returns: the header
 */
GtkWidget *
td_annex_header_new (TdAnnexLayout *columns)
{
  TdAnnexHeader *self = g_object_new (TD_TYPE_ANNEX_HEADER, NULL);

  self->columns = g_object_ref (columns);
  columns_changed_cb (self);
  g_signal_connect_object (columns, "changed", G_CALLBACK (columns_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (columns, "resized", G_CALLBACK (gtk_widget_queue_allocate), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
