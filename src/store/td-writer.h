/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-connection.h"
#include "td-kind.h"

G_BEGIN_DECLS

/* What an action may do to the workspace. It lives on the writer thread for the time of one action
 * (every function asserts so); the action is one transaction, and a failure undoes all of it. */
typedef struct _TdWriter TdWriter;

/* A closure of the writer thread: it gets plain data only, never an object of the main thread. */
typedef gboolean (*TdActionFunc) (TdWriter *writer, gpointer data, GError **error);

TdConnection *td_writer_get_connection (TdWriter *self);
const char *td_writer_get_author (TdWriter *self);
gint64 td_writer_get_import_id (TdWriter *self); /* of a bulk import, else 0 */
void
td_writer_keep_rollup (TdWriter *self); /* the import adds the figures of its dossiers itself */

/* New records: id, uid and position (last among its siblings) are filled in when they are absent.
 */
gboolean td_writer_insert (TdWriter *self, TdKind kind, gpointer row, GError **error);

/* Only the fields that differ from expected are written, and only when they still have the expected
 * value (TD_ERROR_CONFLICT otherwise). Without expected the row in the file is taken for it. */
gboolean td_writer_update (
    TdWriter *self, TdKind kind, gconstpointer expected, gconstpointer row, GError **error);
gboolean td_writer_set_field (TdWriter *self,
                              TdKind kind,
                              gint64 id,
                              const char *field_name,
                              const char *value,
                              GError **error);

/* Deletes the record and all it owns; other references to what is deleted become absent. */
gboolean td_writer_delete (TdWriter *self, TdKind kind, gint64 id, GError **error);

/* Puts a record before one of its siblings; 0: last. */
gboolean td_writer_move (TdWriter *self, TdKind kind, gint64 id, gint64 before_id, GError **error);

/* Reads inside the transaction. Rows are free'd with td_row_free(); arrays own their rows. */
gpointer
td_writer_get (TdWriter *self, TdKind kind, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *td_writer_list_by (TdWriter *self,
                              TdKind kind,
                              const char *field_name,
                              gint64 value,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For explicit acts (issue, sign, number, freeze): undo and redo may not change these records, nor
 * for a plan any record of the plan. */
gboolean td_writer_lock_record (TdWriter *self, TdKind kind, gint64 id, GError **error);
gboolean td_writer_unlock_record (TdWriter *self, TdKind kind, gint64 id, GError **error);

/* All rows of one bulk import go out of sight, which costs the same however many there are; undo of
 * the action shows them again. At most one in an action. */
gboolean td_writer_hide_import (TdWriter *self, gint64 import_id, GError **error);
gboolean td_writer_keep_shown (
    TdWriter *self, gint64 import_id, TdKind kind, const GArray *ids, GError **error);

/* Files: content-addressed bytes. */
char *td_writer_put_file (TdWriter *self, GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
