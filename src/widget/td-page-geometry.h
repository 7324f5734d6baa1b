/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-page-content.h"

G_BEGIN_DECLS

/**
 * TdPageZoom:
 * @TD_PAGE_ZOOM_FIT_TEXT: the text is as wide as the view; the side margins are cropped
 * @TD_PAGE_ZOOM_FIT_WIDTH: the page is as wide as the view
 * @TD_PAGE_ZOOM_FIT_PAGE: the whole page is seen
 * @TD_PAGE_ZOOM_SCALE: a fixed scale; 1.0 is the size on paper
 */
typedef enum
{
  TD_PAGE_ZOOM_FIT_TEXT,
  TD_PAGE_ZOOM_FIT_WIDTH,
  TD_PAGE_ZOOM_FIT_PAGE,
  TD_PAGE_ZOOM_SCALE,
} TdPageZoom;

#define TD_PAGE_SCALE_MIN 0.25
#define TD_PAGE_SCALE_MAX 3.0
#define TD_PAGE_PIXELS_PER_POINT (96.0 / 72.0)
#define TD_PAGE_PADDING 10.0 /* beside the page, except in "fit text"; logical pixels */

/* Where the pages of a content stand, one below the other. Lengths are logical pixels, unless they
 * are said to be points. */
typedef struct
{
  TdPageContent *content; /* (nullable) (unowned) */
  TdPageZoom zoom;
  double wanted_scale; /* of TD_PAGE_ZOOM_SCALE, 1.0 is paper */
  double view_height;  /* what "fit page" fits */
  int width;           /* what tops and scale were computed for, -1: nothing */
  double scale;        /* per point */
  double *tops;        /* n_pages + 1: where each page starts, and the last one ends */
} TdPageGeometry;

void td_page_geometry_init (TdPageGeometry *self);
void td_page_geometry_clear (TdPageGeometry *self);

guint td_page_geometry_get_n_pages (const TdPageGeometry *self);
gboolean td_page_geometry_is_laid_out (const TdPageGeometry *self);
void td_page_geometry_lay_out (TdPageGeometry *self, int width);
int td_page_geometry_measure_width (const TdPageGeometry *self);
int td_page_geometry_measure_height (const TdPageGeometry *self, int width);

double td_page_geometry_get_page_scale (const TdPageGeometry *self, guint page);
void td_page_geometry_get_page_rect (const TdPageGeometry *self, guint page, graphene_rect_t *rect);
guint td_page_geometry_get_page_at (const TdPageGeometry *self, double y);
gboolean td_page_geometry_locate (const TdPageGeometry *self, double x, double y, TdLayoutRect *at);

G_END_DECLS
