/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "td-workspace.h"

G_BEGIN_DECLS

/* A workspace in a folder of its own, removed with all in it. */
typedef struct
{
  char *folder;
  char *path;
  TdWorkspace *workspace;
} TdTestStore;

void td_test_store_setup (TdTestStore *self);
void td_test_store_reopen (TdTestStore *self);
void td_test_store_clear (TdTestStore *self);

/* Actions in one line; they assert that they succeed. */
gint64 td_test_store_add (TdTestStore *self, TdKind kind, gpointer row);
gint64 td_test_store_add_plan (TdTestStore *self, const char *title);
gint64 td_test_store_add_task (TdTestStore *self, gint64 plan_id, const char *content);
void
td_test_store_set (TdTestStore *self, TdKind kind, gint64 id, const char *field, const char *value);
void td_test_store_delete (TdTestStore *self, TdKind kind, gint64 id);
char *td_test_store_get (TdTestStore *self, TdKind kind, gint64 id, const char *field);

/* A filled small workspace: units, a group, areas, one plan with every kind of row. */
gint64 td_test_store_fill (TdTestStore *self);

/* All captured and derived tables as text; history left out. */
char *td_test_store_dump (const char *path);
void td_test_store_check (TdTestStore *self);
gint64 td_test_store_sql_int (const char *path, const char *sql);
void td_test_store_sql (const char *path, const char *sql);

void td_test_wait (gboolean (*done) (gpointer), gpointer data);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdTestStore, td_test_store_clear)

G_END_DECLS
