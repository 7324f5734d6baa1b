/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-window-private.h"

#include "overview/td-overview-page.h"
#include "documents/td-documents-page.h"
#include "dossier/td-dossiers-page.h"
#include "plan/td-plans-page.h"
#include "reports/td-reports-page.h"
#include "tasks/td-tasks-page.h"
#include "targets/td-targets-page.h"
#include "units/td-units-page.h"

#include "td-date.h"

#include <glib/gi18n-lib.h>

/* The pages and their rows in the sidebar.
 *
 * Start-up must not pay for what is not looked at: the rows come from the table below, and a page
 * is made when it is first shown or asked for. A page that counts something for its row before that
 * day has its count brought by td_window_set_badge(). */

/* Milliseconds that a window waits for its first page before it is shown without the content. */
#define LONGEST_WAIT 100
#define NEW_DAY_SECONDS 5

typedef struct
{
  const char *name;  /* stable English key */
  const char *label; /* word in the sidebar, to be translated */
  const char *icon_name;
  TdPage *(*make) (TdWorkspace *workspace);
} PageEntry;

/* Top to bottom. A page is listed here when it works. */
static const PageEntry entries[] = {
  { "overview", N_ ("Overview"), "td-overview-symbolic", td_overview_page_new },
  { "plans", N_ ("Plans"), "td-plan-symbolic", td_plans_page_new },
  { "tasks", N_ ("Tasks"), "td-tasks-symbolic", td_tasks_page_new },
  { "targets", N_ ("Targets"), "td-target-symbolic", td_targets_page_new },
  { "dossiers", N_ ("Dossiers"), "td-dossier-symbolic", td_dossiers_page_new },
  { "reports", N_ ("Official reports"), "td-report-symbolic", td_reports_page_new },
  { "documents", N_ ("Documents"), "td-stamp-symbolic", td_documents_page_new },
  { "units", N_ ("Units"), "td-unit-symbolic", td_units_page_new },
};

static const PageEntry *
find_entry (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (entries); i++)
    {
      if (g_str_equal (entries[i].name, name))
        return &entries[i];
    }

  return NULL;
}

static GtkListBoxRow *
find_row (TdWindow *self, const PageEntry *entry)
{
  return entry != NULL ? gtk_list_box_get_row_at_index (self->page_list, (int) (entry - entries))
                       : NULL;
}

static GtkWidget *
row_new (const PageEntry *entry)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = gtk_image_new_from_icon_name (entry->icon_name);
  GtkWidget *label = gtk_label_new (_ (entry->label));
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (badge, "td-badge");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (badge, FALSE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (entry->label), -1);
  g_object_set_data (G_OBJECT (row), "td-badge", badge);

  return row;
}

/**
 * td_window_set_badge:
 * @self: a window
 * @name: a page: "plans", "units"
 * @badge: what the row of the page counts; 0 shows nothing
 *
 * Shows a count in the sidebar, also of a page that was not made yet. A page that lives says it by
 * td_page_set_badge().
 */
void
td_window_set_badge (TdWindow *self, const char *name, guint badge)
{
  g_autofree char *text = g_strdup_printf ("%u", badge);
  GtkListBoxRow *row;
  GtkWidget *label;

  g_return_if_fail (TD_IS_WINDOW (self));

  row = find_row (self, find_entry (name));
  if (row == NULL)
    return;
  label = g_object_get_data (G_OBJECT (row), "td-badge");
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, badge > 0);
}

static void
badge_changed_cb (TdWindow *self, GParamSpec *pspec, TdPage *page)
{
  td_window_set_badge (self, td_page_get_page_name (page), td_page_get_badge (page));
}

