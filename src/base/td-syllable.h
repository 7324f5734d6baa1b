/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Vietnamese letters taken apart: a letter with its own mark (ă â ê ô ơ ư đ) and the tone of its
 * syllable. Used by folding, collation and case; not for other folders. */
typedef enum
{
  TD_TONE_NONE,
  TD_TONE_GRAVE, /* huyền */
  TD_TONE_HOOK,  /* hỏi */
  TD_TONE_TILDE, /* ngã */
  TD_TONE_ACUTE, /* sắc */
  TD_TONE_DOT,   /* nặng */
} TdTone;

/* One letter without its tone. */
typedef struct
{
  gunichar base; /* composed letter without tone, case kept */
  TdTone tone;
} TdLetter;

/* (element-type TdLetter) */
GArray *td_syllable_split (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *td_syllable_join (const GArray *letters) G_GNUC_WARN_UNUSED_RESULT;
void td_syllable_place_tones (GArray *letters);
gboolean td_syllable_is_vowel (gunichar base);

/* For td-latin.c, which remembers their answers. */
GArray *td_syllable_split_slowly (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_syllable_is_vowel_slowly (gunichar base);

gboolean td_syllable_is_pronounceable (const char *word, gssize length);

G_END_DECLS
