/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-document-actions.h"

#include <glib/gi18n-lib.h>

#include "td-application.h"
#include "td-describe-dialog.h"
#include "td-document-copies.h"
#include "td-document-files.h"
#include "td-finding.h"
#include "td-number-dialog.h"
#include "td-plan-check.h"
#include "td-sign-dialog.h"
#include "td-window.h"

/* The acts: each is asked about where it has an effect outside, run where it takes time, and told
 * of when it failed. What comes after an act by itself (the file after the number) is done here. */

static TdWindow *
window_of (TdDocumentsPage *page)
{
  return td_window_of (GTK_WIDGET (page));
}

static const TdDocumentState *
state_of (TdDocumentsPage *page)
{
  TdDocumentView *view = td_documents_page_get_view (page);

  return view != NULL ? td_document_view_get_state (view) : NULL;
}

static void
tell (TdDocumentsPage *page, const char *heading, const GError *error)
{
  TdWindow *window = window_of (page);

  if (window != NULL && error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    td_window_show_error (window, heading, error);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDocumentsPage) page = user_data;
  g_autoptr (GError) error = NULL;

  if (!td_document_work_finish (result, &error))
    tell (page, _ ("The file of the document could not be made"), error);
}

/* The file is made as soon as all that is printed in it is known. */
static void
prepare_if_due (TdDocumentsPage *page, gint64 id)
{
  TdWorkspace *workspace = td_documents_page_get_workspace (page);
  TdIssuedDocumentRow *row = td_workspace_get_row (workspace, TD_KIND_ISSUED_DOCUMENT, id, NULL);

  if (row != NULL && row->file_hash == NULL && row->plan_id != 0 &&
      td_document_may (row, TD_ACT_PREPARE, NULL))
    td_document_prepare_async (workspace, row, FALSE, prepared_cb, g_object_ref (page));
  td_row_free (TD_KIND_ISSUED_DOCUMENT, row);
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDocumentsPage) page = user_data;
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  if (td_document_request_run_finish (result, &id, &error))
    prepare_if_due (page, id);
  else
    tell (page, _ ("This was not done"), error);
}

static void
run (TdDocumentsPage *page, TdDocumentRequest *request)
{
  td_document_request_run_async (request, td_documents_page_get_workspace (page), acted_cb,
                                 g_object_ref (page));
}

/* Questions */

typedef struct
{
  TdDocumentsPage *page; /* counted */
  TdDocumentRequest *request;
  GtkEditable *note; /* (nullable) */
} Question;

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;

  if (g_str_equal (response, "yes"))
    {
      const char *note = question->note != NULL ? gtk_editable_get_text (question->note) : "";

      if (*note != '\0')
        question->request->note = g_strdup (note);
      run (question->page, g_steal_pointer (&question->request));
    }
  td_document_request_free (question->request);
  g_object_unref (question->page);
  g_free (question);
}

static void
ask (TdDocumentsPage *page,
     TdDocumentRequest *request,
     const char *heading,
     const char *body,
     const char *yes,
     gboolean with_note,
     AdwResponseAppearance appearance)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window_of (page)), heading, body);
  Question *question = g_new0 (Question, 1);

  question->page = g_object_ref (page);
  question->request = request;
  if (with_note)
    {
      GtkWidget *entry = gtk_entry_new ();

      gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Reason"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Reason"), -1);
      adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
      question->note = GTK_EDITABLE (entry);
    }
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "no", _ ("_Cancel"), "yes", yes,
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "yes", appearance);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "yes");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "no");
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), question);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Checking */

typedef struct
{
  guint errors, warnings;
} Counts;

