/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-content-tab.h"

#include "td-application.h"
#include "td-outline.h"
#include "td-section-editor.h"
#include "td-tab-stop.h"

#define OUTLINE_WIDTH 262

struct _TdContentTab
{
  GtkWidget parent_instance;

  GtkWidget *paned;
  TdPlanContext *context;
  TdOutline *outline;
  TdSectionEditor *editor;
  gboolean bound; /* the divider to the settings */
};

static void td_content_tab_plan_tab_init (TdPlanTabInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TdContentTab,
                               td_content_tab,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (TD_TYPE_PLAN_TAB,
                                                      td_content_tab_plan_tab_init))

static void
td_content_tab_search (TdPlanTab *tab, const char *text)
{
  td_outline_search (TD_CONTENT_TAB (tab)->outline, text);
}

static void
td_content_tab_flush (TdPlanTab *tab)
{
  td_section_editor_flush (TD_CONTENT_TAB (tab)->editor);
}

static gboolean
td_content_tab_focus_region (TdPlanTab *tab, int step)
{
  TdContentTab *self = TD_CONTENT_TAB (tab);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL)
    return FALSE;
  if (step > 0 && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->outline)))
    return gtk_widget_child_focus (GTK_WIDGET (self->editor), GTK_DIR_TAB_FORWARD);
  if (step < 0 && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->editor)))
    return gtk_widget_child_focus (GTK_WIDGET (self->outline), GTK_DIR_TAB_FORWARD);

  return FALSE;
}

static void
td_content_tab_plan_tab_init (TdPlanTabInterface *iface)
{
  iface->search = td_content_tab_search;
  iface->flush = td_content_tab_flush;
  iface->focus_region = td_content_tab_focus_region;
}

/* The first section is shown when the plan is opened. */
static void
data_changed_cb (TdContentTab *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  g_autoptr (GPtrArray) top = NULL;

  if (data == NULL || td_plan_context_get_selected (self->context).kind >= 0)
    return;
  top = td_plan_data_child_sections (data, 0);
  if (top->len > 0)
    td_plan_context_select (self->context, TD_KIND_SECTION,
                            ((TdRow *) g_ptr_array_index (top, 0))->id, "title");
}

static void
td_content_tab_dispose (GObject *object)
{
  TdContentTab *self = TD_CONTENT_TAB (object);

  g_clear_pointer (&self->paned, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (td_content_tab_parent_class)->dispose (object);
}

static gboolean
td_content_tab_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TD_CONTENT_TAB (widget)->outline));
}

/* The divider stays where it was put, also in the next window. */
static void
td_content_tab_map (GtkWidget *widget)
{
  TdContentTab *self = TD_CONTENT_TAB (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GSettings *settings = GTK_IS_WINDOW (root) ? td_settings_of (GTK_WINDOW (root)) : NULL;

  if (settings != NULL && !self->bound)
    {
      self->bound = TRUE;
      g_settings_bind (settings, "outline-width", self->paned, "position", G_SETTINGS_BIND_DEFAULT);
    }
  GTK_WIDGET_CLASS (td_content_tab_parent_class)->map (widget);
}

static void
td_content_tab_class_init (TdContentTabClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_content_tab_dispose;
  GTK_WIDGET_CLASS (klass)->focus = td_focus_only_child;
  GTK_WIDGET_CLASS (klass)->grab_focus = td_content_tab_grab_focus;
  GTK_WIDGET_CLASS (klass)->map = td_content_tab_map;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
td_content_tab_init (TdContentTab *self)
{
}

/**
 * td_content_tab_new:
 * @context: the open plan
 *
 * Returns: the tab
 */
GtkWidget *
td_content_tab_new (TdPlanContext *context)
{
  TdContentTab *self = g_object_new (TD_TYPE_CONTENT_TAB, NULL);

  self->context = g_object_ref (context);
  self->outline = TD_OUTLINE (td_outline_new (context));
  self->editor = TD_SECTION_EDITOR (td_section_editor_new (context));
  gtk_widget_set_size_request (GTK_WIDGET (self->outline), 200, -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->editor), 320, -1);
  self->paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_paned_set_start_child (GTK_PANED (self->paned), GTK_WIDGET (self->outline));
  gtk_paned_set_end_child (GTK_PANED (self->paned), GTK_WIDGET (self->editor));
  gtk_paned_set_resize_start_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_shrink_start_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_position (GTK_PANED (self->paned), OUTLINE_WIDTH);
  gtk_widget_set_parent (self->paned, GTK_WIDGET (self));
  g_signal_connect_object (self->outline, "rename", G_CALLBACK (td_section_editor_focus_title),
                           self->editor, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "data-changed", G_CALLBACK (data_changed_cb), self,
                           G_CONNECT_SWAPPED);
  data_changed_cb (self);

  return GTK_WIDGET (self);
}
