/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-migrator.h"

G_BEGIN_DECLS

gboolean td_schema_check (TdConnection *connection,
                          const TdMigrator *migrator,
                          guint version,
                          GError **error);

gboolean td_schema_is_known (TdConnection *connection, const TdMigrator *migrator, guint version);

G_END_DECLS
