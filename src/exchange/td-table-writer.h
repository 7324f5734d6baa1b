/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A long table into a file, row by row: .xlsx or .csv. Texts from outside are never formulas: in an
 * XLSX they are text cells, in a CSV what would begin a formula gets an apostrophe. */
typedef struct _TdTableWriter TdTableWriter;

typedef enum
{
  TD_TABLE_XLSX,
  TD_TABLE_CSV,
} TdTableFormat;

typedef struct
{
  const char *heading;
  double width; /* characters */
} TdTableColumn;

TdTableWriter *td_table_writer_new (const char *path,
                                    TdTableFormat format,
                                    const char *sheet,
                                    const TdTableColumn *columns,
                                    guint n_columns,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_table_writer_text (TdTableWriter *self, const char *text);
void td_table_writer_number (TdTableWriter *self, double value);
void td_table_writer_time (TdTableWriter *self, gint64 seconds, gboolean has_time);
void td_table_writer_skip (TdTableWriter *self);
gboolean td_table_writer_end_row (TdTableWriter *self, GError **error);
gboolean td_table_writer_close (TdTableWriter *self, GError **error);

G_END_DECLS
