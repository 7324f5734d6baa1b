/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-tab-stop.h"

/* A list that Tab enters at one row, the selected one of a list box, and leaves again with the next
 * Tab. By themselves the lists of GTK 4.8 stop at every row: a hundred steps to pass them, and
 * where moving selects (a sidebar) each of them changes what is shown. The arrow keys move inside
 * as ever. */
struct _TdTabStop
{
  GtkWidget parent_instance;

  GtkWidget *list; /* a list box, or what scrolls a list view */
};

enum
{
  PROP_0,
  PROP_LIST,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TdTabStop, td_tab_stop, GTK_TYPE_WIDGET)

static gboolean
td_tab_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  TdTabStop *self = TD_TAB_STOP (widget);
  gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;
  GtkListBoxRow *selected = NULL;

  if (GTK_IS_LIST_BOX (self->list))
    selected = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (tab && gtk_widget_get_focus_child (widget))
    return FALSE;
  if (tab && selected)
    return gtk_widget_grab_focus (GTK_WIDGET (selected));

  return self->list && gtk_widget_child_focus (self->list, direction);
}

static void
td_tab_stop_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  TdTabStop *self = TD_TAB_STOP (object);

  if (prop_id != PROP_LIST)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  self->list = g_value_get_object (value);
  if (!self->list)
    return;
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), gtk_widget_get_hexpand (self->list));
  gtk_widget_set_vexpand (GTK_WIDGET (self), gtk_widget_get_vexpand (self->list));
}

static void
td_tab_stop_dispose (GObject *object)
{
  TdTabStop *self = TD_TAB_STOP (object);

  if (self->list)
    gtk_widget_unparent (self->list);
  self->list = NULL;

  G_OBJECT_CLASS (td_tab_stop_parent_class)->dispose (object);
}

static void
td_tab_stop_class_init (TdTabStopClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = td_tab_stop_set_property;
  object_class->dispose = td_tab_stop_dispose;
  widget_class->focus = td_tab_stop_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  properties[PROP_LIST] =
      g_param_spec_object ("list", NULL, NULL, GTK_TYPE_WIDGET,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
td_tab_stop_init (TdTabStop *self)
{
}

/**
 * td_tab_stop_new:
 * @list: (transfer floating): a list box, or what scrolls a list view
 *
 * Returns: the list as one stop of the Tab key
 */
GtkWidget *
td_tab_stop_new (GtkWidget *list)
{
  g_return_val_if_fail (GTK_IS_WIDGET (list), NULL);

  return g_object_new (TD_TYPE_TAB_STOP, "list", list, NULL);
}

/**
 * td_focus_only_child:
 * @widget: a widget with one child
 * @direction: where the focus goes
 *
 * #GtkWidgetClass.focus of a widget that has its own grab_focus: the default would ask that where
 * Tab goes, and pass over everything else that is inside.
 *
 * Returns: whether the focus is inside now
 */
gboolean
td_focus_only_child (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  return child != NULL && gtk_widget_child_focus (child, direction);
}
