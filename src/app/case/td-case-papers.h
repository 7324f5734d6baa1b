/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-dossier-letter.h"

G_BEGIN_DECLS

/* Asks where to put a paper about a dossier, writes it, and records a letter of apology as an
 * event. */
void td_case_papers_save (GtkWidget *parent,
                          TdWorkspace *workspace,
                          gint64 dossier_id,
                          TdLetterKind kind);

void td_case_papers_print_ledger (GtkWidget *parent, TdWorkspace *workspace, gint64 dossier_id);

G_END_DECLS
