/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-document-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "td-date.h"
#include "td-document-item.h"
#include "td-document-state.h"
#include "td-status-pill.h"

/* The register: documents of a year, newest number first, with a search over everything the
 * register knows of them. It is read on the reader thread, again after every change of it.
 *
 * Signals: TdDocumentList::activated (id), TdDocumentList::counted (number of documents found). */
struct _TdDocumentList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkStack *stack;
  GtkListView *view;
  GtkDropDown *year_drop;
  GtkDropDown *state_drop;
  GtkLabel *count_label;
  GListStore *items; /* TdDocumentItem */
  GtkSingleSelection *selection;

  TdWorkspace *workspace;
  GCancellable *cancellable;
  GArray *years; /* gint64, one for each entry of the drop-down but the first */
  char *search;
  gint64 selected;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (TdDocumentList, td_document_list, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  COUNTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const filter_states[] = {
  NULL,
  TD_DOCUMENT_DRAFT,
  TD_DOCUMENT_SUBMITTED,
  TD_DOCUMENT_NUMBERED,
  TD_DOCUMENT_SIGNED,
  TD_DOCUMENT_SEALED,
  TD_DOCUMENT_ISSUED,
  TD_DOCUMENT_REPLACED,
  TD_DOCUMENT_WITHDRAWN,
};

/* Reading */

typedef struct
{
  TdRegisterFilter filter;
  char *text;
} Wanted;

typedef struct
{
  GPtrArray *documents;
  GArray *years;
} Found;

static void
wanted_free (gpointer data)
{
  g_free (((Wanted *) data)->text);
  g_free (data);
}

static void
found_free (gpointer data)
{
  Found *found = data;

  g_ptr_array_unref (found->documents);
  g_array_unref (found->years);
  g_free (found);
}

static gpointer
read_cb (TdConnection *connection, gpointer data, GError **error)
{
  Wanted *wanted = data;
  GPtrArray *documents = td_document_register_list (connection, &wanted->filter, error);
  Found *found;

  if (documents == NULL)
    return NULL;
  found = g_new0 (Found, 1);
  found->documents = documents;
  found->years = td_document_register_years (connection);

  return found;
}

static void
show_years (TdDocumentList *self, const GArray *years)
{
  g_autoptr (GtkStringList) names = NULL;
  gint64 before = td_document_list_get_year (self);
  guint selected = 0;

  if (years->len == self->years->len &&
      (years->len == 0 ||
       memcmp (years->data, self->years->data, years->len * sizeof (gint64)) == 0))
    return;

  names = gtk_string_list_new (NULL);
  gtk_string_list_append (names, _ ("All years"));
  g_array_set_size (self->years, 0);
  for (guint i = 0; i < years->len; i++)
    {
      gint64 year = g_array_index (years, gint64, i);
      g_autofree char *name = g_strdup_printf (_ ("Year %" PRId64), year);

      g_array_append_val (self->years, year);
      gtk_string_list_append (names, name);
      if (year == before)
        selected = i + 1;
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->year_drop, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->year_drop, selected);
  self->filling = FALSE;
}

static gboolean
is_filtered (TdDocumentList *self)
{
  return (self->search != NULL && *self->search != '\0') ||
         gtk_drop_down_get_selected (self->state_drop) > 0 || td_document_list_get_year (self) > 0;
}

static void
show_found (TdDocumentList *self, const Found *found)
{
  g_autofree char *count = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u document", "%u documents", found->documents->len),
      found->documents->len);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint selected = GTK_INVALID_LIST_POSITION;

  show_years (self, found->years);
  for (guint i = 0; i < found->documents->len; i++)
    {
      const TdIssuedDocumentRow *row = g_ptr_array_index (found->documents, i);

      g_ptr_array_add (items, td_document_item_new (row));
      if (row->row.id == self->selected)
        selected = i;
    }
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
  gtk_single_selection_set_selected (self->selection, selected);
  gtk_label_set_label (self->count_label, count);
  gtk_stack_set_visible_child_name (self->stack, items->len > 0       ? "list"
                                                 : is_filtered (self) ? "not-found"
                                                                      : "empty");
  g_signal_emit (self, signals[COUNTED], 0, found->documents->len);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDocumentList) self = user_data;
  g_autoptr (GError) error = NULL;
  Found *found = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);

  if (found == NULL)
    return;
  if (self->box != NULL)
    show_found (self, found);
  found_free (found);
}

