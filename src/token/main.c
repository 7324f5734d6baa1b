/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gnutls/gnutls.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "td-token-frames.h"
#include "td-token-module.h"

/* Modules of tokens are made by others and run inside who loads them: here they can neither take
 * the program down nor read its memory, and a device that waits for a PIN blocks nothing. Requests
 * come on standard input, answers go to standard output. */

static gboolean
answer (TdTokenModule *module, int code)
{
  g_autoptr (GString) words = NULL;

  if (code >= 0)
    return td_frame_write (TD_TOKEN_DONE, NULL, 0);
  words = g_string_new (NULL);
  g_string_append_c (words, (char) td_token_fault (module, code));
  g_string_append (words, gnutls_strerror (code));
  return td_frame_write (TD_TOKEN_FAILED, words->str, words->len);
}

static int
open_key (TdTokenModule *module, GByteArray *payload)
{
  const char *url = (const char *) payload->data;
  gsize length = strnlen (url, payload->len);
  int code;

  if (length + 1 >= payload->len)
    return GNUTLS_E_INVALID_REQUEST;
  /* behind the payload the caller put a NUL */
  code = td_token_module_open (module, url, url + length + 1);
  explicit_bzero (payload->data, payload->len);
  return code;
}

static int
serve (TdTokenModule *module, guint8 kind, GByteArray *payload)
{
  static const guint8 end = 0;

  g_byte_array_append (payload, &end, 1);
  switch (kind)
    {
    case TD_TOKEN_MODULE:
      return td_token_module_load (module, (const char *) payload->data);
    case TD_TOKEN_LIST:
      return td_token_module_list (module);
    case TD_TOKEN_OPEN:
      return open_key (module, payload);
    case TD_TOKEN_SIGN:
      return td_token_module_sign (module, payload->data, payload->len - 1);
    default:
      return GNUTLS_E_INVALID_REQUEST;
    }
}

/* Modules write to standard output what they like: the answers go elsewhere. */
static void
protect (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
  prctl (PR_SET_DUMPABLE, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  signal (SIGPIPE, SIG_IGN);
}

int
main (int argc, char **argv)
{
  g_autoptr (GByteArray) payload = g_byte_array_sized_new (4096);
  TdTokenModule *module;
  guint8 kind;

  (void) argv;
  if (argc != 1)
    return 2;
  protect ();
  module = td_token_module_new ();
  while (td_frame_read (&kind, payload) && answer (module, serve (module, kind, payload)))
    explicit_bzero (payload->data, payload->len);
  td_token_module_free (module);
  /* What modules do when a process ends crashes in some; nothing is left to be done. */
  _exit (0);
}
