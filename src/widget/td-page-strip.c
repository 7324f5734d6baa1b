/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-page-strip.h"

#include <math.h>

#include "td-page-pictures.h"
#include "td-pixels.h"

/* The pages of a content one below the other, as large as they are; a scrolled window shows a part.
 * Few pages are painted in one frame, those that are seen first.
 *
 * CSS: one node, `pagestrip`. Role img: its label and description are kept by the page view. */

#define PREFETCH 1u /* pages painted ahead on either side */

struct _TdPageStrip
{
  GtkWidget parent_instance;

  TdPagePictures *pictures;
  TdPageGeometry geometry;
  double view_top; /* the first line that is seen */
  TdSource highlight;
  GArray *rects; /* TdLayoutRect of the highlight */
  GArray *marks; /* (nullable): TdPageMark */

  guint tick;
  guint relayout; /* the viewport changes inside allocations, when no resize may be queued */
};

G_DEFINE_FINAL_TYPE (TdPageStrip, td_page_strip, GTK_TYPE_WIDGET)

static guint
get_n_pages (TdPageStrip *self)
{
  return td_page_pictures_get_n_pages (self->pictures);
}

static TdPageContent *
get_content (TdPageStrip *self)
{
  return td_page_pictures_get_content (self->pictures);
}

/* Geometry */

