/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-sheet-private.h"
#include "td-zip.h"

G_BEGIN_DECLS

/* What is kept of an XLSX beside the row at hand. */
typedef struct
{
  TdZip *zip;
  gboolean base_1904;
  GByteArray *date_styles; /* one byte per cell style: shows dates */
  GString *shared;         /* texts, each with its NUL */
  GArray *shared_at;       /* (element-type guint32): where each begins, and where the last ends */
  gboolean shared_read;
  GHashTable *relations; /* id -> part */
} TdXlsxBook;

gboolean td_xlsx_sheet_read (TdSheetFile *file,
                             TdXlsxBook *book,
                             const char *part,
                             TdRowFunc func,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
