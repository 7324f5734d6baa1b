/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-wrap-layout.h"

/* Children one after the other, each as wide as it wants, in as many lines as it takes: words of
 * different length that a flow box would force into columns. */
struct _TdWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (TdWrapLayout, td_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef void (*Place) (GtkWidget *child, int x, int y, int width, int height);

static void
allocate_child (GtkWidget *child, int x, int y, int width, int height)
{
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

/* Walks the lines; returns the height they take. `place` may be NULL: only measure. */
static int
walk (TdWrapLayout *self, GtkWidget *widget, int width, Place place)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0, y = 0, line_height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum, natural, height;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      natural = CLAMP (natural, minimum, MAX (width, minimum));
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, natural, NULL, &height, NULL, NULL);
      if (x > 0 && x + natural > width)
        {
          x = 0;
          y += line_height + self->spacing;
          line_height = 0;
        }
      if (place)
        place (child, rtl ? width - x - natural : x, y, natural, height);
      x += natural + self->spacing;
      line_height = MAX (line_height, height);
    }

  return y + line_height;
}

static void
td_wrap_layout_measure (GtkLayoutManager *manager,
                        GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  TdWrapLayout *self = TD_WRAP_LAYOUT (manager);
  int widest = 0, sum = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    {
      *minimum = *natural = walk (self, widget, for_size, NULL);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      widest = MAX (widest, child_minimum);
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        sum += child_natural + (sum > 0 ? self->spacing : 0);
      else
        sum = MAX (sum, child_natural);
    }
  *minimum = widest;
  *natural = MAX (widest, sum);
}

static void
td_wrap_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  walk (TD_WRAP_LAYOUT (manager), widget, width, allocate_child);
}

static GtkSizeRequestMode
td_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
td_wrap_layout_class_init (TdWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->measure = td_wrap_layout_measure;
  manager_class->allocate = td_wrap_layout_allocate;
  manager_class->get_request_mode = td_wrap_layout_get_request_mode;
}

static void
td_wrap_layout_init (TdWrapLayout *self)
{
  self->spacing = 6;
}

/**
 * td_wrap_layout_new:
 * @spacing: between children and between lines, logical pixels
 *
 * Returns: (transfer full): a layout manager
 */
GtkLayoutManager *
td_wrap_layout_new (int spacing)
{
  TdWrapLayout *self = g_object_new (TD_TYPE_WRAP_LAYOUT, NULL);

  self->spacing = spacing;

  return GTK_LAYOUT_MANAGER (self);
}
