/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-evidence-window.h"
#include "td-follow-panel-private.h"
#include "td-task-progress.h"
#include "td-trigger-dialog.h"
#include "td-turn.h"

/* The parts of the panel that are made anew when the task changed. */

#define CAPTION_WIDTH 70
#define MOST_UPDATES 30

static GtkWidget *
make_label (const char *text, gboolean wrap, const char *css_class)
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
  name = make_label (caption, FALSE, "td-dim");
  gtk_widget_set_size_request (name, CAPTION_WIDTH, -1);
  gtk_widget_set_valign (name, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), name);
  name = make_label (value, TRUE, NULL);
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

static GtkWidget *
add_section (TdFollowPanel *self, const char *title, const char *detail)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = make_label (title, FALSE, "td-lbl");

  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (head), name);
  if (detail != NULL)
    gtk_box_append (GTK_BOX (head), make_label (detail, FALSE, "td-dim"));
  gtk_widget_add_css_class (head, "follow-head");
  gtk_box_append (GTK_BOX (self->sections), head);

  return head;
}

static GtkWidget *
add_card (TdFollowPanel *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (card, "td-card");
  gtk_widget_add_css_class (card, "follow-card");
  gtk_box_append (GTK_BOX (self->sections), card);

  return card;
}

static GtkWidget *
make_icon (const char *icon_name, const char *css_class)
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
  GtkWidget *label = make_label (title, FALSE, "heading");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), make_label (day, FALSE, "td-dim"));
  gtk_box_append (GTK_BOX (words), head);
  if (update->text != NULL)
    gtk_box_append (GTK_BOX (words), make_label (update->text, TRUE, NULL));
  if (update->delay_reason != NULL)
    {
      g_autofree char *reason = g_strdup_printf (
          update->delay_excused ? _ ("Late, excused: %s") : _ ("Late: %s"), update->delay_reason);

      gtk_box_append (GTK_BOX (words), make_label (reason, TRUE, "td-late"));
    }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row),
                  make_icon (td_status_icon_name (nick), td_status_css_class (nick)));
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

  add_section (self, _ ("Progress reports"), count);
  if (data->updates->len == 0)
    {
      gtk_box_append (GTK_BOX (self->sections),
                      make_label (_ ("Nothing was reported yet."), TRUE, "td-dim"));
      return;
    }
  card = add_card (self);
  for (guint i = 0; i < MIN (data->updates->len, MOST_UPDATES); i++)
    add_update (card, g_ptr_array_index (data->updates, i));
}

static void
open_cb (TdFollowPanel *self, GtkButton *button)
{
  gint64 *id = g_object_get_data (G_OBJECT (button), "td-id");
  g_autoptr (GError) error = NULL;
  g_autofree char *path = td_evidence_open_path (self->workspace, *id, &error);
  g_autofree char *lower = path != NULL ? g_ascii_strdown (path, -1) : NULL;
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, &error) : NULL;

  /* A PDF is shown here; everything else by the program the desktop has for it. */
  if (lower != NULL && g_str_has_suffix (lower, ".pdf"))
    {
      GtkWidget *window =
          td_evidence_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                  g_object_get_data (G_OBJECT (button), "td-name"), path);

      gtk_window_present (GTK_WINDOW (window));
      return;
    }
  if (uri == NULL || !g_app_info_launch_default_for_uri (uri, NULL, &error))
    td_follow_panel_fail (self, error);
}

static void
add_evidence (TdFollowPanel *self, GtkWidget *card, const TdEvidenceRow *evidence)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *day = evidence->date != NULL ? td_date_display_iso (evidence->date) : NULL;
  g_autofree char *detail =
      g_strdup_printf ("%s%s%s", evidence->symbol != NULL ? evidence->symbol : _ ("no symbol"),
                       day != NULL ? " · " : "", day != NULL ? day : "");
  g_autofree char *hash =
      g_strdup_printf (_ ("SHA-256 %s"), evidence->sha256 != NULL ? evidence->sha256 : "–");
  GtkWidget *mark = make_icon ("td-done-symbolic", "td-done");

  gtk_box_append (
      GTK_BOX (words),
      make_label (evidence->name != NULL ? evidence->name : evidence->file_name, FALSE, NULL));
  gtk_box_append (GTK_BOX (words), make_label (detail, FALSE, "td-dim"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row), make_icon (evidence->link != NULL ? "insert-link-symbolic"
                                                                   : "text-x-generic-symbolic",
                                            NULL));
  gtk_box_append (GTK_BOX (row), words);
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (mark, hash);
  if (evidence->sha256 != NULL)
    gtk_box_append (GTK_BOX (row), mark);
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "follow-row");
  gtk_widget_set_tooltip_text (button, hash);
  g_object_set_data_full (G_OBJECT (button), "td-id",
                          g_memdup2 (&evidence->row.id, sizeof evidence->row.id), g_free);
  g_object_set_data_full (G_OBJECT (button), "td-name",
                          g_strdup (evidence->name != NULL ? evidence->name : evidence->file_name),
                          g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (open_cb), self);
  gtk_box_append (GTK_BOX (card), button);
}

