/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-check-words.h"

#include <string.h>

#include "td-pattern.h"
#include "td-text.h"

TD_PATTERN (addresses,
            "(?:https?://"
            "|www\\.)\\S+|[\\w.-]+@[\\w.-]+|[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.(?:vn|com|org|net|gov|"
            "edu|html|aspx)\\b\\S*")

static void
word_clear (TdCheckWord *word)
{
  g_free (word->word);
  g_free (word->kept);
}

static void
mark_addresses (GArray *words, const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (addresses (), text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      int start, end;

      g_match_info_fetch_pos (match, 0, &start, &end);
      for (guint i = 0; i < words->len; i++)
        {
          TdCheckWord *word = &g_array_index (words, TdCheckWord, i);

          if (word->start >= (gsize) start && word->start < (gsize) end)
            word->address = TRUE;
        }
    }
}

static gboolean
is_gap (const char *text, gsize from, gsize to)
{
  if (to <= from)
    return FALSE;
  for (const char *p = text + from; p < text + to; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isspace (g_utf8_get_char (p)) || *p == '\n')
        return FALSE;
    }

  return TRUE;
}

/**
 * td_check_words:
 * @text: a text
 *
 * Returns: (transfer full) (element-type TdCheckWord): its words in order
 */
GArray *
td_check_words (const char *text)
{
  GArray *words = g_array_new (FALSE, TRUE, sizeof (TdCheckWord));
  gsize last_end = 0;

  g_array_set_clear_func (words, (GDestroyNotify) word_clear);
  for (const char *p = text; *p != '\0';)
    {
      TdCheckWord word = { .letters = TRUE };
      const char *start = p;

      while (*p != '\0' && g_unichar_isalnum (g_utf8_get_char (p)))
        {
          word.letters = word.letters && g_unichar_isalpha (g_utf8_get_char (p));
          p = g_utf8_next_char (p);
        }
      if (p == start)
        {
          p = g_utf8_next_char (p);
          continue;
        }
      word.start = (gsize) (start - text);
      word.end = (gsize) (p - text);
      word.word = g_strndup (start, (gsize) (p - start));
      word.kept = td_text_fold_keep_marks (word.word);
      word.joined = words->len > 0 && is_gap (text, last_end, word.start);
      last_end = word.end;
      g_array_append_val (words, word);
    }
  if (strpbrk (text, "@/.") != NULL)
    mark_addresses (words, text);

  return words;
}
