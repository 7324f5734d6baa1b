/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-font-set.h"

G_BEGIN_DECLS

/* Shaped words. Each distinct word is shaped once per face and kept in font units, so that one
 * entry serves every size. Vietnamese is written in short syllables: a hundred pages have one or
 * two thousand distinct words. Words live as long as their shaper. */
typedef struct
{
  guint32 index;
  gint32 advance, dx, dy; /* font units */
} TdGlyph;

typedef struct
{
  const TdFace *face;
  gint32 width; /* font units */
  guint16 n_bytes, n_glyphs, n_clusters;
  TdGlyph *glyphs;
  cairo_text_cluster_t *clusters;
  char text[];
} TdWord;

typedef struct _TdShaper TdShaper;

TdShaper *td_shaper_new (void) G_GNUC_WARN_UNUSED_RESULT;
TdShaper *td_shaper_ref (TdShaper *self) G_GNUC_WARN_UNUSED_RESULT;
void td_shaper_unref (TdShaper *self);
void td_shaper_lock (TdShaper *self);
void td_shaper_unlock (TdShaper *self);
const TdWord *td_shaper_word (TdShaper *self, TdFaceStyle style, const char *text, gsize length);
const TdFace *td_shaper_get_face (TdShaper *self, TdFaceStyle style);
guint td_shaper_get_n_words (TdShaper *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdShaper, td_shaper_unref)

G_END_DECLS
