/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-application.h"
#include "td-locale.h"

int
main (int argc, char **argv)
{
  g_autoptr (TdApplication) application = NULL;

  td_locale_init ();
  application = td_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
