/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case/td-case-actions.h"
#include "td-dossiers-page.h"

#include "td-date.h"
#include "td-dossier-charts.h"
#include "td-dossier-files.h"
#include "td-dossier-filter-button.h"
#include "td-dossier-import-dialog.h"
#include "td-dossier-model.h"
#include "td-dossier-overview.h"
#include "td-dossier-panel.h"
#include "td-dossier-table.h"
#include "td-period-bar.h"
#include "td-window.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define CHARTS_HEIGHT 270

/* Dossiers of administrative procedures: the period, its figures, two charts, the table and the
 * dossier at hand. Everything asks through one filter, put together by make_filter(); the figures
 * are read on the reader thread, and only the newest answer is shown. */
struct _TdDossiersPage
{
  TdPage parent_instance;

  GtkStack *stack;
  AdwFlap *flap;
  TdPeriodBar *period;
  GtkLabel *figures[5];
  TdDossierCharts *charts;
  GtkToggleButton *quick[TD_N_QUICK];
  TdDossierFilterButton *buttons[3]; /* areas, procedures, units */
  TdDossierFilterButton *channels;
  GtkWidget *mark_chip;
  GtkLabel *mark_label;
  TdDossierTable *table;
  TdDossierPanel *panel;
  GtkLabel *count;

  TdWorkspace *workspace;
  TdDossierModel *model;
  TdQuickFilter picked_quick;
  TdCountMode mode;
  char *search;
  gboolean has_mark; /* a value of a chart was clicked */
  TdDossierChartKind mark_kind;
  char *mark_category, *mark_series;
  gboolean placed; /* the period was put where there are dossiers */
  gboolean updating;
  gboolean dirty; /* changed while another page was shown */
  guint generation;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (TdDossiersPage, td_dossiers_page, TD_TYPE_PAGE)

static void reload (TdDossiersPage *self);

static TdDossierFilter *
period_filter (TdDossiersPage *self)
{
  TdDossierFilter *filter;
  GDate today, from, to;

  td_date_today (&today);
  td_period_bar_get_range (self->period, &from, &to);
  filter = td_dossier_filter_new (td_dossier_day_from_date (&today));
  td_dossier_filter_set_period (filter, td_dossier_day_from_date (&from),
                                td_dossier_day_from_date (&to));
  filter->mode = self->mode;

  return filter;
}

static void
add_picked (GArray **to, TdDossierFilterButton *button)
{
  const GArray *picked = td_dossier_filter_button_get_picked (button);

  for (guint i = 0; i < picked->len; i++)
    td_dossier_filter_add_id (to, g_array_index (picked, gint64, i));
}

/* What was picked by hand, but for the quick filter and the clicked value. */
static TdDossierFilter *
picked_filter (TdDossiersPage *self)
{
  TdDossierFilter *filter = period_filter (self);
  const GArray *channels = td_dossier_filter_button_get_picked (self->channels);

  add_picked (&filter->areas, self->buttons[0]);
  add_picked (&filter->procedures, self->buttons[1]);
  add_picked (&filter->units, self->buttons[2]);
  for (guint i = 0; i < channels->len; i++)
    filter->channels |= 1u << g_array_index (channels, gint64, i);
  filter->search = g_strdup (self->search);

  return filter;
}

/* What the table shows. */
static TdDossierFilter *
make_filter (TdDossiersPage *self)
{
  TdDossierFilter *filter = picked_filter (self);

  td_quick_filter_apply (self->picked_quick, filter);
  if (self->has_mark)
    td_dossier_chart_apply_mark (self->mark_kind, self->mark_category, self->mark_series, filter);

  return filter;
}

static void
update_table (TdDossiersPage *self)
{
  g_autoptr (TdDossierFilter) filter = make_filter (self);
  TdDossierSort sort;
  gboolean descending;

  td_dossier_table_get_sort (self->table, &sort, &descending);
  td_dossier_table_set_as_of (self->table, filter->as_of_day);
  if (sort < TD_N_DOSSIER_SORTS)
    td_dossier_model_set (self->model, filter, sort, descending);
}

static char *
number_words (gint64 n)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%" PRId64, n);
  for (gssize at = (gssize) text->len - 3; at > 0; at -= 3)
    g_string_insert_c (text, at, '.');

