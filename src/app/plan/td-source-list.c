/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-source-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "td-source-row.h"

struct _TdSourceList
{
  GtkWidget parent_instance;

  GListModel *lines;
  GtkSingleSelection *selection;
  GtkWidget *child;
  GtkWidget *view;
  char *search;     /* what is looked for, NULL: nothing */
  char *search_key; /* the same, as lines compare it */
  GPtrArray *rows;  /* (element-type GtkListItem): those on the screen */
  gboolean showing; /* the selection is being changed from here */
};

enum
{
  SIGNAL_PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdSourceList, td_source_list, GTK_TYPE_WIDGET)

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, td_source_row_new ());
}

static void
mark_found (TdSourceList *self, GtkListItem *item)
{
  TdSourceLine *line = gtk_list_item_get_item (item);

  td_source_row_set_found (TD_SOURCE_ROW (gtk_list_item_get_child (item)),
                           self->search_key != NULL &&
                               td_source_line_contains (line, self->search_key));
}

static void
bind_cb (TdSourceList *self, GtkListItem *item)
{
  td_source_row_set_line (TD_SOURCE_ROW (gtk_list_item_get_child (item)),
                          gtk_list_item_get_item (item));
  g_ptr_array_add (self->rows, item);
  mark_found (self, item);
}

static void
unbind_cb (TdSourceList *self, GtkListItem *item)
{
  g_ptr_array_remove_fast (self->rows, item);
}

static void
selected_cb (TdSourceList *self)
{
  guint line = gtk_single_selection_get_selected (self->selection);

  if (!self->showing && line != GTK_INVALID_LIST_POSITION)
    g_signal_emit (self, signals[SIGNAL_PICKED], 0, line);
}

static void
td_source_list_dispose (GObject *object)
{
  TdSourceList *self = TD_SOURCE_LIST (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->lines);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->search_key, g_free);

  G_OBJECT_CLASS (td_source_list_parent_class)->dispose (object);
}

static void
td_source_list_finalize (GObject *object)
{
  g_ptr_array_unref (TD_SOURCE_LIST (object)->rows);

  G_OBJECT_CLASS (td_source_list_parent_class)->finalize (object);
}

static void
td_source_list_class_init (TdSourceListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_source_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_source_list_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_PICKED] = g_signal_new ("picked", TD_TYPE_SOURCE_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
td_source_list_init (TdSourceList *self)
{
  self->rows = g_ptr_array_new ();
}

static GtkWidget *
make_view (TdSourceList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (g_object_ref (self->lines));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  self->view = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_widget_add_css_class (self->view, "td-source-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Source text"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);

  return scroller;
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "td-file-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No Source Text"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (page),
      _ ("The file holds the plan itself, not a document to read it from."));
  gtk_widget_add_css_class (page, "compact");

  return page;
}

/**
 * td_source_list_new:
 * @lines: list of #TdSourceLine
 *
 * Returns: the list
 */
GtkWidget *
td_source_list_new (GListModel *lines)
{
  TdSourceList *self = g_object_new (TD_TYPE_SOURCE_LIST, NULL);

  self->lines = g_object_ref (lines);
  self->child = g_list_model_get_n_items (lines) > 0 ? make_view (self) : make_empty ();
  gtk_widget_set_parent (self->child, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

/**
 * td_source_list_show_line:
 * @self: the list
 * @line: a line, %G_MAXUINT for none
 *
 * Marks the line and scrolls to it.
 */
void
td_source_list_show_line (TdSourceList *self, guint line)
{
  if (self->view == NULL)
    return;

  self->showing = TRUE;
  gtk_single_selection_set_selected (self->selection, line);
  self->showing = FALSE;
  if (line != G_MAXUINT)
    gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", line);
}

/**
 * td_source_list_step:
 * @self: the list
 * @step: 1 or -1
 *
 * Goes to the next or the previous line that holds the words looked for.
 *
 * Returns: whether there is one
 */
gboolean
td_source_list_step (TdSourceList *self, int step)
{
  guint n = g_list_model_get_n_items (self->lines);
  guint at, line;

  if (self->search == NULL || n == 0)
    return FALSE;

  at = gtk_single_selection_get_selected (self->selection);
  at = at == GTK_INVALID_LIST_POSITION ? 0 : (at + n + (guint) step) % n;
  line = td_source_lines_search (self->lines, self->search, at, step);
  if (line == G_MAXUINT)
    return FALSE;
  td_source_list_show_line (self, line);

  return TRUE;
}

/**
 * td_source_list_search:
 * @self: the list
 * @text: (nullable): words; blank marks nothing
 *
 * Marks the lines that hold the words and goes to the first one at or after the current line.
 *
 * Returns: whether there is one
 */
gboolean
td_source_list_search (TdSourceList *self, const char *text)
{
  guint at, line;

  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->search_key, g_free);
  if (self->view == NULL)
    return FALSE;
  if (text != NULL && *text != '\0')
    {
      g_autofree char *key = td_source_line_make_key (text);

      if (*key != '\0')
        {
          self->search = g_strdup (text);
          self->search_key = g_steal_pointer (&key);
        }
    }
  for (guint i = 0; i < self->rows->len; i++)
    mark_found (self, g_ptr_array_index (self->rows, i));
  if (self->search == NULL)
    return FALSE;

  at = gtk_single_selection_get_selected (self->selection);
  line = td_source_lines_search (self->lines, self->search,
                                 at == GTK_INVALID_LIST_POSITION ? 0 : at, 1);
  if (line != G_MAXUINT)
    td_source_list_show_line (self, line);

  return line != G_MAXUINT;
}
