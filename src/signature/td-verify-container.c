/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <openssl/err.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "td-signer-private.h"
#include "td-verify-private.h"

/* 1.2.840.113549.1.7.1 and 1.2.840.113549.1.9.16.1.4 */
static const guint8 oid_data[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01 };
static const guint8 oid_tst[] = {
  0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04
};

/* Claims of a signer may be this far ahead of the clock here. */
#define TD_CLOCK_TOLERANCE 300

static gboolean
td_container_is (const TdContainer *container, const guint8 *oid, gsize length)
{
  return td_span_equal (container->content_type, (TdSpan){ oid, length });
}

/* Faults speak against any signature; oddities only against one of ours, which has none. */
static gboolean
td_verify_form (TdVerifyJob *job, const TdContainer *container)
{
  for (guint i = 0; i < container->faults->len; i++)
    td_verify_problem (job, g_ptr_array_index (container->faults, i));
  for (guint i = 0; i < container->oddities->len; i++)
    {
      if (job->is_ours)
        td_verify_problem (job, g_ptr_array_index (container->oddities, i));
      else
        td_verify_note (job, g_ptr_array_index (container->oddities, i));
    }
  return container->faults->len == 0 && !(job->is_ours && container->oddities->len > 0);
}

/* Digest, signature and the digest of the certificate */
static gboolean
td_verify_crypto (TdVerifyJob *job,
                  const TdContainer *container,
                  const guint8 *digest,
                  gsize length,
                  gboolean needs_id)
{
  if (!td_container_check_content (container, digest, length))
    {
      td_verify_problem (job, _ ("The document was changed after it was signed."));
      return FALSE;
    }
  if (container->signer == NULL)
    {
      td_verify_problem (job, _ ("The certificate of the signer is missing."));
      return FALSE;
    }
  if (!td_container_check_signature (container))
    {
      td_verify_problem (job, _ ("The signature is not one of the certificate that it names."));
      return FALSE;
    }
  if (container->certificate_id.data == NULL && container->certificate_id_v1.data == NULL)
    {
      if (needs_id)
        td_verify_problem (job, _ ("It does not bind the certificate of the signer."));
      else
        td_verify_note (job, _ ("It does not bind the certificate of the signer."));
      return !needs_id;
    }
  if (!td_container_check_certificate_id (container))
    {
      td_verify_problem (job, _ ("The certificate of the signer was exchanged."));
      return FALSE;
    }
  return TRUE;
}

/* RULE rfc3161-2.3: the certificate of an authority is for timestamps alone. */
static gboolean
td_verify_is_authority (X509 *certificate)
{
  EXTENDED_KEY_USAGE *usage = X509_get_ext_d2i (certificate, NID_ext_key_usage, NULL, NULL);
  gboolean good = usage != NULL && sk_ASN1_OBJECT_num (usage) == 1 &&
                  OBJ_obj2nid (sk_ASN1_OBJECT_value (usage, 0)) == NID_time_stamp;

  EXTENDED_KEY_USAGE_free (usage);
  return good;
}

/* Whether the token stamps @data; *time is what it says. */
static gboolean
td_verify_imprint (const TdContainer *token, const guint8 *data, gsize length, gint64 *time)
{
  const guint8 *at = token->content.data;
  TS_TST_INFO *info = d2i_TS_TST_INFO (NULL, &at, (long) token->content.length);
  gboolean good = FALSE;

  if (info != NULL)
    {
      TS_MSG_IMPRINT *imprint = TS_TST_INFO_get_msg_imprint (info);
      const ASN1_OCTET_STRING *message = TS_MSG_IMPRINT_get_msg (imprint);
      const ASN1_OBJECT *oid = NULL;
      const EVP_MD *digest;
      guint8 own[EVP_MAX_MD_SIZE];
      unsigned int size = 0;

      X509_ALGOR_get0 (&oid, NULL, NULL, TS_MSG_IMPRINT_get_algo (imprint));
      digest = EVP_get_digestbyobj (oid);
      *time = td_asn1_time (TS_TST_INFO_get_time (info));
      good =
          digest != NULL && EVP_MD_get_size (digest) >= 32 && *time > 0 &&
          EVP_Digest (data, length, own, &size, digest, NULL) == 1 &&
          td_span_equal ((TdSpan){ own, size }, (TdSpan){ ASN1_STRING_get0_data (message),
                                                          (gsize) ASN1_STRING_length (message) });
    }
  TS_TST_INFO_free (info);
  ERR_clear_error ();
  return good;
}

