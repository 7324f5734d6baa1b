/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-date-entry.h"

#include "td-date.h"

#include <glib/gi18n-lib.h>

/* An entry for a day. People type what td_date_parse_typed() reads: "15/3", "15/3/2026", "+10n",
 * "hôm nay"; the property `date` is ISO 8601 text or NULL. It changes when the entry is left or
 * Enter is pressed, or when a day is picked in the calendar; words that are no date mark the entry
 * and leave the property alone.
 *
 * CSS: `dateentry` > `entry`; class `error` on the entry. */
struct _TdDateEntry
{
  GtkWidget parent_instance;

  GtkWidget *entry;
  GtkWidget *popover;
  GtkCalendar *calendar;
  char *date;
  gboolean replacing; /* the text is on its way to another one */
};

G_DEFINE_FINAL_TYPE (TdDateEntry, td_date_entry, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_DATE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
set_wrong (TdDateEntry *self, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
show_date (TdDateEntry *self)
{
  GtkEditable *entry = GTK_EDITABLE (self->entry);
  g_autofree char *text = self->date ? td_date_display_iso (self->date) : NULL;

  set_wrong (self, FALSE);
  if (g_strcmp0 (gtk_editable_get_text (entry), text ? text : "") == 0)
    return;
  self->replacing = text != NULL;
  gtk_editable_delete_text (entry, 0, -1);
  self->replacing = FALSE;
  if (text)
    {
      int position = 0;

      gtk_editable_insert_text (entry, text, -1, &position);
    }
}

static gboolean
parse (TdDateEntry *self, char **iso)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  GDate today, date;

  *iso = NULL;
  if (*g_strstrip (text) == '\0')
    return TRUE;

  g_date_clear (&today, 1);
  g_date_clear (&date, 1);
  td_date_today (&today);
  if (!td_date_parse_typed (text, &today, g_date_get_year (&today), &date))
    return FALSE;
  *iso = td_date_format_iso (&date);

  return TRUE;
}

/* Who enables a button by what is typed would disable it for a moment, and lose the click on it
 * that took the focus away, if it heard of the empty text between two texts. */
static void
changed_cb (TdDateEntry *self)
{
  if (self->replacing)
    g_signal_stop_emission_by_name (self->entry, "changed");
  else if (gtk_widget_has_css_class (self->entry, "error") && td_date_entry_is_valid (self))
    set_wrong (self, FALSE);
}

static void
commit (TdDateEntry *self)
{
  g_autofree char *iso = NULL;

  if (!parse (self, &iso))
    {
      set_wrong (self, TRUE);
      return;
    }
  td_date_entry_set_date (self, iso);
  show_date (self);
}

static void
icon_press_cb (TdDateEntry *self)
{
  GDate date;

  g_date_clear (&date, 1);
  if (!self->date || !td_date_parse_iso (self->date, &date))
    td_date_today (&date);
  if (g_date_valid (&date))
    {
      g_autoptr (GDateTime) day = g_date_time_new_local (
          g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date), 12, 0, 0);

      gtk_calendar_select_day (self->calendar, day);
    }
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
day_selected_cb (TdDateEntry *self)
{
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *iso = NULL;

  if (!gtk_widget_get_mapped (self->popover))
    return;

  day = gtk_calendar_get_date (self->calendar);
  iso = g_date_time_format (day, "%Y-%m-%d");
  td_date_entry_set_date (self, iso);
  show_date (self);
}

static gboolean
key_pressed_cb (TdDateEntry *self, guint key, guint code, GdkModifierType state)
{
  if (key != GDK_KEY_Down || !(state & GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;

  icon_press_cb (self);

  return GDK_EVENT_STOP;
}

/**
 * td_date_entry_get_date:
 * @self: a date entry
 *
 * Returns: (nullable): the day, ISO 8601
 */
const char *
td_date_entry_get_date (TdDateEntry *self)
{
  g_return_val_if_fail (TD_IS_DATE_ENTRY (self), NULL);

  return self->date;
}

/**
 * td_date_entry_set_date:
 * @self: a date entry
 * @iso: (nullable): the day, ISO 8601
 *
 * Shows a day, unless something else is being typed.
 */
void
td_date_entry_set_date (TdDateEntry *self, const char *iso)
{
  g_return_if_fail (TD_IS_DATE_ENTRY (self));

  if (iso && !*iso)
    iso = NULL;
  if (g_strcmp0 (self->date, iso) == 0)
    return;

  g_free (self->date);
  self->date = g_strdup (iso);
  show_date (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATE]);
}

/**
 * td_date_entry_set_label:
 * @self: a date entry
 * @label: what the day is, for screen readers
 *
 * Names the entry.
 */
void
td_date_entry_set_label (TdDateEntry *self, const char *label)
{
  g_return_if_fail (TD_IS_DATE_ENTRY (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

/**
 * td_date_entry_is_valid:
 * @self: a date entry
 *
 * Returns: whether the typed words are a day or empty
 */
gboolean
td_date_entry_is_valid (TdDateEntry *self)
{
  g_autofree char *iso = NULL;

  g_return_val_if_fail (TD_IS_DATE_ENTRY (self), FALSE);

  return parse (self, &iso);
}

/**
 * td_date_entry_get_entry:
 * @self: a date entry
 *
 * Returns: (transfer none): the entry inside, for mnemonics and focus
 */
GtkWidget *
td_date_entry_get_entry (TdDateEntry *self)
{
  g_return_val_if_fail (TD_IS_DATE_ENTRY (self), NULL);

  return self->entry;
}

static gboolean
td_date_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TD_DATE_ENTRY (widget)->entry);
}

static void
td_date_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_DATE)
    g_value_set_string (value, TD_DATE_ENTRY (object)->date);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
td_date_entry_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_DATE)
    td_date_entry_set_date (TD_DATE_ENTRY (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
td_date_entry_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TdDateEntry *self = TD_DATE_ENTRY (widget);

  gtk_widget_allocate (self->entry, width, height, baseline, NULL);
  gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
td_date_entry_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  gtk_widget_measure (TD_DATE_ENTRY (widget)->entry, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
td_date_entry_dispose (GObject *object)
{
  TdDateEntry *self = TD_DATE_ENTRY (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);

  G_OBJECT_CLASS (td_date_entry_parent_class)->dispose (object);
}

static void
td_date_entry_finalize (GObject *object)
{
  g_free (TD_DATE_ENTRY (object)->date);

  G_OBJECT_CLASS (td_date_entry_parent_class)->finalize (object);
}

static void
td_date_entry_class_init (TdDateEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = td_date_entry_get_property;
  object_class->set_property = td_date_entry_set_property;
  object_class->dispose = td_date_entry_dispose;
  object_class->finalize = td_date_entry_finalize;
  widget_class->measure = td_date_entry_measure;
  widget_class->size_allocate = td_date_entry_size_allocate;
  widget_class->grab_focus = td_date_entry_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "dateentry");

  properties[PROP_DATE] =
      g_param_spec_string ("date", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
td_date_entry_init (TdDateEntry *self)
{
  GtkEventController *controller;

  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("day/month/year"));
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                     "x-office-calendar-symbolic");
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                   _ ("Calendar (Alt+Down)"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 10);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  td_date_entry_set_label (self, _ ("Date"));

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->calendar));
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));

  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (commit), self);
  g_signal_connect_swapped (self->entry, "icon-press", G_CALLBACK (icon_press_cb), self);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
  controller = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (controller, "leave", G_CALLBACK (commit), self);
  gtk_widget_add_controller (self->entry, controller);
  controller = gtk_event_controller_key_new ();
  g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, controller);
}

/**
 * td_date_entry_new:
 *
 * Returns: an empty date entry
 */
GtkWidget *
td_date_entry_new (void)
{
  return g_object_new (TD_TYPE_DATE_ENTRY, NULL);
}