  return g_string_free (text, FALSE);
}

static void
set_figure (TdDossiersPage *self, guint index, gint64 n, const char *words, const char *css_class)
{
  g_autofree char *number = number_words (n);
  g_autofree char *markup =
      g_strdup_printf ("<b><big>%s</big></b> <span alpha=\"70%%\">%s</span>", number, words);

  gtk_label_set_markup (self->figures[index], markup);
  if (css_class != NULL && n > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->figures[index]), css_class);
}

static void
show_figures (TdDossiersPage *self, const TdDossierOverview *overview)
{
  const TdDossierCounts *t = &overview->totals;
  gint64 returned = td_dossier_counts_returned (t);
  g_autofree char *rate = NULL;
  g_autofree char *markup = NULL;

  set_figure (self, 0, returned, _ ("with a result"), NULL);
  set_figure (self, 1, t->counts[TD_OUTCOME_EARLY], _ ("early"), "td-figure-early");
  set_figure (self, 2, t->counts[TD_OUTCOME_ON_TIME], _ ("on time"), NULL);
  set_figure (self, 3, t->counts[TD_OUTCOME_LATE], _ ("late"), "td-figure-late");
  /* never 0 % nor 100 % of nothing */
  if (returned > 0)
    {
      gint64 tenths =
          (1000 * (returned - t->counts[TD_OUTCOME_LATE]) * 2 + returned) / (2 * returned);

      rate = tenths % 10 != 0
                 ? g_strdup_printf ("%d,%d %%", (int) (tenths / 10), (int) (tenths % 10))
                 : g_strdup_printf ("%d %%", (int) (tenths / 10));
    }
  else
    rate = g_strdup ("–");
  markup = g_strdup_printf ("<b><big>%s</big></b> <span alpha=\"70%%\">%s</span>", rate,
                            _ ("in time, of those with a result"));
  gtk_label_set_markup (self->figures[4], markup);
}

static void
show_quick (TdDossiersPage *self, const TdDossierOverview *overview)
{
  for (guint i = 0; i < TD_N_QUICK; i++)
    {
      g_autofree char *number = number_words (overview->quick[i]);
      g_autofree char *text =
          g_strdup_printf ("%s  %s", td_quick_filter_label ((TdQuickFilter) i), number);

      gtk_button_set_label (GTK_BUTTON (self->quick[i]), text);
    }
}

static void
show_overview (TdDossiersPage *self, TdDossierOverview *overview)
{
  show_figures (self, overview);
  show_quick (self, overview);
  for (guint i = 0; i < 2; i++)
    td_dossier_charts_set_chart (self->charts, i, g_steal_pointer (&overview->charts[i]));
  td_dossier_filter_button_set_groups (self->buttons[0], overview->areas);
  td_dossier_filter_button_set_groups (self->buttons[1], overview->procedures);
  td_dossier_filter_button_set_groups (self->buttons[2], overview->units);
  gtk_stack_set_visible_child_name (self->stack, overview->newest > 0 ? "content" : "empty");
  td_page_set_badge (TD_PAGE (self), (guint) overview->totals.counts[TD_OUTCOME_PENDING_OVERDUE]);
}

/* The first time the period goes where the newest dossiers are. */
static gboolean
place_period (TdDossiersPage *self, const TdDossierOverview *overview)
{
  GDate day, from, to;

  if (self->placed || overview->newest == 0)
    return FALSE;
  self->placed = TRUE;
  td_dossier_day_to_date (overview->newest / TD_DOSSIER_DAY, &day);
  td_period_bar_get_range (self->period, &from, &to);
  if (g_date_compare (&day, &from) >= 0 && g_date_compare (&day, &to) <= 0)
    return FALSE;
  td_period_bar_show_day (self->period, TD_PERIOD_HALF, &day);

  return TRUE;
}

