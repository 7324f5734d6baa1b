/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-follow-panel-private.h"
#include "td-task-progress.h"
#include "td-trigger-dialog.h"
#include "td-turn.h"

/* The parts of the panel that are made anew when the task changed. */

#define CAPTION_WIDTH 70
#define MOST_UPDATES 30

GtkWidget *
td_follow_label (const char *text, gboolean wrap, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24); /* the panel decides, not the words */
  if (wrap)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
    }
  else
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "td-s");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)))
    gtk_box_remove (GTK_BOX (box), child);
}

static void
add_field (TdFollowPanel *self, const char *caption, const char *value)
{
  GtkWidget *row, *name;

  if (value == NULL || *value == '\0')
    return;
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  name = td_follow_label (caption, FALSE, "td-dim");
  gtk_widget_set_size_request (name, CAPTION_WIDTH, -1);
  gtk_widget_set_valign (name, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), name);
  name = td_follow_label (value, TRUE, NULL);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (self->fields), row);
}

static char *
show_window (const TdTaskRow *row, const TdTaskFacts *facts)
{
  g_autofree char *start =
      row->deadline_start != NULL ? td_date_display_iso (row->deadline_start) : NULL;
  g_autofree char *end = row->deadline_end != NULL ? td_date_display_iso (row->deadline_end) : NULL;
  const char *words = row->deadline_text != NULL ? row->deadline_text : "";

  if (end == NULL)
    return g_strdup_printf ("“%s”", words);
  if (start != NULL && facts->start != facts->due)
    return g_strdup_printf ("“%s” → %s – %s", words, start, end);

  return g_strdup_printf (row->deadline_exclusive ? _ ("“%s” → before %s") : "“%s” → %s", words,
                          end);
}

static char *
list_units (const TdTaskSnapshot *snapshot, const TdTaskFacts *facts, gboolean lead)
{
  const TdTaskUnitRef *units = td_task_snapshot_units (snapshot, facts);
  GString *names = g_string_new (NULL);

  for (guint i = 0; units != NULL && i < facts->n_units; i++)
    {
      if (units[i].lead == lead)
        g_string_append_printf (names, "%s%s", names->len > 0 ? "; " : "", units[i].name);
    }

  return g_string_free (names, FALSE);
}

/**
 * td_follow_panel_fill_fields:
 * @self: the panel
 * @data: what was read beside the task
 *
 * Shows deadline, units and products.
 */
void
td_follow_panel_fill_fields (TdFollowPanel *self, const TdFollowData *data)
{
  const TdTaskFacts *facts = td_task_item_get_facts (self->item);
  const TdTaskRow *row = td_task_item_get_row (self->item);
  TdTaskSnapshot *snapshot = td_task_item_get_snapshot (self->item);
  g_autofree char *lead = list_units (snapshot, facts, TRUE);
  g_autofree char *helpers = list_units (snapshot, facts, FALSE);
  g_autoptr (GString) products = g_string_new (NULL);
  g_autofree char *window = row != NULL ? show_window (row, facts) : NULL;

  clear (self->fields);
  for (guint i = 0; i < data->products->len; i++)
    g_string_append_printf (products, "%s%s", i > 0 ? "\n" : "",
                            ((TdTaskProductRow *) g_ptr_array_index (data->products, i))->text);
  add_field (self, _ ("Deadline of the task"), window);
  add_field (self, _ ("Lead"), lead);
  add_field (self, _ ("Helping"), helpers);
  add_field (self, _ ("Product"), products->str);
  if (row != NULL && row->plan_id == 0)
    {
      g_autofree char *given =
          g_strdup_printf ("%s%s%s", row->assigner != NULL ? row->assigner : "",
                           row->assigned_symbol != NULL ? ", " : "",
                           row->assigned_symbol != NULL ? row->assigned_symbol : "");

      add_field (self, _ ("Given by"), given);
    }
}

GtkWidget *
td_follow_add_section (TdFollowPanel *self, const char *title, const char *detail)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = td_follow_label (title, FALSE, "td-lbl");

  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (head), name);
  if (detail != NULL)
    gtk_box_append (GTK_BOX (head), td_follow_label (detail, FALSE, "td-dim"));
  gtk_widget_add_css_class (head, "follow-head");
  gtk_box_append (GTK_BOX (self->sections), head);

  return head;
}

