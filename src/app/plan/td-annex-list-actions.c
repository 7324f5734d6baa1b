/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-annex-list-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "td-annex-moves.h"

#define DRAG_TASKS "td-tasks:"
#define DRAG_GROUP "td-group:"

static const TdPlanData *
data_of (TdAnnexList *self)
{
  return td_plan_context_get_data (self->context);
}

static gboolean
can_edit (TdAnnexList *self)
{
  return data_of (self) != NULL && !td_plan_context_get_read_only (self->context);
}

static gboolean
can_arrange (TdAnnexList *self)
{
  return can_edit (self) && !td_annex_model_get_in_body (self->model);
}

static void
run (TdAnnexList *self, TdEdit *edit)
{
  if (edit != NULL)
    td_plan_context_edit (self->context, edit);
}

static void
task_added_cb (TdPlanContext *context, gint64 id, gpointer user_data)
{
  TdAnnexList *self = TD_ANNEX_LIST (user_data);

  td_annex_list_select (self, TD_KIND_TASK, id, FALSE);
  g_signal_emit_by_name (self, "open", TRUE);
}

static void
group_added_cb (TdPlanContext *context, gint64 id, gpointer user_data)
{
  TdAnnexList *self = TD_ANNEX_LIST (user_data);

  td_annex_list_select (self, TD_KIND_PLAN_GROUP, id, FALSE);
  g_signal_emit_by_name (self, "open", TRUE);
}

static void
set_id (TdEdit *edit, const char *field, gint64 id)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  td_edit_set_value (edit, field, text);
}

static gint64
last_group (const TdPlanData *data)
{
  g_autoptr (GPtrArray) groups = td_annex_list_groups (data);

  return groups->len > 0 ? ((TdRow *) g_ptr_array_index (groups, groups->len - 1))->id : 0;
}

/* A new task right after @after, or at the end of @group_id. */
static void
add_task (TdAnnexList *self, const TdTaskRow *after, gint64 group_id)
{
  const TdPlanData *data = data_of (self);
  TdEdit *edit = td_edit_new_add (TD_KIND_TASK);
  g_autoptr (GPtrArray) tasks = td_annex_list_tasks (data, group_id);
  const TdTaskRow *before =
      after != NULL ? after : (tasks->len > 0 ? g_ptr_array_index (tasks, tasks->len - 1) : NULL);
  g_autofree char *number_text = NULL;
  g_autofree char *number = td_annex_next_number (data, before, &number_text);

  set_id (edit, "plan_id", td_plan_context_get_plan_id (self->context));
  set_id (edit, "group_id", group_id);
  td_edit_set_value (edit, "origin", "annex");
  td_edit_set_value (edit, "number", number);
  td_edit_set_value (edit, "number_text", number_text);
  if (after != NULL)
    td_edit_set_after (edit, after->row.id);
  td_plan_context_edit_then (self->context, edit, G_OBJECT (self), task_added_cb);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdAnnexList *self = TD_ANNEX_LIST (widget);
  const TdTaskRow *task = NULL;
  gint64 group = 0;

  if (!can_arrange (self))
    return;
  if (self->current != NULL && td_plan_item_get_kind (self->current) == TD_KIND_PLAN_GROUP)
    group = td_plan_item_get_id (self->current);
  else if (self->current != NULL)
    task = td_plan_item_get_row (self->current);
  else
    group = last_group (data_of (self));
  add_task (self, task, task != NULL ? task->group_id : group);
}

