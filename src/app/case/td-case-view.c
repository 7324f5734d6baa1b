/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-case-view.h"

#include <glib/gi18n-lib.h>

#include "td-case-days.h"
#include "td-case-event.h"
#include "td-case-letters.h"
#include "td-case-papers.h"

struct _TdCaseView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *trouble;
  GtkWidget *times;
  TdCaseDays *days;
  GtkWidget *steps; /* the expander of the ledger */
  GtkWidget *ledger;
  GtkWidget *events;
  GtkWidget *events_title;
  GtkWidget *record;
  GtkWidget *papers;

  TdWorkspace *workspace;
  GCancellable *cancellable;
  gint64 dossier_id;
  TdDossierCase *dossier; /* (nullable): as shown */
};

G_DEFINE_FINAL_TYPE (TdCaseView, td_case_view, GTK_TYPE_WIDGET)

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
add_fact (TdCaseView *self, const char *name, const char *text, const char *css_class)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *left = label_new (name, "td-dim");
  GtkWidget *right = label_new (text, css_class);

  gtk_widget_set_hexpand (right, TRUE);
  gtk_label_set_xalign (GTK_LABEL (right), 1);
  gtk_box_append (GTK_BOX (row), left);
  gtk_box_append (GTK_BOX (row), right);
  gtk_box_append (GTK_BOX (self->times), row);
}

static void
add_time (TdCaseView *self, const char *name, TdMoment moment, gboolean late)
{
  g_autofree char *text = td_moment_format_display (moment);

  add_fact (self, name, text, late ? "td-late" : "numeric");
}

static void
show_times (TdCaseView *self, const TdClock *clock)
{
  gboolean late = clock->by_day == TD_GROUP_LATE || clock->by_day == TD_GROUP_PENDING_OVERDUE;

  add_time (self, _ ("Promised on the receipt"), clock->promised, FALSE);
  add_time (self, _ ("Recalculated"), clock->due, FALSE);
  if (clock->due_extended != TD_MOMENT_NONE)
    add_time (self, _ ("New appointment"), clock->due_extended, FALSE);
  add_time (self, _ ("Result"), clock->finished, late);
}

static void
show_limit (TdCaseView *self, const TdProcedureRow *procedure)
{
  g_autofree char *text = NULL;
  TdLimitUnit unit;

  if (procedure == NULL || !td_limit_unit_parse (procedure->limit_unit, &unit))
    return;
  text = td_limit_describe (unit, procedure->limit_value);
  add_fact (self, _ ("Time limit"), text, "numeric");
}

/* "No letter" is told of a late dossier alone; a letter always. */
static void
show_apology (TdCaseView *self, const TdDossierCase *dossier)
{
  const char *letter = td_dossier_case_letter (dossier);
  TdOnTimeGroup group = dossier->clock->by_day;
  gboolean late = group == TD_GROUP_LATE || group == TD_GROUP_PENDING_OVERDUE;

  if (letter == NULL && !late)
    return;
  add_fact (self, _ ("Letter of apology"),
            letter == NULL    ? _ ("not sent")
            : *letter == '\0' ? _ ("sent")
                              : letter,
            letter == NULL ? "td-late" : "numeric");
}

/* A line: time, what happened, what it did, by which rule */
static GtkWidget *
ledger_row_new (const TdClockLine *line)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *at = td_moment_format_display (line->at);
  GtkWidget *time;

  at[5] = '\n'; /* "15:05\n31/03/2026" */
  time = label_new (at, "td-dim");
  gtk_widget_add_css_class (time, "numeric");
  gtk_label_set_yalign (GTK_LABEL (time), 0);
  gtk_label_set_wrap (GTK_LABEL (time), FALSE);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), label_new (line->event, "heading"));
  if (*line->effect != '\0')
    gtk_box_append (GTK_BOX (texts), label_new (line->effect, NULL));
  if (*line->rule != '\0')
    gtk_box_append (GTK_BOX (texts), label_new (line->rule, "td-dim"));
  gtk_box_append (GTK_BOX (row), time);
  gtk_box_append (GTK_BOX (row), texts);

  return row;
}