GtkWidget *
td_follow_add_card (TdFollowPanel *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (card, "td-card");
  gtk_widget_add_css_class (card, "follow-card");
  gtk_box_append (GTK_BOX (self->sections), card);

  return card;
}

GtkWidget *
td_follow_icon (const char *icon_name, const char *css_class)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 14);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  if (css_class != NULL)
    gtk_widget_add_css_class (icon, css_class);

  return icon;
}

static void
add_update (GtkWidget *card, const TdTaskUpdateRow *update)
{
  const char *nick = update->done                   ? "done"
                     : update->delay_reason != NULL ? "overdue"
                                                    : "in_progress";
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *period = update->period != NULL ? td_turn_period_label (update->period) : NULL;
  g_autofree char *title = g_strdup_printf (
      "%s%s%" G_GINT64_FORMAT " %%%s%s", update->author != NULL ? update->author : "",
      update->author != NULL ? " · " : "", update->progress, period != NULL ? " · " : "",
      period != NULL ? period : "");
  g_autofree char *day = update->date != NULL ? td_date_display_iso (update->date) : NULL;
  GtkWidget *label = td_follow_label (title, FALSE, "heading");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), td_follow_label (day, FALSE, "td-dim"));
  gtk_box_append (GTK_BOX (words), head);
  if (update->text != NULL)
    gtk_box_append (GTK_BOX (words), td_follow_label (update->text, TRUE, NULL));
  if (update->delay_reason != NULL)
    {
      g_autofree char *reason = g_strdup_printf (
          update->delay_excused ? _ ("Late, excused: %s") : _ ("Late: %s"), update->delay_reason);

      gtk_box_append (GTK_BOX (words), td_follow_label (reason, TRUE, "td-late"));
    }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row),
                  td_follow_icon (td_status_icon_name (nick), td_status_css_class (nick)));
  gtk_box_append (GTK_BOX (row), words);
  gtk_widget_add_css_class (row, "follow-row");
  gtk_box_append (GTK_BOX (card), row);
}

static void
fill_updates (TdFollowPanel *self, const TdFollowData *data)
{
  g_autofree char *count = data->updates->len > 0
                               ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u time",
                                                               "%u times", data->updates->len),
                                                  data->updates->len)
                               : NULL;
  GtkWidget *card;

  td_follow_add_section (self, _ ("Progress reports"), count);
  if (data->updates->len == 0)
    {
      gtk_box_append (GTK_BOX (self->sections),
                      td_follow_label (_ ("Nothing was reported yet."), TRUE, "td-dim"));
      return;
    }
  card = td_follow_add_card (self);
  for (guint i = 0; i < MIN (data->updates->len, MOST_UPDATES); i++)
    add_update (card, g_ptr_array_index (data->updates, i));
}

GtkWidget *
td_follow_flat_button (const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "follow-button");

  return button;
}

static void
trigger_edit_cb (TdFollowPanel *self, gpointer edit)
{
  td_follow_panel_edit (self, edit, _ ("Document recorded; the deadline counts from it"));
}

