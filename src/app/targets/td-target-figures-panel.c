/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-target-figures-panel.h"

#include "td-chart-view.h"
#include "td-date.h"
#include "td-status-pill.h"
#include "td-turn.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* One target: whether it is met, its history against what is wanted, and the figure of a period to
 * be typed. */
struct _TdTargetFiguresPanel
{
  AdwBin parent_instance;

  GtkLabel *title;
  TdStatusPill *pill;
  GtkLabel *missing;
  TdChartView *chart;
  GtkDropDown *source_drop;
  GtkDropDown *frequency_drop;
  GtkWidget *form;
  GtkDropDown *period_drop;
  GtkEntry *numerator;
  GtkEntry *denominator;
  GtkEntry *value;
  GtkEntry *note;
  GtkLabel *problem;
  GtkButton *record_button;
  GtkLabel *computed;

  TdWorkspace *workspace;
  TdTargetItem *item;
  int year;
  GPtrArray *periods; /* (element-type utf8): of the drop-down */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (TdTargetFiguresPanel, td_target_figures_panel, ADW_TYPE_BIN)

static const char *const sources[] = { "typed", "tasks", "dossiers" };
static const char *const frequencies[] = { "month", "quarter", "half", "year" };

static guint
find (const char *const *names, guint n, const char *name, guint fallback)
{
  for (guint i = 0; i < n; i++)
    {
      if (g_strcmp0 (names[i], name) == 0)
        return i;
    }

  return fallback;
}

static const TdTargetValueRow *
value_of (TdTargetFiguresPanel *self, const char *period)
{
  const TdTargetFigures *figures = td_target_item_get_figures (self->item);

  for (guint i = 0; i < figures->values->len; i++)
    {
      const TdTargetValueRow *value = g_ptr_array_index (figures->values, i);

      if (g_strcmp0 (value->period, period) == 0)
        return value;
    }

  return NULL;
}

static void
set_number (GtkEntry *entry, double number)
{
  g_autofree char *text = isfinite (number) ? td_target_format_number (number) : g_strdup ("");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/* A number as people type it: "97,5", "1.250", "97.5 %". */
static gboolean
read_number (GtkEntry *entry, double *number)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  char *end;

  g_strdelimit (text, "%", ' ');
  g_strstrip (text);
  *number = NAN;
  if (*text == '\0')
    return TRUE;
  /* with a comma, points group thousands */
  if (strchr (text, ',') != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (text, ".", -1);

      g_free (text);
      text = g_strjoinv ("", parts);
      g_strdelimit (text, ",", '.');
    }
  *number = g_ascii_strtod (text, &end);

  return *end == '\0' && isfinite (*number);
}

static const char *
selected_period (TdTargetFiguresPanel *self)
{
  guint selected = gtk_drop_down_get_selected (self->period_drop);

  return selected < self->periods->len ? g_ptr_array_index (self->periods, selected) : NULL;
}

static void
period_changed_cb (TdTargetFiguresPanel *self)
{
  const char *period = selected_period (self);
  const TdTargetValueRow *value;

  if (self->item == NULL || period == NULL)
    return;
  value = value_of (self, period);
  set_number (self->numerator, value != NULL ? value->numerator : NAN);
  set_number (self->denominator, value != NULL ? value->denominator : NAN);
  set_number (self->value, value != NULL && !isfinite (value->numerator) ? value->value : NAN);
  gtk_editable_set_text (GTK_EDITABLE (self->note),
                         value != NULL && value->note != NULL ? value->note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
}

static void
show_problem (TdTargetFiguresPanel *self, const char *words)
{
  gtk_label_set_label (self->problem, words);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdTargetFiguresPanel) self = data;
  g_autoptr (GError) error = NULL;

  if (!td_edit_run_finish (result, NULL, &error))
    show_problem (self, error->message);
}

static void
record_cb (TdTargetFiguresPanel *self)
{
  const char *note = gtk_editable_get_text (GTK_EDITABLE (self->note));
  double numerator, denominator, value;

  if (self->item == NULL || selected_period (self) == NULL)
    return;
  if (!read_number (self->numerator, &numerator) ||
      !read_number (self->denominator, &denominator) || !read_number (self->value, &value))
    {
      show_problem (self, _ ("This is no number. Write 97,5 or 1250."));
      return;
    }
  if (isfinite (numerator) && isfinite (denominator))
    value = NAN;
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  td_edit_run_async (td_target_edit_value (td_target_item_get_figures (self->item)->target->row.id,
                                           selected_period (self), numerator, denominator, value,
                                           *note != '\0' ? note : NULL),
                     self->workspace, recorded_cb, g_object_ref (self));
}

static void
set_field (TdTargetFiguresPanel *self, const char *field, const char *value)
{
  if (!self->updating && self->item != NULL)
    td_edit_run_async (td_edit_new_set (TD_KIND_TARGET,
                                        td_target_item_get_figures (self->item)->target->row.id,
                                        field, value),
                       self->workspace, recorded_cb, g_object_ref (self));
}

static void
source_changed_cb (TdTargetFiguresPanel *self)
{
  guint selected = gtk_drop_down_get_selected (self->source_drop);

  if (selected < G_N_ELEMENTS (sources))
    set_field (self, "measure_source", sources[selected]);
}

static void
frequency_changed_cb (TdTargetFiguresPanel *self)
{
  guint selected = gtk_drop_down_get_selected (self->frequency_drop);

  if (selected < G_N_ELEMENTS (frequencies))
    set_field (self, "frequency", frequencies[selected]);
}

static void
add_period (TdTargetFiguresPanel *self, GtkStringList *names, char *period)
{
  g_autofree char *label = td_turn_period_label (period);

  g_ptr_array_add (self->periods, period);
  gtk_string_list_append (names, label);
}

/* The periods of the year by how often the target is measured, and others that have figures. */
static void
fill_periods (TdTargetFiguresPanel *self)
{
  static const struct
  {
    const char *format;
    guint n;
  } shapes[] = { { "%d-%02u", 12 }, { "%d-Q%u", 4 }, { "%d-H%u", 2 }, { "%d", 1 } };
  const TdTargetFigures *figures = td_target_item_get_figures (self->item);
  guint shape = find (frequencies, G_N_ELEMENTS (frequencies), figures->target->frequency, 1);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GDate today, first, last;
  guint wanted = 0;

  td_date_today (&today);
  g_ptr_array_set_size (self->periods, 0);
  for (guint i = 1; i <= shapes[shape].n; i++)
    {
      char *period = shape == 0   ? g_strdup_printf ("%d-%02u", self->year, i)
                     : shape == 1 ? g_strdup_printf ("%d-Q%u", self->year, i)
                     : shape == 2 ? g_strdup_printf ("%d-H%u", self->year, i)
                                  : g_strdup_printf ("%d", self->year);

      /* the latest period that has begun */
      if (td_turn_period_days (period, &first, &last) && g_date_compare (&first, &today) <= 0)
        wanted = i - 1;
      add_period (self, names, period);
    }
  for (guint i = 0; i < figures->values->len; i++)
    {
      const TdTargetValueRow *value = g_ptr_array_index (figures->values, i);

      if (value->period != NULL &&
          !g_ptr_array_find_with_equal_func (self->periods, value->period, g_str_equal, NULL))
        add_period (self, names, g_strdup (value->period));
    }
  gtk_drop_down_set_model (self->period_drop, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->period_drop, wanted);
}

static TdChart *
make_chart (TdTargetFiguresPanel *self)
{
  const TdTargetFigures *figures = td_target_item_get_figures (self->item);
  TdChart *chart = td_chart_new (TD_CHART_LINES, NULL, figures->target->measure_unit);
  gboolean percent = g_strcmp0 (figures->target->measure_unit, "%") == 0;

  chart->unit = percent ? TD_CHART_PERCENT : TD_CHART_COUNT;
  td_chart_add_series (chart, "Thực hiện", TD_CHART_TONE_STRONG);
  for (guint i = 0; i < figures->values->len; i++)
    {
      const TdTargetValueRow *value = g_ptr_array_index (figures->values, i);
      g_autofree char *label = td_turn_period_label (value->period);

      td_chart_set (chart, 0, td_chart_add_category (chart, label),
                    td_target_value_figure (figures->target, value));
    }
  if (isfinite (figures->target->value))
    td_chart_set_limit (chart, figures->target->value, "Chỉ tiêu");

  return chart;
}

static void
show_item (TdTargetFiguresPanel *self)
{
  const TdTargetFigures *figures = td_target_item_get_figures (self->item);
  const TdTargetRow *target = figures->target;
  gboolean typed = !td_target_is_computed (target);
  gboolean writable = !td_workspace_get_read_only (self->workspace);
  g_autofree char *number =
      isfinite (figures->missing) ? td_target_format_number (figures->missing) : NULL;
  g_autofree char *missing = NULL;

  self->updating = TRUE;
  gtk_label_set_label (self->title, target->text != NULL ? target->text : "");
  td_status_pill_set (self->pill, td_target_status_look (figures->status),
                      td_target_status_label (figures->status));
  if (number != NULL && figures->missing > 0)
    missing = g_strdup_printf (figures->actual < target->value ? _ ("%s %s missing")
                                                               : _ ("%s %s too much"),
                               number, target->measure_unit != NULL ? target->measure_unit : "");
  gtk_label_set_label (self->missing, missing != NULL ? missing : "");
  td_chart_view_set_chart (self->chart, make_chart (self));
  gtk_widget_set_visible (GTK_WIDGET (self->chart), figures->values->len > 0);
  gtk_drop_down_set_selected (self->source_drop,
                              find (sources, G_N_ELEMENTS (sources), target->measure_source, 0));
  gtk_drop_down_set_selected (self->frequency_drop,
                              find (frequencies, G_N_ELEMENTS (frequencies), target->frequency, 1));
  gtk_widget_set_visible (self->form, typed);
  gtk_widget_set_visible (GTK_WIDGET (self->computed), !typed);
  gtk_label_set_label (self->computed,
                       g_strcmp0 (target->measure_source, "dossiers") == 0
                           ? _ ("Of the results of dossiers handed over in each period, the share "
                                "that was in time.")
                           : _ ("Of the tasks that were due by the end of each period, the share "
                                "that was done in time."));
  gtk_widget_set_sensitive (self->form, writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->source_drop), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->frequency_drop), writable);
  fill_periods (self);
  period_changed_cb (self);
  self->updating = FALSE;
}

