/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-kind.h"
#include "td-writer.h"

G_BEGIN_DECLS

/* Order among siblings. Siblings are the records of one kind under the same parent (and, for body
 * texts outside sections, of the same kind of text); their order is a gapped position. */
GPtrArray *td_siblings_read (TdWriter *writer,
                             TdKind kind,
                             const char *field,
                             gint64 value,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
const TdFieldSpec *td_siblings_parent_field (TdKind kind);
GPtrArray *td_siblings_list (TdWriter *writer, TdKind kind, gconstpointer row, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean
td_siblings_place (TdWriter *writer, TdKind kind, gpointer row, guint index, GError **error);

G_END_DECLS
