/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-drop-mark.h"

/* Shows at @row where what is dragged would go. */
void
td_drop_mark (GtkWidget *row, TdDropPlace place)
{
  static const char *const classes[] = { "drop-before", "drop-into", "drop-after" };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      if (i == place)
        gtk_widget_add_css_class (row, classes[i]);
      else
        gtk_widget_remove_css_class (row, classes[i]);
    }
}
