/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-page-content.h"

G_DEFINE_ABSTRACT_TYPE (TdPageContent, td_page_content, G_TYPE_OBJECT)

/**
 * td_page_content_get_n_pages:
 * @self: a content
 *
 * Returns: how many pages there are
 */
guint
td_page_content_get_n_pages (TdPageContent *self)
{
  g_return_val_if_fail (TD_IS_PAGE_CONTENT (self), 0);

  return TD_PAGE_CONTENT_GET_CLASS (self)->get_n_pages (self);
}

/**
 * td_page_content_get_page_size:
 * @self: a content
 * @page: a page, from 0
 * @width: (out): points
 * @height: (out): points
 *
 * Tells the size of a page.
 */
void
td_page_content_get_page_size (TdPageContent *self, guint page, double *width, double *height)
{
  g_return_if_fail (TD_IS_PAGE_CONTENT (self));
  g_return_if_fail (width != NULL && height != NULL);

  TD_PAGE_CONTENT_GET_CLASS (self)->get_page_size (self, page, width, height);
}

/**
 * td_page_content_get_text_span:
 * @self: a content
 * @page: a page, from 0
 * @left: (out): points
 * @right: (out): points
 *
 * Tells between which lines the text of a page stands; the whole width when that is not known.
 */
void
td_page_content_get_text_span (TdPageContent *self, guint page, double *left, double *right)
{
  double height;

  g_return_if_fail (TD_IS_PAGE_CONTENT (self));
  g_return_if_fail (left != NULL && right != NULL);

  *left = 0;
  td_page_content_get_page_size (self, page, right, &height);
  if (TD_PAGE_CONTENT_GET_CLASS (self)->get_text_span)
    TD_PAGE_CONTENT_GET_CLASS (self)->get_text_span (self, page, left, right);
}

/**
 * td_page_content_get_page_label:
 * @self: a content
 * @page: a page, from 0
 *
 * Returns: (transfer full): the number of the page as a person counts it
 */
char *
td_page_content_get_page_label (TdPageContent *self, guint page)
{
  char *label = NULL;

  g_return_val_if_fail (TD_IS_PAGE_CONTENT (self), NULL);

  if (TD_PAGE_CONTENT_GET_CLASS (self)->get_page_label)
    label = TD_PAGE_CONTENT_GET_CLASS (self)->get_page_label (self, page);

  return label && *label ? label : (g_free (label), g_strdup_printf ("%u", page + 1));
}

/**
 * td_page_content_paint_page:
 * @self: a content
 * @page: a page, from 0
 * @cr: where to; the unit is the point, the origin the top left corner of the page
 *
 * Paints a page on whatever is there: the paper is not painted.
 */
void
td_page_content_paint_page (TdPageContent *self, guint page, cairo_t *cr)
{
  g_return_if_fail (TD_IS_PAGE_CONTENT (self));
  g_return_if_fail (cr != NULL);

  TD_PAGE_CONTENT_GET_CLASS (self)->paint_page (self, page, cr);
}

/**
 * td_page_content_paint_picture:
 * @self: a content that paints at once
 * @page: a page, from 0
 * @width: pixels
 * @height: pixels
 * @scale: pixels per point
 *
 * Returns: (nullable) (transfer full): the picture of the page, paper and all
 */
TdPagePicture *
td_page_content_paint_picture (TdPageContent *self, guint page, int width, int height, double scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  td_page_content_paint_page (self, page, cr);
  cairo_destroy (cr);

  return td_page_picture_new_for_surface (surface);
}

/**
 * td_page_content_page_equal:
 * @self: a content
 * @page: a page of it
 * @other: another content
 * @other_page: a page of that
 *
 * Returns: whether both pages look the same for sure
 */
gboolean
td_page_content_page_equal (TdPageContent *self, guint page, TdPageContent *other, guint other_page)
{
  g_return_val_if_fail (TD_IS_PAGE_CONTENT (self), FALSE);
  g_return_val_if_fail (TD_IS_PAGE_CONTENT (other), FALSE);

  if (self == other && page == other_page)
    return TRUE;

  return G_OBJECT_TYPE (self) == G_OBJECT_TYPE (other) &&
         TD_PAGE_CONTENT_GET_CLASS (self)->page_equal &&
         TD_PAGE_CONTENT_GET_CLASS (self)->page_equal (self, page, other, other_page);
}

/**
 * td_page_content_hit_test:
 * @self: a content
 * @page: a page, from 0
 * @x: points from the left edge
 * @y: points from the top edge
 * @source: (out): the object printed there
 *
 * Returns: whether there is one
 */
gboolean
td_page_content_hit_test (TdPageContent *self, guint page, double x, double y, TdSource *source)
{
  g_return_val_if_fail (TD_IS_PAGE_CONTENT (self), FALSE);
  g_return_val_if_fail (source != NULL, FALSE);

  return TD_PAGE_CONTENT_GET_CLASS (self)->hit_test &&
         TD_PAGE_CONTENT_GET_CLASS (self)->hit_test (self, page, x, y, source);
}

/**
 * td_page_content_locate:
 * @self: a content
 * @source: an object
 * @rects: (element-type TdLayoutRect): the places are appended here, in reading order
 *
 * Finds where an object is printed.
 */
void
td_page_content_locate (TdPageContent *self, const TdSource *source, GArray *rects)
{
  g_return_if_fail (TD_IS_PAGE_CONTENT (self));
  g_return_if_fail (source != NULL && rects != NULL);

  if (TD_PAGE_CONTENT_GET_CLASS (self)->locate)
    TD_PAGE_CONTENT_GET_CLASS (self)->locate (self, source, rects);
}

/**
 * td_page_content_is_slow:
 * @self: a content
 *
 * Returns: whether its pages are painted with td_page_content_render_async()
 */
gboolean
td_page_content_is_slow (TdPageContent *self)
{
  g_return_val_if_fail (TD_IS_PAGE_CONTENT (self), FALSE);

  return TD_PAGE_CONTENT_GET_CLASS (self)->render_async != NULL;
}

/**
 * td_page_content_render_async:
 * @self: a slow content
 * @page: a page, from 0
 * @width: pixels
 * @height: pixels
 * @cancellable: (nullable): the picture is not wanted any more
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Makes the picture of a whole page, paper and all.
 */
void
td_page_content_render_async (TdPageContent *self,
                              guint page,
                              int width,
                              int height,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (TD_IS_PAGE_CONTENT (self));

  TD_PAGE_CONTENT_GET_CLASS (self)->render_async (self, page, width, height, cancellable, callback,
                                                  user_data);
}

/**
 * td_page_content_render_finish:
 * @self: a slow content
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the picture
 */
TdPagePicture *
td_page_content_render_finish (TdPageContent *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TD_IS_PAGE_CONTENT (self), NULL);

  return TD_PAGE_CONTENT_GET_CLASS (self)->render_finish (self, result, error);
}

static void
td_page_content_class_init (TdPageContentClass *klass)
{
}

static void
td_page_content_init (TdPageContent *self)
{
}
