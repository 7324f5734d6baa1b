/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-procedure-register.h"

G_BEGIN_DECLS

typedef enum
{
  TD_PROCEDURE_ADD,
  TD_PROCEDURE_SET,
  TD_PROCEDURE_VERSION,
} TdProcedureTask;

/**
 * TdProcedureDialog:
 *
 * The fields of one version of a procedure: a new procedure, one to change, or a new version.
 *
 * Signals: `saved (id)`: the version is in the register.
 */
#define TD_TYPE_PROCEDURE_DIALOG (td_procedure_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TdProcedureDialog, td_procedure_dialog, TD, PROCEDURE_DIALOG, AdwWindow)

GtkWidget *td_procedure_dialog_new (TdWorkspace *workspace,
                                    GtkWindow *parent,
                                    TdProcedureTask task,
                                    const TdProcedureRow *row);

G_END_DECLS
