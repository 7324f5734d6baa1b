/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of targets, the working calendar and the bell on the sample office, 25/06/2026. */

#include "targets/td-targets-page.h"
#include "td-bell.h"
#include "td-date.h"
#include "td-office-calendar.h"
#include "td-office-setup.h"
#include "td-reminder.h"
#include "td-target-figures.h"
#include "td-test-office.h"
#include "td-test-wait.h"
#include "units/td-calendar-window.h"

typedef struct
{
  TdTestOffice base;
  TdWorkspace *workspace;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  td_test_office_open_sample (&f->base);
  f->workspace = f->base.workspace;
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1091, 760);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  td_test_office_clear (&f->base);
}

/* The @nth widget of a type below @root, in the order of the tree; what drops down does not count.
 */
static GtkWidget *
find_nth (GtkWidget *root, GType type, guint *nth)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && (*nth)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = GTK_IS_POPOVER (child) ? NULL : find_nth (child, type, nth);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find (GtkWidget *root, GType type, guint nth)
{
  GtkWidget *found = find_nth (root, type, &nth);

  g_assert_nonnull (found);

  return found;
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
click (GtkWidget *root, const char *label)
{
  GtkWidget *button = find_button (root, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static guint
count (Fixture *f, TdKind kind)
{
  g_autoptr (TdQuery) query = td_query_new (kind);
  gint64 n = 0;

  td_query_count (query, td_workspace_get_connection (f->workspace), &n, NULL);

  return (guint) n;
}

/* A figure is typed as people write it, recorded, undone. */
static void
test_record (Fixture *f, gconstpointer data)
{
  TdPage *page = td_targets_page_new (f->workspace);
  GtkWidget *view, *panel;
  GtkSelectionModel *model;
  g_autoptr (TdTargetFigures) figures = NULL;
  GDate today;

  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (f->window));
  view = find (GTK_WIDGET (page), GTK_TYPE_LIST_VIEW, 0);
  model = gtk_list_view_get_model (GTK_LIST_VIEW (view));
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (model)) >= 15);
  gtk_selection_model_select_item (model, 5, TRUE);
  panel = adw_flap_get_flap (ADW_FLAP (find (GTK_WIDGET (page), ADW_TYPE_FLAP, 0)));
  WAIT_FOR (gtk_widget_get_mapped (panel));

  gtk_editable_set_text (GTK_EDITABLE (find (panel, GTK_TYPE_ENTRY, 0)), "abc");
  click (panel, "Record the Figure");
  g_assert_cmpuint (count (f, TD_KIND_TARGET_VALUE), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (find (panel, GTK_TYPE_ENTRY, 0)), "1.242,5");
  gtk_editable_set_text (GTK_EDITABLE (find (panel, GTK_TYPE_ENTRY, 1)), "1.250");
  click (panel, "Record the Figure");
  WAIT_FOR (count (f, TD_KIND_TARGET_VALUE) == 1);
  td_date_today (&today);
  figures =
      td_target_figures_read_one (td_workspace_get_connection (f->workspace), 6, &today, NULL);
  g_assert_cmpstr (figures->period, ==, "2026-Q2");
  g_assert_true (td_workspace_undo (f->workspace, NULL));
  WAIT_FOR (count (f, TD_KIND_TARGET_VALUE) == 0);

  /* a filter that lets nothing through, and back */
  td_page_search_changed (page, "khong co gi nhu the");
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (model)) == 0);
  g_action_group_activate_action (G_ACTION_GROUP (td_page_get_actions (page)), "clear-filter",
                                  NULL);
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (model)) >= 15);
  td_page_search_changed (page, "trực tuyến");
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (model)) < 5);
}

static TdCalendarYearState
state (Fixture *f, int year)
{
  return td_office_calendar_year_state (td_workspace_get_connection (f->workspace), year, NULL,
                                        NULL);
}

/* A year nobody knows is proposed and confirmed; a day is set. */
static void
test_calendar (Fixture *f, gconstpointer data)
{
  GtkWidget *window;

  gtk_window_present (GTK_WINDOW (f->window));
  window = td_calendar_window_new (GTK_WINDOW (f->window), f->workspace);
  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < 2; i++)
    g_signal_emit_by_name (find (window, GTK_TYPE_BUTTON, 1), "clicked");
  g_assert_cmpint (state (f, 2028), ==, TD_CALENDAR_YEAR_UNKNOWN);
  click (window, "Compute a Proposal");
  WAIT_FOR (state (f, 2028) == TD_CALENDAR_YEAR_PROPOSED);
  WAIT_FOR (gtk_widget_is_sensitive (find_button (window, "Confirm the Year")));
  click (window, "Confirm the Year");
  WAIT_FOR (state (f, 2028) == TD_CALENDAR_YEAR_OFFICE);
  WAIT_FOR (find_button (window, "Take the Confirmation Back") != NULL);
  g_assert_cmpuint (count (f, TD_KIND_CALENDAR_YEAR), ==, 1);
  g_assert_cmpuint (count (f, TD_KIND_HOLIDAY), >, 10);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(gboolean *) data = td_workspace_note_finish (TD_WORKSPACE (source), result, NULL);
}

/* The bell lists what falls due until it is marked read. */
static void
test_bell (Fixture *f, gconstpointer data)
{
  TdBell *bell = g_object_new (TD_TYPE_BELL, NULL);
  GtkWidget *popover, *list;
  gboolean made = FALSE;

  td_reminder_make_async (f->workspace, NULL, NULL, made_cb, &made);
  WAIT_FOR (made);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (bell));
  gtk_window_present (GTK_WINDOW (f->window));
  td_bell_set_workspace (bell, f->workspace);
  popover = GTK_WIDGET (gtk_menu_button_get_popover (
      GTK_MENU_BUTTON (find (GTK_WIDGET (bell), GTK_TYPE_MENU_BUTTON, 0))));
  list = find (popover, GTK_TYPE_LIST_BOX, 0);
  WAIT_FOR (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0) != NULL);
  g_signal_emit_by_name (find_button (popover, "Mark All Read"), "clicked");
  WAIT_FOR (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0) == NULL);
  td_bell_set_workspace (bell, NULL);
}

int
main (int argc, char **argv)
{
  g_setenv ("TIENDO_NOW", "2026-06-25T08:00", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/targets/record", Fixture, NULL, set_up, test_record, tear_down);
  g_test_add ("/targets/calendar", Fixture, NULL, set_up, test_calendar, tear_down);
  g_test_add ("/targets/bell", Fixture, NULL, set_up, test_bell, tear_down);

  return g_test_run ();
}
