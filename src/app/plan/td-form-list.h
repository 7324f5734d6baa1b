/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-context.h"

G_BEGIN_DECLS

/**
 * TdFormList:
 *
 * The records of one kind of the plan as lines that are edited in place: legal bases, recipients.
 * Enter goes to the next line and adds one at the end; Alt+Up and Alt+Down move a line.
 */
#define TD_TYPE_FORM_LIST (td_form_list_get_type ())
G_DECLARE_FINAL_TYPE (TdFormList, td_form_list, TD, FORM_LIST, GtkWidget)

GtkWidget *td_form_list_new (TdPlanContext *context,
                             TdKind kind,
                             const char *const *fields,
                             const char *const *labels,
                             const char *add_label);
void td_form_list_flush (TdFormList *self);
gboolean td_form_list_focus (TdFormList *self, gint64 id);

G_END_DECLS
