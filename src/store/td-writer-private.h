/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-writer.h"

G_BEGIN_DECLS

struct _TdWriter
{
  TdConnection *connection; /* borrowed */
  GThread *thread;
  const char *author;    /* borrowed, nullable */
  gint64 import_id;      /* import the inserted rows belong to, 0: none */
  gboolean explicit_act; /* has its own rules for what it locked: no lock holds it */
  gboolean rollup_kept;  /* a bulk import has added the figures of its dossiers itself */
  gint64 hidden_import;  /* bulk import whose rows the action takes out of sight, 0: none */
  guint64 hidden_kinds;  /* of its rows */
  gint64 history_id;     /* of locks made before the action is recorded: 0 until then */
};

void td_writer_init (TdWriter *self, TdConnection *connection, const char *author);
void td_writer_bind_scope (TdStatement *statement, int first, TdKind kind, gconstpointer row);
gboolean td_writer_may_change (
    TdWriter *self, TdKind kind, gconstpointer before, gconstpointer row, GError **error);
GString *td_writer_scope_sql (TdKind kind, int first);

G_END_DECLS
