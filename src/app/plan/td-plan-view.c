/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "td-application.h"
#include "td-layout-content.h"
#include "td-page-view.h"
#include "td-plan-tab.h"
#include "td-plan-tabs.h"
#include "td-record-lock.h"
#include "td-tab-stop.h"

/* Below this width of the page the pages fold away (design notes, section 8). */
#define WIDTH_FOR_PREVIEW 1060
#define PREVIEW_WIDTH 412

struct _TdPlanView
{
  GtkWidget parent_instance;

  TdPlanContext *context;
  GtkWidget *box;
  GtkWidget *strip;
  GtkWidget *locked; /* says that the text is closed */
  AdwViewSwitcher *switcher;
  AdwViewStack *tabs;
  GtkToggleButton *preview_toggle;
  GtkPaned *paned;
  TdPageView *pages;

  int width;                 /* as last allocated */
  gboolean placed;           /* the divider got its first place */
  gboolean folded;           /* the window is too narrow for the pages beside the tab */
  gboolean wants_preview[2]; /* what the person chose, beside narrow and wide tabs */
  guint fold_id;
  int preview_width; /* as it was left */
  GSettings *settings;
  gboolean focused; /* the plan was read and got the focus */
};

G_DEFINE_FINAL_TYPE (TdPlanView, td_plan_view, GTK_TYPE_WIDGET)

static gboolean
td_plan_view_grab_focus (GtkWidget *widget)
{
  TdPlanView *self = TD_PLAN_VIEW (widget);
  GtkWidget *child = adw_view_stack_get_visible_child (self->tabs);

  return child != NULL &&
         (gtk_widget_grab_focus (child) || gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD));
}

static void
layout_changed_cb (TdPlanView *self)
{
  TdLayout *layout = td_plan_preview_get_layout (td_plan_context_get_preview (self->context));
  g_autoptr (TdPageContent) content = NULL;

  if (layout == NULL)
    return;
  content = td_layout_content_new (layout, td_style_nd30 ());
  td_page_view_set_content (self->pages, content);
}

/* With one side hidden a GtkPaned shows no divider, and still takes clicks where it last stood. */
static void
hold_divider (GtkPaned *paned, gboolean shown)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (paned));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        gtk_event_controller_set_propagation_phase (controller,
                                                    shown ? GTK_PHASE_CAPTURE : GTK_PHASE_NONE);
    }
}

/* RULE of the view: the pages beside a wide tab, in its place in a narrow window. */
static void
apply_preview (TdPlanView *self)
{
  gboolean shown = gtk_toggle_button_get_active (self->preview_toggle);

  gtk_widget_set_visible (GTK_WIDGET (self->pages), shown);
  gtk_widget_set_visible (GTK_WIDGET (self->tabs), !(shown && self->folded));
  hold_divider (self->paned, shown && !self->folded);
}

static gboolean
is_wide (TdPlanView *self)
{
  GtkWidget *child = adw_view_stack_get_visible_child (self->tabs);

  return TD_IS_PLAN_TAB (child) && td_plan_tab_is_wide (TD_PLAN_TAB (child));
}

static gboolean
fold_idle_cb (gpointer user_data)
{
  TdPlanView *self = TD_PLAN_VIEW (user_data);
  gboolean folded = self->width < WIDTH_FOR_PREVIEW;

  self->fold_id = 0;
  if (folded == self->folded)
    return G_SOURCE_REMOVE;
  self->folded = folded;
  adw_view_switcher_set_policy (self->switcher, folded ? ADW_VIEW_SWITCHER_POLICY_NARROW
                                                       : ADW_VIEW_SWITCHER_POLICY_WIDE);
  gtk_toggle_button_set_active (self->preview_toggle,
                                !folded && self->wants_preview[is_wide (self)]);
  apply_preview (self);

  return G_SOURCE_REMOVE;
}

static void
preview_toggled_cb (TdPlanView *self)
{
  if (!self->folded && self->fold_id == 0)
    self->wants_preview[is_wide (self)] = gtk_toggle_button_get_active (self->preview_toggle);
  apply_preview (self);
}

static TdPlanTab *
tab_for (TdPlanView *self, int kind)
{
  GtkWidget *child = adw_view_stack_get_visible_child (self->tabs);

  if (TD_IS_PLAN_TAB (child) && td_plan_tab_shows (TD_PLAN_TAB (child), kind))
    return TD_PLAN_TAB (child);
  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->tabs)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (TD_IS_PLAN_TAB (child) && td_plan_tab_shows (TD_PLAN_TAB (child), kind))
        return TD_PLAN_TAB (child);
    }

  return NULL;
}

/* A click on the pages shows where the words are edited. */
static void
page_activated_cb (TdPlanView *self, int kind, gint64 id, const char *field)
{
  TdPlanTab *tab = tab_for (self, kind);
  TdSource source = { kind, id, g_intern_string (field) };

  if (tab == NULL)
    return;
  if (self->folded)
    gtk_toggle_button_set_active (self->preview_toggle, FALSE);
  adw_view_stack_set_visible_child (self->tabs, GTK_WIDGET (tab));
  td_plan_context_select (self->context, kind, id, field);
  td_plan_tab_reveal (tab, source);
}

