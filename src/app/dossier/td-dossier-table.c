/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-table.h"

#include "td-dossier-words-ui.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LEAST_NAME 120 /* pixels */
#define MOST_COPIED 100000

struct _TdDossierTable
{
  GtkWidget parent_instance;

  GtkWidget *scroll;
  GtkColumnView *view;
  GtkMultiSelection *selection;
  GSignalGroup *awaited; /* of a selected item that is not read yet */
  TdDossierModel *model;
  GtkColumnViewColumn *columns[8];
  gint64 as_of;
  TdWorkCalendar *calendar; /* (nullable) */
  guint fit;
  int asked; /* the column whose sorter was asked last */
  TdDossierSort sort;
  gboolean descending;
};

G_DEFINE_FINAL_TYPE (TdDossierTable, td_dossier_table, GTK_TYPE_WIDGET)

static guint selected_signal, sorted_signal;

typedef char *(*CellText) (const TdDossierLine *line);

static char *
code_text (const TdDossierLine *line)
{
  return g_strdup (line->code);
}

static char *
procedure_text (const TdDossierLine *line)
{
  return g_strdup (line->procedure);
}

static char *
unit_text (const TdDossierLine *line)
{
  return g_strdup (line->unit);
}

static char *
applicant_text (const TdDossierLine *line)
{
  return g_strdup (line->applicant);
}

/* The day alone: the hour stands in the panel. */
static char *
day_text (gint64 seconds)
{
  return seconds > 0 ? td_dossier_time_display (seconds - seconds % TD_DOSSIER_DAY, FALSE) : NULL;
}

static char *
received_text (const TdDossierLine *line)
{
  return day_text (line->received);
}

static char *
due_text (const TdDossierLine *line)
{
  return day_text (line->due);
}

static char *
returned_text (const TdDossierLine *line)
{
  return day_text (line->returned);
}

static const struct
{
  const char *heading;
  CellText text; /* NULL: the state, as a pill */
  TdDossierSort sort;
  int width;
} columns[] = {
  { N_ ("Dossier code"), code_text, TD_DOSSIER_SORT_CODE, 204 },
  { N_ ("Procedure"), procedure_text, TD_DOSSIER_SORT_PROCEDURE, -1 },
  { N_ ("Unit"), unit_text, TD_DOSSIER_SORT_UNIT, 170 },
  { N_ ("Applicant"), applicant_text, TD_DOSSIER_SORT_APPLICANT, 160 },
  { N_ ("Received"), received_text, TD_DOSSIER_SORT_RECEIVED, 104 },
  { N_ ("Due"), due_text, TD_DOSSIER_SORT_DUE, 104 },
  { N_ ("Result"), returned_text, TD_N_DOSSIER_SORTS, 104 },
  { N_ ("State"), NULL, TD_DOSSIER_SORT_DAYS_LEFT, 170 },
};

#define APPLICANT 3
#define PROCEDURE 1
#define UNIT 2
#define RECEIVED 4

/* What the cells of a column know. The factory owns it, and has its cells taken down before it
 * goes. */
typedef struct
{
  TdDossierTable *table;
  guint column;
  TdStatusIcons *icons;
} Cells;

static void
cells_free (gpointer data, GClosure *closure)
{
  Cells *cells = data;

  td_status_icons_free (cells->icons);
  g_free (cells);
}

/* A dossier that is not read yet leaves its cells empty. */
static char *
cell_text (gpointer item, const char **status, gpointer data)
{
  const Cells *cells = data;
  const TdDossierLine *line = td_dossier_item_get_line (item);
  char *text;

  if (line == NULL)
    return NULL;
  if (columns[cells->column].text == NULL)
    {
      *status = td_dossier_standing_status (line);
      return td_dossier_standing (line, cells->table->as_of, cells->table->calendar);
    }
  text = columns[cells->column].text (line);

  return text != NULL ? text : g_strdup ("—");
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Cells *cells)
{
  GtkWidget *cell = td_lazy_cell_new (cell_text, cells, cells->icons);

  if (columns[cells->column].text == NULL)
    gtk_widget_add_css_class (cell, "status");
  else if (cells->column != PROCEDURE && cells->column != UNIT && cells->column != APPLICANT)
    gtk_widget_add_css_class (cell, "numeric");
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Cells *cells)
{
  td_dossier_item_watch (gtk_list_item_get_item (item), cells->column,
                         TD_LAZY_CELL (gtk_list_item_get_child (item)));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Cells *cells)
{
  td_dossier_item_unwatch (gtk_list_item_get_item (item), cells->column,
                           TD_LAZY_CELL (gtk_list_item_get_child (item)));
}

/* The view sorts nothing: which heading was clicked is found out by asking its sorter to compare
 * two things and noting whose turn it is (GTK 4.8 has no other way). */

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gpointer *pair = user_data;
  TdDossierTable *self = pair[0];

  if (self->asked < 0)
    self->asked = GPOINTER_TO_INT (pair[1]);

  return 1;
}

