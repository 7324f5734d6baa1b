/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-reminder.h"

G_BEGIN_DECLS

/* A reminder in a list: what falls due, when, and who leads it. */
GtkWidget *td_reminder_row_new (const TdReminder *reminder);
gint64 td_reminder_row_get_id (GtkListBoxRow *row);
gint64 td_reminder_row_get_task (GtkListBoxRow *row);

G_END_DECLS
