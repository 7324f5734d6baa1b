/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "td-procedure-reader.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (TdProcedureTable) table = NULL;

  /* the format of an old .xls is read by a library, which is not what is tried here */
  if (size > 0 && data[0] != 0xd0 && data[0] != 0x09)
    table = td_procedure_read (bytes, "fuzz.csv", NULL, NULL);

  return 0;
}
