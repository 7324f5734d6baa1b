/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-workspace.h"

G_BEGIN_DECLS

/**
 * TdCaseLetters:
 *
 * Letters of apology for dossiers that were late in a period, or for one: chosen from a list, on
 * the form in force, in one file or a PDF and a Word file for each, and recorded as events.
 */
#define TD_TYPE_CASE_LETTERS (td_case_letters_get_type ())
G_DECLARE_FINAL_TYPE (TdCaseLetters, td_case_letters, TD, CASE_LETTERS, AdwWindow)

GtkWidget *td_case_letters_new (TdWorkspace *workspace, GtkWindow *parent, gint64 dossier_id);

G_END_DECLS
