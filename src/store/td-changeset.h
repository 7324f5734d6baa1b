/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-connection.h"
#include "td-kind.h"

G_BEGIN_DECLS

/* Changesets: what an action did to the captured tables, as bytes of the session extension. Nothing
 * outside this file knows that extension. */
typedef struct _TdCapture TdCapture;

typedef struct
{
  guint64 kinds;  /* a bit per kind it touches */
  gint64 records; /* number of records */
  gboolean readable;
} TdChangesetSummary;

/* Called for each record; change is '+', '-' or '*'. Returns whether to go on. */
typedef gboolean (*TdChangesetFunc) (TdKind kind, gint64 id, char change, gpointer data);

/* The captured tables: the tables of all kinds and nothing else. */
const char *const *td_changeset_tables (void);

TdCapture *td_capture_new (TdConnection *connection, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_capture_free (TdCapture *self);
GBytes *td_capture_take (TdCapture *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

TdChangesetSummary td_changeset_summarize (GBytes *changes);
gboolean td_changeset_foreach (GBytes *changes, TdChangesetFunc func, gpointer data);
GPtrArray *td_changeset_describe (TdConnection *connection,
                                  GBytes *changes,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_changeset_names_text (GBytes *changes, const char *text);
gboolean td_changeset_apply (
    TdConnection *connection, GBytes *changes, gint64 records, gboolean invert, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdCapture, td_capture_free)

G_END_DECLS
