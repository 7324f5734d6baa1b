/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-period-bar.h"

#include "td-date-entry.h"
#include "td-date.h"

#include <glib/gi18n-lib.h>

struct _TdPeriodBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *suffix;
  GtkToggleButton *kinds[TD_N_PERIODS];
  GtkLabel *name;
  GtkLabel *range;
  GtkWidget *previous, *next;
  GtkWidget *from_entry, *to_entry;
  TdPeriodKind kind;
  int year, index;
  guint cutoff;
  GDate custom_from, custom_to;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (TdPeriodBar, td_period_bar, GTK_TYPE_WIDGET)

static guint changed_signal;

static const struct
{
  const char *label;
  int months, per_year;
} kinds[TD_N_PERIODS] = {
  { N_ ("Month"), 1, 12 },   { N_ ("Quarter"), 3, 4 }, { N_ ("6 months"), 6, 2 },
  { N_ ("9 months"), 9, 1 }, { N_ ("Year"), 12, 1 },   { N_ ("Other"), 0, 0 },
};

void
td_period_range (TdPeriodKind kind, int year, int index, guint cutoff, GDate *from, GDate *to)
{
  int first = index * kinds[kind].months + 1;
  int last = first + kinds[kind].months - 1;

  g_date_clear (from, 1);
  g_date_clear (to, 1);
  g_date_set_dmy (from, 1, (GDateMonth) first, (GDateYear) year);
  if (cutoff > 0)
    {
      g_date_set_dmy (to, (GDateDay) cutoff, (GDateMonth) last, (GDateYear) year);
      /* from the day after the last closing */
      g_date_subtract_months (from, 1);
      g_date_add_days (from, cutoff);
    }
  else
    g_date_set_dmy (to, g_date_get_days_in_month ((GDateMonth) last, (GDateYear) year),
                    (GDateMonth) last, (GDateYear) year);
}

void
td_period_bar_get_range (TdPeriodBar *self, GDate *from, GDate *to)
{
  if (self->kind == TD_PERIOD_CUSTOM)
    {
      *from = self->custom_from;
      *to = self->custom_to;
    }
  else
    td_period_range (self->kind, self->year, self->index, self->cutoff, from, to);
}

static char *
day_words (const GDate *date)
{
  return td_date_format_display (date);
}

char *
td_period_bar_get_words (TdPeriodBar *self)
{
  switch (self->kind)
    {
    case TD_PERIOD_MONTH:
      return g_strdup_printf (_ ("Month %d/%d"), self->index + 1, self->year);
    case TD_PERIOD_QUARTER:
      {
        static const char *const roman[] = { "I", "II", "III", "IV" };

        return g_strdup_printf (_ ("Quarter %s/%d"), roman[self->index & 3], self->year);
      }
    case TD_PERIOD_HALF:
      return self->index == 0 ? g_strdup_printf (_ ("First half of %d"), self->year)
                              : g_strdup_printf (_ ("Second half of %d"), self->year);
    case TD_PERIOD_NINE:
      return g_strdup_printf (_ ("First nine months of %d"), self->year);
    case TD_PERIOD_YEAR:
      return g_strdup_printf (_ ("Year %d"), self->year);
    default:
      return g_strdup (_ ("Chosen days"));
    }
}

static void
update (TdPeriodBar *self)
{
  g_autofree char *words = td_period_bar_get_words (self);
  gboolean custom = self->kind == TD_PERIOD_CUSTOM;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *range = NULL;
  GDate from, to;

  td_period_bar_get_range (self, &from, &to);
  first = day_words (&from);
  last = day_words (&to);
  range = g_strdup_printf ("%s – %s", first, last);
  gtk_label_set_label (self->name, words);
  gtk_label_set_label (self->range, range);
  gtk_widget_set_visible (GTK_WIDGET (self->range), !custom);
  gtk_widget_set_visible (GTK_WIDGET (self->name), !custom);
  gtk_widget_set_visible (self->from_entry, custom);
  gtk_widget_set_visible (self->to_entry, custom);
  gtk_widget_set_sensitive (self->previous, !custom);
  gtk_widget_set_sensitive (self->next, !custom);
}

