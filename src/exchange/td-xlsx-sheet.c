/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of one sheet of an XLSX. Nothing is kept but the row at hand. The dimension tag is not
 * believed; formulas are not computed, their last value counts. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-error.h"
#include "td-xlsx-private.h"
#include "td-xml-scan.h"

#define DAYS_1904 1462.0
#define MAX_COLUMNS 16384 /* of Excel */
#define MAX_NUMBER 64     /* bytes of a number as text */
#define MAX_EXACT 15      /* digits that a double holds exactly */

typedef enum
{
  CELL_NUMBER,
  CELL_SHARED,
  CELL_INLINE,
  CELL_TEXT,
  CELL_ERROR,
} CellType;

typedef struct
{
  const TdXlsxBook *book;
  TdXmlScan *scan;
  TdRowBuffer buffer;
  guint row, column;
  CellType type;
  guint style;
  GString *text; /* of an inline string, which may come in runs */
} Sheet;

/* Digits at the start of a slice. Returns: the number, at most @most; @taken: how many digits */
static guint64
take_digits (TdSlice slice, guint64 most, gsize *taken)
{
  guint64 value = 0;
  gsize i = 0;

  for (; i < slice.length && g_ascii_isdigit (slice.text[i]); i++)
    value = MIN (value * 10 + (guint64) (slice.text[i] - '0'), most);
  *taken = i;

  return value;
}

static guint
take_uint (TdSlice slice)
{
  gsize taken;

  return (guint) take_digits (slice, G_MAXINT, &taken);
}

/* "BC12": 54. A column further right than any is one that nobody looks at. */
static guint
column_of (TdSlice reference, guint otherwise)
{
  guint column = 0;

  for (gsize i = 0; i < reference.length && g_ascii_isalpha (reference.text[i]); i++)
    {
      column = column * 26 + (guint) (g_ascii_toupper (reference.text[i]) - 'A' + 1);
      if (column > MAX_COLUMNS)
        return MAX_COLUMNS;
    }

  return column > 0 ? column - 1 : otherwise;
}

static CellType
type_of (TdSlice name)
{
  if (td_slice_is (name, "s"))
    return CELL_SHARED;
  if (td_slice_is (name, "n"))
    return CELL_NUMBER;
  if (td_slice_is (name, "inlineStr"))
    return CELL_INLINE;

  return td_slice_is (name, "e") ? CELL_ERROR : CELL_TEXT; /* "str" of a formula, "b", "d" */
}

static gboolean
begin_row (Sheet *self, const TdSheetFile *file, GError **error)
{
  guint n;
  const TdScanAttribute *attributes = td_xml_scan_get_attributes (self->scan, &n);
  guint row = self->row + 1;

  for (guint i = 0; i < n; i++)
    if (attributes[i].name.length == 1 && *attributes[i].name.text == 'r')
      row = take_uint (attributes[i].value);
  if (row == 0 || row > TD_SHEET_MAX_ROWS)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, file->name, NULL,
                       _ ("The file “%s” has a row with an impossible number."), file->name);
      return FALSE;
    }
  self->row = self->buffer.row = row;
  self->column = 0;

  return TRUE;
}

static void
begin_cell (Sheet *self)
{
  guint n;
  const TdScanAttribute *attributes = td_xml_scan_get_attributes (self->scan, &n);

  self->type = CELL_NUMBER;
  self->style = 0;
  g_string_truncate (self->text, 0);
  for (guint i = 0; i < n; i++)
    {
      const TdScanAttribute *a = &attributes[i];

      if (a->name.length != 1)
        continue;
      if (*a->name.text == 'r')
        self->column = column_of (a->value, self->column);
      else if (*a->name.text == 's')
        self->style = take_uint (a->value);
      else if (*a->name.text == 't')
        self->type = type_of (a->value);
    }
}

static void
add_text (Sheet *self, TdSlice text)
{
  td_row_buffer_add (&self->buffer, self->column, TD_CELL_TEXT, text.text, text.length, 0);
}

static void
add_shared (Sheet *self, TdSlice value)
{
  const TdXlsxBook *book = self->book;
  const guint32 *at = (const guint32 *) (void *) book->shared_at->data;
  gsize taken;
  guint64 index = take_digits (value, G_MAXUINT32, &taken);

  /* A number that names no text: the cell is taken for empty, the check of the row will say so. */
  if (taken != value.length || index + 1 >= book->shared_at->len)
    return;

  if (at[index + 1] - at[index] > 1)
    td_row_buffer_add_kept (&self->buffer, self->column, book->shared->str + at[index],
                            at[index + 1] - at[index] - 1);
}

