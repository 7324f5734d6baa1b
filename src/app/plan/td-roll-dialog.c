/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-roll-dialog.h"

#include <glib/gi18n-lib.h>

struct _TdRollDialog
{
  AdwWindow parent_instance;

  GtkSpinButton *year;
  GtkSwitch *keep_done;
  GtkSwitch *drop_unfinished;
  AdwPreferencesGroup *task_group; /* one row for each task */
  GPtrArray *tasks;                /* (element-type TdRollTask) (nullable) */
  GPtrArray *switches;             /* (element-type GtkSwitch): of the tasks that have a row */
  GHashTable *choices;             /* (nullable): made for single tasks */
  guint fill;                      /* source that adds rows, a few at a time */
  gboolean following;              /* the switches of the tasks follow the rules */
};

#define ROWS_AT_A_TIME 12

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdRollDialog, td_roll_dialog, ADW_TYPE_WINDOW)

/* What the rules say of a task, without a choice for it */
static gboolean
goes_along (TdRollDialog *self, const TdRollTask *task)
{
  if (!task->one_off)
    return TRUE;

  return task->done ? gtk_switch_get_active (self->keep_done)
                    : !gtk_switch_get_active (self->drop_unfinished);
}

static gboolean
is_chosen (TdRollDialog *self, const TdRollTask *task)
{
  return self->choices != NULL && g_hash_table_contains (self->choices, &task->id);
}

/* The rules changed: tasks without a choice of their own follow them. */
static void
rules_cb (TdRollDialog *self)
{
  self->following = TRUE;
  for (guint i = 0; i < self->switches->len; i++)
    {
      const TdRollTask *task = g_ptr_array_index (self->tasks, i);

      if (!is_chosen (self, task))
        gtk_switch_set_active (g_ptr_array_index (self->switches, i), goes_along (self, task));
    }
  self->following = FALSE;
}

static void
task_cb (GtkSwitch *control, GParamSpec *property, TdRollDialog *self)
{
  guint index;

  if (self->following || !g_ptr_array_find (self->switches, control, &index))
    return;
  self->choices =
      td_roll_choose (self->choices, ((TdRollTask *) g_ptr_array_index (self->tasks, index))->id,
                      gtk_switch_get_active (control));
}

/* "Quý I/2026 → Quý I/2027 · done" */
static char *
describe (const TdRollTask *task)
{
  const char *before = task->deadline != NULL ? task->deadline : "";
  const char *after = task->deadline_after != NULL ? task->deadline_after : "";
  const char *state = !task->one_off
                          ? (task->done ? _ ("done · every year") : C_ ("task", "every year"))
                      : task->done ? _ ("done")
                                   : _ ("not done");

  if (*before == '\0')
    return g_strdup (state);
  if (g_str_equal (before, after))
    return g_strdup_printf ("%s · %s", before, state);

  return g_strdup_printf ("%s → %s · %s", before, after, state);
}

static void
add_task (TdRollDialog *self, const TdRollTask *task)
{
  g_autofree char *title = g_strdup_printf ("%s%s%s", task->number != NULL ? task->number : "",
                                            task->number != NULL ? ". " : "", task->content_after);
  g_autofree char *subtitle = describe (task);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *control = gtk_switch_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_tooltip_text (control, _ ("Whether this task goes along"));
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_switch_set_active (GTK_SWITCH (control), goes_along (self, task));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  adw_preferences_group_add (self->task_group, row);
  g_ptr_array_add (self->switches, control);
  g_signal_connect (control, "notify::active", G_CALLBACK (task_cb), self);
}

/* A plan may have hundreds of tasks: a frame is never held up for them. */
static gboolean
fill_cb (gpointer data)
{
  TdRollDialog *self = data;

  for (guint i = 0; i < ROWS_AT_A_TIME && self->switches->len < self->tasks->len; i++)
    add_task (self, g_ptr_array_index (self->tasks, self->switches->len));
  if (self->switches->len < self->tasks->len)
    return G_SOURCE_CONTINUE;
  self->fill = 0;

  return G_SOURCE_REMOVE;
}

static void
td_roll_dialog_dispose (GObject *object)
{
  TdRollDialog *self = TD_ROLL_DIALOG (object);

  g_clear_handle_id (&self->fill, g_source_remove);
  if (self->switches != NULL)
    g_ptr_array_set_size (self->switches, 0);
  G_OBJECT_CLASS (td_roll_dialog_parent_class)->dispose (object);
}

