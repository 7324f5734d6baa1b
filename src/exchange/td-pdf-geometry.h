/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "td-source-document.h"

G_BEGIN_DECLS

/* What a page of a PDF is made of. All lengths are points, the origin is the top left corner of the
 * page as it is read (a sideways table is turned upright first). */

typedef struct
{
  double x0;
  double y0;
  double x1;
  double y1;
} TdPdfBox;

/* A piece of text in one font without a space. A word that changes its font is several pieces, of
 * which all but the first are glued. */
typedef struct
{
  TdPdfBox box;
  double size;
  gboolean bold;
  gboolean italic;
  gboolean glued;
  gboolean raised;
  char *text;
} TdPdfWord;

/* A ruling: at is its y when it is horizontal, its x when it is vertical. */
typedef struct
{
  gboolean vertical;
  double at;
  double from;
  double to;
} TdPdfRule;

/* A printed line. left and right are the edges of the area it was set in. The words are borrowed
 * from the page. */
typedef struct
{
  TdPdfBox box;
  double size;
  double left;
  double right;
  gboolean centered;
  int page;
  GPtrArray *words;
} TdPdfLine;

typedef struct
{
  int number; /* from 1 */
  double width;
  double height;
  GPtrArray *words; /* (element-type TdPdfWord), order of the text layer */
  GArray *rules;    /* (element-type TdPdfRule) */
  GPtrArray *grids; /* (element-type TdPdfGrid), top to bottom */
} TdPdfPage;

typedef struct
{
  guint row;
  guint column;
  guint row_span;
  guint column_span;
} TdPdfGridCell;

/* A table as its rulings show it: n columns have n + 1 values in xs. */
typedef struct
{
  TdPdfBox box;
  GArray *xs;    /* (element-type double) */
  GArray *ys;    /* (element-type double) */
  GArray *cells; /* (element-type TdPdfGridCell), row by row */
} TdPdfGrid;

/* td-pdf-page.c */
TdPdfPage *td_pdf_page_new (int number, double width, double height) G_GNUC_WARN_UNUSED_RESULT;
void td_pdf_page_free (TdPdfPage *page);
TdPdfWord *td_pdf_page_add_word (TdPdfPage *page, const char *text, TdPdfBox box, double size);
GPtrArray *td_pdf_page_words_outside (const TdPdfPage *page) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *td_pdf_page_words_inside (const TdPdfPage *page,
                                     const TdPdfGrid *grid) G_GNUC_WARN_UNUSED_RESULT;
void td_pdf_page_drop_text_rules (TdPdfPage *page);
void td_pdf_page_turn (TdPdfPage *page, gboolean upwards);

/* td-pdf-rules.c */
void td_pdf_rules_find (const guint8 *grey, int width, int height, double scale, GArray *rules);

/* td-pdf-grid.c */
GPtrArray *td_pdf_grids_find (GArray *rules) G_GNUC_WARN_UNUSED_RESULT;
void td_pdf_grid_free (TdPdfGrid *grid);
TdPdfGridCell *td_pdf_grid_cell_at (const TdPdfGrid *grid, double x, double y);

/* td-pdf-plain-grid.c */
void td_pdf_plain_grids_find (GPtrArray *pages);

/* td-pdf-lines.c */
GPtrArray *td_pdf_lines_build (GPtrArray *words, int page) G_GNUC_WARN_UNUSED_RESULT;
TdPdfLine *td_pdf_line_new (int page) G_GNUC_WARN_UNUSED_RESULT;
void td_pdf_line_free (TdPdfLine *line);
void td_pdf_line_add (TdPdfLine *line, TdPdfWord *word);
void td_pdf_line_finish (TdPdfLine *line);
char *td_pdf_line_dup_text (const TdPdfLine *line) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_pdf_line_starts_with_mark (const TdPdfLine *line);
void td_pdf_lines_set_area (GPtrArray *lines, double left, double right);

/* td-pdf-paragraphs.c */
GPtrArray *td_pdf_paragraphs_build (GPtrArray *lines) G_GNUC_WARN_UNUSED_RESULT;

/* td-pdf-joint.c */
gboolean td_pdf_joint_is_tight (const char *text, const TdPdfLine *previous, const TdPdfLine *line);

/* td-pdf-columns.c */
guint td_pdf_columns_find (GPtrArray *lines, guint start, double *gutter);
TdSourceTable *td_pdf_columns_build (GPtrArray *lines, guint start, guint count, double gutter)
    G_GNUC_WARN_UNUSED_RESULT;

/* td-pdf-furniture.c */
gboolean td_pdf_furniture_is_page_number (const char *text);
void td_pdf_furniture_drop (GPtrArray *pages);

/* td-pdf-notes.c */
guint
td_pdf_notes_take (GPtrArray *lines, const TdPdfPage *page, double body_size, GPtrArray *notes);

/* td-pdf-table.c */
TdSourceTable *td_pdf_table_build (const TdPdfGrid *grid,
                                   GPtrArray *words,
                                   const TdPdfPage *page) G_GNUC_WARN_UNUSED_RESULT;

/* td-pdf-table-join.c */
gboolean td_pdf_table_join (TdSourceTable *table, TdSourceTable *next);

G_END_DECLS
