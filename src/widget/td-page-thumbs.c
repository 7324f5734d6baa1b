/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-page-thumbs.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Small pictures of the pages, one below the other; the one that is looked at is framed. It stands
 * in a scrolled window and draws what is seen of it: a list view would make two hundred rows of
 * widgets before the first page is shown. Pictures are made when they are first seen, and kept.
 *
 * Keys: Up, Down, Page Up, Page Down, Home, End. Signal TdPageThumbs::page-selected (page) follows
 * them and a click. A screen reader is told the page as a number among numbers.
 * CSS: one node, `pagethumbs`. */

#define WIDTH 66       /* of a picture, logical pixels */
#define MAX_HEIGHT 110 /* of a page that is very long */
#define MARGIN 16      /* on either side */
#define GAP 8          /* above each picture */
#define LABEL 24       /* the number below it */
/* Milliseconds after which new pages are shown at all, and that pages are seen before their
 * pictures are asked for: the page that is read goes first, and those that fly past are left out.
 */
#define PATIENCE 100

typedef struct
{
  int top, height;        /* of the picture */
  TdPagePicture *picture; /* (nullable) */
  gboolean asked;
} Thumb;

struct _TdPageThumbs
{
  GtkWidget parent_instance;

  TdPageContent *content;
  GArray *thumbs;      /* Thumb */
  guint page;          /* the one that is framed */
  TdPageContent *next; /* (nullable): what is shown soon */
  guint install;
  GtkAdjustment *adjustment; /* (nullable): of the scrolled window, while mapped */
  GCancellable *cancellable;
  guint patience;
};

G_DEFINE_FINAL_TYPE (TdPageThumbs, td_page_thumbs, GTK_TYPE_WIDGET)

static guint page_selected_signal;

typedef struct
{
  TdPageThumbs *self; /* counted */
  guint page;
} Wanted;

static Thumb *
get_thumb (TdPageThumbs *self, guint page)
{
  return &g_array_index (self->thumbs, Thumb, page);
}

static void
thumb_clear (gpointer data)
{
  g_clear_object (&((Thumb *) data)->picture);
}

static guint
page_at (TdPageThumbs *self, double y)
{
  guint low = 0, high = self->thumbs->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (get_thumb (self, middle)->top - GAP <= y)
        low = middle;
      else
        high = middle;
    }

  return low;
}

static void
get_seen (TdPageThumbs *self, guint *first, guint *last)
{
  double top = self->adjustment ? gtk_adjustment_get_value (self->adjustment) : 0;
  double height = self->adjustment ? gtk_adjustment_get_page_size (self->adjustment) : 0;

  *first = page_at (self, top);
  *last = page_at (self, top + height);
}

/* Pictures */

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wanted *wanted = user_data;
  TdPageThumbs *self = wanted->self;
  g_autoptr (TdPagePicture) picture =
      td_page_content_render_finish (TD_PAGE_CONTENT (source), result, NULL);

  if (picture && TD_PAGE_CONTENT (source) == self->content)
    {
      g_set_object (&get_thumb (self, wanted->page)->picture, picture);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  g_object_unref (self);
  g_free (wanted);
}

static void
ask_for (TdPageThumbs *self, guint page)
{
  Thumb *thumb = get_thumb (self, page);
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double width, height;
  Wanted *wanted;

  thumb->asked = TRUE;
  if (!td_page_content_is_slow (self->content))
    {
      td_page_content_get_page_size (self->content, page, &width, &height);
      thumb->picture =
          td_page_content_paint_picture (self->content, page, WIDTH * factor,
                                         thumb->height * factor, WIDTH * factor / MAX (width, 1));
      return;
    }
  wanted = g_new0 (Wanted, 1);
  wanted->self = g_object_ref (self);
  wanted->page = page;
  td_page_content_render_async (self->content, page, WIDTH * factor, thumb->height * factor,
                                self->cancellable, rendered_cb, wanted);
}

