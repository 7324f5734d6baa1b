/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-reminder-row.h"

#include "td-date.h"
#include "td-task-list.h"

static const char *
style_for (int days_left)
{
  return days_left < 0 ? "td-late" : days_left <= 1 ? "td-soon" : "td-dim";
}

/**
 * td_reminder_row_new:
 * @reminder: a reminder
 *
 * Returns: (transfer floating): its row of a list box
 */
GtkWidget *
td_reminder_row_new (const TdReminder *reminder)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *content = gtk_label_new (reminder->content);
  g_autofree char *left = td_task_days_words (reminder->days_left);
  g_autofree char *due = td_date_display_iso (reminder->due);
  g_autofree char *second = g_strdup_printf ("%s%s%s", due, reminder->lead != NULL ? " · " : "",
                                             reminder->lead != NULL ? reminder->lead : "");
  GtkWidget *when = gtk_label_new (left);
  GtkWidget *where = gtk_label_new (second);
  gint64 *id = g_memdup2 (&reminder->id, sizeof reminder->id);
  gint64 *task = g_memdup2 (&reminder->task_id, sizeof reminder->task_id);

  gtk_label_set_xalign (GTK_LABEL (content), 0);
  gtk_label_set_wrap (GTK_LABEL (content), TRUE);
  gtk_label_set_lines (GTK_LABEL (content), 2);
  gtk_label_set_ellipsize (GTK_LABEL (content), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (content), 42);
  gtk_label_set_max_width_chars (GTK_LABEL (content), 42);
  if (!reminder->read)
    gtk_widget_add_css_class (content, "heading");
  gtk_widget_add_css_class (when, "td-xs");
  gtk_widget_add_css_class (when, style_for (reminder->days_left));
  gtk_widget_add_css_class (where, "td-xs");
  gtk_widget_add_css_class (where, "td-dim");
  gtk_label_set_ellipsize (GTK_LABEL (where), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (line), when);
  gtk_box_append (GTK_BOX (line), where);
  gtk_box_append (GTK_BOX (box), content);
  gtk_box_append (GTK_BOX (box), line);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "td-reminder", id, g_free);
  g_object_set_data_full (G_OBJECT (row), "td-task", task, g_free);

  return row;
}

gint64
td_reminder_row_get_id (GtkListBoxRow *row)
{
  return *(gint64 *) g_object_get_data (G_OBJECT (row), "td-reminder");
}

gint64
td_reminder_row_get_task (GtkListBoxRow *row)
{
  return *(gint64 *) g_object_get_data (G_OBJECT (row), "td-task");
}
