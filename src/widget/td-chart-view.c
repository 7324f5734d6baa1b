/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-chart-view.h"

#include <glib/gi18n-lib.h>

#include "td-chart-draw.h"
#include "td-chart-words.h"

/* A chart on the screen: the same drawing as on paper, with the value under the pointer in a
 * tooltip, a cursor for the keyboard and words for a screen reader. CSS: `chartview`; type and
 * colours follow the style of the widget. */
struct _TdChartView
{
  GtkWidget parent_instance;

  TdChart *chart;
  TdChartLayout *layout; /* for the present size and look; made when it is drawn */
  char *font_family;     /* the look: what of the style a layout depends on */
  double font_size;
  gboolean dark;
  int hover; /* index of a mark, -1: none */
  int cursor;
  int least_height;
};

G_DEFINE_FINAL_TYPE (TdChartView, td_chart_view, GTK_TYPE_WIDGET)

enum
{
  MARK_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
drop_layout (TdChartView *self)
{
  g_clear_pointer (&self->layout, td_chart_layout_free);
  self->hover = -1;
}

/* Returns: whether the look is another one than before. Light text means a dark background,
 * whatever theme it is. */
static gboolean
read_look (TdChartView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  const char *family = pango_font_description_get_family (font);
  double dpi = pango_cairo_context_get_resolution (context);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;
  gboolean dark, changed;
  GdkRGBA text;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &text);
  dark = text.red + text.green + text.blue > 1.5;
  if (!pango_font_description_get_size_is_absolute (font))
    size *= (dpi > 0 ? dpi : 96) / 72;
  changed = dark != self->dark || ABS (size - self->font_size) > 0.001 ||
            g_strcmp0 (family, self->font_family) != 0;
  if (!changed)
    return FALSE;

  self->dark = dark;
  self->font_size = size;
  g_free (self->font_family);
  self->font_family = g_strdup (family);

  return TRUE;
}

static TdChartTheme
make_theme (TdChartView *self)
{
  TdChartTheme theme = self->dark ? *td_chart_theme_dark () : *td_chart_theme_light ();

  theme.font_family = self->font_family;
  theme.font_size = self->font_size;

  return theme;
}

static TdChartLayout *
get_layout (TdChartView *self)
{
  if (self->layout == NULL && self->chart != NULL)
    {
      TdChartTheme theme = make_theme (self);

      self->layout = td_chart_layout_new (
          self->chart, &theme, gtk_widget_get_pango_context (GTK_WIDGET (self)),
          gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)));
      if (self->cursor >= (int) self->layout->marks->len)
        self->cursor = -1;
    }

  return self->layout;
}

static const TdChartMark *
get_mark (TdChartView *self, int mark)
{
  TdChartLayout *layout = mark >= 0 ? get_layout (self) : NULL;

  if (layout == NULL || mark >= (int) layout->marks->len)
    return NULL;

  return &g_array_index (layout->marks, TdChartMark, mark);
}

/* The whole chart is the description; the value under the cursor is the name, so that moving is
 * spoken. */
static void
tell (TdChartView *self)
{
  g_autofree char *words = td_chart_view_get_cursor_words (self);
  const char *title = self->chart != NULL && self->chart->title != NULL ? self->chart->title : "";

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words != NULL ? words : title, -1);
}

static void
set_cursor (TdChartView *self, int cursor)
{
  if (self->cursor == cursor)
    return;
  self->cursor = cursor;
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
}

static void
activate_mark (TdChartView *self, int index)
{
  const TdChartMark *mark = get_mark (self, index);

  if (mark != NULL)
    g_signal_emit (self, signals[MARK_ACTIVATED], 0,
                   mark->series == TD_CHART_RATE ? "rate"
                                                 : td_chart_series (self->chart, mark->series)->key,
                   td_chart_category (self->chart, mark->category)->key);
}

static void
motion_cb (TdChartView *self, double x, double y)
{
  TdChartLayout *layout = get_layout (self);
  int hover = layout != NULL ? td_chart_layout_pick (layout, x, y) : -1;

  if (hover == self->hover)
    return;
  self->hover = hover;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), hover >= 0 ? "pointer" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (TdChartView *self)
{
  self->hover = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
released_cb (TdChartView *self, int n_press G_GNUC_UNUSED, double x, double y)
{
  TdChartLayout *layout = get_layout (self);
  int mark = layout != NULL ? td_chart_layout_pick (layout, x, y) : -1;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (mark < 0)
    return;
  set_cursor (self, mark);
  activate_mark (self, mark);
}

static gboolean
copy_cb (GtkWidget *widget, GVariant *args G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  TdChartView *self = TD_CHART_VIEW (widget);
  g_autoptr (TdChartTable) table = NULL;
  g_autofree char *text = NULL;

  if (self->chart == NULL)
    return FALSE;
  table = td_chart_table_new (self->chart);
  text = td_chart_table_to_text (table);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);

  return TRUE;
}

