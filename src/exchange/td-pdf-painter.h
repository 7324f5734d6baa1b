/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Pages of a PDF as pictures, painted by a process of its own (src/probe): a page may be made to
 * take all memory, to take for ever, or to crash who paints it. */
typedef struct _TdPdfPainter TdPdfPainter;

#define TD_PDF_PAINTER_OPTION "--paint"
/* A picture has at most as many pixels on either side; all of it takes 268 MB. */
#define TD_PDF_PAINTER_MAX_PIXELS 8192
#define TD_PDF_PAINTER_MEGABYTES 1024
#define TD_PDF_PAINTER_SECONDS 20

/* What the painter reads after the length of the file (guint64) and the file. It answers each with
 * a length (guint32) and as many bytes, 3 for each pixel; 0: it could not be painted. */
typedef struct
{
  guint32 page; /* from 0 */
  guint32 width;
  guint32 height;
} TdPdfPaintRequest;

TdPdfPainter *td_pdf_painter_new (GBytes *file);
void td_pdf_painter_free (TdPdfPainter *self);
GBytes *
td_pdf_painter_paint (TdPdfPainter *self, guint page, int width, int height, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdPdfPainter, td_pdf_painter_free)

G_END_DECLS
