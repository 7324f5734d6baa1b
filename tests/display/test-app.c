/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-backups-window.h"
#include "td-conflict.h"
#include "td-history-window.h"
#include "td-office-setup.h"
#include "td-preferences.h"
#include "td-profile-dialog.h"
#include "td-test-office.h"
#include "td-test-wait.h"
#include "td-welcome.h"
#include "td-window.h"
#include "units/td-office-dialog.h"
#include "units/td-unit-chooser.h"
#include "units/td-unit-list-row.h"
#include "units/td-unit-panel.h"
#include "units/td-units-page.h"

/* The classes of the window: each can be made from its template and goes away again. */

static void
settle (void)
{
  for (guint i = 0; i < 200 && g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
test_widgets (void)
{
  GType types[] = { TD_TYPE_WELCOME, TD_TYPE_UNIT_CHOOSER, TD_TYPE_UNIT_LIST_ROW,
                    TD_TYPE_UNIT_PANEL };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_ref_sink (g_object_new (types[i], NULL));

      g_test_message ("%s", g_type_name (types[i]));
      g_assert_finalize_object (widget);
    }
}

static void
assert_goes_away (GtkWidget *window)
{
  gpointer weak = window;

  g_test_message ("%s", G_OBJECT_TYPE_NAME (window));
  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
  g_assert_null (weak);
}

static void
test_windows (void)
{
  assert_goes_away (td_profile_dialog_new (NULL, "Hà", NULL, NULL, NULL));
  assert_goes_away (td_preferences_new (NULL, NULL));
  assert_goes_away (GTK_WIDGET (td_window_new (NULL)));
}

/* A workspace of its own for each test */

typedef TdTestOffice Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  td_test_office_open_sample (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  settle ();
  td_test_office_clear (f);
}

static void
test_workspace_windows (Fixture *f, gconstpointer data)
{
  assert_goes_away (td_history_window_new (NULL, f->workspace));
  assert_goes_away (td_backups_window_new (NULL, f->workspace));
  assert_goes_away (td_office_dialog_new (NULL, f->workspace));
}

static void
test_window (Fixture *f, gconstpointer data)
{
  TdWindow *window = td_window_new (NULL);
  gpointer weak = window;

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  g_assert_null (td_window_get_visible_page (window));
  td_window_set_workspace (window, f->workspace);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  g_assert_true (td_window_get_workspace (window) == f->workspace);
  g_assert_cmpstr (td_page_get_page_name (td_window_get_visible_page (window)), ==, "overview");
  td_window_show_page (window, "units");
  g_assert_cmpstr (td_page_get_page_name (td_window_get_visible_page (window)), ==, "units");
  g_assert_true (TD_IS_UNITS_PAGE (td_window_get_page (window, "units")));
  g_assert_null (td_window_get_page (window, "nothing"));

  td_window_set_workspace (window, NULL);
  g_assert_null (td_window_get_visible_page (window));
  g_assert_null (td_window_get_page (window, "units"));
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
  g_assert_null (weak);
}

/* The first frame has the content in it: the window waits for its page, for a moment. */
static void
test_first_frame (Fixture *f, gconstpointer data)
{
  TdWindow *window = td_window_new (NULL);
  TdPage *page;

  td_window_set_workspace (window, f->workspace);
  page = td_window_get_visible_page (window);
  g_assert_true (td_page_get_loading (page));
  td_window_present_loaded (window);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window)));
  WAIT_FOR (gtk_widget_get_visible (GTK_WIDGET (window)));
  WAIT_FOR (!td_page_get_loading (page));
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
}

/* With text of twice the size no page is wider than a window of 1280 pixels. */
static void
test_large_text (Fixture *f, gconstpointer data)
{
  static const char *const pages[] = { "overview", "plans", "tasks", "targets", "units" };
  GtkSettings *settings = gtk_settings_get_default ();
  TdWindow *window;
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 192 * PANGO_SCALE, NULL);
  window = td_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  td_window_set_workspace (window, f->workspace);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      int least;

      td_window_show_page (window, pages[i]);
      WAIT_FOR (!td_page_get_loading (td_window_get_visible_page (window)));
      gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL,
                          NULL);
      g_test_message ("%s: %d", pages[i], least);
      g_assert_cmpint (least, <=, 1280);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

