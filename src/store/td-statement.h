/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A prepared statement, borrowed from the cache of its connection; td_statement_release() (or
 * g_autoptr) resets it, clears its bindings and gives it back. Parameters count from 1, columns
 * from 0, as in SQLite. A binder that fails is remembered: the next step reports it. */
typedef struct _TdStatement TdStatement;

typedef enum
{
  TD_STEP_ERROR,
  TD_STEP_ROW,
  TD_STEP_DONE,
} TdStep;

void td_statement_bind_int (TdStatement *self, int index, gint64 value);
void td_statement_bind_ref (TdStatement *self, int index, gint64 id);
void td_statement_bind_real (TdStatement *self, int index, double value);
void td_statement_bind_text (TdStatement *self, int index, const char *value);
void td_statement_bind_blob (TdStatement *self, int index, gconstpointer data, gsize size);
void td_statement_bind_null (TdStatement *self, int index);

TdStep td_statement_step (TdStatement *self, GError **error);
gboolean td_statement_run (TdStatement *self, GError **error);
void td_statement_reset (TdStatement *self);

int td_statement_n_columns (TdStatement *self);
gboolean td_statement_is_null (TdStatement *self, int column);
gint64 td_statement_int (TdStatement *self, int column);
double td_statement_real (TdStatement *self, int column);
const char *td_statement_text (TdStatement *self, int column);
gconstpointer td_statement_blob (TdStatement *self, int column, gsize *size);

void td_statement_release (TdStatement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdStatement, td_statement_release)

G_END_DECLS
