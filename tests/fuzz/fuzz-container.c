/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "td-container.h"
#include "td-pdf-filter.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (TdContainer) container = td_container_read (data, size);

  if (container == NULL)
    return 0;
  td_container_get_digest (container);
  td_container_check_content (container, data, 32);
  td_container_check_signature (container);
  td_container_check_certificate_id (container);
  if (container->timestamp.data != NULL)
    td_container_free (td_container_read (container->timestamp.data, container->timestamp.length));
  return 0;
}
