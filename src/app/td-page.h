/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TD_TYPE_PAGE (td_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (TdPage, td_page, TD, PAGE, AdwBin)

/**
 * TdPageClass:
 * @shown: the page became the visible one, or a new day began while it is
 * @hidden: another page became the visible one
 * @search_changed: the text of the search field changed; "" shows everything again
 * @begin_search: Ctrl+F on a page that has a search of its own; %FALSE uses the window's search bar
 * @flush: puts away whatever is typed but not yet written, before another action starts
 * @open_files: takes files that were dropped, chosen or given on the command line (#GListModel of
 *   #GFile, never *.tiendo); %FALSE when this page has no use for them
 * @focus_region: F6: moves the focus to the next (+1) or previous (-1) region of the page; %FALSE
 *   when the focus leaves the page
 * @step_back: Ctrl+Z (@step 1) or Ctrl+Shift+Z (-1) on a page that is busy with something the file
 *   knows nothing of yet; %FALSE undoes or redoes an action of the file
 *
 * One page of the window: everything that is to the right of the sidebar and below the header bar.
 * Properties say what the header shows; a page sets them and the window follows. What a page can do
 * goes into its action map, prefix "page": the header, the menus and the accelerators find it there
 * while the page is visible.
 */
struct _TdPageClass
{
  AdwBinClass parent_class;

  void (*shown) (TdPage *self);
  void (*hidden) (TdPage *self);
  void (*search_changed) (TdPage *self, const char *text);
  gboolean (*begin_search) (TdPage *self);
  void (*flush) (TdPage *self);
  gboolean (*open_files) (TdPage *self, GListModel *files);
  gboolean (*focus_region) (TdPage *self, int step);
  gboolean (*step_back) (TdPage *self, int step);

  gpointer padding[7];
};

GActionMap *td_page_get_actions (TdPage *self);

const char *td_page_get_page_name (TdPage *self);
void td_page_set_page_name (TdPage *self, const char *name);

const char *td_page_get_label (TdPage *self);
void td_page_set_label (TdPage *self, const char *label);

const char *td_page_get_icon_name (TdPage *self);
void td_page_set_icon_name (TdPage *self, const char *icon_name);

const char *td_page_get_title (TdPage *self);
void td_page_set_title (TdPage *self, const char *title);

const char *td_page_get_subtitle (TdPage *self);
void td_page_set_subtitle (TdPage *self, const char *subtitle);

const char *td_page_get_primary_label (TdPage *self);
const char *td_page_get_primary_action (TdPage *self);
void td_page_set_primary (TdPage *self, const char *label, const char *action);

GMenuModel *td_page_get_menu (TdPage *self);
void td_page_set_menu (TdPage *self, GMenuModel *menu);

gboolean td_page_get_searchable (TdPage *self);
void td_page_set_searchable (TdPage *self, gboolean searchable);

gboolean td_page_get_loading (TdPage *self);
void td_page_set_loading (TdPage *self, gboolean loading);

guint td_page_get_badge (TdPage *self);
void td_page_set_badge (TdPage *self, guint badge);

void td_page_shown (TdPage *self);
void td_page_hidden (TdPage *self);
void td_page_search_changed (TdPage *self, const char *text);
gboolean td_page_begin_search (TdPage *self);
void td_page_flush (TdPage *self);
gboolean td_page_open_files (TdPage *self, GListModel *files);
gboolean td_page_focus_region (TdPage *self, int step);
gboolean td_page_step_back (TdPage *self, int step);

G_END_DECLS