static void
selected_cb (TdPlanView *self, int kind, gint64 id, const char *field)
{
  TdSource source = { kind, id, g_intern_string (field) };

  if (kind >= 0)
    td_page_view_show_source (self->pages, &source);
}

static void
tab_changed_cb (TdPlanView *self)
{
  td_plan_view_set_search (self, "");
  if (!self->folded)
    gtk_toggle_button_set_active (self->preview_toggle, self->wants_preview[is_wide (self)]);
}

static void
td_plan_view_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  gtk_widget_measure (TD_PLAN_VIEW (widget)->box, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
td_plan_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TdPlanView *self = TD_PLAN_VIEW (widget);

  /* Before anything is drawn, or all of it would be laid out twice. */
  if (!self->placed && width > 0)
    {
      self->placed = TRUE;
      gtk_paned_set_position (self->paned, MAX (width - self->preview_width, 400));
    }
  gtk_widget_allocate (self->box, width, height, baseline, NULL);
  if (width == self->width)
    return;
  self->width = width;
  if (self->fold_id == 0)
    self->fold_id = g_idle_add (fold_idle_cb, self);
}

/* What is remembered from one window to the next */

static void
apply_zoom (TdPlanView *self)
{
  g_autofree char *zoom = g_settings_get_string (self->settings, "preview-zoom");

  td_page_view_set_zoom (self->pages,
                         g_str_equal (zoom, "width")  ? TD_PAGE_ZOOM_FIT_WIDTH
                         : g_str_equal (zoom, "page") ? TD_PAGE_ZOOM_FIT_PAGE
                                                      : TD_PAGE_ZOOM_FIT_TEXT,
                         1);
}

static void
restore (TdPlanView *self, GSettings *settings)
{
  g_autofree char *tab = g_settings_get_string (settings, "plan-tab");
  GtkWidget *child = adw_view_stack_get_child_by_name (self->tabs, tab);

  self->settings = g_object_ref (settings);
  self->preview_width = MAX (g_settings_get_int (settings, "preview-width"), 280);
  self->wants_preview[FALSE] = g_settings_get_boolean (settings, "preview-visible");
  if (child != NULL)
    adw_view_stack_set_visible_child (self->tabs, child);
  gtk_toggle_button_set_active (self->preview_toggle, self->wants_preview[is_wide (self)]);
  apply_preview (self);
  apply_zoom (self);
  g_signal_connect_object (settings, "changed::preview-zoom", G_CALLBACK (apply_zoom), self,
                           G_CONNECT_SWAPPED);
}

static void
td_plan_view_map (GtkWidget *widget)
{
  TdPlanView *self = TD_PLAN_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GSettings *settings = GTK_IS_WINDOW (root) ? td_settings_of (GTK_WINDOW (root)) : NULL;

  if (settings != NULL && self->settings == NULL)
    restore (self, settings);
  GTK_WIDGET_CLASS (td_plan_view_parent_class)->map (widget);
}

static void
td_plan_view_unmap (GtkWidget *widget)
{
  TdPlanView *self = TD_PLAN_VIEW (widget);
  const char *tab = adw_view_stack_get_visible_child_name (self->tabs);

  if (self->settings != NULL)
    {
      if (tab != NULL)
        g_settings_set_string (self->settings, "plan-tab", tab);
      g_settings_set_boolean (self->settings, "preview-visible", self->wants_preview[FALSE]);
      if (!self->folded && gtk_widget_get_mapped (GTK_WIDGET (self->pages)))
        g_settings_set_int (self->settings, "preview-width",
                            gtk_widget_get_width (GTK_WIDGET (self->pages)));
    }
  GTK_WIDGET_CLASS (td_plan_view_parent_class)->unmap (widget);
}

static void
show_lock (TdPlanView *self)
{
  TdWorkspace *workspace = td_plan_context_get_workspace (self->context);

  gtk_widget_set_visible (
      self->locked, td_record_lock_is_set (td_workspace_get_connection (workspace), TD_KIND_PLAN,
                                           td_plan_context_get_plan_id (self->context)));
}

/* Once the plan was read there is something to stand on. */
static void
focus_once (TdPlanView *self)
{
  GtkWidget *child = adw_view_stack_get_visible_child (self->tabs);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->focused || root == NULL)
    return;
  self->focused = TRUE;
  if (child != NULL && (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) ||
                        !gtk_widget_get_mapped (focus)))
    td_plan_view_grab_focus (GTK_WIDGET (self));
}

/* Esc leaves a field for the region before it, and from there the plan. */
static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdPlanView *self = TD_PLAN_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if ((GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus)) && td_plan_view_focus_region (self, -1))
    return;
  gtk_widget_activate_action (widget, "page.list", NULL);
}

static void
td_plan_view_dispose (GObject *object)
{
  TdPlanView *self = TD_PLAN_VIEW (object);

  g_clear_handle_id (&self->fold_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), TD_TYPE_PLAN_VIEW);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (td_plan_view_parent_class)->dispose (object);
}

