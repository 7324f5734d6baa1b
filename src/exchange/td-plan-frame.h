/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-line.h"

G_BEGIN_DECLS

/* A short piece of the header or signature block: what stands between tabs and line breaks. */
typedef struct
{
  char *text;
  gboolean bold;
  guint column; /* of the layout table or between tabs, from 0 */
} TdPlanPiece;

/* The parts of a plan as a document, found before anything inside them is understood. */
typedef struct
{
  GPtrArray *header;       /* (element-type TdPlanPiece): before the kind of document */
  char *doc_type;          /* (nullable): "KẾ HOẠCH" */
  GPtrArray *title;        /* (element-type char*): lines below it */
  GPtrArray *body;         /* (element-type TdPlanLine): up to the recipients */
  GPtrArray *closing;      /* (element-type TdPlanPiece): recipients and signature */
  GPtrArray *annex_pieces; /* (element-type TdPlanPiece): before the tables of the annex */
  GPtrArray *tables; /* (element-type TdSourceItem, borrowed): tables of tasks, and in the annex
                      * the paragraphs between them */
} TdPlanFrame;

TdPlanPiece *
td_plan_piece_new (const char *text, gboolean bold, guint column) G_GNUC_WARN_UNUSED_RESULT;
void td_plan_piece_free (TdPlanPiece *piece);

TdPlanFrame *td_plan_frame_new (const TdSourceDocument *document) G_GNUC_WARN_UNUSED_RESULT;
void td_plan_frame_free (TdPlanFrame *frame);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdPlanFrame, td_plan_frame_free)

G_END_DECLS
