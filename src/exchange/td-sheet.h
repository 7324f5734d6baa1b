/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Spreadsheets as rows of cells, one row at a time: XLSX, XLS, CSV, and HTML tables under the name
 * of an .xls. The memory does not grow with the number of rows. All are safe on hostile input. */

#define TD_SHEET_MAX_ROWS 1048576u /* of Excel; a CSV may have more */
#define TD_SHEET_MAX_COLUMNS 512u  /* cells further right are not looked at */
#define TD_SHEET_MAX_CELL 65536u   /* bytes of one cell; the rest of it is cut off */

typedef enum
{
  TD_CELL_TEXT,
  TD_CELL_NUMBER,
  TD_CELL_DATE, /* number holds the serial day, whatever the base of the file: 1900 */
} TdCellKind;

/* Only cells that are not empty are given. text is UTF-8, ends with NUL unless length says other,
 * and lives until the row function returns. */
typedef struct
{
  guint column; /* from 0 */
  TdCellKind kind;
  const char *text;
  gsize length;
  double number;
} TdCell;

/* row: from 1, as the program of the sheet shows it; of a CSV the record. Returns: FALSE to stop,
 * with or without error. */
typedef gboolean (*TdRowFunc) (
    guint row, const TdCell *cells, guint n_cells, gpointer data, GError **error);

typedef struct _TdSheetFile TdSheetFile;

TdSheetFile *td_sheet_file_open (GBytes *bytes,
                                 const char *name,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdSheetFile *td_sheet_file_open_mapped (GMappedFile *mapped,
                                        const char *name,
                                        GCancellable *cancellable,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_sheet_file_free (TdSheetFile *self);
const char *td_sheet_file_get_format (const TdSheetFile *self);
const char *td_sheet_file_get_encoding (const TdSheetFile *self);
guint td_sheet_file_get_n_sheets (const TdSheetFile *self);
const char *td_sheet_file_get_sheet_name (const TdSheetFile *self, guint sheet);
gboolean td_sheet_file_get_hidden (const TdSheetFile *self, guint sheet);
gboolean td_sheet_file_read (TdSheetFile *self,
                             guint sheet,
                             TdRowFunc func,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);

/* What the probe is told to do with a file of old Excel (td-pdf-guard.h): its library reads without
 * caring what is there. */
#define TD_SHEET_PROBE_OPTION "--sheet"
gboolean td_sheet_try (GBytes *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdSheetFile, td_sheet_file_free)

G_END_DECLS
