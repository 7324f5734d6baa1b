/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-edit.h"
#include "td-report.h"

G_BEGIN_DECLS

/* What a person types for a report of a period: paragraphs of its chapters, and the official scores
 * of Decision 766 that stand beside the estimates of the program. */
typedef struct
{
  gboolean score; /* a number; else text, a paragraph a line */
  char *key;      /* of the chapter or the measure */
  char *label;
  char *value; /* "" for none */
} TdTypedItem;

GPtrArray *td_report_typed_list (TdConnection *connection,
                                 const TdReportRequest *request,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_report_typed_edit (const TdReportRequest *request,
                              GPtrArray *items) G_GNUC_WARN_UNUSED_RESULT;
TdTypedItem *td_typed_item_new (gboolean score,
                                const char *key,
                                const char *label,
                                const char *value) G_GNUC_WARN_UNUSED_RESULT;
void td_typed_item_free (TdTypedItem *item);

G_END_DECLS
