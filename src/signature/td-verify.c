/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-verify.h"

#include <openssl/evp.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "td-changes.h"
#include "td-date.h"
#include "td-pdf-pages.h"
#include "td-verify-private.h"

/* A document with more signatures is made to do harm. */
#define TD_MAX_SIGNATURES 200

void
td_verify_problem (TdVerifyJob *job, const char *words)
{
  g_ptr_array_add (job->out->problems, g_strdup (words));
}

void
td_verify_note (TdVerifyJob *job, const char *words)
{
  if (!g_ptr_array_find_with_equal_func (job->out->notes, words, g_str_equal, NULL))
    g_ptr_array_add (job->out->notes, g_strdup (words));
}

static void
td_signature_free (gpointer data)
{
  TdSignature *self = data;

  g_free (self->field);
  g_free (self->subfilter);
  g_free (self->name);
  td_certificate_info_free (self->certificate);
  td_certificate_info_free (self->timestamp_certificate);
  g_ptr_array_unref (self->chain);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

static TdSignature *
td_signature_new (void)
{
  TdSignature *self = g_new0 (TdSignature, 1);

  self->status = TD_SIGNATURE_INVALID;
  self->coverage = TD_COVERAGE_PARTIAL;
  self->chain = g_ptr_array_new_with_free_func ((GDestroyNotify) td_certificate_info_free);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
td_verification_free (TdVerification *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->signatures);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

const char *
td_signature_status_nick (TdSignatureStatus status)
{
  static const char *const nicks[] = { "valid", "invalid", "unknown" };

  return nicks[status];
}

const char *
td_signature_coverage_nick (TdSignatureCoverage coverage)
{
  static const char *const nicks[] = { "whole", "revision", "partial" };

  return nicks[coverage];
}

/* "D:20260305082015+07'00'"; 0 where it is no time. */
static gint64
td_verify_parse_time (const TdPdfObject *string)
{
  g_autofree char *text = td_pdf_dup_text (string);
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) time = NULL;
  int part[6] = { 0, 1, 1, 0, 0, 0 };
  int offset = 0, hours = 0, minutes = 0;

  if (text == NULL || sscanf (text, "D:%4d%2d%2d%2d%2d%2d", &part[0], &part[1], &part[2], &part[3],
                              &part[4], &part[5]) < 3)
    return 0;
  if (strlen (text) > 16 && (text[16] == '+' || text[16] == '-') &&
      sscanf (text + 17, "%2d'%2d", &hours, &minutes) >= 1)
    offset = (text[16] == '-' ? -1 : 1) * (ABS (hours) * 3600 + ABS (minutes) * 60);
  zone = g_time_zone_new_offset (CLAMP (offset, -86399, 86399));
  time = g_date_time_new (zone, part[0], part[1], part[2], part[3], part[4], part[5]);
  return time != NULL ? g_date_time_to_unix (time) : 0;
}

static char *
td_verify_dup_name (const TdPdfObject *name)
{
  return name != NULL && name->type == TD_PDF_NAME ? g_utf8_make_valid (name->as.text.bytes, -1)
                                                   : NULL;
}

static void
td_verify_find_place (TdVerifyJob *job, const GArray *pages)
{
  const TdPdfObject *page = td_pdf_lookup (job->field->object, "P");
  double user[4];

  if (page == NULL || page->type != TD_PDF_REFERENCE ||
      !td_pdf_get_rect (job->view, td_pdf_view_lookup (job->view, job->field->object, "Rect"),
                        user) ||
      user[2] - user[0] < 1)
    return;
  for (guint i = 0; i < pages->len; i++)
    if (g_array_index (pages, TdPdfPage, i).number == page->as.reference.number)
      {
        td_pdf_page_from_user (&g_array_index (pages, TdPdfPage, i), user, &job->out->place);
        job->out->place.page = i;
        job->out->has_place = TRUE;
      }
}

/* What the signature says of itself */
static void
td_verify_describe (TdVerifyJob *job, const GArray *pages)
{
  TdSignature *out = job->out;
  const TdPdfObject *build = td_pdf_view_lookup (job->view, job->dictionary, "Prop_Build");
  const TdPdfObject *app = td_pdf_view_lookup (job->view, build, "App");

  out->field = g_strdup (job->field->name);
  out->subfilter =
      td_verify_dup_name (td_pdf_view_lookup (job->view, job->dictionary, "SubFilter"));
  out->name = td_pdf_dup_text (td_pdf_view_lookup (job->view, job->dictionary, "Name"));
  out->time = td_verify_parse_time (td_pdf_view_lookup (job->view, job->dictionary, "M"));
  out->is_document_timestamp = g_strcmp0 (out->subfilter, "ETSI.RFC3161") == 0;
  job->is_ours = td_pdf_is_name (td_pdf_lookup (app, "Name"), "TienDo");
  td_verify_find_place (job, pages);
}

static gboolean
td_verify_knows (const char *subfilter)
{
  static const char *const known[] = { "ETSI.CAdES.detached", "adbe.pkcs7.detached",
                                       "ETSI.RFC3161" };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strcmp0 (subfilter, known[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
td_verify_changes (TdVerifyJob *job, gboolean *only_proof)
{
  TdPdfView signed_view = { job->view.file, job->section };
  g_autoptr (TdPermissions) permissions =
      td_permissions_read (signed_view, job->dictionary, job->field->object);
  g_autoptr (TdChanges) changes =
      td_changes_find (job->view.file, job->section, permissions, job->cancellable);

  for (guint i = 0; i < changes->problems->len; i++)
    td_verify_problem (job, g_ptr_array_index (changes->problems, i));
  for (guint i = 0; i < changes->notes->len; i++)
    td_verify_note (job, g_ptr_array_index (changes->notes, i));
  job->out->intact = job->out->intact && changes->problems->len == 0;
  *only_proof = changes->only_proof;
}

/* Returns whether nothing but help for later verification came after it. */
static gboolean
td_verify_one (TdVerifyJob *job, TdPrefixDigest *prefix, TdTrust *trust, gint64 now)
{
  TdSignature *out = job->out;
  gboolean only_proof = FALSE, good;

  if (!td_verify_knows (out->subfilter))
    {
      td_verify_problem (job, _ ("It is of a kind that this program does not know."));
      out->status = TD_SIGNATURE_UNKNOWN;
      return FALSE;
    }
  if (!td_verify_range (job))
    return FALSE;
  good = td_verify_container (job, prefix, trust, now);
  out->intact = good;
  td_verify_changes (job, &only_proof);
  if (out->intact)
    out->status = out->trusted ? TD_SIGNATURE_VALID : TD_SIGNATURE_UNKNOWN;
  return only_proof;
}

static gint64
td_verify_position (const TdVerifyJob *job)
{
  const TdPdfObject *range = td_pdf_lookup (job->dictionary, "ByteRange");
  const TdPdfObject *item = range != NULL && range->type == TD_PDF_ARRAY && range->as.array.n > 1
                                ? range->as.array.items[1]
                                : NULL;

  return item != NULL && item->type == TD_PDF_INTEGER ? item->as.integer : 0;
}

static int
td_verify_compare_jobs (gconstpointer a, gconstpointer b)
{
  gint64 x = td_verify_position (*(TdVerifyJob *const *) a);
  gint64 y = td_verify_position (*(TdVerifyJob *const *) b);

  return x < y ? -1 : x > y;
}

static void
td_verify_job_free (gpointer data)
{
  TdVerifyJob *job = data;

  g_byte_array_unref (job->contents);
  g_free (job);
}

static GPtrArray *
td_verify_list_jobs (TdPdfView view, const GPtrArray *fields, GCancellable *cancellable)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func (td_verify_job_free);

  for (guint i = 0; i < fields->len && jobs->len < TD_MAX_SIGNATURES; i++)
    {
      const TdPdfField *field = g_ptr_array_index ((GPtrArray *) fields, i);
      TdVerifyJob *job;

      if (!td_pdf_is_name (field->type, "Sig") || field->value == NULL ||
          field->value->type != TD_PDF_DICTIONARY)
        continue;
      job = g_new0 (TdVerifyJob, 1);
      job->view = view;
      job->cancellable = cancellable;
      job->field = field;
      job->dictionary = field->value;
      job->contents = g_byte_array_new ();
      g_ptr_array_add (jobs, job);
    }
  g_ptr_array_sort (jobs, td_verify_compare_jobs);
  return jobs;
}

static gboolean
td_verify_in_stream (TdPdfFile *file, gsize at)
{
  for (guint s = 0; s < file->sections->len; s++)
    {
      const TdPdfSection *section = td_pdf_file_section (file, s);
      TdPdfView view = { file, s };

      for (guint i = 0; i < section->entries->len; i++)
        {
          const TdPdfEntry *entry = &g_array_index (section->entries, TdPdfEntry, i);
          const TdPdfObject *object =
              entry->kind == 1 ? td_pdf_view_get (view, entry->number) : NULL;

          if (object != NULL && object->is_stream && at >= object->data_start &&
              at < object->data_start + object->data_length)
            return TRUE;
        }
    }
  return FALSE;
}

/* A signature whose table was cut off vanishes from the form, but its words stay in the file. */
static void
td_verify_find_lost (TdVerification *self, TdPdfFile *file, const GPtrArray *jobs)
{
  static const char word[] = "/ByteRange";
  const guint8 *at = file->data, *end = file->data + file->length;
  guint lost = 0;

  while (lost < 4 && (at = memmem (at, (gsize) (end - at), word, sizeof word - 1)) != NULL)
    {
      gsize offset = (gsize) (at - file->data);
      gboolean known = FALSE;

      for (guint i = 0; i < jobs->len && !known; i++)
        {
          const TdVerifyJob *job = g_ptr_array_index ((GPtrArray *) jobs, i);

          known = offset >= job->dictionary->start && offset < job->dictionary->end;
        }
      if (!known && !td_verify_in_stream (file, offset))
        {
          TdSignature *signature = td_signature_new ();

          g_ptr_array_add (signature->problems,
                           g_strdup (_ ("The file holds a signature that was cut out of it.")));
          g_ptr_array_add (self->signatures, signature);
          lost++;
        }
      at += sizeof word - 1;
    }
}

/* Nobody has signed what comes behind the newest signature. */
static void
td_verify_tail (TdVerification *self, TdVerifyJob *newest, gboolean only_proof)
{
  self->is_complete = newest->out->coverage == TD_COVERAGE_WHOLE;
  if (newest->out->coverage != TD_COVERAGE_REVISION || only_proof)
    return;
  td_verify_problem (newest,
                     _ ("Something was added behind the last signature that nobody has signed."));
  if (newest->out->status == TD_SIGNATURE_VALID)
    newest->out->status = TD_SIGNATURE_UNKNOWN;
}

static void
td_verify_all (TdVerification *self,
               GPtrArray *jobs,
               const GArray *pages,
               TdTrust *trust,
               GCancellable *cancellable)
{
  gint64 replaced = td_date_replaced_time ();
  gint64 now = (replaced > 0 ? replaced : g_get_real_time ()) / G_USEC_PER_SEC;
  TdPrefixDigest prefix = { 0 };
  TdVerifyJob *newest = NULL;
  gboolean newest_proof = FALSE;

  for (guint i = 0; i < jobs->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      TdVerifyJob *job = g_ptr_array_index (jobs, i);
      gboolean only_proof;

      job->out = td_signature_new ();
      g_ptr_array_add (self->signatures, job->out);
      td_verify_describe (job, pages);
      only_proof = td_verify_one (job, &prefix, trust, now);
      if (newest == NULL || job->end >= newest->end)
        {
          newest = job;
          newest_proof = only_proof;
        }
    }
  if (newest != NULL)
    td_verify_tail (self, newest, newest_proof);
  EVP_MD_CTX_free (prefix.running);
}

/**
 * td_verify:
 * @pdf: any PDF
 * @name: (nullable): file name for messages
 * @trust: whom to believe
 * @cancellable: (nullable): ends the work
 * @error: return location: %TD_ERROR_BAD_INPUT for a file that cannot be read as it is written,
 *   %TD_ERROR_ENCRYPTED, %G_IO_ERROR_CANCELLED
 *
 * Looks at every signature: geometry, form, cryptography, certificate, chain at the right time,
 * timestamp, coverage, and what changed since, object by object.
 *
 * Returns: (nullable) (transfer full): what was found; a file without signatures is not valid
 */
TdVerification *
td_verify (GBytes *pdf, const char *name, TdTrust *trust, GCancellable *cancellable, GError **error)
{
  g_autoptr (TdPdfFile) file = td_pdf_file_open (pdf, name, error);
  g_autoptr (TdVerification) self = NULL;
  g_autoptr (GPtrArray) fields = NULL, jobs = NULL;
  g_autoptr (GArray) pages = NULL;
  TdPdfView view = { file, 0 };

  if (file == NULL)
    return NULL;
  self = g_new0 (TdVerification, 1);
  self->signatures = g_ptr_array_new_with_free_func (td_signature_free);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  fields = td_pdf_form_list (view);
  pages = td_pdf_list_pages (view);
  jobs = td_verify_list_jobs (view, fields, cancellable);
  td_verify_all (self, jobs, pages, trust, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  td_verify_find_lost (self, file, jobs);
  if (self->signatures->len == 0)
    g_ptr_array_add (self->problems, g_strdup (_ ("The document is not signed.")));
  self->valid = self->signatures->len > 0;
  for (guint i = 0; i < self->signatures->len; i++)
    self->valid =
        self->valid &&
        ((TdSignature *) g_ptr_array_index (self->signatures, i))->status == TD_SIGNATURE_VALID;
  return g_steal_pointer (&self);
}
