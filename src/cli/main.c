/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

int
main (int argc, char **argv)
{
  return td_cli_main (argc, argv);
}
