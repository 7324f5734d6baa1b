/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-annex-list-private.h"

#include <glib/gi18n-lib.h>

#include "td-annex-header.h"
#include "td-annex-line.h"
#include "td-application.h"
#include "td-tab-stop.h"

enum
{
  SIGNAL_SELECTION_CHANGED,
  SIGNAL_OPEN,
  SIGNAL_REFRESHED,
  SIGNAL_COLUMNS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdAnnexList, td_annex_list, GTK_TYPE_WIDGET)

static TdPlanItems *
items_of (TdAnnexList *self)
{
  return td_annex_model_get_items (self->model);
}

/* The line of the list that shows @item; NULL while it is scrolled away. */
static GtkWidget *
line_of (TdAnnexList *self, TdPlanItem *item)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      TdAnnexLine *row = g_ptr_array_index (self->rows, i);

      if (item != NULL && td_annex_line_get_item (row) == item)
        return gtk_widget_get_parent (GTK_WIDGET (row));
    }

  return NULL;
}

static gboolean
focus_cb (gpointer user_data)
{
  TdAnnexList *self = TD_ANNEX_LIST (user_data);
  GtkWidget *line = line_of (self, self->current);

  self->focus_id = 0;
  if (line != NULL)
    gtk_widget_grab_focus (line);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->view));

  return G_SOURCE_REMOVE;
}

/**
 * td_annex_list_focus_current:
 * @self: the list
 *
 * Gives the focus back to the row that the panel shows.
 */
void
td_annex_list_focus_current (TdAnnexList *self)
{
  g_return_if_fail (TD_IS_ANNEX_LIST (self));

  /* A row that was scrolled away is there after the next layout only. */
  if (self->focus_id == 0)
    self->focus_id = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, focus_cb, self, NULL);
}

static void
take_current (TdAnnexList *self)
{
  g_autoptr (GtkBitset) chosen =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  TdPlanItem *item = gtk_bitset_get_size (chosen) == 1
                         ? td_plan_items_get (items_of (self), gtk_bitset_get_minimum (chosen))
                         : NULL;

  g_set_object (&self->current, item);
}

static void
selection_changed_cb (TdAnnexList *self)
{
  if (self->filling)
    return;
  take_current (self);
  td_annex_list_update_actions (self);
  if (self->current != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      TdKind kind = td_plan_item_get_kind (self->current);

      td_plan_context_select (self->context, (int) kind, td_plan_item_get_id (self->current),
                              kind == TD_KIND_TASK ? "content" : "title");
    }
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

static gboolean
view_has_focus (TdAnnexList *self)
{
  return gtk_widget_get_state_flags (GTK_WIDGET (self->view)) & GTK_STATE_FLAG_FOCUS_WITHIN;
}

static GHashTable *
dup_selected_items (TdAnnexList *self)
{
  GHashTable *chosen = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (items_of (self))); i++)
    {
      if (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i))
        g_hash_table_add (chosen, g_object_ref (td_plan_items_get (items_of (self), i)));
    }

  return chosen;
}

/* Through the view, so that Shift extends from here afterwards. */
static void
choose (TdAnnexList *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.select-item", "(ubb)", position, FALSE,
                              FALSE);
}

static void
restore_selection (TdAnnexList *self, GHashTable *chosen)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (items_of (self)));
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) mask = gtk_bitset_new_range (0, n);

  for (guint i = 0; i < n; i++)
    {
      if (g_hash_table_contains (chosen, td_plan_items_get (items_of (self), i)))
        gtk_bitset_add (selected, i);
    }
  if (gtk_bitset_get_size (selected) == 1)
    choose (self, gtk_bitset_get_minimum (selected));
  else
    gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), selected, mask);
}

/* After a deletion the row that took the place is the current one. */
static void
select_neighbour (TdAnnexList *self, guint position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (items_of (self)));

  if (n > 0 && position != G_MAXUINT)
    choose (self, MIN (position, n - 1));
}

static gboolean
select_wanted (TdAnnexList *self)
{
  guint position = self->wanted_id != 0
                       ? td_plan_items_find (items_of (self), self->wanted_kind, self->wanted_id)
                       : G_MAXUINT;

  if (position == G_MAXUINT)
    return FALSE;
  self->wanted_id = 0;
  choose (self, position);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);

  return TRUE;
}

/**
 * td_annex_list_refresh:
 * @self: the list
 *
 * Brings the lines up to date with the plan and the filters; what is chosen stays chosen.
 */