static void
add_area_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const romans[] = { "I",   "II",   "III", "IV", "V",  "VI",
                                        "VII", "VIII", "IX",  "X",  "XI", "XII" };
  TdAnnexList *self = TD_ANNEX_LIST (widget);
  g_autoptr (GPtrArray) groups = NULL;
  TdEdit *edit;

  if (!can_arrange (self))
    return;
  groups = td_annex_list_groups (data_of (self));
  edit = td_edit_new_add (TD_KIND_PLAN_GROUP);
  set_id (edit, "plan_id", td_plan_context_get_plan_id (self->context));
  td_edit_set_value (edit, "title", _ ("New area"));
  if (groups->len < G_N_ELEMENTS (romans))
    td_edit_set_value (edit, "label", romans[groups->len]);
  td_plan_context_edit_then (self->context, edit, G_OBJECT (self), group_added_cb);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdAnnexList *self = TD_ANNEX_LIST (widget);
  g_autoptr (GArray) tasks = td_annex_list_dup_selected (self, TD_KIND_TASK);
  g_autoptr (GArray) groups = td_annex_list_dup_selected (self, TD_KIND_PLAN_GROUP);
  TdEdit *batch;
  g_autofree char *text = NULL;

  if (!can_arrange (self) || tasks->len + groups->len == 0)
    return;
  text = groups->len > 0
             ? g_strdup (g_dngettext (GETTEXT_PACKAGE, "The area and its tasks were deleted",
                                      "The areas and their tasks were deleted", groups->len))
             : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u task was deleted",
                                             "%u tasks were deleted", tasks->len),
                                tasks->len);
  batch = td_edit_new_batch (groups->len > 0 ? _ ("Delete areas") : _ ("Delete tasks"));
  /* An area takes its tasks along: those are not deleted a second time. */
  for (guint i = tasks->len; i-- > 0;)
    {
      const TdTaskRow *task =
          td_plan_data_get (data_of (self), TD_KIND_TASK, g_array_index (tasks, gint64, i));

      for (guint j = 0; task != NULL && j < groups->len; j++)
        {
          if (task->group_id == g_array_index (groups, gint64, j))
            {
              g_array_remove_index (tasks, i);
              break;
            }
        }
    }
  if (tasks->len > 0)
    td_edit_batch_append (
        batch, td_edit_new_delete (TD_KIND_TASK, (const gint64 *) tasks->data, tasks->len));
  if (groups->len > 0)
    td_edit_batch_append (
        batch, td_edit_new_delete (TD_KIND_PLAN_GROUP, (const gint64 *) groups->data, groups->len));
  run (self, batch);
  td_plan_context_toast_undo (self->context, text);
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdAnnexList *self = TD_ANNEX_LIST (widget);
  g_autoptr (GArray) tasks = td_annex_list_dup_selected (self, TD_KIND_TASK);

  if (!can_arrange (self) || tasks->len == 0)
    return;
  if (tasks->len == 1)
    {
      td_plan_context_edit_then (self->context,
                                 td_edit_new_duplicate_task (g_array_index (tasks, gint64, 0)),
                                 G_OBJECT (self), task_added_cb);
    }
  else
    {
      TdEdit *batch = td_edit_new_batch (_ ("Duplicate tasks"));

      for (guint i = 0; i < tasks->len; i++)
        td_edit_batch_append (batch, td_edit_new_duplicate_task (g_array_index (tasks, gint64, i)));
      run (self, batch);
    }
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdAnnexList *self = TD_ANNEX_LIST (widget);
  g_autoptr (GArray) tasks = td_annex_list_dup_selected (self, TD_KIND_TASK);
  g_autoptr (GArray) groups = td_annex_list_dup_selected (self, TD_KIND_PLAN_GROUP);
  int step = g_str_equal (name, "annex.up") ? -1 : +1;

  /* Neighbours that a filter hides would be passed unseen. */
  if (!can_arrange (self) || td_annex_model_get_filtering (self->model))
    return;
  if (tasks->len > 0)
    run (self,
         td_annex_step_tasks (data_of (self), (const gint64 *) tasks->data, tasks->len, step));
  else if (groups->len == 1)
    run (self, td_annex_step_group (data_of (self), g_array_index (groups, gint64, 0), step));
}

static void
move_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdAnnexList *self = TD_ANNEX_LIST (widget);
  g_autoptr (GArray) tasks = td_annex_list_dup_selected (self, TD_KIND_TASK);

  if (can_arrange (self) && tasks->len > 0)
    run (self,
         td_annex_move_tasks (data_of (self), (const gint64 *) tasks->data, tasks->len,
                              TD_KIND_PLAN_GROUP, g_variant_get_int64 (parameter), TD_DROP_INTO));
}

static void
renumber_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdAnnexList *self = TD_ANNEX_LIST (widget);

  if (can_arrange (self))
    run (self, td_annex_renumber (data_of (self)));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdAnnexList *self = TD_ANNEX_LIST (widget);

  if (self->current != NULL)
    g_signal_emit_by_name (self, "open", g_str_equal (name, "annex.rename"));
}

static void
fold_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdAnnexList *self = TD_ANNEX_LIST (widget);
  gint64 id;

  if (self->current == NULL)
    return;
  /* Left on a task goes to its area row, as in a tree. */
  if (td_plan_item_get_kind (self->current) == TD_KIND_TASK)
    {
      id = ((const TdTaskRow *) td_plan_item_get_row (self->current))->group_id;
      if (id != 0 && g_str_equal (name, "annex.fold"))
        td_annex_list_select (self, TD_KIND_PLAN_GROUP, id, TRUE);
      return;
    }
  td_annex_model_set_folded (self->model, td_plan_item_get_id (self->current),
                             g_str_equal (name, "annex.fold"));
  td_annex_list_refresh (self);
}

