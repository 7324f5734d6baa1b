/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "td-cli-document.h"
#include "td-cli-signer.h"
#include "td-date.h"
#include "td-document-describe.h"
#include "td-document-file.h"
#include "td-document-number.h"
#include "td-error.h"
#include "td-file-blob.h"
#include "td-finding.h"
#include "td-output-file.h"
#include "td-plan-check.h"
#include "td-plan-repository.h"

/* Frees the document that was loaded for one command. */
typedef TdIssuedDocumentRow Document;

static void
document_free (Document *document)
{
  td_row_free (TD_KIND_ISSUED_DOCUMENT, document);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Document, document_free)

static GBytes *
load_file (TdCli *cli, const Document *document, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);

  if (workspace == NULL)
    return NULL;
  if (document->file_hash == NULL)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL, _ ("The document has no file yet."));
      return NULL;
    }

  return td_file_blob_get (td_workspace_get_connection (workspace), document->file_hash, error);
}

/* Makes the file of a document that got as far as to have one. */
static gboolean
make_file (TdCli *cli, gint64 id, gboolean portable, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (Document) document =
      workspace != NULL ? td_workspace_get_row (workspace, TD_KIND_ISSUED_DOCUMENT, id, error)
                        : NULL;
  g_autoptr (TdPlanData) plan = NULL;

  if (document == NULL)
    return FALSE;
  plan =
      td_plan_repository_load (td_workspace_get_connection (workspace), document->plan_id, error);

  return plan != NULL &&
         td_cli_document_run (cli, td_document_file_prepare (document, plan, portable, error),
                              error);
}

static TdDocumentRequest *
check_plan (TdCli *cli, gint64 plan_id, gint64 id, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (GPtrArray) findings =
      td_plan_check_run (td_workspace_get_connection (workspace), plan_id, error);
  TdDocumentRequest *request;

  if (findings == NULL)
    return NULL;
  request = td_document_request_new (TD_ACT_CHECK, id);
  for (guint i = 0; i < findings->len; i++)
    {
      const TdFinding *finding = g_ptr_array_index (findings, i);

      request->errors += finding->severity == TD_SEVERITY_ERROR;
      request->warnings += finding->severity == TD_SEVERITY_WARNING;
      if (finding->severity == TD_SEVERITY_ERROR)
        g_printerr ("%s: %s\n", finding->place != NULL ? finding->place : "", finding->message);
    }
  request->force = td_cli_force (cli);

  return request;
}

static gboolean
number_and_make (TdCli *cli, gint64 id, gboolean sign_first, GError **error)
{
  TdDocumentRequest *request = td_document_request_new (TD_ACT_NUMBER, id);

  if (sign_first)
    {
      td_document_request_free (request);
      return make_file (cli, id, FALSE, error);
    }
  request->date = g_strdup (td_cli_option (cli, "date"));
  if (!td_cli_option_int (cli, "number", &request->number, error))
    {
      td_document_request_free (request);
      return FALSE;
    }

  return td_cli_document_run (cli, request, error) && make_file (cli, id, FALSE, error);
}

static gint64
find_or_draft (TdCli *cli, TdWorkspace *workspace, gint64 plan_id, GError **error)
{
  gint64 id = td_document_find_of_plan (td_workspace_get_connection (workspace), plan_id);
  g_autoptr (TdDocumentRequest) request = NULL;

  if (id != 0)
    return id;
  request = td_document_request_new (TD_ACT_DRAFT, 0);
  request->plan_id = plan_id;
  request->sign_first = td_cli_has_option (cli, "sign-first");
  request->form =
      g_strdup (td_cli_has_option (cli, "paper") ? TD_DOCUMENT_PAPER : TD_DOCUMENT_ELECTRONIC);
  if (!td_cli_option_int (cli, "replaces", &request->replaces_id, error))
    return 0;

  return td_document_request_run (request, workspace, &id, error) ? id : 0;
}

/**
 * td_cli_plan_issue:
 * @cli: the command line
 * @error: return location
 *
 * From a plan to the file that waits for the leader's signature: draft, check, submission, number.
 *
 * Returns: the exit code
 */
