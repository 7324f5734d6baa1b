/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-container.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* 1.2.840.113549.1.7.1, .2; 1.2.840.113549.1.9.16.1.4; attributes 1.2.840.113549.1.9.{3,4,5} and
 * .16.2.{12,14,47} */
#define OID_DATA "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01"
#define OID_SIGNED_DATA "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
#define OID_CONTENT_TYPE "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x03"
#define OID_MESSAGE_DIGEST "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04"
#define OID_SIGNING_TIME "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x05"
#define OID_SIGNING_CERTIFICATE "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x0c"
#define OID_TIMESTAMP "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x0e"
#define OID_SIGNING_CERTIFICATE_V2 "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x2f"

#define TD_MAX_CERTIFICATES 64

static void
td_container_fault (TdContainer *self, const char *words)
{
  g_ptr_array_add (self->faults, g_strdup (words));
}

static void
td_container_odd (TdContainer *self, const char *words)
{
  g_ptr_array_add (self->oddities, g_strdup (words));
}

void
td_container_free (TdContainer *self)
{
  if (self == NULL)
    return;
  sk_X509_pop_free (self->certificates, X509_free);
  g_ptr_array_unref (self->faults);
  g_ptr_array_unref (self->oddities);
  g_free (self->owned);
  g_free (self);
}

/* Each certificate has to be in DER: what follows the signed part is written again the same way. */
static gboolean
td_container_add_certificate (TdContainer *self, const TdDer *value)
{
  const guint8 *at = value->whole.data;
  X509 *certificate =
      value->tag == TD_DER_SEQUENCE ? d2i_X509 (NULL, &at, (long) value->whole.length) : NULL;
  guint8 *again = NULL;
  int length = certificate != NULL ? i2d_X509 (certificate, &again) : -1;

  if (certificate == NULL)
    {
      ERR_clear_error ();
      td_container_odd (self, _ ("It holds a certificate that cannot be read."));
      return TRUE;
    }
  if (length < 0 || !td_span_equal (value->whole, (TdSpan){ again, (gsize) length }))
    td_container_fault (self, _ ("A certificate in it is not in DER form."));
  OPENSSL_free (again);
  return sk_X509_num (self->certificates) < TD_MAX_CERTIFICATES &&
         sk_X509_push (self->certificates, certificate) > 0;
}

static gboolean
td_container_read_certificates (TdContainer *self, TdSpan *rest)
{
  TdDer certificates, value;

  if (td_der_take (rest, TD_DER_CONTEXT_0, &certificates))
    while (certificates.content.length > 0)
      if (!td_der_next (&certificates.content, &value) ||
          !td_container_add_certificate (self, &value))
        return FALSE;
  if (td_der_take (rest, TD_DER_CONTEXT_1, &value))
    td_container_odd (self, _ ("It holds revocation lists."));
  return TRUE;
}

static gboolean
td_container_read_content (TdContainer *self, TdSpan *rest)
{
  TdDer info, type, wrapper, octets;

  if (!td_der_take (rest, TD_DER_SEQUENCE, &info) ||
      !td_der_take (&info.content, TD_DER_OID, &type))
    return FALSE;
  self->content_type = type.content;
  if (info.content.length == 0)
    return TRUE;
  if (!td_der_take (&info.content, TD_DER_CONTEXT_0, &wrapper) || info.content.length > 0 ||
      !td_der_take (&wrapper.content, TD_DER_OCTETS, &octets) || wrapper.content.length > 0)
    return FALSE;
  self->has_content = TRUE;
  self->content = octets.content;
  return TRUE;
}

/* An attribute has one value; the same kind does not come twice. */
static gboolean
td_container_take_attribute (TdContainer *self, TdSpan *rest, TdDer *type, TdDer *value)
{
  TdDer attribute, values;

  return td_der_take (rest, TD_DER_SEQUENCE, &attribute) &&
         td_der_take (&attribute.content, TD_DER_OID, type) &&
         td_der_take (&attribute.content, TD_DER_SET, &values) && attribute.content.length == 0 &&
         td_der_next (&values.content, value) && values.content.length == 0;
}

static gboolean
td_container_set_once (TdSpan *place, const TdDer *value)
{
  if (place->data != NULL)
    return FALSE;
  *place = value->whole;
  return TRUE;
}

