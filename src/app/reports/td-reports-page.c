/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-reports-page.h"

#include <glib/gi18n-lib.h>

#include "dossier/td-period-bar.h"
#include "plan/td-plan-print.h"
#include "td-application.h"
#include "td-file-filter.h"
#include "td-layout-content.h"
#include "td-page-view.h"
#include "td-report-freeze.h"
#include "td-report-typed-dialog.h"
#include "td-window.h"

#define LIST_WIDTH 250
#define DEFAULT_KIND 0

/* The page of reports: which one, over which period, its pages beside it, and the file made of it.
 * A report is made on the reader thread; the last one that was made is kept, and is what is
 * exported. */
struct _TdReportsPage
{
  TdPage parent_instance;

  GtkListBox *kinds;
  TdPeriodBar *period;
  GtkDropDown *by;
  GtkRevealer *remarks;
  GtkLabel *remarks_label;
  GtkStack *stack;
  AdwStatusPage *status;
  TdPageView *pages;

  TdWorkspace *workspace;
  GCancellable *cancellable;
  TdReport *report; /* (nullable) */
  TdLayout *layout; /* (nullable): of the same report */
  gboolean visible;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (TdReportsPage, td_reports_page, TD_TYPE_PAGE)

static const char *const groupings[] = { "area", "unit", "procedure" };

/* What the reader thread makes */
typedef struct
{
  TdReport *report;
  TdLayout *layout;
} Made;

static void
made_free (gpointer data)
{
  Made *made = data;

  td_report_free (made->report);
  g_clear_pointer (&made->layout, td_layout_unref);
  g_free (made);
}

static void
request_free (gpointer data)
{
  td_report_request_clear (data);
  g_free (data);
}

static gpointer
make_report (TdConnection *connection, gpointer data, GError **error)
{
  const TdReportRequest *request = data;
  TdReport *report = td_report_make (connection, request, error);
  g_autoptr (TdBlock) document = NULL;
  Made *made;

  if (report == NULL)
    return NULL;
  document = td_report_compose (report);
  made = g_new0 (Made, 1);
  made->report = report;
  made->layout = td_layout_new (document, td_style_nd30 (), NULL);

  return made;
}

static const char *
selected_kind (TdReportsPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->kinds);

  return td_report_nth_kind (row != NULL ? (guint) gtk_list_box_row_get_index (row) : DEFAULT_KIND);
}

static void
set_enabled (TdReportsPage *self)
{
  static const char *const names[] = { "export", "print", "freeze" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GAction *action = g_action_map_lookup_action (td_page_get_actions (TD_PAGE (self)), names[i]);
      gboolean writes = g_str_equal (names[i], "freeze");

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                                   self->report != NULL &&
                                       (!writes || !td_workspace_get_read_only (self->workspace)));
    }
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (td_page_get_actions (TD_PAGE (self)), "typed")),
      self->report != NULL && self->report->form->sections->len > 0);
}

static void
show_message (TdReportsPage *self, const char *title, const char *text)
{
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, text);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

/* Checks that fail are told above the pages: they are printed, too, but may be overlooked there. */
static void
show_remarks (TdReportsPage *self)
{
  guint n = self->report != NULL ? self->report->table->failures->len : 0;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, 4); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            (char *) g_ptr_array_index (self->report->table->failures, i));
  if (n > 4)
    {
      g_autofree char *more = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", n - 4), n - 4);

      g_string_append_printf (text, "\n%s", more);
    }
  gtk_label_set_label (self->remarks_label, text->str);
  gtk_revealer_set_reveal_child (self->remarks, n > 0);
  g_string_free (text, TRUE);
}

