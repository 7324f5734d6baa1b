/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-document-acts.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "td-date.h"
#include "td-document-describe.h"
#include "td-document-number.h"
#include "td-error.h"
#include "td-file-blob.h"
#include "td-import.h"
#include "td-plan-repository.h"
#include "td-text.h"

/* One act on one document. @document is changed and written at the end; @before is what it was. */
typedef struct
{
  TdWriter *writer;
  TdDocumentRequest *request;
  TdIssuedDocumentRow *before;
  TdIssuedDocumentRow *document;
  char *note; /* of the entry in the list of acts */
} Act;

typedef gboolean (*ActFunc) (Act *act, GError **error);

static void
set_text (char **field, const char *text)
{
  g_free (*field);
  *field = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/* Fields of other records */

static gboolean
set_plan (Act *act, const char *field, const char *value, GError **error)
{
  return act->document->plan_id == 0 ||
         td_writer_set_field (act->writer, TD_KIND_PLAN, act->document->plan_id, field, value,
                              error);
}

static gboolean
set_plan_number (Act *act, GError **error)
{
  const char *date = act->document->issued_date;
  char day[16] = "0", month[16] = "0", year[16] = "0";
  GDate parsed;

  if (date != NULL && td_date_parse_iso (date, &parsed))
    {
      g_snprintf (day, sizeof day, "%d", g_date_get_day (&parsed));
      g_snprintf (month, sizeof month, "%d", (int) g_date_get_month (&parsed));
      g_snprintf (year, sizeof year, "%d", g_date_get_year (&parsed));
    }

  return set_plan (act, "number", act->document->code_number, error) &&
         set_plan (act, "issued_date", date, error) && set_plan (act, "day", day, error) &&
         set_plan (act, "month", month, error) && set_plan (act, "issued_year", year, error) &&
         set_plan (act, "date_text", NULL, error);
}

static gboolean
put_file (Act *act, char **hash, GError **error)
{
  g_autofree char *found = NULL;

  if (act->request->file == NULL)
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("This act needs a file."));
      return FALSE;
    }
  found = td_writer_put_file (act->writer, act->request->file, error);
  if (found == NULL)
    return FALSE;
  set_text (hash, found);

  return TRUE;
}

/* RULE document-bytes: what was signed stays byte for byte; a signature only adds to it. */
static gboolean
continues (Act *act, const char *hash, GError **error)
{
  g_autoptr (GBytes) old =
      hash != NULL ? td_file_blob_get (td_writer_get_connection (act->writer), hash, error) : NULL;
  gsize old_size, new_size;
  gconstpointer old_data, new_data;

  if (old == NULL)
    return FALSE;
  old_data = g_bytes_get_data (old, &old_size);
  new_data = g_bytes_get_data (act->request->file, &new_size);
  if (new_size > old_size && memcmp (old_data, new_data, old_size) == 0)
    return TRUE;

  td_error_set_at (error, TD_ERROR_REFUSED, NULL, "file",
                   _ ("The file is not the one that was handed out, with something added: its "
                      "first %" PRIu64 " bytes differ. It does not belong to this document."),
                   (guint64) old_size);
  return FALSE;
}

/* Somebody may have signed meanwhile. */
static gboolean
is_current (Act *act, GError **error)
{
  if (act->request->from_hash == NULL ||
      g_strcmp0 (act->request->from_hash, act->document->file_hash) == 0)
    return TRUE;

  td_error_set_at (error, TD_ERROR_CONFLICT, NULL, "file",
                   _ ("The file of the document was changed meanwhile. Look at it again."));
  return FALSE;
}

static gboolean
take_file (Act *act, GError **error)
{
  if (!put_file (act, &act->document->file_hash, error))
    return FALSE;
  act->document->file_size = (gint64) g_bytes_get_size (act->request->file);

  return TRUE;
}

/**
 * td_document_content_hash:
 * @writer: an act
 * @plan_id: a plan
 * @error: return location
 *
 * Returns: (nullable) (transfer full): SHA-256 of everything the plan says, to see whether it was
 *   changed since it was checked
 */
