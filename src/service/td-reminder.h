/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-task-snapshot.h"
#include "td-work-calendar.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/* Reminders of tasks that fall due: so many working days before, kept until they are read. One for
 * a task (or its turn) and a day. */
#define TD_REMINDER_DEFAULT_DAYS "7,3,1"
#define TD_REMINDER_MAX_DAYS 5

typedef struct
{
  gint64 id;
  gint64 task_id;
  char *due;     /* last permitted day */
  char *date;    /* the day it was made */
  int days;      /* the notice: 7, 3 or 1 working days before */
  int days_left; /* calendar days from the day it is looked at */
  char *content; /* of the task */
  char *lead;    /* (nullable): its first lead unit */
  gboolean read;
} TdReminder;

void td_reminder_free (TdReminder *reminder);

gboolean td_reminder_make (
    TdWorkspace *workspace, const char *days, const GDate *today, guint *n_made, GError **error);
void td_reminder_make_async (TdWorkspace *workspace,
                             const char *days,
                             const GDate *today,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
GPtrArray *td_reminder_list (TdConnection *connection,
                             gboolean unread_only,
                             const GDate *today,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_reminder_mark_read_async (TdWorkspace *workspace,
                                  gint64 id,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *td_reminder_take_unnotified (TdWorkspace *workspace,
                                        const GDate *today,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *td_reminder_summary (GPtrArray *reminders) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
