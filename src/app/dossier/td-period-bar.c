/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-period-bar.h"

#include "td-date-entry.h"
#include "td-date.h"
#include "td-report-period.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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
  gboolean remembered;
};

G_DEFINE_FINAL_TYPE (TdPeriodBar, td_period_bar, GTK_TYPE_WIDGET)

enum
{
  PROP_CUTOFF = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
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
  g_date_set_dmy (to, g_date_get_days_in_month ((GDateMonth) last, (GDateYear) year),
                  (GDateMonth) last, (GDateYear) year);
  td_report_period_close_on (from, to, cutoff);
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
  first = td_date_format_display (&from);
  last = td_date_format_display (&to);
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
set_days (TdPeriodBar *self, const GDate *from, const GDate *to)
{
  g_autofree char *first = td_date_format_iso (from);
  g_autofree char *last = td_date_format_iso (to);

  self->custom_from = *from;
  self->custom_to = *to;
  td_date_entry_set_date (TD_DATE_ENTRY (self->from_entry), first);
  td_date_entry_set_date (TD_DATE_ENTRY (self->to_entry), last);
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
    set_days (self, &from, &to);
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

  if (self->updating || self->kind != TD_PERIOD_CUSTOM || first == NULL || last == NULL ||
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

/**
 * td_period_bar_get_text:
 * @self: a bar
 *
 * Returns: (transfer full): the period as td_report_period_parse() reads it: "2024-Q1"
 */
char *
td_period_bar_get_text (TdPeriodBar *self)
{
  switch (self->kind)
    {
    case TD_PERIOD_MONTH:
      return g_strdup_printf ("%d-%02d", self->year, self->index + 1);
    case TD_PERIOD_QUARTER:
      return g_strdup_printf ("%d-Q%d", self->year, self->index + 1);
    case TD_PERIOD_HALF:
      return g_strdup_printf (self->index == 0 ? "%d-6M" : "%d-H2", self->year);
    case TD_PERIOD_NINE:
      return g_strdup_printf ("%d-9M", self->year);
    case TD_PERIOD_YEAR:
      return g_strdup_printf ("%d", self->year);
    default:
      {
        g_autofree char *first = td_date_format_iso (&self->custom_from);
        g_autofree char *last = td_date_format_iso (&self->custom_to);

        return g_strdup_printf ("%s..%s", first, last);
      }
    }
}

/* The kind of a period in words, "..": any two days */
static TdPeriodKind
kind_of_text (const char *text)
{
  const char *part = strchr (text, '-');

  if (strstr (text, "..") != NULL)
    return TD_PERIOD_CUSTOM;
  if (part == NULL)
    return TD_PERIOD_YEAR;
  if (part[1] == 'Q')
    return TD_PERIOD_QUARTER;
  if (g_str_equal (part, "-9M"))
    return TD_PERIOD_NINE;

  return part[1] == 'H' || g_str_equal (part, "-6M") ? TD_PERIOD_HALF : TD_PERIOD_MONTH;
}

/**
 * td_period_bar_set_text:
 * @self: a bar
 * @text: a period as td_period_bar_get_text() writes it
 *
 * Goes there without telling.
 *
 * Returns: whether it is a period
 */
gboolean
td_period_bar_set_text (TdPeriodBar *self, const char *text)
{
  GDate from, to;
  TdPeriodKind kind;

  if (!td_report_period_parse (text, &from, &to))
    return FALSE;
  kind = kind_of_text (text);
  self->updating = TRUE;
  if (kind == TD_PERIOD_CUSTOM)
    set_days (self, &from, &to);
  self->updating = FALSE;
  td_period_bar_show_day (self, kind, &to);

  return TRUE;
}

/**
 * td_period_bar_show_last_half:
 * @self: a bar
 *
 * Goes to the half year that ended last, of which reports are asked for: from July on the first of
 * this year, before it all of the year before.
 */
void
td_period_bar_show_last_half (TdPeriodBar *self)
{
  g_autofree char *text = NULL;
  GDate today;
  int year;

  td_date_today (&today);
  year = g_date_get_year (&today);
  text = g_date_get_month (&today) >= G_DATE_JULY ? g_strdup_printf ("%d-6M", year)
                                                  : g_strdup_printf ("%d", year - 1);
  td_period_bar_set_text (self, text);
}

void
td_period_bar_set_cutoff (TdPeriodBar *self, guint day)
{
  if (self->cutoff == day || day > 28)
    return;
  self->cutoff = day;
  changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CUTOFF]);
}

/**
 * td_period_bar_add_action:
 * @self: a bar
 * @map: the actions of its page
 *
 * Adds the action "cutoff" that td_period_bar_menu() shows.
 */
void
td_period_bar_add_action (TdPeriodBar *self, GActionMap *map)
{
  g_autoptr (GPropertyAction) action = g_property_action_new ("cutoff", self, "cutoff");

  g_action_map_add_action (map, G_ACTION (action));
}

/**
 * td_period_bar_remember:
 * @self: a bar
 * @settings: (nullable): where the day on which figures close is kept
 */
void
td_period_bar_remember (TdPeriodBar *self, GSettings *settings)
{
  if (settings == NULL || self->remembered)
    return;
  self->remembered = TRUE;
  g_settings_bind (settings, "figures-close-on", self, "cutoff", G_SETTINGS_BIND_DEFAULT);
}

/**
 * td_period_bar_menu:
 *
 * Returns: (transfer full): the days on which figures may close, for the action "page.cutoff"
 */
GMenuModel *
td_period_bar_menu (void)
{
  static const int days[] = { 9, 10, 14, 19, 24 };
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("Periods Follow the Calendar"), "page.cutoff(0)");
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *label = g_strdup_printf (_ ("Figures Close on Day %d"), days[i]);
      g_autofree char *action = g_strdup_printf ("page.cutoff(%d)", days[i]);

      g_menu_append (menu, label, action);
    }

  return G_MENU_MODEL (menu);
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
td_period_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CUTOFF)
    g_value_set_int (value, (int) TD_PERIOD_BAR (object)->cutoff);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
td_period_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CUTOFF)
    td_period_bar_set_cutoff (TD_PERIOD_BAR (object), (guint) g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
td_period_bar_class_init (TdPeriodBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_period_bar_dispose;
  G_OBJECT_CLASS (klass)->get_property = td_period_bar_get_property;
  G_OBJECT_CLASS (klass)->set_property = td_period_bar_set_property;
  properties[PROP_CUTOFF] =
      g_param_spec_int ("cutoff", NULL, NULL, 0, 28, 0,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
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
