/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-annex-columns.h"

G_BEGIN_DECLS

typedef enum
{
  TD_ANNEX_NUMBER,
  TD_ANNEX_CONTENT,
  TD_ANNEX_PRODUCT,
  TD_ANNEX_LEAD,
  TD_ANNEX_COORDINATING,
  TD_ANNEX_ASSIGNMENT,
  TD_ANNEX_DEADLINE,
  TD_ANNEX_NOTE,
  TD_ANNEX_OTHER,
  TD_ANNEX_N_ROLES,
} TdAnnexRole;

typedef enum
{
  TD_ANNEX_ROW_BLANK,
  TD_ANNEX_ROW_AREA, /* names an area of work for the rows below */
  TD_ANNEX_ROW_TASK,
  TD_ANNEX_ROW_CONTINUATION, /* the rest of a row that a page break cut */
  TD_ANNEX_ROW_ORDINALS,     /* "(1) (2) (3)" below the header */
} TdAnnexRowType;

/* One row of a table of tasks, by roles. Cells merged downwards give their text to each row they
 * reach over; merged says which. */
typedef struct
{
  char *texts[TD_ANNEX_N_ROLES]; /* NULL when empty */
  gboolean merged[TD_ANNEX_N_ROLES];
  char *content_marks;
  char *spanning;  /* (nullable): text of a cell that spans the row */
  gboolean strong; /* the first text is bold, shaded or in capitals */
} TdAnnexRow;

/* What reaches down from rows above, kept between rows of one table. */
typedef struct
{
  guint rows_left;
  char *text;
} TdAnnexMerge;

TdAnnexRow *td_annex_row_new (const TdAnnexColumns *columns,
                              const TdSourceTableRow *row,
                              TdAnnexMerge *merges) G_GNUC_WARN_UNUSED_RESULT;
void td_annex_row_free (TdAnnexRow *row);
TdAnnexRowType td_annex_row_get_type (const TdAnnexRow *row,
                                      const TdAnnexColumns *columns,
                                      const TdAnnexRow *before);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdAnnexRow, td_annex_row_free)

G_END_DECLS
