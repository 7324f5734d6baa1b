/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-report-period-bar.h"

#include <glib/gi18n-lib.h>

#include "td-date-entry.h"
#include "td-date.h"

#define FIRST_YEAR 2018
#define LAST_YEAR 2099

typedef enum
{
  KIND_MONTH,
  KIND_QUARTER,
  KIND_HALF,
  KIND_NINE,
  KIND_YEAR,
  KIND_RANGE,
} Kind;

/* The days of the month a window may begin on; the first is the calendar's. */
static const int cutoffs[] = { 1, 10, 15, 20, 25 };

struct _TdReportPeriodBar
{
  GtkWidget parent_instance;

  GtkDropDown *kind;
  GtkDropDown *number; /* which month or quarter */
  GtkSpinButton *year;
  TdDateEntry *from;
  TdDateEntry *to;
  GtkDropDown *cutoff;
  GtkStringList *numbers;
};

G_DEFINE_FINAL_TYPE (TdReportPeriodBar, td_report_period_bar, GTK_TYPE_WIDGET)

static guint changed_signal;

static void
emit_changed (TdReportPeriodBar *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static Kind
get_kind (TdReportPeriodBar *self)
{
  return (Kind) gtk_drop_down_get_selected (self->kind);
}

/* The numbers that a kind counts: twelve months, four quarters */
static void
fill_numbers (TdReportPeriodBar *self)
{
  static const char *const romans[] = { "I", "II", "III", "IV" };
  Kind kind = get_kind (self);
  guint n = kind == KIND_MONTH ? 12 : kind == KIND_QUARTER ? 4 : 0;
  guint had = g_list_model_get_n_items (G_LIST_MODEL (self->numbers));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *word = kind == KIND_MONTH ? g_strdup_printf (_ ("Month %u"), i + 1)
                                                 : g_strdup_printf (_ ("Quarter %s"), romans[i]);

      g_strv_builder_add (builder, word);
    }
  words = g_strv_builder_end (builder);
  gtk_string_list_splice (self->numbers, 0, had, (const char *const *) words);
}

static void
show_fields (TdReportPeriodBar *self)
{
  Kind kind = get_kind (self);

  gtk_widget_set_visible (GTK_WIDGET (self->number), kind == KIND_MONTH || kind == KIND_QUARTER);
  gtk_widget_set_visible (GTK_WIDGET (self->year), kind != KIND_RANGE);
  gtk_widget_set_visible (GTK_WIDGET (self->cutoff), kind != KIND_RANGE);
  gtk_widget_set_visible (GTK_WIDGET (self->from), kind == KIND_RANGE);
  gtk_widget_set_visible (GTK_WIDGET (self->to), kind == KIND_RANGE);
}

static void
kind_changed_cb (TdReportPeriodBar *self)
{
  fill_numbers (self);
  show_fields (self);
  emit_changed (self);
}

/**
 * td_report_period_bar_get_period:
 * @self: a bar
 *
 * Returns: (nullable) (transfer full): "2024-Q1", "2024-01-01..2024-02-15"; %NULL while a range is
 *   not complete
 */
char *
td_report_period_bar_get_period (TdReportPeriodBar *self)
{
  int year = gtk_spin_button_get_value_as_int (self->year);
  guint number = gtk_drop_down_get_selected (self->number) + 1;
  const char *from, *to;

  switch (get_kind (self))
    {
    case KIND_MONTH:
      return g_strdup_printf ("%d-%02u", year, number);
    case KIND_QUARTER:
      return g_strdup_printf ("%d-Q%u", year, number);
    case KIND_HALF:
      return g_strdup_printf ("%d-6M", year);
    case KIND_NINE:
      return g_strdup_printf ("%d-9M", year);
    case KIND_YEAR:
      return g_strdup_printf ("%d", year);
    case KIND_RANGE:
    default:
      from = td_date_entry_get_date (self->from);
      to = td_date_entry_get_date (self->to);
      return from != NULL && to != NULL && g_strcmp0 (from, to) <= 0
                 ? g_strdup_printf ("%s..%s", from, to)
                 : NULL;
    }
}

