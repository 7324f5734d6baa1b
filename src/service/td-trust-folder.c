/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-trust-folder.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "td-error.h"
#include "td-output-file.h"
#include "td-signing.h"

#define BEGIN "-----BEGIN CERTIFICATE-----"
#define END "-----END CERTIFICATE-----"

static void
authority_free (gpointer data)
{
  TdTrustedAuthority *self = data;

  g_free (self->path);
  td_certificate_info_free (self->info);
  g_free (self);
}

static int
compare_authorities (gconstpointer a, gconstpointer b)
{
  const TdTrustedAuthority *first = *(TdTrustedAuthority *const *) a;
  const TdTrustedAuthority *second = *(TdTrustedAuthority *const *) b;

  return g_utf8_collate (first->info->subject, second->info->subject);
}

/**
 * td_trust_folder_list:
 *
 * Returns: (element-type TdTrustedAuthority): the authorities this user trusts, by name
 */
GPtrArray *
td_trust_folder_list (void)
{
  g_autofree char *folder = td_signing_trust_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *list = g_ptr_array_new_with_free_func (authority_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GPtrArray) infos = NULL;

      if (!g_str_has_suffix (name, ".pem") && !g_str_has_suffix (name, ".crt"))
        continue;
      infos = td_certificates_read (path, NULL);
      for (guint i = 0; infos != NULL && i < infos->len; i++)
        {
          TdTrustedAuthority *authority = g_new0 (TdTrustedAuthority, 1);

          authority->path = g_strdup (path);
          authority->info = g_ptr_array_index (infos, i);
          g_ptr_array_add (list, authority);
        }
      if (infos != NULL)
        g_ptr_array_set_free_func (infos, NULL);
    }
  g_ptr_array_sort (list, compare_authorities);
  return list;
}

/* Each certificate of the text into a file of its own */
static gboolean
add_text (
    const char *text, const char *folder, const GPtrArray *infos, guint *n_added, GError **error)
{
  const char *start = text;

  for (guint i = 0; i < infos->len && (start = strstr (start, BEGIN)) != NULL; i++)
    {
      const TdCertificateInfo *info = g_ptr_array_index ((GPtrArray *) infos, i);
      const char *end = strstr (start, END);
      g_autofree char *name = g_strconcat (info->sha256, ".pem", NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *one = NULL;
      g_autoptr (GBytes) bytes = NULL;

      if (end == NULL)
        break;
      one = g_strdup_printf ("%.*s" END "\n", (int) (end - start), start);
      bytes = g_bytes_new (one, strlen (one));
      if (!td_output_file_write_bytes (path, TRUE, bytes, error))
        return FALSE;
      *n_added += 1;
      start = end;
    }
  return TRUE;
}

/**
 * td_trust_folder_add:
 * @pem: a file of certificates
 * @n_added: (out): how many there were
 * @error: return location: %TD_ERROR_BAD_INPUT, %TD_ERROR_FAILED
 *
 * Trusts the authorities of a file from now on.
 *
 * Returns: whether it could be done
 */
gboolean
td_trust_folder_add (const char *pem, guint *n_added, GError **error)
{
  g_autoptr (GPtrArray) infos = td_certificates_read (pem, error);
  g_autofree char *folder = td_signing_trust_folder (), *text = NULL;

  *n_added = 0;
  if (infos == NULL || !g_file_get_contents (pem, &text, NULL, error))
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      td_error_set_at (error, TD_ERROR_FAILED, folder, NULL,
                       _ ("The file could not be written: %s"), g_strerror (errno));
      return FALSE;
    }
  return add_text (text, folder, infos, n_added, error);
}

/**
 * td_trust_folder_remove:
 * @digest: the beginning of the SHA-256 of a certificate, at least eight digits
 * @error: return location: %TD_ERROR_NOT_FOUND
 *
 * Returns: whether there was such an authority; it is trusted no more
 */
gboolean
td_trust_folder_remove (const char *digest, GError **error)
{
  g_autoptr (GPtrArray) list = td_trust_folder_list ();

  for (guint i = 0; strlen (digest) >= 8 && i < list->len; i++)
    {
      const TdTrustedAuthority *authority = g_ptr_array_index (list, i);

      if (g_str_has_prefix (authority->info->sha256, digest) && g_unlink (authority->path) == 0)
        return TRUE;
    }
  td_error_set_at (error, TD_ERROR_NOT_FOUND, NULL, NULL,
                   _ ("No authority with the digest “%s” is trusted."), digest);
  return FALSE;
}
