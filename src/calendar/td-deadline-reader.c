/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-deadline-reader.h"

#include <string.h>

#include "td-text.h"

/* Longer texts are no deadlines. */
#define MAX_TOKENS 200
#define MAX_WORDS_LENGTH 4000

static void
token_clear (TdToken *token)
{
  g_free (token->kept);
  g_free (token->folded);
}

static TdTokenType
type_of (gunichar c)
{
  if (c >= '0' && c <= '9')
    return TD_TOKEN_NUMBER;
  if (g_unichar_isalpha (c))
    return TD_TOKEN_WORD;

  return TD_TOKEN_MARK;
}

static void
add_token (TdDeadlineReader *reader, TdTokenType type, gsize start, gsize end)
{
  TdToken token = { type, NULL, NULL, 0, 0, start, end };
  g_autofree char *printed = g_strndup (reader->words + start, end - start);

  token.kept = td_text_fold_keep_marks (printed);
  token.folded = td_text_fold (printed);
  token.digits = type == TD_TOKEN_NUMBER ? (guint) strlen (printed) : 0;
  for (guint i = 0; i < MIN (token.digits, 6); i++)
    token.value = token.value * 10 + (printed[i] - '0');
  g_array_append_val (reader->tokens, token);
}

/* "QuýI" is printed without the space. */
static gsize
glued_quarter (const char *word, gsize length)
{
  static const char *const romans[] = { "I", "II", "III", "IV" };

  for (guint i = 0; i < G_N_ELEMENTS (romans); i++)
    {
      gsize width = strlen (romans[i]);
      g_autofree char *head = length > width ? g_strndup (word, length - width) : g_strdup ("");

      if (length > width && strncmp (word + length - width, romans[i], width) == 0 &&
          (td_text_equal_folded (head, "quý") || td_text_equal_folded (head, "q")))
        return length - width;
    }

  return 0;
}

static void
add_word (TdDeadlineReader *reader, gsize start, gsize end)
{
  gsize head = glued_quarter (reader->words + start, end - start);

  if (head > 0)
    add_token (reader, TD_TOKEN_WORD, start, start + head);
  add_token (reader, TD_TOKEN_WORD, start + head, end);
}

static void
tokenize (TdDeadlineReader *reader)
{
  const char *p = reader->words;

  while (*p != '\0' && reader->tokens->len < MAX_TOKENS)
    {
      TdTokenType type = type_of (g_utf8_get_char (p));
      const char *start = p;

      p = g_utf8_next_char (p);
      if (*start == ' ')
        continue;
      while (type != TD_TOKEN_MARK && *p != '\0' && type_of (g_utf8_get_char (p)) == type)
        p = g_utf8_next_char (p);
      if (type == TD_TOKEN_WORD)
        add_word (reader, (gsize) (start - reader->words), (gsize) (p - reader->words));
      else
        add_token (reader, type, (gsize) (start - reader->words), (gsize) (p - reader->words));
    }
}

/**
 * td_deadline_reader_new:
 * @words: (nullable): the words of a deadline
 * @year: the plan's year, 0 when not known
 *
 * Returns: (transfer full): a reader at the first token; words that are too long to be a deadline
 *   have no tokens
 */
TdDeadlineReader *
td_deadline_reader_new (const char *words, int year)
{
  TdDeadlineReader *reader = g_new0 (TdDeadlineReader, 1);

  reader->words = td_text_clean (words != NULL ? words : "", -1);
  reader->year = year;
  reader->unmarked = !td_text_has_marks (reader->words);
  reader->tokens = g_array_new (FALSE, FALSE, sizeof (TdToken));
  g_array_set_clear_func (reader->tokens, (GDestroyNotify) token_clear);
  if (strlen (reader->words) <= MAX_WORDS_LENGTH)
    tokenize (reader);
  if (reader->tokens->len >= MAX_TOKENS)
    g_array_set_size (reader->tokens, 0);

  return reader;
}

/**
 * td_deadline_reader_free:
 * @reader: (nullable) (transfer full): a reader
 */
void
td_deadline_reader_free (TdDeadlineReader *reader)
{
  if (reader == NULL)
    return;

  g_array_unref (reader->tokens);
  g_free (reader->words);
  g_free (reader);
}

/**
 * td_deadline_reader_peek:
 * @reader: a reader
 * @ahead: how many tokens ahead, 0 for the next one
 *
 * Returns: (nullable): the token, owned by the reader
 */
const TdToken *
td_deadline_reader_peek (const TdDeadlineReader *reader, guint ahead)
{
  guint index = reader->at + ahead;

  return index < reader->tokens->len ? &g_array_index (reader->tokens, TdToken, index) : NULL;
}

/**
 * td_deadline_reader_at_end:
 * @reader: a reader
 *
 * Returns: whether nothing but closing punctuation is left
 */
gboolean
td_deadline_reader_at_end (const TdDeadlineReader *reader)
{
  const TdToken *token;

  for (guint i = 0; (token = td_deadline_reader_peek (reader, i)) != NULL; i++)
    {
      if (token->type != TD_TOKEN_MARK || strchr (".;,)", *token->kept) == NULL)
        return FALSE;
    }

  return TRUE;
}

