/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-block.h"
#include "td-overview.h"

G_BEGIN_DECLS

/* The one-page weekly brief for leaders: what is late, what is due, what was done this week, and
 * how the year stands, as a document. */
TdBlock *td_brief_compose (TdConnection *connection,
                           const TdTaskSnapshot *snapshot,
                           const GDate *today,
                           guint most,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_brief_write (TdConnection *connection,
                         const TdTaskSnapshot *snapshot,
                         const GDate *today,
                         const char *path,
                         gboolean replace,
                         GError **error);

G_END_DECLS
