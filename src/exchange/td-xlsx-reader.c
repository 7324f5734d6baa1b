/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A streaming reader of XLSX: the container by libarchive, the parts by the push parser of libxml2.
 * Nothing of a sheet is kept but the row at hand; what is kept of a file (shared strings, styles)
 * has limits. The dimension tag is not believed; formulas are not computed, their last value
 * counts. */

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "td-error.h"
#include "td-sheet-private.h"
#include "td-zip.h"

#define MAX_SHARED_BYTES ((gsize) 160 << 20)
#define MAX_SHARED 4000000u
#define MAX_STYLES 65536u
#define MAX_SHEETS 256u
#define BLOCK 32768
#define DAYS_1904 1462.0

static const TdZipLimits limits = {
  .max_entries = 4000,
  .max_entry_size = (guint64) 4 << 30,
  .max_total_size = (guint64) 6 << 30,
  .max_ratio = 400,
};

typedef struct
{
  TdZip *zip;
  gboolean base_1904;
  GByteArray *date_styles; /* one byte per cell style: shows dates */
  GString *shared;         /* texts, each with its NUL */
  GArray *shared_at;       /* (element-type guint32): where each begins */
  gboolean shared_read;
  GHashTable *relations; /* id -> part */
} Book;

/* One part being read. */
typedef struct
{
  TdSheetFile *file;
  Book *book;
  xmlParserCtxt *context;
  gboolean stopped; /* the row function wants no more */
  GError *error;

  TdRowBuffer buffer;
  TdRowFunc func;
  gpointer data;

  GString *text; /* of the value at hand */
  gboolean in_text;
  guint depth_skip; /* inside phonetic text, which is not part of the cell */
  guint row, column;
  char type;
  guint style;
  gboolean in_cell, in_cell_styles;
  GHashTable *formats; /* custom number format id -> is a date */
} Part;

static void
book_free (gpointer data)
{
  Book *self = data;

  td_zip_free (self->zip);
  g_byte_array_unref (self->date_styles);
  g_string_free (self->shared, TRUE);
  g_array_unref (self->shared_at);
  g_hash_table_unref (self->relations);
  g_free (self);
}

/* Ends the reading of a part; @message has one %s for the name of the file. */
#define fail(part, code, message)                                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if ((part)->error == NULL)                                                                     \
      td_error_set_at (&(part)->error, code, (part)->file->name, NULL, message,                    \
                       (part)->file->name);                                                        \
    xmlStopParser ((part)->context);                                                               \
  }                                                                                                \
  G_STMT_END

static xmlEntity *
no_entity (void *context, const xmlChar *name)
{
  return xmlGetPredefinedEntity (name);
}

/* A document type is nowhere in a spreadsheet; it is how an XML bomb is built. */
static void
refuse_subset (void *context, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
  Part *self = ((xmlParserCtxt *) context)->_private;

  fail (self, TD_ERROR_BAD_INPUT,
        _ ("The file “%s” holds XML declarations that no spreadsheet has."));
}

static void
ignore_error (void *context, xmlError *error)
{
}

typedef struct
{
  startElementNsSAX2Func start;
  endElementNsSAX2Func end;
  charactersSAXFunc characters;
} Handlers;

/* Reads one part through handlers. A part that ends too early is an error, except that a person
 * gets the message once. */
static gboolean
parse_part (Part *self,
            const char *part,
            const Handlers *handlers,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (TdZipStream) stream = td_zip_stream_open (self->book->zip, part, error);
  xmlSAXHandler sax = { 0 };
  char block[BLOCK];
  gssize n = 0;
  gboolean good;

  if (stream == NULL)
    return FALSE;

  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = handlers->start;
  sax.endElementNs = handlers->end;
  sax.characters = handlers->characters;
  sax.cdataBlock = handlers->characters;
  sax.getEntity = no_entity;
  sax.internalSubset = refuse_subset;
  sax.serror = ignore_error;
  self->context = xmlCreatePushParserCtxt (&sax, NULL, NULL, 0, NULL);
  self->context->_private = self;
  xmlCtxtUseOptions (self->context, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  self->context->userData = self->context;

  while (self->error == NULL && !self->stopped &&
         (n = td_zip_stream_read (stream, block, sizeof block, &self->error)) > 0)
    {
      if (g_cancellable_is_cancelled (cancellable))
        td_error_set_at (&self->error, TD_ERROR_CANCELLED, self->file->name, part,
                         _ ("Cancelled."));
      else if (xmlParseChunk (self->context, block, (int) n, 0) != 0)
        break;
    }
  if (self->error == NULL && !self->stopped && n == 0)
    xmlParseChunk (self->context, NULL, 0, 1);
  good = self->error == NULL && (self->stopped || self->context->wellFormed);
  if (!good && self->error == NULL)
    {
      g_autofree char *place =
          g_strdup_printf ("%s:%d", part, xmlSAX2GetLineNumber (self->context));

      td_sheet_file_set_broken (self->file, place, &self->error);
    }
  if (self->context->myDoc != NULL)
    xmlFreeDoc (self->context->myDoc);
  g_clear_pointer (&self->context, xmlFreeParserCtxt);
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));

  return good;
}