static void
refresh (TdDocumentList *self)
{
  Wanted *wanted;
  guint state = gtk_drop_down_get_selected (self->state_drop);

  if (self->filling)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  wanted = g_new0 (Wanted, 1);
  wanted->text = g_strdup (self->search);
  wanted->filter.year = td_document_list_get_year (self);
  wanted->filter.state = state < G_N_ELEMENTS (filter_states) ? filter_states[state] : NULL;
  wanted->filter.text = wanted->text;
  td_workspace_read_async (self->workspace, read_cb, wanted, wanted_free, found_free,
                           self->cancellable, read_done_cb, g_object_ref (self));
}

static void
workspace_changed_cb (TdDocumentList *self, guint64 kinds)
{
  if (kinds & (G_GUINT64_CONSTANT (1) << TD_KIND_ISSUED_DOCUMENT))
    refresh (self);
}

/* Rows */

typedef struct
{
  GtkLabel *symbol;
  GtkLabel *date;
  GtkLabel *subject;
  GtkLabel *detail;
  TdStatusPill *pill;
} Row;

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *pill = td_status_pill_new ();
  Row *row = g_new0 (Row, 1);

  gtk_widget_set_size_request (left, 150, -1);
  gtk_box_append (GTK_BOX (box), left);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), pill);
  row->symbol = add_label (left, "heading");
  row->date = add_label (left, "td-dim");
  gtk_widget_add_css_class (GTK_WIDGET (row->date), "td-number");
  row->subject = add_label (texts, NULL);
  row->detail = add_label (texts, "td-dim");
  row->pill = TD_STATUS_PILL (pill);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "td-document-row");
  g_object_set_data_full (G_OBJECT (box), "td-row", row, g_free);
  gtk_list_item_set_child (item, box);
}

static const char *
status_of (const char *state)
{
  if (g_strcmp0 (state, TD_DOCUMENT_ISSUED) == 0)
    return "done";
  if (g_strcmp0 (state, TD_DOCUMENT_WITHDRAWN) == 0 || g_strcmp0 (state, TD_DOCUMENT_REPLACED) == 0)
    return "waiting";
  if (g_strcmp0 (state, TD_DOCUMENT_DRAFT) == 0)
    return "not_started";

  return "in_progress";
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  Row *row = g_object_get_data (G_OBJECT (box), "td-row");
  const TdIssuedDocumentRow *document = td_document_item_get_row (gtk_list_item_get_item (item));
  g_autofree char *symbol = td_document_symbol (document);
  g_autofree char *date = document->issued_date != NULL
                              ? td_date_display_iso (document->issued_date)
                              : g_strdup (_ ("no date yet"));
  g_autofree char *subject =
      g_strdup_printf ("%s %s", document->type_name != NULL ? document->type_name : "",
                       document->subject != NULL ? document->subject : "");
  g_autofree char *detail = g_strdup (document->signer_name != NULL ? document->signer_name : "");
  g_autofree char *words = g_strdup_printf ("%s, %s: %s", symbol, date, subject);

  g_strdelimit (subject, "\n", ' ');
  gtk_label_set_label (row->symbol, symbol);
  gtk_label_set_label (row->date, date);
  gtk_label_set_label (row->subject, subject);
  gtk_label_set_label (row->detail, detail);
  td_status_pill_set (row->pill, status_of (document->state),
                      td_document_state_label (document->state));
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  /* The list's own line widget is what takes the focus. */
  if (gtk_widget_get_parent (box) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
activate_cb (TdDocumentList *self, guint position)
{
  g_autoptr (TdDocumentItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, td_document_item_get_row (item)->row.id);
}

static void
selected_cb (TdDocumentList *self)
{
  TdDocumentItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL)
    self->selected = td_document_item_get_row (item)->row.id;
}

/**
 * td_document_list_search:
 * @self: the register
 * @text: (nullable): what to look for
 */
void
td_document_list_search (TdDocumentList *self, const char *text)
{
  g_return_if_fail (TD_IS_DOCUMENT_LIST (self));

  if (g_strcmp0 (self->search, text) == 0)
    return;
  g_free (self->search);
  self->search = g_strdup (text);
  refresh (self);
}

/**
 * td_document_list_get_selected:
 * @self: the register
 *
 * Returns: the selected document, 0: none
 */
gint64
td_document_list_get_selected (TdDocumentList *self)
{
  TdDocumentItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? td_document_item_get_row (item)->row.id : 0;
}

/**
 * td_document_list_get_year:
 * @self: the register
 *
 * Returns: the year that is shown, 0: all
 */
gint64
td_document_list_get_year (TdDocumentList *self)
{
  guint selected = gtk_drop_down_get_selected (self->year_drop);

  return selected > 0 && selected <= self->years->len
             ? g_array_index (self->years, gint64, selected - 1)
             : 0;
}

static gboolean
td_document_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TD_DOCUMENT_LIST (widget)->view));
}

