/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-page-view.h"

#include "td-widget-resources.h"
#include "td-tab-stop.h"

#include <glib/gi18n-lib.h>

/* Pages in a scrolled window under a strip with "Page 4/26" and the zoom.
 *
 * Keys: Page Up, Page Down, Home, End, Ctrl+plus, Ctrl+minus, Ctrl+0; Enter goes to the source of
 * the highlighted words. Signal TdPageView::source-activated (kind, id, field) follows a click.
 * CSS: `pageview`. The pages have the role img; their label says the page, the description the
 * zoom. */
struct _TdPageView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *page_label;
  GtkButton *previous_button;
  GtkButton *next_button;
  GtkMenuButton *zoom_button;
  GtkBox *end_box;
  GtkScrolledWindow *scroller;
  TdPageStrip *strip;

  TdPageZoom zoom;
  double scale;
  guint page;
  TdSource source;
  GdkFrameClock *clock; /* while waiting for the layout before scrolling */
  gulong layout_handler;
  guint words_idle;
  double keep; /* after a zoom: where in `page` the view began, a share of its height; < -1: no */
};

G_DEFINE_FINAL_TYPE (TdPageView, td_page_view, GTK_TYPE_WIDGET)

#define NO_KEEP -1e6

enum
{
  SOURCE_ACTIVATED,
  PAGE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GtkAdjustment *
get_adjustment (TdPageView *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scroller);
}

static guint
get_n_pages (TdPageView *self)
{
  TdPageContent *content = td_page_strip_get_content (self->strip);

  return content ? td_page_content_get_n_pages (content) : 0;
}

static char *
zoom_text (TdPageView *self)
{
  switch (self->zoom)
    {
    case TD_PAGE_ZOOM_FIT_TEXT:
      return g_strdup (_ ("Fit text"));
    case TD_PAGE_ZOOM_FIT_WIDTH:
      return g_strdup (_ ("Fit width"));
    case TD_PAGE_ZOOM_FIT_PAGE:
      return g_strdup (_ ("Fit page"));
    case TD_PAGE_ZOOM_SCALE:
    default:
      /* Translators: a zoom: 100 % */
      return g_strdup_printf (_ ("%d %%"), (int) (self->scale * 100 + 0.5));
    }
}

static void
update_words (TdPageView *self)
{
  guint n_pages = get_n_pages (self);
  g_autofree char *zoom = zoom_text (self);
  g_autofree char *page = NULL;
  g_autofree char *label = NULL;

  if (n_pages == 0)
    page = g_strdup (_ ("No pages"));
  else
    /* Translators: the page that is seen, of how many: "Page 4/26" */
    page = g_strdup_printf (_ ("Page %u/%u"), self->page + 1, n_pages);
  gtk_label_set_label (self->page_label, page);
  gtk_widget_set_sensitive (GTK_WIDGET (self->previous_button), self->page > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button), self->page + 1 < n_pages);
  gtk_menu_button_set_label (self->zoom_button, zoom);

  label = g_strdup_printf (_ ("Preview: %s"), page);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->strip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, zoom, -1);
  label = (g_free (label), g_strdup_printf (_ ("Zoom: %s"), zoom));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->zoom_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static gboolean
words_idle_cb (gpointer user_data)
{
  TdPageView *self = user_data;
  GtkAdjustment *adjustment = get_adjustment (self);
  guint page;

  self->words_idle = 0;
  /* The page that counts as seen is the one a third down the view. */
  page = td_page_strip_get_page_at (self->strip, gtk_adjustment_get_value (adjustment) +
                                                     gtk_adjustment_get_page_size (adjustment) / 3);
  if (page != self->page && self->keep <= NO_KEEP)
    {
      self->page = page;
      g_signal_emit (self, signals[PAGE_CHANGED], 0);
      update_words (self);
    }

  return G_SOURCE_REMOVE;
}

