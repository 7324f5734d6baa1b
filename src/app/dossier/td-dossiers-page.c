/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossiers-page-private.h"

#include "td-date.h"
#include "td-dossier-files.h"
#include "td-window.h"

#include "case/td-case-actions.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

G_DEFINE_FINAL_TYPE (TdDossiersPage, td_dossiers_page, TD_TYPE_PAGE)

static gint64
today (void)
{
  GDate day;

  td_date_today (&day);

  return td_dossier_day_from_date (&day);
}

TdDossierFilter *
td_dossiers_page_period_filter (TdDossiersPage *self)
{
  TdDossierFilter *filter;
  GDate from, to;

  td_period_bar_get_range (self->period, &from, &to);
  filter = td_dossier_filter_new (today ());
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
  TdDossierFilter *filter = td_dossiers_page_period_filter (self);
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
TdDossierFilter *
td_dossiers_page_make_filter (TdDossiersPage *self)
{
  TdDossierFilter *filter = picked_filter (self);
  TdQuickDays days;

  td_dossiers_page_get_quick_days (self, filter->as_of_day, &days);
  td_quick_filter_apply (self->picked_quick, &days, filter);
  if (self->has_mark)
    td_dossier_chart_apply_mark (self->mark_kind, self->mark_category, self->mark_series, filter);

  return filter;
}

void
td_dossiers_page_update_table (TdDossiersPage *self)
{
  g_autoptr (TdDossierFilter) filter = td_dossiers_page_make_filter (self);
  TdDossierSort sort;
  gboolean descending;

  td_dossier_table_get_sort (self->table, &sort, &descending);
  td_dossier_table_set_as_of (self->table, filter->as_of_day, td_dossiers_page_get_calendar (self));
  td_dossier_model_set_wanted (self->model, td_dossier_panel_get_dossier (self->panel));
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
        td_dossiers_page_reload (self);
      else
        show_overview (self, overview);
    }
  td_dossier_overview_free (overview);
}

void
td_dossiers_page_update_overview (TdDossiersPage *self)
{
  g_autoptr (TdDossierFilter) period = td_dossiers_page_period_filter (self);
  g_autoptr (TdDossierFilter) picked = picked_filter (self);
  Answer *answer = g_new (Answer, 1);
  TdQuickDays days;

  td_dossiers_page_get_quick_days (self, picked->as_of_day, &days);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  answer->page = g_object_ref (self);
  answer->generation = ++self->generation;
  td_workspace_read_async (self->workspace, td_dossier_overview_read,
                           td_dossier_overview_request_new (
                               period, picked, &days, td_dossier_charts_get_kind (self->charts, 0),
                               td_dossier_charts_get_kind (self->charts, 1)),
                           td_dossier_overview_request_free, td_dossier_overview_free,
                           self->cancellable, overview_cb, answer);
}

static void
update_subtitle (TdDossiersPage *self)
{
  g_autofree char *words = td_period_bar_get_words (self->period);

  td_page_set_subtitle (TD_PAGE (self), words);
}

