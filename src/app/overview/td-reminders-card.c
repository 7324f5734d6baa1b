/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-reminders-card.h"

#include <glib/gi18n-lib.h>

#include "td-reminder-row.h"
#include "td-reminder.h"

#define MOST_SHOWN 5 /* the bell has them all */

struct _TdRemindersCard
{
  GtkWidget parent_instance;

  TdWorkspace *workspace; /* NULL until there is something to show */
  GtkWidget *box;
  GtkLabel *subtitle;
  GtkListBox *list;
  GtkWidget *empty;
  GtkButton *waiting;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (TdRemindersCard, td_reminders_card, GTK_TYPE_WIDGET)

enum
{
  TASK,
  WAITING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
fill (TdRemindersCard *self, const GPtrArray *reminders)
{
  g_autofree char *count = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u new", "%u new", reminders->len), reminders->len);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < MIN (reminders->len, MOST_SHOWN); i++)
    gtk_list_box_append (self->list, td_reminder_row_new (g_ptr_array_index (reminders, i)));
  gtk_label_set_label (self->subtitle, reminders->len > 0 ? count : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), reminders->len > 0);
  gtk_widget_set_visible (self->empty, reminders->len == 0);
}

static gpointer
list_cb (TdConnection *connection, gpointer data, GError **error)
{
  return td_reminder_list (connection, TRUE, NULL, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdRemindersCard) self = data;
  g_autoptr (GPtrArray) reminders = td_workspace_read_finish (TD_WORKSPACE (source), result, NULL);

  if (reminders != NULL && self->box != NULL)
    fill (self, reminders);
}

static void
refresh (TdRemindersCard *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  td_workspace_read_async (self->workspace, list_cb, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                           self->cancellable, listed_cb, g_object_ref (self));
}

/**
 * td_reminders_card_update:
 * @self: a card
 * @workspace: whose reminders
 * @n_waiting: how many tasks wait for a document
 *
 * Shows both, and keeps showing the reminders of the workspace.
 */
void
td_reminders_card_update (TdRemindersCard *self, TdWorkspace *workspace, guint n_waiting)
{
  g_autofree char *waiting =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u task waits for a document",
                                    "%u tasks wait for a document", n_waiting),
                       n_waiting);

  g_return_if_fail (TD_IS_REMINDERS_CARD (self));

  gtk_button_set_label (self->waiting, waiting);
  gtk_widget_set_visible (GTK_WIDGET (self->waiting), n_waiting > 0);
  if (g_set_object (&self->workspace, workspace))
    g_signal_connect_object (workspace, "noted", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

static void
row_activated_cb (TdRemindersCard *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[TASK], 0, td_reminder_row_get_task (row));
}

static void
waiting_cb (TdRemindersCard *self)
{
  g_signal_emit (self, signals[WAITING], 0);
}

static void
td_reminders_card_dispose (GObject *object)
{
  TdRemindersCard *self = TD_REMINDERS_CARD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (td_reminders_card_parent_class)->dispose (object);
}

static void
td_reminders_card_class_init (TdRemindersCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_reminders_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "reminderscard");
  signals[TASK] = g_signal_new ("task", TD_TYPE_REMINDERS_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[WAITING] = g_signal_new ("waiting", TD_TYPE_REMINDERS_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_head (TdRemindersCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (_ ("Reminders"));
  GtkWidget *settings = gtk_button_new_with_label (_ ("Set Reminders…"));

  gtk_widget_add_css_class (head, "card-head");
  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (head), title);
  self->subtitle = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->subtitle, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->subtitle), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "td-dim");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "td-s");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->subtitle));
  gtk_widget_add_css_class (settings, "flat");
  gtk_widget_set_valign (settings, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (settings), "app.preferences");
  gtk_box_append (GTK_BOX (head), settings);

  return head;
}

static void
td_reminders_card_init (TdRemindersCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "td-card");
  gtk_widget_set_overflow (self->box, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "td-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reminders"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  self->empty = gtk_label_new (_ ("No task falls due soon that you have not read of."));
  gtk_label_set_wrap (GTK_LABEL (self->empty), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->empty), 36);
  gtk_widget_add_css_class (self->empty, "td-dim");
  gtk_widget_add_css_class (self->empty, "card-empty");
  gtk_box_append (GTK_BOX (self->box), self->empty);
  self->waiting = GTK_BUTTON (gtk_button_new_with_label (""));
  gtk_widget_add_css_class (GTK_WIDGET (self->waiting), "flat");
  gtk_widget_set_visible (GTK_WIDGET (self->waiting), FALSE);
  g_signal_connect_swapped (self->waiting, "clicked", G_CALLBACK (waiting_cb), self);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->waiting));
}

GtkWidget *
td_reminders_card_new (void)
{
  return g_object_new (TD_TYPE_REMINDERS_CARD, NULL);
}
