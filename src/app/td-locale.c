/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "td-locale.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

/**
 * td_locale_init:
 *
 * Chooses the language of the user and finds the translations: those of the installation, or those
 * in the directory that TIENDO_LOCALE_DIR names. The program also starts where no locale is set or
 * the one set is not there; texts are UTF-8 in any case.
 */
void
td_locale_init (void)
{
  const char *directory = g_getenv ("TIENDO_LOCALE_DIR");

  if (!setlocale (LC_ALL, "") && !setlocale (LC_ALL, "C.UTF-8"))
    setlocale (LC_ALL, "C");
  /* In the plain C locale texts would be cut at the first Vietnamese letter. */
  if (!g_get_charset (NULL))
    setlocale (LC_CTYPE, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, directory ? directory : TD_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
