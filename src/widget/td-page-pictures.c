/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-page-pictures.h"

#include <math.h>

/* The pictures of the pages of a content. A page is painted once into a picture and shown from
 * there until its look or its scale changes; until its turn comes it shows its old picture. When
 * the content is replaced, pages that look the same keep their pictures. Pictures that were not
 * seen for longest are dropped when all together are too large, never those of the last frame. */

typedef struct
{
  TdPagePicture *picture; /* NULL: never painted */
  double scale;           /* device pixels per point that it was painted with */
  gboolean stale;         /* shows an older content */
  gint64 used;            /* the frame it was last seen in */
  GCancellable *asked;    /* its picture is being made on another thread; NULL: not */
  double asked_scale;
} Cell;

struct _TdPagePictures
{
  GObject parent_instance;

  TdPageContent *content;
  GArray *cells; /* Cell, one for each page */
  gint64 frame;
  guint n_painted;
};

G_DEFINE_FINAL_TYPE (TdPagePictures, td_page_pictures, G_TYPE_OBJECT)

enum
{
  ARRIVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
cell_forget_asked (Cell *cell)
{
  g_cancellable_cancel (cell->asked);
  g_clear_object (&cell->asked);
}

static void
cell_clear (gpointer data)
{
  Cell *cell = data;

  cell_forget_asked (cell);
  g_clear_object (&cell->picture);
}

static GArray *
make_cells (guint n)
{
  GArray *cells = g_array_new (FALSE, TRUE, sizeof (Cell));

  g_array_set_clear_func (cells, cell_clear);
  g_array_set_size (cells, n);

  return cells;
}

static Cell *
get_cell (TdPagePictures *self, guint page)
{
  return &g_array_index (self->cells, Cell, page);
}

static gsize
cell_bytes (const Cell *cell)
{
  return cell->picture ? td_page_picture_get_size (cell->picture) : 0;
}

static void
drop_unseen (TdPagePictures *self)
{
  gsize total = 0;

  for (guint i = 0; i < self->cells->len; i++)
    total += cell_bytes (get_cell (self, i));

  while (total > TD_PAGE_PICTURES_BYTES)
    {
      Cell *oldest = NULL;

      for (guint i = 0; i < self->cells->len; i++)
        {
          Cell *cell = get_cell (self, i);

          if (cell->picture && cell->used < self->frame && (!oldest || cell->used < oldest->used))
            oldest = cell;
        }
      if (!oldest)
        break;
      total -= cell_bytes (oldest);
      g_clear_object (&oldest->picture);
    }
}

/* Takes a new picture, and drops others for it. */
static void
set_picture (TdPagePictures *self, Cell *cell, TdPagePicture *picture, double scale)
{
  g_set_object (&cell->picture, picture);
  cell->scale = scale;
  cell->stale = FALSE;
  cell->used = self->frame;
  self->n_painted++;
  drop_unseen (self);
}

/* On another thread */

typedef struct
{
  TdPagePictures *self; /* counted */
  GCancellable *cancellable;
  guint page;
  double scale;
} Asked;

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;
  TdPagePictures *self = asked->self;
  g_autoptr (TdPagePicture) picture =
      td_page_content_render_finish (TD_PAGE_CONTENT (source), result, NULL);
  Cell *cell = asked->page < self->cells->len ? get_cell (self, asked->page) : NULL;

  /* A cell that asked again, or of another content, has another cancellable. A page that failed is
   * not asked for again. */
  if (cell && picture && cell->asked == asked->cancellable)
    {
      g_clear_object (&cell->asked);
      set_picture (self, cell, picture, asked->scale);
      g_signal_emit (self, signals[ARRIVED], 0);
    }
  g_object_unref (asked->cancellable);
  g_object_unref (asked->self);
  g_free (asked);
}

static void
ask_for_page (TdPagePictures *self, guint page, int width, int height, double scale)
{
  Cell *cell = get_cell (self, page);
  Asked *asked = g_new0 (Asked, 1);

  cell_forget_asked (cell);
  cell->asked = g_cancellable_new ();
  cell->asked_scale = scale;
  cell->used = self->frame;
  asked->self = g_object_ref (self);
  asked->cancellable = g_object_ref (cell->asked);
  asked->page = page;
  asked->scale = scale;
  td_page_content_render_async (self->content, page, width, height, cell->asked, rendered_cb,
                                asked);
}

