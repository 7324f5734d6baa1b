/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "td-record-list.h"
#include "td-tab-stop.h"

struct _TdPlanList
{
  GtkWidget parent_instance;

  TdWorkspace *workspace;
  TdRecordList *plans;
  GtkSingleSelection *selection;
  GtkStack *stack;
  GtkWidget *view;
  GtkWidget *menu; /* of a row; child of the view */
  char *search;
  gint64 selected; /* the plan that is selected, wherever it stands */
  gint64 wanted;   /* what was selected before the list began to change */
  guint settle_id;
};

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdPlanList, td_plan_list, GTK_TYPE_WIDGET)

/* The widgets of one row, kept on the row box */
typedef struct
{
  GtkLabel *year;
  GtkLabel *title;
  GtkLabel *detail;
  GtkLabel *status;
} Row;

static GtkLabel *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void show_menu (TdPlanList *self, GtkWidget *anchor, double x, double y);

/* A right click selects the row it is on. */
static void
row_pressed_cb (GtkGestureClick *click, int n_press, double x, double y, GtkListItem *item)
{
  GtkWidget *box = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));
  TdPlanList *self = TD_PLAN_LIST (gtk_widget_get_ancestor (box, TD_TYPE_PLAN_LIST));

  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_single_selection_set_selected (self->selection, gtk_list_item_get_position (item));
  show_menu (self, box, x, y);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  Row *row = g_new0 (Row, 1);

  row->year = add_label (box, "title-2");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), texts);
  row->title = add_label (texts, "heading");
  row->detail = add_label (texts, "dim-label");
  row->status = add_label (box, "dim-label");
  gtk_widget_add_css_class (box, "td-plan-row");
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (row_pressed_cb), item);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (click));
  g_object_set_data_full (G_OBJECT (box), "td-row", row, g_free);
  gtk_list_item_set_child (item, box);
}

static const char *
status_text (const char *status)
{
  static const struct
  {
    const char *status;
    const char *text;
  } texts[] = {
    { "draft", N_ ("Draft") },         { "checked", N_ ("Checked") },
    { "submitted", N_ ("Submitted") }, { "signed", N_ ("Signed") },
    { "issued", N_ ("Issued") },       { "withdrawn", N_ ("Withdrawn") },
    { "replaced", N_ ("Replaced") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (g_strcmp0 (status, texts[i].status) == 0)
        return _ (texts[i].text);
    }

  return _ ("Draft");
}

static void
show_plan (GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  Row *row = g_object_get_data (G_OBJECT (box), "td-row");
  TdRecord *record = gtk_list_item_get_item (item);
  const TdPlanRow *plan = td_record_get_row (record);
  g_autofree char *year = NULL;
  g_autofree char *detail = NULL;

  if (td_record_get_loading (record))
    return;
  year = g_strdup_printf ("%d", (int) plan->year);
  detail =
      g_strdup_printf ("%s%s%s%s%s", plan->doc_type != NULL ? plan->doc_type : "",
                       plan->symbol != NULL ? " · " : "", plan->number != NULL ? plan->number : "",
                       plan->symbol != NULL ? "/" : "", plan->symbol != NULL ? plan->symbol : "");
  gtk_label_set_label (row->year, plan->year > 0 ? year : "–");
  gtk_label_set_label (row->title, plan->title != NULL ? plan->title : _ ("Untitled plan"));
  gtk_label_set_label (row->detail, detail);
  gtk_label_set_label (row->status, status_text (plan->status));
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (row->title), -1);
  /* The list's own line widget is what takes the focus. */
  if (gtk_widget_get_parent (box) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_label (row->title),
                                    -1);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  TdRecord *record = gtk_list_item_get_item (item);
  gulong id = g_signal_connect_swapped (record, "changed", G_CALLBACK (show_plan), item);

  g_object_set_data (G_OBJECT (item), "td-changed", GSIZE_TO_POINTER (id));
  show_plan (item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gulong id = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (item), "td-changed"));

  g_signal_handler_disconnect (gtk_list_item_get_item (item), id);
}