static void
invalidate_layout (TdPageStrip *self)
{
  self->geometry.width = -1;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static gboolean
relayout_cb (gpointer user_data)
{
  TdPageStrip *self = user_data;

  self->relayout = 0;
  invalidate_layout (self);

  return G_SOURCE_REMOVE;
}

/**
 * td_page_strip_get_page_at:
 * @self: a strip
 * @y: logical pixels from the top of the strip
 *
 * Returns: the page at that height, from 0; the nearest one in a gap
 */
guint
td_page_strip_get_page_at (TdPageStrip *self, double y)
{
  g_return_val_if_fail (TD_IS_PAGE_STRIP (self), 0);

  return td_page_geometry_get_page_at (&self->geometry, y);
}

/**
 * td_page_strip_get_page_top:
 * @self: a strip
 * @page: a page, from 0
 *
 * Returns: where the page starts, logical pixels from the top of the strip; past the last page
 * where the strip ends
 */
double
td_page_strip_get_page_top (TdPageStrip *self, guint page)
{
  g_return_val_if_fail (TD_IS_PAGE_STRIP (self), 0);

  if (!td_page_geometry_is_laid_out (&self->geometry))
    return 0;

  return self->geometry.tops[MIN (page, get_n_pages (self))];
}

/**
 * td_page_strip_locate_point:
 * @self: a strip
 * @x: logical pixels
 * @y: logical pixels
 * @at: (out): the page and the place on it, points; without a size
 *
 * Returns: whether there are pages at all; beside a page the nearest one is meant
 */
gboolean
td_page_strip_locate_point (TdPageStrip *self, double x, double y, TdLayoutRect *at)
{
  g_return_val_if_fail (TD_IS_PAGE_STRIP (self) && at != NULL, FALSE);

  return td_page_geometry_locate (&self->geometry, x, y, at);
}

/**
 * td_page_strip_hit_test:
 * @self: a strip
 * @x: logical pixels
 * @y: logical pixels
 * @source: (out): the object printed there
 *
 * Returns: whether there is one
 */
gboolean
td_page_strip_hit_test (TdPageStrip *self, double x, double y, TdSource *source)
{
  TdLayoutRect at;

  g_return_val_if_fail (TD_IS_PAGE_STRIP (self), FALSE);

  return td_page_strip_locate_point (self, x, y, &at) &&
         td_page_content_hit_test (get_content (self), at.page, at.x, at.y, source);
}

/* Pictures */

static double
device_scale (TdPageStrip *self, guint page)
{
  return td_page_geometry_get_page_scale (&self->geometry, page) *
         gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static gboolean
is_settled (TdPageStrip *self, guint page)
{
  return td_page_pictures_is_settled (self->pictures, page, device_scale (self, page));
}

static void
paint_page (TdPageStrip *self, guint page)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int width, height;
  graphene_rect_t rect;

  td_page_geometry_get_page_rect (&self->geometry, page, &rect);
  width = MAX (1, (int) rect.size.width * factor);
  height = MAX (1, (int) rect.size.height * factor);
  td_page_pictures_paint (self->pictures, page, width, height, device_scale (self, page));
}

static void
get_visible_pages (TdPageStrip *self, guint *first, guint *last)
{
  *first = td_page_strip_get_page_at (self, self->view_top);
  *last =
      td_page_strip_get_page_at (self, self->view_top + MAX (self->geometry.view_height - 1, 0));
}

/* Otherwise what is painted ahead would push out what was painted ahead. */
static gboolean
prefetch_fits (TdPageStrip *self, guint first, guint last)
{
  double width, height;
  double scale = device_scale (self, first);

  td_page_content_get_page_size (get_content (self), first, &width, &height);

  return (last - first + 1 + 2 * PREFETCH) * width * scale * height * scale * TD_PIXEL_BYTES <
         TD_PAGE_PICTURES_BYTES;
}

static gboolean
is_fresh (TdPageStrip *self, guint page)
{
  return td_page_pictures_is_fresh (self->pictures, page, device_scale (self, page));
}

/* The next page worth painting: those on the screen; when they are there, their neighbours. */
static gboolean
next_missing_page (TdPageStrip *self, guint *page)
{
  gboolean waiting = FALSE;
  guint first, last;

  get_visible_pages (self, &first, &last);
  for (guint i = first; i <= last; i++)
    {
      if (!is_settled (self, i))
        return *page = i, TRUE;
      waiting |= !is_fresh (self, i);
    }
  for (guint i = 1; i <= PREFETCH && !waiting && prefetch_fits (self, first, last); i++)
    {
      if (last + i < get_n_pages (self) && !is_settled (self, last + i))
        return *page = last + i, TRUE;
      if (first >= i && !is_settled (self, first - i))
        return *page = first - i, TRUE;
    }

  return FALSE;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  TdPageStrip *self = TD_PAGE_STRIP (widget);
  guint page;

  if (self->geometry.width < 0)
    return G_SOURCE_CONTINUE; /* the layout phase comes after this one */

  if (get_n_pages (self) > 0 && self->geometry.view_height > 0 && next_missing_page (self, &page))
    {
      paint_page (self, page);
      gtk_widget_queue_draw (widget);

      return G_SOURCE_CONTINUE;
    }
  self->tick = 0;

  return G_SOURCE_REMOVE;
}

static void
schedule (TdPageStrip *self)
{
  if (self->tick == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
arrived_cb (TdPageStrip *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  schedule (self);
}

/* Content */

static void
locate_highlight (TdPageStrip *self)
{
  g_array_set_size (self->rects, 0);
  if (get_content (self) && self->highlight.id != 0)
    td_page_content_locate (get_content (self), &self->highlight, self->rects);
}

static void
snapshot_page (TdPageStrip *self, GtkSnapshot *snapshot, guint page)
{
  static const GdkRGBA paper = { 1, 1, 1, 1 };
  TdPagePicture *picture = td_page_pictures_use (self->pictures, page);
  double scale = td_page_geometry_get_page_scale (&self->geometry, page);
  graphene_rect_t rect;

  td_page_geometry_get_page_rect (&self->geometry, page, &rect);
  td_page_marks_snapshot_shadow (snapshot, &rect);
  /* The picture has the paper in it. */
  if (picture)
    td_page_picture_snapshot (picture, snapshot, &rect, self->view_top,
                              self->view_top + self->geometry.view_height,
                              gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  else
    gtk_snapshot_append_color (snapshot, &paper, &rect);
  td_page_marks_snapshot_source (self->rects, snapshot, page, &rect, scale);
  if (self->marks)
    td_page_marks_snapshot (self->marks, snapshot, page, &rect, scale);
}

static void
td_page_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TdPageStrip *self = TD_PAGE_STRIP (widget);
  gboolean painted = FALSE;
  guint first, last;

  if (!td_page_geometry_is_laid_out (&self->geometry))
    return;

  td_page_pictures_begin_frame (self->pictures);
  get_visible_pages (self, &first, &last);
  for (guint i = first; i <= last; i++)
    {
      if (!painted && !is_settled (self, i))
        {
          paint_page (self, i);
          painted = !td_page_pictures_is_slow (self->pictures);
        }
      snapshot_page (self, snapshot, i);
    }
  if (painted)
    schedule (self);
}

static void
td_page_strip_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  TdPageStrip *self = TD_PAGE_STRIP (widget);
  const TdPageGeometry *geometry = &self->geometry;

  *minimum = *natural = 1;
  if (get_n_pages (self) == 0)
    return;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = td_page_geometry_measure_height (geometry, for_size >= 0 ? for_size
                                                                        : MAX (geometry->width, 1));
  else
    *minimum = td_page_geometry_measure_width (geometry);
  *natural = *minimum;
}

static void
td_page_strip_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  td_page_geometry_lay_out (&TD_PAGE_STRIP (widget)->geometry, width);
}

static GtkSizeRequestMode
td_page_strip_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
td_page_strip_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (td_page_strip_parent_class)->map (widget);
  schedule (TD_PAGE_STRIP (widget));
}

