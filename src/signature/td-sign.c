/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-sign.h"

#include <openssl/evp.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "td-cms.h"
#include "td-date.h"
#include "td-error.h"
#include "td-sign-private.h"
#include "td-verify.h"

/* Room for four numbers */
#define TD_RANGE_WIDTH 48

/* The file grows up to this; positions are written with ten digits. */
#define TD_SIGN_MAX_BYTES (1024u * 1024 * 1024)

/* Places in the finished file that are filled when all else is known */
typedef struct
{
  gsize range;    /* of the blanks behind /ByteRange */
  gsize contents; /* of "<" */
  gsize reserved; /* bytes of the signature */
} TdSignGap;

void
td_sign_result_free (TdSignResult *result)
{
  if (result == NULL)
    return;
  g_clear_pointer (&result->pdf, g_bytes_unref);
  g_clear_pointer (&result->notes, g_ptr_array_unref);
  g_free (result->field);
  g_free (result);
}

/* Every object can be read as its place says: what is not looked at now could be shown in two ways
 * later. */
gboolean
td_sign_check_file (TdPdfFile *file, GError **error)
{
  TdPdfView view = { file, 0 };

  for (guint s = 0; s < file->sections->len; s++)
    {
      const TdPdfSection *section = td_pdf_file_section (file, s);

      for (guint i = 0; i < section->entries->len; i++)
        {
          const TdPdfEntry *entry = &g_array_index (section->entries, TdPdfEntry, i);

          if (entry->kind != 0 && td_pdf_view_find (view, entry->number) == entry &&
              td_pdf_view_get (view, entry->number) == NULL)
            return td_pdf_file_refuse (file, error);
        }
    }
  return TRUE;
}

static char *
td_sign_pdf_time (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (7 * 3600);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, "D:%Y%m%d%H%M%S+07'00'");
}

/* The dictionary of the signature, with room for what is known last. */
static guint32
td_sign_write_signature (TdPdfUpdate *update,
                         const TdSignRequest *request,
                         TdSigner *signer,
                         TdSignGap *gap)
{
  guint32 number = td_pdf_update_reserve (update);
  GString *out = td_pdf_update_begin (update, number);
  g_autofree char *time = td_sign_pdf_time (request->time);

  g_string_append_printf (out,
                          "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached "
                          "/M (%s) /Name ",
                          time);
  td_pdf_write_text (out, td_signer_get_certificate (signer)->subject);
  g_string_append (out, " /Prop_Build << /App << /Name /TienDo >> >> /ByteRange ");
  gap->range = td_pdf_update_tell (update);
  for (guint i = 0; i < TD_RANGE_WIDTH; i++)
    g_string_append_c (out, ' ');
  g_string_append (out, " /Contents ");
  gap->contents = td_pdf_update_tell (update);
  g_string_append_c (out, '<');
  for (gsize i = 0; i < gap->reserved; i++)
    g_string_append (out, "00");
  g_string_append (out, "> >>");
  td_pdf_update_end (update);
  return number;
}

static void
td_sign_write_rect (GString *out, const TdSignPlace *place)
{
  double user[4] = { 0, 0, 0, 0 };

  if (place->visible)
    td_pdf_page_to_user (&place->page, &place->rect, user);
  g_string_append (out, "/Rect [ ");
  for (guint i = 0; i < 4; i++)
    {
      td_pdf_write_real (out, user[i]);
      g_string_append_c (out, ' ');
    }
  g_string_append (out, "] ");
}

/* Fills the field that is there, or makes one on top of the page. */
static gboolean
td_sign_write_field (TdSignJob *job,
                     TdPdfUpdate *update,
                     const TdSignPlace *place,
                     guint32 signature,
                     guint32 look,
                     char **name,
                     GError **error)
{
  static const char *const filled[] = { "V", "AP", NULL }, *const flags[] = { "SigFlags", NULL };
  static const char *const names[] = { TD_FIELD_PERSON, TD_FIELD_ORGANISATION, TD_FIELD_ANNEX,
                                       TD_FIELD_ANNEX };
  g_autoptr (GString) values = g_string_new (NULL);
  const TdPdfObject *form =
      td_pdf_view_lookup (job->view, td_pdf_view_root (job->view), "AcroForm");
  const TdPdfObject *old_flags = td_pdf_view_lookup (job->view, form, "SigFlags");
  guint32 number;
  GString *out;

  g_string_append_printf (values, "/V %u 0 R ", signature);
  if (look > 0)
    g_string_append_printf (values, "/AP << /N %u 0 R >> ", look);
  if (place->field != NULL)
    {
      *name = g_strdup (place->field->name);
      td_pdf_write_with (td_pdf_update_begin (update, place->field->number), place->field->object,
                         filled, values->str);
      td_pdf_update_end (update);
      return (old_flags != NULL && old_flags->type == TD_PDF_INTEGER &&
              old_flags->as.integer == 3) ||
             td_pdf_form_add (update, job->view, NULL, 0, flags, "/SigFlags 3", error);
    }
  *name = td_pdf_form_free_name (job->fields, names[job->request->role]);
  number = td_pdf_update_reserve (update);
  out = td_pdf_update_begin (update, number);
  g_string_append (out, "<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /T ");
  td_pdf_write_text (out, *name);
  g_string_append_printf (out, " /P %u 0 R ", place->page.number);
  td_sign_write_rect (out, place);
  g_string_append_printf (out, "%s>>", values->str);
  td_pdf_update_end (update);
  return td_pdf_form_add_to_page (update, job->view, place->page.number, &number, 1, error) &&
         td_pdf_form_add (update, job->view, &number, 1, flags, "/SigFlags 3", error);
}

