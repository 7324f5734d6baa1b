/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-flow.h"

G_BEGIN_DECLS

/* Builders: one kind of block each, appended to a flow as slices. Private to this folder. */

void td_build_part (TdFlow *flow);
void td_build_text (TdFlow *flow, TdBlock *block);
void td_build_figure (TdFlow *flow, TdBlock *block);

/* td-build-header.c, td-build-title.c */
double td_build_letterhead (TdFlow *flow, TdBlock *block, gboolean complete);
void td_build_header (TdFlow *flow, TdBlock *block);
void td_build_title (TdFlow *flow, TdBlock *block);
void td_build_addressees (TdFlow *flow, TdBlock *block);
void td_build_contact (TdFlow *flow, TdBlock *block);
void td_build_annex_header (TdFlow *flow, TdBlock *block);

/* td-build-signature.c */
void td_build_signature (TdFlow *flow, TdBlock *block);

/* td-build-table.c */
void td_build_table (TdFlow *flow, TdBlock *block);

/* Paragraphs of one look, broken to a width. */
TdProse *td_build_lines (TdFlow *flow,
                         double size,
                         TdFaceStyle style,
                         const char *text,
                         double width,
                         TdAlign align) G_GNUC_WARN_UNUSED_RESULT;
TdProse *td_build_balanced (TdFlow *flow,
                            double size,
                            TdFaceStyle style,
                            const char *text,
                            const char *marks,
                            double width) G_GNUC_WARN_UNUSED_RESULT;
TdProse *td_build_block_prose (TdLayout *layout, TdBlock *block, double size, TdFaceStyle style)
    G_GNUC_WARN_UNUSED_RESULT;
double td_prose_last_line_width (const TdProse *prose);
TdFaceStyle td_face_style (double bold, double italic);

G_END_DECLS
