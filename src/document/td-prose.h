/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-block.h"
#include "td-shaper.h"

G_BEGIN_DECLS

/* Size and shift of raised and lowered characters, as shares of the text's size. */
#define TD_SCRIPT_SIZE 0.65
#define TD_SUPER_RISE 0.33
#define TD_SUB_DROP 0.14

/* A paragraph as shaped words, and its lines for one width. Immutable after td_prose_break(). */
typedef enum
{
  TD_ATOM_SPACE = 1 << 0,   /* a space stands before it; the line may break there */
  TD_ATOM_NEWLINE = 1 << 1, /* a line starts here in any case */
  TD_ATOM_BREAK = 1 << 2,   /* the line may break before it although there is no space */
  TD_ATOM_UNDERLINE = 1 << 3,
  TD_ATOM_SUPER = 1 << 4,
  TD_ATOM_SUB = 1 << 5,
} TdAtomFlags;

typedef struct
{
  const TdWord *word;
  float width; /* points, without the space before it */
  float space; /* points, 0 unless TD_ATOM_SPACE */
  guint16 flags;
  guint16 link; /* index into links plus 1 */
  guint16 note; /* index into notes plus 1 */
} TdAtom;

typedef struct
{
  guint start, end; /* atoms */
  float x;          /* of the first word, from the left edge of the paragraph */
  float width;      /* natural width, without stretching */
  float stretch;    /* added to each space */
} TdLine;

typedef struct
{
  gatomicrefcount refs;
  GArray *atoms;    /* (element-type TdAtom) */
  GArray *lines;    /* (element-type TdLine), empty before td_prose_break() */
  GPtrArray *links; /* (nullable) (element-type utf8) */
  GPtrArray *notes; /* (nullable) (element-type utf8): labels of footnotes referred to */
  double size;      /* points */
  double line_height, baseline; /* of one line, from its top; set by td_prose_break() */
  double minimum, maximum;      /* widths: of the widest word, and without any line break */
} TdProse;

typedef struct
{
  const char *text;
  const char *marks; /* (nullable) */
  TdFaceStyle style; /* beside the marks */
} TdProsePiece;

typedef struct
{
  double width;
  double first_indent;
  double line_factor; /* of the font's own line height */
  TdAlign align;
} TdProseFormat;

TdProse *td_prose_new (TdShaper *shaper, double size, const TdProsePiece *pieces, guint n_pieces)
    G_GNUC_WARN_UNUSED_RESULT;
TdProse *td_prose_new_text (TdShaper *shaper, double size, TdFaceStyle style, const char *text)
    G_GNUC_WARN_UNUSED_RESULT;
TdProse *td_prose_ref (TdProse *self) G_GNUC_WARN_UNUSED_RESULT;
void td_prose_unref (TdProse *self);
void td_prose_break (TdProse *self, TdShaper *shaper, const TdProseFormat *format);
guint td_prose_n_lines (const TdProse *self);
double td_prose_height (const TdProse *self);
double td_prose_widest_line (const TdProse *self);
char *td_prose_line_text (const TdProse *self, guint line) G_GNUC_WARN_UNUSED_RESULT;
void td_prose_paint_line (const TdProse *self, guint line, double x, double baseline, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdProse, td_prose_unref)

G_END_DECLS