static void
trigger_cb (TdFollowPanel *self)
{
  GtkWidget *dialog = td_trigger_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                             td_task_item_get_row (self->item));

  g_signal_connect_object (dialog, "edit", G_CALLBACK (trigger_edit_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWidget *
make_trigger (const char *text)
{
  GtkWidget *label = td_follow_label (text, TRUE, NULL);

  gtk_widget_add_css_class (label, "follow-row");

  return label;
}

static void
fill_triggers (TdFollowPanel *self, const TdFollowData *data)
{
  const TdTaskFacts *facts = td_task_item_get_facts (self->item);
  const TdTaskRow *task = td_task_item_get_row (self->item);
  GtkWidget *head, *card;

  if (!(facts->flags & TD_TASK_WAITS) && data->triggers->len == 0)
    return;
  head = td_follow_add_section (self, _ ("Document it waits for"), NULL);
  if (!self->read_only)
    {
      GtkWidget *button = td_follow_flat_button (_ ("Record…"));

      g_signal_connect_swapped (button, "clicked", G_CALLBACK (trigger_cb), self);
      gtk_box_append (GTK_BOX (head), button);
    }
  if (data->triggers->len == 0)
    {
      const char *condition = task != NULL && task->deadline_condition != NULL
                                  ? task->deadline_condition
                                  : _ ("It is not there yet.");

      gtk_box_append (GTK_BOX (self->sections), td_follow_label (condition, TRUE, "td-wait"));
      return;
    }
  card = td_follow_add_card (self);
  for (guint i = 0; i < data->triggers->len; i++)
    {
      const TdTaskTriggerRow *trigger = g_ptr_array_index (data->triggers, i);
      g_autofree char *day = trigger->date != NULL ? td_date_display_iso (trigger->date) : NULL;
      g_autofree char *text = g_strdup_printf (
          "%s%s%s%s%s", trigger->symbol != NULL ? trigger->symbol : "", day != NULL ? " · " : "",
          day != NULL ? day : "", trigger->name != NULL ? "\n" : "",
          trigger->name != NULL ? trigger->name : "");
      gtk_box_append (GTK_BOX (card),
                      trigger->evidence_id != 0
                          ? td_follow_evidence_button (self, trigger->evidence_id, text)
                          : make_trigger (text));
    }
}

static void
turn_toggled_cb (TdFollowPanel *self, GtkCheckButton *button)
{
  const char *period = g_object_get_data (G_OBJECT (button), "td-period");
  GDate today;
  g_autofree char *day = NULL;

  if (!gtk_check_button_get_active (button))
    return;
  td_date_today (&today);
  day = td_date_format_iso (&today);
  td_follow_panel_edit (
      self, td_task_edit_occurrence (td_task_item_get_id (self->item), period, day, NULL, NULL),
      _ ("Turn confirmed"));
}

static GtkWidget *
make_turn (TdFollowPanel *self, const TdTaskTurn *turn, const char *period, guint32 as_of)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gboolean done = turn->done != 0 && turn->done <= as_of;
  g_autofree char *label = td_turn_period_label (period);
  g_autofree char *day = NULL;
  GtkWidget *check = gtk_check_button_new_with_label (label);
  GtkWidget *detail;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, MAX (done ? turn->done : turn->last, 1));
  day = td_date_format_display (&date);
  detail = td_follow_label (day, FALSE,
                            done                 ? turn->done > turn->last ? "td-late" : "td-done"
                            : turn->last < as_of ? "td-late"
                                                 : "td-dim");
  gtk_widget_set_tooltip_text (detail, done ? _ ("Done on this day") : _ ("Last permitted day"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), done);
  gtk_widget_set_sensitive (check, !done && !self->read_only);
  gtk_widget_set_hexpand (check, TRUE);
  g_object_set_data_full (G_OBJECT (check), "td-period", g_strdup (period), g_free);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (turn_toggled_cb), self);
  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), detail);
  gtk_widget_add_css_class (row, "follow-turn");

  return row;
}

static void
fill_turns (TdFollowPanel *self)
{
  const TdTaskFacts *facts = td_task_item_get_facts (self->item);
  TdTaskSnapshot *snapshot = td_task_item_get_snapshot (self->item);
  const TdTaskRow *row = td_task_item_get_row (self->item);
  guint32 as_of = td_task_item_get_as_of (self->item);
  g_autofree char *count = NULL;
  GtkWidget *card;

  if (facts->n_turns == 0 || (facts->flags & TD_TASK_MILESTONES) || row == NULL)
    return;
  count = g_strdup_printf ("%u/%u", td_task_turns_done (snapshot, facts, as_of), facts->n_turns);
  td_follow_add_section (self, _ ("Turns"), count);
  card = td_follow_add_card (self);
  for (guint i = 0; i < facts->n_turns; i++)
    {
      const TdTaskTurn *turn = &g_array_index (snapshot->turns, TdTaskTurn, facts->turns_at + i);
      g_autofree char *period = td_follow_turn_period (row, turn, i);

      gtk_box_append (GTK_BOX (card), make_turn (self, turn, period, as_of));
    }
}

/**
 * td_follow_panel_fill_sections:
 * @self: the panel
 * @data: what was read beside the task
 *
 * Shows what was reported, recorded and proven.
 */
void
td_follow_panel_fill_sections (TdFollowPanel *self, const TdFollowData *data)
{
  clear (self->sections);
  fill_triggers (self, data);
  fill_turns (self);
  td_follow_panel_fill_milestones (self, data);
  fill_updates (self, data);
  td_follow_panel_fill_evidence (self, data);
}
