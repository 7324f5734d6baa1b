/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-filter.h"

G_BEGIN_DECLS

typedef enum
{
  TD_DOSSIER_SORT_RECEIVED,
  TD_DOSSIER_SORT_DUE,
  TD_DOSSIER_SORT_CODE,
  TD_DOSSIER_SORT_PROCEDURE,
  TD_DOSSIER_SORT_UNIT,
  TD_DOSSIER_SORT_APPLICANT,
  TD_DOSSIER_SORT_DAYS_LEFT, /* open ones by their due day, then the others */
  TD_N_DOSSIER_SORTS,
} TdDossierSort;

/* A dossier as a line of a table: plain data. Names belong to the set of names. */
typedef struct
{
  gint64 id;
  char *code;
  char *applicant;                               /* (nullable): personal data */
  char *note;                                    /* (nullable) */
  const char *procedure, *area, *unit, *officer; /* (nullable), interned */
  gint64 received, due, returned, suspended;
  gint64 fee;
  gint64 source_row;
  TdDossierState state;
  TdChannel channel;
  TdLevel level;
  TdOutcome outcome;
} TdDossierLine;

/* FALSE stops. The line lives until the function returns; it may steal its texts. */
typedef gboolean (*TdDossierLineFunc) (TdDossierLine *line, gpointer data, GError **error);

const char *td_dossier_sort_nick (TdDossierSort sort);
gboolean td_dossier_sort_from_nick (const char *nick, TdDossierSort *sort);

gboolean td_dossier_lines_each (TdConnection *connection,
                                const TdDossierFilter *filter,
                                TdDossierSort sort,
                                gboolean descending,
                                gint64 offset,
                                gint64 limit,
                                TdDossierLineFunc func,
                                gpointer data,
                                GError **error);
gboolean td_dossier_lines_count (TdConnection *connection,
                                 const TdDossierFilter *filter,
                                 gint64 *count,
                                 GError **error);
gboolean td_dossier_lines_count_among (TdConnection *connection,
                                       const TdDossierFilter *filter,
                                       const char *more,
                                       gint64 *count,
                                       GError **error);
GArray *td_dossier_lines_ids (TdConnection *connection,
                              const TdDossierFilter *filter,
                              TdDossierSort sort,
                              gboolean descending,
                              gint64 limit,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *td_dossier_lines_first (TdConnection *connection,
                                const TdDossierFilter *filter,
                                TdDossierSort sort,
                                gboolean descending,
                                guint n,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *td_dossier_lines_by_ids (TdConnection *connection,
                                 const guint32 *ids,
                                 guint n_ids,
                                 gint64 as_of_day,
                                 TdCountMode mode,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *td_dossier_names_read (TdConnection *connection,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_dossier_line_clear (TdDossierLine *self);
char *td_dossier_line_days_left (const TdDossierLine *self,
                                 gint64 as_of_day,
                                 gint64 *days) G_GNUC_WARN_UNUSED_RESULT;

/* The columns every reader of lines selects, from table dossier */
#define TD_DOSSIER_LINE_COLUMNS                                                                    \
  "id, code, applicant, note, procedure_name_id, area_name_id, unit_name_id, officer_name_id,"     \
  " received, due, returned, suspended, fee, state, channel, level, source_row"

void td_dossier_line_read (TdStatement *statement,
                           GHashTable *names,
                           gint64 as_of_day,
                           TdCountMode mode,
                           TdDossierLine *line);

G_END_DECLS