/* Adjustments also change in the middle of an allocation, when no label may change its size. */
static void
viewport_changed_cb (TdPageView *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  td_page_strip_set_viewport (self->strip, gtk_adjustment_get_value (adjustment),
                              gtk_adjustment_get_page_size (adjustment));
  if (self->words_idle == 0)
    self->words_idle = g_idle_add_full (GDK_PRIORITY_REDRAW + 5, words_idle_cb, self, NULL);
}

/* Scrolling to a source */

static void
scroll_to_highlight (TdPageView *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  double value = gtk_adjustment_get_value (adjustment);
  double height = gtk_adjustment_get_page_size (adjustment);
  double top, bottom;

  if (!td_page_strip_get_highlight_span (self->strip, &top, &bottom))
    return;
  if (top >= value + 8 && MIN (bottom, top + height / 2) <= value + height - 8)
    return;

  gtk_adjustment_set_value (adjustment, top - height / 4);
}

static double
page_height (TdPageView *self)
{
  return MAX (1, td_page_strip_get_page_top (self->strip, self->page + 1) -
                     td_page_strip_get_page_top (self->strip, self->page));
}

static void
stop_waiting (TdPageView *self)
{
  /* A clock that goes with its surface has dropped its handlers already. */
  if (self->clock && g_signal_handler_is_connected (self->clock, self->layout_handler))
    g_signal_handler_disconnect (self->clock, self->layout_handler);
  self->layout_handler = 0;
  g_clear_object (&self->clock);
}

/* The strip knows its places only after the layout. This runs right behind it, in the same frame;
 * the new scroll position makes the clock lay out once more before it paints, so nothing is seen
 * jumping. */
static void
after_layout_cb (TdPageView *self)
{
  double keep = self->keep;

  if (!td_page_strip_is_laid_out (self->strip))
    return;

  stop_waiting (self);
  if (keep <= NO_KEEP)
    {
      scroll_to_highlight (self);
      return;
    }
  self->keep = NO_KEEP;
  gtk_adjustment_set_value (get_adjustment (self),
                            td_page_strip_get_page_top (self->strip, self->page) +
                                keep * page_height (self));
}

static void
scroll_soon (TdPageView *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (self->clock || !clock)
    return;

  self->clock = g_object_ref (clock);
  self->layout_handler = g_signal_connect_data (clock, "layout", G_CALLBACK (after_layout_cb), self,
                                                NULL, G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
}

/* What was asked for before there was a clock. */
static void
td_page_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (td_page_view_parent_class)->map (widget);
  scroll_soon (TD_PAGE_VIEW (widget));
}

static void
td_page_view_unmap (GtkWidget *widget)
{
  stop_waiting (TD_PAGE_VIEW (widget));
  GTK_WIDGET_CLASS (td_page_view_parent_class)->unmap (widget);
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, TdPageView *self)
{
  TdSource source;

  gtk_widget_grab_focus (GTK_WIDGET (self->strip));
  if (td_page_strip_hit_test (self->strip, x, y, &source))
    g_signal_emit (self, signals[SOURCE_ACTIVATED], 0, source.kind, source.id, source.field);
}

/* Actions */

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdPageView *self = TD_PAGE_VIEW (widget);

  if (self->page > 0)
    td_page_view_show_page (self, self->page - 1);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdPageView *self = TD_PAGE_VIEW (widget);

  td_page_view_show_page (self, self->page + 1);
}

static void
ends_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdPageView *self = TD_PAGE_VIEW (widget);
  guint n_pages = get_n_pages (self);

  if (n_pages > 0)
    td_page_view_show_page (self, g_str_equal (name, "pages.first") ? 0 : n_pages - 1);
}