/* Nearly all are whole or have few digits, which needs no search for the nearest double. */
static gboolean
parse_number (TdSlice slice, double *number)
{
  static const double powers[MAX_EXACT + 1] = { 1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };
  char copy[MAX_NUMBER];
  char *end;
  gsize whole, fraction = 0;
  guint64 value = take_digits (slice, G_MAXUINT64 / 16, &whole);

  if (whole > 0 && whole < slice.length && slice.text[whole] == '.')
    {
      TdSlice rest = { slice.text + whole + 1, slice.length - whole - 1 };
      guint64 low = take_digits (rest, G_MAXUINT64 / 16, &fraction);

      if (whole + fraction <= MAX_EXACT && fraction == rest.length)
        {
          *number = ((double) value * powers[fraction] + (double) low) / powers[fraction];
          return TRUE;
        }
    }
  else if (whole > 0 && whole == slice.length && whole <= MAX_EXACT)
    {
      *number = (double) value;
      return TRUE;
    }
  if (slice.length >= sizeof copy)
    return FALSE;
  memcpy (copy, slice.text, slice.length);
  copy[slice.length] = '\0';
  *number = g_ascii_strtod (copy, &end);

  return end == copy + slice.length;
}

static void
add_number (Sheet *self, TdSlice value)
{
  const GByteArray *styles = self->book->date_styles;
  gboolean date = self->style < styles->len && styles->data[self->style] != 0;
  double number;

  if (!parse_number (value, &number))
    add_text (self, value);
  else
    td_row_buffer_add (&self->buffer, self->column, date ? TD_CELL_DATE : TD_CELL_NUMBER,
                       value.text, value.length,
                       date && self->book->base_1904 ? number + DAYS_1904 : number);
}

/* An error value is no value; an inline string has its text elsewhere. */
static void
add_value (Sheet *self, TdSlice value)
{
  if (value.length == 0)
    return;
  if (self->type == CELL_SHARED)
    add_shared (self, value);
  else if (self->type == CELL_NUMBER)
    add_number (self, value);
  else if (self->type == CELL_TEXT)
    add_text (self, value);
}

/* From the start of a cell to its end */
static gboolean
read_cell (Sheet *self, GError **error)
{
  TdSlice slice;

  begin_cell (self);
  for (;;)
    switch (td_xml_scan_next (self->scan, error))
      {
      case TD_SCAN_START:
        if (td_xml_scan_is (self->scan, "v"))
          {
            if (!td_xml_scan_content (self->scan, &slice, error))
              return FALSE;
            add_value (self, slice);
          }
        else if (td_xml_scan_is (self->scan, "t"))
          {
            if (!td_xml_scan_content (self->scan, &slice, error))
              return FALSE;
            if (self->text->len < TD_SHEET_MAX_CELL)
              g_string_append_len (self->text, slice.text, (gssize) slice.length);
          }
        /* formulas, phonetic text, extensions */
        else if (!td_xml_scan_is (self->scan, "is") && !td_xml_scan_is (self->scan, "r") &&
                 !td_xml_scan_skip (self->scan, error))
          return FALSE;
        break;
      case TD_SCAN_STOP:
        if (!td_xml_scan_is (self->scan, "c"))
          break;
        if (self->text->len > 0)
          add_text (self, (TdSlice){ self->text->str, self->text->len });
        self->column++;
        return TRUE;
      case TD_SCAN_ERROR:
        return FALSE;
      default:
        break;
      }
}

static gboolean
read_rows (Sheet *self, const TdSheetFile *file, TdRowFunc func, gpointer data, GError **error)
{
  for (;;)
    switch (td_xml_scan_next (self->scan, error))
      {
      case TD_SCAN_START:
        if (td_xml_scan_is (self->scan, "c"))
          {
            if (!read_cell (self, error))
              return FALSE;
          }
        else if (td_xml_scan_is (self->scan, "row") && !begin_row (self, file, error))
          return FALSE;
        break;
      case TD_SCAN_STOP:
        if (td_xml_scan_is (self->scan, "sheetData"))
          return TRUE;
        if (td_xml_scan_is (self->scan, "row"))
          {
            GError *failure = NULL;

            if (td_row_buffer_emit (&self->buffer, func, data, &failure))
              break;
            if (failure != NULL)
              g_propagate_error (error, failure);
            return failure == NULL;
          }
        break;
      case TD_SCAN_END:
        return TRUE;
      case TD_SCAN_ERROR:
        return FALSE;
      default:
        break;
      }
}

gboolean
td_xlsx_sheet_read (TdSheetFile *file,
                    TdXlsxBook *book,
                    const char *part,
                    TdRowFunc func,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  Sheet sheet = { .book = book };
  gboolean done;

  sheet.scan = td_xml_scan_open (book->zip, part, cancellable, error);
  if (sheet.scan == NULL)
    return FALSE;

  sheet.text = g_string_new (NULL);
  td_row_buffer_init (&sheet.buffer);
  done = read_rows (&sheet, file, func, data, error);
  td_row_buffer_clear (&sheet.buffer);
  g_string_free (sheet.text, TRUE);
  td_xml_scan_free (sheet.scan);

  return done;
}