static GtkWidget *
make_empty_state (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *import = gtk_button_new_with_mnemonic (_ ("_Import Last Year's Plan…"));
  GtkWidget *make = gtk_button_new_with_mnemonic (_ ("_New Plan…"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "td-plan-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No Plans Yet"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (page),
      _ ("Import the Word or PDF file of last year's plan, or begin with a template."));
  gtk_widget_add_css_class (import, "suggested-action");
  gtk_widget_add_css_class (import, "pill");
  gtk_widget_add_css_class (make, "pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (import), "win.import");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (make), "page.new-plan");
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (buttons), import);
  gtk_box_append (GTK_BOX (buttons), make);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), buttons);

  return page;
}

static GtkWidget *
make_not_found (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "edit-find-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Nothing Found"));

  return page;
}

/* Most lists are neither empty nor searched: what says so is made when it is needed. */
static void
show_state (TdPlanList *self, const char *name, GtkWidget *(*make) (void) )
{
  if (gtk_stack_get_child_by_name (self->stack, name) == NULL)
    gtk_stack_add_named (self->stack, make (), name);
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
update_stack (TdPlanList *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->plans)) == 0;
  gboolean searching = self->search != NULL && *self->search != '\0';

  if (td_record_list_get_loading (self->plans))
    return;
  if (!empty)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (searching)
    show_state (self, "not-found", make_not_found);
  else
    show_state (self, "empty", make_empty_state);
}

static void
selected_cb (TdPlanList *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION)
    self->selected = td_record_list_get_id (self->plans, position);
}

static void
reselect (TdPlanList *self)
{
  guint position;

  g_clear_handle_id (&self->settle_id, g_source_remove);
  if (self->wanted != 0 && td_record_list_find (self->plans, self->wanted, &position))
    gtk_single_selection_set_selected (self->selection, position);
}

static gboolean
settle_cb (gpointer user_data)
{
  TdPlanList *self = user_data;

  self->settle_id = 0;
  reselect (self);

  return G_SOURCE_REMOVE;
}

/* A plan that moves comes as a row taken and a row put in, one signal each: what was selected
 * before the first of them is selected again after the last. */
static void
plans_changed_cb (TdPlanList *self)
{
  if (self->settle_id != 0)
    return;
  self->wanted = self->selected;
  self->settle_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, settle_cb, self, NULL);
}

static void
activate_cb (TdPlanList *self, guint position)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, td_record_list_get_id (self->plans, position));
}

static void
menu_closed_cb (GtkWidget *menu)
{
  GtkWidget *view = gtk_widget_get_parent (menu);

  if (view != NULL)
    gtk_widget_grab_focus (view);
}

static void
make_row_menu (TdPlanList *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) changes = g_menu_new ();

  g_menu_append (menu, _ ("_Open"), "plans.open");
  g_menu_append (menu, _ ("_Export…"), "page.export");
  g_menu_append (changes, _ ("_Duplicate the Plan"), "page.duplicate");
  g_menu_append (changes, _ ("De_lete the Plan"), "page.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (changes));
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, self->view);
  g_signal_connect (self->menu, "closed", G_CALLBACK (menu_closed_cb), NULL);
}

/* What can be done with the selected plan, at a place of @anchor */
static void
show_menu (TdPlanList *self, GtkWidget *anchor, double x, double y)
{
  graphene_point_t at;
  GdkRectangle rect = { 0, 0, 1, 1 };

  if (!gtk_widget_compute_point (anchor, self->view, &GRAPHENE_POINT_INIT ((float) x, (float) y),
                                 &at))
    return;
  if (self->menu == NULL)
    make_row_menu (self);
  rect.x = (int) at.x;
  rect.y = (int) at.y;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &rect);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* Menu key, Shift+F10: at the row that has the focus */
static gboolean
menu_key_cb (GtkWidget *view, GVariant *args, gpointer user_data)
{
  TdPlanList *self = user_data;
  GtkRoot *root = gtk_widget_get_root (view);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, view))
    return FALSE;
  show_menu (self, focus, 80, gtk_widget_get_height (focus) * 0.75);

  return TRUE;
}

static void
open_selected_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdPlanList *self = TD_PLAN_LIST (widget);
  gint64 id = td_plan_list_get_selected (self);

  if (id != 0)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, id);
}

