/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A moment of local time in Việt Nam (+07:00, without summer time) as whole minutes since
 * 1970-01-01T00:00 local. One number can be compared, added to and kept in a table; the zone of the
 * machine never matters. */
typedef gint64 TdMoment;

#define TD_MOMENT_NONE G_MININT64
#define TD_MOMENT_DAY (24 * 60)

TdMoment td_moment_new (const GDate *date, int minute);
gboolean td_moment_parse (const char *text, TdMoment *moment);
gboolean td_moment_parse_typed (const char *text, const GDate *today, int minute, TdMoment *moment);
char *td_moment_format (TdMoment moment) G_GNUC_WARN_UNUSED_RESULT;
char *td_moment_format_display (TdMoment moment) G_GNUC_WARN_UNUSED_RESULT;
char *td_moment_format_words (TdMoment moment) G_GNUC_WARN_UNUSED_RESULT;

gint64 td_moment_day (TdMoment moment);
int td_moment_minute (TdMoment moment);
void td_moment_get_date (TdMoment moment, GDate *date);
TdMoment td_moment_now (void);

gboolean td_time_of_day_parse (const char *text, int *minute);

G_END_DECLS
