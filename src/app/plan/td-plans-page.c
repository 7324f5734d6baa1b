/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plans-page.h"

#include <glib/gi18n-lib.h>

#include "td-office-setup.h"
#include "td-plan-files.h"
#include "td-plan-import.h"
#include "td-plan-list.h"
#include "td-plan-repository.h"
#include "td-template-dialog.h"
#include "td-window.h"

struct _TdPlansPage
{
  TdPage parent_instance;

  TdWorkspace *workspace;
  GtkStack *stack;
  GtkWidget *list;
  TdPlanView *view; /* the open plan; NULL while the list is shown */
  GCancellable *importing;
};

G_DEFINE_FINAL_TYPE (TdPlansPage, td_plans_page, TD_TYPE_PAGE)

static void
set_enabled (TdPlansPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (td_page_get_actions (TD_PAGE (self)), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_header (TdPlansPage *self)
{
  g_autofree char *title = NULL;
  const TdPlanRow *plan;
  gboolean writable = !td_workspace_get_read_only (self->workspace);

  set_enabled (self, "list", self->view != NULL);
  set_enabled (self, "export", self->view != NULL);
  set_enabled (self, "print", self->view != NULL);
  set_enabled (self, "new-plan", writable);
  set_enabled (self, "duplicate", writable);
  set_enabled (self, "delete", writable);
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
  td_page_set_primary (TD_PAGE (self), _ ("Export as PDF…"), "page.export");
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
  gtk_stack_set_visible_child_name (self->stack, "list");
  close_view (self);
  update_header (self);
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

static gint64
current_plan (TdPlansPage *self)
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
  gint64 id = current_plan (self);

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
  gint64 id = current_plan (self);

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

static const GActionEntry entries[] = {
  { "list", list_action },
  { "new-plan", new_plan_action },
  { "duplicate", duplicate_action },
  { "delete", delete_action },
};

static void
td_plans_page_search_changed (TdPage *page, const char *text)
{
  TdPlansPage *self = TD_PLANS_PAGE (page);

  if (self->view != NULL)
    td_plan_view_set_search (self->view, text);
  else
    td_plan_list_search (TD_PLAN_LIST (self->list), text);
}

static void
td_plans_page_flush (TdPage *page)
{
  TdPlansPage *self = TD_PLANS_PAGE (page);

  if (self->view != NULL)
    td_plan_view_flush (self->view);
}

static gboolean
td_plans_page_focus_region (TdPage *page, int step)
{
  TdPlansPage *self = TD_PLANS_PAGE (page);

  return self->view != NULL && td_plan_view_focus_region (self->view, step);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdPlansPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TdPlanImport) import = td_plan_import_read_finish (result, &error);

  g_clear_object (&self->importing);
  if (import == NULL)
    {
      td_window_show_error (td_window_of (GTK_WIDGET (self)), _ ("The plan was not imported"),
                            error);
      return;
    }
  save_plan (self, td_plan_data_copy (import->plan));
}

static gboolean
td_plans_page_open_files (TdPage *page, GListModel *files)
{
  TdPlansPage *self = TD_PLANS_PAGE (page);
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL || self->importing != NULL)
    return FALSE;
  self->importing = g_cancellable_new ();
  td_plan_import_read_async (path, NULL, NULL, self->importing, imported_cb, g_object_ref (self));

  return TRUE;
}

static void
td_plans_page_dispose (GObject *object)
{
  TdPlansPage *self = TD_PLANS_PAGE (object);

  if (self->importing != NULL)
    g_cancellable_cancel (self->importing);
  g_clear_object (&self->importing);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_plans_page_parent_class)->dispose (object);
}

static void
td_plans_page_class_init (TdPlansPageClass *klass)
{
  TdPageClass *page_class = TD_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_plans_page_dispose;
  page_class->search_changed = td_plans_page_search_changed;
  page_class->focus_region = td_plans_page_focus_region;
  page_class->flush = td_plans_page_flush;
  page_class->open_files = td_plans_page_open_files;
}

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) plans = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();
  g_autoptr (GMenu) changes = g_menu_new ();

  g_menu_append (plans, _ ("_New Plan…"), "page.new-plan");
  g_menu_append (plans, _ ("_Import a Plan…"), "win.import");
  g_menu_append (files, _ ("_Export…"), "page.export");
  g_menu_append (files, _ ("_Print…"), "page.print");
  g_menu_append (changes, _ ("_Duplicate the Plan"), "page.duplicate");
  g_menu_append (changes, _ ("De_lete the Plan"), "page.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (plans));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
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
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  td_page_set_page_name (TD_PAGE (self), "plans");
  td_page_set_label (TD_PAGE (self), _ ("Plans"));
  td_page_set_icon_name (TD_PAGE (self), "td-plan-symbolic");
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
  update_header (self);

  return TD_PAGE (self);
}
