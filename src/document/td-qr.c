/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-qr.h"

#include <qrencode.h>

#define QUIET 4 /* modules that stay white around a code (ISO/IEC 18004) */

static void
draw (cairo_t *cr, double width, double height, gpointer data)
{
  QRcode *code = QRcode_encodeString (data, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  double module;

  if (code == NULL) /* longer than a code can be */
    return;
  module = MIN (width, height) / (code->width + 2 * QUIET);
  for (int y = 0; y < code->width; y++)
    for (int x = 0; x < code->width; x++)
      {
        if (code->data[y * code->width + x] & 1)
          cairo_rectangle (cr, (x + QUIET) * module, (y + QUIET) * module, module, module);
      }
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_fill (cr);
  QRcode_free (code);
}

/**
 * td_qr_new_figure:
 * @text: what a reader of the code gets, UTF-8, at most some hundred bytes
 * @size: millimetres, with the white margin
 * @alt: what a screen reader says
 *
 * Returns: (transfer full): a figure with the QR code of @text, vectors and no picture
 */
TdBlock *
td_qr_new_figure (const char *text, double size, const char *alt)
{
  return td_block_new_figure (size, size, alt, draw, g_strdup (text), g_free);
}
