/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "td-signing.h"

static void
append_time (GString *out, const char *label, gint64 time)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (7 * 3600);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *text =
      local != NULL ? g_date_time_format (local, "%d/%m/%Y %H:%M:%S +07:00") : g_strdup ("?");

  if (time != 0)
    g_string_append_printf (out, "   %s: %s\n", label, text);
}

static const char *
status_words (TdSignatureStatus status)
{
  switch (status)
    {
    case TD_SIGNATURE_VALID:
      return _ ("valid");
    case TD_SIGNATURE_UNKNOWN:
      return _ ("unchanged, but not confirmed");
    case TD_SIGNATURE_INVALID:
    default:
      return _ ("NOT VALID");
    }
}

static const char *
coverage_words (TdSignatureCoverage coverage)
{
  switch (coverage)
    {
    case TD_COVERAGE_WHOLE:
      return _ ("covers the whole file");
    case TD_COVERAGE_REVISION:
      return _ ("covers the file as it was then");
    case TD_COVERAGE_PARTIAL:
    default:
      return _ ("does not cover the file");
    }
}

static void
append_signature (GString *out, guint number, const TdSignature *signature)
{
  const TdCertificateInfo *info = signature->certificate;

  g_string_append_printf (out, "%u. %s: %s, %s\n", number,
                          info != NULL ? info->subject : _ ("unknown signer"),
                          status_words (signature->status), coverage_words (signature->coverage));
  if (info != NULL)
    g_string_append_printf (out, "   %s: %s; %s: %s\n", _ ("Certificate"), info->full_subject,
                            _ ("issued by"), info->issuer);
  append_time (out, _ ("Time of signing, as the signer says"), signature->time);
  append_time (out, _ ("Timestamp"), signature->timestamp);
  for (guint i = 0; i < signature->problems->len; i++)
    g_string_append_printf (out, "   ! %s\n", (char *) g_ptr_array_index (signature->problems, i));
  for (guint i = 0; i < signature->notes->len; i++)
    g_string_append_printf (out, "   - %s\n", (char *) g_ptr_array_index (signature->notes, i));
}

/**
 * td_signing_report:
 * @verification: what was found
 *
 * Returns: a report for a person, some lines without an end of line behind the last
 */
char *
td_signing_report (const TdVerification *verification)
{
  GString *out = g_string_new (NULL);
  guint checked = 0;

  g_string_append_printf (out, "%s\n",
                          verification->valid ? _ ("All signatures are valid.")
                                              : _ ("The document cannot be relied on."));
  for (guint i = 0; i < verification->problems->len; i++)
    g_string_append_printf (out, "! %s\n", (char *) g_ptr_array_index (verification->problems, i));
  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const TdSignature *signature = g_ptr_array_index (verification->signatures, i);

      append_signature (out, i + 1, signature);
      checked += signature->revocation_checked;
    }
  if (checked < verification->signatures->len || checked == 0)
    g_string_append (out, _ ("Whether a certificate was revoked was not checked."));
  else
    g_string_append (
        out, _ ("The certificates were looked up in the lists of revoked ones that were given."));
  return g_string_free (out, FALSE);
}
