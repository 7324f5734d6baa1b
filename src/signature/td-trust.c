/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <glib/gi18n-lib.h>

#include "td-error.h"
#include "td-signer-private.h"
#include "td-trust-private.h"

/* Where systems keep the authorities they trust, unless OpenSSL's variable says otherwise */
#define TD_SYSTEM_ANCHORS "/etc/ssl/certs/ca-certificates.crt"

struct _TdTrust
{
  X509_STORE *store;
  STACK_OF (X509_CRL) * revocations;
  guint n;
};

/**
 * td_trust_new:
 *
 * Returns: (transfer full): trust in nobody
 */
TdTrust *
td_trust_new (void)
{
  TdTrust *self = g_new0 (TdTrust, 1);

  self->store = X509_STORE_new ();
  self->revocations = sk_X509_CRL_new_null ();
  /* Who trusts an authority in the middle need not trust the one above it. */
  X509_STORE_set_flags (self->store, X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_CHECK_SS_SIGNATURE);
  return self;
}

void
td_trust_free (TdTrust *self)
{
  if (self == NULL)
    return;
  X509_STORE_free (self->store);
  sk_X509_CRL_pop_free (self->revocations, X509_CRL_free);
  g_free (self);
}

/**
 * td_trust_count:
 * @self: anchors
 *
 * Returns: how many certificates are trusted
 */
guint
td_trust_count (const TdTrust *self)
{
  return self->n;
}

static guint
td_trust_add_text (TdTrust *self, const char *text, gsize length)
{
  BIO *in = BIO_new_mem_buf (text, (int) MIN (length, G_MAXINT));
  X509 *certificate;
  guint n = 0;

  for (; (certificate = PEM_read_bio_X509_AUX (in, NULL, NULL, NULL)) != NULL; n++)
    {
      X509_STORE_add_cert (self->store, certificate);
      X509_free (certificate);
    }
  BIO_free (in);
  ERR_clear_error ();
  self->n += n;
  return n;
}

/**
 * td_trust_add_file:
 * @self: anchors
 * @pem: a file of certificates
 * @error: return location: %TD_ERROR_BAD_INPUT
 *
 * Returns: whether it holds one
 */
gboolean
td_trust_add_file (TdTrust *self, const char *pem, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (pem, &text, &length, &reason))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, pem, NULL, _ ("The file cannot be read: %s"),
                       reason->message);
      return FALSE;
    }
  if (td_trust_add_text (self, text, length) > 0)
    return TRUE;
  td_error_set_at (error, TD_ERROR_BAD_INPUT, pem, NULL,
                   _ ("The file has no certificate in PEM form."));
  return FALSE;
}

/**
 * td_certificates_read:
 * @pem: a file of certificates
 * @error: return location: %TD_ERROR_BAD_INPUT
 *
 * Returns: (nullable) (element-type TdCertificateInfo): what it holds
 */
GPtrArray *
td_certificates_read (const char *pem, GError **error)
{
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_certificate_info_free);
  g_autofree char *text = NULL;
  X509 *certificate;
  gsize length = 0;
  BIO *in;

  if (g_file_get_contents (pem, &text, &length, NULL))
    {
      in = BIO_new_mem_buf (text, (int) MIN (length, G_MAXINT));
      while ((certificate = PEM_read_bio_X509_AUX (in, NULL, NULL, NULL)) != NULL)
        {
          g_ptr_array_add (list, td_certificate_info_new (certificate));
          X509_free (certificate);
        }
      BIO_free (in);
      ERR_clear_error ();
    }
  if (list->len > 0)
    return g_steal_pointer (&list);
  td_error_set_at (error, TD_ERROR_BAD_INPUT, pem, NULL,
                   _ ("The file has no certificate in PEM form."));
  return NULL;
}

/**
 * td_trust_add_folder:
 * @self: anchors
 * @folder: files ending in .pem or .crt; need not exist
 *
 * Returns: how many certificates were added
 */
guint
td_trust_add_folder (TdTrust *self, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint before = self->n;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".pem") || g_str_has_suffix (name, ".crt"))
        td_trust_add_file (self, path, NULL);
    }
  return self->n - before;
}

/**
 * td_trust_add_system:
 * @self: anchors
 *
 * Adds the authorities that the system trusts, as far as it has any.
 */
void
td_trust_add_system (TdTrust *self)
{
  const char *path = g_getenv (X509_get_default_cert_file_env ());

  td_trust_add_file (self, path != NULL && *path != '\0' ? path : TD_SYSTEM_ANCHORS, NULL);
}

/**
 * td_trust_add_revocations:
 * @self: anchors
 * @path: a list of revoked certificates, in PEM or DER
 * @error: return location: %TD_ERROR_BAD_INPUT
 *
 * Returns: whether the file is such a list
 */