static gboolean
move_cb (GtkWidget *widget, GVariant *args, gpointer data G_GNUC_UNUSED)
{
  int right, up;

  g_variant_get (args, "(ii)", &right, &up);

  return td_chart_view_move_cursor (TD_CHART_VIEW (widget), right, up);
}

static gboolean
activate_cb (GtkWidget *widget, GVariant *args G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  return td_chart_view_activate_cursor (TD_CHART_VIEW (widget));
}

static void
focus_changed_cb (TdChartView *self)
{
  if (gtk_widget_has_focus (GTK_WIDGET (self)) && self->cursor < 0)
    set_cursor (self, get_layout (self) != NULL && self->layout->marks->len > 0 ? 0 : -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
td_chart_view_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  TdChartView *self = TD_CHART_VIEW (widget);
  TdChartLayout *layout = get_layout (self);
  int index = keyboard || layout == NULL ? self->cursor : td_chart_layout_pick (layout, x, y);
  const TdChartMark *mark = get_mark (self, index);
  g_autofree char *words = NULL;
  GdkRectangle area;

  if (mark == NULL)
    return FALSE;
  words = td_chart_mark_words (self->chart, mark->series, mark->category);
  gtk_tooltip_set_text (tooltip, words);
  area =
      (GdkRectangle){ (int) mark->x, (int) mark->y, (int) mark->width + 1, (int) mark->height + 1 };
  gtk_tooltip_set_tip_area (tooltip, &area);

  return TRUE;
}

static void
td_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TdChartView *self = TD_CHART_VIEW (widget);
  graphene_rect_t area = GRAPHENE_RECT_INIT (-4, -4, (float) gtk_widget_get_width (widget) + 8,
                                             (float) gtk_widget_get_height (widget) + 8);
  TdChartLayout *layout = get_layout (self);
  cairo_t *cr;

  if (layout == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &area);
  td_chart_draw (layout, cr);
  if (self->hover >= 0)
    td_chart_draw_cursor (layout, cr, self->hover);
  if (gtk_widget_has_visible_focus (widget))
    td_chart_draw_cursor (layout, cr, self->cursor);
  cairo_destroy (cr);
}

static void
td_chart_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size G_GNUC_UNUSED,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  TdChartView *self = TD_CHART_VIEW (widget);
  double line = self->font_size * 1.3;
  guint rows = self->chart != NULL ? self->chart->categories->len : 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) (line * 10);
      *natural = (int) (line * 22);
    }
  else
    {
      TdChartForm form = self->chart != NULL ? self->chart->form : TD_CHART_COLUMNS;
      gboolean list = form == TD_CHART_BARS || form == TD_CHART_BULLETS;

      *minimum = (int) (line * 6);
      *natural = (int) (line * (list ? 3 + 2 * rows : form == TD_CHART_DONUT ? 11 : 15));
      *minimum = MAX (*minimum, self->least_height);
      *natural = MAX (*natural, *minimum);
    }
  *minimum_baseline = *natural_baseline = -1;
}

static void
td_chart_view_size_allocate (GtkWidget *widget,
                             int width G_GNUC_UNUSED,
                             int height G_GNUC_UNUSED,
                             int baseline G_GNUC_UNUSED)
{
  drop_layout (TD_CHART_VIEW (widget));
}

static void
td_chart_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (td_chart_view_parent_class)->css_changed (widget, change);
  /* Most changes are of a state, as when the window becomes the active one. */
  if (!read_look (TD_CHART_VIEW (widget)))
    return;
  drop_layout (TD_CHART_VIEW (widget));
  gtk_widget_queue_resize (widget);
}