/* Menu key, Shift+F10 */
static void
add_menu_keys (TdPlanList *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  const struct
  {
    guint key;
    GdkModifierType mods;
  } triggers[] = { { GDK_KEY_Menu, 0 }, { GDK_KEY_F10, GDK_SHIFT_MASK } };

  for (guint i = 0; i < G_N_ELEMENTS (triggers); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (keys),
        gtk_shortcut_new (gtk_keyval_trigger_new (triggers[i].key, triggers[i].mods),
                          gtk_callback_action_new (menu_key_cb, self, NULL)));
  gtk_widget_add_controller (self->view, keys);
}

static void
td_plan_list_dispose (GObject *object)
{
  TdPlanList *self = TD_PLAN_LIST (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (child != NULL)
    gtk_widget_unparent (child);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_object (&self->selection);
  g_clear_object (&self->plans);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->search, g_free);

  G_OBJECT_CLASS (td_plan_list_parent_class)->dispose (object);
}

/* The row of the plan that is selected, not the first one */
static gboolean
td_plan_list_grab_focus (GtkWidget *widget)
{
  TdPlanList *self = TD_PLAN_LIST (widget);
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", position);

  return gtk_widget_grab_focus (self->view);
}

static void
td_plan_list_class_init (TdPlanListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_plan_list_dispose;
  GTK_WIDGET_CLASS (klass)->focus = td_focus_only_child;
  GTK_WIDGET_CLASS (klass)->grab_focus = td_plan_list_grab_focus;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "plans.open", NULL, open_selected_cb);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", TD_TYPE_PLAN_LIST, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
td_plan_list_init (TdPlanList *self)
{
}

static TdQuery *
make_query (const char *search)
{
  TdQuery *query = td_query_new (TD_KIND_PLAN);

  td_query_order_by (query, "year", TRUE);
  td_query_order_by (query, "id", TRUE);
  if (search != NULL && *search != '\0')
    td_query_search (query, search);

  return query;
}

/**
 * td_plan_list_new:
 * @workspace: whose plans
 *
 * Returns: the list
 */
GtkWidget *
td_plan_list_new (TdWorkspace *workspace)
{
  TdPlanList *self = g_object_new (TD_TYPE_PLAN_LIST, NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (TdQuery) query = make_query (NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->workspace = g_object_ref (workspace);
  self->plans = td_record_list_new (workspace, query);
  /* Before the selection hears of a change. */
  g_signal_connect_object (self->plans, "items-changed", G_CALLBACK (plans_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->plans)));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plans, "reordered", G_CALLBACK (reselect), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  self->view = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_widget_add_css_class (self->view, "td-plan-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Plans"), -1);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activate_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  add_menu_keys (self);

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, gtk_label_new (NULL), "loading");
  gtk_stack_add_named (self->stack, td_tab_stop_new (scroller), "list");
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
  g_signal_connect_object (self->plans, "items-changed", G_CALLBACK (update_stack), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plans, "notify::loading", G_CALLBACK (update_stack), self,
                           G_CONNECT_SWAPPED);
  update_stack (self);

  return GTK_WIDGET (self);
}

/**
 * td_plan_list_search:
 * @self: the list
 * @text: words of a plan's title; "" shows all
 */
void
td_plan_list_search (TdPlanList *self, const char *text)
{
  g_autoptr (TdQuery) query = make_query (text);

  g_free (self->search);
  self->search = g_strdup (text);
  td_record_list_set_query (self->plans, query);
}

/**
 * td_plan_list_select:
 * @self: the list
 * @plan_id: a plan
 *
 * Selects a plan, when the list shows it.
 */
void
td_plan_list_select (TdPlanList *self, gint64 plan_id)
{
  guint position;

  if (td_record_list_find (self->plans, plan_id, &position))
    gtk_single_selection_set_selected (self->selection, position);
}

/**
 * td_plan_list_get_selected:
 * @self: the list
 *
 * Returns: the id of the selected plan, 0 for none
 */
gint64
td_plan_list_get_selected (TdPlanList *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  return position != GTK_INVALID_LIST_POSITION ? td_record_list_get_id (self->plans, position) : 0;
}
