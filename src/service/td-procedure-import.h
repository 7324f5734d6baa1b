/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-procedure-reader.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/* A register of procedures taken over as one action. What a row changes becomes a new version from
 * a day on, so that a dossier keeps the one it was received under. */
typedef struct
{
  TdProcedureTable *table;
  GDate from; /* when changes come into force where the file does not say it */
  guint created;
  guint versions; /* new versions of procedures that were there */
  guint unchanged;
} TdProcedureImport;

TdProcedureImport *td_procedure_import_read (const char *path,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
td_procedure_import_commit (TdProcedureImport *self, TdWorkspace *workspace, GError **error);
void td_procedure_import_commit_async (TdProcedureImport *self,
                                       TdWorkspace *workspace,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
void td_procedure_import_free (TdProcedureImport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdProcedureImport, td_procedure_import_free)

G_END_DECLS
