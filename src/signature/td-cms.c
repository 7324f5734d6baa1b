/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cms.h"

#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/pkcs7.h>
#include <openssl/x509v3.h>

#include <glib/gi18n-lib.h>

#include "td-error.h"
#include "td-signer-private.h"
#include "td-timestamp.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PKCS7, PKCS7_free)

static gboolean
td_cms_fail (GError **error)
{
  g_autofree char *reason = td_openssl_reason ();

  td_error_set_at (error, TD_ERROR_FAILED, NULL, NULL, _ ("The signature could not be made: %s"),
                   reason);
  return FALSE;
}

/**
 * td_cms_estimate:
 * @signer: who signs
 * @timestamp: whether a timestamp goes with it
 *
 * Returns: how many bytes to leave free for the signature
 */
gsize
td_cms_estimate (const TdSigner *signer, gboolean timestamp)
{
  gsize size = 2048 + (timestamp ? 8192 : 0);

  size += (gsize) MAX (i2d_X509 (signer->certificate, NULL), 0);
  for (int i = 0; i < sk_X509_num (signer->chain); i++)
    size += (gsize) MAX (i2d_X509 (sk_X509_value (signer->chain, i), NULL), 0);
  return (size + 1023) / 1024 * 1024;
}

/* The authorities above the signer, in order; the root is not sent. */
static gboolean
td_cms_add_chain (PKCS7 *cms, const TdSigner *signer)
{
  X509 *below = signer->certificate;

  if (PKCS7_add_certificate (cms, signer->certificate) != 1)
    return FALSE;
  for (int depth = 0; depth < 8; depth++)
    {
      X509 *above = NULL;

      for (int i = 0; i < sk_X509_num (signer->chain) && above == NULL; i++)
        if (X509_check_issued (sk_X509_value (signer->chain, i), below) == X509_V_OK)
          above = sk_X509_value (signer->chain, i);
      if (above == NULL || X509_self_signed (above, 0) == 1)
        return TRUE;
      if (PKCS7_add_certificate (cms, above) != 1)
        return FALSE;
      below = above;
    }
  return TRUE;
}

static gboolean
td_cms_add_certificate_id (PKCS7_SIGNER_INFO *info, X509 *certificate)
{
  ESS_SIGNING_CERT_V2 *id = OSSL_ESS_signing_cert_v2_new_init (EVP_sha256 (), certificate, NULL, 1);
  ASN1_STRING *value = ASN1_STRING_new ();
  guint8 *der = NULL;
  int length = id != NULL ? i2d_ESS_SIGNING_CERT_V2 (id, &der) : -1;
  gboolean done = length > 0 && ASN1_STRING_set (value, der, length) == 1 &&
                  PKCS7_add_signed_attribute (info, NID_id_smime_aa_signingCertificateV2,
                                              V_ASN1_SEQUENCE, value) == 1;

  if (!done)
    ASN1_STRING_free (value);
  OPENSSL_free (der);
  ESS_SIGNING_CERT_V2_free (id);
  return done;
}

/* Everything but the signature. PKCS7_dataFinal() is not used: it would add a time of signing,
 * which PAdES forbids. */
static PKCS7_SIGNER_INFO *
td_cms_begin (PKCS7 *cms, const TdSigner *signer, const guint8 *digest)
{
  PKCS7_SIGNER_INFO *info = PKCS7_SIGNER_INFO_new ();

  if (PKCS7_set_type (cms, NID_pkcs7_signed) == 1 && PKCS7_content_new (cms, NID_pkcs7_data) == 1 &&
      PKCS7_set_detached (cms, 1) == 1 &&
      PKCS7_SIGNER_INFO_set (info, signer->certificate, X509_get0_pubkey (signer->certificate),
                             EVP_sha256 ()) == 1 &&
      PKCS7_add_attrib_content_type (info, NULL) == 1 &&
      PKCS7_add1_attrib_digest (info, digest, TD_DIGEST_SIZE) == 1 &&
      td_cms_add_certificate_id (info, signer->certificate) && PKCS7_add_signer (cms, info) == 1)
    return td_cms_add_chain (cms, signer) ? info : NULL;
  PKCS7_SIGNER_INFO_free (info);
  return NULL;
}

