/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-source-document.h"

G_BEGIN_DECLS

/* Which column of a table of tasks holds what. */
typedef struct
{
  guint n_columns;
  const char **roles; /* n_columns TD_COLUMN_*, "other" where unknown */
  char **headings;    /* n_columns texts, "" where the table has no header */
  guint n_rows;       /* rows the header takes */
  guint n_guessed;    /* columns whose role was told from their cells, not from their heading */
} TdAnnexColumns;

TdAnnexColumns *td_annex_columns_read (const TdSourceTable *table,
                                       guint first_row) G_GNUC_WARN_UNUSED_RESULT;
TdAnnexColumns *td_annex_columns_guess (const TdSourceTable *table) G_GNUC_WARN_UNUSED_RESULT;
void td_annex_columns_free (TdAnnexColumns *columns);
gboolean td_annex_columns_in_table (const TdSourceTable *table);
const char *td_annex_column_role (const char *heading);
int td_annex_columns_find (const TdAnnexColumns *columns, const char *role);
char *td_annex_cell_text (const TdSourceCell *cell) G_GNUC_WARN_UNUSED_RESULT;
char *td_annex_cell_text_with_notes (const TdSourceCell *cell) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdAnnexColumns, td_annex_columns_free)

G_END_DECLS
