/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plans-page.h"

#include <glib/gi18n-lib.h>

#include "documents/td-documents-page.h"
#include "td-application.h"
#include "td-office-setup.h"
#include "td-plan-files.h"
#include "td-plan-importer.h"
#include "td-plan-list.h"
#include "td-plan-repository.h"
#include "td-plan-reviews.h"
#include "td-template-dialog.h"
#include "td-window.h"

/* Workspaces whose open plan is remembered */
#define MOST_REMEMBERED 20

struct _TdPlansPage
{
  TdPage parent_instance;

  TdWorkspace *workspace;
  GtkStack *stack;
  GtkWidget *list;
  TdPlanView *view; /* the open plan; NULL while the list is shown */
  TdPlanImporter *importer;
  gboolean was_shown;
  guint reopen_id;
};

G_DEFINE_FINAL_TYPE (TdPlansPage, td_plans_page, TD_TYPE_PAGE)

static void
set_enabled (TdPlansPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (td_page_get_actions (TD_PAGE (self)), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* What the header says while files come in; whether they do */
static gboolean
update_import_header (TdPlansPage *self)
{
  gboolean active = td_plan_importer_is_active (self->importer);
  gboolean reviewing = td_plan_importer_get_review (self->importer) != NULL;

  set_enabled (self, "save-import", reviewing);
  set_enabled (self, "discard-import", active);
  if (!active)
    return FALSE;

  set_enabled (self, "list", FALSE);
  set_enabled (self, "export", FALSE);
  set_enabled (self, "print", FALSE);
  set_enabled (self, "new-plan", FALSE);
  set_enabled (self, "duplicate", FALSE);
  set_enabled (self, "issue", FALSE);
  set_enabled (self, "delete", FALSE);
  set_enabled (self, "roll", FALSE);
  set_enabled (self, "compare", FALSE);
  set_enabled (self, "comments", FALSE);
  td_page_set_title (TD_PAGE (self), reviewing ? _ ("Review the Import") : _ ("Import"));
  td_page_set_subtitle (TD_PAGE (self),
                        reviewing ? _ ("Nothing is saved before you save the plan.") : NULL);
  td_page_set_primary (TD_PAGE (self), reviewing ? _ ("Save the Plan") : NULL,
                       reviewing ? "page.save-import" : NULL);

  return TRUE;
}

static void
update_header (TdPlansPage *self)
{
  g_autofree char *title = NULL;
  const TdPlanRow *plan;
  gboolean writable = !td_workspace_get_read_only (self->workspace);

  if (update_import_header (self))
    return;
  set_enabled (self, "list", self->view != NULL);
  set_enabled (self, "export", TRUE);
  set_enabled (self, "print", self->view != NULL);
  set_enabled (self, "new-plan", writable);
  set_enabled (self, "duplicate", writable);
  set_enabled (self, "issue", writable);
  set_enabled (self, "delete", writable);
  set_enabled (self, "roll", writable);
  set_enabled (self, "compare", self->view != NULL);
  set_enabled (self, "comments", self->view != NULL);
  if (self->view == NULL)
    {
      td_page_set_title (TD_PAGE (self), _ ("Plans"));
      td_page_set_subtitle (TD_PAGE (self), NULL);
      td_page_set_primary (TD_PAGE (self), _ ("Import a Plan…"), "win.import");
      return;
    }

  plan = td_record_get_row (td_plan_context_get_plan (td_plan_view_get_context (self->view)));
  title = plan->year > 0 ? g_strdup_printf (_ ("Plan for %d"), (int) plan->year)
                         : g_strdup (_ ("Plan"));
  td_page_set_title (TD_PAGE (self), title);
  td_page_set_subtitle (TD_PAGE (self), plan->title);
  td_page_set_primary (TD_PAGE (self), _ ("Submit…"), "page.issue");
}

static void
close_view (TdPlansPage *self)
{
  GtkWidget *view = GTK_WIDGET (self->view);

  if (view == NULL)
    return;
  self->view = NULL;
  gtk_stack_remove (self->stack, view);
}

/* Which plan is open, for the next time this workspace is opened; 0: the list */
static void
remember_plan (TdPlansPage *self, gint64 plan_id)
{
  TdWindow *window = td_window_of (GTK_WIDGET (self));
  GSettings *settings = window != NULL ? td_settings_of (GTK_WINDOW (window)) : NULL;
  const char *path = td_workspace_get_path (self->workspace);
  g_autoptr (GVariant) before = NULL;
  GVariantBuilder after;
  GVariantIter iter;
  const char *other;
  gint64 id;
  guint n = 1;

  if (settings == NULL || path == NULL)
    return;
  before = g_settings_get_value (settings, "last-plans");
  g_variant_builder_init (&after, G_VARIANT_TYPE ("a{sx}"));
  if (plan_id != 0)
    g_variant_builder_add (&after, "{sx}", path, plan_id);
  g_variant_iter_init (&iter, before);
  while (g_variant_iter_next (&iter, "{&sx}", &other, &id))
    {
      if (!g_str_equal (other, path) && n++ < MOST_REMEMBERED)
        g_variant_builder_add (&after, "{sx}", other, id);
    }
  g_settings_set_value (settings, "last-plans", g_variant_builder_end (&after));
}

static gboolean
reopen_cb (gpointer user_data)
{
  TdPlansPage *self = user_data;
  TdWindow *window = td_window_of (GTK_WIDGET (self));
  GSettings *settings = window != NULL ? td_settings_of (GTK_WINDOW (window)) : NULL;
  g_autoptr (GVariant) plans = NULL;
  gpointer row = NULL;
  gint64 id = 0;

  self->reopen_id = 0;
  if (settings == NULL || self->view != NULL || td_plan_importer_is_active (self->importer))
    return G_SOURCE_REMOVE;
  plans = g_settings_get_value (settings, "last-plans");
  if (g_variant_lookup (plans, td_workspace_get_path (self->workspace), "x", &id))
    row = td_workspace_get_row (self->workspace, TD_KIND_PLAN, id, NULL);
  if (row != NULL)
    td_plans_page_open_plan (self, id);
  td_row_free (TD_KIND_PLAN, row);

  return G_SOURCE_REMOVE;
}

/* The plan that was open last comes back, behind the first frame. */
static void
td_plans_page_shown (TdPage *page)
{
  TdPlansPage *self = TD_PLANS_PAGE (page);

  if (self->was_shown)
    return;
  self->was_shown = TRUE;
  self->reopen_id = g_idle_add_full (G_PRIORITY_LOW, reopen_cb, self, NULL);
}

/**
 * td_plans_page_open_plan:
 * @self: the page
 * @plan_id: a plan
 *
 * Shows the plan, ready to be edited.
 */
void
td_plans_page_open_plan (TdPlansPage *self, gint64 plan_id)
{
  g_return_if_fail (TD_IS_PLANS_PAGE (self));

  if (self->view != NULL && td_plan_view_get_plan_id (self->view) == plan_id)
    return;
  close_view (self);
  self->view = TD_PLAN_VIEW (td_plan_view_new (self->workspace, plan_id));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->view), "plan");
  gtk_stack_set_visible_child_name (self->stack, "plan");
  g_signal_connect_object (td_plan_context_get_plan (td_plan_view_get_context (self->view)),
                           "changed", G_CALLBACK (update_header), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (td_plan_context_get_plan (td_plan_view_get_context (self->view)),
                           "deleted", G_CALLBACK (td_plans_page_show_list), self,
                           G_CONNECT_SWAPPED);
  remember_plan (self, plan_id);
  update_header (self);
}

/**
 * td_plans_page_show_list:
 * @self: the page
 *
 * Closes the open plan and shows all plans.
 */
void
td_plans_page_show_list (TdPlansPage *self)
{
  if (self->view != NULL)
    td_plan_list_select (TD_PLAN_LIST (self->list), td_plan_view_get_plan_id (self->view));
  gtk_stack_set_visible_child_name (self->stack, "list");
  close_view (self);
  remember_plan (self, 0);
  update_header (self);
  if (gtk_widget_get_mapped (self->list))
    gtk_widget_grab_focus (self->list);
}

/**
 * td_plans_page_get_view:
 * @self: the page
 *
 * Returns: (nullable) (transfer none): the open plan, NULL while the list is shown
 */
TdPlanView *
td_plans_page_get_view (TdPlansPage *self)
{
  return self->view;
}

static void
plan_activated_cb (TdPlansPage *self, gint64 plan_id)
{
  td_plans_page_open_plan (self, plan_id);
}

static void
list_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  td_plans_page_show_list (user_data);
}

