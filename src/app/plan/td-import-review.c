/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-import-review.h"

#include <glib/gi18n-lib.h>

#include "td-review-editor.h"
#include "td-review-row.h"
#include "td-source-list.h"

struct _TdImportReview
{
  GtkWidget parent_instance;

  TdReviewModel *model;
  GtkWidget *paned;
  GtkWidget *source;
  GtkSingleSelection *selection;
  GtkWidget *view;
  GtkWidget *editor;
  GtkWidget *doubt_icon;
  GtkWidget *doubt_count;
  GtkWidget *doubt_text;
  GtkWidget *previous;
  GtkWidget *next;
  GtkWidget *seen;
  guint doubt; /* the one shown above the list */
  gboolean following;
};

G_DEFINE_FINAL_TYPE (TdImportReview, td_import_review, GTK_TYPE_WIDGET)

/* Doubts */

static void
update_doubts (TdImportReview *self)
{
  guint n = td_review_model_get_n_doubts (self->model);
  guint open = td_review_model_get_n_open (self->model);
  g_autofree char *count = NULL;
  gboolean seen;

  gtk_widget_set_sensitive (self->previous, n > 1);
  gtk_widget_set_sensitive (self->next, n > 1);
  gtk_widget_set_visible (self->seen, n > 0);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->doubt_icon),
                                open > 0 ? "dialog-warning-symbolic" : "td-done-symbolic");
  gtk_widget_remove_css_class (self->doubt_icon, open > 0 ? "td-done" : "td-soon");
  gtk_widget_add_css_class (self->doubt_icon, open > 0 ? "td-soon" : "td-done");
  gtk_widget_set_visible (self->previous, n > 0);
  gtk_widget_set_visible (self->next, n > 0);
  gtk_widget_set_visible (self->doubt_text, n > 0);
  if (n == 0)
    {
      gtk_label_set_label (GTK_LABEL (self->doubt_count), _ ("No doubts"));
      return;
    }

  seen = td_review_model_is_seen (self->model, self->doubt);
  count = g_strdup_printf (_ ("Doubt %u/%u"), self->doubt + 1, n);
  gtk_label_set_label (GTK_LABEL (self->doubt_count), count);
  gtk_label_set_label (GTK_LABEL (self->doubt_text),
                       td_review_model_get_doubt (self->model, self->doubt));
  gtk_button_set_label (GTK_BUTTON (self->seen), seen ? _ ("Not _Seen Yet") : _ ("Mark as _Seen"));
}

static void
select_item (TdImportReview *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  if (position != G_MAXUINT)
    gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", position);
}

/* Also when the item was selected before and its source has been scrolled away since */
static void
show_source (TdImportReview *self)
{
  TdReviewItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL && !td_review_item_is_heading (item))
    td_source_list_show_line (TD_SOURCE_LIST (self->source), td_review_item_get_line (item));
}

static void
show_doubt (TdImportReview *self, guint n)
{
  self->doubt = n;
  update_doubts (self);
  select_item (self, td_review_model_get_doubt_position (self->model, n));
  show_source (self);
  gtk_widget_grab_focus (self->seen);
}

/**
 * td_import_review_step_doubt:
 * @self: the review
 * @step: 1 or -1
 *
 * Goes to the next or the previous doubt; the first time to the one that is shown.
 */
void
td_import_review_step_doubt (TdImportReview *self, int step)
{
  guint n = td_review_model_get_n_doubts (self->model);
  guint position;

  if (n == 0)
    return;
  td_import_review_flush (self);
  position = td_review_model_get_doubt_position (self->model, self->doubt);
  if (gtk_widget_has_focus (self->seen) || position == G_MAXUINT ||
      gtk_single_selection_get_selected (self->selection) == position)
    show_doubt (self, (self->doubt + n + (guint) step) % n);
  else
    show_doubt (self, self->doubt);
}

static void
seen_cb (TdImportReview *self)
{
  guint n = td_review_model_get_n_doubts (self->model);
  gboolean seen = td_review_model_is_seen (self->model, self->doubt);

  td_review_model_set_seen (self->model, self->doubt, !seen);
  if (seen)
    return;
  for (guint i = 1; i < n; i++)
    {
      guint next = (self->doubt + i) % n;

      if (!td_review_model_is_seen (self->model, next))
        {
          show_doubt (self, next);
          return;
        }
    }
}

static void
previous_cb (TdImportReview *self)
{
  td_import_review_step_doubt (self, -1);
}

static void
next_cb (TdImportReview *self)
{
  td_import_review_step_doubt (self, 1);
}