char *
td_document_content_hash (TdWriter *writer, gint64 plan_id, GError **error)
{
  g_autoptr (TdPlanData) data =
      td_plan_repository_load (td_writer_get_connection (writer), plan_id, error);
  g_autofree char *json = NULL;

  if (data == NULL)
    return NULL;
  g_clear_pointer (&data->plan->status, g_free);
  td_plan_data_make_local (data);
  json = td_plan_json_write (data);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, json, -1);
}

/* The acts */

static char *
recipient_lines (const TdPlanData *data)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_RECIPIENT); i++)
    {
      const TdRecipientRow *recipient = td_plan_data_nth (data, TD_KIND_RECIPIENT, i);

      if (recipient->text != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", recipient->text);
    }

  return g_string_free (text, FALSE);
}

/* "PHÓ GIÁM ĐỐC" of a stacked form: the last line is the signer's own. */
static char *
own_title (const char *title)
{
  const char *last = title != NULL ? strrchr (title, '\n') : NULL;

  return title != NULL ? td_text_sentence_case (last != NULL ? last + 1 : title) : NULL;
}

/* Urgency words of a plan as Annex VI counts them. */
static gint64
priority_of (const char *urgency)
{
  static const char *const words[] = { "khẩn", "thượng khẩn", "hỏa tốc" };

  for (int i = G_N_ELEMENTS (words) - 1; urgency != NULL && i >= 0; i--)
    {
      if (td_text_equal_folded (urgency, words[i]))
        return i + 1;
    }

  return 0;
}

/* RULE nd30-metadata: what Annex VI asks for, from the plan as it stands. */
static gboolean
describe (Act *act, GError **error)
{
  TdIssuedDocumentRow *document = act->document;
  g_autoptr (TdPlanData) data = NULL;
  const TdSignatoryRow *signatory;
  g_autofree char *type = NULL, *position = NULL, *to = NULL;

  if (document->plan_id == 0)
    return TRUE;
  data = td_plan_repository_load (td_writer_get_connection (act->writer), document->plan_id, error);
  if (data == NULL)
    return FALSE;

  signatory = td_plan_data_nth (data, TD_KIND_SIGNATORY, 0);
  type = data->plan->doc_type != NULL ? td_text_sentence_case (data->plan->doc_type) : NULL;
  to = recipient_lines (data);
  position = signatory != NULL ? own_title (signatory->title) : NULL;
  set_text (&document->type_name, type);
  set_text (&document->code_notation, data->plan->symbol);
  set_text (&document->organ_name,
            data->plan->agency_full != NULL ? data->plan->agency_full : data->plan->agency);
  set_text (&document->subject, data->plan->title);
  set_text (&document->language, "Tiếng Việt");
  set_text (&document->signer_position, position);
  set_text (&document->signer_name, signatory != NULL ? signatory->name : NULL);
  set_text (&document->recipients, to);
  document->priority = priority_of (data->plan->urgency);
  document->year = data->plan->year;

  return TRUE;
}

static gboolean
is_free_plan (Act *act, GError **error)
{
  gint64 other =
      td_document_find_of_plan (td_writer_get_connection (act->writer), act->request->plan_id);

  if (other == 0 || act->request->plan_id == 0)
    return TRUE;

  td_error_set_at (error, TD_ERROR_REFUSED, NULL, "plan",
                   _ ("The plan has document number %" PRId64 " already."), other);
  return FALSE;
}

static gboolean
act_draft (Act *act, GError **error)
{
  TdIssuedDocumentRow *document = act->document;

  document->plan_id = act->request->plan_id;
  document->replaces_id = act->request->replaces_id;
  document->sign_first = act->request->sign_first;
  document->copies = 1;
  set_text (&document->form,
            act->request->form != NULL ? act->request->form : TD_DOCUMENT_ELECTRONIC);

  return is_free_plan (act, error) && describe (act, error);
}

static gboolean
act_form (Act *act, GError **error)
{
  set_text (&act->document->form,
            act->request->form != NULL ? act->request->form : TD_DOCUMENT_ELECTRONIC);
  act->document->sign_first = act->request->sign_first;

  return TRUE;
}

