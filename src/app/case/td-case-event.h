/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-dossier-case.h"

G_BEGIN_DECLS

/**
 * TdCaseEvent:
 *
 * Records what happened to a dossier, or corrects it: a correction needs its reason, which stays in
 * the ledger.
 */
#define TD_TYPE_CASE_EVENT (td_case_event_get_type ())
G_DECLARE_FINAL_TYPE (TdCaseEvent, td_case_event, TD, CASE_EVENT, AdwWindow)

GtkWidget *td_case_event_new (TdWorkspace *workspace,
                              GtkWindow *parent,
                              gint64 dossier_id,
                              const TdDossierEventRow *event);

G_END_DECLS
