/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-panel.h"

#include "case/td-case-view.h"
#include "td-dossier-words-ui.h"
#include "td-status-pill.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>

struct _TdDossierPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *code;
  GtkLabel *procedure;
  TdStatusPill *pill;
  GtkWidget *facts;
  GtkWidget *print;
  GtkWidget *apologize;
  GtkWidget *extra; /* where the explained clock stands */
  TdCaseView *view;
  TdWorkspace *workspace;
  gint64 id;
  gint64 as_of;
};

G_DEFINE_FINAL_TYPE (TdDossierPanel, td_dossier_panel, GTK_TYPE_WIDGET)

static void
add_fact (TdDossierPanel *self, const char *name, const char *value, const char *css_class)
{
  GtkWidget *row, *left, *right;

  if (value == NULL || *value == '\0')
    return;
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  left = gtk_label_new (name);
  right = gtk_label_new (value);
  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_label_set_yalign (GTK_LABEL (left), 0);
  gtk_widget_add_css_class (left, "td-dim");
  gtk_label_set_xalign (GTK_LABEL (right), 1);
  gtk_label_set_wrap (GTK_LABEL (right), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (right), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (right), GTK_JUSTIFY_RIGHT);
  gtk_label_set_selectable (GTK_LABEL (right), TRUE);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_widget_set_halign (right, GTK_ALIGN_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (right, css_class);
  gtk_box_append (GTK_BOX (row), left);
  gtk_box_append (GTK_BOX (row), right);
  gtk_box_append (GTK_BOX (self->facts), row);
}

static void
add_time (TdDossierPanel *self, const char *name, gint64 seconds, gboolean due, gboolean late)
{
  g_autofree char *text = td_dossier_time_display (seconds, due);

  add_fact (self, name, text, late ? "td-late" : "numeric");
}

/* Where the values come from: the file and row that wrote them last */
static void
add_source (TdDossierPanel *self, gint64 import_id, gint64 row)
{
  TdDossierImportRow *import;
  g_autofree char *text = NULL;

  if (import_id == 0)
    {
      add_fact (self, _ ("Source"), _ ("entered by hand"), NULL);
      return;
    }
  import = td_workspace_get_row (self->workspace, TD_KIND_DOSSIER_IMPORT, import_id, NULL);
  if (import == NULL)
    return;
  text = g_strdup_printf (_ ("%s, row %" PRId64), import->file_name, row);
  add_fact (self, _ ("Source"), text, NULL);
  td_row_free (TD_KIND_DOSSIER_IMPORT, import);
}

static void
show_line (TdDossierPanel *self,
           const TdDossierLine *line,
           const TdDossierRow *row,
           TdWorkCalendar *calendar)
{
  g_autofree char *standing = td_dossier_standing (line, self->as_of, calendar);
  gboolean late = line->outcome == TD_OUTCOME_LATE || line->outcome == TD_OUTCOME_PENDING_OVERDUE;

  gtk_label_set_label (self->code, line->code);
  gtk_label_set_label (self->procedure, line->procedure != NULL ? line->procedure : "");
  td_status_pill_set (self->pill, td_dossier_standing_status (line), standing);
  gtk_widget_set_sensitive (self->apologize, late && !td_workspace_get_read_only (self->workspace));
  add_time (self, _ ("Received"), line->received, FALSE, FALSE);
  add_time (self, _ ("Due on the receipt"), line->due, TRUE, FALSE);
  add_time (self, _ ("Result"), line->returned, FALSE, late);
  add_time (self, _ ("Handed over"), row->delivered, FALSE, FALSE);
  add_time (self, _ ("Suspended since"), line->suspended, FALSE, FALSE);
  add_fact (self, _ ("Reason"), row->suspend_reason, NULL);
  add_fact (self, _ ("State"), td_dossier_state_label (line->state), NULL);
  add_fact (self, _ ("Area"), line->area, NULL);
  add_fact (self, _ ("Unit"), line->unit, NULL);
  add_fact (self, _ ("Officer"), line->officer, NULL);
  add_fact (self, _ ("Channel"), line->channel != 0 ? td_channel_label (line->channel) : NULL,
            NULL);
  add_fact (self, _ ("Service level"), line->level != 0 ? td_level_label (line->level) : NULL,
            NULL);
  add_fact (self, _ ("Applicant"), line->applicant, NULL);
  add_fact (self, _ ("Rating"), row->rating, NULL);
  add_fact (self, _ ("Note"), line->note, NULL);
  add_source (self, row->dossier_import_id, row->source_row);
}

static void
clear_facts (TdDossierPanel *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->facts)) != NULL)
    gtk_box_remove (GTK_BOX (self->facts), child);
}

/**
 * td_dossier_panel_set_dossier:
 * @self: a panel
 * @id: a dossier, 0: none
 * @as_of_day: today
 * @calendar: (nullable): the working days of the office
 *
 * Shows a dossier as the file has it now.
 */