static GtkWidget *
add_icon_button (GtkWidget *box, const char *icon, const char *name, const char *keys)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *tooltip = g_strdup_printf ("%s (%s)", name, keys);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static GtkWidget *
make_doubt_bar (TdImportReview *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->doubt_icon = gtk_image_new ();
  gtk_box_append (GTK_BOX (line), self->doubt_icon);
  self->doubt_count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->doubt_count, "heading");
  gtk_label_set_xalign (GTK_LABEL (self->doubt_count), 0);
  gtk_widget_set_hexpand (self->doubt_count, TRUE);
  gtk_box_append (GTK_BOX (line), self->doubt_count);
  self->previous = add_icon_button (line, "go-up-symbolic", _ ("Previous doubt"), "Shift+F4");
  self->next = add_icon_button (line, "go-down-symbolic", _ ("Next doubt"), "F4");
  self->seen = gtk_button_new_with_mnemonic ("");
  gtk_box_append (GTK_BOX (line), self->seen);
  gtk_box_append (GTK_BOX (bar), line);

  self->doubt_text = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->doubt_text), 0);
  gtk_label_set_wrap (GTK_LABEL (self->doubt_text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->doubt_text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (self->doubt_text), 3);
  gtk_label_set_ellipsize (GTK_LABEL (self->doubt_text), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (bar), self->doubt_text);
  g_signal_connect_swapped (self->previous, "clicked", G_CALLBACK (previous_cb), self);
  g_signal_connect_swapped (self->next, "clicked", G_CALLBACK (next_cb), self);
  g_signal_connect_swapped (self->seen, "clicked", G_CALLBACK (seen_cb), self);
  gtk_widget_add_css_class (bar, "td-doubt-bar");

  return bar;
}

/* What was understood */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, td_review_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  td_review_row_set_item (TD_REVIEW_ROW (gtk_list_item_get_child (item)),
                          gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  td_review_row_set_item (TD_REVIEW_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
follow_doubt (TdImportReview *self, guint position)
{
  for (guint i = 0; i < td_review_model_get_n_doubts (self->model); i++)
    {
      if (position == G_MAXUINT ||
          td_review_model_get_doubt_position (self->model, i) != position ||
          td_review_model_get_doubt_position (self->model, self->doubt) == position)
        continue;
      self->doubt = i;
      update_doubts (self);
      return;
    }
}

static void
selected_cb (TdImportReview *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  TdReviewItem *item = gtk_single_selection_get_selected_item (self->selection);

  td_review_editor_set_item (TD_REVIEW_EDITOR (self->editor), item);
  follow_doubt (self, position);
  if (!self->following)
    show_source (self);
}

static void
activate_cb (TdImportReview *self)
{
  td_review_editor_focus (TD_REVIEW_EDITOR (self->editor));
}

/* A line of the source leads to what was read from it, or from the last line before it. */
static void
picked_cb (TdImportReview *self, guint line)
{
  GListModel *items = td_review_model_get_items (self->model);
  guint best = G_MAXUINT, best_line = 0;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (TdReviewItem) item = g_list_model_get_item (items, i);
      guint at = td_review_item_get_line (item);

      if (at > line || (best != G_MAXUINT && at <= best_line))
        continue;
      best = i;
      best_line = at;
    }
  if (best == G_MAXUINT)
    return;

  self->following = TRUE;
  select_item (self, best);
  self->following = FALSE;
}

static GtkWidget *
make_source_pane (TdImportReview *self)
{
  GtkWidget *pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (_ ("Source text"));
  GtkWidget *name = gtk_label_new (td_review_model_get_name (self->model));
  GtkWidget *discard = gtk_button_new_with_mnemonic (_ ("_Discard"));

  gtk_widget_add_css_class (label, "td-lbl");
  gtk_box_append (GTK_BOX (head), label);
  gtk_widget_add_css_class (name, "td-dim");
  gtk_widget_add_css_class (name, "td-s");
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (head), name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (discard), "page.discard-import");
  gtk_widget_set_tooltip_text (discard, _ ("Throw the import away; nothing is saved"));
  gtk_box_append (GTK_BOX (head), discard);
  gtk_widget_add_css_class (head, "td-doubt-bar");
  gtk_box_append (GTK_BOX (pane), head);

  self->source = td_source_list_new (td_review_model_get_lines (self->model));
  gtk_widget_set_vexpand (self->source, TRUE);
  gtk_box_append (GTK_BOX (pane), self->source);
  g_signal_connect_object (self->source, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_size_request (pane, 320, -1);

  return pane;
}

static GtkWidget *
make_understood (TdImportReview *self)
{
  GtkWidget *pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_box_append (GTK_BOX (pane), make_doubt_bar (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  self->selection =
      gtk_single_selection_new (g_object_ref (td_review_model_get_items (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->view = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_widget_add_css_class (self->view, "td-review-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What was understood"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (pane), scroller);

  self->editor = td_review_editor_new (self->model);
  gtk_widget_add_css_class (self->editor, "td-review-editor");
  gtk_box_append (GTK_BOX (pane), self->editor);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);

  return pane;
}

/* Keys */

static gboolean
doubt_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  td_import_review_step_doubt (TD_IMPORT_REVIEW (widget), g_variant_get_int32 (args));

  return TRUE;
}

static gboolean
match_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  TdImportReview *self = TD_IMPORT_REVIEW (widget);

  return td_source_list_step (TD_SOURCE_LIST (self->source), g_variant_get_int32 (args));
}

static gboolean
edit_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return td_review_editor_focus (TD_REVIEW_EDITOR (TD_IMPORT_REVIEW (widget)->editor));
}

/* From a field back to the list */
static gboolean
escape_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  TdImportReview *self = TD_IMPORT_REVIEW (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->editor))
    return FALSE;
  td_import_review_flush (self);

  return gtk_widget_child_focus (self->view, GTK_DIR_TAB_FORWARD);
}

