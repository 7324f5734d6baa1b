/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-document-number.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "td-date.h"
#include "td-error.h"

/* CodeNumber has 11 characters in Annex VI; no office comes near this in a year. */
#define MAX_NUMBER 999999

/**
 * td_document_number_format:
 * @number: a number
 *
 * Returns: (transfer full): as it is printed: RULE nd30-number-two-digits: below 10 with a zero
 */
char *
td_document_number_format (gint64 number)
{
  return g_strdup_printf ("%02" PRId64, number);
}

/**
 * td_document_number_find_series:
 * @connection: where to read
 * @symbol: (nullable): "KH-SGDĐT": the kind of document stands before the first dash
 *
 * Returns: the series that counts documents of that kind; 0: the one of all documents
 */
gint64
td_document_number_find_series (TdConnection *connection, const char *symbol)
{
  g_autofree char *kind =
      symbol != NULL ? g_strndup (symbol, strcspn (symbol, "-/")) : g_strdup ("");
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection,
      "SELECT id FROM number_series WHERE ' ' || replace (coalesce (doc_types, ''), ',', ' ')"
      " || ' ' LIKE '% ' || ?1 || ' %' OR coalesce (doc_types, '') = ''"
      " ORDER BY coalesce (doc_types, '') = '', position, id LIMIT 1",
      NULL);

  if (statement == NULL)
    return 0;

  td_statement_bind_text (statement, 1, kind);
  return td_statement_step (statement, NULL) == TD_STEP_ROW ? td_statement_int (statement, 0) : 0;
}

static gint64
query_int (TdConnection *connection, const char *sql, gint64 series_id, gint64 year, gint64 number)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (connection, sql, NULL);

  if (statement == NULL)
    return 0;

  td_statement_bind_ref (statement, 1, series_id);
  td_statement_bind_int (statement, 2, year);
  if (number != 0)
    td_statement_bind_int (statement, 3, number);
  return td_statement_step (statement, NULL) == TD_STEP_ROW ? td_statement_int (statement, 0) : 0;
}

/**
 * td_document_number_next:
 * @connection: where to read
 * @series_id: a series, 0: that of all documents
 * @year: the year of the number
 *
 * Returns: the number after the highest one that was ever given in that year
 */
gint64
td_document_number_next (TdConnection *connection, gint64 series_id, gint64 year)
{
  gint64 first =
      query_int (connection, "SELECT first_number FROM number_series WHERE id IS ?1 AND ?2 > 0",
                 series_id, year, 0);
  gint64 last = query_int (
      connection, "SELECT max (number) FROM document_number WHERE series_id IS ?1 AND year = ?2",
      series_id, year, 0);

  return MAX (last + 1, MAX (first, 1));
}

/* Returns: (nullable) (transfer full): the entry of a number, the newest one */
static TdDocumentNumberRow *
find_entry (TdWriter *writer, gint64 series_id, gint64 year, gint64 number)
{
  gint64 id = query_int (td_writer_get_connection (writer),
                         "SELECT max (id) FROM document_number WHERE series_id IS ?1 AND year = ?2"
                         " AND number = ?3",
                         series_id, year, number);

  return id != 0 ? td_writer_get (writer, TD_KIND_DOCUMENT_NUMBER, id, NULL) : NULL;
}

/* RULE nd30-number: the same number and symbol once a year, whatever the series. */
static gboolean
is_taken (TdWriter *writer, const TdDocumentNumberRow *wanted, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      td_writer_get_connection (writer),
      "SELECT 1 FROM document_number WHERE year = ?1 AND number = ?2 AND symbol IS ?3"
      " AND state <> '" TD_NUMBER_RELEASED "' AND (document_id IS NOT NULL OR ?4 <> 1)",
      error);

  if (statement == NULL)
    return TRUE;

  td_statement_bind_int (statement, 1, wanted->year);
  td_statement_bind_int (statement, 2, wanted->number);
  td_statement_bind_text (statement, 3, wanted->symbol);
  td_statement_bind_int (statement, 4, wanted->document_id != 0);
  if (td_statement_step (statement, error) == TD_STEP_DONE)
    return FALSE;

  td_error_set_at (error, TD_ERROR_REFUSED, NULL, "number",
                   _ ("The number %02" PRId64 "/%s of the year %" PRId64 " is taken already."),
                   wanted->number, wanted->symbol != NULL ? wanted->symbol : "", wanted->year);
  return TRUE;
}

/* RULE nd30-number-order: a higher number never has an earlier date than a lower one, unless the
 * number was kept for it. */
