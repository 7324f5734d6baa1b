/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-filter.h"

G_BEGIN_DECLS

typedef enum
{
  TD_DOSSIER_BY_NONE,
  TD_DOSSIER_BY_MONTH_RECEIVED,
  TD_DOSSIER_BY_MONTH_RETURNED,
  TD_DOSSIER_BY_AREA,
  TD_DOSSIER_BY_PROCEDURE,
  TD_DOSSIER_BY_UNIT,
  TD_DOSSIER_BY_CHANNEL,
  TD_DOSSIER_BY_LEVEL,
  TD_N_DOSSIER_BY,
} TdDossierBy;

typedef struct
{
  gint64 total; /* of all outcomes that count */
  gint64 counts[TD_N_OUTCOMES];
} TdDossierCounts;

typedef struct
{
  char *key; /* (nullable): "2024-01", a name; NULL: none */
  gint64 id; /* the name, the channel, or the month as 202401 */
  TdDossierCounts counts;
} TdDossierGroup;

const char *td_dossier_by_nick (TdDossierBy by);
gboolean td_dossier_by_from_nick (const char *nick, TdDossierBy *by);

GPtrArray *td_dossier_stats (TdConnection *connection,
                             const TdDossierFilter *filter,
                             TdDossierBy by,
                             TdDossierCounts *totals,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdStatement *td_dossier_stats_prepare (TdConnection *connection,
                                       const TdDossierFilter *filter,
                                       TdDossierBy by,
                                       const char *more,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 td_dossier_counts_returned (const TdDossierCounts *self);
void td_dossier_group_free (TdDossierGroup *self);
const char *td_channel_word (TdChannel channel);
const char *td_level_word (TdLevel level);

G_END_DECLS
