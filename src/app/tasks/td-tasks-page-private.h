/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-edit.h"
#include "td-follow-panel.h"
#include "td-task-calendar.h"
#include "td-task-chips.h"
#include "td-task-list-view.h"
#include "td-task-source.h"
#include "td-tasks-page.h"

G_BEGIN_DECLS

/* Shared by td-tasks-page*.c alone. */
struct _TdTasksPage
{
  TdPage parent_instance;

  TdWorkspace *workspace;
  TdTaskSource *source;
  GCancellable *cancellable;
  gboolean shown;
  gboolean asked; /* for tasks, once */

  TdTaskFilter *filter; /* what is asked for; its looks are applied by the model */
  gboolean scope_chosen;
  GArray *scopes; /* (element-type TdTaskScopeChoice): rows of the drop-down */
  gint64 wanted;  /* task to choose when it is listed */
  gboolean filling;

  TdTaskModel *model;
  TdTaskColumns *columns;
  TdTaskListView *list;
  TdTaskCalendar *calendar;
  TdFollowPanel *panel;
  AdwFlap *flap;
  gboolean panel_closed; /* by hand: choosing a row does not open it again */

  GtkStack *stack; /* loading, list, calendar, empty, error */
  AdwStatusPage *empty_page;
  GtkButton *empty_button;
  AdwStatusPage *error_page;
  TdTaskChips *chips;
  GtkDropDown *scope_drop;
  GtkDropDown *unit_drop;
  GtkMenuButton *arrange_button;
  GtkToggleButton *table_button, *timeline_button, *calendar_button;
  GSettings *settings; /* (nullable): without the schema nothing is remembered */
  GtkRevealer *bulk_revealer;
  GtkLabel *bulk_label;
};

/* td-tasks-page.c */
void td_tasks_page_refresh (TdTasksPage *self);
void td_tasks_page_edit (TdTasksPage *self, TdEdit *edit, const char *done);

/* td-tasks-page-actions.c */
void td_tasks_page_install_actions (TdTasksPage *self);
void td_tasks_page_update_actions (TdTasksPage *self);
void td_tasks_page_selection_changed (TdTasksPage *self);
void td_tasks_page_open_panel (TdTasksPage *self);
void td_tasks_page_move_window (TdTasksPage *self, gint64 task_id, guint first, guint last);
void
td_tasks_page_move_turn (TdTasksPage *self, gint64 task_id, guint index, guint first, guint last);
GMenuModel *td_tasks_page_row_menu (void) G_GNUC_WARN_UNUSED_RESULT;

/* td-tasks-page-filters.c */
void td_tasks_page_add_saved_filters (TdTasksPage *self, GMenu *menu);
void td_tasks_page_install_filter_actions (TdTasksPage *self);

/* td-tasks-page-view.c */
void td_tasks_page_build (TdTasksPage *self);
void td_tasks_page_recall_view (TdTasksPage *self, GSettings *settings);
void td_tasks_page_show_list (TdTasksPage *self);
void td_tasks_page_fill_choices (TdTasksPage *self, const TdTaskSnapshot *snapshot);
void td_tasks_page_update_arrange_menu (TdTasksPage *self);

G_END_DECLS
