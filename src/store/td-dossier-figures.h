/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-stats.h"

G_BEGIN_DECLS

/* Counts over the index of dossiers. FALSE without an error where there is none that can: the rows
 * must be counted. */
gboolean td_dossier_figures_count (TdConnection *connection,
                                   const TdDossierFilter *filter,
                                   gint64 *count,
                                   GError **error);
gboolean td_dossier_figures_stats (TdConnection *connection,
                                   const TdDossierFilter *filter,
                                   TdDossierBy by,
                                   GPtrArray *groups,
                                   GError **error);

G_END_DECLS
