/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Linked with every library that the programs load late; see meson.build. */

int
main (void)
{
  return 0;
}
