/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-font-set.h"

#include <cairo-ft.h>
#include <fontconfig/fontconfig.h>

struct _TdFontSet
{
  char *family;
  TdFace *faces[TD_N_FACES];
  GPtrArray *fallbacks[TD_N_FACES]; /* (element-type TdFace) */
};

/**
 * td_font_set_vietnamese_letters:
 *
 * Returns: every precomposed letter of the Vietnamese alphabet that is not in ASCII, both cases
 */
const char *
td_font_set_vietnamese_letters (void)
{
  return "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
         "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";
}

static FcCharSet *
td_charset_new (const char *text, gsize length)
{
  FcCharSet *set = FcCharSetCreate ();

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    FcCharSetAddChar (set, g_utf8_get_char (p));
  return set;
}

static void
td_face_free (gpointer data)
{
  TdFace *self = data;

  if (self == NULL)
    return;
  cairo_font_face_destroy (self->cairo);
  hb_font_destroy (self->shaping);
  g_free (self);
}

static TdFace *
td_face_new (FcPattern *pattern)
{
  g_autofree TdFace *self = NULL;
  FcChar8 *file;
  int index = 0;
  hb_blob_t *blob;
  hb_face_t *face;
  hb_font_extents_t extents;

  if (FcPatternGetString (pattern, FC_FILE, 0, &file) != FcResultMatch)
    return NULL;
  FcPatternGetInteger (pattern, FC_INDEX, 0, &index);
  blob = hb_blob_create_from_file ((const char *) file);
  face = hb_face_create (blob, (unsigned int) index);
  hb_blob_destroy (blob);
  if (hb_face_get_glyph_count (face) == 0)
    {
      hb_face_destroy (face);
      return NULL;
    }
  self = g_new0 (TdFace, 1);
  self->units = hb_face_get_upem (face);
  self->shaping = hb_font_create (face);
  hb_face_destroy (face);
  hb_font_get_h_extents (self->shaping, &extents);
  self->ascent = extents.ascender;
  self->descent = -extents.descender;
  self->line_gap = extents.line_gap;
  hb_font_make_immutable (self->shaping);
  self->cairo = cairo_ft_font_face_create_for_pattern (pattern);
  return g_steal_pointer (&self);
}

static int
td_face_style_weight (TdFaceStyle style)
{
  return style & TD_FACE_BOLD ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR;
}

static int
td_face_style_slant (TdFaceStyle style)
{
  return style & TD_FACE_ITALIC ? FC_SLANT_ITALIC : FC_SLANT_ROMAN;
}

static gboolean
td_pattern_is_usable (FcPattern *pattern, TdFaceStyle style, const FcCharSet *needed)
{
  int weight = 0, slant = 0;
  FcCharSet *set;

  if (FcPatternGetInteger (pattern, FC_WEIGHT, 0, &weight) != FcResultMatch ||
      weight != td_face_style_weight (style))
    return FALSE;
  if (FcPatternGetInteger (pattern, FC_SLANT, 0, &slant) != FcResultMatch ||
      slant != td_face_style_slant (style))
    return FALSE;
  return FcPatternGetCharSet (pattern, FC_CHARSET, 0, &set) == FcResultMatch &&
         FcCharSetIsSubset (needed, set);
}

/* Families of one name may be installed twice: Liberation 1.07 beside 2.x, and the old one lacks 93
 * Vietnamese letters. So every file of the name is looked at and one is taken that has them all. */
static gboolean
td_font_set_load (TdFontSet *self, const char *family, const FcCharSet *needed)
{
  FcPattern *pattern =
      FcPatternBuild (NULL, FC_FAMILY, FcTypeString, family, FC_SCALABLE, FcTypeBool, FcTrue, NULL);
  FcObjectSet *objects =
      FcObjectSetBuild (FC_FILE, FC_INDEX, FC_WEIGHT, FC_SLANT, FC_CHARSET, FC_FAMILY, NULL);
  FcFontSet *found = FcFontList (NULL, pattern, objects);
  gboolean complete = TRUE;

  for (int style = 0; style < TD_N_FACES; style++)
    {
      for (int i = 0; found != NULL && i < found->nfont && self->faces[style] == NULL; i++)
        if (td_pattern_is_usable (found->fonts[i], style, needed))
          self->faces[style] = td_face_new (found->fonts[i]);
      complete = complete && self->faces[style] != NULL;
    }
  if (found != NULL)
    FcFontSetDestroy (found);
  FcObjectSetDestroy (objects);
  FcPatternDestroy (pattern);
  if (complete)
    self->family = g_strdup (family);
  else
    for (int style = 0; style < TD_N_FACES; style++)
      g_clear_pointer (&self->faces[style], td_face_free);
  return complete;
}

