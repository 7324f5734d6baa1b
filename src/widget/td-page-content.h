/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-block.h"
#include "td-layout.h"
#include "td-page-picture.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TD_TYPE_PAGE_CONTENT (td_page_content_get_type ())
G_DECLARE_DERIVABLE_TYPE (TdPageContent, td_page_content, TD, PAGE_CONTENT, GObject)

/**
 * TdPageContentClass:
 * @get_n_pages: how many pages there are
 * @get_page_size: size of a page, points
 * @get_text_span: left and right edge of the text on a page, points; what "fit text" shows
 * @get_page_label: (nullable): the number printed on the page, "" for none
 * @paint_page: paints a page; the origin is its top left corner, the unit is the point
 * @page_equal: whether a page looks the same as a page of another content, so that its picture is
 * kept
 * @hit_test: the object printed at a place
 * @locate: appends a #TdLayoutRect for every rectangle in which an object is printed
 * @render_async: (nullable): makes the picture of a page on another thread, for contents that take
 *   longer to paint than a frame lasts; paint_page is not called then
 * @render_finish: (nullable): its result
 *
 * Something that has pages: a layout, a PDF file. Immutable: a changed document is a new content.
 */
struct _TdPageContentClass
{
  GObjectClass parent_class;

  guint (*get_n_pages) (TdPageContent *self);
  void (*get_page_size) (TdPageContent *self, guint page, double *width, double *height);
  void (*get_text_span) (TdPageContent *self, guint page, double *left, double *right);
  char *(*get_page_label) (TdPageContent *self, guint page);
  void (*paint_page) (TdPageContent *self, guint page, cairo_t *cr);
  gboolean (*page_equal) (TdPageContent *self, guint page, TdPageContent *other, guint other_page);
  gboolean (*hit_test) (TdPageContent *self, guint page, double x, double y, TdSource *source);
  void (*locate) (TdPageContent *self, const TdSource *source, GArray *rects);
  void (*render_async) (TdPageContent *self,
                        guint page,
                        int width,
                        int height,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  TdPagePicture *(*render_finish) (TdPageContent *self, GAsyncResult *result, GError **error);

  gpointer padding[2];
};

guint td_page_content_get_n_pages (TdPageContent *self);
void td_page_content_get_page_size (TdPageContent *self, guint page, double *width, double *height);
void td_page_content_get_text_span (TdPageContent *self, guint page, double *left, double *right);
char *td_page_content_get_page_label (TdPageContent *self, guint page) G_GNUC_WARN_UNUSED_RESULT;
void td_page_content_paint_page (TdPageContent *self, guint page, cairo_t *cr);
TdPagePicture *td_page_content_paint_picture (
    TdPageContent *self, guint page, int width, int height, double scale) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_page_content_page_equal (TdPageContent *self,
                                     guint page,
                                     TdPageContent *other,
                                     guint other_page);
gboolean
td_page_content_hit_test (TdPageContent *self, guint page, double x, double y, TdSource *source);
void td_page_content_locate (TdPageContent *self, const TdSource *source, GArray *rects);

gboolean td_page_content_is_slow (TdPageContent *self);
void td_page_content_render_async (TdPageContent *self,
                                   guint page,
                                   int width,
                                   int height,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
TdPagePicture *td_page_content_render_finish (TdPageContent *self,
                                              GAsyncResult *result,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
