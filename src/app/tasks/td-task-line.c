/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-line.h"

#include <glib/gi18n-lib.h>

#include "td-gantt-cell.h"
#include "td-status-pill.h"

#define CELL_PADDING 6
#define TASK_HEIGHT 40     /* with the unit under the content */
#define LOW_TASK_HEIGHT 31 /* without */
#define GROUP_HEIGHT 26

struct _TdTaskLine
{
  GtkWidget parent_instance;

  TdTaskColumns *columns;
  TdTaskItem *item;
  gulong changed_id;
  gboolean read_only;
  gboolean stale; /* the widgets below do not show the item yet, or are not made */

  GtkWidget *group; /* (nullable): expander, title, count */
  GtkButton *expander;
  GtkLabel *group_title;
  GtkLabel *group_count;

  GtkWidget *cells[TD_N_LIST_COLUMNS]; /* (nullable): made with the group */
  GtkLabel *content;
  GtkLabel *unit_below; /* under the content, where there is no column of units */
};

G_DEFINE_FINAL_TYPE (TdTaskLine, td_task_line, GTK_TYPE_WIDGET)

/* A list view keeps two hundred rows, of which a window shows thirty. What is in a row costs ten
 * times what the row costs, so it is made and filled when the row comes near what is shown. */
static void make_parts (TdTaskLine *self);

enum
{
  TOGGLED,
  MENU,
  WINDOW_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_cells (TdTaskLine *self, gboolean task)
{
  gtk_widget_set_visible (self->group, !task);
  for (guint i = 0; i < TD_N_LIST_COLUMNS; i++)
    gtk_widget_set_visible (self->cells[i],
                            task && td_task_columns_is_shown (self->columns, (TdListColumn) i));
  gtk_widget_set_visible (GTK_WIDGET (self->unit_below),
                          td_task_columns_unit_is_below (self->columns));
}

static void
show_group (TdTaskLine *self)
{
  guint n = td_task_item_get_count (self->item);
  gboolean folded = td_task_item_get_folded (self->item);
  g_autofree char *count =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u task", "%u tasks", n), n);

  gtk_label_set_label (self->group_title, td_task_item_get_label (self->item));
  gtk_label_set_label (self->group_count, count);
  gtk_button_set_icon_name (self->expander, folded ? "pan-end-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  folded ? _ ("Unfold") : _ ("Fold"), -1);
  show_cells (self, FALSE);
}

static void
set_label (GtkWidget *label, const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text != NULL ? text : ""), "\n\t", ' ');

  gtk_label_set_label (GTK_LABEL (label), line);
}

static void
show_task (TdTaskLine *self)
{
  const TdTaskRow *row = td_task_item_get_row (self->item);
  const TdTaskFacts *facts = td_task_item_get_facts (self->item);
  TdTaskSnapshot *snapshot = td_task_item_get_snapshot (self->item);
  guint32 as_of = td_task_item_get_as_of (self->item);
  g_autofree char *lead = td_task_item_dup_units (self->item, TRUE);
  g_autofree char *coordinating = td_task_item_dup_units (self->item, FALSE);
  g_autofree char *status = td_task_look_words (snapshot, facts, as_of);
  g_autofree char *progress = g_strdup_printf ("%u %%", facts->progress);

  set_label (self->cells[TD_LIST_COLUMN_NUMBER], row != NULL ? row->number : NULL);
  set_label (GTK_WIDGET (self->content), row != NULL ? row->content : NULL);
  set_label (GTK_WIDGET (self->unit_below), lead);
  set_label (self->cells[TD_LIST_COLUMN_UNIT], lead);
  set_label (self->cells[TD_LIST_COLUMN_COORDINATING], coordinating);
  set_label (self->cells[TD_LIST_COLUMN_PRODUCT], row != NULL ? row->product_text : NULL);
  set_label (self->cells[TD_LIST_COLUMN_DEADLINE], row != NULL ? row->deadline_text : NULL);
  set_label (self->cells[TD_LIST_COLUMN_PROGRESS], progress);
  td_status_pill_set (TD_STATUS_PILL (self->cells[TD_LIST_COLUMN_STATUS]),
                      td_task_look_nick (td_task_look (snapshot, facts, as_of)), status);
  td_gantt_cell_set_item (TD_GANTT_CELL (self->cells[TD_LIST_COLUMN_TIMELINE]), self->item);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->content), row != NULL ? row->content : NULL);
  show_cells (self, TRUE);
}