void
td_dossier_panel_set_dossier (TdDossierPanel *self,
                              gint64 id,
                              gint64 as_of_day,
                              TdWorkCalendar *calendar)
{
  guint32 short_id = (guint32) id;
  TdDossierRow *row;
  g_autoptr (GArray) lines = NULL;

  self->id = id;
  self->as_of = as_of_day;
  clear_facts (self);
  td_case_view_set_dossier (self->view, id);
  if (id == 0)
    return;
  row = td_workspace_get_row (self->workspace, TD_KIND_DOSSIER, id, NULL);
  lines = td_dossier_lines_by_ids (td_workspace_get_connection (self->workspace), &short_id, 1,
                                   as_of_day, TD_COUNT_DAY, NULL);
  if (row != NULL && lines != NULL && lines->len == 1)
    {
      TdDossierLine *line = &g_array_index (lines, TdDossierLine, 0);

      show_line (self, line, row, calendar);
      td_dossier_line_clear (line);
    }
  if (row != NULL)
    td_row_free (TD_KIND_DOSSIER, row);
}

gint64
td_dossier_panel_get_dossier (TdDossierPanel *self)
{
  return self->id;
}

static void
td_dossier_panel_dispose (GObject *object)
{
  TdDossierPanel *self = TD_DOSSIER_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_dossier_panel_parent_class)->dispose (object);
}

static void
td_dossier_panel_class_init (TdDossierPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_dossier_panel_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
head_button_new (const char *icon, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);

  return button;
}

static void
print_cb (TdDossierPanel *self)
{
  td_case_view_print (self->view);
}

static void
apologize_cb (TdDossierPanel *self)
{
  td_case_view_apologize (self->view);
}

static GtkWidget *
button_new (const char *icon, const char *label)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), icon);
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);

  return button;
}

/* Below the scrolled part, where they are always at hand */
static GtkWidget *
buttons_new (TdDossierPanel *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->print = button_new ("printer-symbolic", _ ("Print the Ledger"));
  self->apologize = button_new ("mail-send-symbolic", _ ("Letter of Apology"));
  g_signal_connect_swapped (self->print, "clicked", G_CALLBACK (print_cb), self);
  g_signal_connect_swapped (self->apologize, "clicked", G_CALLBACK (apologize_cb), self);
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_widget_set_margin_start (row, 12);
  gtk_widget_set_margin_end (row, 12);
  gtk_widget_set_margin_top (row, 8);
  gtk_widget_set_margin_bottom (row, 12);
  gtk_box_append (GTK_BOX (row), self->print);
  gtk_box_append (GTK_BOX (row), self->apologize);

  return row;
}

static void
td_dossier_panel_init (TdDossierPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *facts_title = gtk_label_new (_ ("The dossier"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_size_request (self->box, 348, -1);
  gtk_widget_add_css_class (self->box, "td-panel");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_box_append (GTK_BOX (self->box), scroll);
  gtk_box_append (GTK_BOX (self->box), buttons_new (self));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), box);

  self->code = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->code, 0);
  gtk_label_set_selectable (self->code, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->code), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->code), "heading");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->code));
  gtk_box_append (GTK_BOX (head),
                  head_button_new ("go-up-symbolic", _ ("Dossier before"), "page.previous"));
  gtk_box_append (GTK_BOX (head),
                  head_button_new ("go-down-symbolic", _ ("Dossier after"), "page.next"));
  gtk_box_append (GTK_BOX (head), head_button_new ("window-close-symbolic", _ ("Close the panel"),
                                                   "page.close-panel"));
  gtk_box_append (GTK_BOX (box), head);
  self->procedure = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->procedure, 0);
  gtk_label_set_wrap (self->procedure, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->procedure));
  self->pill = TD_STATUS_PILL (td_status_pill_new ());
  gtk_widget_set_halign (GTK_WIDGET (self->pill), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pill));
  self->extra = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_box_append (GTK_BOX (box), self->extra);
  gtk_label_set_xalign (GTK_LABEL (facts_title), 0);
  gtk_widget_add_css_class (facts_title, "td-dim");
  gtk_box_append (GTK_BOX (box), facts_title);
  self->facts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 7);
  gtk_widget_add_css_class (self->facts, "td-card");
  gtk_widget_add_css_class (self->facts, "td-facts");
  gtk_box_append (GTK_BOX (box), self->facts);
}

GtkWidget *
td_dossier_panel_new (TdWorkspace *workspace)
{
  TdDossierPanel *self = g_object_new (TD_TYPE_DOSSIER_PANEL, NULL);

  self->workspace = g_object_ref (workspace);
  self->view = TD_CASE_VIEW (td_case_view_new (workspace));
  gtk_box_append (GTK_BOX (self->extra), GTK_WIDGET (self->view));

  return GTK_WIDGET (self);
}
