/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-page.h"

G_BEGIN_DECLS

/* A part of the document as a strip of slices that are not cut, top to bottom, and the paginator
 * that cuts the strip into pages. Builders (td-build-*.c) append slices; coordinates in a slice are
 * points from its top and from the left edge of the text. Private to this folder. */

/* Lines of a table cell, top to bottom. */
typedef struct
{
  TdProse *prose; /* counted */
  guint line;
  double top, height; /* within the cell's content */
  double dx;
  TdSource source;
  guint node;
} TdCellLine;

typedef struct
{
  double x, width;
  gboolean covered; /* goes on from the row above: no line between them */
  gboolean middle;  /* content vertically centred */
  GArray *lines;    /* (element-type TdCellLine) */
  TdSource source;
} TdRowCell;

typedef struct
{
  double space_before; /* left out at the top of a page */
  double height;
  gboolean keep_next;    /* the page may not end after it */
  gboolean break_before; /* starts a page */
  guint text_lines;      /* how many lines of running text it has */
  guint first_item, n_items;
  guint first_region, n_regions;
  guint first_note, n_notes;
  guint outline;     /* index of an outline entry plus 1 */
  guint table;       /* number of the table plus 1; 0 for other slices */
  GArray *cells;     /* (nullable) (element-type TdRowCell): a table row */
  gboolean whole;    /* the row is not split */
  gboolean artifact; /* repeated: not read aloud again */
} TdSlice;

/* A table as the paginator knows it: the slices to repeat on top of a page. */
typedef struct
{
  guint first_slice, n_header;
  guint node;
  double padding, border;
} TdFlowTable;

typedef struct
{
  const char *label;
  TdBlock *block;
  TdProse *prose; /* broken to the width of the text */
  guint node;     /* 0 before it was placed */
} TdFlowNote;

/* A footnote that is not printed yet from a line on. */
typedef struct
{
  guint note, line;
} TdFlowCarry;

typedef struct
{
  TdLayout *layout;
  const TdStyle *style;
  TdShaper *shaper;
  TdBlock *part;
  guint node;                     /* of the part */
  guint list_node;                /* of the list that is being built, or 0 */
  double page_width, page_height; /* points */
  double left, top;
  double width, height; /* of the text */
  GArray *slices;       /* (element-type TdSlice) */
  GArray *items;        /* (element-type TdItem) */
  GArray *regions;      /* (element-type TdRegion) */
  GArray *slice_notes;  /* (element-type guint): indexes into notes */
  GArray *tables;       /* (element-type TdFlowTable) */
  GArray *notes;        /* (element-type TdFlowNote) */
  GArray *carried;      /* (element-type TdFlowCarry): for the next page */
  /* ô 13, at the foot of the first page */
  guint foot_slice; /* index plus 1 of a slice that is not in the strip */
  gboolean has_field[TD_LAYOUT_N_FIELDS];
  guint field_slice[TD_LAYOUT_N_FIELDS];
  TdLayoutRect fields[TD_LAYOUT_N_FIELDS]; /* within field_slice */
} TdFlow;

TdFlow *td_flow_new (TdLayout *layout, TdBlock *part, gboolean landscape) G_GNUC_WARN_UNUSED_RESULT;
void td_flow_free (TdFlow *self);
TdSlice *td_flow_begin_slice (TdFlow *self, double space_before);
void td_flow_end_slice (TdFlow *self, double height);
void td_flow_add_rule (TdFlow *self, double x, double y, double width);
void td_flow_add_box (TdFlow *self, double x, double y, double width, double height, gboolean red);
double
td_flow_add_prose (TdFlow *self, TdProse *prose, double x, double y, TdSource source, guint node);
void td_flow_add_line (
    TdFlow *self, TdProse *prose, guint line, double x, double y, TdSource source, guint node);
void td_flow_add_notes (TdFlow *self, const TdProse *prose, guint line);
void td_flow_set_field (
    TdFlow *self, TdLayoutField field, double x, double y, double width, double height);
guint td_flow_add_outline (TdFlow *self, int level, const char *label, const char *title);
TdSource td_source_field (TdSource source, const char *field);
void td_flow_paginate (TdFlow *self);

/* td-flow-row.c */
gboolean td_flow_split_row (
    TdFlow *self, const TdSlice *row, double available, TdSlice *first, TdSlice *rest);
void td_flow_place_row (TdFlow *self, const TdSlice *row, TdPage *page, double y);
void td_flow_place_borders (TdFlow *self, TdPage *page, GArray *rows);
void td_slice_clear_cells (TdSlice *slice);
GArray *td_row_cells_new (void) G_GNUC_WARN_UNUSED_RESULT;
GArray *td_cell_lines_new (void) G_GNUC_WARN_UNUSED_RESULT;
GArray *td_cell_lines_take (const GArray *lines, guint start, guint end) G_GNUC_WARN_UNUSED_RESULT;
double td_cell_lines_height (const GArray *lines);

/* A table row on a page, for its borders. */
typedef struct
{
  const TdSlice *slice;
  double y;
} TdPlacedRow;

G_END_DECLS
