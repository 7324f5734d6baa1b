/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-document-book.h"

#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-document-number.h"
#include "td-edit-private.h"
#include "td-error.h"

static void
entry_free (gpointer row)
{
  td_row_free (TD_KIND_DOCUMENT_NUMBER, row);
}

/* What an act on an entry says: the time it was asked for and why. */
static TdDocumentNumberRow *
entry_new (const char *note)
{
  const TdKindSpec *spec = td_kind_spec (TD_KIND_DOCUMENT_NUMBER);
  TdDocumentNumberRow *entry = td_row_new (TD_KIND_DOCUMENT_NUMBER);
  g_autofree char *at = td_date_now_iso ();

  td_row_set_text (entry, td_kind_find_field (spec, "at"), at);
  td_row_set_text (entry, td_kind_find_field (spec, "note"),
                   note != NULL && *note != '\0' ? note : NULL);

  return entry;
}

static gboolean
keep_cb (TdWriter *writer, TdEdit *edit, GError **error)
{
  TdDocumentNumberRow *entry = edit->data;

  entry->series_id =
      td_document_number_find_series (td_writer_get_connection (writer), entry->symbol);
  td_row_set_text (entry, td_kind_find_field (td_kind_spec (TD_KIND_DOCUMENT_NUMBER), "who"),
                   td_writer_get_author (writer));
  edit->result_id = td_document_number_reserve (writer, entry, error);

  return edit->result_id != 0;
}

/**
 * td_document_book_keep:
 * @number: the number to keep, 0: the next one
 * @year: its year
 * @symbol: (nullable): "KH-SGDĐT"; says the series
 * @note: (nullable): what for
 *
 * Keeps a number for a document that is still to come; refused when it is taken.
 *
 * Returns: (transfer full): the edit; its result is the entry in the book of numbers
 */
TdEdit *
td_document_book_keep (gint64 number, gint64 year, const char *symbol, const char *note)
{
  TdDocumentNumberRow *entry = entry_new (note);

  entry->number = number;
  entry->year = year;
  td_row_set_text (entry, td_kind_find_field (td_kind_spec (TD_KIND_DOCUMENT_NUMBER), "symbol"),
                   symbol != NULL && *symbol != '\0' ? symbol : NULL);

  return td_edit_new_act ("document.act", _ ("Keep a number"), keep_cb, entry, entry_free);
}

static gboolean
release_cb (TdWriter *writer, TdEdit *edit, GError **error)
{
  const TdDocumentNumberRow *entry = edit->data;

  return td_document_number_release (writer, entry->row.id, entry->at, entry->note, error);
}

/**
 * td_document_book_release:
 * @entry_id: the entry of a kept number
 * @note: (nullable): why
 *
 * Gives a kept number back; refused when a document has it.
 *
 * Returns: (transfer full): the edit
 */
TdEdit *
td_document_book_release (gint64 entry_id, const char *note)
{
  TdDocumentNumberRow *entry = entry_new (note);

  entry->row.id = entry_id;

  return td_edit_new_act ("document.act", _ ("Release a number"), release_cb, entry, entry_free);
}

static gboolean
delete_series_cb (TdWriter *writer, TdEdit *edit, GError **error)
{
  const gint64 *id = edit->data;
  g_autoptr (GPtrArray) entries =
      td_writer_list_by (writer, TD_KIND_DOCUMENT_NUMBER, "series_id", *id, error);

  if (entries == NULL)
    return FALSE;
  if (entries->len > 0)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, "series",
                       _ ("Numbers were given in this series already, so it stays."));
      return FALSE;
    }

  return td_writer_delete (writer, TD_KIND_NUMBER_SERIES, *id, error);
}

/**
 * td_document_book_delete_series:
 * @series_id: a series
 *
 * Deletes a series in which no number was given yet; else it is refused.
 *
 * Returns: (transfer full): the edit
 */
TdEdit *
td_document_book_delete_series (gint64 series_id)
{
  return td_edit_new_act ("record.delete", _ ("Delete a series of numbers"), delete_series_cb,
                          g_memdup2 (&series_id, sizeof series_id), g_free);
}

/**
 * td_document_book_list_open:
 * @connection: where to read
 * @year: the year of the numbers
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type TdDocumentNumberRow): the numbers of the year
 *   that are kept, or that were given back and are free, by number
 */
GPtrArray *
td_document_book_list_open (TdConnection *connection, gint64 year, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_DOCUMENT_NUMBER);
  g_autoptr (GPtrArray) found = NULL;
  gint64 series = -1, number = 0;

  td_query_where_int (query, "year", TD_QUERY_EQUAL, year);
  td_query_order_by (query, "series_id", FALSE);
  td_query_order_by (query, "number", FALSE);
  found = td_query_list (query, connection, error);
  if (found == NULL)
    return NULL;
  /* The newest entry of a number says what it is now; it stands last among those of the number. */
  for (guint i = found->len; i-- > 0;)
    {
      const TdDocumentNumberRow *entry = g_ptr_array_index (found, i);
      gboolean newest = entry->series_id != series || entry->number != number;

      series = entry->series_id;
      number = entry->number;
      if (!newest || g_strcmp0 (entry->state, TD_NUMBER_USED) == 0)
        g_ptr_array_remove_index (found, i);
    }

  return g_steal_pointer (&found);
}
