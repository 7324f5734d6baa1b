/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-tasks-page-private.h"

G_BEGIN_DECLS

/* What is on the page of tasks as a file or on paper. */
void td_task_files_export (TdTasksPage *self);
void td_task_files_print (TdTasksPage *self);
void td_task_files_brief (GtkWidget *page, TdWorkspace *workspace, TdTaskSource *source);

G_END_DECLS
