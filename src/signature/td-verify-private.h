/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "td-container.h"
#include "td-pdf-form.h"
#include "td-trust-private.h"

G_BEGIN_DECLS

/* Steps of td_verify(). Private to this folder. */

/* One signature while it is looked at */
typedef struct
{
  TdSignature *out;
  TdPdfView view;
  GCancellable *cancellable; /* (nullable) (not owned) */
  const TdPdfField *field;
  TdPdfObject *dictionary;
  gboolean is_ours;         /* the file says, under the signature, that this program made it */
  gboolean doubtful;        /* its timestamp comes from nobody who is trusted */
  gsize gap_start, gap_end; /* of "<…>" */
  gsize end;                /* of what is signed */
  guint section;            /* the newest one when it was signed */
  GByteArray *contents;     /* the CMS without padding */
} TdVerifyJob;

/* Digests of beginnings of one file: what two signatures share is digested once. */
typedef struct
{
  const EVP_MD *digest;
  EVP_MD_CTX *running;
  gsize at;
} TdPrefixDigest;

void td_verify_problem (TdVerifyJob *job, const char *words);
void td_verify_note (TdVerifyJob *job, const char *words);
gboolean td_verify_range (TdVerifyJob *job);
void td_verify_digest (TdVerifyJob *job,
                       TdPrefixDigest *prefix,
                       const EVP_MD *digest,
                       guint8 *out,
                       unsigned int *length);
gboolean td_verify_container (TdVerifyJob *job, TdPrefixDigest *prefix, TdTrust *trust, gint64 now);

G_END_DECLS
