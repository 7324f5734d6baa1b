/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-form-choice.h"

#include <glib/gi18n-lib.h>

struct _TdFormChoice
{
  AdwComboRow parent_instance;

  TdPlanContext *context;
  const TdFormOption *options; /* static, ended by a NULL label */
  TdRecord *record;
  gulong changed_id;
  const char *field;
  gboolean showing; /* the value is being shown: that is no choosing */
};

G_DEFINE_FINAL_TYPE (TdFormChoice, td_form_choice, ADW_TYPE_COMBO_ROW)

static void
show_value (TdFormChoice *self)
{
  g_autofree char *value =
      self->record != NULL ? td_record_dup_field (self->record, self->field) : NULL;

  self->showing = TRUE;
  for (guint i = 0; self->options[i].label != NULL; i++)
    {
      if (g_strcmp0 (self->options[i].value, value) == 0)
        adw_combo_row_set_selected (ADW_COMBO_ROW (self), i);
    }
  self->showing = FALSE;
}

static void
chosen_cb (TdFormChoice *self)
{
  guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (self->showing || self->record == NULL || chosen == GTK_INVALID_LIST_POSITION)
    return;
  td_plan_context_edit (self->context, td_edit_new_set (td_record_get_kind (self->record),
                                                        td_record_get_id (self->record),
                                                        self->field, self->options[chosen].value));
}

static void
td_form_choice_dispose (GObject *object)
{
  TdFormChoice *self = TD_FORM_CHOICE (object);

  td_form_choice_bind (self, NULL, NULL);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (td_form_choice_parent_class)->dispose (object);
}

static void
td_form_choice_class_init (TdFormChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_form_choice_dispose;
}

static void
td_form_choice_init (TdFormChoice *self)
{
}

/**
 * td_form_choice_bind:
 * @self: a choice
 * @record: (nullable): whose field it shows and sets
 * @field: a column, static
 */
void
td_form_choice_bind (TdFormChoice *self, TdRecord *record, const char *field)
{
  if (self->record != NULL)
    g_signal_handler_disconnect (self->record, self->changed_id);
  g_set_object (&self->record, record);
  self->field = field;
  if (record == NULL)
    return;
  self->changed_id = g_signal_connect_swapped (record, "changed", G_CALLBACK (show_value), self);
  show_value (self);
}

/**
 * td_form_choice_new:
 * @context: the open plan
 * @title: what the field is called, translated
 * @options: the values, static
 *
 * Returns: a line that is not bound yet
 */
GtkWidget *
td_form_choice_new (TdPlanContext *context, const char *title, const TdFormOption *options)
{
  TdFormChoice *self = g_object_new (TD_TYPE_FORM_CHOICE, "title", title, NULL);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  self->context = g_object_ref (context);
  self->options = options;
  for (guint i = 0; options[i].label != NULL; i++)
    gtk_string_list_append (labels, _ (options[i].label));
  self->showing = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (labels));
  self->showing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self), !td_plan_context_get_read_only (context));
  g_signal_connect (self, "notify::selected", G_CALLBACK (chosen_cb), NULL);

  return GTK_WIDGET (self);
}
