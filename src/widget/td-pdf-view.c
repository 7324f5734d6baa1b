/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-view.h"

#include "td-page-thumbs.h"
#include "td-widget-resources.h"

#include <glib/gi18n-lib.h>

/* A PDF to read: thumbnails, pages, a search for words with all places marked, words to copy.
 *
 * Keys: those of the page view; Ctrl+F searches, F3 and Shift+F3 go through the places (Enter in
 * the search entry too), Esc ends the search, Ctrl+C copies what was dragged over. */

/* Milliseconds until a worker is started for the next file: the one that is opened now goes first.
 */
#define PREPARE_DELAY 400

struct _TdPdfView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  TdPageThumbs *thumbs;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkLabel *count_label;
  TdPageView *pages;

  TdPdfContent *content;
  GArray *guides;    /* TdPageMark */
  GArray *matches;   /* (nullable): TdLayoutRect */
  guint match;       /* the one that is looked at */
  TdLayoutRect drag; /* what is dragged over; no width: nothing */
  char *selected;    /* (nullable): the words in it */
  GCancellable *search_cancellable;
  GCancellable *text_cancellable;

  TdPdfWorker *spare; /* (nullable): without a file */
  gboolean preparing; /* it is being started */
  guint prepare;
};

G_DEFINE_FINAL_TYPE (TdPdfView, td_pdf_view, GTK_TYPE_WIDGET)

static void
update_marks (TdPdfView *self)
{
  static const GdkRGBA found = { 1.f, 0.85f, 0.1f, 0.45f };
  static const GdkRGBA current = { 1.f, 0.5f, 0.f, 0.6f };
  static const GdkRGBA selection = { 0.21f, 0.52f, 0.89f, 0.25f };
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (TdPageMark));

  if (self->guides)
    g_array_append_vals (marks, self->guides->data, self->guides->len);
  for (guint i = 0; self->matches && i < self->matches->len; i++)
    {
      TdPageMark mark = { g_array_index (self->matches, TdLayoutRect, i),
                          i == self->match ? current : found, FALSE };

      g_array_append_val (marks, mark);
    }
  if (self->drag.width != 0)
    {
      TdPageMark mark = { self->drag, selection, FALSE };

      if (mark.rect.width < 0)
        {
          mark.rect.x += mark.rect.width;
          mark.rect.width = -mark.rect.width;
        }
      if (mark.rect.height < 0)
        {
          mark.rect.y += mark.rect.height;
          mark.rect.height = -mark.rect.height;
        }
      g_array_append_val (marks, mark);
    }
  td_page_strip_set_marks (td_page_view_get_strip (self->pages), marks);
}

/* Searching */

static void
update_count (TdPdfView *self)
{
  g_autofree char *text = NULL;

  if (!self->matches || *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) == '\0')
    text = g_strdup ("");
  else if (self->matches->len == 0)
    text = g_strdup (_ ("Not found"));
  else
    /* Translators: the place that is looked at, of how many */
    text = g_strdup_printf (_ ("%u of %u"), self->match + 1, self->matches->len);
  gtk_label_set_label (self->count_label, text);
}

static void
show_match (TdPdfView *self, guint match)
{
  if (!self->matches || self->matches->len == 0)
    return;

  self->match = match % self->matches->len;
  update_marks (self);
  update_count (self);
  td_pdf_view_show_place (self, &g_array_index (self->matches, TdLayoutRect, self->match));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdPdfView) self = user_data;
  GArray *matches = td_pdf_content_search_finish (TD_PDF_CONTENT (source), result, NULL);
  guint page = td_page_view_get_page (self->pages);
  guint first = 0;

  if (!matches)
    return;
  if (TD_PDF_CONTENT (source) != self->content)
    {
      g_array_unref (matches);
      return;
    }

  g_clear_pointer (&self->matches, g_array_unref);
  self->matches = matches;
  while (first < matches->len && g_array_index (matches, TdLayoutRect, first).page < page)
    first++;
  self->match = 0;
  update_marks (self);
  update_count (self);
  show_match (self, first);
}