static void
correct_cb (GtkWidget *button, TdCaseView *self)
{
  const TdDossierEventRow *event = g_object_get_data (G_OBJECT (button), "td-event");
  GtkWidget *dialog =
      td_case_event_new (self->workspace, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                         self->dossier_id, event);

  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWidget *
event_row_new (TdCaseView *self, const TdDossierEventRow *event)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *edit = gtk_button_new_from_icon_name ("document-edit-symbolic");
  g_autofree char *at = NULL;
  g_autofree char *text = NULL;
  GtkWidget *label;
  TdEventKind kind;
  TdMoment moment = TD_MOMENT_NONE;

  td_moment_parse (event->at, &moment);
  at = td_moment_format_display (moment);
  text = g_strdup_printf ("%s\n%s", at,
                          td_event_kind_parse (event->kind, &kind) ? td_event_kind_words (kind)
                                                                   : event->kind);
  label = label_new (text, event->cancelled ? "td-dim" : NULL);
  gtk_widget_set_hexpand (label, TRUE);
  if (event->cancelled)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
      gtk_label_set_attributes (GTK_LABEL (label), attributes);
      pango_attr_list_unref (attributes);
    }
  gtk_widget_add_css_class (edit, "flat");
  gtk_widget_set_valign (edit, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (edit, _ ("Correct this event"));
  gtk_widget_set_sensitive (edit, !td_workspace_get_read_only (self->workspace));
  g_object_set_data (G_OBJECT (edit), "td-event", (gpointer) event);
  g_signal_connect (edit, "clicked", G_CALLBACK (correct_cb), self);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), edit);

  return row;
}

static void
show_dossier (TdCaseView *self)
{
  const TdDossierCase *dossier = self->dossier;

  clear (self->times);
  clear (self->ledger);
  clear (self->events);
  gtk_widget_set_visible (self->box, dossier != NULL);
  td_case_days_set_case (self->days, dossier);
  if (dossier == NULL)
    return;
  gtk_label_set_label (self->trouble, dossier->clock_error != NULL ? dossier->clock_error : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), dossier->clock_error != NULL);
  if (dossier->clock != NULL)
    {
      show_limit (self, dossier->procedure);
      show_times (self, dossier->clock);
      show_apology (self, dossier);
      for (guint i = 0; i < dossier->clock->ledger->len; i++)
        gtk_box_append (GTK_BOX (self->ledger),
                        ledger_row_new (g_ptr_array_index (dossier->clock->ledger, i)));
    }
  for (guint i = 0; i < dossier->events->len; i++)
    gtk_box_append (GTK_BOX (self->events),
                    event_row_new (self, g_ptr_array_index (dossier->events, i)));
  gtk_widget_set_visible (self->steps, dossier->clock != NULL);
  gtk_widget_set_visible (self->times, dossier->clock != NULL);
  gtk_widget_set_visible (self->events, dossier->events->len > 0);
  gtk_widget_set_visible (self->events_title, dossier->events->len > 0);
}

static gpointer
load (TdConnection *connection, gpointer data, GError **error)
{
  g_autoptr (TdClockOffice) office = td_clock_office_load (connection, error);

  return office != NULL
             ? td_dossier_case_load (connection, office, *(gint64 *) data, td_moment_now (), error)
             : NULL;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdCaseView) self = data;
  g_autoptr (GError) error = NULL;
  TdDossierCase *dossier = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);

  if (self->workspace == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      td_dossier_case_free (dossier);
      return;
    }
  clear (self->events); /* its rows look at the dossier shown before */
  td_dossier_case_free (self->dossier);
  self->dossier = dossier;
  show_dossier (self);
}

static void
update (TdCaseView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->workspace == NULL || self->dossier_id == 0)
    return;
  self->cancellable = g_cancellable_new ();
  td_workspace_read_async (
      self->workspace, load, g_memdup2 (&self->dossier_id, sizeof self->dossier_id), g_free,
      (GDestroyNotify) td_dossier_case_free, self->cancellable, loaded_cb, g_object_ref (self));
}

/**
 * td_case_view_set_dossier:
 * @self: a view
 * @dossier_id: a dossier, 0: none
 *
 * Shows a dossier, and follows what is done to it.
 */
void
td_case_view_set_dossier (TdCaseView *self, gint64 dossier_id)
{
  g_return_if_fail (TD_IS_CASE_VIEW (self));

  self->dossier_id = dossier_id;
  if (dossier_id == 0)
    {
      clear (self->events);
      g_clear_pointer (&self->dossier, td_dossier_case_free);
      show_dossier (self);
    }
  update (self);
}

