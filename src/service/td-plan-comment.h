/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-edit.h"
#include "td-row-review.h"

G_BEGIN_DECLS

/* Comments on a plan: in the window, on the command line, and from a Word file that came back. A
 * reply is a comment about a comment; threads are one level deep, as in Word. */
TdEdit *td_plan_comment_new (gint64 plan_id,
                             TdKind kind,
                             gint64 record_id,
                             const char *quote,
                             const char *text,
                             const char *author) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_plan_comment_resolve (gint64 comment_id,
                                 gboolean resolved,
                                 const char *author) G_GNUC_WARN_UNUSED_RESULT;
gint64 td_plan_comment_answered (const TdCommentRow *comment);
void td_plan_comment_sort (GPtrArray *comments);

GPtrArray *td_plan_comment_read (const char *path,
                                 const TdPlanData *plan,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_plan_comment_read_async (const char *path,
                                 const TdPlanData *plan,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *td_plan_comment_read_finish (GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_plan_comment_take (gint64 plan_id, GPtrArray *comments) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