static gboolean
patience_cb (gpointer user_data)
{
  TdPageThumbs *self = user_data;
  guint first, last;

  self->patience = 0;
  get_seen (self, &first, &last);
  for (guint i = first; i <= last && i < self->thumbs->len; i++)
    {
      if (!get_thumb (self, i)->asked)
        ask_for (self, i);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

static void
ask_soon (TdPageThumbs *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  self->patience = g_timeout_add (PATIENCE, patience_cb, self);
}

static void
scrolled_cb (TdPageThumbs *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  ask_soon (self);
}

/* Drawing */

static void
draw_frame (GtkSnapshot *snapshot, const graphene_rect_t *at, float out, float wide, GdkRGBA color)
{
  float widths[4] = { wide, wide, wide, wide };
  GdkRGBA colors[4] = { color, color, color, color };
  graphene_rect_t outer = *at;
  GskRoundedRect rect;

  graphene_rect_inset (&outer, -out, -out);
  gsk_rounded_rect_init_from_rect (&rect, &outer, 0);
  gtk_snapshot_append_border (snapshot, &rect, widths, colors);
}

static void
draw_label (TdPageThumbs *self, GtkSnapshot *snapshot, guint page, const graphene_rect_t *at)
{
  g_autofree char *number = td_page_content_get_page_label (self->content, page);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), number);
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  int width, height;
  GdkRGBA color;

  if (page == self->page)
    {
      PangoAttrList *bold = pango_attr_list_new ();

      pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      pango_layout_set_attributes (layout, bold);
      pango_attr_list_unref (bold);
    }
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_style_context_get_color (style, &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT (at->origin.x + (at->size.width - (float) width) / 2,
                            at->origin.y + at->size.height + (float) (LABEL - height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_thumb (TdPageThumbs *self, GtkSnapshot *snapshot, guint page)
{
  static const GdkRGBA paper = { 1, 1, 1, 1 }, edge = { 0, 0, 0, 0.2f };
  const Thumb *thumb = get_thumb (self, page);
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  int x = (gtk_widget_get_width (GTK_WIDGET (self)) - WIDTH) / 2;
  graphene_rect_t at =
      GRAPHENE_RECT_INIT ((float) x, (float) thumb->top, WIDTH, (float) thumb->height);
  GdkRGBA accent;

  if (thumb->picture)
    td_page_picture_snapshot (thumb->picture, snapshot, &at, thumb->top, thumb->top + thumb->height,
                              gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  else
    gtk_snapshot_append_color (snapshot, &paper, &at);
  draw_frame (snapshot, &at, 1, 1, edge);
  if (page == self->page && gtk_style_context_lookup_color (style, "accent_bg_color", &accent))
    draw_frame (snapshot, &at, 3, gtk_widget_has_visible_focus (GTK_WIDGET (self)) ? 3 : 2, accent);
  draw_label (self, snapshot, page, &at);
}

static void
td_page_thumbs_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TdPageThumbs *self = TD_PAGE_THUMBS (widget);
  guint first, last;

  get_seen (self, &first, &last);
  for (guint i = first; i <= last && i < self->thumbs->len; i++)
    draw_thumb (self, snapshot, i);
}

static void
td_page_thumbs_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  TdPageThumbs *self = TD_PAGE_THUMBS (widget);
  const Thumb *last = self->thumbs->len > 0 ? get_thumb (self, self->thumbs->len - 1) : NULL;

  *minimum = WIDTH + 2 * MARGIN;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = last != NULL ? last->top + last->height + LABEL + GAP : 1;
  *natural = *minimum;
}

/* Selecting */

static void
show_selected (TdPageThumbs *self)
{
  const Thumb *thumb = get_thumb (self, self->page);
  g_autofree char *number = td_page_content_get_page_label (self->content, self->page);
  g_autofree char *name = g_strdup_printf (_ ("Page %s"), number);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 1.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) self->thumbs->len,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, self->page + 1.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, name, -1);
  if (self->adjustment)
    gtk_adjustment_clamp_page (self->adjustment, thumb->top - GAP,
                               thumb->top + thumb->height + LABEL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
select_page (TdPageThumbs *self, gint64 page)
{
  if (self->thumbs->len == 0)
    return;

  self->page = (guint) CLAMP (page, 0, (gint64) self->thumbs->len - 1);
  show_selected (self);
  g_signal_emit (self, page_selected_signal, 0, self->page);
}

static gboolean
step_cb (GtkWidget *widget, GVariant *steps, gpointer user_data)
{
  TdPageThumbs *self = TD_PAGE_THUMBS (widget);

  select_page (self, (gint64) self->page + g_variant_get_int32 (steps));

  return TRUE;
}

static void
released_cb (TdPageThumbs *self, int n_press, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->thumbs->len > 0)
    select_page (self, page_at (self, y));
}

static void
td_page_thumbs_map (GtkWidget *widget)
{
  TdPageThumbs *self = TD_PAGE_THUMBS (widget);
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  GTK_WIDGET_CLASS (td_page_thumbs_parent_class)->map (widget);
  if (scroller == NULL)
    return;
  self->adjustment =
      g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)));
  g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  g_signal_connect_swapped (self->adjustment, "changed", G_CALLBACK (scrolled_cb), self);
  ask_soon (self);
}