static void
step_zoom (TdPageView *self, int step)
{
  static const double steps[] = { 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2, 2.5, 3 };
  double now = td_page_strip_get_scale (self->strip);
  double wanted = step > 0 ? steps[G_N_ELEMENTS (steps) - 1] : steps[0];

  for (int i = 0; i < (int) G_N_ELEMENTS (steps); i++)
    {
      int at = step > 0 ? i : (int) G_N_ELEMENTS (steps) - 1 - i;

      if (step > 0 ? steps[at] > now * 1.01 : steps[at] < now * 0.99)
        {
          wanted = steps[at];
          break;
        }
    }
  td_page_view_set_zoom (self, TD_PAGE_ZOOM_SCALE, wanted);
}

static void
zoom_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step_zoom (TD_PAGE_VIEW (widget), 1);
}

static void
zoom_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step_zoom (TD_PAGE_VIEW (widget), -1);
}

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *text = g_variant_get_string (parameter, NULL);
  TdPageView *self = TD_PAGE_VIEW (widget);

  if (g_str_equal (text, "text"))
    td_page_view_set_zoom (self, TD_PAGE_ZOOM_FIT_TEXT, 1);
  else if (g_str_equal (text, "width"))
    td_page_view_set_zoom (self, TD_PAGE_ZOOM_FIT_WIDTH, 1);
  else if (g_str_equal (text, "page"))
    td_page_view_set_zoom (self, TD_PAGE_ZOOM_FIT_PAGE, 1);
  else
    td_page_view_set_zoom (self, TD_PAGE_ZOOM_SCALE, g_ascii_strtod (text, NULL));
}

static void
activate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdPageView *self = TD_PAGE_VIEW (widget);

  if (self->source.id != 0)
    g_signal_emit (self, signals[SOURCE_ACTIVATED], 0, self->source.kind, self->source.id,
                   self->source.field);
}

static gboolean
scroll_zoom_cb (GtkEventControllerScroll *controller, double dx, double dy, TdPageView *self)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if (!(state & GDK_CONTROL_MASK) || dy == 0)
    return GDK_EVENT_PROPAGATE;

  step_zoom (self, dy < 0 ? 1 : -1);

  return GDK_EVENT_STOP;
}

/**
 * td_page_view_get_content:
 * @self: a view
 *
 * Returns: (nullable) (transfer none): what is shown
 */
TdPageContent *
td_page_view_get_content (TdPageView *self)
{
  g_return_val_if_fail (TD_IS_PAGE_VIEW (self), NULL);

  return td_page_strip_get_content (self->strip);
}

/**
 * td_page_view_set_content:
 * @self: a view
 * @content: (nullable): what to show
 *
 * Replaces the pages after an edit. The place that is looked at stays; when an object is
 * highlighted and its words would leave the view, the view follows them.
 */
void
td_page_view_set_content (TdPageView *self, TdPageContent *content)
{
  g_return_if_fail (TD_IS_PAGE_VIEW (self));

  td_page_strip_set_content (self->strip, content);
  if (self->page >= MAX (get_n_pages (self), 1))
    self->page = MAX (get_n_pages (self), 1) - 1;
  update_words (self);
  if (self->source.id != 0)
    scroll_soon (self);
}

/**
 * td_page_view_set_zoom:
 * @self: a view
 * @zoom: how the scale is found
 * @scale: of %TD_PAGE_ZOOM_SCALE: 1.0 is the size on paper
 *
 * Sets the zoom; the page that is looked at stays.
 */
void
td_page_view_set_zoom (TdPageView *self, TdPageZoom zoom, double scale)
{
  g_return_if_fail (TD_IS_PAGE_VIEW (self));

  self->keep = (gtk_adjustment_get_value (get_adjustment (self)) -
                td_page_strip_get_page_top (self->strip, self->page)) /
               page_height (self);
  self->zoom = zoom;
  self->scale = CLAMP (scale, TD_PAGE_SCALE_MIN, TD_PAGE_SCALE_MAX);
  td_page_strip_set_zoom (self->strip, zoom, self->scale);
  gtk_scrolled_window_set_policy (
      self->scroller, zoom == TD_PAGE_ZOOM_SCALE ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER,
      GTK_POLICY_AUTOMATIC);
  update_words (self);
  scroll_soon (self);
}

