/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "td-row-import.h"

G_BEGIN_DECLS

/* What a column of an export of dossiers holds. */
typedef enum
{
  TD_COLUMN_ROLE_NONE,
  TD_COLUMN_ROLE_NUMBER,
  TD_COLUMN_ROLE_CODE,
  TD_COLUMN_ROLE_EXTERNAL_CODE,
  TD_COLUMN_ROLE_PROCEDURE,
  TD_COLUMN_ROLE_PROCEDURE_CODE,
  TD_COLUMN_ROLE_AREA,
  TD_COLUMN_ROLE_LEVEL,
  TD_COLUMN_ROLE_APPLICANT,
  TD_COLUMN_ROLE_CHANNEL,
  TD_COLUMN_ROLE_RECEIVED,
  TD_COLUMN_ROLE_DUE,
  TD_COLUMN_ROLE_RETURNED,
  TD_COLUMN_ROLE_RESOLVED,
  TD_COLUMN_ROLE_RECEIVED_TIME,
  TD_COLUMN_ROLE_DUE_TIME,
  TD_COLUMN_ROLE_RETURNED_TIME,
  TD_COLUMN_ROLE_STATE,
  TD_COLUMN_ROLE_UNIT,
  TD_COLUMN_ROLE_OFFICER,
  TD_COLUMN_ROLE_SUSPENDED,
  TD_COLUMN_ROLE_SUSPEND_REASON,
  TD_COLUMN_ROLE_RESULT_CHANNEL,
  TD_COLUMN_ROLE_FEE,
  TD_COLUMN_ROLE_RATING,
  TD_COLUMN_ROLE_NOTE,
  TD_COLUMN_ROLE_IGNORED,
  TD_N_COLUMN_ROLES,
} TdColumnRole;

/* The words that exports use, from data/dossier-words.json. Not changed once read, so threads may
 * share it. */
typedef struct _TdDossierWords TdDossierWords;

TdDossierWords *td_dossier_words_new (GBytes *json, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_dossier_words_free (TdDossierWords *self);

const char *td_column_role_nick (TdColumnRole role);
TdColumnRole td_column_role_from_nick (const char *nick);

/* Folded, punctuation gone, single spaces. */
char *td_dossier_words_key (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* The same with abbreviations spelled out and "và" left out: equal for spellings of one name. */
char *td_dossier_words_name_key (const TdDossierWords *self,
                                 const char *text) G_GNUC_WARN_UNUSED_RESULT;

guint
td_dossier_words_score_column (const TdDossierWords *self, TdColumnRole role, const char *key);
TdDossierState td_dossier_words_state (const TdDossierWords *self, const char *text);
TdChannel td_dossier_words_channel (const TdDossierWords *self, const char *text);
TdLevel td_dossier_words_level (const TdDossierWords *self, const char *text);
gboolean td_dossier_words_is_missing (const TdDossierWords *self, const char *text);
gboolean td_dossier_words_is_total (const TdDossierWords *self, const char *text);
gboolean td_dossier_words_is_lateness (const TdDossierWords *self, const char *text);
const char *td_dossier_words_after_exported (const TdDossierWords *self, const char *text);
TdColumnRole td_dossier_words_group (const TdDossierWords *self,
                                     const char *text,
                                     gboolean numbered,
                                     const char **name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDossierWords, td_dossier_words_free)

G_END_DECLS
