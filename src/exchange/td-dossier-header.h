/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-words.h"
#include "td-sheet.h"

G_BEGIN_DECLS

#define TD_HEADER_MAX_ROWS 4  /* lines of one header */
#define TD_HEADER_SEARCHED 80 /* rows looked through for it */

/* The first rows of a sheet as texts, kept until the header is found. */
typedef struct
{
  guint row;
  char **texts;    /* TD_SHEET_MAX_COLUMNS at most, NULL where empty; dates and numbers too */
  guint8 *is_text; /* whether the cell is text that is no date and no number */
  guint n_texts;
} TdHeadRow;

/* Where the header is and what its columns are. */
typedef struct
{
  guint first_row, last_row; /* of the sheet */
  guint n_columns;
  char **headings;     /* leaf under its parents: "Thời gian / Tiếp nhận" */
  TdColumnRole *roles; /* one per column */
  guint *scores;       /* how sure */
  guint n_roles;       /* different roles found */
  char *signature;     /* of the layout: the folded headings joined */
} TdDossierHeader;

TdHeadRow *
td_head_row_new (guint row, const TdCell *cells, guint n_cells) G_GNUC_WARN_UNUSED_RESULT;
void td_head_row_free (TdHeadRow *self);

TdDossierHeader *td_dossier_header_find (const TdDossierWords *words,
                                         GPtrArray *rows) G_GNUC_WARN_UNUSED_RESULT;
void td_dossier_header_free (TdDossierHeader *self);
gboolean td_dossier_header_is_dossiers (const TdDossierHeader *self);
int td_dossier_header_column (const TdDossierHeader *self, TdColumnRole role);
gboolean td_dossier_header_repeats (const TdDossierHeader *self, const TdHeadRow *row);
gboolean td_head_row_is_numbering (const TdHeadRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDossierHeader, td_dossier_header_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdHeadRow, td_head_row_free)

G_END_DECLS
