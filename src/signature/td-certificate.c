/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <string.h>

#include "td-signer-private.h"

/**
 * td_openssl_reason:
 *
 * Returns: what OpenSSL says about the last failure of this thread; its queue is empty afterwards
 */
char *
td_openssl_reason (void)
{
  const char *reason = ERR_reason_error_string (ERR_peek_last_error ());
  char *text = g_strdup (reason != NULL ? reason : "?");

  ERR_clear_error ();
  return text;
}

/**
 * td_asn1_time:
 * @time: (nullable): a time
 *
 * Returns: seconds since 1970; 0 where it is none
 */
gint64
td_asn1_time (const ASN1_TIME *time)
{
  struct tm parts = { 0 };
  g_autoptr (GDateTime) moment = NULL;

  if (time == NULL || ASN1_TIME_to_tm (time, &parts) != 1)
    return 0;
  moment = g_date_time_new_utc (parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                                parts.tm_hour, parts.tm_min, parts.tm_sec);
  return moment != NULL ? g_date_time_to_unix (moment) : 0;
}

static char *
td_name_part (X509_NAME *name, int nid)
{
  int index = X509_NAME_get_index_by_NID (name, nid, -1);
  unsigned char *utf8 = NULL;
  int length;
  char *text;

  if (index < 0)
    return NULL;
  length =
      ASN1_STRING_to_UTF8 (&utf8, X509_NAME_ENTRY_get_data (X509_NAME_get_entry (name, index)));
  text = length > 0 ? g_utf8_make_valid ((const char *) utf8, length) : NULL;
  OPENSSL_free (utf8);
  return text;
}

static char *
td_name_line (X509_NAME *name)
{
  BIO *out = BIO_new (BIO_s_mem ());
  char *data = NULL, *text;
  long length;

  X509_NAME_print_ex (out, name, 0,
                      (XN_FLAG_ONELINE & ~(unsigned long) ASN1_STRFLGS_ESC_MSB) &
                          ~(unsigned long) XN_FLAG_SPC_EQ);
  length = BIO_get_mem_data (out, &data);
  text = g_utf8_make_valid (length > 0 ? data : "", length);
  BIO_free (out);
  return text;
}

/**
 * td_certificate_name:
 * @name: of a subject or an issuer
 *
 * Returns: its common name, else its organisation, else all of it
 */
char *
td_certificate_name (X509_NAME *name)
{
  char *text = td_name_part (name, NID_commonName);

  if (text == NULL)
    text = td_name_part (name, NID_organizationName);
  return text != NULL ? text : td_name_line (name);
}

static char *
td_certificate_key (X509 *certificate)
{
  EVP_PKEY *key = X509_get0_pubkey (certificate);
  char curve[64] = "";

  if (key == NULL)
    return g_strdup ("?");
  if (EVP_PKEY_get_base_id (key) == EVP_PKEY_EC &&
      EVP_PKEY_get_group_name (key, curve, sizeof curve, NULL) == 1)
    return g_strdup_printf ("EC %s", curve);
  return g_strdup_printf (
      "%s %d",
      EVP_PKEY_get_base_id (key) == EVP_PKEY_RSA ? "RSA" : OBJ_nid2sn (EVP_PKEY_get_base_id (key)),
      EVP_PKEY_get_bits (key));
}

static char *
td_hex (const guint8 *bytes, gsize length)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  return g_string_free (text, FALSE);
}

/**
 * td_certificate_info_new:
 * @certificate: a certificate
 *
 * Returns: (transfer full): what a person has to see of it
 */
TdCertificateInfo *
td_certificate_info_new (X509 *certificate)
{
  TdCertificateInfo *info = g_new0 (TdCertificateInfo, 1);
  const ASN1_INTEGER *serial = X509_get0_serialNumber (certificate);
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;

  info->subject = td_certificate_name (X509_get_subject_name (certificate));
  info->full_subject = td_name_line (X509_get_subject_name (certificate));
  info->issuer = td_certificate_name (X509_get_issuer_name (certificate));
  info->serial = td_hex (ASN1_STRING_get0_data (serial), (gsize) ASN1_STRING_length (serial));
  info->not_before = td_asn1_time (X509_get0_notBefore (certificate));
  info->not_after = td_asn1_time (X509_get0_notAfter (certificate));
  info->key = td_certificate_key (certificate);
  X509_digest (certificate, EVP_sha256 (), digest, &length);
  info->sha256 = td_hex (digest, length);
  return info;
}

void
td_certificate_info_free (TdCertificateInfo *info)
{
  if (info == NULL)
    return;
  g_free (info->subject);
  g_free (info->full_subject);
  g_free (info->issuer);
  g_free (info->serial);
  g_free (info->key);
  g_free (info->sha256);
  g_free (info);
}
