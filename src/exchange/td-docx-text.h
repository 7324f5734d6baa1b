/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-docx-styles.h"

G_BEGIN_DECLS

/* The text of one paragraph while its runs are collected. Runs are cut at odd places, so styling,
 * normalisation and marks are settled over the whole when the paragraph is finished. */
typedef struct _TdDocxText TdDocxText;

TdDocxText *td_docx_text_new (void) G_GNUC_WARN_UNUSED_RESULT;
void td_docx_text_free (TdDocxText *text);
gsize td_docx_text_size (const TdDocxText *text);
void td_docx_text_set_link (TdDocxText *text, const char *address);
void td_docx_text_append (TdDocxText *text, const char *string, const TdDocxRunProps *props);
void td_docx_text_append_unichar (TdDocxText *text, gunichar c, const TdDocxRunProps *props);
void td_docx_text_append_note (TdDocxText *text, const char *label, const TdDocxRunProps *props);
void td_docx_text_finish (TdDocxText *text, TdSourceParagraph *paragraph);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDocxText, td_docx_text_free)

G_END_DECLS