typedef struct
{
  TdDossiersPage *page;
  guint generation;
} Answer;

static void
overview_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Answer *answer = user_data;
  g_autoptr (TdDossiersPage) self = answer->page;
  TdDossierOverview *overview = td_workspace_read_finish (TD_WORKSPACE (source), result, NULL);

  if (overview == NULL)
    return;
  if (answer->generation == self->generation && self->workspace != NULL)
    {
      if (place_period (self, overview))
        reload (self);
      else
        show_overview (self, overview);
    }
  td_dossier_overview_free (overview);
}

static void
update_overview (TdDossiersPage *self)
{
  g_autoptr (TdDossierFilter) period = period_filter (self);
  g_autoptr (TdDossierFilter) picked = picked_filter (self);
  Answer *answer = g_new (Answer, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  answer->page = g_object_ref (self);
  answer->generation = ++self->generation;
  td_workspace_read_async (
      self->workspace, td_dossier_overview_read,
      td_dossier_overview_request_new (period, picked, td_dossier_charts_get_kind (self->charts, 0),
                                       td_dossier_charts_get_kind (self->charts, 1)),
      td_dossier_overview_request_free, td_dossier_overview_free, self->cancellable, overview_cb,
      answer);
}

static void
update_subtitle (TdDossiersPage *self)
{
  g_autofree char *words = td_period_bar_get_words (self->period);

  td_page_set_subtitle (TD_PAGE (self), words);
}

/* The table first: its first screen is what a person waits for. */
static void
reload (TdDossiersPage *self)
{
  self->dirty = FALSE;
  update_subtitle (self);
  update_table (self);
  update_overview (self);
}

static void
show_mark (TdDossiersPage *self)
{
  g_autofree char *text = NULL;
  const char *series = self->has_mark ? self->mark_series : NULL;
  TdOutcome outcome = td_outcome_from_nick (series);

  gtk_widget_set_visible (self->mark_chip, self->has_mark);
  if (!self->has_mark)
    return;
  text = g_strdup_printf ("%s: %s%s%s", td_dossier_chart_label (self->mark_kind),
                          self->mark_kind == TD_DOSSIER_CHART_ON_TIME ? self->mark_category : "",
                          (guint) outcome < TD_N_OUTCOMES ? " " : "",
                          (guint) outcome < TD_N_OUTCOMES ? td_outcome_label (outcome) : "");
  gtk_label_set_label (self->mark_label, text);
}

static void
clear_mark (TdDossiersPage *self)
{
  self->has_mark = FALSE;
  g_clear_pointer (&self->mark_category, g_free);
  g_clear_pointer (&self->mark_series, g_free);
  show_mark (self);
}

static void
set_quick (TdDossiersPage *self, TdQuickFilter quick)
{
  self->updating = TRUE;
  self->picked_quick = quick;
  gtk_toggle_button_set_active (self->quick[quick], TRUE);
  self->updating = FALSE;
}

static void
mark_cb (TdDossiersPage *self, guint kind, const char *category, const char *series)
{
  clear_mark (self);
  set_quick (self, TD_QUICK_ALL);
  self->has_mark = TRUE;
  self->mark_kind = (TdDossierChartKind) kind;
  self->mark_category = g_strdup (category);
  self->mark_series = g_strdup (series);
  show_mark (self);
  update_table (self);
}

static void
clear_mark_cb (TdDossiersPage *self)
{
  clear_mark (self);
  update_table (self);
}

static void
quick_cb (TdDossiersPage *self, GtkToggleButton *button)
{
  if (self->updating || !gtk_toggle_button_get_active (button))
    return;
  self->picked_quick =
      (TdQuickFilter) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "td-quick"));
  clear_mark (self);
  update_table (self);
}

static void
period_cb (TdDossiersPage *self)
{
  clear_mark (self);
  self->placed = TRUE;
  reload (self);
}

