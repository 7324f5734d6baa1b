/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "td-application.h"
#include "td-locale.h"

/* A page may still be drawn on another thread, and nothing can stop that; the libraries it is drawn
 * with must not be torn down meanwhile. */
static void
leave (int status)
{
  fflush (NULL);
#ifdef __SANITIZE_ADDRESS__
  exit (status); /* leaks are looked for at the end */
#else
  quick_exit (status);
#endif
}

int
main (int argc, char **argv)
{
  TdApplication *application;
  int status;

  td_locale_init ();
  application = td_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  g_object_unref (application);
  leave (status);
}
