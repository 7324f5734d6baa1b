/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-calendar-window.h"

#include "td-calendar-month.h"
#include "td-date.h"
#include "td-error.h"
#include "td-file-filter.h"
#include "td-office-calendar.h"

#include <glib/gi18n-lib.h>

/* The working calendar of the office, a year at a time: twelve months, what each day is, how many
 * days are worked; days are set by a click, a year is proposed, confirmed, read from a file and
 * written to one. */
struct _TdCalendarWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkLabel *year_label;
  GtkLabel *state_label;
  GtkLabel *total_label;
  GtkButton *confirm_button;
  GtkButton *propose_button;
  TdCalendarMonth *months[12];
  GtkCheckButton *week[7];
  GtkLabel *day_label;
  GtkDropDown *kind_drop;
  GtkEntry *name_entry;
  GtkButton *set_button;
  GtkLabel *findings;

  TdWorkspace *workspace;
  TdWorkCalendar *calendar;
  int year;
  GDate day; /* selected */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (TdCalendarWindow, td_calendar_window, ADW_TYPE_WINDOW)

/* As in the drop-down; NULL: what the program ships */
static const char *const kind_keys[] = { NULL, "N", "H", "C", "S", "W" };

static void
tell (TdCalendarWindow *self, const char *words)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (words));
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdCalendarWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!td_edit_run_finish (result, NULL, &error))
    tell (self, error->message);
}

static void
act (TdCalendarWindow *self, TdEdit *edit)
{
  td_edit_run_async (edit, self->workspace, acted_cb, g_object_ref (self));
}

static void
show_state (TdCalendarWindow *self)
{
  static const char *const states[] = {
    [TD_CALENDAR_YEAR_UNKNOWN] = N_ ("No table yet: nothing is computed over this year"),
    [TD_CALENDAR_YEAR_PROPOSED] = N_ ("Proposed, not confirmed yet"),
    [TD_CALENDAR_YEAR_SHIPPED] = N_ ("From the official notice, comes with the program"),
    [TD_CALENDAR_YEAR_OFFICE] = N_ ("Confirmed by the office"),
  };
  g_autofree char *source = NULL;
  g_autofree char *words = NULL;
  gboolean writable = !td_workspace_get_read_only (self->workspace);
  guint week;
  TdCalendarYearState state = td_office_calendar_year_state (
      td_workspace_get_connection (self->workspace), self->year, &source, &week);

  words = source != NULL ? g_strdup_printf ("%s · %s", _ (states[state]), source)
                         : g_strdup (_ (states[state]));
  gtk_label_set_label (self->state_label, words);
  gtk_button_set_label (self->confirm_button, state == TD_CALENDAR_YEAR_OFFICE
                                                  ? _ ("Take the Confirmation Back")
                                                  : _ ("Confirm the Year"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->confirm_button),
                            writable && state != TD_CALENDAR_YEAR_UNKNOWN &&
                                state != TD_CALENDAR_YEAR_SHIPPED);
  gtk_widget_set_sensitive (GTK_WIDGET (self->propose_button), writable);
  self->updating = TRUE;
  for (guint i = 0; i < 7; i++)
    gtk_check_button_set_active (self->week[i], week == 0 ? i < 5 : (week >> i) & 1);
  self->updating = FALSE;
}

static void
show_findings (TdCalendarWindow *self)
{
  g_autoptr (GPtrArray) findings = td_office_calendar_check (
      td_workspace_get_connection (self->workspace), self->calendar, self->year);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (findings->len, 4); i++)
    g_string_append_printf (text, "%s• %s", i > 0 ? "\n" : "",
                            (char *) g_ptr_array_index (findings, i));
  gtk_label_set_label (self->findings, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->findings), findings->len > 0);
}

