/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-layout.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a program wants of a PDF it shows, done by a process of its own (src/probe): a file may be
 * made to take all memory, to take for ever, or to crash who reads it. */
typedef struct _TdPdfWorker TdPdfWorker;

#define TD_PDF_WORKER_OPTION "--serve"
/* A picture has at most as many pixels on either side; all of it takes 268 MB. */
#define TD_PDF_WORKER_MAX_PIXELS 8192
#define TD_PDF_WORKER_MEGABYTES 1024
#define TD_PDF_WORKER_SECONDS 20
/* A document with more pages is not shown: its list of pages alone would be a load. */
#define TD_PDF_WORKER_MAX_PAGES 20000

TdPdfWorker *td_pdf_worker_new (void);
void td_pdf_worker_free (TdPdfWorker *self);

GVariant *
td_pdf_worker_open (TdPdfWorker *self, GBytes *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *td_pdf_worker_paint (TdPdfWorker *self, guint page, int width, int height, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean td_pdf_worker_find (
    TdPdfWorker *self, guint page, const char *text, guint max, GArray *rects, GError **error);
char *td_pdf_worker_get_text (TdPdfWorker *self,
                              const TdLayoutRect *place,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *td_pdf_worker_print (TdPdfWorker *self,
                             const GArray *pages,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdPdfWorker, td_pdf_worker_free)

G_END_DECLS
