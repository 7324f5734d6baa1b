/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-token-module.h"

#include <gnutls/abstract.h>
#include <gnutls/pkcs11.h>
#include <gnutls/x509.h>
#include <string.h>

#include "td-token-frames.h"

/* The longest PIN a token takes */
#define TD_PIN_MAX 256

/* Authorities above the signer that are looked for on the token */
#define TD_CHAIN_MAX 6

struct _TdTokenModule
{
  char pin[TD_PIN_MAX];
  gboolean pin_was_wrong;
  unsigned pin_flags;
  gnutls_privkey_t key;
};

/* Called for each login; a second try with the same PIN could lock the token. */
static int
td_token_give_pin (void *data,
                   int attempt,
                   const char *url,
                   const char *label,
                   unsigned flags,
                   char *pin,
                   size_t size)
{
  TdTokenModule *self = data;

  (void) url;
  (void) label;
  self->pin_flags |= flags;
  if (attempt > 0 || (flags & GNUTLS_PIN_WRONG) != 0)
    self->pin_was_wrong = TRUE;
  if (*self->pin == '\0' || self->pin_was_wrong || strlen (self->pin) >= size)
    return GNUTLS_E_PKCS11_PIN_ERROR;
  g_strlcpy (pin, self->pin, size);
  return 0;
}

TdTokenModule *
td_token_module_new (void)
{
  return g_new0 (TdTokenModule, 1);
}

void
td_token_module_free (TdTokenModule *self)
{
  if (self == NULL)
    return;
  if (self->key != NULL)
    gnutls_privkey_deinit (self->key);
  explicit_bzero (self, sizeof *self);
  g_free (self);
  gnutls_pkcs11_deinit ();
}

/**
 * td_token_module_load:
 * @self: a module
 * @path: of a shared library; "": those that p11-kit knows
 *
 * Returns: a code of GnuTLS
 */
int
td_token_module_load (TdTokenModule *self, const char *path)
{
  int code = gnutls_pkcs11_init (
      *path == '\0' ? GNUTLS_PKCS11_FLAG_AUTO : GNUTLS_PKCS11_FLAG_MANUAL, NULL);

  gnutls_pkcs11_set_pin_function (td_token_give_pin, self);
  if (code < 0 || *path == '\0')
    return code;
  return gnutls_pkcs11_add_provider (path, NULL);
}

static unsigned
td_token_state (const char *url)
{
  unsigned flags = 0, state = 0;

  if (gnutls_pkcs11_token_get_flags (url, &flags) < 0)
    return 0;
  if (flags & GNUTLS_PKCS11_TOKEN_USER_PIN_COUNT_LOW)
    state |= TD_TOKEN_FEW_TRIES;
  if (flags & GNUTLS_PKCS11_TOKEN_USER_PIN_FINAL_TRY)
    state |= TD_TOKEN_LAST_TRY;
  if (flags & GNUTLS_PKCS11_TOKEN_USER_PIN_LOCKED)
    state |= TD_TOKEN_IS_LOCKED;
  if (flags & GNUTLS_PKCS11_TOKEN_PROTECTED_AUTHENTICATION_PATH)
    state |= TD_TOKEN_PIN_PAD;
  return state;
}

/* Certificates of authorities sign nothing. */
static gboolean
td_token_is_authority (const gnutls_datum_t *der)
{
  gnutls_x509_crt_t certificate;
  gboolean authority = FALSE;

  if (gnutls_x509_crt_init (&certificate) < 0)
    return FALSE;
  if (gnutls_x509_crt_import (certificate, der, GNUTLS_X509_FMT_DER) == 0)
    authority = gnutls_x509_crt_get_ca_status (certificate, NULL) > 0;
  gnutls_x509_crt_deinit (certificate);
  return authority;
}