static void
show_report (TdReportsPage *self)
{
  g_autoptr (TdPageContent) content = td_layout_content_new (self->layout, td_style_nd30 ());
  g_autofree char *period = g_strdelimit (g_strdup (self->report->table->period), "\n", ' ');

  td_page_view_set_content (self->pages, content);
  td_page_set_subtitle (TD_PAGE (self), period);
  gtk_stack_set_visible_child_name (self->stack, "pages");
  show_remarks (self);
  set_enabled (self);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdReportsPage) self = data;
  g_autoptr (GError) error = NULL;
  Made *made = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->workspace == NULL)
    {
      g_clear_pointer (&made, made_free);
      return;
    }
  g_clear_pointer (&self->report, td_report_free);
  g_clear_pointer (&self->layout, td_layout_unref);
  if (made == NULL)
    {
      show_message (self, _ ("The report cannot be made"), error->message);
      show_remarks (self);
      set_enabled (self);
      return;
    }
  self->report = g_steal_pointer (&made->report);
  self->layout = g_steal_pointer (&made->layout);
  made_free (made);
  show_report (self);
}

static void
update (TdReportsPage *self)
{
  g_autofree char *period = td_period_bar_get_text (self->period);
  TdReportRequest *request = g_new0 (TdReportRequest, 1);
  const char *kind = selected_kind (self);
  guint by = gtk_drop_down_get_selected (self->by);
  g_autoptr (GError) error = NULL;

  self->stale = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->by), g_strcmp0 (kind, "tthc-06a") == 0);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (period == NULL || !td_report_request_init (request, kind, period,
                                                 td_period_bar_get_cutoff (self->period), &error))
    {
      request_free (request);
      show_message (self, _ ("Choose the period"), _ ("A range needs its first and its last day."));
      return;
    }
  request->by = groupings[MIN (by, G_N_ELEMENTS (groupings) - 1)];
  self->cancellable = g_cancellable_new ();
  td_workspace_read_async (self->workspace, make_report, request, request_free, made_free,
                           self->cancellable, made_cb, g_object_ref (self));
}

static void
changed_cb (TdReportsPage *self)
{
  if (self->workspace == NULL) /* on the way out */
    return;
  if (self->visible)
    update (self);
  else
    self->stale = TRUE;
}

/* == Files == */

typedef struct
{
  TdReport *report;
  char *path;
} Job;

static void
job_free (gpointer data)
{
  g_free (((Job *) data)->path);
  g_free (data);
}

static void
export_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (td_report_export (job->report, job->path, TRUE, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  TdReportsPage *self = TD_REPORTS_PAGE (source);
  TdWindow *window = td_window_of (GTK_WIDGET (self));
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  g_application_release (G_APPLICATION (data));
  g_object_unref (data);
  /* The page made no other report meanwhile: it is given back; else it is freed. */
  if (self->report == NULL)
    self->report = job->report;
  else
    td_report_free (job->report);
  if (window == NULL)
    return;
  set_enabled (self);
  if (done)
    td_window_toast_written (window, job->path);
  else
    td_window_show_error (window, _ ("The file was not written"), error);
}

/* The worker thread has the report for itself until the file is written. */
static void
begin_export (TdReportsPage *self, const char *path)
{
  GApplication *application = g_application_get_default ();
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (self->report == NULL)
    return;
  job = g_new0 (Job, 1);
  job->report = g_steal_pointer (&self->report);
  job->path = g_strdup (path);
  set_enabled (self);
  /* The program ends with its last window, but not before the file is written. */
  g_application_hold (application);
  task = g_task_new (self, NULL, exported_cb, g_object_ref (application));
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, export_in_thread);
}

static void
save_response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (TdReportsPage) self = data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        begin_export (self, path);
    }
  g_object_unref (dialog);
}

static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TdReportsPage *self = data;
  g_autofree char *name =
      g_strdup_printf ("%s_%s.pdf", self->report->form->kind, self->report->period);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Export the Report"), GTK_WINDOW (td_window_of (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), _ ("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Official PDF"), "pdf", NULL);
  td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Word"), "docx", NULL);
  td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Excel with formulas and chart"), "xlsx", NULL);
  td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Figures for other programs"), "json", NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (save_response_cb), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