/* Another content */

static void
take_picture (Cell *cell, Cell *from)
{
  cell->picture = g_steal_pointer (&from->picture);
  cell->scale = from->scale;
  cell->stale = from->stale;
  cell->used = from->used;
}

/* Moves pictures to the pages of the new content that look the same. Pages are looked for at the
 * same number first, then shifted by as many as the page before was. */
static void
carry_pictures (TdPagePictures *self, TdPageContent *old, GArray *old_cells)
{
  int shift = 0;

  for (guint i = 0; i < self->cells->len; i++)
    {
      for (int try = 0; try < 4; try++)
        {
          static const int steps[] = { 0, 0, 1, -1 };
          gint64 from = (gint64) i + (try == 1 ? 0 : shift) + steps[try];
          Cell *cell;

          if (from < 0 || from >= old_cells->len)
            continue;
          cell = &g_array_index (old_cells, Cell, from);
          if (!td_page_content_page_equal (self->content, i, old, (guint) from))
            continue;
          if (cell->picture && !cell->stale)
            take_picture (get_cell (self, i), cell);
          shift = (int) (from - (gint64) i);
          break;
        }
    }

  /* The others show their old picture, by number, until they are painted. */
  for (guint i = 0; i < MIN (self->cells->len, old_cells->len); i++)
    {
      Cell *cell = get_cell (self, i);
      Cell *old_cell = &g_array_index (old_cells, Cell, i);

      if (!cell->picture && old_cell->picture)
        {
          take_picture (cell, old_cell);
          cell->stale = TRUE;
        }
    }
}

static void
td_page_pictures_finalize (GObject *object)
{
  TdPagePictures *self = TD_PAGE_PICTURES (object);

  g_clear_object (&self->content);
  g_clear_pointer (&self->cells, g_array_unref);

  G_OBJECT_CLASS (td_page_pictures_parent_class)->finalize (object);
}

