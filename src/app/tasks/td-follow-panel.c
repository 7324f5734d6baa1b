/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-follow-panel.h"

#include <glib/gi18n-lib.h>

#include <adwaita.h>

#include "td-date-entry.h"
#include "td-date.h"
#include "td-edit.h"
#include "td-follow-panel-private.h"

#define PANEL_WIDTH 340

G_DEFINE_FINAL_TYPE (TdFollowPanel, td_follow_panel, GTK_TYPE_WIDGET)

enum
{
  EDIT,
  FAILED,
  STEP,
  LEAVE,
  CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Hands an edit to the page, which runs it. */
void
td_follow_panel_edit (TdFollowPanel *self, gpointer edit, const char *done)
{
  g_signal_emit (self, signals[EDIT], 0, edit, done);
}

void
td_follow_panel_fail (TdFollowPanel *self, const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
show_head (TdFollowPanel *self)
{
  const TdTaskFacts *facts = td_task_item_get_facts (self->item);
  const TdTaskRow *row = td_task_item_get_row (self->item);
  TdTaskSnapshot *snapshot = td_task_item_get_snapshot (self->item);
  guint32 as_of = td_task_item_get_as_of (self->item);
  g_autofree char *words = td_task_look_words (snapshot, facts, as_of);
  g_autofree char *percent = g_strdup_printf ("%u %%", facts->progress);
  g_autofree char *title = row != NULL && row->number != NULL
                               ? g_strdup_printf (_ ("Task %s"), row->number)
                               : g_strdup (_ ("Task"));

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->content, row != NULL && row->content != NULL ? row->content : "");
  td_status_pill_set (self->pill, td_task_look_nick (td_task_look (snapshot, facts, as_of)), words);
  if (self->look_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->progress), self->look_class);
  self->look_class =
      td_status_css_class (td_task_look_nick (td_task_look (snapshot, facts, as_of)));
  gtk_widget_add_css_class (GTK_WIDGET (self->progress), self->look_class);
  gtk_progress_bar_set_fraction (self->progress, facts->progress / 100.0);
  gtk_label_set_label (self->percent, percent);
  gtk_widget_set_sensitive (GTK_WIDGET (self->extend_button),
                            !self->read_only && facts->done == 0 && facts->n_turns == 0);
}

/**
 * td_follow_panel_refresh:
 * @self: the panel
 *
 * Reads again what was reported.
 */
void
td_follow_panel_refresh (TdFollowPanel *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdFollowData) data = NULL;

  g_return_if_fail (TD_IS_FOLLOW_PANEL (self));

  if (self->item == NULL || td_task_item_get_facts (self->item) == NULL)
    return;
  show_head (self);
  data = td_follow_data_read (self->workspace, td_task_item_get_id (self->item), &error);
  if (data == NULL)
    {
      td_follow_panel_fail (self, error);
      return;
    }
  td_report_form_set_products (self->form, data->products);
  td_follow_panel_fill_fields (self, data);
  td_follow_panel_fill_sections (self, data);
}

/**
 * td_follow_panel_set_item:
 * @self: the panel
 * @item: (nullable): a task
 *
 * Shows a task.
 */
void
td_follow_panel_set_item (TdFollowPanel *self, TdTaskItem *item)
{
  g_return_if_fail (TD_IS_FOLLOW_PANEL (self));

  if (self->item == item)
    return;
  if (self->item != NULL)
    g_signal_handler_disconnect (self->item, self->changed_id);
  g_set_object (&self->item, item);
  if (td_report_form_set_task (self->form, item))
    gtk_revealer_set_reveal_child (self->form_revealer, TRUE);
  if (item == NULL)
    {
      gtk_revealer_set_reveal_child (self->form_revealer, FALSE);
      return;
    }
  self->changed_id =
      g_signal_connect_swapped (item, "changed", G_CALLBACK (td_follow_panel_refresh), self);
  td_follow_panel_refresh (self);
}

/**
 * td_follow_panel_begin_report:
 * @self: the panel
 *
 * Opens the form of a report.
 */
void
td_follow_panel_begin_report (TdFollowPanel *self)
{
  g_return_if_fail (TD_IS_FOLLOW_PANEL (self));

  if (self->item == NULL || self->read_only)
    return;
  gtk_revealer_set_reveal_child (self->form_revealer, TRUE);
  td_report_form_focus (self->form);
}

static void
form_edit_cb (TdFollowPanel *self, gpointer edit, const char *done)
{
  td_follow_panel_edit (self, edit, done);
}

static void
form_close_cb (TdFollowPanel *self)
{
  gtk_revealer_set_reveal_child (self->form_revealer, FALSE);
  g_signal_emit (self, signals[LEAVE], 0);
}

