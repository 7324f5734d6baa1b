/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-page.h"

G_BEGIN_DECLS

/* A table as a grid of measured cells, and the widths of its columns. Private to this folder. */
#define TD_GRID_MAX_COLUMNS 64

typedef struct
{
  TdBlock *block;
  guint column, n_columns, n_rows; /* place and spans */
  TdAlign align;
  GPtrArray *proses; /* (element-type TdProse): its paragraphs */
  double minimum;    /* widest word of all */
} TdGridCell;

typedef struct
{
  TdBlock *block;
  gboolean header, group;
  GArray *cells; /* (element-type TdGridCell) */
} TdGridRow;

typedef struct
{
  TdBlock *table;
  guint n_columns;
  GArray *rows; /* (element-type TdGridRow) */
  double padding;
} TdGrid;

TdGrid *td_grid_get (TdLayout *layout, TdBlock *table);
void td_grid_free (TdGrid *self);
double td_grid_fit (const TdGrid *self, double width, double *widths);
gboolean td_grid_is_squeezed (const TdGrid *self, double width);

G_END_DECLS