/* The certificates that came along and lie on no chain that could be verified could be anything. */
static gboolean
td_verify_bag (TdVerifyJob *job,
               TdTrust *trust,
               const TdContainer *container,
               const TdChain *chain,
               gint64 when)
{
  for (int i = 0; chain->trusted && i < sk_X509_num (container->certificates); i++)
    {
      X509 *certificate = sk_X509_value (container->certificates, i);
      g_autoptr (TdChain) own = NULL;

      if (td_chain_has (chain, certificate))
        continue;
      own = td_trust_check (trust, certificate, container->certificates, when);
      if (own->trusted)
        continue;
      if (!job->is_ours)
        {
          td_verify_note (job, _ ("It holds a certificate that leads to no trusted authority."));
          return TRUE;
        }
      td_verify_problem (job, _ ("It holds a certificate that leads to no trusted authority."));
      return FALSE;
    }
  return TRUE;
}

/* Timestamps are signed like documents; what they sign is inside. */
static gboolean
td_verify_token (
    TdVerifyJob *job, TdTrust *trust, const TdContainer *token, const guint8 *data, gsize length)
{
  const EVP_MD *digest = td_container_get_digest (token);
  guint8 own[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  g_autoptr (TdChain) chain = NULL;
  gint64 time = 0;

  if (!td_verify_form (job, token))
    return FALSE;
  if (digest == NULL || !token->has_content || !td_container_is (token, oid_tst, sizeof oid_tst) ||
      EVP_Digest (token->content.data, token->content.length, own, &size, digest, NULL) != 1 ||
      !td_container_check_content (token, own, size) || token->signer == NULL ||
      !td_container_check_signature (token) || !td_container_check_certificate_id (token) ||
      !td_verify_is_authority (token->signer) || !td_verify_imprint (token, data, length, &time))
    {
      td_verify_problem (job, _ ("The timestamp does not fit the signature."));
      return FALSE;
    }
  chain = td_trust_check (trust, token->signer, token->certificates, time);
  job->out->timestamp_certificate = td_certificate_info_new (token->signer);
  if (!chain->trusted)
    {
      td_verify_problem (job,
                         _ ("The timestamp comes from an authority that is not trusted here."));
      job->doubtful = TRUE;
      return !chain->broken;
    }
  job->out->timestamp = time;
  return td_verify_bag (job, trust, token, chain, time);
}

static gboolean
td_verify_timestamp (TdVerifyJob *job, TdTrust *trust, const TdContainer *container)
{
  g_autoptr (TdContainer) token = NULL;

  if (container->timestamp.data == NULL)
    return TRUE;
  token = td_container_read (container->timestamp.data, container->timestamp.length);
  if (token == NULL)
    {
      td_verify_problem (job, _ ("The timestamp is damaged."));
      return FALSE;
    }
  return td_verify_token (job, trust, token, container->signature.data,
                          container->signature.length);
}

/* The signer's certificate may sign, and leads to an authority that is trusted, at the time that is
 * known best. */
static gboolean
td_verify_signer (TdVerifyJob *job, TdTrust *trust, const TdContainer *container, gint64 now)
{
  guint32 usage = X509_get_key_usage (container->signer);
  gint64 when = job->out->timestamp > 0 ? job->out->timestamp
                : job->out->time > 0    ? job->out->time
                                        : now;
  g_autoptr (TdChain) chain =
      td_trust_check (trust, container->signer, container->certificates, when);

  for (int i = 0; i < sk_X509_num (chain->chain); i++)
    g_ptr_array_add (job->out->chain, td_certificate_info_new (sk_X509_value (chain->chain, i)));
  if (when > now + TD_CLOCK_TOLERANCE)
    {
      td_verify_problem (job, _ ("The time of signing lies in the future."));
      return FALSE;
    }
  if (usage != G_MAXUINT32 && (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0)
    {
      td_verify_problem (job, _ ("The certificate of the signer is not made for signing."));
      return FALSE;
    }
  if (job->out->timestamp == 0)
    td_verify_note (job, job->out->time > 0
                             ? _ ("The time of signing is what the signer says; no trusted "
                                  "authority confirms it.")
                             : _ ("The time of signing is not known."));
  job->out->revocation_checked = chain->revocation_checked;
  job->out->trusted = chain->trusted && !job->doubtful;
  if (!chain->trusted)
    {
      td_verify_problem (job, chain->problem);
      return !chain->broken;
    }
  return td_verify_bag (job, trust, container, chain, when);
}

static gboolean
td_verify_document_timestamp (TdVerifyJob *job,
                              TdPrefixDigest *prefix,
                              TdTrust *trust,
                              const TdContainer *token)
{
  const TdPdfFile *file = job->view.file;
  g_autoptr (GByteArray) covered = g_byte_array_new ();
  gboolean good;

  (void) prefix;
  g_byte_array_append (covered, file->data, (guint) job->gap_start);
  g_byte_array_append (covered, file->data + job->gap_end, (guint) (job->end - job->gap_end));
  good = td_verify_token (job, trust, token, covered->data, covered->len);
  if (token->signer != NULL)
    job->out->certificate = td_certificate_info_new (token->signer);
  job->out->trusted = good && job->out->timestamp > 0;
  if (good && !job->out->trusted)
    td_verify_problem (job, _ ("No authority that is trusted here stands behind the timestamp."));
  return good;
}

/**
 * td_verify_container:
 * @job: a signature whose range is known
 * @prefix: what was digested of this file already
 * @trust: whom to believe
 * @now: seconds since 1970
 *
 * Looks at form, cryptography, certificate, chain and timestamp.
 *
 * Returns: whether nothing speaks against the signature
 */
gboolean
td_verify_container (TdVerifyJob *job, TdPrefixDigest *prefix, TdTrust *trust, gint64 now)
{
  g_autoptr (TdContainer) container = td_container_read (job->contents->data, job->contents->len);
  const EVP_MD *digest = container != NULL ? td_container_get_digest (container) : NULL;
  gboolean cades = g_strcmp0 (job->out->subfilter, "ETSI.CAdES.detached") == 0;
  guint8 own[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  gboolean form, stamp;

  if (container == NULL || digest == NULL)
    {
      td_verify_problem (job, container == NULL
                                  ? _ ("The container of the signature cannot be read.")
                                  : _ ("It rests on a digest that is unknown or can be forged."));
      return FALSE;
    }
  if (job->out->is_document_timestamp)
    return td_verify_document_timestamp (job, prefix, trust, container);
  form = td_verify_form (job, container);
  if (container->signer != NULL)
    job->out->certificate = td_certificate_info_new (container->signer);
  if (container->has_content || !td_container_is (container, oid_data, sizeof oid_data))
    {
      td_verify_problem (job, _ ("It signs something else than this document."));
      return FALSE;
    }
  td_verify_digest (job, prefix, digest, own, &size);
  if (!td_verify_crypto (job, container, own, size, cades))
    return FALSE;
  if (cades && container->has_signing_time)
    td_verify_note (job, _ ("It holds a time of signing where PAdES allows none."));
  stamp = td_verify_timestamp (job, trust, container);
  return td_verify_signer (job, trust, container, now) && form && stamp;
}
