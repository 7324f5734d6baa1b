/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-token.h"

#include <string.h>

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <unistd.h>

#include "td-error.h"
#include "td-program.h"
#include "td-signer-private.h"
#include "td-token-protocol.h"

/* A person needs time to find the token and to type a PIN on it. */
#define TD_TOKEN_SECONDS 180

/* The helper and its pipes */
typedef struct
{
  GSubprocess *process;
  GOutputStream *in;
  GInputStream *out;
} TdToken;

static void
td_token_free (gpointer data)
{
  TdToken *self = data;

  if (self == NULL)
    return;
  g_output_stream_close (self->in, NULL, NULL);
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdToken, td_token_free)

static gboolean
td_token_lost (GError **error)
{
  td_error_set_at (error, TD_ERROR_FAILED, NULL, NULL,
                   _ ("The module of the token does not answer. Take the token out, put it in "
                      "again and retry."));
  return FALSE;
}

/* Waits for the helper, no longer than a person would. */
static gboolean
td_token_read (TdToken *self, guint8 *data, gsize length, GCancellable *cancellable, GError **error)
{
  GPollFD fds[2] = { { g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (self->out)), G_IO_IN, 0 },
                     { -1, G_IO_IN, 0 } };
  gboolean watch = g_cancellable_make_pollfd (cancellable, &fds[1]);
  gint64 end = g_get_monotonic_time () + TD_TOKEN_SECONDS * G_USEC_PER_SEC;

  while (length > 0 && !g_cancellable_is_cancelled (cancellable))
    {
      gint64 left = (end - g_get_monotonic_time ()) / 1000;
      gssize n;

      if (left <= 0 || g_poll (fds, watch ? 2 : 1, (gint) left) < 0)
        break;
      if (fds[0].revents == 0)
        continue;
      n = read (fds[0].fd, data, length);
      if (n <= 0)
        break;
      data += n;
      length -= (gsize) n;
    }
  if (watch)
    g_cancellable_release_fd (cancellable);
  if (length == 0)
    return TRUE;
  if (!g_cancellable_is_cancelled (cancellable))
    return td_token_lost (error);
  td_error_set_at (error, TD_ERROR_CANCELLED, NULL, NULL, _ ("Signing was cancelled."));
  return FALSE;
}

static gboolean
td_token_send (TdToken *self, TdTokenFrame kind, gconstpointer data, gsize length, GError **error)
{
  guint8 head[5] = { (guint8) kind, (guint8) (length >> 24), (guint8) (length >> 16),
                     (guint8) (length >> 8), (guint8) length };

  if (g_output_stream_write_all (self->in, head, sizeof head, NULL, NULL, NULL) &&
      (length == 0 || g_output_stream_write_all (self->in, data, length, NULL, NULL, NULL)))
    return TRUE;
  return td_token_lost (error);
}

static gboolean
td_token_explain (const GByteArray *payload, GError **error)
{
  g_autofree char *words =
      payload->len > 1 ? g_utf8_make_valid ((const char *) payload->data + 1, payload->len - 1)
                       : g_strdup ("?");

  switch (payload->len > 0 ? payload->data[0] : TD_TOKEN_FAULT_OTHER)
    {
    case TD_TOKEN_FAULT_MODULE:
      td_error_set_at (error, TD_ERROR_FAILED, NULL, NULL,
                       _ ("The module of the token could not be loaded."));
      break;
    case TD_TOKEN_FAULT_ABSENT:
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                       _ ("The token or its key is not there. Is the token plugged in?"));
      break;
    case TD_TOKEN_FAULT_NO_PIN:
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL, _ ("The token asks for its PIN."));
      break;
    case TD_TOKEN_FAULT_PIN:
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL, _ ("The PIN is wrong."));
      break;
    case TD_TOKEN_FAULT_PIN_LOW:
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                       _ ("The PIN is wrong, and few tries are left before the token is locked."));
      break;
    case TD_TOKEN_FAULT_PIN_FINAL:
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                       _ ("The PIN is wrong. One try is left: another wrong PIN locks the token."));
      break;
    case TD_TOKEN_FAULT_LOCKED:
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                       _ ("The token is locked. Who issued it can unlock it."));
      break;
    case TD_TOKEN_FAULT_KEY:
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                       _ ("The token has no key of this name that can sign."));
      break;
    default:
      td_error_set_at (error, TD_ERROR_FAILED, NULL, NULL, _ ("The token reports a failure: %s"),
                       words);
      break;
    }
  return FALSE;
}

