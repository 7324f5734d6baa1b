/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Dates travel as ISO 8601 text (YYYY-MM-DD) in rows and files and as GDate in arithmetic.
 * An absent date is NULL, never an empty string. The clock is the local one, unless
 * TIENDO_NOW=YYYY-MM-DDTHH:MM in the environment replaces it. */

gboolean td_date_parse_iso (const char *text, GDate *date);
char *td_date_format_iso (const GDate *date) G_GNUC_WARN_UNUSED_RESULT;
char *td_date_iso_from_ymd (int year, int month, int day) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_date_parse_typed (const char *text, const GDate *today, int year, GDate *date);
char *td_date_format_display (const GDate *date) G_GNUC_WARN_UNUSED_RESULT;
char *td_date_display_iso (const char *iso) G_GNUC_WARN_UNUSED_RESULT;
void td_date_today (GDate *date);
char *td_date_now_iso (void) G_GNUC_WARN_UNUSED_RESULT;
gint64 td_date_replaced_time (void);

G_END_DECLS
