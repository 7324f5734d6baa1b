/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-prose.h"

#include <math.h>
#include <string.h>

#include "td-marks.h"

/* Bytes of a word that is shaped in one go; longer ones become several atoms. */
#define TD_TOKEN_MAX 96

/* Widths are sums of floats: two that should be equal may differ by this much, in points. */
#define TD_SLACK 0.01

typedef struct
{
  TdProse *prose;
  TdShaper *shaper;
  TdFaceStyle style; /* of the piece, then of the segment */
  guint flags;       /* of the segment */
  guint16 link, note;
  guint pending; /* space, newline before the next atom */
  float space;   /* width of that space */
} TdProseBuilder;

static double
td_prose_atom_size (const TdProse *self, guint flags)
{
  return flags & (TD_ATOM_SUPER | TD_ATOM_SUB) ? self->size * TD_SCRIPT_SIZE : self->size;
}

static float
td_space_width (TdShaper *shaper, TdFaceStyle style, double size)
{
  const TdWord *word = td_shaper_word (shaper, style, " ", 1);

  return (float) (word->width * size / word->face->units);
}

static void
td_prose_add_atom (TdProseBuilder *b, const char *text, gsize length, guint extra)
{
  TdAtom atom = { 0 };
  double size = td_prose_atom_size (b->prose, b->flags);

  atom.word = td_shaper_word (b->shaper, b->style, text, length);
  atom.width = (float) (atom.word->width * size / atom.word->face->units);
  atom.flags = (guint16) (b->flags | b->pending | extra);
  atom.link = b->link;
  atom.note = b->note;
  atom.space = atom.flags & TD_ATOM_SPACE ? b->space : 0;
  b->pending = 0;
  b->space = 0;
  g_array_append_val (b->prose->atoms, atom);
}

static void
td_prose_add_token (TdProseBuilder *b, const char *text, gsize length)
{
  guint extra = 0;

  while (length > TD_TOKEN_MAX)
    {
      const char *cut = g_utf8_find_prev_char (text, text + TD_TOKEN_MAX);

      td_prose_add_atom (b, text, (gsize) (cut - text), extra);
      length -= (gsize) (cut - text);
      text = cut;
      extra = TD_ATOM_BREAK;
    }
  td_prose_add_atom (b, text, length, extra);
}

/* Several spaces are kept: they are blanks to be filled in by hand. */
static void
td_prose_add_segment (TdProseBuilder *b, const char *text, const char *end)
{
  const char *start = text;

  for (const char *p = text; p <= end; p++)
    {
      if (p < end && (guchar) *p > ' ')
        continue;
      if (p > start)
        td_prose_add_token (b, start, (gsize) (p - start));
      start = p + 1;
      if (p == end)
        break;
      if (*p == '\n')
        {
          b->pending = TD_ATOM_NEWLINE;
          b->space = 0;
        }
      else if (!(b->pending & TD_ATOM_NEWLINE))
        {
          b->pending = TD_ATOM_SPACE;
          b->space += td_space_width (b->shaper, b->style, b->prose->size);
        }
    }
}

static guint16
td_prose_intern (GPtrArray **strings, const char *string)
{
  guint index;

  if (*strings == NULL)
    *strings = g_ptr_array_new_with_free_func (g_free);
  if (!g_ptr_array_find_with_equal_func (*strings, string, g_str_equal, &index))
    {
      index = (*strings)->len;
      g_ptr_array_add (*strings, g_strdup (string));
    }
  return (guint16) MIN (index + 1, G_MAXUINT16);
}

static void
td_prose_apply_mark (TdProseBuilder *b, const TdMark *mark)
{
  switch (mark->kind)
    {
    case 'b':
      b->style |= TD_FACE_BOLD;
      break;
    case 'i':
      b->style |= TD_FACE_ITALIC;
      break;
    case 'u':
      b->flags |= TD_ATOM_UNDERLINE;
      break;
    case 's':
      b->flags |= TD_ATOM_SUPER;
      break;
    case 'd':
      b->flags |= TD_ATOM_SUB;
      break;
    case 'l':
      b->link = td_prose_intern (&b->prose->links, mark->argument != NULL ? mark->argument : "");
      break;
    case 'n':
      b->flags |= TD_ATOM_SUPER;
      b->note = td_prose_intern (&b->prose->notes, mark->argument != NULL ? mark->argument : "");
      break;
    default:
      break;
    }
}

