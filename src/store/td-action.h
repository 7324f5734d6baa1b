/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TD_ACTION_DEFAULT = 0,
  TD_ACTION_EXPLICIT =
      1 << 0, /* an act with effect outside (issue, sign): never undone, only countered */
} TdActionFlags;

/* One kind of action. Everything that changes a workspace names one of these; the tests run each.
 */
typedef struct
{
  const char *id; /* "plan.import" */
  TdActionFlags flags;
} TdActionKind;

const TdActionKind *td_action_kind (const char *id);
const TdActionKind *td_action_kinds (guint *n_kinds);

G_END_DECLS
