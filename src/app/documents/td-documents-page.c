/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-documents-page.h"

#include <glib/gi18n-lib.h>

#include "plan/td-plans-page.h"
#include "td-document-actions.h"
#include "td-document-list.h"
#include "td-edit.h"
#include "td-file-filter.h"
#include "td-numbers-window.h"
#include "td-plan-repository.h"
#include "td-window.h"

/* "Văn bản": the register, or one open document: of the register, or a PDF from elsewhere that was
 * dropped here to be verified. */
struct _TdDocumentsPage
{
  TdPage parent_instance;

  GtkStack *stack;
  TdDocumentList *list;
  TdDocumentView *view; /* NULL while the register is shown */
  TdWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (TdDocumentsPage, td_documents_page, TD_TYPE_PAGE)

/* What the button in the header says of the next act */
static const char *
next_label (const char *act)
{
  static const struct
  {
    const char *act;
    const char *label;
  } labels[] = {
    { TD_ACT_CHECK, N_ ("Check") },    { TD_ACT_SUBMIT, N_ ("Submit…") },
    { TD_ACT_NUMBER, N_ ("Number…") }, { TD_ACT_SIGN, N_ ("Sign…") },
    { TD_ACT_SEAL, N_ ("Seal…") },     { TD_ACT_SCAN, N_ ("Attach the Scan…") },
    { TD_ACT_ISSUE, N_ ("Issue…") },
  };

  for (guint i = 0; act != NULL && i < G_N_ELEMENTS (labels); i++)
    {
      if (g_str_equal (labels[i].act, act))
        return _ (labels[i].label);
    }

  return NULL;
}

static void
update_header (TdDocumentsPage *self)
{
  TdPage *page = TD_PAGE (self);
  const TdDocumentState *state =
      self->view != NULL ? td_document_view_get_state (self->view) : NULL;
  g_autofree char *symbol = NULL;
  g_autofree char *title = NULL;
  const char *label;

  td_document_actions_update (self);
  if (self->view == NULL)
    {
      td_page_set_title (page, _ ("Documents"));
      td_page_set_subtitle (page, NULL);
      td_page_set_primary (page, _ ("Verify a PDF…"), "page.open-foreign");
      return;
    }
  if (state == NULL)
    {
      td_page_set_title (page, td_document_view_get_id (self->view) == 0
                                   ? td_document_view_get_name (self->view)
                                   : _ ("Document"));
      td_page_set_subtitle (
          page, td_document_view_get_id (self->view) == 0 ? _ ("A file from elsewhere") : NULL);
      td_page_set_primary (page, NULL, NULL);
      return;
    }

  symbol = td_document_symbol (state->row);
  title =
      g_strdup_printf ("%s %s", state->row->type_name != NULL ? state->row->type_name : "", symbol);
  label = next_label (td_document_next_act (state->row));
  td_page_set_title (page, title);
  td_page_set_subtitle (page, state->row->subject);
  td_page_set_primary (page, label, label != NULL ? "page.next" : NULL);
}

static void
close_view (TdDocumentsPage *self)
{
  GtkWidget *view = GTK_WIDGET (self->view);

  if (view == NULL)
    return;
  self->view = NULL;
  gtk_stack_set_visible_child_name (self->stack, "list");
  gtk_stack_remove (self->stack, view);
}

static void
show_view (TdDocumentsPage *self, GtkWidget *view)
{
  GAction *guides = g_action_map_lookup_action (td_page_get_actions (TD_PAGE (self)), "guides");
  g_autoptr (GVariant) shown = g_action_get_state (guides);

  close_view (self);
  self->view = TD_DOCUMENT_VIEW (view);
  gtk_stack_add_named (self->stack, view, "document");
  gtk_stack_set_visible_child_name (self->stack, "document");
  g_signal_connect_object (view, "changed", G_CALLBACK (update_header), self, G_CONNECT_SWAPPED);
  td_document_view_set_guides (self->view, g_variant_get_boolean (shown));
  update_header (self);
  gtk_widget_grab_focus (view);
}

/**
 * td_documents_page_open:
 * @self: the page
 * @id: a document of the register
 *
 * Shows the document.
 */
void
td_documents_page_open (TdDocumentsPage *self, gint64 id)
{
  g_return_if_fail (TD_IS_DOCUMENTS_PAGE (self));

  if (self->view == NULL || td_document_view_get_id (self->view) != id)
    show_view (self, td_document_view_new (self->workspace, id));
}

/**
 * td_documents_page_show_file:
 * @self: the page
 * @file: a PDF that is in no register
 * @name: what it is called
 *
 * Shows the file and verifies it.
 */
void
td_documents_page_show_file (TdDocumentsPage *self, GBytes *file, const char *name)
{
  g_return_if_fail (TD_IS_DOCUMENTS_PAGE (self));

  show_view (self, td_document_view_new_for_file (file, name));
}

static void
drafted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDocumentsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  TdWindow *window = td_window_of (GTK_WIDGET (self));
  gint64 id;