/* Marks that cover @at are moved to @active, ended ones leave it. Marks of one kind do not overlap,
 * so that few are active at a time however many there are. Returns where the next change is. */
static guint
td_prose_update_active (
    GPtrArray *marks, guint *next_mark, GPtrArray *active, guint at, guint length)
{
  guint change = length;

  for (guint i = active->len; i > 0; i--)
    {
      const TdMark *mark = g_ptr_array_index (active, i - 1);

      if (mark->start + mark->length <= at)
        g_ptr_array_remove_index_fast (active, i - 1);
    }
  for (; *next_mark < marks->len; (*next_mark)++)
    {
      TdMark *mark = g_ptr_array_index (marks, *next_mark);

      if (mark->start > at)
        {
          change = MIN (change, mark->start);
          break;
        }
      if (mark->start + mark->length > at)
        g_ptr_array_add (active, mark);
    }
  for (guint i = 0; i < active->len; i++)
    {
      const TdMark *mark = g_ptr_array_index (active, i);

      change = MIN (change, mark->start + mark->length);
    }
  return change;
}

/* Text between two places where some mark starts or ends has one look. */
static void
td_prose_add_marked (TdProseBuilder *b, const char *text, const char *marks_text)
{
  g_autoptr (GPtrArray) marks = td_marks_parse (marks_text);
  g_autoptr (GPtrArray) active = g_ptr_array_new ();
  TdFaceStyle style = b->style;
  guint length = (guint) g_utf8_strlen (text, -1), next_mark = 0;
  const char *p = text;

  for (guint at = 0; at < length;)
    {
      guint change = td_prose_update_active (marks, &next_mark, active, at, length);
      const char *end = g_utf8_offset_to_pointer (p, change - at);

      b->style = style;
      b->flags = 0;
      b->link = b->note = 0;
      for (guint i = 0; i < active->len; i++)
        td_prose_apply_mark (b, g_ptr_array_index (active, i));
      td_prose_add_segment (b, p, end);
      p = end;
      at = change;
    }
  b->style = style;
  b->flags = 0;
  b->link = b->note = 0;
}

/* Spaces at the end of a line do not count; atoms that are not separated by a place to break count
 * together. */
static void
td_prose_measure (TdProse *self)
{
  double unit = 0, line = 0;

  for (guint i = 0; i < self->atoms->len; i++)
    {
      const TdAtom *atom = &g_array_index (self->atoms, TdAtom, i);

      if (atom->flags & TD_ATOM_NEWLINE)
        line = 0;
      if (atom->flags & (TD_ATOM_SPACE | TD_ATOM_NEWLINE | TD_ATOM_BREAK))
        unit = 0;
      unit += atom->width;
      line += atom->width + atom->space;
      self->minimum = MAX (self->minimum, unit);
      self->maximum = MAX (self->maximum, line);
    }
}

/* Room for about as many words as the texts have: thousands of cells are kept at a time. */
static guint
td_prose_guess_atoms (const TdProsePiece *pieces, guint n_pieces)
{
  gsize bytes = 0;

  for (guint i = 0; i < n_pieces; i++)
    bytes += pieces[i].text != NULL ? strlen (pieces[i].text) : 0;
  return (guint) MIN (bytes / 5 + 1, 4096);
}

/**
 * td_prose_new:
 * @shaper: a locked shaper
 * @size: points
 * @pieces: texts that follow one another, separated by a space
 * @n_pieces: how many
 *
 * Returns: (transfer full): a shaped paragraph without lines
 */
TdProse *
td_prose_new (TdShaper *shaper, double size, const TdProsePiece *pieces, guint n_pieces)
{
  TdProse *self = g_new0 (TdProse, 1);
  TdProseBuilder b = { self, shaper };

  g_atomic_ref_count_init (&self->refs);
  self->size = size;
  self->atoms =
      g_array_sized_new (FALSE, FALSE, sizeof (TdAtom), td_prose_guess_atoms (pieces, n_pieces));
  self->lines = g_array_new (FALSE, FALSE, sizeof (TdLine));
  for (guint i = 0; i < n_pieces; i++)
    {
      g_autofree char *valid = NULL;
      const char *text = pieces[i].text;

      if (text == NULL || *text == '\0')
        continue;
      if (!g_utf8_validate (text, -1, NULL))
        text = valid = g_utf8_make_valid (text, -1);
      b.style = pieces[i].style;
      if (self->atoms->len > 0 && b.pending == 0)
        {
          b.pending = TD_ATOM_SPACE;
          b.space = td_space_width (shaper, b.style, size);
        }
      if (pieces[i].marks != NULL)
        td_prose_add_marked (&b, text, pieces[i].marks);
      else
        td_prose_add_segment (&b, text, text + strlen (text));
    }
  td_prose_measure (self);
  return self;
}

