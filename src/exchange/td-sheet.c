/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-sheet.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "td-error.h"
#include "td-pdf-guard.h"
#include "td-sheet-private.h"

static void
info_clear (gpointer data)
{
  TdSheetInfo *info = data;

  g_free (info->name);
  g_free (info->part);
}

/* Whether an old Excel file can be read here without harm: a process of its own has read it. */
static gboolean
is_bearable (TdSheetFile *self, GCancellable *cancellable, GError **error)
{
  int result;

  if (!td_pdf_guard_try (self->bytes, TD_SHEET_PROBE_OPTION, self->name, cancellable, &result,
                         error))
    return FALSE;
  switch (result)
    {
    case TD_PDF_PROBE_READ:
    case TD_PDF_PROBE_REFUSED: /* reading it here says why */
      return TRUE;
    case TD_PDF_PROBE_MEMORY:
    case TD_PDF_PROBE_TIME:
      td_error_set_at (error, TD_ERROR_TOO_LARGE, self->name, NULL,
                       _ ("The file “%s” is too large for the old Excel format. Save it as .xlsx."),
                       self->name);
      return FALSE;
    default:
      td_sheet_file_set_broken (self, NULL, error);
      return FALSE;
    }
}

static gboolean
open_xls (TdSheetFile *self, GCancellable *cancellable, GError **error)
{
  return (self->trusted || is_bearable (self, cancellable, error)) &&
         td_xls_reader_open (self, error);
}

/* What the bytes are, whatever the name of the file says. */
static gboolean
open_format (TdSheetFile *self, GCancellable *cancellable, GError **error)
{
  static const guint8 ole[8] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };
  gsize size;
  const guint8 *data = g_bytes_get_data (self->bytes, &size);
  gsize head = MIN (size, 1024);

  if (size == 0)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, self->name, NULL, _ ("The file “%s” is empty."),
                       self->name);
      return FALSE;
    }
  if (size >= 4 && memcmp (data, "PK\3\4", 4) == 0)
    return td_xlsx_reader_open (self, cancellable, error);
  if (size >= sizeof ole && memcmp (data, ole, sizeof ole) == 0)
    return open_xls (self, cancellable, error);
  /* BIFF 2 to 5 without a container */
  if (size >= 4 && data[0] == 0x09 &&
      (data[1] == 0 || data[1] == 2 || data[1] == 4 || data[1] == 8) && data[2] <= 16 &&
      data[3] == 0)
    return open_xls (self, cancellable, error);
  if (g_strstr_len ((const char *) data, (gssize) head, "<") != NULL)
    {
      g_autofree char *start = g_ascii_strdown ((const char *) data, (gssize) head);

      if (strstr (start, "<html") != NULL || strstr (start, "<table") != NULL ||
          strstr (start, "<!doctype html") != NULL)
        return td_html_table_reader_open (self, error);
    }

  return td_csv_reader_open (self, error);
}