static void
td_page_pictures_class_init (TdPagePicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_page_pictures_finalize;

  /**
   * TdPagePictures::arrived:
   * @self: the pictures
   *
   * A picture that was made on another thread is there.
   */
  signals[ARRIVED] = g_signal_new ("arrived", TD_TYPE_PAGE_PICTURES, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
td_page_pictures_init (TdPagePictures *self)
{
  self->cells = make_cells (0);
}

/**
 * td_page_pictures_new:
 *
 * Returns: (transfer full): pictures of no content
 */
TdPagePictures *
td_page_pictures_new (void)
{
  return g_object_new (TD_TYPE_PAGE_PICTURES, NULL);
}

/**
 * td_page_pictures_get_content:
 * @self: pictures
 *
 * Returns: (nullable) (transfer none): what the pictures are of
 */
TdPageContent *
td_page_pictures_get_content (TdPagePictures *self)
{
  g_return_val_if_fail (TD_IS_PAGE_PICTURES (self), NULL);

  return self->content;
}

/**
 * td_page_pictures_set_content:
 * @self: pictures
 * @content: (nullable): what to show
 *
 * Replaces the pages; those that look the same are not painted again.
 */
void
td_page_pictures_set_content (TdPagePictures *self, TdPageContent *content)
{
  g_autoptr (TdPageContent) old = NULL;
  g_autoptr (GArray) old_cells = NULL;

  g_return_if_fail (TD_IS_PAGE_PICTURES (self));

  old = g_steal_pointer (&self->content);
  old_cells = self->cells;
  self->content = content ? g_object_ref (content) : NULL;
  self->cells = make_cells (content ? td_page_content_get_n_pages (content) : 0);
  if (old && content)
    carry_pictures (self, old, old_cells);
}

/**
 * td_page_pictures_get_n_pages:
 * @self: pictures
 *
 * Returns: how many pages there are
 */
guint
td_page_pictures_get_n_pages (TdPagePictures *self)
{
  g_return_val_if_fail (TD_IS_PAGE_PICTURES (self), 0);

  return self->cells->len;
}

/**
 * td_page_pictures_is_fresh:
 * @self: pictures
 * @page: a page, from 0
 * @scale: device pixels per point
 *
 * Returns: whether the page has a picture of its present look in that scale
 */
gboolean
td_page_pictures_is_fresh (TdPagePictures *self, guint page, double scale)
{
  const Cell *cell;

  g_return_val_if_fail (TD_IS_PAGE_PICTURES (self) && page < self->cells->len, FALSE);

  cell = get_cell (self, page);

  return cell->picture && !cell->stale && fabs (cell->scale - scale) < 1e-6;
}

/**
 * td_page_pictures_is_settled:
 * @self: pictures
 * @page: a page, from 0
 * @scale: device pixels per point
 *
 * Returns: whether the picture of the page is right, or will be without more doing
 */
gboolean
td_page_pictures_is_settled (TdPagePictures *self, guint page, double scale)
{
  const Cell *cell;

  g_return_val_if_fail (TD_IS_PAGE_PICTURES (self) && page < self->cells->len, FALSE);

  cell = get_cell (self, page);

  return td_page_pictures_is_fresh (self, page, scale) ||
         (cell->asked && fabs (cell->asked_scale - scale) < 1e-6);
}

/**
 * td_page_pictures_is_slow:
 * @self: pictures
 *
 * Returns: whether pages are painted on another thread, and so cost no time of this one
 */
gboolean
td_page_pictures_is_slow (TdPagePictures *self)
{
  g_return_val_if_fail (TD_IS_PAGE_PICTURES (self), FALSE);

  return self->content && td_page_content_is_slow (self->content);
}

/**
 * td_page_pictures_paint:
 * @self: pictures
 * @page: a page, from 0
 * @width: of the picture, device pixels
 * @height: the same
 * @scale: device pixels per point
 *
 * Paints a page, at once or, where that is slow, on another thread: TdPagePictures::arrived says
 * when it is there.
 */
void
td_page_pictures_paint (TdPagePictures *self, guint page, int width, int height, double scale)
{
  g_autoptr (TdPagePicture) picture = NULL;

  g_return_if_fail (TD_IS_PAGE_PICTURES (self) && page < self->cells->len);

  if (td_page_pictures_is_slow (self))
    {
      ask_for_page (self, page, width, height, scale);
      return;
    }
  picture = td_page_content_paint_picture (self->content, page, width, height, scale);
  set_picture (self, get_cell (self, page), picture, scale);
}

/**
 * td_page_pictures_forget_asked:
 * @self: pictures
 * @first: a page, from 0
 * @last: the same
 *
 * Pictures of other pages that are being made were scrolled past; they would only keep those
 * between @first and @last waiting.
 */
void
td_page_pictures_forget_asked (TdPagePictures *self, guint first, guint last)
{
  g_return_if_fail (TD_IS_PAGE_PICTURES (self));

  for (guint i = 0; i < self->cells->len; i++)
    {
      if (i < first || i > last)
        cell_forget_asked (get_cell (self, i));
    }
}

/**
 * td_page_pictures_begin_frame:
 * @self: pictures
 *
 * The pages used from here on are the ones on the screen.
 */
void
td_page_pictures_begin_frame (TdPagePictures *self)
{
  g_return_if_fail (TD_IS_PAGE_PICTURES (self));

  self->frame++;
}

/**
 * td_page_pictures_use:
 * @self: pictures
 * @page: a page, from 0
 *
 * Returns: (nullable) (transfer none): the picture to show of a page now, which may be an old one
 */
TdPagePicture *
td_page_pictures_use (TdPagePictures *self, guint page)
{
  g_return_val_if_fail (TD_IS_PAGE_PICTURES (self) && page < self->cells->len, NULL);

  get_cell (self, page)->used = self->frame;

  return get_cell (self, page)->picture;
}

/**
 * td_page_pictures_get_n_painted:
 * @self: pictures
 *
 * Returns: how many pictures were painted since the object was made
 */
guint
td_page_pictures_get_n_painted (TdPagePictures *self)
{
  g_return_val_if_fail (TD_IS_PAGE_PICTURES (self), 0);

  return self->n_painted;
}
