/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-group-panel.h"

#include <glib/gi18n-lib.h>

#include "td-annex-moves.h"
#include "td-choice.h"
#include "td-edit-field.h"

struct _TdGroupPanel
{
  GtkWidget parent_instance;

  TdPlanContext *context;
  gint64 group_id;
  GtkWidget *box;
  GtkWidget *body;
  GtkLabel *heading;
  GtkWidget *number;
  GtkWidget *title;
  TdEditField *number_field;
  TdEditField *title_field;
  GtkDropDown *area;
  GPtrArray *area_keys; /* (element-type utf8): of the entries after "None" */
  gboolean updating;
};

enum
{
  SIGNAL_LEAVE,
  SIGNAL_CLOSE,
  SIGNAL_ACT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdGroupPanel, td_group_panel, GTK_TYPE_WIDGET)

static void
show_area (TdGroupPanel *self, const TdPlanGroupRow *group)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_AREA);
  g_autoptr (GPtrArray) areas =
      td_workspace_list_rows (td_plan_context_get_workspace (self->context), query, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  self->updating = TRUE;
  g_ptr_array_set_size (self->area_keys, 0);
  gtk_string_list_append (names, _ ("None"));
  for (guint i = 0; areas != NULL && i < areas->len; i++)
    {
      const TdAreaRow *area = g_ptr_array_index (areas, i);

      gtk_string_list_append (names, area->name);
      g_ptr_array_add (self->area_keys, g_strdup (area->key));
      if (g_strcmp0 (area->key, group->area_key) == 0)
        selected = i + 1;
    }
  td_choice_set_entries (self->area, names, selected);
  self->updating = FALSE;
}

static void
area_chosen_cb (TdGroupPanel *self)
{
  guint chosen = gtk_drop_down_get_selected (self->area);

  if (self->updating || self->group_id == 0 || chosen > self->area_keys->len)
    return;
  td_plan_context_edit (
      self->context,
      td_edit_new_set (TD_KIND_PLAN_GROUP, self->group_id, "area_key",
                       chosen > 0 ? g_ptr_array_index (self->area_keys, chosen - 1) : NULL));
}

/**
 * td_group_panel_set_group:
 * @self: a panel
 * @group_id: the area row to edit, 0: none; the same again brings the panel up to date
 */
void
td_group_panel_set_group (TdGroupPanel *self, gint64 group_id)
{
  TdPlanGroupRow *group = group_id != 0
                              ? td_workspace_get_row (td_plan_context_get_workspace (self->context),
                                                      TD_KIND_PLAN_GROUP, group_id, NULL)
                              : NULL;
  g_autofree char *name = group != NULL ? td_annex_group_name (group) : NULL;

  g_return_if_fail (TD_IS_GROUP_PANEL (self));

  self->group_id = group != NULL ? group_id : 0;
  td_edit_field_set_row (self->number_field, group);
  td_edit_field_set_row (self->title_field, group);
  gtk_label_set_label (self->heading, name != NULL ? name : _ ("Area"));
  if (group != NULL)
    show_area (self, group);
  td_row_free (TD_KIND_PLAN_GROUP, group);
}

void
td_group_panel_focus_title (TdGroupPanel *self)
{
  gtk_widget_grab_focus (self->title);
  gtk_editable_select_region (GTK_EDITABLE (self->title), 0, -1);
}

void
td_group_panel_flush (TdGroupPanel *self)
{
  td_edit_field_flush (self->number_field);
  td_edit_field_flush (self->title_field);
}

static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[g_str_equal (name, "group.leave") ? SIGNAL_LEAVE : SIGNAL_CLOSE],
                 0);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_ACT], 0, "annex.delete");
}

static void
td_group_panel_dispose (GObject *object)
{
  TdGroupPanel *self = TD_GROUP_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->number_field);
  g_clear_object (&self->title_field);
  g_clear_pointer (&self->area_keys, g_ptr_array_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (td_group_panel_parent_class)->dispose (object);
}

static void
td_group_panel_class_init (TdGroupPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_group_panel_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "group.leave", NULL, leave_action);
  gtk_widget_class_install_action (widget_class, "group.close", NULL, leave_action);
  gtk_widget_class_install_action (widget_class, "group.delete", NULL, delete_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "group.leave", NULL);

  signals[SIGNAL_LEAVE] = g_signal_new ("leave", TD_TYPE_GROUP_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CLOSE] = g_signal_new ("close", TD_TYPE_GROUP_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACT] = g_signal_new ("act", TD_TYPE_GROUP_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
add_labelled (TdGroupPanel *self, const char *text, GtkWidget *field)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "td-lbl");
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_box_append (GTK_BOX (self->body), label);
  gtk_box_append (GTK_BOX (self->body), field);
}

static GtkWidget *
make_head (TdGroupPanel *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (head, "td-panel-head");
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->heading, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->heading, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->heading), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "td-mid");
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_tooltip_text (close, _ ("Close the Panel"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "group.close");
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Close the Panel"), -1);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (head), close);

  return head;
}

static GtkWidget *
make_foot (gboolean editable)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *space = gtk_label_new (NULL);
  GtkWidget *delete = gtk_button_new_with_label (_ ("Delete with Its Tasks"));

  gtk_widget_add_css_class (foot, "td-panel-foot");
  gtk_widget_set_hexpand (space, TRUE);
  gtk_widget_add_css_class (delete, "flat");
  gtk_widget_set_sensitive (foot, editable);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (delete), "group.delete");
  gtk_box_append (GTK_BOX (foot), space);
  gtk_box_append (GTK_BOX (foot), delete);

  return foot;
}

static void
td_group_panel_init (TdGroupPanel *self)
{
  self->area_keys = g_ptr_array_new_with_free_func (g_free);
}

/**
 * td_group_panel_new:
 * @context: the open plan
 *
 * Returns: a panel of no area row
 */
GtkWidget *
td_group_panel_new (TdPlanContext *context)
{
  TdGroupPanel *self = g_object_new (TD_TYPE_GROUP_PANEL, NULL);
  gboolean editable = !td_plan_context_get_read_only (context);

  self->context = g_object_ref (context);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->body, "td-panel-body");
  gtk_widget_set_vexpand (self->body, TRUE);
  self->title = gtk_entry_new ();
  self->number = gtk_entry_new ();
  self->area = td_choice_new (_ ("Area of the reform"), 30);
  add_labelled (self, _ ("Title"), self->title);
  add_labelled (self, _ ("Number as printed"), self->number);
  add_labelled (self, _ ("Area of the reform"), GTK_WIDGET (self->area));
  gtk_editable_set_editable (GTK_EDITABLE (self->title), editable);
  gtk_editable_set_editable (GTK_EDITABLE (self->number), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->area), editable);
  self->title_field = td_edit_field_new (context, TD_KIND_PLAN_GROUP, "title");
  self->number_field = td_edit_field_new (context, TD_KIND_PLAN_GROUP, "label");
  td_edit_field_attach (self->title_field, self->title);
  td_edit_field_attach (self->number_field, self->number);
  g_signal_connect_swapped (self->area, "notify::selected", G_CALLBACK (area_chosen_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->body);
  gtk_box_append (GTK_BOX (self->box), make_foot (editable));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}
