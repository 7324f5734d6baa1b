/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-document-register.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "td-date.h"
#include "td-document-state.h"
#include "td-error.h"
#include "td-output-file.h"
#include "td-pdf.h"
#include "td-query.h"
#include "td-text.h"
#include "td-xlsx-table.h"

/* RULE nd30-register: the headings are those of the form, Vietnamese whatever the locale. */
static const TdXlsxColumn columns[] = {
  { "Số, ký hiệu văn bản", 19, TRUE },
  { "Ngày tháng văn bản", 15, TRUE },
  { "Tên loại và trích yếu nội dung văn bản", 44, FALSE },
  { "Người ký", 20, FALSE },
  { "Nơi nhận văn bản", 32, FALSE },
  { "Đơn vị, người nhận bản lưu", 15, FALSE },
  { "Số lượng bản", 12, TRUE },
  { "Ghi chú", 18, FALSE },
};

static gboolean
matches (const TdIssuedDocumentRow *document, const char *needle)
{
  g_autofree char *symbol = td_document_symbol (document);
  g_autofree char *all =
      g_strjoin (" ", symbol, document->type_name != NULL ? document->type_name : "",
                 document->subject != NULL ? document->subject : "",
                 document->signer_name != NULL ? document->signer_name : "",
                 document->recipients != NULL ? document->recipients : "",
                 document->description != NULL ? document->description : "", NULL);
  g_autofree char *folded =
      td_text_has_marks (needle) ? td_text_fold_keep_marks (all) : td_text_fold (all);
  g_autofree char *wanted =
      td_text_has_marks (needle) ? td_text_fold_keep_marks (needle) : td_text_fold (needle);
  g_auto (GStrv) words = g_strsplit (wanted, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strstr (folded, words[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}

/* Newest year first, then the highest number; what has no number yet comes before all. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const TdIssuedDocumentRow *x = *(TdIssuedDocumentRow *const *) a;
  const TdIssuedDocumentRow *y = *(TdIssuedDocumentRow *const *) b;
  gint64 nx = x->code_number != NULL ? g_ascii_strtoll (x->code_number, NULL, 10) : G_MAXINT64;
  gint64 ny = y->code_number != NULL ? g_ascii_strtoll (y->code_number, NULL, 10) : G_MAXINT64;

  if (x->year != y->year)
    return x->year > y->year ? -1 : 1;
  if (nx != ny)
    return nx > ny ? -1 : 1;

  return x->row.id > y->row.id ? -1 : x->row.id < y->row.id;
}

/**
 * td_document_register_list:
 * @connection: where to read
 * @filter: which documents
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type TdIssuedDocumentRow): the documents, newest
 *   number first
 */
GPtrArray *
td_document_register_list (TdConnection *connection, const TdRegisterFilter *filter, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_ISSUED_DOCUMENT);
  g_autoptr (GPtrArray) found = NULL;

  if (filter->year != 0)
    td_query_where_int (query, "year", TD_QUERY_EQUAL, filter->year);
  if (filter->state != NULL)
    td_query_where_text (query, "state", TD_QUERY_EQUAL, filter->state);
  if (filter->numbered_only)
    td_query_where_null (query, "code_number", FALSE);
  found = td_query_list (query, connection, error);
  if (found == NULL)
    return NULL;

  for (guint i = found->len; filter->text != NULL && *filter->text != '\0' && i > 0; i--)
    {
      if (!matches (g_ptr_array_index (found, i - 1), filter->text))
        g_ptr_array_remove_index (found, i - 1);
    }
  g_ptr_array_sort (found, compare);

  return g_steal_pointer (&found);
}

/**
 * td_document_register_years:
 * @connection: where to read
 *
 * Returns: (transfer full) (element-type gint64): the years there are documents of, newest first
 */
GArray *
td_document_register_years (TdConnection *connection)
{
  GArray *years = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection, "SELECT DISTINCT year FROM issued_document WHERE year > 0 ORDER BY year DESC",
      NULL);

  while (statement != NULL && td_statement_step (statement, NULL) == TD_STEP_ROW)
    {
      gint64 year = td_statement_int (statement, 0);

      g_array_append_val (years, year);
    }

  return years;
}

/* The lines "Lưu: VT, VP" of the recipients say who keeps the copy. */
static char *
kept_by (const char *recipients, gboolean kept)
{
  g_auto (GStrv) lines = g_strsplit (recipients != NULL ? recipients : "", "\n", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = strchr (lines[i], '|') != NULL ? strchr (lines[i], '|') + 1 : lines[i];
      gboolean is_kept = g_str_has_prefix (line, "Lưu");

      if (is_kept != kept || *line == '\0')
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", line);
    }

  return g_string_free (text, FALSE);
}

/* RULE nd30-register: the words of the book are Vietnamese whatever the locale, as its headings. */
static const char *
state_in_book (const char *state)
{
  if (g_strcmp0 (state, TD_DOCUMENT_REPLACED) == 0)
    return "Đã được thay thế";
  if (g_strcmp0 (state, TD_DOCUMENT_WITHDRAWN) == 0)
    return "Đã thu hồi";

  return "Chưa phát hành";
}

static char *
remark (const TdIssuedDocumentRow *document)
{
  GString *text = g_string_new (document->description);

  if (g_strcmp0 (document->state, TD_DOCUMENT_ISSUED) != 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "",
                            state_in_book (document->state));

  return g_string_free (text, FALSE);
}

/* The eight cells of a line of the book */
static char **
make_line (const TdIssuedDocumentRow *document)
{
  char **cells = g_new0 (char *, G_N_ELEMENTS (columns) + 1);

  cells[0] = td_document_symbol (document);
  cells[1] =
      document->issued_date != NULL ? td_date_display_iso (document->issued_date) : g_strdup ("");
  cells[2] = g_strdup_printf ("%s %s", document->type_name != NULL ? document->type_name : "",
                              document->subject != NULL ? document->subject : "");
  g_strdelimit (cells[2], "\n", ' ');
  cells[3] = g_strdup (document->signer_name != NULL ? document->signer_name : "");
  cells[4] = kept_by (document->recipients, FALSE);
  cells[5] = kept_by (document->recipients, TRUE);
  cells[6] = g_strdup_printf ("%02" PRId64, document->copies);
  cells[7] = remark (document);

  return cells;
}

static void
append_table (TdBlock *part, const GPtrArray *documents)
{
  TdBlock *table = td_block_append (part, td_block_new_table (0));
  TdBlock *head;
  double total = 0;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    total += columns[i].width;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    td_block_add_column (table, NULL, columns[i].heading, columns[i].width / total,
                         columns[i].centred ? TD_ALIGN_CENTER : TD_ALIGN_LEFT);
  head = td_block_append_header_row (table);
  (void) head;
  for (guint r = documents->len; r > 0; r--)
    {
      g_auto (GStrv) cells = make_line (g_ptr_array_index (documents, r - 1));
      TdBlock *row = td_block_append (table, td_block_new_row ());

      for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
        td_block_append (row, td_block_new_cell (cells[i], NULL));
    }
}

/**
 * td_document_register_compose:
 * @connection: where to read the name of the office
 * @documents: (element-type TdIssuedDocumentRow): newest first, as listed
 * @year: the year of the book, 0: several
 *
 * Returns: (transfer full): the book on paper, in the order of the numbers
 */
TdBlock *
td_document_register_compose (TdConnection *connection, const GPtrArray *documents, gint64 year)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_AGENCY);
  g_autoptr (GPtrArray) agencies = td_query_list (query, connection, NULL);
  const TdAgencyRow *agency =
      agencies != NULL && agencies->len > 0 ? g_ptr_array_index (agencies, 0) : NULL;
  TdBlock *document =
      td_block_new_document ("Sổ đăng ký văn bản đi", agency != NULL ? agency->name : NULL);
  TdBlock *part =
      td_block_append (document, td_block_new_part (FALSE, TD_ORIENTATION_LANDSCAPE, NULL));
  TdBlock *header = td_block_append (part, td_block_new_annex_header (NULL, NULL, NULL));

  header->as.annex_header.label = g_strdup (agency != NULL ? agency->name : "");
  header->as.annex_header.title = g_strdup ("SỔ ĐĂNG KÝ VĂN BẢN ĐI");
  header->as.annex_header.reference =
      year != 0 ? g_strdup_printf ("(Năm %" PRId64 ")", year) : g_strdup ("");
  append_table (part, documents);

  return document;
}

