/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-day-strip-view.h"

#include "td-widget-theme.h"

#define NARROWEST 240

/* Days in a row, a cell each. Arrow keys walk through them; what a day did is told by a tooltip and
 * to a screen reader. */
struct _TdDayStripView
{
  GtkWidget parent_instance;

  GArray *cells;    /* (element-type TdDayCell) */
  GPtrArray *words; /* (element-type utf8): what to say of each */
  guint at;
};

G_DEFINE_FINAL_TYPE (TdDayStripView, td_day_strip_view, GTK_TYPE_WIDGET)

static void
td_day_strip_view_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  TdDayStripView *self = TD_DAY_STRIP_VIEW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = NARROWEST;
  else
    *minimum = *natural =
        (int) td_day_strip_height (self->cells->len, for_size > 0 ? for_size : NARROWEST,
                                   td_widget_theme (widget).font_size) +
        2;
  *minimum_baseline = *natural_baseline = -1;
}

static GtkSizeRequestMode
td_day_strip_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
td_day_strip_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TdDayStripView *self = TD_DAY_STRIP_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  TdChartTheme theme = td_widget_theme (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  cairo_translate (cr, 0, 1);
  td_day_strip_draw (cr, &theme, gtk_widget_get_pango_context (widget), self->cells, width);
  cairo_destroy (cr);
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  TdDayStripView *self = TD_DAY_STRIP_VIEW (widget);
  int cell = keyboard ? (int) self->at
                      : td_day_strip_pick (self->cells->len, gtk_widget_get_width (widget),
                                           td_widget_theme (widget).font_size, x, y - 1);

  if (cell < 0 || cell >= (int) self->words->len)
    return FALSE;
  gtk_tooltip_set_text (tooltip, g_ptr_array_index (self->words, cell));

  return TRUE;
}

static void
tell (TdDayStripView *self)
{
  if (self->at < self->words->len)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    g_ptr_array_index (self->words, self->at), -1);
}

static gboolean
key_cb (TdDayStripView *self, guint key)
{
  int step = key == GDK_KEY_Left ? -1 : key == GDK_KEY_Right ? 1 : 0;
  int at = (int) self->at + step;

  if (step == 0 || at < 0 || at >= (int) self->words->len)
    return FALSE;
  self->at = (guint) at;
  tell (self);
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));

  return TRUE;
}

static void
td_day_strip_view_finalize (GObject *object)
{
  TdDayStripView *self = TD_DAY_STRIP_VIEW (object);

  g_array_unref (self->cells);
  g_ptr_array_unref (self->words);

  G_OBJECT_CLASS (td_day_strip_view_parent_class)->finalize (object);
}

static void
td_day_strip_view_class_init (TdDayStripViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = td_day_strip_view_finalize;
  widget_class->measure = td_day_strip_view_measure;
  widget_class->get_request_mode = td_day_strip_view_get_request_mode;
  widget_class->snapshot = td_day_strip_view_snapshot;
  gtk_widget_class_set_css_name (widget_class, "daystrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
td_day_strip_view_init (TdDayStripView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cells = g_array_new (FALSE, TRUE, sizeof (TdDayCell));
  self->words = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
td_day_strip_view_new (void)
{
  return g_object_new (TD_TYPE_DAY_STRIP_VIEW, NULL);
}

/**
 * td_day_strip_view_set_days:
 * @self: a strip
 * @cells: (transfer full) (element-type TdDayCell): the days
 * @words: (transfer full) (element-type utf8): what to say of each
 */
void
td_day_strip_view_set_days (TdDayStripView *self, GArray *cells, GPtrArray *words)
{
  g_array_unref (self->cells);
  g_ptr_array_unref (self->words);
  self->cells = cells;
  self->words = words;
  self->at = 0;
  tell (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
