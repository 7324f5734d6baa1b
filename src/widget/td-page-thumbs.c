/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-page-thumbs.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Small pictures of the pages, one below the other; the one that is looked at is selected. Pictures
 * are made when their row is first seen, and kept.
 *
 * Signal TdPageThumbs::page-selected (page) follows a click or the arrow keys. */

#define WIDTH 66       /* logical pixels */
#define MAX_HEIGHT 110 /* of a page that is very long */
/* Milliseconds that a row is seen before its picture is asked for: the page that is read goes
 * first, and rows that fly past are left out. */
#define PATIENCE 100

struct _TdPageThumbs
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListView *view;
  GtkSingleSelection *selection;
  TdPageContent *content;
  GPtrArray *textures; /* (element-type GdkTexture) (nullable members) */
  GCancellable *cancellable;
  gboolean following; /* the selection follows the view, not a person */
};

G_DEFINE_FINAL_TYPE (TdPageThumbs, td_page_thumbs, GTK_TYPE_WIDGET)

static guint page_selected_signal;

typedef struct
{
  TdPageThumbs *self; /* counted */
  GtkListItem *item;  /* counted */
  guint page;
  GCancellable *cancellable; /* counted */
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_object_unref (wanted->self);
  g_object_unref (wanted->item);
  g_object_unref (wanted->cancellable);
  g_free (wanted);
}

static void
get_size (TdPageThumbs *self, guint page, int *width, int *height)
{
  double page_width, page_height;

  td_page_content_get_page_size (self->content, page, &page_width, &page_height);
  *width = WIDTH;
  *height = (int) CLAMP (round (WIDTH * page_height / MAX (page_width, 1)), 8, MAX_HEIGHT);
}

static GtkPicture *
picture_of (GtkListItem *item)
{
  return GTK_PICTURE (gtk_widget_get_first_child (gtk_list_item_get_child (item)));
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wanted *wanted = user_data;
  TdPageThumbs *self = wanted->self;
  g_autoptr (GdkTexture) texture =
      td_page_content_render_finish (TD_PAGE_CONTENT (source), result, NULL);

  if (texture && TD_PAGE_CONTENT (source) == self->content && wanted->page < self->textures->len)
    {
      g_set_object ((GdkTexture **) &g_ptr_array_index (self->textures, wanted->page), texture);
      if (gtk_list_item_get_position (wanted->item) == wanted->page &&
          gtk_list_item_get_child (wanted->item))
        gtk_picture_set_paintable (picture_of (wanted->item), GDK_PAINTABLE (texture));
    }
  wanted_free (wanted);
}

static gboolean
ask_cb (gpointer user_data)
{
  Wanted *wanted = user_data;
  TdPageThumbs *self = wanted->self;
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int width, height;

  if (g_cancellable_is_cancelled (wanted->cancellable) || self->content == NULL ||
      gtk_list_item_get_position (wanted->item) != wanted->page ||
      g_ptr_array_index (self->textures, wanted->page) != NULL)
    {
      wanted_free (wanted);
      return G_SOURCE_REMOVE;
    }
  get_size (self, wanted->page, &width, &height);
  td_page_content_render_async (self->content, wanted->page, width * factor, height * factor,
                                wanted->cancellable, rendered_cb, wanted);

  return G_SOURCE_REMOVE;
}

static void
show_picture (TdPageThumbs *self, GtkListItem *item, guint page)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  GdkTexture *texture = g_ptr_array_index (self->textures, page);
  GtkPicture *picture = picture_of (item);
  int width, height;
  Wanted *wanted;

  get_size (self, page, &width, &height);
  gtk_widget_set_size_request (GTK_WIDGET (picture), width, height);
  gtk_picture_set_paintable (picture, texture ? GDK_PAINTABLE (texture) : NULL);
  if (texture)
    return;

  if (!td_page_content_is_slow (self->content))
    {
      double page_width, page_height;

      td_page_content_get_page_size (self->content, page, &page_width, &page_height);
      texture = td_page_content_paint_texture (self->content, page, width * factor, height * factor,
                                               width * factor / page_width);
      g_ptr_array_index (self->textures, page) = texture;
      gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
      return;
    }
  wanted = g_new0 (Wanted, 1);
  wanted->self = g_object_ref (self);
  wanted->item = g_object_ref (item);
  wanted->page = page;
  wanted->cancellable = g_object_ref (self->cancellable);
  g_timeout_add (PATIENCE, ask_cb, wanted);
}

