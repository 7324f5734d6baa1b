/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-case-entry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-case-papers.h"
#include "td-date.h"
#include "td-error.h"
#include "td-form-grid.h"
#include "td-suggest-entry.h"
#include "td-text.h"

#define SEPARATOR " – " /* between the code and the name of a procedure */

struct _TdCaseEntry
{
  AdwWindow parent_instance;

  TdSuggestEntry *procedure;
  GtkWidget *applicant;
  GtkWidget *phone;
  GtkWidget *address;
  GtkWidget *content;
  GtkDropDown *channel;
  GtkWidget *received;
  GtkLabel *due;
  GtkLabel *done;
  GtkWidget *save;
  GtkWidget *receipt;
  GtkStringList *procedures;

  TdWorkspace *workspace;
  TdClockOffice *office; /* (nullable): not known yet */
  gint64 last;           /* the dossier entered last, 0: none */
};

G_DEFINE_FINAL_TYPE (TdCaseEntry, td_case_entry, ADW_TYPE_WINDOW)

/* The one procedure that the typed words mean: one of the list as it stands, one whose code it is,
 * or the only one they are part of. NULL: none, or several. */
static const char *
resolve (TdCaseEntry *self)
{
  g_autofree char *typed = td_text_fold (td_suggest_entry_get_text (self->procedure));
  const char *found = NULL;
  guint n = 0;

  if (*typed == '\0')
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->procedures)); i++)
    {
      const char *text = gtk_string_list_get_string (self->procedures, i);
      g_autofree char *folded = td_text_fold (text);
      g_autofree char *code = td_text_fold (text);
      char *space = strchr (code, ' ');

      if (space != NULL)
        *space = '\0';
      if (g_str_equal (folded, typed) || g_str_equal (code, typed))
        return text;
      if (strstr (folded, typed) == NULL)
        continue;
      found = text;
      n++;
    }

  return n == 1 ? found : NULL;
}

/* "1.005099" of "1.005099 – Chuyển trường"; NULL: not a procedure of the register */
static char *
procedure_code (TdCaseEntry *self)
{
  const char *text = resolve (self);
  const char *separator = text != NULL ? strstr (text, SEPARATOR) : NULL;

  return separator != NULL ? g_strndup (text, (gsize) (separator - text)) : NULL;
}

static gboolean
read_received (TdCaseEntry *self, TdMoment *moment)
{
  g_autofree char *typed = td_form_entry_text (self->received);
  GDate today;

  td_date_today (&today);
  if (typed == NULL)
    {
      *moment = td_moment_now ();
      return TRUE;
    }

  return td_moment_parse_typed (typed, &today, -1, moment);
}

/* The due time follows every key. */
static void
update_due (TdCaseEntry *self)
{
  g_autoptr (TdDossierEntry) entry = td_dossier_entry_new ();
  g_autoptr (TdClock) clock = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *due = NULL;

  entry->procedure_code = procedure_code (self);
  if (self->office == NULL || *td_suggest_entry_get_text (self->procedure) == '\0')
    text = g_strdup ("");
  else if (entry->procedure_code == NULL)
    text = g_strdup (_ ("Not a procedure of the register: no due time"));
  else if (!read_received (self, &entry->received))
    text = g_strdup (_ ("Write day and time like 31/3/2026 15:05."));
  else
    {
      clock = td_dossier_entry_clock (td_workspace_get_connection (self->workspace), self->office,
                                      entry, &error);
      if (clock != NULL)
        {
          due = td_moment_format_words (clock->due);
          text = g_strdup_printf (_ ("Due: %s"), due);
        }
      else
        text = g_strdup (error->message);
    }
  gtk_label_set_label (self->due, text);
}

static gboolean
is_complete (TdCaseEntry *self)
{
  g_autofree char *applicant = td_form_entry_text (self->applicant);
  TdMoment moment;

  return *td_suggest_entry_get_text (self->procedure) != '\0' && applicant != NULL &&
         read_received (self, &moment);
}