static gboolean
is_in_order (TdWriter *writer, const TdIssuedDocumentRow *document, gint64 number, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      td_writer_get_connection (writer),
      "SELECT d.code_number, d.issued_date FROM document_number n"
      " JOIN issued_document d ON d.id = n.document_id"
      " WHERE n.series_id IS ?1 AND n.year = ?2 AND n.number < ?3 AND n.state = 'used'"
      " AND d.issued_date > ?4 ORDER BY n.number DESC LIMIT 1",
      error);
  g_autofree char *theirs = NULL;

  if (statement == NULL)
    return FALSE;

  td_statement_bind_ref (statement, 1, document->series_id);
  td_statement_bind_int (statement, 2, document->year);
  td_statement_bind_int (statement, 3, number);
  td_statement_bind_text (statement, 4, document->issued_date);
  if (td_statement_step (statement, error) == TD_STEP_DONE)
    return TRUE;

  theirs = td_date_display_iso (td_statement_text (statement, 1));
  td_error_set_at (error, TD_ERROR_REFUSED, NULL, "date",
                   _ ("Number %s of the same series has the date %s, which is later. A later "
                      "number cannot have an earlier date; choose a number that was kept for it."),
                   td_statement_text (statement, 0), theirs);
  return FALSE;
}

/* Adds an entry to the book of numbers; it is changed by acts alone. */
static gint64
add_entry (TdWriter *writer, const TdDocumentNumberRow *wanted, GError **error)
{
  TdDocumentNumberRow *row = td_row_copy (TD_KIND_DOCUMENT_NUMBER, wanted);
  gint64 id = 0;

  if (td_writer_insert (writer, TD_KIND_DOCUMENT_NUMBER, row, error) &&
      td_writer_lock_record (writer, TD_KIND_DOCUMENT_NUMBER, row->row.id, error))
    id = row->row.id;
  td_row_free (TD_KIND_DOCUMENT_NUMBER, row);

  return id;
}

static gboolean
check_number (gint64 number, GError **error)
{
  if (number > 0 && number <= MAX_NUMBER)
    return TRUE;

  td_error_set_at (error, TD_ERROR_USAGE, NULL, "number",
                   _ ("%" PRId64 " is not a number of a document."), number);
  return FALSE;
}

static gboolean
refuse_taken (gint64 number, gint64 year, GError **error)
{
  td_error_set_at (error, TD_ERROR_REFUSED, NULL, "number",
                   _ ("The number %02" PRId64 " of the year %" PRId64 " is taken already."), number,
                   year);
  return FALSE;
}

/* A number that was kept becomes that of the document. */
static gboolean
use_reserved (TdWriter *writer,
              const TdDocumentNumberRow *entry,
              const TdIssuedDocumentRow *document,
              const char *at,
              GError **error)
{
  TdDocumentNumberRow *after = td_row_copy (TD_KIND_DOCUMENT_NUMBER, entry);
  gboolean done;

  td_row_set_text (after, td_kind_find_field (td_kind_spec (TD_KIND_DOCUMENT_NUMBER), "state"),
                   TD_NUMBER_USED);
  td_row_set_text (after, td_kind_find_field (td_kind_spec (TD_KIND_DOCUMENT_NUMBER), "symbol"),
                   document->code_notation);
  td_row_set_text (after, td_kind_find_field (td_kind_spec (TD_KIND_DOCUMENT_NUMBER), "at"), at);
  after->document_id = document->row.id;
  done = !is_taken (writer, after, error) &&
         td_writer_update (writer, TD_KIND_DOCUMENT_NUMBER, entry, after, error);
  td_row_free (TD_KIND_DOCUMENT_NUMBER, after);

  return done;
}

/**
 * td_document_number_allot:
 * @writer: an act
 * @document: the document; its series, year, symbol and date count
 * @wanted: the number it shall have; 0: the next one
 * @at: when
 * @error: return location: %TD_ERROR_REFUSED when the number is taken or out of order
 *
 * Returns: the number; 0 on failure
 */
gint64
td_document_number_allot (TdWriter *writer,
                          const TdIssuedDocumentRow *document,
                          gint64 wanted,
                          const char *at,
                          GError **error)
{
  TdConnection *connection = td_writer_get_connection (writer);
  gint64 number = wanted != 0
                      ? wanted
                      : td_document_number_next (connection, document->series_id, document->year);
  TdDocumentNumberRow row = { { 0 },
                              document->series_id,
                              document->year,
                              number,
                              document->code_notation,
                              (char *) TD_NUMBER_USED,
                              document->row.id,
                              (char *) td_writer_get_author (writer),
                              (char *) at,
                              NULL };
  TdDocumentNumberRow *entry;
  gboolean done;

  if (!check_number (number, error))
    return 0;

  entry = find_entry (writer, document->series_id, document->year, number);
  if (entry != NULL && g_strcmp0 (entry->state, TD_NUMBER_RESERVED) == 0)
    done = use_reserved (writer, entry, document, at, error);
  else if (entry != NULL && g_strcmp0 (entry->state, TD_NUMBER_USED) == 0)
    done = refuse_taken (number, document->year, error);
  else
    done = !is_taken (writer, &row, error) && is_in_order (writer, document, number, error) &&
           add_entry (writer, &row, error) != 0;
  td_row_free (TD_KIND_DOCUMENT_NUMBER, entry);

  return done ? number : 0;
}