static gpointer
check_thread (TdConnection *connection, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) findings = td_plan_check_run (connection, *(gint64 *) data, error);
  Counts *counts;

  if (findings == NULL)
    return NULL;
  counts = g_new0 (Counts, 1);
  for (guint i = 0; i < findings->len; i++)
    {
      const TdFinding *finding = g_ptr_array_index (findings, i);

      counts->errors += finding->severity == TD_SEVERITY_ERROR;
      counts->warnings += finding->severity == TD_SEVERITY_WARNING;
    }

  return counts;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDocumentsPage) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree Counts *counts = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);
  const TdDocumentState *state = state_of (page);
  TdDocumentRequest *request;

  if (counts == NULL || state == NULL)
    {
      tell (page, _ ("The plan could not be checked"), error);
      return;
    }
  request = td_document_request_new (TD_ACT_CHECK, state->row->row.id);
  request->errors = counts->errors;
  request->warnings = counts->warnings;
  if (counts->errors == 0)
    {
      run (page, request);
      return;
    }

  {
    g_autofree char *body = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "The check found %u error in the plan. You can look at it on the tab Check of "
                     "the plan.",
                     "The check found %u errors in the plan. You can look at them on the tab Check "
                     "of the plan.",
                     counts->errors),
        counts->errors);

    request->force = TRUE;
    ask (page, request, _ ("There are errors in the plan"), body, _ ("_Go on All the Same"), TRUE,
         ADW_RESPONSE_DESTRUCTIVE);
  }
}

static void
check (TdDocumentsPage *page, const TdDocumentState *state)
{
  gint64 plan = state->row->plan_id;

  if (plan == 0)
    {
      run (page, td_document_request_new (TD_ACT_CHECK, state->row->row.id));
      return;
    }
  td_workspace_read_async (td_documents_page_get_workspace (page), check_thread,
                           g_memdup2 (&plan, sizeof plan), g_free, g_free, NULL, checked_cb,
                           g_object_ref (page));
}

/* Numbering */

typedef struct
{
  TdIssuedDocumentRow *row;
  GBytes *file;
  gint64 number;
  char *date;
} Fill;

static void
fill_free (gpointer data)
{
  Fill *fill = data;

  td_row_free (TD_KIND_ISSUED_DOCUMENT, fill->row);
  g_bytes_unref (fill->file);
  g_free (fill->date);
  g_free (fill);
}

static TdDocumentRequest *
fill_cb (gpointer data, GCancellable *cancellable, GError **error)
{
  Fill *fill = data;

  return td_document_file_fill (fill->row, fill->file, fill->number, fill->date, error);
}

typedef struct
{
  TdDocumentsPage *page;  /* counted */
  TdNumberDialog *dialog; /* counted */
} Numbering;

static void
numbered (Numbering *numbering, gboolean done, gint64 id, const GError *error)
{
  if (done)
    {
      gtk_window_destroy (GTK_WINDOW (numbering->dialog));
      prepare_if_due (numbering->page, id);
    }
  else
    td_number_dialog_show_error (numbering->dialog, error);
  g_object_unref (numbering->page);
  g_object_unref (numbering->dialog);
  g_free (numbering);
}

static void
numbered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = 0;
  gboolean done = td_document_request_run_finish (result, &id, &error);

  numbered (user_data, done, id, error);
}

static void
filled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean done = td_document_work_finish (result, &error);

  numbered (user_data, done, 0, error);
}

static void
number_chosen_cb (TdNumberDialog *dialog, TdDocumentsPage *page)
{
  const TdDocumentState *state = state_of (page);
  TdWorkspace *workspace = td_documents_page_get_workspace (page);
  Numbering *numbering;

  if (state == NULL)
    return;
  numbering = g_new0 (Numbering, 1);
  numbering->page = g_object_ref (page);
  numbering->dialog = g_object_ref (dialog);
  if (state->row->sign_first && state->file != NULL)
    {
      Fill *fill = g_new0 (Fill, 1);

      fill->row = td_row_copy (TD_KIND_ISSUED_DOCUMENT, state->row);
      fill->file = g_bytes_ref (state->file);
      fill->number = td_number_dialog_get_number (dialog);
      fill->date = g_strdup (td_number_dialog_get_date (dialog));
      td_document_work_async (workspace, fill_cb, fill, fill_free, NULL, filled_cb, numbering);
    }
  else
    {
      TdDocumentRequest *request = td_document_request_new (TD_ACT_NUMBER, state->row->row.id);

      request->number = td_number_dialog_get_number (dialog);
      request->date = g_strdup (td_number_dialog_get_date (dialog));
      td_document_request_run_async (request, workspace, numbered_cb, numbering);
    }
}

