/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossiers-page-private.h"

#include "td-application.h"
#include "td-office-calendar.h"
#include "td-window.h"

#include <glib/gi18n-lib.h>

/* What the page of dossiers shows as a view with a name, and what it remembers. */

static void
take_names (TdDossiersPage *self, TdDossierFilterButton *button, GPtrArray *names)
{
  const GArray *picked = td_dossier_filter_button_get_picked (button);

  for (guint i = 0; i < picked->len; i++)
    {
      gint64 id = g_array_index (picked, gint64, i);
      TdDossierNameRow *row =
          id > 0 ? td_workspace_get_row (self->workspace, TD_KIND_DOSSIER_NAME, id, NULL) : NULL;

      if (row != NULL || id == 0)
        g_ptr_array_add (names, g_strdup (row != NULL ? row->name : ""));
      if (row != NULL)
        td_row_free (TD_KIND_DOSSIER_NAME, row);
    }
}

/**
 * td_dossiers_page_take_view:
 * @self: the page
 *
 * Returns: (transfer full): what is shown now, but for a value of a chart that was clicked
 */
TdDossierView *
td_dossiers_page_take_view (TdDossiersPage *self)
{
  TdDossierView *view = td_dossier_view_new ();
  const GArray *channels = td_dossier_filter_button_get_picked (self->channels);

  view->period = td_period_bar_get_text (self->period);
  view->close_on = td_period_bar_get_cutoff (self->period);
  view->quick = self->picked_quick;
  take_names (self, self->buttons[0], view->areas);
  take_names (self, self->buttons[1], view->procedures);
  take_names (self, self->buttons[2], view->units);
  for (guint i = 0; i < channels->len; i++)
    view->channels |= 1u << g_array_index (channels, gint64, i);
  view->search = g_strdup (self->search);
  view->mode = self->mode;
  td_dossier_table_get_sort (self->table, &view->sort, &view->descending);

  return view;
}

static void
pick_names (TdDossiersPage *self,
            TdDossierFilterButton *button,
            const char *role,
            const GPtrArray *names)
{
  g_autoptr (GArray) ids =
      td_dossier_view_ids (td_workspace_get_connection (self->workspace), role, names);

  td_dossier_filter_button_pick (button, ids != NULL ? (const gint64 *) (gpointer) ids->data : NULL,
                                 ids != NULL ? ids->len : 0);
}

static void
pick_channels (TdDossiersPage *self, guint channels)
{
  gint64 ids[TD_N_CHANNELS];
  guint n = 0;

  for (guint i = 0; i < TD_N_CHANNELS; i++)
    if (channels & (1u << i))
      ids[n++] = i;
  td_dossier_filter_button_pick (self->channels, ids, n);
}

/**
 * td_dossiers_page_apply_view:
 * @self: the page
 * @view: a view
 *
 * Shows what the view holds.
 */
void
td_dossiers_page_apply_view (TdDossiersPage *self, const TdDossierView *view)
{
  GAction *minute =
      g_action_map_lookup_action (td_page_get_actions (TD_PAGE (self)), "count-minute");

  self->updating = TRUE;
  td_dossiers_page_clear_mark (self);
  td_dossiers_page_set_quick (self, view->quick);
  td_period_bar_set_cutoff (self->period, view->close_on);
  if (view->period != NULL)
    td_period_bar_set_text (self->period, view->period);
  pick_names (self, self->buttons[0], "area", view->areas);
  pick_names (self, self->buttons[1], "procedure", view->procedures);
  pick_names (self, self->buttons[2], "unit", view->units);
  pick_channels (self, view->channels);
  self->mode = view->mode;
  g_simple_action_set_state (G_SIMPLE_ACTION (minute),
                             g_variant_new_boolean (view->mode == TD_COUNT_MINUTE));
  td_dossier_table_set_sort (self->table, view->sort, view->descending);
  g_free (self->search);
  self->search = g_strdup (view->search);
  self->placed = TRUE;
  self->updating = FALSE;
  td_dossiers_page_reload (self);
}

static void
apply_cb (TdDossiersPage *self, const char *text)
{
  g_autoptr (TdDossierView) view = td_dossier_view_from_text (text);

  td_dossiers_page_apply_view (self, view);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDossiersPage) self = user_data;
  g_autoptr (GError) error = NULL;
  TdWindow *window = td_window_of (GTK_WIDGET (self));
  gboolean saved = td_edit_run_finish (result, NULL, &error);

  if (window == NULL)
    return;
  if (saved)
    td_window_toast_undo (window, _ ("The view is saved"));
  else
    td_window_show_error (window, _ ("The view was not saved"), error);
}

static void
save_cb (TdDossiersPage *self, const char *name)
{
  g_autoptr (TdDossierView) view = td_dossiers_page_take_view (self);

  td_edit_run_async (
      td_dossier_view_save (td_workspace_get_connection (self->workspace), name, view),
      self->workspace, saved_cb, g_object_ref (self));
}

/**
 * td_dossiers_page_add_views:
 * @self: the page
 *
 * Returns: (transfer floating): the button of the saved views
 */
GtkWidget *
td_dossiers_page_add_views (TdDossiersPage *self)
{
  GtkWidget *button = td_dossier_views_button_new (self->workspace);

  g_signal_connect_swapped (button, "apply", G_CALLBACK (apply_cb), self);
  g_signal_connect_swapped (button, "save", G_CALLBACK (save_cb), self);

  return button;
}

/**
 * td_dossiers_page_recall:
 * @self: the page, in its window
 *
 * Takes what the office set: the day on which figures close, and how long a dossier may stand
 * still.
 */
void
td_dossiers_page_recall (TdDossiersPage *self)
{
  TdWindow *window = td_window_of (GTK_WIDGET (self));
  GSettings *settings = window != NULL ? td_settings_of (GTK_WINDOW (window)) : NULL;

  if (settings == NULL || self->settings != NULL)
    return;
  self->settings = g_object_ref (settings);
  self->updating = TRUE;
  td_period_bar_remember (self->period, settings);
  self->updating = FALSE;
  g_signal_connect_object (settings, "changed::idle-days", G_CALLBACK (td_dossiers_page_reload),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::soon-days", G_CALLBACK (td_dossiers_page_reload),
                           self, G_CONNECT_SWAPPED);
  self->dirty = TRUE;
}

/* Returns: (nullable) (transfer none): the working days of the office */
TdWorkCalendar *
td_dossiers_page_get_calendar (TdDossiersPage *self)
{
  g_autoptr (GError) error = NULL;

  if (self->calendar == NULL)
    {
      self->calendar =
          td_office_calendar_load (td_workspace_get_connection (self->workspace), &error);
      if (self->calendar == NULL)
        g_message ("calendar: %s", error->message);
    }

  return self->calendar;
}

/**
 * td_dossiers_page_get_quick_days:
 * @self: the page
 * @as_of_day: the day the figures are of
 * @days: (out caller-allocates): where the lists end that count working days
 */
void
td_dossiers_page_get_quick_days (TdDossiersPage *self, gint64 as_of_day, TdQuickDays *days)
{
  int soon =
      self->settings != NULL ? g_settings_get_int (self->settings, "soon-days") : TD_SOON_DAYS;
  int idle =
      self->settings != NULL ? g_settings_get_int (self->settings, "idle-days") : TD_IDLE_DAYS;

  td_quick_days_init (days, td_dossiers_page_get_calendar (self), as_of_day, soon, idle);
}