/**
 * td_page_view_get_zoom:
 * @self: a view
 *
 * Returns: how the scale is found
 */
TdPageZoom
td_page_view_get_zoom (TdPageView *self)
{
  g_return_val_if_fail (TD_IS_PAGE_VIEW (self), TD_PAGE_ZOOM_FIT_TEXT);

  return self->zoom;
}

/**
 * td_page_view_get_scale:
 * @self: a view
 *
 * Returns: the scale in use, 1.0 is the size on paper
 */
double
td_page_view_get_scale (TdPageView *self)
{
  g_return_val_if_fail (TD_IS_PAGE_VIEW (self), 1);

  return td_page_strip_get_scale (self->strip);
}

/**
 * td_page_view_get_page:
 * @self: a view
 *
 * Returns: the page that is looked at, from 0
 */
guint
td_page_view_get_page (TdPageView *self)
{
  g_return_val_if_fail (TD_IS_PAGE_VIEW (self), 0);

  return self->page;
}

/**
 * td_page_view_show_page:
 * @self: a view
 * @page: a page, from 0
 *
 * Scrolls to the top of a page.
 */
void
td_page_view_show_page (TdPageView *self, guint page)
{
  g_return_if_fail (TD_IS_PAGE_VIEW (self));

  if (page < get_n_pages (self))
    gtk_adjustment_set_value (get_adjustment (self),
                              td_page_strip_get_page_top (self->strip, page) - 4);
}

/**
 * td_page_view_show_place:
 * @self: a view
 * @place: a page and a place on it, points
 *
 * Scrolls to the place, unless it is on the screen already.
 */
void
td_page_view_show_place (TdPageView *self, const TdLayoutRect *place)
{
  GtkAdjustment *adjustment;
  double value, height, top, bottom, page_width, points;

  g_return_if_fail (TD_IS_PAGE_VIEW (self) && place != NULL);

  if (place->page >= get_n_pages (self))
    return;

  adjustment = get_adjustment (self);
  value = gtk_adjustment_get_value (adjustment);
  height = gtk_adjustment_get_page_size (adjustment);
  top = td_page_strip_get_page_top (self->strip, place->page);
  td_page_content_get_page_size (td_page_strip_get_content (self->strip), place->page, &page_width,
                                 &points);
  bottom = td_page_strip_get_page_top (self->strip, place->page + 1);
  bottom = top + (place->y + place->height) * (bottom - top) / MAX (points, 1);
  top += place->y * (td_page_strip_get_page_top (self->strip, place->page + 1) - top) /
         MAX (points, 1);
  if (top < value + 8 || bottom > value + height - 8)
    gtk_adjustment_set_value (adjustment, top - height / 4);
}

/**
 * td_page_view_show_source:
 * @self: a view
 * @source: (nullable): the object that is edited now
 *
 * Marks where an object is printed and scrolls there, unless it is on the screen already.
 */
void
td_page_view_show_source (TdPageView *self, const TdSource *source)
{
  g_return_if_fail (TD_IS_PAGE_VIEW (self));

  self->source = source ? *source : (TdSource){ -1, 0, NULL };
  td_page_strip_set_highlight (self->strip, source);
  scroll_soon (self);
}

/**
 * td_page_view_pack_end:
 * @self: a view
 * @child: a button
 *
 * Adds a button at the end of the strip above the pages: print, close.
 */
void
td_page_view_pack_end (TdPageView *self, GtkWidget *child)
{
  g_return_if_fail (TD_IS_PAGE_VIEW (self));

  gtk_box_append (self->end_box, child);
}

/**
 * td_page_view_get_strip:
 * @self: a view
 *
 * Returns: (transfer none): the widget that draws the pages
 */