/**
 * td_target_figures_panel_set_item:
 * @self: a panel
 * @item: (nullable): the target to show
 * @year: the year of its plan
 */
void
td_target_figures_panel_set_item (TdTargetFiguresPanel *self, TdTargetItem *item, int year)
{
  g_set_object (&self->item, item);
  self->year = year;
  if (item != NULL)
    show_item (self);
}

void
td_target_figures_panel_focus (TdTargetFiguresPanel *self)
{
  gtk_widget_grab_focus (gtk_widget_get_visible (self->form) ? GTK_WIDGET (self->numerator)
                                                             : GTK_WIDGET (self->source_drop));
}

static void
td_target_figures_panel_finalize (GObject *object)
{
  TdTargetFiguresPanel *self = TD_TARGET_FIGURES_PANEL (object);

  g_clear_object (&self->item);
  g_clear_object (&self->workspace);
  g_ptr_array_unref (self->periods);

  G_OBJECT_CLASS (td_target_figures_panel_parent_class)->finalize (object);
}

static void
td_target_figures_panel_class_init (TdTargetFiguresPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_target_figures_panel_finalize;
}

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
name_widget (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkEntry *
add_entry (GtkWidget *box, const char *label)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_box_append (GTK_BOX (box), label_new (label, "td-lbl"));
  gtk_box_append (GTK_BOX (box), entry);
  name_widget (entry, label);

  return GTK_ENTRY (entry);
}

