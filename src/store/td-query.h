/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-connection.h"
#include "td-kind.h"

G_BEGIN_DECLS

/* Which records of a kind, in which order: a plain value, handed between threads by copying. All
 * conditions must hold. The order always ends with the id, so it is total; without an order it is
 * the position (where the kind has one) and the id. */
typedef struct _TdQuery TdQuery;

typedef enum
{
  TD_QUERY_EQUAL,
  TD_QUERY_NOT_EQUAL, /* absent values count as different */
  TD_QUERY_LESS,
  TD_QUERY_LESS_OR_EQUAL,
  TD_QUERY_GREATER,
  TD_QUERY_GREATER_OR_EQUAL,
} TdQueryOperator;

TdQuery *td_query_new (TdKind kind) G_GNUC_WARN_UNUSED_RESULT;
TdQuery *td_query_copy (const TdQuery *self) G_GNUC_WARN_UNUSED_RESULT;
void td_query_free (TdQuery *self);
gboolean td_query_equal (const TdQuery *a, const TdQuery *b);

TdKind td_query_get_kind (const TdQuery *self);

/* field: a column of the kind, "id" included */
void td_query_where_int (TdQuery *self, const char *field, TdQueryOperator op, gint64 value);
void td_query_where_text (TdQuery *self, const char *field, TdQueryOperator op, const char *value);
void td_query_where_null (TdQuery *self, const char *field, gboolean null);
void td_query_where_ids (TdQuery *self, const char *field, const gint64 *ids, guint n_ids);
void td_query_where_child (
    TdQuery *self, TdKind child, const char *ref_field, const char *field, gint64 value);
void td_query_search (TdQuery *self, const char *text);
void td_query_order_by (TdQuery *self, const char *field, gboolean descending);
void td_query_limit (TdQuery *self, guint limit);

GPtrArray *td_query_list (const TdQuery *self,
                          TdConnection *connection,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *td_query_list_ids (const TdQuery *self,
                           TdConnection *connection,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
td_query_count (const TdQuery *self, TdConnection *connection, gint64 *count, GError **error);
gboolean td_query_depends_on (const TdQuery *self, TdKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdQuery, td_query_free)

G_END_DECLS
