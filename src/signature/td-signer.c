/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <glib/gi18n-lib.h>

#include "td-error.h"
#include "td-signer-private.h"

/**
 * td_signer_new: (skip)
 * @certificate: (transfer full): of the key
 * @sign: makes a signature
 * @key: for @sign
 * @free_key: frees @key
 *
 * Returns: (transfer full): a signer without a chain
 */
TdSigner *
td_signer_new (X509 *certificate, TdSignFunc sign, gpointer key, GDestroyNotify free_key)
{
  TdSigner *self = g_new0 (TdSigner, 1);

  self->certificate = certificate;
  self->chain = sk_X509_new_null ();
  self->info = td_certificate_info_new (certificate);
  self->sign = sign;
  self->key = key;
  self->free_key = free_key;
  return self;
}

void
td_signer_free (TdSigner *self)
{
  if (self == NULL)
    return;
  X509_free (self->certificate);
  sk_X509_pop_free (self->chain, X509_free);
  td_certificate_info_free (self->info);
  self->free_key (self->key);
  g_free (self);
}

/**
 * td_signer_get_certificate:
 * @self: a signer
 *
 * Returns: (transfer none): what a person has to see before signing
 */
const TdCertificateInfo *
td_signer_get_certificate (const TdSigner *self)
{
  return self->info;
}

/**
 * td_signer_add_chain:
 * @self: a signer
 * @path: certificates in PEM; tokens often lack those of the authorities between
 * @error: return location: %TD_ERROR_BAD_INPUT
 *
 * Returns: whether the file could be read
 */
gboolean
td_signer_add_chain (TdSigner *self, const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *text = NULL;
  X509 *certificate;
  gsize length;
  guint n = 0;
  BIO *in;

  if (!g_file_get_contents (path, &text, &length, &reason))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, path, NULL, _ ("The file cannot be read: %s"),
                       reason->message);
      return FALSE;
    }
  in = BIO_new_mem_buf (text, (int) length);
  for (; (certificate = PEM_read_bio_X509 (in, NULL, NULL, NULL)) != NULL; n++)
    sk_X509_push (self->chain, certificate);
  BIO_free (in);
  ERR_clear_error ();
  if (n > 0)
    return TRUE;
  td_error_set_at (error, TD_ERROR_BAD_INPUT, path, NULL,
                   _ ("The file has no certificate in PEM form."));
  return FALSE;
}

/* What else than a document the certificate is made for alone: such a one is refused. */
static gboolean
td_certificate_is_for_documents (X509 *certificate)
{
  static const char *const others[] = { "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.3",
                                        "1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.9" };
  EXTENDED_KEY_USAGE *usage = X509_get_ext_d2i (certificate, NID_ext_key_usage, NULL, NULL);
  gboolean fits = usage == NULL || sk_ASN1_OBJECT_num (usage) == 0;

  for (int i = 0; usage != NULL && i < sk_ASN1_OBJECT_num (usage); i++)
    {
      gboolean other = FALSE;
      char oid[80] = "";

      OBJ_obj2txt (oid, sizeof oid, sk_ASN1_OBJECT_value (usage, i), 1);
      for (guint k = 0; k < G_N_ELEMENTS (others); k++)
        other = other || g_str_equal (oid, others[k]);
      fits = fits || !other;
    }
  EXTENDED_KEY_USAGE_free (usage);
  return fits;
}

/**
 * td_signer_check:
 * @self: a signer
 * @when: seconds since 1970
 * @error: return location: %TD_ERROR_REFUSED, in words
 *
 * Returns: whether a document may be signed with this certificate then
 */
gboolean
td_signer_check (const TdSigner *self, gint64 when, GError **error)
{
  guint32 usage = X509_get_key_usage (self->certificate);
  g_autoptr (GDateTime) first = g_date_time_new_from_unix_local (self->info->not_before);
  g_autoptr (GDateTime) last = g_date_time_new_from_unix_local (self->info->not_after);
  g_autofree char *from = first != NULL ? g_date_time_format (first, "%d/%m/%Y") : g_strdup ("?");
  g_autofree char *to = last != NULL ? g_date_time_format (last, "%d/%m/%Y") : g_strdup ("?");

  if (when > self->info->not_after)
    td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                     _ ("The certificate of “%s” expired on %s. Ask for a new one."),
                     self->info->subject, to);
  else if (when < self->info->not_before)
    td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                     _ ("The certificate of “%s” is not valid before %s. Is the clock of this "
                        "computer right?"),
                     self->info->subject, from);
  else if (usage != G_MAXUINT32 && (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0)
    td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                     _ ("The certificate of “%s” is not made for signing (its key usage lacks "
                        "digital signature)."),
                     self->info->subject);
  else if (X509_check_ca (self->certificate) == 1 ||
           !td_certificate_is_for_documents (self->certificate))
    td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                     _ ("The certificate of “%s” is made for another purpose than signing "
                        "documents."),
                     self->info->subject);
  else
    return TRUE;
  return FALSE;
}