static TdPage *
make_page (TdWindow *self, const PageEntry *entry)
{
  TdPage *page = entry->make (self->workspace);

  td_page_set_page_name (page, entry->name);
  td_page_set_label (page, _ (entry->label));
  td_page_set_icon_name (page, entry->icon_name);
  g_signal_connect_object (page, "notify::badge", G_CALLBACK (badge_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (td_page_get_badge (page) > 0)
    badge_changed_cb (self, NULL, page);
  adw_view_stack_add_named (self->pages, GTK_WIDGET (page), entry->name);

  return page;
}

/**
 * td_window_get_page:
 * @self: a window
 * @name: "plans", "units"
 *
 * Returns: (nullable) (transfer none): the page of that name, made now if it was never shown; %NULL
 * without a workspace or for a name that no page has
 */
TdPage *
td_window_get_page (TdWindow *self, const char *name)
{
  const PageEntry *entry = find_entry (name);
  GtkWidget *child;

  g_return_val_if_fail (TD_IS_WINDOW (self), NULL);

  if (entry == NULL || find_row (self, entry) == NULL)
    return NULL;
  child = adw_view_stack_get_child_by_name (self->pages, name);

  return child ? TD_PAGE (child) : make_page (self, entry);
}

/* The page of a row of the sidebar, made if need be. */
TdPage *
td_window_page_of_row (TdWindow *self, GtkListBoxRow *row)
{
  return td_window_get_page (self, entries[gtk_list_box_row_get_index (row)].name);
}

/* The sidebar follows the page that is shown. */
void
td_window_select_page_row (TdWindow *self, TdPage *page)
{
  GtkListBoxRow *row = find_row (self, find_entry (td_page_get_page_name (page)));

  if (row != NULL)
    gtk_list_box_select_row (self->page_list, row);
}

/**
 * td_window_show_page:
 * @self: a window
 * @name: "plans", "units"
 *
 * Brings a page to the front.
 */
void
td_window_show_page (TdWindow *self, const char *name)
{
  GtkListBoxRow *row;

  g_return_if_fail (TD_IS_WINDOW (self));

  row = find_row (self, find_entry (name));
  if (row != NULL)
    gtk_list_box_select_row (self->page_list, row);
}

/**
 * td_window_set_first_page:
 * @self: a window
 * @name: (nullable): a page; %NULL for the uppermost
 *
 * Which page a workspace opened later shows first, so that no other one is made before it.
 */
void
td_window_set_first_page (TdWindow *self, const char *name)
{
  const PageEntry *entry = find_entry (name);

  g_return_if_fail (TD_IS_WINDOW (self));

  self->first_page = entry != NULL ? entry->name : NULL;
}

static gboolean
waited_enough_cb (gpointer user_data)
{
  TdWindow *self = user_data;

  self->present_timeout = 0;
  gtk_window_present (GTK_WINDOW (self));

  return G_SOURCE_REMOVE;
}

/* The page that was waited for may have its content now. */
void
td_window_end_waiting (TdWindow *self)
{
  if (self->present_timeout == 0 ||
      (self->visible_page && td_page_get_loading (self->visible_page)))
    return;

  g_clear_handle_id (&self->present_timeout, g_source_remove);
  gtk_window_present (GTK_WINDOW (self));
}

/**
 * td_window_present_loaded:
 * @self: a window
 *
 * Shows the window, as gtk_window_present() does. One that was never shown waits a moment for its
 * page: a first frame without content would be laid out and painted for nothing.
 */
void
td_window_present_loaded (TdWindow *self)
{
  g_return_if_fail (TD_IS_WINDOW (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self)) || !self->visible_page ||
      !td_page_get_loading (self->visible_page))
    gtk_window_present (GTK_WINDOW (self));
  else if (self->present_timeout == 0)
    self->present_timeout = g_timeout_add (LONGEST_WAIT, waited_enough_cb, self);
}

static guint32
julian_today (void)
{
  GDate today;

  td_date_today (&today);

  return g_date_get_julian (&today);
}

/* What stands on the screen over night, or while the machine sleeps, is of yesterday in the
 * morning. Other pages count anew when they come to the front. */
static gboolean
look_for_new_day_cb (gpointer user_data)
{
  TdWindow *self = user_data;
  guint32 today = julian_today ();

  if (self->day == today)
    return G_SOURCE_CONTINUE;
  self->day = today;
  td_workspace_set_time (self->workspace, td_date_replaced_time ());
  td_bell_look (self->bell);
  if (self->visible_page != NULL)
    td_page_shown (self->visible_page);

  return G_SOURCE_CONTINUE;
}

/* Fills the sidebar for the workspace and shows the first page. */
void
td_window_make_pages (TdWindow *self)
{
  self->day = julian_today ();
  self->day_timeout = g_timeout_add_seconds (NEW_DAY_SECONDS, look_for_new_day_cb, self);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    gtk_list_box_append (self->page_list, row_new (&entries[i]));
  td_window_show_page (self, self->first_page ? self->first_page : entries[0].name);
}

/* Before the workspace goes: no page may look at it any more. */
void
td_window_remove_pages (TdWindow *self)
{
  GtkWidget *child;
  GtkListBoxRow *row;

  g_clear_handle_id (&self->day_timeout, g_source_remove);
  self->visible_page = NULL;
  g_signal_group_set_target (self->page_signals, NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page", NULL);
  while ((row = gtk_list_box_get_row_at_index (self->page_list, 0)))
    gtk_list_box_remove (self->page_list, GTK_WIDGET (row));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))))
    adw_view_stack_remove (self->pages, child);
}
