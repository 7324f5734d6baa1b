/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TD_TYPE_FIELD_BINDER (td_field_binder_get_type ())
G_DECLARE_FINAL_TYPE (TdFieldBinder, td_field_binder, TD, FIELD_BINDER, GObject)

/* How long the keys have to rest before a field is committed. */
#define TD_FIELD_BINDER_DELAY_MS 600

TdFieldBinder *td_field_binder_attach (GtkWidget *field);
TdFieldBinder *td_field_binder_find (GtkWidget *focus);

void td_field_binder_bind (TdFieldBinder *self, GObject *object, const char *property);
GObject *td_field_binder_get_object (TdFieldBinder *self);
const char *td_field_binder_get_property_name (TdFieldBinder *self);
GtkWidget *td_field_binder_get_field (TdFieldBinder *self);

gboolean td_field_binder_is_dirty (TdFieldBinder *self);
gboolean td_field_binder_flush (TdFieldBinder *self);
gboolean td_field_binder_undo (TdFieldBinder *self);
gboolean td_field_binder_redo (TdFieldBinder *self);
void td_field_binder_set_delay (TdFieldBinder *self, guint milliseconds);

gboolean td_field_binder_flush_focus (GtkRoot *root);

G_END_DECLS
