/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-dossier-lines.h"
#include "td-work-calendar.h"

G_BEGIN_DECLS

/**
 * TdCaseLetterList:
 *
 * Late dossiers to choose from: a check mark, the code, what it is about and how late it is. All
 * are chosen at first.
 *
 * Signals: `changed`: others are chosen.
 */
#define TD_TYPE_CASE_LETTER_LIST (td_case_letter_list_get_type ())
G_DECLARE_FINAL_TYPE (TdCaseLetterList, td_case_letter_list, TD, CASE_LETTER_LIST, GtkWidget)

GtkWidget *td_case_letter_list_new (void);
void td_case_letter_list_set_lines (TdCaseLetterList *self,
                                    GArray *lines,
                                    gint64 as_of_day,
                                    TdWorkCalendar *calendar);
GArray *td_case_letter_list_get_chosen (TdCaseLetterList *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
