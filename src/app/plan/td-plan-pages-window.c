/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-pages-window.h"

#include "td-layout-content.h"
#include "td-layout.h"
#include "td-page-view.h"
#include "td-plan-composer.h"

struct _TdPlanPagesWindow
{
  AdwWindow parent_instance;

  TdPageView *pages;
};

G_DEFINE_FINAL_TYPE (TdPlanPagesWindow, td_plan_pages_window, ADW_TYPE_WINDOW)

static void
lay_out_thread (GTask *task, gpointer source, gpointer plan, GCancellable *cancellable)
{
  g_autoptr (TdBlock) document = td_plan_compose (plan);

  g_task_return_pointer (task, td_layout_new (document, td_style_nd30 (), NULL),
                         (GDestroyNotify) td_layout_unref);
}

static void
laid_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TdPlanPagesWindow *self = TD_PLAN_PAGES_WINDOW (source);
  g_autoptr (TdLayout) layout = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (TdPageContent) content = td_layout_content_new (layout, td_style_nd30 ());

  if (gtk_widget_get_realized (GTK_WIDGET (self)) || gtk_widget_get_visible (GTK_WIDGET (self)))
    td_page_view_set_content (self->pages, content);
}

static void
td_plan_pages_window_class_init (TdPlanPagesWindowClass *klass)
{
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
td_plan_pages_window_init (TdPlanPagesWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->pages = TD_PAGE_VIEW (td_page_view_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->pages), TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pages));
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 760);
  adw_window_set_content (ADW_WINDOW (self), box);
}

/**
 * td_plan_pages_window_new:
 * @parent: the window it belongs to
 * @title: which state of which plan, translated
 * @plan: the plan; it is copied
 *
 * Returns: (transfer none): the window, to be presented; the pages come when they are laid out
 */
GtkWidget *
td_plan_pages_window_new (GtkWindow *parent, const char *title, const TdPlanData *plan)
{
  TdPlanPagesWindow *self =
      g_object_new (TD_TYPE_PLAN_PAGES_WINDOW, "transient-for", parent, "title", title, NULL);
  g_autoptr (GTask) task = g_task_new (self, NULL, laid_out_cb, NULL);
  TdPlanData *copy = td_plan_data_copy (plan);

  td_plan_data_sort (copy);
  g_task_set_task_data (task, copy, (GDestroyNotify) td_plan_data_free);
  g_task_run_in_thread (task, lay_out_thread);

  return GTK_WIDGET (self);
}