/* A word equals a keyword with its marks; in a text typed without any, without them. */
static gboolean
token_is (const TdToken *token, const char *keyword, gsize length, gboolean unmarked)
{
  g_autofree char *wanted = g_strndup (keyword, length);
  g_autofree char *folded = NULL;

  if (token == NULL || token->type == TD_TOKEN_MARK)
    return FALSE;
  if (g_str_equal (token->kept, wanted))
    return TRUE;
  if (!unmarked)
    return FALSE;
  folded = td_text_fold (wanted);

  return g_str_equal (token->folded, folded);
}

/* How many tokens the phrase from @phrase to @end takes, 0 when it is not there. */
static guint
phrase_tokens (const TdDeadlineReader *reader, const char *phrase, const char *end)
{
  guint n = 0;

  while (phrase < end)
    {
      const char *space = memchr (phrase, ' ', (gsize) (end - phrase));
      gsize length = (gsize) ((space != NULL ? space : end) - phrase);

      if (!token_is (td_deadline_reader_peek (reader, n), phrase, length, reader->unmarked))
        return 0;
      phrase += length + 1;
      n++;
    }

  return n;
}

static guint
phrases_tokens (const TdDeadlineReader *reader, const char *phrases)
{
  guint longest = 0;

  while (*phrases != '\0')
    {
      const char *end = strchrnul (phrases, '|');

      longest = MAX (longest, phrase_tokens (reader, phrases, end));
      phrases = *end == '|' ? end + 1 : end;
    }

  return longest;
}

/**
 * td_deadline_reader_accept:
 * @reader: a reader
 * @phrases: phrases of lower-case words, separated by "|"
 *
 * Returns: whether one of the phrases came next; the longest is taken
 */
gboolean
td_deadline_reader_accept (TdDeadlineReader *reader, const char *phrases)
{
  guint n = phrases_tokens (reader, phrases);

  reader->at += n;

  return n > 0;
}

/**
 * td_deadline_reader_at:
 * @reader: a reader
 * @phrases: phrases of lower-case words, separated by "|"
 *
 * Returns: whether one of the phrases comes next; nothing is taken
 */
gboolean
td_deadline_reader_at (TdDeadlineReader *reader, const char *phrases)
{
  return phrases_tokens (reader, phrases) > 0;
}

/**
 * td_deadline_reader_accept_mark:
 * @reader: a reader
 * @marks: characters
 *
 * Returns: whether one of the characters came next
 */
gboolean
td_deadline_reader_accept_mark (TdDeadlineReader *reader, const char *marks)
{
  const TdToken *token = td_deadline_reader_peek (reader, 0);

  if (token == NULL || token->type != TD_TOKEN_MARK || token->kept[1] != '\0' ||
      strchr (marks, *token->kept) == NULL)
    return FALSE;
  reader->at++;

  return TRUE;
}

/**
 * td_deadline_reader_accept_number:
 * @reader: a reader
 * @low: smallest value
 * @high: greatest value
 * @value: (out): the number
 *
 * Returns: whether a number in digits came next
 */
gboolean
td_deadline_reader_accept_number (TdDeadlineReader *reader, int low, int high, int *value)
{
  const TdToken *token = td_deadline_reader_peek (reader, 0);

  if (token == NULL || token->type != TD_TOKEN_NUMBER || token->digits > 4 || token->value < low ||
      token->value > high)
    return FALSE;
  *value = token->value;
  reader->at++;

  return TRUE;
}

/**
 * td_deadline_reader_accept_count:
 * @reader: a reader
 * @high: greatest value
 * @value: (out): the number
 *
 * Returns: whether a number from 1 came next, in digits ("02"), words ("hai") or both ("02 (hai)")
 */
gboolean
td_deadline_reader_accept_count (TdDeadlineReader *reader, int high, int *value)
{
  static const char *const names[] = {
    "một",     "hai", "ba",   "bốn|tư", "",         "sáu",
    "bảy|bẩy", "tám", "chín", "mười",   "mười một", "mười hai",
  };
  int named = 0;

  if (td_deadline_reader_accept_number (reader, 1, high, value))
    {
      guint at = reader->at;

      if (!td_deadline_reader_accept_mark (reader, "(") ||
          !td_deadline_reader_accept_count (reader, high, &named) ||
          !td_deadline_reader_accept_mark (reader, ")"))
        reader->at = at;
      return TRUE;
    }
  for (int i = (int) G_N_ELEMENTS (names); i > 0; i--)
    {
      if (i <= high && *names[i - 1] != '\0' && td_deadline_reader_accept (reader, names[i - 1]))
        {
          *value = i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * td_deadline_reader_dup_words:
 * @reader: a reader
 * @from: first token
 * @to: the token after the last one
 *
 * Returns: (nullable) (transfer full): the words as printed, without closing punctuation
 */
char *
td_deadline_reader_dup_words (const TdDeadlineReader *reader, guint from, guint to)
{
  const TdToken *tokens = (const TdToken *) (gpointer) reader->tokens->data;
  char *words;

  to = MIN (to, reader->tokens->len);
  while (to > from && tokens[to - 1].type == TD_TOKEN_MARK &&
         strchr (".;,(", *tokens[to - 1].kept) != NULL)
    to--;
  if (to <= from)
    return NULL;

  words = g_strndup (reader->words + tokens[from].start, tokens[to - 1].end - tokens[from].start);
  if (g_str_has_suffix (words, ")") && strchr (words, '(') == NULL)
    words[strlen (words) - 1] = '\0';

  return words;
}
