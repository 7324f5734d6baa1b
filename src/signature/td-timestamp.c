/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-timestamp.h"

#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/ts.h>

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "td-error.h"
#include "td-signer-private.h"

#define TD_TIMESTAMP_SECONDS 20
#define TD_TIMESTAMP_MAX_BYTES (256 * 1024)
#define TD_NONCE_SIZE 16

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TS_REQ, TS_REQ_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TS_RESP, TS_RESP_free)

static gboolean
td_timestamp_fail (const char *url, GError **error, const char *reason)
{
  td_error_set_at (error, TD_ERROR_FAILED, url, NULL,
                   _ ("The timestamp authority did not give a timestamp: %s"), reason);
  return FALSE;
}

/* The question: digest, a nonce that nobody can guess, and the wish for the certificate. */
static TS_REQ *
td_timestamp_ask (const guint8 *data, gsize length)
{
  TS_REQ *request = TS_REQ_new ();
  TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new ();
  X509_ALGOR *algorithm = X509_ALGOR_new ();
  ASN1_INTEGER *nonce = ASN1_INTEGER_new ();
  guint8 digest[EVP_MAX_MD_SIZE], random[TD_NONCE_SIZE];
  unsigned int size = 0;
  BIGNUM *number;
  gboolean done;

  RAND_bytes (random, sizeof random);
  random[0] = (random[0] & 0x7f) | 0x40;
  number = BN_bin2bn (random, sizeof random, NULL);
  EVP_Digest (data, length, digest, &size, EVP_sha256 (), NULL);
  done = X509_ALGOR_set0 (algorithm, OBJ_nid2obj (NID_sha256), V_ASN1_NULL, NULL) == 1 &&
         TS_MSG_IMPRINT_set_algo (imprint, algorithm) == 1 &&
         TS_MSG_IMPRINT_set_msg (imprint, digest, (int) size) == 1 &&
         TS_REQ_set_version (request, 1) == 1 && TS_REQ_set_msg_imprint (request, imprint) == 1 &&
         BN_to_ASN1_INTEGER (number, nonce) != NULL && TS_REQ_set_nonce (request, nonce) == 1 &&
         TS_REQ_set_cert_req (request, 1) == 1;
  BN_free (number);
  X509_ALGOR_free (algorithm);
  TS_MSG_IMPRINT_free (imprint);
  ASN1_INTEGER_free (nonce);
  if (!done)
    g_clear_pointer (&request, TS_REQ_free);
  return request;
}

static GBytes *
td_timestamp_post (const char *url, GBytes *question, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoupSession) session =
      soup_session_new_with_options ("timeout", TD_TIMESTAMP_SECONDS, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) reason = NULL;
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  guint8 chunk[4096];
  gssize n = 0;

  if (message == NULL)
    {
      td_error_set_at (error, TD_ERROR_USAGE, url, NULL,
                       _ ("This is not the address of a timestamp authority."));
      return NULL;
    }
  soup_message_set_request_body_from_bytes (message, "application/timestamp-query", question);
  stream = soup_session_send (session, message, cancellable, &reason);
  while (stream != NULL && answer->len <= TD_TIMESTAMP_MAX_BYTES &&
         (n = g_input_stream_read (stream, chunk, sizeof chunk, cancellable, &reason)) > 0)
    g_byte_array_append (answer, chunk, (guint) n);
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    td_error_set_at (error, TD_ERROR_CANCELLED, url, NULL, _ ("Signing was cancelled."));
  else if (reason != NULL)
    td_timestamp_fail (url, error, reason->message);
  else if (soup_message_get_status (message) != SOUP_STATUS_OK)
    td_timestamp_fail (url, error, soup_message_get_reason_phrase (message));
  else if (answer->len > TD_TIMESTAMP_MAX_BYTES)
    td_timestamp_fail (url, error, _ ("its answer is too long."));
  else
    return g_byte_array_free_to_bytes (g_steal_pointer (&answer));
  return NULL;
}

/* The answer is to the question: digest and nonce are ours, and the signature is good. Whether the
 * authority is to be trusted is for who verifies the document. */
static gboolean
td_timestamp_check (TS_REQ *request, TS_RESP *response)
{
  TS_VERIFY_CTX *context = TS_REQ_to_TS_VERIFY_CTX (request, NULL);
  PKCS7 *token = TS_RESP_get_token (response);
  BIO *content = NULL;
  gboolean good;

  TS_VERIFY_CTX_set_flags (context, TS_VFY_VERSION | TS_VFY_IMPRINT | TS_VFY_NONCE);
  good = TS_RESP_verify_response (context, response) == 1 && token != NULL;
  TS_VERIFY_CTX_free (context);
  if (!good)
    return FALSE;
  good = PKCS7_verify (token, NULL, NULL, NULL, content, PKCS7_NOVERIFY) == 1;
  return good;
}

/**
 * td_timestamp_fetch:
 * @url: of an RFC 3161 authority
 * @data: what is stamped
 * @length: of @data
 * @time: (out): what the authority says
 * @cancellable: (nullable): ends the waiting
 * @error: return location: %TD_ERROR_FAILED, %TD_ERROR_USAGE, %TD_ERROR_CANCELLED
 *
 * Returns: (nullable): the token in DER
 */
GBytes *
td_timestamp_fetch (const char *url,
                    const guint8 *data,
                    gsize length,
                    gint64 *time,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (TS_REQ) request = td_timestamp_ask (data, length);
  g_autoptr (TS_RESP) response = NULL;
  g_autoptr (GBytes) question = NULL, answer = NULL;
  guint8 *der = NULL;
  const guint8 *at;
  gsize answer_size;
  int size = request != NULL ? i2d_TS_REQ (request, &der) : -1;
  GBytes *token;

  if (size <= 0)
    {
      g_autofree char *reason = td_openssl_reason ();

      td_timestamp_fail (url, error, reason);
      return NULL;
    }
  question = g_bytes_new (der, (gsize) size);
  OPENSSL_free (der);
  answer = td_timestamp_post (url, question, cancellable, error);
  if (answer == NULL)
    return NULL;
  at = g_bytes_get_data (answer, &answer_size);
  response = d2i_TS_RESP (NULL, &at, (long) answer_size);
  if (response == NULL || !td_timestamp_check (request, response))
    {
      ERR_clear_error ();
      td_timestamp_fail (url, error, _ ("its answer does not fit the question."));
      return NULL;
    }
  *time = td_asn1_time (TS_TST_INFO_get_time (TS_RESP_get_tst_info (response)));
  der = NULL;
  size = i2d_PKCS7 (TS_RESP_get_token (response), &der);
  token = size > 0 ? g_bytes_new (der, (gsize) size) : NULL;
  OPENSSL_free (der);
  return token;
}
