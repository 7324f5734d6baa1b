/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-block.h"
#include "td-style.h"

G_BEGIN_DECLS

/* Pages made of a block tree. A layout is immutable and counted by reference: make it on a worker
 * thread, hand it to the main thread, paint it there while the worker makes the next one. Lengths
 * are points (1/72 inch), the origin is the page's top left corner, pages count from 0. */
typedef struct _TdLayout TdLayout;

typedef struct
{
  guint page;
  double x, y, width, height;
} TdLayoutRect;

/**
 * TdLayoutField:
 * @TD_LAYOUT_FIELD_NUMBER: ô 3, the blank or number between "Số:" and the slash
 * @TD_LAYOUT_FIELD_DATE: ô 4, the whole line
 * @TD_LAYOUT_FIELD_SIGNATURE: ô 7c, where the signer's picture goes
 * @TD_LAYOUT_FIELD_SEAL: ô 8, where the agency's seal goes: over the left third of ô 7c
 * @TD_LAYOUT_FIELD_ANNEX_SIGNATURE: top right corner of the first page, for an annex in a file of
 *   its own, and ô 14
 * @TD_LAYOUT_FIELD_DAY: ô 4, the blank or number behind "ngày"
 * @TD_LAYOUT_FIELD_MONTH: ô 4, the blank or number behind "tháng"
 */
typedef enum
{
  TD_LAYOUT_FIELD_NUMBER,
  TD_LAYOUT_FIELD_DATE,
  TD_LAYOUT_FIELD_SIGNATURE,
  TD_LAYOUT_FIELD_SEAL,
  TD_LAYOUT_FIELD_ANNEX_SIGNATURE,
  TD_LAYOUT_FIELD_DAY,
  TD_LAYOUT_FIELD_MONTH,
} TdLayoutField;

#define TD_LAYOUT_N_FIELDS (TD_LAYOUT_FIELD_MONTH + 1)

TdLayout *td_layout_new (TdBlock *document,
                         const TdStyle *style,
                         TdLayout *previous) G_GNUC_WARN_UNUSED_RESULT;
TdLayout *td_layout_ref (TdLayout *self) G_GNUC_WARN_UNUSED_RESULT;
void td_layout_unref (TdLayout *self);

guint td_layout_get_n_pages (TdLayout *self);
void td_layout_get_page_size (TdLayout *self, guint page, double *width, double *height);
char *td_layout_get_page_label (TdLayout *self, guint page) G_GNUC_WARN_UNUSED_RESULT;
TdBlock *td_layout_get_document (TdLayout *self);
gboolean td_layout_page_equal (TdLayout *self, guint page, TdLayout *other, guint other_page);

void td_layout_paint_page (TdLayout *self, guint page, cairo_t *cr);

gboolean td_layout_hit_test (TdLayout *self, guint page, double x, double y, TdSource *source);
guint td_layout_locate (TdLayout *self, TdSource source, GArray *rects);
gboolean td_layout_get_field (TdLayout *self, TdLayoutField field, TdLayoutRect *rect);
const char *td_layout_field_nick (TdLayoutField field);
char *td_layout_dump (TdLayout *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdLayout, td_layout_unref)

G_END_DECLS
