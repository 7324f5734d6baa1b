/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-docx-text.h"

#include <string.h>

#include "td-marks.h"
#include "td-text.h"

/* A base letter with more marks than this is no writing; the rest is taken as it stands, since
 * normalising takes quadratic time. */
#define MAX_CLUSTER 32

typedef struct
{
  guint chars;
  gboolean flags[5]; /* of kinds */
  double size;
  guint link; /* index in strings + 1 */
  guint note;
} Span;

static const char kinds[] = { 'b', 'i', 'u', 's', 'd' };

struct _TdDocxText
{
  GString *text;
  GArray *spans;
  GPtrArray *strings; /* addresses and note labels */
  guint link;
  guint n_no_break; /* no-break spaces that became plain ones */
};

/* One kind of mark while the text is walked */
typedef struct
{
  char kind;
  gboolean open;
  guint start;
  guint argument;
} Track;

/**
 * td_docx_text_new:
 *
 * Returns: (transfer full): an empty text
 */
TdDocxText *
td_docx_text_new (void)
{
  TdDocxText *text = g_new0 (TdDocxText, 1);

  text->text = g_string_new (NULL);
  text->spans = g_array_new (FALSE, FALSE, sizeof (Span));
  text->strings = g_ptr_array_new_with_free_func (g_free);

  return text;
}

/**
 * td_docx_text_free:
 * @text: (nullable) (transfer full): a text
 */
void
td_docx_text_free (TdDocxText *text)
{
  if (text == NULL)
    return;

  g_string_free (text->text, TRUE);
  g_array_unref (text->spans);
  g_ptr_array_unref (text->strings);
  g_free (text);
}

/**
 * td_docx_text_size:
 * @text: a text
 *
 * Returns: bytes collected
 */
gsize
td_docx_text_size (const TdDocxText *text)
{
  return text->text->len;
}

/**
 * td_docx_text_set_link:
 * @text: a text
 * @address: (nullable): where the text that follows leads to
 */
void
td_docx_text_set_link (TdDocxText *text, const char *address)
{
  if (address == NULL)
    {
      text->link = 0;
      return;
    }
  if (text->link > 0 && g_str_equal (g_ptr_array_index (text->strings, text->link - 1), address))
    return;

  g_ptr_array_add (text->strings, g_strdup (address));
  text->link = text->strings->len;
}

static void
add_span (TdDocxText *text, guint chars, const TdDocxRunProps *props, guint note)
{
  Span span = { .chars = chars, .size = props->size, .link = text->link, .note = note };

  span.flags[0] = props->bold == 1;
  span.flags[1] = props->italic == 1;
  span.flags[2] = props->underline == 1;
  span.flags[3] = props->position == 1 && note == 0;
  span.flags[4] = props->position == 2 && note == 0;
  g_array_append_val (text->spans, span);
}

/* Plain spaces and hyphens for their unbreakable relatives; nothing for what is not printed */
static gunichar
plain_char (gunichar c)
{
  switch (c)
    {
    case 0x00a0:
    case 0x2007:
    case 0x202f:
      return ' ';
    case 0x2011:
      return '-';
    case 0x00ad:
    case 0x200b:
    case 0x200c:
    case 0x200d:
    case 0x200e:
    case 0x200f:
    case 0x2060:
    case 0xfeff:
      return 0;
    case 0x2028:
      return '\n';
    default:
      return c < 0x20 && c != '\t' && c != '\n' ? ' ' : c;
    }
}

/**
 * td_docx_text_append:
 * @text: a text
 * @string: what to append
 * @props: its formatting
 */
void
td_docx_text_append (TdDocxText *text, const char *string, const TdDocxRunProps *props)
{
  g_autofree char *upper = props->caps == 1 ? td_text_upper (string) : NULL;
  TdDocxFont font = props->font > 0 ? (TdDocxFont) props->font : TD_DOCX_FONT_TEXT;
  guint chars = 0;

  for (const char *p = upper != NULL ? upper : string; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar printed = g_utf8_get_char (p);
      gunichar c = plain_char (printed);

      text->n_no_break += printed == 0xa0 || printed == 0x202f;
      if (font != TD_DOCX_FONT_TEXT || (c >= 0xf000 && c <= 0xf0ff))
        c = td_docx_symbol_to_unicode (font, c);
      if (c == 0)
        continue;
      g_string_append_unichar (text->text, c);
      chars++;
    }
  if (chars > 0)
    add_span (text, chars, props, 0);
}

/**
 * td_docx_text_append_unichar:
 * @text: a text
 * @c: a character, taken as it is
 * @props: its formatting
 */
void
td_docx_text_append_unichar (TdDocxText *text, gunichar c, const TdDocxRunProps *props)
{
  g_string_append_unichar (text->text, c);
  add_span (text, 1, props, 0);
}

/**
 * td_docx_text_append_note:
 * @text: a text
 * @label: the printed mark of a footnote
 * @props: its formatting
 */
void
td_docx_text_append_note (TdDocxText *text, const char *label, const TdDocxRunProps *props)
{
  guint chars = (guint) g_utf8_strlen (label, -1);

  if (chars == 0)
    return;
  g_ptr_array_add (text->strings, g_strdup (label));
  g_string_append (text->text, label);
  add_span (text, chars, props, text->strings->len);
}

static gboolean
is_composed (gunichar c)
{
  return c < 0x300 || (c >= 0x1ea0 && c <= 0x1ef9) || (c >= 0x2010 && c <= 0x205f);
}