static gboolean
is (const xmlChar *name, const char *wanted)
{
  return strcmp ((const char *) name, wanted) == 0;
}

/* Copies an attribute into a buffer; FALSE: it is not there or too long. */
static gboolean
attribute (const xmlChar **attributes, int n, const char *name, char *value, gsize size)
{
  for (int i = 0; i < n; i++)
    {
      const xmlChar **a = attributes + 5 * i;
      gsize length = (gsize) (a[4] - a[3]);

      if (!is (a[0], name) || length >= size)
        continue;
      memcpy (value, a[3], length);
      value[length] = '\0';
      return TRUE;
    }

  return FALSE;
}

static void
on_characters (void *context, const xmlChar *text, int length)
{
  Part *self = ((xmlParserCtxt *) context)->_private;

  if (self->in_text && self->depth_skip == 0 && self->text->len < TD_SHEET_MAX_CELL)
    g_string_append_len (self->text, (const char *) text, length);
}

/* Relations and the list of sheets */
static void
relation_start (void *context,
                const xmlChar *name,
                const xmlChar *prefix,
                const xmlChar *uri,
                int n_ns,
                const xmlChar **ns,
                int n,
                int n_defaulted,
                const xmlChar **attributes)
{
  Part *self = ((xmlParserCtxt *) context)->_private;
  char id[256], target[1024];

  if (!is (name, "Relationship") || !attribute (attributes, n, "Id", id, sizeof id) ||
      !attribute (attributes, n, "Target", target, sizeof target) ||
      g_hash_table_size (self->book->relations) > 4000)
    return;

  if (*target == '/')
    g_hash_table_replace (self->book->relations, g_strdup (id), g_strdup (target + 1));
  else
    g_hash_table_replace (self->book->relations, g_strdup (id), g_strconcat ("xl/", target, NULL));
}

static void
workbook_start (void *context,
                const xmlChar *name,
                const xmlChar *prefix,
                const xmlChar *uri,
                int n_ns,
                const xmlChar **ns,
                int n,
                int n_defaulted,
                const xmlChar **attributes)
{
  Part *self = ((xmlParserCtxt *) context)->_private;
  char id[256], title[1024] = "", state[32] = "", flag[8];

  if (is (name, "workbookPr") && attribute (attributes, n, "date1904", flag, sizeof flag))
    self->book->base_1904 = g_str_equal (flag, "1") || g_str_equal (flag, "true");
  if (!is (name, "sheet") || !attribute (attributes, n, "id", id, sizeof id) ||
      self->file->sheets->len >= MAX_SHEETS)
    return;

  attribute (attributes, n, "name", title, sizeof title);
  attribute (attributes, n, "state", state, sizeof state);
  td_sheet_file_add (self->file, title, g_str_has_suffix (state, "idden"),
                     g_hash_table_lookup (self->book->relations, id));
}

/* Styles: which cell styles show dates */
static void
styles_start (void *context,
              const xmlChar *name,
              const xmlChar *prefix,
              const xmlChar *uri,
              int n_ns,
              const xmlChar **ns,
              int n,
              int n_defaulted,
              const xmlChar **attributes)
{
  Part *self = ((xmlParserCtxt *) context)->_private;
  char id[16], code[1024];

  if (is (name, "cellXfs"))
    self->in_cell_styles = TRUE;
  else if (is (name, "numFmt") && attribute (attributes, n, "numFmtId", id, sizeof id) &&
           attribute (attributes, n, "formatCode", code, sizeof code))
    {
      if (g_hash_table_size (self->formats) < MAX_STYLES)
        g_hash_table_insert (self->formats, GUINT_TO_POINTER ((guint) strtoul (id, NULL, 10)),
                             GINT_TO_POINTER (td_number_format_is_date (code) + 1));
    }
  else if (is (name, "xf") && self->in_cell_styles && self->book->date_styles->len < MAX_STYLES)
    {
      guint number =
          attribute (attributes, n, "numFmtId", id, sizeof id) ? (guint) strtoul (id, NULL, 10) : 0;
      int custom = GPOINTER_TO_INT (g_hash_table_lookup (self->formats, GUINT_TO_POINTER (number)));
      guint8 date = custom != 0 ? custom == 2 : td_number_format_id_is_date (number);

      g_byte_array_append (self->book->date_styles, &date, 1);
    }
}

