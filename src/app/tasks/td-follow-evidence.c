/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-error.h"
#include "td-evidence-actions.h"
#include "td-evidence-list-window.h"
#include "td-evidence-window.h"
#include "td-follow-panel-private.h"
#include "td-kind.h"
#include "td-share.h"

/* The documents that prove a task, in its panel. */

static void
ready_cb (GtkWidget *owner, TdEdit *edit, const char *done, const GError *error)
{
  if (edit != NULL)
    td_follow_panel_edit (TD_FOLLOW_PANEL (owner), edit, done);
  else
    td_follow_panel_fail (TD_FOLLOW_PANEL (owner), error);
}

static TdEvidenceRow *
row_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "td-evidence");
}

static void
free_row (gpointer row)
{
  td_row_free (TD_KIND_EVIDENCE, row);
}

static void
gone_response_cb (TdFollowPanel *self, const char *response, GtkWidget *dialog)
{
  if (g_str_equal (response, "find"))
    td_evidence_find_again (GTK_WIDGET (self), row_of (dialog), ready_cb);
}

/* A linked file that is gone or another one: what is known of it, and a way to find it again. */
static void
tell_gone (TdFollowPanel *self, const TdEvidenceRow *row, const GError *error)
{
  g_autofree char *size = g_format_size ((guint64) MAX (row->size, 0));
  g_autofree char *body = g_strdup_printf (
      _ ("%s\n\nRecorded as %s, %s, SHA-256 %s. What was reported about the task stays as it is."),
      row->link, row->file_name != NULL ? row->file_name : row->name, size,
      row->sha256 != NULL ? row->sha256 : "–");
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                              g_error_matches (error, TD_ERROR, TD_ERROR_CONFLICT)
                                  ? _ ("The linked file was changed since it was recorded")
                                  : _ ("The linked file is not there any more"),
                              body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  if (!self->read_only)
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "find", _ ("Find the File…"));
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "find",
                                                  ADW_RESPONSE_SUGGESTED);
    }
  g_object_set_data_full (G_OBJECT (dialog), "td-evidence", td_row_copy (TD_KIND_EVIDENCE, row),
                          free_row);
  g_signal_connect_object (dialog, "response", G_CALLBACK (gone_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
open_cb (TdFollowPanel *self, GtkWidget *button)
{
  const TdEvidenceRow *row = row_of (button);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = td_evidence_open_path (self->workspace, row->row.id, &error);
  g_autofree char *lower = path != NULL ? g_ascii_strdown (path, -1) : NULL;

  if (path == NULL && row->link != NULL)
    tell_gone (self, row, error);
  else if (path == NULL)
    td_follow_panel_fail (self, error);
  else if (g_str_has_suffix (lower, ".pdf"))
    /* A PDF is shown here; everything else by the program the desktop has for it. */
    gtk_window_present (
        GTK_WINDOW (td_evidence_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                            row->name != NULL ? row->name : row->file_name, path)));
  else if (!td_share_open (path, &error))
    td_follow_panel_fail (self, error);
}

static void
details_cb (TdFollowPanel *self, GtkWidget *button)
{
  td_evidence_edit_details (GTK_WIDGET (self), row_of (button), ready_cb);
}

static void
remove_cb (TdFollowPanel *self, GtkWidget *button)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_EVIDENCE_LINK);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) links = NULL;

  td_query_where_int (query, "evidence_id", TD_QUERY_EQUAL, row_of (button)->row.id);
  td_query_where_int (query, "task_id", TD_QUERY_EQUAL, td_task_item_get_id (self->item));
  links = td_workspace_list_rows (self->workspace, query, &error);
  for (guint i = 0; links != NULL && i < links->len; i++)
    g_array_append_val (ids, ((TdRow *) g_ptr_array_index (links, i))->id);
  if (ids->len > 0)
    td_follow_panel_edit (
        self,
        td_edit_new_delete (TD_KIND_EVIDENCE_LINK, (const gint64 *) (gpointer) ids->data, ids->len),
        _ ("Evidence taken from the task"));
  else if (error != NULL)
    td_follow_panel_fail (self, error);
}

static void
folder_cb (TdFollowPanel *self, GtkWidget *button)
{
  g_autoptr (GError) error = NULL;

  if (!td_share_show_folder (row_of (button)->link, &error))
    td_follow_panel_fail (self, error);
}

static void
add_item (GtkWidget *box, TdFollowPanel *self, GtkWidget *row, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (button), "td-evidence",
                          td_row_copy (TD_KIND_EVIDENCE, row_of (row)), free_row);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_popover_popdown),
                            gtk_widget_get_ancestor (box, GTK_TYPE_POPOVER));
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_more (TdFollowPanel *self, GtkWidget *row)
{
  GtkWidget *more = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_popover_set_child (GTK_POPOVER (popover), box);
  if (!self->read_only)
    {
      add_item (box, self, row, _ ("Name, Number, Day…"), G_CALLBACK (details_cb));
      add_item (box, self, row, _ ("Take from the Task"), G_CALLBACK (remove_cb));
    }
  if (row_of (row)->link != NULL)
    add_item (box, self, row, _ ("Open the Folder"), G_CALLBACK (folder_cb));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (more), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (more), "view-more-symbolic");
  gtk_widget_set_tooltip_text (more, _ ("What can be done with the document"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What can be done with the document"), -1);
  gtk_widget_add_css_class (more, "flat");
  gtk_widget_set_valign (more, GTK_ALIGN_CENTER);

  return more;
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) detail = user_data;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);

  if (info != NULL)
    return;
  gtk_label_set_label (GTK_LABEL (detail), _ ("the linked file is not there any more"));
  gtk_widget_remove_css_class (detail, "td-dim");
  gtk_widget_add_css_class (detail, "td-late");
}

