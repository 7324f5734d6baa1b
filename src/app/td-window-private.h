/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-bell.h"
#include "td-save-label.h"
#include "td-window.h"

G_BEGIN_DECLS

/* Shared by td-window*.c alone. */
struct _TdWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *root_stack;
  AdwBin *welcome_bin;
  AdwFlap *flap;
  GtkListBox *page_list;
  GtkLabel *office_label;
  GtkLabel *file_label;
  GtkBox *backup_box;
  GtkImage *backup_icon;
  GtkLabel *backup_label;
  GtkBox *content_box; /* header, search, notices, pages */
  AdwHeaderBar *header;
  AdwWindowTitle *title;
  GtkToggleButton *sidebar_button;
  GtkButton *undo_button;
  GtkButton *redo_button;
  TdSaveLabel *save_label;
  GtkButton *primary_button;
  GtkMenuButton *more_button;
  TdBell *bell;
  GtkMenuButton *main_menu_button;
  GtkToggleButton *search_button;
  GtkSearchBar *search_bar;
  GtkWidget *search_entry; /* NULL until something is searched */
  AdwViewStack *pages;

  TdPage *visible_page; /* whose signals are followed; owned by the stack */
  GSignalGroup *page_signals;
  const char *first_page; /* of the table of pages; NULL: the uppermost */
  guint fold_idle;
  gboolean narrow;

  TdWorkspace *workspace; /* NULL: the welcome page is shown */
  TdRecord *agency;
  guint present_timeout; /* a page is waited for before the window is shown; 0: none is */
  guint day_timeout;     /* looks whether a new day began */
  guint32 day;           /* Julian day that the pages show */
  guint later_idle;      /* what waits for the first frame: profile, backups */
  GCancellable *cancellable;
  AdwToast *undo_toast;    /* (weak): offers to undo the last action */
  GtkWidget *error_dialog; /* weak: the error that is shown */
};

/* td-window-actions.c */
void td_window_install_actions (GtkWidgetClass *widget_class);
void td_window_update_actions (TdWindow *self);

/* td-window-menus.c */
void td_window_bind_main_menu (GtkMenuButton *button);
void td_window_set_page_menu (TdWindow *self, GMenuModel *menu);

/* td-window-files.c */
void td_window_install_file_actions (GtkWidgetClass *widget_class);
void td_window_accept_drops (TdWindow *self);

/* td-window-workspace.c */
void td_window_drop_workspace (TdWindow *self);
void td_window_delay_later (TdWindow *self);

/* td-window-pages.c */
void td_window_make_pages (TdWindow *self);
void td_window_remove_pages (TdWindow *self);
TdPage *td_window_page_of_row (TdWindow *self, GtkListBoxRow *row);
void td_window_end_waiting (TdWindow *self);
void td_window_select_page_row (TdWindow *self, TdPage *page);

void td_window_follow_page (TdWindow *self);

G_END_DECLS
