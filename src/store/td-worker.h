/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-connection.h"

G_BEGIN_DECLS

/* A thread that owns one connection and runs closures on it, lowest priority number first, else in
 * the order they came. */
typedef struct _TdWorker TdWorker;

typedef enum
{
  TD_PRIORITY_NOW,        /* an edit; the page on the screen */
  TD_PRIORITY_SOON,       /* lists of ids */
  TD_PRIORITY_BACKGROUND, /* slices of a bulk import; reports */
} TdPriority;

typedef void (*TdWorkFunc) (TdConnection *connection, gpointer data);

TdWorker *td_worker_new (const char *name,
                         const char *path,
                         TdConnectionFlags flags,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_worker_free (TdWorker *self);
void td_worker_push (TdWorker *self, TdPriority priority, TdWorkFunc func, gpointer data);
void td_worker_run (TdWorker *self, TdPriority priority, TdWorkFunc func, gpointer data);

void td_worker_reply (GMainContext *context, GSourceFunc func, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdWorker, td_worker_free)

G_END_DECLS
