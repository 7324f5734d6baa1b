/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <poppler.h>

G_BEGIN_DECLS

GBytes *td_probe_paint (PopplerDocument *document, guint number, guint width, guint height);
cairo_surface_t *td_probe_print_new (GByteArray *file);
void td_probe_print_page (cairo_surface_t *surface, PopplerDocument *document, guint number);
gboolean td_probe_print_finish (cairo_surface_t *surface);

G_END_DECLS
