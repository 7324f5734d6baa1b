/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-cli.h"

#include <glib/gi18n-lib.h>

#include "td-cli-signer.h"
#include "td-date.h"
#include "td-error.h"
#include "td-output-file.h"
#include "td-prepare.h"
#include "td-signing.h"
#include "td-token.h"

static gboolean
parse_role (const char *word, TdSignRole *role, GError **error)
{
  static const char *const words[] = { "person", "organisation", "annex", "copy" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (word, words[i]) == 0)
      {
        *role = (TdSignRole) i;
        return TRUE;
      }
  td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                   _ ("--role takes person, organisation, annex or copy."));
  return FALSE;
}

/* "1,56.7,60,100,40": page from 1, points from the top left corner */
static gboolean
parse_rect (const char *word, TdLayoutRect *rect, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (word, ",", -1);
  double value[5];
  gboolean good = g_strv_length (parts) == 5;

  for (guint i = 0; good && i < 5; i++)
    {
      char *end = NULL;

      value[i] = g_ascii_strtod (parts[i], &end);
      good = end != parts[i] && *end == '\0' && value[i] > -20000 && value[i] < 20000;
    }
  if (!good || value[0] < 1 || value[0] != (int) value[0] || value[3] <= 0 || value[4] <= 0)
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                       _ ("--rect takes page, x, y, width and height, not “%s”."), word);
      return FALSE;
    }
  *rect = (TdLayoutRect){ (guint) value[0] - 1, value[1], value[2], value[3], value[4] };
  return TRUE;
}

/**
 * td_cli_open_signer:
 * @cli: the command line
 * @error: return location
 *
 * Returns: (nullable) (transfer full): whose key signs, as the options say
 */
TdSigner *
td_cli_open_signer (TdCli *cli, GError **error)
{
  const char *p12 = td_cli_option (cli, "p12"), *url = td_cli_option (cli, "pkcs11");
  const char *path = td_cli_option (cli, "secret-file");
  const char *chain = td_cli_option (cli, "chain");
  g_autoptr (TdSecret) secret = NULL;
  g_autoptr (TdSigner) signer = NULL;

  if ((p12 == NULL) == (url == NULL))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                       _ ("Say whose key signs: --p12 FILE or --pkcs11 URL."));
      return NULL;
    }
  if (path != NULL && (secret = td_secret_new_from_file (path, error)) == NULL)
    return NULL;
  signer = p12 != NULL
               ? td_signer_new_p12 (p12, secret, error)
               : td_signer_new_token (td_cli_option (cli, "module"), url, secret, NULL, error);
  if (signer != NULL && chain != NULL && !td_signer_add_chain (signer, chain, error))
    return NULL;
  return g_steal_pointer (&signer);
}

static void
print_signed (TdCli *cli, const char *path, const TdSigner *signer, const TdSignResult *result)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (result->time);
  g_autofree char *iso = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
  JsonBuilder *builder;

  for (guint i = 0; i < result->notes->len; i++)
    g_printerr ("%s\n", (char *) g_ptr_array_index (result->notes, i));
  if (!td_cli_json (cli))
    {
      td_cli_print (cli, _ ("Signed by %s: %s"), td_signer_get_certificate (signer)->subject, path);
      return;
    }
  builder = td_cli_begin_json ("tiendo-signed/1");
  td_cli_json_string (builder, "file", path);
  td_cli_json_string (builder, "field", result->field);
  td_cli_json_string (builder, "signer", td_signer_get_certificate (signer)->subject);
  td_cli_json_string (builder, "time", iso);
  td_cli_json_bool (builder, "timestamp", result->timestamp != 0);
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->notes->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (result->notes, i));
  json_builder_end_array (builder);
  td_cli_print_json (cli, builder);
}

static int
pdf_sign (TdCli *cli, GError **error)
{
  const char *rect_word = td_cli_option (cli, "rect"), *image = td_cli_option (cli, "image");
  const char *out = td_cli_argument (cli, 1);
  TdSignRequest request = { 0 };
  TdLayoutRect rect;
  g_autoptr (TdSigner) signer = NULL;
  g_autoptr (TdSignResult) result = NULL;
  g_autoptr (GBytes) picture = NULL;

  if (!parse_role (td_cli_option (cli, "role"), &request.role, error) ||
      (rect_word != NULL && !parse_rect (rect_word, &rect, error)))
    return 2;
  if (image != NULL && (picture = td_signing_read_file (image, error)) == NULL)
    return 3;
  request.rect = rect_word != NULL ? &rect : NULL;
  request.image = picture;
  request.image_name = image;
  request.text = td_cli_option (cli, "text");
  request.tsa = td_cli_option (cli, "tsa");
  if (td_cli_option (cli, "seal-mm") != NULL)
    request.seal_diameter_mm = g_ascii_strtod (td_cli_option (cli, "seal-mm"), NULL);
  request.require_timestamp = td_cli_has_option (cli, "require-timestamp");
  signer = td_cli_open_signer (cli, error);
  if (signer == NULL)
    return 4;
  result = td_signing_sign_file (td_cli_argument (cli, 0), out, td_cli_force (cli), &request,
                                 signer, NULL, error);
  if (result == NULL)
    return 4;
  print_signed (cli, out, signer, result);
  return 0;
}