/**
 * td_document_number_reserve:
 * @writer: an act
 * @wanted: series, year, symbol and note; its number 0: the next one
 * @error: return location: %TD_ERROR_REFUSED when the number is taken
 *
 * Keeps a number for a document that is not ready yet.
 *
 * Returns: the entry of the kept number; 0 on failure
 */
gint64
td_document_number_reserve (TdWriter *writer, const TdDocumentNumberRow *wanted, GError **error)
{
  TdDocumentNumberRow row = *wanted;
  TdDocumentNumberRow *entry;
  gboolean taken;

  if (row.number == 0)
    row.number =
        td_document_number_next (td_writer_get_connection (writer), row.series_id, row.year);
  row.state = (char *) TD_NUMBER_RESERVED;
  row.document_id = 0;
  if (!check_number (row.number, error) || is_taken (writer, &row, error))
    return 0;

  entry = find_entry (writer, row.series_id, row.year, row.number);
  taken = entry != NULL && g_strcmp0 (entry->state, TD_NUMBER_RELEASED) != 0;
  td_row_free (TD_KIND_DOCUMENT_NUMBER, entry);
  if (!taken)
    return add_entry (writer, &row, error);

  refuse_taken (row.number, row.year, error);
  return 0;
}

static gboolean
release (TdWriter *writer,
         const TdDocumentNumberRow *entry,
         const char *at,
         const char *note,
         GError **error)
{
  const TdKindSpec *spec = td_kind_spec (TD_KIND_DOCUMENT_NUMBER);
  TdDocumentNumberRow *after = td_row_copy (TD_KIND_DOCUMENT_NUMBER, entry);
  gboolean done;

  td_row_set_text (after, td_kind_find_field (spec, "state"), TD_NUMBER_RELEASED);
  td_row_set_text (after, td_kind_find_field (spec, "at"), at);
  if (note != NULL)
    td_row_set_text (after, td_kind_find_field (spec, "note"), note);
  after->document_id = 0;
  done = td_writer_update (writer, TD_KIND_DOCUMENT_NUMBER, entry, after, error);
  td_row_free (TD_KIND_DOCUMENT_NUMBER, after);

  return done;
}

/**
 * td_document_number_release:
 * @writer: an act
 * @id: the entry of a kept number
 * @at: when
 * @note: (nullable): why
 * @error: return location: %TD_ERROR_REFUSED when a document has it
 *
 * Gives a kept number back: it can be asked for again by name.
 *
 * Returns: whether it is free
 */
gboolean
td_document_number_release (
    TdWriter *writer, gint64 id, const char *at, const char *note, GError **error)
{
  TdDocumentNumberRow *entry = td_writer_get (writer, TD_KIND_DOCUMENT_NUMBER, id, error);
  gboolean done = FALSE;

  if (entry == NULL)
    return FALSE;

  if (g_strcmp0 (entry->state, TD_NUMBER_RESERVED) == 0)
    done = release (writer, entry, at, note, error);
  else
    td_error_set_at (error, TD_ERROR_REFUSED, NULL, "number",
                     _ ("Number %02" PRId64 " is not kept for a document that is still to come."),
                     entry->number);
  td_row_free (TD_KIND_DOCUMENT_NUMBER, entry);

  return done;
}

/**
 * td_document_number_release_of:
 * @writer: an act
 * @document_id: a document that will not be issued with its number
 * @at: when
 * @error: return location
 *
 * Returns: whether the document holds no number any more
 */
gboolean
td_document_number_release_of (TdWriter *writer, gint64 document_id, const char *at, GError **error)
{
  g_autoptr (GPtrArray) entries =
      td_writer_list_by (writer, TD_KIND_DOCUMENT_NUMBER, "document_id", document_id, error);

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const TdDocumentNumberRow *entry = g_ptr_array_index (entries, i);

      if (g_strcmp0 (entry->state, TD_NUMBER_USED) == 0 &&
          !release (writer, entry, at, NULL, error))
        return FALSE;
    }

  return TRUE;
}