static void
attach_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  TdEvidenceFile *file = td_evidence_file_load (path, TRUE, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) td_evidence_file_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
attached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TdFollowPanel *self = TD_FOLLOW_PANEL (source);
  g_autofree gint64 *task_id = user_data;
  g_autoptr (GError) error = NULL;
  TdEvidenceFile *file = g_task_propagate_pointer (G_TASK (result), &error);

  if (file == NULL)
    td_follow_panel_fail (self, error);
  else
    td_follow_panel_edit (self, td_task_edit_evidence (task_id, 1, file), _ ("File added"));
}

static void
files_chosen_cb (GtkNativeDialog *dialog, int response, TdFollowPanel *self)
{
  gint64 *task_id = g_object_get_data (G_OBJECT (dialog), "td-task");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      for (guint i = 0; i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (files, i);
          g_autoptr (GTask) task =
              g_task_new (self, NULL, attached_cb, g_memdup2 (task_id, sizeof *task_id));

          g_task_set_task_data (task, g_file_get_path (file), g_free);
          g_task_run_in_thread (task, attach_thread);
        }
    }
  g_object_unref (dialog);
}

static void
add_file_cb (TdFollowPanel *self)
{
  gint64 task_id = td_task_item_get_id (self->item);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Files that Prove It"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Add"), NULL);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (dialog), "td-task", g_memdup2 (&task_id, sizeof task_id),
                          g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (files_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static GtkWidget *
make_flat_button (const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "follow-button");

  return button;
}

static void
fill_evidence (TdFollowPanel *self, const TdFollowData *data)
{
  GtkWidget *head = add_section (self, _ ("Evidence"), NULL);
  GtkWidget *card;

  if (!self->read_only)
    {
      GtkWidget *button = make_flat_button (_ ("Add Files…"));

      g_signal_connect_swapped (button, "clicked", G_CALLBACK (add_file_cb), self);
      gtk_box_append (GTK_BOX (head), button);
    }
  if (data->evidence->len == 0)
    {
      gtk_box_append (
          GTK_BOX (self->sections),
          make_label (_ ("No evidence yet; files can be dropped here."), TRUE, "td-dim"));
      return;
    }
  card = add_card (self);
  for (guint i = 0; i < data->evidence->len; i++)
    add_evidence (self, card, g_ptr_array_index (data->evidence, i));
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

static void
fill_triggers (TdFollowPanel *self, const TdFollowData *data)
{
  const TdTaskFacts *facts = td_task_item_get_facts (self->item);
  const TdTaskRow *task = td_task_item_get_row (self->item);
  GtkWidget *head, *card;

  if (!(facts->flags & TD_TASK_WAITS) && data->triggers->len == 0)
    return;
  head = add_section (self, _ ("Document it waits for"), NULL);
  if (!self->read_only)
    {
      GtkWidget *button = make_flat_button (_ ("Record…"));

      g_signal_connect_swapped (button, "clicked", G_CALLBACK (trigger_cb), self);
      gtk_box_append (GTK_BOX (head), button);
    }
  if (data->triggers->len == 0)
    {
      const char *condition = task != NULL && task->deadline_condition != NULL
                                  ? task->deadline_condition
                                  : _ ("It is not there yet.");

      gtk_box_append (GTK_BOX (self->sections), make_label (condition, TRUE, "td-wait"));
      return;
    }
  card = add_card (self);
  for (guint i = 0; i < data->triggers->len; i++)
    {
      const TdTaskTriggerRow *trigger = g_ptr_array_index (data->triggers, i);
      g_autofree char *day = trigger->date != NULL ? td_date_display_iso (trigger->date) : NULL;
      g_autofree char *text = g_strdup_printf (
          "%s%s%s%s%s", trigger->symbol != NULL ? trigger->symbol : "", day != NULL ? " · " : "",
          day != NULL ? day : "", trigger->name != NULL ? "\n" : "",
          trigger->name != NULL ? trigger->name : "");
      GtkWidget *label = make_label (text, TRUE, NULL);

      gtk_widget_add_css_class (label, "follow-row");
      gtk_box_append (GTK_BOX (card), label);
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
  detail = make_label (day, FALSE,
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

  if (facts->n_turns == 0 || row == NULL)
    return;
  count = g_strdup_printf ("%u/%u", td_task_turns_done (snapshot, facts, as_of), facts->n_turns);
  add_section (self, _ ("Turns"), count);
  card = add_card (self);
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
  fill_updates (self, data);
  fill_evidence (self, data);
}
