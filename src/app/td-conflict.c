/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-conflict.h"

#include "td-window.h"

#include <glib/gi18n-lib.h>

/* Two people changed the same field: both values are shown, and the user decides. Nothing is lost
 * before that: the record keeps showing what was typed here. */

static void ask_next (GtkWindow *window);

/* One question at a time: the others of a window wait for the answer. */
static GQueue *
questions_of (GtkWindow *window)
{
  GQueue *questions = g_object_get_data (G_OBJECT (window), "td-questions");

  if (questions == NULL)
    {
      questions = g_queue_new ();
      g_object_set_data_full (G_OBJECT (window), "td-questions", questions,
                              (GDestroyNotify) g_queue_free);
    }

  return questions;
}

static void
answered_cb (GtkWidget *dialog, GtkWindow *window)
{
  g_queue_remove (questions_of (window), dialog);
  ask_next (window);
}

static void
ask_next (GtkWindow *window)
{
  GtkWidget *dialog = g_queue_peek_head (questions_of (window));

  if (dialog != NULL && !gtk_widget_in_destruction (GTK_WIDGET (window)))
    gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * td_conflict_ask:
 * @widget: where the text is edited
 * @what: what is edited, translated: "Short name"
 * @mine: (nullable): what was typed here
 * @theirs: (nullable): what the file holds
 *
 * Asks which of two texts shall stay. The dialog's `response` is "mine" or "theirs"; closing it
 * means "mine".
 *
 * Returns: (nullable) (transfer none): the dialog; %NULL when @widget is in no window
 */
GtkWidget *
td_conflict_ask (GtkWidget *widget, const char *what, const char *mine, const char *theirs)
{
  TdWindow *window;
  GQueue *questions;
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  window = td_window_of (widget);
  if (window == NULL || gtk_widget_in_destruction (GTK_WIDGET (window)))
    return NULL;

  body = g_strdup_printf (_ ("Yours:\n%s\n\nIn the file:\n%s"), mine && *mine ? mine : "—",
                          theirs && *theirs ? theirs : "—");
  dialog = adw_message_dialog_new (GTK_WINDOW (window), NULL, body);
  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog),
                                     /* Translators: %s is a field: "Short name" */
                                     _ ("“%s” was changed by someone else, too"), what);
  /* The first one has the focus: a space typed at the wrong moment must lose nothing. */
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "mine", _ ("Keep _Mine"), "theirs",
                                    _ ("Take _Theirs"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "mine");
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (answered_cb), window, 0);
  questions = questions_of (GTK_WINDOW (window));
  g_queue_push_tail (questions, dialog);
  if (g_queue_get_length (questions) == 1)
    ask_next (GTK_WINDOW (window));

  return dialog;
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, TdRecord *record)
{
  const char *field = g_object_get_data (G_OBJECT (dialog), "td-field");

  td_record_resolve (record, field, !g_str_equal (response, "theirs"));
}

static const char *
field_label (TdRecord *record, const char *field)
{
  const TdFieldSpec *spec = td_kind_find_field (td_kind_spec (td_record_get_kind (record)), field);

  return spec ? g_dgettext (GETTEXT_PACKAGE, spec->label) : field;
}

static void
conflict_cb (
    TdRecord *record, const char *field, const char *mine, const char *theirs, GtkWidget *widget)
{
  GtkWidget *dialog = td_conflict_ask (widget, field_label (record, field), mine, theirs);

  if (dialog == NULL)
    return;
  g_object_set_data_full (G_OBJECT (dialog), "td-field", g_strdup (field), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), record, 0);
}

/**
 * td_conflict_watch:
 * @widget: where the record is edited; its window shows the question
 * @record: a live record
 *
 * Asks the user when somebody else was first with a change of a field. Call td_conflict_unwatch()
 * when the widget turns to another record.
 */
void
td_conflict_watch (GtkWidget *widget, TdRecord *record)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (TD_IS_RECORD (record));

  g_signal_connect_object (record, "conflict", G_CALLBACK (conflict_cb), widget, 0);
}

/**
 * td_conflict_unwatch:
 * @widget: as in td_conflict_watch()
 * @record: the same
 *
 * Stops asking.
 */
void
td_conflict_unwatch (GtkWidget *widget, TdRecord *record)
{
  g_return_if_fail (TD_IS_RECORD (record));

  g_signal_handlers_disconnect_by_func (record, conflict_cb, widget);
}