static void
number (TdDocumentsPage *page, const TdDocumentState *state)
{
  GtkWidget *dialog = td_number_dialog_new (GTK_WINDOW (window_of (page)),
                                            td_documents_page_get_workspace (page), state->row);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (number_chosen_cb), page, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Signing */

static void
sign (TdDocumentsPage *page, const TdDocumentState *state, TdSignRole role)
{
  TdWindow *window = window_of (page);

  if (state->file == NULL)
    {
      prepare_if_due (page, state->row->row.id);
      return;
    }
  gtk_window_present (
      GTK_WINDOW (td_sign_dialog_new (GTK_WINDOW (window), td_settings_of (GTK_WINDOW (window)),
                                      td_documents_page_get_workspace (page), state, role)));
}

/* Issuing */

static void
issue (TdDocumentsPage *page, const TdDocumentState *state)
{
  TdDocumentView *view = td_documents_page_get_view (page);
  const TdVerification *verification = td_document_view_get_verification (view);
  g_autofree char *symbol = td_document_symbol (state->row);
  g_autofree char *heading = g_strdup_printf (_ ("Issue document %s?"), symbol);
  g_autoptr (GError) error = NULL;
  gboolean paper = g_strcmp0 (state->row->form, TD_DOCUMENT_PAPER) == 0;

  if (!paper && verification == NULL)
    {
      td_document_view_verify (view);
      return;
    }
  if (!paper && !td_document_file_may_issue (state->row, verification, &error))
    {
      tell (page, _ ("The document cannot be issued"), error);
      return;
    }
  ask (page, td_document_request_new (TD_ACT_ISSUE, state->row->row.id), heading,
       !paper && !verification->valid
           ? _ ("Its signatures are intact, but the program does not know the authority that gave "
                "the certificates (Preferences → Signing). From now on the file and the plan never "
                "change; a new version can take their place.")
           : _ ("From now on the file and the plan never change; a new version can take their "
                "place, or the document can be withdrawn."),
       _ ("_Issue"), FALSE, ADW_RESPONSE_SUGGESTED);
}

static void
next_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdDocumentsPage *page = user_data;
  const TdDocumentState *state = state_of (page);
  const char *act = state != NULL ? td_document_next_act (state->row) : NULL;

  if (act == NULL)
    return;
  if (g_str_equal (act, TD_ACT_CHECK))
    check (page, state);
  else if (g_str_equal (act, TD_ACT_SUBMIT))
    ask (page, td_document_request_new (TD_ACT_SUBMIT, state->row->row.id),
         _ ("Submit for Signature?"),
         _ ("The plan is closed to changes while the leader reads it. It opens again when the "
            "document is returned."),
         _ ("_Submit"), FALSE, ADW_RESPONSE_SUGGESTED);
  else if (g_str_equal (act, TD_ACT_NUMBER))
    number (page, state);
  else if (g_str_equal (act, TD_ACT_SIGN))
    sign (page, state, TD_SIGN_PERSON);
  else if (g_str_equal (act, TD_ACT_SEAL))
    sign (page, state, TD_SIGN_ORGANISATION);
  else if (g_str_equal (act, TD_ACT_SCAN))
    td_document_files_attach (page);
  else if (g_str_equal (act, TD_ACT_ISSUE))
    issue (page, state);
}

static void
return_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const TdDocumentState *state = state_of (user_data);

  if (state != NULL)
    ask (user_data, td_document_request_new (TD_ACT_RETURN, state->row->row.id),
         _ ("Return to the Drafter?"),
         _ ("The number is given back and signatures are dropped; the plan can be changed again."),
         _ ("_Return"), TRUE, ADW_RESPONSE_DESTRUCTIVE);
}

static void
withdraw_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const TdDocumentState *state = state_of (user_data);

  if (state != NULL)
    ask (user_data, td_document_request_new (TD_ACT_WITHDRAW, state->row->row.id),
         _ ("Withdraw the Document?"),
         td_document_is_closed (state->row)
             ? _ ("It stays in the register with its number and file, marked as withdrawn.")
             : _ ("It was not issued yet: its number is given back and the plan can be changed "
                  "again."),
         _ ("_Withdraw"), TRUE, ADW_RESPONSE_DESTRUCTIVE);
}

