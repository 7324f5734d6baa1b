/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-case-days.h"

#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-day-strip-view.h"
#include "td-status-pill.h"

struct _TdCaseDays
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *range;
  GtkLabel *counted;
  TdDayStripView *strip;
  GtkWidget *lines;
};

G_DEFINE_FINAL_TYPE (TdCaseDays, td_case_days, GTK_TYPE_WIDGET)

static const TdDayShape shapes[] = {
  [TD_CLOCK_DAY_UNCOUNTED] = TD_DAY_CELL_OPEN,  [TD_CLOCK_DAY_COUNTED] = TD_DAY_CELL_COUNTED,
  [TD_CLOCK_DAY_PAUSED] = TD_DAY_CELL_PAUSED,   [TD_CLOCK_DAY_REST] = TD_DAY_CELL_REST,
  [TD_CLOCK_DAY_HOLIDAY] = TD_DAY_CELL_HOLIDAY, [TD_CLOCK_DAY_AHEAD] = TD_DAY_CELL_AHEAD,
  [TD_CLOCK_DAY_LATE] = TD_DAY_CELL_LATE,
};

/* "16/4" */
static void
caption (TdDayCell *cell, const GDate *date)
{
  g_snprintf (cell->caption, sizeof cell->caption, "%d/%d", g_date_get_day (date),
              g_date_get_month (date));
}

static char *
day_words (const TdClockDay *day)
{
  g_autofree char *date = td_date_format_display (&day->date);
  GString *text = g_string_new (date);

  g_string_append_printf (text, ": %s",
                          day->name != NULL && *day->name != '\0' &&
                                  day->kind == TD_CLOCK_DAY_HOLIDAY
                              ? day->name
                              : td_clock_day_kind_words (day->kind));
  if (day->number > 0)
    g_string_append_printf (text, day->kind == TD_CLOCK_DAY_LATE ? " %d ngày làm việc" : " ngày %d",
                            day->number);
  if (day->is_due)
    g_string_append (text, " · hạn trả kết quả");

  return g_string_free (text, FALSE);
}

static void
show_strip (TdCaseDays *self, const GArray *days)
{
  GArray *cells = g_array_new (FALSE, TRUE, sizeof (TdDayCell));
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < days->len; i++)
    {
      const TdClockDay *day = &g_array_index (days, TdClockDay, i);
      TdDayCell cell = { .shape = shapes[day->kind], .number = day->number, .rule = day->is_due };

      if (i == 0 || day->is_due ||
          (i + 1 == days->len && !g_array_index (days, TdClockDay, i - 1).is_due))
        caption (&cell, &day->date);
      g_array_append_val (cells, cell);
      g_ptr_array_add (words, day_words (day));
    }
  td_day_strip_view_set_days (self->strip, cells, words);
}

static const char *
status_of (const TdClockStretch *stretch)
{
  if (stretch->result)
    return stretch->kind == TD_CLOCK_DAY_LATE ? "overdue" : "done";
  switch (stretch->kind)
    {
    case TD_CLOCK_DAY_PAUSED:
      return "waiting";
    case TD_CLOCK_DAY_LATE:
      return "overdue";
    case TD_CLOCK_DAY_UNCOUNTED:
      return "in_progress";
    default:
      return "not_started";
    }
}

static GtkWidget *
label_new (const char *text, const char *css_class, float xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
icon_new (const TdClockStretch *stretch)
{
  const char *status = status_of (stretch);
  GtkWidget *icon = gtk_image_new_from_icon_name (stretch->kind == TD_CLOCK_DAY_HOLIDAY
                                                      ? "x-office-calendar-symbolic"
                                                      : td_status_icon_name (status));

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 14);
  gtk_widget_add_css_class (icon, td_status_css_class (status));

  return icon;
}

