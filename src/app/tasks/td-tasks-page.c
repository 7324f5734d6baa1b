/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-tasks-page.h"

#include <glib/gi18n-lib.h>

#include "td-application.h"
#include "td-date.h"
#include "td-tasks-page-private.h"
#include "td-window.h"

/* All tasks of all plans and those given from above: filters, groups, a table or a timeline.
 *
 * The filter is asked of the index on the reader thread without its looks; the model applies those,
 * so that every chip can say how many there are. The first answer decides which year is shown. */

G_DEFINE_FINAL_TYPE (TdTasksPage, td_tasks_page, TD_TYPE_PAGE)

static gboolean
is_filtered (TdTasksPage *self)
{
  const TdTaskFilter *filter = self->filter;

  return filter->looks != 0 || filter->statuses != 0 || filter->unit != NULL ||
         filter->area != NULL || filter->due_within >= 0 || filter->due_from != NULL ||
         filter->due_to != NULL || filter->text != NULL || filter->excused;
}

static void
show_empty (TdTasksPage *self)
{
  g_autofree char *title = NULL;

  if (is_filtered (self))
    {
      title = self->filter->text != NULL
                  ? g_strdup_printf (_ ("“%s” not found"), self->filter->text)
                  : g_strdup (_ ("No task like that"));
      adw_status_page_set_title (self->empty_page, title);
      adw_status_page_set_description (self->empty_page, NULL);
      gtk_button_set_label (self->empty_button, _ ("Remove the Filter"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button), "page.clear-filter");
    }
  else
    {
      adw_status_page_set_title (self->empty_page, _ ("No tasks yet"));
      adw_status_page_set_description (self->empty_page,
                                       _ ("Tasks come from the plans and from above."));
      gtk_button_set_label (self->empty_button, _ ("Open the Plans"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button), "page.show-plans");
    }
}

static void
show_subtitle (TdTasksPage *self)
{
  guint n = td_task_model_get_n_tasks (self->model);
  g_autofree char *count =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u task", "%u tasks", n), n);
  GtkStringObject *scope = gtk_drop_down_get_selected_item (self->scope_drop);
  g_autofree char *subtitle =
      scope != NULL ? g_strdup_printf ("%s · %s", gtk_string_object_get_string (scope), count)
                    : g_strdup (count);

  td_page_set_subtitle (TD_PAGE (self), subtitle);
}

static void
show_result (TdTasksPage *self)
{
  gboolean empty = td_task_model_get_n_tasks (self->model) == 0;

  td_task_chips_update (self->chips, self->model, self->filter->looks);
  td_task_list_view_set_sort (self->list, self->filter->sort, self->filter->descending);
  td_page_set_badge (TD_PAGE (self), td_task_model_count_look (self->model, TD_TASK_LOOK_OVERDUE));
  if (empty)
    {
      show_empty (self);
      gtk_stack_set_visible_child_name (self->stack, "empty");
    }
  else
    td_tasks_page_show_list (self);
  show_subtitle (self);
  if (self->wanted != 0 && td_task_list_view_select (self->list, self->wanted))
    self->wanted = 0;
  td_task_list_view_keep_selection (self->list);
  td_follow_panel_refresh (self->panel);
  td_tasks_page_update_actions (self);
}

/* The first answer: the year that is going on, or the newest there is. */
static gboolean
choose_scope (TdTasksPage *self, const TdTaskResult *result)
{
  gint64 year;

  if (self->scope_chosen)
    return FALSE;
  self->scope_chosen = TRUE;
  year = td_task_scope_newest_year (result->snapshot, result->as_of);
  if (year <= 0)
    return FALSE;
  td_task_columns_show_year (self->columns, (int) year);
  self->filter->year = year;
  td_tasks_page_fill_choices (self, result->snapshot);

  return TRUE;
}

