/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-import.h"

G_BEGIN_DECLS

/**
 * TdImportQueue:
 *
 * Files to be read as plans, one after the other, on a worker thread.
 *
 * Signals: `started` (the next file is being read), `read` (take it with
 * td_import_queue_take_result()), `failed` (#GError; a cancelled file fails with
 * %G_IO_ERROR_CANCELLED), each followed by nothing until td_import_queue_next() is called.
 */
#define TD_TYPE_IMPORT_QUEUE (td_import_queue_get_type ())
G_DECLARE_FINAL_TYPE (TdImportQueue, td_import_queue, TD, IMPORT_QUEUE, GObject)

TdImportQueue *td_import_queue_new (void) G_GNUC_WARN_UNUSED_RESULT;
void td_import_queue_add (TdImportQueue *self, GListModel *files);
gboolean td_import_queue_next (TdImportQueue *self);
void td_import_queue_cancel (TdImportQueue *self);
TdPlanImport *td_import_queue_take_result (TdImportQueue *self) G_GNUC_WARN_UNUSED_RESULT;

gboolean td_import_queue_is_reading (TdImportQueue *self);
const char *td_import_queue_get_name (TdImportQueue *self);
guint td_import_queue_get_index (TdImportQueue *self);
guint td_import_queue_get_count (TdImportQueue *self);
double td_import_queue_get_fraction (TdImportQueue *self);

G_END_DECLS
