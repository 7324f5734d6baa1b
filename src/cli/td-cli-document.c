/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli-document.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "td-date.h"
#include "td-document-book.h"
#include "td-document-register.h"
#include "td-error.h"

/**
 * td_cli_document_load:
 * @cli: the command line
 * @n: which word is the id
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the document
 */
TdIssuedDocumentRow *
td_cli_document_load (TdCli *cli, guint n, GError **error)
{
  TdWorkspace *workspace;
  gint64 id;

  if (!td_cli_argument_id (cli, n, &id, error))
    return NULL;
  workspace = td_cli_workspace (cli, error);

  return workspace != NULL ? td_workspace_get_row (workspace, TD_KIND_ISSUED_DOCUMENT, id, error)
                           : NULL;
}

/**
 * td_cli_document_run:
 * @cli: the command line
 * @request: (transfer full) (nullable): an act; %NULL passes @error on
 * @error: return location
 *
 * Returns: whether the act was done
 */
gboolean
td_cli_document_run (TdCli *cli, TdDocumentRequest *request, GError **error)
{
  g_autoptr (TdDocumentRequest) owned = request;
  TdWorkspace *workspace = owned != NULL ? td_cli_workspace (cli, error) : NULL;

  return workspace != NULL && td_document_request_run (owned, workspace, NULL, error);
}

static void
add_document (JsonBuilder *builder, const TdIssuedDocumentRow *document)
{
  td_cli_json_int (builder, "id", document->row.id);
  td_cli_json_string (builder, "state", document->state);
  td_cli_json_string (builder, "form", document->form);
  td_cli_json_string (builder, "number", document->code_number);
  td_cli_json_string (builder, "symbol", document->code_notation);
  td_cli_json_string (builder, "date", document->issued_date);
  td_cli_json_int (builder, "year", document->year);
  td_cli_json_string (builder, "type", document->type_name);
  td_cli_json_string (builder, "subject", document->subject);
  td_cli_json_string (builder, "signer", document->signer_name);
  td_cli_json_string (builder, "signer_position", document->signer_position);
  if (document->plan_id != 0)
    td_cli_json_int (builder, "plan", document->plan_id);
  else
    td_cli_json_string (builder, "plan", NULL);
  td_cli_json_int (builder, "pages", document->pages);
  td_cli_json_string (builder, "file", document->file_name);
  td_cli_json_string (builder, "sha256", document->file_hash);
}

static int
document_list (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  TdRegisterFilter filter = { 0, td_cli_option (cli, "state"), FALSE,
                              td_cli_option (cli, "search") };
  g_autoptr (GPtrArray) found = NULL;
  JsonBuilder *builder;

  if (workspace == NULL || !td_cli_option_int (cli, "year", &filter.year, error))
    return 2;
  found = td_document_register_list (td_workspace_get_connection (workspace), &filter, error);
  if (found == NULL)
    return 4;

  builder = td_cli_begin_json ("tiendo-documents/1");
  json_builder_set_member_name (builder, "documents");
  json_builder_begin_array (builder);
  for (guint i = 0; i < found->len; i++)
    {
      const TdIssuedDocumentRow *document = g_ptr_array_index (found, i);
      g_autofree char *symbol = td_document_symbol (document);
      g_autofree char *date = document->issued_date != NULL
                                  ? td_date_display_iso (document->issued_date)
                                  : g_strdup ("");

      json_builder_begin_object (builder);
      add_document (builder, document);
      json_builder_end_object (builder);
      if (!td_cli_json (cli))
        td_cli_print (cli, "%" PRId64 "\t%s\t%s\t%s\t%s %s", document->row.id, symbol, date,
                      td_document_state_label (document->state),
                      document->type_name != NULL ? document->type_name : "",
                      document->subject != NULL ? document->subject : "");
    }
  json_builder_end_array (builder);
  td_cli_end_json (cli, builder);

  return 0;
}

