/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "td-import.h"
#include "td-zip-writer.h"

/* What is no container is taken for the main part of one, so that a fuzzer reaches the XML. */
static GBytes *
make_container (const uint8_t *data, size_t size)
{
  g_autoptr (TdZipWriter) zip = NULL;

  if (size >= 2 && data[0] == 'P' && data[1] == 'K')
    return g_bytes_new_static (data, size);

  zip = td_zip_writer_new ();
  td_zip_writer_add (zip, "word/document.xml", data, size);

  return td_zip_writer_finish (zip, NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = make_container (data, size);
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