static GtkDropDown *
add_drop (GtkWidget *box, const char *label, const char *const *names)
{
  GtkWidget *drop = gtk_drop_down_new_from_strings (names);

  gtk_box_append (GTK_BOX (box), label_new (label, "td-lbl"));
  gtk_box_append (GTK_BOX (box), drop);
  name_widget (drop, label);

  return GTK_DROP_DOWN (drop);
}

static GtkWidget *
make_form (TdTargetFiguresPanel *self)
{
  const char *const none[] = { NULL };
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->period_drop = add_drop (form, _ ("Period"), none);
  self->numerator = add_entry (left, _ ("Numerator"));
  self->denominator = add_entry (right, _ ("Denominator"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->numerator), 8);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->denominator), 8);
  gtk_widget_set_hexpand (left, TRUE);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_box_append (GTK_BOX (pair), left);
  gtk_box_append (GTK_BOX (pair), right);
  gtk_box_append (GTK_BOX (form), pair);
  self->value = add_entry (form, _ ("Or the figure itself"));
  self->note = add_entry (form, _ ("Note"));
  self->problem = GTK_LABEL (label_new (NULL, "td-late"));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_box_append (GTK_BOX (form), GTK_WIDGET (self->problem));
  self->record_button = GTK_BUTTON (gtk_button_new_with_label (_ ("Record the Figure")));
  gtk_widget_set_margin_top (GTK_WIDGET (self->record_button), 8);
  gtk_box_append (GTK_BOX (form), GTK_WIDGET (self->record_button));
  g_signal_connect_swapped (self->period_drop, "notify::selected", G_CALLBACK (period_changed_cb),
                            self);
  g_signal_connect_swapped (self->record_button, "clicked", G_CALLBACK (record_cb), self);
  g_signal_connect_swapped (self->numerator, "activate", G_CALLBACK (record_cb), self);
  g_signal_connect_swapped (self->denominator, "activate", G_CALLBACK (record_cb), self);
  g_signal_connect_swapped (self->value, "activate", G_CALLBACK (record_cb), self);

  return form;
}