static void
show_day (TdCalendarWindow *self)
{
  TdDayKind kind = TD_DAY_HOLIDAY;
  const char *name;
  g_autofree char *shown = NULL;
  g_autofree char *words = NULL;

  if (!g_date_valid (&self->day) || g_date_get_year (&self->day) != self->year)
    {
      g_date_clear (&self->day, 1);
      g_date_set_dmy (&self->day, 1, G_DATE_JANUARY, (GDateYear) self->year);
    }
  shown = td_date_format_display (&self->day);
  name = td_work_calendar_get_day (self->calendar, &self->day, &kind);
  words = g_strdup_printf ("%s · %s", shown,
                           td_work_calendar_is_working (self->calendar, &self->day)
                               ? _ ("a working day")
                               : _ ("a day off"));
  gtk_label_set_label (self->day_label, words);
  gtk_drop_down_set_selected (self->kind_drop, name != NULL ? (guint) kind + 2 : 0);
  gtk_editable_set_text (GTK_EDITABLE (self->name_entry), name != NULL ? name : "");
  for (guint i = 0; i < 12; i++)
    td_calendar_month_set_selected (self->months[i], &self->day);
}

static void
show_year (TdCalendarWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *year = g_strdup_printf ("%d", self->year);
  g_autofree char *total = NULL;
  guint n = 0;

  g_clear_pointer (&self->calendar, td_work_calendar_unref);
  self->calendar = td_office_calendar_load (td_workspace_get_connection (self->workspace), &error);
  if (self->calendar == NULL)
    {
      tell (self, error->message);
      return;
    }
  gtk_label_set_label (self->year_label, year);
  for (guint i = 0; i < 12; i++)
    n += td_calendar_month_show (self->months[i], self->calendar, self->year, i + 1);
  total =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u working day", "%u working days", n), n);
  gtk_label_set_label (self->total_label, total);
  show_state (self);
  show_findings (self);
  show_day (self);
}

static void
workspace_changed_cb (TdCalendarWindow *self, guint64 kinds)
{
  if (kinds &
      (G_GUINT64_CONSTANT (1) << TD_KIND_HOLIDAY | G_GUINT64_CONSTANT (1) << TD_KIND_CALENDAR_YEAR))
    show_year (self);
}

static void
step (TdCalendarWindow *self, int by)
{
  self->year = CLAMP (self->year + by, 1990, 2199);
  show_year (self);
}

static void
earlier_cb (TdCalendarWindow *self)
{
  step (self, -1);
}

static void
later_cb (TdCalendarWindow *self)
{
  step (self, 1);
}

static void
propose_cb (TdCalendarWindow *self)
{
  g_autoptr (TdWorkCalendar) proposal = td_work_calendar_new ();

  td_work_calendar_propose (proposal, self->year);
  act (self, td_office_calendar_edit_table (proposal, self->year, FALSE,
                                            _ ("Computed from the law and the lunar calendar")));
}

static guint
read_week (TdCalendarWindow *self)
{
  guint week = 0;

  for (guint i = 0; i < 7; i++)
    week |= gtk_check_button_get_active (self->week[i]) ? 1u << i : 0;

  return week;
}

static void
confirm_cb (TdCalendarWindow *self)
{
  TdCalendarYearState state = td_office_calendar_year_state (
      td_workspace_get_connection (self->workspace), self->year, NULL, NULL);

  act (self, td_office_calendar_edit_year (self->year, state != TD_CALENDAR_YEAR_OFFICE,
                                           read_week (self), NULL));
}

static void
week_changed_cb (TdCalendarWindow *self)
{
  if (!self->updating)
    act (self, td_office_calendar_edit_year (self->year,
                                             td_work_calendar_has_year (self->calendar, self->year),
                                             read_week (self), NULL));
}

static void
set_cb (TdCalendarWindow *self)
{
  guint kind = gtk_drop_down_get_selected (self->kind_drop);
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_entry));

  if (kind < G_N_ELEMENTS (kind_keys))
    act (self, td_office_calendar_edit_day (&self->day, kind_keys[kind],
                                            *name != '\0' && kind > 1 ? name : NULL, NULL));
}