int
td_cli_plan_issue (TdCli *cli, GError **error)
{
  TdWorkspace *workspace;
  g_autoptr (Document) document = NULL;
  TdDocumentRequest *submit;
  gint64 plan_id, id;

  if (!td_cli_argument_id (cli, 0, &plan_id, error))
    return 2;
  workspace = td_cli_workspace (cli, error);
  if (workspace == NULL)
    return 4;
  {
    TdPlanRow *plan = td_workspace_get_row (workspace, TD_KIND_PLAN, plan_id, error);

    if (plan == NULL)
      return 2;
    td_row_free (TD_KIND_PLAN, plan);
  }
  id = find_or_draft (cli, workspace, plan_id, error);
  if (id == 0 || !td_cli_document_run (cli, check_plan (cli, plan_id, id, error), error))
    return 4;
  submit = td_document_request_new (TD_ACT_SUBMIT, id);
  submit->note = g_strdup (td_cli_option (cli, "note"));
  if (!td_cli_document_run (cli, submit, error))
    return 4;
  document = td_workspace_get_row (workspace, TD_KIND_ISSUED_DOCUMENT, id, error);
  if (document == NULL || !number_and_make (cli, id, document->sign_first, error))
    return 4;

  return td_cli_document_print (cli, id, error);
}

/* The number is kept first, for it stands in the file before the register takes both. */
static TdDocumentRequest *
fill_number (TdCli *cli, const Document *document, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  TdConnection *connection = td_workspace_get_connection (workspace);
  g_autoptr (GBytes) file = load_file (cli, document, error);
  g_autofree char *now = td_date_now_iso ();
  g_autofree char *today = g_strndup (now, 10);
  const char *date = td_cli_option (cli, "date") != NULL ? td_cli_option (cli, "date") : today;
  gint64 year = g_ascii_strtoll (date, NULL, 10);
  gint64 number = 0;

  if (file == NULL || !td_cli_option_int (cli, "number", &number, error))
    return NULL;
  if (number == 0)
    number = td_document_number_next (
        connection, td_document_number_find_series (connection, document->code_notation), year);

  return td_document_file_fill (document, file, number, date, error);
}

int
td_cli_document_number (TdCli *cli, GError **error)
{
  g_autoptr (Document) document = td_cli_document_load (cli, 0, error);

  if (document == NULL)
    return 2;
  if (document->sign_first)
    {
      if (!td_document_may (document, TD_ACT_NUMBER, error) ||
          !td_cli_document_run (cli, fill_number (cli, document, error), error))
        return 4;
    }
  else if (!number_and_make (cli, document->row.id, FALSE, error))
    return 4;

  return td_cli_document_print (cli, document->row.id, error);
}

static int
sign (TdCli *cli, TdSignRole role, GError **error)
{
  g_autoptr (Document) document = td_cli_document_load (cli, 0, error);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) image = NULL;
  g_autoptr (TdSigner) signer = NULL;
  TdSignRequest how = { .role = role };

  if (document == NULL)
    return 2;
  if (!td_document_may (document, role == TD_SIGN_PERSON ? TD_ACT_SIGN : TD_ACT_SEAL, error))
    return 4;
  file = load_file (cli, document, error);
  how.image_name = td_cli_option (cli, "image");
  if (file == NULL ||
      (how.image_name != NULL && (image = td_signing_read_file (how.image_name, error)) == NULL))
    return 4;
  how.image = image;
  how.tsa = td_cli_option (cli, "tsa");
  how.require_timestamp = td_cli_has_option (cli, "require-timestamp");
  signer = td_cli_open_signer (cli, error);
  if (signer == NULL ||
      !td_cli_document_run (cli, td_document_file_sign (document, file, &how, signer, NULL, error),
                            error))
    return 4;

  return td_cli_document_print (cli, document->row.id, error);
}

int
td_cli_document_sign (TdCli *cli, GError **error)
{
  return sign (cli, TD_SIGN_PERSON, error);
}

int
td_cli_document_seal (TdCli *cli, GError **error)
{
  return sign (cli, TD_SIGN_ORGANISATION, error);
}

int
td_cli_document_export (TdCli *cli, GError **error)
{
  g_autoptr (Document) document = td_cli_document_load (cli, 0, error);
  g_autoptr (GBytes) file = NULL;

  if (document == NULL)
    return 2;
  /* Another program fills a field as it is: the one of the seal gets the seal's exact place. */
  if (td_cli_has_option (cli, "portable"))
    {
      if (!td_document_may (document, TD_ACT_PREPARE, error) ||
          !make_file (cli, document->row.id, TRUE, error))
        return 4;
      td_row_free (TD_KIND_ISSUED_DOCUMENT, document);
      document = td_cli_document_load (cli, 0, error);
      if (document == NULL)
        return 4;
    }
  file = load_file (cli, document, error);
  if (file == NULL ||
      !td_output_file_write_bytes (td_cli_argument (cli, 1), td_cli_force (cli), file, error))
    return 4;
  /* Taking a copy of what is issued is no act; handing it out to be signed is one. */
  if (!td_document_is_closed (document) &&
      !td_cli_document_run (cli, td_document_request_new (TD_ACT_EXPORT, document->row.id), error))
    return 4;

  return td_cli_document_print (cli, document->row.id, error);
}