static void
changed_cb (TdCaseEntry *self)
{
  update_due (self);
  gtk_widget_set_sensitive (self->save, is_complete (self));
}

static void
chosen_cb (TdCaseEntry *self, const char *text)
{
  td_suggest_entry_set_text (self->procedure, text);
  changed_cb (self);
}

/* The next one: the procedure stays, people come one after another for the same thing. */
static void
begin_next (TdCaseEntry *self)
{
  td_form_entry_set (self->applicant, NULL);
  td_form_entry_set (self->phone, NULL);
  td_form_entry_set (self->address, NULL);
  td_form_entry_set (self->content, NULL);
  td_form_entry_set (self->received, NULL);
  gtk_widget_grab_focus (self->applicant);
  changed_cb (self);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdCaseEntry) self = data;
  g_autoptr (GError) error = NULL;
  gint64 id = td_dossier_case_add_finish (result, &error);
  TdDossierRow *dossier;
  g_autofree char *due = NULL;
  g_autofree char *text = NULL;

  if (id == 0)
    {
      gtk_label_set_label (self->done, error->message);
      gtk_widget_set_sensitive (self->save, TRUE);
      return;
    }
  dossier = td_workspace_get_row (self->workspace, TD_KIND_DOSSIER, id, NULL);
  if (dossier == NULL)
    return;
  due = td_moment_format_display (dossier->due > 0 ? dossier->due / 60 : TD_MOMENT_NONE);
  text = g_strdup_printf (_ ("Saved: %s, due %s"), dossier->code, due);
  gtk_label_set_label (self->done, text);
  td_row_free (TD_KIND_DOSSIER, dossier);
  self->last = id;
  gtk_widget_set_sensitive (self->receipt, TRUE);
  begin_next (self);
}

static void
save_cb (TdCaseEntry *self)
{
  static const TdChannel channels[] = { TD_CHANNEL_DIRECT, TD_CHANNEL_ONLINE, TD_CHANNEL_POSTAL };
  TdDossierEntry *entry;
  guint channel = gtk_drop_down_get_selected (self->channel);

  if (!is_complete (self))
    return;
  entry = td_dossier_entry_new ();
  entry->procedure_code = procedure_code (self);
  if (entry->procedure_code == NULL)
    entry->procedure_name = td_text_clean (td_suggest_entry_get_text (self->procedure), -1);
  read_received (self, &entry->received);
  entry->applicant = td_form_entry_text (self->applicant);
  entry->channel = channels[MIN (channel, G_N_ELEMENTS (channels) - 1)];
  entry->detail->phone = td_form_entry_text (self->phone);
  entry->detail->address = td_form_entry_text (self->address);
  entry->detail->content = td_form_entry_text (self->content);
  gtk_widget_set_sensitive (self->save, FALSE);
  td_dossier_case_add_async (self->workspace, entry, added_cb, g_object_ref (self));
}

static void
receipt_cb (TdCaseEntry *self)
{
  if (self->last != 0)
    td_case_papers_save (GTK_WIDGET (self), self->workspace, self->last, TD_LETTER_RECEIPT);
}

static gpointer
load_office (TdConnection *connection, gpointer data, GError **error)
{
  return td_clock_office_load (connection, error);
}

static void
office_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdCaseEntry) self = data;
  g_autoptr (GError) error = NULL;
  TdClockOffice *office = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);

  if (office == NULL)
    {
      gtk_label_set_label (self->due, error->message);
      return;
    }
  td_clock_office_free (self->office);
  self->office = office;
  changed_cb (self);
}

/* "code – name", one for each procedure: the register has some hundred. */
static GtkStringList *
list_procedures (TdWorkspace *workspace)
{
  GtkStringList *list = gtk_string_list_new (NULL);
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_PROCEDURE);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  td_query_order_by (query, "name", FALSE);
  rows = td_workspace_list_rows (workspace, query, NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TdProcedureRow *procedure = g_ptr_array_index (rows, i);
      g_autofree char *text = g_strconcat (procedure->code, SEPARATOR, procedure->name, NULL);

      if (g_hash_table_add (seen, procedure->code))
        gtk_string_list_append (list, text);
    }

  return list;
}