TdPageStrip *
td_page_view_get_strip (TdPageView *self)
{
  g_return_val_if_fail (TD_IS_PAGE_VIEW (self), NULL);

  return self->strip;
}

static gboolean
td_page_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TD_PAGE_VIEW (widget)->strip));
}

static void
td_page_view_dispose (GObject *object)
{
  TdPageView *self = TD_PAGE_VIEW (object);

  stop_waiting (self);
  g_clear_handle_id (&self->words_idle, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (td_page_view_parent_class)->dispose (object);
}

static void
add_shortcuts (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_Page_Up, 0, "pages.previous" },
    { GDK_KEY_Page_Down, 0, "pages.next" },
    { GDK_KEY_Home, 0, "pages.first" },
    { GDK_KEY_End, 0, "pages.last" },
    { GDK_KEY_plus, GDK_CONTROL_MASK, "pages.zoom-in" },
    { GDK_KEY_equal, GDK_CONTROL_MASK, "pages.zoom-in" },
    { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "pages.zoom-in" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "pages.zoom-out" },
    { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "pages.zoom-out" },
    { GDK_KEY_Return, 0, "pages.activate" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "pages.zoom", "s",
                                       "text");
}

static void
td_page_view_class_init (TdPageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  td_widget_ensure_resources ();
  g_type_ensure (TD_TYPE_PAGE_STRIP);

  G_OBJECT_CLASS (klass)->dispose = td_page_view_dispose;
  widget_class->focus = td_focus_only_child;
  widget_class->grab_focus = td_page_view_grab_focus;
  widget_class->map = td_page_view_map;
  widget_class->unmap = td_page_view_unmap;

  /**
   * TdPageView::source-activated:
   * @kind: of the object
   * @id: of the object
   * @field: (nullable): of the object
   *
   * The user clicked on words that an object prints.
   */
  signals[SOURCE_ACTIVATED] =
      g_signal_new ("source-activated", TD_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_INT64, G_TYPE_STRING);
  /**
   * TdPageView::page-changed:
   *
   * Another page is looked at.
   */
  signals[PAGE_CHANGED] = g_signal_new ("page-changed", TD_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "pageview");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/tiendo/TienDo/ui/widget/td-page-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TdPageView, box);
  gtk_widget_class_bind_template_child (widget_class, TdPageView, page_label);
  gtk_widget_class_bind_template_child (widget_class, TdPageView, previous_button);
  gtk_widget_class_bind_template_child (widget_class, TdPageView, next_button);
  gtk_widget_class_bind_template_child (widget_class, TdPageView, zoom_button);
  gtk_widget_class_bind_template_child (widget_class, TdPageView, end_box);
  gtk_widget_class_bind_template_child (widget_class, TdPageView, scroller);
  gtk_widget_class_bind_template_child (widget_class, TdPageView, strip);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_bind_template_callback (widget_class, scroll_zoom_cb);

  gtk_widget_class_install_action (widget_class, "pages.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "pages.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "pages.first", NULL, ends_action);
  gtk_widget_class_install_action (widget_class, "pages.last", NULL, ends_action);
  gtk_widget_class_install_action (widget_class, "pages.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "pages.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "pages.zoom", "s", zoom_action);
  gtk_widget_class_install_action (widget_class, "pages.activate", NULL, activate_action);
  add_shortcuts (widget_class);
}

static void
td_page_view_init (TdPageView *self)
{
  GtkAdjustment *adjustment;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->scale = 1;
  self->source.kind = -1;
  self->keep = NO_KEEP;
  adjustment = get_adjustment (self);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (viewport_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (viewport_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_words (self);
}

/**
 * td_page_view_new:
 *
 * Returns: a view without pages
 */
GtkWidget *
td_page_view_new (void)
{
  return g_object_new (TD_TYPE_PAGE_VIEW, NULL);
}