void
td_annex_list_refresh (TdAnnexList *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  g_autoptr (GHashTable) chosen = NULL;
  g_autoptr (TdPlanItem) before = NULL;
  gboolean had_focus = view_has_focus (self);
  guint position;
  gboolean found;

  if (data == NULL)
    return;
  chosen = dup_selected_items (self);
  before = self->current != NULL ? g_object_ref (self->current) : NULL;
  position = before != NULL ? td_plan_items_find (items_of (self), td_plan_item_get_kind (before),
                                                  td_plan_item_get_id (before))
                            : G_MAXUINT;
  self->filling = TRUE;
  td_annex_layout_update (self->layout, data);
  td_annex_model_refresh (self->model, data);
  restore_selection (self, chosen);
  found = select_wanted (self);
  take_current (self);
  if (!found && before != NULL && self->current == NULL && g_hash_table_size (chosen) == 1)
    select_neighbour (self, position);
  self->filling = FALSE;

  take_current (self);
  td_annex_list_update_actions (self);
  if (self->current != before)
    selection_changed_cb (self);
  if (had_focus || (found && self->wanted_focus))
    td_annex_list_focus_current (self);
  g_signal_emit (self, signals[SIGNAL_REFRESHED], 0);
}

static void
context_selected_cb (TdAnnexList *self, int kind, gint64 id, const char *field)
{
  if (kind != TD_KIND_TASK && kind != TD_KIND_PLAN_GROUP)
    return;
  if (self->current == NULL || td_plan_item_get_kind (self->current) != (TdKind) kind ||
      td_plan_item_get_id (self->current) != id)
    td_annex_list_select (self, (TdKind) kind, id, FALSE);
}

/**
 * td_annex_list_select:
 * @self: the list
 * @kind: TD_KIND_TASK or TD_KIND_PLAN_GROUP
 * @id: a record, perhaps one that the list will know only after the next reading
 * @focus: whether its row gets the focus too
 */
void
td_annex_list_select (TdAnnexList *self, TdKind kind, gint64 id, gboolean focus)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  const TdTaskRow *task =
      data != NULL && kind == TD_KIND_TASK ? td_plan_data_get (data, TD_KIND_TASK, id) : NULL;

  g_return_if_fail (TD_IS_ANNEX_LIST (self));

  self->wanted_kind = kind;
  self->wanted_id = id;
  self->wanted_focus = focus;
  if (task != NULL && td_annex_model_get_folded (self->model, task->group_id))
    {
      td_annex_model_set_folded (self->model, task->group_id, FALSE);
      td_annex_list_refresh (self);
      return;
    }
  if (select_wanted (self) && focus)
    td_annex_list_focus_current (self);
}

/* The first task is chosen when the annex is first looked at, so that the panel shows something. */
static void
map_cb (TdAnnexList *self)
{
  g_autoptr (GtkBitset) chosen =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root))
    td_annex_layout_set_settings (self->layout, td_settings_of (GTK_WINDOW (root)));
  if (self->current == NULL && gtk_bitset_is_empty (chosen) && self->wanted_id == 0)
    td_annex_list_step (self, +1);
}

/**
 * td_annex_list_step:
 * @self: the list
 * @step: -1 the task before the current one, +1 the one after it
 *
 * Makes another task the current one and leaves the focus where it is.
 */
void
td_annex_list_step (TdAnnexList *self, int step)
{
  int n = (int) g_list_model_get_n_items (G_LIST_MODEL (items_of (self)));
  int position =
      self->current != NULL
          ? (int) td_plan_items_find (items_of (self), td_plan_item_get_kind (self->current),
                                      td_plan_item_get_id (self->current))
          : -1;

  for (int i = position + step; i >= 0 && i < n; i += step)
    {
      TdPlanItem *item = td_plan_items_get (items_of (self), (guint) i);

      if (td_plan_item_get_kind (item) == TD_KIND_TASK)
        {
          td_annex_list_select (self, TD_KIND_TASK, td_plan_item_get_id (item), FALSE);
          return;
        }
    }
}

TdAnnexModel *
td_annex_list_get_model (TdAnnexList *self)
{
  return self->model;
}

TdAnnexLayout *
td_annex_list_get_layout (TdAnnexList *self)
{
  return self->layout;
}

/**
 * td_annex_list_get_current:
 * @self: the list
 *
 * Returns: (nullable) (transfer none): the one row that is chosen; %NULL for none or several
 */
TdPlanItem *
td_annex_list_get_current (TdAnnexList *self)
{
  return self->current;
}

/**
 * td_annex_list_dup_selected:
 * @self: the list
 * @kind: TD_KIND_TASK or TD_KIND_PLAN_GROUP
 *
 * Returns: (transfer full) (element-type gint64): the chosen records of that kind, in order
 */
GArray *
td_annex_list_dup_selected (TdAnnexList *self, TdKind kind)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (items_of (self))); i++)
    {
      TdPlanItem *item = td_plan_items_get (items_of (self), i);
      gint64 id = td_plan_item_get_id (item);

      if (td_plan_item_get_kind (item) == kind &&
          gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i))
        g_array_append_val (ids, id);
    }

  return ids;
}

