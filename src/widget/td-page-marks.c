/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-page-marks.h"

#define DASH 4.f
#define GAP 3.f
#define LINE 1.5f

static void
append_dashes (GtkSnapshot *snapshot, const graphene_rect_t *rect, const GdkRGBA *color)
{
  float right = rect->origin.x + rect->size.width;
  float bottom = rect->origin.y + rect->size.height;

  for (float x = rect->origin.x; x < right; x += DASH + GAP)
    {
      float length = MIN (DASH, right - x);

      gtk_snapshot_append_color (snapshot, color,
                                 &GRAPHENE_RECT_INIT (x, rect->origin.y, length, LINE));
      gtk_snapshot_append_color (snapshot, color,
                                 &GRAPHENE_RECT_INIT (x, bottom - LINE, length, LINE));
    }
  for (float y = rect->origin.y; y < bottom; y += DASH + GAP)
    {
      float length = MIN (DASH, bottom - y);

      gtk_snapshot_append_color (snapshot, color,
                                 &GRAPHENE_RECT_INIT (rect->origin.x, y, LINE, length));
      gtk_snapshot_append_color (snapshot, color,
                                 &GRAPHENE_RECT_INIT (right - LINE, y, LINE, length));
    }
}

/**
 * td_page_marks_snapshot:
 * @marks: (element-type TdPageMark): all marks
 * @snapshot: where to
 * @page: the page that is drawn, from 0
 * @at: where it is drawn, logical pixels
 * @scale: logical pixels per point
 *
 * Draws the marks of one page over it.
 */
void
td_page_marks_snapshot (
    const GArray *marks, GtkSnapshot *snapshot, guint page, const graphene_rect_t *at, double scale)
{
  for (guint i = 0; i < marks->len; i++)
    {
      const TdPageMark *mark = &g_array_index (marks, TdPageMark, i);
      graphene_rect_t rect;

      if (mark->rect.page != page)
        continue;
      graphene_rect_init (&rect, at->origin.x + (float) (mark->rect.x * scale),
                          at->origin.y + (float) (mark->rect.y * scale),
                          (float) (mark->rect.width * scale), (float) (mark->rect.height * scale));
      if (mark->outline)
        append_dashes (snapshot, &rect, &mark->color);
      else
        gtk_snapshot_append_color (snapshot, &mark->color, &rect);
    }
}

/**
 * td_page_marks_snapshot_source:
 * @rects: (element-type TdLayoutRect): where the object that is edited is printed
 * @snapshot: where to
 * @page: the page that is drawn, from 0
 * @at: where it is drawn, logical pixels
 * @scale: logical pixels per point
 *
 * Marks the words of an object: a tint, and a bar before them.
 */
void
td_page_marks_snapshot_source (
    const GArray *rects, GtkSnapshot *snapshot, guint page, const graphene_rect_t *at, double scale)
{
  static const GdkRGBA fill = { 0.21f, 0.52f, 0.89f, 0.15f };
  static const GdkRGBA bar = { 0.11f, 0.44f, 0.85f, 1.f };

  for (guint i = 0; i < rects->len; i++)
    {
      const TdLayoutRect *rect = &g_array_index (rects, TdLayoutRect, i);
      float x = at->origin.x + (float) (rect->x * scale) - 6;
      float y = at->origin.y + (float) (rect->y * scale) - 1;
      float height = (float) (rect->height * scale) + 2;

      if (rect->page != page)
        continue;
      gtk_snapshot_append_color (
          snapshot, &fill, &GRAPHENE_RECT_INIT (x, y, (float) (rect->width * scale) + 12, height));
      gtk_snapshot_append_color (snapshot, &bar, &GRAPHENE_RECT_INIT (x, y, 3, height));
    }
}

/**
 * td_page_marks_snapshot_shadow:
 * @snapshot: where to
 * @page: where the page is drawn, logical pixels
 *
 * Draws the shadow around a page: frames that grow fainter outwards, for GTK blurs a real shadow
 * again in every frame where it draws without a graphics card.
 */
void
td_page_marks_snapshot_shadow (GtkSnapshot *snapshot, const graphene_rect_t *page)
{
  static const float alphas[] = { 0.14f, 0.08f, 0.03f };

  for (guint i = 0; i < G_N_ELEMENTS (alphas); i++)
    {
      const GdkRGBA color = { 0, 0, 0, alphas[i] };
      float left = page->origin.x - (float) i - 1;
      float top = page->origin.y - (float) i;
      float width = page->size.width + 2 * ((float) i + 1);
      float height = page->size.height + 2 * ((float) i + 1);

      gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (left, top - 1, width, 1));
      gtk_snapshot_append_color (snapshot, &color,
                                 &GRAPHENE_RECT_INIT (left, top + height - 1, width, 1));
      gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (left, top, 1, height - 1));
      gtk_snapshot_append_color (snapshot, &color,
                                 &GRAPHENE_RECT_INIT (left + width - 1, top, 1, height - 1));
    }
}
