/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-targets-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-plan-items.h"
#include "td-target-words.h"
#include "td-text.h"

struct _TdTargetsList
{
  GtkWidget parent_instance;

  TdPlanContext *context;
  TdPlanItems *items;
  GtkSingleSelection *selection;
  GtkWidget *scroller;
  GtkColumnView *view;
  char *search;  /* folded text; NULL: all */
  gint64 wanted; /* to be selected once the list knows it */
  gboolean wanted_open;
  gboolean filling;
};

typedef enum
{
  COLUMN_CODE,
  COLUMN_TEXT,
  COLUMN_VALUE,
  COLUMN_YEAR,
  COLUMN_PLACE,
  COLUMN_CORE,
  N_COLUMNS,
} ColumnId;

static const struct
{
  const char *title;
  int width; /* 0: takes the rest */
  float xalign;
} columns[N_COLUMNS] = {
  [COLUMN_CODE] = { N_ ("Code"), 60, 0 },     [COLUMN_TEXT] = { N_ ("Target"), 0, 0 },
  [COLUMN_VALUE] = { N_ ("Value"), 110, 1 },  [COLUMN_YEAR] = { N_ ("Year"), 60, 1 },
  [COLUMN_PLACE] = { N_ ("Section"), 80, 0 }, [COLUMN_CORE] = { N_ ("Formal"), 84, 0.5F },
};

enum
{
  SIGNAL_SELECTION_CHANGED,
  SIGNAL_OPEN,
  SIGNAL_REFRESHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdTargetsList, td_targets_list, GTK_TYPE_WIDGET)

static char *
cell_text (TdPlanItem *item, ColumnId column)
{
  const TdTargetRow *target = td_plan_item_get_row (item);

  switch (column)
    {
    case COLUMN_CODE:
      return g_strdup (target->code);
    case COLUMN_TEXT:
      return g_strdup (target->text != NULL ? target->text : _ ("No words yet"));
    case COLUMN_VALUE:
      return td_target_words_value (target);
    case COLUMN_YEAR:
      return target->target_year != 0 ? g_strdup_printf ("%d", (int) target->target_year) : NULL;
    case COLUMN_PLACE:
      return g_strdup (td_plan_item_get_detail (item));
    case COLUMN_CORE:
      return g_strdup (target->core ? "✓" : NULL);
    case N_COLUMNS:
    default:
      return NULL;
    }
}

static void
show_cell (GtkListItem *cell)
{
  TdPlanItem *item = gtk_list_item_get_item (cell);
  GtkWidget *label = gtk_list_item_get_child (cell);
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (label), "column"));
  g_autofree char *text = item != NULL ? cell_text (item, (ColumnId) column) : NULL;

  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer column)
{
  guint id = GPOINTER_TO_UINT (column);
  GtkWidget *label = gtk_label_new (NULL);

  g_object_set_data (G_OBJECT (label), "column", column);
  gtk_label_set_xalign (GTK_LABEL (label), columns[id].xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (id == COLUMN_TEXT)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_lines (GTK_LABEL (label), 2);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
      gtk_label_set_width_chars (GTK_LABEL (label), 1);
    }
  if (id == COLUMN_VALUE)
    gtk_widget_add_css_class (label, "heading");
  if (id != COLUMN_TEXT)
    gtk_widget_add_css_class (label, "td-number");
  gtk_list_item_set_child (cell, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *cell)
{
  g_signal_connect_object (gtk_list_item_get_item (cell), "changed", G_CALLBACK (show_cell), cell,
                           G_CONNECT_SWAPPED);
  show_cell (cell);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *cell)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (cell), show_cell, cell);
}

static void
add_column (TdTargetsList *self, guint id)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (id));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  column = gtk_column_view_column_new (_ (columns[id].title), factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  if (columns[id].width > 0)
    gtk_column_view_column_set_fixed_width (column, columns[id].width);
  else
    gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (self->view, column);
  g_object_unref (column);
}

static gboolean
matches (TdTargetsList *self, const TdTargetRow *target)
{
  g_autofree char *all = g_strjoin (" ", target->code != NULL ? target->code : "",
                                    target->text != NULL ? target->text : "",
                                    target->measure_unit != NULL ? target->measure_unit : "", NULL);
  g_autofree char *folded = td_text_fold (all);

  return self->search == NULL || strstr (folded, self->search) != NULL;
}

