/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-page-view.h"

/* Pages of which each shows a letter; pages with the same letter look the same. */

#define LETTERS_TYPE (letters_get_type ())
G_DECLARE_FINAL_TYPE (Letters, letters, LETTERS, CONTENT, TdPageContent)

struct _Letters
{
  TdPageContent parent_instance;
  char *letters;
  GArray *painted; /* guint: pages in the order they were painted */
};

G_DEFINE_FINAL_TYPE (Letters, letters, TD_TYPE_PAGE_CONTENT)

static guint
get_n_pages (TdPageContent *content)
{
  return (guint) strlen (LETTERS_CONTENT (content)->letters);
}

/* "L" is a landscape page. */
static void
get_page_size (TdPageContent *content, guint page, double *width, double *height)
{
  gboolean landscape = LETTERS_CONTENT (content)->letters[page] == 'L';

  *width = landscape ? 842 : 595;
  *height = landscape ? 595 : 842;
}

static void
get_text_span (TdPageContent *content, guint page, double *left, double *right)
{
  double width, height;

  get_page_size (content, page, &width, &height);
  *left = 85;
  *right = width - 57;
}

static void
paint_page (TdPageContent *content, guint page, cairo_t *cr)
{
  g_array_append_val (LETTERS_CONTENT (content)->painted, page);
  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_rectangle (cr, 100, 100, 200, 50);
  cairo_fill (cr);
}

static gboolean
page_equal (TdPageContent *content, guint page, TdPageContent *other, guint other_page)
{
  return LETTERS_CONTENT (content)->letters[page] == LETTERS_CONTENT (other)->letters[other_page];
}

static gboolean
hit_test (TdPageContent *content, guint page, double x, double y, TdSource *source)
{
  if (x < 100 || x > 300 || y < 100 || y > 150)
    return FALSE;

  *source = (TdSource){ 3, page + 1, "text" };

  return TRUE;
}

static void
locate (TdPageContent *content, const TdSource *source, GArray *rects)
{
  TdLayoutRect rect = { (guint) source->id - 1, 100, 100, 200, 50 };

  if (source->id >= 1 && source->id <= get_n_pages (content))
    g_array_append_val (rects, rect);
}

static void
letters_finalize (GObject *object)
{
  g_free (LETTERS_CONTENT (object)->letters);
  g_array_unref (LETTERS_CONTENT (object)->painted);

  G_OBJECT_CLASS (letters_parent_class)->finalize (object);
}

static void
letters_class_init (LettersClass *klass)
{
  TdPageContentClass *content_class = TD_PAGE_CONTENT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = letters_finalize;
  content_class->get_n_pages = get_n_pages;
  content_class->get_page_size = get_page_size;
  content_class->get_text_span = get_text_span;
  content_class->paint_page = paint_page;
  content_class->page_equal = page_equal;
  content_class->hit_test = hit_test;
  content_class->locate = locate;
}

static void
letters_init (Letters *self)
{
  self->painted = g_array_new (FALSE, FALSE, sizeof (guint));
}

static TdPageContent *
letters_new (const char *letters)
{
  Letters *self = g_object_new (LETTERS_TYPE, NULL);

  self->letters = g_strdup (letters);

  return TD_PAGE_CONTENT (self);
}

static gboolean
was_painted (TdPageContent *content, guint page)
{
  GArray *painted = LETTERS_CONTENT (content)->painted;

  for (guint i = 0; i < painted->len; i++)
    {
      if (g_array_index (painted, guint, i) == page)
        return TRUE;
    }

  return FALSE;
}

typedef struct
{
  GtkWidget *window;
  TdPageView *view;
  TdPageStrip *strip;
  TdPageContent *content;
} Fixture;

static gboolean
set_true (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

/* Frames until nothing is left to paint. */
static void
settle (Fixture *f)
{
  guint before;

  do
    {
      gboolean done = FALSE;

      before = td_page_strip_get_n_painted (f->strip);
      g_timeout_add (80, set_true, &done);
      while (!done)
        g_main_context_iteration (NULL, TRUE);
    }
  while (td_page_strip_get_n_painted (f->strip) != before);
}

static gboolean
out_of_time (gpointer data)
{
  g_error ("the page was not reached within ten seconds");

  return G_SOURCE_REMOVE;
}

/* However slow the machine is: the view gets to the page in the end. */
static void
wait_for_page (Fixture *f, guint page)
{
  guint limit = g_timeout_add_seconds (10, out_of_time, NULL);

  while (td_page_view_get_page (f->view) != page)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
  settle (f);
  g_assert_cmpuint (td_page_view_get_page (f->view), ==, page);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 412, 700);
  f->view = TD_PAGE_VIEW (td_page_view_new ());
  f->strip = td_page_view_get_strip (f->view);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->view));
  f->content = letters_new ("abcdefghijklmnopqrstuvwxyz");
  td_page_view_set_content (f->view, f->content);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_test_widget_wait_for_draw (f->window);
  settle (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_assert_finalize_object (f->content);
}

static void
test_paints_what_is_seen (Fixture *f, gconstpointer data)
{
  g_assert_cmpuint (td_page_view_get_page (f->view), ==, 0);
  g_assert_true (was_painted (f->content, 0));
  g_assert_cmpuint (td_page_strip_get_n_painted (f->strip), <=, 3);
  g_assert_false (was_painted (f->content, 10));
}

static void
test_show_page (Fixture *f, gconstpointer data)
{
  td_page_view_show_page (f->view, 12);
  wait_for_page (f, 12);
  g_assert_true (was_painted (f->content, 12));
  g_assert_false (was_painted (f->content, 6));
  gtk_widget_activate_action (GTK_WIDGET (f->view), "pages.last", NULL);
  wait_for_page (f, 25);
  gtk_widget_activate_action (GTK_WIDGET (f->view), "pages.previous", NULL);
  wait_for_page (f, 24);
}

