/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How the program that tries a PDF (src/probe) ends. */
typedef enum
{
  TD_PDF_PROBE_READ = 0,     /* it can be read */
  TD_PDF_PROBE_REFUSED = 10, /* reading it ends with a message, at a bearable cost */
  TD_PDF_PROBE_MEMORY = 11,  /* it needs too much memory */
  TD_PDF_PROBE_TIME = 12,    /* it needs too much time */
} TdPdfProbeResult;

#define TD_PDF_PROBE_NAME "tiendo-pdf-probe"
#define TD_PDF_PROBE_MEGABYTES 384
#define TD_PDF_PROBE_SECONDS 60

char *td_pdf_guard_find_probe (void);
gboolean td_pdf_guard_try (GBytes *bytes,
                           const char *option,
                           const char *name,
                           GCancellable *cancellable,
                           int *result,
                           GError **error);
gboolean
td_pdf_guard_check (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error);

G_END_DECLS