static void
forget_adjustment (TdPageThumbs *self)
{
  if (self->adjustment)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_clear_object (&self->adjustment);
  g_clear_handle_id (&self->patience, g_source_remove);
}

static void
td_page_thumbs_unmap (GtkWidget *widget)
{
  forget_adjustment (TD_PAGE_THUMBS (widget));
  GTK_WIDGET_CLASS (td_page_thumbs_parent_class)->unmap (widget);
}

static int
thumb_height (TdPageContent *content, guint page)
{
  double width, height;

  td_page_content_get_page_size (content, page, &width, &height);

  return (int) CLAMP (round (WIDTH * height / MAX (width, 1)), 8, MAX_HEIGHT);
}

static gboolean
install_cb (gpointer user_data)
{
  TdPageThumbs *self = user_data;
  guint n = self->next ? td_page_content_get_n_pages (self->next) : 0;
  int top = GAP;

  self->install = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_object (&self->content);
  self->content = g_steal_pointer (&self->next);
  g_array_set_size (self->thumbs, 0);
  g_array_set_size (self->thumbs, n);
  for (guint i = 0; i < n; i++)
    {
      Thumb *thumb = get_thumb (self, i);

      thumb->top = top;
      thumb->height = thumb_height (self->content, i);
      top += thumb->height + LABEL + GAP;
    }
  self->page = n > 0 ? MIN (self->page, n - 1) : 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (n > 0)
    show_selected (self);
  if (self->adjustment)
    ask_soon (self);

  return G_SOURCE_REMOVE;
}

/**
 * td_page_thumbs_set_content:
 * @self: a column of thumbnails
 * @content: (nullable): the pages
 *
 * Shows other pages, after a moment.
 */
void
td_page_thumbs_set_content (TdPageThumbs *self, TdPageContent *content)
{
  g_return_if_fail (TD_IS_PAGE_THUMBS (self));

  if (content == (self->install != 0 ? self->next : self->content))
    return;

  g_set_object (&self->next, content);
  if (self->install == 0)
    self->install = g_timeout_add (PATIENCE, install_cb, self);
}

/**
 * td_page_thumbs_set_page:
 * @self: a column of thumbnails
 * @page: the page that is looked at, from 0
 *
 * Frames its thumbnail and brings it into sight.
 */
void
td_page_thumbs_set_page (TdPageThumbs *self, guint page)
{
  g_return_if_fail (TD_IS_PAGE_THUMBS (self));

  if (page == self->page)
    return;

  self->page = page;
  if (self->install == 0 && page < self->thumbs->len)
    show_selected (self);
}

static void
td_page_thumbs_dispose (GObject *object)
{
  TdPageThumbs *self = TD_PAGE_THUMBS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->install, g_source_remove);
  forget_adjustment (self);
  g_clear_object (&self->next);
  g_clear_object (&self->content);

  G_OBJECT_CLASS (td_page_thumbs_parent_class)->dispose (object);
}

static void
td_page_thumbs_finalize (GObject *object)
{
  TdPageThumbs *self = TD_PAGE_THUMBS (object);

  g_array_unref (self->thumbs);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (td_page_thumbs_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    int steps;
  } keys[] = {
    { GDK_KEY_Up, -1 },       { GDK_KEY_Down, 1 },        { GDK_KEY_Page_Up, -5 },
    { GDK_KEY_Page_Down, 5 }, { GDK_KEY_Home, G_MININT }, { GDK_KEY_End, G_MAXINT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, 0, step_cb, "i", keys[i].steps);
}

static void
td_page_thumbs_class_init (TdPageThumbsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_page_thumbs_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_page_thumbs_finalize;
  widget_class->measure = td_page_thumbs_measure;
  widget_class->snapshot = td_page_thumbs_snapshot;
  widget_class->map = td_page_thumbs_map;
  widget_class->unmap = td_page_thumbs_unmap;
  gtk_widget_class_set_css_name (widget_class, "pagethumbs");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SPIN_BUTTON);
  add_keys (widget_class);
  page_selected_signal = g_signal_new ("page-selected", TD_TYPE_PAGE_THUMBS, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
td_page_thumbs_init (TdPageThumbs *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->thumbs = g_array_new (FALSE, TRUE, sizeof (Thumb));
  g_array_set_clear_func (self->thumbs, thumb_clear);
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Pages"),
                                  -1);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
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