static void
test_same_pages_keep_their_picture (Fixture *f, gconstpointer data)
{
  g_autoptr (TdPageContent) edited = letters_new ("aXcdefghijklmnopqrstuvwxyz");
  guint before = td_page_strip_get_n_painted (f->strip);

  td_page_view_set_content (f->view, edited);
  settle (f);
  g_assert_false (was_painted (edited, 0));
  g_assert_true (was_painted (edited, 1));
  g_assert_cmpuint (td_page_strip_get_n_painted (f->strip), ==, before + 1);
}

static void
test_moved_pages_keep_their_picture (Fixture *f, gconstpointer data)
{
  g_autoptr (TdPageContent) edited = letters_new ("Yabcdefghijklmnopqrstuvwxyz");

  td_page_view_set_content (f->view, edited);
  settle (f);
  g_assert_true (was_painted (edited, 0));
  g_assert_false (was_painted (edited, 1));
}

static void
test_scroll_stays (Fixture *f, gconstpointer data)
{
  g_autoptr (TdPageContent) edited = letters_new ("abcdefghijklMnopqrstuvwxyz");

  td_page_view_show_page (f->view, 9);
  settle (f);
  td_page_view_set_content (f->view, edited);
  wait_for_page (f, 9);
}

static void
test_fewer_pages (Fixture *f, gconstpointer data)
{
  g_autoptr (TdPageContent) edited = letters_new ("ab");

  td_page_view_show_page (f->view, 20);
  settle (f);
  td_page_view_set_content (f->view, edited);
  settle (f);
  g_assert_cmpuint (td_page_view_get_page (f->view), <, 2);
  td_page_view_set_content (f->view, NULL);
  wait_for_page (f, 0);
}

static void
test_source_is_shown (Fixture *f, gconstpointer data)
{
  TdSource source = { 3, 18, "text" };
  double top, bottom;

  td_page_view_show_source (f->view, &source);
  wait_for_page (f, 17);
  g_assert_true (td_page_strip_get_highlight_span (f->strip, &top, &bottom));
  g_assert_cmpfloat (bottom, >, top);
  td_page_view_show_source (f->view, NULL);
  g_assert_false (td_page_strip_get_highlight_span (f->strip, &top, &bottom));
}

static void
test_hit (Fixture *f, gconstpointer data)
{
  double scale = td_page_strip_get_scale (f->strip) * 96 / 72;
  double top = td_page_strip_get_page_top (f->strip, 3);
  TdSource source = { 0 };

  /* Fit text: the text begins at the padding, so a point 15 right of it is 100 on the page. */
  g_assert_true (td_page_strip_hit_test (f->strip, 14 + 30 * scale, top + 120 * scale, &source));
  g_assert_cmpint (source.kind, ==, 3);
  g_assert_cmpint (source.id, ==, 4);
  g_assert_cmpstr (source.field, ==, "text");
  g_assert_false (td_page_strip_hit_test (f->strip, 14 + 30 * scale, top + 400 * scale, &source));
}

static void
test_zoom (Fixture *f, gconstpointer data)
{
  double fit = td_page_view_get_scale (f->view);

  td_page_view_show_page (f->view, 7);
  settle (f);
  gtk_widget_activate_action (GTK_WIDGET (f->view), "pages.zoom-in", NULL);
  settle (f);
  g_assert_cmpfloat (td_page_view_get_scale (f->view), >, fit);
  g_assert_cmpuint (td_page_view_get_page (f->view), ==, 7);
  gtk_widget_activate_action (GTK_WIDGET (f->view), "pages.zoom", "s", "page");
  settle (f);
  g_assert_cmpfloat (td_page_view_get_scale (f->view), <, fit);
  g_assert_cmpuint (td_page_view_get_page (f->view), ==, 7);
  gtk_widget_activate_action (GTK_WIDGET (f->view), "pages.zoom", "s", "9");
  settle (f);
  g_assert_cmpfloat (td_page_view_get_scale (f->view), ==, TD_PAGE_SCALE_MAX);
}

static void
test_landscape_fits (Fixture *f, gconstpointer data)
{
  g_autoptr (TdPageContent) mixed = letters_new ("aLb");

  td_page_view_set_content (f->view, mixed);
  settle (f);
  /* The landscape text is as wide as the portrait one, so the page is lower. */
  g_assert_cmpfloat (td_page_strip_get_page_top (f->strip, 2) -
                         td_page_strip_get_page_top (f->strip, 1),
                     <, td_page_strip_get_page_top (f->strip, 1) / 2);
}

static void
test_accessible (Fixture *f, gconstpointer data)
{
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (f->strip), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (f->strip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Preview: Page 1/26");
}

int
main (int argc, char **argv)
{
#define TEST(name, func)                                                                           \
  g_test_add ("/widget/page-view/" name, Fixture, NULL, set_up, func, tear_down)
  gtk_test_init (&argc, &argv, NULL);

  TEST ("paints-what-is-seen", test_paints_what_is_seen);
  TEST ("show-page", test_show_page);
  TEST ("same-pages-keep-their-picture", test_same_pages_keep_their_picture);
  TEST ("moved-pages-keep-their-picture", test_moved_pages_keep_their_picture);
  TEST ("scroll-stays", test_scroll_stays);
  TEST ("fewer-pages", test_fewer_pages);
  TEST ("source-is-shown", test_source_is_shown);
  TEST ("hit", test_hit);
  TEST ("zoom", test_zoom);
  TEST ("landscape-fits", test_landscape_fits);
  TEST ("accessible", test_accessible);

  return g_test_run ();
}
