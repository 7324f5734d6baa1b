/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-document-file.h"

G_BEGIN_DECLS

/* One signature as plain data, for the worker thread. All strings are owned; the secret is wiped
 * when the job is freed. */
typedef struct
{
  TdIssuedDocumentRow *document; /* (nullable): a file that is in no register */
  GBytes *file;
  char *name; /* (nullable): of the file, for messages */
  TdSignRole role;
  char *p12;       /* (nullable) */
  char *token_url; /* (nullable) */
  char *module;    /* (nullable) */
  TdSecret *secret;
  char *image; /* (nullable): path */
  char *text;  /* (nullable): what an annex or a copy says */
  char *tsa;   /* (nullable) */
  gboolean require_timestamp;
  double seal_diameter; /* mm */
} TdSignJob;

TdSignJob *td_sign_job_new (const TdIssuedDocumentRow *document,
                            GBytes *file,
                            TdSignRole role) G_GNUC_WARN_UNUSED_RESULT;
void td_sign_job_free (gpointer job);
TdDocumentRequest *td_sign_job_run (gpointer job, GCancellable *cancellable, GError **error);
GBytes *td_sign_job_sign_file (TdSignJob *self, GCancellable *cancellable, GError **error);

G_END_DECLS
