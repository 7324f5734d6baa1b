/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-gantt-cell.h"

#include <math.h>

#include "td-task-gantt.h"
#include "td-widget-theme.h"

struct _TdGanttCell
{
  GtkWidget parent_instance;

  TdTaskColumns *columns;
  gboolean read_only;
  TdTaskItem *item;
  GArray *bars; /* (element-type TdGanttBar); NULL without a task */

  TdGanttPart part; /* that is dragged */
  guint bar;
  TdGanttBar before; /* as it was when the drag began */
};

G_DEFINE_FINAL_TYPE (TdGanttCell, td_gantt_cell, GTK_TYPE_WIDGET)

enum
{
  WINDOW_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
td_gantt_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TdGanttCell *self = TD_GANTT_CELL (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, width, height);
  TdChartTheme theme;
  cairo_t *cr;

  if (width < 2 || height < 2)
    return;
  theme = td_widget_theme (widget);
  cr = gtk_snapshot_append_cairo (snapshot, &area);
  td_gantt_draw_row (cr, &theme, td_task_columns_get_axis (self->columns), self->bars, width,
                     height, td_task_columns_get_today (self->columns));
  cairo_destroy (cr);
}

static void
td_gantt_cell_measure (GtkWidget *widget G_GNUC_UNUSED,
                       GtkOrientation orientation,
                       int for_size G_GNUC_UNUSED,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 40 : 20;
  *minimum_baseline = *natural_baseline = -1;
}

static TdGanttPart
part_at (TdGanttCell *self, double x, guint *bar)
{
  if (self->bars == NULL)
    return TD_GANTT_NOWHERE;

  return td_gantt_pick (td_task_columns_get_axis (self->columns), self->bars,
                        gtk_widget_get_width (GTK_WIDGET (self)), x, bar);
}

/* What is done is done; a turn that was done stays where it is, too. */
static gboolean
can_drag (TdGanttCell *self, guint bar)
{
  const TdGanttBar *record = &g_array_index (self->bars, TdGanttBar, bar);
  const TdTaskFacts *facts = td_task_item_get_facts (self->item);
  const TdTaskTurn *turn;

  if (self->read_only || facts == NULL || facts->done != 0)
    return FALSE;
  if (record->key == 0)
    return record->shape == TD_GANTT_WINDOW && facts->due != 0;
  if (record->key > facts->n_turns)
    return FALSE;
  turn = &g_array_index (td_task_item_get_snapshot (self->item)->turns, TdTaskTurn,
                         facts->turns_at + record->key - 1);

  return turn->done == 0;
}

static void
motion_cb (TdGanttCell *self, double x, double y G_GNUC_UNUSED)
{
  guint bar = 0;
  TdGanttPart part = part_at (self, x, &bar);
  const char *cursor = NULL;

  if (part != TD_GANTT_NOWHERE && can_drag (self, bar))
    cursor = part == TD_GANTT_BODY ? "grab" : "ew-resize";
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor);
}