static gboolean
act_check (Act *act, GError **error)
{
  guint n_errors = act->request->errors, n_warnings = act->request->warnings;
  g_autofree char *errors =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u error", "%u errors", n_errors), n_errors);
  g_autofree char *warnings = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u warning", "%u warnings", n_warnings), n_warnings);
  g_autofree char *hash = NULL;

  if (n_errors > 0 && !act->request->force)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                       g_dngettext (GETTEXT_PACKAGE, "The check found %u error. Correct it first.",
                                    "The check found %u errors. Correct them first.", n_errors),
                       n_errors);
      return FALSE;
    }
  act->note = g_strconcat (errors, ", ", warnings, NULL);
  if (act->document->plan_id != 0)
    {
      hash = td_document_content_hash (act->writer, act->document->plan_id, error);
      if (hash == NULL)
        return FALSE;
    }
  set_text (&act->document->content_hash, hash);

  return describe (act, error);
}

/* From here on the leader reads it: the plan is closed, and it must be what was checked. */
static gboolean
act_submit (Act *act, GError **error)
{
  g_autofree char *hash = NULL;

  if (act->document->plan_id == 0)
    return TRUE;
  hash = td_document_content_hash (act->writer, act->document->plan_id, error);
  if (hash == NULL)
    return FALSE;
  if (g_strcmp0 (hash, act->document->content_hash) != 0)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                       _ ("The plan was changed after it was checked. Check it again."));
      return FALSE;
    }

  return td_writer_lock_record (act->writer, TD_KIND_PLAN, act->document->plan_id, error) &&
         set_plan (act, "status", "submitted", error);
}

/* The number that was asked for, else the one that stands in the plan already. */
static gint64
wanted_number (Act *act)
{
  TdPlanRow *plan;
  gint64 number = act->request->number;
  gint64 typed = 0;

  if (number != 0 || act->document->plan_id == 0)
    return number;
  plan = td_writer_get (act->writer, TD_KIND_PLAN, act->document->plan_id, NULL);
  if (plan != NULL && plan->number != NULL &&
      g_ascii_string_to_signed (plan->number, 10, 1, G_MAXINT32, &typed, NULL))
    number = typed;
  td_row_free (TD_KIND_PLAN, plan);

  return number;
}

static gboolean
act_number (Act *act, GError **error)
{
  TdDocumentRequest *request = act->request;
  TdIssuedDocumentRow *document = act->document;
  g_autofree char *text = NULL;
  g_autofree char *today = g_strndup (request->at, strlen ("2026-01-09"));
  GDate date;
  gint64 number;

  set_text (&document->issued_date, request->date != NULL ? request->date : today);
  if (!td_date_parse_iso (document->issued_date, &date))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, "date", _ ("“%s” is not a date."),
                       document->issued_date);
      return FALSE;
    }
  document->year = g_date_get_year (&date);
  document->series_id = request->series_id >= 0
                            ? request->series_id
                            : td_document_number_find_series (
                                  td_writer_get_connection (act->writer), document->code_notation);
  number =
      td_document_number_allot (act->writer, document, wanted_number (act), request->at, error);
  if (number == 0)
    return FALSE;
  text = td_document_number_format (number);
  set_text (&document->code_number, text);
  act->note = td_document_symbol (document);
  /* Filled into the fields the leader's signature left for it. */
  if (request->file != NULL &&
      (!is_current (act, error) || !continues (act, document->file_hash, error) ||
       !take_file (act, error)))
    return FALSE;

  return set_plan_number (act, error);
}

static gboolean
act_prepare (Act *act, GError **error)
{
  if (!take_file (act, error))
    return FALSE;
  set_text (&act->document->prepared_hash, act->document->file_hash);
  set_text (&act->document->file_name, act->request->file_name);
  act->document->pages = act->request->pages;

  return TRUE;
}

static gboolean
act_sign (Act *act, GError **error)
{
  if (act->document->prepared_hash == NULL)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                       _ ("There is no file to sign yet. Make it first."));
      return FALSE;
    }

  return act->request->file != NULL && is_current (act, error) &&
         continues (act, act->document->file_hash, error) && take_file (act, error) &&
         set_plan (act, "status", "signed", error);
}

