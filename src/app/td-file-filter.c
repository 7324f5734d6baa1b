/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-file-filter.h"

/**
 * td_file_filter_add:
 * @chooser: a chooser of files
 * @name: (nullable): what the files are, translated
 * @...: their suffixes without the dot, in any case of letters; %NULL ends them
 *
 * Offers files of one kind; the first kind offered is chosen.
 *
 * Returns: (transfer none): the filter, which @chooser owns
 */
GtkFileFilter *
td_file_filter_add (GtkFileChooser *chooser, const char *name, ...)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  const char *suffix;
  va_list suffixes;

  gtk_file_filter_set_name (filter, name);
  va_start (suffixes, name);
  while ((suffix = va_arg (suffixes, const char *)) != NULL)
    gtk_file_filter_add_suffix (filter, suffix);
  va_end (suffixes);
  gtk_file_chooser_add_filter (chooser, filter);

  return filter;
}
