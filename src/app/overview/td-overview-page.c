/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-overview-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "td-chart-card.h"
#include "td-chart-scale.h"
#include "td-date.h"
#include "td-now-card.h"
#include "td-overview-figure.h"
#include "td-overview.h"
#include "td-reminders-card.h"
#include "targets/td-targets-page.h"
#include "td-task-files.h"
#include "td-task-source.h"
#include "td-tasks-page.h"
#include "td-window.h"

#define SIDE_WIDTH 392

/* What is late, what is due, and how the year stands. Everything is counted on the reader thread;
 * the page shows the last answer and asks again when the workspace changed, the day did, or it
 * comes to the front. A click on a figure or a value shows the tasks behind it. */
struct _TdOverviewPage
{
  TdPage parent_instance;

  TdWorkspace *workspace;
  TdTaskSource *source;
  GCancellable *cancellable;
  gboolean shown;
  gboolean stale;
  guint32 day; /* Julian day that was read last; 0: none */

  GtkStack *stack; /* loading, content; empty and error when they are needed */
  TdOverviewFigure *late, *soon, *month, *waiting, *rate;
  TdNowCard *now;
  TdRemindersCard *reminders;
  GtkButton *all_targets;
  TdChartCard *targets, *by_area, *by_unit, *status, *burn_up, *on_time;
};

G_DEFINE_FINAL_TYPE (TdOverviewPage, td_overview_page, TD_TYPE_PAGE)

/* Drilling down: the tasks page with a filter in its text form */
static void
show_tasks (TdOverviewPage *self, gint64 task_id, const char *filter)
{
  TdWindow *window = td_window_of (GTK_WIDGET (self));
  TdPage *page = window != NULL ? td_window_get_page (window, "tasks") : NULL;

  if (page == NULL)
    return;
  if (filter != NULL)
    td_tasks_page_set_filter_text (TD_TASKS_PAGE (page), filter);
  if (task_id != 0)
    td_tasks_page_show_task (TD_TASKS_PAGE (page), task_id);
  td_window_show_page (window, "tasks");
}

static void
figure_cb (TdOverviewPage *self, GtkButton *button)
{
  show_tasks (self, 0, g_object_get_data (G_OBJECT (button), "td-filter"));
}

static void
rate_cb (TdOverviewPage *self)
{
  TdWindow *window = td_window_of (GTK_WIDGET (self));

  if (window != NULL)
    td_window_show_page (window, "dossiers");
}

static void
on_time_cb (TdOverviewPage *self)
{
  rate_cb (self);
}

static void
task_cb (TdOverviewPage *self, gint64 id)
{
  show_tasks (self, id, "");
}

static void
all_cb (TdOverviewPage *self)
{
  show_tasks (self, 0, "look=overdue,soon");
}

static void
waiting_cb (TdOverviewPage *self)
{
  show_tasks (self, 0, "look=waiting");
}

static void
show_target (TdOverviewPage *self, gint64 id)
{
  TdWindow *window = td_window_of (GTK_WIDGET (self));
  TdPage *page = window != NULL ? td_window_get_page (window, "targets") : NULL;

  if (page == NULL)
    return;
  if (id != 0)
    td_targets_page_show_target (TD_TARGETS_PAGE (page), id);
  td_window_show_page (window, "targets");
}

static void
target_cb (TdOverviewPage *self, const char *series G_GNUC_UNUSED, const char *category)
{
  show_target (self, g_ascii_strtoll (category, NULL, 10));
}

static void
all_targets_cb (TdOverviewPage *self)
{
  show_target (self, 0);
}

static void
area_cb (TdOverviewPage *self, const char *series, const char *category)
{
  g_autofree char *area = g_uri_escape_string (category, NULL, TRUE);
  g_autofree char *filter = g_strdup_printf ("look=%s;area=%s", series, area);

  show_tasks (self, 0, filter);
}

static void
unit_cb (TdOverviewPage *self, const char *series, const char *category)
{
  g_autofree char *unit = g_uri_escape_string (category, NULL, TRUE);
  g_autofree char *filter = g_strdup_printf ("look=%s;unit=%s", series, unit);

  show_tasks (self, 0, filter);
}