static void
columns_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdAnnexList *self = TD_ANNEX_LIST (widget);

  if (can_edit (self))
    g_signal_emit_by_name (self, "columns");
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdAnnexList *self = TD_ANNEX_LIST (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, widget))
    td_annex_list_popup_menu (self, focus, 40, gtk_widget_get_height (focus) / 2.0);
}

/**
 * td_annex_list_drag:
 * @self: the list
 * @item: (nullable): the row that is dragged
 *
 * Returns: (nullable) (transfer full): what travels: the row, with all chosen tasks when it is one
 *   of them
 */
char *
td_annex_list_drag (TdAnnexList *self, TdPlanItem *item)
{
  g_autoptr (GArray) tasks = NULL;
  GString *text;
  gboolean among = FALSE;

  if (item == NULL || !can_arrange (self))
    return NULL;
  if (td_plan_item_get_kind (item) == TD_KIND_PLAN_GROUP)
    return g_strdup_printf (DRAG_GROUP "%" G_GINT64_FORMAT, td_plan_item_get_id (item));

  tasks = td_annex_list_dup_selected (self, TD_KIND_TASK);
  text = g_string_new (DRAG_TASKS);
  for (guint i = 0; i < tasks->len; i++)
    among |= g_array_index (tasks, gint64, i) == td_plan_item_get_id (item);
  if (!among)
    {
      gint64 id = td_plan_item_get_id (item);

      g_array_set_size (tasks, 0);
      g_array_append_val (tasks, id);
    }
  for (guint i = 0; i < tasks->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (tasks, gint64, i));

  return g_string_free (text, FALSE);
}

static TdEdit *
drop_tasks (TdAnnexList *self, const char *text, TdKind target_kind, gint64 target_id, int place)
{
  g_auto (GStrv) words = g_strsplit (text + strlen (DRAG_TASKS), ",", -1);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; words[i] != NULL; i++)
    {
      gint64 id = g_ascii_strtoll (words[i], NULL, 10);

      if (td_plan_data_get (data_of (self), TD_KIND_TASK, id) != NULL)
        g_array_append_val (ids, id);
    }
  /* Just below an area row is its first place. */
  if (target_kind == TD_KIND_PLAN_GROUP)
    place = TD_DROP_AFTER;

  return td_annex_move_tasks (data_of (self), (const gint64 *) ids->data, ids->len, target_kind,
                              target_id, (TdDropPlace) place);
}

/**
 * td_annex_list_drop:
 * @self: the list
 * @text: what td_annex_list_drag() made
 * @target_kind: kind of the row it was dropped on
 * @target_id: that row
 * @place: a TdDropPlace
 */
void
td_annex_list_drop (
    TdAnnexList *self, const char *text, TdKind target_kind, gint64 target_id, int place)
{
  const TdPlanData *data = data_of (self);

  if (!can_arrange (self))
    return;
  if (g_str_has_prefix (text, DRAG_TASKS))
    {
      run (self, drop_tasks (self, text, target_kind, target_id, place));
    }
  else if (g_str_has_prefix (text, DRAG_GROUP))
    {
      gint64 id = g_ascii_strtoll (text + strlen (DRAG_GROUP), NULL, 10);
      const TdTaskRow *task =
          target_kind == TD_KIND_TASK ? td_plan_data_get (data, TD_KIND_TASK, target_id) : NULL;
      gint64 group = task != NULL ? task->group_id : target_id;

      if (group != 0 && td_plan_data_get (data, TD_KIND_PLAN_GROUP, id) != NULL)
        run (self, td_annex_move_group (data, id, group,
                                        place == TD_DROP_BEFORE && task == NULL ? TD_DROP_BEFORE
                                                                                : TD_DROP_AFTER));
    }
}