static void
toggled_cb (TdAnnexList *self, gint64 id)
{
  td_annex_model_set_folded (self->model, id, !td_annex_model_get_folded (self->model, id));
  td_annex_list_refresh (self);
}

static void
menu_cb (TdAnnexLine *row, double x, double y, TdAnnexList *self)
{
  TdPlanItem *item = td_annex_line_get_item (row);
  guint position = item != NULL ? td_plan_items_find (items_of (self), td_plan_item_get_kind (item),
                                                      td_plan_item_get_id (item))
                                : G_MAXUINT;

  if (position == G_MAXUINT)
    return;
  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    choose (self, position);
  td_annex_list_popup_menu (self, GTK_WIDGET (row), x, y);
}

static char *
drag_cb (TdAnnexLine *row, TdAnnexList *self)
{
  return td_annex_list_drag (self, td_annex_line_get_item (row));
}

static void
dropped_cb (TdAnnexLine *row, const char *text, int place, TdAnnexList *self)
{
  TdPlanItem *item = td_annex_line_get_item (row);

  td_annex_list_drop (self, text, td_plan_item_get_kind (item), td_plan_item_get_id (item), place);
}

static void
activate_cb (TdAnnexList *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, FALSE);
}

static void
setup_cb (TdAnnexList *self, GtkListItem *item)
{
  GtkWidget *row = td_annex_line_new (self->layout, td_plan_context_get_read_only (self->context));

  g_signal_connect_object (row, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "menu", G_CALLBACK (menu_cb), self, 0);
  g_signal_connect_object (row, "drag", G_CALLBACK (drag_cb), self, 0);
  g_signal_connect_object (row, "dropped", G_CALLBACK (dropped_cb), self, 0);
  gtk_list_item_set_child (item, row);
  g_ptr_array_add (self->rows, row);
}

static void
bind_cb (TdAnnexList *self, GtkListItem *item)
{
  td_annex_line_set_item (TD_ANNEX_LINE (gtk_list_item_get_child (item)),
                          gtk_list_item_get_item (item));
}

static void
unbind_cb (TdAnnexList *self, GtkListItem *item)
{
  td_annex_line_set_item (TD_ANNEX_LINE (gtk_list_item_get_child (item)), NULL);
}

static void
teardown_cb (TdAnnexList *self, GtkListItem *item)
{
  if (self->rows != NULL)
    g_ptr_array_remove (self->rows, gtk_list_item_get_child (item));
}

static void
td_annex_list_dispose (GObject *object)
{
  TdAnnexList *self = TD_ANNEX_LIST (object);

  g_clear_handle_id (&self->focus_id, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->current);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->layout);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (td_annex_list_parent_class)->dispose (object);
}

static void
td_annex_list_class_init (TdAnnexListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_annex_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "annexlist");
  td_annex_list_install_actions (widget_class);

  signals[SIGNAL_SELECTION_CHANGED] =
      g_signal_new ("selection-changed", TD_TYPE_ANNEX_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
  signals[SIGNAL_OPEN] = g_signal_new ("open", TD_TYPE_ANNEX_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_REFRESHED] = g_signal_new ("refreshed", TD_TYPE_ANNEX_LIST, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_COLUMNS] = g_signal_new ("columns", TD_TYPE_ANNEX_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_view (TdAnnexList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  g_signal_connect_swapped (factory, "teardown", G_CALLBACK (teardown_cb), self);
  self->view = GTK_LIST_VIEW (
      gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory));
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activate_cb), self);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "td-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Tasks of the annex"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);

  return td_tab_stop_new (scroller);
}

static void
td_annex_list_init (TdAnnexList *self)
{
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  self->rows = g_ptr_array_new ();
  self->model = td_annex_model_new ();
  self->selection = gtk_multi_selection_new (
      g_object_ref (G_LIST_MODEL (td_annex_model_get_items (self->model))));
  g_signal_connect_swapped (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                            self);
}

/**
 * td_annex_list_new:
 * @context: the open plan
 *
 * Returns: its annex as a table
 */
GtkWidget *
td_annex_list_new (TdPlanContext *context)
{
  TdAnnexList *self = g_object_new (TD_TYPE_ANNEX_LIST, NULL);

  self->context = g_object_ref (context);
  self->layout = td_annex_layout_new (td_plan_context_get_workspace (context));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), td_annex_header_new (self->layout));
  gtk_box_append (GTK_BOX (self->box), make_view (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (context, "data-changed", G_CALLBACK (td_annex_list_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "selected", G_CALLBACK (context_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  td_annex_list_refresh (self);

  return GTK_WIDGET (self);
}
