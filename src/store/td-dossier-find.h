/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-filter.h"
#include "td-dossier-index.h"

G_BEGIN_DECLS

/* The words of a search over the index: which names of applicants and of procedures have each, and
 * which codes. A dossier is found when each word stands in one of them, as td_dossier_filter_sql()
 * says. */
typedef struct _TdDossierFind TdDossierFind;

TdDossierFind *td_dossier_find_new (TdConnection *connection,
                                    const TdDossierIndex *index,
                                    char **words,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_dossier_find_free (TdDossierFind *self);

gboolean td_dossier_find_needs_codes (const TdDossierFind *self);
gboolean td_dossier_find_read_codes (TdDossierFind *self, GError **error);
gboolean td_dossier_find_read_codes_of (TdDossierFind *self, const GArray *ids, GError **error);
gboolean
td_dossier_find_test (const TdDossierFind *self, guint32 id, guint32 procedure, guint32 applicant);
gboolean td_dossier_find_has_few (TdDossierFind *self, guint most);
gboolean td_dossier_find_candidates (TdDossierFind *self, guint most, GArray *ids, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDossierFind, td_dossier_find_free)

G_END_DECLS