static void
items_cb (TdDossiersPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  gboolean loading = td_dossier_model_get_loading (self->model);
  g_autofree char *number = number_words (n);
  g_autofree char *text = NULL;

  text = loading ? g_strdup (_ ("Counting…"))
                 : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s dossier", "%s dossiers", n),
                                    number);
  gtk_label_set_label (self->count, text);
}

static void
reset_cb (TdDossiersPage *self)
{
  gint64 id = td_dossier_panel_get_dossier (self->panel);
  guint position;

  if (id != 0 && td_dossier_model_find (self->model, id, &position))
    td_dossier_table_select (self->table, position);
}

static void
selected_cb (TdDossiersPage *self)
{
  TdDossierItem *item = td_dossier_table_get_selected (self->table);
  g_autoptr (TdDossierFilter) filter = period_filter (self);

  adw_flap_set_reveal_flap (self->flap, item != NULL);
  td_dossier_table_set_narrow (self->table, item != NULL);
  td_dossier_panel_set_dossier (self->panel, item != NULL ? td_dossier_item_get_id (item) : 0,
                                filter->as_of_day);
}

static void
changed_cb (TdDossiersPage *self, guint64 kinds)
{
  const guint64 ours = (G_GUINT64_CONSTANT (1) << TD_KIND_DOSSIER) |
                       (G_GUINT64_CONSTANT (1) << TD_KIND_DOSSIER_NAME) |
                       (G_GUINT64_CONSTANT (1) << TD_KIND_DOSSIER_EVENT);

  if ((kinds & ours) == 0)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    reload (self);
  else
    self->dirty = TRUE;
}

/* Import */

static void
imported_cb (TdDossiersPage *self, const char *words)
{
  TdWindow *window = td_window_of (GTK_WIDGET (self));

  self->placed = FALSE;
  reload (self);
  if (window != NULL)
    td_window_toast_undo (window, words);
}

static void
import_path (TdDossiersPage *self, const char *path)
{
  GtkWidget *dialog = td_dossier_import_dialog_new (
      self->workspace, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), path);

  g_signal_connect_object (dialog, "imported", G_CALLBACK (imported_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
import_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  TdDossiersPage *self = user_data;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL && self->workspace != NULL)
    import_path (self, path);
  g_object_unref (dialog);
  g_object_unref (self);
}

static void
import_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (user_data);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Import dossiers"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Import"), NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Spreadsheets (.xlsx, .xls, .csv)"));
  gtk_file_filter_add_suffix (filter, "xlsx");
  gtk_file_filter_add_suffix (filter, "xls");
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (import_chosen_cb), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static gboolean
td_dossiers_page_open_files (TdPage *page, GListModel *files)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (page);
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *lower = path != NULL ? g_ascii_strdown (path, -1) : NULL;

  if (lower == NULL || !(g_str_has_suffix (lower, ".xlsx") || g_str_has_suffix (lower, ".xls") ||
                         g_str_has_suffix (lower, ".csv")))
    return FALSE;
  import_path (self, path);

  return TRUE;
}

static gboolean
shows_applicants (TdDossiersPage *self)
{
  GAction *action =
      g_action_map_lookup_action (td_page_get_actions (TD_PAGE (self)), "show-applicants");
  g_autoptr (GVariant) state = g_action_get_state (action);

  return g_variant_get_boolean (state);
}

static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (user_data);
  TdDossierSort sort;
  gboolean descending;

  td_dossier_table_get_sort (self->table, &sort, &descending);
  td_dossier_files_export (GTK_WIDGET (self), self->workspace, make_filter (self), sort, descending,
                           shows_applicants (self), g_variant_get_string (parameter, NULL));
}

static void
copy_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (user_data);
  g_autofree char *text = td_dossier_table_copy (self->table);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
applicants_state_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (user_data);

  g_simple_action_set_state (action, state);
  td_dossier_table_show_applicants (self->table, g_variant_get_boolean (state));
}

