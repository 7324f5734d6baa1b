/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words of a deadline as tokens, and the place a parser has come to. Part of the deadline
 * grammar; not for other folders. A parsing function that fails leaves the place where it was. */
typedef enum
{
  TD_TOKEN_NUMBER,
  TD_TOKEN_WORD,
  TD_TOKEN_MARK, /* one character of punctuation, dashes as '-' */
} TdTokenType;

typedef struct
{
  TdTokenType type;
  char *kept;   /* folded, diacritics kept */
  char *folded; /* folded without diacritics */
  int value;    /* of a number */
  guint digits;
  gsize start, end; /* bytes of the clean words */
} TdToken;

typedef struct
{
  char *words;    /* clean */
  GArray *tokens; /* (element-type TdToken) */
  guint at;
  gboolean unmarked; /* typed without diacritics: keywords are compared without them */
  int year;          /* the plan's year, 0: not known */
} TdDeadlineReader;

TdDeadlineReader *td_deadline_reader_new (const char *words, int year) G_GNUC_WARN_UNUSED_RESULT;
void td_deadline_reader_free (TdDeadlineReader *reader);
const TdToken *td_deadline_reader_peek (const TdDeadlineReader *reader, guint ahead);
gboolean td_deadline_reader_at_end (const TdDeadlineReader *reader);
gboolean td_deadline_reader_accept (TdDeadlineReader *reader, const char *phrases);
gboolean td_deadline_reader_at (TdDeadlineReader *reader, const char *phrases);
gboolean td_deadline_reader_accept_mark (TdDeadlineReader *reader, const char *marks);
gboolean td_deadline_reader_accept_number (TdDeadlineReader *reader, int low, int high, int *value);
gboolean td_deadline_reader_accept_count (TdDeadlineReader *reader, int high, int *value);
char *td_deadline_reader_dup_words (const TdDeadlineReader *reader, guint from, guint to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDeadlineReader, td_deadline_reader_free)

G_END_DECLS
