/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-targets-tab.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "td-fold-pane.h"
#include "td-target-panel.h"
#include "td-targets-list.h"

/* Below this width of the tab the panel lies over the table. */
#define WIDTH_FOR_PANEL 900

struct _TdTargetsTab
{
  GtkWidget parent_instance;

  TdPlanContext *context;
  TdFoldPane *pane;
  GtkWidget *strip;
  GtkWidget *search;
  GtkLabel *count;
  GtkStack *stack;
  TdTargetsList *list;
  TdTargetPanel *panel;
};

static void td_targets_tab_plan_tab_init (TdPlanTabInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TdTargetsTab,
                               td_targets_tab,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (TD_TYPE_PLAN_TAB,
                                                      td_targets_tab_plan_tab_init))

static void
td_targets_tab_search (TdPlanTab *tab, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (TD_TARGETS_TAB (tab)->search), text);
}

static void
td_targets_tab_reveal (TdPlanTab *tab, TdSource source)
{
  if (source.kind == TD_KIND_TARGET)
    td_targets_list_select (TD_TARGETS_TAB (tab)->list, source.id, TRUE);
}

static void
td_targets_tab_flush (TdPlanTab *tab)
{
  td_target_panel_flush (TD_TARGETS_TAB (tab)->panel);
}

static gboolean
td_targets_tab_focus_region (TdPlanTab *tab, int step)
{
  TdTargetsTab *self = TD_TARGETS_TAB (tab);
  GtkWidget *regions[] = { self->strip, GTK_WIDGET (self->stack), GTK_WIDGET (self->panel) };
  int at = td_fold_pane_find_focus (regions, G_N_ELEMENTS (regions));

  if (at < 0 || at + step < 0 || at + step >= (int) G_N_ELEMENTS (regions) ||
      (at + step == 2 && !td_fold_pane_is_panel_shown (self->pane)))
    return FALSE;

  return gtk_widget_child_focus (regions[at + step], GTK_DIR_TAB_FORWARD);
}

static void
td_targets_tab_plan_tab_init (TdPlanTabInterface *iface)
{
  iface->search = td_targets_tab_search;
  iface->reveal = td_targets_tab_reveal;
  iface->flush = td_targets_tab_flush;
  iface->focus_region = td_targets_tab_focus_region;
}

static void
open_cb (TdTargetsTab *self)
{
  td_fold_pane_show_panel (self->pane, TRUE);
  td_target_panel_focus_first (self->panel);
}

static void
leave_cb (TdTargetsTab *self)
{
  td_target_panel_flush (self->panel);
  if (td_fold_pane_is_folded (self->pane))
    td_fold_pane_show_panel (self->pane, FALSE);
  td_targets_list_focus_current (self->list);
}

static void
close_cb (TdTargetsTab *self)
{
  td_target_panel_flush (self->panel);
  td_fold_pane_show_panel (self->pane, FALSE);
  td_targets_list_focus_current (self->list);
}

static void
step_cb (TdTargetsTab *self, int step)
{
  td_targets_list_step (self->list, step);
}

static void
delete_cb (TdTargetsTab *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->list), "targets.delete", NULL);
}

static void
add_cb (TdTargetsTab *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->list), "targets.add", NULL);
}

/* The sentence the target stands in is shown where it is edited. */
static void
go_to_cb (TdTargetsTab *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  const TdTargetRow *target =
      data != NULL
          ? td_plan_data_get (data, TD_KIND_TARGET, td_targets_list_get_target (self->list))
          : NULL;
  TdSource source;

  if (target == NULL || (target->block_id == 0 && target->section_id == 0))
    return;
  source.kind = target->block_id != 0 ? TD_KIND_BLOCK : TD_KIND_SECTION;
  source.id = target->block_id != 0 ? target->block_id : target->section_id;
  source.field =
      target->block_id != 0 ? g_intern_static_string ("text") : g_intern_static_string ("title");
  td_plan_tab_go_to (GTK_WIDGET (self), self->context, source);
}