static void
status_cb (TdOverviewPage *self, const char *series, const char *category)
{
  g_autofree char *filter = g_strdup_printf ("look=%s", category);

  show_tasks (self, 0, filter);
}

/* A month of the burn-up: what is due until its end and not done, or what is done */
static void
burn_up_cb (TdOverviewPage *self, const char *series, const char *category)
{
  g_autofree char *filter = NULL;
  gint64 year = g_ascii_strtoll (category, NULL, 10);
  gint64 month = strlen (category) > 5 ? g_ascii_strtoll (category + 5, NULL, 10) : 0;

  if (year <= 0 || month < 1 || month > 12)
    return;
  filter = g_strdup_printf ("from=%s-01;to=%s-%02u;%s", category, category,
                            g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year),
                            g_str_equal (series, "done") ? "status=done" : "");
  show_tasks (self, 0, filter);
}

static char *
short_day (const GDate *today, int days)
{
  GDate day = *today;

  g_date_add_days (&day, (guint) days);

  return g_strdup_printf ("%02d/%02d", g_date_get_day (&day), g_date_get_month (&day));
}

static void
set_count (TdOverviewFigure *figure, guint count, const char *detail)
{
  g_autofree char *text = g_strdup_printf ("%u", count);

  td_overview_figure_set (figure, text, detail);
}

static void
show_figures (TdOverviewPage *self, const TdOverview *overview)
{
  g_autofree char *in_7 = short_day (&overview->today, TD_TASK_SOON_DAYS + 1);
  g_autofree char *in_30 = short_day (&overview->today, 31);
  g_autofree char *before_7 = g_strdup_printf (_ ("due before %s"), in_7);
  g_autofree char *before_30 = g_strdup_printf (_ ("due before %s"), in_30);
  g_autofree char *late =
      overview->count.open_late == 0
          ? g_strdup (_ ("no task is late"))
          : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "tasks, up to %d day",
                                          "tasks, up to %d days", (gulong) overview->most_late),
                             overview->most_late);

  set_count (self->late, overview->count.open_late, late);
  set_count (self->soon, overview->n_soon, before_7);
  set_count (self->month, overview->n_month, before_30);
  set_count (self->waiting, overview->n_waiting, _ ("for a document"));
}

/* Of dossiers when there are any, else of the tasks that are done. */
static void
show_rate (TdOverviewPage *self, const TdOverview *overview)
{
  guint n_done = overview->count.done_in_time + overview->count.done_late;
  double numerator = 0, denominator = 0, rate, target = NAN;
  gboolean dossiers = td_overview_on_time_rate (overview, &numerator, &denominator);
  g_autofree char *text = NULL;
  g_autofree char *detail = NULL;

  if (dossiers)
    target = overview->on_time->rate_target;
  else
    {
      numerator = overview->count.done_in_time;
      denominator = n_done;
    }
  rate = denominator > 0 ? 100 * numerator / denominator : NAN;
  text = td_chart_format_percent (rate, 1);
  if (isfinite (target))
    {
      g_autofree char *wanted = td_chart_format_percent (target, 1);

      detail = g_strdup_printf (_ ("target ≥ %s · %.0f / %.0f"), wanted, numerator, denominator);
    }
  else
    detail = dossiers     ? g_strdup_printf (_ ("%.0f of %.0f settled"), numerator, denominator)
             : n_done > 0 ? g_strdup_printf (_ ("%.0f of %.0f done tasks"), numerator, denominator)
                          : g_strdup (_ ("no task is done yet"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->rate), TRUE);
  td_overview_figure_set_title (self->rate, dossiers ? _ ("Dossiers on time") : _ ("Work on time"));
  td_overview_figure_set_status (self->rate, !isfinite (rate)                     ? "not_started"
                                             : isfinite (target) && rate < target ? "overdue"
                                                                                  : "done");
  td_overview_figure_set (self->rate, text, detail);
  if (isfinite (rate))
    td_overview_figure_set_share (self->rate, rate / 100, target / 100);
  g_object_set_data (G_OBJECT (self->rate), "td-dossiers", GINT_TO_POINTER (dossiers));
}

static void
rate_figure_cb (TdOverviewPage *self, GtkButton *button)
{
  if (g_object_get_data (G_OBJECT (button), "td-dossiers") != NULL)
    rate_cb (self);
  else
    show_tasks (self, 0, "status=done");
}

