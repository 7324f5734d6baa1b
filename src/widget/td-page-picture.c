/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-page-picture.h"

#include <math.h>

#include "td-pixels.h"

/* Pixels have three bytes. Where GTK draws without a graphics card it takes pictures with an alpha
 * channel apart in floating point, again in every frame; those of three bytes a pixel it draws in a
 * seventh of that time. It also takes apart all of a picture of which a corner is seen, and a
 * graphics card is given all of it at once: hence slices, which share the pixels. */

#define SLICE_HEIGHT 128 /* pixels */

struct _TdPagePicture
{
  GObject parent_instance;

  GBytes *pixels;
  int width, height;
  GdkTexture **slices; /* made when first seen */
  int n_slices;
  GdkTexture *whole; /* (nullable): made when first drawn in another size */
};

G_DEFINE_FINAL_TYPE (TdPagePicture, td_page_picture, G_TYPE_OBJECT)

static gsize
get_stride (TdPagePicture *self)
{
  return (gsize) self->width * TD_PIXEL_BYTES;
}

static GdkTexture *
make_texture (TdPagePicture *self, int from, int height)
{
  gsize stride = get_stride (self);
  g_autoptr (GBytes) part =
      g_bytes_new_from_bytes (self->pixels, (gsize) from * stride, (gsize) height * stride);

  return gdk_memory_texture_new (self->width, height, GDK_MEMORY_R8G8B8, part, stride);
}

static void
draw_whole (TdPagePicture *self, GtkSnapshot *snapshot, const graphene_rect_t *at)
{
  if (self->whole == NULL)
    self->whole = make_texture (self, 0, self->height);
  gtk_snapshot_append_texture (snapshot, self->whole, at);
}

static void
draw_slice (
    TdPagePicture *self, GtkSnapshot *snapshot, const graphene_rect_t *at, int number, int factor)
{
  int from = number * SLICE_HEIGHT;
  int height = MIN (SLICE_HEIGHT, self->height - from);
  graphene_rect_t place;

  if (self->slices[number] == NULL)
    self->slices[number] = make_texture (self, from, height);
  graphene_rect_init (&place, at->origin.x, at->origin.y + (float) from / (float) factor,
                      at->size.width, (float) height / (float) factor);
  gtk_snapshot_append_texture (snapshot, self->slices[number], &place);
}

/**
 * td_page_picture_snapshot:
 * @self: a picture
 * @snapshot: where to
 * @at: the place of the whole page, logical pixels
 * @top: where what is seen begins, in the same space as @at
 * @bottom: where it ends
 * @factor: device pixels per logical pixel
 *
 * Draws the part of the picture that is seen. In another size than its own it is drawn whole, for
 * slices would show their edges.
 */
void
td_page_picture_snapshot (TdPagePicture *self,
                          GtkSnapshot *snapshot,
                          const graphene_rect_t *at,
                          double top,
                          double bottom,
                          int factor)
{
  double first, last;

  g_return_if_fail (TD_IS_PAGE_PICTURE (self) && at != NULL && factor > 0);

  if (fabs ((double) at->size.width * factor - self->width) > 0.5 ||
      fabs ((double) at->size.height * factor - self->height) > 0.5)
    {
      draw_whole (self, snapshot, at);
      return;
    }
  first = floor ((top - (double) at->origin.y) * factor / SLICE_HEIGHT);
  last = floor ((bottom - (double) at->origin.y) * factor / SLICE_HEIGHT);
  for (int i = (int) MAX (first, 0); i <= (int) MIN (last, self->n_slices - 1); i++)
    draw_slice (self, snapshot, at, i, factor);
}

/**
 * td_page_picture_get_size:
 * @self: a picture
 *
 * Returns: the bytes of its pixels
 */
gsize
td_page_picture_get_size (TdPagePicture *self)
{
  g_return_val_if_fail (TD_IS_PAGE_PICTURE (self), 0);

  return g_bytes_get_size (self->pixels);
}

static void
td_page_picture_finalize (GObject *object)
{
  TdPagePicture *self = TD_PAGE_PICTURE (object);

  for (int i = 0; i < self->n_slices; i++)
    g_clear_object (&self->slices[i]);
  g_free (self->slices);
  g_clear_object (&self->whole);
  g_clear_pointer (&self->pixels, g_bytes_unref);

  G_OBJECT_CLASS (td_page_picture_parent_class)->finalize (object);
}

static void
td_page_picture_class_init (TdPagePictureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_page_picture_finalize;
}

static void
td_page_picture_init (TdPagePicture *self)
{
}

/**
 * td_page_picture_new:
 * @pixels: as of td-pixels.h
 * @width: pixels
 * @height: pixels
 *
 * May be called on any thread; the picture is drawn on the main one.
 *
 * Returns: (transfer full): a picture
 */
TdPagePicture *
td_page_picture_new (GBytes *pixels, int width, int height)
{
  TdPagePicture *self;

  g_return_val_if_fail (width > 0 && height > 0, NULL);
  g_return_val_if_fail (
      g_bytes_get_size (pixels) == (gsize) width * (gsize) height * TD_PIXEL_BYTES, NULL);

  self = g_object_new (TD_TYPE_PAGE_PICTURE, NULL);
  self->pixels = g_bytes_ref (pixels);
  self->width = width;
  self->height = height;
  self->n_slices = (height + SLICE_HEIGHT - 1) / SLICE_HEIGHT;
  self->slices = g_new0 (GdkTexture *, self->n_slices);

  return self;
}

/**
 * td_page_picture_new_for_surface:
 * @surface: (transfer full): an image surface with 32 bits a pixel, all of them opaque
 *
 * Returns: (nullable) (transfer full): its picture; %NULL when the surface is broken
 */
TdPagePicture *
td_page_picture_new_for_surface (cairo_surface_t *surface)
{
  g_autoptr (GBytes) pixels = td_pixels_pack (surface);
  TdPagePicture *picture = NULL;

  if (pixels != NULL)
    picture = td_page_picture_new (pixels, cairo_image_surface_get_width (surface),
                                   cairo_image_surface_get_height (surface));
  cairo_surface_destroy (surface);

  return picture;
}
