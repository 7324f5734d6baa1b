/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-calendar.h"

#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-office-calendar.h"
#include "td-status-pill.h"

#define WEEKS 6
#define MOST_IN_DAY 3

struct _TdTaskCalendar
{
  GtkWidget parent_instance;

  TdTaskModel *model;
  TdWorkspace *workspace;
  int year, month;

  GtkWidget *box;
  GtkLabel *title;
  GtkGrid *grid;
  TdWorkCalendar *days_off; /* (nullable): of the office, as last read */
  GHashTable *days;         /* Julian day -> GArray of places in the snapshot */
};

G_DEFINE_FINAL_TYPE (TdTaskCalendar, td_task_calendar, GTK_TYPE_WIDGET)

enum
{
  TASK,
  DAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
add_to_day (TdTaskCalendar *self, guint32 day, guint place)
{
  GArray *places = g_hash_table_lookup (self->days, GUINT_TO_POINTER (day));

  if (day == 0)
    return;
  if (places == NULL)
    {
      places = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->days, GUINT_TO_POINTER (day), places);
    }
  g_array_append_val (places, place);
}

/* A recurring task is due on the last day of each of its turns. */
static void
collect (TdTaskCalendar *self)
{
  const TdTaskResult *result = td_task_model_get_result (self->model);
  g_autoptr (GArray) places = td_task_model_dup_places (self->model);

  g_hash_table_remove_all (self->days);
  for (guint i = 0; i < places->len; i++)
    {
      guint place = g_array_index (places, guint, i);
      const TdTaskFacts *facts = td_task_snapshot_nth (result->snapshot, place);

      if (facts->n_turns == 0)
        add_to_day (self, td_task_snapshot_due (result->snapshot, facts, result->as_of), place);
      for (guint t = 0; t < facts->n_turns; t++)
        add_to_day (self,
                    g_array_index (result->snapshot->turns, TdTaskTurn, facts->turns_at + t).last,
                    place);
    }
}

/**
 * td_task_calendar_count_on:
 * @self: a calendar
 * @day: Julian day
 *
 * Returns: how many tasks or turns are due on that day
 */
guint
td_task_calendar_count_on (TdTaskCalendar *self, guint32 day)
{
  const GArray *places = g_hash_table_lookup (self->days, GUINT_TO_POINTER (day));

  return places != NULL ? places->len : 0;
}

static void
task_clicked_cb (TdTaskCalendar *self, GtkButton *button)
{
  gint64 *id = g_object_get_data (G_OBJECT (button), "td-task");

  g_signal_emit (self, signals[TASK], 0, *id);
}

static void
more_clicked_cb (TdTaskCalendar *self, GtkButton *button)
{
  g_signal_emit (self, signals[DAY], 0, g_object_get_data (G_OBJECT (button), "td-day"));
}

static GtkWidget *
make_task (TdTaskCalendar *self, guint place)
{
  const TdTaskResult *result = td_task_model_get_result (self->model);
  const TdTaskFacts *facts = td_task_snapshot_nth (result->snapshot, place);
  const char *nick = td_task_look_nick (td_task_look (result->snapshot, facts, result->as_of));
  g_autoptr (TdRecord) record = td_workspace_get_record (self->workspace, TD_KIND_TASK, facts->id);
  const TdTaskRow *row = td_record_get_row (record);
  g_autofree char *content =
      g_strdelimit (g_strdup (row != NULL && row->content != NULL ? row->content : ""), "\n", ' ');
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *icon = gtk_image_new_from_icon_name (td_status_icon_name (nick));
  GtkWidget *label = gtk_label_new (content);

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
  gtk_widget_add_css_class (icon, td_status_css_class (nick));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "day-task");
  gtk_widget_set_tooltip_text (button, content);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, content,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "td-task", g_memdup2 (&facts->id, sizeof facts->id),
                          g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (task_clicked_cb), self);

  return button;
}