static void
td_target_figures_panel_init (TdTargetFiguresPanel *self)
{
  const char *const source_names[] = { _ ("Typed"), _ ("Tasks done in time"),
                                       _ ("Dossiers handled in time"), NULL };
  const char *const frequency_names[] = { _ ("Every month"), _ ("Every quarter"),
                                          _ ("Every six months"), _ ("Every year"), NULL };
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *status = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->periods = g_ptr_array_new_with_free_func (g_free);
  self->title = GTK_LABEL (label_new (NULL, "td-mid"));
  gtk_label_set_wrap (self->title, TRUE);
  gtk_label_set_max_width_chars (self->title, 30);
  self->pill = TD_STATUS_PILL (td_status_pill_new ());
  self->missing = GTK_LABEL (label_new (NULL, "td-dim"));
  self->chart = TD_CHART_VIEW (td_chart_view_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->chart), 300, 190);
  gtk_box_append (GTK_BOX (status), GTK_WIDGET (self->pill));
  gtk_box_append (GTK_BOX (status), GTK_WIDGET (self->missing));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), status);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->chart));
  self->source_drop = add_drop (box, _ ("Source of the figures"), source_names);
  self->frequency_drop = add_drop (box, _ ("How often"), frequency_names);
  self->form = make_form (self);
  self->computed = GTK_LABEL (label_new (NULL, "td-dim"));
  gtk_label_set_wrap (self->computed, TRUE);
  gtk_label_set_max_width_chars (self->computed, 34);
  gtk_box_append (GTK_BOX (box), self->form);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->computed));
  gtk_widget_add_css_class (box, "td-panel-body");
  gtk_widget_set_margin_top (box, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_size_request (scroller, 340, -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "td-panel");
  adw_bin_set_child (ADW_BIN (self), scroller);
  g_signal_connect_swapped (self->source_drop, "notify::selected", G_CALLBACK (source_changed_cb),
                            self);
  g_signal_connect_swapped (self->frequency_drop, "notify::selected",
                            G_CALLBACK (frequency_changed_cb), self);
}

/**
 * td_target_figures_panel_new:
 * @workspace: the workspace
 *
 * Returns: (transfer floating): a panel without a target
 */
GtkWidget *
td_target_figures_panel_new (TdWorkspace *workspace)
{
  TdTargetFiguresPanel *self = g_object_new (TD_TYPE_TARGET_FIGURES_PANEL, NULL);

  self->workspace = g_object_ref (workspace);

  return GTK_WIDGET (self);
}
