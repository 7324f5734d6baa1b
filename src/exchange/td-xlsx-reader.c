/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A streaming reader of XLSX: which sheets a file has, what its cells share (texts, styles). What
 * is kept of a file has limits; sheets are read by td-xlsx-sheet.c. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-error.h"
#include "td-xlsx-private.h"
#include "td-xml-scan.h"

#define MAX_SHARED_BYTES ((gsize) 160 << 20)
#define MAX_SHARED 4000000u
#define MAX_RELATIONS 4000u
#define MAX_STYLES 65536u
#define MAX_SHEETS 256u

static const TdZipLimits limits = {
  .max_entries = 4000,
  .max_entry_size = (guint64) 4 << 30,
  .max_total_size = (guint64) 6 << 30,
  .max_ratio = 400,
};

/* A file being opened */
typedef struct
{
  TdSheetFile *file;
  TdXlsxBook *book;
  GHashTable *formats; /* custom number format id -> whether it is a date, plus one */
  gboolean in_cell_styles;
} Opening;

/* Gets the start and the end of each element of a part. */
typedef void (*ElementFunc) (Opening *self, const TdXmlScan *scan, gboolean start);

static void
book_free (gpointer data)
{
  TdXlsxBook *self = data;

  td_zip_free (self->zip);
  g_byte_array_unref (self->date_styles);
  g_string_free (self->shared, TRUE);
  g_array_unref (self->shared_at);
  g_hash_table_unref (self->relations);
  g_free (self);
}

