/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-status-icons.h"

#include "td-status-pill.h"

struct _TdStatusIcons
{
  GHashTable *textures; /* "icon color scale" -> GdkTexture */
};

TdStatusIcons *
td_status_icons_new (void)
{
  TdStatusIcons *self = g_new0 (TdStatusIcons, 1);

  self->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  return self;
}

void
td_status_icons_free (TdStatusIcons *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->textures);
  g_free (self);
}

static GdkTexture *
draw (const char *icon_name, GtkWidget *widget, const GdkRGBA *color)
{
  int scale = gtk_widget_get_scale_factor (widget);
  int size = TD_STATUS_ICON_SIZE * scale;
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (
      gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)), icon_name, NULL,
      TD_STATUS_ICON_SIZE, scale, gtk_widget_get_direction (widget), 0);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size, size);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *texture;

  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, size, size,
                                            color, 1);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL)
    gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) cairo_image_surface_get_stride (surface) * (gsize) size);
  texture = gdk_memory_texture_new (size, size, GDK_MEMORY_DEFAULT, bytes,
                                    (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_destroy (surface);

  return texture;
}

/**
 * td_status_icons_get:
 * @self: icons
 * @status: as of td_status_icon_name()
 * @widget: what they are drawn in
 * @color: of the icon
 *
 * Returns: (transfer none): the picture, %TD_STATUS_ICON_SIZE wide at scale 1
 */
GdkTexture *
td_status_icons_get (TdStatusIcons *self,
                     const char *status,
                     GtkWidget *widget,
                     const GdkRGBA *color)
{
  const char *name = td_status_icon_name (status);
  g_autofree char *key = g_strdup_printf ("%s %02x%02x%02x %d", name, (guint) (color->red * 255),
                                          (guint) (color->green * 255), (guint) (color->blue * 255),
                                          gtk_widget_get_scale_factor (widget));
  GdkTexture *texture = g_hash_table_lookup (self->textures, key);

  if (texture == NULL)
    {
      texture = draw (name, widget, color);
      g_hash_table_insert (self->textures, g_steal_pointer (&key), texture);
    }

  return texture;
}