static void
add_tasks (TdTaskCalendar *self, GtkWidget *cell, const GDate *day)
{
  const GArray *places =
      g_hash_table_lookup (self->days, GUINT_TO_POINTER (g_date_get_julian (day)));
  guint n = places != NULL ? places->len : 0;
  guint shown = n > MOST_IN_DAY ? MOST_IN_DAY - 1 : n;

  for (guint i = 0; i < shown; i++)
    gtk_box_append (GTK_BOX (cell), make_task (self, g_array_index (places, guint, i)));
  if (n > shown)
    {
      g_autofree char *text = g_strdup_printf (_ ("%u more"), n - shown);
      GtkWidget *button = gtk_button_new_with_label (text);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "day-task");
      g_object_set_data_full (G_OBJECT (button), "td-day", td_date_format_iso (day), g_free);
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (more_clicked_cb), self);
      gtk_box_append (GTK_BOX (cell), button);
    }
}

/* What the working calendar says of a day that is not like its weekday */
static void
add_notice (TdTaskCalendar *self, GtkWidget *cell, GtkWidget *head, const GDate *day)
{
  TdDayKind kind = TD_DAY_HOLIDAY;
  const char *name =
      self->days_off != NULL ? td_work_calendar_get_day (self->days_off, day, &kind) : NULL;
  GtkWidget *label;

  if (name == NULL)
    return;
  if (kind == TD_DAY_MAKE_UP)
    {
      gtk_widget_remove_css_class (cell, "weekend");
      name = *name != '\0' ? name : _ ("worked instead");
    }
  else
    {
      gtk_widget_add_css_class (cell, "weekend");
      if (*name == '\0')
        name = kind == TD_DAY_HOLIDAY        ? _ ("public holiday")
               : kind == TD_DAY_COMPENSATION ? _ ("free for a holiday")
                                             : _ ("swapped, free");
    }
  label = gtk_label_new (name);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, name);
  gtk_widget_add_css_class (label, "td-xs");
  gtk_widget_add_css_class (label, kind == TD_DAY_MAKE_UP ? "td-soon" : "td-late");
  gtk_box_append (GTK_BOX (head), label);
}

static GtkWidget *
make_day (TdTaskCalendar *self, const GDate *day, guint32 today)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *number = g_strdup_printf ("%d", g_date_get_day (day));
  g_autofree char *full = td_date_format_display (day);
  GtkWidget *label = gtk_label_new (number);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "day-number");
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, full, -1);
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (cell), head);
  gtk_widget_add_css_class (cell, "day");
  if ((int) g_date_get_month (day) != self->month)
    gtk_widget_add_css_class (cell, "other");
  if (g_date_get_weekday (day) >= G_DATE_SATURDAY)
    gtk_widget_add_css_class (cell, "weekend");
  add_notice (self, cell, head, day);
  if (g_date_get_julian (day) == today)
    gtk_widget_add_css_class (cell, "today");
  gtk_widget_set_hexpand (cell, TRUE);
  gtk_widget_set_vexpand (cell, TRUE);
  add_tasks (self, cell, day);

  return cell;
}

static void
fill (TdTaskCalendar *self)
{
  const TdTaskResult *result = td_task_model_get_result (self->model);
  g_autofree char *title = g_strdup_printf (_ ("Month %d/%d"), self->month, self->year);
  GtkWidget *child;
  GDate day;

  while ((child = gtk_grid_get_child_at (self->grid, 0, 1)))
    gtk_grid_remove_row (self->grid, 1);
  gtk_label_set_label (self->title, title);
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, (GDateMonth) self->month, (GDateYear) self->year);
  g_date_subtract_days (&day, (guint) g_date_get_weekday (&day) - 1);
  for (int cell = 0; cell < WEEKS * 7; cell++, g_date_add_days (&day, 1))
    gtk_grid_attach (self->grid, make_day (self, &day, result != NULL ? result->as_of : 0),
                     cell % 7, 1 + cell / 7, 1, 1);
}

/**
 * td_task_calendar_show_month:
 * @self: a calendar
 * @year: 1 to 9998
 * @month: 1 to 12
 */
void
td_task_calendar_show_month (TdTaskCalendar *self, int year, int month)
{
  g_return_if_fail (TD_IS_TASK_CALENDAR (self) && month >= 1 && month <= 12);

  self->year = CLAMP (year, 1, 9998);
  self->month = month;
  fill (self);
}

/**
 * td_task_calendar_update:
 * @self: a calendar
 *
 * Shows what the list holds now.
 */
