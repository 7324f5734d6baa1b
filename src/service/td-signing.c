/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-signing.h"

#include <glib/gi18n-lib.h>

#include "td-error.h"
#include "td-output-file.h"
#include "td-prepare.h"

/* A file is read into memory. */
#define TD_SIGNING_MAX_BYTES (1024u * 1024 * 1024)

/**
 * td_signing_read_file:
 * @path: a file
 * @error: return location: %TD_ERROR_BAD_INPUT, %TD_ERROR_TOO_LARGE
 *
 * Returns: (nullable) (transfer full): its bytes, as they are now
 */
GBytes *
td_signing_read_file (const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &reason);

  if (file == NULL)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, path, NULL, _ ("The file cannot be read: %s"),
                       reason->message);
      return NULL;
    }
  if (g_mapped_file_get_length (file) > TD_SIGNING_MAX_BYTES)
    {
      td_error_set_at (error, TD_ERROR_TOO_LARGE, path, NULL, _ ("The file is too large."));
      return NULL;
    }
  /* A copy: what is mapped could be changed by another program between two looks at it. */
  return g_bytes_new (g_mapped_file_get_contents (file), g_mapped_file_get_length (file));
}

/**
 * td_signing_sign_file:
 * @path_in: a PDF
 * @path_out: the file to make; may be @path_in
 * @replace: whether it may replace a file
 * @request: what to do
 * @signer: who signs
 * @cancellable: (nullable): ends the waiting for a token or an authority
 * @error: return location, as for td_sign()
 *
 * Returns: (nullable) (transfer full): what was done; NULL: nothing was written
 */
TdSignResult *
td_signing_sign_file (const char *path_in,
                      const char *path_out,
                      gboolean replace,
                      const TdSignRequest *request,
                      TdSigner *signer,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (TdSignResult) result = NULL;
  g_autoptr (GBytes) pdf = NULL;

  if (!replace && g_file_test (path_out, G_FILE_TEST_EXISTS))
    {
      /* Before a token is asked for its PIN */
      td_error_set_at (error, TD_ERROR_REFUSED, path_out, NULL,
                       _ ("The file exists already and was not replaced."));
      return NULL;
    }
  pdf = td_signing_read_file (path_in, error);
  if (pdf == NULL)
    return NULL;
  result = td_sign (pdf, path_in, request, signer, cancellable, error);
  if (result == NULL || !td_output_file_write_bytes (path_out, replace, result->pdf, error))
    return NULL;
  return g_steal_pointer (&result);
}

/**
 * td_signing_fill_number:
 * @pdf: a prepared file, perhaps signed by the leader
 * @name: (nullable): file name for messages
 * @number: (nullable): as allotted: "5", "610"
 * @date: (nullable): of issue
 * @error: return location, as for td_prepare_fill()
 *
 * Fills in number and date as the layout would have written them.
 *
 * Returns: (nullable) (transfer full): the file with an update behind it
 */
GBytes *
td_signing_fill_number (
    GBytes *pdf, const char *name, const char *number, const GDate *date, GError **error)
{
  gboolean single = number != NULL && g_ascii_isdigit (number[0]) && number[1] == '\0';
  /* RULE nd30-number-zero: numbers below 10 are written with a zero before them. */
  g_autofree char *printed = single ? g_strconcat ("0", number, NULL) : g_strdup (number);
  int month_number = date != NULL ? (int) g_date_get_month (date) : 0;
  g_autofree char *day = date != NULL ? g_strdup_printf ("%02d", g_date_get_day (date)) : NULL;
  /* RULE nd30-date-zero: days below 10 and the months 1 and 2 are written with a zero. */
  g_autofree char *month =
      date != NULL ? g_strdup_printf (month_number <= 2 ? "%02d" : "%d", month_number) : NULL;

  return td_prepare_fill (pdf, name, printed, day, month, error);
}

/**
 * td_signing_trust_folder:
 *
 * Returns: where the authorities this user trusts are kept, as PEM files
 */
char *
td_signing_trust_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "tiendo", "trust", NULL);
}

/**
 * td_signing_open_trust:
 * @files: (nullable) (element-type utf8): PEM files that are trusted this time, and no others
 * @with_system: also the authorities of the system
 * @error: return location: %TD_ERROR_BAD_INPUT
 *
 * Returns: (nullable) (transfer full): whom to believe; without @files the folder of the user
 */
TdTrust *
td_signing_open_trust (const GPtrArray *files, gboolean with_system, GError **error)
{
  g_autoptr (TdTrust) trust = td_trust_new ();
  g_autofree char *folder = td_signing_trust_folder ();

  for (guint i = 0; files != NULL && i < files->len; i++)
    if (!td_trust_add_file (trust, g_ptr_array_index ((GPtrArray *) files, i), error))
      return NULL;
  if (files == NULL || files->len == 0)
    td_trust_add_folder (trust, folder);
  if (with_system)
    td_trust_add_system (trust);
  return g_steal_pointer (&trust);
}
