/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A word of a text: letters and figures without anything between. */
typedef struct
{
  gsize start; /* bytes */
  gsize end;
  char *word;       /* as printed */
  char *kept;       /* lower case, tones at one place */
  gboolean joined;  /* only white space stands between this word and the one before */
  gboolean letters; /* no figures */
  gboolean address; /* part of a web or mail address */
} TdCheckWord;

GArray *td_check_words (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
