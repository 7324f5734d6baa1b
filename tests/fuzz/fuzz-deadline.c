/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "td-deadline.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *raw = g_strndup ((const char *) data, MIN (size, 4096));
  g_autofree char *words = g_utf8_make_valid (raw, -1);
  g_autoptr (TdDeadline) deadline = td_deadline_parse (words, 2026, "2026-01-09");
  g_autofree char *explanation = td_deadline_explain (deadline);
  g_autofree char *last_day = td_deadline_last_day (deadline);

  return 0;
}