  if (td_document_request_run_finish (result, &id, &error))
    td_documents_page_open (self, id);
  else if (window != NULL)
    td_window_show_error (window, _ ("The document could not be begun"), error);
}

/**
 * td_documents_page_issue_plan:
 * @self: the page
 * @plan_id: a plan
 *
 * Shows the document of a plan; begins one when there is none yet.
 */
void
td_documents_page_issue_plan (TdDocumentsPage *self, gint64 plan_id)
{
  gint64 id;
  TdDocumentRequest *request;

  g_return_if_fail (TD_IS_DOCUMENTS_PAGE (self));

  id = td_document_find_of_plan (td_workspace_get_connection (self->workspace), plan_id);
  if (id != 0)
    {
      td_documents_page_open (self, id);
      return;
    }
  request = td_document_request_new (TD_ACT_DRAFT, 0);
  request->plan_id = plan_id;
  td_document_request_run_async (request, self->workspace, drafted_cb, g_object_ref (self));
}

TdWorkspace *
td_documents_page_get_workspace (TdDocumentsPage *self)
{
  return self->workspace;
}

/**
 * td_documents_page_get_view:
 * @self: the page
 *
 * Returns: (nullable) (transfer none): the open document; %NULL while the register is shown
 */
TdDocumentView *
td_documents_page_get_view (TdDocumentsPage *self)
{
  return self->view;
}

/**
 * td_documents_page_get_year:
 * @self: the page
 *
 * Returns: the year the register shows, 0: all
 */
gint64
td_documents_page_get_year (TdDocumentsPage *self)
{
  return td_document_list_get_year (self->list);
}

static void
list_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdDocumentsPage *self = user_data;

  close_view (self);
  update_header (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
go_to_plans_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdWindow *window = td_window_of (GTK_WIDGET (user_data));

  td_window_show_page (window, "plans");
}

static void
go_to_plan_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdDocumentsPage *self = user_data;
  TdWindow *window = td_window_of (GTK_WIDGET (self));
  const TdDocumentState *state =
      self->view != NULL ? td_document_view_get_state (self->view) : NULL;
  TdPage *plans = td_window_get_page (window, "plans");

  if (state == NULL || plans == NULL)
    return;
  td_window_show_page (window, "plans");
  td_plans_page_open_plan (TD_PLANS_PAGE (plans), state->row->plan_id);
}

/* A new version: a copy of the plan, whose document takes the place of this one when it is issued
 */

typedef struct
{
  TdDocumentsPage *self; /* counted */
  gint64 replaces;
} Version;

static void
version_free (Version *version)
{
  g_object_unref (version->self);
  g_free (version);
}

static void
tell_version (Version *version, const GError *error)
{
  TdWindow *window = td_window_of (GTK_WIDGET (version->self));

  if (window != NULL)
    td_window_show_error (window, _ ("The new version could not be made"), error);
  version_free (version);
}

static void
version_drafted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Version *version = user_data;
  g_autoptr (GError) error = NULL;
  gint64 id;

  if (!td_document_request_run_finish (result, &id, &error))
    {
      tell_version (version, error);
      return;
    }
  td_documents_page_open (version->self, id);
  version_free (version);
}

static void
version_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Version *version = user_data;
  g_autoptr (GError) error = NULL;
  TdDocumentRequest *request;
  gint64 plan;

  if (!td_edit_run_finish (result, &plan, &error))
    {
      tell_version (version, error);
      return;
    }
  request = td_document_request_new (TD_ACT_DRAFT, 0);
  request->plan_id = plan;
  request->replaces_id = version->replaces;
  td_document_request_run_async (request, version->self->workspace, version_drafted_cb, version);
}

