/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-unit-panel.h"

#include "td-app-resources.h"
#include "td-chip-box.h"
#include "td-conflict.h"
#include "td-date-entry.h"
#include "td-edit.h"
#include "td-field-binder.h"
#include "td-record-list.h"
#include "td-unit-chooser.h"
#include "td-unit-kind.h"
#include "td-tab-stop.h"

#include <glib/gi18n-lib.h>

/* One unit of the register: its names, when it exists, what became of it, its groups. */
struct _TdUnitPanel
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkEntry *name_entry;
  GtkEntry *short_entry;
  GtkDropDown *kind_drop;
  TdUnitChooser *parent_chooser;
  TdDateEntry *from_entry;
  TdDateEntry *to_entry;
  TdUnitChooser *successor_chooser;
  TdChipBox *alias_box;
  TdChipBox *group_box;
  GtkTextView *note_view;

  TdWorkspace *workspace;
  TdRecord *unit;
  TdRecordList *aliases; /* of this unit */
  TdRecordList *members; /* this unit in groups */
  TdRecordList *groups;  /* all of them */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (TdUnitPanel, td_unit_panel, ADW_TYPE_BIN)

/* Aliases and groups: short lists, read whole whenever one of their records changes */

static GPtrArray *
list_of_unit (TdUnitPanel *self, TdKind kind)
{
  g_autoptr (TdQuery) query = td_query_new (kind);

  td_query_where_int (query, "unit_id", TD_QUERY_EQUAL, td_record_get_id (self->unit));

  return td_workspace_list_rows (self->workspace, query, NULL);
}

static GPtrArray *
list_groups (TdUnitPanel *self)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_UNIT_GROUP);

  return td_workspace_list_rows (self->workspace, query, NULL);
}

static const TdUnitGroupRow *
find_group (GPtrArray *groups, gint64 id, const char *name)
{
  for (guint i = 0; groups && i < groups->len; i++)
    {
      const TdUnitGroupRow *group = groups->pdata[i];

      if (group->row.id == id || (name && g_strcmp0 (group->name, name) == 0))
        return group;
    }

  return NULL;
}

static void
show_aliases (TdUnitPanel *self)
{
  g_autoptr (GPtrArray) rows = self->unit ? list_of_unit (self, TD_KIND_UNIT_ALIAS) : NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; rows && i < rows->len; i++)
    g_ptr_array_add (texts, ((TdUnitAliasRow *) rows->pdata[i])->alias);
  g_ptr_array_add (texts, NULL);
  td_chip_box_set_chips (self->alias_box, (const char *const *) texts->pdata);
}

static void
show_groups (TdUnitPanel *self)
{
  g_autoptr (GPtrArray) members =
      self->unit ? list_of_unit (self, TD_KIND_UNIT_GROUP_MEMBER) : NULL;
  g_autoptr (GPtrArray) groups = self->unit ? list_groups (self) : NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; members && i < members->len; i++)
    {
      const TdUnitGroupMemberRow *member = members->pdata[i];
      const TdUnitGroupRow *group = find_group (groups, member->unit_group_id, NULL);

      g_ptr_array_add (texts, (char *) (group && group->name ? group->name : ""));
    }
  g_ptr_array_add (texts, NULL);
  td_chip_box_set_chips (self->group_box, (const char *const *) texts->pdata);

  for (guint i = 0; groups && i < groups->len; i++)
    gtk_string_list_append (names, ((TdUnitGroupRow *) groups->pdata[i])->name);
  td_chip_box_set_suggestions (self->group_box, G_LIST_MODEL (names));
}

static TdEdit *
new_edit_of_unit (TdUnitPanel *self, TdKind kind)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, td_record_get_id (self->unit));
  TdEdit *edit = td_edit_new_add (kind);

  td_edit_set_value (edit, "unit_id", id);

  return edit;
}

static void
delete_nth (TdUnitPanel *self, TdKind kind, guint index)
{
  g_autoptr (GPtrArray) rows = list_of_unit (self, kind);

  if (rows && index < rows->len)
    td_edit_run_async (td_edit_new_delete (kind, &((TdRow *) rows->pdata[index])->id, 1),
                       self->workspace, NULL, NULL);
}

static void
alias_box_add_cb (TdUnitPanel *self, const char *text)
{
  TdEdit *edit = new_edit_of_unit (self, TD_KIND_UNIT_ALIAS);

  td_edit_set_value (edit, "alias", text);
  td_edit_run_async (edit, self->workspace, NULL, NULL);
}

static void
alias_box_remove_cb (TdUnitPanel *self, guint index)
{
  delete_nth (self, TD_KIND_UNIT_ALIAS, index);
}

