/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>

#include <glib/gi18n-lib.h>

#include "td-error.h"
#include "td-signer-private.h"

/* A file of a key with its certificates is a few kilobytes. */
#define TD_P12_MAX (4 * 1024 * 1024)

/* A library context of its own: files of older programs need ciphers that nothing else may use. */
typedef struct
{
  OSSL_LIB_CTX *context;
  OSSL_PROVIDER *present, *legacy;
  EVP_PKEY *key;
} TdP12Key;

static TdP12Key *
td_p12_key_new (void)
{
  TdP12Key *self = g_new0 (TdP12Key, 1);

  self->context = OSSL_LIB_CTX_new ();
  self->present = OSSL_PROVIDER_load (self->context, "default");
  self->legacy = OSSL_PROVIDER_load (self->context, "legacy");
  ERR_clear_error ();
  return self;
}

static void
td_p12_key_free (gpointer data)
{
  TdP12Key *self = data;

  EVP_PKEY_free (self->key);
  if (self->legacy != NULL)
    OSSL_PROVIDER_unload (self->legacy);
  if (self->present != NULL)
    OSSL_PROVIDER_unload (self->present);
  OSSL_LIB_CTX_free (self->context);
  g_free (self);
}

static GBytes *
td_p12_sign (
    gpointer data, const guint8 *bytes, gsize length, GCancellable *cancellable, GError **error)
{
  TdP12Key *self = data;
  EVP_MD_CTX *md = EVP_MD_CTX_new ();
  guint8 *signature = NULL;
  gsize size = 0;

  if (EVP_DigestSignInit_ex (md, NULL, "SHA256", self->context, NULL, self->key, NULL) == 1 &&
      EVP_DigestSign (md, NULL, &size, bytes, length) == 1)
    {
      signature = g_malloc (size);
      if (EVP_DigestSign (md, signature, &size, bytes, length) != 1)
        g_clear_pointer (&signature, g_free);
    }
  EVP_MD_CTX_free (md);
  if (signature == NULL)
    {
      g_autofree char *reason = td_openssl_reason ();

      td_error_set_at (error, TD_ERROR_FAILED, NULL, NULL,
                       _ ("The key could not make a signature: %s"), reason);
      return NULL;
    }
  return g_bytes_new_take (signature, size);
}

static PKCS12 *
td_p12_read (const char *path, TdP12Key *key, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *data = NULL;
  const guint8 *at;
  PKCS12 *p12;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, &reason))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, path, NULL, _ ("The file cannot be read: %s"),
                       reason->message);
      return NULL;
    }
  at = (const guint8 *) data;
  p12 = PKCS12_init_ex (NID_pkcs7_data, key->context, NULL);
  if (length > TD_P12_MAX || d2i_PKCS12 (&p12, &at, (long) length) == NULL)
    {
      ERR_clear_error ();
      td_error_set_at (error, TD_ERROR_BAD_INPUT, path, NULL,
                       _ ("The file is not a PKCS#12 file (.p12, .pfx)."));
      return NULL;
    }
  return p12;
}

/* Files made without a password have none or an empty one. */
static gboolean
td_p12_verify (PKCS12 *p12, const char *password)
{
  return PKCS12_verify_mac (p12, password, -1) == 1 ||
         (*password == '\0' && PKCS12_verify_mac (p12, NULL, 0) == 1);
}

/**
 * td_signer_new_p12:
 * @path: a PKCS#12 file
 * @password: (nullable): of the file
 * @error: return location: %TD_ERROR_BAD_INPUT for a file that is none, %TD_ERROR_REFUSED for a
 *   wrong password or a file without a key
 *
 * Returns: (nullable) (transfer full): the signer
 */
TdSigner *
td_signer_new_p12 (const char *path, const TdSecret *password, GError **error)
{
  TdP12Key *key = td_p12_key_new ();
  PKCS12 *p12 = td_p12_read (path, key, error);
  STACK_OF (X509) *others = NULL;
  X509 *certificate = NULL;
  TdSigner *self;

  if (p12 == NULL)
    {
      td_p12_key_free (key);
      return NULL;
    }
  if (PKCS12_mac_present (p12) && !td_p12_verify (p12, td_secret_peek (password)))
    td_error_set_at (error, TD_ERROR_REFUSED, path, NULL, _ ("The password is wrong."));
  else if (PKCS12_parse (p12, td_secret_peek (password), &key->key, &certificate, &others) != 1 ||
           key->key == NULL || certificate == NULL)
    td_error_set_at (error, TD_ERROR_REFUSED, path, NULL,
                     _ ("The file has no private key with its certificate."));
  PKCS12_free (p12);
  ERR_clear_error ();
  if (key->key == NULL || certificate == NULL)
    {
      X509_free (certificate);
      sk_X509_pop_free (others, X509_free);
      td_p12_key_free (key);
      return NULL;
    }
  self = td_signer_new (certificate, td_p12_sign, key, td_p12_key_free);
  while (others != NULL && sk_X509_num (others) > 0)
    sk_X509_push (self->chain, sk_X509_shift (others));
  sk_X509_free (others);
  return self;
}