static void
td_plan_view_class_init (TdPlanViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = td_plan_view_dispose;
  widget_class->measure = td_plan_view_measure;
  widget_class->size_allocate = td_plan_view_size_allocate;
  widget_class->focus = td_focus_only_child;
  widget_class->grab_focus = td_plan_view_grab_focus;
  widget_class->map = td_plan_view_map;
  widget_class->unmap = td_plan_view_unmap;

  g_type_ensure (TD_TYPE_PAGE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/tiendo/TienDo/ui/app/plan/td-plan-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TdPlanView, box);
  gtk_widget_class_bind_template_child (widget_class, TdPlanView, strip);
  gtk_widget_class_bind_template_child (widget_class, TdPlanView, locked);
  gtk_widget_class_bind_template_child (widget_class, TdPlanView, switcher);
  gtk_widget_class_bind_template_child (widget_class, TdPlanView, tabs);
  gtk_widget_class_bind_template_child (widget_class, TdPlanView, preview_toggle);
  gtk_widget_class_bind_template_child (widget_class, TdPlanView, paned);
  gtk_widget_class_bind_template_child (widget_class, TdPlanView, pages);
  gtk_widget_class_bind_template_callback (widget_class, preview_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, tab_changed_cb);
  gtk_widget_class_install_action (widget_class, "plan.leave", NULL, leave_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "plan.leave", NULL);
}

static void
td_plan_view_init (TdPlanView *self)
{
  self->wants_preview[FALSE] = TRUE;
  self->preview_width = PREVIEW_WIDTH;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->pages, "source-activated", G_CALLBACK (page_activated_cb), self);
}

/**
 * td_plan_view_new:
 * @workspace: where the plan is
 * @plan_id: the plan
 *
 * Returns: the view of an open plan: its tabs and its pages
 */
GtkWidget *
td_plan_view_new (TdWorkspace *workspace, gint64 plan_id)
{
  TdPlanView *self = g_object_new (TD_TYPE_PLAN_VIEW, NULL);

  self->context = td_plan_context_new (workspace, plan_id, GTK_WIDGET (self));
  g_signal_connect_object (td_plan_context_get_preview (self->context), "notify::layout",
                           G_CALLBACK (layout_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  td_plan_tabs_add (self->tabs, self->context);
  g_signal_connect_object (self->context, "data-changed", G_CALLBACK (focus_once), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "data-changed", G_CALLBACK (show_lock), self,
                           G_CONNECT_SWAPPED);
  show_lock (self);

  return GTK_WIDGET (self);
}

TdPlanContext *
td_plan_view_get_context (TdPlanView *self)
{
  return self->context;
}

gint64
td_plan_view_get_plan_id (TdPlanView *self)
{
  return td_plan_context_get_plan_id (self->context);
}

/**
 * td_plan_view_set_search:
 * @self: a plan view
 * @text: what to look for in the visible tab
 */
void
td_plan_view_set_search (TdPlanView *self, const char *text)
{
  GtkWidget *child = adw_view_stack_get_visible_child (self->tabs);

  if (TD_IS_PLAN_TAB (child))
    td_plan_tab_search (TD_PLAN_TAB (child), text);
}

void
td_plan_view_toggle_preview (TdPlanView *self)
{
  gtk_toggle_button_set_active (self->preview_toggle,
                                !gtk_toggle_button_get_active (self->preview_toggle));
}

/**
 * td_plan_view_go_to:
 * @self: a plan view
 * @source: a record of the plan
 *
 * Shows the record where it is edited.
 */
void
td_plan_view_go_to (TdPlanView *self, TdSource source)
{
  page_activated_cb (self, source.kind, source.id, source.field);
}

/**
 * td_plan_view_flush:
 * @self: a plan view
 *
 * Writes what is typed and not yet written.
 */
void
td_plan_view_flush (TdPlanView *self)
{
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->tabs)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (TD_IS_PLAN_TAB (child))
        td_plan_tab_flush (TD_PLAN_TAB (child));
    }
}

/**
 * td_plan_view_focus_region:
 * @self: a plan view
 * @step: +1 the next region, -1 the one before
 *
 * F6: tab strip, the regions of the tab, the pages.
 *
 * Returns: %FALSE when the focus leaves the view
 */
gboolean
td_plan_view_focus_region (TdPlanView *self, int step)
{
  GtkWidget *child = adw_view_stack_get_visible_child (self->tabs);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean in_pages = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->pages));
  gboolean in_tab = focus != NULL && child != NULL && gtk_widget_is_ancestor (focus, child);

  if (in_tab && td_plan_tab_focus_region (TD_PLAN_TAB (child), step))
    return TRUE;
  if (in_tab && step > 0 && gtk_widget_get_visible (GTK_WIDGET (self->pages)))
    return gtk_widget_child_focus (GTK_WIDGET (self->pages), GTK_DIR_TAB_FORWARD);
  if (in_pages && step < 0 && child != NULL)
    return gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
  if (in_tab && step < 0)
    return gtk_widget_child_focus (self->strip, GTK_DIR_TAB_FORWARD);
  if (!in_tab && !in_pages && step > 0 && child != NULL)
    return gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);

  return FALSE;
}