static void
changed (TdPeriodBar *self)
{
  update (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
step (TdPeriodBar *self, int by)
{
  int per_year = MAX (kinds[self->kind].per_year, 1);
  int at = self->year * per_year + self->index + by;

  if (self->kind == TD_PERIOD_CUSTOM || at < 1991 * per_year || at > 2098 * per_year)
    return;
  self->year = at / per_year;
  self->index = at % per_year;
  changed (self);
}

static void
previous_cb (TdPeriodBar *self)
{
  step (self, -1);
}

static void
next_cb (TdPeriodBar *self)
{
  step (self, 1);
}

static void
index_of_month (TdPeriodBar *self, int month)
{
  self->index = kinds[self->kind].per_year <= 1 ? 0 : (month - 1) / kinds[self->kind].months;
}

static void
kind_cb (TdPeriodBar *self, GtkToggleButton *button)
{
  GDate from, to;

  if (self->updating || !gtk_toggle_button_get_active (button))
    return;
  td_period_bar_get_range (self, &from, &to);
  self->kind = (TdPeriodKind) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "td-kind"));
  if (self->kind == TD_PERIOD_CUSTOM)
    {
      g_autofree char *first = td_date_format_iso (&from);
      g_autofree char *last = td_date_format_iso (&to);

      self->custom_from = from;
      self->custom_to = to;
      td_date_entry_set_date (TD_DATE_ENTRY (self->from_entry), first);
      td_date_entry_set_date (TD_DATE_ENTRY (self->to_entry), last);
    }
  else
    {
      self->year = g_date_get_year (&to);
      index_of_month (self, (int) g_date_get_month (&to));
    }
  changed (self);
}

static void
days_cb (TdPeriodBar *self)
{
  const char *first = td_date_entry_get_date (TD_DATE_ENTRY (self->from_entry));
  const char *last = td_date_entry_get_date (TD_DATE_ENTRY (self->to_entry));
  GDate from, to;

  if (self->kind != TD_PERIOD_CUSTOM || first == NULL || last == NULL ||
      !td_date_parse_iso (first, &from) || !td_date_parse_iso (last, &to) ||
      g_date_compare (&from, &to) > 0)
    return;
  self->custom_from = from;
  self->custom_to = to;
  changed (self);
}

void
td_period_bar_show_day (TdPeriodBar *self, TdPeriodKind kind, const GDate *day)
{
  self->updating = TRUE;
  self->kind = kind;
  self->year = g_date_get_year (day);
  index_of_month (self, (int) g_date_get_month (day));
  gtk_toggle_button_set_active (self->kinds[kind], TRUE);
  self->updating = FALSE;
  update (self);
}

void
td_period_bar_set_cutoff (TdPeriodBar *self, guint day)
{
  if (self->cutoff == day || day > 28)
    return;
  self->cutoff = day;
  changed (self);
}

guint
td_period_bar_get_cutoff (TdPeriodBar *self)
{
  return self->cutoff;
}

void
td_period_bar_add_suffix (TdPeriodBar *self, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (self->suffix), widget);
}

static void
td_period_bar_dispose (GObject *object)
{
  g_clear_pointer (&TD_PERIOD_BAR (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (td_period_bar_parent_class)->dispose (object);
}

static void
td_period_bar_class_init (TdPeriodBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_period_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
arrow_new (const char *icon, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);

  return button;
}

static void
add_kinds (TdPeriodBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (guint i = 0; i < TD_N_PERIODS; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (_ (kinds[i].label));

      self->kinds[i] = GTK_TOGGLE_BUTTON (button);
      g_object_set_data (G_OBJECT (button), "td-kind", GINT_TO_POINTER ((int) i));
      gtk_widget_add_css_class (button, "td-s");
      if (i > 0)
        gtk_toggle_button_set_group (self->kinds[i], self->kinds[0]);
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (kind_cb), self);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_box_append (GTK_BOX (self->box), box);
}

static GtkWidget *
day_entry_new (TdPeriodBar *self, const char *label)
{
  GtkWidget *entry = td_date_entry_new ();

  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (entry, "notify::date", G_CALLBACK (days_cb), self);
  gtk_box_append (GTK_BOX (self->box), entry);

  return entry;
}

static void
td_period_bar_init (TdPeriodBar *self)
{
  GDate today;

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->box, "td-strip");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->previous = arrow_new ("go-previous-symbolic", _ ("Period before"));
  g_signal_connect_swapped (self->previous, "clicked", G_CALLBACK (previous_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->previous);
  add_kinds (self);
  self->name = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->name), "heading");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->name));
  self->from_entry = day_entry_new (self, _ ("First day"));
  self->to_entry = day_entry_new (self, _ ("Last day"));
  self->next = arrow_new ("go-next-symbolic", _ ("Period after"));
  g_signal_connect_swapped (self->next, "clicked", G_CALLBACK (next_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->next);
  self->range = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->range), "td-dim");
  gtk_widget_add_css_class (GTK_WIDGET (self->range), "numeric");
  gtk_label_set_ellipsize (self->range, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->range));
  self->suffix = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_set_hexpand (self->suffix, TRUE);
  gtk_widget_set_halign (self->suffix, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (self->box), self->suffix);
  td_date_today (&today);
  td_period_bar_show_day (self, TD_PERIOD_HALF, &today);
}

GtkWidget *
td_period_bar_new (void)
{
  return g_object_new (TD_TYPE_PERIOD_BAR, NULL);
}
