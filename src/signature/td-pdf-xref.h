/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-pdf-file.h"

G_BEGIN_DECLS

/* The tables of a file. Private to this folder. */
gboolean td_pdf_xref_read (TdPdfFile *self, gsize offset);
void td_pdf_section_free (TdPdfSection *section);
TdPdfObject *td_pdf_read_indirect (
    TdPdfFile *self, gsize offset, guint32 number, guint generation, const TdPdfView *view);

G_END_DECLS