print_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TdReportsPage *self = data;
  g_autoptr (GtkPrintOperation) operation = td_plan_print_new (self->layout, self->report->period);

  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (td_window_of (GTK_WIDGET (self))), NULL);
}

static void
frozen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdReportsPage) self = data;
  TdWindow *window = td_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  if (!td_workspace_act_finish (TD_WORKSPACE (source), result, &error) && window != NULL)
    td_window_show_error (window, _ ("The figures were not frozen"), error);
  else if (window != NULL)
    td_window_toast_undo (window, _ ("The figures of the report are frozen"));
}

static void
freeze_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TdReportsPage *self = data;

  td_report_freeze_async (self->report, self->workspace, frozen_cb, g_object_ref (self));
}

static void
typed_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TdReportsPage *self = data;
  g_autofree char *period = td_period_bar_get_text (self->period);
  TdReportRequest request = { NULL };

  if (td_report_request_init (&request, selected_kind (self), period,
                              td_period_bar_get_cutoff (self->period), NULL))
    gtk_window_present (GTK_WINDOW (td_report_typed_dialog_new (
        self->workspace, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), &request)));
  td_report_request_clear (&request);
}

/* == The page == */

static void
td_reports_page_shown (TdPage *page)
{
  TdReportsPage *self = TD_REPORTS_PAGE (page);
  TdWindow *window = td_window_of (GTK_WIDGET (self));

  if (window != NULL)
    td_period_bar_remember (self->period, td_settings_of (GTK_WINDOW (window)));
  self->visible = TRUE;
  if (self->stale || self->report == NULL)
    update (self);
}

static void
td_reports_page_hidden (TdPage *page)
{
  TD_REPORTS_PAGE (page)->visible = FALSE;
}

static gboolean
td_reports_page_focus_region (TdPage *page, int step)
{
  TdReportsPage *self = TD_REPORTS_PAGE (page);
  GtkWidget *const regions[] = { GTK_WIDGET (self->period), GTK_WIDGET (self->kinds),
                                 GTK_WIDGET (self->pages) };
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  int at = step > 0 ? -1 : (int) G_N_ELEMENTS (regions);

  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      if (focus != NULL && (focus == regions[i] || gtk_widget_is_ancestor (focus, regions[i])))
        at = (int) i;
    }
  at += step;
  if (at < 0 || at >= (int) G_N_ELEMENTS (regions))
    return FALSE;

  return gtk_widget_child_focus (regions[at], GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
kind_row_new (const char *kind)
{
  GtkWidget *label = gtk_label_new (td_report_kind_label (kind));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_top (label, 8);
  gtk_widget_set_margin_bottom (label, 8);
  gtk_widget_set_margin_start (label, 8);
  gtk_widget_set_margin_end (label, 8);

  return label;
}

static GtkWidget *
make_list (TdReportsPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->kinds = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->kinds, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->kinds), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kinds), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Official reports"), -1);
  for (guint i = 0; i < td_report_n_kinds (); i++)
    gtk_list_box_append (self->kinds, kind_row_new (td_report_nth_kind (i)));
  gtk_list_box_select_row (self->kinds, gtk_list_box_get_row_at_index (self->kinds, DEFAULT_KIND));
  g_signal_connect_swapped (self->kinds, "row-selected", G_CALLBACK (changed_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->kinds));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scrolled, LIST_WIDTH, -1);

  return scrolled;
}