static TdTrust *
open_trust (TdCli *cli, GError **error)
{
  g_autoptr (GPtrArray) anchors = td_cli_option_all (cli, "trust");

  return td_signing_open_trust (anchors, td_cli_has_option (cli, "system-trust"), error);
}

int
td_cli_document_import (TdCli *cli, GError **error)
{
  const char *path = td_cli_argument (cli, 1);
  g_autoptr (Document) document = td_cli_document_load (cli, 0, error);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) imported = NULL;
  g_autoptr (TdTrust) trust = NULL;

  if (document == NULL)
    return 2;
  imported = td_signing_read_file (path, error);
  trust = imported != NULL ? open_trust (cli, error) : NULL;
  if (trust == NULL)
    return 3;
  file = load_file (cli, document, error);
  if (file == NULL ||
      !td_cli_document_run (
          cli, td_document_file_import (document, file, imported, path, trust, NULL, error), error))
    return 4;

  return td_cli_document_print (cli, document->row.id, error);
}

int
td_cli_document_attach (TdCli *cli, GError **error)
{
  const char *path = td_cli_argument (cli, 1);
  g_autoptr (Document) document = td_cli_document_load (cli, 0, error);
  g_autoptr (GBytes) scan = NULL;
  TdDocumentRequest *request;

  if (document == NULL)
    return 2;
  scan = td_signing_read_file (path, error);
  if (scan == NULL)
    return 3;
  request = td_document_request_new (TD_ACT_SCAN, document->row.id);
  request->file = g_bytes_ref (scan);
  request->file_name = g_path_get_basename (path);
  if (!td_cli_document_run (cli, request, error))
    return 4;

  return td_cli_document_print (cli, document->row.id, error);
}

int
td_cli_document_issue (TdCli *cli, GError **error)
{
  g_autoptr (Document) document = td_cli_document_load (cli, 0, error);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (TdTrust) trust = NULL;
  g_autoptr (TdVerification) verification = NULL;
  TdDocumentRequest *request;

  if (document == NULL)
    return 2;
  if (!td_document_may (document, TD_ACT_ISSUE, error))
    return 4;
  if (g_strcmp0 (document->form, TD_DOCUMENT_PAPER) != 0)
    {
      file = load_file (cli, document, error);
      trust = file != NULL ? open_trust (cli, error) : NULL;
      verification =
          trust != NULL ? td_verify (file, document->file_name, trust, NULL, error) : NULL;
      if (verification == NULL || !td_document_file_may_issue (document, verification, error))
        return 4;
    }
  request = td_document_request_new (TD_ACT_ISSUE, document->row.id);
  request->note = g_strdup (td_cli_option (cli, "note"));
  if (!td_cli_document_run (cli, request, error))
    return 4;

  return td_cli_document_print (cli, document->row.id, error);
}

static int
run_plain (TdCli *cli, const char *act, GError **error)
{
  g_autoptr (Document) document = td_cli_document_load (cli, 0, error);
  TdDocumentRequest *request;

  if (document == NULL)
    return 2;
  request = td_document_request_new (act, document->row.id);
  request->note = g_strdup (td_cli_option (cli, "note"));
  if (!td_cli_document_run (cli, request, error))
    return 4;

  return td_cli_document_print (cli, document->row.id, error);
}

int
td_cli_document_return (TdCli *cli, GError **error)
{
  return run_plain (cli, TD_ACT_RETURN, error);
}

int
td_cli_document_withdraw (TdCli *cli, GError **error)
{
  return run_plain (cli, TD_ACT_WITHDRAW, error);
}

int
td_cli_document_describe (TdCli *cli, GError **error)
{
  static const char *const options[] = { "organ-id", "file-year", "file-number", "ordinal",
                                         "copies",   "due",       "description" };
  g_autoptr (Document) document = td_cli_document_load (cli, 0, error);
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  TdDocumentRequest *request;

  if (document == NULL)
    return 2;
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      const char *value = td_cli_option (cli, options[i]);
      g_autofree char *pair =
          value != NULL ? g_strconcat (td_document_described[i], "=", value, NULL) : NULL;

      if (pair != NULL)
        g_strv_builder_add (values, pair);
    }
  request = td_document_request_new (TD_ACT_DESCRIBE, document->row.id);
  request->values = g_strv_builder_end (values);
  if (!td_cli_document_run (cli, request, error))
    return 4;

  return td_cli_document_print (cli, document->row.id, error);
}
