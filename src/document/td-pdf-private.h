/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-pdf.h"

G_BEGIN_DECLS

/* The places of a layout that somebody will sign or fill later */
typedef struct
{
  gboolean has[TD_LAYOUT_N_FIELDS];
  TdLayoutRect rects[TD_LAYOUT_N_FIELDS];
} TdPdfPlaces;

/* Steps of td-pdf.h on bytes instead of files. Private to this folder. */
GBytes *td_pdf_paint (TdLayout *layout, GPtrArray *figure_alts, GError **error);
gboolean td_pdf_prepare_bytes (GBytes *pdf,
                               const char *path,
                               const char *place,
                               const char *language,
                               GPtrArray *figure_alts,
                               const TdPdfPlaces *places,
                               GError **error);
char *td_pdf_make_xmp (const char *title,
                       const char *author,
                       const char *subject,
                       const char *keywords,
                       const char *creator,
                       const char *producer,
                       const char *created) G_GNUC_WARN_UNUSED_RESULT;
GBytes *td_icc_srgb (void);

G_END_DECLS