/* The file may lie on a disk that is slow or gone. */
static void
look_for_link (const TdEvidenceRow *row, GtkWidget *detail)
{
  g_autoptr (GFile) file = g_file_new_for_path (row->link);

  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_LOW, NULL, asked_cb, g_object_ref (detail));
}

static GtkWidget *
make_words (const TdEvidenceRow *row)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *day = row->date != NULL ? td_date_display_iso (row->date) : NULL;
  g_autofree char *text =
      g_strdup_printf ("%s%s%s%s%s", row->symbol != NULL ? row->symbol : _ ("no symbol"),
                       day != NULL ? " · " : "", day != NULL ? day : "",
                       row->link != NULL ? " · " : "", row->link != NULL ? _ ("linked") : "");
  GtkWidget *detail = td_follow_label (text, FALSE, "td-dim");

  gtk_box_append (GTK_BOX (words),
                  td_follow_label (row->name != NULL ? row->name : row->file_name, FALSE, NULL));
  gtk_box_append (GTK_BOX (words), detail);
  gtk_widget_set_hexpand (words, TRUE);
  if (row->link != NULL)
    look_for_link (row, detail);

  return words;
}

static void
add_evidence (TdFollowPanel *self, GtkWidget *card, const TdEvidenceRow *row)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *hash =
      g_strdup_printf (_ ("SHA-256 %s"), row->sha256 != NULL ? row->sha256 : "–");

  gtk_box_append (GTK_BOX (box), td_follow_icon (row->link != NULL ? "insert-link-symbolic"
                                                                   : "text-x-generic-symbolic",
                                                 NULL));
  gtk_box_append (GTK_BOX (box), make_words (row));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  row->name != NULL ? row->name : _ ("Document"), -1);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "follow-row");
  gtk_widget_set_tooltip_text (button, hash);
  g_object_set_data_full (G_OBJECT (button), "td-evidence", td_row_copy (TD_KIND_EVIDENCE, row),
                          free_row);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (open_cb), self);
  gtk_box_append (GTK_BOX (line), button);
  if (!self->read_only || row->link != NULL)
    gtk_box_append (GTK_BOX (line), make_more (self, button));
  gtk_box_append (GTK_BOX (card), line);
}

/**
 * td_follow_evidence_button:
 * @self: the panel
 * @evidence_id: a document
 * @text: what is said about it
 *
 * Returns: a line that opens the document
 */
GtkWidget *
td_follow_evidence_button (TdFollowPanel *self, gint64 evidence_id, const char *text)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = td_follow_label (text, TRUE, NULL);
  TdEvidenceRow *row = td_workspace_get_row (self->workspace, TD_KIND_EVIDENCE, evidence_id, NULL);

  gtk_box_append (GTK_BOX (box), td_follow_icon ("text-x-generic-symbolic", NULL));
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "follow-row");
  gtk_widget_set_sensitive (button, row != NULL);
  g_object_set_data_full (G_OBJECT (button), "td-evidence", row, row != NULL ? free_row : NULL);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (open_cb), self);

  return button;
}

static void
add_file_cb (TdFollowPanel *self)
{
  gint64 task_id = td_task_item_get_id (self->item);

  td_evidence_add_files (GTK_WIDGET (self), &task_id, 1, ready_cb);
}

static void
recorded_chosen_cb (TdFollowPanel *self, gint64 evidence_id, GtkWidget *window)
{
  gint64 *task_id = g_object_get_data (G_OBJECT (window), "td-task");

  td_follow_panel_edit (self, td_task_edit_link_evidence (evidence_id, task_id, 1),
                        _ ("Document linked with the task"));
}

static void
recorded_cb (TdFollowPanel *self)
{
  gint64 task_id = td_task_item_get_id (self->item);
  GtkWidget *window = td_evidence_list_window_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->workspace, task_id);

  g_object_set_data_full (G_OBJECT (window), "td-task", g_memdup2 (&task_id, sizeof task_id),
                          g_free);
  g_signal_connect_object (window, "chosen", G_CALLBACK (recorded_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

/**
 * td_follow_panel_fill_evidence:
 * @self: the panel
 * @data: what was read beside the task
 *
 * Shows the documents of the task.
 */
void
td_follow_panel_fill_evidence (TdFollowPanel *self, const TdFollowData *data)
{
  GtkWidget *head = td_follow_add_section (self, _ ("Evidence"), NULL);
  GtkWidget *card;

  if (!self->read_only)
    {
      GtkWidget *recorded = td_follow_flat_button (_ ("Recorded…"));
      GtkWidget *add = td_follow_flat_button (_ ("Add Files…"));

      gtk_widget_set_tooltip_text (recorded, _ ("A document that proves another task, too"));
      g_signal_connect_swapped (recorded, "clicked", G_CALLBACK (recorded_cb), self);
      gtk_box_append (GTK_BOX (head), recorded);
      g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_file_cb), self);
      gtk_box_append (GTK_BOX (head), add);
    }
  if (data->evidence->len == 0)
    {
      gtk_box_append (
          GTK_BOX (self->sections),
          td_follow_label (_ ("No evidence yet; files can be dropped here."), TRUE, "td-dim"));
      return;
    }
  card = td_follow_add_card (self);
  for (guint i = 0; i < data->evidence->len; i++)
    add_evidence (self, card, g_ptr_array_index (data->evidence, i));
}
