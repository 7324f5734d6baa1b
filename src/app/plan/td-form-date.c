/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-form-date.h"

#include "td-date-entry.h"

struct _TdFormDate
{
  AdwActionRow parent_instance;

  TdPlanContext *context;
  TdRecord *record;
  const char *field;
  TdDateEntry *entry;
  gboolean showing; /* the value is being shown: that is no typing */
};

G_DEFINE_FINAL_TYPE (TdFormDate, td_form_date, ADW_TYPE_ACTION_ROW)

static void
show_value (TdFormDate *self)
{
  g_autofree char *value = td_record_dup_field (self->record, self->field);

  if (g_strcmp0 (value, td_date_entry_get_date (self->entry)) == 0)
    return;
  self->showing = TRUE;
  td_date_entry_set_date (self->entry, value);
  self->showing = FALSE;
}

static void
date_changed_cb (TdFormDate *self)
{
  if (!self->showing)
    td_plan_context_edit (self->context,
                          td_edit_new_set (td_record_get_kind (self->record),
                                           td_record_get_id (self->record), self->field,
                                           td_date_entry_get_date (self->entry)));
}

static void
td_form_date_dispose (GObject *object)
{
  TdFormDate *self = TD_FORM_DATE (object);

  g_clear_object (&self->record);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (td_form_date_parent_class)->dispose (object);
}

static void
td_form_date_class_init (TdFormDateClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_form_date_dispose;
}

static void
td_form_date_init (TdFormDate *self)
{
  self->entry = TD_DATE_ENTRY (td_date_entry_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->entry), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->entry));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self),
                                         td_date_entry_get_entry (self->entry));
  g_signal_connect_swapped (self->entry, "notify::date", G_CALLBACK (date_changed_cb), self);
}

/**
 * td_form_date_new:
 * @context: the open plan
 * @title: what the date is called, translated
 * @record: whose date it is
 * @field: a column of type date, static
 *
 * Returns: a line that follows the record
 */
GtkWidget *
td_form_date_new (TdPlanContext *context, const char *title, TdRecord *record, const char *field)
{
  TdFormDate *self = g_object_new (TD_TYPE_FORM_DATE, "title", title, NULL);

  self->context = g_object_ref (context);
  self->record = g_object_ref (record);
  self->field = field;
  td_date_entry_set_label (self->entry, title);
  gtk_widget_set_sensitive (GTK_WIDGET (self), !td_plan_context_get_read_only (context));
  g_signal_connect_object (record, "changed", G_CALLBACK (show_value), self, G_CONNECT_SWAPPED);
  show_value (self);

  return GTK_WIDGET (self);
}