static void
drag_begin_cb (TdGanttCell *self, double x, double y G_GNUC_UNUSED, GtkGesture *gesture)
{
  self->part = part_at (self, x, &self->bar);
  if (self->part == TD_GANTT_NOWHERE || !can_drag (self, self->bar))
    {
      self->part = TD_GANTT_NOWHERE;
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->before = g_array_index (self->bars, TdGanttBar, self->bar);
}

static void
drag_update_cb (TdGanttCell *self, double dx, double dy G_GNUC_UNUSED, GtkGesture *gesture)
{
  const TdGanttAxis *axis = td_task_columns_get_axis (self->columns);
  double per_day = gtk_widget_get_width (GTK_WIDGET (self)) / (axis->to - axis->from);
  int days = (int) round (dx / MAX (per_day, 0.01));
  TdGanttBar *bar;

  if (self->part == TD_GANTT_NOWHERE || self->bars == NULL || self->bar >= self->bars->len)
    return;
  if (days != 0)
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  bar = &g_array_index (self->bars, TdGanttBar, self->bar);
  *bar = self->before;
  if (self->part != TD_GANTT_END)
    bar->first = (guint32) ((int) bar->first + days);
  if (self->part != TD_GANTT_START)
    bar->last = (guint32) ((int) bar->last + days);
  if (bar->first > bar->last)
    {
      if (self->part == TD_GANTT_START)
        bar->first = bar->last;
      else
        bar->last = bar->first;
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (TdGanttCell *self)
{
  const TdGanttBar *bar;

  if (self->part == TD_GANTT_NOWHERE || self->bars == NULL || self->bar >= self->bars->len)
    return;
  self->part = TD_GANTT_NOWHERE;
  bar = &g_array_index (self->bars, TdGanttBar, self->bar);
  if (bar->first != self->before.first || bar->last != self->before.last)
    g_signal_emit (self, signals[WINDOW_CHANGED], 0, (guint) bar->key, bar->open ? 0 : bar->first,
                   bar->last);
}

static gboolean
scroll_cb (TdGanttCell *self, double dx, double dy, GtkEventController *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  double width = gtk_widget_get_width (GTK_WIDGET (self));

  if (state & GDK_CONTROL_MASK)
    {
      GdkEvent *event = gtk_event_controller_get_current_event (controller);
      double x = width / 2, y = 0;

      /* The day under the pointer stays where it is. */
      if (event != NULL && gdk_event_get_position (event, &x, &y))
        {
          double left = 0, top = 0;

          gtk_widget_translate_coordinates (GTK_WIDGET (self),
                                            GTK_WIDGET (gtk_widget_get_native (GTK_WIDGET (self))),
                                            0, 0, &left, &top);
          x = CLAMP (x - left, 0, width);
        }
      td_task_columns_zoom (self->columns, dy > 0 ? 1.25 : 0.8,
                            td_gantt_day (td_task_columns_get_axis (self->columns), width, x));
      return GDK_EVENT_STOP;
    }
  if ((state & GDK_SHIFT_MASK) || fabs (dx) > fabs (dy))
    {
      td_task_columns_move (self->columns, (fabs (dx) > fabs (dy) ? dx : dy) * 0.08);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static gboolean
td_gantt_cell_query_tooltip (GtkWidget *widget,
                             int x G_GNUC_UNUSED,
                             int y G_GNUC_UNUSED,
                             gboolean keyboard G_GNUC_UNUSED,
                             GtkTooltip *tooltip)
{
  TdGanttCell *self = TD_GANTT_CELL (widget);
  g_autofree char *words = NULL;

  if (self->item == NULL || td_task_item_get_facts (self->item) == NULL)
    return FALSE;
  words = td_task_gantt_words (td_task_item_get_snapshot (self->item),
                               td_task_item_get_facts (self->item),
                               td_task_item_get_as_of (self->item));
  gtk_tooltip_set_text (tooltip, words);

  return TRUE;
}

static void
td_gantt_cell_dispose (GObject *object)
{
  TdGanttCell *self = TD_GANTT_CELL (object);

  g_clear_object (&self->item);
  g_clear_object (&self->columns);
  g_clear_pointer (&self->bars, g_array_unref);

  G_OBJECT_CLASS (td_gantt_cell_parent_class)->dispose (object);
}

static void
td_gantt_cell_class_init (TdGanttCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_gantt_cell_dispose;
  widget_class->snapshot = td_gantt_cell_snapshot;
  widget_class->measure = td_gantt_cell_measure;
  widget_class->query_tooltip = td_gantt_cell_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "ganttcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  signals[WINDOW_CHANGED] =
      g_signal_new ("window-changed", TD_TYPE_GANTT_CELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
}

static void
td_gantt_cell_init (TdGanttCell *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, scroll);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
}

/**
 * td_gantt_cell_set_item:
 * @self: a cell
 * @item: (nullable): a task
 *
 * Shows a task as it is now.
 */
void
td_gantt_cell_set_item (TdGanttCell *self, TdTaskItem *item)
{
  const TdTaskFacts *facts;

  g_return_if_fail (TD_IS_GANTT_CELL (self));

  g_set_object (&self->item, item);
  g_clear_pointer (&self->bars, g_array_unref);
  self->part = TD_GANTT_NOWHERE;
  facts = item != NULL ? td_task_item_get_facts (item) : NULL;
  if (facts != NULL)
    {
      g_autofree char *words = td_task_gantt_words (td_task_item_get_snapshot (item), facts,
                                                    td_task_item_get_as_of (item));

      self->bars = td_task_gantt_bars (td_task_item_get_snapshot (item), facts,
                                       td_task_item_get_as_of (item));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                      -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * td_gantt_cell_new:
 * @columns: shared with header and rows
 * @read_only: whether nothing can be dragged
 *
 * Returns: an empty cell
 */
GtkWidget *
td_gantt_cell_new (TdTaskColumns *columns, gboolean read_only)
{
  TdGanttCell *self = g_object_new (TD_TYPE_GANTT_CELL, NULL);

  self->columns = g_object_ref (columns);
  self->read_only = read_only;
  g_signal_connect_object (columns, "axis", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
