/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <openssl/evp.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "td-verify-private.h"

/* Bytes: some milliseconds of work */
#define TD_DIGEST_STEP (4u * 1024 * 1024)

/* Whether the dictionary stands in the file itself and not in an object stream */
static gboolean
td_verify_is_plain (TdVerifyJob *job)
{
  guint32 number = job->field->value_number != 0 ? job->field->value_number : job->field->number;
  const TdPdfEntry *entry = number != 0 ? td_pdf_view_find (job->view, number) : NULL;

  return entry != NULL && entry->kind == 1;
}

static gboolean
td_verify_read_range (TdVerifyJob *job, gsize range[4])
{
  const TdPdfObject *array = td_pdf_lookup (job->dictionary, "ByteRange");

  if (array == NULL || array->type != TD_PDF_ARRAY || array->as.array.n != 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      const TdPdfObject *item = array->as.array.items[i];

      if (item->type != TD_PDF_INTEGER || item->as.integer < 0 ||
          (guint64) item->as.integer > job->view.file->length)
        return FALSE;
      range[i] = (gsize) item->as.integer;
    }
  return range[0] == 0 && range[2] <= job->view.file->length - range[3];
}

/* The gap is one hexadecimal string, in one letter case, and what pads it is zero. */
static gboolean
td_verify_read_gap (TdVerifyJob *job)
{
  const guint8 *text = job->view.file->data + job->gap_start;
  gsize length = job->gap_end - job->gap_start;
  gboolean upper = FALSE, lower = FALSE;
  TdSpan rest;
  TdDer value;
  gsize used;

  if (length < 4 || length % 2 != 0 || text[0] != '<' || text[length - 1] != '>')
    return FALSE;
  g_byte_array_set_size (job->contents, (guint) (length - 2) / 2);
  for (gsize i = 1; i < length - 1; i++)
    {
      int digit = g_ascii_xdigit_value ((char) text[i]);
      guint8 *byte = &job->contents->data[(i - 1) / 2];

      if (digit < 0)
        return FALSE;
      upper = upper || g_ascii_isupper ((char) text[i]);
      lower = lower || g_ascii_islower ((char) text[i]);
      *byte = (guint8) (i % 2 == 1 ? digit << 4 : *byte | digit);
    }
  rest = (TdSpan){ job->contents->data, job->contents->len };
  /* A container of open length is read by others; what is behind it cannot be told. */
  if (job->contents->len > 1 && job->contents->data[1] == 0x80)
    return !(upper && lower);
  used = td_der_next (&rest, &value) ? value.whole.length : 0;
  for (gsize i = used; i < job->contents->len; i++)
    if (job->contents->data[i] != 0)
      return FALSE;
  g_byte_array_set_size (job->contents, (guint) used);
  return used > 0 && !(upper && lower);
}

/* The file as it was then: it ended here, and its table is one of those the file has now. */
static gboolean
td_verify_find_section (TdVerifyJob *job)
{
  TdPdfFile *file = job->view.file;
  gsize start;

  if (!td_pdf_file_find_start (file->data, job->end, &start))
    return FALSE;
  for (guint i = 0; i < file->sections->len; i++)
    {
      const TdPdfSection *section = td_pdf_file_section (file, i);

      if (section->offset == start && !section->is_hybrid)
        {
          job->section = i;
          for (guint k = 0; k < file->sections->len; k++)
            if ((td_pdf_file_section (file, k)->offset >= job->end) != (k < i))
              return FALSE;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * td_verify_range:
 * @job: a signature; gets gap, end and contents
 *
 * Returns: whether it covers all of the file as it was then but its own gap
 */
gboolean
td_verify_range (TdVerifyJob *job)
{
  const TdPdfObject *contents = td_pdf_lookup (job->dictionary, "Contents");
  gsize range[4];

  job->out->coverage = TD_COVERAGE_PARTIAL;
  if (!td_verify_is_plain (job) || !td_verify_read_range (job, range) || contents == NULL ||
      contents->type != TD_PDF_STRING)
    {
      td_verify_problem (job, _ ("It does not say rightly which bytes it covers."));
      return FALSE;
    }
  job->gap_start = range[1];
  job->gap_end = range[2];
  job->end = range[2] + range[3];
  if (contents->start != range[1] || contents->end != range[2] ||
      range[1] < job->dictionary->start || range[2] > job->dictionary->end)
    {
      td_verify_problem (job, _ ("It leaves out more of the file than itself."));
      return FALSE;
    }
  if (!td_verify_read_gap (job))
    {
      td_verify_problem (job, _ ("The container of the signature was tampered with."));
      return FALSE;
    }
  if (!td_verify_find_section (job))
    {
      td_verify_problem (job, _ ("It does not cover a whole state of the file."));
      return FALSE;
    }
  job->out->coverage =
      job->end == job->view.file->length ? TD_COVERAGE_WHOLE : TD_COVERAGE_REVISION;
  return TRUE;
}

/* Goes on with a digest, in steps between which it can be ended. */
static void
td_verify_digest_on (TdVerifyJob *job, EVP_MD_CTX *md, gsize from, gsize to)
{
  for (gsize at = from; at < to && !g_cancellable_is_cancelled (job->cancellable);
       at += TD_DIGEST_STEP)
    EVP_DigestUpdate (md, job->view.file->data + at, MIN (TD_DIGEST_STEP, to - at));
}

/**
 * td_verify_digest:
 * @job: a signature whose range is known
 * @prefix: what was digested of this file already
 * @digest: which one
 * @out: (out): %EVP_MAX_MD_SIZE bytes
 * @length: (out): its length
 */
void
td_verify_digest (TdVerifyJob *job,
                  TdPrefixDigest *prefix,
                  const EVP_MD *digest,
                  guint8 *out,
                  unsigned int *length)
{
  EVP_MD_CTX *md = EVP_MD_CTX_new ();

  if (prefix->running == NULL || prefix->digest != digest || prefix->at > job->gap_start)
    {
      EVP_MD_CTX_free (prefix->running);
      prefix->running = EVP_MD_CTX_new ();
      prefix->digest = digest;
      prefix->at = 0;
      EVP_DigestInit_ex (prefix->running, digest, NULL);
    }
  td_verify_digest_on (job, prefix->running, prefix->at, job->gap_start);
  prefix->at = job->gap_start;
  EVP_MD_CTX_copy_ex (md, prefix->running);
  td_verify_digest_on (job, md, job->gap_end, job->end);
  EVP_DigestFinal_ex (md, out, length);
  EVP_MD_CTX_free (md);
}