/* Signed elsewhere: the state is what the signatures in the file say (found out by the caller). */
static gboolean
act_import (Act *act, GError **error)
{
  const char *state = act->request->state;

  if (state == NULL || td_document_state_index (act->document, state) <=
                           td_document_state_index (act->document, act->document->state))
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, "file",
                       _ ("The file has no signature that the document does not have already."));
      return FALSE;
    }
  if (td_document_state_index (act->document, TD_DOCUMENT_NUMBERED) <
          td_document_state_index (act->document, state) &&
      act->document->code_number == NULL)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, "number",
                       _ ("The document has no number yet."));
      return FALSE;
    }
  if (!continues (act, act->document->file_hash, error) || !take_file (act, error))
    return FALSE;
  set_text (&act->document->state, state);

  return TRUE;
}

static gboolean
act_scan (Act *act, GError **error)
{
  if (!put_file (act, &act->document->scan_hash, error))
    return FALSE;
  set_text (&act->document->file_hash, act->document->scan_hash);
  act->document->file_size = (gint64) g_bytes_get_size (act->request->file);
  set_text (&act->document->file_name, act->request->file_name);
  if (act->request->pages > 0)
    act->document->pages = act->request->pages;

  return TRUE;
}

static gboolean
log_act (TdWriter *writer,
         const TdIssuedDocumentRow *document,
         const char *name,
         const TdDocumentRequest *request,
         const char *note,
         GError **error)
{
  TdDocumentActRow *row = td_row_new (TD_KIND_DOCUMENT_ACT);
  gboolean done;

  row->document_id = document->row.id;
  row->act = g_strdup (name);
  row->state = g_strdup (document->state);
  row->who = g_strdup (request->who != NULL ? request->who : td_writer_get_author (writer));
  row->at = g_strdup (request->at);
  row->file_hash = g_strdup (document->file_hash);
  row->certificate = g_strdup (request->certificate);
  row->note = note != NULL && request->note != NULL
                  ? g_strdup_printf ("%s. %s", note, request->note)
                  : g_strdup (note != NULL ? note : request->note);
  done = td_writer_insert (writer, TD_KIND_DOCUMENT_ACT, row, error) &&
         td_writer_lock_record (writer, TD_KIND_DOCUMENT_ACT, row->row.id, error);
  td_row_free (TD_KIND_DOCUMENT_ACT, row);

  return done;
}

/* The document in whose place this one comes. */
static gboolean
replace_old (Act *act, GError **error)
{
  TdIssuedDocumentRow *old;
  g_autofree char *symbol = td_document_symbol (act->document);
  gboolean done;

  if (act->document->replaces_id == 0)
    return TRUE;
  old = td_writer_get (act->writer, TD_KIND_ISSUED_DOCUMENT, act->document->replaces_id, error);
  if (old == NULL)
    return FALSE;

  done = td_document_may (old, TD_ACT_REPLACE, error);
  if (done)
    {
      set_text (&old->state, TD_DOCUMENT_REPLACED);
      done = td_writer_update (act->writer, TD_KIND_ISSUED_DOCUMENT, NULL, old, error) &&
             log_act (act->writer, old, TD_ACT_REPLACE, act->request, symbol, error) &&
             (old->plan_id == 0 || td_writer_set_field (act->writer, TD_KIND_PLAN, old->plan_id,
                                                        "status", "replaced", error));
    }
  td_row_free (TD_KIND_ISSUED_DOCUMENT, old);

  return done;
}

static gboolean
act_issue (Act *act, GError **error)
{
  if (act->document->code_number == NULL || act->document->file_hash == NULL)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                       _ ("A document is issued with a number and a file."));
      return FALSE;
    }

  return replace_old (act, error) && set_plan (act, "status", "issued", error);
}

static gboolean
open_again (Act *act, GError **error)
{
  TdIssuedDocumentRow *document = act->document;

  if (!td_document_number_release_of (act->writer, document->row.id, act->request->at, error))
    return FALSE;
  set_text (&document->code_number, NULL);
  set_text (&document->issued_date, NULL);
  set_text (&document->prepared_hash, NULL);
  set_text (&document->file_hash, NULL);
  set_text (&document->scan_hash, NULL);
  set_text (&document->content_hash, NULL);
  document->file_size = 0;

  return document->plan_id == 0 ||
         (set_plan_number (act, error) && set_plan (act, "status", "draft", error) &&
          td_writer_unlock_record (act->writer, TD_KIND_PLAN, document->plan_id, error));
}