static GMenuModel *
make_areas_menu (TdAnnexList *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GPtrArray) groups = td_annex_list_groups (data_of (self));

  for (guint i = 0; i < groups->len; i++)
    {
      const TdPlanGroupRow *group = g_ptr_array_index (groups, i);
      g_autofree char *name = td_annex_group_name (group);
      g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);

      g_menu_item_set_action_and_target_value (item, "annex.move-to",
                                               g_variant_new_int64 (group->row.id));
      g_menu_append_item (menu, item);
    }

  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_menu (TdAnnexList *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) moves = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  g_autoptr (GMenuModel) areas = make_areas_menu (self);

  g_menu_append (first, _ ("Edit"), "annex.open");
  g_menu_append (first, _ ("Add a Task Below"), "annex.add");
  g_menu_append (first, _ ("Duplicate"), "annex.duplicate");
  g_menu_append (moves, _ ("Move Up"), "annex.up");
  g_menu_append (moves, _ ("Move Down"), "annex.down");
  if (g_menu_model_get_n_items (areas) > 0)
    g_menu_append_submenu (moves, _ ("Move to Area"), areas);
  g_menu_append (moves, _ ("Renumber All Tasks"), "annex.renumber");
  g_menu_append (last, _ ("Delete"), "annex.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (moves));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));

  return G_MENU_MODEL (menu);
}

/**
 * td_annex_list_popup_menu:
 * @self: the list
 * @over: the widget asked about
 * @x: where, in @over
 * @y: where, in @over
 *
 * Shows what can be done with the chosen rows.
 */
void
td_annex_list_popup_menu (TdAnnexList *self, GtkWidget *over, double x, double y)
{
  g_autoptr (GMenuModel) model = NULL;
  GdkRectangle place = { 0, 0, 1, 1 };
  double at_x, at_y;

  if (data_of (self) == NULL)
    return;
  model = make_menu (self);
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  if (!gtk_widget_translate_coordinates (over, GTK_WIDGET (self), x, y, &at_x, &at_y))
    return;
  place.x = (int) at_x;
  place.y = (int) at_y;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/**
 * td_annex_list_update_actions:
 * @self: the list
 *
 * Enables what can be done with the chosen rows.
 */
void
td_annex_list_update_actions (TdAnnexList *self)
{
  g_autoptr (GArray) tasks = td_annex_list_dup_selected (self, TD_KIND_TASK);
  g_autoptr (GArray) groups = td_annex_list_dup_selected (self, TD_KIND_PLAN_GROUP);
  gboolean arrange = can_arrange (self);
  gboolean some = tasks->len + groups->len > 0;
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "annex.add", arrange);
  gtk_widget_action_set_enabled (widget, "annex.add-area", arrange);
  gtk_widget_action_set_enabled (widget, "annex.renumber", arrange);
  gtk_widget_action_set_enabled (widget, "annex.columns", can_edit (self));
  gtk_widget_action_set_enabled (widget, "annex.delete", arrange && some);
  gtk_widget_action_set_enabled (widget, "annex.duplicate", arrange && tasks->len > 0);
  gtk_widget_action_set_enabled (widget, "annex.move-to", arrange && tasks->len > 0);
  gtk_widget_action_set_enabled (widget, "annex.up",
                                 arrange && some && !td_annex_model_get_filtering (self->model));
  gtk_widget_action_set_enabled (widget, "annex.down",
                                 arrange && some && !td_annex_model_get_filtering (self->model));
  gtk_widget_action_set_enabled (widget, "annex.open", self->current != NULL);
}

/* Private to the list: called from its class_init. */
void
td_annex_list_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *parameter;
    GtkWidgetActionActivateFunc func;
    guint key;
    GdkModifierType mods;
  } actions[] = {
    { "annex.add", NULL, add_action, GDK_KEY_Return, GDK_CONTROL_MASK },
    { "annex.add-area", NULL, add_area_action, GDK_KEY_Return, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "annex.delete", NULL, delete_action, GDK_KEY_Delete, 0 },
    { "annex.duplicate", NULL, duplicate_action, GDK_KEY_d, GDK_CONTROL_MASK },
    { "annex.up", NULL, step_action, GDK_KEY_Up, GDK_ALT_MASK },
    { "annex.down", NULL, step_action, GDK_KEY_Down, GDK_ALT_MASK },
    { "annex.move-to", "x", move_to_action, 0, 0 },
    { "annex.renumber", NULL, renumber_action, 0, 0 },
    { "annex.open", NULL, open_action, 0, 0 },
    { "annex.rename", NULL, open_action, GDK_KEY_F2, 0 },
    { "annex.fold", NULL, fold_action, GDK_KEY_Left, 0 },
    { "annex.unfold", NULL, fold_action, GDK_KEY_Right, 0 },
    { "annex.columns", NULL, columns_action, 0, 0 },
    { "annex.menu", NULL, menu_action, GDK_KEY_Menu, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                       actions[i].func);
      if (actions[i].key != 0)
        gtk_widget_class_add_binding_action (widget_class, actions[i].key, actions[i].mods,
                                             actions[i].name, NULL);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "annex.menu",
                                       NULL);
}
