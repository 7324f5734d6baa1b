/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-conflict.h"

#include "td-window.h"

#include <glib/gi18n-lib.h>

/* Two people changed the same field: both values are shown, and the user decides. Nothing is lost
 * before that: the record keeps showing what was typed here. */

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
  TdWindow *window = td_window_of (widget);
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  if (!window)
    return;

  body = g_strdup_printf (_ ("Yours:\n%s\n\nIn the file:\n%s"), mine && *mine ? mine : "—",
                          theirs && *theirs ? theirs : "—");
  dialog = adw_message_dialog_new (GTK_WINDOW (window), NULL, body);
  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog),
                                     /* Translators: %s is a field: "Short name" */
                                     _ ("“%s” was changed by someone else, too"),
                                     field_label (record, field));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "theirs", _ ("Take _Theirs"),
                                    "mine", _ ("Keep _Mine"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "mine");
  g_object_set_data_full (G_OBJECT (dialog), "td-field", g_strdup (field), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), record, 0);
  gtk_window_present (GTK_WINDOW (dialog));
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
