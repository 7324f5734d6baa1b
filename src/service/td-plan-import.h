/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-import.h"

G_BEGIN_DECLS

/* A plan from a file, understood but not saved: what the review page shows. */
typedef struct
{
  TdPlanData *plan;
  TdSourceDocument *source; /* (nullable): none for JSON */
} TdPlanImport;

void td_plan_import_free (TdPlanImport *import);

TdPlanImport *td_plan_import_read (const char *path,
                                   TdProgressFunc progress,
                                   gpointer progress_data,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_plan_import_read_async (const char *path,
                                TdProgressFunc progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
TdPlanImport *td_plan_import_read_finish (GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdPlanImport, td_plan_import_free)

G_END_DECLS
