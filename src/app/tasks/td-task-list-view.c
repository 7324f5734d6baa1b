/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-list-view.h"

#include <glib/gi18n-lib.h>

#include "td-task-header.h"
#include "td-task-line.h"

/* Frames after a change in which rows are looked at */
#define LOOKS 3
/* Pixels; there are at most as many rows in the window as have room with this */
#define LEAST_LINE_HEIGHT 26.0

struct _TdTaskListView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  TdTaskHeader *header;
  GtkListView *view;
  TdTaskModel *model;
  TdTaskColumns *columns;
  GtkMultiSelection *selection;
  gboolean read_only;
  gint64 wanted; /* the task that stays chosen when the list changes */
  GtkAdjustment *scroll;
  guint tick;  /* looks which rows have come near */
  guint looks; /* how many frames it goes on */
};

G_DEFINE_FINAL_TYPE (TdTaskListView, td_task_list_view, GTK_TYPE_WIDGET)

enum
{
  SELECTION_CHANGED,
  OPEN,
  SORT,
  MENU,
  HEADING_MENU,
  WINDOW_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
selected_position (TdTaskListView *self)
{
  g_autoptr (GtkBitset) chosen =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return gtk_bitset_get_size (chosen) > 0 ? gtk_bitset_get_minimum (chosen) : G_MAXUINT;
}

/**
 * td_task_list_view_get_current:
 * @self: a list
 *
 * Returns: the task that is chosen, 0 when none or several are
 */
gint64
td_task_list_view_get_current (TdTaskListView *self)
{
  g_autoptr (GtkBitset) chosen = NULL;
  gint64 id;

  g_return_val_if_fail (TD_IS_TASK_LIST_VIEW (self), 0);

  chosen = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  if (gtk_bitset_get_size (chosen) != 1)
    return 0;
  id = td_task_model_get_id (self->model, gtk_bitset_get_minimum (chosen));

  return MAX (id, 0);
}

/**
 * td_task_list_view_get_current_item:
 * @self: a list
 *
 * Returns: (nullable) (transfer full): the line that is chosen, when it is just one
 */
TdTaskItem *
td_task_list_view_get_current_item (TdTaskListView *self)
{
  g_autoptr (GtkBitset) chosen = NULL;

  g_return_val_if_fail (TD_IS_TASK_LIST_VIEW (self), NULL);

  chosen = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  if (gtk_bitset_get_size (chosen) != 1)
    return NULL;

  return g_list_model_get_item (G_LIST_MODEL (self->model), gtk_bitset_get_minimum (chosen));
}

/**
 * td_task_list_view_dup_selected:
 * @self: a list
 *
 * Returns: (transfer full) (element-type gint64): the chosen tasks in the order of the list
 */
GArray *
td_task_list_view_dup_selected (TdTaskListView *self)
{
  g_autoptr (GtkBitset) chosen =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, chosen, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = td_task_model_get_id (self->model, position);

      if (id > 0)
        g_array_append_val (ids, id);
    }

  return ids;
}