static void
td_document_list_dispose (GObject *object)
{
  TdDocumentList *self = TD_DOCUMENT_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (td_document_list_parent_class)->dispose (object);
}

static void
td_document_list_finalize (GObject *object)
{
  TdDocumentList *self = TD_DOCUMENT_LIST (object);

  g_array_unref (self->years);
  g_free (self->search);

  G_OBJECT_CLASS (td_document_list_parent_class)->finalize (object);
}

static void
td_document_list_class_init (TdDocumentListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_document_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_document_list_finalize;
  widget_class->grab_focus = td_document_list_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "documentlist");
  signals[ACTIVATED] = g_signal_new ("activated", TD_TYPE_DOCUMENT_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[COUNTED] = g_signal_new ("counted", TD_TYPE_DOCUMENT_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkWidget *
strip_new (TdDocumentList *self)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autoptr (GtkStringList) states = gtk_string_list_new (NULL);
  GtkWidget *export, *numbers;

  gtk_string_list_append (states, _ ("All states"));
  for (guint i = 1; i < G_N_ELEMENTS (filter_states); i++)
    gtk_string_list_append (states, td_document_state_label (filter_states[i]));
  self->year_drop = GTK_DROP_DOWN (
      gtk_drop_down_new_from_strings ((const char *const[]){ _ ("All years"), NULL }));
  self->state_drop =
      GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&states)), NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->year_drop), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Year"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->state_drop), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("State"), -1);
  self->count_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count_label), "td-dim");
  gtk_widget_set_hexpand (GTK_WIDGET (self->count_label), TRUE);
  gtk_label_set_xalign (self->count_label, 0);
  export = gtk_button_new_with_mnemonic (_ ("E_xport the Register…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (export), "page.export-register");
  numbers = gtk_button_new_with_mnemonic (_ ("_Kept Numbers…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (numbers), "page.numbers");
  gtk_widget_add_css_class (strip, "td-strip");
  gtk_widget_set_valign (GTK_WIDGET (self->year_drop), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->state_drop), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (numbers, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (export, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->year_drop));
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->state_drop));
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->count_label));
  gtk_box_append (GTK_BOX (strip), numbers);
  gtk_box_append (GTK_BOX (strip), export);
  g_signal_connect_swapped (self->year_drop, "notify::selected", G_CALLBACK (refresh), self);
  g_signal_connect_swapped (self->state_drop, "notify::selected", G_CALLBACK (refresh), self);

  return strip;
}

static GtkWidget *
status_page_new (const char *title, const char *description, const char *label, const char *action)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button;

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "td-stamp-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);
  if (label == NULL)
    return page;
  button = gtk_button_new_with_label (label);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);

  return page;
}

static GtkWidget *
list_new (TdDocumentList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->items = g_list_store_new (TD_TYPE_DOCUMENT_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb),
                            self);
  self->view = GTK_LIST_VIEW (
      gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory));
  gtk_list_view_set_single_click_activate (self->view, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "td-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Register of documents"), -1);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activate_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));

  return scroller;
}

static void
td_document_list_init (TdDocumentList *self)
{
  self->years = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (self->box), strip_new (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  gtk_stack_add_named (self->stack, list_new (self), "list");
  gtk_stack_add_named (
      self->stack,
      status_page_new (_ ("No Documents Yet"),
                       _ ("A document begins with a plan: open the plan and choose “Issue…”. A PDF "
                          "from elsewhere is verified when you drop it here."),
                       _ ("Go to the Plans"), "page.go-to-plans"),
      "empty");
  gtk_stack_add_named (self->stack, status_page_new (_ ("Nothing Found"), NULL, NULL, NULL),
                       "not-found");
}

/**
 * td_document_list_new:
 * @workspace: whose register
 *
 * Returns: the register
 */
GtkWidget *
td_document_list_new (TdWorkspace *workspace)
{
  TdDocumentList *self = g_object_new (TD_TYPE_DOCUMENT_LIST, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (workspace_changed_cb), self,
                           G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
