/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-layout.h"

G_BEGIN_DECLS

/* The official file: a PDF of a layout, then the prepare pass that makes it PDF/A-2b as far as can
 * be checked here. All functions may run on a worker thread. */

gboolean td_pdf_write (TdLayout *layout, const char *path, GError **error);
gboolean
td_pdf_write_document (TdBlock *document, const TdStyle *style, const char *path, GError **error);
gboolean td_pdf_write_plain (TdLayout *layout, const char *path, GError **error);
gboolean td_pdf_prepare (const char *path_in, const char *path_out, GError **error);

G_END_DECLS
