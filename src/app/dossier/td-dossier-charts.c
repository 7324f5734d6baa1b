/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-charts.h"

#include "td-chart-card.h"

#include <glib/gi18n-lib.h>

struct _TdDossierCharts
{
  GtkWidget parent_instance;

  GtkWidget *box;
  TdChartCard *cards[2];
  GtkDropDown *choices[2];
};

G_DEFINE_FINAL_TYPE (TdDossierCharts, td_dossier_charts, GTK_TYPE_WIDGET)

static guint changed_signal, mark_signal;

TdDossierChartKind
td_dossier_charts_get_kind (TdDossierCharts *self, guint side)
{
  return (TdDossierChartKind) MIN (gtk_drop_down_get_selected (self->choices[side]),
                                   TD_N_DOSSIER_CHARTS - 1);
}

/* chart: (transfer full) */
void
td_dossier_charts_set_chart (TdDossierCharts *self, guint side, TdChart *chart)
{
  td_chart_card_set_chart (self->cards[side], chart);
}

static void
choice_cb (TdDossierCharts *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
mark_cb (TdChartView *view, const char *series, const char *category, TdDossierCharts *self)
{
  guint side = view == td_chart_card_get_view (self->cards[1]);

  g_signal_emit (self, mark_signal, 0, (guint) td_dossier_charts_get_kind (self, side), category,
                 series);
}

static void
td_dossier_charts_dispose (GObject *object)
{
  g_clear_pointer (&TD_DOSSIER_CHARTS (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (td_dossier_charts_parent_class)->dispose (object);
}

static void
td_dossier_charts_class_init (TdDossierChartsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_dossier_charts_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  mark_signal = g_signal_new ("mark", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_STRING, G_TYPE_STRING);
}

static void
add_card (TdDossierCharts *self, guint side)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *card = td_chart_card_new (NULL);
  GtkWidget *choice;

  for (guint i = 0; i < TD_N_DOSSIER_CHARTS; i++)
    gtk_string_list_append (names, td_dossier_chart_label ((TdDossierChartKind) i));
  choice = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (names)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice),
                              side == 0 ? TD_DOSSIER_CHART_ON_TIME : TD_DOSSIER_CHART_BY_AREA);
  gtk_widget_add_css_class (choice, "td-chart-choice");
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (choice, _ ("Choose another chart"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose another chart"), -1);
  self->cards[side] = TD_CHART_CARD (card);
  self->choices[side] = GTK_DROP_DOWN (choice);
  td_chart_card_set_empty_text (self->cards[side], _ ("No dossiers in this period"));
  td_chart_card_set_title_widget (self->cards[side], choice);
  td_chart_view_set_least_height (td_chart_card_get_view (self->cards[side]), 210);
  gtk_widget_set_hexpand (card, TRUE);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (choice_cb), self);
  g_signal_connect (td_chart_card_get_view (self->cards[side]), "mark-activated",
                    G_CALLBACK (mark_cb), self);
  gtk_box_append (GTK_BOX (self->box), card);
}

static void
td_dossier_charts_init (TdDossierCharts *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  gtk_box_set_homogeneous (GTK_BOX (self->box), TRUE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  add_card (self, 0);
  add_card (self, 1);
}

GtkWidget *
td_dossier_charts_new (void)
{
  return g_object_new (TD_TYPE_DOSSIER_CHARTS, NULL);
}
