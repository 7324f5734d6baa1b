/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "td-error.h"
#include "td-file-blob.h"
#include "td-task-progress.h"

/**
 * td_evidence_file_load:
 * @path: a file
 * @copy: whether its bytes go into the workspace; else it is linked
 * @error: return location
 *
 * Reads and hashes the file; for a worker thread. Files over 64 MiB can only be linked.
 *
 * Returns: (nullable) (transfer full): the file
 */
TdEvidenceFile *
td_evidence_file_load (const char *path, gboolean copy, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (
      file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE, 0, NULL, NULL);
  g_autoptr (TdEvidenceFile) self = NULL;
  g_autoptr (GMappedFile) mapped = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, path, NULL, _ ("The file cannot be read."));
      return NULL;
    }
  if (copy && g_file_info_get_size (info) > TD_EVIDENCE_MAX_SIZE)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, path, NULL,
                       _ ("The file is larger than %d MB. Link it instead of copying it."),
                       TD_EVIDENCE_MAX_SIZE >> 20);
      return NULL;
    }
  mapped = g_mapped_file_new (path, FALSE, NULL);
  if (mapped == NULL)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, path, NULL, _ ("The file cannot be read."));
      return NULL;
    }
  bytes = g_mapped_file_get_bytes (mapped);
  self = g_new0 (TdEvidenceFile, 1);
  self->row = td_row_new (TD_KIND_EVIDENCE);
  self->row->file_name = g_path_get_basename (path);
  self->row->name = g_strdup (self->row->file_name);
  self->row->size = (gint64) g_bytes_get_size (bytes);
  self->row->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (copy)
    /* what is mapped may change under us */
    self->bytes = g_bytes_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  else
    self->row->link = g_canonicalize_filename (path, NULL);

  return g_steal_pointer (&self);
}

void
td_evidence_file_free (TdEvidenceFile *file)
{
  if (file == NULL)
    return;

  td_row_free (TD_KIND_EVIDENCE, file->row);
  g_clear_pointer (&file->bytes, g_bytes_unref);
  g_free (file);
}

static char *
check_link (const TdEvidenceRow *row, GError **error)
{
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (row->link, FALSE, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *sha256 = NULL;

  if (mapped == NULL)
    {
      td_error_set_at (error, TD_ERROR_NOT_FOUND, row->link, NULL,
                       _ ("The linked file is not there any more."));
      return NULL;
    }
  bytes = g_mapped_file_get_bytes (mapped);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (g_strcmp0 (sha256, row->sha256) == 0)
    return g_strdup (row->link);

  td_error_set_at (error, TD_ERROR_CONFLICT, row->link, NULL,
                   _ ("The linked file was changed since it was recorded as evidence."));
  return NULL;
}

/* The copy is read-only and lies in a folder of its own, named by the hash. */
static char *
write_copy (TdWorkspace *workspace, const TdEvidenceRow *row, GError **error)
{
  g_autoptr (GBytes) bytes =
      td_file_blob_get (td_workspace_get_connection (workspace), row->sha256, error);
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  if (bytes == NULL)
    return NULL;
  name = g_path_get_basename (row->file_name != NULL ? row->file_name : "minh-chung");
  if (*name == '.' || strchr (name, '/') != NULL)
    {
      g_free (name);
      name = g_strdup ("minh-chung");
    }
  folder = g_build_filename (g_get_user_cache_dir (), "tiendo", "evidence", row->sha256, NULL);
  path = g_build_filename (folder, name, NULL);
  g_mkdir_with_parents (folder, 0700);
  g_chmod (path, 0600);
  if (!g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                            NULL))
    {
      td_error_set_at (error, TD_ERROR_FAILED, path, NULL, _ ("The file cannot be written."));
      return NULL;
    }
  g_chmod (path, 0400);

  return g_steal_pointer (&path);
}

/**
 * td_evidence_open_path:
 * @workspace: a workspace
 * @evidence_id: a document
 * @error: return location: the linked file is gone or was changed, the kept bytes are damaged
 *
 * Returns: (nullable) (transfer full): a path to give to a viewer
 */
char *
td_evidence_open_path (TdWorkspace *workspace, gint64 evidence_id, GError **error)
{
  TdEvidenceRow *row = td_workspace_get_row (workspace, TD_KIND_EVIDENCE, evidence_id, error);
  char *path;

  if (row == NULL)
    return NULL;
  path = row->link != NULL     ? check_link (row, error)
         : row->sha256 != NULL ? write_copy (workspace, row, error)
                               : NULL;
  if (path == NULL && row->link == NULL && row->sha256 == NULL)
    td_error_set_at (error, TD_ERROR_NOT_FOUND, NULL, NULL,
                     _ ("No file was recorded with this evidence."));
  td_row_free (TD_KIND_EVIDENCE, row);

  return path;
}