static void
minute_state_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (user_data);

  g_simple_action_set_state (action, state);
  self->mode = g_variant_get_boolean (state) ? TD_COUNT_MINUTE : TD_COUNT_DAY;
  reload (self);
}

static void
cutoff_state_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (user_data);

  g_simple_action_set_state (action, state);
  td_period_bar_set_cutoff (self->period, (guint) g_variant_get_int32 (state));
}

static void
step_selection (TdDossiersPage *self, int step)
{
  guint position = td_dossier_table_get_position (self->table);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  if (position == GTK_INVALID_LIST_POSITION || (step < 0 && position == 0) ||
      (step > 0 && position + 1 >= n))
    return;
  td_dossier_table_select (self->table, (guint) ((int) position + step));
}

static void
previous_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_selection (TD_DOSSIERS_PAGE (user_data), -1);
}

static void
next_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_selection (TD_DOSSIERS_PAGE (user_data), 1);
}

static void
close_panel_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (user_data);

  td_dossier_table_select (self->table, GTK_INVALID_LIST_POSITION);
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
clear_filter_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (user_data);

  clear_mark (self);
  set_quick (self, TD_QUICK_ALL);
  for (guint i = 0; i < G_N_ELEMENTS (self->buttons); i++)
    td_dossier_filter_button_pick (self->buttons[i], NULL, 0);
  td_dossier_filter_button_pick (self->channels, NULL, 0);
  g_clear_pointer (&self->search, g_free);
  reload (self);
}

/* The page */

static void
td_dossiers_page_search_changed (TdPage *page, const char *text)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (page);

  if (g_strcmp0 (self->search != NULL ? self->search : "", text) == 0)
    return;
  g_free (self->search);
  self->search = *text != '\0' ? g_strdup (text) : NULL;
  reload (self);
}

static void
td_dossiers_page_shown (TdPage *page)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (page);

  if (self->dirty)
    reload (self);
}

static gboolean
td_dossiers_page_focus_region (TdPage *page, int step)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (page);
  GtkWidget *regions[] = { GTK_WIDGET (self->period), GTK_WIDGET (self->charts),
                           GTK_WIDGET (self->table), GTK_WIDGET (self->panel) };
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  int at = step > 0 ? -1 : (int) G_N_ELEMENTS (regions);

  for (guint i = 0; focus != NULL && i < G_N_ELEMENTS (regions); i++)
    if (gtk_widget_is_ancestor (focus, regions[i]) || focus == regions[i])
      at = (int) i;
  for (at += step; at >= 0 && at < (int) G_N_ELEMENTS (regions); at += step)
    if (gtk_widget_get_mapped (regions[at]) &&
        (at == 2 ? gtk_widget_grab_focus (regions[at])
                 : gtk_widget_child_focus (regions[at], GTK_DIR_TAB_FORWARD)))
      return TRUE;

  return FALSE;
}

static void
td_dossiers_page_dispose (GObject *object)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->model, self);
      td_dossier_model_close (self->model);
    }
  g_clear_object (&self->model);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_dossiers_page_parent_class)->dispose (object);
}

static void
td_dossiers_page_finalize (GObject *object)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (object);

  g_free (self->search);
  g_free (self->mark_category);
  g_free (self->mark_series);

  G_OBJECT_CLASS (td_dossiers_page_parent_class)->finalize (object);
}

static void
td_dossiers_page_class_init (TdDossiersPageClass *klass)
{
  TdPageClass *page_class = TD_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_dossiers_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_dossiers_page_finalize;
  page_class->shown = td_dossiers_page_shown;
  page_class->search_changed = td_dossiers_page_search_changed;
  page_class->open_files = td_dossiers_page_open_files;
  page_class->focus_region = td_dossiers_page_focus_region;
}