static gboolean
td_container_read_signed (TdContainer *self, TdSpan rest)
{
  TdDer type, value;
  TdSpan content_type = { NULL, 0 };

  while (rest.length > 0)
    {
      gboolean good = td_container_take_attribute (self, &rest, &type, &value);

      if (!good)
        return FALSE;
      if (TD_DER_IS (&type, OID_CONTENT_TYPE))
        good = value.tag == TD_DER_OID && td_span_equal (value.content, self->content_type) &&
               td_container_set_once (&content_type, &value);
      else if (TD_DER_IS (&type, OID_MESSAGE_DIGEST))
        good = value.tag == TD_DER_OCTETS && td_container_set_once (&self->message_digest, &value);
      else if (TD_DER_IS (&type, OID_SIGNING_CERTIFICATE_V2))
        good = td_container_set_once (&self->certificate_id, &value);
      else if (TD_DER_IS (&type, OID_SIGNING_CERTIFICATE))
        good = td_container_set_once (&self->certificate_id_v1, &value);
      else if (TD_DER_IS (&type, OID_SIGNING_TIME))
        self->has_signing_time = TRUE;
      if (!good)
        return FALSE;
    }
  return content_type.data != NULL && self->message_digest.data != NULL;
}

static gboolean
td_container_read_unsigned (TdContainer *self, TdSpan rest)
{
  while (rest.length > 0)
    {
      TdSpan here = rest;
      TdDer attribute, type, value;

      if (!td_der_take (&rest, TD_DER_SEQUENCE, &attribute))
        return FALSE;
      if (!td_container_take_attribute (self, &here, &type, &value) ||
          !TD_DER_IS (&type, OID_TIMESTAMP) || value.tag != TD_DER_SEQUENCE)
        td_container_odd (self, _ ("It has an unsigned attribute besides the timestamp."));
      else if (!td_container_set_once (&self->timestamp, &value))
        td_container_odd (self, _ ("It has more than one timestamp."));
    }
  return TRUE;
}

/* The certificate whose issuer and number stand there byte for byte. */
static void
td_container_find_signer (TdContainer *self, const TdDer *id)
{
  for (int i = 0; i < sk_X509_num (self->certificates) && self->signer == NULL; i++)
    {
      X509 *certificate = sk_X509_value (self->certificates, i);
      guint8 *issuer = NULL, *serial = NULL;
      int n = i2d_X509_NAME (X509_get_issuer_name (certificate), &issuer);
      int m = i2d_ASN1_INTEGER (X509_get_serialNumber (certificate), &serial);
      TdSpan rest = id->content;
      TdDer name, number;

      if (id->tag == TD_DER_SEQUENCE)
        {
          if (n > 0 && m > 0 && td_der_next (&rest, &name) && td_der_next (&rest, &number) &&
              rest.length == 0 && td_span_equal (name.whole, (TdSpan){ issuer, (gsize) n }) &&
              td_span_equal (number.whole, (TdSpan){ serial, (gsize) m }))
            self->signer = certificate;
        }
      else
        {
          const ASN1_OCTET_STRING *key = X509_get0_subject_key_id (certificate);

          if (key != NULL &&
              td_span_equal (id->content, (TdSpan){ ASN1_STRING_get0_data (key),
                                                    (gsize) ASN1_STRING_length (key) }))
            self->signer = certificate;
        }
      OPENSSL_free (issuer);
      OPENSSL_free (serial);
    }
}

static gboolean
td_container_read_signer (TdContainer *self, TdSpan rest, guint *version)
{
  TdDer number, id, digest, attributes, algorithm, signature, extra;

  if (!td_der_next (&rest, &number) || !td_der_small_integer (&number, version) ||
      !td_der_next (&rest, &id) || !td_der_take (&rest, TD_DER_SEQUENCE, &digest) ||
      !td_der_take (&rest, TD_DER_CONTEXT_0, &attributes) ||
      !td_der_take (&rest, TD_DER_SEQUENCE, &algorithm) ||
      !td_der_take (&rest, TD_DER_OCTETS, &signature))
    return FALSE;
  if (id.tag != TD_DER_SEQUENCE && id.tag != TD_DER_PRIMITIVE_0)
    return FALSE;
  if (*version != (id.tag == TD_DER_SEQUENCE ? 1 : 3))
    td_container_fault (self, _ ("The version in it does not fit its content."));
  self->digest_algorithm = digest.whole;
  self->signed_attributes = attributes.whole;
  self->signature_algorithm = algorithm.whole;
  self->signature = signature.content;
  td_container_find_signer (self, &id);
  if (td_der_take (&rest, TD_DER_CONTEXT_1, &extra) &&
      (extra.content.length == 0 || !td_container_read_unsigned (self, extra.content)))
    return FALSE;
  return rest.length == 0 && td_container_read_signed (self, attributes.content);
}

