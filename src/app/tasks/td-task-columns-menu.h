/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "td-task-columns.h"

G_BEGIN_DECLS

/* Which columns there are and in which order, for a hand without a mouse, too. */
void td_task_columns_install_actions (TdTaskColumns *columns, GActionMap *map);
GMenuModel *td_task_columns_menu (TdTaskColumns *columns) G_GNUC_WARN_UNUSED_RESULT;
GMenuModel *td_task_columns_heading_menu (TdTaskColumns *columns,
                                          TdListColumn column) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
