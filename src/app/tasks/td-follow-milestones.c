/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-edit.h"
#include "td-follow-panel-private.h"
#include "td-kind.h"
#include "td-milestone-dialog.h"

/* The milestones of a task, in its panel. */

static void
free_row (gpointer row)
{
  td_row_free (TD_KIND_TASK_MILESTONE, row);
}

static void
dialog_edit_cb (TdFollowPanel *self, gpointer edit, const char *done)
{
  td_follow_panel_edit (self, edit, done);
}

static void
present (TdFollowPanel *self, const TdTaskMilestoneRow *row)
{
  GtkWidget *dialog = td_milestone_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               td_task_item_get_id (self->item), row);

  g_signal_connect_object (dialog, "edit", G_CALLBACK (dialog_edit_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_cb (TdFollowPanel *self)
{
  present (self, NULL);
}

static void
open_cb (TdFollowPanel *self, GtkWidget *button)
{
  present (self, g_object_get_data (G_OBJECT (button), "td-milestone"));
}

static void
done_toggled_cb (TdFollowPanel *self, GtkCheckButton *check)
{
  const TdTaskMilestoneRow *row = g_object_get_data (G_OBJECT (check), "td-milestone");
  gboolean done = gtk_check_button_get_active (check);
  g_autofree char *day = NULL;
  GDate today;

  td_date_today (&today);
  day = done ? td_date_format_iso (&today) : NULL;
  td_follow_panel_edit (self,
                        td_edit_new_set (TD_KIND_TASK_MILESTONE, row->row.id, "done_date", day),
                        done ? _ ("Milestone reached") : _ ("Milestone open again"));
}

static void
keep_row (GtkWidget *widget, const TdTaskMilestoneRow *row)
{
  g_object_set_data_full (G_OBJECT (widget), "td-milestone",
                          td_row_copy (TD_KIND_TASK_MILESTONE, row), free_row);
}

static GtkWidget *
make_line (TdFollowPanel *self, const TdTaskMilestoneRow *row, const char *today)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = td_follow_label (row->title != NULL ? row->title : "", TRUE, NULL);
  g_autofree char *day = td_date_display_iso (row->done_date != NULL ? row->done_date : row->end);
  gboolean late = g_strcmp0 (row->done_date != NULL ? row->done_date : today, row->end) > 0;

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), row->done_date != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  row->title != NULL ? row->title : _ ("Milestone"), -1);
  gtk_widget_set_sensitive (check, !self->read_only);
  keep_row (check, row);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (done_toggled_cb), self);
  gtk_box_append (GTK_BOX (line), check);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), td_follow_label (day, FALSE,
                                                  late                     ? "td-late"
                                                  : row->done_date != NULL ? "td-done"
                                                                           : "td-dim"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_sensitive (button, !self->read_only);
  gtk_widget_set_tooltip_text (button, row->done_date != NULL ? _ ("Done on this day")
                                                              : _ ("Last permitted day"));
  keep_row (button, row);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (open_cb), self);
  gtk_box_append (GTK_BOX (line), button);
  gtk_widget_add_css_class (line, "follow-turn");

  return line;
}

/**
 * td_follow_panel_fill_milestones:
 * @self: the panel
 * @data: what was read beside the task
 *
 * Shows the milestones of the task; a task that recurs has turns instead.
 */
void
td_follow_panel_fill_milestones (TdFollowPanel *self, const TdFollowData *data)
{
  const TdTaskFacts *facts = td_task_item_get_facts (self->item);
  g_autofree char *today = NULL;
  g_autofree char *count = NULL;
  GtkWidget *head, *card;
  guint n_done = 0;
  GDate day;

  if (facts->n_turns > 0 && !(facts->flags & TD_TASK_MILESTONES))
    return;
  if (self->read_only && data->milestones->len == 0)
    return;
  for (guint i = 0; i < data->milestones->len; i++)
    n_done += ((TdTaskMilestoneRow *) g_ptr_array_index (data->milestones, i))->done_date != NULL;
  if (data->milestones->len > 0)
    count = g_strdup_printf ("%u/%u", n_done, data->milestones->len);
  head = td_follow_add_section (self, _ ("Milestones"), count);
  if (!self->read_only)
    {
      GtkWidget *add = td_follow_flat_button (_ ("Add a Milestone…"));

      g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
      gtk_box_append (GTK_BOX (head), add);
    }
  if (data->milestones->len == 0)
    return;
  td_date_today (&day);
  today = td_date_format_iso (&day);
  card = td_follow_add_card (self);
  for (guint i = 0; i < data->milestones->len; i++)
    gtk_box_append (GTK_BOX (card),
                    make_line (self, g_ptr_array_index (data->milestones, i), today));
}
