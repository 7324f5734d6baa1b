/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-work-calendar.h"

G_BEGIN_DECLS

/* Working days of a stretch of years as two small tables, for millions of dossiers at once: when a
 * calendar is corrected, all due days and late marks follow in a blink. Days are numbers from the
 * first day of the table; 0 of a result is "none yet". */
typedef struct _TdDayTable TdDayTable;

TdDayTable *td_day_table_new (TdWorkCalendar *calendar,
                              int first_year,
                              int last_year,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_day_table_free (TdDayTable *table);

guint16 td_day_table_number (const TdDayTable *table, const GDate *date);
void td_day_table_due (const TdDayTable *table,
                       const guint16 *received,
                       const guint8 *limits,
                       const guint16 *finished,
                       guint16 *due,
                       guint8 *late,
                       gsize n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDayTable, td_day_table_free)

G_END_DECLS