/**
 * td_plans_page_get_plan:
 * @self: the page
 *
 * Returns: the id of the open plan, else of the one that is selected in the list; 0 for none
 */
gint64
td_plans_page_get_plan (TdPlansPage *self)
{
  return self->view != NULL ? td_plan_view_get_plan_id (self->view)
                            : td_plan_list_get_selected (TD_PLAN_LIST (self->list));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdPlansPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 id;

  if (td_edit_run_finish (result, &id, &error))
    td_plans_page_open_plan (self, id);
  else
    td_window_show_error (td_window_of (GTK_WIDGET (self)), _ ("The plan was not saved"), error);
}

static void
save_plan (TdPlansPage *self, TdPlanData *data)
{
  td_edit_run_async (td_edit_new_save_plan (data), self->workspace, saved_cb, g_object_ref (self));
}

static gpointer
load_plan (TdConnection *connection, gpointer data, GError **error)
{
  return td_plan_repository_load (connection, *(gint64 *) data, error);
}

static void
loaded_for_copy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdPlansPage) self = user_data;
  g_autoptr (GError) error = NULL;
  TdPlanData *data = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);

  if (data == NULL)
    {
      td_window_show_error (td_window_of (GTK_WIDGET (self)), _ ("The plan was not copied"), error);
      return;
    }
  /* A copy is a new draft: its number and date come when it is issued. */
  g_clear_pointer (&data->plan->uid, g_free);
  g_clear_pointer (&data->plan->number, g_free);
  g_clear_pointer (&data->plan->status, g_free);
  save_plan (self, data);
}