static void
refreshed_cb (TdTargetsTab *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  guint n = data != NULL ? td_plan_data_count (data, TD_KIND_TARGET) : 0;
  guint shown = td_targets_list_get_n_shown (self->list);
  g_autofree char *all =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u target", "%u targets", n), n);
  g_autofree char *found = g_strdup_printf ("%u / %s", shown, all);

  if (data == NULL)
    return;
  gtk_label_set_label (self->count, shown < n ? found : all);
  gtk_stack_set_visible_child_name (self->stack, n == 0       ? "empty"
                                                 : shown == 0 ? "not-found"
                                                              : "list");
  td_target_panel_set_target (self->panel, td_targets_list_get_target (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self->panel), n > 0);
}

static void
selection_changed_cb (TdTargetsTab *self)
{
  td_target_panel_set_target (self->panel, td_targets_list_get_target (self->list));
}

static void
search_changed_cb (TdTargetsTab *self)
{
  td_targets_list_search (self->list, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
clear_cb (TdTargetsTab *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_changed_cb (self);
}

static void
td_targets_tab_dispose (GObject *object)
{
  TdTargetsTab *self = TD_TARGETS_TAB (object);

  if (self->pane != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->pane));
  self->pane = NULL;
  g_clear_object (&self->context);

  G_OBJECT_CLASS (td_targets_tab_parent_class)->dispose (object);
}

static void
td_targets_tab_class_init (TdTargetsTabClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_targets_tab_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
td_targets_tab_init (TdTargetsTab *self)
{
}

static void
make_strip (TdTargetsTab *self)
{
  GtkWidget *add = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  self->strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->strip, "annex-strip");
  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _ ("Search the targets"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search the targets"), -1);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->count, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "td-dim");
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("Add a Target"));
  gtk_button_set_child (GTK_BUTTON (add), content);
  gtk_widget_set_tooltip_text (add, _ ("Add a Target (Ctrl+Enter)"));
  gtk_widget_set_sensitive (add, !td_plan_context_get_read_only (self->context));
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (self->strip), self->search);
  gtk_box_append (GTK_BOX (self->strip), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (self->strip), add);
}

static void
add_status (
    TdTargetsTab *self, const char *name, const char *title, const char *label, GCallback callback)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_label (label);

  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "td-target-symbolic");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  g_signal_connect_swapped (button, "clicked", callback, self);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  gtk_stack_add_named (self->stack, page, name);
}

static void
connect_children (TdTargetsTab *self)
{
  g_signal_connect_object (self->list, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "refreshed", G_CALLBACK (refreshed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "step", G_CALLBACK (step_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "close", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "delete", G_CALLBACK (delete_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "go-to", G_CALLBACK (go_to_cb), self, G_CONNECT_SWAPPED);
}

/**
 * td_targets_tab_new:
 * @context: the open plan
 *
 * Returns: the tab
 */
GtkWidget *
td_targets_tab_new (TdPlanContext *context)
{
  TdTargetsTab *self = g_object_new (TD_TYPE_TARGETS_TAB, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->context = g_object_ref (context);
  self->list = TD_TARGETS_LIST (td_targets_list_new (context));
  self->panel = TD_TARGET_PANEL (td_target_panel_new (context));
  make_strip (self);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->list), "list");
  add_status (self, "empty", _ ("No Targets Yet"), _ ("Add a Target"), G_CALLBACK (add_cb));
  add_status (self, "not-found", _ ("No Target Like That"), _ ("Remove the Filter"),
              G_CALLBACK (clear_cb));
  gtk_box_append (GTK_BOX (box), self->strip);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  self->pane = TD_FOLD_PANE (td_fold_pane_new (box, GTK_WIDGET (self->panel), WIDTH_FOR_PANEL));
  gtk_widget_set_parent (GTK_WIDGET (self->pane), GTK_WIDGET (self));
  connect_children (self);
  refreshed_cb (self);

  return GTK_WIDGET (self);
}
