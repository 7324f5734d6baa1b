/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-check-tab.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-check-row.h"
#include "td-plan-baseline.h"
#include "td-plan-check.h"
#include "td-text.h"

#define N_SEVERITIES (TD_SEVERITY_ERROR + 1)

struct _TdCheckTab
{
  GtkWidget parent_instance;

  TdPlanContext *context;
  GtkWidget *box;
  GtkToggleButton *shown[N_SEVERITIES];
  GtkLabel *count;
  GtkStack *stack;
  GListStore *items;
  GtkWidget *view;
  char *search; /* folded; NULL: all */
};

static void td_check_tab_plan_tab_init (TdPlanTabInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TdCheckTab,
                               td_check_tab,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (TD_TYPE_PLAN_TAB, td_check_tab_plan_tab_init))

static gboolean
is_shown (TdCheckTab *self, const TdFinding *finding)
{
  g_autofree char *all = NULL;
  g_autofree char *folded = NULL;

  if (!gtk_toggle_button_get_active (self->shown[finding->severity]))
    return FALSE;
  if (self->search == NULL)
    return TRUE;
  all = g_strjoin (" ", finding->message, finding->text, finding->place, NULL);
  folded = td_text_fold (all);

  return strstr (folded, self->search) != NULL;
}

static void
update_toggles (TdCheckTab *self)
{
  TdPlanFindings *findings = td_plan_context_get_findings (self->context);
  const char *const names[] = {
    g_dngettext (GETTEXT_PACKAGE, "%u hint", "%u hints",
                 td_plan_findings_count (findings, TD_SEVERITY_HINT)),
    g_dngettext (GETTEXT_PACKAGE, "%u warning", "%u warnings",
                 td_plan_findings_count (findings, TD_SEVERITY_WARNING)),
    g_dngettext (GETTEXT_PACKAGE, "%u error", "%u errors",
                 td_plan_findings_count (findings, TD_SEVERITY_ERROR)),
  };

  for (guint i = 0; i < N_SEVERITIES; i++)
    {
      g_auto (GStrv) parts = g_strsplit (names[i], "%u", 2);
      g_autofree char *number = g_strdup_printf ("%u", td_plan_findings_count (findings, i));
      g_autofree char *label = g_strjoinv (number, parts);

      gtk_button_set_label (GTK_BUTTON (self->shown[i]), label);
      gtk_widget_set_sensitive (GTK_WIDGET (self->shown[i]),
                                td_plan_findings_count (findings, i) > 0);
    }
}

static void
update_stack (TdCheckTab *self, GPtrArray *findings)
{
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autofree char *count = NULL;

  if (findings == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "checking");
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, findings->len == 0 ? "clean"
                                                 : shown == 0       ? "hidden"
                                                                    : "list");
  count = g_strdup_printf (_ ("%u of %u shown"), shown, findings->len);
  gtk_label_set_label (self->count, shown < findings->len ? count : "");
}

/* Findings have no lasting identity: the list is made anew, the selection stays at its place. */
static void
fill (TdCheckTab *self)
{
  GPtrArray *findings = td_plan_findings_get (td_plan_context_get_findings (self->context));
  GtkSingleSelection *selection =
      GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (self->view)));
  guint selected = gtk_single_selection_get_selected (selection);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      if (is_shown (self, g_ptr_array_index (findings, i)))
        g_ptr_array_add (items, td_check_item_new (findings, i));
    }
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
  if (selected != GTK_INVALID_LIST_POSITION && items->len > 0)
    gtk_single_selection_set_selected (selection, MIN (selected, items->len - 1));
  update_toggles (self);
  update_stack (self, findings);
}

static void
td_check_tab_search (TdPlanTab *tab, const char *text)
{
  TdCheckTab *self = TD_CHECK_TAB (tab);

  g_clear_pointer (&self->search, g_free);
  if (*text != '\0')
    self->search = td_text_fold (text);
  fill (self);
}

static gboolean
td_check_tab_focus_region (TdPlanTab *tab, int step)
{
  TdCheckTab *self = TD_CHECK_TAB (tab);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean in_list = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack));

  if ((step > 0) == in_list)
    return FALSE;

  return gtk_widget_child_focus (step > 0 ? GTK_WIDGET (self->stack)
                                          : gtk_widget_get_first_child (self->box),
                                 GTK_DIR_TAB_FORWARD);
}

static void
td_check_tab_plan_tab_init (TdPlanTabInterface *iface)
{
  iface->search = td_check_tab_search;
  iface->focus_region = td_check_tab_focus_region;
}

/* A finding of the plan as a whole is put right where its form is edited. */
static void
go_to (TdCheckTab *self, const TdFinding *finding)
{
  TdSource source = { (int) finding->kind, finding->id, g_intern_string (finding->field) };

  if (finding->id == 0 || finding->kind == TD_KIND_PLAN_FACT)
    {
      source.kind = TD_KIND_PLAN;
      source.id = td_plan_context_get_plan_id (self->context);
    }
  td_plan_tab_go_to (GTK_WIDGET (self), self->context, source);
}

static void
activate_cb (TdCheckTab *self, guint position)
{
  g_autoptr (TdCheckItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item != NULL)
    go_to (self, td_check_item_get (item));
}

/* Shows the words on the pages while one steps through the list. */
static void
selected_cb (TdCheckTab *self, GParamSpec *pspec, GtkSingleSelection *selection)
{
  TdCheckItem *item = gtk_single_selection_get_selected_item (selection);
  const TdFinding *finding = item != NULL ? td_check_item_get (item) : NULL;

  if (finding != NULL && finding->id != 0 && finding->kind != TD_KIND_PLAN_FACT)
    td_plan_context_select (self->context, (int) finding->kind, finding->id, finding->field);
}