/* The table first: its first screen is what a person waits for. */
void
td_dossiers_page_reload (TdDossiersPage *self)
{
  self->dirty = FALSE;
  self->day = today ();
  update_subtitle (self);
  td_dossiers_page_update_table (self);
  td_dossiers_page_update_overview (self);
  td_workspace_index_dossiers_behind (self->workspace);
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

void
td_dossiers_page_clear_mark (TdDossiersPage *self)
{
  self->has_mark = FALSE;
  g_clear_pointer (&self->mark_category, g_free);
  g_clear_pointer (&self->mark_series, g_free);
  show_mark (self);
}

void
td_dossiers_page_set_quick (TdDossiersPage *self, TdQuickFilter quick)
{
  self->updating = TRUE;
  self->picked_quick = quick;
  gtk_toggle_button_set_active (self->quick[quick], TRUE);
  self->updating = FALSE;
}

void
td_dossiers_page_mark (TdDossiersPage *self, guint kind, const char *category, const char *series)
{
  td_dossiers_page_clear_mark (self);
  td_dossiers_page_set_quick (self, TD_QUICK_ALL);
  self->has_mark = TRUE;
  self->mark_kind = (TdDossierChartKind) kind;
  self->mark_category = g_strdup (category);
  self->mark_series = g_strdup (series);
  show_mark (self);
  td_dossiers_page_update_table (self);
}

static void
period_cb (TdDossiersPage *self)
{
  if (self->updating)
    return;
  td_dossiers_page_clear_mark (self);
  self->placed = TRUE;
  td_dossiers_page_reload (self);
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
  guint position;

  if (td_dossier_model_get_place (self->model, &position))
    td_dossier_table_select (self->table, position);
}

static void
selected_cb (TdDossiersPage *self)
{
  TdDossierItem *item = td_dossier_table_get_selected (self->table);
  g_autoptr (TdDossierFilter) filter = td_dossiers_page_period_filter (self);

  adw_flap_set_reveal_flap (self->flap, item != NULL);
  td_dossier_panel_set_dossier (self->panel, item != NULL ? td_dossier_item_get_id (item) : 0,
                                filter->as_of_day, td_dossiers_page_get_calendar (self));
}

static void
changed_cb (TdDossiersPage *self, guint64 kinds)
{
  const guint64 ours = (G_GUINT64_CONSTANT (1) << TD_KIND_DOSSIER) |
                       (G_GUINT64_CONSTANT (1) << TD_KIND_DOSSIER_NAME) |
                       (G_GUINT64_CONSTANT (1) << TD_KIND_DOSSIER_EVENT);
  const guint64 days = (G_GUINT64_CONSTANT (1) << TD_KIND_HOLIDAY) |
                       (G_GUINT64_CONSTANT (1) << TD_KIND_CALENDAR_YEAR);

  if ((kinds & days) != 0)
    g_clear_pointer (&self->calendar, td_work_calendar_unref);
  if ((kinds & (ours | days)) == 0)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    td_dossiers_page_reload (self);
  else
    self->dirty = TRUE;
}

/* The page */

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
  td_dossiers_page_import (self, path);

  return TRUE;
}

static void
td_dossiers_page_search_changed (TdPage *page, const char *text)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (page);

  if (g_strcmp0 (self->search != NULL ? self->search : "", text) == 0)
    return;
  g_free (self->search);
  self->search = *text != '\0' ? g_strdup (text) : NULL;
  td_dossiers_page_reload (self);
}

static void
td_dossiers_page_shown (TdPage *page)
{
  TdDossiersPage *self = TD_DOSSIERS_PAGE (page);

  td_dossiers_page_recall (self);
  if (self->dirty || self->day != today ())
    td_dossiers_page_reload (self);
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
  g_clear_object (&self->settings);
  g_clear_pointer (&self->calendar, td_work_calendar_unref);
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

static void
td_dossiers_page_init (TdDossiersPage *self)
{
  TdPage *page = TD_PAGE (self);
  g_autoptr (GMenuModel) menu = td_dossier_files_menu ();
  g_autoptr (GMenuModel) single = td_case_actions_menu ();

  td_dossiers_page_install_actions (self);
  td_page_set_title (page, _ ("Dossiers"));
  td_page_set_primary (page, _ ("Import Data…"), "page.import");
  g_menu_prepend_section (G_MENU (menu), NULL, single);
  td_page_set_menu (page, menu);
  td_page_set_searchable (page, TRUE);
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
  td_case_actions_add (TD_PAGE (self), workspace);
  td_dossiers_page_build (self);
  td_period_bar_add_action (self->period, td_page_get_actions (TD_PAGE (self)));
  g_signal_connect_swapped (self->period, "changed", G_CALLBACK (period_cb), self);
  g_signal_connect_swapped (self->table, "selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (self->model, "items-changed", G_CALLBACK (items_cb), self);
  g_signal_connect_swapped (self->model, "notify::loading", G_CALLBACK (items_cb), self);
  g_signal_connect_swapped (self->model, "reset", G_CALLBACK (reset_cb), self);
  g_signal_connect_swapped (workspace, "changed", G_CALLBACK (changed_cb), self);
  set_writable (self);
  td_dossiers_page_reload (self);

  return TD_PAGE (self);
}