typedef struct
{
  TdConnection *connection;
  GPtrArray *documents;
  gint64 year;
} Export;

static gboolean
write_pdf (const char *path, gpointer user_data, GError **error)
{
  Export *export = user_data;

  return td_pdf_write_document (
      td_document_register_compose (export->connection, export->documents, export->year),
      td_style_nd30 (), path, error);
}

static gboolean
write_xlsx (const char *path, gpointer user_data, GError **error)
{
  Export *export = user_data;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *year = export->year != 0 ? g_strdup_printf ("Năm %" PRId64, export->year) : NULL;
  const char *titles[] = { "SỔ ĐĂNG KÝ VĂN BẢN ĐI", year, NULL };

  for (guint i = export->documents->len; i > 0; i--)
    g_ptr_array_add (rows, make_line (g_ptr_array_index (export->documents, i - 1)));

  return td_xlsx_table_write ("Văn bản đi", titles, columns, G_N_ELEMENTS (columns), rows, path,
                              error);
}

/**
 * td_document_register_export:
 * @connection: where to read
 * @filter: which documents; those without a number are left out
 * @path: the file to write, .pdf or .xlsx
 * @replace: whether an existing file may be replaced
 * @error: return location
 *
 * Returns: whether the book was written
 */
gboolean
td_document_register_export (TdConnection *connection,
                             const TdRegisterFilter *filter,
                             const char *path,
                             gboolean replace,
                             GError **error)
{
  TdRegisterFilter numbered = *filter;
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autoptr (GPtrArray) documents = NULL;
  Export export = { connection, NULL, filter->year };

  numbered.numbered_only = TRUE;
  documents = td_document_register_list (connection, &numbered, error);
  if (documents == NULL)
    return FALSE;
  export.documents = documents;
  if (g_str_has_suffix (lower, ".pdf"))
    return td_output_file_write (path, replace, write_pdf, &export, error);
  if (g_str_has_suffix (lower, ".xlsx"))
    return td_output_file_write (path, replace, write_xlsx, &export, error);

  td_error_set_at (error, TD_ERROR_USAGE, path, NULL,
                   _ ("The register is written as .pdf or .xlsx."));
  return FALSE;
}