static gboolean
act_return (Act *act, GError **error)
{
  return !td_document_reached (act->document, TD_DOCUMENT_SUBMITTED) || open_again (act, error);
}

/* RULE document-withdraw: an issued document stays in the register with its number and file,
 * marked; one that never was issued gives its number back. */
static gboolean
act_withdraw (Act *act, GError **error)
{
  if (!td_document_is_closed (act->document))
    return act_return (act, error);

  return set_plan (act, "status", "withdrawn", error);
}

static gboolean
act_nothing (Act *act, GError **error)
{
  return TRUE;
}

static gboolean
act_describe (Act *act, GError **error)
{
  return td_document_describe (act->document, (const char *const *) act->request->values,
                               &act->note, error);
}

static ActFunc
find_act (const char *name)
{
  static const struct
  {
    const char *name;
    ActFunc func;
  } all[] = {
    { TD_ACT_DRAFT, act_draft },       { TD_ACT_FORM, act_form },
    { TD_ACT_CHECK, act_check },       { TD_ACT_SUBMIT, act_submit },
    { TD_ACT_NUMBER, act_number },     { TD_ACT_PREPARE, act_prepare },
    { TD_ACT_SIGN, act_sign },         { TD_ACT_SEAL, act_sign },
    { TD_ACT_IMPORT, act_import },     { TD_ACT_SCAN, act_scan },
    { TD_ACT_ISSUE, act_issue },       { TD_ACT_RETURN, act_return },
    { TD_ACT_WITHDRAW, act_withdraw }, { TD_ACT_EXPORT, act_nothing },
    { TD_ACT_DESCRIBE, act_describe },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      if (g_str_equal (all[i].name, name))
        return all[i].func;
    }

  return NULL;
}

static gboolean
run_new (Act *act, GError **error)
{
  set_text (&act->document->state, TD_DOCUMENT_DRAFT);

  return act_draft (act, error) &&
         td_writer_insert (act->writer, TD_KIND_ISSUED_DOCUMENT, act->document, error) &&
         td_writer_lock_record (act->writer, TD_KIND_ISSUED_DOCUMENT, act->document->row.id, error);
}

static gboolean
run (Act *act, GError **error)
{
  const char *name = act->request->act;
  ActFunc func = find_act (name);
  g_autofree char *next = NULL;

  if (func == NULL)
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, "act", _ ("There is no act “%s”."), name);
      return FALSE;
    }
  if (!td_document_may (act->document, name, error))
    return FALSE;
  next = g_strdup (td_document_state_after (act->document, name));
  if (!func (act, error))
    return FALSE;
  if (!g_str_equal (name, TD_ACT_IMPORT))
    set_text (&act->document->state, next);

  return td_writer_update (act->writer, TD_KIND_ISSUED_DOCUMENT, act->before, act->document, error);
}

/**
 * td_document_act:
 * @writer: the writer of an explicit act
 * @request: what to do
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
td_document_act (TdWriter *writer, TdDocumentRequest *request, GError **error)
{
  Act act = { writer, request, NULL, NULL, NULL };
  gboolean done = FALSE;

  if (request->document_id != 0)
    {
      act.before = td_writer_get (writer, TD_KIND_ISSUED_DOCUMENT, request->document_id, error);
      if (act.before == NULL)
        return FALSE;
      act.document = td_row_copy (TD_KIND_ISSUED_DOCUMENT, act.before);
      done = run (&act, error);
    }
  else
    {
      act.document = td_row_new (TD_KIND_ISSUED_DOCUMENT);
      done = run_new (&act, error);
    }
  if (done)
    {
      request->result_id = act.document->row.id;
      done = log_act (writer, act.document, request->act, request, act.note, error);
    }
  td_row_free (TD_KIND_ISSUED_DOCUMENT, act.before);
  td_row_free (TD_KIND_ISSUED_DOCUMENT, act.document);
  g_free (act.note);

  return done;
}
