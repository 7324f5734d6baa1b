/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-pages.h"

/* A tree of pages that is deeper, or has more nodes, is made to do harm. */
#define TD_PDF_MAX_TREE 64
#define TD_PDF_MAX_NODES 200000

typedef struct
{
  TdPdfView view;
  guint wanted; /* pages still to skip */
  guint nodes;
  TdPdfPage *page;
  TdPdfObject *media, *crop, *rotate; /* (nullable): inherited */
} TdPdfPageSearch;

/**
 * td_pdf_get_rect:
 * @view: a file at a time
 * @array: (nullable): four numbers
 * @rect: (out): left, bottom, right, top
 *
 * Returns: whether it is a rectangle
 */
gboolean
td_pdf_get_rect (TdPdfView view, const TdPdfObject *array, double rect[4])
{
  double raw[4];

  if (array == NULL || array->type != TD_PDF_ARRAY || array->as.array.n != 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    if (!td_pdf_get_number (td_pdf_view_resolve (view, array->as.array.items[i]), &raw[i]) ||
        raw[i] < -1e6 || raw[i] > 1e6)
      return FALSE;
  rect[0] = MIN (raw[0], raw[2]);
  rect[1] = MIN (raw[1], raw[3]);
  rect[2] = MAX (raw[0], raw[2]);
  rect[3] = MAX (raw[1], raw[3]);
  return TRUE;
}

static gboolean
td_pdf_page_fill (TdPdfPageSearch *search, guint32 number, TdPdfObject *object)
{
  TdPdfPage *page = search->page;
  double media[4] = { 0, 0, 612, 792 }, crop[4];
  gint64 turn = 0;

  page->number = number;
  page->page = object;
  if (search->media != NULL && !td_pdf_get_rect (search->view, search->media, media))
    return FALSE;
  page->x0 = media[0];
  page->y0 = media[1];
  page->x1 = media[2];
  page->y1 = media[3];
  if (search->crop != NULL && td_pdf_get_rect (search->view, search->crop, crop))
    {
      page->x0 = MAX (page->x0, crop[0]);
      page->y0 = MAX (page->y0, crop[1]);
      page->x1 = MIN (page->x1, crop[2]);
      page->y1 = MIN (page->y1, crop[3]);
    }
  if (search->rotate != NULL && search->rotate->type == TD_PDF_INTEGER)
    turn = search->rotate->as.integer;
  page->rotation = turn % 90 == 0 ? (int) ((turn % 360 + 360) % 360) : 0;
  return page->x1 > page->x0 && page->y1 > page->y0;
}

static void
td_pdf_inherit (TdPdfPageSearch *search, const TdPdfObject *node)
{
  TdPdfObject *media = td_pdf_view_lookup (search->view, node, "MediaBox");
  TdPdfObject *crop = td_pdf_view_lookup (search->view, node, "CropBox");
  TdPdfObject *rotate = td_pdf_view_lookup (search->view, node, "Rotate");

  if (media != NULL)
    search->media = media;
  if (crop != NULL)
    search->crop = crop;
  if (rotate != NULL)
    search->rotate = rotate;
}

/* 1: found; 0: not below this node; -1: damaged */
static int
td_pdf_search_page (TdPdfPageSearch *search, const TdPdfObject *reference, guint depth)
{
  TdPdfObject *node = td_pdf_view_resolve (search->view, reference);
  TdPdfObject *kids = td_pdf_view_lookup (search->view, node, "Kids");
  TdPdfPageSearch below = *search;
  int found = 0;

  if (reference == NULL || reference->type != TD_PDF_REFERENCE || node == NULL ||
      node->type != TD_PDF_DICTIONARY || depth > TD_PDF_MAX_TREE ||
      search->nodes++ > TD_PDF_MAX_NODES)
    return -1;
  below.nodes = search->nodes;
  td_pdf_inherit (&below, node);
  if (kids == NULL)
    {
      if (search->wanted-- > 0)
        return 0;
      return td_pdf_page_fill (&below, reference->as.reference.number, node) ? 1 : -1;
    }
  if (kids->type != TD_PDF_ARRAY)
    return -1;
  for (guint i = 0; i < kids->as.array.n && found == 0; i++)
    found = td_pdf_search_page (&below, kids->as.array.items[i], depth + 1);
  search->wanted = below.wanted;
  search->nodes = below.nodes;
  return found;
}

/**
 * td_pdf_find_page:
 * @view: a file at a time
 * @n: counted from 0
 * @page: (out): the page
 *
 * Returns: whether there is such a page
 */
gboolean
td_pdf_find_page (TdPdfView view, guint n, TdPdfPage *page)
{
  TdPdfPageSearch search = { view, n, 0, page, NULL, NULL, NULL };

  return td_pdf_search_page (&search, td_pdf_lookup (td_pdf_view_root (view), "Pages"), 0) == 1;
}

/**
 * td_pdf_count_pages:
 * @view: a file at a time
 *
 * Returns: how many pages the file says it has
 */
guint
td_pdf_count_pages (TdPdfView view)
{
  TdPdfObject *pages = td_pdf_view_lookup (view, td_pdf_view_root (view), "Pages");
  TdPdfObject *count = td_pdf_view_lookup (view, pages, "Count");

  return count != NULL && count->type == TD_PDF_INTEGER && count->as.integer > 0 &&
                 count->as.integer <= TD_PDF_MAX_NODES
             ? (guint) count->as.integer
             : 0;
}

/**
 * td_pdf_page_get_size:
 * @page: a page
 * @width: (out): as it is shown, in points
 * @height: (out): likewise
 */
void
td_pdf_page_get_size (const TdPdfPage *page, double *width, double *height)
{
  gboolean turned = page->rotation == 90 || page->rotation == 270;

  *width = turned ? page->y1 - page->y0 : page->x1 - page->x0;
  *height = turned ? page->x1 - page->x0 : page->y1 - page->y0;
}

static void
td_pdf_page_point (const TdPdfPage *page, double x, double y, double *ux, double *uy)
{
  switch (page->rotation)
    {
    case 90:
      *ux = page->x0 + y;
      *uy = page->y0 + x;
      break;
    case 180:
      *ux = page->x1 - x;
      *uy = page->y0 + y;
      break;
    case 270:
      *ux = page->x1 - y;
      *uy = page->y1 - x;
      break;
    default:
      *ux = page->x0 + x;
      *uy = page->y1 - y;
      break;
    }
}

/**
 * td_pdf_page_to_user:
 * @page: a page
 * @rect: from the top left corner of what is shown
 * @user: (out): left, bottom, right, top in the page's own space
 */
void
td_pdf_page_to_user (const TdPdfPage *page, const TdLayoutRect *rect, double user[4])
{
  double ax, ay, bx, by;

  td_pdf_page_point (page, rect->x, rect->y, &ax, &ay);
  td_pdf_page_point (page, rect->x + rect->width, rect->y + rect->height, &bx, &by);
  user[0] = MIN (ax, bx);
  user[1] = MIN (ay, by);
  user[2] = MAX (ax, bx);
  user[3] = MAX (ay, by);
}

/**
 * td_pdf_page_from_user:
 * @page: a page
 * @user: left, bottom, right, top in the page's own space
 * @rect: (out): from the top left corner of what is shown; its page is left alone
 */
void
td_pdf_page_from_user (const TdPdfPage *page, const double user[4], TdLayoutRect *rect)
{
  switch (page->rotation)
    {
    case 90:
      rect->x = user[1] - page->y0;
      rect->y = user[0] - page->x0;
      break;
    case 180:
      rect->x = page->x1 - user[2];
      rect->y = user[1] - page->y0;
      break;
    case 270:
      rect->x = page->y1 - user[3];
      rect->y = page->x1 - user[2];
      break;
    default:
      rect->x = user[0] - page->x0;
      rect->y = page->y1 - user[3];
      break;
    }
  rect->width = page->rotation % 180 == 0 ? user[2] - user[0] : user[3] - user[1];
  rect->height = page->rotation % 180 == 0 ? user[3] - user[1] : user[2] - user[0];
}

/**
 * td_pdf_page_matrix:
 * @page: a page
 *
 * Returns: (transfer none): what turns an appearance so that it stands upright on the shown page
 */
const char *
td_pdf_page_matrix (const TdPdfPage *page)
{
  switch (page->rotation)
    {
    case 90:
      return "[ 0 1 -1 0 0 0 ]";
    case 180:
      return "[ -1 0 0 -1 0 0 ]";
    case 270:
      return "[ 0 -1 1 0 0 0 ]";
    default:
      return "[ 1 0 0 1 0 0 ]";
    }
}

static void
td_pdf_gather_pages (TdPdfPageSearch *search,
                     const TdPdfObject *reference,
                     guint depth,
                     GArray *pages)
{
  TdPdfObject *node = td_pdf_view_resolve (search->view, reference);
  TdPdfObject *kids = td_pdf_view_lookup (search->view, node, "Kids");
  TdPdfPageSearch below = *search;
  TdPdfPage page;

  if (reference == NULL || reference->type != TD_PDF_REFERENCE || node == NULL ||
      node->type != TD_PDF_DICTIONARY || depth > TD_PDF_MAX_TREE ||
      search->nodes++ > TD_PDF_MAX_NODES)
    return;
  below.nodes = search->nodes;
  below.page = &page;
  td_pdf_inherit (&below, node);
  if (kids == NULL && td_pdf_page_fill (&below, reference->as.reference.number, node))
    g_array_append_val (pages, page);
  if (kids != NULL && kids->type == TD_PDF_ARRAY)
    for (guint i = 0; i < kids->as.array.n; i++)
      td_pdf_gather_pages (&below, kids->as.array.items[i], depth + 1, pages);
  search->nodes = below.nodes;
}

/**
 * td_pdf_list_pages:
 * @view: a file at a time
 *
 * Returns: (element-type TdPdfPage): its pages
 */
GArray *
td_pdf_list_pages (TdPdfView view)
{
  GArray *pages = g_array_new (FALSE, FALSE, sizeof (TdPdfPage));
  TdPdfPageSearch search = { view, 0, 0, NULL, NULL, NULL, NULL };

  td_pdf_gather_pages (&search, td_pdf_lookup (td_pdf_view_root (view), "Pages"), 0, pages);
  return pages;
}