void
td_task_calendar_update (TdTaskCalendar *self)
{
  const TdTaskResult *result;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (TD_IS_TASK_CALENDAR (self));

  result = td_task_model_get_result (self->model);
  if (result == NULL)
    return;
  if (self->year == 0)
    {
      GDate today;

      g_date_clear (&today, 1);
      g_date_set_julian (&today, result->as_of);
      self->year = g_date_get_year (&today);
      self->month = (int) g_date_get_month (&today);
    }
  collect (self);
  g_clear_pointer (&self->days_off, td_work_calendar_unref);
  self->days_off = td_office_calendar_load (td_workspace_get_connection (self->workspace), &error);
  if (self->days_off == NULL)
    g_message ("working calendar: %s", error->message);
  fill (self);
}

static void
turn (TdTaskCalendar *self, int months)
{
  int month = self->year * 12 + self->month - 1 + months;

  td_task_calendar_show_month (self, month / 12, month % 12 + 1);
}

static void
previous_cb (TdTaskCalendar *self)
{
  turn (self, -1);
}

static void
next_cb (TdTaskCalendar *self)
{
  turn (self, 1);
}

static void
today_cb (TdTaskCalendar *self)
{
  self->year = 0;
  td_task_calendar_update (self);
}

static gboolean
key_cb (TdTaskCalendar *self,
        guint key,
        guint code G_GNUC_UNUSED,
        GdkModifierType state G_GNUC_UNUSED)
{
  if (key == GDK_KEY_Page_Up)
    previous_cb (self);
  else if (key == GDK_KEY_Page_Down)
    next_cb (self);
  else if (key == GDK_KEY_Home)
    today_cb (self);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static void
td_task_calendar_dispose (GObject *object)
{
  TdTaskCalendar *self = TD_TASK_CALENDAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->days, g_hash_table_unref);
  g_clear_pointer (&self->days_off, td_work_calendar_unref);
  g_clear_object (&self->model);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_task_calendar_parent_class)->dispose (object);
}

static void
td_task_calendar_class_init (TdTaskCalendarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_task_calendar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "taskcalendar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[TASK] = g_signal_new ("task", TD_TYPE_TASK_CALENDAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[DAY] = g_signal_new ("day", TD_TYPE_TASK_CALENDAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
add_button (GtkWidget *box, TdTaskCalendar *self, const char *icon, const char *label, GCallback cb)
{
  GtkWidget *button =
      icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_swapped (button, "clicked", cb, self);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_head (TdTaskCalendar *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  add_button (head, self, "go-previous-symbolic", _ ("Previous Month"), G_CALLBACK (previous_cb));
  add_button (head, self, "go-next-symbolic", _ ("Next Month"), G_CALLBACK (next_cb));
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "td-mid");
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_label_set_xalign (self->title, 0);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  add_button (head, self, NULL, _ ("Today"), G_CALLBACK (today_cb));
  gtk_widget_add_css_class (head, "calendar-head");

  return head;
}

static void
td_task_calendar_init (TdTaskCalendar *self)
{
  static const char *const names[] = { N_ ("Mon"), N_ ("Tue"), N_ ("Wed"), N_ ("Thu"),
                                       N_ ("Fri"), N_ ("Sat"), N_ ("Sun") };
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->days = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_homogeneous (self->grid, TRUE);
  for (int i = 0; i < 7; i++)
    {
      GtkWidget *label = gtk_label_new (_ (names[i]));

      gtk_widget_add_css_class (label, "td-lbl");
      gtk_grid_attach (self->grid, label, i, 0, 1, 1);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->grid));
  gtk_widget_set_vexpand (window, TRUE);
  gtk_box_append (GTK_BOX (self->box), window);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * td_task_calendar_new:
 * @model: whose tasks are shown
 * @workspace: where the records are
 *
 * Returns: the calendar of this month
 */
GtkWidget *
td_task_calendar_new (TdTaskModel *model, TdWorkspace *workspace)
{
  TdTaskCalendar *self = g_object_new (TD_TYPE_TASK_CALENDAR, NULL);

  self->model = g_object_ref (model);
  self->workspace = g_object_ref (workspace);

  return GTK_WIDGET (self);
}
