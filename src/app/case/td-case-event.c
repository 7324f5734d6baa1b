/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-case-event.h"

#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-form-grid.h"
#include "td-window.h"

/* What can be recorded, in the order of a dossier's life; received is corrected, never added. */
static const TdEventKind kinds[] = {
  TD_EVENT_HANDED_OVER,
  TD_EVENT_SUPPLEMENT_REQUESTED,
  TD_EVENT_SUPPLEMENT_RECEIVED,
  TD_EVENT_CONSULTED,
  TD_EVENT_PAUSED,
  TD_EVENT_RESUMED,
  TD_EVENT_EXTENDED,
  TD_EVENT_APOLOGY,
  TD_EVENT_RESOLVED,
  TD_EVENT_RETURNED,
  TD_EVENT_REFUSED,
  TD_EVENT_WITHDRAWN,
  TD_EVENT_STOPPED,
  TD_EVENT_NOTE,
  TD_EVENT_RECEIVED,
};

struct _TdCaseEvent
{
  AdwWindow parent_instance;

  GtkGrid *grid;
  GtkDropDown *kind;
  GtkWidget *at;
  GtkWidget *until;
  GtkWidget *party;
  GtkWidget *document;
  GtkWidget *reason;
  GtkWidget *correction;
  GtkWidget *strike; /* (nullable) */
  GtkLabel *trouble;
  GtkWidget *save;

  TdWorkspace *workspace;
  GtkWindow *owner;
  TdDossierEventRow *row;
};

G_DEFINE_FINAL_TYPE (TdCaseEvent, td_case_event, ADW_TYPE_WINDOW)

static TdEventKind
get_kind (TdCaseEvent *self)
{
  guint selected = gtk_drop_down_get_selected (self->kind);

  return kinds[MIN (selected, G_N_ELEMENTS (kinds) - 1)];
}

static void
show_fields (TdCaseEvent *self)
{
  TdEventKind kind = get_kind (self);

  td_form_grid_show (self->grid, self->until,
                     kind == TD_EVENT_EXTENDED || kind == TD_EVENT_APOLOGY ||
                         kind == TD_EVENT_RECEIVED);
  td_form_grid_show (self->grid, self->party,
                     kind == TD_EVENT_HANDED_OVER || kind == TD_EVENT_CONSULTED);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdCaseEvent) self = data;
  g_autoptr (GError) error = NULL;

  if (!td_dossier_case_put_event_finish (result, &error))
    {
      gtk_label_set_label (self->trouble, error->message);
      gtk_widget_set_sensitive (self->save, TRUE);
      return;
    }
  if (TD_IS_WINDOW (self->owner))
    td_window_toast_undo (TD_WINDOW (self->owner), _ ("The event is recorded"));
  gtk_window_destroy (GTK_WINDOW (self));
}

/* A time as a person types it, as the file keeps it; FALSE with a word about what is wrong */
static gboolean
read_time (TdCaseEvent *self, GtkWidget *entry, gboolean needed, char **target)
{
  g_autofree char *typed = td_form_entry_text (entry);
  TdMoment moment;
  GDate today;

  g_clear_pointer (target, g_free);
  if (typed == NULL && !needed)
    return TRUE;
  td_date_today (&today);
  if (typed != NULL && td_moment_parse_typed (typed, &today, -1, &moment))
    {
      *target = td_moment_format (moment);
      return TRUE;
    }
  gtk_label_set_label (self->trouble, _ ("Write day and time like 31/3/2026 15:05."));
  gtk_widget_grab_focus (entry);

  return FALSE;
}

static void
take_text (GtkWidget *entry, char **target)
{
  g_free (*target);
  *target = td_form_entry_text (entry);
}

static void
put (TdCaseEvent *self, gboolean strike)
{
  TdEventKind kind = get_kind (self);

  if (!read_time (self, self->at, TRUE, &self->row->at) ||
      !read_time (self, self->until, kind == TD_EVENT_EXTENDED, &self->row->until))
    return;
  g_free (self->row->kind);
  self->row->kind = g_strdup (td_event_kind_nick (kind));
  self->row->cancelled = strike;
  take_text (self->party, &self->row->party);
  take_text (self->document, &self->row->document);
  take_text (self->reason, &self->row->reason);
  take_text (self->correction, &self->row->correction);
  gtk_widget_set_sensitive (self->save, FALSE);
  td_dossier_case_put_event_async (self->workspace, self->row, saved_cb, g_object_ref (self));
}

static void
save_cb (TdCaseEvent *self)
{
  put (self, FALSE);
}

static void
strike_cb (TdCaseEvent *self)
{
  put (self, TRUE);
}