/* RULE nd30-metadata: the fields of Annex VI under their own names, for the document system that
 * takes the file over. */
static void
add_metadata (JsonBuilder *builder, const TdIssuedDocumentRow *document)
{
  g_auto (GStrv) to =
      g_strsplit (document->recipients != NULL ? document->recipients : "", "\n", -1);

  json_builder_set_member_name (builder, "metadata");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "FileCode");
  json_builder_begin_object (builder);
  td_cli_json_string (builder, "OrganId", document->organ_id);
  td_cli_json_int (builder, "FileCatalog", document->file_catalog);
  td_cli_json_string (builder, "FileNotation", document->file_notation);
  json_builder_end_object (builder);
  td_cli_json_int (builder, "DocOrdinal", document->doc_ordinal);
  td_cli_json_string (builder, "TypeName", document->type_name);
  td_cli_json_string (builder, "CodeNumber", document->code_number);
  td_cli_json_string (builder, "CodeNotation", document->code_notation);
  td_cli_json_string (builder, "IssuedDate", document->issued_date);
  td_cli_json_string (builder, "OrganName", document->organ_name);
  td_cli_json_string (builder, "Subject", document->subject);
  td_cli_json_string (builder, "Language", document->language);
  td_cli_json_int (builder, "PageAmount", document->pages);
  td_cli_json_string (builder, "Description", document->description);
  json_builder_set_member_name (builder, "SignerInfo");
  json_builder_begin_object (builder);
  td_cli_json_string (builder, "Position", document->signer_position);
  td_cli_json_string (builder, "FullName", document->signer_name);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "To");
  json_builder_begin_array (builder);
  for (guint i = 0; to[i] != NULL; i++)
    {
      const char *bar = strchr (to[i], '|');
      g_autofree char *code = bar != NULL ? g_strndup (to[i], (gsize) (bar - to[i])) : NULL;

      json_builder_begin_object (builder);
      td_cli_json_string (builder, "OrganId", code);
      td_cli_json_string (builder, "OrganName", bar != NULL ? bar + 1 : to[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  td_cli_json_int (builder, "Priority", document->priority);
  td_cli_json_int (builder, "IssuedAmount", document->copies);
  td_cli_json_string (builder, "DueDate", document->due_date);
  json_builder_end_object (builder);
}

static void
add_acts (TdCli *cli, JsonBuilder *builder, const GPtrArray *acts)
{
  json_builder_set_member_name (builder, "acts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < acts->len; i++)
    {
      const TdDocumentActRow *act = g_ptr_array_index ((GPtrArray *) acts, i);

      json_builder_begin_object (builder);
      td_cli_json_string (builder, "act", act->act);
      td_cli_json_string (builder, "state", act->state);
      td_cli_json_string (builder, "at", act->at);
      td_cli_json_string (builder, "who", act->who);
      td_cli_json_string (builder, "certificate", act->certificate);
      td_cli_json_string (builder, "sha256", act->file_hash);
      td_cli_json_string (builder, "note", act->note);
      json_builder_end_object (builder);
      if (!td_cli_json (cli))
        td_cli_print (cli, "  %s\t%s\t%s\t%s", act->at, td_document_act_label (act->act),
                      act->who != NULL ? act->who : "", act->note != NULL ? act->note : "");
    }
  json_builder_end_array (builder);
}

/**
 * td_cli_document_print:
 * @cli: the command line
 * @id: a document
 * @error: return location
 *
 * Prints a document with all that was done with it.
 *
 * Returns: the exit code
 */
int
td_cli_document_print (TdCli *cli, gint64 id, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  TdIssuedDocumentRow *document =
      workspace != NULL ? td_workspace_get_row (workspace, TD_KIND_ISSUED_DOCUMENT, id, error)
                        : NULL;
  g_autoptr (GPtrArray) acts = NULL;
  g_autofree char *symbol = NULL;
  JsonBuilder *builder;

  if (document == NULL)
    return 2;
  acts = td_document_list_acts (td_workspace_get_connection (workspace), id, error);
  if (acts == NULL)
    {
      td_row_free (TD_KIND_ISSUED_DOCUMENT, document);
      return 4;
    }

  symbol = td_document_symbol (document);
  if (!td_cli_json (cli))
    td_cli_print (cli, "%" PRId64 "\t%s\t%s", id, symbol,
                  td_document_state_label (document->state));
  builder = td_cli_begin_json ("tiendo-document/1");
  add_document (builder, document);
  td_cli_json_string (builder, "next", td_document_next_act (document));
  add_metadata (builder, document);
  add_acts (cli, builder, acts);
  td_cli_end_json (cli, builder);
  td_row_free (TD_KIND_ISSUED_DOCUMENT, document);

  return 0;
}

static int
document_show (TdCli *cli, GError **error)
{
  gint64 id;

  return td_cli_argument_id (cli, 0, &id, error) ? td_cli_document_print (cli, id, error) : 2;
}

static gint64
this_year (void)
{
  GDate today;

  td_date_today (&today);

  return g_date_get_year (&today);
}

static int
document_reserve (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  gint64 number = 0, year = this_year (), id;
  g_autoptr (TdEdit) keep = NULL;

  if (workspace == NULL || !td_cli_option_int (cli, "number", &number, error) ||
      !td_cli_option_int (cli, "year", &year, error))
    return 2;
  keep = td_document_book_keep (number, year, td_cli_option (cli, "symbol"),
                                td_cli_option (cli, "note"));
  if (!td_edit_run (keep, workspace, &id, error))
    return 4;

  {
    TdDocumentNumberRow *entry =
        td_workspace_get_row (workspace, TD_KIND_DOCUMENT_NUMBER, id, error);

    if (entry == NULL)
      return 4;
    if (td_cli_json (cli))
      {
        JsonBuilder *builder = td_cli_begin_json ("tiendo-number/1");

        td_cli_json_int (builder, "number", entry->number);
        td_cli_json_int (builder, "year", entry->year);
        td_cli_json_string (builder, "symbol", entry->symbol);
        td_cli_json_string (builder, "state", entry->state);
        td_cli_print_json (cli, builder);
      }
    else
      td_cli_print (cli, _ ("Number %02" PRId64 " of the year %" PRId64 " is kept."), entry->number,
                    entry->year);
    td_row_free (TD_KIND_DOCUMENT_NUMBER, entry);
  }

  return 0;
}

static int
document_release (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_DOCUMENT_NUMBER);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (TdEdit) release = NULL;
  const char *symbol = td_cli_option (cli, "symbol");
  gint64 number, year = this_year ();

  if (workspace == NULL || !td_cli_argument_id (cli, 0, &number, error) ||
      !td_cli_option_int (cli, "year", &year, error))
    return 2;
  td_query_where_int (query, "number", TD_QUERY_EQUAL, number);
  td_query_where_int (query, "year", TD_QUERY_EQUAL, year);
  td_query_where_text (query, "state", TD_QUERY_NOT_EQUAL, TD_NUMBER_RELEASED);
  if (symbol != NULL)
    td_query_where_text (query, "symbol", TD_QUERY_EQUAL, symbol);
  found = td_workspace_list_rows (workspace, query, error);
  if (found == NULL)
    return 4;
  if (found->len == 0)
    {
      td_error_set_at (error, TD_ERROR_NOT_FOUND, NULL, "number",
                       _ ("There is no number %02" PRId64 " in the year %" PRId64 "."), number,
                       year);
      return 2;
    }
  release = td_document_book_release (((TdRow *) g_ptr_array_index (found, 0))->id,
                                      td_cli_option (cli, "note"));
  if (!td_edit_run (release, workspace, NULL, error))
    return 4;
  if (td_cli_json (cli))
    {
      JsonBuilder *builder = td_cli_begin_json ("tiendo-number/1");

      td_cli_json_int (builder, "number", number);
      td_cli_json_int (builder, "year", year);
      td_cli_json_string (builder, "state", TD_NUMBER_RELEASED);
      td_cli_print_json (cli, builder);
    }
  else
    td_cli_print (cli, _ ("Number %02" PRId64 " of the year %" PRId64 " is free again."), number,
                  year);

  return 0;
}

static int
document_register (TdCli *cli, GError **error)
{
  TdWorkspace *workspace = td_cli_workspace (cli, error);
  TdRegisterFilter filter = { 0, td_cli_option (cli, "state"), TRUE,
                              td_cli_option (cli, "search") };

  if (workspace == NULL || !td_cli_option_int (cli, "year", &filter.year, error))
    return 2;
  if (!td_document_register_export (td_workspace_get_connection (workspace), &filter,
                                    td_cli_argument (cli, 0), td_cli_force (cli), error))
    return 4;
  if (!td_cli_json (cli))
    td_cli_print (cli, _ ("The register was written: %s"), td_cli_argument (cli, 0));
  else
    {
      JsonBuilder *builder = td_cli_begin_json ("tiendo-register/1");

      td_cli_json_string (builder, "file", td_cli_argument (cli, 0));
      td_cli_print_json (cli, builder);
    }

  return 0;
}

const TdCliCommand td_cli_document_commands[] = {
  { "document list", document_list, 0, 0, NULL,
    "year= state= search=", N_ ("List the register of documents") },
  { "document show", document_show, 1, 1, "ID", NULL,
    N_ ("Show a document and what was done with it") },
  { "plan issue", td_cli_plan_issue, 1, 1, "PLAN", "number= date= paper sign-first replaces= note=",
    N_ ("Check a plan, submit it and make its numbered file; DOCUMENT acts go on from there") },
  { "document number", td_cli_document_number, 1, 1, "ID",
    "number= date=", N_ ("Give a document its number and date, and make its file") },
  { "document reserve", document_reserve, 0, 0, NULL,
    "number= year= symbol= note=", N_ ("Keep a number for a document to come") },
  { "document release", document_release, 1, 1, "NUMBER",
    "year= symbol= note=", N_ ("Give a kept number back") },
  { "document sign", td_cli_document_sign, 1, 1, "ID",
    "p12= pkcs11= secret-file= chain= module= image= tsa= require-timestamp",
    N_ ("Sign a document as its leader") },
  { "document seal", td_cli_document_seal, 1, 1, "ID",
    "p12= pkcs11= secret-file= chain= module= image= tsa= require-timestamp",
    N_ ("Seal a signed document for the agency") },
  { "document export", td_cli_document_export, 2, 2, "ID OUT", "portable",
    N_ ("Write the file of a document, to be signed elsewhere or to be sent") },
  { "document import", td_cli_document_import, 2, 2, "ID FILE", "trust= system-trust",
    N_ ("Take back a file that was signed elsewhere") },
  { "document attach", td_cli_document_attach, 2, 2, "ID FILE", NULL,
    N_ ("Attach the scan of a document that was signed on paper") },
  { "document issue", td_cli_document_issue, 1, 1, "ID",
    "trust= system-trust note=", N_ ("Issue a signed and sealed document") },
  { "document return", td_cli_document_return, 1, 1, "ID",
    "note=", N_ ("Give a document back to its drafter before it is issued") },
  { "document withdraw", td_cli_document_withdraw, 1, 1, "ID",
    "note=", N_ ("Withdraw a document") },
  { "document describe", td_cli_document_describe, 1, 1, "ID",
    "organ-id= file-year= file-number= ordinal= copies= due= description=",
    N_ ("Add what the archive wants known of a document (Annex VI)") },
  { "document register", document_register, 1, 1, "OUT",
    "year= state= search=", N_ ("Write the register as .pdf or .xlsx") },
  { NULL },
};
