/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-calendar-month.h"

#include <glib/gi18n-lib.h>

/* One month of the working calendar: a button for each day, whose look and words say what it is;
 * colour is never the only sign: days off carry a dot, made-up days a plus. */
struct _TdCalendarMonth
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkWidget *grid;
  GtkWidget *days[31];
  guint month;
  int year;
};

G_DEFINE_FINAL_TYPE (TdCalendarMonth, td_calendar_month, GTK_TYPE_WIDGET)

enum
{
  DAY_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
clicked_cb (GtkButton *button, TdCalendarMonth *self)
{
  guint day = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "td-day"));

  g_signal_emit (self, signals[DAY_CHOSEN], 0, day);
}

static const char *
kind_words (TdDayKind kind)
{
  static const char *const words[] = {
    [TD_DAY_HOLIDAY] = N_ ("holiday"),
    [TD_DAY_COMPENSATION] = N_ ("day off for a holiday at a weekend"),
    [TD_DAY_SWAPPED_OFF] = N_ ("swapped day off"),
    [TD_DAY_MAKE_UP] = N_ ("worked for another day"),
  };

  return _ (words[kind]);
}

/* The row of its week; row 0 has the names of the days. */
static int
week_row (const GDate *date)
{
  GDate first = *date;

  g_date_set_day (&first, 1);

  return 1 + ((int) g_date_get_day (date) - 1 + (int) g_date_get_weekday (&first) - 1) / 7;
}

/* Returns: whether the day is worked */
static gboolean
show_day (TdCalendarMonth *self, TdWorkCalendar *calendar, const GDate *date)
{
  guint day = g_date_get_day (date);
  GtkWidget *button = self->days[day - 1];
  TdDayKind kind = TD_DAY_HOLIDAY;
  const char *name = td_work_calendar_get_day (calendar, date, &kind);
  gboolean working = td_work_calendar_is_working (calendar, date);
  g_autofree char *text = g_strdup_printf (
      "%u%s", day, name != NULL ? (kind == TD_DAY_MAKE_UP ? "+" : "\302\267") : "");
  g_autofree char *tooltip =
      name != NULL ? g_strdup_printf ("%s%s%s", kind_words (kind), *name != '\0' ? ": " : "", name)
                   : NULL;

  gtk_button_set_label (GTK_BUTTON (button), text);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_remove_css_class (button, "td-late");
  gtk_widget_remove_css_class (button, "td-soon");
  gtk_widget_remove_css_class (button, "td-dim");
  if (name != NULL && kind == TD_DAY_MAKE_UP)
    gtk_widget_add_css_class (button, "td-soon");
  else if (name != NULL)
    gtk_widget_add_css_class (button, "td-late");
  else if (!working)
    gtk_widget_add_css_class (button, "td-dim");
  gtk_grid_attach (GTK_GRID (self->grid), button, (int) g_date_get_weekday (date) - 1,
                   week_row (date), 1, 1);

  return working;
}

/**
 * td_calendar_month_show:
 * @self: a month
 * @calendar: the working calendar
 * @year: a year
 * @month: 1 to 12
 *
 * Returns: how many days of the month are worked
 */
guint
td_calendar_month_show (TdCalendarMonth *self, TdWorkCalendar *calendar, int year, guint month)
{
  guint n_days = g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);
  guint n_working = 0;
  g_autofree char *title = NULL;
  GDate date;

  self->year = year;
  self->month = month;
  for (guint i = 0; i < 31; i++)
    {
      if (gtk_widget_get_parent (self->days[i]) != NULL)
        gtk_grid_remove (GTK_GRID (self->grid), self->days[i]);
    }
  for (guint day = 1; day <= n_days; day++)
    {
      g_date_clear (&date, 1);
      g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
      n_working += show_day (self, calendar, &date);
    }
  /* Translators: a month and how many days of it are worked */
  title = g_strdup_printf (_ ("Month %u · %u days"), month, n_working);
  gtk_label_set_label (self->title, title);

  return n_working;
}

guint
td_calendar_month_get_month (TdCalendarMonth *self)
{
  return self->month;
}

/**
 * td_calendar_month_set_selected:
 * @self: a month
 * @day: the selected day, of this month or another
 */
void
td_calendar_month_set_selected (TdCalendarMonth *self, const GDate *day)
{
  for (guint i = 0; i < 31; i++)
    gtk_widget_remove_css_class (self->days[i], "td-chosen-day");
  if (g_date_get_year (day) == self->year && (guint) g_date_get_month (day) == self->month)
    gtk_widget_add_css_class (self->days[g_date_get_day (day) - 1], "td-chosen-day");
}

static void
td_calendar_month_dispose (GObject *object)
{
  TdCalendarMonth *self = TD_CALENDAR_MONTH (object);

  for (guint i = 0; i < 31; i++)
    g_clear_object (&self->days[i]);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (td_calendar_month_parent_class)->dispose (object);
}

static void
td_calendar_month_class_init (TdCalendarMonthClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_calendar_month_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "calendarmonth");
  signals[DAY_CHOSEN] = g_signal_new ("day-chosen", TD_TYPE_CALENDAR_MONTH, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
td_calendar_month_init (TdCalendarMonth *self)
{
  static const char *const names[] = { N_ ("Mo"), N_ ("Tu"), N_ ("We"), N_ ("Th"),
                                       N_ ("Fr"), N_ ("Sa"), N_ ("Su") };

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->grid = gtk_grid_new ();
  gtk_label_set_xalign (self->title, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  for (int i = 0; i < 7; i++)
    {
      GtkWidget *label = gtk_label_new (_ (names[i]));

      gtk_widget_add_css_class (label, "td-xs");
      gtk_widget_add_css_class (label, "td-dim");
      gtk_grid_attach (GTK_GRID (self->grid), label, i, 0, 1, 1);
    }
  for (guint i = 0; i < 31; i++)
    {
      self->days[i] = g_object_ref_sink (gtk_button_new ());
      gtk_widget_add_css_class (self->days[i], "flat");
      gtk_widget_add_css_class (self->days[i], "td-number");
      g_object_set_data (G_OBJECT (self->days[i]), "td-day", GUINT_TO_POINTER (i + 1));
      g_signal_connect (self->days[i], "clicked", G_CALLBACK (clicked_cb), self);
    }
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self->box), self->grid);
  gtk_widget_set_valign (self->box, GTK_ALIGN_START);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
td_calendar_month_new (void)
{
  return g_object_new (TD_TYPE_CALENDAR_MONTH, NULL);
}