static void
td_token_send_entry (gnutls_pkcs11_obj_t object, const char *label, unsigned state)
{
  gnutls_datum_t der = { NULL, 0 };
  char *url = NULL;

  if (gnutls_pkcs11_obj_export2 (object, &der) == 0 && !td_token_is_authority (&der) &&
      gnutls_pkcs11_obj_export_url (object, GNUTLS_PKCS11_URL_GENERIC, &url) == 0)
    {
      g_autoptr (GByteArray) payload = g_byte_array_new ();
      g_autofree char *digits = g_strdup_printf ("%u", state);

      g_byte_array_append (payload, (const guint8 *) digits, (guint) strlen (digits) + 1);
      g_byte_array_append (payload, (const guint8 *) url, (guint) strlen (url) + 1);
      g_byte_array_append (payload, (const guint8 *) label, (guint) strlen (label) + 1);
      g_byte_array_append (payload, der.data, der.size);
      td_frame_write (TD_TOKEN_ENTRY, payload->data, payload->len);
    }
  gnutls_free (url);
  gnutls_free (der.data);
}

static void
td_token_list_one (const char *token)
{
  gnutls_pkcs11_obj_t *list = NULL;
  unsigned n = 0, state = td_token_state (token);
  char label[128] = "";
  size_t size = sizeof label;

  gnutls_pkcs11_token_get_info (token, GNUTLS_PKCS11_TOKEN_LABEL, label, &size);
  if (gnutls_pkcs11_obj_list_import_url4 (&list, &n, token, GNUTLS_PKCS11_OBJ_FLAG_CRT) < 0)
    return;
  for (unsigned i = 0; i < n; i++)
    {
      td_token_send_entry (list[i], label, state);
      gnutls_pkcs11_obj_deinit (list[i]);
    }
  gnutls_free (list);
}

/**
 * td_token_module_list:
 * @self: a module
 *
 * Sends the certificates of all tokens; no PIN is needed for that.
 *
 * Returns: a code of GnuTLS
 */
int
td_token_module_list (TdTokenModule *self)
{
  char *url = NULL;
  int code;

  (void) self;
  for (unsigned i = 0;
       (code = gnutls_pkcs11_token_get_url (i, GNUTLS_PKCS11_URL_GENERIC, &url)) == 0; i++)
    {
      td_token_list_one (url);
      gnutls_free (url);
    }
  return code == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE ? 0 : code;
}

/* The URL of something else of the same key */
static char *
td_token_url (const char *url, const char *type)
{
  g_auto (GStrv) query = g_strsplit (url, "?", 2);
  g_auto (GStrv) parts = g_strsplit (query[0], ";", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    if (!g_str_has_prefix (parts[i], "type=") && !g_str_has_prefix (parts[i], "object-type="))
      g_string_append_printf (out, "%s%s", out->len > 0 ? ";" : "", parts[i]);
  g_string_append_printf (out, ";type=%s", type);
  return g_string_free (out, FALSE);
}

static int
td_token_send_certificate (const char *url, gnutls_x509_crt_t certificate)
{
  int code = gnutls_x509_crt_import_url (certificate, url, 0);
  gnutls_datum_t der = { NULL, 0 };

  if (code < 0)
    return code;
  code = gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_DER, &der);
  if (code >= 0)
    td_frame_write (TD_TOKEN_CERTIFICATE, der.data, der.size);
  gnutls_free (der.data);
  return code;
}

/* Authorities that lie on the same token; it is no fault when they do not. */
static void
td_token_send_chain (const char *url, gnutls_x509_crt_t below)
{
  gnutls_x509_crt_t current = below;

  for (int i = 0; i < TD_CHAIN_MAX; i++)
    {
      gnutls_x509_crt_t above = NULL;
      gnutls_datum_t der = { NULL, 0 };

      if (gnutls_pkcs11_get_raw_issuer (url, current, &der, GNUTLS_X509_FMT_DER,
                                        GNUTLS_PKCS11_OBJ_FLAG_OVERWRITE_TRUSTMOD_EXT) < 0)
        break;
      if (gnutls_x509_crt_init (&above) == 0 &&
          gnutls_x509_crt_import (above, &der, GNUTLS_X509_FMT_DER) == 0)
        td_frame_write (TD_TOKEN_CERTIFICATE, der.data, der.size);
      gnutls_free (der.data);
      if (current != below)
        gnutls_x509_crt_deinit (current);
      current = above;
      if (current == NULL || gnutls_x509_crt_check_issuer (current, current))
        break;
    }
  if (current != below && current != NULL)
    gnutls_x509_crt_deinit (current);
}

