/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-workspace.h"

G_BEGIN_DECLS

typedef struct
{
  const char *rule; /* "integrity" "foreign-key" "search" "rollup" "sequence" "position" "import"
                       "history" */
  char *place;      /* table and id; NULL: the whole file */
  char *message;    /* for people, translated */
  gboolean repaired;
} TdCheckFinding;

void td_check_finding_free (TdCheckFinding *self);

/* Runs on the writer thread when repairing, else on the calling (main) thread. */
GPtrArray *td_check_workspace (TdWorkspace *workspace,
                               gboolean repair,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
