/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "td-plan-reviews.h"

#include <glib/gi18n-lib.h>

#include "td-changes-window.h"
#include "td-comments-window.h"
#include "td-compare-window.h"
#include "td-plan-review.h"
#include "td-roll-dialog.h"
#include "td-window.h"

/* A new plan on its way into the workspace */
typedef struct
{
  TdPlansPage *page;
  GPtrArray *changes;
} Made;

static void
made_free (Made *made)
{
  g_object_unref (made->page);
  g_clear_pointer (&made->changes, g_ptr_array_unref);
  g_free (made);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Made, made_free)

/* The rows of the plan have other ids in the file than while it was made: the same row stands at
 * the same place of its kind. */
static void
map_ids (GPtrArray *changes, const TdPlanData *made, const TdPlanData *saved)
{
  for (guint i = 0; i < changes->len; i++)
    {
      TdRollChange *change = g_ptr_array_index (changes, i);

      for (guint n = 0; change->id != 0 && change->kind != TD_KIND_PLAN &&
                        n < td_plan_data_count (made, change->kind);
           n++)
        {
          const TdRow *row = td_plan_data_nth (made, change->kind, n);
          const TdRow *real = td_plan_data_nth (saved, change->kind, n);

          if (row->id != change->id)
            continue;
          change->id = real != NULL ? real->id : 0;
          break;
        }
    }
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Made) made = user_data;
  TdPlanData *data = g_object_get_data (G_OBJECT (made->page), "td-rolled-plan");
  TdWindow *window = td_window_of (GTK_WIDGET (made->page));
  g_autoptr (GError) error = NULL;
  g_autoptr (TdPlanData) saved = NULL;
  gint64 id;

  if (!td_edit_run_finish (result, &id, &error))
    {
      td_window_show_error (window, _ ("The plan was not made"), error);
      return;
    }
  saved = td_plan_review_load (td_window_get_workspace (window), id, &error);
  if (saved != NULL && data != NULL)
    map_ids (made->changes, data, saved);
  g_object_set_data (G_OBJECT (made->page), "td-rolled-plan", NULL);
  td_plans_page_open_plan (made->page, id);
  gtk_window_present (GTK_WINDOW (td_changes_window_new (
      GTK_WINDOW (window), td_plans_page_get_view (made->page), made->changes)));
}

static void
rolled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Made) made = user_data;
  TdWorkspace *workspace = TD_WORKSPACE (source);
  g_autoptr (GError) error = NULL;
  TdPlanData *data = td_plan_review_roll_finish (workspace, result, &made->changes, &error);

  if (data == NULL)
    {
      td_window_show_error (td_window_of (GTK_WIDGET (made->page)), _ ("The plan was not made"),
                            error);
      return;
    }
  g_object_set_data_full (G_OBJECT (made->page), "td-rolled-plan", data,
                          (GDestroyNotify) td_plan_data_free);
  td_edit_run_async (td_plan_review_save_rolled (data), workspace, saved_cb,
                     g_steal_pointer (&made));
}

static void
chosen_cb (TdRollDialog *dialog, TdPlansPage *page)
{
  TdWindow *window = td_window_of (GTK_WIDGET (page));
  TdRollOptions options = td_roll_dialog_get_options (dialog);
  Made *made = g_new0 (Made, 1);

  made->page = g_object_ref (page);
  td_plan_review_roll_async (td_window_get_workspace (window), td_plans_page_get_plan (page),
                             &options, rolled_cb, made);
}

static void
roll_tasks_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdRollDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tasks = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);

  /* without the list the rules still choose; an error shows when the plan is made */
  if (tasks != NULL && gtk_widget_get_visible (GTK_WIDGET (dialog)))
    td_roll_dialog_set_tasks (dialog, tasks);
}

static void
roll_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdPlansPage *page = user_data;
  TdWindow *window = td_window_of (GTK_WIDGET (page));
  gint64 id = td_plans_page_get_plan (page);
  TdPlanRow *plan;
  GtkWidget *dialog;
  int year;

  if (id == 0 || window == NULL)
    return;
  td_window_flush (window);
  plan = td_workspace_get_row (td_window_get_workspace (window), TD_KIND_PLAN, id, NULL);
  if (plan == NULL)
    return;
  year = plan->year > 0 ? (int) plan->year + 1 : 2026;
  td_row_free (TD_KIND_PLAN, plan);
  dialog = td_roll_dialog_new (GTK_WINDOW (window), year);
  td_plan_review_roll_tasks_async (td_window_get_workspace (window), id, year, roll_tasks_cb,
                                   g_object_ref (dialog));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), page, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
compare_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdPlansPage *page = user_data;
  TdPlanView *view = td_plans_page_get_view (page);

  if (view != NULL)
    gtk_window_present (
        GTK_WINDOW (td_compare_window_new (GTK_WINDOW (td_window_of (GTK_WIDGET (page))), view)));
}

static void
comments_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdPlansPage *page = user_data;
  TdPlanView *view = td_plans_page_get_view (page);

  if (view != NULL)
    gtk_window_present (
        GTK_WINDOW (td_comments_window_new (GTK_WINDOW (td_window_of (GTK_WIDGET (page))), view)));
}

static const GActionEntry entries[] = {
  { "roll", roll_action },
  { "compare", compare_action },
  { "comments", comments_action },
};

/**
 * td_plan_reviews_add_actions:
 * @page: the page of plans
 */
void
td_plan_reviews_add_actions (TdPlansPage *page)
{
  g_action_map_add_action_entries (td_page_get_actions (TD_PAGE (page)), entries,
                                   G_N_ELEMENTS (entries), page);
}