static gboolean
select_wanted (TdTargetsList *self)
{
  guint position = self->wanted != 0
                       ? td_plan_items_find (self->items, TD_KIND_TARGET, self->wanted)
                       : G_MAXUINT;

  if (position == G_MAXUINT)
    return FALSE;
  self->wanted = 0;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)),
                              "list.scroll-to-item", "u", position);

  return TRUE;
}

static void
selected_cb (TdTargetsList *self)
{
  gint64 id = td_targets_list_get_target (self);

  if (self->filling)
    return;
  if (id != 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    td_plan_context_select (self->context, TD_KIND_TARGET, id, "text");
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

static void
refresh (TdTargetsList *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  gint64 before = td_targets_list_get_target (self);
  guint position = gtk_single_selection_get_selected (self->selection);
  guint n;

  if (data == NULL)
    return;
  self->filling = TRUE;
  td_plan_items_begin (self->items);
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_TARGET); i++)
    {
      const TdTargetRow *target = td_plan_data_nth (data, TD_KIND_TARGET, i);
      g_autofree char *place = td_target_words_place (data, target);

      if (matches (self, target))
        td_plan_items_append (self->items, TD_KIND_TARGET, target, 0, FALSE, FALSE, target->code,
                              place);
    }
  td_plan_items_end (self->items);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  if (!select_wanted (self) && before != 0)
    {
      guint found = td_plan_items_find (self->items, TD_KIND_TARGET, before);

      gtk_single_selection_set_selected (self->selection, found != G_MAXUINT ? found
                                                          : n > 0            ? MIN (position, n - 1)
                                                                  : GTK_INVALID_LIST_POSITION);
    }
  self->filling = FALSE;
  if (td_targets_list_get_target (self) != before)
    selected_cb (self);
  g_signal_emit (self, signals[SIGNAL_REFRESHED], 0);
  if (self->wanted_open && self->wanted == 0)
    {
      self->wanted_open = FALSE;
      g_signal_emit (self, signals[SIGNAL_OPEN], 0);
    }
}

/**
 * td_targets_list_search:
 * @self: the list
 * @text: show only targets that hold this; "" shows all
 */
void
td_targets_list_search (TdTargetsList *self, const char *text)
{
  g_clear_pointer (&self->search, g_free);
  if (text != NULL && !td_text_is_blank (text))
    self->search = td_text_fold (text);
  refresh (self);
}

guint
td_targets_list_get_n_shown (TdTargetsList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

/**
 * td_targets_list_get_target:
 * @self: the list
 *
 * Returns: the chosen target, 0 for none
 */
gint64
td_targets_list_get_target (TdTargetsList *self)
{
  TdPlanItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? td_plan_item_get_id (item) : 0;
}

/**
 * td_targets_list_select:
 * @self: the list
 * @id: a target, perhaps one that the list will know only after the next reading
 * @focus: whether the table gets the focus
 */
void
td_targets_list_select (TdTargetsList *self, gint64 id, gboolean focus)
{
  self->wanted = id;
  select_wanted (self);
  if (focus)
    td_targets_list_focus_current (self);
}

void
td_targets_list_step (TdTargetsList *self, int step)
{
  int n = (int) td_targets_list_get_n_shown (self);
  int position = (int) gtk_single_selection_get_selected (self->selection) + step;

  if (position >= 0 && position < n)
    gtk_single_selection_set_selected (self->selection, (guint) position);
}

void
td_targets_list_focus_current (TdTargetsList *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

static void
added_cb (TdPlanContext *context, gint64 id, gpointer user_data)
{
  TdTargetsList *self = TD_TARGETS_LIST (user_data);

  self->wanted = id;
  self->wanted_open = TRUE;
  refresh (self);
}

static void
add (TdTargetsList *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  g_autofree char *plan =
      g_strdup_printf ("%" G_GINT64_FORMAT, td_plan_context_get_plan_id (self->context));
  g_autofree char *code = td_target_words_next_code (data);
  g_autofree char *year = g_strdup_printf ("%d", (int) data->plan->year);
  TdEdit *edit = td_edit_new_add (TD_KIND_TARGET);

  td_edit_set_value (edit, "plan_id", plan);
  td_edit_set_value (edit, "code", code);
  td_edit_set_value (edit, "text", _ ("New target"));
  td_edit_set_value (edit, "comparator", ">=");
  td_edit_set_value (edit, "measure_unit", "%");
  td_edit_set_value (edit, "target_year", year);
  td_edit_set_value (edit, "kind", "quantitative");
  td_edit_set_value (edit, "measure_source", "typed");
  td_edit_set_value (edit, "core", "1");
  if (td_targets_list_get_target (self) != 0)
    td_edit_set_after (edit, td_targets_list_get_target (self));
  td_plan_context_edit_then (self->context, edit, G_OBJECT (self), added_cb);
}

static void
move (TdTargetsList *self, gint64 id, int step)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  int n = (int) td_plan_data_count (data, TD_KIND_TARGET);

  for (int i = 0; self->search == NULL && i < n; i++)
    {
      const TdRow *row = td_plan_data_nth (data, TD_KIND_TARGET, (guint) i);

      if (row->id == id && i + step >= 0 && i + step < n)
        td_plan_context_edit (self->context,
                              td_edit_new_move (TD_KIND_TARGET, id, -1, (guint) (i + step)));
    }
}

static void
action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdTargetsList *self = TD_TARGETS_LIST (widget);
  gint64 id = td_targets_list_get_target (self);

  if (td_plan_context_get_read_only (self->context) ||
      td_plan_context_get_data (self->context) == NULL)
    return;
  if (g_str_equal (name, "targets.add"))
    {
      add (self);
    }
  else if (id != 0 && g_str_equal (name, "targets.delete"))
    {
      td_plan_context_edit (self->context, td_edit_new_delete (TD_KIND_TARGET, &id, 1));
      td_plan_context_toast_undo (self->context, _ ("The target was deleted"));
    }
  else if (id != 0)
    {
      move (self, id, g_str_equal (name, "targets.up") ? -1 : +1);
    }
}