static gboolean
td_sign_fill_gap (GByteArray *pdf,
                  const TdSignGap *gap,
                  const TdSignRequest *request,
                  TdSigner *signer,
                  gint64 *timestamp,
                  gboolean *too_small,
                  GCancellable *cancellable,
                  GError **error)
{
  gsize behind = gap->contents + 2 + 2 * gap->reserved;
  g_autofree char *range =
      g_strdup_printf ("[ 0 %" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT " ]",
                       gap->contents, behind, (gsize) pdf->len - behind);
  guint8 digest[TD_DIGEST_SIZE];
  EVP_MD_CTX *md = EVP_MD_CTX_new ();
  g_autoptr (GBytes) cms = NULL;
  const guint8 *bytes;
  gsize length;

  memcpy (pdf->data + gap->range, range, strlen (range));
  EVP_DigestInit_ex (md, EVP_sha256 (), NULL);
  EVP_DigestUpdate (md, pdf->data, gap->contents);
  EVP_DigestUpdate (md, pdf->data + behind, pdf->len - behind);
  EVP_DigestFinal_ex (md, digest, NULL);
  EVP_MD_CTX_free (md);
  cms = td_cms_sign (signer, digest, request->tsa, timestamp, cancellable, error);
  if (cms == NULL)
    return FALSE;
  bytes = g_bytes_get_data (cms, &length);
  *too_small = length > gap->reserved;
  for (gsize i = 0; !*too_small && i < length; i++)
    {
      pdf->data[gap->contents + 1 + 2 * i] = (guint8) "0123456789abcdef"[bytes[i] >> 4];
      pdf->data[gap->contents + 2 + 2 * i] = (guint8) "0123456789abcdef"[bytes[i] & 15];
    }
  return TRUE;
}

/* One attempt with @reserved bytes for the signature. */
static GByteArray *
td_sign_write (TdSignJob *job,
               const TdSignPlace *place,
               TdSigner *signer,
               gsize *reserved,
               TdSignResult *result,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (TdPdfUpdate) update = td_pdf_update_new (job->file);
  g_autoptr (GByteArray) pdf = NULL;
  TdSignGap gap = { 0, 0, *reserved };
  guint32 look = 0, signature;
  gboolean too_small = FALSE;

  if (place->visible && job->picture != NULL)
    look = td_sign_write_picture (update, place, job->picture);
  else if (place->visible)
    {
      g_autofree char *text = td_sign_text (job->request, job->request->time);

      look = td_sign_write_text (update, place, text);
    }
  signature = td_sign_write_signature (update, job->request, signer, &gap);
  g_clear_pointer (&result->field, g_free);
  if (!td_sign_write_field (job, update, place, signature, look, &result->field, error))
    return NULL;
  pdf = td_pdf_update_finish (update);
  if (!td_sign_fill_gap (pdf, &gap, job->request, signer, &result->timestamp, &too_small,
                         cancellable, error))
    return NULL;
  *reserved = too_small ? *reserved * 2 : *reserved;
  return too_small ? g_byte_array_new () : g_steal_pointer (&pdf);
}

static void
td_sign_note_picture (TdSignJob *job)
{
  gboolean person = job->request->role == TD_SIGN_PERSON;

  if (!job->picture->has_alpha)
    g_ptr_array_add (job->notes,
                     g_strdup (_ ("The picture is not transparent: it covers what is below it.")));
  if (person && !job->picture->is_blue)
    g_ptr_array_add (job->notes, g_strdup (_ ("Decree 30 wants the picture of a signature blue.")));
  if (!person && !job->picture->is_red)
    g_ptr_array_add (job->notes, g_strdup (_ ("Decree 30 wants the picture of a seal red.")));
}

/* Who signs a document that was tampered with would give the change its blessing. Whom to trust
 * does not matter here. */
