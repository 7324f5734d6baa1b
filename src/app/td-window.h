/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-page.h"
#include "td-workspace.h"

G_BEGIN_DECLS

#define TD_TYPE_WINDOW (td_window_get_type ())
G_DECLARE_FINAL_TYPE (TdWindow, td_window, TD, WINDOW, AdwApplicationWindow)

TdWindow *td_window_new (GtkApplication *application);
TdWindow *td_window_of (GtkWidget *widget);

TdWorkspace *td_window_get_workspace (TdWindow *self);
void td_window_set_workspace (TdWindow *self, TdWorkspace *workspace);
gboolean td_window_open_workspace (TdWindow *self, GFile *file, GError **error);
void td_window_open_files (TdWindow *self, GListModel *files);
void td_window_update_author (TdWindow *self);

TdPage *td_window_get_page (TdWindow *self, const char *name);
TdPage *td_window_get_visible_page (TdWindow *self);
void td_window_show_page (TdWindow *self, const char *name);
void td_window_set_badge (TdWindow *self, const char *name, guint badge);
void td_window_present_loaded (TdWindow *self);
void td_window_set_first_page (TdWindow *self, const char *name);

void td_window_flush (TdWindow *self);

void td_window_toast (TdWindow *self, const char *text);
void td_window_toast_written (TdWindow *self, const char *path);
void td_window_toast_undo (TdWindow *self, const char *text);
void td_window_show_error (TdWindow *self, const char *heading, const GError *error);

G_END_DECLS
