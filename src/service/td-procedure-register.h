/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-edit.h"
#include "td-row-dossier.h"

G_BEGIN_DECLS

/* The register of procedures by hand: versions of one code follow one another and never overlap,
 * and a version that dossiers were received under stays. */

typedef enum
{
  TD_VERSION_PAST,
  TD_VERSION_PRESENT,
  TD_VERSION_FUTURE,
} TdVersionState;

GPtrArray *td_procedure_list (TdWorkspace *workspace, GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdVersionState td_procedure_state (const TdProcedureRow *row, const GDate *today);

TdEdit *td_procedure_edit_add (const TdProcedureRow *row) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_procedure_edit_set (const TdProcedureRow *old_row,
                               const TdProcedureRow *row) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_procedure_edit_version (const TdProcedureRow *old_row,
                                   const TdProcedureRow *row) G_GNUC_WARN_UNUSED_RESULT;
void td_procedure_edit_take_papers (TdEdit *edit, GPtrArray *papers);
TdEdit *td_procedure_edit_delete (gint64 id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
