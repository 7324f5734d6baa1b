/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-source-line.h"

G_BEGIN_DECLS

/**
 * TdSourceRow:
 *
 * One line of a document as it was read: a paragraph over the whole width, or the cells of a table
 * row below the columns of their table.
 */
#define TD_TYPE_SOURCE_ROW (td_source_row_get_type ())
G_DECLARE_FINAL_TYPE (TdSourceRow, td_source_row, TD, SOURCE_ROW, GtkWidget)

GtkWidget *td_source_row_new (void);
void td_source_row_set_line (TdSourceRow *self, TdSourceLine *line);
void td_source_row_set_found (TdSourceRow *self, gboolean found);

G_END_DECLS