static void
td_import_review_dispose (GObject *object)
{
  TdImportReview *self = TD_IMPORT_REVIEW (object);

  g_clear_pointer (&self->paned, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (td_import_review_parent_class)->dispose (object);
}

static void
td_import_review_class_init (TdImportReviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_import_review_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F4, 0, doubt_key_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F4, GDK_SHIFT_MASK, doubt_key_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, match_key_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                match_key_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, 0, edit_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_key_cb, NULL);
}

static void
td_import_review_init (TdImportReview *self)
{
  self->paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_paned_set_wide_handle (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_shrink_start_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (self->paned), FALSE);
  gtk_widget_set_parent (self->paned, GTK_WIDGET (self));
}

/**
 * td_import_review_new:
 * @model: the import
 *
 * Returns: the review
 */
GtkWidget *
td_import_review_new (TdReviewModel *model)
{
  TdImportReview *self = g_object_new (TD_TYPE_IMPORT_REVIEW, NULL);

  self->model = g_object_ref (model);
  gtk_paned_set_start_child (GTK_PANED (self->paned), make_source_pane (self));
  gtk_paned_set_end_child (GTK_PANED (self->paned), make_understood (self));
  gtk_paned_set_position (GTK_PANED (self->paned), 500);
  g_signal_connect_object (model, "doubts-changed", G_CALLBACK (update_doubts), self,
                           G_CONNECT_SWAPPED);
  update_doubts (self);

  return GTK_WIDGET (self);
}

/**
 * td_import_review_get_model:
 * @self: the review
 *
 * Returns: (transfer none): the import
 */
TdReviewModel *
td_import_review_get_model (TdImportReview *self)
{
  return self->model;
}

/**
 * td_import_review_flush:
 * @self: the review
 *
 * Puts away what is typed.
 */
void
td_import_review_flush (TdImportReview *self)
{
  td_review_editor_flush (TD_REVIEW_EDITOR (self->editor));
}

/**
 * td_import_review_search:
 * @self: the review
 * @text: words to mark in the source; "" marks nothing
 */
void
td_import_review_search (TdImportReview *self, const char *text)
{
  td_source_list_search (TD_SOURCE_LIST (self->source), text);
}

/**
 * td_import_review_focus_region:
 * @self: the review
 * @step: 1 or -1
 *
 * Moves the focus from the source to the list to the editor, or back.
 *
 * Returns: whether it stays in the review
 */
gboolean
td_import_review_focus_region (TdImportReview *self, int step)
{
  GtkWidget *regions[] = { self->source, self->view, self->editor };
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  int at = 1; /* the bar of doubts belongs to the list */

  for (int i = 0; focus != NULL && i < (int) G_N_ELEMENTS (regions); i++)
    {
      if (focus == regions[i] || gtk_widget_is_ancestor (focus, regions[i]))
        at = i;
    }
  at += step;
  if (at < 0 || at >= (int) G_N_ELEMENTS (regions))
    return FALSE;

  return gtk_widget_child_focus (regions[at], GTK_DIR_TAB_FORWARD);
}