static void
form_failed_cb (TdFollowPanel *self, const GError *error)
{
  td_follow_panel_fail (self, error);
}

static void
previous_cb (TdFollowPanel *self)
{
  g_signal_emit (self, signals[STEP], 0, -1);
}

static void
next_cb (TdFollowPanel *self)
{
  g_signal_emit (self, signals[STEP], 0, 1);
}

static void
close_cb (TdFollowPanel *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

static void
extended_cb (TdFollowPanel *self, const char *response, GtkWidget *dialog)
{
  TdDateEntry *entry = g_object_get_data (G_OBJECT (dialog), "td-date");
  const char *date = td_date_entry_get_date (entry);
  g_autofree char *shown = date != NULL ? td_date_display_iso (date) : NULL;
  g_autofree char *done = NULL;
  TdEdit *edit;

  if (!g_str_equal (response, "extend") || date == NULL || self->item == NULL)
    return;
  done = g_strdup_printf (_ ("Deadline extended to %s"), shown);
  edit = td_edit_new_set (TD_KIND_TASK, td_task_item_get_id (self->item), "deadline_end", date);
  td_edit_and_set (edit, "deadline_exclusive", "0");
  td_follow_panel_edit (self, edit, done);
}

static void
extend_cb (TdFollowPanel *self)
{
  const TdTaskRow *row = td_task_item_get_row (self->item);
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Extend the Deadline"),
      _ ("The words of the plan stay as printed; what they mean is set by hand."));
  GtkWidget *entry = td_date_entry_new ();

  td_date_entry_set_label (TD_DATE_ENTRY (entry), _ ("New last permitted day"));
  td_date_entry_set_date (TD_DATE_ENTRY (entry), row != NULL ? row->deadline_end : NULL);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"), "extend",
                                    _ ("Extend"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "extend",
                                              ADW_RESPONSE_SUGGESTED);
  g_object_set_data (G_OBJECT (dialog), "td-date", entry);
  g_signal_connect_object (dialog, "response", G_CALLBACK (extended_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* A letter to the lead unit in the mail program, with what is late or due */
static void
remind_cb (TdFollowPanel *self)
{
  const TdTaskRow *row = td_task_item_get_row (self->item);
  g_autofree char *lead = td_task_item_dup_units (self->item, TRUE);
  g_autofree char *words =
      td_task_look_words (td_task_item_get_snapshot (self->item),
                          td_task_item_get_facts (self->item), td_task_item_get_as_of (self->item));
  g_autofree char *subject = NULL, *body = NULL, *uri = NULL, *s = NULL, *b = NULL;
  g_autoptr (GError) error = NULL;

  if (row == NULL)
    return;
  subject = g_strdup_printf (_ ("Task %s: %s"), row->number != NULL ? row->number : "", words);
  body =
      g_strdup_printf (_ ("To: %s\n\n%s\nDeadline: %s (%s)\n\nPlease report progress and send the "
                          "documents that prove it."),
                       lead, row->content != NULL ? row->content : "",
                       row->deadline_text != NULL ? row->deadline_text : "–", words);
  s = g_uri_escape_string (subject, NULL, FALSE);
  b = g_uri_escape_string (body, NULL, FALSE);
  uri = g_strdup_printf ("mailto:?subject=%s&body=%s", s, b);
  if (!g_app_info_launch_default_for_uri (uri, NULL, &error))
    {
      /* No mail program: the text can still be sent another way. */
      gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), body);
      td_follow_panel_fail (self, error);
    }
}

static gboolean
key_cb (TdFollowPanel *self, guint key, guint code G_GNUC_UNUSED, GdkModifierType state)
{
  if ((state & GDK_ALT_MASK) && key == GDK_KEY_Page_Up)
    previous_cb (self);
  else if ((state & GDK_ALT_MASK) && key == GDK_KEY_Page_Down)
    next_cb (self);
  else if (key == GDK_KEY_Escape)
    g_signal_emit (self, signals[LEAVE], 0);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static gboolean
drop_cb (TdFollowPanel *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (self->item == NULL || self->read_only)
    return FALSE;
  td_follow_panel_begin_report (self);
  for (GSList *l = files; l != NULL; l = l->next)
    {
      g_autofree char *path = g_file_get_path (l->data);

      if (path != NULL)
        td_report_form_add_file (self->form, path);
    }

  return TRUE;
}

static void
td_follow_panel_dispose (GObject *object)
{
  TdFollowPanel *self = TD_FOLLOW_PANEL (object);

  if (self->item != NULL)
    g_signal_handler_disconnect (self->item, self->changed_id);
  g_clear_object (&self->item);
  g_clear_pointer (&self->clamp, gtk_widget_unparent);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_follow_panel_parent_class)->dispose (object);
}

static void
td_follow_panel_class_init (TdFollowPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_follow_panel_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "followpanel");
  signals[EDIT] = g_signal_new ("edit", TD_TYPE_FOLLOW_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", TD_TYPE_FOLLOW_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[STEP] = g_signal_new ("step", TD_TYPE_FOLLOW_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[LEAVE] = g_signal_new ("leave", TD_TYPE_FOLLOW_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[CLOSE] = g_signal_new ("close", TD_TYPE_FOLLOW_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
add_icon_button (
    GtkWidget *box, const char *icon, const char *label, GCallback clicked, gpointer self)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_head (TdFollowPanel *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "td-mid");
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  add_icon_button (head, "go-up-symbolic", _ ("Previous Task"), G_CALLBACK (previous_cb), self);
  add_icon_button (head, "go-down-symbolic", _ ("Next Task"), G_CALLBACK (next_cb), self);
  add_icon_button (head, "window-close-symbolic", _ ("Close the Panel"), G_CALLBACK (close_cb),
                   self);

  return head;
}

static GtkWidget *
make_status (TdFollowPanel *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  self->pill = TD_STATUS_PILL (td_status_pill_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->pill), "td-pill");
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->pill));
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->progress), GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (GTK_WIDGET (self->progress), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Progress"), -1);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->progress));
  self->percent = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->percent), "heading");
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->percent));

  return row;
}

