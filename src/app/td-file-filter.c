/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-file-filter.h"

#include <string.h>

#define SUFFIX "td-suffix" /* of the filter: the first one, without the dot */

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
  g_object_set_data_full (G_OBJECT (filter), SUFFIX, g_strdup (va_arg (suffixes, const char *)),
                          g_free);
  va_end (suffixes);
  va_start (suffixes, name);
  while ((suffix = va_arg (suffixes, const char *)) != NULL)
    gtk_file_filter_add_suffix (filter, suffix);
  va_end (suffixes);
  gtk_file_chooser_add_filter (chooser, filter);

  return filter;
}

static void
filter_changed_cb (GtkFileChooser *chooser)
{
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);
  const char *suffix = filter != NULL ? g_object_get_data (G_OBJECT (filter), SUFFIX) : NULL;
  g_autofree char *name = gtk_file_chooser_get_current_name (chooser);
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;
  g_autofree char *renamed = NULL;

  if (suffix == NULL || dot == NULL || g_ascii_strcasecmp (dot + 1, suffix) == 0)
    return;
  renamed = g_strdup_printf ("%.*s.%s", (int) (dot - name), name, suffix);
  gtk_file_chooser_set_current_name (chooser, renamed);
}

/**
 * td_file_filter_follow:
 * @chooser: a chooser of a place to save at
 *
 * Gives the proposed name the suffix of the kind of files that is chosen, whenever another is.
 */
void
td_file_filter_follow (GtkFileChooser *chooser)
{
  g_signal_connect (chooser, "notify::filter", G_CALLBACK (filter_changed_cb), NULL);
}