static void
verify_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdDocumentView *view = td_documents_page_get_view (user_data);

  if (view != NULL)
    td_document_view_verify (view);
}

static void
guides_action (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  TdDocumentView *view = td_documents_page_get_view (user_data);

  g_simple_action_set_state (action, value);
  if (view != NULL)
    td_document_view_set_guides (view, g_variant_get_boolean (value));
}

static void
form_action (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  const TdDocumentState *state = state_of (user_data);
  const char *form = g_variant_get_string (value, NULL);
  TdDocumentRequest *request;

  if (state == NULL)
    return;
  request = td_document_request_new (TD_ACT_FORM, state->row->row.id);
  request->sign_first = g_str_equal (form, "signature-first");
  request->form =
      g_strdup (g_str_equal (form, TD_DOCUMENT_PAPER) ? TD_DOCUMENT_PAPER : TD_DOCUMENT_ELECTRONIC);
  run (user_data, request);
}

static void
describe_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const TdDocumentState *state = state_of (user_data);

  if (state != NULL)
    gtk_window_present (GTK_WINDOW (
        td_describe_dialog_new (GTK_WINDOW (window_of (user_data)),
                                td_documents_page_get_workspace (user_data), state->row)));
}

static const GActionEntry entries[] = {
  { "form", NULL, "s", "'electronic'", form_action },
  { "next", next_action },
  { "return", return_action },
  { "withdraw", withdraw_action },
  { "verify", verify_action },
  { "describe", describe_action },
  { "guides", NULL, NULL, "false", guides_action },
};

/**
 * td_document_actions_add:
 * @page: the page
 *
 * Gives the page its actions.
 */
void
td_document_actions_add (TdDocumentsPage *page)
{
  GActionMap *map = td_page_get_actions (TD_PAGE (page));

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), page);
  td_document_files_add (page);
  td_document_copies_add (page);
}

static void
set_enabled (TdDocumentsPage *page, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (td_page_get_actions (TD_PAGE (page)), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/**
 * td_document_actions_update:
 * @page: the page
 *
 * Enables what is possible with the open document now.
 */
void
td_document_actions_update (TdDocumentsPage *page)
{
  TdDocumentView *view = td_documents_page_get_view (page);
  const TdDocumentState *state = state_of (page);
  gboolean writable = !td_workspace_get_read_only (td_documents_page_get_workspace (page));
  gboolean document = state != NULL && writable;

  set_enabled (page, "form", document && td_document_may (state->row, TD_ACT_FORM, NULL));
  if (state != NULL)
    g_simple_action_set_state (
        G_SIMPLE_ACTION (g_action_map_lookup_action (td_page_get_actions (TD_PAGE (page)), "form")),
        g_variant_new_string (g_strcmp0 (state->row->form, TD_DOCUMENT_PAPER) == 0
                                  ? TD_DOCUMENT_PAPER
                              : state->row->sign_first ? "signature-first"
                                                       : TD_DOCUMENT_ELECTRONIC));
  set_enabled (page, "new-version",
               document && state->row->plan_id != 0 &&
                   g_strcmp0 (state->row->state, TD_DOCUMENT_ISSUED) == 0);
  set_enabled (page, "describe", document);
  set_enabled (page, "next", document && td_document_next_act (state->row) != NULL);
  set_enabled (page, "return", document && td_document_may (state->row, TD_ACT_RETURN, NULL));
  set_enabled (page, "withdraw", document && td_document_may (state->row, TD_ACT_WITHDRAW, NULL));
  set_enabled (page, "verify", view != NULL && td_document_view_get_file (view) != NULL);
  set_enabled (page, "verify-with", view != NULL && td_document_view_get_file (view) != NULL);
  set_enabled (page, "import-signed",
               document && td_document_may (state->row, TD_ACT_IMPORT, NULL));
  set_enabled (page, "export-file", view != NULL && td_document_view_get_file (view) != NULL);
  set_enabled (page, "print", view == NULL || td_document_view_get_file (view) != NULL);
  set_enabled (page, "go-to-plan", state != NULL && state->row->plan_id != 0);
  set_enabled (page, "list", view != NULL);
  td_document_copies_update (page);
}
