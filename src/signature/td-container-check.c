/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/rsa.h>
#include <string.h>

#include "td-container.h"

/**
 * td_container_get_digest:
 * @self: a container
 *
 * Returns: (nullable): the digest it rests on; NULL for one that is not known or, like SHA-1 and
 *   MD5, can be forged
 */
const EVP_MD *
td_container_get_digest (const TdContainer *self)
{
  const guint8 *at = self->digest_algorithm.data;
  X509_ALGOR *id = d2i_X509_ALGOR (NULL, &at, (long) self->digest_algorithm.length);
  const ASN1_OBJECT *oid = NULL;
  const EVP_MD *digest = NULL;
  int kind = V_ASN1_UNDEF;

  if (id != NULL)
    {
      X509_ALGOR_get0 (&oid, &kind, NULL, id);
      switch (kind == V_ASN1_NULL || kind == V_ASN1_UNDEF ? OBJ_obj2nid (oid) : NID_undef)
        {
        case NID_sha256:
          digest = EVP_sha256 ();
          break;
        case NID_sha384:
          digest = EVP_sha384 ();
          break;
        case NID_sha512:
          digest = EVP_sha512 ();
          break;
        default:
          break;
        }
    }
  X509_ALGOR_free (id);
  ERR_clear_error ();
  return digest;
}

/**
 * td_container_check_content:
 * @self: a container
 * @digest: of what was signed
 * @length: of @digest
 *
 * Returns: whether the signer signed this digest
 */
gboolean
td_container_check_content (const TdContainer *self, const guint8 *digest, gsize length)
{
  TdSpan rest = self->message_digest;
  TdDer value;

  return td_der_next (&rest, &value) && td_span_equal (value.content, (TdSpan){ digest, length });
}

static gboolean
td_container_use_pss (EVP_PKEY_CTX *key, const X509_ALGOR *algorithm, const EVP_MD *digest)
{
  const ASN1_TYPE *parameter = algorithm->parameter;
  const guint8 *at;
  RSA_PSS_PARAMS *pss;
  long salt;
  gboolean good;

  if (parameter == NULL || parameter->type != V_ASN1_SEQUENCE)
    return FALSE;
  at = parameter->value.sequence->data;
  pss = d2i_RSA_PSS_PARAMS (NULL, &at, parameter->value.sequence->length);
  if (pss == NULL)
    return FALSE;
  salt = pss->saltLength != NULL ? ASN1_INTEGER_get (pss->saltLength) : 20;
  good = pss->hashAlgorithm != NULL &&
         OBJ_obj2nid (pss->hashAlgorithm->algorithm) == EVP_MD_get_type (digest) && salt >= 0 &&
         salt <= 512 && EVP_PKEY_CTX_set_rsa_padding (key, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen (key, (int) salt) == 1 &&
         EVP_PKEY_CTX_set_rsa_mgf1_md (key, digest) == 1;
  RSA_PSS_PARAMS_free (pss);
  return good;
}

/* The algorithm that is named is the one of the key, in the one form it is written in. */
static gboolean
td_container_fits_key (const X509_ALGOR *algorithm, EVP_PKEY *public_key, const EVP_MD *digest)
{
  int nid = OBJ_obj2nid (algorithm->algorithm), hash = NID_undef, kind = NID_undef;
  int parameter = algorithm->parameter != NULL ? algorithm->parameter->type : V_ASN1_UNDEF;

  switch (EVP_PKEY_get_base_id (public_key))
    {
    case EVP_PKEY_RSA:
      if (nid == NID_rsaEncryption)
        return parameter == V_ASN1_NULL;
      if (nid == NID_rsassaPss)
        return TRUE;
      return OBJ_find_sigid_algs (nid, &hash, &kind) == 1 && kind == NID_rsaEncryption &&
             hash == EVP_MD_get_type (digest) && parameter == V_ASN1_NULL;
    case EVP_PKEY_EC:
      return OBJ_find_sigid_algs (nid, &hash, &kind) == 1 && kind == NID_X9_62_id_ecPublicKey &&
             hash == EVP_MD_get_type (digest) && parameter == V_ASN1_UNDEF;
    default:
      return FALSE;
    }
}

static gboolean
td_container_verify (const TdContainer *self,
                     EVP_MD_CTX *md,
                     const EVP_MD *digest,
                     X509_ALGOR *algorithm)
{
  static const guint8 set_of = TD_DER_SET;
  EVP_PKEY *public_key = X509_get0_pubkey (self->signer);
  EVP_PKEY_CTX *key = NULL;

  if (public_key == NULL || !td_container_fits_key (algorithm, public_key, digest) ||
      EVP_DigestVerifyInit (md, &key, digest, NULL, public_key) != 1)
    return FALSE;
  if (OBJ_obj2nid (algorithm->algorithm) == NID_rsassaPss &&
      !td_container_use_pss (key, algorithm, digest))
    return FALSE;
  /* What is signed has the tag of a SET, not that of its place (RFC 5652, 5.4). */
  return EVP_DigestVerifyUpdate (md, &set_of, 1) == 1 &&
         EVP_DigestVerifyUpdate (md, self->signed_attributes.data + 1,
                                 self->signed_attributes.length - 1) == 1 &&
         EVP_DigestVerifyFinal (md, self->signature.data, self->signature.length) == 1;
}

/**
 * td_container_check_signature:
 * @self: a container with a signer
 *
 * Returns: whether the signer's key made the signature of the signed attributes
 */
gboolean
td_container_check_signature (const TdContainer *self)
{
  const EVP_MD *digest = td_container_get_digest (self);
  const guint8 *at = self->signature_algorithm.data;
  X509_ALGOR *algorithm = d2i_X509_ALGOR (NULL, &at, (long) self->signature_algorithm.length);
  EVP_MD_CTX *md = EVP_MD_CTX_new ();
  gboolean good = self->signer != NULL && digest != NULL && algorithm != NULL &&
                  td_container_verify (self, md, digest, algorithm);

  EVP_MD_CTX_free (md);
  X509_ALGOR_free (algorithm);
  ERR_clear_error ();
  return good;
}

/**
 * td_container_check_certificate_id:
 * @self: a container with a signer
 *
 * Returns: whether the signed attribute names the signer's certificate by its digest
 */
gboolean
td_container_check_certificate_id (const TdContainer *self)
{
  STACK_OF (X509) *signer = sk_X509_new_null ();
  ESS_SIGNING_CERT_V2 *second = NULL;
  ESS_SIGNING_CERT *first = NULL;
  const guint8 *at;
  gboolean good;

  if (self->certificate_id.data != NULL)
    {
      at = self->certificate_id.data;
      second = d2i_ESS_SIGNING_CERT_V2 (NULL, &at, (long) self->certificate_id.length);
    }
  else if (self->certificate_id_v1.data != NULL)
    {
      at = self->certificate_id_v1.data;
      first = d2i_ESS_SIGNING_CERT (NULL, &at, (long) self->certificate_id_v1.length);
    }
  sk_X509_push (signer, self->signer);
  good = self->signer != NULL && (first != NULL || second != NULL) &&
         OSSL_ESS_check_signing_certs (first, second, signer, 1) == 1;
  sk_X509_free (signer);
  ESS_SIGNING_CERT_V2_free (second);
  ESS_SIGNING_CERT_free (first);
  ERR_clear_error ();
  return good;
}