static void
search_changed_cb (TdPdfView *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  g_cancellable_cancel (self->search_cancellable);
  g_clear_object (&self->search_cancellable);
  g_clear_pointer (&self->matches, g_array_unref);
  update_marks (self);
  update_count (self);
  if (!self->content || g_utf8_strlen (text, -1) < 2)
    return;

  self->search_cancellable = g_cancellable_new ();
  td_pdf_content_search_async (self->content, text, self->search_cancellable, found_cb,
                               g_object_ref (self));
}

static void
next_match_cb (TdPdfView *self)
{
  show_match (self, self->match + 1);
}

static void
previous_match_cb (TdPdfView *self)
{
  if (self->matches && self->matches->len > 0)
    show_match (self, self->match + self->matches->len - 1);
}

static void
stop_search_cb (TdPdfView *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->pages));
}

static void
search_mode_cb (TdPdfView *self)
{
  if (!gtk_search_bar_get_search_mode (self->search_bar))
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

/* Copying */

static void
text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdPdfView) self = user_data;
  g_autofree char *text = td_pdf_content_get_text_finish (TD_PDF_CONTENT (source), result, NULL);

  if (text && TD_PDF_CONTENT (source) == self->content)
    {
      g_free (self->selected);
      self->selected = g_steal_pointer (&text);
    }
}

static void
drag_update_cb (TdPdfView *self, double dx, double dy, GtkGestureDrag *gesture)
{
  TdPageStrip *strip = td_page_view_get_strip (self->pages);
  TdLayoutRect to;
  TdLayoutRect from;
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (!self->content || !td_page_strip_locate_point (strip, x, y, &from) ||
      !td_page_strip_locate_point (strip, x + dx, y + dy, &to) || to.page != from.page)
    return;

  self->drag = from;
  self->drag.width = to.x - from.x;
  self->drag.height = to.y - from.y;
  update_marks (self);
}

static void
drag_begin_cb (TdPdfView *self)
{
  g_clear_pointer (&self->selected, g_free);
  if (self->drag.width == 0)
    return;

  self->drag.width = 0;
  update_marks (self);
}

static void
drag_end_cb (TdPdfView *self)
{
  if (!self->content || self->drag.width == 0)
    return;

  g_cancellable_cancel (self->text_cancellable);
  g_clear_object (&self->text_cancellable);
  self->text_cancellable = g_cancellable_new ();
  td_pdf_content_get_text_async (self->content, &self->drag, self->text_cancellable, text_cb,
                                 g_object_ref (self));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdPdfView *self = TD_PDF_VIEW (widget);

  if (self->selected && *self->selected)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->selected);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  td_pdf_view_begin_search (TD_PDF_VIEW (widget));
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (g_str_equal (name, "pdf.next-match"))
    next_match_cb (TD_PDF_VIEW (widget));
  else
    previous_match_cb (TD_PDF_VIEW (widget));
}

/* Following */

static void
page_changed_cb (TdPdfView *self)
{
  td_page_thumbs_set_page (self->thumbs, td_page_view_get_page (self->pages));
}

static void
page_selected_cb (TdPdfView *self, guint page)
{
  td_page_view_show_page (self->pages, page);
}

/**
 * td_pdf_view_get_content:
 * @self: a view
 *
 * Returns: (nullable) (transfer none): what is shown
 */
TdPageContent *
td_pdf_view_get_content (TdPdfView *self)
{
  g_return_val_if_fail (TD_IS_PDF_VIEW (self), NULL);

  return td_page_view_get_content (self->pages);
}

/**
 * td_pdf_view_set_content:
 * @self: a view
 * @content: (nullable): a #TdPdfContent, or pages that are no file yet: those cannot be searched
 *
 * Shows another document.
 */