static void
join_group (TdUnitPanel *self, gint64 group_id)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, group_id);
  TdEdit *edit = new_edit_of_unit (self, TD_KIND_UNIT_GROUP_MEMBER);

  td_edit_set_value (edit, "unit_group_id", id);
  td_edit_run_async (edit, self->workspace, NULL, NULL);
}

static void
group_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdUnitPanel) self = user_data;
  gint64 id = 0;

  if (td_edit_run_finish (result, &id, NULL) && self->unit)
    join_group (self, id);
}

static void
group_box_add_cb (TdUnitPanel *self, const char *text)
{
  g_autoptr (GPtrArray) groups = list_groups (self);
  const TdUnitGroupRow *group = find_group (groups, 0, text);
  TdEdit *edit;

  if (group)
    {
      join_group (self, group->row.id);
      return;
    }
  edit = td_edit_new_add (TD_KIND_UNIT_GROUP);
  td_edit_set_value (edit, "name", text);
  td_edit_run_async (edit, self->workspace, group_made_cb, g_object_ref (self));
}

static void
group_box_remove_cb (TdUnitPanel *self, guint index)
{
  delete_nth (self, TD_KIND_UNIT_GROUP_MEMBER, index);
}

/* The other fields */

static const TdUnitRow *
get_row (TdUnitPanel *self)
{
  return self->unit ? td_record_get_row (self->unit) : NULL;
}

static void
unit_changed_cb (TdUnitPanel *self)
{
  const TdUnitRow *row = get_row (self);
  guint kind = td_unit_kind_index (row ? row->kind : NULL);

  self->updating = TRUE;
  gtk_label_set_label (self->title, row && row->name ? row->name : "");
  gtk_drop_down_set_selected (self->kind_drop,
                              kind < TD_N_UNIT_KINDS ? kind : GTK_INVALID_LIST_POSITION);
  td_date_entry_set_date (self->from_entry, row ? row->valid_from : NULL);
  td_date_entry_set_date (self->to_entry, row ? row->valid_to : NULL);
  self->updating = FALSE;
}

static void
kind_drop_notify_selected_cb (TdUnitPanel *self)
{
  guint selected = gtk_drop_down_get_selected (self->kind_drop);

  if (!self->updating && self->unit && selected < TD_N_UNIT_KINDS)
    g_object_set (self->unit, "kind", td_unit_kind_key (selected), NULL);
}

static void
from_entry_notify_date_cb (TdUnitPanel *self)
{
  if (!self->updating && self->unit)
    g_object_set (self->unit, "valid-from", td_date_entry_get_date (self->from_entry), NULL);
}

static void
to_entry_notify_date_cb (TdUnitPanel *self)
{
  if (!self->updating && self->unit)
    g_object_set (self->unit, "valid-to", td_date_entry_get_date (self->to_entry), NULL);
}

static TdRecordList *
follow (TdUnitPanel *self, TdQuery *query, GCallback callback)
{
  TdRecordList *list = td_record_list_new (self->workspace, query);

  g_signal_connect_swapped (list, "items-changed", callback, self);

  return list;
}

static void
unfollow (TdUnitPanel *self, TdRecordList **list)
{
  if (*list)
    g_signal_handlers_disconnect_by_data (*list, self);
  g_clear_object (list);
}

static void
follow_lists (TdUnitPanel *self)
{
  g_autoptr (TdQuery) aliases = td_query_new (TD_KIND_UNIT_ALIAS);
  g_autoptr (TdQuery) members = td_query_new (TD_KIND_UNIT_GROUP_MEMBER);
  g_autoptr (TdQuery) groups = td_query_new (TD_KIND_UNIT_GROUP);
  gint64 id = td_record_get_id (self->unit);

  td_query_where_int (aliases, "unit_id", TD_QUERY_EQUAL, id);
  td_query_where_int (members, "unit_id", TD_QUERY_EQUAL, id);
  self->aliases = follow (self, aliases, G_CALLBACK (show_aliases));
  self->members = follow (self, members, G_CALLBACK (show_groups));
  self->groups = follow (self, groups, G_CALLBACK (show_groups));
}

static void
unbind (TdUnitPanel *self)
{
  unfollow (self, &self->aliases);
  unfollow (self, &self->members);
  unfollow (self, &self->groups);
  if (self->unit)
    {
      td_conflict_unwatch (GTK_WIDGET (self), self->unit);
      g_signal_handlers_disconnect_by_data (self->unit, self);
    }
  g_clear_object (&self->unit);
  g_clear_object (&self->workspace);
}

