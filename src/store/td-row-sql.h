/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-connection.h"
#include "td-kind.h"

G_BEGIN_DECLS

/* Rows of a bulk import that is not finished (or was undone) are not there for anyone. The inner
 * query is empty nearly always and is run once per statement. */
#define TD_ROW_SQL_VISIBLE                                                                         \
  "(import_id IS NULL OR import_id NOT IN (SELECT id FROM import WHERE state <> 'done'))"

/* SQL of a kind and the way between a statement and a row, from what td-kind.c declares. */

char *td_row_sql_select (TdKind kind) G_GNUC_WARN_UNUSED_RESULT;
char *td_row_sql_build (TdKind kind, guint which) G_GNUC_WARN_UNUSED_RESULT;
gpointer td_row_sql_read (TdStatement *statement, TdKind kind) G_GNUC_WARN_UNUSED_RESULT;
void
td_row_sql_bind (TdStatement *statement, int index, gconstpointer row, const TdFieldSpec *field);

gpointer td_row_sql_get (TdConnection *connection, TdKind kind, gint64 id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gpointer td_row_sql_find (TdConnection *connection, TdKind kind, gint64 id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *td_row_sql_list_by (TdConnection *connection,
                               TdKind kind,
                               const char *field_name,
                               gint64 value,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *td_row_array_new (TdKind kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
