/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "td-import.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (TdSourceDocument) pdf = td_pdf_read (bytes, "fuzz.pdf", NULL, NULL, NULL, NULL);
  g_autoptr (TdSourceDocument) text = td_text_read (bytes, "fuzz.txt", NULL);

  return 0;
}