static void
selection_changed_cb (TdTaskListView *self)
{
  gint64 id;

  id = td_task_list_view_get_current (self);
  if (id != 0)
    self->wanted = id;
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
choose (TdTaskListView *self, guint position, gboolean scroll)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  if (scroll)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

/**
 * td_task_list_view_select:
 * @self: a list
 * @task_id: a task; 0 chooses nothing
 *
 * Returns: whether the task is in the list
 */
gboolean
td_task_list_view_select (TdTaskListView *self, gint64 task_id)
{
  guint position;

  g_return_val_if_fail (TD_IS_TASK_LIST_VIEW (self), FALSE);

  self->wanted = task_id;
  if (task_id == 0)
    {
      gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
      return TRUE;
    }
  if (!td_task_model_find (self->model, task_id, &position))
    return FALSE;
  choose (self, position, TRUE);

  return TRUE;
}

/**
 * td_task_list_view_keep_selection:
 * @self: a list
 *
 * After the lines were changed: the task that was chosen is chosen again if it is still there.
 */
void
td_task_list_view_keep_selection (TdTaskListView *self)
{
  g_autoptr (GtkBitset) chosen = NULL;
  guint position;

  g_return_if_fail (TD_IS_TASK_LIST_VIEW (self));

  chosen = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  if (gtk_bitset_get_size (chosen) > 1 || self->wanted == 0)
    return;
  if (td_task_model_find (self->model, self->wanted, &position))
    {
      if (!gtk_bitset_contains (chosen, position))
        choose (self, position, TRUE);
    }
  else if (!gtk_bitset_is_empty (chosen))
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  else
    g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

/**
 * td_task_list_view_step:
 * @self: a list
 * @step: 1 to the next task, -1 to the one before
 */
void
td_task_list_view_step (TdTaskListView *self, int step)
{
  guint next = td_task_model_next_task (self->model, selected_position (self), step);

  if (next != G_MAXUINT)
    choose (self, next, TRUE);
}

void
td_task_list_view_focus (TdTaskListView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * td_task_list_view_copy:
 * @self: a list
 *
 * Copies the chosen rows for a spreadsheet.
 */
void
td_task_list_view_copy (TdTaskListView *self)
{
  g_autoptr (GtkBitset) chosen =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  g_autoptr (GString) text = g_string_new (NULL);
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, chosen, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (TdTaskItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
      g_autofree char *line = td_task_item_dup_line (item);

      g_string_append_printf (text, "%s\n", line);
    }
  if (text->len > 0)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
}

static void
toggled_cb (TdTaskListView *self, const char *key)
{
  g_autofree char *kept = g_strdup (key);
  g_autoptr (TdTaskItem) item = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->model)); i++)
    {
      if (td_task_model_get_id (self->model, i) > 0)
        continue;
      g_clear_object (&item);
      item = g_list_model_get_item (G_LIST_MODEL (self->model), i);
      if (g_strcmp0 (td_task_item_get_key (item), kept) == 0)
        {
          td_task_model_fold (self->model, kept, !td_task_item_get_folded (item));
          return;
        }
    }
}

static void
menu_cb (TdTaskLine *line, double x, double y, TdTaskListView *self)
{
  TdTaskItem *item = td_task_line_get_item (line);
  guint position;

  if (item == NULL || !td_task_model_find (self->model, td_task_item_get_id (item), &position))
    return;
  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    choose (self, position, FALSE);
  g_signal_emit (self, signals[MENU], 0, line, x, y);
}

static void
line_window_cb (TdTaskLine *line, guint turn, guint first, guint last, TdTaskListView *self)
{
  TdTaskItem *item = td_task_line_get_item (line);

  if (item != NULL)
    g_signal_emit (self, signals[WINDOW_CHANGED], 0, td_task_item_get_id (item), turn, first, last);
}

static void
setup_cb (TdTaskListView *self, GtkListItem *item)
{
  GtkWidget *line = td_task_line_new (self->columns, self->read_only);

  g_signal_connect_object (line, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (line, "menu", G_CALLBACK (menu_cb), self, 0);
  g_signal_connect_object (line, "window-changed", G_CALLBACK (line_window_cb), self, 0);
  gtk_list_item_set_child (item, line);
}

static gboolean
look_cb (GtkWidget *view, GdkFrameClock *clock G_GNUC_UNUSED, gpointer user_data)
{
  TdTaskListView *self = user_data;

  for (GtkWidget *row = gtk_widget_get_first_child (view); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *line = gtk_widget_get_first_child (row);

      if (TD_IS_TASK_LINE (line))
        td_task_line_look (TD_TASK_LINE (line));
    }
  if (--self->looks > 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;

  return G_SOURCE_REMOVE;
}

/* Rows get their places after they are bound, in the frame that follows; those that come near are
 * filled in the one after it, before they are shown. */
static void
look_soon (TdTaskListView *self)
{
  self->looks = LOOKS;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), look_cb, self, NULL);
}

