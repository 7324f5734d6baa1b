/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-chart-card.h"

#include <glib/gi18n-lib.h>

#include "td-chart-words.h"

/* A card with a chart: title, the button that shows the table behind it, and a sentence when there
 * is nothing to draw. */
struct _TdChartCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *head;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkToggleButton *table_button;
  GtkStack *stack; /* chart; table and empty when they are needed */
  TdChartView *view;
  GtkWidget *table_window; /* NULL until it is looked at */
  char *empty_text;
};

G_DEFINE_FINAL_TYPE (TdChartCard, td_chart_card, GTK_TYPE_WIDGET)

static GtkWidget *
make_cell (const char *text, gboolean head, gboolean name)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), name ? 0 : 1);
  gtk_label_set_selectable (GTK_LABEL (label), !head);
  gtk_widget_set_can_focus (label, FALSE);
  gtk_widget_add_css_class (label, "td-s");
  gtk_widget_add_css_class (label, head ? "td-lbl" : "numeric");
  gtk_widget_set_hexpand (label, name);
  if (name)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
    }

  return label;
}

static GtkWidget *
make_table (const TdChart *chart)
{
  g_autoptr (TdChartTable) table = td_chart_table_new (chart);
  GtkWidget *grid = gtk_grid_new ();

  gtk_widget_add_css_class (grid, "chart-table");
  gtk_grid_set_column_spacing (GTK_GRID (grid), 14);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  for (guint c = 0; c < table->headers->len; c++)
    gtk_grid_attach (GTK_GRID (grid),
                     make_cell (g_ptr_array_index (table->headers, c), TRUE, c == 0), (int) c, 0, 1,
                     1);
  for (guint r = 0; r < table->rows->len; r++)
    {
      GPtrArray *row = g_ptr_array_index (table->rows, r);

      for (guint c = 0; c < row->len; c++)
        gtk_grid_attach (GTK_GRID (grid), make_cell (g_ptr_array_index (row, c), FALSE, c == 0),
                         (int) c, (int) r + 1, 1, 1);
    }

  return grid;
}

static void
show_table (TdChartCard *self)
{
  GtkScrolledWindow *window;

  if (self->table_window == NULL)
    {
      self->table_window = gtk_scrolled_window_new ();
      gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->table_window),
                                                        TRUE);
      gtk_stack_add_named (self->stack, self->table_window, "table");
    }
  window = GTK_SCROLLED_WINDOW (self->table_window);
  gtk_scrolled_window_set_child (window, make_table (td_chart_view_get_chart (self->view)));
  gtk_stack_set_visible_child_name (self->stack, "table");
}

static void
show_empty (TdChartCard *self)
{
  GtkWidget *label = gtk_stack_get_child_by_name (self->stack, "empty");

  if (label == NULL)
    {
      label = gtk_label_new (NULL);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
      gtk_widget_add_css_class (label, "td-dim");
      gtk_widget_add_css_class (label, "card-empty");
      gtk_stack_add_named (self->stack, label, "empty");
    }
  gtk_label_set_label (GTK_LABEL (label), self->empty_text != NULL ? self->empty_text : "");
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

/* Table and sentence are made when they are looked at. */
static void
update (TdChartCard *self)
{
  const TdChart *chart = td_chart_view_get_chart (self->view);
  gboolean empty = chart == NULL || td_chart_is_empty (chart);
  gboolean table = !empty && gtk_toggle_button_get_active (self->table_button);

  gtk_widget_set_visible (GTK_WIDGET (self->table_button), !empty);
  if (self->table_window != NULL)
    gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->table_window), NULL);
  if (empty)
    show_empty (self);
  else if (table)
    show_table (self);
  else
    gtk_stack_set_visible_child_name (self->stack, "chart");
}

static void
td_chart_card_dispose (GObject *object)
{
  TdChartCard *self = TD_CHART_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (td_chart_card_parent_class)->dispose (object);
}

static void
td_chart_card_finalize (GObject *object)
{
  g_free (TD_CHART_CARD (object)->empty_text);

  G_OBJECT_CLASS (td_chart_card_parent_class)->finalize (object);
}

