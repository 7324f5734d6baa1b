/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-page-geometry.h"

#include <math.h>

#define PAGE_GAP 12.0    /* between two pages, logical pixels */
#define TEXT_PADDING 4.0 /* beside the text in "fit text", logical pixels */
#define MIN_WIDTH 120

/**
 * td_page_geometry_init:
 * @self: a geometry
 *
 * Makes it one of no pages.
 */
void
td_page_geometry_init (TdPageGeometry *self)
{
  *self = (TdPageGeometry){ .width = -1, .wanted_scale = 1 };
}

/**
 * td_page_geometry_clear:
 * @self: a geometry
 *
 * Frees what belongs to it.
 */
void
td_page_geometry_clear (TdPageGeometry *self)
{
  g_clear_pointer (&self->tops, g_free);
}

/**
 * td_page_geometry_get_n_pages:
 * @self: a geometry
 *
 * Returns: how many pages there are
 */
guint
td_page_geometry_get_n_pages (const TdPageGeometry *self)
{
  return self->content != NULL ? td_page_content_get_n_pages (self->content) : 0;
}

/**
 * td_page_geometry_is_laid_out:
 * @self: a geometry
 *
 * Returns: whether there are pages, and their places are known
 */
gboolean
td_page_geometry_is_laid_out (const TdPageGeometry *self)
{
  return self->width >= 0 && td_page_geometry_get_n_pages (self) > 0;
}

static double
scale_for_width (const TdPageGeometry *self, int width)
{
  double page_width, page_height, left, right;
  double scale = self->wanted_scale * TD_PAGE_PIXELS_PER_POINT;

  if (td_page_geometry_get_n_pages (self) == 0)
    return scale;

  td_page_content_get_page_size (self->content, 0, &page_width, &page_height);
  td_page_content_get_text_span (self->content, 0, &left, &right);
  switch (self->zoom)
    {
    case TD_PAGE_ZOOM_FIT_TEXT:
      scale = (width - 2 * TEXT_PADDING) / MAX (right - left, 1);
      break;
    case TD_PAGE_ZOOM_FIT_WIDTH:
      scale = (width - 2 * TD_PAGE_PADDING) / page_width;
      break;
    case TD_PAGE_ZOOM_FIT_PAGE:
      scale = MIN ((width - 2 * TD_PAGE_PADDING) / page_width,
                   (self->view_height - 2 * TD_PAGE_PADDING) / page_height);
      break;
    case TD_PAGE_ZOOM_SCALE:
    default:
      break;
    }

  return CLAMP (scale, TD_PAGE_SCALE_MIN * TD_PAGE_PIXELS_PER_POINT / 2,
                TD_PAGE_SCALE_MAX * TD_PAGE_PIXELS_PER_POINT);
}

/* A page that is wider than the first one (a landscape annex) is shown smaller, so that it fits the
 * same width; with a fixed scale all pages have that scale. */
static double
page_scale_for (const TdPageGeometry *self, guint page, double scale)
{
  double width, height, left, right, first_left, first_right;

  if (self->zoom == TD_PAGE_ZOOM_SCALE || page == 0)
    return scale;

  td_page_content_get_page_size (self->content, page, &width, &height);
  if (self->zoom == TD_PAGE_ZOOM_FIT_TEXT)
    {
      td_page_content_get_text_span (self->content, page, &left, &right);
      td_page_content_get_text_span (self->content, 0, &first_left, &first_right);
      return scale * (first_right - first_left) / MAX (right - left, 1);
    }
  td_page_content_get_page_size (self->content, 0, &first_right, &height);

  return MIN (scale, scale * first_right / width);
}

/* Where each page starts (tops may be NULL); returns where the last one ends. */
static double
place_pages (const TdPageGeometry *self, double scale, double *tops)
{
  guint n_pages = td_page_geometry_get_n_pages (self);
  double top = PAGE_GAP / 2;

  for (guint i = 0; i < n_pages; i++)
    {
      double page_width, page_height;

      if (tops)
        tops[i] = top;
      td_page_content_get_page_size (self->content, i, &page_width, &page_height);
      top += round (page_height * page_scale_for (self, i, scale)) + PAGE_GAP;
    }

  return top;
}

