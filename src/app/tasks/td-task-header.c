/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-header.h"

#include <math.h>

#include "td-gantt-cell.h"
#include "td-widget-theme.h"

#define CELL_PADDING 6
#define EDGE 5 /* how near the pointer has to be to an edge, logical pixels */
#define HEIGHT 36
#define DRAG_THRESHOLD 8 /* a click that trembles is no drag */

struct _TdTaskHeader
{
  GtkWidget parent_instance;

  TdTaskColumns *columns;
  GtkWidget *labels[TD_N_LIST_COLUMNS];
  int dragged; /* column whose right edge is dragged, -1: none */
  int start_width;
  int carried;    /* column that is taken to another place, -1: none */
  double drop_at; /* where the pointer is with it; below 0: it was not moved yet */
  guint total_id; /* source that tells the columns how much room there is */
};

G_DEFINE_FINAL_TYPE (TdTaskHeader, td_task_header, GTK_TYPE_WIDGET)

enum
{
  SORT,
  MENU,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a click on a heading sorts by */
static const struct
{
  TdListColumn column;
  TdTaskSort sort;
} sorts[] = {
  { TD_LIST_COLUMN_NUMBER, TD_TASK_SORT_PLAN },
  { TD_LIST_COLUMN_UNIT, TD_TASK_SORT_UNIT },
  { TD_LIST_COLUMN_DEADLINE, TD_TASK_SORT_DUE },
  { TD_LIST_COLUMN_STATUS, TD_TASK_SORT_STATUS },
  { TD_LIST_COLUMN_PROGRESS, TD_TASK_SORT_PROGRESS },
};

static void
columns_changed_cb (TdTaskHeader *self)
{
  for (guint i = 0; i < TD_N_LIST_COLUMNS; i++)
    gtk_widget_set_visible (self->labels[i],
                            i != TD_LIST_COLUMN_TIMELINE &&
                                td_task_columns_is_shown (self->columns, (TdListColumn) i));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static int
edge_at (TdTaskHeader *self, double x)
{
  int total = gtk_widget_get_width (GTK_WIDGET (self));

  for (guint i = 0; i < TD_N_LIST_COLUMNS; i++)
    {
      int start, size;

      if (!td_task_columns_can_resize (self->columns, (TdListColumn) i))
        continue;
      td_task_columns_place (self->columns, total, (TdListColumn) i, &start, &size);
      if (fabs (x - (start + size)) <= EDGE)
        return (int) i;
    }

  return -1;
}

static void
drag_begin_cb (TdTaskHeader *self, double x, double y G_GNUC_UNUSED, GtkGesture *gesture)
{
  int start;

  self->dragged = edge_at (self, x);
  self->carried = -1;
  self->drop_at = -1;
  if (self->dragged < 0)
    {
      self->carried =
          td_task_columns_at (self->columns, gtk_widget_get_width (GTK_WIDGET (self)), x);
      if (self->carried < 0 || self->carried == TD_LIST_COLUMN_TIMELINE)
        gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  td_task_columns_place (self->columns, gtk_widget_get_width (GTK_WIDGET (self)),
                         (TdListColumn) self->dragged, &start, &self->start_width);
}

static void
drag_update_cb (TdTaskHeader *self, double dx, double dy G_GNUC_UNUSED, GtkGesture *gesture)
{
  double x, y;

  if (self->dragged >= 0)
    {
      td_task_columns_resize (self->columns, (TdListColumn) self->dragged,
                              self->start_width + (int) dx);
      return;
    }
  if (self->carried < 0 || (fabs (dx) < DRAG_THRESHOLD && self->drop_at < 0) ||
      !gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (gesture), &x, &y))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  self->drop_at = MAX (x + dx, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (TdTaskHeader *self)
{
  int column =
      td_task_columns_at (self->columns, gtk_widget_get_width (GTK_WIDGET (self)), self->drop_at);

  if (self->carried >= 0 && self->drop_at >= 0 && column >= 0 && column != self->carried)
    td_task_columns_move_column (
        self->columns, (TdListColumn) self->carried,
        td_task_columns_get_position (self->columns, (TdListColumn) column));
  self->carried = -1;
  self->drop_at = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
right_click_cb (TdTaskHeader *self, int n_press G_GNUC_UNUSED, double x, double y)
{
  g_signal_emit (self, signals[MENU], 0, x, y);
}

static void
released_cb (TdTaskHeader *self, int n_press G_GNUC_UNUSED, double x, double y G_GNUC_UNUSED)
{
  int column = td_task_columns_at (self->columns, gtk_widget_get_width (GTK_WIDGET (self)), x);

  for (guint i = 0; i < G_N_ELEMENTS (sorts) && edge_at (self, x) < 0; i++)
    {
      if ((int) sorts[i].column == column)
        g_signal_emit (self, signals[SORT], 0, sorts[i].sort);
    }
}

static void
motion_cb (TdTaskHeader *self, double x, double y G_GNUC_UNUSED)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), edge_at (self, x) >= 0 ? "col-resize" : NULL);
}

static gboolean
scroll_cb (TdTaskHeader *self, double dx, double dy, GtkEventController *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  const TdGanttAxis *axis = td_task_columns_get_axis (self->columns);

  if (!td_task_columns_get_timeline (self->columns))
    return GDK_EVENT_PROPAGATE;
  if (state & GDK_CONTROL_MASK)
    td_task_columns_zoom (self->columns, dy > 0 ? 1.25 : 0.8, (axis->from + axis->to) / 2);
  else
    td_task_columns_move (self->columns, (fabs (dx) > fabs (dy) ? dx : dy) * 0.08);

  return GDK_EVENT_STOP;
}

static void
td_task_header_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size G_GNUC_UNUSED,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  TdTaskHeader *self = TD_TASK_HEADER (widget);
  int height = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    gtk_widget_measure (self->labels[TD_LIST_COLUMN_CONTENT], orientation, -1, &height, NULL, NULL,
                        NULL);
  *minimum = *natural =
      orientation == GTK_ORIENTATION_HORIZONTAL ? 320 : MAX (HEIGHT, (int) (height * 2.1));
  *minimum_baseline = *natural_baseline = -1;
}

/* Not while the widgets are placed: other columns have other sizes. */
static gboolean
tell_total_cb (gpointer data)
{
  TdTaskHeader *self = TD_TASK_HEADER (data);

  self->total_id = 0;
  td_task_columns_set_total (self->columns, gtk_widget_get_width (GTK_WIDGET (self)));

  return G_SOURCE_REMOVE;
}

static void
td_task_header_size_allocate (GtkWidget *widget, int width, int height, int baseline G_GNUC_UNUSED)
{
  TdTaskHeader *self = TD_TASK_HEADER (widget);

  if (self->total_id == 0)
    self->total_id = g_idle_add_full (GTK_PRIORITY_RESIZE, tell_total_cb, self, NULL);
  for (guint i = 0; i < TD_N_LIST_COLUMNS; i++)
    {
      GtkAllocation place = { 0, 0, 0, height };
      int least;

      if (!gtk_widget_get_visible (self->labels[i]))
        continue;
      td_task_columns_place (self->columns, width, (TdListColumn) i, &place.x, &place.width);
      place.x += CELL_PADDING;
      gtk_widget_measure (self->labels[i], GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL,
                          NULL);
      place.width = MAX (place.width - 2 * CELL_PADDING, least);
      gtk_widget_size_allocate (self->labels[i], &place, -1);
    }
}

/* The edge at which the carried column will stand */
static void
draw_drop (TdTaskHeader *self, GtkSnapshot *snapshot)
{
  int total = gtk_widget_get_width (GTK_WIDGET (self));
  int column = td_task_columns_at (self->columns, total, self->drop_at);
  int x, width;
  GdkRGBA color;

  if (column < 0 || column == self->carried || column == TD_LIST_COLUMN_TIMELINE)
    return;
  td_task_columns_place (self->columns, total, (TdListColumn) column, &x, &width);
  if (td_task_columns_get_position (self->columns, (TdListColumn) column) >
      td_task_columns_get_position (self->columns, (TdListColumn) self->carried))
    x += width;
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  gtk_snapshot_append_color (
      snapshot, &color,
      &GRAPHENE_RECT_INIT ((float) MAX (x - 1, 0), 0, 2,
                           (float) gtk_widget_get_height (GTK_WIDGET (self))));
}

static void
td_task_header_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TdTaskHeader *self = TD_TASK_HEADER (widget);
  int total = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  if (td_task_columns_get_timeline (self->columns))
    {
      TdChartTheme theme = td_widget_theme (widget);
      graphene_rect_t area;
      int x, width;
      cairo_t *cr;

      td_task_columns_place (self->columns, total, TD_LIST_COLUMN_TIMELINE, &x, &width);
      area = GRAPHENE_RECT_INIT ((float) x, 0, (float) width, (float) height);
      cr = gtk_snapshot_append_cairo (snapshot, &area);
      cairo_translate (cr, x, 0);
      td_gantt_draw_head (cr, &theme, gtk_widget_get_pango_context (widget),
                          td_task_columns_get_axis (self->columns), width, height,
                          td_task_columns_get_today (self->columns));
      cairo_destroy (cr);
    }
  GTK_WIDGET_CLASS (td_task_header_parent_class)->snapshot (widget, snapshot);
  if (self->carried >= 0 && self->drop_at >= 0)
    draw_drop (self, snapshot);
}