static TdSheetFile *
open_bytes (GBytes *bytes,
            gboolean mapped,
            gboolean trusted,
            const char *name,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (TdSheetFile) self = g_new0 (TdSheetFile, 1);

  self->bytes = g_bytes_ref (bytes);
  self->mapped = mapped;
  self->trusted = trusted;
  self->name = g_strdup (name);
  self->sheets = g_array_new (FALSE, TRUE, sizeof (TdSheetInfo));
  g_array_set_clear_func (self->sheets, info_clear);

  return open_format (self, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * td_sheet_file_open:
 * @bytes: the file
 * @name: its name, for messages
 * @cancellable: (nullable): a cancellable
 * @error: TD_ERROR_BAD_INPUT, TD_ERROR_TOO_LARGE or TD_ERROR_ENCRYPTED
 *
 * Recognises the format by the content and reads the list of sheets.
 *
 * Returns: (nullable) (transfer full): the file
 */
TdSheetFile *
td_sheet_file_open (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  return open_bytes (bytes, FALSE, FALSE, name, cancellable, error);
}

/**
 * td_sheet_file_open_mapped:
 * @mapped: a file mapped into memory for reading
 * @name: its name, for messages
 * @cancellable: (nullable): a cancellable
 * @error: as td_sheet_file_open()
 *
 * As td_sheet_file_open(), for files of any size: what was read does not stay in memory.
 *
 * Returns: (nullable) (transfer full): the file
 */
TdSheetFile *
td_sheet_file_open_mapped (GMappedFile *mapped,
                           const char *name,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (mapped);

  return open_bytes (bytes, TRUE, FALSE, name, cancellable, error);
}

static gboolean
skip_row (guint row, const TdCell *cells, guint n_cells, gpointer data, GError **error)
{
  return TRUE;
}

/**
 * td_sheet_try:
 * @bytes: a file
 *
 * Reads all of it, whatever that does: for the probe, which is watched.
 *
 * Returns: whether it could be read
 */
gboolean
td_sheet_try (GBytes *bytes)
{
  g_autoptr (TdSheetFile) self = open_bytes (bytes, FALSE, TRUE, "-", NULL, NULL);

  for (guint i = 0; self != NULL && i < self->sheets->len; i++)
    if (!self->read (self, i, skip_row, NULL, NULL, NULL))
      return FALSE;

  return self != NULL;
}

/**
 * td_sheet_file_free:
 * @self: (nullable) (transfer full): a file
 */
void
td_sheet_file_free (TdSheetFile *self)
{
  if (self == NULL)
    return;

  if (self->format_free != NULL && self->format_data != NULL)
    self->format_free (self->format_data);
  g_array_unref (self->sheets);
  g_bytes_unref (self->bytes);
  g_free (self->encoding);
  g_free (self->name);
  g_free (self);
}

/**
 * td_sheet_file_get_format:
 * @self: a file
 *
 * Returns: "xlsx", "xls", "csv" or "html"
 */
const char *
td_sheet_file_get_format (const TdSheetFile *self)
{
  return self->format;
}

/**
 * td_sheet_file_get_encoding:
 * @self: a file
 *
 * Returns: (nullable): "UTF-8", "UTF-16LE", "CP1258" ... of a text file
 */
const char *
td_sheet_file_get_encoding (const TdSheetFile *self)
{
  return self->encoding;
}

/**
 * td_sheet_file_get_n_sheets:
 * @self: a file
 *
 * Returns: the number of sheets
 */
guint
td_sheet_file_get_n_sheets (const TdSheetFile *self)
{
  return self->sheets->len;
}

/**
 * td_sheet_file_get_sheet_name:
 * @self: a file
 * @sheet: a sheet, from 0
 *
 * Returns: its name, "" for a CSV
 */
const char *
td_sheet_file_get_sheet_name (const TdSheetFile *self, guint sheet)
{
  g_return_val_if_fail (sheet < self->sheets->len, "");

  return g_array_index (self->sheets, TdSheetInfo, sheet).name;
}

/**
 * td_sheet_file_get_hidden:
 * @self: a file
 * @sheet: a sheet, from 0
 *
 * Returns: whether a person who opens the file does not see the sheet
 */
gboolean
td_sheet_file_get_hidden (const TdSheetFile *self, guint sheet)
{
  g_return_val_if_fail (sheet < self->sheets->len, FALSE);

  return g_array_index (self->sheets, TdSheetInfo, sheet).hidden;
}

/**
 * td_sheet_file_read:
 * @self: a file
 * @sheet: a sheet, from 0
 * @func: gets every row that has a cell
 * @data: for @func
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Returns: FALSE with @error set; TRUE also when @func stopped without an error
 */
gboolean
td_sheet_file_read (TdSheetFile *self,
                    guint sheet,
                    TdRowFunc func,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (sheet < self->sheets->len, FALSE);

  return self->read (self, sheet, func, data, cancellable, error);
}

void
td_sheet_file_add (TdSheetFile *self, const char *name, gboolean hidden, const char *part)
{
  TdSheetInfo info = { g_strdup (name), hidden, g_strdup (part) };

  g_array_append_val (self->sheets, info);
}

void
td_sheet_file_set_broken (const TdSheetFile *self, const char *place, GError **error)
{
  td_error_set_at (error, TD_ERROR_BAD_INPUT, self->name, place,
                   _ ("The file “%s” is damaged or incomplete. Open it in Excel, save it anew and "
                      "try again."),
                   self->name);
}

void
td_row_buffer_init (TdRowBuffer *self)
{
  self->cells = g_array_new (FALSE, FALSE, sizeof (TdCell));
  self->arena = g_string_sized_new (4096);
  self->row = 0;
}

void
td_row_buffer_clear (TdRowBuffer *self)
{
  g_clear_pointer (&self->cells, g_array_unref);
  if (self->arena != NULL)
    g_string_free (g_steal_pointer (&self->arena), TRUE);
}

/**
 * td_sheet_cut_cell:
 * @text: text of a cell, in UTF-8
 * @length: its bytes
 *
 * Returns: how many of them are kept, whole letters
 */
gsize
td_sheet_cut_cell (const char *text, gsize length)
{
  if (length <= TD_SHEET_MAX_CELL)
    return length;
  for (length = TD_SHEET_MAX_CELL; length > 0 && ((guchar) text[length] & 0xC0) == 0x80; length--)
    ;

  return length;
}

/* A cell may stand at the same place again and again, but no row has more cells than columns. */
static gboolean
has_room (const TdRowBuffer *self, guint column)
{
  return column < TD_SHEET_MAX_COLUMNS && self->cells->len < TD_SHEET_MAX_COLUMNS;
}

/* Makes room in the arena, which may move: the texts of the row move along. */
static void
reserve (TdRowBuffer *self, gsize size)
{
  GString *arena = self->arena;
  gsize length = arena->len;
  guintptr from = (guintptr) arena->str;

  if (arena->allocated_len - length > size)
    return;

  g_string_set_size (arena, length + size);
  g_string_truncate (arena, length);
  for (guint i = 0; i < self->cells->len; i++)
    {
      TdCell *cell = &g_array_index (self->cells, TdCell, i);
      guintptr at = (guintptr) cell->text - from;

      if (at < length)
        cell->text = arena->str + at;
    }
}

/* Adds a cell; its text is copied. A number that is none is its text. */
void
td_row_buffer_add (
    TdRowBuffer *self, guint column, TdCellKind kind, const char *text, gsize length, double number)
{
  TdCell cell = { column, kind, NULL, td_sheet_cut_cell (text, length), number };

  if (!has_room (self, column))
    return;

  if (!isfinite (number))
    {
      cell.kind = TD_CELL_TEXT;
      cell.number = 0;
    }
  reserve (self, cell.length + 1);
  cell.text = self->arena->str + self->arena->len;
  g_string_append_len (self->arena, text, (gssize) cell.length);
  g_string_append_c (self->arena, '\0');
  g_array_append_val (self->cells, cell);
}

/* Adds a text that stays where it is until the row is given away, closed by a NUL. */
void
td_row_buffer_add_kept (TdRowBuffer *self, guint column, const char *text, gsize length)
{
  TdCell cell = { column, TD_CELL_TEXT, text, td_sheet_cut_cell (text, length), 0 };

  if (has_room (self, column))
    g_array_append_val (self->cells, cell);
}

gboolean
td_row_buffer_emit (TdRowBuffer *self, TdRowFunc func, gpointer data, GError **error)
{
  gboolean more =
      self->cells->len == 0 ||
      func (self->row, (const TdCell *) (void *) self->cells->data, self->cells->len, data, error);

  g_array_set_size (self->cells, 0);
  g_string_truncate (self->arena, 0);

  return more;
}

/* Builtin formats of Excel: 14 to 22 and 45 to 47 everywhere, 27 to 36 and 50 to 58 in East Asia.
 */
gboolean
td_number_format_id_is_date (guint id)
{
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
         (id >= 50 && id <= 58);
}

/* A format shows dates when its first section has a letter of a date outside quotes, escapes and
 * brackets (colours, conditions; [h] counts hours and is a time). */
gboolean
td_number_format_is_date (const char *code)
{
  gboolean quoted = FALSE;

  for (const char *p = code; *p != '\0' && (quoted || *p != ';'); p++)
    {
      if (*p == '"')
        quoted = !quoted;
      else if (quoted)
        continue;
      else if (*p == '\\' || *p == '_' || *p == '*')
        {
          if (*++p == '\0')
            return FALSE;
        }
      else if (*p == '[')
        {
          const char *end = strchr (p, ']');

          if (end == NULL)
            return FALSE;
          if (strchr ("hHmMsS", p[1]) != NULL && (p[2] == ']' || p[2] == p[1]))
            return TRUE;
          p = end;
        }
      else if (g_ascii_strncasecmp (p, "General", 7) == 0)
        p += 6;
      else if (strchr ("dDmMyYhHsS", *p) != NULL)
        return TRUE;
    }

  return FALSE;
}