static void
take_chart (TdChartCard *card, TdChart **chart)
{
  td_chart_card_set_chart (card, g_steal_pointer (chart));
}

static void
show_charts (TdOverviewPage *self, TdOverview *overview)
{
  g_autofree char *year = g_strdup_printf ("%" G_GINT64_FORMAT, overview->year);
  g_autofree char *targets = g_strdup_printf (_ ("Targets of %s"), year);
  g_autofree char *all = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "All %u Target", "All %u Targets", overview->n_targets),
      overview->n_targets);

  gtk_button_set_label (self->all_targets, all);
  gtk_widget_set_visible (GTK_WIDGET (self->all_targets), overview->n_targets > 0);
  td_chart_card_set_title (self->targets, targets);
  td_chart_card_set_subtitle (self->targets, overview->n_targets > 0
                                                 ? _ ("the upright mark is what is to be reached")
                                                 : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->on_time), overview->on_time != NULL);
  td_chart_card_set_subtitle (self->on_time, year);
  td_chart_card_set_subtitle (self->burn_up, year);
  take_chart (self->targets, &overview->targets);
  take_chart (self->by_area, &overview->by_area);
  take_chart (self->by_unit, &overview->by_unit);
  take_chart (self->status, &overview->status);
  take_chart (self->burn_up, &overview->burn_up);
  if (overview->on_time != NULL)
    take_chart (self->on_time, &overview->on_time);
}

static void
show_subtitle (TdOverviewPage *self, const TdOverview *overview)
{
  static const char *const weekdays[] = {
    N_ ("Monday"), N_ ("Tuesday"),  N_ ("Wednesday"), N_ ("Thursday"),
    N_ ("Friday"), N_ ("Saturday"), N_ ("Sunday"),
  };
  const char *weekday = _ (weekdays[g_date_get_weekday (&overview->today) - 1]);
  g_autofree char *day = td_date_format_display (&overview->today);
  g_autofree char *plan = overview->year == 0
                              ? g_strdup (_ ("no plan yet"))
                              : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "plan of %d",
                                                              "plans of %d", overview->n_plans),
                                                 (int) overview->year);
  g_autofree char *subtitle = g_strdup_printf ("%s, %s · %s", weekday, day, plan);

  td_page_set_subtitle (TD_PAGE (self), subtitle);
}

static void
show_plans_cb (TdOverviewPage *self)
{
  TdWindow *window = td_window_of (GTK_WIDGET (self));

  if (window != NULL)
    td_window_show_page (window, "plans");
}

static GtkWidget *
make_empty (TdOverviewPage *self)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Open the Plans"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "td-overview-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No plan for this year yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("Import or write one; what is late and due shows here."));
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (show_plans_cb), self);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);

  return page;
}

static void
show_empty (TdOverviewPage *self)
{
  if (gtk_stack_get_child_by_name (self->stack, "empty") == NULL)
    gtk_stack_add_named (self->stack, make_empty (self), "empty");
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
show_error (TdOverviewPage *self, const GError *error)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, "error");

  if (page == NULL)
    {
      page = adw_status_page_new ();
      adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-warning-symbolic");
      adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("The overview could not be counted"));
      gtk_stack_add_named (self->stack, page, "error");
    }
  adw_status_page_set_description (ADW_STATUS_PAGE (page), error->message);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
show_overview (TdOverviewPage *self, TdOverview *overview)
{
  TdWindow *window = td_window_of (GTK_WIDGET (self));

  show_subtitle (self, overview);
  if (window != NULL) /* the page of tasks may not be made yet */
    td_window_set_badge (window, "tasks", overview->count.open_late);
  if (overview->count.total == 0 && overview->on_time == NULL)
    {
      show_empty (self);
      return;
    }
  show_figures (self, overview);
  show_rate (self, overview);
  td_now_card_set_overview (self->now, overview);
  td_reminders_card_update (self->reminders, self->workspace, overview->n_waiting);
  show_charts (self, overview);
  gtk_stack_set_visible_child_name (self->stack, "content");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdOverviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TdOverview) overview = td_overview_read_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->workspace == NULL)
    return;
  if (overview == NULL)
    show_error (self, error);
  else
    show_overview (self, overview);
  self->stale = self->stale || overview == NULL; /* tried again when the page is shown again */
  td_page_set_loading (TD_PAGE (self), FALSE);
}

