/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-dossier-case.h"

G_BEGIN_DECLS

/**
 * TdCaseEntry:
 *
 * Enters dossiers at the counter, by keyboard alone: the due time is shown while typing, Return
 * saves and begins the next one.
 */
#define TD_TYPE_CASE_ENTRY (td_case_entry_get_type ())
G_DECLARE_FINAL_TYPE (TdCaseEntry, td_case_entry, TD, CASE_ENTRY, AdwWindow)

GtkWidget *td_case_entry_new (TdWorkspace *workspace, GtkWindow *parent);

G_END_DECLS
