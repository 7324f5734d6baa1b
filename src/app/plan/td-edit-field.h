/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-context.h"

G_BEGIN_DECLS

/**
 * TdEditField:
 *
 * One field of one record as an entry shows it: what a [class@FieldBinder] is bound to where a
 * change has consequences (the words of a task decide its deadline, products and units), so that it
 * has to go through [struct@Edit]. Properties `text`, `number`, `integer`: one of them is bound;
 * setting it writes the field, and it shows what is kept, unless a newer text is on its way.
 */
#define TD_TYPE_EDIT_FIELD (td_edit_field_get_type ())
G_DECLARE_FINAL_TYPE (TdEditField, td_edit_field, TD, EDIT_FIELD, GObject)

/* Between what is kept and what is shown; both ways @row is the record. */
typedef char *(*TdEditFieldFunc) (const char *value, gconstpointer row, gpointer user_data);

TdEditField *td_edit_field_new (TdPlanContext *context,
                                TdKind kind,
                                const char *field) G_GNUC_WARN_UNUSED_RESULT;
void td_edit_field_set_format (TdEditField *self,
                               TdEditFieldFunc to_shown,
                               TdEditFieldFunc to_kept,
                               gpointer user_data);
void td_edit_field_set_also (TdEditField *self, const char *field, TdEditFieldFunc to_kept);
void td_edit_field_attach (TdEditField *self, GtkWidget *widget);
void td_edit_field_set_row (TdEditField *self, gconstpointer row);
void td_edit_field_flush (TdEditField *self);

G_END_DECLS
