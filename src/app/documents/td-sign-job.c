/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-sign-job.h"

#include "td-token.h"

/**
 * td_sign_job_new:
 * @document: (nullable): a document
 * @file: its file, or one that is in no register
 * @role: who signs
 *
 * Returns: (transfer full): a job to fill in
 */
TdSignJob *
td_sign_job_new (const TdIssuedDocumentRow *document, GBytes *file, TdSignRole role)
{
  TdSignJob *self = g_new0 (TdSignJob, 1);

  if (document != NULL)
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
  g_free (self->name);
  g_free (self->p12);
  g_free (self->token_url);
  g_free (self->module);
  g_free (self->image);
  g_free (self->text);
  g_free (self->tsa);
  g_free (self);
}

/* Reads the picture and opens the key; the secret is forgotten. */
static TdSigner *
begin (
    TdSignJob *self, TdSignRequest *how, GBytes **image, GCancellable *cancellable, GError **error)
{
  TdSigner *signer;

  if (self->image != NULL && (*image = td_signing_read_file (self->image, error)) == NULL)
    return NULL;
  *how = (TdSignRequest){ .role = self->role,
                          .image = *image,
                          .image_name = self->image,
                          .text = self->text,
                          .tsa = self->tsa,
                          .require_timestamp = self->require_timestamp,
                          .seal_diameter_mm = self->seal_diameter };
  signer = self->token_url != NULL ? td_signer_new_token (self->module, self->token_url,
                                                          self->secret, cancellable, error)
                                   : td_signer_new_p12 (self->p12, self->secret, error);
  g_clear_pointer (&self->secret, td_secret_free);

  return signer;
}

/**
 * td_sign_job_run:
 * @job: a #TdSignJob of a document
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
  const char *act = self->role == TD_SIGN_PERSON ? TD_ACT_SIGN : TD_ACT_SEAL;
  TdSignRequest how;
  g_autoptr (GBytes) image = NULL;
  g_autoptr (TdSigner) signer = NULL;

  if (!td_document_may (self->document, act, error))
    return NULL;
  signer = begin (self, &how, &image, cancellable, error);

  return signer != NULL
             ? td_document_file_sign (self->document, self->file, &how, signer, cancellable, error)
             : NULL;
}

/**
 * td_sign_job_sign_file:
 * @self: a job without a document
 * @cancellable: (nullable): ends the waiting for a token or an authority
 * @error: return location
 *
 * On a worker thread: opens the key, signs a file that is in no register, and forgets the secret.
 *
 * Returns: (nullable) (transfer full): the signed file
 */
GBytes *
td_sign_job_sign_file (TdSignJob *self, GCancellable *cancellable, GError **error)
{
  TdSignRequest how;
  g_autoptr (GBytes) image = NULL;
  g_autoptr (TdSigner) signer = begin (self, &how, &image, cancellable, error);
  g_autoptr (TdSignResult) result =
      signer != NULL ? td_sign (self->file, self->name, &how, signer, cancellable, error) : NULL;

  return result != NULL ? g_bytes_ref (result->pdf) : NULL;
}
