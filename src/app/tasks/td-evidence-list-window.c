/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-evidence-list-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-date.h"
#include "td-kind.h"
#include "td-row-follow-up.h"
#include "td-text.h"

#define MOST_SHOWN 200 /* the search finds the others */

struct _TdEvidenceListWindow
{
  AdwWindow parent_instance;

  GPtrArray *rows;  /* (element-type TdEvidenceRow): the newest first */
  GPtrArray *found; /* folded names to search in, beside rows */
  GtkStack *stack;  /* list, empty */
  GtkListBox *list;
  GtkSearchEntry *search;
};

G_DEFINE_FINAL_TYPE (TdEvidenceListWindow, td_evidence_list_window, ADW_TYPE_WINDOW)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
add_row (TdEvidenceListWindow *self, const TdEvidenceRow *evidence)
{
  GtkWidget *row = adw_action_row_new ();
  const char *name = evidence->name != NULL ? evidence->name : evidence->file_name;
  g_autofree char *day = evidence->date != NULL ? td_date_display_iso (evidence->date) : NULL;
  g_autofree char *detail =
      g_strdup_printf ("%s%s%s", evidence->symbol != NULL ? evidence->symbol : _ ("no symbol"),
                       day != NULL ? " · " : "", day != NULL ? day : "");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name != NULL ? name : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "td-id",
                          g_memdup2 (&evidence->row.id, sizeof evidence->row.id), g_free);
  gtk_list_box_append (self->list, row);
}

static void
fill (TdEvidenceListWindow *self)
{
  g_autofree char *words = td_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  GtkListBoxRow *row;
  guint n = 0;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < self->rows->len && n < MOST_SHOWN; i++)
    {
      if (strstr (g_ptr_array_index (self->found, i), words) == NULL)
        continue;
      add_row (self, g_ptr_array_index (self->rows, i));
      n++;
    }
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
}

static void
activated_cb (TdEvidenceListWindow *self, GtkListBoxRow *row)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), "td-id");

  g_signal_emit (self, signals[CHOSEN], 0, *id);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
td_evidence_list_window_finalize (GObject *object)
{
  TdEvidenceListWindow *self = TD_EVIDENCE_LIST_WINDOW (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_ptr_array_unref (self->found);

  G_OBJECT_CLASS (td_evidence_list_window_parent_class)->finalize (object);
}

static void
td_evidence_list_window_class_init (TdEvidenceListWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_evidence_list_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
  signals[CHOSEN] = g_signal_new ("chosen", TD_TYPE_EVIDENCE_LIST_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
td_evidence_list_window_init (TdEvidenceListWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *empty = adw_status_page_new ();

  self->found = g_ptr_array_new_with_free_func (g_free);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Recorded Documents"));
  gtk_window_set_default_size (GTK_WINDOW (self), 460, 520);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->search, "placeholder-text", _ ("Name, number or file"), "margin-start", 12,
                "margin-end", 12, "margin-bottom", 8, NULL);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (fill), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
  /* its own Escape, which the entry takes for itself */
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (gtk_window_close), self);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), "mail-attachment-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (empty), _ ("No Document like That"));
  adw_status_page_set_description (ADW_STATUS_PAGE (empty),
                                   _ ("Only documents that prove another task are listed here."));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, scroller, "list");
  gtk_stack_add_named (self->stack, empty, "empty");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_window_set_content (ADW_WINDOW (self), box);
}

/* What the task has already is not offered again. */
static void
drop_linked (GPtrArray *rows, TdWorkspace *workspace, gint64 task_id)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_EVIDENCE_LINK);
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GHashTable) linked = g_hash_table_new (g_int64_hash, g_int64_equal);

  td_query_where_int (query, "task_id", TD_QUERY_EQUAL, task_id);
  links = td_workspace_list_rows (workspace, query, NULL);
  for (guint i = 0; links != NULL && i < links->len; i++)
    g_hash_table_add (linked, &((TdEvidenceLinkRow *) g_ptr_array_index (links, i))->evidence_id);
  for (guint i = rows->len; i-- > 0;)
    {
      if (g_hash_table_contains (linked, &((TdRow *) g_ptr_array_index (rows, i))->id))
        g_ptr_array_remove_index (rows, i);
    }
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  const TdRow *first = *(TdRow *const *) a;
  const TdRow *second = *(TdRow *const *) b;

  return first->id > second->id ? -1 : first->id < second->id;
}

/**
 * td_evidence_list_window_new:
 * @parent: (nullable): the window it belongs to
 * @workspace: the workspace
 * @task_id: the task that is to get a document
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWidget *
td_evidence_list_window_new (GtkWindow *parent, TdWorkspace *workspace, gint64 task_id)
{
  TdEvidenceListWindow *self =
      g_object_new (TD_TYPE_EVIDENCE_LIST_WINDOW, "transient-for", parent, NULL);
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_EVIDENCE);
  g_autoptr (GError) error = NULL;

  self->rows = td_workspace_list_rows (workspace, query, &error);
  if (self->rows == NULL)
    {
      g_message ("recorded documents: %s", error->message);
      self->rows = g_ptr_array_new ();
    }
  drop_linked (self->rows, workspace, task_id);
  g_ptr_array_sort (self->rows, compare_newest);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const TdEvidenceRow *row = g_ptr_array_index (self->rows, i);
      g_autofree char *words = g_strjoin (" ", row->name != NULL ? row->name : "",
                                          row->symbol != NULL ? row->symbol : "",
                                          row->file_name != NULL ? row->file_name : "", NULL);

      g_ptr_array_add (self->found, td_text_fold (words));
    }
  fill (self);

  return GTK_WIDGET (self);
}
