/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-dossier-lines.h"
#include "td-workspace.h"

G_BEGIN_DECLS

void td_dossier_files_export (GtkWidget *widget,
                              TdWorkspace *workspace,
                              TdDossierFilter *filter,
                              TdDossierSort sort,
                              gboolean descending,
                              gboolean personal,
                              const char *suffix);
GMenuModel *td_dossier_files_menu (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
