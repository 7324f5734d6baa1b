/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "td-import.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (TdSourceDocument) document = NULL;
  g_autoptr (TdPlanData) plan = NULL;

  document = td_text_read (bytes, "fuzz.txt", NULL);
  if (document != NULL)
    plan = td_plan_reader_read (document, NULL, NULL);

  return 0;
}