/**
 * td_page_geometry_lay_out:
 * @self: a geometry
 * @width: of the view
 *
 * Finds the scale and the places of the pages, unless they are known for that width. Whoever
 * changes a field they depend on sets the width to -1.
 */
void
td_page_geometry_lay_out (TdPageGeometry *self, int width)
{
  guint n_pages = td_page_geometry_get_n_pages (self);

  if (self->width == width)
    return;

  self->width = width;
  self->scale = scale_for_width (self, width);
  self->tops = g_renew (double, self->tops, n_pages + 1);
  self->tops[n_pages] = place_pages (self, self->scale, self->tops);
}

/**
 * td_page_geometry_measure_width:
 * @self: a geometry
 *
 * Returns: how wide the view has to be
 */
int
td_page_geometry_measure_width (const TdPageGeometry *self)
{
  guint n_pages = td_page_geometry_get_n_pages (self);
  double widest = MIN_WIDTH;

  for (guint i = 0; self->zoom == TD_PAGE_ZOOM_SCALE && i < n_pages; i++)
    {
      double width, height;

      td_page_content_get_page_size (self->content, i, &width, &height);
      widest = MAX (widest, ceil (width * self->wanted_scale * TD_PAGE_PIXELS_PER_POINT +
                                  2 * TD_PAGE_PADDING));
    }

  return (int) widest;
}

/**
 * td_page_geometry_measure_height:
 * @self: a geometry
 * @width: of the view
 *
 * Returns: how high all pages are together
 */
int
td_page_geometry_measure_height (const TdPageGeometry *self, int width)
{
  if (width == self->width && self->tops != NULL)
    return (int) ceil (self->tops[td_page_geometry_get_n_pages (self)]);

  return (int) ceil (place_pages (self, scale_for_width (self, width), NULL));
}

/**
 * td_page_geometry_get_page_scale:
 * @self: a geometry that is laid out
 * @page: a page, from 0
 *
 * Returns: logical pixels per point of the page
 */
double
td_page_geometry_get_page_scale (const TdPageGeometry *self, guint page)
{
  return page_scale_for (self, page, self->scale);
}

/**
 * td_page_geometry_get_page_rect:
 * @self: a geometry that is laid out
 * @page: a page, from 0
 * @rect: (out): its place
 *
 * Tells where a page is, whole logical pixels.
 */
void
td_page_geometry_get_page_rect (const TdPageGeometry *self, guint page, graphene_rect_t *rect)
{
  double width, height, left, right, x;
  double scale = td_page_geometry_get_page_scale (self, page);

  td_page_content_get_page_size (self->content, page, &width, &height);
  x = (self->width - width * scale) / 2;
  if (self->zoom == TD_PAGE_ZOOM_FIT_TEXT)
    {
      td_page_content_get_text_span (self->content, page, &left, &right);
      x = TEXT_PADDING - left * scale;
    }
  graphene_rect_init (rect, (float) floor (x), (float) self->tops[page],
                      (float) round (width * scale), (float) round (height * scale));
}

/**
 * td_page_geometry_get_page_at:
 * @self: a geometry
 * @y: from the top
 *
 * Returns: the page at that height, from 0; the nearest one in a gap
 */
guint
td_page_geometry_get_page_at (const TdPageGeometry *self, double y)
{
  guint low = 0, high = td_page_geometry_get_n_pages (self);

  if (!td_page_geometry_is_laid_out (self))
    return 0;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (self->tops[middle] - PAGE_GAP / 2 <= y)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/**
 * td_page_geometry_locate:
 * @self: a geometry
 * @x: from the left
 * @y: from the top
 * @at: (out): the page and the place on it, points; without a size
 *
 * Returns: whether there are pages at all; beside a page the nearest one is meant
 */
gboolean
td_page_geometry_locate (const TdPageGeometry *self, double x, double y, TdLayoutRect *at)
{
  graphene_rect_t rect;
  double scale;

  if (!td_page_geometry_is_laid_out (self))
    return FALSE;

  at->page = td_page_geometry_get_page_at (self, y);
  td_page_geometry_get_page_rect (self, at->page, &rect);
  scale = td_page_geometry_get_page_scale (self, at->page);
  at->x = (x - rect.origin.x) / scale;
  at->y = (y - rect.origin.y) / scale;
  at->width = at->height = 0;

  return TRUE;
}