static void
setup_cb (TdPageThumbs *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *picture = gtk_picture_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (picture, "td-thumb");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (TdPageThumbs *self, GtkListItem *item)
{
  guint page = gtk_list_item_get_position (item);
  GtkLabel *label = GTK_LABEL (gtk_widget_get_last_child (gtk_list_item_get_child (item)));
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;

  if (!self->content || page >= self->textures->len)
    return;

  number = td_page_content_get_page_label (self->content, page);
  name = g_strdup_printf (_ ("Page %s"), number);
  gtk_label_set_label (label, number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture_of (item)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  show_picture (self, item, page);
}

static void
selected_cb (TdPageThumbs *self)
{
  guint page = gtk_single_selection_get_selected (self->selection);

  if (!self->following && page != GTK_INVALID_LIST_POSITION)
    g_signal_emit (self, page_selected_signal, 0, page);
}

/**
 * td_page_thumbs_set_content:
 * @self: a column of thumbnails
 * @content: (nullable): the pages
 *
 * Shows other pages.
 */
void
td_page_thumbs_set_content (TdPageThumbs *self, TdPageContent *content)
{
  g_autoptr (GtkStringList) pages = gtk_string_list_new (NULL);
  guint n = content ? td_page_content_get_n_pages (content) : 0;

  g_return_if_fail (TD_IS_PAGE_THUMBS (self));

  if (content == self->content)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->following = TRUE;
  gtk_single_selection_set_model (self->selection, NULL);
  g_set_object (&self->content, content);
  g_ptr_array_set_size (self->textures, 0);
  g_ptr_array_set_size (self->textures, (int) n);
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (pages, "");
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (pages));
  self->following = FALSE;
}

/**
 * td_page_thumbs_set_page:
 * @self: a column of thumbnails
 * @page: the page that is looked at, from 0
 *
 * Selects its thumbnail and brings it into sight.
 */
void
td_page_thumbs_set_page (TdPageThumbs *self, guint page)
{
  g_return_if_fail (TD_IS_PAGE_THUMBS (self));

  if (page >= self->textures->len || gtk_single_selection_get_selected (self->selection) == page)
    return;

  self->following = TRUE;
  gtk_single_selection_set_selected (self->selection, page);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", page);
  self->following = FALSE;
}

static void
td_page_thumbs_dispose (GObject *object)
{
  TdPageThumbs *self = TD_PAGE_THUMBS (object);

  g_cancellable_cancel (self->cancellable);
  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->content);

  G_OBJECT_CLASS (td_page_thumbs_parent_class)->dispose (object);
}

static void
td_page_thumbs_finalize (GObject *object)
{
  TdPageThumbs *self = TD_PAGE_THUMBS (object);

  g_ptr_array_unref (self->textures);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (td_page_thumbs_parent_class)->finalize (object);
}

static void
td_page_thumbs_class_init (TdPageThumbsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_page_thumbs_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_page_thumbs_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "pagethumbs");
  page_selected_signal = g_signal_new ("page-selected", TD_TYPE_PAGE_THUMBS, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
unref_texture (gpointer texture)
{
  if (texture)
    g_object_unref (texture);
}

static void
td_page_thumbs_init (TdPageThumbs *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->textures = g_ptr_array_new_with_free_func (unref_texture);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (NULL);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
  self->view = GTK_LIST_VIEW (
      gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "td-thumbs");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Pages"), -1);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * td_page_thumbs_new:
 *
 * Returns: a column without pages
 */
GtkWidget *
td_page_thumbs_new (void)
{
  return g_object_new (TD_TYPE_PAGE_THUMBS, NULL);
}
