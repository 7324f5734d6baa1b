/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-widget-resources.h"

#include "td-widget-gresource.h"

/**
 * td_widget_ensure_resources:
 *
 * Makes the templates of the widgets known; every class with a template calls this.
 */
void
td_widget_ensure_resources (void)
{
  /* Its constructor registers it; the call is what makes the linker keep that constructor. */
  g_assert (td_widget_get_resource () != NULL);
}