void
td_pdf_view_set_content (TdPdfView *self, TdPageContent *content)
{
  g_return_if_fail (TD_IS_PDF_VIEW (self));

  if (content == td_page_view_get_content (self->pages))
    return;

  g_cancellable_cancel (self->search_cancellable);
  g_clear_pointer (&self->matches, g_array_unref);
  g_clear_pointer (&self->selected, g_free);
  self->drag.width = 0;
  g_clear_object (&self->content);
  if (content && TD_IS_PDF_CONTENT (content))
    self->content = g_object_ref (TD_PDF_CONTENT (content));
  td_page_view_set_content (self->pages, content);
  td_page_thumbs_set_content (self->thumbs, content);
  page_changed_cb (self);
  update_marks (self);
  search_changed_cb (self);
}

/**
 * td_pdf_view_set_guides:
 * @self: a view
 * @guides: (nullable) (element-type TdPageMark): frames to show on the pages
 *
 * Shows places on the pages, as of signatures.
 */
void
td_pdf_view_set_guides (TdPdfView *self, const GArray *guides)
{
  g_return_if_fail (TD_IS_PDF_VIEW (self));

  g_clear_pointer (&self->guides, g_array_unref);
  if (guides)
    {
      self->guides = g_array_new (FALSE, FALSE, sizeof (TdPageMark));
      g_array_append_vals (self->guides, guides->data, guides->len);
    }
  update_marks (self);
}

/**
 * td_pdf_view_show_place:
 * @self: a view
 * @place: a page and a place on it
 *
 * Scrolls there.
 */
void
td_pdf_view_show_place (TdPdfView *self, const TdLayoutRect *place)
{
  g_return_if_fail (TD_IS_PDF_VIEW (self) && place != NULL);

  td_page_view_show_place (self->pages, place);
}

/**
 * td_pdf_view_begin_search:
 * @self: a view
 *
 * Shows the search entry and puts the focus there.
 */
void
td_pdf_view_begin_search (TdPdfView *self)
{
  g_return_if_fail (TD_IS_PDF_VIEW (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
}

/**
 * td_pdf_view_get_pages:
 * @self: a view
 *
 * Returns: (transfer none): the part with the pages
 */
TdPageView *
td_pdf_view_get_pages (TdPdfView *self)
{
  g_return_val_if_fail (TD_IS_PDF_VIEW (self), NULL);

  return self->pages;
}

/* A worker that is ready, so that the next file does not wait for one */

static gboolean
is_alive (TdPdfView *self)
{
  return self->box != NULL;
}

static void
spare_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TdPdfView *self = TD_PDF_VIEW (source);
  TdPdfWorker *worker = g_task_propagate_pointer (G_TASK (result), NULL);

  self->preparing = FALSE;
  if (is_alive (self) && self->spare == NULL)
    self->spare = g_steal_pointer (&worker);
  td_pdf_worker_free (worker);
}

static void
spare_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, td_pdf_worker_new (), (GDestroyNotify) td_pdf_worker_free);
}

static gboolean
prepare_cb (gpointer user_data)
{
  TdPdfView *self = user_data;
  g_autoptr (GTask) task = NULL;

  self->prepare = 0;
  if (self->spare != NULL || self->preparing)
    return G_SOURCE_REMOVE;
  self->preparing = TRUE;
  task = g_task_new (self, NULL, spare_ready_cb, NULL);
  g_task_run_in_thread (task, spare_thread);

  return G_SOURCE_REMOVE;
}

static void
prepare_soon (TdPdfView *self)
{
  if (self->prepare == 0 && self->spare == NULL)
    self->prepare = g_timeout_add_full (G_PRIORITY_LOW, PREPARE_DELAY, prepare_cb, self, NULL);
}

static void
td_pdf_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (td_pdf_view_parent_class)->map (widget);
  prepare_soon (TD_PDF_VIEW (widget));
}