static void
td_roll_dialog_finalize (GObject *object)
{
  TdRollDialog *self = TD_ROLL_DIALOG (object);

  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->switches, g_ptr_array_unref);
  g_clear_pointer (&self->choices, g_hash_table_unref);
  G_OBJECT_CLASS (td_roll_dialog_parent_class)->finalize (object);
}

static void
accept_cb (TdRollDialog *self)
{
  gtk_spin_button_update (self->year);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
td_roll_dialog_class_init (TdRollDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_roll_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_roll_dialog_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", TD_TYPE_ROLL_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static GtkWidget *
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle, GtkWidget *control)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  adw_preferences_group_add (group, row);

  return control;
}

static GtkWidget *
make_page (TdRollDialog *self)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("Years and dates move along in words and meaning. Cited documents keep their dates and "
         "are listed to be looked at. This plan stays as it is."));
  self->year = GTK_SPIN_BUTTON (add_row (ADW_PREFERENCES_GROUP (group), _ ("Year of the new plan"),
                                         NULL, gtk_spin_button_new_with_range (2000, 2100, 1)));
  self->keep_done = GTK_SWITCH (
      add_row (ADW_PREFERENCES_GROUP (group), _ ("Keep tasks that are done"),
               _ ("Tasks done once and for all stay behind otherwise"), gtk_switch_new ()));
  self->drop_unfinished =
      GTK_SWITCH (add_row (ADW_PREFERENCES_GROUP (group), _ ("Leave unfinished tasks behind"),
                           _ ("They go along otherwise, and are listed"), gtk_switch_new ()));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  self->task_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->task_group, _ ("Tasks"));
  adw_preferences_group_set_description (
      self->task_group, _ ("As they will stand in the new plan; what is chosen for a task here "
                           "comes before the rules above."));
  gtk_widget_set_visible (GTK_WIDGET (self->task_group), FALSE);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->task_group);

  return page;
}

static void
td_roll_dialog_init (TdRollDialog *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *accept = gtk_button_new_with_mnemonic (_ ("_Make the Plan"));
  GtkWidget *page = make_page (self);

  self->switches = g_ptr_array_new ();
  g_signal_connect_swapped (self->keep_done, "notify::active", G_CALLBACK (rules_cb), self);
  g_signal_connect_swapped (self->drop_unfinished, "notify::active", G_CALLBACK (rules_cb), self);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Plan of the Next Year"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 640);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_widget_add_css_class (accept, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (accept, "clicked", G_CALLBACK (accept_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), accept);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (content), header);
  gtk_box_append (GTK_BOX (content), page);
  adw_window_set_content (ADW_WINDOW (self), content);
  gtk_window_set_default_widget (GTK_WINDOW (self), accept);
}

/**
 * td_roll_dialog_new:
 * @parent: the window of the plan
 * @year: the year to begin with
 *
 * Returns: the dialog
 */
GtkWidget *
td_roll_dialog_new (GtkWindow *parent, int year)
{
  TdRollDialog *self = g_object_new (TD_TYPE_ROLL_DIALOG, "transient-for", parent, NULL);

  gtk_spin_button_set_value (self->year, year);

  return GTK_WIDGET (self);
}

/**
 * td_roll_dialog_set_tasks:
 * @self: the dialog, without tasks yet
 * @tasks: (element-type TdRollTask): what td_plan_roll_tasks() gave
 *
 * Shows the tasks to choose from.
 */
void
td_roll_dialog_set_tasks (TdRollDialog *self, GPtrArray *tasks)
{
  g_return_if_fail (TD_IS_ROLL_DIALOG (self) && self->tasks == NULL);

  self->tasks = g_ptr_array_ref (tasks);
  gtk_widget_set_visible (GTK_WIDGET (self->task_group), tasks->len > 0);
  self->fill = g_idle_add (fill_cb, self);
}

/**
 * td_roll_dialog_get_options:
 * @self: the dialog
 *
 * Returns: what was chosen; the choices belong to @self
 */
TdRollOptions
td_roll_dialog_get_options (TdRollDialog *self)
{
  return (TdRollOptions){ .year = gtk_spin_button_get_value_as_int (self->year),
                          .keep_done = gtk_switch_get_active (self->keep_done),
                          .drop_unfinished = gtk_switch_get_active (self->drop_unfinished),
                          .choices = self->choices };
}
