/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "td-check-context.h"
#include "td-pattern.h"

TD_PATTERN (inline_number, "(?:^|[\\s:;,])\\((\\d{1,2})\\)(?=\\s)")

/* "(1) ...; (2) ...; (4) ..." within one text */
static void
check_inline (TdCheck *check, const TdCheckText *text)
{
  g_autoptr (GMatchInfo) match = NULL;
  int before = 0;

  g_regex_match (inline_number (), text->text, 0, &match);
  while (g_match_info_matches (match))
    {
      g_autofree char *digits = g_match_info_fetch (match, 1);
      int value = atoi (digits), start, end;

      g_match_info_fetch_pos (match, 1, &start, &end);
      if (value != before + 1 && before > 0 && value != 1)
        td_check_add_at (check, "list-number", TD_SEVERITY_WARNING, text, start - 1, end + 1,
                         _ ("In this list (%d) does not follow (%d)."), value, before);
      else if (value != 1 && before == 0)
        break; /* a reference to a point, not a list */
      before = value;
      g_match_info_next (match, NULL);
    }
}

/**
 * td_check_lists:
 * @check: a check
 *
 * Numbers of lists that run within a sentence.
 */
void
td_check_lists (TdCheck *check)
{
  for (guint i = 0; i < check->texts->len; i++)
    check_inline (check, g_ptr_array_index (check->texts, i));
}