static void
td_pdf_view_unmap (GtkWidget *widget)
{
  TdPdfView *self = TD_PDF_VIEW (widget);

  g_clear_handle_id (&self->prepare, g_source_remove);
  g_clear_pointer (&self->spare, td_pdf_worker_free);
  GTK_WIDGET_CLASS (td_pdf_view_parent_class)->unmap (widget);
}

/**
 * td_pdf_view_open_async:
 * @self: a view
 * @file: a PDF file
 * @cancellable: (nullable): ends the attempt
 * @callback: called on the main thread; it ends with td_pdf_content_open_finish()
 * @user_data: for @callback
 *
 * Opens a file that is to be shown in the view, sooner than td_pdf_content_open_async() does.
 */
void
td_pdf_view_open_async (TdPdfView *self,
                        GBytes *file,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (TD_IS_PDF_VIEW (self));

  td_pdf_content_open_async (file, g_steal_pointer (&self->spare), cancellable, callback,
                             user_data);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    prepare_soon (self);
}

static gboolean
td_pdf_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TD_PDF_VIEW (widget)->pages));
}

static void
td_pdf_view_dispose (GObject *object)
{
  TdPdfView *self = TD_PDF_VIEW (object);

  g_cancellable_cancel (self->search_cancellable);
  g_cancellable_cancel (self->text_cancellable);
  g_clear_object (&self->search_cancellable);
  g_clear_object (&self->text_cancellable);
  g_clear_object (&self->content);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (td_pdf_view_parent_class)->dispose (object);
}

static void
td_pdf_view_finalize (GObject *object)
{
  TdPdfView *self = TD_PDF_VIEW (object);

  g_clear_pointer (&self->guides, g_array_unref);
  g_clear_pointer (&self->matches, g_array_unref);
  g_free (self->selected);

  G_OBJECT_CLASS (td_pdf_view_parent_class)->finalize (object);
}

static void
td_pdf_view_class_init (TdPdfViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  td_widget_ensure_resources ();
  g_type_ensure (TD_TYPE_PAGE_THUMBS);
  g_type_ensure (TD_TYPE_PAGE_VIEW);

  G_OBJECT_CLASS (klass)->dispose = td_pdf_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_pdf_view_finalize;
  widget_class->grab_focus = td_pdf_view_grab_focus;
  widget_class->map = td_pdf_view_map;
  widget_class->unmap = td_pdf_view_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "pdfview");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/tiendo/TienDo/ui/widget/td-pdf-view.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TdPdfView, name)
  BIND (box);
  BIND (thumbs);
  BIND (search_bar);
  BIND (search_entry);
  BIND (count_label);
  BIND (pages);
#undef BIND
#define CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)
  CALLBACK (search_changed_cb);
  CALLBACK (next_match_cb);
  CALLBACK (previous_match_cb);
  CALLBACK (stop_search_cb);
  CALLBACK (search_mode_cb);
  CALLBACK (page_changed_cb);
  CALLBACK (page_selected_cb);
#undef CALLBACK
  gtk_widget_class_install_action (widget_class, "pdf.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "pdf.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "pdf.next-match", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "pdf.previous-match", NULL, step_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "pdf.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "pdf.search",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F3, 0, "pdf.next-match", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F3, GDK_SHIFT_MASK,
                                       "pdf.previous-match", NULL);
}

static void
td_pdf_view_init (TdPdfView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  td_page_view_set_zoom (self->pages, TD_PAGE_ZOOM_FIT_WIDTH, 1);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (td_page_view_get_strip (self->pages)),
                             GTK_EVENT_CONTROLLER (drag));
}

/**
 * td_pdf_view_new:
 *
 * Returns: a view without a document
 */
GtkWidget *
td_pdf_view_new (void)
{
  return g_object_new (TD_TYPE_PDF_VIEW, NULL);
}
