/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-plan-context.h"

G_BEGIN_DECLS

/* A line of the form for a date of a record: typed as people type dates, kept as ISO 8601. */
#define TD_TYPE_FORM_DATE (td_form_date_get_type ())
G_DECLARE_FINAL_TYPE (TdFormDate, td_form_date, TD, FORM_DATE, AdwActionRow)

GtkWidget *
td_form_date_new (TdPlanContext *context, const char *title, TdRecord *record, const char *field);

G_END_DECLS
