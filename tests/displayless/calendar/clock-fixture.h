/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-clock.h"

G_BEGIN_DECLS

/* What tests of the clock need: the delivered policies, hours and holidays. */
typedef struct
{
  TdDeadlinePolicies *policies;
  TdWorkCalendar *calendar;
} ClockFixture;

ClockFixture *clock_fixture_new (void);
void clock_fixture_free (ClockFixture *fixture);
char *clock_fixture_read (const char *folder, const char *name);
void clock_fixture_begin (ClockFixture *fixture, TdClockInput *input, const char *policy);
GArray *clock_fixture_events (const char *text);
TdMoment clock_fixture_moment (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClockFixture, clock_fixture_free)

G_END_DECLS
