/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* TD_PATTERN (name, "regex") defines a static function name() that returns the compiled, immutable
 * pattern, made on first use from any thread. Letters match in both cases. */
#define TD_PATTERN_FULL(name, pattern, flags)                                                      \
  static GRegex *name (void)                                                                       \
  {                                                                                                \
    static GRegex *regex;                                                                          \
    if (g_once_init_enter (&regex))                                                                \
      g_once_init_leave (&regex, td_pattern_compile (pattern, flags));                             \
    return regex;                                                                                  \
  }

#define TD_PATTERN(name, pattern) TD_PATTERN_FULL (name, pattern, G_REGEX_CASELESS)
#define TD_PATTERN_EXACT(name, pattern) TD_PATTERN_FULL (name, pattern, 0)

static inline GRegex *
td_pattern_compile (const char *pattern, GRegexCompileFlags flags)
{
  GError *error = NULL;
  GRegex *regex = g_regex_new (pattern, flags | G_REGEX_OPTIMIZE, 0, &error);

  if (regex == NULL)
    g_error ("pattern %s: %s", pattern, error->message);

  return regex;
}

static inline gboolean
td_pattern_matches (GRegex *regex, const char *text)
{
  return text != NULL && g_regex_match (regex, text, 0, NULL);
}

/* The text of group @group of the first match, NULL when there is none or it is empty. */
static inline char *
td_pattern_fetch (GRegex *regex, const char *text, int group)
{
  g_autoptr (GMatchInfo) match = NULL;

  if (text == NULL || !g_regex_match (regex, text, 0, &match))
    return NULL;

  char *fetched = g_match_info_fetch (match, group);
  if (fetched != NULL && *fetched == '\0')
    g_clear_pointer (&fetched, g_free);

  return fetched;
}

/* Byte range of the first match, FALSE when there is none. */
static inline gboolean
td_pattern_find (GRegex *regex, const char *text, int *start, int *end)
{
  g_autoptr (GMatchInfo) match = NULL;

  return text != NULL && g_regex_match (regex, text, 0, &match) &&
         g_match_info_fetch_pos (match, 0, start, end);
}

G_END_DECLS
