/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-clock-days.h"
#include "td-clock-office.h"
#include "td-kind.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/* One dossier with all that is known of it: its line, the procedure version it was received under,
 * what happened, and the clock over it. Plain data; any thread with a connection may load one. */
typedef struct
{
  TdDossierRow *dossier;
  TdDossierDetailRow *detail; /* (nullable) */
  TdProcedureRow *procedure;  /* (nullable): the version in force on the day of receipt */
  GPtrArray *events;          /* (element-type TdDossierEventRow): by time, struck ones included */
  GPtrArray *papers;          /* (element-type TdDossierPaperRow) */
  char *procedure_name;       /* (nullable): as the line has it */
  char *procedure_code;       /* (nullable) */
  char *area;                 /* (nullable) */
  char *unit;                 /* (nullable) */
  char *officer;              /* (nullable) */
  char *policy_key;           /* (nullable): the deadline policy it is under */
  char *policy_name;
  TdClock *clock;       /* (nullable): not known without a calendar of the year */
  char *clock_error;    /* (nullable): why there is none */
  GArray *days;         /* (nullable) (element-type TdClockDay): what each day did to the clock */
  GPtrArray *stretches; /* (nullable) (element-type TdClockStretch): the same in words */
} TdDossierCase;

TdDossierCase *td_dossier_case_load (TdConnection *connection,
                                     const TdClockOffice *office,
                                     gint64 dossier_id,
                                     TdMoment as_of,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_dossier_case_free (TdDossierCase *self);
gint64 td_dossier_case_find (TdConnection *connection, const char *word, GError **error);
TdProcedureRow *td_procedure_find (TdConnection *connection,
                                   const char *code,
                                   const GDate *received,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *td_dossier_case_letter (const TdDossierCase *self);

/* What is typed at the counter. Texts are owned. */
typedef struct
{
  char *code; /* (nullable): made */
  char *procedure_code;
  char *procedure_name; /* (nullable): that of the register */
  char *area;           /* (nullable): that of the register */
  char *unit;           /* (nullable): that of the register */
  char *officer;        /* (nullable) */
  char *applicant;
  TdMoment received;
  TdChannel channel;
  TdDossierDetailRow *detail; /* owned */
  GPtrArray *papers;          /* (element-type TdDossierPaperRow): empty: those of the procedure */
} TdDossierEntry;

TdDossierEntry *td_dossier_entry_new (void) G_GNUC_WARN_UNUSED_RESULT;
void td_dossier_entry_free (TdDossierEntry *entry);
TdClock *td_dossier_entry_clock (TdConnection *connection,
                                 const TdClockOffice *office,
                                 const TdDossierEntry *entry,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Acting: each is one action of the history. The writer thread gets what it needs by copy. */
gint64 td_dossier_case_add (TdWorkspace *workspace, const TdDossierEntry *entry, GError **error);
void td_dossier_case_add_async (TdWorkspace *workspace,
                                TdDossierEntry *entry,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gint64 td_dossier_case_add_finish (GAsyncResult *result, GError **error);

/* event: id 0 adds one; an id changes or strikes that one, which needs a correction. */
gboolean
td_dossier_case_put_event (TdWorkspace *workspace, const TdDossierEventRow *event, GError **error);
void td_dossier_case_put_event_async (TdWorkspace *workspace,
                                      const TdDossierEventRow *event,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean td_dossier_case_put_event_finish (GAsyncResult *result, GError **error);
gboolean td_dossier_case_put_events (TdWorkspace *workspace,
                                     GPtrArray *events,
                                     const char *label,
                                     GError **error);
void td_dossier_case_put_events_async (TdWorkspace *workspace,
                                       GPtrArray *events,
                                       const char *label,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDossierCase, td_dossier_case_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDossierEntry, td_dossier_entry_free)

G_END_DECLS
