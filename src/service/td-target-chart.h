/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-chart.h"
#include "td-connection.h"
#include "td-task-look.h"

G_BEGIN_DECLS

TdChart *td_target_chart (TdConnection *connection,
                          const TdTaskScope *scope,
                          const GDate *today,
                          guint most,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