int
td_report_period_bar_get_cutoff (TdReportPeriodBar *self)
{
  guint selected = gtk_drop_down_get_selected (self->cutoff);

  return selected < G_N_ELEMENTS (cutoffs) ? cutoffs[selected] : 1;
}

static GtkDropDown *
drop_new (TdReportPeriodBar *self, const char *label, const char *const *words)
{
  GtkWidget *drop = gtk_drop_down_new_from_strings (words);

  gtk_widget_set_valign (drop, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_parent (drop, GTK_WIDGET (self));

  return GTK_DROP_DOWN (drop);
}

static TdDateEntry *
date_new (TdReportPeriodBar *self, const char *label)
{
  GtkWidget *entry = td_date_entry_new ();

  td_date_entry_set_label (TD_DATE_ENTRY (entry), label);
  gtk_widget_set_parent (entry, GTK_WIDGET (self));
  g_signal_connect_swapped (entry, "notify::date", G_CALLBACK (emit_changed), self);

  return TD_DATE_ENTRY (entry);
}

/* Begins with the half year that ended last. */
static void
set_default (TdReportPeriodBar *self)
{
  GDate today;
  int year;

  td_date_today (&today);
  year = g_date_get_year (&today);
  gtk_drop_down_set_selected (self->kind, g_date_get_month (&today) >= 7 ? KIND_HALF : KIND_YEAR);
  gtk_spin_button_set_value (self->year, g_date_get_month (&today) >= 7 ? year : year - 1);
}

static void
make_cutoff (TdReportPeriodBar *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  g_strv_builder_add (builder, _ ("Calendar months"));
  for (guint i = 1; i < G_N_ELEMENTS (cutoffs); i++)
    {
      g_autofree char *word =
          g_strdup_printf (_ ("From day %d to day %d"), cutoffs[i], cutoffs[i] - 1);

      g_strv_builder_add (builder, word);
    }
  words = g_strv_builder_end (builder);
  self->cutoff =
      drop_new (self, _ ("Days the window of the figures runs"), (const char *const *) words);
}

static void
td_report_period_bar_init (TdReportPeriodBar *self)
{
  const char *const kinds[] = {
    _ ("Month"), _ ("Quarter"), _ ("6 months"), _ ("9 months"), _ ("Year"), _ ("Any range"), NULL
  };
  const char *const nothing[] = { NULL };

  self->kind = drop_new (self, _ ("Kind of period"), kinds);
  self->number = drop_new (self, _ ("Which one"), nothing);
  self->numbers = GTK_STRING_LIST (gtk_drop_down_get_model (self->number));
  self->year = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (FIRST_YEAR, LAST_YEAR, 1));
  gtk_widget_set_valign (GTK_WIDGET (self->year), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->year), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Year"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->year), GTK_WIDGET (self));
  self->from = date_new (self, _ ("From"));
  self->to = date_new (self, _ ("To"));
  make_cutoff (self);
  set_default (self);
  fill_numbers (self);
  show_fields (self);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (kind_changed_cb), self);
  g_signal_connect_swapped (self->number, "notify::selected", G_CALLBACK (emit_changed), self);
  g_signal_connect_swapped (self->year, "value-changed", G_CALLBACK (emit_changed), self);
  g_signal_connect_swapped (self->cutoff, "notify::selected", G_CALLBACK (emit_changed), self);
}

static void
td_report_period_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (td_report_period_bar_parent_class)->dispose (object);
}

static void
td_report_period_bar_class_init (TdReportPeriodBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_report_period_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  changed_signal = g_signal_new ("changed", TD_TYPE_REPORT_PERIOD_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

GtkWidget *
td_report_period_bar_new (void)
{
  GtkWidget *bar = g_object_new (TD_TYPE_REPORT_PERIOD_BAR, NULL);

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (bar)), 8);

  return bar;
}