static void
day_chosen_cb (TdCalendarMonth *month, guint day, TdCalendarWindow *self)
{
  g_date_clear (&self->day, 1);
  g_date_set_dmy (&self->day, (GDateDay) day, (GDateMonth) td_calendar_month_get_month (month),
                  (GDateYear) self->year);
  show_day (self);
}

/* Files */

static void
import_response_cb (GtkNativeDialog *dialog, int response, TdCalendarWindow *self)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (TdWorkCalendar) calendar = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_object_unref (dialog);
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path == NULL)
    return;
  calendar = td_office_calendar_read_file (path, years, &error);
  if (calendar == NULL)
    {
      tell (self, error->message);
      return;
    }
  name = g_path_get_basename (path);
  for (guint i = 0; i < years->len; i++)
    act (self, td_office_calendar_edit_table (calendar, g_array_index (years, int, i), TRUE, name));
  self->year = g_array_index (years, int, 0);
}

static void
export_response_cb (GtkNativeDialog *dialog, int response, TdCalendarWindow *self)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_object_unref (dialog);
  path = file != NULL ? g_file_get_path (file) : NULL;
  /* the chooser asked already whether to replace the file */
  if (path != NULL && !td_office_calendar_export (self->calendar, self->year, path, TRUE, &error))
    tell (self, error->message);
  else if (path != NULL)
    tell (self, _ ("The calendar was written"));
}

static void
import_cb (TdCalendarWindow *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Read a Calendar"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Calendars (.csv, .ics)"), "csv", "ics", NULL);
  g_signal_connect (dialog, "response", G_CALLBACK (import_response_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
export_cb (TdCalendarWindow *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Write the Calendar"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  g_autofree char *name = g_strdup_printf ("lich-lam-viec-%d.ics", self->year);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect (dialog, "response", G_CALLBACK (export_response_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* The window */

static GtkWidget *
button_new (TdCalendarWindow *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_swapped (button, "clicked", callback, self);

  return button;
}

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_months (TdCalendarWindow *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  for (int i = 0; i < 12; i++)
    {
      self->months[i] = TD_CALENDAR_MONTH (td_calendar_month_new ());
      g_signal_connect (self->months[i], "day-chosen", G_CALLBACK (day_chosen_cb), self);
      gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->months[i]), i % 4, i / 4, 1, 1);
    }

  return grid;
}

static GtkWidget *
make_week (TdCalendarWindow *self)
{
  static const char *const names[] = { N_ ("Mo"), N_ ("Tu"), N_ ("We"), N_ ("Th"),
                                       N_ ("Fr"), N_ ("Sa"), N_ ("Su") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  for (guint i = 0; i < 7; i++)
    {
      self->week[i] = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_ (names[i])));
      g_signal_connect_swapped (self->week[i], "toggled", G_CALLBACK (week_changed_cb), self);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->week[i]));
    }

  return box;
}

static GtkWidget *
make_day_form (TdCalendarWindow *self)
{
  const char *const kinds[] = { _ ("As the notice says"),
                                _ ("Ordinary day"),
                                _ ("Holiday"),
                                _ ("Day off for a holiday at a weekend"),
                                _ ("Swapped day off"),
                                _ ("Worked for another day"),
                                NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->day_label = GTK_LABEL (label_new (NULL, "heading"));
  self->kind_drop = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (kinds));
  self->name_entry = GTK_ENTRY (gtk_entry_new ());
  self->set_button = GTK_BUTTON (button_new (self, _ ("Set the Day"), G_CALLBACK (set_cb)));
  gtk_entry_set_placeholder_text (self->name_entry, _ ("Name of the day"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->name_entry), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self->day_label), 190, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind_drop), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Kind of day"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name_entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the day"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->day_label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->kind_drop));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->name_entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->set_button));

  return box;
}