static void
begin_read (TdOverviewPage *self)
{
  GDate today;

  self->stale = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  td_date_today (&today);
  self->day = g_date_get_julian (&today);
  td_overview_read_async (self->workspace, td_task_source_get_index (self->source), &today,
                          self->cancellable, read_cb, g_object_ref (self));
}

static void
refresh (TdOverviewPage *self)
{
  if (self->workspace == NULL)
    return;
  if (self->shown)
    begin_read (self);
  else
    self->stale = TRUE;
}

static void
td_overview_page_shown (TdPage *page)
{
  TdOverviewPage *self = TD_OVERVIEW_PAGE (page);
  GDate today;

  self->shown = TRUE;
  td_date_today (&today);
  /* What is shown still holds, or the first answer is on its way. */
  if (self->stale || self->day != g_date_get_julian (&today))
    refresh (self);
}

static void
td_overview_page_hidden (TdPage *page)
{
  TD_OVERVIEW_PAGE (page)->shown = FALSE;
}

static void
td_overview_page_dispose (GObject *object)
{
  TdOverviewPage *self = TD_OVERVIEW_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->source);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_overview_page_parent_class)->dispose (object);
}

static void
td_overview_page_class_init (TdOverviewPageClass *klass)
{
  TdPageClass *page_class = TD_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_overview_page_dispose;
  page_class->shown = td_overview_page_shown;
  page_class->hidden = td_overview_page_hidden;
}

static TdOverviewFigure *
add_figure (
    TdOverviewPage *self, GtkWidget *row, const char *status, const char *title, const char *filter)
{
  GtkWidget *figure = td_overview_figure_new (status, title);

  g_object_set_data (G_OBJECT (figure), "td-filter", (gpointer) filter);
  if (filter != NULL)
    {
      g_signal_connect_swapped (figure, "clicked", G_CALLBACK (figure_cb), self);
      gtk_widget_set_hexpand (figure, TRUE);
    }
  gtk_box_append (GTK_BOX (row), figure);

  return TD_OVERVIEW_FIGURE (figure);
}

static GtkWidget *
make_figures (TdOverviewPage *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *four = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  gtk_box_set_homogeneous (GTK_BOX (four), TRUE);
  gtk_widget_set_hexpand (four, TRUE);
  self->late = add_figure (self, four, "overdue", _ ("Overdue"), "look=overdue");
  self->soon = add_figure (self, four, "soon", _ ("Next 7 days"), "look=soon");
  self->month = add_figure (self, four, "not_started", _ ("Next 30 days"), "due=30");
  self->waiting = add_figure (self, four, "waiting", _ ("Waiting for a condition"), "look=waiting");
  gtk_box_append (GTK_BOX (row), four);
  self->rate = add_figure (self, row, "done", _ ("Work on time"), NULL);
  gtk_widget_set_size_request (GTK_WIDGET (self->rate), 272, -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->rate), FALSE);
  g_signal_connect_swapped (self->rate, "clicked", G_CALLBACK (rate_figure_cb), self);

  return row;
}

static TdChartCard *
add_card (GtkWidget *column, const char *title, int height, const char *empty)
{
  GtkWidget *card = td_chart_card_new (title);

  td_chart_card_set_empty_text (TD_CHART_CARD (card), empty);
  td_chart_view_set_least_height (td_chart_card_get_view (TD_CHART_CARD (card)), height);
  gtk_widget_set_vexpand (card, FALSE);
  gtk_box_append (GTK_BOX (column), card);

  return TD_CHART_CARD (card);
}

static void
connect_card (TdOverviewPage *self, TdChartCard *card, GCallback callback)
{
  g_signal_connect_object (td_chart_card_get_view (card), "mark-activated", callback, self,
                           G_CONNECT_SWAPPED);
}

