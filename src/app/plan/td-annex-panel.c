/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-annex-panel.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "td-annex-moves.h"
#include "td-choice.h"
#include "td-group-panel.h"
#include "td-task-panel.h"

#define PANEL_WIDTH 340

struct _TdAnnexPanel
{
  GtkWidget parent_instance;

  TdPlanContext *context;
  TdAnnexList *list; /* weak */
  GtkStack *stack;
  TdTaskPanel *task;
  TdGroupPanel *group;
  AdwStatusPage *many;
  GtkDropDown *area;
  GtkWidget *move;
  GtkWidget *remove;
  GArray *area_ids;
};

G_DEFINE_FINAL_TYPE (TdAnnexPanel, td_annex_panel, GTK_TYPE_WIDGET)

static void
show_many (TdAnnexPanel *self, guint n)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  g_autoptr (GPtrArray) groups = td_annex_list_groups (data);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *title =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Row Chosen", "%u Rows Chosen", n), n);
  gboolean editable = !td_plan_context_get_read_only (self->context);
  guint before = gtk_drop_down_get_selected (self->area);

  g_array_set_size (self->area_ids, 0);
  for (guint i = 0; i < groups->len; i++)
    {
      const TdPlanGroupRow *group = g_ptr_array_index (groups, i);
      g_autofree char *name = td_annex_group_name (group);

      gtk_string_list_append (names, name);
      g_array_append_val (self->area_ids, group->row.id);
    }
  td_choice_set_entries (self->area, names, before < groups->len ? before : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->area), groups->len > 0);
  gtk_widget_set_visible (self->move, groups->len > 0);
  gtk_widget_set_sensitive (self->move, editable);
  gtk_widget_set_sensitive (self->remove, editable);
  adw_status_page_set_title (self->many, title);
}

static void
refresh (TdAnnexPanel *self)
{
  TdPlanItem *item = self->list != NULL ? td_annex_list_get_current (self->list) : NULL;
  gboolean is_task = item != NULL && td_plan_item_get_kind (item) == TD_KIND_TASK;
  const char *page = "none";

  if (self->list == NULL || td_plan_context_get_data (self->context) == NULL)
    return;
  td_task_panel_set_task (self->task, is_task ? td_plan_item_get_id (item) : 0);
  td_group_panel_set_group (self->group, item != NULL && !is_task ? td_plan_item_get_id (item) : 0);
  if (item != NULL)
    {
      page = is_task ? "task" : "group";
    }
  else
    {
      g_autoptr (GArray) tasks = td_annex_list_dup_selected (self->list, TD_KIND_TASK);
      g_autoptr (GArray) groups = td_annex_list_dup_selected (self->list, TD_KIND_PLAN_GROUP);

      if (tasks->len + groups->len > 1)
        {
          show_many (self, tasks->len + groups->len);
          page = "many";
        }
    }
  gtk_stack_set_visible_child_name (self->stack, page);
}

/**
 * td_annex_panel_focus_first:
 * @self: the panel
 *
 * Puts the focus on the first field of what is shown.
 */
void
td_annex_panel_focus_first (TdAnnexPanel *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->stack);

  if (g_strcmp0 (page, "task") == 0)
    td_task_panel_focus_first (self->task);
  else if (g_strcmp0 (page, "group") == 0)
    td_group_panel_focus_title (self->group);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

/**
 * td_annex_panel_flush:
 * @self: the panel
 *
 * Writes what is typed and not yet written.
 */
void
td_annex_panel_flush (TdAnnexPanel *self)
{
  td_task_panel_flush (self->task);
  td_group_panel_flush (self->group);
}

static void
step_cb (TdAnnexPanel *self, int step)
{
  if (self->list != NULL)
    td_annex_list_step (self->list, step);
}

static void
act_cb (TdAnnexPanel *self, const char *action)
{
  if (self->list != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->list), action, NULL);
}

static void
leave_cb (TdAnnexPanel *self)
{
  g_signal_emit_by_name (self, "leave");
}

static void
close_cb (TdAnnexPanel *self)
{
  g_signal_emit_by_name (self, "close");
}

static void
move_clicked_cb (TdAnnexPanel *self)
{
  guint chosen = gtk_drop_down_get_selected (self->area);

  if (self->list != NULL && chosen < self->area_ids->len)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "annex.move-to", "x",
                                g_array_index (self->area_ids, gint64, chosen));
}

static void
remove_clicked_cb (TdAnnexPanel *self)
{
  act_cb (self, "annex.delete");
}

static void
td_annex_panel_dispose (GObject *object)
{
  TdAnnexPanel *self = TD_ANNEX_PANEL (object);

  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;
  g_clear_weak_pointer (&self->list);
  g_clear_pointer (&self->area_ids, g_array_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (td_annex_panel_parent_class)->dispose (object);
}

static void
td_annex_panel_class_init (TdAnnexPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_annex_panel_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  g_signal_new ("leave", TD_TYPE_ANNEX_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                0);
  g_signal_new ("close", TD_TYPE_ANNEX_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                0);
}

static GtkWidget *
make_many (TdAnnexPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->many = ADW_STATUS_PAGE (adw_status_page_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->many), "compact");
  adw_status_page_set_icon_name (self->many, "td-tasks-symbolic");
  self->area = td_choice_new (_ ("Area"), 28);
  self->move = gtk_button_new_with_label (_ ("Move to This Area"));
  self->remove = gtk_button_new_with_label (_ ("Delete"));
  g_signal_connect_swapped (self->move, "clicked", G_CALLBACK (move_clicked_cb), self);
  g_signal_connect_swapped (self->remove, "clicked", G_CALLBACK (remove_clicked_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->area));
  gtk_box_append (GTK_BOX (box), self->move);
  gtk_box_append (GTK_BOX (box), self->remove);
  adw_status_page_set_child (self->many, box);

  return GTK_WIDGET (self->many);
}

static void
connect_panel (TdAnnexPanel *self, gpointer panel)
{
  g_signal_connect_swapped (panel, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (panel, "close", G_CALLBACK (close_cb), self);
  g_signal_connect_swapped (panel, "act", G_CALLBACK (act_cb), self);
}

static void
td_annex_panel_init (TdAnnexPanel *self)
{
  self->area_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_add_css_class (GTK_WIDGET (self), "td-panel");
  gtk_widget_set_size_request (GTK_WIDGET (self), PANEL_WIDTH, -1);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

/**
 * td_annex_panel_new:
 * @context: the open plan
 * @list: whose chosen rows are edited
 *
 * Returns: the panel
 */
GtkWidget *
td_annex_panel_new (TdPlanContext *context, TdAnnexList *list)
{
  TdAnnexPanel *self = g_object_new (TD_TYPE_ANNEX_PANEL, NULL);
  GtkWidget *none = adw_status_page_new ();

  self->context = g_object_ref (context);
  g_set_weak_pointer (&self->list, list);
  self->task = TD_TASK_PANEL (td_task_panel_new (context, td_annex_list_get_layout (list)));
  self->group = TD_GROUP_PANEL (td_group_panel_new (context));
  connect_panel (self, self->task);
  connect_panel (self, self->group);
  g_signal_connect_swapped (self->task, "step", G_CALLBACK (step_cb), self);
  adw_status_page_set_title (ADW_STATUS_PAGE (none), _ ("Choose a Task"));
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (none), "td-tasks-symbolic");
  gtk_widget_add_css_class (none, "compact");
  gtk_stack_add_named (self->stack, none, "none");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->task), "task");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->group), "group");
  gtk_stack_add_named (self->stack, make_many (self), "many");
  g_signal_connect_object (list, "selection-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "refreshed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
