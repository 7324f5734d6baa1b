/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-unit-chooser.h"

#include "td-suggest-entry.h"
#include "td-text.h"
#include "td-unit-kind.h"

#include <glib/gi18n-lib.h>

/* Chooses a unit of the register for a reference of a record. Empty is "none"; words that are no
 * unit mark the entry and change nothing. */
struct _TdUnitChooser
{
  GtkWidget parent_instance;

  TdSuggestEntry *entry;
  TdWorkspace *workspace;
  TdRecord *record;
  char *property;
};

G_DEFINE_FINAL_TYPE (TdUnitChooser, td_unit_chooser, GTK_TYPE_WIDGET)

static void
set_wrong (TdUnitChooser *self, gboolean wrong)
{
  GtkWidget *entry = td_suggest_entry_get_entry (self->entry);

  if (wrong)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");
}

static gint64
get_id (TdUnitChooser *self)
{
  gint64 id = 0;

  if (self->record)
    g_object_get (self->record, self->property, &id, NULL);

  return id;
}

static void
show_unit (TdUnitChooser *self)
{
  g_autofree char *name = self->record ? td_unit_get_name (self->workspace, get_id (self)) : NULL;

  td_suggest_entry_set_text (self->entry, name ? name : "");
  set_wrong (self, FALSE);
}

/**
 * td_unit_chooser_flush:
 * @self: a chooser
 *
 * Takes what is typed.
 */
void
td_unit_chooser_flush (TdUnitChooser *self)
{
  const char *text;
  gint64 id = 0;

  g_return_if_fail (TD_IS_UNIT_CHOOSER (self));

  if (!self->record)
    return;

  text = td_suggest_entry_get_text (self->entry);
  if (!td_text_is_blank (text))
    {
      id = td_unit_find_by_name (self->workspace, text);
      if (id == 0 || (id == td_record_get_id (self->record) &&
                      td_record_get_kind (self->record) == TD_KIND_UNIT))
        {
          set_wrong (self, TRUE);
          return;
        }
    }
  if (id != get_id (self))
    g_object_set (self->record, self->property, id, NULL);
  show_unit (self);
}

static void
chosen_cb (TdUnitChooser *self, const char *text)
{
  td_suggest_entry_set_text (self->entry, text);
  td_unit_chooser_flush (self);
}

/**
 * td_unit_chooser_set_label:
 * @self: a chooser
 * @label: what the unit is, for screen readers
 *
 * Names the entry.
 */
void
td_unit_chooser_set_label (TdUnitChooser *self, const char *label)
{
  g_return_if_fail (TD_IS_UNIT_CHOOSER (self));

  td_suggest_entry_set_label (self->entry, label);
}

static void
unbind (TdUnitChooser *self)
{
  if (self->record)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_clear_object (&self->record);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->property, g_free);
}

/**
 * td_unit_chooser_bind:
 * @self: a chooser
 * @workspace: (nullable): the workspace
 * @record: (nullable): whose reference is chosen
 * @property: the reference
 *
 * Shows and follows a reference.
 */
void
td_unit_chooser_bind (TdUnitChooser *self,
                      TdWorkspace *workspace,
                      TdRecord *record,
                      const char *property)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  g_return_if_fail (TD_IS_UNIT_CHOOSER (self));

  unbind (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self), record != NULL);
  if (record)
    {
      g_autoptr (GListModel) names = td_unit_list_names (workspace, td_record_get_id (record));

      self->workspace = g_object_ref (workspace);
      self->record = g_object_ref (record);
      self->property = g_strdup (property);
      td_suggest_entry_set_model (self->entry, names);
      g_signal_connect_swapped (record, signal, G_CALLBACK (show_unit), self);
    }
  show_unit (self);
}

static gboolean
td_unit_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TD_UNIT_CHOOSER (widget)->entry));
}

static void
td_unit_chooser_dispose (GObject *object)
{
  TdUnitChooser *self = TD_UNIT_CHOOSER (object);

  unbind (self);
  if (self->entry)
    gtk_widget_unparent (GTK_WIDGET (self->entry));
  self->entry = NULL;

  G_OBJECT_CLASS (td_unit_chooser_parent_class)->dispose (object);
}

static void
td_unit_chooser_class_init (TdUnitChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_unit_chooser_dispose;
  widget_class->grab_focus = td_unit_chooser_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
td_unit_chooser_init (TdUnitChooser *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = TD_SUGGEST_ENTRY (td_suggest_entry_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->entry), GTK_WIDGET (self));
  g_signal_connect_swapped (self->entry, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (td_unit_chooser_flush), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