static void
bind_fields (TdUnitPanel *self)
{
  GObject *object = self->unit ? G_OBJECT (self->unit) : NULL;

  td_field_binder_bind (td_field_binder_attach (GTK_WIDGET (self->name_entry)), object, "name");
  td_field_binder_bind (td_field_binder_attach (GTK_WIDGET (self->short_entry)), object,
                        "short-name");
  td_field_binder_bind (td_field_binder_attach (GTK_WIDGET (self->note_view)), object, "note");
  td_unit_chooser_bind (self->parent_chooser, self->workspace, self->unit, "parent-id");
  td_unit_chooser_bind (self->successor_chooser, self->workspace, self->unit, "successor-id");
}

/**
 * td_unit_panel_flush:
 * @self: a panel
 *
 * Writes what is typed.
 */
void
td_unit_panel_flush (TdUnitPanel *self)
{
  g_return_if_fail (TD_IS_UNIT_PANEL (self));

  td_field_binder_flush (td_field_binder_attach (GTK_WIDGET (self->name_entry)));
  td_field_binder_flush (td_field_binder_attach (GTK_WIDGET (self->short_entry)));
  td_field_binder_flush (td_field_binder_attach (GTK_WIDGET (self->note_view)));
  td_unit_chooser_flush (self->parent_chooser);
  td_unit_chooser_flush (self->successor_chooser);
}

/**
 * td_unit_panel_set_unit:
 * @self: a panel
 * @workspace: (nullable): the workspace
 * @unit: (nullable): the unit to show
 *
 * Writes what is typed for the unit before, then shows another one.
 */
void
td_unit_panel_set_unit (TdUnitPanel *self, TdWorkspace *workspace, TdRecord *unit)
{
  g_return_if_fail (TD_IS_UNIT_PANEL (self));

  if (self->unit == unit)
    return;

  td_unit_panel_flush (self);
  unbind (self);
  if (unit)
    {
      self->workspace = g_object_ref (workspace);
      self->unit = g_object_ref (unit);
      g_signal_connect_swapped (unit, "changed", G_CALLBACK (unit_changed_cb), self);
      td_conflict_watch (GTK_WIDGET (self), unit);
      follow_lists (self);
    }
  bind_fields (self);
  unit_changed_cb (self);
  show_aliases (self);
  show_groups (self);
}

static gboolean
td_unit_panel_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TD_UNIT_PANEL (widget)->name_entry));
}

static void
td_unit_panel_dispose (GObject *object)
{
  TdUnitPanel *self = TD_UNIT_PANEL (object);

  unbind (self);

  G_OBJECT_CLASS (td_unit_panel_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TdUnitPanel, name)
  BIND (title);
  BIND (name_entry);
  BIND (short_entry);
  BIND (kind_drop);
  BIND (parent_chooser);
  BIND (from_entry);
  BIND (to_entry);
  BIND (successor_chooser);
  BIND (alias_box);
  BIND (group_box);
  BIND (note_view);
#undef BIND
#define CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)
  CALLBACK (alias_box_add_cb);
  CALLBACK (alias_box_remove_cb);
  CALLBACK (group_box_add_cb);
  CALLBACK (group_box_remove_cb);
  CALLBACK (kind_drop_notify_selected_cb);
  CALLBACK (from_entry_notify_date_cb);
  CALLBACK (to_entry_notify_date_cb);
#undef CALLBACK
}

static void
td_unit_panel_class_init (TdUnitPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  td_app_ensure_resources ();
  g_type_ensure (TD_TYPE_CHIP_BOX);
  g_type_ensure (TD_TYPE_DATE_ENTRY);
  g_type_ensure (TD_TYPE_UNIT_CHOOSER);

  G_OBJECT_CLASS (klass)->dispose = td_unit_panel_dispose;
  widget_class->focus = td_focus_only_child;
  widget_class->grab_focus = td_unit_panel_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/tiendo/TienDo/ui/app/units/td-unit-panel.ui");
  bind_template (widget_class);
}

static GtkStringList *
list_kinds (void)
{
  GtkStringList *kinds = gtk_string_list_new (NULL);

  for (guint i = 0; i < TD_N_UNIT_KINDS; i++)
    gtk_string_list_append (kinds, td_unit_kind_label (td_unit_kind_key (i)));

  return kinds;
}

static void
td_unit_panel_init (TdUnitPanel *self)
{
  g_autoptr (GtkStringList) kinds = list_kinds ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->updating = TRUE;
  gtk_drop_down_set_model (self->kind_drop, G_LIST_MODEL (kinds));
  self->updating = FALSE;
  td_unit_chooser_set_label (self->parent_chooser, _ ("Belongs to"));
  td_unit_chooser_set_label (self->successor_chooser, _ ("Became"));
  td_date_entry_set_label (self->from_entry, _ ("Exists from"));
  td_date_entry_set_label (self->to_entry, _ ("Exists until"));
  td_chip_box_set_label (self->alias_box, _ ("Other names"));
  td_chip_box_set_label (self->group_box, _ ("Groups"));
}