static void
add_line (GtkGrid *grid, int row, const TdClockStretch *stretch)
{
  GtkWidget *when = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *what = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gboolean late = stretch->kind == TD_CLOCK_DAY_LATE;
  GtkWidget *title = label_new (stretch->title,
                                late                                   ? "td-late"
                                : stretch->kind == TD_CLOCK_DAY_PAUSED ? "td-wait"
                                                                       : "heading",
                                0);
  GtkWidget *text = label_new (stretch->text, "td-dim", 0);

  gtk_box_append (GTK_BOX (when), label_new (stretch->when, "heading", 0));
  gtk_box_append (GTK_BOX (when), label_new (stretch->span, "td-dim", 0));
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_widget_set_visible (text, *stretch->text != '\0');
  gtk_widget_set_hexpand (what, TRUE);
  gtk_box_append (GTK_BOX (what), title);
  gtk_box_append (GTK_BOX (what), text);
  gtk_grid_attach (grid, when, 0, row, 1, 1);
  gtk_grid_attach (grid, icon_new (stretch), 1, row, 1, 1);
  gtk_grid_attach (grid, what, 2, row, 1, 1);
  gtk_grid_attach (grid, label_new (stretch->total, late ? "td-late" : "heading", 1), 3, row, 1, 1);
}

static void
clear_lines (TdCaseDays *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->lines)) != NULL)
    gtk_grid_remove (GTK_GRID (self->lines), child);
}

static void
show_lines (TdCaseDays *self, const GPtrArray *stretches)
{
  for (guint i = 0; i < stretches->len; i++)
    add_line (GTK_GRID (self->lines), (int) i, g_ptr_array_index (stretches, i));
}

static void
show_range (TdCaseDays *self, const GArray *days)
{
  g_autofree char *from = td_date_format_display (&g_array_index (days, TdClockDay, 0).date);
  g_autofree char *to =
      td_date_format_display (&g_array_index (days, TdClockDay, days->len - 1).date);
  g_autofree char *range = g_strdup_printf ("%s – %s", from, to);

  gtk_label_set_label (self->range, range);
}

/**
 * td_case_days_set_case:
 * @self: a view
 * @dossier: (nullable): a dossier
 *
 * Shows the days of a dossier; nothing where they are not known.
 */
void
td_case_days_set_case (TdCaseDays *self, const TdDossierCase *dossier)
{
  gboolean known = dossier != NULL && dossier->days != NULL && dossier->days->len > 0;
  TdLimitUnit unit;

  gtk_widget_set_visible (self->box, known);
  clear_lines (self);
  if (!known)
    return;
  gtk_label_set_label (self->counted,
                       dossier->procedure != NULL &&
                               td_limit_unit_parse (dossier->procedure->limit_unit, &unit) &&
                               unit == TD_LIMIT_HOUR
                           ? _ ("Hours counted")
                           : _ ("Days counted"));
  show_range (self, dossier->days);
  show_strip (self, dossier->days);
  show_lines (self, dossier->stretches);
}

static void
td_case_days_dispose (GObject *object)
{
  g_clear_pointer (&TD_CASE_DAYS (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (td_case_days_parent_class)->dispose (object);
}

static void
td_case_days_class_init (TdCaseDaysClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_case_days_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkLabel *
add_heading (TdCaseDays *self, const char *left)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *right = label_new (NULL, "td-dim", 1);

  gtk_box_append (GTK_BOX (row), label_new (left, "td-dim", 0));
  gtk_widget_set_hexpand (right, TRUE);
  gtk_box_append (GTK_BOX (row), right);
  gtk_box_append (GTK_BOX (self->box), row);

  return GTK_LABEL (right);
}

static void
td_case_days_init (TdCaseDays *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (self->box, FALSE);
  self->range = add_heading (self, _ ("Day by day"));
  gtk_widget_add_css_class (GTK_WIDGET (self->range), "numeric");
  self->strip = TD_DAY_STRIP_VIEW (td_day_strip_view_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->strip), "td-s");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->strip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Day by day"), -1);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->strip));
  self->counted = add_heading (self, _ ("How the due time comes about"));
  self->lines = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->lines), 6);
  gtk_grid_set_column_spacing (GTK_GRID (self->lines), 8);
  gtk_widget_add_css_class (self->lines, "td-card");
  gtk_widget_add_css_class (self->lines, "td-facts");
  gtk_widget_add_css_class (self->lines, "td-s");
  gtk_widget_add_css_class (self->lines, "numeric");
  gtk_box_append (GTK_BOX (self->box), self->lines);
}

GtkWidget *
td_case_days_new (void)
{
  return g_object_new (TD_TYPE_CASE_DAYS, NULL);
}
