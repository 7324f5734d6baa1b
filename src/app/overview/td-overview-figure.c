/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-overview-figure.h"

#include <math.h>

#include "td-status-pill.h"

struct _TdOverviewFigure
{
  GtkButton parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *detail;
  GtkLabel *number;
  GtkWidget *bullet; /* drawing, shown when there is a share */
  double share;      /* 0 to 1 */
  double target;
  const char *css_class;
};

G_DEFINE_FINAL_TYPE (TdOverviewFigure, td_overview_figure, GTK_TYPE_BUTTON)

static void
draw_bullet (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  TdOverviewFigure *self = TD_OVERVIEW_FIGURE (user_data);
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self->number));
  GdkRGBA color, text;

  gtk_style_context_get_color (style, &color);
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self->title)), &text);
  cairo_set_source_rgba (cr, text.red, text.green, text.blue, 0.1);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_rectangle (cr, 0, 1, width * CLAMP (self->share, 0, 1), height - 2);
  cairo_fill (cr);
  if (!isfinite (self->target))
    return;
  gdk_cairo_set_source_rgba (cr, &text);
  cairo_rectangle (cr, CLAMP (self->target, 0, 1) * width - 1.5, 0, 3, height);
  cairo_fill (cr);
}

static void
td_overview_figure_class_init (TdOverviewFigureClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "button");
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void
td_overview_figure_init (TdOverviewFigure *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);

  self->target = NAN;
  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->icon));
  self->title = add_label (head, "heading");
  gtk_box_append (GTK_BOX (words), head);
  self->bullet = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->bullet), 10);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->bullet), draw_bullet, self, NULL);
  gtk_widget_set_visible (self->bullet, FALSE);
  gtk_box_append (GTK_BOX (words), self->bullet);
  self->detail = add_label (words, "td-xs");
  gtk_label_set_wrap (self->detail, TRUE);
  gtk_label_set_lines (self->detail, 2); /* at 1024 pixels it does not go into one */
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "td-dim");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), words);
  self->number = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "td-big");
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "td-number");
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->number));

  gtk_button_set_child (GTK_BUTTON (self), row);
  gtk_widget_add_css_class (GTK_WIDGET (self), "td-card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "overview-figure");
}

/**
 * td_overview_figure_set_status:
 * @self: a figure
 * @status: as of td_status_icon_name(): decides icon and colour
 */
void
td_overview_figure_set_status (TdOverviewFigure *self, const char *status)
{
  g_return_if_fail (TD_IS_OVERVIEW_FIGURE (self));

  if (self->css_class != NULL)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->css_class);
      gtk_widget_remove_css_class (GTK_WIDGET (self->number), self->css_class);
    }
  self->css_class = td_status_css_class (status);
  gtk_image_set_from_icon_name (self->icon, td_status_icon_name (status));
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), self->css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self->number), self->css_class);
}

void
td_overview_figure_set_title (TdOverviewFigure *self, const char *title)
{
  g_return_if_fail (TD_IS_OVERVIEW_FIGURE (self));

  gtk_label_set_label (self->title, title);
}

/**
 * td_overview_figure_set:
 * @self: a figure
 * @number: the figure as text
 * @detail: what it counts
 */
void
td_overview_figure_set (TdOverviewFigure *self, const char *number, const char *detail)
{
  g_autofree char *words = NULL;

  g_return_if_fail (TD_IS_OVERVIEW_FIGURE (self));

  gtk_label_set_label (self->number, number);
  gtk_label_set_label (self->detail, detail);
  words = g_strdup_printf ("%s: %s (%s)", gtk_label_get_label (self->title), number, detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
}

/**
 * td_overview_figure_set_share:
 * @self: a figure
 * @share: 0 to 1
 * @target: 0 to 1, NAN: none
 *
 * Shows a small bullet between the words.
 */
void
td_overview_figure_set_share (TdOverviewFigure *self, double share, double target)
{
  g_return_if_fail (TD_IS_OVERVIEW_FIGURE (self));

  self->share = share;
  self->target = target;
  gtk_widget_set_visible (self->bullet, TRUE);
  gtk_widget_queue_draw (self->bullet);
}

/**
 * td_overview_figure_new:
 * @status: as of td_status_icon_name()
 * @title: the word beside the icon
 *
 * Returns: a figure
 */
GtkWidget *
td_overview_figure_new (const char *status, const char *title)
{
  TdOverviewFigure *self = g_object_new (TD_TYPE_OVERVIEW_FIGURE, NULL);

  gtk_label_set_label (self->title, title);
  td_overview_figure_set_status (self, status);

  return GTK_WIDGET (self);
}