static const GActionEntry actions[] = {
  { "import", import_action },
  { "export", export_action, "s" },
  { "copy", copy_action },
  { "show-applicants", NULL, NULL, "false", applicants_state_cb },
  { "count-minute", NULL, NULL, "false", minute_state_cb },
  { "cutoff", NULL, "i", "0", cutoff_state_cb },
  { "previous", previous_action },
  { "next", next_action },
  { "close-panel", close_panel_action },
  { "clear-filter", clear_filter_action },
};

static GtkWidget *
figures_new (TdDossiersPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);

  gtk_widget_set_margin_start (box, 4);
  gtk_widget_set_margin_end (box, 4);
  for (guint i = 0; i < G_N_ELEMENTS (self->figures); i++)
    {
      self->figures[i] = GTK_LABEL (gtk_label_new (NULL));
      gtk_widget_add_css_class (GTK_WIDGET (self->figures[i]), "numeric");
      gtk_label_set_ellipsize (self->figures[i], PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->figures[i]));
    }
  gtk_widget_set_hexpand (GTK_WIDGET (self->figures[4]), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->figures[4]), GTK_ALIGN_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->figures[4]), "td-figure-rate");

  return box;
}

static GtkWidget *
quick_new (TdDossiersPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint i = 0; i < TD_N_QUICK; i++)
    {
      GtkWidget *button =
          gtk_toggle_button_new_with_label (td_quick_filter_label ((TdQuickFilter) i));

      self->quick[i] = GTK_TOGGLE_BUTTON (button);
      g_object_set_data (G_OBJECT (button), "td-quick", GINT_TO_POINTER ((int) i));
      gtk_widget_add_css_class (button, "td-pill");
      if (i > 0)
        gtk_toggle_button_set_group (self->quick[i], self->quick[0]);
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (quick_cb), self);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_toggle_button_set_active (self->quick[0], TRUE);

  return box;
}

static GtkWidget *
mark_chip_new (TdDossiersPage *self)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->mark_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (chip, "td-chip");
  gtk_widget_add_css_class (chip, "strong");
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_tooltip_text (close, _ ("Show all again"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show all again"), -1);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (clear_mark_cb), self);
  gtk_box_append (GTK_BOX (chip), GTK_WIDGET (self->mark_label));
  gtk_box_append (GTK_BOX (chip), close);
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (chip, FALSE);
  self->mark_chip = chip;

  return chip;
}

static void
fill_channels (TdDossiersPage *self)
{
  g_autoptr (GPtrArray) groups =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_dossier_group_free);

  for (guint i = 1; i < TD_N_CHANNELS; i++)
    {
      TdDossierGroup *group = g_new0 (TdDossierGroup, 1);

      group->key = g_strdup (td_channel_label ((TdChannel) i));
      group->id = i;
      g_ptr_array_add (groups, group);
    }
  td_dossier_filter_button_set_groups (self->channels, groups);
}

static GtkWidget *
filters_new (TdDossiersPage *self)
{
  static const char *const labels[] = { N_ ("Area"), N_ ("Procedure"), N_ ("Unit") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);

  gtk_box_append (GTK_BOX (box), mark_chip_new (self));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      GtkWidget *button = td_dossier_filter_button_new (_ (labels[i]));

      self->buttons[i] = TD_DOSSIER_FILTER_BUTTON (button);
      g_signal_connect_swapped (button, "changed", G_CALLBACK (reload), self);
      gtk_box_append (GTK_BOX (box), button);
    }
  self->channels = TD_DOSSIER_FILTER_BUTTON (td_dossier_filter_button_new (_ ("Channel")));
  fill_channels (self);
  g_signal_connect_swapped (self->channels, "changed", G_CALLBACK (reload), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->channels));
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "td-dim");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->count), GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));

  return box;
}