static GtkWidget *
make_strip (TdReportsPage *self)
{
  const char *const words[] = { _ ("By area"), _ ("By unit"), _ ("By procedure"), NULL };
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *space = gtk_label_new (NULL);
  GtkWidget *freeze = gtk_button_new_with_label (_ ("Freeze the Figures"));

  gtk_widget_add_css_class (strip, "td-strip");
  self->period = TD_PERIOD_BAR (td_period_bar_new ());
  self->by = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (words));
  gtk_widget_set_valign (GTK_WIDGET (self->by), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->by), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What the lines of the form are"), -1);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_widget_set_valign (freeze, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (freeze), "page.freeze");
  gtk_widget_set_tooltip_text (freeze,
                               _ ("Keeps these figures: the next period is checked against them"));
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->period));
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->by));
  gtk_box_append (GTK_BOX (strip), space);
  gtk_box_append (GTK_BOX (strip), freeze);
  g_signal_connect_swapped (self->period, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->by, "notify::selected", G_CALLBACK (changed_cb), self);

  return strip;
}

static GtkWidget *
make_remarks (TdReportsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name ("td-late-symbolic");

  self->remarks = GTK_REVEALER (gtk_revealer_new ());
  self->remarks_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->remarks_label, 0);
  gtk_label_set_wrap (self->remarks_label, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->remarks_label), TRUE);
  gtk_widget_add_css_class (box, "td-strip");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->remarks_label));
  gtk_revealer_set_child (self->remarks, box);

  return GTK_WIDGET (self->remarks);
}

static GtkWidget *
make_view (TdReportsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->stack = GTK_STACK (gtk_stack_new ());
  self->pages = TD_PAGE_VIEW (td_page_view_new ());
  self->status = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->status, "td-report-symbolic");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->pages), "pages");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->status), "status");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), make_remarks (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));

  return box;
}

static void
td_reports_page_dispose (GObject *object)
{
  TdReportsPage *self = TD_REPORTS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->report, td_report_free);
  g_clear_pointer (&self->layout, td_layout_unref);
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (td_reports_page_parent_class)->dispose (object);
}

static void
td_reports_page_class_init (TdReportsPageClass *klass)
{
  TdPageClass *page_class = TD_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_reports_page_dispose;
  page_class->shown = td_reports_page_shown;
  page_class->hidden = td_reports_page_hidden;
  page_class->focus_region = td_reports_page_focus_region;
}

static void
td_reports_page_init (TdReportsPage *self)
{
  static const GActionEntry entries[] = {
    { "export", export_action },
    { "print", print_action },
    { "freeze", freeze_action },
    { "typed", typed_action },
  };
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) written = g_menu_new ();
  g_autoptr (GMenuModel) cutoff = td_period_bar_menu ();

  g_action_map_add_action_entries (td_page_get_actions (TD_PAGE (self)), entries,
                                   G_N_ELEMENTS (entries), self);
  td_page_set_title (TD_PAGE (self), _ ("Official reports"));
  td_page_set_primary (TD_PAGE (self), _ ("Export…"), "page.export");
  gtk_box_append (GTK_BOX (outer), make_strip (self));
  gtk_box_append (GTK_BOX (inner), make_list (self));
  gtk_box_append (GTK_BOX (inner), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (inner), make_view (self));
  gtk_box_append (GTK_BOX (outer), inner);
  adw_bin_set_child (ADW_BIN (self), outer);
  td_period_bar_show_last_half (self->period);
  td_period_bar_add_action (self->period, td_page_get_actions (TD_PAGE (self)));
  g_menu_append (written, _ ("Texts and Scores…"), "page.typed");
  g_menu_append (written, _ ("Print…"), "page.print");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (written));
  g_menu_append_section (menu, NULL, cutoff);
  td_page_set_menu (TD_PAGE (self), G_MENU_MODEL (menu));
}

/**
 * td_reports_page_new:
 * @workspace: the workspace
 *
 * Returns: (transfer floating): the page of reports
 */
TdPage *
td_reports_page_new (TdWorkspace *workspace)
{
  TdReportsPage *self = g_object_new (TD_TYPE_REPORTS_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_swapped (workspace, "changed", G_CALLBACK (changed_cb), self);
  set_enabled (self);

  return TD_PAGE (self);
}