static void
record_cb (TdCaseView *self)
{
  GtkWidget *dialog =
      td_case_event_new (self->workspace, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                         self->dossier_id, NULL);

  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * td_case_view_print:
 * @self: a view
 *
 * Prints the ledger of the dossier shown.
 */
void
td_case_view_print (TdCaseView *self)
{
  if (self->dossier_id != 0)
    td_case_papers_print_ledger (GTK_WIDGET (self), self->workspace, self->dossier_id);
}

/**
 * td_case_view_apologize:
 * @self: a view
 *
 * Begins a letter of apology about the dossier shown.
 */
void
td_case_view_apologize (TdCaseView *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->dossier_id != 0)
    gtk_window_present (
        GTK_WINDOW (td_case_letters_new (self->workspace, window, self->dossier_id)));
}

static void
paper_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdCaseView *self = TD_CASE_VIEW (widget);
  TdLetterKind kind;

  if (self->dossier_id != 0 && td_letter_kind_parse (g_variant_get_string (parameter, NULL), &kind))
    td_case_papers_save (widget, self->workspace, self->dossier_id, kind);
}

static void
td_case_view_dispose (GObject *object)
{
  TdCaseView *self = TD_CASE_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->dossier, td_dossier_case_free);
  G_OBJECT_CLASS (td_case_view_parent_class)->dispose (object);
}

static void
td_case_view_class_init (TdCaseViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_case_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "caseview");
  gtk_widget_class_install_action (widget_class, "case.paper", "s", paper_action);
}

static GtkWidget *
card_new (int spacing)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, spacing);

  gtk_widget_add_css_class (card, "td-card");
  gtk_widget_add_css_class (card, "td-facts");

  return card;
}

/* The ledger line by line, with the rule of each: behind the days, which say the same in short. */
static void
add_ledger (TdCaseView *self)
{
  self->ledger = card_new (8);
  self->steps = gtk_expander_new (_ ("Step by step, with the rules"));
  gtk_expander_set_child (GTK_EXPANDER (self->steps), self->ledger);
  gtk_box_append (GTK_BOX (self->box), self->steps);
}

static GMenuModel *
papers_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < TD_N_LETTERS; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (td_letter_kind_label ((TdLetterKind) i), NULL);

      g_menu_item_set_action_and_target (item, "case.paper", "s",
                                         td_letter_kind_nick ((TdLetterKind) i));
      g_menu_append_item (menu, item);
    }

  return G_MENU_MODEL (menu);
}

static void
add_buttons (TdCaseView *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autoptr (GMenuModel) menu = papers_menu ();

  self->record = gtk_button_new_with_label (_ ("Record an Event…"));
  gtk_widget_set_hexpand (self->record, TRUE);
  g_signal_connect_swapped (self->record, "clicked", G_CALLBACK (record_cb), self);
  self->papers = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->papers), _ ("Papers"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->papers)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Papers"), -1);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->papers), menu);
  gtk_widget_set_hexpand (self->papers, TRUE);
  gtk_box_append (GTK_BOX (row), self->record);
  gtk_box_append (GTK_BOX (row), self->papers);
  gtk_box_append (GTK_BOX (self->box), row);
}

static void
td_case_view_init (TdCaseView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (self->box, FALSE);
  self->trouble = GTK_LABEL (label_new (NULL, "error"));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->trouble));
  self->times = card_new (4);
  gtk_box_append (GTK_BOX (self->box), self->times);
  self->days = TD_CASE_DAYS (td_case_days_new ());
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->days));
  add_ledger (self);
  self->events_title = label_new (_ ("What happened"), "td-dim");
  gtk_box_append (GTK_BOX (self->box), self->events_title);
  self->events = card_new (6);
  gtk_box_append (GTK_BOX (self->box), self->events);
  add_buttons (self);
}

/**
 * td_case_view_new:
 * @workspace: the workspace
 *
 * Returns: (transfer floating): a view without a dossier
 */
GtkWidget *
td_case_view_new (TdWorkspace *workspace)
{
  TdCaseView *self = g_object_new (TD_TYPE_CASE_VIEW, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_swapped (workspace, "changed", G_CALLBACK (update), self);
  gtk_widget_set_sensitive (self->record, !td_workspace_get_read_only (workspace));

  return GTK_WIDGET (self);
}