static GtkWidget *
make_header (TdCalendarWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *earlier = gtk_button_new_from_icon_name ("go-previous-symbolic");
  GtkWidget *later = gtk_button_new_from_icon_name ("go-next-symbolic");

  self->year_label = GTK_LABEL (label_new (NULL, "td-mid"));
  gtk_widget_set_tooltip_text (earlier, _ ("Year before"));
  gtk_widget_set_tooltip_text (later, _ ("Year after"));
  g_signal_connect_swapped (earlier, "clicked", G_CALLBACK (earlier_cb), self);
  g_signal_connect_swapped (later, "clicked", G_CALLBACK (later_cb), self);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header),
                                   adw_window_title_new (_ ("Working Calendar"), NULL));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), earlier);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), GTK_WIDGET (self->year_label));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), later);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header),
                           button_new (self, _ ("Export…"), G_CALLBACK (export_cb)));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header),
                           button_new (self, _ ("Import…"), G_CALLBACK (import_cb)));

  return header;
}

static GtkWidget *
make_state_line (TdCalendarWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->state_label = GTK_LABEL (label_new (NULL, NULL));
  self->total_label = GTK_LABEL (label_new (NULL, "td-dim"));
  self->propose_button =
      GTK_BUTTON (button_new (self, _ ("Compute a Proposal"), G_CALLBACK (propose_cb)));
  self->confirm_button = GTK_BUTTON (button_new (self, NULL, G_CALLBACK (confirm_cb)));
  gtk_widget_set_hexpand (GTK_WIDGET (self->state_label), TRUE);
  gtk_label_set_wrap (self->total_label, FALSE);
  gtk_widget_set_valign (GTK_WIDGET (self->propose_button), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->confirm_button), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->state_label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->total_label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->propose_button));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->confirm_button));

  return box;
}

static void
td_calendar_window_finalize (GObject *object)
{
  TdCalendarWindow *self = TD_CALENDAR_WINDOW (object);

  g_clear_pointer (&self->calendar, td_work_calendar_unref);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_calendar_window_parent_class)->finalize (object);
}

static void
td_calendar_window_class_init (TdCalendarWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_calendar_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
td_calendar_window_init (TdCalendarWindow *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *week = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  gtk_box_append (GTK_BOX (content), make_header (self));
  gtk_box_append (GTK_BOX (body), make_state_line (self));
  self->findings = GTK_LABEL (label_new (NULL, "td-note"));
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->findings));
  gtk_box_append (GTK_BOX (body), make_months (self));
  gtk_box_append (GTK_BOX (body), make_day_form (self));
  gtk_box_append (GTK_BOX (week), label_new (_ ("Days worked:"), "td-lbl"));
  gtk_box_append (GTK_BOX (week), make_week (self));
  gtk_box_append (GTK_BOX (body), week);
  gtk_widget_set_margin_start (body, 18);
  gtk_widget_set_margin_end (body, 18);
  gtk_widget_set_margin_top (body, 6);
  gtk_widget_set_margin_bottom (body, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), body);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (content), scroller);
  adw_toast_overlay_set_child (self->toasts, content);
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->toasts));
  gtk_window_set_default_size (GTK_WINDOW (self), 920, 760);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Working Calendar"));
}

/**
 * td_calendar_window_new:
 * @parent: the window it belongs to
 * @workspace: the workspace
 *
 * Returns: (transfer none): the working calendar of the office
 */
GtkWidget *
td_calendar_window_new (GtkWindow *parent, TdWorkspace *workspace)
{
  TdCalendarWindow *self =
      g_object_new (TD_TYPE_CALENDAR_WINDOW, "transient-for", parent, "modal", TRUE, NULL);
  GDate today;

  td_date_today (&today);
  self->workspace = g_object_ref (workspace);
  self->year = g_date_get_year (&today);
  self->day = today;
  g_signal_connect_object (workspace, "changed", G_CALLBACK (workspace_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_year (self);

  return GTK_WIDGET (self);
}
