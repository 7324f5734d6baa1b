/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-connection.h"
#include "td-dossier-clock.h"
#include "td-edit.h"

G_BEGIN_DECLS

/* What the clock of an office needs: the policies of the state, the office's hours and its
 * calendar. A plain value that any thread may use once it is made. */
typedef struct
{
  TdDeadlinePolicies *policies;
  TdOfficeHours *hours;
  TdWorkCalendar *calendar;
} TdClockOffice;

TdClockOffice *td_clock_office_load (TdConnection *connection,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_clock_office_free (TdClockOffice *office);
const TdDeadlinePolicy *td_clock_office_policy (const TdClockOffice *office,
                                                const char *key,
                                                TdMoment received,
                                                GError **error);

TdEdit *td_clock_office_edit_hours (const GPtrArray *sessions) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdClockOffice, td_clock_office_free)

G_END_DECLS