static void
activate_cb (TdTargetsList *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0);
}

static void
context_selected_cb (TdTargetsList *self, int kind, gint64 id, const char *field)
{
  if (kind == TD_KIND_TARGET && id != td_targets_list_get_target (self))
    td_targets_list_select (self, id, FALSE);
}

/* The first target is chosen when the targets are first looked at. */
static void
map_cb (TdTargetsList *self)
{
  if (td_targets_list_get_target (self) == 0 && self->wanted == 0 &&
      td_targets_list_get_n_shown (self) > 0)
    gtk_single_selection_set_selected (self->selection, 0);
}

static void
td_targets_list_dispose (GObject *object)
{
  TdTargetsList *self = TD_TARGETS_LIST (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_object (&self->context);
  g_clear_pointer (&self->search, g_free);

  G_OBJECT_CLASS (td_targets_list_parent_class)->dispose (object);
}

static void
td_targets_list_class_init (TdTargetsListClass *klass)
{
  static const struct
  {
    const char *name;
    guint key;
    GdkModifierType mods;
  } actions[] = {
    { "targets.add", GDK_KEY_Return, GDK_CONTROL_MASK },
    { "targets.delete", GDK_KEY_Delete, 0 },
    { "targets.up", GDK_KEY_Up, GDK_ALT_MASK },
    { "targets.down", GDK_KEY_Down, GDK_ALT_MASK },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_targets_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "targetslist");
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i].name, NULL, action_cb);
      gtk_widget_class_add_binding_action (widget_class, actions[i].key, actions[i].mods,
                                           actions[i].name, NULL);
    }

  signals[SIGNAL_SELECTION_CHANGED] =
      g_signal_new ("selection-changed", TD_TYPE_TARGETS_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OPEN] = g_signal_new ("open", TD_TYPE_TARGETS_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REFRESHED] = g_signal_new ("refreshed", TD_TYPE_TARGETS_LIST, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
td_targets_list_init (TdTargetsList *self)
{
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  self->items = td_plan_items_new ();
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
  self->view =
      GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection))));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "targets-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Targets of the plan"), -1);
  for (guint i = 0; i < N_COLUMNS; i++)
    add_column (self, i);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activate_cb), self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * td_targets_list_new:
 * @context: the open plan
 *
 * Returns: its targets as a table
 */
GtkWidget *
td_targets_list_new (TdPlanContext *context)
{
  TdTargetsList *self = g_object_new (TD_TYPE_TARGETS_LIST, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "data-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "selected", G_CALLBACK (context_selected_cb), self,
                           G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
