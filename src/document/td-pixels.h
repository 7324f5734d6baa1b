/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* A picture as it goes to the screen and between programs: red, green and blue of each pixel, line
 * by line, without gaps. */
#define TD_PIXEL_BYTES 3u

GBytes *td_pixels_pack (cairo_surface_t *surface) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
