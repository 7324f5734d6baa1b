/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "td-kind.h"

G_BEGIN_DECLS

/**
 * TdRecord:
 *
 * A live record of the window. There is one class per kind (TdTask, TdPlanGroup ...) whose
 * properties are the columns of the kind, - for _: `g_object_get (task, "deadline-text", &text,
 * NULL)`. The same id gives the same object as long as someone holds it. Setting a property changes
 * the object at once and queues the write; a change from elsewhere arrives as notify. Main thread
 * only.
 *
 * Properties of every record: `id` (int64), `loading` (boolean: the values are not there yet),
 * `deleted` (boolean), `saving` (boolean: an edit of this record is on its way to the file).
 *
 * Signals: `conflict (field, mine, theirs)`: someone else changed the field first; the object keeps
 * showing mine until [method@Record.resolve]. `deleted`: the record is gone (undo may bring it
 * back). `changed`: after one or more fields changed, once.
 */
#define TD_TYPE_RECORD (td_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (TdRecord, td_record, TD, RECORD, GObject)

struct _TdRecordClass
{
  GObjectClass parent_class;

  /*< private >*/
  const TdKindSpec *spec;
  GParamSpec **properties; /* by field */
};

GType td_record_type_for_kind (TdKind kind);

TdKind td_record_get_kind (TdRecord *self);
gint64 td_record_get_id (TdRecord *self);
gconstpointer td_record_get_row (TdRecord *self);
gboolean td_record_get_loading (TdRecord *self);
gboolean td_record_get_deleted (TdRecord *self);
gboolean td_record_get_saving (TdRecord *self);

/* The same as g_object_set(), for callers that have the name and a text. */
gboolean td_record_set_field (TdRecord *self, const char *field, const char *value, GError **error);
char *td_record_dup_field (TdRecord *self, const char *field) G_GNUC_WARN_UNUSED_RESULT;

void td_record_resolve (TdRecord *self, const char *field, gboolean keep_mine);

G_END_DECLS
