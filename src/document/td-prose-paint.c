/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-prose.h"

#include <string.h>

/* Characters of one look are sent to Cairo together: a call per line rather than per word keeps the
 * PDF small. The text goes with the glyphs, so that it can be taken out of the file again: a glyph
 * may stand for several characters (Đ and Ð look the same). */
typedef struct
{
  cairo_glyph_t *glyphs;
  cairo_text_cluster_t *clusters;
  char *text;
  guint n_glyphs, n_clusters, n_bytes;
  guint room_glyphs, room_bytes;
  const TdFace *face;
  double size;
  cairo_glyph_t on_stack_glyphs[256];
  cairo_text_cluster_t on_stack_clusters[256];
  char on_stack_text[1024];
} TdGlyphRun;

static void
td_glyph_run_init (TdGlyphRun *run)
{
  run->glyphs = run->on_stack_glyphs;
  run->clusters = run->on_stack_clusters;
  run->text = run->on_stack_text;
  run->room_glyphs = G_N_ELEMENTS (run->on_stack_glyphs);
  run->room_bytes = sizeof run->on_stack_text;
  run->n_glyphs = run->n_clusters = run->n_bytes = 0;
  run->face = NULL;
  run->size = 0;
}

static void
td_glyph_run_flush (TdGlyphRun *run, cairo_t *cr)
{
  if (run->n_glyphs > 0)
    {
      cairo_set_font_face (cr, run->face->cairo);
      cairo_set_font_size (cr, run->size);
      cairo_show_text_glyphs (cr, run->text, (int) run->n_bytes, run->glyphs, (int) run->n_glyphs,
                              run->clusters, (int) run->n_clusters, 0);
    }
  run->n_glyphs = run->n_clusters = run->n_bytes = 0;
}

static void
td_glyph_run_add (TdGlyphRun *run, cairo_t *cr, const TdWord *word, double size, double x, double y)
{
  double scale = size / word->face->units;

  if (run->n_glyphs + word->n_glyphs > run->room_glyphs ||
      run->n_clusters + word->n_clusters > run->room_glyphs ||
      run->n_bytes + word->n_bytes > run->room_bytes || run->face != word->face ||
      run->size != size)
    td_glyph_run_flush (run, cr);
  if (word->n_glyphs > run->room_glyphs || word->n_bytes > run->room_bytes)
    return;
  run->face = word->face;
  run->size = size;
  for (guint i = 0; i < word->n_glyphs; i++)
    {
      const TdGlyph *glyph = &word->glyphs[i];

      run->glyphs[run->n_glyphs++] =
          (cairo_glyph_t){ glyph->index, x + glyph->dx * scale, y - glyph->dy * scale };
      x += glyph->advance * scale;
    }
  memcpy (run->clusters + run->n_clusters, word->clusters,
          word->n_clusters * sizeof *word->clusters);
  run->n_clusters += word->n_clusters;
  memcpy (run->text + run->n_bytes, word->text, word->n_bytes);
  run->n_bytes += word->n_bytes;
}

static void
td_glyph_run_add_space (TdGlyphRun *run, cairo_t *cr, double x, double y)
{
  hb_codepoint_t glyph;

  if (run->n_glyphs == 0 || run->n_glyphs + 1 > run->room_glyphs ||
      run->n_clusters + 1 > run->room_glyphs || run->n_bytes + 1 > run->room_bytes ||
      !hb_font_get_nominal_glyph (run->face->shaping, ' ', &glyph))
    return;
  run->glyphs[run->n_glyphs++] = (cairo_glyph_t){ glyph, x, y };
  run->clusters[run->n_clusters++] = (cairo_text_cluster_t){ 1, 1 };
  run->text[run->n_bytes++] = ' ';
}

/**
 * td_prose_paint_line:
 * @self: a paragraph with lines
 * @line: less than td_prose_n_lines()
 * @x: left edge of the paragraph
 * @baseline: of the line
 * @cr: in points; its font options should have hinting off
 *
 * Paints one line in the current colour. May run in any thread.
 */
void
td_prose_paint_line (const TdProse *self, guint line, double x, double baseline, cairo_t *cr)
{
  const TdLine *l = &g_array_index (self->lines, TdLine, line);
  TdGlyphRun run;

  td_glyph_run_init (&run);
  x += l->x;
  for (guint i = l->start; i < l->end; i++)
    {
      const TdAtom *atom = &g_array_index (self->atoms, TdAtom, i);
      double size = self->size, y = baseline;

      if (atom->flags & (TD_ATOM_SUPER | TD_ATOM_SUB))
        {
          size *= TD_SCRIPT_SIZE;
          y += (atom->flags & TD_ATOM_SUPER ? -TD_SUPER_RISE : TD_SUB_DROP) * self->size;
        }
      if (i > l->start && atom->flags & TD_ATOM_SPACE)
        {
          td_glyph_run_add_space (&run, cr, x, y);
          x += atom->space + l->stretch;
        }
      td_glyph_run_add (&run, cr, atom->word, size, x, y);
      if (atom->flags & TD_ATOM_UNDERLINE)
        {
          cairo_rectangle (cr, x, baseline + self->size * 0.1, atom->width, self->size * 0.05);
          cairo_fill (cr);
        }
      x += atom->width;
    }
  if (line + 1 < self->lines->len)
    td_glyph_run_add_space (&run, cr, x, baseline);
  td_glyph_run_flush (&run, cr);
}
