/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-connection.h"

G_BEGIN_DECLS

#define TD_APPLICATION_ID_NUMBER 0x54C4D01E /* "application_id" of a workspace file */

/* One step of the schema. Steps are never changed once released; the schema is their sum. */
typedef struct
{
  guint version;    /* what user_version is afterwards; 1, 2, 3 ... */
  const char *name; /* file below data/migrations */
  gboolean barrier; /* more than ADD COLUMN and CREATE: actions from before it cannot be undone */
  const char *sql;  /* NULL: the file; else the text (tests) */
} TdMigration;

/* The steps a program knows. The connection that writes carries them, so that tests can open a
 * workspace as an older or a newer program would. */
typedef struct _TdMigrator
{
  const TdMigration *steps; /* oldest first */
  guint n_steps;
} TdMigrator;

const TdMigrator *td_migrator_get_default (void);
guint td_migrator_newest (const TdMigrator *self);
const TdMigration *td_migrator_steps (guint *n_steps);

gboolean td_migrator_check (TdConnection *connection,
                            const TdMigration *steps,
                            guint n_steps,
                            guint *version,
                            GError **error);
gboolean
td_migrator_run (TdConnection *connection, const TdMigration *steps, guint n_steps, GError **error);
gboolean td_migrator_has_barrier (const TdMigration *steps, guint n_steps, guint from, guint to);

G_END_DECLS
