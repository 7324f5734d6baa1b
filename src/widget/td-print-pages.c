/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-print-pages.h"

/* More sheets than any printer is given in one job. */
#define MAX_SHEETS 100000

static gboolean
is_in_set (GtkPageSet set, guint page)
{
  return set == GTK_PAGE_SET_ALL || (page % 2 == 1) == (set == GTK_PAGE_SET_EVEN);
}

static GArray *
list_once (const TdPrintPages *pages, guint n_pages)
{
  static const GtkPageRange all = { 0, G_MAXINT };
  const GtkPageRange *ranges = pages->ranges != NULL ? pages->ranges : &all;
  int n_ranges = pages->ranges != NULL ? pages->n_ranges : 1;
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (int i = 0; i < n_ranges; i++)
    {
      for (gint64 page = MAX (ranges[i].start, 0);
           page <= MIN (ranges[i].end, (gint64) n_pages - 1) && list->len < MAX_SHEETS; page++)
        {
          guint32 number = (guint32) page;

          if (is_in_set (pages->set, number))
            g_array_append_val (list, number);
        }
    }

  return list;
}

/**
 * td_print_pages_list:
 * @pages: what was chosen
 * @n_pages: how many pages the document has
 *
 * Returns: (transfer full) (element-type guint32): the pages, from 0, in the order in which they
 *   are printed; a page is even or odd by the number a person counts, from 1
 */
GArray *
td_print_pages_list (const TdPrintPages *pages, guint n_pages)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) once = NULL;
  guint copies = (guint) MAX (pages->copies, 1);

  g_return_val_if_fail (pages != NULL, NULL);

  once = list_once (pages, n_pages);
  for (guint i = 0; i < once->len * copies && i < MAX_SHEETS; i++)
    {
      guint at = pages->collate ? i % once->len : i / copies;

      if (pages->reverse)
        at = once->len - 1 - at;
      g_array_append_val (list, g_array_index (once, guint32, at));
    }

  return list;
}