static void
fixed_cb (TdPlanContext *context, gint64 result_id, gpointer user_data)
{
  td_plan_context_toast_undo (context, _ ("The finding was corrected"));
}

static void
fix_cb (TdCheckRow *row, GtkListItem *list_item)
{
  TdCheckTab *self = TD_CHECK_TAB (gtk_widget_get_ancestor (GTK_WIDGET (row), TD_TYPE_CHECK_TAB));
  TdCheckItem *item = gtk_list_item_get_item (list_item);
  const TdPlanData *data = self != NULL ? td_plan_context_get_data (self->context) : NULL;
  g_autoptr (GError) error = NULL;
  TdEdit *edit;

  if (data == NULL || item == NULL)
    return;
  edit = td_plan_check_fix (data, td_check_item_get (item), &error);
  if (edit == NULL)
    td_plan_context_show_error (self->context, _ ("The change was not made"), error);
  else
    td_plan_context_edit_then (self->context, edit, G_OBJECT (self), fixed_cb);
}

static void
dismissed_cb (TdPlanContext *context, gint64 result_id, gpointer user_data)
{
  td_plan_findings_refresh (td_plan_context_get_findings (context));
  td_plan_context_toast_undo (context, _ ("The finding is not told again"));
}

static void
dismiss_cb (TdCheckRow *row, GtkListItem *list_item)
{
  TdCheckTab *self = TD_CHECK_TAB (gtk_widget_get_ancestor (GTK_WIDGET (row), TD_TYPE_CHECK_TAB));
  TdCheckItem *item = gtk_list_item_get_item (list_item);
  TdWorkspace *workspace;

  if (self == NULL || item == NULL)
    return;
  workspace = td_plan_context_get_workspace (self->context);
  td_plan_context_edit_then (self->context,
                             td_plan_finding_dismiss (td_plan_context_get_plan_id (self->context),
                                                      td_check_item_get (item), NULL,
                                                      td_workspace_get_author (workspace)),
                             G_OBJECT (self), dismissed_cb);
}

static void
go_cb (TdCheckRow *row, GtkListItem *list_item)
{
  TdCheckTab *self = TD_CHECK_TAB (gtk_widget_get_ancestor (GTK_WIDGET (row), TD_TYPE_CHECK_TAB));
  TdCheckItem *item = gtk_list_item_get_item (list_item);

  if (self != NULL && item != NULL)
    go_to (self, td_check_item_get (item));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  TdCheckTab *self = TD_CHECK_TAB (user_data);
  GtkWidget *row = td_check_row_new (td_plan_context_get_read_only (self->context));

  g_signal_connect (row, "fix", G_CALLBACK (fix_cb), item);
  g_signal_connect (row, "go", G_CALLBACK (go_cb), item);
  g_signal_connect (row, "dismiss", G_CALLBACK (dismiss_cb), item);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  td_check_row_set (TD_CHECK_ROW (gtk_list_item_get_child (item)),
                    td_check_item_get (gtk_list_item_get_item (item)));
}

static void
td_check_tab_dispose (GObject *object)
{
  TdCheckTab *self = TD_CHECK_TAB (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->items);
  g_clear_object (&self->context);
  g_clear_pointer (&self->search, g_free);

  G_OBJECT_CLASS (td_check_tab_parent_class)->dispose (object);
}

static void
td_check_tab_class_init (TdCheckTabClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_check_tab_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
td_check_tab_init (TdCheckTab *self)
{
  self->items = g_list_store_new (TD_TYPE_CHECK_ITEM);
}

static GtkWidget *
make_strip (TdCheckTab *self)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_add_css_class (strip, "annex-strip");
  for (guint i = N_SEVERITIES; i > 0; i--)
    {
      GtkWidget *toggle = gtk_toggle_button_new ();

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
      gtk_widget_add_css_class (toggle, "td-pill");
      g_signal_connect_swapped (toggle, "toggled", G_CALLBACK (fill), self);
      self->shown[i - 1] = GTK_TOGGLE_BUTTON (toggle);
      gtk_box_append (GTK_BOX (strip), toggle);
    }
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->count, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "td-dim");
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->count));

  return strip;
}

static GtkWidget *
make_list (TdCheckTab *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSingleSelection *selection =
      gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));

  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  g_signal_connect_object (selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  self->view = gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory);
  gtk_widget_add_css_class (self->view, "td-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Findings"), -1);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activate_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);

  return scroller;
}

static void
add_status (
    TdCheckTab *self, const char *name, const char *icon, const char *title, const char *text)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), text);
  gtk_stack_add_named (self->stack, page, name);
}

/**
 * td_check_tab_new:
 * @context: the open plan
 *
 * Returns: the tab
 */
GtkWidget *
td_check_tab_new (TdPlanContext *context)
{
  TdCheckTab *self = g_object_new (TD_TYPE_CHECK_TAB, NULL);

  self->context = g_object_ref (context);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_strip (self));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, make_list (self), "list");
  add_status (self, "checking", "system-search-symbolic", _ ("The Plan Is Being Checked"), NULL);
  add_status (self, "clean", "td-done-symbolic", _ ("Nothing Was Found"),
              _ ("Numbering, deadlines, citations, spelling and form were checked."));
  add_status (self, "hidden", "system-search-symbolic", _ ("No Finding Like That"), NULL);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (td_plan_context_get_findings (context), "changed", G_CALLBACK (fill),
                           self, G_CONNECT_SWAPPED);
  fill (self);

  return GTK_WIDGET (self);
}
