/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-record.h"

G_BEGIN_DECLS

typedef struct _TdWorkspace TdWorkspace;

/* The live objects of a workspace and the one place where changes of the file reach them. */
typedef struct _TdLive TdLive;

/* What a refresh found. */
typedef struct
{
  guint64 kinds;       /* kinds with any change */
  guint64 reload;      /* kinds of which it is not known what changed: all may have */
  GHashTable *touched; /* set of TdLiveKey */
  gint64 seq;          /* up to which commit */
} TdLiveChanges;

typedef struct
{
  TdKind kind;
  gint64 id;
} TdLiveKey;

typedef void (*TdLiveFunc) (const TdLiveChanges *changes, gpointer data);

TdLive *td_live_new (TdWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;
void td_live_stop (TdLive *self);
void td_live_free (TdLive *self);

TdRecord *
td_live_get (TdLive *self, TdKind kind, gint64 id, gboolean load) G_GNUC_WARN_UNUSED_RESULT;
TdRecord *td_live_peek (TdLive *self, TdKind kind, gint64 id);
void td_live_forget (TdLive *self, TdKind kind, gint64 id);
void td_live_refresh (TdLive *self);
gint64 td_live_get_seq (TdLive *self);

guint td_live_watch (TdLive *self, TdLiveFunc func, gpointer data);
void td_live_unwatch (TdLive *self, guint id);

G_END_DECLS