gboolean
td_trust_add_revocations (TdTrust *self, const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *data = NULL;
  const guint8 *at;
  X509_CRL *list;
  gsize length;
  BIO *in;

  if (!g_file_get_contents (path, &data, &length, &reason))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, path, NULL, _ ("The file cannot be read: %s"),
                       reason->message);
      return FALSE;
    }
  in = BIO_new_mem_buf (data, (int) MIN (length, G_MAXINT));
  at = (const guint8 *) data;
  list = PEM_read_bio_X509_CRL (in, NULL, NULL, NULL);
  if (list == NULL)
    list = d2i_X509_CRL (NULL, &at, (long) length);
  BIO_free (in);
  ERR_clear_error ();
  if (list != NULL)
    return sk_X509_CRL_push (self->revocations, list) > 0;
  td_error_set_at (error, TD_ERROR_BAD_INPUT, path, NULL,
                   _ ("The file is no list of revoked certificates."));
  return FALSE;
}

void
td_chain_free (TdChain *chain)
{
  if (chain == NULL)
    return;
  sk_X509_pop_free (chain->chain, X509_free);
  g_free (chain->problem);
  g_free (chain);
}

gboolean
td_chain_has (const TdChain *chain, X509 *certificate)
{
  for (int i = 0; chain->trusted && i < sk_X509_num (chain->chain); i++)
    if (X509_cmp (sk_X509_value (chain->chain, i), certificate) == 0)
      return TRUE;
  return FALSE;
}

static void
td_chain_explain (TdChain *chain, int code, X509 *where)
{
  g_autofree char *name = NULL;
  X509_NAME *subject = where != NULL ? X509_get_subject_name (where) : NULL;
  char line[256] = "";

  if (subject != NULL)
    X509_NAME_get_text_by_NID (subject, NID_commonName, line, sizeof line);
  name = g_utf8_make_valid (line, -1);
  switch (code)
    {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
      chain->problem = g_strdup (_ ("No authority that is trusted here stands behind the "
                                    "certificate of the signer."));
      return;
    case X509_V_ERR_CERT_HAS_EXPIRED:
      chain->problem =
          g_strdup_printf (_ ("The certificate “%s” had expired at the time of signing."), name);
      break;
    case X509_V_ERR_CERT_NOT_YET_VALID:
      chain->problem = g_strdup_printf (
          _ ("The certificate “%s” was not valid yet at the time of signing."), name);
      break;
    default:
      chain->problem = g_strdup_printf (_ ("The certificate “%s” cannot be accepted: %s."), name,
                                        X509_verify_cert_error_string (code));
      break;
    }
  chain->broken = TRUE;
}

/* A list counts when the authority that issued the certificate signed it. */
static void
td_chain_look_up (TdChain *chain, TdTrust *trust, gint64 when)
{
  X509 *certificate = sk_X509_value (chain->chain, 0);
  X509 *issuer = sk_X509_num (chain->chain) > 1 ? sk_X509_value (chain->chain, 1) : NULL;

  for (int i = 0; issuer != NULL && i < sk_X509_CRL_num (trust->revocations); i++)
    {
      X509_CRL *list = sk_X509_CRL_value (trust->revocations, i);
      X509_REVOKED *entry = NULL;
      gint64 since;

      if (X509_NAME_cmp (X509_CRL_get_issuer (list), X509_get_subject_name (issuer)) != 0 ||
          X509_CRL_verify (list, X509_get0_pubkey (issuer)) != 1)
        continue;
      chain->revocation_checked = TRUE;
      if (X509_CRL_get0_by_cert (list, &entry, certificate) != 1)
        continue;
      since = td_asn1_time (X509_REVOKED_get0_revocationDate (entry));
      if (since <= when)
        {
          chain->trusted = FALSE;
          chain->broken = TRUE;
          g_free (chain->problem);
          chain->problem = g_strdup (_ ("The certificate of the signer had been revoked."));
        }
    }
  ERR_clear_error ();
}

/**
 * td_trust_check:
 * @self: anchors
 * @certificate: whose
 * @others: certificates that may lie between
 * @when: seconds since 1970
 *
 * Returns: (transfer full): what came of it; revocation is looked up in the lists that were given
 */
TdChain *
td_trust_check (TdTrust *self, X509 *certificate, STACK_OF (X509) * others, gint64 when)
{
  TdChain *chain = g_new0 (TdChain, 1);
  X509_STORE_CTX *context = X509_STORE_CTX_new ();
  X509_VERIFY_PARAM *parameters;

  X509_STORE_CTX_init (context, self->store, certificate, others);
  parameters = X509_STORE_CTX_get0_param (context);
  X509_VERIFY_PARAM_set_purpose (parameters, X509_PURPOSE_ANY);
  X509_VERIFY_PARAM_set_time (parameters, (time_t) when);
  /* Certificates signed with MD5 or SHA-1, or by keys below 1024 bits, prove nothing. */
  X509_VERIFY_PARAM_set_auth_level (parameters, 1);
  chain->trusted = X509_verify_cert (context) == 1;
  chain->chain = X509_STORE_CTX_get1_chain (context);
  if (!chain->trusted)
    td_chain_explain (chain, X509_STORE_CTX_get_error (context),
                      X509_STORE_CTX_get_current_cert (context));
  X509_STORE_CTX_free (context);
  ERR_clear_error ();
  if (chain->trusted)
    td_chain_look_up (chain, self, when);
  return chain;
}
