/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "td-source-document.h"

G_BEGIN_DECLS

/* One line of the list that shows a document as it was read: a paragraph, or one row of a table.
 * It borrows from the document, which has to outlive it. */
#define TD_TYPE_SOURCE_LINE (td_source_line_get_type ())
G_DECLARE_FINAL_TYPE (TdSourceLine, td_source_line, TD, SOURCE_LINE, GObject)

GListModel *td_source_lines_new (const TdSourceDocument *document) G_GNUC_WARN_UNUSED_RESULT;
guint td_source_lines_find (GListModel *lines, const char *words, guint from);
guint td_source_lines_search (GListModel *lines, const char *words, guint from, int step);

const TdSourceTable *td_source_line_get_table (TdSourceLine *self);
const TdSourceTableRow *td_source_line_get_row (TdSourceLine *self);
const TdSourceParagraph *td_source_line_get_paragraph (TdSourceLine *self);
char *td_source_line_dup_text (TdSourceLine *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_source_line_contains (TdSourceLine *self, const char *key);
char *td_source_line_make_key (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
