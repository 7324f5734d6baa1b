/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-deadline.h"
#include "td-row.h"

G_BEGIN_DECLS

/**
 * TdDeadlineMeaning:
 *
 * Says what the words of a deadline are understood as: in a sentence, the windows one by one, and
 * the months of the year. Signals: `chosen (kind, start, end)`: a meaning was set by hand, with the
 * nick of a TdDeadlineKind and ISO dates or %NULL; `follow-words`: the words shall decide again.
 */
#define TD_TYPE_DEADLINE_MEANING (td_deadline_meaning_get_type ())
G_DECLARE_FINAL_TYPE (TdDeadlineMeaning, td_deadline_meaning, TD, DEADLINE_MEANING, GtkWidget)

GtkWidget *td_deadline_meaning_new (void);
void td_deadline_meaning_show_words (TdDeadlineMeaning *self,
                                     const char *words,
                                     int year,
                                     const char *issued_date);
void td_deadline_meaning_show_task (TdDeadlineMeaning *self, const TdTaskRow *task, int year);
void td_deadline_meaning_set_editable (TdDeadlineMeaning *self, gboolean editable);

void td_deadline_list_months (const TdDeadline *deadline, int year, gboolean months[12]);

G_END_DECLS
