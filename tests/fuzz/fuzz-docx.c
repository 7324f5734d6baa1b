/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "td-import.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (TdSourceDocument) document = td_docx_read (bytes, "fuzz.docx", NULL, &error);

  g_assert ((document != NULL) == (error == NULL));
  if (document != NULL)
    {
      g_autofree char *dump = td_source_document_dump (document);

      g_assert (g_utf8_validate (dump, -1, NULL));
    }

  return 0;
}
