/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "td-verify.h"

/* flip-bits FILE ANCHOR STRIDE [FIRST [END]]: verifies FILE again and again, each time with one bit
 * changed, at every STRIDE-th bit of the bytes from FIRST up to END. Prints each place where the
 * verdict stays, at the end how many were tried. */

static gboolean
still_valid (guint8 *data, gsize length, TdTrust *trust)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, length);
  g_autoptr (TdVerification) verification = td_verify (bytes, NULL, trust, NULL, NULL);

  return verification != NULL && verification->valid;
}

int
main (int argc, char **argv)
{
  g_autoptr (TdTrust) trust = td_trust_new ();
  g_autofree char *data = NULL;
  gsize length, first, end, stride;
  guint64 tried = 0, kept = 0;

  if (argc < 4 || !g_file_get_contents (argv[1], &data, &length, NULL) ||
      !td_trust_add_file (trust, argv[2], NULL) || !still_valid ((guint8 *) data, length, trust))
    {
      fprintf (stderr, "flip-bits: no valid file to begin with\n");
      return 2;
    }
  stride = strtoul (argv[3], NULL, 10);
  first = argc > 4 ? strtoul (argv[4], NULL, 10) : 0;
  end = argc > 5 ? strtoul (argv[5], NULL, 10) : length;
  for (gsize bit = first * 8; bit < end * 8; bit += stride, tried++)
    {
      data[bit / 8] = (char) (data[bit / 8] ^ 1 << bit % 8);
      if (still_valid ((guint8 *) data, length, trust))
        {
          printf ("byte %" G_GSIZE_FORMAT " bit %d\n", bit / 8, (int) (bit % 8));
          kept++;
        }
      data[bit / 8] = (char) (data[bit / 8] ^ 1 << bit % 8);
    }
  printf ("tried %" G_GUINT64_FORMAT " kept %" G_GUINT64_FORMAT "\n", tried, kept);
  return kept == 0 ? 0 : 1;
}