static FcPattern *
td_font_match (TdFaceStyle style, const FcCharSet *needed)
{
  FcPattern *pattern = FcPatternBuild (
      NULL, FC_FAMILY, FcTypeString, "Liberation Serif", FC_FAMILY, FcTypeString, "DejaVu Serif",
      FC_FAMILY, FcTypeString, "Noto Serif", FC_FAMILY, FcTypeString, "serif", FC_CHARSET,
      FcTypeCharSet, needed, FC_WEIGHT, FcTypeInteger, td_face_style_weight (style), FC_SLANT,
      FcTypeInteger, td_face_style_slant (style), NULL);
  FcPattern *match;
  FcResult result;

  FcConfigSubstitute (NULL, pattern, FcMatchPattern);
  FcDefaultSubstitute (pattern);
  match = FcFontMatch (NULL, pattern, &result);
  FcPatternDestroy (pattern);
  return match;
}

static void
td_font_set_load_any (TdFontSet *self, const FcCharSet *needed)
{
  for (int style = 0; style < TD_N_FACES; style++)
    {
      FcPattern *match = td_font_match (style, needed);
      FcChar8 *family = NULL;

      if (match == NULL)
        continue;
      FcPatternGetString (match, FC_FAMILY, 0, &family);
      self->faces[style] = td_face_new (match);
      if (self->family == NULL)
        self->family = g_strdup ((const char *) family);
      FcPatternDestroy (match);
    }
}

/**
 * td_font_set_new:
 *
 * Finds the document's fonts: Times New Roman, else Liberation Serif, else another family with
 * serifs that has the Vietnamese letters; never a family without serifs.
 *
 * Returns: (transfer full): a set with all four faces; a machine without any font at all ends the
 *   program, as nothing could be shown on it anyway
 */
TdFontSet *
td_font_set_new (void)
{
  static const char *const families[] = { "Times New Roman", "Liberation Serif", "Tinos",
                                          "DejaVu Serif", "Noto Serif" };
  TdFontSet *self = g_new0 (TdFontSet, 1);
  const char *letters = td_font_set_vietnamese_letters ();
  FcCharSet *needed = td_charset_new (letters, strlen (letters));
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (families) && !found; i++)
    found = td_font_set_load (self, families[i], needed);
  if (!found)
    td_font_set_load_any (self, needed);
  FcCharSetDestroy (needed);
  for (int style = 0; style < TD_N_FACES; style++)
    {
      if (self->faces[style] == NULL)
        g_error ("no usable font is installed");
      self->fallbacks[style] = g_ptr_array_new_with_free_func (td_face_free);
    }
  return self;
}

/**
 * td_font_set_free:
 * @self: (transfer full): a set
 */
void
td_font_set_free (TdFontSet *self)
{
  g_return_if_fail (self != NULL);

  for (int style = 0; style < TD_N_FACES; style++)
    {
      td_face_free (self->faces[style]);
      g_ptr_array_unref (self->fallbacks[style]);
    }
  g_free (self->family);
  g_free (self);
}

/**
 * td_font_set_get_family:
 * @self: a set
 *
 * Returns: the name of the family
 */
const char *
td_font_set_get_family (TdFontSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->family;
}

/**
 * td_font_set_get_face:
 * @self: a set
 * @style: weight and slant
 *
 * Returns: (transfer none): the face
 */
const TdFace *
td_font_set_get_face (TdFontSet *self, TdFaceStyle style)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->faces[style & TD_FACE_BOLD_ITALIC];
}

/**
 * td_face_covers:
 * @self: a face
 * @text: NFC text
 * @length: bytes
 *
 * Returns: whether the face has a glyph for every character
 */
gboolean
td_face_covers (const TdFace *self, const char *text, gsize length)
{
  hb_codepoint_t glyph;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0xa0 && !hb_font_get_nominal_glyph (self->shaping, c, &glyph))
        return FALSE;
    }
  return TRUE;
}

/**
 * td_font_set_find_fallback:
 * @self: a set, locked by its shaper
 * @style: weight and slant
 * @text: a word that the face of @style does not cover
 * @length: bytes
 *
 * Returns: (transfer none): a face that covers the word, or the set's own when there is none
 */
const TdFace *
td_font_set_find_fallback (TdFontSet *self, TdFaceStyle style, const char *text, gsize length)
{
  GPtrArray *faces = self->fallbacks[style & TD_FACE_BOLD_ITALIC];
  FcCharSet *needed;
  FcPattern *match;
  TdFace *face;

  for (guint i = 0; i < faces->len; i++)
    if (td_face_covers (g_ptr_array_index (faces, i), text, length))
      return g_ptr_array_index (faces, i);
  needed = td_charset_new (text, length);
  match = td_font_match (style, needed);
  FcCharSetDestroy (needed);
  face = match != NULL ? td_face_new (match) : NULL;
  if (match != NULL)
    FcPatternDestroy (match);
  if (face != NULL && td_face_covers (face, text, length))
    {
      g_ptr_array_add (faces, face);
      return face;
    }
  td_face_free (face);
  return self->faces[style & TD_FACE_BOLD_ITALIC];
}