/* Parts go to @parts, each with its kind in front; ends with the answer to one request. */
static gboolean
td_token_receive (TdToken *self, GPtrArray *parts, GCancellable *cancellable, GError **error)
{
  for (guint n = 0; n < 1000; n++)
    {
      g_autoptr (GByteArray) payload = g_byte_array_new ();
      guint8 head[5];
      guint32 length;

      if (!td_token_read (self, head, sizeof head, cancellable, error))
        return FALSE;
      length = (guint32) head[1] << 24 | (guint32) head[2] << 16 | (guint32) head[3] << 8 | head[4];
      if (length > TD_TOKEN_MAX_FRAME)
        return td_token_lost (error);
      g_byte_array_set_size (payload, length);
      if (!td_token_read (self, payload->data, length, cancellable, error))
        return FALSE;
      if (head[0] == TD_TOKEN_DONE)
        return TRUE;
      if (head[0] == TD_TOKEN_FAILED)
        return td_token_explain (payload, error);
      g_ptr_array_add (parts, g_byte_array_free_to_bytes (g_steal_pointer (&payload)));
    }
  return td_token_lost (error);
}

static GPtrArray *
td_token_ask (TdToken *self,
              TdTokenFrame kind,
              gconstpointer data,
              gsize length,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  if (!td_token_send (self, kind, data, length, error) ||
      !td_token_receive (self, parts, cancellable, error))
    return NULL;
  return g_steal_pointer (&parts);
}

static TdToken *
td_token_start (const char *module, GCancellable *cancellable, GError **error)
{
  g_autofree char *helper = td_program_find ("token", TD_TOKEN_NAME);
  g_autoptr (TdToken) self = g_new0 (TdToken, 1);
  g_autoptr (GPtrArray) done = NULL;
  g_autoptr (GError) reason = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                    &reason, helper, NULL);
  if (self->process == NULL)
    {
      td_error_set_at (error, TD_ERROR_FAILED, NULL, NULL,
                       _ ("The program is not installed completely: %s"), reason->message);
      g_free (g_steal_pointer (&self));
      return NULL;
    }
  self->in = g_subprocess_get_stdin_pipe (self->process);
  self->out = g_subprocess_get_stdout_pipe (self->process);
  if (module == NULL)
    module = "";
  done = td_token_ask (self, TD_TOKEN_MODULE, module, strlen (module), cancellable, error);
  return done != NULL ? g_steal_pointer (&self) : NULL;
}

static X509 *
td_token_certificate (const guint8 *data, gsize length)
{
  const guint8 *at = data;

  return d2i_X509 (NULL, &at, (long) length);
}

static void
td_token_certificate_free (gpointer data)
{
  TdTokenCertificate *self = data;

  g_free (self->token);
  g_free (self->url);
  td_certificate_info_free (self->info);
  g_free (self);
}

/* flags, URL and label, each ended by a NUL, then the certificate */
static TdTokenCertificate *
td_token_read_entry (GBytes *part)
{
  gsize length, at = 0;
  const char *data = g_bytes_get_data (part, &length), *words[3];
  TdTokenCertificate *entry;
  guint64 flags;
  X509 *certificate;

  for (guint i = 0; i < 3; i++)
    {
      gsize n = strnlen (data + at, length - at);

      if (n == length - at)
        return NULL;
      words[i] = data + at;
      at += n + 1;
    }
  certificate = td_token_certificate ((const guint8 *) data + at, length - at);
  if (certificate == NULL)
    return NULL;
  flags = g_ascii_strtoull (words[0], NULL, 10);
  entry = g_new0 (TdTokenCertificate, 1);
  entry->url = g_utf8_make_valid (words[1], -1);
  entry->token = g_utf8_make_valid (words[2], -1);
  entry->info = td_certificate_info_new (certificate);
  entry->few_tries = (flags & TD_TOKEN_FEW_TRIES) != 0;
  entry->last_try = (flags & TD_TOKEN_LAST_TRY) != 0;
  entry->is_locked = (flags & TD_TOKEN_IS_LOCKED) != 0;
  entry->has_pin_pad = (flags & TD_TOKEN_PIN_PAD) != 0;
  X509_free (certificate);
  return entry;
}

/**
 * td_token_list:
 * @module: (nullable): path of the module; NULL: those the system has set up
 * @cancellable: (nullable): ends the waiting
 * @error: return location: %TD_ERROR_FAILED, %TD_ERROR_CANCELLED
 *
 * Returns: (nullable) (element-type TdTokenCertificate): the certificates of all tokens that are
 *   plugged in; no PIN is needed for that
 */
