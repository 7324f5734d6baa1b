/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>
#include <hb.h>

G_BEGIN_DECLS

/* One font file, both for shaping (HarfBuzz, in font units) and for painting (Cairo). Metrics are
 * in font units too: nothing is hinted or rounded, so that screen, printer and PDF agree. */
typedef struct
{
  cairo_font_face_t *cairo;
  hb_font_t *shaping;
  double units; /* per em */
  double ascent, descent, line_gap;
} TdFace;

/* The faces of the document's one family. Sets and faces are immutable but for the fallback faces,
 * which are added under the lock of the shaper that owns the set. */
typedef struct _TdFontSet TdFontSet;

typedef enum
{
  TD_FACE_REGULAR,
  TD_FACE_BOLD = 1 << 0,
  TD_FACE_ITALIC = 1 << 1,
  TD_FACE_BOLD_ITALIC = TD_FACE_BOLD | TD_FACE_ITALIC,
} TdFaceStyle;

#define TD_N_FACES 4

TdFontSet *td_font_set_new (void) G_GNUC_WARN_UNUSED_RESULT;
void td_font_set_free (TdFontSet *self);
const char *td_font_set_get_family (TdFontSet *self);
const TdFace *td_font_set_get_face (TdFontSet *self, TdFaceStyle style);
const TdFace *
td_font_set_find_fallback (TdFontSet *self, TdFaceStyle style, const char *text, gsize length);
gboolean td_face_covers (const TdFace *self, const char *text, gsize length);
const char *td_font_set_vietnamese_letters (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdFontSet, td_font_set_free)

G_END_DECLS
