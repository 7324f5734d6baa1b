/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-dossier-case.h"

G_BEGIN_DECLS

/**
 * TdCaseDays:
 *
 * What each day did to the clock of a dossier: a strip of all days, and below it a line for each
 * stretch of them with the days counted so far.
 */
#define TD_TYPE_CASE_DAYS (td_case_days_get_type ())
G_DECLARE_FINAL_TYPE (TdCaseDays, td_case_days, TD, CASE_DAYS, GtkWidget)

GtkWidget *td_case_days_new (void);
void td_case_days_set_case (TdCaseDays *self, const TdDossierCase *dossier);

G_END_DECLS