/* Whether a row will probably be shown: places are not given yet when rows are bound. */
static gboolean
is_around (TdTaskListView *self, guint position)
{
  double upper = gtk_adjustment_get_upper (self->scroll);
  double shown = gtk_adjustment_get_page_size (self->scroll) / LEAST_LINE_HEIGHT + 1;
  double first = upper > 0 ? gtk_adjustment_get_value (self->scroll) / upper *
                                 g_list_model_get_n_items (G_LIST_MODEL (self->model))
                           : 0;

  return position > first - shown / 2 && position < first + shown * 3 / 2;
}

static void
bind_cb (TdTaskListView *self, GtkListItem *item)
{
  TdTaskLine *line = TD_TASK_LINE (gtk_list_item_get_child (item));

  td_task_line_set_item (line, gtk_list_item_get_item (item));
  if (is_around (self, gtk_list_item_get_position (item)))
    td_task_line_fill (line);
  else
    look_soon (self);
}

static void
unbind_cb (TdTaskListView *self G_GNUC_UNUSED, GtkListItem *item)
{
  td_task_line_set_item (TD_TASK_LINE (gtk_list_item_get_child (item)), NULL);
}

static void
activate_cb (TdTaskListView *self, guint position)
{
  g_autoptr (TdTaskItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (item != NULL && td_task_item_is_group (item))
    td_task_model_fold (self->model, td_task_item_get_key (item), !td_task_item_get_folded (item));
  else
    g_signal_emit (self, signals[OPEN], 0);
}

static void
sort_cb (TdTaskListView *self, int sort)
{
  g_signal_emit (self, signals[SORT], 0, sort);
}

static void
heading_menu_cb (TdTaskListView *self, double x, double y)
{
  g_signal_emit (self, signals[HEADING_MENU], 0, self->header, x, y);
}

/* Keyboard on the timeline: what the mouse does by dragging */
static gboolean
move_window (TdTaskListView *self, int days)
{
  g_autoptr (TdTaskItem) item = td_task_list_view_get_current_item (self);
  const TdTaskFacts *facts = item != NULL ? td_task_item_get_facts (item) : NULL;
  guint32 last;

  if (self->read_only || facts == NULL || facts->due == 0 || facts->done != 0 || facts->n_turns > 0)
    return FALSE;
  last = (guint32) ((int) facts->due + days);
  g_signal_emit (self, signals[WINDOW_CHANGED], 0, facts->id, 0, MIN (facts->start, last), last);

  return TRUE;
}

static gboolean
fold_current (TdTaskListView *self, gboolean fold)
{
  g_autoptr (TdTaskItem) item = td_task_list_view_get_current_item (self);

  if (item == NULL || !td_task_item_is_group (item) || td_task_item_get_folded (item) == fold)
    return FALSE;
  td_task_model_fold (self->model, td_task_item_get_key (item), fold);

  return TRUE;
}

static void
zoom (TdTaskListView *self, double factor)
{
  const TdGanttAxis *axis = td_task_columns_get_axis (self->columns);

  td_task_columns_zoom (self->columns, factor, (axis->from + axis->to) / 2);
}

static void
show_today (TdTaskListView *self)
{
  const TdGanttAxis *axis = td_task_columns_get_axis (self->columns);
  double middle = (axis->from + axis->to) / 2;

  td_task_columns_move (self->columns, (td_task_columns_get_today (self->columns) - middle) /
                                           (axis->to - axis->from));
}

static gboolean
timeline_key (TdTaskListView *self, guint key, GdkModifierType state)
{
  int days = state & GDK_SHIFT_MASK ? 7 : 1;

  if ((state & GDK_ALT_MASK) && key == GDK_KEY_Right)
    return move_window (self, days);
  if ((state & GDK_ALT_MASK) && key == GDK_KEY_Left)
    return move_window (self, -days);
  if ((state & GDK_ALT_MASK) && key == GDK_KEY_Home)
    show_today (self);
  else if ((state & GDK_CONTROL_MASK) &&
           (key == GDK_KEY_plus || key == GDK_KEY_equal || key == GDK_KEY_KP_Add))
    zoom (self, 0.7);
  else if ((state & GDK_CONTROL_MASK) && (key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract))
    zoom (self, 1 / 0.7);
  else if ((state & GDK_CONTROL_MASK) && (key == GDK_KEY_0 || key == GDK_KEY_KP_0))
    {
      GDate today;

      g_date_clear (&today, 1);
      g_date_set_julian (&today, MAX (td_task_columns_get_today (self->columns), 1));
      td_task_columns_show_year (self->columns, g_date_get_year (&today));
    }
  else
    return FALSE;

  return TRUE;
}

static gboolean
key_cb (TdTaskListView *self, guint key, guint code G_GNUC_UNUSED, GdkModifierType state)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (td_task_columns_get_timeline (self->columns) && timeline_key (self, key, modifiers))
    return GDK_EVENT_STOP;
  if (modifiers == GDK_CONTROL_MASK && (key == GDK_KEY_c || key == GDK_KEY_C))
    {
      td_task_list_view_copy (self);
      return GDK_EVENT_STOP;
    }
  if (modifiers == 0 && key == GDK_KEY_Left)
    return fold_current (self, TRUE);
  if (modifiers == 0 && key == GDK_KEY_Right)
    return fold_current (self, FALSE);
  if (key == GDK_KEY_Menu || (modifiers == GDK_SHIFT_MASK && key == GDK_KEY_F10))
    {
      g_signal_emit (self, signals[MENU], 0, self->view, 40.0, 40.0);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static void
td_task_list_view_dispose (GObject *object)
{
  TdTaskListView *self = TD_TASK_LIST_VIEW (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->columns);

  G_OBJECT_CLASS (td_task_list_view_parent_class)->dispose (object);
}

static gboolean
td_task_list_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TD_TASK_LIST_VIEW (widget)->view));
}