static void
query_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *answer, gpointer user_data)
{
  g_autoptr (TdTasksPage) self = user_data;
  g_autoptr (GError) error = NULL;
  TdTaskResult *result;

  if (self->source == NULL)
    return;
  result = td_task_index_query_finish (td_task_source_get_index (self->source), answer, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (result == NULL)
    {
      adw_status_page_set_description (self->error_page, error->message);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }
  if (choose_scope (self, result))
    {
      td_task_result_free (result);
      td_tasks_page_refresh (self);
      return;
    }
  td_tasks_page_fill_choices (self, result->snapshot);
  td_task_columns_set_today (self->columns, result->as_of);
  td_task_model_set_result (self->model, result, self->filter->looks);
  show_result (self);
}

/**
 * td_tasks_page_refresh:
 * @self: the page
 *
 * Asks for the tasks of the filter again; a later call overtakes an earlier one.
 */
void
td_tasks_page_refresh (TdTasksPage *self)
{
  g_autoptr (TdTaskFilter) asked = NULL;
  GDate today;

  if (self->source == NULL || !self->shown)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  asked = td_task_filter_copy (self->filter);
  asked->looks = 0;
  td_date_today (&today);
  td_task_index_query_async (td_task_source_get_index (self->source), asked, &today,
                             self->cancellable, query_cb, g_object_ref (self));
}

typedef struct
{
  TdTasksPage *page;
  char *done;
} Edited;

static void
edited_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  Edited *edited = user_data;
  g_autoptr (GError) error = NULL;
  TdWindow *window = td_window_of (GTK_WIDGET (edited->page));

  if (td_edit_run_finish (result, NULL, &error))
    {
      if (window != NULL && edited->done != NULL)
        td_window_toast_undo (window, edited->done);
    }
  else
    {
      if (window != NULL)
        td_window_show_error (window, _ ("The task could not be changed"), error);
      td_tasks_page_refresh (edited->page);
    }
  g_object_unref (edited->page);
  g_free (edited->done);
  g_free (edited);
}

/**
 * td_tasks_page_edit:
 * @self: the page
 * @edit: (transfer full): what to change
 * @done: (nullable): said when it is in the file, with an offer to undo it
 *
 * Runs an edit; an error is shown.
 */
void
td_tasks_page_edit (TdTasksPage *self, TdEdit *edit, const char *done)
{
  Edited *edited = g_new0 (Edited, 1);

  edited->page = g_object_ref (self);
  edited->done = g_strdup (done);
  td_edit_run_async (edit, self->workspace, edited_cb, edited);
}

/**
 * td_tasks_page_set_filter_text:
 * @self: the page
 * @text: the text form of a filter; year and groups stay when it does not name others
 *
 * Shows the tasks behind a figure or a saved filter.
 */
void
td_tasks_page_set_filter_text (TdTasksPage *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  TdTaskFilter *filter;

  g_return_if_fail (TD_IS_TASKS_PAGE (self));

  filter = td_task_filter_from_text (text, &error);
  if (filter == NULL)
    {
      g_message ("filter “%s”: %s", text, error->message);
      return;
    }
  if (filter->year == 0 && filter->plan_id == 0 && strstr (text, "year=0") == NULL)
    {
      filter->year = self->filter->year;
      filter->plan_id = self->filter->plan_id;
    }
  else
    self->scope_chosen = TRUE;
  if (strstr (text, "group=") == NULL)
    filter->group_by = self->filter->group_by;
  td_task_filter_free (self->filter);
  self->filter = filter;
  if (td_task_model_get_result (self->model) != NULL)
    td_tasks_page_fill_choices (self, td_task_model_get_result (self->model)->snapshot);
  td_tasks_page_update_arrange_menu (self);
  td_tasks_page_refresh (self);
}

/**
 * td_tasks_page_show_task:
 * @self: the page
 * @task_id: a task
 *
 * Chooses a task as soon as it is listed.
 */
void
td_tasks_page_show_task (TdTasksPage *self, gint64 task_id)
{
  g_return_if_fail (TD_IS_TASKS_PAGE (self));

  self->wanted = task_id;
  if (td_task_list_view_select (self->list, task_id))
    self->wanted = 0;
}

