/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case/td-case-entry.h"
#include "case/td-case-event.h"
#include "case/td-case-view.h"
#include "dossier/td-period-bar.h"
#include "reports/td-reports-page.h"
#include "td-edit.h"
#include "td-report-typed.h"
#include "td-suggest-entry.h"
#include "td-test-office.h"
#include "td-test-wait.h"

#include <string.h>

/* The widgets about one dossier, and the page of reports, on a workspace with a procedure. */

typedef struct
{
  TdTestOffice base;
  TdWorkspace *workspace;
  gint64 dossier;
} Office;

static void
add_procedure (TdWorkspace *workspace)
{
  g_autoptr (TdEdit) edit = td_edit_new_add (TD_KIND_PROCEDURE);
  g_autoptr (GError) error = NULL;

  td_edit_set_value (edit, "code", "1.000123");
  td_edit_set_value (edit, "name", "Cấp lại bằng tốt nghiệp");
  td_edit_set_value (edit, "limit_value", "5");
  td_edit_set_value (edit, "limit_unit", "working_day");
  td_edit_run (edit, workspace, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Office *office, gconstpointer data)
{
  g_autoptr (TdDossierEntry) entry = td_dossier_entry_new ();
  g_autoptr (GError) error = NULL;

  g_setenv ("TIENDO_NOW", "2024-04-15T09:10", TRUE);
  td_test_office_open_sample (&office->base);
  office->workspace = office->base.workspace;
  add_procedure (office->workspace);
  entry->procedure_code = g_strdup ("1.000123");
  entry->applicant = g_strdup ("Nguyễn Văn Thử");
  entry->received = td_moment_now ();
  office->dossier = td_dossier_case_add (office->workspace, entry, &error);
  g_assert_no_error (error);
}

static void
tear_down (Office *office, gconstpointer data)
{
  td_test_office_clear (&office->base);
}

/* The first descendant of @type for which @text is part of the label; a NULL text takes any */
static GtkWidget *
find (GtkWidget *parent, GType type, const char *text)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (parent, type) &&
      (text == NULL || strstr (gtk_label_get_label (GTK_LABEL (parent)), text) != NULL))
    return parent;
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
show (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);

  return window;
}

/* The ledger is shown, and follows what is recorded. */
static void
test_view (Office *office, gconstpointer data)
{
  GtkWidget *view = td_case_view_new (office->workspace);
  GtkWidget *window = show (view);
  TdDossierEventRow *event = td_row_new (TD_KIND_DOSSIER_EVENT);
  g_autoptr (GError) error = NULL;

  td_case_view_set_dossier (TD_CASE_VIEW (view), office->dossier);
  WAIT_FOR (find (view, GTK_TYPE_LABEL, "Tiếp nhận hồ sơ") != NULL);
  g_assert_nonnull (find (view, GTK_TYPE_LABEL, "17:00 23/04/2024"));
  g_assert_nonnull (find (view, GTK_TYPE_LABEL, "Giỗ Tổ"));
  g_assert_null (find (view, GTK_TYPE_LABEL, "Sau hạn"));

  event->dossier_id = office->dossier;
  event->kind = g_strdup ("resolved");
  event->at = g_strdup ("2024-04-24T10:00");
  g_assert_true (td_dossier_case_put_event (office->workspace, event, &error));
  g_assert_no_error (error);
  td_row_free (TD_KIND_DOSSIER_EVENT, event);
  td_workspace_refresh (office->workspace);
  WAIT_FOR (find (view, GTK_TYPE_LABEL, "Sau hạn") != NULL);

  td_case_view_set_dossier (TD_CASE_VIEW (view), 0);
  g_assert_null (find (view, GTK_TYPE_LABEL, "Sau hạn"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gint64
count_dossiers (Office *office)
{
  gint64 count = -1;

  td_connection_query_int (td_workspace_get_connection (office->workspace),
                           "SELECT count (*) FROM dossier", &count, NULL);

  return count;
}

/* Two entries and the default button: the due time is there while typing. */
static void
test_entry (Office *office, gconstpointer data)
{
  GtkWidget *dialog = td_case_entry_new (office->workspace, NULL);
  GtkWidget *procedure;
  GtkWidget *applicant;
  GtkWidget *save;

  gtk_window_set_modal (GTK_WINDOW (dialog), FALSE);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_test_widget_wait_for_draw (dialog);
  save = gtk_window_get_default_widget (GTK_WINDOW (dialog));
  g_assert_false (gtk_widget_get_sensitive (save));
  procedure = find (dialog, TD_TYPE_SUGGEST_ENTRY, NULL);
  td_suggest_entry_set_text (TD_SUGGEST_ENTRY (procedure), "1.000123 – Cấp lại bằng tốt nghiệp");
  WAIT_FOR (find (dialog, GTK_TYPE_LABEL, "17 giờ 00 phút, ngày 23 tháng 4 năm 2024") != NULL);
  for (applicant = gtk_widget_get_next_sibling (procedure);
       applicant != NULL && !GTK_IS_ENTRY (applicant);
       applicant = gtk_widget_get_next_sibling (applicant))
    ;
  gtk_editable_set_text (GTK_EDITABLE (applicant), "Trần Thị Thử");
  g_assert_true (gtk_widget_get_sensitive (save));
  g_signal_emit_by_name (save, "clicked");
  WAIT_FOR (count_dossiers (office) == 2);
  WAIT_FOR (find (dialog, GTK_TYPE_LABEL, "240415-0002") != NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (applicant)), ==, "");
  g_assert_cmpstr (td_suggest_entry_get_text (TD_SUGGEST_ENTRY (procedure)), !=, "");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* A new event shows no field of corrections; a correction without its reason is refused. */
static void
test_event (Office *office, gconstpointer data)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_DOSSIER_EVENT);
  g_autoptr (GPtrArray) events = td_workspace_list_rows (office->workspace, query, NULL);
  GtkWidget *dialog =
      td_case_event_new (office->workspace, NULL, office->dossier, g_ptr_array_index (events, 0));

  gtk_window_set_modal (GTK_WINDOW (dialog), FALSE);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_test_widget_wait_for_draw (dialog);
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (dialog)), "clicked");
  WAIT_FOR (find (dialog, GTK_TYPE_LABEL, "correction") != NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));

  dialog = td_case_event_new (office->workspace, NULL, office->dossier, NULL);
  gtk_window_set_modal (GTK_WINDOW (dialog), FALSE);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_test_widget_wait_for_draw (dialog);
  g_assert_false (gtk_widget_get_visible (find (dialog, GTK_TYPE_LABEL, "Why it is corrected")));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_reports (Office *office, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (td_reports_page_new (office->workspace));
  GtkWidget *window = show (page);
  GtkWidget *bar = find (page, TD_TYPE_PERIOD_BAR, NULL);
  g_autofree char *period = td_period_bar_get_text (TD_PERIOD_BAR (bar));
  GAction *export = g_action_map_lookup_action (td_page_get_actions (TD_PAGE (page)), "export");

  g_assert_cmpstr (period, ==, "2023");
  g_assert_cmpint (td_period_bar_get_cutoff (TD_PERIOD_BAR (bar)), ==, 0);
  g_assert_false (g_action_get_enabled (export));
  td_page_shown (TD_PAGE (page));
  WAIT_FOR (g_action_get_enabled (export));
  gtk_window_destroy (GTK_WINDOW (window));
}