/* What is signed are the attributes; the same call puts them into the order of DER. */
static GBytes *
td_cms_sign_attributes (PKCS7_SIGNER_INFO *info,
                        TdSigner *signer,
                        GCancellable *cancellable,
                        GError **error)
{
  guint8 *der = NULL;
  int length =
      ASN1_item_i2d ((ASN1_VALUE *) info->auth_attr, &der, ASN1_ITEM_rptr (PKCS7_ATTR_SIGN));
  GBytes *signature = NULL;

  if (length > 0)
    signature = signer->sign (signer->key, der, (gsize) length, cancellable, error);
  else
    td_cms_fail (error);
  OPENSSL_free (der);
  return signature;
}

/* A key that does not belong to the certificate would make a signature nobody can verify. */
static gboolean
td_cms_check_signature (PKCS7_SIGNER_INFO *info,
                        TdSigner *signer,
                        GBytes *signature,
                        GError **error)
{
  EVP_MD_CTX *md = EVP_MD_CTX_new ();
  guint8 *der = NULL;
  int length =
      ASN1_item_i2d ((ASN1_VALUE *) info->auth_attr, &der, ASN1_ITEM_rptr (PKCS7_ATTR_SIGN));
  gsize size;
  const guint8 *bytes = g_bytes_get_data (signature, &size);
  gboolean good = length > 0 &&
                  EVP_DigestVerifyInit (md, NULL, EVP_sha256 (), NULL,
                                        X509_get0_pubkey (signer->certificate)) == 1 &&
                  EVP_DigestVerify (md, bytes, size, der, (gsize) length) == 1;

  EVP_MD_CTX_free (md);
  OPENSSL_free (der);
  ERR_clear_error ();
  if (!good)
    td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                     _ ("The private key does not belong to the certificate of “%s”."),
                     signer->info->subject);
  return good;
}

static gboolean
td_cms_add_timestamp (PKCS7_SIGNER_INFO *info,
                      GBytes *signature,
                      const char *tsa,
                      gint64 *timestamp,
                      GCancellable *cancellable,
                      GError **error)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (signature, &size);
  g_autoptr (GBytes) token = td_timestamp_fetch (tsa, bytes, size, timestamp, cancellable, error);
  ASN1_STRING *value;

  if (token == NULL)
    return FALSE;
  value = ASN1_STRING_new ();
  bytes = g_bytes_get_data (token, &size);
  if (ASN1_STRING_set (value, bytes, (int) size) == 1 &&
      PKCS7_add_attribute (info, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE, value) == 1)
    return TRUE;
  ASN1_STRING_free (value);
  return td_cms_fail (error);
}

/**
 * td_cms_sign:
 * @signer: who signs
 * @digest: SHA-256 of what is signed
 * @tsa: (nullable): address of a timestamp authority
 * @timestamp: (out): its time; 0 without one
 * @cancellable: (nullable): ends the waiting for it or for the token
 * @error: return location
 *
 * Returns: (nullable): the CMS in DER
 */
GBytes *
td_cms_sign (TdSigner *signer,
             const guint8 digest[TD_DIGEST_SIZE],
             const char *tsa,
             gint64 *timestamp,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (PKCS7) cms = PKCS7_new ();
  PKCS7_SIGNER_INFO *info = td_cms_begin (cms, signer, digest);
  g_autoptr (GBytes) signature = NULL;
  guint8 *der = NULL;
  GBytes *result;
  gsize size;
  int length;

  *timestamp = 0;
  if (info == NULL)
    {
      td_cms_fail (error);
      return NULL;
    }
  signature = td_cms_sign_attributes (info, signer, cancellable, error);
  if (signature == NULL || !td_cms_check_signature (info, signer, signature, error))
    return NULL;
  if (tsa != NULL && !td_cms_add_timestamp (info, signature, tsa, timestamp, cancellable, error))
    return NULL;
  if (ASN1_STRING_set (info->enc_digest, g_bytes_get_data (signature, &size),
                       (int) g_bytes_get_size (signature)) != 1)
    return NULL;
  length = i2d_PKCS7 (cms, &der);
  if (length <= 0)
    {
      td_cms_fail (error);
      return NULL;
    }
  result = g_bytes_new (der, (gsize) length);
  OPENSSL_free (der);
  return result;
}
