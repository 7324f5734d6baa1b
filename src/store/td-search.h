/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-connection.h"
#include "td-kind.h"

G_BEGIN_DECLS

typedef struct
{
  TdKind kind;
  gint64 id;
} TdSearchHit;

/* Words in any order, the last letters of a word may be missing; without marks "duc" finds "Đức",
 * with marks only the same marks are found. */
GArray *td_search (TdConnection *connection, const char *text, guint limit, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
char *td_search_expression (const char *text) G_GNUC_WARN_UNUSED_RESULT;

gboolean td_search_add_plan (TdConnection *connection, gint64 plan_id, GError **error);

G_END_DECLS