static void
td_task_header_dispose (GObject *object)
{
  TdTaskHeader *self = TD_TASK_HEADER (object);

  g_clear_handle_id (&self->total_id, g_source_remove);
  for (guint i = 0; i < TD_N_LIST_COLUMNS; i++)
    g_clear_pointer (&self->labels[i], gtk_widget_unparent);
  g_clear_object (&self->columns);

  G_OBJECT_CLASS (td_task_header_parent_class)->dispose (object);
}

static void
td_task_header_class_init (TdTaskHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_task_header_dispose;
  widget_class->measure = td_task_header_measure;
  widget_class->size_allocate = td_task_header_size_allocate;
  widget_class->snapshot = td_task_header_snapshot;
  gtk_widget_class_set_css_name (widget_class, "taskheader");
  signals[SORT] = g_signal_new ("sort", TD_TYPE_TASK_HEADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  signals[MENU] = g_signal_new ("menu", TD_TYPE_TASK_HEADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
td_task_header_init (TdTaskHeader *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *right = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  self->dragged = -1;
  self->carried = -1;
  self->drop_at = -1;
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (widget, "td-table-head");
  for (guint i = 0; i < TD_N_LIST_COLUMNS; i++)
    {
      GtkWidget *label = gtk_label_new (td_task_columns_heading ((TdListColumn) i));

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_xalign (GTK_LABEL (label), i == TD_LIST_COLUMN_NUMBER ? 0.5F : 0);
      gtk_widget_set_parent (label, widget);
      self->labels[i] = label;
    }
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (right), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (right, "pressed", G_CALLBACK (right_click_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (right));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, scroll);
}

/**
 * td_task_header_set_sort:
 * @self: a header
 * @sort: what the tasks are sorted by
 * @descending: which way
 *
 * Marks the heading.
 */
void
td_task_header_set_sort (TdTaskHeader *self, TdTaskSort sort, gboolean descending)
{
  g_return_if_fail (TD_IS_TASK_HEADER (self));

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      const char *heading = td_task_columns_heading (sorts[i].column);
      gboolean marked = sorts[i].sort == sort && (sort != TD_TASK_SORT_PLAN || descending);
      g_autofree char *text = g_strdup_printf ("%s%s", heading,
                                               !marked      ? ""
                                               : descending ? " ↓"
                                                            : " ↑");

      gtk_label_set_label (GTK_LABEL (self->labels[sorts[i].column]), text);
    }
}

/**
 * td_task_header_new:
 * @columns: shared with the rows
 *
 * Returns: the header
 */
GtkWidget *
td_task_header_new (TdTaskColumns *columns)
{
  TdTaskHeader *self = g_object_new (TD_TYPE_TASK_HEADER, NULL);

  self->columns = g_object_ref (columns);
  columns_changed_cb (self);
  g_signal_connect_object (columns, "changed", G_CALLBACK (columns_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (columns, "resized", G_CALLBACK (gtk_widget_queue_resize), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (columns, "axis", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
