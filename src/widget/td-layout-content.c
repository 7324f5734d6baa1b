/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-layout-content.h"

#define POINTS_PER_MM (72.0 / 25.4)
#define OVERHANG_MM 4.0 /* how far the two halves of the header may reach into the margins */

/* The pages of a layout, as the printer and the PDF get them. */
struct _TdLayoutContent
{
  TdPageContent parent_instance;

  TdLayout *layout;
  double margin_left, margin_right; /* points */
};

G_DEFINE_FINAL_TYPE (TdLayoutContent, td_layout_content, TD_TYPE_PAGE_CONTENT)

static guint
get_n_pages (TdPageContent *content)
{
  return td_layout_get_n_pages (TD_LAYOUT_CONTENT (content)->layout);
}

static void
get_page_size (TdPageContent *content, guint page, double *width, double *height)
{
  td_layout_get_page_size (TD_LAYOUT_CONTENT (content)->layout, page, width, height);
}

static void
get_text_span (TdPageContent *content, guint page, double *left, double *right)
{
  TdLayoutContent *self = TD_LAYOUT_CONTENT (content);
  double width, height;

  td_layout_get_page_size (self->layout, page, &width, &height);
  *left = self->margin_left - OVERHANG_MM * POINTS_PER_MM;
  *right = width - self->margin_right + OVERHANG_MM * POINTS_PER_MM;
}

static char *
get_page_label (TdPageContent *content, guint page)
{
  return td_layout_get_page_label (TD_LAYOUT_CONTENT (content)->layout, page);
}

static void
paint_page (TdPageContent *content, guint page, cairo_t *cr)
{
  td_layout_paint_page (TD_LAYOUT_CONTENT (content)->layout, page, cr);
}

static gboolean
page_equal (TdPageContent *content, guint page, TdPageContent *other, guint other_page)
{
  return td_layout_page_equal (TD_LAYOUT_CONTENT (content)->layout, page,
                               TD_LAYOUT_CONTENT (other)->layout, other_page);
}

static gboolean
hit_test (TdPageContent *content, guint page, double x, double y, TdSource *source)
{
  return td_layout_hit_test (TD_LAYOUT_CONTENT (content)->layout, page, x, y, source);
}

static void
locate (TdPageContent *content, const TdSource *source, GArray *rects)
{
  td_layout_locate (TD_LAYOUT_CONTENT (content)->layout, *source, rects);
}

/**
 * td_layout_content_get_layout:
 * @self: a content
 *
 * Returns: (transfer none): the layout behind it
 */
TdLayout *
td_layout_content_get_layout (TdLayoutContent *self)
{
  g_return_val_if_fail (TD_IS_LAYOUT_CONTENT (self), NULL);

  return self->layout;
}

static void
td_layout_content_finalize (GObject *object)
{
  TdLayoutContent *self = TD_LAYOUT_CONTENT (object);

  g_clear_pointer (&self->layout, td_layout_unref);

  G_OBJECT_CLASS (td_layout_content_parent_class)->finalize (object);
}

static void
td_layout_content_class_init (TdLayoutContentClass *klass)
{
  TdPageContentClass *content_class = TD_PAGE_CONTENT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = td_layout_content_finalize;
  content_class->get_n_pages = get_n_pages;
  content_class->get_page_size = get_page_size;
  content_class->get_text_span = get_text_span;
  content_class->get_page_label = get_page_label;
  content_class->paint_page = paint_page;
  content_class->page_equal = page_equal;
  content_class->hit_test = hit_test;
  content_class->locate = locate;
}

static void
td_layout_content_init (TdLayoutContent *self)
{
}

/**
 * td_layout_content_new:
 * @layout: pages
 * @style: the style they were laid out with
 *
 * Returns: (transfer full): the pages of @layout for a page view
 */
TdPageContent *
td_layout_content_new (TdLayout *layout, const TdStyle *style)
{
  TdLayoutContent *self;

  g_return_val_if_fail (layout != NULL && style != NULL, NULL);

  self = g_object_new (TD_TYPE_LAYOUT_CONTENT, NULL);
  self->layout = td_layout_ref (layout);
  self->margin_left = style->margin_left_mm * POINTS_PER_MM;
  self->margin_right = style->margin_right_mm * POINTS_PER_MM;

  return TD_PAGE_CONTENT (self);
}
