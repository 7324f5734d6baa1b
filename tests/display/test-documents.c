/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "documents/td-describe-dialog.h"
#include "documents/td-document-files.h"
#include "documents/td-document-view.h"
#include "documents/td-documents-page.h"
#include "documents/td-number-dialog.h"
#include "documents/td-sign-dialog.h"
#include "documents/td-signature-card.h"
#include "documents/td-signing-page.h"
#include "td-date-entry.h"
#include "td-test-office.h"

/* The page of documents: what it shows in every state, which action it offers next, and that all of
 * its dialogs can be made. A warning fails a test. */

typedef struct
{
  TdTestOffice base;
  TdWorkspace *workspace;
  GtkWidget *window;
  TdDocumentsPage *page;
  gint64 plan;
} Fixture;

static void
iterate_until (gboolean (*done) (gpointer), gpointer data)
{
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (!done (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

static gboolean
set_true (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
settle (void)
{
  gboolean done = FALSE;

  g_timeout_add (300, set_true, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  td_test_office_open_sample (&fixture->base);
  fixture->workspace = fixture->base.workspace;
  fixture->plan = td_test_office_plan (&fixture->base);
  fixture->window = adw_window_new ();
  fixture->page = TD_DOCUMENTS_PAGE (td_documents_page_new (fixture->workspace));
  gtk_widget_insert_action_group (fixture->window, "page",
                                  G_ACTION_GROUP (td_page_get_actions (TD_PAGE (fixture->page))));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1090, 750);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  td_test_office_clear (&fixture->base);
}

static const TdDocumentState *
state_of (Fixture *fixture)
{
  TdDocumentView *view = td_documents_page_get_view (fixture->page);

  return view != NULL ? td_document_view_get_state (view) : NULL;
}

typedef struct
{
  Fixture *fixture;
  const char *state;
  gboolean file;
} Wanted;

static gboolean
is_reached (gpointer data)
{
  Wanted *wanted = data;
  const TdDocumentState *state = state_of (wanted->fixture);

  return state != NULL && g_strcmp0 (state->row->state, wanted->state) == 0 &&
         (!wanted->file || state->file != NULL);
}

static void
wait_for (Fixture *fixture, const char *state, gboolean file)
{
  Wanted wanted = { fixture, state, file };

  g_test_message ("%s", state);
  iterate_until (is_reached, &wanted);
}

static void
run (Fixture *fixture, const char *act)
{
  g_autoptr (TdDocumentRequest) request =
      td_document_request_new (act, state_of (fixture)->row->row.id);
  g_autoptr (GError) error = NULL;

  td_document_request_run (request, fixture->workspace, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
is_enabled (Fixture *fixture, const char *action)
{
  return g_action_get_enabled (
      g_action_map_lookup_action (td_page_get_actions (TD_PAGE (fixture->page)), action));
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (td_document_work_finish (result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static gboolean
is_handed_out (gpointer data)
{
  const TdDocumentState *state = state_of (data);
  const TdDocumentActRow *last =
      state != NULL ? g_ptr_array_index (state->acts, state->acts->len - 1) : NULL;

  return last != NULL && g_strcmp0 (last->act, TD_ACT_EXPORT) == 0;
}

static gboolean
has_two_exports (gpointer data)
{
  const TdDocumentState *state = state_of (data);
  guint n = 0;

  for (guint i = 0; state != NULL && i < state->acts->len; i++)
    n += g_strcmp0 (((TdDocumentActRow *) g_ptr_array_index (state->acts, i))->act,
                    TD_ACT_EXPORT) == 0;

  return n == 2;
}

/* The file that is handed out is made for another program, once: after that somebody has it. */
static void
hand_out (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->base.folder, "portable.pdf", NULL);
  g_autofree char *before = g_strdup (state_of (fixture)->row->file_hash);
  g_autofree char *handed = NULL;
  g_autofree char *text = NULL;
  g_autofree char *written = NULL;
  gsize length;

  td_document_files_export (fixture->page, path);
  iterate_until (is_handed_out, fixture);
  handed = g_strdup (state_of (fixture)->row->file_hash);
  g_assert_cmpstr (handed, !=, before);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  written = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);
  g_assert_cmpstr (written, ==, handed);
  td_document_files_export (fixture->page, path);
  iterate_until (has_two_exports, fixture);
  g_assert_cmpstr (state_of (fixture)->row->file_hash, ==, handed);
  g_unlink (path);
}

/* From the plan to the file that waits for the leader: the header follows the state. */
static void
test_life (Fixture *fixture, gconstpointer data)
{
  TdPage *page = TD_PAGE (fixture->page);
  gboolean made = FALSE;

  g_assert_cmpstr (td_page_get_primary_action (page), ==, "page.open-foreign");
  g_assert_true (is_enabled (fixture, "print")); /* the register */
  td_documents_page_issue_plan (fixture->page, fixture->plan);
  wait_for (fixture, TD_DOCUMENT_DRAFT, FALSE);
  g_assert_cmpstr (td_page_get_primary_action (page), ==, "page.next");
  g_assert_true (is_enabled (fixture, "form"));
  g_assert_false (is_enabled (fixture, "export-file"));
  g_assert_false (is_enabled (fixture, "return"));

  /* The check runs at once and needs no question: the sample has no errors. */
  g_action_group_activate_action (G_ACTION_GROUP (td_page_get_actions (page)), "next", NULL);
  wait_for (fixture, TD_DOCUMENT_CHECKED, FALSE);
  run (fixture, TD_ACT_SUBMIT);
  wait_for (fixture, TD_DOCUMENT_SUBMITTED, FALSE);
  g_assert_false (is_enabled (fixture, "form"));
  g_assert_true (is_enabled (fixture, "return"));
  run (fixture, TD_ACT_NUMBER);
  wait_for (fixture, TD_DOCUMENT_NUMBERED, FALSE);
  td_document_prepare_async (fixture->workspace, state_of (fixture)->row, FALSE, made_cb, &made);
  iterate_until (is_true, &made);
  wait_for (fixture, TD_DOCUMENT_NUMBERED, TRUE);
  settle ();
  g_assert_true (is_enabled (fixture, "export-file"));
  g_assert_true (is_enabled (fixture, "import-signed"));
  g_assert_true (is_enabled (fixture, "print"));
  g_assert_nonnull (td_pdf_view_get_content (
      td_document_view_get_pdf (td_documents_page_get_view (fixture->page))));

  hand_out (fixture);
  settle ();
  g_assert_true (td_page_focus_region (page, 1));
  for (guint i = 0; i < 3 && td_page_focus_region (page, 1); i++)
    g_assert_cmpuint (i, <, 2);

  g_action_group_activate_action (G_ACTION_GROUP (td_page_get_actions (page)), "list", NULL);
  settle ();
  g_assert_null (td_documents_page_get_view (fixture->page));
  td_page_search_changed (page, "cai cach");
  settle ();
  td_page_search_changed (page, "không có");
  settle ();
}

/* RULE document-guard: what is not signed shows no picture of a signature or seal; a draft shows
 * the pages of the plan, which have none. */
static void
test_guard (Fixture *fixture, gconstpointer data)
{
  TdDocumentView *view;

  td_documents_page_issue_plan (fixture->page, fixture->plan);
  wait_for (fixture, TD_DOCUMENT_DRAFT, FALSE);
  settle ();
  view = td_documents_page_get_view (fixture->page);
  g_assert_null (td_document_view_get_file (view));
  g_assert_false (is_enabled (fixture, "verify"));
  td_document_view_set_guides (view, TRUE);
  settle ();
  td_document_view_set_guides (view, FALSE);
}

static GtkWidget *
find_child (GtkWidget *widget, gboolean (*is_it) (GtkWidget *))
{
  GtkWidget *found = is_it (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_child (child, is_it);

  return found;
}

static gboolean
is_date_entry (GtkWidget *widget)
{
  return TD_IS_DATE_ENTRY (widget);
}

static gboolean
is_save (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "suggested-action");
}

/* Types a day as a person writes it, and saves. */
static void
describe_due (GtkWidget *dialog, const char *text)
{
  TdDateEntry *date = TD_DATE_ENTRY (find_child (dialog, is_date_entry));
  GtkWidget *entry = td_date_entry_get_entry (date);

  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (find_child (dialog, is_save), "clicked");
  settle ();
}

static gboolean
is_described (gpointer data)
{
  const TdDocumentState *state = state_of (data);

  return state != NULL && g_strcmp0 (state->row->due_date, "2026-12-20") == 0;
}

static void
test_dialogs (Fixture *fixture, gconstpointer data)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      g_settings_schema_source_lookup (source, "vn.tiendo.TienDo", TRUE);
  g_autoptr (GSettings) settings = schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
  GtkWidget *number, *describe, *sign, *seal, *preferences;

  td_documents_page_issue_plan (fixture->page, fixture->plan);
  wait_for (fixture, TD_DOCUMENT_DRAFT, FALSE);
  number = td_number_dialog_new (GTK_WINDOW (fixture->window), fixture->workspace,
                                 state_of (fixture)->row);
  gtk_window_present (GTK_WINDOW (number));
  settle ();
  g_assert_cmpint (td_number_dialog_get_number (TD_NUMBER_DIALOG (number)), ==, 12);
  g_assert_nonnull (td_number_dialog_get_date (TD_NUMBER_DIALOG (number)));
  gtk_window_destroy (GTK_WINDOW (number));

  describe = td_describe_dialog_new (GTK_WINDOW (fixture->window), fixture->workspace,
                                     state_of (fixture)->row);
  gtk_window_present (GTK_WINDOW (describe));
  settle ();
  describe_due (describe, "32/12/2026");
  g_assert_true (gtk_widget_get_visible (describe));
  describe_due (describe, "20/12/2026");
  iterate_until (is_described, fixture);
  settle ();

  g_assert_nonnull (settings);
  sign = td_sign_dialog_new (GTK_WINDOW (fixture->window), settings, fixture->workspace,
                             state_of (fixture), TD_SIGN_PERSON);
  seal = td_sign_dialog_new (GTK_WINDOW (fixture->window), NULL, fixture->workspace,
                             state_of (fixture), TD_SIGN_ORGANISATION);
  gtk_window_present (GTK_WINDOW (sign));
  settle ();
  gtk_window_destroy (GTK_WINDOW (sign));
  gtk_window_destroy (GTK_WINDOW (seal));

  preferences = adw_preferences_window_new ();
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (preferences),
                              ADW_PREFERENCES_PAGE (td_signing_page_new (settings)));
  gtk_window_present (GTK_WINDOW (preferences));
  settle ();
  gtk_window_destroy (GTK_WINDOW (preferences));
}

static void
close_documents (Fixture *fixture)
{
  g_action_group_activate_action (G_ACTION_GROUP (td_page_get_actions (TD_PAGE (fixture->page))),
                                  "list", NULL);
  settle ();
}

/* On paper the scan comes in place of signatures. */
static void
test_paper (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) scan = g_bytes_new_static ("%PDF-1.4 scan", 13);
  TdDocumentRequest *request;
  gint64 old;

  td_documents_page_issue_plan (fixture->page, fixture->plan);
  wait_for (fixture, TD_DOCUMENT_DRAFT, FALSE);
  old = state_of (fixture)->row->row.id;
  request = td_document_request_new (TD_ACT_FORM, old);
  request->form = g_strdup (TD_DOCUMENT_PAPER);
  g_assert_true (td_document_request_run (request, fixture->workspace, NULL, NULL));
  td_document_request_free (request);
  run (fixture, TD_ACT_CHECK);
  run (fixture, TD_ACT_SUBMIT);
  run (fixture, TD_ACT_NUMBER);
  g_assert_false (is_enabled (fixture, "new-version"));
  td_documents_page_issue_plan (fixture->page, fixture->plan);
  g_assert_cmpint (td_document_view_get_id (td_documents_page_get_view (fixture->page)), ==, old);
  wait_for (fixture, TD_DOCUMENT_NUMBERED, FALSE);
  g_assert_false (is_enabled (fixture, "import-signed"));

  request = td_document_request_new (TD_ACT_SCAN, old);
  request->file = g_bytes_ref (scan);
  request->file_name = g_strdup ("ban-quet.pdf");
  g_assert_true (td_document_request_run (request, fixture->workspace, NULL, NULL));
  td_document_request_free (request);
  run (fixture, TD_ACT_ISSUE);
  close_documents (fixture);
  td_documents_page_open (fixture->page,
                          old + 1000); /* none: it shows nothing, and tells nothing */
  settle ();
  g_assert_null (state_of (fixture));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/documents/life", test_life },
    { "/documents/guard", test_guard },
    { "/documents/dialogs", test_dialogs },
    { "/documents/paper", test_paper },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