static GtkWidget *
make_body (TdFollowPanel *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 7);

  gtk_widget_add_css_class (body, "follow-body");
  gtk_box_append (GTK_BOX (body), make_head (self));
  self->content = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->content, 0);
  gtk_label_set_wrap (self->content, TRUE);
  gtk_label_set_selectable (self->content, TRUE);
  gtk_label_set_max_width_chars (self->content, 24);
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->content));
  gtk_box_append (GTK_BOX (body), make_status (self));
  self->form = TD_REPORT_FORM (td_report_form_new ());
  g_signal_connect_swapped (self->form, "edit", G_CALLBACK (form_edit_cb), self);
  g_signal_connect_swapped (self->form, "failed", G_CALLBACK (form_failed_cb), self);
  g_signal_connect_swapped (self->form, "close", G_CALLBACK (form_close_cb), self);
  self->form_revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_child (self->form_revealer, GTK_WIDGET (self->form));
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->form_revealer));
  self->fields = gtk_box_new (GTK_ORIENTATION_VERTICAL, 5);
  gtk_box_append (GTK_BOX (body), self->fields);
  self->sections = gtk_box_new (GTK_ORIENTATION_VERTICAL, 5);
  gtk_box_append (GTK_BOX (body), self->sections);

  return body;
}

static GtkWidget *
make_foot (TdFollowPanel *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *remind = gtk_button_new_with_label (_ ("Remind the Unit"));

  gtk_box_set_homogeneous (GTK_BOX (foot), TRUE);
  gtk_widget_add_css_class (foot, "follow-foot");
  self->extend_button = GTK_BUTTON (gtk_button_new_with_label (_ ("Extend…")));
  g_signal_connect_swapped (self->extend_button, "clicked", G_CALLBACK (extend_cb), self);
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->extend_button));
  g_signal_connect_swapped (remind, "clicked", G_CALLBACK (remind_cb), self);
  gtk_box_append (GTK_BOX (foot), remind);

  return foot;
}

static void
td_follow_panel_init (TdFollowPanel *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "td-panel");
  gtk_widget_set_size_request (self->box, PANEL_WIDTH, -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), make_body (self));
  gtk_widget_set_vexpand (window, TRUE);
  gtk_box_append (GTK_BOX (self->box), window);
  gtk_box_append (GTK_BOX (self->box), make_foot (self));
  /* Long names wrap; they do not take the width of the table. */
  self->clamp = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), PANEL_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (self->clamp), PANEL_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (self->clamp), self->box);
  gtk_widget_set_parent (self->clamp, GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

/**
 * td_follow_panel_new:
 * @workspace: the workspace
 *
 * Returns: a panel without a task
 */
GtkWidget *
td_follow_panel_new (TdWorkspace *workspace)
{
  TdFollowPanel *self = g_object_new (TD_TYPE_FOLLOW_PANEL, NULL);

  self->workspace = g_object_ref (workspace);
  self->read_only = td_workspace_get_read_only (workspace);

  return GTK_WIDGET (self);
}
