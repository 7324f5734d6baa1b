/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-document-file.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "td-date.h"
#include "td-error.h"
#include "td-layout.h"
#include "td-pdf.h"
#include "td-plan-composer.h"
#include "td-prepare.h"
#include "td-text.h"

/**
 * td_document_file_name:
 * @document: a document
 *
 * Returns: (transfer full): a name for its file that every system takes: "ke-hoach-27.pdf"
 */
char *
td_document_file_name (const TdIssuedDocumentRow *document)
{
  g_autofree char *folded =
      td_text_fold (document->type_name != NULL ? document->type_name : "van ban");
  GString *name = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (name, *p);
      else if (name->len > 0 && name->str[name->len - 1] != '-')
        g_string_append_c (name, '-');
    }
  if (document->code_number != NULL)
    g_string_append_printf (name, "-%s", document->code_number);
  g_string_append (name, ".pdf");

  return g_string_free (name, FALSE);
}

static GBytes *
write_pdf (const TdPlanData *plan, gint64 *pages, GError **error)
{
  g_autoptr (TdBlock) document = td_plan_compose (plan);
  g_autoptr (TdLayout) layout = td_layout_new (document, td_style_nd30 (), NULL);
  g_autofree char *path = NULL;
  GBytes *bytes = NULL;
  int fd = g_file_open_tmp ("tiendo-XXXXXX.pdf", &path, error);

  if (fd < 0)
    return NULL;
  close (fd);
  *pages = td_layout_get_n_pages (layout);
  if (td_pdf_write (layout, path, error))
    bytes = td_signing_read_file (path, error);
  g_unlink (path);

  return bytes;
}

/**
 * td_document_file_prepare:
 * @document: a document that waits for its file
 * @plan: its plan, as it is kept
 * @portable: the file goes to another program to be signed
 * @error: return location
 *
 * Makes the file that will be signed: the pages of the plan with empty signature fields and, where
 * the number comes after the leader's signature, fields for number and date. RULE document-guard:
 * it never shows the picture of a signature or seal; those come with a signature only.
 *
 * Returns: (nullable) (transfer full): the act that puts it into the register
 */
TdDocumentRequest *
td_document_file_prepare (const TdIssuedDocumentRow *document,
                          const TdPlanData *plan,
                          gboolean portable,
                          GError **error)
{
  TdPrepareRequest how = { .number_fields = document->sign_first, .portable = portable };
  g_autoptr (TdDocumentRequest) request =
      td_document_request_new (TD_ACT_PREPARE, document->row.id);
  g_autoptr (GBytes) painted = write_pdf (plan, &request->pages, error);

  if (painted == NULL)
    return NULL;
  request->file_name = td_document_file_name (document);
  request->file = g_strcmp0 (document->form, TD_DOCUMENT_PAPER) == 0
                      ? g_bytes_ref (painted)
                      : td_prepare (painted, request->file_name, &how, error);

  return request->file != NULL ? g_steal_pointer (&request) : NULL;
}

/**
 * td_document_file_fill:
 * @document: a document the leader has signed
 * @file: its file
 * @number: the number it gets
 * @date: its ISO date
 * @error: return location
 *
 * Fills number and date into the fields the leader's signature left for them.
 *
 * Returns: (nullable) (transfer full): the act that numbers the document
 */
TdDocumentRequest *
td_document_file_fill (const TdIssuedDocumentRow *document,
                       GBytes *file,
                       gint64 number,
                       const char *date,
                       GError **error)
{
  g_autoptr (TdDocumentRequest) request = td_document_request_new (TD_ACT_NUMBER, document->row.id);
  g_autofree char *text = g_strdup_printf ("%02d", (int) number);
  GDate day;

  if (!td_date_parse_iso (date, &day))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, "date", _ ("“%s” is not a date."), date);
      return NULL;
    }
  request->number = number;
  request->date = g_strdup (date);
  request->from_hash = g_strdup (document->file_hash);
  request->file = td_signing_fill_number (file, document->file_name, text, &day, error);

  return request->file != NULL ? g_steal_pointer (&request) : NULL;
}

/**
 * td_document_file_sign:
 * @document: a document that waits for this signature
 * @file: its file
 * @how: role, picture, timestamp
 * @signer: whose key signs
 * @cancellable: (nullable): ends the waiting for a token or an authority
 * @error: return location, as for td_sign()
 *
 * Returns: (nullable) (transfer full): the act that puts the signed file into the register
 */
TdDocumentRequest *
td_document_file_sign (const TdIssuedDocumentRow *document,
                       GBytes *file,
                       const TdSignRequest *how,
                       TdSigner *signer,
                       GCancellable *cancellable,
                       GError **error)
{
  const char *act = how->role == TD_SIGN_PERSON ? TD_ACT_SIGN : TD_ACT_SEAL;
  g_autoptr (TdDocumentRequest) request = NULL;
  g_autoptr (TdSignResult) result = NULL;
  const TdCertificateInfo *certificate = td_signer_get_certificate (signer);

  /* Before the token is asked for its PIN for nothing. */
  if (!td_document_may (document, act, error))
    return NULL;
  if (document->prepared_hash == NULL || file == NULL)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                       _ ("There is no file to sign yet. Make it first."));
      return NULL;
    }
  result = td_sign (file, document->file_name, how, signer, cancellable, error);
  if (result == NULL)
    return NULL;

  request = td_document_request_new (act, document->row.id);
  request->file = g_bytes_ref (result->pdf);
  request->from_hash = g_strdup (document->file_hash);
  request->who = g_strdup (certificate->subject);
  request->certificate = g_strdup (certificate->full_subject);
  if (result->notes->len > 0)
    {
      g_ptr_array_add (result->notes, NULL);
      request->note = g_strjoinv (" ", (char **) result->notes->pdata);
      g_ptr_array_remove_index (result->notes, result->notes->len - 1);
    }

  return g_steal_pointer (&request);
}