static char *
notice_of (GtkWidget *widget)
{
  char *found = NULL;

  if (GTK_IS_INFO_BAR (widget))
    {
      while (!GTK_IS_LABEL (widget))
        widget = gtk_widget_get_first_child (widget);
      return g_strdup (gtk_label_get_label (GTK_LABEL (widget)));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = notice_of (child);

  return found;
}

/* Whoever cannot change a workspace is told why, as long as it is shown. */
static void
test_read_only (Fixture *f, gconstpointer data)
{
  TdWindow *window = td_window_new (NULL);
  g_autoptr (TdWorkspace) other =
      td_workspace_open (f->path, TD_WORKSPACE_READ_ONLY, "window", NULL);
  g_autofree char *none = NULL;
  g_autofree char *notice = NULL;
  g_autofree char *gone = NULL;

  td_window_set_workspace (window, f->workspace);
  none = notice_of (GTK_WIDGET (window));
  g_assert_null (none);
  td_window_set_workspace (window, other);
  notice = notice_of (GTK_WIDGET (window));
  g_assert_cmpstr (notice, ==, td_workspace_get_read_only_reason (other));
  td_window_set_workspace (window, NULL);
  gone = notice_of (GTK_WIDGET (window));
  g_assert_null (gone);
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
}

static void
test_undo (Fixture *f, gconstpointer data)
{
  TdWindow *window = td_window_new (NULL);
  g_autoptr (TdRecord) unit = td_workspace_get_record (f->workspace, TD_KIND_UNIT, 3);
  g_autofree char *before = td_record_dup_field (unit, "name");
  g_autofree char *after = NULL;

  td_window_set_workspace (window, f->workspace);
  gtk_window_present (GTK_WINDOW (window));
  g_object_set (unit, "name", "Văn phòng mới", NULL);
  WAIT_FOR (!td_record_get_saving (unit) &&
            td_workspace_get_save_state (f->workspace) == TD_SAVE_STATE_SAVED);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  WAIT_FOR (td_workspace_get_redo_label (f->workspace) != NULL);
  after = td_record_dup_field (unit, "name");
  g_assert_cmpstr (after, ==, before);
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
}

static GtkWindow *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    {
      if (ADW_IS_MESSAGE_DIALOG (l->data))
        return l->data;
    }

  return NULL;
}

/* Both values are offered; taking theirs shows what the other one wrote. */
static void
test_conflict (Fixture *f, gconstpointer data)
{
  TdWindow *window = td_window_new (NULL);
  g_autoptr (TdRecord) unit = td_workspace_get_record (f->workspace, TD_KIND_UNIT, 3);
  const char *body;

  td_window_set_workspace (window, f->workspace);
  gtk_window_present (GTK_WINDOW (window));
  td_conflict_watch (GTK_WIDGET (window), unit);
  g_signal_emit_by_name (unit, "conflict", "name", "của tôi", "của họ");
  g_assert_nonnull (find_dialog ());
  body = adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_dialog ()));
  g_assert_nonnull (strstr (body, "của tôi"));
  g_assert_nonnull (strstr (body, "của họ"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_dialog ()), "theirs");
  settle ();
  td_conflict_unwatch (GTK_WIDGET (window), unit);
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/app/widgets", test_widgets);
  g_test_add_func ("/app/windows", test_windows);
#define TEST(name, func) g_test_add ("/app/" name, Fixture, NULL, set_up, func, tear_down)
  TEST ("workspace-windows", test_workspace_windows);
  TEST ("window", test_window);
  TEST ("first-frame", test_first_frame);
  TEST ("large-text", test_large_text);
  TEST ("read-only", test_read_only);
  TEST ("undo", test_undo);
  TEST ("conflict", test_conflict);

  return g_test_run ();
}
