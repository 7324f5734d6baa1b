/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-pdf-update.h"

G_BEGIN_DECLS

/* Objects of a small PDF of our own making put into another one. Private to this folder. */
guint32 td_pdf_graft_page (TdPdfUpdate *update, GBytes *pdf, const char *keys);
guint32 td_pdf_graft_object (TdPdfUpdate *update,
                             TdPdfView from,
                             const TdPdfObject *object,
                             GHashTable *known);

G_END_DECLS
