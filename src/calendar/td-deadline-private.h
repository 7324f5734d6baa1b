/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-deadline-period.h"
#include "td-deadline-reader.h"
#include "td-deadline.h"

G_BEGIN_DECLS

/* The families of the deadline grammar. Each function reads one family at the reader's place and
 * fills the deadline; when it fails, place and deadline are as before. Not for other folders. */
TdDeadline *td_deadline_new (TdDeadlineKind kind) G_GNUC_WARN_UNUSED_RESULT;
void td_deadline_clear (TdDeadline *deadline);
void td_deadline_set_periods (TdDeadline *deadline, GArray *periods, int year);
void td_deadline_add_part (TdDeadline *deadline, TdDeadline *part);

gboolean td_deadline_read_recurrence (TdDeadlineReader *reader, TdDeadline *deadline);
gboolean td_deadline_read_day_of_period (TdDeadlineReader *reader, TdDeadline *deadline);
gboolean td_deadline_read_end_of_period (TdDeadlineReader *reader, TdDeadline *deadline);
gboolean td_deadline_read_yearly (TdDeadlineReader *reader, GArray *periods, TdDeadline *deadline);
gboolean td_deadline_read_condition (TdDeadlineReader *reader, TdDeadline *deadline);
gboolean td_deadline_read_clause (TdDeadlineReader *reader, TdDeadline *deadline);

G_END_DECLS
