/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-lines.h"

G_BEGIN_DECLS

/* Dossiers as a file for other programs: .xlsx, .csv or .json by the suffix. personal: whether the
 * applicants' names go along. Any thread with a connection of its own. */
gboolean td_dossier_export (TdConnection *connection,
                            const TdDossierFilter *filter,
                            TdDossierSort sort,
                            gboolean descending,
                            gboolean personal,
                            const char *path,
                            gboolean replace,
                            GError **error);

G_END_DECLS