static TdXlsxBook *
book_new (TdZip *zip)
{
  TdXlsxBook *self = g_new0 (TdXlsxBook, 1);

  self->zip = zip;
  self->date_styles = g_byte_array_new ();
  self->shared = g_string_new (NULL);
  self->shared_at = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->relations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

static gboolean
read_part (
    Opening *self, const char *part, ElementFunc func, GCancellable *cancellable, GError **error)
{
  g_autoptr (TdXmlScan) scan = td_xml_scan_open (self->book->zip, part, cancellable, error);
  TdScanEvent event;

  if (scan == NULL)
    return FALSE;
  while ((event = td_xml_scan_next (scan, error)) != TD_SCAN_END)
    {
      if (event == TD_SCAN_ERROR)
        return FALSE;
      if (event != TD_SCAN_TEXT)
        func (self, scan, event == TD_SCAN_START);
    }

  return TRUE;
}

static void
take_relation (Opening *self, const TdXmlScan *scan, gboolean start)
{
  GHashTable *relations = self->book->relations;
  char id[256], target[1024];

  if (!start || !td_xml_scan_is (scan, "Relationship") ||
      !td_xml_scan_copy_attribute (scan, "Id", id, sizeof id) ||
      !td_xml_scan_copy_attribute (scan, "Target", target, sizeof target) ||
      g_hash_table_size (relations) > MAX_RELATIONS)
    return;

  g_hash_table_replace (relations, g_strdup (id),
                        *target == '/' ? g_strdup (target + 1) : g_strconcat ("xl/", target, NULL));
}

static void
take_sheet (Opening *self, const TdXmlScan *scan, gboolean start)
{
  char id[256], title[1024] = "", state[32] = "", flag[8];

  if (!start)
    return;
  if (td_xml_scan_is (scan, "workbookPr") &&
      td_xml_scan_copy_attribute (scan, "date1904", flag, sizeof flag))
    self->book->base_1904 = g_str_equal (flag, "1") || g_str_equal (flag, "true");
  if (!td_xml_scan_is (scan, "sheet") || !td_xml_scan_copy_attribute (scan, "id", id, sizeof id) ||
      self->file->sheets->len >= MAX_SHEETS)
    return;

  td_xml_scan_copy_attribute (scan, "name", title, sizeof title);
  td_xml_scan_copy_attribute (scan, "state", state, sizeof state);
  td_sheet_file_add (self->file, title, g_str_has_suffix (state, "idden"),
                     g_hash_table_lookup (self->book->relations, id));
}

static guint
number_format_id (const TdXmlScan *scan)
{
  char id[16];

  return td_xml_scan_copy_attribute (scan, "numFmtId", id, sizeof id)
             ? (guint) g_ascii_strtoull (id, NULL, 10)
             : 0;
}

/* Which cell styles show dates */
static void
take_style (Opening *self, const TdXmlScan *scan, gboolean start)
{
  char code[1024];

  if (td_xml_scan_is (scan, "cellXfs"))
    self->in_cell_styles = start;
  else if (start && td_xml_scan_is (scan, "numFmt") &&
           td_xml_scan_copy_attribute (scan, "formatCode", code, sizeof code))
    {
      if (g_hash_table_size (self->formats) < MAX_STYLES)
        g_hash_table_insert (self->formats, GUINT_TO_POINTER (number_format_id (scan)),
                             GINT_TO_POINTER (td_number_format_is_date (code) + 1));
    }
  else if (start && self->in_cell_styles && td_xml_scan_is (scan, "xf") &&
           self->book->date_styles->len < MAX_STYLES)
    {
      guint id = number_format_id (scan);
      int custom = GPOINTER_TO_INT (g_hash_table_lookup (self->formats, GUINT_TO_POINTER (id)));
      guint8 date = custom != 0 ? custom == 2 : td_number_format_id_is_date (id);

      g_byte_array_append (self->book->date_styles, &date, 1);
    }
}

/* Shared strings: the texts of an <si>, which may come in runs, make one. */
static gboolean
take_shared (const TdSheetFile *file, TdXlsxBook *book, TdXmlScan *scan, GError **error)
{
  guint32 at = (guint32) book->shared->len;
  TdSlice text;

  for (;;)
    switch (td_xml_scan_next (scan, error))
      {
      case TD_SCAN_START:
        if (!td_xml_scan_is (scan, "t"))
          {
            /* phonetic text is not part of the cell */
            if (td_xml_scan_is (scan, "rPh") && !td_xml_scan_skip (scan, error))
              return FALSE;
            break;
          }
        if (!td_xml_scan_content (scan, &text, error))
          return FALSE;
        if (book->shared->len - at < TD_SHEET_MAX_CELL)
          g_string_append_len (book->shared, text.text, (gssize) text.length);
        break;
      case TD_SCAN_STOP:
        if (!td_xml_scan_is (scan, "si"))
          break;
        g_string_append_c (book->shared, '\0');
        if (book->shared->len > MAX_SHARED_BYTES || book->shared_at->len >= MAX_SHARED)
          {
            td_error_set_at (error, TD_ERROR_TOO_LARGE, file->name, NULL,
                             _ ("The file “%s” holds more text than a spreadsheet can."),
                             file->name);
            return FALSE;
          }
        g_array_append_val (book->shared_at, at);
        return TRUE;
      case TD_SCAN_ERROR:
        return FALSE;
      default:
        break;
      }
}

static gboolean
read_shared (TdSheetFile *file, TdXlsxBook *book, GCancellable *cancellable, GError **error)
{
  g_autoptr (TdXmlScan) scan = NULL;
  TdScanEvent event;
  guint32 end;

  if (book->shared_read || !td_zip_has (book->zip, "xl/sharedStrings.xml"))
    return TRUE;

  g_string_truncate (book->shared, 0);
  g_array_set_size (book->shared_at, 0);
  scan = td_xml_scan_open (book->zip, "xl/sharedStrings.xml", cancellable, error);
  if (scan == NULL)
    return FALSE;
  while ((event = td_xml_scan_next (scan, error)) != TD_SCAN_END)
    if (event == TD_SCAN_ERROR || (event == TD_SCAN_START && td_xml_scan_is (scan, "si") &&
                                   !take_shared (file, book, scan, error)))
      return FALSE;
  end = (guint32) book->shared->len;
  g_array_append_val (book->shared_at, end);
  book->shared_read = TRUE;

  return TRUE;
}

static gboolean
xlsx_read (TdSheetFile *file,
           guint sheet,
           TdRowFunc func,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  const TdSheetInfo *info = &g_array_index (file->sheets, TdSheetInfo, sheet);

  if (info->part == NULL)
    {
      td_sheet_file_set_broken (file, info->name, error);
      return FALSE;
    }

  return read_shared (file, file->format_data, cancellable, error) &&
         td_xlsx_sheet_read (file, file->format_data, info->part, func, data, cancellable, error);
}

gboolean
td_xlsx_reader_open (TdSheetFile *self, GCancellable *cancellable, GError **error)
{
  TdZip *zip = td_zip_open (self->bytes, self->name, &limits, error);
  g_autoptr (GHashTable) formats = g_hash_table_new (NULL, NULL);
  Opening opening = { self, NULL, formats, FALSE };

  if (zip == NULL)
    return FALSE;

  opening.book = book_new (zip);
  self->format = "xlsx";
  self->format_data = opening.book;
  self->format_free = book_free;
  self->read = xlsx_read;
  if (!td_zip_has (zip, "xl/workbook.xml"))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, self->name, NULL,
                       _ ("The file “%s” is not an Excel file."), self->name);
      return FALSE;
    }
  if (!read_part (&opening, "xl/_rels/workbook.xml.rels", take_relation, cancellable, error) ||
      !read_part (&opening, "xl/workbook.xml", take_sheet, cancellable, error) ||
      (td_zip_has (zip, "xl/styles.xml") &&
       !read_part (&opening, "xl/styles.xml", take_style, cancellable, error)))
    return FALSE;
  if (self->sheets->len == 0)
    {
      td_sheet_file_set_broken (self, "xl/workbook.xml", error);
      return FALSE;
    }

  return TRUE;
}