GPtrArray *
td_token_list (const char *module, GCancellable *cancellable, GError **error)
{
  g_autoptr (TdToken) token = td_token_start (module, cancellable, error);
  g_autoptr (GPtrArray) parts = NULL;
  GPtrArray *list;

  if (token == NULL ||
      (parts = td_token_ask (token, TD_TOKEN_LIST, NULL, 0, cancellable, error)) == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func (td_token_certificate_free);
  for (guint i = 0; i < parts->len; i++)
    {
      TdTokenCertificate *entry = td_token_read_entry (g_ptr_array_index (parts, i));

      if (entry != NULL)
        g_ptr_array_add (list, entry);
    }
  return list;
}

static GBytes *
td_token_sign (
    gpointer key, const guint8 *data, gsize length, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) parts = td_token_ask (key, TD_TOKEN_SIGN, data, length, cancellable, error);

  if (parts == NULL)
    return NULL;
  if (parts->len == 1)
    return g_bytes_ref (g_ptr_array_index (parts, 0));
  td_token_lost (error);
  return NULL;
}

/* "pkcs11:…?module-path=/…": the module may be named by the URL; a PIN may not: other programs can
 * read a command line. */
static gboolean
td_token_split_url (const char *url, char **bare, char **module, GError **error)
{
  g_auto (GStrv) halves = g_strsplit (url, "?", 2);
  g_auto (GStrv) query = g_strsplit (halves[1] != NULL ? halves[1] : "", "&", -1);

  if (!g_str_has_prefix (url, "pkcs11:") || strstr (url, "pin-value") != NULL ||
      strstr (url, "pin-source") != NULL)
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                       _ ("The address of the key begins with “pkcs11:” and holds no PIN."));
      return FALSE;
    }
  for (guint i = 0; query[i] != NULL; i++)
    if (g_str_has_prefix (query[i], "module-path="))
      *module = g_uri_unescape_string (query[i] + strlen ("module-path="), NULL);
  *bare = g_strdup (halves[0]);
  return TRUE;
}

/* URL, NUL, PIN in memory that is wiped at once */
static GPtrArray *
td_token_open (
    TdToken *token, const char *url, const TdSecret *pin, GCancellable *cancellable, GError **error)
{
  gsize size = strlen (url) + 1 + strlen (td_secret_peek (pin));
  char *payload = g_malloc (size + 1);
  GPtrArray *parts;

  memcpy (payload, url, strlen (url) + 1);
  memcpy (payload + strlen (url) + 1, td_secret_peek (pin), strlen (td_secret_peek (pin)) + 1);
  parts = td_token_ask (token, TD_TOKEN_OPEN, payload, size, cancellable, error);
  td_wipe (payload, size);
  g_free (payload);
  return parts;
}

/**
 * td_signer_new_token:
 * @module: (nullable): path of the module; NULL: the one the URL names, else those the system has
 *   set up
 * @url: RFC 7512, of the key or its certificate; without a PIN
 * @pin: (nullable): of the token; sent to it once
 * @cancellable: (nullable): ends the waiting
 * @error: return location: %TD_ERROR_REFUSED for a wrong PIN, a locked or absent token, in words
 *   that say how many tries are left as far as the token tells; %TD_ERROR_USAGE, %TD_ERROR_FAILED
 *
 * Returns: (nullable) (transfer full): the signer; the helper runs as long as it lives
 */
TdSigner *
td_signer_new_token (const char *module,
                     const char *url,
                     const TdSecret *pin,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *bare = NULL, *named = NULL;
  g_autoptr (TdToken) token = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  TdSigner *signer = NULL;

  if (!td_token_split_url (url, &bare, &named, error))
    return NULL;
  token = td_token_start (module != NULL ? module : named, cancellable, error);
  if (token == NULL || (parts = td_token_open (token, bare, pin, cancellable, error)) == NULL)
    return NULL;
  for (guint i = 0; i < parts->len; i++)
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (g_ptr_array_index (parts, i), &length);
      X509 *certificate = td_token_certificate (data, length);

      if (certificate == NULL)
        continue;
      if (signer == NULL)
        signer = td_signer_new (certificate, td_token_sign, NULL, td_token_free);
      else
        sk_X509_push (signer->chain, certificate);
    }
  if (signer != NULL)
    signer->key = g_steal_pointer (&token);
  else
    td_token_lost (error);
  return signer;
}