static GtkWidget *
content_new (TdDossiersPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *clamp = adw_clamp_new ();

  self->charts = TD_DOSSIER_CHARTS (td_dossier_charts_new ());
  g_signal_connect_swapped (self->charts, "changed", G_CALLBACK (update_overview), self);
  g_signal_connect_swapped (self->charts, "mark", G_CALLBACK (mark_cb), self);
  gtk_widget_set_margin_start (head, 12);
  gtk_widget_set_margin_end (head, 12);
  gtk_widget_set_margin_top (head, 8);
  gtk_box_append (GTK_BOX (head), figures_new (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (clamp), GTK_ORIENTATION_VERTICAL);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), CHARTS_HEIGHT);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), CHARTS_HEIGHT);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->charts));
  gtk_widget_set_vexpand (clamp, FALSE);
  gtk_widget_set_size_request (clamp, -1, CHARTS_HEIGHT);
  gtk_widget_set_vexpand (head, FALSE);
  gtk_box_append (GTK_BOX (head), clamp);
  gtk_box_append (GTK_BOX (head), quick_new (self));
  gtk_box_append (GTK_BOX (head), filters_new (self));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  gtk_widget_set_hexpand (box, TRUE);

  return box;
}

static GtkWidget *
empty_new (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Import Data…"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "td-dossier-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No dossiers yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("Bring in the file exported from the one-stop system."));
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.import");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);

  return page;
}

static void
td_dossiers_page_init (TdDossiersPage *self)
{
  TdPage *page = TD_PAGE (self);
  g_autoptr (GMenuModel) menu = td_dossier_files_menu ();
  g_autoptr (GMenuModel) single = td_case_actions_menu ();

  g_action_map_add_action_entries (td_page_get_actions (page), actions, G_N_ELEMENTS (actions),
                                   self);
  td_page_set_title (page, _ ("Dossiers"));
  td_page_set_primary (page, _ ("Import Data…"), "page.import");
  g_menu_prepend_section (G_MENU (menu), NULL, single);
  td_page_set_menu (page, menu);
  td_page_set_searchable (page, TRUE);
}

static void
build (TdDossiersPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->updating = TRUE;
  td_case_actions_add (TD_PAGE (self), self->workspace);
  self->period = TD_PERIOD_BAR (td_period_bar_new ());
  self->table = TD_DOSSIER_TABLE (td_dossier_table_new (self->model));
  self->panel = TD_DOSSIER_PANEL (td_dossier_panel_new (self->workspace));
  self->flap = ADW_FLAP (adw_flap_new ());
  adw_flap_set_flap_position (self->flap, GTK_PACK_END);
  adw_flap_set_swipe_to_open (self->flap, FALSE);
  adw_flap_set_reveal_flap (self->flap, FALSE);
  adw_flap_set_flap (self->flap, GTK_WIDGET (self->panel));
  adw_flap_set_content (self->flap, content_new (self));
  gtk_widget_set_vexpand (GTK_WIDGET (self->flap), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->period));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->flap));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, box, "content");
  gtk_stack_add_named (self->stack, empty_new (), "empty");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  g_signal_connect_swapped (self->period, "changed", G_CALLBACK (period_cb), self);
  g_signal_connect_swapped (self->table, "selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (self->table, "sorted", G_CALLBACK (update_table), self);
  self->updating = FALSE;
}

static void
set_writable (TdDossiersPage *self)
{
  GAction *action = g_action_map_lookup_action (td_page_get_actions (TD_PAGE (self)), "import");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                               !td_workspace_get_read_only (self->workspace));
}

/**
 * td_dossiers_page_new:
 * @workspace: the workspace
 *
 * Returns: the page of dossiers
 */
TdPage *
td_dossiers_page_new (TdWorkspace *workspace)
{
  TdDossiersPage *self = g_object_new (TD_TYPE_DOSSIERS_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  self->model = td_dossier_model_new (workspace);
  build (self);
  g_signal_connect_swapped (self->model, "items-changed", G_CALLBACK (items_cb), self);
  g_signal_connect_swapped (self->model, "notify::loading", G_CALLBACK (items_cb), self);
  g_signal_connect_swapped (self->model, "reset", G_CALLBACK (reset_cb), self);
  g_signal_connect_swapped (workspace, "changed", G_CALLBACK (changed_cb), self);
  set_writable (self);
  reload (self);

  return TD_PAGE (self);
}