/* The version follows from what is inside (RFC 5652, 5.1). */
static void
td_container_check_version (TdContainer *self, guint version, guint signer)
{
  gboolean data = td_span_equal (self->content_type,
                                 (TdSpan){ (const guint8 *) OID_DATA, sizeof OID_DATA - 1 });
  guint implied = signer == 3 || !data ? 3 : 1;

  if (version == implied)
    return;
  if (version == 3 || version == 4 || version == 5 || (version == 1 && implied == 3))
    td_container_odd (self, _ ("The version in it does not fit its content."));
  else
    td_container_fault (self, _ ("The version in it does not fit its content."));
}

static gboolean
td_container_read_data (TdContainer *self, TdSpan rest)
{
  TdDer number, digests, signers, signer;
  guint version, signer_version;

  if (!td_der_next (&rest, &number) || !td_der_small_integer (&number, &version) ||
      !td_der_take (&rest, TD_DER_SET, &digests) || !td_container_read_content (self, &rest) ||
      !td_container_read_certificates (self, &rest) || !td_der_take (&rest, TD_DER_SET, &signers) ||
      rest.length > 0)
    return FALSE;
  if (!td_der_take (&signers.content, TD_DER_SEQUENCE, &signer) ||
      !td_container_read_signer (self, signer.content, &signer_version))
    return FALSE;
  if (signers.content.length > 0)
    td_container_fault (self, _ ("It was made by more than one signer."));
  if (!td_span_equal (digests.content, self->digest_algorithm))
    td_container_odd (self, _ ("It names other digests than the one that is used."));
  td_container_check_version (self, version, signer_version);
  return TRUE;
}

static gboolean
td_container_parse (TdContainer *self, TdSpan all)
{
  TdDer whole, type, wrapper, data;

  return td_der_take (&all, TD_DER_SEQUENCE, &whole) && all.length == 0 &&
         td_der_take (&whole.content, TD_DER_OID, &type) && TD_DER_IS (&type, OID_SIGNED_DATA) &&
         td_der_take (&whole.content, TD_DER_CONTEXT_0, &wrapper) && whole.content.length == 0 &&
         td_der_take (&wrapper.content, TD_DER_SEQUENCE, &data) && wrapper.content.length == 0 &&
         td_container_read_data (self, data.content);
}

static TdContainer *
td_container_new (void)
{
  TdContainer *self = g_new0 (TdContainer, 1);

  self->certificates = sk_X509_new_null ();
  self->faults = g_ptr_array_new_with_free_func (g_free);
  self->oddities = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/* Others write in BER, with lengths left open; what can be read is written again in DER. */
static TdContainer *
td_container_read_ber (const guint8 *data, gsize length)
{
  const guint8 *at = data;
  CMS_ContentInfo *cms = d2i_CMS_ContentInfo (NULL, &at, (long) length);
  g_autoptr (TdContainer) self = td_container_new ();
  guint8 *der = NULL;
  int n = cms != NULL ? i2d_CMS_ContentInfo (cms, &der) : -1;

  CMS_ContentInfo_free (cms);
  ERR_clear_error ();
  if (n <= 0)
    return NULL;
  self->owned = g_memdup2 (der, (gsize) n);
  OPENSSL_free (der);
  if (!td_container_parse (self, (TdSpan){ self->owned, (gsize) n }))
    return NULL;
  td_container_odd (self, _ ("The container is not canonical."));
  return g_steal_pointer (&self);
}

/* What no honest program writes: bytes behind the end. */
static gsize
td_container_length (const guint8 *data, gsize length)
{
  TdSpan rest = { data, length };
  TdDer value;

  return td_der_next (&rest, &value) ? value.whole.length : length;
}

/**
 * td_container_read:
 * @data: a CMS; borrowed as long as the result lives
 * @length: its length, without padding
 *
 * Returns: (nullable) (transfer full): its parts; NULL where it is none of one signer
 */
TdContainer *
td_container_read (const guint8 *data, gsize length)
{
  g_autoptr (TdContainer) self = td_container_new ();

  if (td_container_length (data, length) == length &&
      td_container_parse (self, (TdSpan){ data, length }))
    return g_steal_pointer (&self);
  if (length < 2 || data[0] != TD_DER_SEQUENCE || data[1] != 0x80)
    return NULL;
  return td_container_read_ber (data, length);
}