static void
sorter_changed_cb (GtkSorter *sorter, GtkSorterChange change, gpointer user_data)
{
  TdDossierTable *self = user_data;
  g_autoptr (TdDossierItem) one = td_dossier_item_new (0);
  g_autoptr (TdDossierItem) other = td_dossier_item_new (1);
  GtkOrdering order;

  self->asked = -1;
  order = gtk_sorter_compare (sorter, one, other);
  if (self->asked < 0)
    return;
  self->sort = columns[self->asked].sort;
  self->descending = order == GTK_ORDERING_SMALLER;
  g_signal_emit (self, sorted_signal, 0);
}

/* Which dossier is selected is known when its place was read. */
static void
awaited_cb (TdDossierTable *self)
{
  g_signal_group_set_target (self->awaited, NULL);
  g_signal_emit (self, selected_signal, 0);
}

static void
selection_cb (TdDossierTable *self)
{
  TdDossierItem *item = td_dossier_table_get_selected (self);
  gboolean unread = item != NULL && td_dossier_item_get_line (item) == NULL;

  g_signal_group_set_target (self->awaited, unread ? item : NULL);
  g_signal_emit (self, selected_signal, 0);
}

guint
td_dossier_table_get_position (TdDossierTable *self)
{
  g_autoptr (GtkBitset) rows =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return gtk_bitset_is_empty (rows) ? GTK_INVALID_LIST_POSITION : gtk_bitset_get_minimum (rows);
}

/* Returns: (nullable) (transfer none): the selected dossier, the first of several */
TdDossierItem *
td_dossier_table_get_selected (TdDossierTable *self)
{
  guint position = td_dossier_table_get_position (self);
  g_autoptr (TdDossierItem) item = NULL;

  if (position == GTK_INVALID_LIST_POSITION)
    return NULL;
  item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  return item; /* the model keeps it */
}

void
td_dossier_table_select (TdDossierTable *self, guint position)
{
  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->model)))
    {
      gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
      return;
    }
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

void
td_dossier_table_get_sort (TdDossierTable *self, TdDossierSort *sort, gboolean *descending)
{
  *sort = self->sort;
  *descending = self->descending;
}

/**
 * td_dossier_table_set_sort:
 * @self: a table
 * @sort: an order; one without a heading goes unmarked
 * @descending: the other way round
 *
 * Marks the heading, as if it had been clicked.
 */
void
td_dossier_table_set_sort (TdDossierTable *self, TdDossierSort sort, gboolean descending)
{
  GtkColumnViewColumn *column = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (columns[i].sort == sort)
      column = self->columns[i];
  gtk_column_view_sort_by_column (self->view, column,
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->sort = sort;
  self->descending = descending;
}

/**
 * td_dossier_table_set_as_of:
 * @self: a table
 * @day: the day of the figures
 * @calendar: (nullable): the working days of the office
 */
void
td_dossier_table_set_as_of (TdDossierTable *self, gint64 day, TdWorkCalendar *calendar)
{
  g_clear_pointer (&self->calendar, td_work_calendar_unref);
  self->calendar = calendar != NULL ? td_work_calendar_ref (calendar) : NULL;
  self->as_of = day;
}

/* The name of the procedure takes what the other columns leave: with columns of a fixed width
 * beside it, an expanding column stays narrow in GTK 4.8. */
static gboolean
fit_cb (gpointer user_data)
{
  TdDossierTable *self = user_data;
  GtkAdjustment *adjustment =
      self->scroll != NULL
          ? gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroll))
          : NULL;
  int left;

  self->fit = 0;
  if (adjustment == NULL)
    return G_SOURCE_REMOVE;
  left = (int) gtk_adjustment_get_page_size (adjustment);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (i != PROCEDURE && gtk_column_view_column_get_visible (self->columns[i]))
      left -= gtk_column_view_column_get_fixed_width (self->columns[i]);
  gtk_column_view_column_set_fixed_width (self->columns[PROCEDURE], MAX (left, LEAST_NAME));

  return G_SOURCE_REMOVE;
}

static void
width_changed_cb (TdDossierTable *self)
{
  if (self->fit == 0)
    self->fit = g_idle_add (fit_cb, self);
}

void
td_dossier_table_show_applicants (TdDossierTable *self, gboolean show)
{
  gtk_column_view_column_set_visible (self->columns[APPLICANT], show);
  width_changed_cb (self);
}

/* Beside the panel there is room for the main columns only. */
void
td_dossier_table_set_narrow (TdDossierTable *self, gboolean narrow)
{
  gtk_column_view_column_set_visible (self->columns[UNIT], !narrow);
  gtk_column_view_column_set_visible (self->columns[RECEIVED], !narrow);
  width_changed_cb (self);
}

