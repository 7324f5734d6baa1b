/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-app-resources.h"

#include "td-app-gresource.h"
#include "td-data-resources.h"
#include "td-icons-resources.h"

/**
 * td_app_ensure_resources:
 *
 * Makes the templates, icons and style of the program known. A static library loses the constructor
 * that would do so unless something in it is called; every class with a template calls this.
 */
void
td_app_ensure_resources (void)
{
  /* Their constructors register them; the calls are what makes the linker keep the constructors. */
  g_assert (td_app_get_resource () != NULL);
  g_assert (td_data_get_resource () != NULL);
  g_assert (td_icons_get_resource () != NULL);
}
