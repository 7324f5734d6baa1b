/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-outline.h"

#include <glib/gi18n-lib.h>

#include "td-drop-mark.h"
#include "td-outline-row.h"
#include "td-plan-items.h"
#include "td-text.h"
#include "td-tab-stop.h"

struct _TdOutline
{
  GtkWidget parent_instance;

  TdPlanContext *context;
  TdPlanItems *items;
  GtkSingleSelection *selection;
  GHashTable *folded; /* ids of sections whose children are hidden */
  GtkWidget *box;
  GtkLabel *summary;
  GtkWidget *bar; /* what changes the outline */
  GtkListView *view;
  char *search;  /* folded text, NULL: everything is shown */
  gint64 wanted; /* section to select once the list knows it */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (TdOutline, td_outline, GTK_TYPE_WIDGET)

static gboolean
matches (TdOutline *self, const TdPlanData *data, const TdSectionRow *section)
{
  g_autofree char *title = td_text_fold (section->title != NULL ? section->title : "");
  g_autoptr (GPtrArray) blocks = NULL;

  if (self->search == NULL || strstr (title, self->search) != NULL)
    return TRUE;
  blocks = td_plan_data_section_blocks (data, section->row.id);
  for (guint i = 0; i < blocks->len; i++)
    {
      const TdBlockRow *block = g_ptr_array_index (blocks, i);
      g_autofree char *text = td_text_fold (block->text != NULL ? block->text : "");

      if (strstr (text, self->search) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
append_sections (TdOutline *self, const TdPlanData *data, gint64 parent_id, guint depth)
{
  g_autoptr (GPtrArray) sections = td_plan_data_child_sections (data, parent_id);

  for (guint i = 0; i < sections->len; i++)
    {
      const TdSectionRow *section = g_ptr_array_index (sections, i);
      g_autoptr (GPtrArray) children = td_plan_data_child_sections (data, section->row.id);
      g_autofree char *label = td_plan_data_section_label (data, section);
      gboolean folded =
          self->search == NULL && g_hash_table_contains (self->folded, &section->row.id);

      if (matches (self, data, section))
        td_plan_items_append (self->items, TD_KIND_SECTION, section, depth, children->len > 0,
                              !folded, label, NULL);
      if (!folded)
        append_sections (self, data, section->row.id, depth + 1);
    }
}

static void
select_wanted (TdOutline *self)
{
  guint position = td_plan_items_find (self->items, TD_KIND_SECTION, self->wanted);

  if (self->wanted == 0 || position == G_MAXUINT)
    return;
  self->wanted = 0;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

/* The selected section went away (undo, someone else): its place decides what is selected now. */
static void
select_instead (TdOutline *self, gint64 gone, guint position)
{
  TdPlanItem *item = td_plan_items_get (self->items, position > 0 ? position - 1 : 0);

  if (gone == 0 || self->wanted != 0 || item == NULL ||
      td_plan_items_find (self->items, TD_KIND_SECTION, gone) != G_MAXUINT)
    return;
  td_plan_context_select (self->context, TD_KIND_SECTION, td_plan_item_get_id (item), "title");
}

static void
refresh (TdOutline *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  gint64 selected = td_outline_get_section (self);
  guint position = gtk_single_selection_get_selected (self->selection);
  g_autofree char *summary = NULL;
  g_autoptr (GPtrArray) top = NULL;
  guint count;

  if (data == NULL)
    return;
  self->filling = TRUE;
  td_plan_items_begin (self->items);
  append_sections (self, data, 0, 0);
  td_plan_items_end (self->items);
  self->filling = FALSE;

  top = td_plan_data_child_sections (data, 0);
  count = td_plan_data_count (data, TD_KIND_SECTION);
  summary = g_strdup_printf (_ ("%u parts · %u sections"), top->len, count);
  gtk_label_set_label (self->summary, summary);
  select_wanted (self);
  if (self->search == NULL)
    select_instead (self, selected, position);
}

static void
selected_cb (TdOutline *self)
{
  gint64 id = td_outline_get_section (self);

  if (!self->filling && id != 0)
    td_plan_context_select (self->context, TD_KIND_SECTION, id, "title");
}

/* The section of whatever was selected elsewhere is selected here. */
static void
context_selected_cb (TdOutline *self, int kind, gint64 id, const char *field)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);

  if (kind == TD_KIND_BLOCK && data != NULL)
    {
      const TdBlockRow *block = td_plan_data_get (data, TD_KIND_BLOCK, id);

      id = block != NULL ? block->section_id : 0;
    }
  else if (kind != TD_KIND_SECTION)
    {
      return;
    }
  if (id != 0 && id != td_outline_get_section (self))
    {
      gboolean filling = self->filling;

      self->filling = TRUE;
      td_outline_select (self, id);
      self->filling = filling;
    }
}

/**
 * td_outline_get_section:
 * @self: the outline
 *
 * Returns: the id of the selected section, 0 for none
 */
gint64
td_outline_get_section (TdOutline *self)
{
  TdPlanItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? td_plan_item_get_id (item) : 0;
}

/* Unfolds everything above @section_id. */
static void
unfold_to (TdOutline *self, gint64 section_id)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  const TdSectionRow *section =
      data != NULL ? td_plan_data_get (data, TD_KIND_SECTION, section_id) : NULL;
  gboolean changed = FALSE;

  while (section != NULL && section->parent_id != 0)
    {
      changed |= g_hash_table_remove (self->folded, &section->parent_id);
      section = td_plan_data_get (data, TD_KIND_SECTION, section->parent_id);
    }
  if (changed)
    refresh (self);
}

/**
 * td_outline_select:
 * @self: the outline
 * @section_id: a section, perhaps one that the list will know only after the next reading
 */
void
td_outline_select (TdOutline *self, gint64 section_id)
{
  g_return_if_fail (TD_IS_OUTLINE (self));

  self->wanted = section_id;
  unfold_to (self, section_id);
  select_wanted (self);
}

/**
 * td_outline_search:
 * @self: the outline
 * @text: show only sections whose title or text holds this; "" shows all
 */
void
td_outline_search (TdOutline *self, const char *text)
{
  g_clear_pointer (&self->search, g_free);
  if (text != NULL && *text != '\0')
    self->search = td_text_fold (text);
  refresh (self);
}

static void
fold (TdOutline *self, gint64 id, gboolean folded)
{
  if (folded)
    g_hash_table_add (self->folded, g_memdup2 (&id, sizeof id));
  else
    g_hash_table_remove (self->folded, &id);
  refresh (self);
}

static void
toggled_cb (TdOutline *self, gint64 id)
{
  fold (self, id, !g_hash_table_contains (self->folded, &id));
}

static void
edited_cb (TdPlanContext *context, gint64 id, gpointer user_data)
{
  td_outline_select (TD_OUTLINE (user_data), id);
}

/* A new section waits for its name. */
static void
added_cb (TdPlanContext *context, gint64 id, gpointer user_data)
{
  td_plan_context_select (context, TD_KIND_SECTION, id, "title");
  td_outline_select (TD_OUTLINE (user_data), id);
  g_signal_emit_by_name (user_data, "rename");
}

static void
run (TdOutline *self, TdEdit *edit)
{
  td_plan_context_edit_then (self->context, edit, G_OBJECT (self), edited_cb);
}

static const TdSectionRow *
current (TdOutline *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  gint64 id = td_outline_get_section (self);

  return data != NULL && id != 0 ? td_plan_data_get (data, TD_KIND_SECTION, id) : NULL;
}

static void
move_by (TdOutline *self, int step)
{
  const TdSectionRow *section = current (self);
  g_autoptr (GPtrArray) siblings = NULL;
  int index = -1;

  if (section == NULL)
    return;
  siblings =
      td_plan_data_child_sections (td_plan_context_get_data (self->context), section->parent_id);
  for (guint i = 0; i < siblings->len; i++)
    {
      if (g_ptr_array_index (siblings, i) == section)
        index = (int) i + step;
    }
  if (index >= 0 && index < (int) siblings->len)
    run (self, td_edit_new_move (TD_KIND_SECTION, section->row.id, -1, (guint) index));
}

static void
add_section (TdOutline *self)
{
  const TdSectionRow *section = current (self);
  g_autofree char *plan =
      g_strdup_printf ("%" G_GINT64_FORMAT, td_plan_context_get_plan_id (self->context));
  g_autofree char *parent =
      g_strdup_printf ("%" G_GINT64_FORMAT, section != NULL ? section->parent_id : 0);
  TdEdit *edit = td_edit_new_add (TD_KIND_SECTION);

  td_edit_set_value (edit, "plan_id", plan);
  td_edit_set_value (edit, "parent_id", parent);
  td_edit_set_value (edit, "title", _ ("New section"));
  td_edit_set_value (edit, "number_style", section != NULL ? section->number_style : "roman");
  if (section != NULL)
    td_edit_set_after (edit, section->row.id);
  td_plan_context_edit_then (self->context, edit, G_OBJECT (self), added_cb);
}

/* What is selected once the section is gone: the line above it, else the one below its subtree */
static gint64
neighbour (TdOutline *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  TdPlanItem *item = td_plan_items_get (self->items, position > 0 ? position - 1 : 1);

  return item != NULL ? td_plan_item_get_id (item) : 0;
}

static void
delete_section (TdOutline *self)
{
  gint64 id = td_outline_get_section (self);
  gint64 next = neighbour (self);

  if (id == 0)
    return;
  if (next != 0)
    td_plan_context_select (self->context, TD_KIND_SECTION, next, "title");
  td_plan_context_edit (self->context, td_edit_new_delete (TD_KIND_SECTION, &id, 1));
  td_plan_context_toast_undo (self->context, _ ("The section was deleted"));
}

static void
action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdOutline *self = TD_OUTLINE (widget);
  gint64 id = td_outline_get_section (self);

  if (td_plan_context_get_read_only (self->context))
    return;
  if (g_str_equal (name, "outline.add"))
    add_section (self);
  else if (id == 0)
    return;
  else if (g_str_equal (name, "outline.delete"))
    delete_section (self);
  else if (g_str_equal (name, "outline.up"))
    move_by (self, -1);
  else if (g_str_equal (name, "outline.down"))
    move_by (self, +1);
  else if (g_str_equal (name, "outline.promote"))
    run (self, td_edit_new_promote (id));
  else if (g_str_equal (name, "outline.demote"))
    run (self, td_edit_new_demote (id));
  else if (g_str_equal (name, "outline.rename"))
    g_signal_emit_by_name (self, "rename");
}

static void
fold_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdOutline *self = TD_OUTLINE (widget);
  TdPlanItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL && td_plan_item_get_expandable (item))
    fold (self, td_plan_item_get_id (item), g_str_equal (name, "outline.fold"));
}