static void
td_page_strip_unmap (GtkWidget *widget)
{
  TdPageStrip *self = TD_PAGE_STRIP (widget);

  if (self->tick)
    gtk_widget_remove_tick_callback (widget, self->tick);
  self->tick = 0;
  GTK_WIDGET_CLASS (td_page_strip_parent_class)->unmap (widget);
}

/* A slow page is asked for before the layout, which is not likely to change the width: the picture
 * is made while the frame is. */
static void
ask_early (TdPageStrip *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  guint page;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || width <= 1 ||
      !td_page_pictures_is_slow (self->pictures))
    return;

  td_page_geometry_lay_out (&self->geometry, width);
  if (next_missing_page (self, &page))
    paint_page (self, page);
}

/**
 * td_page_strip_get_content:
 * @self: a strip
 *
 * Returns: (nullable) (transfer none): what is shown
 */
TdPageContent *
td_page_strip_get_content (TdPageStrip *self)
{
  g_return_val_if_fail (TD_IS_PAGE_STRIP (self), NULL);

  return get_content (self);
}

/**
 * td_page_strip_set_content:
 * @self: a strip
 * @content: (nullable): what to show
 *
 * Replaces the pages; those that look the same are not painted again.
 */
void
td_page_strip_set_content (TdPageStrip *self, TdPageContent *content)
{
  g_return_if_fail (TD_IS_PAGE_STRIP (self));

  if (get_content (self) == content)
    return;

  td_page_pictures_set_content (self->pictures, content);
  self->geometry.content = content;
  locate_highlight (self);
  invalidate_layout (self);
  ask_early (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  schedule (self);
}

/**
 * td_page_strip_set_zoom:
 * @self: a strip
 * @zoom: how the scale is found
 * @scale: of %TD_PAGE_ZOOM_SCALE: 1.0 is the size on paper
 *
 * Sets the zoom.
 */
void
td_page_strip_set_zoom (TdPageStrip *self, TdPageZoom zoom, double scale)
{
  g_return_if_fail (TD_IS_PAGE_STRIP (self));

  scale = CLAMP (scale, TD_PAGE_SCALE_MIN, TD_PAGE_SCALE_MAX);
  if (self->geometry.zoom == zoom &&
      (zoom != TD_PAGE_ZOOM_SCALE || self->geometry.wanted_scale == scale))
    return;

  self->geometry.zoom = zoom;
  self->geometry.wanted_scale = scale;
  invalidate_layout (self);
}

/**
 * td_page_strip_get_scale:
 * @self: a strip
 *
 * Returns: the scale in use, 1.0 is the size on paper
 */
double
td_page_strip_get_scale (TdPageStrip *self)
{
  g_return_val_if_fail (TD_IS_PAGE_STRIP (self), 1);

  return self->geometry.width < 0 ? self->geometry.wanted_scale
                                  : self->geometry.scale / TD_PAGE_PIXELS_PER_POINT;
}

/**
 * td_page_strip_is_laid_out:
 * @self: a strip
 *
 * Returns: whether the places of the pages are known
 */
gboolean
td_page_strip_is_laid_out (TdPageStrip *self)
{
  g_return_val_if_fail (TD_IS_PAGE_STRIP (self), FALSE);

  return self->geometry.width >= 0;
}

/* Pictures that were asked for and scrolled past: they would only keep others waiting. */
static void
forget_unseen (TdPageStrip *self)
{
  guint first, last;

  if (!td_page_geometry_is_laid_out (&self->geometry) || !td_page_pictures_is_slow (self->pictures))
    return;

  get_visible_pages (self, &first, &last);
  td_page_pictures_forget_asked (self->pictures, first - MIN (first, PREFETCH), last + PREFETCH);
}

/**
 * td_page_strip_set_viewport:
 * @self: a strip
 * @top: first line that is seen, logical pixels from the top of the strip
 * @height: how much is seen
 *
 * Says which part is on the screen: only its pages are painted.
 */
void
td_page_strip_set_viewport (TdPageStrip *self, double top, double height)
{
  g_return_if_fail (TD_IS_PAGE_STRIP (self));

  if (self->view_top == top && self->geometry.view_height == height)
    return;

  if (self->geometry.view_height != height && self->geometry.zoom == TD_PAGE_ZOOM_FIT_PAGE &&
      self->relayout == 0)
    self->relayout = g_idle_add_full (G_PRIORITY_HIGH_IDLE, relayout_cb, self, NULL);
  self->view_top = top;
  self->geometry.view_height = height;
  forget_unseen (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  schedule (self);
}

/**
 * td_page_strip_set_highlight:
 * @self: a strip
 * @source: (nullable): the object that is edited now
 *
 * Marks where an object is printed.
 */
void
td_page_strip_set_highlight (TdPageStrip *self, const TdSource *source)
{
  g_return_if_fail (TD_IS_PAGE_STRIP (self));

  self->highlight = source ? *source : (TdSource){ -1, 0, NULL };
  locate_highlight (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * td_page_strip_get_highlight_span:
 * @self: a strip
 * @top: (out): logical pixels from the top of the strip
 * @bottom: (out): the same
 *
 * Returns: whether the highlighted object is printed anywhere; then where it begins, and where its
 *   part on that page ends
 */
gboolean
td_page_strip_get_highlight_span (TdPageStrip *self, double *top, double *bottom)
{
  const TdLayoutRect *first;

  g_return_val_if_fail (TD_IS_PAGE_STRIP (self), FALSE);

  if (self->rects->len == 0 || self->geometry.width < 0)
    return FALSE;

  first = &g_array_index (self->rects, TdLayoutRect, 0);
  if (first->page >= get_n_pages (self))
    return FALSE;
  *top = self->geometry.tops[first->page] +
         first->y * td_page_geometry_get_page_scale (&self->geometry, first->page);
  *bottom = *top;
  for (guint i = 0; i < self->rects->len; i++)
    {
      const TdLayoutRect *rect = &g_array_index (self->rects, TdLayoutRect, i);

      if (rect->page == first->page)
        *bottom = MAX (*bottom, self->geometry.tops[rect->page] +
                                    (rect->y + rect->height) * td_page_geometry_get_page_scale (
                                                                   &self->geometry, rect->page));
    }

  return TRUE;
}

/**
 * td_page_strip_set_marks:
 * @self: a strip
 * @marks: (nullable) (element-type TdPageMark) (transfer full): what to draw over the pages
 *
 * Replaces all marks.
 */
void
td_page_strip_set_marks (TdPageStrip *self, GArray *marks)
{
  g_return_if_fail (TD_IS_PAGE_STRIP (self));

  g_clear_pointer (&self->marks, g_array_unref);
  self->marks = marks;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * td_page_strip_get_n_cached:
 * @self: a strip
 *
 * Returns: how many pages have a picture of their present look
 */
guint
td_page_strip_get_n_cached (TdPageStrip *self)
{
  guint n = 0;

  g_return_val_if_fail (TD_IS_PAGE_STRIP (self), 0);

  for (guint i = 0; self->geometry.width >= 0 && i < get_n_pages (self); i++)
    n += td_page_pictures_is_fresh (self->pictures, i, device_scale (self, i));

  return n;
}

/**
 * td_page_strip_get_n_painted:
 * @self: a strip
 *
 * Returns: how many times a page was painted since the strip was made
 */
guint
td_page_strip_get_n_painted (TdPageStrip *self)
{
  g_return_val_if_fail (TD_IS_PAGE_STRIP (self), 0);

  return td_page_pictures_get_n_painted (self->pictures);
}

static void
td_page_strip_finalize (GObject *object)
{
  TdPageStrip *self = TD_PAGE_STRIP (object);

  g_clear_handle_id (&self->relayout, g_source_remove);
  td_page_pictures_set_content (self->pictures, NULL); /* nothing goes on being painted */
  g_clear_object (&self->pictures);
  g_clear_pointer (&self->rects, g_array_unref);
  g_clear_pointer (&self->marks, g_array_unref);
  td_page_geometry_clear (&self->geometry);

  G_OBJECT_CLASS (td_page_strip_parent_class)->finalize (object);
}

static void
td_page_strip_class_init (TdPageStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = td_page_strip_finalize;
  widget_class->measure = td_page_strip_measure;
  widget_class->size_allocate = td_page_strip_size_allocate;
  widget_class->get_request_mode = td_page_strip_get_request_mode;
  widget_class->snapshot = td_page_strip_snapshot;
  widget_class->map = td_page_strip_map;
  widget_class->unmap = td_page_strip_unmap;
  gtk_widget_class_set_css_name (widget_class, "pagestrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
td_page_strip_init (TdPageStrip *self)
{
  self->pictures = td_page_pictures_new ();
  g_signal_connect_object (self->pictures, "arrived", G_CALLBACK (arrived_cb), self,
                           G_CONNECT_SWAPPED);
  self->rects = g_array_new (FALSE, TRUE, sizeof (TdLayoutRect));
  td_page_geometry_init (&self->geometry);
  self->highlight.kind = -1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * td_page_strip_new:
 *
 * Returns: a strip without pages
 */
GtkWidget *
td_page_strip_new (void)
{
  return g_object_new (TD_TYPE_PAGE_STRIP, NULL);
}