/* Appends the cluster in NFC; returns the number of characters it became */
static guint
append_cluster (GString *out, const char *start, const char *end, gunichar first, guint n)
{
  g_autofree char *composed = NULL;

  if (n > 1 || !is_composed (first))
    composed = g_utf8_normalize (start, end - start, G_NORMALIZE_NFC);
  if (composed == NULL)
    {
      g_string_append_len (out, start, end - start);
      return n;
    }
  g_string_append (out, composed);

  return (guint) g_utf8_strlen (composed, -1);
}

static void
close_track (Track *track, guint end, GPtrArray *strings, GPtrArray *marks)
{
  TdMark *mark;

  if (!track->open || end == track->start)
    return;

  mark = g_new0 (TdMark, 1);
  mark->kind = track->kind;
  mark->start = track->start;
  mark->length = end - track->start;
  if (track->argument > 0)
    mark->argument = g_strdup (g_ptr_array_index (strings, track->argument - 1));
  g_ptr_array_add (marks, mark);
}

static void
feed_track (
    Track *track, gboolean on, guint argument, guint at, GPtrArray *strings, GPtrArray *marks)
{
  if (track->open == on && (!on || track->argument == argument))
    return;

  close_track (track, at, strings, marks);
  track->open = on;
  track->start = at;
  track->argument = argument;
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const TdMark *x = *(TdMark *const *) a, *y = *(TdMark *const *) b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;

  return x->kind - y->kind;
}

typedef struct
{
  guint visible;
  guint bold;
  guint italic;
  double sizes[6];
  guint counts[6];
} Tally;

static void
tally_add (Tally *tally, const Span *span, guint chars)
{
  guint i;

  tally->visible += chars;
  tally->bold += span->flags[0] ? chars : 0;
  tally->italic += span->flags[1] ? chars : 0;
  for (i = 0; i < G_N_ELEMENTS (tally->sizes) - 1; i++)
    if (tally->counts[i] == 0 || tally->sizes[i] == span->size)
      break;
  tally->sizes[i] = span->size;
  tally->counts[i] += chars;
}

static void
tally_finish (const Tally *tally, TdSourceParagraph *paragraph)
{
  guint best = 0;

  paragraph->bold = tally->visible > 0 && tally->bold == tally->visible;
  paragraph->italic = tally->visible > 0 && tally->italic == tally->visible;
  for (guint i = 1; i < G_N_ELEMENTS (tally->sizes); i++)
    if (tally->counts[i] > tally->counts[best])
      best = i;
  if (tally->counts[best] > 0)
    paragraph->font_size = tally->sizes[best];
}

static void
walk (const TdDocxText *text, GString *out, Tally *tally, GPtrArray *marks, guint *n_decomposed)
{
  Track tracks[7] = { { 'b' }, { 'i' }, { 'u' }, { 's' }, { 'd' }, { 'l' }, { 'n' } };
  const char *p = text->text->str, *end = p + text->text->len;
  guint at = 0, span_index = 0, left = 0;

  while (p < end)
    {
      const char *start = p;
      gunichar first = g_utf8_get_char (p);
      const Span *span;
      guint n = 1, became;

      while (left == 0)
        left = g_array_index (text->spans, Span, span_index++).chars;
      span = &g_array_index (text->spans, Span, span_index - 1);
      left--;

      for (p = g_utf8_next_char (p); p < end && n < MAX_CLUSTER; p = g_utf8_next_char (p), n++)
        {
          gunichar c = g_utf8_get_char (p);

          if (c < 0x300 || !g_unichar_ismark (c))
            break;
          while (left == 0)
            left = g_array_index (text->spans, Span, span_index++).chars;
          left--;
        }

      for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
        feed_track (&tracks[k], span->flags[k], 0, at, text->strings, marks);
      feed_track (&tracks[5], span->link > 0, span->link, at, text->strings, marks);
      feed_track (&tracks[6], span->note > 0, span->note, at, text->strings, marks);

      became = append_cluster (out, start, p, first, n);
      *n_decomposed += became < n && g_unichar_isalpha (first);
      if (!g_unichar_isspace (first) && span->note == 0)
        tally_add (tally, span, became);
      at += became;
    }
  for (guint k = 0; k < G_N_ELEMENTS (tracks); k++)
    close_track (&tracks[k], at, text->strings, marks);
}

/**
 * td_docx_text_finish:
 * @text: a text; it is empty afterwards
 * @paragraph: takes the text in NFC, its marks, and what is true of the whole of it
 */
void
td_docx_text_finish (TdDocxText *text, TdSourceParagraph *paragraph)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) td_mark_free);
  GString *out = g_string_sized_new (text->text->len);
  Tally tally = { 0 };

  walk (text, out, &tally, marks, &paragraph->n_decomposed);
  paragraph->n_no_break = text->n_no_break;
  text->n_no_break = 0;
  g_ptr_array_sort (marks, compare_marks);

  g_free (paragraph->text);
  paragraph->text = g_strndup (out->str, out->len);
  g_string_free (out, TRUE);
  g_free (paragraph->marks);
  paragraph->marks = marks->len > 0 ? td_marks_format (marks) : NULL;
  tally_finish (&tally, paragraph);

  g_string_truncate (text->text, 0);
  g_array_set_size (text->spans, 0);
  g_ptr_array_set_size (text->strings, 0);
  text->link = 0;
}
