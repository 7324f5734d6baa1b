/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "td-plan-context.h"

G_BEGIN_DECLS

typedef struct
{
  const char *value; /* NULL: absent */
  const char *label; /* NULL ends the list; translatable (N_) */
} TdFormOption;

/* A line of the form that takes one of a few values of a record's field. */
#define TD_TYPE_FORM_CHOICE (td_form_choice_get_type ())
G_DECLARE_FINAL_TYPE (TdFormChoice, td_form_choice, TD, FORM_CHOICE, AdwComboRow)

GtkWidget *
td_form_choice_new (TdPlanContext *context, const char *title, const TdFormOption *options);
void td_form_choice_bind (TdFormChoice *self, TdRecord *record, const char *field);

G_END_DECLS
