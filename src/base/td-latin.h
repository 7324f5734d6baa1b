/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-syllable.h"

G_BEGIN_DECLS

#define TD_LATIN_N_TONES (TD_TONE_DOT + 1)

/* What is asked of a letter again and again when texts are folded and compared. */
typedef struct
{
  guint16 lower;
  guint16 bare;                    /* the small letter without any mark; 0: more than one letter */
  guint16 base;                    /* the letter without tone, case kept; 0: not taken apart */
  guint16 tones[TD_LATIN_N_TONES]; /* of a base: the letter with each tone; 0: there is none */
  guint8 tone;                     /* a TdTone */
  gboolean vowel;
} TdLatin;

const TdLatin *td_latin (gunichar c);

G_END_DECLS
