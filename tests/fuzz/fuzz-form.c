/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "td-report-form.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *json = g_strndup ((const char *) data, size);
  g_autoptr (TdReportForm) form = td_report_form_read (json, "fuzz.json", NULL);

  if (form != NULL)
    td_report_form_depth (form);

  return 0;
}