static GtkWidget *
make_left (TdOverviewPage *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->now = TD_NOW_CARD (td_now_card_new ());
  g_signal_connect_swapped (self->now, "task", G_CALLBACK (task_cb), self);
  g_signal_connect_swapped (self->now, "all", G_CALLBACK (all_cb), self);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->now));
  self->targets = add_card (column, NULL, 120, _ ("No target has a figure yet."));
  self->by_area = add_card (column, _ ("Tasks by area"), 120, _ ("No tasks yet"));
  self->by_unit = add_card (column, _ ("Tasks by lead unit"), 120, _ ("No tasks yet"));
  self->all_targets = GTK_BUTTON (gtk_button_new_with_label (""));
  g_signal_connect_swapped (self->all_targets, "clicked", G_CALLBACK (all_targets_cb), self);
  td_chart_card_add_button (self->targets, GTK_WIDGET (self->all_targets));
  connect_card (self, self->targets, G_CALLBACK (target_cb));
  connect_card (self, self->by_area, G_CALLBACK (area_cb));
  connect_card (self, self->by_unit, G_CALLBACK (unit_cb));
  gtk_widget_set_hexpand (column, TRUE);

  return column;
}

static GtkWidget *
make_right (TdOverviewPage *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->on_time = add_card (column, _ ("Settled dossiers"), 350, _ ("No dossiers in this year"));
  self->reminders = TD_REMINDERS_CARD (td_reminders_card_new ());
  g_signal_connect_swapped (self->reminders, "task", G_CALLBACK (task_cb), self);
  g_signal_connect_swapped (self->reminders, "waiting", G_CALLBACK (waiting_cb), self);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->reminders));
  self->status = add_card (column, _ ("How the tasks stand"), 190, _ ("No tasks yet"));
  self->burn_up = add_card (column, _ ("Progress through the year"), 230, _ ("No tasks yet"));
  gtk_widget_set_visible (GTK_WIDGET (self->on_time), FALSE);
  connect_card (self, self->on_time, G_CALLBACK (on_time_cb));
  connect_card (self, self->status, G_CALLBACK (status_cb));
  connect_card (self, self->burn_up, G_CALLBACK (burn_up_cb));
  gtk_widget_set_size_request (column, SIDE_WIDTH, -1);
  gtk_widget_set_hexpand (column, FALSE);
  for (GtkWidget *card = gtk_widget_get_first_child (column); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    gtk_widget_set_hexpand (card, FALSE);

  return column;
}

static GtkWidget *
make_content (TdOverviewPage *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 11);
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 11);

  gtk_widget_add_css_class (box, "overview");
  gtk_box_append (GTK_BOX (box), make_figures (self));
  gtk_box_append (GTK_BOX (columns), make_left (self));
  gtk_box_append (GTK_BOX (columns), make_right (self));
  gtk_box_append (GTK_BOX (box), columns);
  /* Large letters on a small screen: the page scrolls, the window does not outgrow the screen. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_AUTOMATIC);
  /* Cards are as high as their charts want, not as low as they may get. */
  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (viewport), GTK_SCROLL_NATURAL);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), viewport);

  return window;
}

static void
brief_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdOverviewPage *self = TD_OVERVIEW_PAGE (user_data);

  td_task_files_brief (GTK_WIDGET (self), self->workspace, self->source);
}

static const GActionEntry actions[] = {
  { "brief", brief_action },
};

static void
td_overview_page_init (TdOverviewPage *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, adw_bin_new (), "loading");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  td_page_set_title (TD_PAGE (self), _ ("Overview"));
  g_action_map_add_action_entries (td_page_get_actions (TD_PAGE (self)), actions,
                                   G_N_ELEMENTS (actions), self);
  td_page_set_primary (TD_PAGE (self), _ ("Weekly Brief…"), "page.brief");
}

/**
 * td_overview_page_new:
 * @workspace: the workspace
 *
 * Returns: the page that shows what is late, what is due and how the year stands
 */
TdPage *
td_overview_page_new (TdWorkspace *workspace)
{
  TdOverviewPage *self = g_object_new (TD_TYPE_OVERVIEW_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  self->source = td_task_source_of (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  /* read while the widgets are made */
  td_page_set_loading (TD_PAGE (self), TRUE);
  begin_read (self);
  gtk_stack_add_named (self->stack, make_content (self), "content");

  return TD_PAGE (self);
}
