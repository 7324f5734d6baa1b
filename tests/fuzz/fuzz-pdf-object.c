/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "td-pdf-object.h"

/* What can be read is written again so that it reads the same. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (TdArena) arena = td_arena_new ();
  TdPdfReader reader = { data, size, 0, arena };
  TdPdfObject *object;

  while ((object = td_pdf_read_object (&reader)) != NULL)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      TdPdfReader again = { 0 };
      g_autofree char *words = td_pdf_dup_text (object);

      td_pdf_write_object (text, object);
      again = (TdPdfReader){ (const guint8 *) text->str, text->len, 0, arena };
      if (!td_pdf_equal (object, td_pdf_read_object (&again)) ||
          (words != NULL && !g_utf8_validate (words, -1, NULL)))
        g_abort ();
    }
  return 0;
}
