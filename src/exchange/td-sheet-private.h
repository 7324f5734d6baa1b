/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-sheet.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  gboolean hidden;
  char *part; /* of an XLSX */
} TdSheetInfo;

/* One format: what a file of it knows and how a sheet of it is read. */
struct _TdSheetFile
{
  GBytes *bytes;
  gboolean trusted; /* needs not be tried in a process of its own */
  gboolean mapped;  /* the bytes are a file in memory, which can be read again */
  char *name;
  const char *format; /* "xlsx" "xls" "csv" "html" */
  char *encoding;     /* (nullable): of a text file */
  GArray *sheets;     /* (element-type TdSheetInfo) */
  gpointer format_data;
  GDestroyNotify format_free;
  gboolean (*read) (TdSheetFile *self,
                    guint sheet,
                    TdRowFunc func,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error);
};

void td_sheet_file_add (TdSheetFile *self, const char *name, gboolean hidden, const char *part);
void td_sheet_file_set_broken (const TdSheetFile *self, const char *place, GError **error);

gboolean td_xlsx_reader_open (TdSheetFile *self, GCancellable *cancellable, GError **error);
gboolean td_xls_reader_open (TdSheetFile *self, GError **error);
gboolean td_csv_reader_open (TdSheetFile *self, GError **error);
gboolean td_html_table_reader_open (TdSheetFile *self, GError **error);

gsize td_sheet_cut_cell (const char *text, gsize length);

/* Cells of one row; texts lie in one arena that is emptied with the row. */
typedef struct
{
  GArray *cells;  /* (element-type TdCell) */
  GString *arena; /* texts, each with its NUL */
  guint row;
} TdRowBuffer;

void td_row_buffer_init (TdRowBuffer *self);
void td_row_buffer_clear (TdRowBuffer *self);
void td_row_buffer_add (TdRowBuffer *self,
                        guint column,
                        TdCellKind kind,
                        const char *text,
                        gsize length,
                        double number);
void td_row_buffer_add_kept (TdRowBuffer *self, guint column, const char *text, gsize length);
gboolean td_row_buffer_emit (TdRowBuffer *self, TdRowFunc func, gpointer data, GError **error);

/* Whether a number format of a spreadsheet shows dates. */
gboolean td_number_format_is_date (const char *code);
gboolean td_number_format_id_is_date (guint id);

G_END_DECLS