/**
 * td_prose_new_text:
 * @shaper: a locked shaper
 * @size: points
 * @style: weight and slant
 * @text: (nullable): NFC text
 *
 * Returns: (transfer full): a shaped paragraph of one look
 */
TdProse *
td_prose_new_text (TdShaper *shaper, double size, TdFaceStyle style, const char *text)
{
  TdProsePiece piece = { text, NULL, style };

  return td_prose_new (shaper, size, &piece, 1);
}

/**
 * td_prose_ref:
 * @self: a paragraph
 *
 * Returns: (transfer full): @self
 */
TdProse *
td_prose_ref (TdProse *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * td_prose_unref:
 * @self: (transfer full): a paragraph
 */
void
td_prose_unref (TdProse *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->atoms);
  g_array_unref (self->lines);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self);
}

static gsize
td_word_fit (const TdWord *word, double scale, double width)
{
  gsize bytes = 0, good = 0, preferred = 0;
  double used = 0;
  guint glyph = 0;

  for (guint i = 0; i < word->n_clusters; i++)
    {
      char last;

      for (int j = 0; j < word->clusters[i].num_glyphs; j++)
        used += word->glyphs[glyph++].advance * scale;
      bytes += (gsize) word->clusters[i].num_bytes;
      if (used > width && good > 0)
        break;
      good = bytes;
      last = word->text[bytes - 1];
      if (strchr ("-/.,_&?=;", last) != NULL && bytes < word->n_bytes)
        preferred = bytes;
    }
  return preferred > 0 ? preferred : good;
}

/* A word that is wider than the whole line is cut, best after a sign that separates its parts. */
static gboolean
td_prose_split_atom (TdProse *self, TdShaper *shaper, guint index, double width)
{
  TdAtom atom = g_array_index (self->atoms, TdAtom, index);
  double size = td_prose_atom_size (self, atom.flags);
  double scale = size / atom.word->face->units;
  gsize cut = td_word_fit (atom.word, scale, width);
  TdAtom rest = atom;
  TdFaceStyle style = TD_FACE_REGULAR;

  if (cut >= atom.word->n_bytes && index + 1 < self->atoms->len)
    {
      g_array_index (self->atoms, TdAtom, index + 1).flags |= TD_ATOM_BREAK;
      return TRUE;
    }
  if (cut == 0 || cut >= atom.word->n_bytes)
    return FALSE;
  for (int i = 0; i < TD_N_FACES; i++)
    if (td_shaper_get_face (shaper, i) == atom.word->face)
      style = i;
  rest.word = td_shaper_word (shaper, style, atom.word->text + cut, atom.word->n_bytes - cut);
  rest.width = (float) (rest.word->width * size / rest.word->face->units);
  rest.flags = (guint16) ((rest.flags & ~(TD_ATOM_SPACE | TD_ATOM_NEWLINE)) | TD_ATOM_BREAK);
  rest.space = 0;
  atom.word = td_shaper_word (shaper, style, atom.word->text, cut);
  atom.width = (float) (atom.word->width * size / atom.word->face->units);
  g_array_index (self->atoms, TdAtom, index) = atom;
  g_array_insert_val (self->atoms, index + 1, rest);
  return TRUE;
}