static void
td_task_list_view_class_init (TdTaskListViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_task_list_view_dispose;
  widget_class->grab_focus = td_task_list_view_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tasklist");
#define SIGNAL(id, name, n, ...)                                                                   \
  signals[id] = g_signal_new (name, TD_TYPE_TASK_LIST_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,      \
                              NULL, G_TYPE_NONE, n, ##__VA_ARGS__)
  SIGNAL (SELECTION_CHANGED, "selection-changed", 0);
  SIGNAL (OPEN, "open", 0);
  SIGNAL (SORT, "sort", 1, G_TYPE_INT);
  SIGNAL (MENU, "menu", 3, GTK_TYPE_WIDGET, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  SIGNAL (HEADING_MENU, "heading-menu", 3, GTK_TYPE_WIDGET, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  SIGNAL (WINDOW_CHANGED, "window-changed", 4, G_TYPE_INT64, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
#undef SIGNAL
}

static void
td_task_list_view_init (TdTaskListView *self)
{
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

static GtkWidget *
make_view (TdTaskListView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->view = GTK_LIST_VIEW (
      gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory));
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activate_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "td-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Tasks"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);
  self->scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  g_signal_connect_object (self->scroll, "value-changed", G_CALLBACK (look_soon), self,
                           G_CONNECT_SWAPPED);

  return scroller;
}

void
td_task_list_view_set_sort (TdTaskListView *self, TdTaskSort sort, gboolean descending)
{
  td_task_header_set_sort (self->header, sort, descending);
}

/**
 * td_task_list_view_new:
 * @model: the lines
 * @columns: what is shown of them
 * @read_only: whether nothing can be changed
 *
 * Returns: the list
 */
GtkWidget *
td_task_list_view_new (TdTaskModel *model, TdTaskColumns *columns, gboolean read_only)
{
  TdTaskListView *self = g_object_new (TD_TYPE_TASK_LIST_VIEW, NULL);

  self->model = g_object_ref (model);
  self->columns = g_object_ref (columns);
  self->read_only = read_only;
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (model)));
  g_signal_connect_swapped (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                            self);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->header = TD_TASK_HEADER (td_task_header_new (columns));
  g_signal_connect_swapped (self->header, "sort", G_CALLBACK (sort_cb), self);
  g_signal_connect_swapped (self->header, "menu", G_CALLBACK (heading_menu_cb), self);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->header));
  gtk_box_append (GTK_BOX (self->box), make_view (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}
