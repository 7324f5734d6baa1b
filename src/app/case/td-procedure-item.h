/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "td-procedure-register.h"

G_BEGIN_DECLS

/**
 * TdProcedureItem:
 *
 * One version of a procedure in the list of the register.
 */
#define TD_TYPE_PROCEDURE_ITEM (td_procedure_item_get_type ())
G_DECLARE_FINAL_TYPE (TdProcedureItem, td_procedure_item, TD, PROCEDURE_ITEM, GObject)

TdProcedureItem *td_procedure_item_new (const TdProcedureRow *row,
                                        const char *unit,
                                        TdVersionState state,
                                        gboolean follows) G_GNUC_WARN_UNUSED_RESULT;
const TdProcedureRow *td_procedure_item_get_row (TdProcedureItem *self);
TdVersionState td_procedure_item_get_state (TdProcedureItem *self);
gboolean td_procedure_item_get_follows (TdProcedureItem *self);
const char *td_procedure_item_get_unit (TdProcedureItem *self);
char *td_procedure_item_get_limit (TdProcedureItem *self) G_GNUC_WARN_UNUSED_RESULT;
char *td_procedure_item_get_dates (TdProcedureItem *self) G_GNUC_WARN_UNUSED_RESULT;
const char *td_procedure_item_get_level (TdProcedureItem *self);
char *td_procedure_limit_text (const char *unit, gint64 limit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
