/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-filter.h"
#include "td-dossier-find.h"
#include "td-dossier-index.h"

G_BEGIN_DECLS

/* A filter over the columns of the index: says of the dossiers in it what td_dossier_filter_sql()
 * says of the rows of the table. */
typedef struct _TdDossierMatch TdDossierMatch;

/* A dossier that matches, with what it is grouped by */
typedef struct
{
  guint32 id;
  guint32 received, returned;
  guint32 area, procedure, unit;
  guint8 channel, level;
  TdOutcome outcome;
} TdDossierHit;

typedef enum
{
  TD_MATCH_IDS, /* of a hit, its id is wanted, and the outcome only as far as the filter tells it
                   apart */
  TD_MATCH_ALL, /* all of it */
} TdMatchUse;

typedef void (*TdDossierHitFunc) (const TdDossierHit *hit, gpointer data);

gboolean td_dossier_match_can (const TdDossierFilter *filter);
TdDossierMatch *td_dossier_match_new (TdConnection *connection,
                                      const TdDossierIndex *index,
                                      const GArray *fresh,
                                      const TdDossierFilter *filter,
                                      TdMatchUse use,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_dossier_match_free (TdDossierMatch *self);

gboolean
td_dossier_match_each (TdDossierMatch *self, TdDossierHitFunc func, gpointer data, GError **error);
gboolean td_dossier_match_test (
    TdDossierMatch *self, guint32 id, gboolean *matches, TdDossierHit *hit, GError **error);
void td_dossier_match_judge (TdDossierMatch *self);
gboolean td_dossier_match_may (TdDossierMatch *self, guint32 id);
guint td_dossier_match_get_n_loads (TdDossierMatch *self);
TdDossierFind *td_dossier_match_get_find (TdDossierMatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDossierMatch, td_dossier_match_free)

G_END_DECLS
