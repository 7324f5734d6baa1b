/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "td-sign.h"
#include "td-verify.h"

/* bench-sign PLAN.pdf LARGE.pdf KEY.p12 SECRET SIGNATURE.png SEAL.png ANCHOR.pem RUNS: processor
 * time of signing, sealing and verifying, one line "KEY MEDIAN-MILLISECONDS" for each. Runs in
 * tests/bench/bench-sign.py. */

typedef struct
{
  GBytes *pdf, *picture;
  TdSignRole role;
  TdSigner *signer;
  TdTrust *trust;
  GBytes *made;
  gboolean valid;
} Work;

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static GBytes *
load (const char *path)
{
  char *data;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, NULL))
    exit (2);
  return g_bytes_new_take (data, length);
}

static void
do_sign (Work *work)
{
  TdSignRequest request = { .role = work->role, .image = work->picture };
  g_autoptr (GError) error = NULL;
  g_autoptr (TdSignResult) result =
      td_sign (work->pdf, "bench.pdf", &request, work->signer, NULL, &error);

  if (result == NULL)
    {
      fprintf (stderr, "bench-sign: %s\n", error->message);
      exit (2);
    }
  g_clear_pointer (&work->made, g_bytes_unref);
  work->made = g_bytes_ref (result->pdf);
}

static void
do_verify (Work *work)
{
  g_autoptr (TdVerification) verification =
      td_verify (work->pdf, "bench.pdf", work->trust, NULL, NULL);

  if (verification == NULL || !verification->valid)
    exit (2);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
measure (const char *name, guint runs, void (*func) (Work *), Work *work)
{
  g_autofree double *times = g_new (double, runs);

  func (work);
  for (guint i = 0; i < runs; i++)
    {
      double start = now ();

      func (work);
      times[i] = now () - start;
    }
  qsort (times, runs, sizeof *times, compare);
  printf ("%s %.3f\n", name, times[runs / 2]);
}

int
main (int argc, char **argv)
{
  Work work = { 0 };
  g_autoptr (TdSecret) secret = NULL;
  g_autoptr (GBytes) large = NULL, signature = NULL, seal = NULL;
  guint runs;

  if (argc != 9)
    return 2;
  runs = (guint) atoi (argv[8]);
  secret = td_secret_new_from_file (argv[4], NULL);
  work.signer = td_signer_new_p12 (argv[3], secret, NULL);
  work.trust = td_trust_new ();
  if (work.signer == NULL || !td_trust_add_file (work.trust, argv[7], NULL))
    return 2;
  signature = load (argv[5]);
  seal = load (argv[6]);

  work.pdf = load (argv[1]);
  work.picture = signature;
  measure ("sign", runs, do_sign, &work);
  g_bytes_unref (work.pdf);
  work.pdf = g_steal_pointer (&work.made);
  work.role = TD_SIGN_ORGANISATION;
  work.picture = seal;
  measure ("seal", runs, do_sign, &work);
  g_bytes_unref (work.pdf);
  work.pdf = g_steal_pointer (&work.made);
  measure ("verify", runs, do_verify, &work);
  g_bytes_unref (work.pdf);

  work.pdf = load (argv[2]);
  work.picture = NULL;
  for (work.role = TD_SIGN_PERSON; work.role <= TD_SIGN_ORGANISATION; work.role++)
    {
      do_sign (&work);
      g_bytes_unref (work.pdf);
      work.pdf = g_steal_pointer (&work.made);
    }
  measure ("verify-large", MAX (runs / 4, 3), do_verify, &work);
  g_bytes_unref (work.pdf);
  td_trust_free (work.trust);
  td_signer_free (work.signer);
  return 0;
}