static void
td_chart_card_class_init (TdChartCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_chart_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_chart_card_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "chartcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
make_head (TdChartCard *self)
{
  GtkWidget *button = gtk_toggle_button_new ();

  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->head, "card-head");
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->title, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->title));
  self->subtitle = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->subtitle, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->subtitle, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->subtitle), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "td-s");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "td-dim");
  gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->subtitle));

  self->table_button = GTK_TOGGLE_BUTTON (button);
  gtk_button_set_icon_name (GTK_BUTTON (button), "td-table-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, FALSE);
  gtk_widget_set_tooltip_text (button, _ ("Show as a table"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show as a table"), -1);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (update), self);
  gtk_box_append (GTK_BOX (self->head), button);
}

static void
td_chart_card_init (TdChartCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "td-card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  make_head (self);
  gtk_box_append (GTK_BOX (self->box), self->head);

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  self->view = TD_CHART_VIEW (td_chart_view_new ());
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->view), "chart");
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
}

/**
 * td_chart_card_new:
 * @title: (nullable): at the top of the card; %NULL takes the title of the chart
 *
 * Returns: a card without a chart
 */
GtkWidget *
td_chart_card_new (const char *title)
{
  TdChartCard *self = g_object_new (TD_TYPE_CHART_CARD, NULL);

  td_chart_card_set_title (self, title);

  return GTK_WIDGET (self);
}

void
td_chart_card_set_title (TdChartCard *self, const char *title)
{
  g_return_if_fail (TD_IS_CHART_CARD (self));

  gtk_label_set_label (self->title, title != NULL ? title : "");
}

void
td_chart_card_set_subtitle (TdChartCard *self, const char *subtitle)
{
  g_return_if_fail (TD_IS_CHART_CARD (self));

  gtk_label_set_label (self->subtitle, subtitle != NULL ? subtitle : "");
}

/**
 * td_chart_card_set_empty_text:
 * @self: a card
 * @text: the sentence when there is nothing to draw
 */
void
td_chart_card_set_empty_text (TdChartCard *self, const char *text)
{
  g_return_if_fail (TD_IS_CHART_CARD (self));

  g_free (self->empty_text);
  self->empty_text = g_strdup (text);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "empty") == 0)
    show_empty (self);
}

/**
 * td_chart_card_add_button:
 * @self: a card
 * @button: what leads to more than the chart shows
 *
 * Puts a button beside that of the table.
 */
void
td_chart_card_add_button (TdChartCard *self, GtkWidget *button)
{
  g_return_if_fail (TD_IS_CHART_CARD (self) && GTK_IS_WIDGET (button));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_insert_child_after (GTK_BOX (self->head), button, GTK_WIDGET (self->subtitle));
}

/**
 * td_chart_card_set_title_widget:
 * @self: a card
 * @widget: says what the card shows, in place of the title, as a choice of charts does
 */
void
td_chart_card_set_title_widget (TdChartCard *self, GtkWidget *widget)
{
  g_return_if_fail (TD_IS_CHART_CARD (self));

  gtk_widget_set_visible (GTK_WIDGET (self->title), FALSE);
  gtk_box_prepend (GTK_BOX (self->head), widget);
}

/**
 * td_chart_card_set_chart:
 * @self: a card
 * @chart: (nullable) (transfer full): what to show
 *
 * Shows another chart, as chart or table as chosen before.
 */
void
td_chart_card_set_chart (TdChartCard *self, TdChart *chart)
{
  g_return_if_fail (TD_IS_CHART_CARD (self));

  if (chart != NULL && chart->title != NULL && *gtk_label_get_label (self->title) == '\0')
    td_chart_card_set_title (self, chart->title);
  td_chart_view_set_chart (self->view, chart);
  update (self);
}

/**
 * td_chart_card_show_table:
 * @self: a card
 * @table: whether the table is shown instead of the chart
 */
void
td_chart_card_show_table (TdChartCard *self, gboolean table)
{
  g_return_if_fail (TD_IS_CHART_CARD (self));

  gtk_toggle_button_set_active (self->table_button, table);
}

/**
 * td_chart_card_get_view:
 * @self: a card
 *
 * Returns: (transfer none): the chart in it, for its signal
 */
TdChartView *
td_chart_card_get_view (TdChartCard *self)
{
  g_return_val_if_fail (TD_IS_CHART_CARD (self), NULL);

  return self->view;
}
