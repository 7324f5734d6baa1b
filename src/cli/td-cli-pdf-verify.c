/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>

#include "td-error.h"
#include "td-signing.h"
#include "td-trust-folder.h"

static char *
iso_time (gint64 time)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (7 * 3600);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return time != 0 && local != NULL ? g_date_time_format (local, "%Y-%m-%dT%H:%M:%S+07:00") : NULL;
}

static void
add_words (JsonBuilder *builder, const char *key, const GPtrArray *words)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; i < words->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index ((GPtrArray *) words, i));
  json_builder_end_array (builder);
}

static void
add_certificate (JsonBuilder *builder, const TdCertificateInfo *info)
{
  g_autofree char *from = iso_time (info->not_before), *to = iso_time (info->not_after);

  json_builder_begin_object (builder);
  td_cli_json_string (builder, "subject", info->full_subject);
  td_cli_json_string (builder, "issuer", info->issuer);
  td_cli_json_string (builder, "serial", info->serial);
  td_cli_json_string (builder, "from", from);
  td_cli_json_string (builder, "to", to);
  td_cli_json_string (builder, "key", info->key);
  td_cli_json_string (builder, "sha256", info->sha256);
  json_builder_end_object (builder);
}

static void
add_certificates (JsonBuilder *builder, const GPtrArray *chain)
{
  json_builder_set_member_name (builder, "chain");
  json_builder_begin_array (builder);
  for (guint i = 0; i < chain->len; i++)
    add_certificate (builder, g_ptr_array_index ((GPtrArray *) chain, i));
  json_builder_end_array (builder);
}

static void
add_signature (JsonBuilder *builder, const TdSignature *signature)
{
  g_autofree char *time = iso_time (signature->time), *stamp = iso_time (signature->timestamp);

  json_builder_begin_object (builder);
  td_cli_json_string (builder, "field", signature->field);
  td_cli_json_string (builder, "status", td_signature_status_nick (signature->status));
  td_cli_json_string (builder, "coverage", td_signature_coverage_nick (signature->coverage));
  td_cli_json_string (builder, "subfilter", signature->subfilter);
  td_cli_json_string (builder, "signer",
                      signature->certificate != NULL ? signature->certificate->subject : NULL);
  td_cli_json_string (builder, "time", time);
  td_cli_json_string (builder, "timestamp", stamp);
  add_words (builder, "problems", signature->problems);
  td_cli_json_bool (builder, "intact", signature->intact);
  td_cli_json_bool (builder, "trusted", signature->trusted);
  td_cli_json_bool (builder, "revocation_checked", signature->revocation_checked);
  add_words (builder, "notes", signature->notes);
  add_certificates (builder, signature->chain);
  json_builder_end_object (builder);
}

static void
print_verification (TdCli *cli, const TdVerification *verification)
{
  JsonBuilder *builder;

  if (!td_cli_json (cli))
    {
      g_autofree char *report = td_signing_report (verification);

      td_cli_print (cli, "%s", report);
      return;
    }
  builder = td_cli_begin_json ("tiendo-verification/1");
  td_cli_json_bool (builder, "valid", verification->valid);
  json_builder_set_member_name (builder, "signatures");
  json_builder_begin_array (builder);
  for (guint i = 0; i < verification->signatures->len; i++)
    add_signature (builder, g_ptr_array_index (verification->signatures, i));
  json_builder_end_array (builder);
  add_words (builder, "problems", verification->problems);
  td_cli_print_json (cli, builder);
}

static int
pdf_verify (TdCli *cli, GError **error)
{
  const char *path = td_cli_argument (cli, 0);
  g_autoptr (GPtrArray) anchors = td_cli_option_all (cli, "trust");
  g_autoptr (GPtrArray) lists = td_cli_option_all (cli, "crl");
  g_autoptr (GBytes) pdf = td_signing_read_file (path, error);
  g_autoptr (TdTrust) trust = NULL;
  g_autoptr (TdVerification) verification = NULL;

  if (pdf == NULL)
    return 3;
  trust = td_signing_open_trust (anchors, td_cli_has_option (cli, "system-trust"), error);
  if (trust == NULL)
    return 3;
  for (guint i = 0; i < lists->len; i++)
    if (!td_trust_add_revocations (trust, g_ptr_array_index (lists, i), error))
      return 3;
  verification = td_verify (pdf, path, trust, NULL, error);
  if (verification == NULL)
    return 3;
  print_verification (cli, verification);
  return verification->valid ? 0 : 1;
}

static int
pdf_trusted (TdCli *cli, GError **error)
{
  g_autoptr (GPtrArray) list = td_trust_folder_list ();
  JsonBuilder *builder;

  if (!td_cli_json (cli))
    {
      for (guint i = 0; i < list->len; i++)
        {
          const TdTrustedAuthority *authority = g_ptr_array_index (list, i);

          td_cli_print (cli, "%.16s\t%s", authority->info->sha256, authority->info->full_subject);
        }
      return 0;
    }
  builder = td_cli_begin_json ("tiendo-trusted/1");
  json_builder_set_member_name (builder, "authorities");
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->len; i++)
    add_certificate (builder, ((TdTrustedAuthority *) g_ptr_array_index (list, i))->info);
  json_builder_end_array (builder);
  td_cli_print_json (cli, builder);
  return 0;
}

static int
pdf_trust (TdCli *cli, GError **error)
{
  guint n;

  if (!td_trust_folder_add (td_cli_argument (cli, 0), &n, error))
    return 3;
  if (!td_cli_json (cli))
    {
      td_cli_print (cli,
                    ngettext ("%u authority is trusted from now on.",
                              "%u authorities are trusted from now on.", n),
                    n);
      return 0;
    }
  return pdf_trusted (cli, error);
}

static int
pdf_distrust (TdCli *cli, GError **error)
{
  if (!td_trust_folder_remove (td_cli_argument (cli, 0), error))
    return 2;
  return pdf_trusted (cli, error);
}

const TdCliCommand td_cli_pdf_verify_commands[] = {
  { "pdf verify", pdf_verify, 1, 1, "FILE",
    "trust= system-trust crl=", N_ ("Verify the signatures of a PDF") },
  { "pdf trust", pdf_trust, 1, 1, "PEM", NULL, N_ ("Trust the authorities of a file") },
  { "pdf trusted", pdf_trusted, 0, 0, NULL, NULL, N_ ("List the authorities that are trusted") },
  { "pdf distrust", pdf_distrust, 1, 1, "SHA256", NULL, N_ ("Trust an authority no more") },
  { NULL },
};
