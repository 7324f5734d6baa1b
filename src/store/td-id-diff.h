/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One change of a list: at position, removed ids go and the added ids of the new list come. Hunks
 * are in ascending order and apply one after the other; position counts in the list as it is then.
 */
typedef struct
{
  guint position;
  guint removed;
  guint added;
} TdIdHunk;

/* Above this a difference is "wide": it is told as a removal and an addition, never as one change.
 */
#define TD_ID_DIFF_NARROW 1000

GArray *td_id_diff (const gint64 *before,
                    guint n_before,
                    const gint64 *after,
                    guint n_after,
                    gboolean *wide) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
