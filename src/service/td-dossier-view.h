/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-lines.h"
#include "td-dossier-quick.h"
#include "td-edit.h"

G_BEGIN_DECLS

/* What a saved view of the dossiers holds: period, list, filters and order. Names are kept as they
 * are written, not as numbers: they outlive an import that is undone and made again. */
typedef struct
{
  char *period;   /* (nullable): as td_report_period_parse() reads it; NULL: all of them */
  guint close_on; /* the day on which figures close, 0: the calendar */
  TdQuickFilter quick;
  guint channels;        /* bit per TdChannel; 0: any */
  GPtrArray *areas;      /* (element-type utf8) */
  GPtrArray *procedures; /* (element-type utf8) */
  GPtrArray *units;      /* (element-type utf8) */
  char *search;          /* (nullable) */
  TdCountMode mode;
  TdDossierSort sort;
  gboolean descending;
} TdDossierView;

TdDossierView *td_dossier_view_new (void) G_GNUC_WARN_UNUSED_RESULT;
void td_dossier_view_free (TdDossierView *self);
char *td_dossier_view_to_text (const TdDossierView *self) G_GNUC_WARN_UNUSED_RESULT;
TdDossierView *td_dossier_view_from_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;

GArray *td_dossier_view_ids (TdConnection *connection, const char *role, const GPtrArray *names);
TdDossierFilter *td_dossier_view_filter (const TdDossierView *self,
                                         TdConnection *connection,
                                         gint64 today,
                                         TdWorkCalendar *calendar) G_GNUC_WARN_UNUSED_RESULT;

/* Views with a name, in the workspace for everyone who opens it. */
TdDossierViewRow *td_dossier_view_find (TdConnection *connection,
                                        const char *name,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_dossier_view_save (TdConnection *connection,
                              const char *name,
                              const TdDossierView *view) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDossierView, td_dossier_view_free)

G_END_DECLS
