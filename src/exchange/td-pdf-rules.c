/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-geometry.h"

/* Rulings are found in the picture of the page, not in its drawing commands: a border may be a
 * stroke, a filled box, a dash of an image or a row of short pieces, and looks the same to a
 * reader. */

#define MAX_RUNS 20000
#define CONTRAST 45
#define GAP 3 /* pixels that may miss in a ruling (dotted borders) */
#define MIN_HORIZONTAL 14.0
#define MIN_VERTICAL 7.0
#define SAME 2.5
#define TOUCH 1.0  /* less than what is left between a border and the stem of a letter */
#define ACROSS 6.0 /* what the tail of a "g" that touches a border hides of it */

typedef struct
{
  const guint8 *grey;
  int width;
  int height;
  double scale; /* points per pixel */
  GArray *rules;
} Picture;

static inline int
pixel (const Picture *picture, int x, int y)
{
  if (x < 0 || y < 0 || x >= picture->width || y >= picture->height)
    return 255;
  return picture->grey[(gsize) y * picture->width + x];
}

/* A pixel of a thin line is darker than what lies on both sides of it. */
static inline gboolean
thin (const Picture *picture, int x, int y, int dx, int dy)
{
  int limit = picture->grey[(gsize) y * picture->width + x] + CONTRAST;

  if (limit > 255)
    return FALSE;
  if (pixel (picture, x - 3 * dx, y - 3 * dy) < limit &&
      pixel (picture, x - 6 * dx, y - 6 * dy) < limit)
    return FALSE;
  return pixel (picture, x + 3 * dx, y + 3 * dy) >= limit ||
         pixel (picture, x + 6 * dx, y + 6 * dy) >= limit;
}

static void
add_run (Picture *picture, gboolean vertical, int at, int from, int to)
{
  TdPdfRule rule = { vertical, (at + 0.5) * picture->scale, from * picture->scale,
                     to * picture->scale };

  if (rule.to - rule.from >= (vertical ? MIN_VERTICAL : MIN_HORIZONTAL) &&
      picture->rules->len < MAX_RUNS)
    g_array_append_val (picture->rules, rule);
}

static void
find_horizontal (Picture *picture)
{
  for (int y = 0; y < picture->height; y++)
    {
      int from = -1, last = -1;

      for (int x = 0; x < picture->width; x++)
        if (thin (picture, x, y, 0, 1))
          {
            if (from >= 0 && x - last > GAP + 1)
              {
                add_run (picture, FALSE, y, from, last + 1);
                from = -1;
              }
            if (from < 0)
              from = x;
            last = x;
          }
      if (from >= 0)
        add_run (picture, FALSE, y, from, last + 1);
    }
}

static void
find_vertical (Picture *picture)
{
  g_autofree int *from = g_new (int, picture->width);
  g_autofree int *last = g_new (int, picture->width);

  for (int x = 0; x < picture->width; x++)
    from[x] = -1;

  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      if (thin (picture, x, y, 1, 0))
        {
          if (from[x] >= 0 && y - last[x] > GAP + 1)
            {
              add_run (picture, TRUE, x, from[x], last[x] + 1);
              from[x] = -1;
            }
          if (from[x] < 0)
            from[x] = y;
          last[x] = y;
        }

  for (int x = 0; x < picture->width; x++)
    if (from[x] >= 0)
      add_run (picture, TRUE, x, from[x], last[x] + 1);
}

static int
compare_rules (gconstpointer a, gconstpointer b)
{
  const TdPdfRule *p = a, *q = b;

  if (p->vertical != q->vertical)
    return p->vertical ? 1 : -1;
  return p->at < q->at ? -1 : p->at > q->at;
}

/* A line of several pixels, a double border and a border drawn cell by cell become one ruling. */
static void
merge (GArray *rules)
{
  guint kept = 0;

  g_array_sort (rules, compare_rules);

  for (guint i = 0; i < rules->len; i++)
    {
      TdPdfRule rule = g_array_index (rules, TdPdfRule, i);
      double touch = rule.vertical ? TOUCH : ACROSS;
      gboolean merged = FALSE;

      for (guint j = kept; j > 0 && !merged; j--)
        {
          TdPdfRule *other = &g_array_index (rules, TdPdfRule, j - 1);

          if (other->vertical != rule.vertical || rule.at - other->at > SAME)
            break;
          if (rule.from <= other->to + touch && other->from <= rule.to + touch)
            {
              if (rule.to - rule.from > other->to - other->from)
                other->at = rule.at;
              other->from = MIN (other->from, rule.from);
              other->to = MAX (other->to, rule.to);
              merged = TRUE;
            }
        }
      if (!merged)
        g_array_index (rules, TdPdfRule, kept++) = rule;
    }
  g_array_set_size (rules, kept);
}

/**
 * td_pdf_rules_find:
 * @grey: @width × @height bytes, 0 is black
 * @width: pixels
 * @height: pixels
 * @scale: points per pixel
 * @rules: (element-type TdPdfRule): where the rulings are added
 *
 * Finds long thin lines that are darker than both sides of them.
 */
void
td_pdf_rules_find (const guint8 *grey, int width, int height, double scale, GArray *rules)
{
  Picture picture = { grey, width, height, scale, rules };

  g_return_if_fail (grey != NULL && rules != NULL);
  g_return_if_fail (width > 0 && height > 0 && scale > 0);

  find_horizontal (&picture);
  find_vertical (&picture);
  merge (rules);
}
