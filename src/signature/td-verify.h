/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-layout.h"
#include "td-signer.h"

G_BEGIN_DECLS

/* Verifying the signatures of a PDF: ours and those of others (ETSI.CAdES.detached,
 * adbe.pkcs7.detached, document timestamps). Offline: revocation is not asked for. */

/* Whom to believe: certificates of authorities */
typedef struct _TdTrust TdTrust;

TdTrust *td_trust_new (void) G_GNUC_WARN_UNUSED_RESULT;
void td_trust_free (TdTrust *self);
gboolean td_trust_add_file (TdTrust *self, const char *pem, GError **error);
guint td_trust_add_folder (TdTrust *self, const char *folder);
void td_trust_add_system (TdTrust *self);
/* Revocation is not asked for on any network; with the list of an authority (PEM or DER) it is
 * looked up there. */
gboolean td_trust_add_revocations (TdTrust *self, const char *path, GError **error);
guint td_trust_count (const TdTrust *self);
/* (element-type TdCertificateInfo): what a PEM file holds; NULL with @error where it holds nothing
 */
GPtrArray *td_certificates_read (const char *pem, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * TdSignatureStatus:
 * @TD_SIGNATURE_VALID: unchanged, whole, and the chain leads to an authority that is trusted
 * @TD_SIGNATURE_INVALID: changed, forged or damaged
 * @TD_SIGNATURE_UNKNOWN: nothing is wrong with the signature, but it cannot be said whose it is
 */
typedef enum
{
  TD_SIGNATURE_VALID,
  TD_SIGNATURE_INVALID,
  TD_SIGNATURE_UNKNOWN,
} TdSignatureStatus;

/**
 * TdSignatureCoverage:
 * @TD_COVERAGE_WHOLE: all bytes of the file but the signature itself
 * @TD_COVERAGE_REVISION: all bytes of the file as it was then; something was added later
 * @TD_COVERAGE_PARTIAL: not all of what was there
 */
typedef enum
{
  TD_COVERAGE_WHOLE,
  TD_COVERAGE_REVISION,
  TD_COVERAGE_PARTIAL,
} TdSignatureCoverage;

typedef struct
{
  char *field;     /* (nullable): its name; NULL for one that no field leads to */
  char *subfilter; /* (nullable) */
  TdSignatureStatus status;
  TdSignatureCoverage coverage;
  gboolean intact; /* the bytes are those that were signed and nothing forbidden was added */
  gboolean revocation_checked; /* a list of the authority that issued the certificate was given */
  gboolean trusted;            /* the chain leads to a trusted authority at the right time */
  TdCertificateInfo *certificate; /* (nullable): of the signer */
  GPtrArray *chain;               /* (element-type TdCertificateInfo): from the signer up */
  char *name;                     /* (nullable): /Name of the signature: a claim */
  gint64 time;                    /* what the signer says; 0: nothing */
  gint64 timestamp;               /* what an authority says; 0: nothing that could be verified */
  TdCertificateInfo *timestamp_certificate; /* (nullable) */
  gboolean is_document_timestamp;
  gboolean has_place;
  TdLayoutRect place;  /* of its picture */
  GPtrArray *problems; /* (element-type utf8): why it is not valid, translated */
  GPtrArray *notes;    /* (element-type utf8): what else to know, translated */
} TdSignature;

typedef struct
{
  gboolean valid;        /* at least one signature, and all of them valid */
  GPtrArray *signatures; /* (element-type TdSignature): oldest first */
  GPtrArray *problems;   /* (element-type utf8): of the file as a whole */
  gboolean is_complete;  /* the newest signature covers the whole file */
} TdVerification;

TdVerification *td_verify (GBytes *pdf,
                           const char *name,
                           TdTrust *trust,
                           GCancellable *cancellable,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_verification_free (TdVerification *self);
const char *td_signature_status_nick (TdSignatureStatus status);
const char *td_signature_coverage_nick (TdSignatureCoverage coverage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdTrust, td_trust_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdVerification, td_verification_free)

G_END_DECLS
