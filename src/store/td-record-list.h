/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "td-workspace.h"

G_BEGIN_DECLS

/**
 * TdRecordList:
 *
 * The records of a query as a list model of [class@Record]. The ids are read at once on the reader
 * thread, the values in pages as they are looked at (a record says `loading` until then). Changes
 * of the file arrive as small `items-changed`; never as one wide change. After a wide change (new
 * query) the list emits `reordered`: the view reselects by id and scrolls back.
 *
 * Properties: `query`, `loading` (the ids are being read), `n-items`.
 */
#define TD_TYPE_RECORD_LIST (td_record_list_get_type ())
G_DECLARE_FINAL_TYPE (TdRecordList, td_record_list, TD, RECORD_LIST, GObject)

TdRecordList *td_record_list_new (TdWorkspace *workspace,
                                  const TdQuery *query) G_GNUC_WARN_UNUSED_RESULT;
void td_record_list_set_query (TdRecordList *self, const TdQuery *query);
const TdQuery *td_record_list_get_query (TdRecordList *self);
gboolean td_record_list_get_loading (TdRecordList *self);
gint64 td_record_list_get_id (TdRecordList *self, guint position);
gboolean td_record_list_find (TdRecordList *self, gint64 id, guint *position);

G_END_DECLS
