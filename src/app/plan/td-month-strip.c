/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-month-strip.h"

#include <glib/gi18n-lib.h>

#define BAR_HEIGHT 13.0
#define GAP 2.0

struct _TdMonthStrip
{
  GtkWidget parent_instance;

  gboolean months[12];
};

G_DEFINE_FINAL_TYPE (TdMonthStrip, td_month_strip, GTK_TYPE_WIDGET)

/**
 * td_month_strip_set:
 * @self: a strip
 * @year: the year shown
 * @months: which months are filled, January first
 */
void
td_month_strip_set (TdMonthStrip *self, int year, const gboolean months[12])
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;

  g_return_if_fail (TD_IS_MONTH_STRIP (self));

  for (int i = 0; i < 12; i++)
    {
      self->months[i] = months[i];
      if (months[i])
        g_string_append_printf (names, "%s%d", names->len > 0 ? ", " : "", i + 1);
    }
  text = names->len > 0
             /* Translators: numbers of months, "Months of 2026: 4, 5, 6" */
             ? g_strdup_printf (_ ("Months of %d: %s"), year, names->str)
             : g_strdup_printf (_ ("No month of %d"), year);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static PangoLayout *
month_layout (TdMonthStrip *self, int month)
{
  g_autofree char *text = g_strdup_printf ("%d", month + 1);
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.84));
  if (self->months[month])
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);

  return layout;
}

static void
draw_month (TdMonthStrip *self, cairo_t *cairo, int month, double x, double width)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  g_autoptr (PangoLayout) layout = month_layout (self, month);
  GdkRGBA color, fill;
  int text_width, text_height;

  gtk_style_context_get_color (style, &color);
  if (!self->months[month] || !gtk_style_context_lookup_color (style, "td_doing", &fill))
    {
      fill = color;
      fill.alpha = 0.1F;
    }
  gdk_cairo_set_source_rgba (cairo, &fill);
  cairo_rectangle (cairo, x, 0, width, BAR_HEIGHT);
  cairo_fill (cairo);

  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  color.alpha = self->months[month] ? 1.0F : 0.65F;
  gdk_cairo_set_source_rgba (cairo, &color);
  cairo_move_to (cairo, x + (width - text_width) / 2, BAR_HEIGHT + 2);
  pango_cairo_show_layout (cairo, layout);
}

static void
td_month_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, width, height);
  cairo_t *cairo = gtk_snapshot_append_cairo (snapshot, &area);
  double month = (width - 11 * GAP) / 12;

  for (int i = 0; i < 12; i++)
    draw_month (TD_MONTH_STRIP (widget), cairo, i, i * (month + GAP), month);
  cairo_destroy (cairo);
}

static void
td_month_strip_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  g_autoptr (PangoLayout) layout = month_layout (TD_MONTH_STRIP (widget), 11);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  *minimum = *natural =
      orientation == GTK_ORIENTATION_HORIZONTAL ? 12 * (width + 2) : (int) BAR_HEIGHT + 2 + height;
  *minimum_baseline = *natural_baseline = -1;
}

static void
td_month_strip_class_init (TdMonthStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = td_month_strip_snapshot;
  widget_class->measure = td_month_strip_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "monthstrip");
}

static void
td_month_strip_init (TdMonthStrip *self)
{
}

GtkWidget *
td_month_strip_new (void)
{
  return g_object_new (TD_TYPE_MONTH_STRIP, NULL);
}
