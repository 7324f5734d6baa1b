/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-shaper.h"

#include <string.h>

/* Longer words are cut: no real word is this long, and a hostile file may have one of a megabyte.
 */
#define TD_WORD_MAX 4096

struct _TdShaper
{
  gatomicrefcount refs;
  GMutex mutex;
  TdFontSet *fonts;
  GHashTable *words[TD_N_FACES]; /* (element-type TdWordKey TdWord) */
  hb_buffer_t *buffer;
};

typedef struct
{
  const char *text;
  gsize length;
} TdWordKey;

static guint
td_word_key_hash (gconstpointer data)
{
  const TdWordKey *key = data;
  guint hash = 2166136261u;

  for (gsize i = 0; i < key->length; i++)
    hash = (hash ^ (guchar) key->text[i]) * 16777619u;
  return hash;
}

static gboolean
td_word_key_equal (gconstpointer a, gconstpointer b)
{
  const TdWordKey *x = a, *y = b;

  return x->length == y->length && memcmp (x->text, y->text, x->length) == 0;
}

static void
td_word_free (gpointer data)
{
  TdWord *word = data;

  g_free (word->glyphs);
  g_free (word->clusters);
  g_free (word);
}

/**
 * td_shaper_new:
 *
 * Returns: (transfer full): a shaper with the document's fonts and no words yet
 */
TdShaper *
td_shaper_new (void)
{
  TdShaper *self = g_new0 (TdShaper, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->mutex);
  self->fonts = td_font_set_new ();
  self->buffer = hb_buffer_create ();
  for (int i = 0; i < TD_N_FACES; i++)
    self->words[i] =
        g_hash_table_new_full (td_word_key_hash, td_word_key_equal, g_free, td_word_free);
  return self;
}

/**
 * td_shaper_ref:
 * @self: a shaper
 *
 * Returns: (transfer full): @self
 */
TdShaper *
td_shaper_ref (TdShaper *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * td_shaper_unref:
 * @self: (transfer full): a shaper
 */
void
td_shaper_unref (TdShaper *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (int i = 0; i < TD_N_FACES; i++)
    g_hash_table_unref (self->words[i]);
  hb_buffer_destroy (self->buffer);
  td_font_set_free (self->fonts);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * td_shaper_lock:
 * @self: a shaper
 *
 * Taken around a whole layout; finished words may be painted by other threads meanwhile.
 */
void
td_shaper_lock (TdShaper *self)
{
  g_mutex_lock (&self->mutex);
}

/**
 * td_shaper_unlock:
 * @self: a shaper
 */
void
td_shaper_unlock (TdShaper *self)
{
  g_mutex_unlock (&self->mutex);
}

static void
td_word_fill_clusters (TdWord *word, const hb_glyph_info_t *infos)
{
  word->clusters = g_new (cairo_text_cluster_t, MAX (word->n_glyphs, 1));
  for (guint i = 0; i < word->n_glyphs;)
    {
      guint end = i + 1;
      guint next;

      while (end < word->n_glyphs && infos[end].cluster == infos[i].cluster)
        end++;
      next = end < word->n_glyphs ? infos[end].cluster : word->n_bytes;
      word->clusters[word->n_clusters++] =
          (cairo_text_cluster_t){ (int) (next - infos[i].cluster), (int) (end - i) };
      i = end;
    }
}

/* Ligatures are switched off: each character keeps a glyph of its own, so that text taken out of
 * the PDF is the text that went in, and a word can be cut anywhere. */
static TdWord *
td_word_new (TdShaper *self, TdFaceStyle style, const char *text, gsize length)
{
  static const hb_feature_t features[] = {
    { HB_TAG ('l', 'i', 'g', 'a'), 0, 0, (guint) -1 },
    { HB_TAG ('c', 'l', 'i', 'g'), 0, 0, (guint) -1 },
  };
  TdWord *word = g_malloc0 (sizeof *word + length + 1);
  hb_glyph_info_t *infos;
  hb_glyph_position_t *positions;
  unsigned int n_glyphs;

  memcpy (word->text, text, length);
  word->n_bytes = (guint16) length;
  word->face = td_font_set_get_face (self->fonts, style);
  if (!td_face_covers (word->face, text, length))
    word->face = td_font_set_find_fallback (self->fonts, style, text, length);
  hb_buffer_clear_contents (self->buffer);
  hb_buffer_add_utf8 (self->buffer, text, (int) length, 0, (int) length);
  hb_buffer_set_direction (self->buffer, HB_DIRECTION_LTR);
  hb_buffer_set_script (self->buffer, HB_SCRIPT_LATIN);
  hb_buffer_set_language (self->buffer, hb_language_from_string ("vi", -1));
  hb_shape (word->face->shaping, self->buffer, features, G_N_ELEMENTS (features));
  infos = hb_buffer_get_glyph_infos (self->buffer, &n_glyphs);
  positions = hb_buffer_get_glyph_positions (self->buffer, NULL);
  word->n_glyphs = (guint16) n_glyphs;
  word->glyphs = g_new (TdGlyph, MAX (n_glyphs, 1));
  for (guint i = 0; i < n_glyphs; i++)
    {
      word->glyphs[i] = (TdGlyph){ infos[i].codepoint, positions[i].x_advance,
                                   positions[i].x_offset, positions[i].y_offset };
      word->width += positions[i].x_advance;
    }
  td_word_fill_clusters (word, infos);
  return word;
}

/**
 * td_shaper_word:
 * @self: a locked shaper
 * @style: weight and slant
 * @text: NFC text without breakable spaces
 * @length: bytes
 *
 * Returns: (transfer none): the word shaped
 */
const TdWord *
td_shaper_word (TdShaper *self, TdFaceStyle style, const char *text, gsize length)
{
  TdWordKey key = { text, length };
  TdWordKey *kept;
  TdWord *word;

  if (length > TD_WORD_MAX)
    key.length = (gsize) (g_utf8_find_prev_char (text, text + TD_WORD_MAX) - text);
  word = g_hash_table_lookup (self->words[style], &key);
  if (word != NULL)
    return word;
  word = td_word_new (self, style, key.text, key.length);
  kept = g_new (TdWordKey, 1);
  *kept = (TdWordKey){ word->text, key.length };
  g_hash_table_insert (self->words[style], kept, word);
  return word;
}

/**
 * td_shaper_get_face:
 * @self: a shaper
 * @style: weight and slant
 *
 * Returns: (transfer none): the document's face
 */
const TdFace *
td_shaper_get_face (TdShaper *self, TdFaceStyle style)
{
  return td_font_set_get_face (self->fonts, style);
}

/**
 * td_shaper_get_n_words:
 * @self: a locked shaper
 *
 * Returns: how many shaped words are kept
 */
guint
td_shaper_get_n_words (TdShaper *self)
{
  guint n = 0;

  for (int i = 0; i < TD_N_FACES; i++)
    n += g_hash_table_size (self->words[i]);
  return n;
}