static int
pdf_prepare (TdCli *cli, GError **error)
{
  const char *in = td_cli_argument (cli, 0), *out = td_cli_argument (cli, 1);
  const char *rect_word = td_cli_option (cli, "rect");
  TdPrepareRequest request = { 0 };
  TdLayoutRect rect;
  g_autoptr (GBytes) pdf = NULL, prepared = NULL;

  if (rect_word != NULL && !parse_rect (rect_word, &rect, error))
    return 2;
  request.signature = rect_word != NULL ? &rect : NULL;
  pdf = td_signing_read_file (in, error);
  request.number_fields = td_cli_has_option (cli, "number-fields");
  request.portable = td_cli_has_option (cli, "portable");
  prepared = pdf != NULL ? td_prepare (pdf, in, &request, error) : NULL;
  if (prepared == NULL || !td_output_file_write_bytes (out, td_cli_force (cli), prepared, error))
    return 4;
  if (td_cli_json (cli))
    {
      JsonBuilder *builder = td_cli_begin_json ("tiendo-prepared/1");

      td_cli_json_string (builder, "file", out);
      td_cli_print_json (cli, builder);
      return 0;
    }
  td_cli_print (cli, _ ("Prepared for signing: %s"), out);
  return 0;
}

static int
pdf_number (TdCli *cli, GError **error)
{
  const char *in = td_cli_argument (cli, 0), *out = td_cli_argument (cli, 1);
  const char *number = td_cli_option (cli, "number"), *date = td_cli_option (cli, "date");
  g_autoptr (GBytes) pdf = NULL, filled = NULL;
  GDate day;

  if (date != NULL && !td_date_parse_iso (date, &day))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL,
                       _ ("--date takes a date such as 2026-03-31, not “%s”."), date);
      return 2;
    }
  pdf = td_signing_read_file (in, error);
  filled = pdf != NULL ? td_signing_fill_number (pdf, in, number, date != NULL ? &day : NULL, error)
                       : NULL;
  if (filled == NULL || !td_output_file_write_bytes (out, td_cli_force (cli), filled, error))
    return 4;
  if (!td_cli_json (cli))
    td_cli_print (cli, _ ("Number and date were filled in: %s"), out);
  else
    {
      JsonBuilder *builder = td_cli_begin_json ("tiendo-numbered/1");

      td_cli_json_string (builder, "file", out);
      td_cli_print_json (cli, builder);
    }
  return 0;
}

static char *
iso_date (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time);

  return date != NULL ? g_date_time_format (date, "%Y-%m-%d") : NULL;
}

static void
add_token (JsonBuilder *builder, const TdTokenCertificate *entry)
{
  g_autofree char *to = iso_date (entry->info->not_after);

  json_builder_begin_object (builder);
  td_cli_json_string (builder, "token", entry->token);
  td_cli_json_string (builder, "url", entry->url);
  td_cli_json_string (builder, "subject", entry->info->subject);
  td_cli_json_string (builder, "issuer", entry->info->issuer);
  td_cli_json_string (builder, "to", to);
  td_cli_json_string (builder, "key", entry->info->key);
  td_cli_json_bool (builder, "few_tries", entry->few_tries);
  td_cli_json_bool (builder, "last_try", entry->last_try);
  td_cli_json_bool (builder, "locked", entry->is_locked);
  json_builder_end_object (builder);
}

static int
pdf_tokens (TdCli *cli, GError **error)
{
  g_autoptr (GPtrArray) list = td_token_list (td_cli_option (cli, "module"), NULL, error);
  JsonBuilder *builder;

  if (list == NULL)
    return 4;
  if (!td_cli_json (cli))
    {
      for (guint i = 0; i < list->len; i++)
        {
          const TdTokenCertificate *entry = g_ptr_array_index (list, i);

          td_cli_print (cli, "%s\t%s\t%s", entry->token, entry->info->subject, entry->url);
        }
      return 0;
    }
  builder = td_cli_begin_json ("tiendo-tokens/1");
  json_builder_set_member_name (builder, "certificates");
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->len; i++)
    add_token (builder, g_ptr_array_index (list, i));
  json_builder_end_array (builder);
  td_cli_print_json (cli, builder);
  return 0;
}

const TdCliCommand td_cli_pdf_commands[] = {
  { "pdf prepare", pdf_prepare, 2, 2, "IN OUT",
    "number-fields portable rect=", N_ ("Add empty signature fields to a PDF") },
  { "pdf number", pdf_number, 2, 2, "IN OUT",
    "number= date=", N_ ("Fill number and date into a prepared PDF") },
  { "pdf sign", pdf_sign, 2, 2, "IN OUT",
    "role= p12= pkcs11= module= secret-file= chain= image= tsa= require-timestamp rect= text= "
    "seal-mm=",
    N_ ("Sign a PDF as a person or an organisation") },
  { "pdf tokens", pdf_tokens, 0, 0, NULL,
    "module=", N_ ("List the certificates on the tokens that are plugged in") },
  { NULL },
};
