/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-layout.h"
#include "td-pdf-file.h"

G_BEGIN_DECLS

/* Pages as a reader shows them. Private to this folder. */

typedef struct
{
  guint32 number; /* of the page's object */
  TdPdfObject *page;
  double x0, y0, x1, y1; /* what is shown, in the page's own space */
  int rotation;          /* clockwise: 0, 90, 180, 270 */
} TdPdfPage;

GArray *td_pdf_list_pages (TdPdfView view) G_GNUC_WARN_UNUSED_RESULT;
guint td_pdf_count_pages (TdPdfView view);
gboolean td_pdf_find_page (TdPdfView view, guint n, TdPdfPage *page);
void td_pdf_page_get_size (const TdPdfPage *page, double *width, double *height);
void td_pdf_page_to_user (const TdPdfPage *page, const TdLayoutRect *rect, double user[4]);
void td_pdf_page_from_user (const TdPdfPage *page, const double user[4], TdLayoutRect *rect);
const char *td_pdf_page_matrix (const TdPdfPage *page);
gboolean td_pdf_get_rect (TdPdfView view, const TdPdfObject *array, double rect[4]);

G_END_DECLS