static void
styles_end (void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Part *self = ((xmlParserCtxt *) context)->_private;

  if (is (name, "cellXfs"))
    self->in_cell_styles = FALSE;
}

/* Shared strings */
static void
shared_start (void *context,
              const xmlChar *name,
              const xmlChar *prefix,
              const xmlChar *uri,
              int n_ns,
              const xmlChar **ns,
              int n,
              int n_defaulted,
              const xmlChar **attributes)
{
  Part *self = ((xmlParserCtxt *) context)->_private;

  if (is (name, "si"))
    g_string_truncate (self->text, 0);
  else if (is (name, "rPh"))
    self->depth_skip++;
  else if (is (name, "t"))
    self->in_text = TRUE;
}

static void
shared_end (void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Part *self = ((xmlParserCtxt *) context)->_private;
  Book *book = self->book;
  guint32 at = (guint32) book->shared->len;

  if (is (name, "t"))
    self->in_text = FALSE;
  else if (is (name, "rPh") && self->depth_skip > 0)
    self->depth_skip--;
  if (!is (name, "si"))
    return;

  if (book->shared->len + self->text->len > MAX_SHARED_BYTES || book->shared_at->len >= MAX_SHARED)
    {
      fail (self, TD_ERROR_TOO_LARGE, _ ("The file “%s” holds more text than a spreadsheet can."));
      return;
    }
  g_array_append_val (book->shared_at, at);
  g_string_append_len (book->shared, self->text->str, (gssize) self->text->len);
  g_string_append_c (book->shared, '\0');
}

/* Cells */
static guint
column_of (const char *reference, guint otherwise)
{
  guint column = 0;

  for (; g_ascii_isalpha (*reference); reference++)
    {
      column = column * 26 + (guint) (g_ascii_toupper (*reference) - 'A' + 1);
      if (column > 16384)
        return G_MAXUINT - 1;
    }

  return column > 0 ? column - 1 : otherwise;
}

static void
begin_row (Part *self, const xmlChar **attributes, int n)
{
  char number[24];
  guint64 row = self->row + 1;

  if (attribute (attributes, n, "r", number, sizeof number))
    row = g_ascii_strtoull (number, NULL, 10);
  if (row == 0 || row > TD_SHEET_MAX_ROWS)
    fail (self, TD_ERROR_BAD_INPUT, _ ("The file “%s” has a row with an impossible number."));
  self->row = (guint) row;
  self->column = 0;
  self->buffer.row = self->row;
}

static void
begin_cell (Part *self, const xmlChar **attributes, int n)
{
  char value[32];

  if (attribute (attributes, n, "r", value, sizeof value))
    self->column = column_of (value, self->column);
  self->type = 'n';
  if (attribute (attributes, n, "t", value, sizeof value))
    self->type = g_str_equal (value, "s")           ? 's'
                 : g_str_equal (value, "inlineStr") ? 'i'
                 : g_str_equal (value, "str")       ? 't'
                                                    : value[0];
  self->style =
      attribute (attributes, n, "s", value, sizeof value) ? (guint) strtoul (value, NULL, 10) : 0;
  self->in_cell = TRUE;
  g_string_truncate (self->text, 0);
}

static void
sheet_start (void *context,
             const xmlChar *name,
             const xmlChar *prefix,
             const xmlChar *uri,
             int n_ns,
             const xmlChar **ns,
             int n,
             int n_defaulted,
             const xmlChar **attributes)
{
  Part *self = ((xmlParserCtxt *) context)->_private;

  if (is (name, "c"))
    begin_cell (self, attributes, n);
  else if (is (name, "row"))
    begin_row (self, attributes, n);
  else if (is (name, "v") || is (name, "t"))
    self->in_text = self->in_cell;
  else if (is (name, "rPh"))
    self->depth_skip++;
}

static void
add_shared (Part *self)
{
  Book *book = self->book;
  guint64 index = g_ascii_strtoull (self->text->str, NULL, 10);
  const char *text;

  /* A number that names no text: the cell is taken for empty, the check of the row will say so. */
  if (index >= book->shared_at->len)
    return;

  text = book->shared->str + g_array_index (book->shared_at, guint32, index);
  if (*text != '\0')
    td_row_buffer_add (&self->buffer, self->column, TD_CELL_TEXT, text, strlen (text), 0);
}

static void
add_number (Part *self)
{
  char *end = NULL;
  double number = g_ascii_strtod (self->text->str, &end);
  gboolean date =
      self->style < self->book->date_styles->len && self->book->date_styles->data[self->style] != 0;

  if (end == self->text->str || *end != '\0')
    {
      td_row_buffer_add (&self->buffer, self->column, TD_CELL_TEXT, self->text->str,
                         self->text->len, 0);
      return;
    }
  if (date && self->book->base_1904)
    number += DAYS_1904;
  td_row_buffer_add (&self->buffer, self->column, date ? TD_CELL_DATE : TD_CELL_NUMBER,
                     self->text->str, self->text->len, number);
}

