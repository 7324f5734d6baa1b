/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <string.h>

#include "td-import.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (TdPlanData) plan = td_plan_json_read (bytes, "fuzz.json", NULL);

  if (plan != NULL)
    {
      g_autofree char *json = td_plan_json_write (plan);
      g_autoptr (GBytes) again = g_bytes_new_static (json, strlen (json));
      g_autoptr (TdPlanData) second = td_plan_json_read (again, "again.json", NULL);

      g_assert (second != NULL);
    }

  return 0;
}
