/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-annex-line.h"

#include <glib/gi18n-lib.h>

#include "td-annex-moves.h"
#include "td-drop-mark.h"

struct _TdAnnexLine
{
  GtkWidget parent_instance;

  TdPlanItem *item;
  gulong changed_id;
  TdAnnexLayout *columns;
  GtkWidget *group;
  GtkWidget *expander;
  GtkLabel *label;
  GtkLabel *title;
  GtkLabel *count;
  TdAnnexCells *cells;
};

enum
{
  SIGNAL_TOGGLED,
  SIGNAL_MENU,
  SIGNAL_DRAG,
  SIGNAL_DROPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdAnnexLine, td_annex_line, GTK_TYPE_WIDGET)

static void
name_row (TdAnnexLine *self, const char *text)
{
  GtkWidget *line = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  /* The list's own line widget is what takes the focus. */
  if (line != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_group (TdAnnexLine *self)
{
  const TdPlanGroupRow *group = td_plan_item_get_row (self->item);
  gboolean expanded = td_plan_item_get_expanded (self->item);
  const char *count = td_plan_item_get_detail (self->item);
  g_autofree char *name = td_annex_group_name (group);
  g_autofree char *text = g_strdup_printf ("%s, %s", name, count != NULL ? count : "");

  gtk_label_set_label (self->label, group->label != NULL ? group->label : "");
  gtk_label_set_label (self->title, group->title != NULL ? group->title : _ ("Untitled"));
  gtk_label_set_label (self->count, count != NULL ? count : "");
  gtk_button_set_icon_name (GTK_BUTTON (self->expander),
                            expanded ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  expanded ? _ ("Fold the area") : _ ("Unfold the area"), -1);
  name_row (self, text);
}

static void
show_item (TdAnnexLine *self)
{
  gboolean is_group = td_plan_item_get_kind (self->item) == TD_KIND_PLAN_GROUP;

  gtk_widget_set_visible (self->group, is_group);
  gtk_widget_set_visible (GTK_WIDGET (self->cells), !is_group);
  if (is_group)
    {
      show_group (self);
    }
  else
    {
      g_autofree char *text = NULL;

      td_annex_cells_show_task (self->cells, td_plan_item_get_row (self->item));
      text = td_annex_cells_describe (self->cells, td_plan_item_get_row (self->item));
      name_row (self, text);
    }
}

static void
columns_changed_cb (TdAnnexLine *self)
{
  if (self->item != NULL)
    show_item (self);
}

/**
 * td_annex_line_set_item:
 * @self: a row
 * @item: (nullable): the task or area row it shows
 */
void
td_annex_line_set_item (TdAnnexLine *self, TdPlanItem *item)
{
  g_return_if_fail (TD_IS_ANNEX_LINE (self));

  if (self->item != NULL)
    g_signal_handler_disconnect (self->item, self->changed_id);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  self->changed_id = g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), self);
  show_item (self);
}

TdPlanItem *
td_annex_line_get_item (TdAnnexLine *self)
{
  return self->item;
}

static void
expander_clicked_cb (TdAnnexLine *self)
{
  if (self->item != NULL)
    g_signal_emit (self, signals[SIGNAL_TOGGLED], 0, td_plan_item_get_id (self->item));
}

static void
right_click_cb (TdAnnexLine *self, int n_press, double x, double y)
{
  g_signal_emit (self, signals[SIGNAL_MENU], 0, x, y);
}

static GdkContentProvider *
drag_prepare_cb (TdAnnexLine *self, double x, double y)
{
  g_autofree char *text = NULL;

  if (self->item != NULL)
    g_signal_emit (self, signals[SIGNAL_DRAG], 0, &text);

  return text != NULL ? gdk_content_provider_new_typed (G_TYPE_STRING, text) : NULL;
}