static void
end_cell (Part *self)
{
  if (self->text->len > 0)
    {
      if (self->type == 's')
        add_shared (self);
      else if (self->type == 'n')
        add_number (self);
      else if (self->type != 'e') /* an error value is no value */
        td_row_buffer_add (&self->buffer, self->column, TD_CELL_TEXT, self->text->str,
                           self->text->len, 0);
    }
  self->in_cell = FALSE;
  self->column++;
}

static void
sheet_end (void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Part *self = ((xmlParserCtxt *) context)->_private;

  if (is (name, "v") || is (name, "t"))
    self->in_text = FALSE;
  else if (is (name, "c"))
    end_cell (self);
  else if (is (name, "rPh") && self->depth_skip > 0)
    self->depth_skip--;
  else if (is (name, "row") &&
           !td_row_buffer_emit (&self->buffer, self->func, self->data, &self->error))
    self->stopped = TRUE;
  else if (is (name, "sheetData"))
    self->stopped = TRUE;
  if (self->stopped || self->error != NULL)
    xmlStopParser (self->context);
}

static void
part_init (Part *self, TdSheetFile *file, Book *book)
{
  memset (self, 0, sizeof *self);
  self->file = file;
  self->book = book;
  self->text = g_string_new (NULL);
}

static void
part_clear (Part *self)
{
  g_string_free (self->text, TRUE);
  g_clear_error (&self->error);
}

static gboolean
read_shared (TdSheetFile *file, Book *book, GCancellable *cancellable, GError **error)
{
  static const Handlers handlers = { shared_start, shared_end, on_characters };
  Part part;
  gboolean done;

  if (book->shared_read || !td_zip_has (book->zip, "xl/sharedStrings.xml"))
    return TRUE;

  part_init (&part, file, book);
  done = parse_part (&part, "xl/sharedStrings.xml", &handlers, cancellable, error);
  part_clear (&part);
  book->shared_read = done;

  return done;
}

static gboolean
xlsx_read (TdSheetFile *file,
           guint sheet,
           TdRowFunc func,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  static const Handlers handlers = { sheet_start, sheet_end, on_characters };
  const TdSheetInfo *info = &g_array_index (file->sheets, TdSheetInfo, sheet);
  Part part;
  gboolean done;

  if (info->part == NULL)
    {
      td_sheet_file_set_broken (file, info->name, error);
      return FALSE;
    }
  if (!read_shared (file, file->format_data, cancellable, error))
    return FALSE;

  part_init (&part, file, file->format_data);
  td_row_buffer_init (&part.buffer);
  part.func = func;
  part.data = data;
  done = parse_part (&part, info->part, &handlers, cancellable, error);
  td_row_buffer_clear (&part.buffer);
  part_clear (&part);

  return done;
}

gboolean
td_xlsx_reader_open (TdSheetFile *self, GCancellable *cancellable, GError **error)
{
  static const Handlers relations = { relation_start, NULL, NULL };
  static const Handlers workbook = { workbook_start, NULL, NULL };
  static const Handlers styles = { styles_start, styles_end, NULL };
  TdZip *zip = td_zip_open (self->bytes, self->name, &limits, error);
  Book *book;
  Part part;
  gboolean done;

  if (zip == NULL)
    return FALSE;

  book = g_new0 (Book, 1);
  book->zip = zip;
  book->date_styles = g_byte_array_new ();
  book->shared = g_string_new (NULL);
  book->shared_at = g_array_new (FALSE, FALSE, sizeof (guint32));
  book->relations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->format = "xlsx";
  self->format_data = book;
  self->format_free = book_free;
  self->read = xlsx_read;
  if (!td_zip_has (zip, "xl/workbook.xml"))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, self->name, NULL,
                       _ ("The file “%s” is not an Excel file."), self->name);
      return FALSE;
    }

  part_init (&part, self, book);
  part.formats = g_hash_table_new (NULL, NULL);
  done = parse_part (&part, "xl/_rels/workbook.xml.rels", &relations, cancellable, error) &&
         parse_part (&part, "xl/workbook.xml", &workbook, cancellable, error) &&
         (!td_zip_has (zip, "xl/styles.xml") ||
          parse_part (&part, "xl/styles.xml", &styles, cancellable, error));
  g_hash_table_unref (part.formats);
  part_clear (&part);
  if (done && self->sheets->len == 0)
    {
      td_sheet_file_set_broken (self, "xl/workbook.xml", error);
      return FALSE;
    }

  return done;
}
