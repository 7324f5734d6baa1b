/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-page.h"
#include "td-workspace.h"

G_BEGIN_DECLS

#define TD_TYPE_TASKS_PAGE (td_tasks_page_get_type ())
G_DECLARE_FINAL_TYPE (TdTasksPage, td_tasks_page, TD, TASKS_PAGE, TdPage)

TdPage *td_tasks_page_new (TdWorkspace *workspace);
void td_tasks_page_set_filter_text (TdTasksPage *self, const char *text);
void td_tasks_page_show_task (TdTasksPage *self, gint64 task_id);

G_END_DECLS