static void
td_case_entry_dispose (GObject *object)
{
  TdCaseEntry *self = TD_CASE_ENTRY (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->office, td_clock_office_free);
  g_clear_object (&self->procedures);
  G_OBJECT_CLASS (td_case_entry_parent_class)->dispose (object);
}

static void
td_case_entry_class_init (TdCaseEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_case_entry_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static GtkWidget *
make_form (TdCaseEntry *self)
{
  const char *const channels[] = { _ ("At the counter"), _ ("Online"), _ ("By post"), NULL };
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  self->procedure = TD_SUGGEST_ENTRY (td_suggest_entry_new ());
  td_suggest_entry_set_placeholder (self->procedure, _ ("code or name"));
  self->applicant = td_form_entry_new (NULL);
  self->phone = td_form_entry_new (NULL);
  self->address = td_form_entry_new (NULL);
  self->content = td_form_entry_new (_ ("the name of the procedure"));
  self->channel = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (channels));
  self->received = td_form_entry_new (_ ("now"));
  td_form_grid_add (GTK_GRID (grid), _ ("Procedure"), GTK_WIDGET (self->procedure),
                    td_suggest_entry_get_entry (self->procedure));
  td_form_grid_add (GTK_GRID (grid), _ ("Applicant"), self->applicant, NULL);
  td_form_grid_add (GTK_GRID (grid), _ ("Telephone"), self->phone, NULL);
  td_form_grid_add (GTK_GRID (grid), _ ("Address"), self->address, NULL);
  td_form_grid_add (GTK_GRID (grid), _ ("Content"), self->content, NULL);
  td_form_grid_add (GTK_GRID (grid), _ ("Channel"), GTK_WIDGET (self->channel), NULL);
  td_form_grid_add (GTK_GRID (grid), _ ("Received"), self->received, NULL);
  g_signal_connect_swapped (td_suggest_entry_get_entry (self->procedure), "changed",
                            G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->procedure, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->applicant, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->received, "changed", G_CALLBACK (changed_cb), self);

  return grid;
}

static void
td_case_entry_init (TdCaseEntry *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->save = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_set_sensitive (self->save, FALSE);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->save);
  self->receipt = gtk_button_new_with_mnemonic (_ ("_Receipt…"));
  gtk_widget_set_tooltip_text (self->receipt, _ ("The receipt of the dossier saved last"));
  gtk_widget_set_sensitive (self->receipt, FALSE);
  g_signal_connect_swapped (self->receipt, "clicked", G_CALLBACK (receipt_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), self->receipt);
  gtk_widget_set_margin_start (inner, 18);
  gtk_widget_set_margin_end (inner, 18);
  gtk_widget_set_margin_top (inner, 12);
  gtk_widget_set_margin_bottom (inner, 18);
  gtk_box_append (GTK_BOX (inner), make_form (self));
  self->due = td_form_line_new (inner, "heading");
  self->done = td_form_line_new (inner, "td-dim");
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), inner);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->save);
  gtk_window_set_default_size (GTK_WINDOW (self), 560, -1);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Enter a Dossier"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/**
 * td_case_entry_new:
 * @workspace: the workspace
 * @parent: the window it belongs to
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
GtkWidget *
td_case_entry_new (TdWorkspace *workspace, GtkWindow *parent)
{
  TdCaseEntry *self = g_object_new (TD_TYPE_CASE_ENTRY, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  self->procedures = list_procedures (workspace);
  td_suggest_entry_set_model (self->procedure, G_LIST_MODEL (self->procedures));
  td_workspace_read_async (workspace, load_office, NULL, NULL,
                           (GDestroyNotify) td_clock_office_free, NULL, office_cb,
                           g_object_ref (self));

  return GTK_WIDGET (self);
}
