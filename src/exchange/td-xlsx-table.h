/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One table as an Excel file: titles, a header row that stays in view and is repeated on paper,
 * rows of texts. All cells are texts, so nothing in them is ever computed. */

typedef struct
{
  const char *heading;
  double width; /* characters */
  gboolean centred;
} TdXlsxColumn;

gboolean td_xlsx_table_write (const char *sheet,
                              const char *const *titles,
                              const TdXlsxColumn *columns,
                              guint n_columns,
                              const GPtrArray *rows,
                              const char *path,
                              GError **error);

G_END_DECLS