static void
dropped_cb (TdOutline *self, gint64 id, gint64 target_id, int place)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  const TdSectionRow *target = td_plan_data_get (data, TD_KIND_SECTION, target_id);
  g_autoptr (GPtrArray) siblings = NULL;
  guint index = 0;

  if (target == NULL || id == target_id)
    return;
  if (place == TD_DROP_INTO)
    {
      run (self, td_edit_new_move (TD_KIND_SECTION, id, target_id, G_MAXUINT));
      return;
    }
  siblings = td_plan_data_child_sections (data, target->parent_id);
  for (guint i = 0; i < siblings->len; i++)
    {
      gint64 sibling = ((TdRow *) g_ptr_array_index (siblings, i))->id;

      if (sibling == target_id)
        break;
      index += sibling != id;
    }
  run (self,
       td_edit_new_move (TD_KIND_SECTION, id, target->parent_id, index + (place == TD_DROP_AFTER)));
}

static void
setup_cb (TdOutline *self, GtkListItem *item)
{
  GtkWidget *row = td_outline_row_new ();

  g_signal_connect_object (row, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "dropped", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (TdOutline *self, GtkListItem *item)
{
  td_outline_row_set_item (TD_OUTLINE_ROW (gtk_list_item_get_child (item)),
                           gtk_list_item_get_item (item));
}

static void
unbind_cb (TdOutline *self, GtkListItem *item)
{
  td_outline_row_set_item (TD_OUTLINE_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
add_button (GtkWidget *bar, const char *icon, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  gtk_box_append (GTK_BOX (bar), button);
}

static GtkWidget *
make_bar (void)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *space = gtk_label_new (NULL);

  gtk_widget_add_css_class (bar, "td-pane-bar");
  add_button (bar, "list-add-symbolic", _ ("Add a Section (Ctrl+Enter)"), "outline.add");
  add_button (bar, "user-trash-symbolic", _ ("Delete the Section (Delete)"), "outline.delete");
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (bar), space);
  add_button (bar, "format-indent-less-symbolic", _ ("One Level Up (Alt+Left)"), "outline.promote");
  add_button (bar, "format-indent-more-symbolic", _ ("One Level Down (Alt+Right)"),
              "outline.demote");
  add_button (bar, "go-up-symbolic", _ ("Move Up (Alt+Up)"), "outline.up");
  add_button (bar, "go-down-symbolic", _ ("Move Down (Alt+Down)"), "outline.down");

  return bar;
}

static GtkWidget *
make_head (TdOutline *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_ ("Outline"));

  gtk_widget_add_css_class (head, "td-pane-head");
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "caption");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->summary));

  return head;
}