static void
show_item (TdTaskLine *self)
{
  if (self->group == NULL)
    make_parts (self);
  self->stale = FALSE;
  if (td_task_item_is_group (self->item))
    show_group (self);
  else if (td_task_item_get_facts (self->item) != NULL)
    show_task (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
item_changed_cb (TdTaskLine *self)
{
  if (!self->stale)
    show_item (self);
}

static void
columns_changed_cb (TdTaskLine *self)
{
  if (self->item != NULL && !self->stale)
    show_item (self);
}

/**
 * td_task_line_set_item:
 * @self: a row
 * @item: (nullable): what it shows
 */
void
td_task_line_set_item (TdTaskLine *self, TdTaskItem *item)
{
  g_return_if_fail (TD_IS_TASK_LINE (self));

  if (self->item != NULL)
    g_signal_handler_disconnect (self->item, self->changed_id);
  g_set_object (&self->item, item);
  self->stale = item != NULL;
  if (item == NULL)
    {
      if (self->group != NULL)
        td_gantt_cell_set_item (TD_GANTT_CELL (self->cells[TD_LIST_COLUMN_TIMELINE]), NULL);
      return;
    }
  self->changed_id = g_signal_connect_swapped (item, "changed", G_CALLBACK (item_changed_cb), self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * td_task_line_fill:
 * @self: a row
 *
 * Shows the item now, wherever the row is.
 */
void
td_task_line_fill (TdTaskLine *self)
{
  if (self->stale)
    show_item (self);
}

/* Whether the row is shown or less than half a page from what is */
static gboolean
is_near (TdTaskLine *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_VIEW);
  double height, x, y;

  if (view == NULL || !gtk_widget_translate_coordinates (GTK_WIDGET (self), view, 0, 0, &x, &y))
    return TRUE;
  height = gtk_widget_get_height (view);

  return y > -height / 2 && y < height * 3 / 2;
}

/**
 * td_task_line_look:
 * @self: a row that has its place
 *
 * Shows the item if the row is near by now. Not to be called while places are given.
 */
void
td_task_line_look (TdTaskLine *self)
{
  if (self->stale && is_near (self))
    show_item (self);
}

TdTaskItem *
td_task_line_get_item (TdTaskLine *self)
{
  return self->item;
}

static void
expander_cb (TdTaskLine *self)
{
  if (self->item != NULL && td_task_item_is_group (self->item))
    g_signal_emit (self, signals[TOGGLED], 0, td_task_item_get_key (self->item));
}

static void
right_click_cb (TdTaskLine *self, int n_press G_GNUC_UNUSED, double x, double y)
{
  g_signal_emit (self, signals[MENU], 0, x, y);
}

static void
window_changed_cb (TdTaskLine *self, guint turn, guint first, guint last)
{
  g_signal_emit (self, signals[WINDOW_CHANGED], 0, turn, first, last);
}

static void
td_task_line_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size G_GNUC_UNUSED,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  TdTaskLine *self = TD_TASK_LINE (widget);
  gboolean group = self->item != NULL && td_task_item_is_group (self->item);
  int height = 0;

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = 320;
      return;
    }
  if (self->stale)
    height = td_task_columns_get_line_height (self->columns, group);
  else if (self->group != NULL)
    {
      gtk_widget_measure (group ? self->group : self->cells[TD_LIST_COLUMN_CONTENT], orientation,
                          -1, &height, NULL, NULL, NULL);
      td_task_columns_set_line_height (self->columns, group, height);
    }
  *minimum = *natural =
      MAX (height, group                                           ? GROUP_HEIGHT
                   : td_task_columns_unit_is_below (self->columns) ? TASK_HEIGHT
                                                                   : LOW_TASK_HEIGHT);
}

static void
td_task_line_size_allocate (GtkWidget *widget, int width, int height, int baseline G_GNUC_UNUSED)
{
  TdTaskLine *self = TD_TASK_LINE (widget);
  GtkAllocation whole = { 0, 0, width, height };

  if (self->stale || self->group == NULL)
    return;
  if (gtk_widget_get_visible (self->group))
    gtk_widget_size_allocate (self->group, &whole, -1);
  for (guint i = 0; i < TD_N_LIST_COLUMNS; i++)
    {
      GtkAllocation place = { 0, 0, 0, height };
      int padding = i == TD_LIST_COLUMN_TIMELINE ? 0 : CELL_PADDING;
      int least;

      if (!gtk_widget_get_visible (self->cells[i]))
        continue;
      td_task_columns_place (self->columns, width, (TdListColumn) i, &place.x, &place.width);
      gtk_widget_measure (self->cells[i], GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      place.x += padding;
      place.width = MAX (place.width - 2 * padding, least);
      gtk_widget_size_allocate (self->cells[i], &place, -1);
    }
}

/* What is not filled shows another task, or its parts have no place. */
static void
td_task_line_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  if (!TD_TASK_LINE (widget)->stale)
    GTK_WIDGET_CLASS (td_task_line_parent_class)->snapshot (widget, snapshot);
}

static void
td_task_line_dispose (GObject *object)
{
  TdTaskLine *self = TD_TASK_LINE (object);

  if (self->item != NULL)
    g_signal_handler_disconnect (self->item, self->changed_id);
  g_clear_object (&self->item);
  g_clear_pointer (&self->group, gtk_widget_unparent);
  for (guint i = 0; i < TD_N_LIST_COLUMNS; i++)
    g_clear_pointer (&self->cells[i], gtk_widget_unparent);
  g_clear_object (&self->columns);

  G_OBJECT_CLASS (td_task_line_parent_class)->dispose (object);
}

static void
td_task_line_class_init (TdTaskLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_task_line_dispose;
  widget_class->measure = td_task_line_measure;
  widget_class->size_allocate = td_task_line_size_allocate;
  widget_class->snapshot = td_task_line_snapshot;
  gtk_widget_class_set_css_name (widget_class, "taskline");
  signals[TOGGLED] = g_signal_new ("toggled", TD_TYPE_TASK_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[MENU] = g_signal_new ("menu", TD_TYPE_TASK_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[WINDOW_CHANGED] =
      g_signal_new ("window-changed", TD_TYPE_TASK_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
make_group (TdTaskLine *self)
{
  self->group = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_add_css_class (self->group, "td-group-row");
  self->expander = GTK_BUTTON (gtk_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->expander), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->expander), "expander-button");
  gtk_widget_set_focusable (GTK_WIDGET (self->expander), FALSE);
  g_signal_connect_swapped (self->expander, "clicked", G_CALLBACK (expander_cb), self);
  gtk_box_append (GTK_BOX (self->group), GTK_WIDGET (self->expander));
  self->group_title = GTK_LABEL (make_label (NULL));
  gtk_widget_set_hexpand (GTK_WIDGET (self->group_title), TRUE);
  gtk_box_append (GTK_BOX (self->group), GTK_WIDGET (self->group_title));
  self->group_count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->group_count), "td-dim");
  gtk_box_append (GTK_BOX (self->group), GTK_WIDGET (self->group_count));
  gtk_widget_set_parent (self->group, GTK_WIDGET (self));
}

static void
make_cells (TdTaskLine *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->content = GTK_LABEL (make_label (NULL));
  self->unit_below = GTK_LABEL (make_label ("td-xs"));
  gtk_widget_add_css_class (GTK_WIDGET (self->unit_below), "td-dim");
  gtk_widget_set_valign (content, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->content));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->unit_below));

  self->cells[TD_LIST_COLUMN_NUMBER] = make_label ("td-number");
  gtk_label_set_xalign (GTK_LABEL (self->cells[TD_LIST_COLUMN_NUMBER]), 0.5F);
  self->cells[TD_LIST_COLUMN_CONTENT] = content;
  self->cells[TD_LIST_COLUMN_UNIT] = make_label ("td-dim");
  self->cells[TD_LIST_COLUMN_COORDINATING] = make_label ("td-dim");
  self->cells[TD_LIST_COLUMN_PRODUCT] = make_label ("td-dim");
  self->cells[TD_LIST_COLUMN_DEADLINE] = make_label ("td-dim");
  self->cells[TD_LIST_COLUMN_STATUS] = td_status_pill_new ();
  td_status_pill_set_flat (TD_STATUS_PILL (self->cells[TD_LIST_COLUMN_STATUS]), TRUE);
  self->cells[TD_LIST_COLUMN_PROGRESS] = make_label ("td-number");
  gtk_label_set_xalign (GTK_LABEL (self->cells[TD_LIST_COLUMN_PROGRESS]), 1);
  self->cells[TD_LIST_COLUMN_TIMELINE] = td_gantt_cell_new (self->columns, self->read_only);
  g_signal_connect_swapped (self->cells[TD_LIST_COLUMN_TIMELINE], "window-changed",
                            G_CALLBACK (window_changed_cb), self);
  for (guint i = 0; i < TD_N_LIST_COLUMNS; i++)
    gtk_widget_set_parent (self->cells[i], GTK_WIDGET (self));
}

static void
make_parts (TdTaskLine *self)
{
  make_group (self);
  make_cells (self);
}

static void
td_task_line_init (TdTaskLine *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (right_click_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * td_task_line_new:
 * @columns: shared by the header and all rows
 * @read_only: whether nothing can be dragged
 *
 * Returns: a row without an item
 */
GtkWidget *
td_task_line_new (TdTaskColumns *columns, gboolean read_only)
{
  TdTaskLine *self = g_object_new (TD_TYPE_TASK_LINE, NULL);

  self->columns = g_object_ref (columns);
  self->read_only = read_only;
  g_signal_connect_object (columns, "changed", G_CALLBACK (columns_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (columns, "resized", G_CALLBACK (gtk_widget_queue_allocate), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