static void
td_prose_add_line (TdProse *self,
                   guint start,
                   guint end,
                   double width,
                   double first_indent,
                   const TdProseFormat *format)
{
  double indent = self->lines->len == 0 ? first_indent : 0;
  double free_width = format->width - indent - width;
  gboolean last =
      end == self->atoms->len || g_array_index (self->atoms, TdAtom, end).flags & TD_ATOM_NEWLINE;
  TdLine line = { start, end, (float) indent, (float) width, 0 };
  guint n_spaces = 0;

  for (guint i = start + 1; i < end; i++)
    n_spaces += g_array_index (self->atoms, TdAtom, i).flags & TD_ATOM_SPACE ? 1 : 0;
  if (format->align == TD_ALIGN_JUSTIFY && !last && n_spaces > 0 && free_width > 0)
    line.stretch = (float) (free_width / n_spaces);
  else if (format->align == TD_ALIGN_CENTER)
    line.x += (float) (free_width / 2);
  else if (format->align == TD_ALIGN_RIGHT)
    line.x += (float) free_width;
  g_array_append_val (self->lines, line);
}

/* The atoms from the one at @start to the next place where a line may break. */
static guint
td_prose_unit_end (const TdProse *self, guint start, double *width)
{
  guint i = start;

  *width = 0;
  do
    *width += g_array_index (self->atoms, TdAtom, i++).width;
  while (i < self->atoms->len && !(g_array_index (self->atoms, TdAtom, i).flags &
                                   (TD_ATOM_SPACE | TD_ATOM_NEWLINE | TD_ATOM_BREAK)));
  return i;
}

/**
 * td_prose_break:
 * @self: a paragraph that is not shown yet
 * @shaper: the locked shaper it was made with
 * @format: width, indent, spacing and alignment
 *
 * Finds the lines, first fit. May be called again with another format.
 */
void
td_prose_break (TdProse *self, TdShaper *shaper, const TdProseFormat *format)
{
  const TdFace *face = td_shaper_get_face (shaper, TD_FACE_REGULAR);
  double natural = (face->ascent + face->descent + face->line_gap) * self->size / face->units;
  double line_width = 0;
  guint start = 0;

  g_array_set_size (self->lines, 0);
  self->line_height = natural * format->line_factor;
  self->baseline = self->line_height - face->descent * self->size / face->units;
  for (guint i = 0; i < self->atoms->len;)
    {
      double indent = self->lines->len == 0 ? format->first_indent : 0;
      double available = format->width - indent + TD_SLACK;
      double width;
      guint end = td_prose_unit_end (self, i, &width);
      const TdAtom *atom = &g_array_index (self->atoms, TdAtom, i);

      if (i > start &&
          (atom->flags & TD_ATOM_NEWLINE || line_width + atom->space + width > available))
        {
          td_prose_add_line (self, start, i, line_width, format->first_indent, format);
          start = i;
          line_width = 0;
          continue;
        }
      if (i == start && width > available && td_prose_split_atom (self, shaper, i, available))
        end = td_prose_unit_end (self, i, &width);
      line_width += width + (i > start ? g_array_index (self->atoms, TdAtom, i).space : 0);
      i = end;
    }
  if (start < self->atoms->len || self->lines->len == 0)
    td_prose_add_line (self, start, self->atoms->len, line_width, format->first_indent, format);
}

/**
 * td_prose_n_lines:
 * @self: a paragraph
 *
 * Returns: at least 1 after td_prose_break()
 */
guint
td_prose_n_lines (const TdProse *self)
{
  return self->lines->len;
}

/**
 * td_prose_height:
 * @self: a paragraph with lines
 *
 * Returns: the height of all its lines in points
 */
double
td_prose_height (const TdProse *self)
{
  return self->lines->len * self->line_height;
}

/**
 * td_prose_widest_line:
 * @self: a paragraph with lines
 *
 * Returns: natural width of the widest line in points
 */
double
td_prose_widest_line (const TdProse *self)
{
  double width = 0;

  for (guint i = 0; i < self->lines->len; i++)
    width = MAX (width, g_array_index (self->lines, TdLine, i).width);
  return width;
}

/**
 * td_prose_line_text:
 * @self: a paragraph with lines
 * @line: less than td_prose_n_lines()
 *
 * Returns: (transfer full): the line's text
 */
char *
td_prose_line_text (const TdProse *self, guint line)
{
  const TdLine *l = &g_array_index (self->lines, TdLine, line);
  GString *text = g_string_new (NULL);

  for (guint i = l->start; i < l->end; i++)
    {
      const TdAtom *atom = &g_array_index (self->atoms, TdAtom, i);

      if (i > l->start && atom->flags & TD_ATOM_SPACE)
        g_string_append_c (text, ' ');
      g_string_append (text, atom->word->text);
    }
  return g_string_free (text, FALSE);
}