static void
td_outline_dispose (GObject *object)
{
  TdOutline *self = TD_OUTLINE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_object (&self->context);
  g_clear_pointer (&self->folded, g_hash_table_unref);
  g_clear_pointer (&self->search, g_free);

  G_OBJECT_CLASS (td_outline_parent_class)->dispose (object);
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType mods;
    const char *action;
  } bindings[] = {
    { GDK_KEY_Up, GDK_ALT_MASK, "outline.up" },
    { GDK_KEY_Down, GDK_ALT_MASK, "outline.down" },
    { GDK_KEY_Left, GDK_ALT_MASK, "outline.promote" },
    { GDK_KEY_Right, GDK_ALT_MASK, "outline.demote" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "outline.add" },
    { GDK_KEY_Delete, 0, "outline.delete" },
    { GDK_KEY_F2, 0, "outline.rename" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    {
      gtk_widget_class_install_action (widget_class, bindings[i].action, NULL, action_cb);
      gtk_widget_class_add_binding_action (widget_class, bindings[i].key, bindings[i].mods,
                                           bindings[i].action, NULL);
    }
  gtk_widget_class_install_action (widget_class, "outline.fold", NULL, fold_action);
  gtk_widget_class_install_action (widget_class, "outline.unfold", NULL, fold_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, 0, "outline.fold", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, 0, "outline.unfold", NULL);
}

static gboolean
td_outline_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TD_OUTLINE (widget)->view));
}

static void
td_outline_class_init (TdOutlineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_outline_dispose;
  widget_class->focus = td_focus_only_child;
  widget_class->grab_focus = td_outline_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  g_signal_new ("rename", TD_TYPE_OUTLINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  add_bindings (widget_class);
}

static void
td_outline_init (TdOutline *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->folded = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->items = td_plan_items_new ();
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->view = GTK_LIST_VIEW (
      gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "td-outline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Outline of the plan"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  gtk_box_append (GTK_BOX (self->box), td_tab_stop_new (scroller));
  self->bar = make_bar ();
  gtk_box_append (GTK_BOX (self->box), self->bar);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * td_outline_new:
 * @context: the open plan
 *
 * Returns: its outline
 */
GtkWidget *
td_outline_new (TdPlanContext *context)
{
  TdOutline *self = g_object_new (TD_TYPE_OUTLINE, NULL);

  self->context = g_object_ref (context);
  gtk_widget_set_sensitive (self->bar, !td_plan_context_get_read_only (context));
  g_signal_connect_object (context, "data-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "selected", G_CALLBACK (context_selected_cb), self,
                           G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
