/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-import-slices.h"

gboolean
td_import_slices_clean_up (TdConnection *connection, GError **error)
{
  return TRUE;
}
