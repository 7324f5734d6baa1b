/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-connection.h"
#include "td-dossier-outcome.h"

G_BEGIN_DECLS

/* Which day of a dossier a period speaks of. */
typedef enum
{
  TD_DOSSIER_BASIS_RECEIVED,
  TD_DOSSIER_BASIS_RETURNED,
  TD_DOSSIER_BASIS_DUE,
  TD_DOSSIER_BASIS_HANDLED, /* in hand at some time of the period: received up to its last day, and
                               not finished before its first */
} TdDossierBasis;

/* Lists of the daily work. */
typedef enum
{
  TD_DOSSIER_LIST_ALL,
  TD_DOSSIER_LIST_DUE_SOON, /* open, due within some days from today */
  TD_DOSSIER_LIST_OVERDUE,  /* open and past its due day */
  TD_DOSSIER_LIST_IDLE,     /* open, nothing happened since some day */
} TdDossierList;

/* Which dossiers: all conditions must hold, values of one condition are alternatives. A plain
 * value, handed between threads by copying. The table, the figures and the charts ask through it,
 * so a figure and the table behind it cannot differ. */
typedef struct
{
  gint64 from_day, to_day; /* both inclusive, days since 1970; 0: open */
  TdDossierBasis basis;
  guint outcomes; /* bit per TdOutcome; 0: any that counts */
  guint channels; /* bit per TdChannel; 0: any */
  guint levels;   /* bit per TdLevel; 0: any */
  GArray *areas;  /* (nullable) (element-type gint64): dossier_name ids; 0 stands for none */
  GArray *procedures;
  GArray *units;
  char *search; /* (nullable): words in code, applicant, procedure */
  gboolean any_due_from, any_due_to;
  gint64 due_from, due_to; /* days; of the due day besides the period */
  gboolean any_returned;
  gint64 returned_from, returned_to; /* days; of the result besides the period */
  gboolean every_state;              /* also what does not count */
  TdDossierList list;
  gint64 list_day; /* due soon: the last day; idle: nothing after this day */
  gint64 as_of_day;
  TdCountMode mode;
} TdDossierFilter;

TdDossierFilter *td_dossier_filter_new (gint64 as_of_day) G_GNUC_WARN_UNUSED_RESULT;
TdDossierFilter *td_dossier_filter_copy (const TdDossierFilter *self) G_GNUC_WARN_UNUSED_RESULT;
void td_dossier_filter_free (TdDossierFilter *self);
gboolean td_dossier_filter_equal (const TdDossierFilter *a, const TdDossierFilter *b);
void td_dossier_filter_set_period (TdDossierFilter *self, gint64 from_day, gint64 to_day);
void td_dossier_filter_add_id (GArray **ids, gint64 id);

/* " AND …" for a query on dossier; only numbers stand in it, the words of the search are bound by
 * td_dossier_filter_bind() to parameters from @first on. */
char *td_dossier_filter_sql (const TdDossierFilter *self, int first) G_GNUC_WARN_UNUSED_RESULT;
int td_dossier_filter_bind (const TdDossierFilter *self, TdStatement *statement, int first);

/* The parts of it, for who keeps the conditions without SQL */
char **td_dossier_filter_words (const TdDossierFilter *self) G_GNUC_WARN_UNUSED_RESULT;
guint td_dossier_filter_outcomes (const TdDossierFilter *self);
char *td_dossier_filter_moved_sql (const TdDossierFilter *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDossierFilter, td_dossier_filter_free)

G_END_DECLS