/* The selected rows as text with tabs, headings above; formulas neutralised. */
char *
td_dossier_table_copy (TdDossierTable *self)
{
  g_autoptr (GtkBitset) rows =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  gboolean personal = gtk_column_view_column_get_visible (self->columns[APPLICANT]);
  GString *text = g_string_new (NULL);
  GtkBitsetIter iter;
  guint position, n = 0;

  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    if (c != APPLICANT || personal)
      g_string_append_printf (text, "%s%s", c > 0 ? "\t" : "", _ (columns[c].heading));
  g_string_append_c (text, '\n');
  for (gboolean more = gtk_bitset_iter_init_first (&iter, rows, &position); more && n < MOST_COPIED;
       more = gtk_bitset_iter_next (&iter, &position), n++)
    {
      g_autoptr (TdDossierItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
      const TdDossierLine *line = td_dossier_item_get_line (item);

      for (guint c = 0; line != NULL && c < G_N_ELEMENTS (columns); c++)
        {
          g_autofree char *cell = columns[c].text != NULL
                                      ? columns[c].text (line)
                                      : td_dossier_standing (line, self->as_of, self->calendar);

          if (c == APPLICANT && !personal)
            continue;
          if (c > 0)
            g_string_append_c (text, '\t');
          if (cell == NULL)
            continue;
          g_strdelimit (cell, "\t\r\n", ' ');
          if (*cell != '\0' && strchr ("=+-@", *cell) != NULL)
            g_string_append_c (text, '\'');
          g_string_append (text, cell);
        }
      if (line != NULL)
        g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

static gboolean
copy_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  TdDossierTable *self = TD_DOSSIER_TABLE (widget);
  g_autofree char *text = td_dossier_table_copy (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);

  return TRUE;
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TD_DOSSIER_TABLE (widget)->view));
}

static void
td_dossier_table_dispose (GObject *object)
{
  TdDossierTable *self = TD_DOSSIER_TABLE (object);

  g_clear_handle_id (&self->fit, g_source_remove);
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  self->view = NULL;
  g_clear_pointer (&self->scroll, gtk_widget_unparent);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->awaited);
  g_clear_object (&self->model);
  g_clear_pointer (&self->calendar, td_work_calendar_unref);

  G_OBJECT_CLASS (td_dossier_table_parent_class)->dispose (object);
}

static void
td_dossier_table_class_init (TdDossierTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_dossier_table_dispose;
  widget_class->grab_focus = grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, copy_key_cb, NULL);
  selected_signal = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  sorted_signal = g_signal_new ("sorted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_column (TdDossierTable *self, guint index)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Cells *cells = g_new0 (Cells, 1);
  GtkColumnViewColumn *column;

  cells->table = self;
  cells->column = index;
  cells->icons = td_status_icons_new ();
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), cells, cells_free, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), cells);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), cells);
  column = gtk_column_view_column_new (_ (columns[index].heading), factory);
  gtk_column_view_column_set_resizable (column, columns[index].width > 0);
  if (columns[index].width > 0)
    gtk_column_view_column_set_fixed_width (column, columns[index].width);
  else
    gtk_column_view_column_set_expand (column, TRUE);
  if (columns[index].sort < TD_N_DOSSIER_SORTS)
    {
      gpointer *pair = g_new (gpointer, 2);
      GtkSorter *sorter;

      pair[0] = self;
      pair[1] = GINT_TO_POINTER ((int) index);
      sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, pair, g_free));
      gtk_column_view_column_set_sorter (column, sorter);
      g_object_unref (sorter);
    }
  self->columns[index] = column;
  if (index == APPLICANT)
    gtk_column_view_column_set_visible (column, FALSE);
  gtk_column_view_append_column (self->view, column);
  g_object_unref (column);
}

static void
td_dossier_table_init (TdDossierTable *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  self->scroll = scroll;
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "td-table");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "td-dossiers");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroll, TRUE);
  g_signal_connect_swapped (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroll)),
                            "notify::page-size", G_CALLBACK (width_changed_cb), self);
  gtk_widget_set_parent (scroll, GTK_WIDGET (self));
  self->awaited = g_signal_group_new (TD_TYPE_DOSSIER_ITEM);
  g_signal_group_connect_swapped (self->awaited, "changed", G_CALLBACK (awaited_cb), self);
  self->sort = TD_DOSSIER_SORT_RECEIVED;
  self->descending = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add_column (self, i);
  g_signal_connect (gtk_column_view_get_sorter (self->view), "changed",
                    G_CALLBACK (sorter_changed_cb), self);
}

GtkWidget *
td_dossier_table_new (TdDossierModel *model)
{
  TdDossierTable *self = g_object_new (TD_TYPE_DOSSIER_TABLE, NULL);

  self->model = g_object_ref (model);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (model)));
  g_signal_connect_swapped (self->selection, "selection-changed", G_CALLBACK (selection_cb), self);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));

  return GTK_WIDGET (self);
}
