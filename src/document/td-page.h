/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-layout.h"
#include "td-prose.h"

G_BEGIN_DECLS

/* Finished pages: things to paint at places, in reading order, and what each one means. Private to
 * this folder. Lengths are points from the page's top left corner. */

#define TD_POINTS_PER_MM (72.0 / 25.4)

typedef enum
{
  TD_ITEM_LINE,   /* a line of a paragraph: x is the paragraph's left edge, y the baseline */
  TD_ITEM_RULE,   /* a stroke from (x, y) to (x + width, y + height) */
  TD_ITEM_BOX,    /* the outline of a rectangle */
  TD_ITEM_FIGURE, /* a figure block in a rectangle */
} TdItemKind;

/* Structure elements of the tagged PDF: a tree kept as an array, a node after its parent. Node 0 is
 * the document. */
typedef struct
{
  const char *tag;
  guint parent;
  const char *alt; /* (nullable): borrowed from the block tree */
} TdNode;

typedef struct
{
  TdProse *prose; /* (nullable): counted */
  TdBlock *block; /* (nullable): of a figure, borrowed */
  float x, y, width, height;
  float thickness;
  guint node;
  guint line;
  guint8 kind; /* TdItemKind */
  guint8 red;
} TdItem;

/* Where an object can be clicked. Later regions lie above earlier ones. */
typedef struct
{
  TdSource source;
  float x, y, width, height;
} TdRegion;

typedef struct
{
  char *title;
  int level; /* from 0 */
  guint page;
  double y;
} TdOutline;

typedef struct
{
  char *address;
  double x, y, width, height;
} TdLink;

typedef struct
{
  double width, height;
  int number;      /* within the part */
  GArray *items;   /* (element-type TdItem) */
  GArray *regions; /* (element-type TdRegion) */
  guint64 hash;    /* of everything that is painted */
} TdPage;

TdPage *td_page_new (double width, double height, int number) G_GNUC_WARN_UNUSED_RESULT;
void td_page_free (TdPage *self);
void td_page_add_item (TdPage *self, const TdItem *item, double dx, double dy);
void td_page_add_region (TdPage *self, const TdRegion *region, double dx, double dy);
void td_page_finish (TdPage *self);
void td_page_paint_item (const TdItem *item, cairo_t *cr);
void td_page_prepare (cairo_t *cr);
void td_page_paint (const TdPage *self, cairo_t *cr);
GArray *td_page_find_links (const TdPage *self) G_GNUC_WARN_UNUSED_RESULT;

struct _TdLayout
{
  gatomicrefcount refs;
  TdBlock *document;
  TdStyle style;
  TdShaper *shaper;
  GPtrArray *pages; /* (element-type TdPage) */
  GArray *nodes;    /* (element-type TdNode) */
  GArray *outline;  /* (element-type TdOutline) */
  gboolean has_field[TD_LAYOUT_N_FIELDS];
  TdLayoutRect fields[TD_LAYOUT_N_FIELDS];
  GHashTable *grids; /* (element-type TdBlock TdGrid): while it is made */
};

guint td_layout_add_node (TdLayout *self, guint parent, const char *tag, const char *alt);

G_END_DECLS