static void
duplicate_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdPlansPage *self = user_data;
  gint64 id = td_plans_page_get_plan (self);

  if (id != 0)
    td_workspace_read_async (self->workspace, load_plan, g_memdup2 (&id, sizeof id), g_free,
                             (GDestroyNotify) td_plan_data_free, NULL, loaded_for_copy_cb,
                             g_object_ref (self));
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdPlansPage) self = user_data;
  g_autoptr (GError) error = NULL;
  TdWindow *window = td_window_of (GTK_WIDGET (self));

  if (!td_edit_run_finish (result, NULL, &error))
    td_window_show_error (window, _ ("The plan was not deleted"), error);
  else
    td_window_toast_undo (window, _ ("The plan was deleted"));
}

static void
delete_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdPlansPage *self = user_data;
  gint64 id = td_plans_page_get_plan (self);

  if (id == 0)
    return;
  td_plans_page_show_list (self);
  td_edit_run_async (td_edit_new_delete_plan (id), self->workspace, deleted_cb,
                     g_object_ref (self));
}

static void
template_chosen_cb (TdPlansPage *self, const char *key, int year)
{
  g_autoptr (GError) error = NULL;
  TdPlanData *data = td_office_load_template (key, year, &error);

  if (data != NULL)
    save_plan (self, data);
  else
    td_window_show_error (td_window_of (GTK_WIDGET (self)), _ ("The plan was not made"), error);
}

static void
new_plan_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdPlansPage *self = user_data;
  GtkWidget *dialog = td_template_dialog_new (GTK_WINDOW (td_window_of (GTK_WIDGET (self))));

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (template_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
td_plans_page_search_changed (TdPage *page, const char *text)
{
  TdPlansPage *self = TD_PLANS_PAGE (page);

  TdImportReview *review = td_plan_importer_get_review (self->importer);

  if (review != NULL)
    td_import_review_search (review, text);
  else if (self->view != NULL)
    td_plan_view_set_search (self->view, text);
  else
    td_plan_list_search (TD_PLAN_LIST (self->list), text);
}

static void
td_plans_page_flush (TdPage *page)
{
  TdPlansPage *self = TD_PLANS_PAGE (page);

  TdImportReview *review = td_plan_importer_get_review (self->importer);

  if (review != NULL)
    td_import_review_flush (review);
  if (self->view != NULL)
    td_plan_view_flush (self->view);
}

static gboolean
td_plans_page_focus_region (TdPage *page, int step)
{
  TdPlansPage *self = TD_PLANS_PAGE (page);

  TdImportReview *review = td_plan_importer_get_review (self->importer);

  if (review != NULL)
    return td_import_review_focus_region (review, step);

  return self->view != NULL && td_plan_view_focus_region (self->view, step);
}

/* Importing */

static void
import_changed_cb (TdPlansPage *self)
{
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->importer));
  update_header (self);
}

/* Back to where the import began, or to the plan that came of it */
static void
import_finished_cb (TdPlansPage *self, gint64 plan_id)
{
  gtk_stack_set_visible_child_name (self->stack, self->view != NULL ? "plan" : "list");
  update_header (self);
  if (plan_id != 0)
    td_plans_page_open_plan (self, plan_id);
}

static void
save_import_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  td_plan_importer_save (TD_PLANS_PAGE (user_data)->importer);
}

static void
discard_import_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  td_plan_importer_discard (TD_PLANS_PAGE (user_data)->importer);
}

static gboolean
td_plans_page_open_files (TdPage *page, GListModel *files)
{
  TdPlansPage *self = TD_PLANS_PAGE (page);

  if (td_workspace_get_read_only (self->workspace))
    return FALSE;
  td_plans_page_flush (page);
  td_plan_importer_add_files (self->importer, files);

  return td_plan_importer_is_active (self->importer);
}