static GtkDropDown *
kind_drop_new (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_strv_builder_add (builder, td_event_kind_words (kinds[i]));
  words = g_strv_builder_end (builder);

  return GTK_DROP_DOWN (gtk_drop_down_new_from_strings ((const char *const *) words));
}

static void
td_case_event_dispose (GObject *object)
{
  TdCaseEvent *self = TD_CASE_EVENT (object);

  g_clear_object (&self->workspace);
  if (self->row != NULL)
    td_row_free (TD_KIND_DOSSIER_EVENT, self->row);
  self->row = NULL;
  G_OBJECT_CLASS (td_case_event_parent_class)->dispose (object);
}

static void
td_case_event_class_init (TdCaseEventClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_case_event_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
make_form (TdCaseEvent *self)
{
  const char *time = _ ("day and time, such as 31/3 15:05");

  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 8);
  gtk_grid_set_column_spacing (self->grid, 12);
  self->kind = kind_drop_new ();
  self->at = td_form_entry_new (time);
  self->until = td_form_entry_new (time);
  self->party = td_form_entry_new (NULL);
  self->document = td_form_entry_new (_ ("number and symbol"));
  self->reason = td_form_entry_new (NULL);
  self->correction = td_form_entry_new (_ ("stays in the ledger"));
  td_form_grid_add (self->grid, _ ("What happened"), GTK_WIDGET (self->kind), NULL);
  td_form_grid_add (self->grid, _ ("When"), self->at, NULL);
  td_form_grid_add (self->grid, _ ("New appointment"), self->until, NULL);
  td_form_grid_add (self->grid, _ ("Given to, asked"), self->party, NULL);
  td_form_grid_add (self->grid, _ ("Letter"), self->document, NULL);
  td_form_grid_add (self->grid, _ ("Reason"), self->reason, NULL);
  td_form_grid_add (self->grid, _ ("Why it is corrected"), self->correction, NULL);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (show_fields), self);
}

static void
td_case_event_init (TdCaseEvent *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  make_form (self);
  self->trouble = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->trouble, TRUE);
  gtk_label_set_xalign (self->trouble, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "error");
  self->save = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->save);
  self->strike = gtk_button_new_with_mnemonic (_ ("S_trike Out"));
  g_signal_connect_swapped (self->strike, "clicked", G_CALLBACK (strike_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), self->strike);
  gtk_widget_set_margin_start (inner, 18);
  gtk_widget_set_margin_end (inner, 18);
  gtk_widget_set_margin_top (inner, 12);
  gtk_widget_set_margin_bottom (inner, 18);
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->grid));
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->trouble));
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), inner);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->save);
  gtk_window_set_default_size (GTK_WINDOW (self), 520, -1);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

static void
set_time (GtkWidget *entry, const char *iso)
{
  g_autofree char *text = NULL;
  TdMoment moment;

  if (td_moment_parse (iso, &moment))
    text = td_moment_format_display (moment);
  td_form_entry_set (entry, text);
}

static void
fill (TdCaseEvent *self)
{
  TdEventKind kind;

  if (td_event_kind_parse (self->row->kind, &kind))
    {
      for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        {
          if (kinds[i] == kind)
            gtk_drop_down_set_selected (self->kind, i);
        }
    }
  set_time (self->at, self->row->at);
  set_time (self->until, self->row->until);
  td_form_entry_set (self->party, self->row->party);
  td_form_entry_set (self->document, self->row->document);
  td_form_entry_set (self->reason, self->row->reason);
  td_form_entry_set (self->correction, self->row->correction);
}

/**
 * td_case_event_new:
 * @workspace: the workspace
 * @parent: the window it belongs to
 * @dossier_id: a dossier
 * @event: (nullable): the event to correct; %NULL records a new one
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
GtkWidget *
td_case_event_new (TdWorkspace *workspace,
                   GtkWindow *parent,
                   gint64 dossier_id,
                   const TdDossierEventRow *event)
{
  TdCaseEvent *self = g_object_new (TD_TYPE_CASE_EVENT, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  self->owner = parent;
  self->row = event != NULL ? td_row_copy (TD_KIND_DOSSIER_EVENT, event)
                            : td_row_new (TD_KIND_DOSSIER_EVENT);
  self->row->dossier_id = dossier_id;
  if (event == NULL)
    self->row->at = td_moment_format (td_moment_now ());
  fill (self);
  gtk_window_set_title (GTK_WINDOW (self),
                        event != NULL ? _ ("Correct an Event") : _ ("Record an Event"));
  gtk_widget_set_visible (self->strike, event != NULL);
  td_form_grid_show (self->grid, self->correction, event != NULL);
  show_fields (self);

  return GTK_WIDGET (self);
}