/**
 * td_token_module_open:
 * @self: a module
 * @url: RFC 7512, of a key or its certificate
 * @pin: of the token
 *
 * Sends the certificate and what lies above it, and keeps the key open.
 *
 * Returns: a code of GnuTLS
 */
int
td_token_module_open (TdTokenModule *self, const char *url, const char *pin)
{
  g_autofree char *key_url = td_token_url (url, "private");
  g_autofree char *certificate_url = td_token_url (url, "cert");
  gnutls_x509_crt_t certificate;
  int code;

  g_strlcpy (self->pin, pin, sizeof self->pin);
  if ((code = gnutls_privkey_init (&self->key)) < 0)
    return code;
  gnutls_privkey_set_pin_function (self->key, td_token_give_pin, self);
  code = gnutls_privkey_import_url (self->key, key_url, 0);
  if (code < 0)
    return code;
  if ((code = gnutls_x509_crt_init (&certificate)) < 0)
    return code;
  gnutls_x509_crt_set_pin_function (certificate, td_token_give_pin, self);
  code = td_token_send_certificate (certificate_url, certificate);
  if (code >= 0)
    td_token_send_chain (certificate_url, certificate);
  gnutls_x509_crt_deinit (certificate);
  return code < 0 ? code : 0;
}

/**
 * td_token_module_sign:
 * @self: a module with an open key
 * @data: what is signed
 * @length: of @data
 *
 * Returns: a code of GnuTLS
 */
int
td_token_module_sign (TdTokenModule *self, const guint8 *data, gsize length)
{
  gnutls_datum_t in = { (unsigned char *) data, (unsigned) length }, out = { NULL, 0 };
  gnutls_pk_algorithm_t kind =
      self->key != NULL ? gnutls_privkey_get_pk_algorithm (self->key, NULL) : GNUTLS_PK_UNKNOWN;
  int code;

  if (kind != GNUTLS_PK_RSA && kind != GNUTLS_PK_ECDSA)
    return GNUTLS_E_UNSUPPORTED_SIGNATURE_ALGORITHM;
  code = gnutls_privkey_sign_data2 (
      self->key, kind == GNUTLS_PK_RSA ? GNUTLS_SIGN_RSA_SHA256 : GNUTLS_SIGN_ECDSA_SHA256, 0, &in,
      &out);
  explicit_bzero (self->pin, sizeof self->pin);
  if (code >= 0)
    td_frame_write (TD_TOKEN_SIGNATURE, out.data, out.size);
  gnutls_free (out.data);
  return code;
}

/**
 * td_token_fault:
 * @self: a module
 * @code: of GnuTLS, negative
 *
 * Returns: what it means for a person
 */
TdTokenFault
td_token_fault (const TdTokenModule *self, int code)
{
  switch (code)
    {
    case GNUTLS_E_PKCS11_PIN_LOCKED:
      return TD_TOKEN_FAULT_LOCKED;
    case GNUTLS_E_PKCS11_PIN_ERROR:
    case GNUTLS_E_PKCS11_PIN_EXPIRED:
      if (*self->pin == '\0')
        return TD_TOKEN_FAULT_NO_PIN;
      if (self->pin_flags & GNUTLS_PIN_FINAL_TRY)
        return TD_TOKEN_FAULT_PIN_FINAL;
      return self->pin_flags & GNUTLS_PIN_COUNT_LOW ? TD_TOKEN_FAULT_PIN_LOW : TD_TOKEN_FAULT_PIN;
    case GNUTLS_E_PKCS11_LOAD_ERROR:
      return TD_TOKEN_FAULT_MODULE;
    case GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE:
    case GNUTLS_E_PKCS11_REQUESTED_OBJECT_NOT_AVAILBLE:
    case GNUTLS_E_PKCS11_SLOT_ERROR:
      return TD_TOKEN_FAULT_ABSENT;
    case GNUTLS_E_PKCS11_KEY_ERROR:
    case GNUTLS_E_PKCS11_ATTRIBUTE_ERROR:
    case GNUTLS_E_UNSUPPORTED_SIGNATURE_ALGORITHM:
      return TD_TOKEN_FAULT_KEY;
    default:
      return TD_TOKEN_FAULT_OTHER;
    }
}
