/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-document-state.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/**
 * TdDocumentRequest:
 * @act: TD_ACT_*
 * @document_id: the document; 0 with %TD_ACT_DRAFT, which makes one
 * @plan_id: DRAFT: the plan it is the document of
 * @replaces_id: DRAFT: the issued document it takes the place of
 * @form: (nullable): DRAFT, FORM: TD_DOCUMENT_ELECTRONIC (default) or TD_DOCUMENT_PAPER
 * @sign_first: DRAFT, FORM: the number and date come after the leader's signature
 * @errors: CHECK: how many errors were found
 * @warnings: CHECK: how many warnings
 * @force: CHECK: goes on in spite of errors
 * @number: NUMBER: the number it shall have, 0: the next one
 * @series_id: NUMBER: the series; -1: the one for its kind
 * @date: (nullable): NUMBER: ISO date, default today
 * @file: (nullable): PREPARE, SIGN, SEAL, IMPORT, SCAN: the bytes after the act
 * @file_name: (nullable): PREPARE, SCAN
 * @pages: PREPARE: how many pages
 * @from_hash: (nullable): SIGN, SEAL, NUMBER: the file the act began with
 * @state: (nullable): IMPORT: what the signatures in the file make of it
 * @who: (nullable): SIGN, SEAL, IMPORT: who signed; default: the author of the action
 * @certificate: (nullable): the subject of the certificate
 * @values: (nullable): DESCRIBE: "field=value"; td_document_described
 * @note: (nullable): why, or what else to know
 *
 * One explicit act on a document, as plain data: made on the main thread, run on the writer thread
 * as one transaction. Acts are not undone; another act counters them (RULE history-5). All strings
 * are owned.
 */
typedef struct
{
  char *act;
  gint64 document_id;
  gint64 plan_id;
  gint64 replaces_id;
  char *form;
  gboolean sign_first;
  guint errors;
  guint warnings;
  gboolean force;
  gint64 number;
  gint64 series_id;
  char *date;
  GBytes *file;
  char *file_name;
  gint64 pages;
  char *from_hash;
  char *state;
  char *who;
  char *certificate;
  char **values;
  char *note;
  char *at; /* private: when it was asked for */
  gint64 result_id;
} TdDocumentRequest;

TdDocumentRequest *td_document_request_new (const char *act,
                                            gint64 document_id) G_GNUC_WARN_UNUSED_RESULT;
void td_document_request_free (TdDocumentRequest *self);

gboolean td_document_request_run (TdDocumentRequest *self,
                                  TdWorkspace *workspace,
                                  gint64 *document_id,
                                  GError **error);
void td_document_request_run_async (TdDocumentRequest *self,
                                    TdWorkspace *workspace,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean td_document_request_run_finish (GAsyncResult *result, gint64 *document_id, GError **error);

/* Reading */
gint64 td_document_find_of_plan (TdConnection *connection, gint64 plan_id);
GPtrArray *td_document_list_acts (TdConnection *connection,
                                  gint64 document_id,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDocumentRequest, td_document_request_free)

G_END_DECLS