static char *
typed_value (Office *office, const TdReportRequest *request, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;

  td_workspace_refresh (office->workspace);
  items = td_report_typed_list (td_workspace_get_connection (office->workspace), request, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++)
    {
      const TdTypedItem *item = g_ptr_array_index (items, i);

      if (g_str_equal (item->key, key))
        return g_strdup (item->value);
    }

  return NULL;
}

static void
type_value (Office *office,
            const TdReportRequest *request,
            gboolean score,
            const char *key,
            const char *value,
            gboolean done)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) td_typed_item_free);
  g_autoptr (TdEdit) edit = NULL;

  g_ptr_array_add (items, td_typed_item_new (score, key, key, value));
  edit = td_report_typed_edit (request, items);
  g_assert_true (td_edit_run (edit, office->workspace, NULL, NULL) == done);
}

/* Paragraphs and official scores are typed over, taken away, and stand in the report. */
static void
test_typed (Office *office, gconstpointer data)
{
  TdReportRequest request;
  g_autoptr (GError) error = NULL;
  g_autoptr (TdReport) report = NULL;
  g_autofree char *text = NULL;
  g_autofree char *score = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *json = NULL;

  g_assert_true (td_report_request_init (&request, "cchc", "2024-Q2", 0, &error));
  type_value (office, &request, FALSE, "assessment", "Kết quả tốt.\n\nCòn hạn chế.", TRUE);
  type_value (office, &request, TRUE, "qd766_2", "17,5", TRUE);
  type_value (office, &request, TRUE, "qd766_3", "nhiều", FALSE);
  type_value (office, &request, TRUE, "qd766_3", "101", FALSE);
  text = typed_value (office, &request, "assessment");
  score = typed_value (office, &request, "qd766_2");
  g_assert_cmpstr (text, ==, "Kết quả tốt.\nCòn hạn chế.");
  g_assert_cmpstr (score, ==, "17,50");
  report = td_report_make (td_workspace_get_connection (office->workspace), &request, &error);
  g_assert_no_error (error);
  json = td_report_to_json (report);
  g_assert_nonnull (strstr (json, "Còn hạn chế."));
  g_assert_nonnull (strstr (json, "điểm chính thức: 17,50"));
  type_value (office, &request, TRUE, "qd766_2", "", TRUE);
  gone = typed_value (office, &request, "qd766_2");
  g_assert_cmpstr (gone, ==, "");
  td_report_request_clear (&request);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();
  g_test_add ("/case/view", Office, NULL, set_up, test_view, tear_down);
  g_test_add ("/case/entry", Office, NULL, set_up, test_entry, tear_down);
  g_test_add ("/case/event", Office, NULL, set_up, test_event, tear_down);
  g_test_add ("/reports/typed", Office, NULL, set_up, test_typed, tear_down);
  g_test_add ("/reports/page", Office, NULL, set_up, test_reports, tear_down);

  return g_test_run ();
}
