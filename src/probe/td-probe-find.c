/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-probe-find.h"

#include <math.h>

#include "td-text.h"

/* Characters of a text, folded, each with its index in the text. */
typedef struct
{
  GArray *letters; /* gunichar */
  GArray *origins; /* guint */
} Folded;

static gunichar
base_letter (gunichar letter)
{
  gunichar first, second;

  while (g_unichar_decompose (letter, &first, &second))
    letter = first;

  return letter == 0x111 ? 'd' : letter; /* đ has no decomposition */
}

/* Lower case, blanks as one space; without the diacritics unless they count. A letter that was
 * written in two parts becomes one. */
static void
fold (const char *text, gboolean marks, Folded *out)
{
  guint index = 0;
  gboolean blank = TRUE;

  out->letters = g_array_new (FALSE, FALSE, sizeof (gunichar));
  out->origins = g_array_new (FALSE, FALSE, sizeof (guint));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), index++)
    {
      gunichar letter = g_unichar_tolower (g_utf8_get_char (p));
      gunichar joined;

      if (g_unichar_isspace (letter) || letter == 0xa0)
        {
          if (blank)
            continue;
          blank = TRUE;
          letter = ' ';
        }
      else if (g_unichar_ismark (letter))
        {
          guint last = out->letters->len;

          if (marks && last > 0 &&
              g_unichar_compose (g_array_index (out->letters, gunichar, last - 1), letter, &joined))
            g_array_index (out->letters, gunichar, last - 1) = joined;
          continue;
        }
      else
        {
          blank = FALSE;
          letter = marks ? letter : base_letter (letter);
        }
      g_array_append_val (out->letters, letter);
      g_array_append_val (out->origins, index);
    }
}

static void
folded_clear (Folded *folded)
{
  g_array_unref (folded->letters);
  g_array_unref (folded->origins);
}

/* One rectangle for each line the words stand on. */
static void
append_place (const PopplerRectangle *places,
              guint n_places,
              guint from,
              guint to,
              guint number,
              GArray *rects)
{
  TdLayoutRect rect = { number, 0, 0, 0, 0 };

  for (guint i = from; i <= to && i < n_places; i++)
    {
      const PopplerRectangle *place = &places[i];
      double y = MIN (place->y1, place->y2);
      double height = fabs (place->y2 - place->y1);

      if (place->x2 <= place->x1)
        continue;
      if (rect.width > 0 && fabs (y - rect.y) > MAX (height, rect.height) / 2)
        {
          g_array_append_val (rects, rect);
          rect.width = 0;
        }
      if (rect.width == 0)
        {
          rect.x = place->x1;
          rect.y = y;
          rect.height = height;
        }
      rect.width = MAX (rect.width, place->x2 - rect.x);
      rect.height = MAX (rect.height, height);
    }
  if (rect.width > 0)
    g_array_append_val (rects, rect);
}

static gboolean
is_at (const Folded *page, guint at, const Folded *wanted)
{
  for (guint i = 0; i < wanted->letters->len; i++)
    {
      if (g_array_index (page->letters, gunichar, at + i) !=
          g_array_index (wanted->letters, gunichar, i))
        return FALSE;
    }

  return TRUE;
}

/**
 * td_probe_find:
 * @page: a page; nobody else uses its document now
 * @number: its number, from 0
 * @text: words; without diacritics they match any
 * @max_matches: stop after so many
 * @rects: (element-type TdLayoutRect): the places are appended here, a place that goes over the end
 *   of a line as several
 *
 * Returns: how many matches there are
 */
guint
td_probe_find (PopplerPage *page, guint number, const char *text, guint max_matches, GArray *rects)
{
  gboolean marks = td_text_has_marks (text);
  g_autofree char *words = poppler_page_get_text (page);
  PopplerRectangle *places = NULL;
  guint n_places = 0, n_matches = 0;
  Folded all, wanted;

  if (words == NULL || !poppler_page_get_text_layout (page, &places, &n_places))
    return 0;

  fold (words, marks, &all);
  fold (text, marks, &wanted);
  if (wanted.letters->len > 0 &&
      g_array_index (wanted.letters, gunichar, wanted.letters->len - 1) == ' ')
    g_array_set_size (wanted.letters, wanted.letters->len - 1);
  for (guint i = 0; wanted.letters->len > 0 && i + wanted.letters->len <= all.letters->len &&
                    n_matches < max_matches;
       i++)
    {
      if (!is_at (&all, i, &wanted))
        continue;
      append_place (places, n_places, g_array_index (all.origins, guint, i),
                    g_array_index (all.origins, guint, i + wanted.letters->len - 1), number, rects);
      n_matches++;
      i += wanted.letters->len - 1;
    }
  folded_clear (&all);
  folded_clear (&wanted);
  g_free (places);

  return n_matches;
}