static gboolean
refuse_signature (const TdSignature *signature, const char *name, GError **error)
{
  const char *reason = signature->problems->len > 0 ? g_ptr_array_index (signature->problems, 0)
                                                    : _ ("it is not intact");

  td_error_set_at (error, TD_ERROR_REFUSED, name, signature->field,
                   _ ("A signature in the file is not valid: %s"), reason);
  return FALSE;
}

/* The newest signature that is no document timestamp; NULL: none */
static const TdSignature *
last_signature (const TdVerification *verification, guint *count)
{
  const TdSignature *last = NULL;

  *count = 0;
  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const TdSignature *signature = g_ptr_array_index (verification->signatures, i);

      if (signature->is_document_timestamp)
        continue;
      last = signature;
      (*count)++;
    }

  return last;
}

/**
 * td_document_file_import:
 * @document: a document whose file was handed out
 * @file: the file as it was handed out
 * @imported: the file that came back
 * @name: (nullable): its name, for messages
 * @trust: whom to believe
 * @cancellable: (nullable): ends the work
 * @error: return location: %TD_ERROR_REFUSED when it is another file, has no signature or one that
 *   is not intact
 *
 * Takes back a file that was signed with another program. It must go on byte for byte from what was
 * handed out; one signature is the leader's, the second the agency's.
 *
 * Returns: (nullable) (transfer full): the act that puts the file into the register
 */
TdDocumentRequest *
td_document_file_import (const TdIssuedDocumentRow *document,
                         GBytes *file,
                         GBytes *imported,
                         const char *name,
                         TdTrust *trust,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (TdDocumentRequest) request = NULL;
  g_autoptr (TdVerification) verification = NULL;
  const TdSignature *last;
  gsize old_size, new_size;
  gconstpointer old_data = g_bytes_get_data (file, &old_size);
  gconstpointer new_data = g_bytes_get_data (imported, &new_size);
  guint count;

  if (!td_document_may (document, TD_ACT_IMPORT, error))
    return NULL;
  if (new_size <= old_size || memcmp (old_data, new_data, old_size) != 0)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, name, NULL,
                       _ ("This is not the file that was handed out for this document with a "
                          "signature added; it is another one, or it was changed."));
      return NULL;
    }
  verification = td_verify (imported, name, trust, cancellable, error);
  if (verification == NULL)
    return NULL;
  last = last_signature (verification, &count);
  if (last == NULL)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, name, NULL, _ ("The file has no signature."));
      return NULL;
    }
  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const TdSignature *signature = g_ptr_array_index (verification->signatures, i);

      if (signature->status == TD_SIGNATURE_INVALID && !refuse_signature (signature, name, error))
        return NULL;
    }

  request = td_document_request_new (TD_ACT_IMPORT, document->row.id);
  request->file = g_bytes_ref (imported);
  request->from_hash = g_strdup (document->file_hash);
  request->state = g_strdup (count > 1 ? TD_DOCUMENT_SEALED : TD_DOCUMENT_SIGNED);
  request->who = last->certificate != NULL ? g_strdup (last->certificate->subject) : NULL;
  request->certificate =
      last->certificate != NULL ? g_strdup (last->certificate->full_subject) : NULL;

  return g_steal_pointer (&request);
}

/**
 * td_document_file_may_issue:
 * @document: a document that was sealed
 * @verification: what its file says now
 * @error: return location: %TD_ERROR_REFUSED
 *
 * RULE nd30-original: a document signed by the person in authority and by the agency is an original
 * (article 5): two signatures, both intact, nothing added after the last one. Whether the program
 * trusts their authorities is told and does not stop the issue: the office knows its own token.
 *
 * Returns: whether it may be issued
 */
gboolean
td_document_file_may_issue (const TdIssuedDocumentRow *document,
                            const TdVerification *verification,
                            GError **error)
{
  guint count;

  if (g_strcmp0 (document->form, TD_DOCUMENT_PAPER) == 0)
    return TRUE;
  if (last_signature (verification, &count) == NULL || count < 2)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                       _ ("The file needs the signature of the leader and the one of the agency."));
      return FALSE;
    }
  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const TdSignature *signature = g_ptr_array_index (verification->signatures, i);

      if (signature->status == TD_SIGNATURE_INVALID)
        return refuse_signature (signature, document->file_name, error);
    }
  if (verification->problems->len > 0 || !verification->is_complete)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                       _ ("The file was changed after it was signed: %s"),
                       verification->problems->len > 0
                           ? (const char *) g_ptr_array_index (verification->problems, 0)
                           : "");
      return FALSE;
    }

  return TRUE;
}