static gboolean
td_sign_check_signatures (GBytes *pdf, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (TdTrust) nobody = td_trust_new ();
  g_autoptr (TdVerification) verification = td_verify (pdf, name, nobody, cancellable, error);

  if (verification == NULL)
    return FALSE;
  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const TdSignature *signature = g_ptr_array_index (verification->signatures, i);

      if (signature->intact)
        continue;
      td_error_set_at (
          error, TD_ERROR_REFUSED, name, signature->field,
          _ ("The document has a signature that is not valid and is not signed again: "
             "%s"),
          /* what weighs most comes last; that nobody is trusted here comes first */
          signature->problems->len > 0
              ? (const char *) g_ptr_array_index (signature->problems, signature->problems->len - 1)
              : "?");
      return FALSE;
    }
  return TRUE;
}

static gboolean
td_sign_run (TdSignJob *job,
             TdSigner *signer,
             TdSignResult *result,
             GCancellable *cancellable,
             GError **error)
{
  gsize reserved = td_cms_estimate (signer, job->request->tsa != NULL);
  g_autoptr (GByteArray) pdf = NULL;
  TdSignPlace place;

  if (job->picture != NULL)
    td_sign_note_picture (job);
  if (!td_sign_find_place (job, &place, error))
    return FALSE;
  for (guint i = 0; i < 4 && (pdf == NULL || pdf->len == 0); i++)
    {
      g_clear_pointer (&pdf, g_byte_array_unref);
      pdf = td_sign_write (job, &place, signer, &reserved, result, cancellable, error);
      if (pdf == NULL)
        return FALSE;
    }
  if (pdf->len == 0)
    {
      td_error_set_at (error, TD_ERROR_FAILED, job->file->name, NULL,
                       _ ("The signature is too large."));
      return FALSE;
    }
  if (place.visible)
    result->rect = place.picture;
  result->pdf = g_byte_array_free_to_bytes (g_steal_pointer (&pdf));
  /* What cannot be verified is not given away. */
  return td_sign_check_signatures (result->pdf, job->file->name, cancellable, error);
}

static gboolean
td_sign_check_request (const TdSignRequest *request, TdSigner *signer, GError **error)
{
  if (request->require_timestamp && (request->tsa == NULL || *request->tsa == '\0'))
    {
      td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                       _ ("A timestamp is required, but no timestamp authority is set."));
      return FALSE;
    }
  return td_signer_check (signer, request->time, error);
}

/**
 * td_sign:
 * @pdf: the file to sign
 * @name: (nullable): file name for messages
 * @request: what to do
 * @signer: who signs
 * @cancellable: (nullable): ends the waiting for a token or an authority
 * @error: return location: %TD_ERROR_REFUSED for a certificate that does not fit, a document that
 *   was changed after signing or a missing timestamp; %TD_ERROR_BAD_INPUT or %TD_ERROR_ENCRYPTED
 *   for a file that cannot be signed; %TD_ERROR_USAGE for a place that does not exist
 *
 * Signs a file. The bytes that are there stay as they are; the signature and its picture are
 * appended.
 *
 * Returns: (nullable) (transfer full): the signed file
 */
TdSignResult *
td_sign (GBytes *pdf,
         const char *name,
         const TdSignRequest *request,
         TdSigner *signer,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (TdSignResult) result = g_new0 (TdSignResult, 1);
  TdSignRequest now = *request;
  g_autoptr (TdPdfFile) file = NULL;
  g_autoptr (TdPicture) picture = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  TdSignJob job = { 0 };

  if (now.time == 0)
    now.time = td_date_replaced_time () > 0 ? td_date_replaced_time () / G_USEC_PER_SEC
                                            : g_get_real_time () / G_USEC_PER_SEC;
  result->time = now.time;
  result->notes = g_ptr_array_new_with_free_func (g_free);
  if (!td_sign_check_request (&now, signer, error))
    return NULL;
  if (g_bytes_get_size (pdf) > TD_SIGN_MAX_BYTES)
    {
      td_error_set_at (error, TD_ERROR_TOO_LARGE, name, NULL, _ ("The file is too large."));
      return NULL;
    }
  file = td_pdf_file_open (pdf, name, error);
  if (file == NULL || !td_sign_check_file (file, error) ||
      !td_sign_check_signatures (pdf, name, cancellable, error))
    return NULL;
  if (now.image != NULL && now.role <= TD_SIGN_ORGANISATION &&
      (picture = td_picture_new (now.image, now.image_name, error)) == NULL)
    return NULL;
  job = (TdSignJob){ file, { file, 0 }, NULL, &now, picture, result->notes };
  job.fields = fields = td_pdf_form_list (job.view);
  return td_sign_run (&job, signer, result, cancellable, error) ? g_steal_pointer (&result) : NULL;
}