static void
td_tasks_page_shown (TdPage *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));

  if (GTK_IS_WINDOW (root))
    td_tasks_page_recall_view (TD_TASKS_PAGE (page), td_settings_of (GTK_WINDOW (root)));
  TD_TASKS_PAGE (page)->shown = TRUE;
  td_tasks_page_refresh (TD_TASKS_PAGE (page));
}

static void
td_tasks_page_hidden (TdPage *page)
{
  TD_TASKS_PAGE (page)->shown = FALSE;
}

static void
td_tasks_page_search_changed (TdPage *page, const char *text)
{
  TdTasksPage *self = TD_TASKS_PAGE (page);
  const char *wanted = text != NULL && *text != '\0' ? text : NULL;

  if (g_strcmp0 (self->filter->text, wanted) == 0)
    return;
  g_free (self->filter->text);
  self->filter->text = g_strdup (wanted);
  td_tasks_page_refresh (self);
}

static gboolean
td_tasks_page_focus_region (TdPage *page, int step)
{
  TdTasksPage *self = TD_TASKS_PAGE (page);
  GtkWidget *regions[] = { GTK_WIDGET (self->chips), GTK_WIDGET (self->list),
                           GTK_WIDGET (self->panel) };
  GtkWidget *focus = GTK_WIDGET (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  int at = step > 0 ? -1 : (int) G_N_ELEMENTS (regions);

  for (guint i = 0; focus != NULL && i < G_N_ELEMENTS (regions); i++)
    {
      if (gtk_widget_is_ancestor (focus, regions[i]))
        at = (int) i;
    }
  for (at += step; at >= 0 && at < (int) G_N_ELEMENTS (regions); at += step)
    {
      if (gtk_widget_get_mapped (regions[at]) &&
          gtk_widget_child_focus (regions[at], GTK_DIR_TAB_FORWARD))
        return TRUE;
    }

  return FALSE;
}

static void
td_tasks_page_dispose (GObject *object)
{
  TdTasksPage *self = TD_TASKS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);
  g_clear_object (&self->source);
  g_clear_object (&self->model);
  g_clear_object (&self->columns);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_tasks_page_parent_class)->dispose (object);
}

static void
td_tasks_page_finalize (GObject *object)
{
  TdTasksPage *self = TD_TASKS_PAGE (object);

  g_clear_pointer (&self->scopes, g_array_unref);
  td_task_filter_free (self->filter);

  G_OBJECT_CLASS (td_tasks_page_parent_class)->finalize (object);
}

static void
td_tasks_page_class_init (TdTasksPageClass *klass)
{
  TdPageClass *page_class = TD_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_tasks_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_tasks_page_finalize;
  page_class->shown = td_tasks_page_shown;
  page_class->hidden = td_tasks_page_hidden;
  page_class->search_changed = td_tasks_page_search_changed;
  page_class->focus_region = td_tasks_page_focus_region;
}

static void
td_tasks_page_init (TdTasksPage *self)
{
  self->filter = td_task_filter_new ();
  self->filter->group_by = TD_TASK_GROUP_AREA;
  self->columns = td_task_columns_new ();
  td_page_set_title (TD_PAGE (self), _ ("Tasks"));
  td_page_set_searchable (TD_PAGE (self), TRUE);
}

/**
 * td_tasks_page_new:
 * @workspace: the workspace
 *
 * Returns: the page of all tasks
 */
TdPage *
td_tasks_page_new (TdWorkspace *workspace)
{
  TdTasksPage *self = g_object_new (TD_TYPE_TASKS_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  self->source = td_task_source_of (workspace);
  self->model = td_task_model_new (workspace);
  td_tasks_page_build (self);
  td_tasks_page_install_actions (self);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (td_tasks_page_refresh), self,
                           G_CONNECT_SWAPPED);

  return TD_PAGE (self);
}
