/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-document-copies.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-application.h"
#include "td-document-files.h"
#include "td-sign-dialog.h"
#include "td-window.h"

/* "Số: 12/KH-SGDĐT" of the document that was numbered last: its annex most likely is what is signed
 * next. */
static char *
annex_text (TdWorkspace *workspace)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_ISSUED_DOCUMENT);
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *symbol = NULL;

  td_query_where_null (query, "code_number", FALSE);
  td_query_order_by (query, "id", TRUE);
  td_query_limit (query, 1);
  found = td_workspace_list_rows (workspace, query, NULL);
  if (found != NULL && found->len > 0)
    symbol = td_document_symbol (g_ptr_array_index (found, 0));

  return g_strconcat ("Số: ", symbol, NULL);
}

/* RULE nd30-copy: form of the copy and name of the agency; the time is put behind them. */
static char *
copy_text (TdWorkspace *workspace)
{
  TdAgencyRow *agency = td_workspace_get_row (workspace, TD_KIND_AGENCY, 1, NULL);
  char *text = g_strconcat ("SAO Y; ", agency != NULL ? agency->name : NULL, NULL);

  td_row_free (TD_KIND_AGENCY, agency);

  return text;
}

/* "phu-luc.pdf" -> "phu-luc-da-ky.pdf" */
static char *
signed_name (const char *name, TdSignRole role)
{
  gsize length = name != NULL ? strlen (name) : 0;
  g_autofree char *stem = g_strndup (
      name,
      length > 4 && g_ascii_strcasecmp (name + length - 4, ".pdf") == 0 ? length - 4 : length);

  return g_strconcat (length > 0 ? stem : "tep", role == TD_SIGN_ANNEX ? "-da-ky" : "-sao-y",
                      ".pdf", NULL);
}

static void
signed_cb (TdSignDialog *dialog, TdDocumentsPage *page)
{
  GBytes *file = td_sign_dialog_get_result (dialog);
  g_autofree char *name =
      signed_name (td_document_view_get_name (td_documents_page_get_view (page)),
                   td_sign_dialog_get_role (dialog));

  td_documents_page_show_file (page, file, name);
  td_document_files_save (page, file, name);
}

static void
sign_text (TdDocumentsPage *page, TdSignRole role)
{
  TdDocumentView *view = td_documents_page_get_view (page);
  TdWorkspace *workspace = td_documents_page_get_workspace (page);
  GtkWindow *window = GTK_WINDOW (td_window_of (GTK_WIDGET (page)));
  g_autofree char *text = role == TD_SIGN_ANNEX ? annex_text (workspace) : copy_text (workspace);
  GtkWidget *dialog;

  if (view == NULL || td_document_view_get_file (view) == NULL)
    return;
  dialog = td_sign_dialog_new_for_file (window, td_settings_of (window),
                                        td_document_view_get_file (view),
                                        td_document_view_get_name (view), role, text);
  g_signal_connect_object (dialog, "signed", G_CALLBACK (signed_cb), page, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
annex_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sign_text (user_data, TD_SIGN_ANNEX);
}

static void
copy_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sign_text (user_data, TD_SIGN_COPY);
}

static const GActionEntry entries[] = {
  { "sign-annex", annex_action },
  { "sign-copy", copy_action },
};

/**
 * td_document_copies_add:
 * @page: the page
 *
 * Gives the page the actions for annexes and copies.
 */
void
td_document_copies_add (TdDocumentsPage *page)
{
  g_action_map_add_action_entries (td_page_get_actions (TD_PAGE (page)), entries,
                                   G_N_ELEMENTS (entries), page);
}

/**
 * td_document_copies_update:
 * @page: the page
 *
 * An annex is a file from elsewhere; a copy is made of one, or of what was issued.
 */
void
td_document_copies_update (TdDocumentsPage *page)
{
  TdDocumentView *view = td_documents_page_get_view (page);
  GActionMap *map = td_page_get_actions (TD_PAGE (page));
  gboolean file = view != NULL && td_document_view_get_file (view) != NULL;
  gboolean foreign = file && td_document_view_get_id (view) == 0;
  const TdDocumentState *state = file ? td_document_view_get_state (view) : NULL;

  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "sign-annex")),
                               foreign);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "sign-copy")),
                               foreign || (file && state != NULL && state->row != NULL &&
                                           td_document_is_closed (state->row)));
}