static gpointer
load_plan_cb (TdConnection *connection, gpointer data, GError **error)
{
  return td_plan_repository_load (connection, *(gint64 *) data, error);
}

static void
version_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Version *version = user_data;
  g_autoptr (GError) error = NULL;
  TdPlanData *plan = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);

  if (plan == NULL)
    {
      tell_version (version, error);
      return;
    }
  /* It is a draft: its number and date come when it is issued. */
  g_clear_pointer (&plan->plan->uid, g_free);
  g_clear_pointer (&plan->plan->number, g_free);
  g_clear_pointer (&plan->plan->status, g_free);
  g_clear_pointer (&plan->plan->issued_date, g_free);
  plan->plan->day = plan->plan->month = 0;
  td_edit_run_async (td_edit_new_save_plan (plan), version->self->workspace, version_saved_cb,
                     version);
}

static void
new_version_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdDocumentsPage *self = user_data;
  const TdDocumentState *state =
      self->view != NULL ? td_document_view_get_state (self->view) : NULL;
  gint64 plan = state != NULL ? state->row->plan_id : 0;
  Version *version;

  if (plan == 0)
    return;
  version = g_new0 (Version, 1);
  version->self = g_object_ref (self);
  version->replaces = state->row->row.id;
  td_workspace_read_async (self->workspace, load_plan_cb, g_memdup2 (&plan, sizeof plan), g_free,
                           (GDestroyNotify) td_plan_data_free, NULL, version_loaded_cb, version);
}

/* Files from elsewhere */

typedef struct
{
  TdDocumentsPage *self; /* counted */
  char *name;
} Opening;

static void
foreign_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Opening *opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = td_document_read_foreign_finish (result, &error);
  TdWindow *window = td_window_of (GTK_WIDGET (opening->self));

  if (file != NULL)
    td_documents_page_show_file (opening->self, file, opening->name);
  else if (window != NULL)
    td_window_show_error (window, _ ("The file could not be opened"), error);
  g_object_unref (opening->self);
  g_free (opening->name);
  g_free (opening);
}

static gboolean
open_foreign (TdDocumentsPage *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  Opening *opening;

  if (path == NULL)
    return FALSE;
  opening = g_new0 (Opening, 1);
  opening->self = g_object_ref (self);
  opening->name = g_path_get_basename (path);
  td_document_read_foreign_async (path, NULL, foreign_read_cb, opening);

  return TRUE;
}

static void
foreign_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (TdDocumentsPage) self = user_data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;

  if (file != NULL)
    open_foreign (self, file);
  g_object_unref (dialog);
}

static void
open_foreign_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Verify a PDF"), GTK_WINDOW (td_window_of (GTK_WIDGET (user_data))),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));

  td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("PDF files"), "pdf", NULL);
  g_signal_connect (dialog, "response", G_CALLBACK (foreign_chosen_cb), g_object_ref (user_data));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
numbers_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdDocumentsPage *self = user_data;

  gtk_window_present (GTK_WINDOW (
      td_numbers_window_new (GTK_WINDOW (td_window_of (GTK_WIDGET (self))), self->workspace)));
}

/* A PDF that is dropped while this page is in front is verified; the page of plans imports it. */
static gboolean
td_documents_page_open_files (TdPage *page, GListModel *files)
{
  TdDocumentsPage *self = TD_DOCUMENTS_PAGE (page);
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  if (lower == NULL || g_list_model_get_n_items (files) != 1 || !g_str_has_suffix (lower, ".pdf") ||
      !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;

  return open_foreign (self, file);
}

static void
td_documents_page_search_changed (TdPage *page, const char *text)
{
  td_document_list_search (TD_DOCUMENTS_PAGE (page)->list, text);
}

static gboolean
td_documents_page_begin_search (TdPage *page)
{
  TdDocumentsPage *self = TD_DOCUMENTS_PAGE (page);

  if (self->view == NULL)
    return FALSE;
  td_pdf_view_begin_search (td_document_view_get_pdf (self->view));

  return TRUE;
}

static void
activated_cb (TdDocumentsPage *self, gint64 id)
{
  td_documents_page_open (self, id);
}

static void
td_documents_page_dispose (GObject *object)
{
  TdDocumentsPage *self = TD_DOCUMENTS_PAGE (object);

  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_documents_page_parent_class)->dispose (object);
}