static void
td_chart_view_finalize (GObject *object)
{
  TdChartView *self = TD_CHART_VIEW (object);

  td_chart_layout_free (self->layout);
  td_chart_free (self->chart);
  g_free (self->font_family);

  G_OBJECT_CLASS (td_chart_view_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    int right, up;
  } keys[] = { { GDK_KEY_Right, 1, 0 },    { GDK_KEY_KP_Right, 1, 0 }, { GDK_KEY_Left, -1, 0 },
               { GDK_KEY_KP_Left, -1, 0 }, { GDK_KEY_Up, 0, 1 },       { GDK_KEY_KP_Up, 0, 1 },
               { GDK_KEY_Down, 0, -1 },    { GDK_KEY_KP_Down, 0, -1 } };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, 0, move_cb, "(ii)", keys[i].right,
                                  keys[i].up);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, copy_cb, NULL);
}

static void
td_chart_view_class_init (TdChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = td_chart_view_finalize;
  widget_class->snapshot = td_chart_view_snapshot;
  widget_class->measure = td_chart_view_measure;
  widget_class->size_allocate = td_chart_view_size_allocate;
  widget_class->css_changed = td_chart_view_css_changed;
  widget_class->query_tooltip = td_chart_view_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "chartview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  add_keys (widget_class);

  /**
   * TdChartView::mark-activated:
   * @self: the view
   * @series: the key of the series, "rate" for the rate
   * @category: the key of the category
   *
   * A value was clicked, or Enter pressed on it: its rows are wanted.
   */
  signals[MARK_ACTIVATED] =
      g_signal_new ("mark-activated", TD_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
td_chart_view_init (TdChartView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->hover = self->cursor = -1;
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (focus_changed_cb), NULL);
}

/**
 * td_chart_view_set_chart:
 * @self: a view
 * @chart: (nullable) (transfer full): what to show
 *
 * Shows another chart. The keyboard cursor goes back to the first value.
 */
void
td_chart_view_set_chart (TdChartView *self, TdChart *chart)
{
  g_autofree char *words = NULL;

  g_return_if_fail (TD_IS_CHART_VIEW (self));

  drop_layout (self);
  td_chart_free (self->chart);
  self->chart = chart;
  self->cursor = -1;
  words = chart != NULL ? td_chart_describe (chart) : g_strdup ("");
  tell (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words,
                                  -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const TdChart *
td_chart_view_get_chart (TdChartView *self)
{
  g_return_val_if_fail (TD_IS_CHART_VIEW (self), NULL);

  return self->chart;
}

/**
 * td_chart_view_move_cursor:
 * @self: a view
 * @right: 1 to the right, -1 to the left, 0 neither
 * @up: 1 up, -1 down, 0 neither
 *
 * Moves the keyboard cursor as the arrow keys do.
 *
 * Returns: whether there are values to move over
 */
gboolean
td_chart_view_move_cursor (TdChartView *self, int right, int up)
{
  TdChartLayout *layout;

  g_return_val_if_fail (TD_IS_CHART_VIEW (self), FALSE);

  layout = get_layout (self);
  if (layout == NULL || layout->marks->len == 0)
    return FALSE;
  set_cursor (self, td_chart_layout_move (layout, self->cursor, right, up));

  return TRUE;
}

/**
 * td_chart_view_activate_cursor:
 * @self: a view
 *
 * Asks for the rows of the value under the cursor, as Enter does.
 *
 * Returns: whether there is one
 */
gboolean
td_chart_view_activate_cursor (TdChartView *self)
{
  g_return_val_if_fail (TD_IS_CHART_VIEW (self), FALSE);

  if (get_mark (self, self->cursor) == NULL)
    return FALSE;
  activate_mark (self, self->cursor);

  return TRUE;
}

/**
 * td_chart_view_get_cursor_words:
 * @self: a view
 *
 * Returns: (nullable) (transfer full): the value under the keyboard cursor in words
 */
char *
td_chart_view_get_cursor_words (TdChartView *self)
{
  const TdChartMark *mark = get_mark (self, self->cursor);

  return mark != NULL ? td_chart_mark_words (self->chart, mark->series, mark->category) : NULL;
}

/**
 * td_chart_view_set_least_height:
 * @self: a view
 * @height: in pixels
 *
 * Sets how low the chart may get.
 */
void
td_chart_view_set_least_height (TdChartView *self, int height)
{
  g_return_if_fail (TD_IS_CHART_VIEW (self));

  self->least_height = height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * td_chart_view_new:
 *
 * Returns: an empty view
 */
GtkWidget *
td_chart_view_new (void)
{
  return g_object_new (TD_TYPE_CHART_VIEW, NULL);
}
