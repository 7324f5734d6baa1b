/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-sign-job.h"

#include "td-token.h"

/**
 * td_sign_job_new:
 * @document: a document
 * @file: its file
 * @role: who signs
 *
 * Returns: (transfer full): a job to fill in
 */
TdSignJob *
td_sign_job_new (const TdIssuedDocumentRow *document, GBytes *file, TdSignRole role)
{
  TdSignJob *self = g_new0 (TdSignJob, 1);

  self->document = td_row_copy (TD_KIND_ISSUED_DOCUMENT, document);
  self->file = file != NULL ? g_bytes_ref (file) : NULL;
  self->role = role;

  return self;
}

/**
 * td_sign_job_free:
 * @job: (transfer full): a job
 */
void
td_sign_job_free (gpointer job)
{
  TdSignJob *self = job;

  td_row_free (TD_KIND_ISSUED_DOCUMENT, self->document);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_clear_pointer (&self->secret, td_secret_free);
  g_free (self->p12);
  g_free (self->token_url);
  g_free (self->module);
  g_free (self->image);
  g_free (self->tsa);
  g_free (self);
}

/**
 * td_sign_job_run:
 * @job: a #TdSignJob
 * @cancellable: (nullable): ends the waiting for a token or an authority
 * @error: return location
 *
 * On a worker thread: opens the key, signs, and forgets the secret.
 *
 * Returns: (nullable) (transfer full): the act that puts the signed file into the register
 */
TdDocumentRequest *
td_sign_job_run (gpointer job, GCancellable *cancellable, GError **error)
{
  TdSignJob *self = job;
  TdSignRequest how = { .role = self->role };
  g_autoptr (GBytes) image = NULL;
  g_autoptr (TdSigner) signer = NULL;

  if (self->image != NULL && (image = td_signing_read_file (self->image, error)) == NULL)
    return NULL;
  how.image = image;
  how.image_name = self->image;
  how.tsa = self->tsa;
  how.require_timestamp = self->require_timestamp;
  how.seal_diameter_mm = self->seal_diameter;
  if (!td_document_may (self->document, self->role == TD_SIGN_PERSON ? TD_ACT_SIGN : TD_ACT_SEAL,
                        error))
    return NULL;
  signer = self->token_url != NULL ? td_signer_new_token (self->module, self->token_url,
                                                          self->secret, cancellable, error)
                                   : td_signer_new_p12 (self->p12, self->secret, error);
  g_clear_pointer (&self->secret, td_secret_free);
  if (signer == NULL)
    return NULL;

  return td_document_file_sign (self->document, self->file, &how, signer, cancellable, error);
}