static void
drag_begin_cb (TdAnnexLine *self, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

/* Beside a task: its upper or lower half. On an area row: its top edge is before the area, the rest
 * is into it. */
static TdDropPlace
place_at (TdAnnexLine *self, double y)
{
  double height = MAX (gtk_widget_get_height (GTK_WIDGET (self)), 1);

  if (self->item != NULL && td_plan_item_get_kind (self->item) == TD_KIND_PLAN_GROUP)
    return y < height / 3 ? TD_DROP_BEFORE : TD_DROP_INTO;

  return y < height / 2 ? TD_DROP_BEFORE : TD_DROP_AFTER;
}

static GdkDragAction
drop_motion_cb (TdAnnexLine *self, double x, double y)
{
  td_drop_mark (GTK_WIDGET (self), place_at (self, y));

  return GDK_ACTION_MOVE;
}

static void
drop_leave_cb (TdAnnexLine *self)
{
  td_drop_mark (GTK_WIDGET (self), TD_DROP_NOWHERE);
}

static gboolean
drop_cb (TdAnnexLine *self, const GValue *value, double x, double y)
{
  const char *text = g_value_get_string (value);

  td_drop_mark (GTK_WIDGET (self), TD_DROP_NOWHERE);
  if (text == NULL || self->item == NULL)
    return FALSE;
  g_signal_emit (self, signals[SIGNAL_DROPPED], 0, text, place_at (self, y));

  return TRUE;
}

static void
td_annex_line_dispose (GObject *object)
{
  TdAnnexLine *self = TD_ANNEX_LINE (object);

  td_annex_line_set_item (self, NULL);
  g_clear_pointer (&self->group, gtk_widget_unparent);
  if (self->cells != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->cells));
  self->cells = NULL;
  g_clear_object (&self->columns);

  G_OBJECT_CLASS (td_annex_line_parent_class)->dispose (object);
}

static void
td_annex_line_class_init (TdAnnexLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_annex_line_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "annexline");

  signals[SIGNAL_TOGGLED] = g_signal_new ("toggled", TD_TYPE_ANNEX_LINE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_MENU] = g_signal_new ("menu", TD_TYPE_ANNEX_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[SIGNAL_DRAG] = g_signal_new ("drag", TD_TYPE_ANNEX_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_STRING, 0);
  signals[SIGNAL_DROPPED] = g_signal_new ("dropped", TD_TYPE_ANNEX_LINE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
}

static GtkLabel *
add_label (TdAnnexLine *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (self->group), label);

  return GTK_LABEL (label);
}

static void
make_group (TdAnnexLine *self)
{
  self->group = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_add_css_class (self->group, "td-group-row");
  self->expander = gtk_button_new ();
  gtk_widget_add_css_class (self->expander, "flat");
  gtk_widget_add_css_class (self->expander, "expander-button");
  gtk_widget_set_focusable (self->expander, FALSE);
  g_signal_connect_swapped (self->expander, "clicked", G_CALLBACK (expander_clicked_cb), self);
  gtk_box_append (GTK_BOX (self->group), self->expander);
  self->label = add_label (self, "annex-group-number");
  gtk_label_set_width_chars (self->label, 3);
  self->title = add_label (self, "annex-group-title");
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  self->count = add_label (self, "td-dim");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "td-number");
  gtk_widget_set_parent (self->group, GTK_WIDGET (self));
}

static void
add_drag_and_drop (TdAnnexLine *self)
{
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect_swapped (drag, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (drop, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect_swapped (drop, "leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

static void
td_annex_line_init (TdAnnexLine *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  make_group (self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (right_click_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * td_annex_line_new:
 * @columns: shared by the header and all rows
 * @read_only: whether rows stay where they are
 *
 * Returns: a row without an item
 */
GtkWidget *
td_annex_line_new (TdAnnexLayout *columns, gboolean read_only)
{
  TdAnnexLine *self = g_object_new (TD_TYPE_ANNEX_LINE, NULL);

  self->columns = g_object_ref (columns);
  self->cells = TD_ANNEX_CELLS (td_annex_cells_new (columns));
  gtk_widget_set_parent (GTK_WIDGET (self->cells), GTK_WIDGET (self));
  /* The cells were made anew by then: they listen first. */
  g_signal_connect_object (columns, "changed", G_CALLBACK (columns_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  if (!read_only)
    add_drag_and_drop (self);

  return GTK_WIDGET (self);
}