static gboolean
td_documents_page_focus_region (TdPage *page, int step)
{
  TdDocumentView *view = TD_DOCUMENTS_PAGE (page)->view;

  return view != NULL && td_document_view_focus_region (view, step);
}

static void
td_documents_page_class_init (TdDocumentsPageClass *klass)
{
  TdPageClass *page_class = TD_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_documents_page_dispose;
  page_class->search_changed = td_documents_page_search_changed;
  page_class->begin_search = td_documents_page_begin_search;
  page_class->open_files = td_documents_page_open_files;
  page_class->focus_region = td_documents_page_focus_region;
}

static const GActionEntry entries[] = {
  { "list", list_action },
  { "go-to-plan", go_to_plan_action },
  { "new-version", new_version_action },
  { "go-to-plans", go_to_plans_action },
  { "open-foreign", open_foreign_action },
  { "numbers", numbers_action },
};

static GMenuModel *
menu_new (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();
  g_autoptr (GMenu) acts = g_menu_new ();
  g_autoptr (GMenu) shown = g_menu_new ();
  g_autoptr (GMenu) forms = g_menu_new ();

  g_menu_append (shown, _ ("_Register of Documents"), "page.list");
  g_menu_append (shown, _ ("_Plan of the Document"), "page.go-to-plan");
  g_menu_append (shown, _ ("_Kept Numbers and Series…"), "page.numbers");
  g_menu_append (shown, _ ("_Frame the Places of Signature and Seal"), "page.guides");
  g_menu_append (files, _ ("_Verify a PDF File…"), "page.open-foreign");
  g_menu_append (files, _ ("Verify by A_nother Authority…"), "page.verify-with");
  g_menu_append (files, _ ("_Save the File, to Sign Elsewhere…"), "page.export-file");
  g_menu_append (files, _ ("_Take Back a Signed File…"), "page.import-signed");
  g_menu_append (files, _ ("Sign as an _Annex…"), "page.sign-annex");
  g_menu_append (files, _ ("Sign an Electronic _Copy…"), "page.sign-copy");
  g_menu_append (files, _ ("Pr_int…"), "page.print");
  g_menu_append (files, _ ("E_xport the Register…"), "page.export-register");
  g_menu_append (forms, _ ("_Number First, Then Sign"), "page.form::electronic");
  g_menu_append (forms, _ ("Sign First, Then N_umber"), "page.form::signature-first");
  g_menu_append (forms, _ ("On _Paper"), "page.form::paper");
  g_menu_append_submenu (acts, _ ("Wa_y of Signing"), G_MENU_MODEL (forms));
  g_menu_append (acts, _ ("_Data for the Archive…"), "page.describe");
  g_menu_append (acts, _ ("Make a New Version _of the Plan"), "page.new-version");
  g_menu_append (acts, _ ("Ret_urn to the Drafter…"), "page.return");
  g_menu_append (acts, _ ("_Withdraw…"), "page.withdraw");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (shown));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (acts));

  return G_MENU_MODEL (menu);
}

static void
td_documents_page_init (TdDocumentsPage *self)
{
  g_autoptr (GMenuModel) menu = menu_new ();

  g_action_map_add_action_entries (td_page_get_actions (TD_PAGE (self)), entries,
                                   G_N_ELEMENTS (entries), self);
  td_document_actions_add (self);
  self->stack = GTK_STACK (gtk_stack_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  td_page_set_searchable (TD_PAGE (self), TRUE);
  td_page_set_menu (TD_PAGE (self), menu);
}

/**
 * td_documents_page_new:
 * @workspace: whose register
 *
 * Returns: the page "Văn bản"
 */
TdPage *
td_documents_page_new (TdWorkspace *workspace)
{
  TdDocumentsPage *self = g_object_new (TD_TYPE_DOCUMENTS_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  self->list = TD_DOCUMENT_LIST (td_document_list_new (workspace));
  g_signal_connect_object (self->list, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->list), "list");
  update_header (self);

  return TD_PAGE (self);
}
