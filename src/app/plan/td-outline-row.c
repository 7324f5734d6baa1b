/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-outline-row.h"
#include "td-drop-mark.h"

#include <glib/gi18n-lib.h>

#define INDENT 15
#define DRAG_PREFIX "td-section:"

struct _TdOutlineRow
{
  GtkWidget parent_instance;

  TdPlanItem *item;
  gulong changed_id;
  GtkWidget *box;
  GtkWidget *expander;
  GtkLabel *label;
};

enum
{
  SIGNAL_TOGGLED,
  SIGNAL_DROPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdOutlineRow, td_outline_row, GTK_TYPE_WIDGET)

static void
show_item (TdOutlineRow *self)
{
  const TdSectionRow *section = td_plan_item_get_row (self->item);
  const char *number = td_plan_item_get_label (self->item);
  guint depth = td_plan_item_get_depth (self->item);
  gboolean expanded = td_plan_item_get_expanded (self->item);
  g_autofree char *text =
      g_strdup_printf ("%s%s%s", number != NULL ? number : "", number != NULL ? " " : "",
                       section->title != NULL ? section->title : _ ("Untitled"));

  gtk_label_set_label (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), text);
  gtk_widget_set_margin_start (self->box, INDENT * (int) depth);
  gtk_widget_set_opacity (self->expander, td_plan_item_get_expandable (self->item) ? 1 : 0);
  gtk_widget_set_sensitive (self->expander, td_plan_item_get_expandable (self->item));
  gtk_button_set_icon_name (GTK_BUTTON (self->expander),
                            expanded ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  expanded ? _ ("Fold the section") : _ ("Unfold the section"), -1);
  if (depth == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->label), "heading");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->label), "heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  /* The list's own line widget is what takes the focus. */
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/**
 * td_outline_row_set_item:
 * @self: a row
 * @item: (nullable): the section it shows
 */
void
td_outline_row_set_item (TdOutlineRow *self, TdPlanItem *item)
{
  g_return_if_fail (TD_IS_OUTLINE_ROW (self));

  if (self->item != NULL)
    g_signal_handler_disconnect (self->item, self->changed_id);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  self->changed_id = g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), self);
  show_item (self);
}

static void
expander_clicked_cb (TdOutlineRow *self)
{
  if (self->item != NULL)
    g_signal_emit (self, signals[SIGNAL_TOGGLED], 0, td_plan_item_get_id (self->item));
}

static GdkContentProvider *
drag_prepare_cb (TdOutlineRow *self, double x, double y)
{
  g_autofree char *text = NULL;

  if (self->item == NULL)
    return NULL;
  text = g_strdup_printf (DRAG_PREFIX "%" G_GINT64_FORMAT, td_plan_item_get_id (self->item));

  return gdk_content_provider_new_typed (G_TYPE_STRING, text);
}

static void
drag_begin_cb (TdOutlineRow *self, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (self->box);

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

/* The upper third is before, the lower third after, the middle into. */
static int
place_at (TdOutlineRow *self, double y)
{
  double height = MAX (gtk_widget_get_height (GTK_WIDGET (self)), 1);

  return y < height / 3 ? TD_DROP_BEFORE : y > height * 2 / 3 ? TD_DROP_AFTER : TD_DROP_INTO;
}

static GdkDragAction
drop_motion_cb (TdOutlineRow *self, double x, double y)
{
  td_drop_mark (GTK_WIDGET (self), place_at (self, y));

  return GDK_ACTION_MOVE;
}

static void
drop_leave_cb (TdOutlineRow *self)
{
  td_drop_mark (GTK_WIDGET (self), TD_DROP_NOWHERE);
}

static gboolean
drop_cb (TdOutlineRow *self, const GValue *value, double x, double y)
{
  const char *text = g_value_get_string (value);

  td_drop_mark (GTK_WIDGET (self), TD_DROP_NOWHERE);
  if (text == NULL || !g_str_has_prefix (text, DRAG_PREFIX) || self->item == NULL)
    return FALSE;
  g_signal_emit (self, signals[SIGNAL_DROPPED], 0,
                 g_ascii_strtoll (text + strlen (DRAG_PREFIX), NULL, 10),
                 td_plan_item_get_id (self->item), place_at (self, y));

  return TRUE;
}

static void
td_outline_row_dispose (GObject *object)
{
  TdOutlineRow *self = TD_OUTLINE_ROW (object);

  td_outline_row_set_item (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (td_outline_row_parent_class)->dispose (object);
}

static void
td_outline_row_class_init (TdOutlineRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_outline_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "outlinerow");

  signals[SIGNAL_TOGGLED] = g_signal_new ("toggled", TD_TYPE_OUTLINE_ROW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_DROPPED] =
      g_signal_new ("dropped", TD_TYPE_OUTLINE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_INT64, G_TYPE_INT);
}

static void
td_outline_row_init (TdOutlineRow *self)
{
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  self->expander = gtk_button_new ();
  gtk_widget_add_css_class (self->expander, "flat");
  gtk_widget_add_css_class (self->expander, "td-expander");
  gtk_widget_set_focusable (self->expander, FALSE);
  g_signal_connect_swapped (self->expander, "clicked", G_CALLBACK (expander_clicked_cb), self);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_box_append (GTK_BOX (self->box), self->expander);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->label));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect_swapped (drag, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (drop, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect_swapped (drop, "leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

GtkWidget *
td_outline_row_new (void)
{
  return g_object_new (TD_TYPE_OUTLINE_ROW, NULL);
}
