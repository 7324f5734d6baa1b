/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-migrator.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/* The format of this program, which the oldest program of these tests knows: it writes no file of
 * an older one. */
#define TD_TEST_OLDEST 4
/* The format in which a column is renamed, and so actions from before it cannot be undone. */
#define TD_TEST_BARRIER (TD_TEST_OLDEST + 3)
#define TD_TEST_NEWEST (TD_TEST_OLDEST + 11)

/* The steps of a program of the future: the real ones and, up to a version, more of every sort. */
typedef struct
{
  TdMigrator migrator;
  TdMigration steps[TD_TEST_NEWEST];
} TdTestMigrator;

TdTestMigrator *td_test_migrator_new (guint version);
void td_test_migrator_free (TdTestMigrator *self);

/* The format of a file, TD_TEST_OLDEST when it has none yet or was not brought up to it. */
guint td_test_migrator_peek (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdTestMigrator, td_test_migrator_free)

G_END_DECLS