static gboolean
td_plans_page_step_back (TdPage *page, int step)
{
  TdPlansPage *self = TD_PLANS_PAGE (page);
  TdImportReview *review = td_plan_importer_get_review (self->importer);
  TdReviewModel *model = review != NULL ? td_import_review_get_model (review) : NULL;

  if (model == NULL)
    return td_plan_importer_is_active (self->importer);
  td_import_review_flush (review);
  if (step > 0)
    td_review_model_undo (model);
  else
    td_review_model_redo (model);

  return TRUE;
}

/* An action of the page: inside a GtkPaned F8 would move the focus to its handle. */
static void
preview_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdPlansPage *self = user_data;

  if (self->view != NULL)
    td_plan_view_toggle_preview (self->view);
}

/* The document of the plan has its own page; typing that is not written yet goes with it. */
static void
issue_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdPlansPage *self = user_data;
  TdWindow *window = td_window_of (GTK_WIDGET (self));
  gint64 id = td_plans_page_get_plan (self);
  TdPage *documents = td_window_get_page (window, "documents");

  if (id == 0 || documents == NULL)
    return;
  td_window_flush (window);
  td_window_show_page (window, "documents");
  td_documents_page_issue_plan (TD_DOCUMENTS_PAGE (documents), id);
}

static const GActionEntry entries[] = {
  { "issue", issue_action },
  { "list", list_action },
  { "preview", preview_action },
  { "new-plan", new_plan_action },
  { "duplicate", duplicate_action },
  { "delete", delete_action },
  { "save-import", save_import_action },
  { "discard-import", discard_import_action },
};

static void
td_plans_page_dispose (GObject *object)
{
  TdPlansPage *self = TD_PLANS_PAGE (object);

  g_clear_handle_id (&self->reopen_id, g_source_remove);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_plans_page_parent_class)->dispose (object);
}

static void
td_plans_page_class_init (TdPlansPageClass *klass)
{
  TdPageClass *page_class = TD_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_plans_page_dispose;
  page_class->shown = td_plans_page_shown;
  page_class->search_changed = td_plans_page_search_changed;
  page_class->focus_region = td_plans_page_focus_region;
  page_class->flush = td_plans_page_flush;
  page_class->open_files = td_plans_page_open_files;
  page_class->step_back = td_plans_page_step_back;
}

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) plans = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();
  g_autoptr (GMenu) reviews = g_menu_new ();
  g_autoptr (GMenu) changes = g_menu_new ();

  g_menu_append (plans, _ ("_New Plan…"), "page.new-plan");
  g_menu_append (plans, _ ("_Import a Plan…"), "win.import");
  g_menu_append (files, _ ("_Document of the Plan…"), "page.issue");
  g_menu_append (files, _ ("_Export…"), "page.export");
  g_menu_append (files, _ ("_Print…"), "page.print");
  g_menu_append (reviews, C_ ("menu", "Plan of the Next _Year…"), "page.roll");
  g_menu_append (reviews, _ ("_Compare…"), "page.compare");
  g_menu_append (reviews, _ ("Co_mments…"), "page.comments");
  g_menu_append (changes, _ ("_Duplicate the Plan"), "page.duplicate");
  g_menu_append (changes, C_ ("menu", "De_lete the Plan"), "page.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (plans));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (reviews));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (changes));

  return G_MENU_MODEL (menu);
}

static void
td_plans_page_init (TdPlansPage *self)
{
  g_autoptr (GMenuModel) menu = make_menu ();

  g_action_map_add_action_entries (td_page_get_actions (TD_PAGE (self)), entries,
                                   G_N_ELEMENTS (entries), self);
  td_plan_files_add_actions (self);
  td_plan_reviews_add_actions (self);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  td_page_set_searchable (TD_PAGE (self), TRUE);
  td_page_set_menu (TD_PAGE (self), menu);
}

/**
 * td_plans_page_new:
 * @workspace: whose plans
 *
 * Returns: the page "Kế hoạch"
 */
TdPage *
td_plans_page_new (TdWorkspace *workspace)
{
  TdPlansPage *self = g_object_new (TD_TYPE_PLANS_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  self->list = td_plan_list_new (workspace);
  g_signal_connect_object (self->list, "activated", G_CALLBACK (plan_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, self->list, "list");
  self->importer = TD_PLAN_IMPORTER (td_plan_importer_new (workspace));
  g_signal_connect_object (self->importer, "changed", G_CALLBACK (import_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->importer, "finished", G_CALLBACK (import_finished_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->importer), "import");
  update_header (self);

  return TD_PAGE (self);
}
