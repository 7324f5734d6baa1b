/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-import.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/stat.h>

#include "td-data-resources.h"
#include "td-date.h"
#include "td-dossier-import-private.h"
#include "td-dossier-outcome.h"
#include "td-error.h"

#define LARGEST_FILE ((goffset) 8 << 30)
#define STREAMED ((gsize) 48 << 20) /* larger CSV files are not kept in memory */
#define SAMPLE 50000                /* rows of such a file that are looked at before */
#define MOST_LOOKED_AT 200000       /* rows of any file */
#define WORDS "/vn/tiendo/TienDo/dossier-words.json"

/**
 * td_dossier_words_load:
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the words of exports that come with the program
 */
TdDossierWords *
td_dossier_words_load (GError **error)
{
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (td_data_get_resource (), WORDS, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return bytes != NULL ? td_dossier_words_new (bytes, error) : NULL;
}

/**
 * td_dossier_import_free:
 * @self: (nullable) (transfer full): an import
 */
void
td_dossier_import_free (TdDossierImport *self)
{
  if (self == NULL)
    return;

  td_dossier_batch_free (self->batch);
  td_figures_free (self->figures);
  td_dossier_words_free (self->words);
  g_clear_pointer (&self->conflicts, g_array_unref);
  g_free (self->ids);
  g_free (self->fates);
  g_free (self->path);
  g_free (self->name);
  g_free (self->hash);
  g_free (self);
}

GMappedFile *
td_dossier_import_map_file (const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;
  GMappedFile *file;
  struct stat info;

  if (stat (path, &info) == 0 && !S_ISREG (info.st_mode))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, path, NULL, _ ("This is not a file."));
      return NULL;
    }
  if (stat (path, &info) == 0 && info.st_size > LARGEST_FILE)
    {
      td_error_set_at (error, TD_ERROR_TOO_LARGE, path, NULL, _ ("The file is too large."));
      return NULL;
    }
  file = g_mapped_file_new (path, FALSE, &reason);
  if (file == NULL)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, path, NULL, _ ("The file cannot be read: %s"),
                       reason->message);
      return NULL;
    }

  return file;
}

/* SHA-256 of the file; of a very large one of its size, its ends and a part of every stretch, for
 * all of it would take as long as the import. */
static char *
hash_file (GMappedFile *mapped)
{
  const guchar *data = (const guchar *) g_mapped_file_get_contents (mapped);
  gsize size = g_mapped_file_get_length (mapped);
  const gsize part = 64 << 10, stretch = 4 << 20;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint64 length = size;

  if (size <= STREAMED)
    {
      g_checksum_update (sum, data, (gssize) size);
      return g_strdup (g_checksum_get_string (sum));
    }
  g_checksum_update (sum, (const guchar *) &length, sizeof length);
  for (gsize at = 0; at + part <= size; at += stretch)
    g_checksum_update (sum, data + at, (gssize) part);
  g_checksum_update (sum, data + size - part, (gssize) part);

  return g_strconcat ("parts:", g_checksum_get_string (sum), NULL);
}

/* Layouts that a person put right: signature -> roles */
static GHashTable *
load_layouts (TdConnection *connection)
{
  GHashTable *layouts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection, "SELECT signature, mapping FROM dossier_layout ORDER BY id", NULL);

  while (statement != NULL && td_statement_step (statement, NULL) == TD_STEP_ROW)
    {
      const char *mapping = td_statement_text (statement, 1);
      g_auto (GStrv) nicks = g_strsplit (mapping != NULL ? mapping : "", ",", -1);
      GArray *roles = g_array_new (FALSE, FALSE, sizeof (TdColumnRole));

      for (char **nick = nicks; *nick != NULL; nick++)
        {
          TdColumnRole role = td_column_role_from_nick (*nick);

          g_array_append_val (roles, role);
        }
      g_hash_table_replace (layouts, g_strdup (td_statement_text (statement, 0)), roles);
    }

  return layouts;
}

/* "B" or "12" as a column from 0; -1: a heading */
static int
column_by_name (const char *name)
{
  int column = 0;
  gsize length = strlen (name);

  if (length > 0 && strspn (name, "0123456789") == length && length < 5)
    return atoi (name) - 1;
  if (length == 0 || length > 2)
    return -1;
  for (const char *p = name; *p != '\0'; p++)
    {
      if (!g_ascii_isupper (*p))
        return -1;
      column = column * 26 + (*p - 'A' + 1);
    }

  return column - 1;
}

/* The mapping of a file on the command line, against the header that was found. */
static GArray *
roles_of_mapping (const TdDossierHeader *header, GHashTable *mapping, GError **error)
{
  g_autoptr (GArray) roles = g_array_new (FALSE, TRUE, sizeof (TdColumnRole));
  GHashTableIter iter;
  gpointer nick, name;

  g_array_append_vals (roles, header->roles, header->n_columns);
  g_hash_table_iter_init (&iter, mapping);
  while (g_hash_table_iter_next (&iter, &nick, &name))
    {
      TdColumnRole role = td_column_role_from_nick (nick);
      int column = column_by_name (name);
      g_autofree char *key = td_dossier_words_key (name);

      for (guint i = 0; column < 0 && i < header->n_columns; i++)
        {
          g_autofree char *heading = td_dossier_words_key (header->headings[i]);

          if (g_str_equal (heading, key) || g_str_has_suffix (heading, key))
            column = (int) i;
        }
      if (role == TD_COLUMN_ROLE_NONE || column < 0 || (guint) column >= roles->len)
        {
          td_error_set_at (error, TD_ERROR_USAGE, NULL, nick,
                           _ ("The mapping is wrong: “%s” is no column, or “%s” nothing that a "
                              "column can hold."),
                           (const char *) name, (const char *) nick);
          return NULL;
        }
      for (guint i = 0; i < roles->len; i++)
        if (g_array_index (roles, TdColumnRole, i) == role)
          g_array_index (roles, TdColumnRole, i) = TD_COLUMN_ROLE_NONE;
      g_array_index (roles, TdColumnRole, column) = role;
    }

  return g_steal_pointer (&roles);
}

static gint64
wall_clock (gint64 now)
{
  g_autoptr (GDateTime) local = NULL;
  gint64 day;
  GDate date;

  if (now != 0)
    return now;
  local = td_date_replaced_time () != 0
              ? g_date_time_new_from_unix_local (td_date_replaced_time () / G_USEC_PER_SEC)
              : g_date_time_new_now_local ();
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));
  day = td_dossier_day_from_date (&date);

  return day * TD_DOSSIER_DAY + g_date_time_get_hour (local) * 3600 +
         g_date_time_get_minute (local) * 60 + g_date_time_get_second (local);
}

/* Reads what the sheet holds: dossiers one by one, or figures. */
static gboolean
read_sheet (TdDossierImport *self,
            TdSheetFile *file,
            TdDossierReadOptions *read,
            const TdDossierImportOptions *options,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (TdDossierHeader) header = NULL;
  g_autoptr (GArray) roles = NULL;
  GError *failure = NULL;
  guint sheet = 0;

  header = td_dossier_find_sheet (file, read, &sheet, NULL, cancellable, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (options->mapping != NULL && header != NULL)
    {
      roles = roles_of_mapping (header, options->mapping, error);
      if (roles == NULL)
        return FALSE;
      read->roles = roles;
      memcpy (header->roles, roles->data, header->n_columns * sizeof (TdColumnRole));
    }
  if (header == NULL || !td_dossier_header_is_dossiers (header))
    {
      self->figures = td_figures_read (file, read, cancellable, &failure);
      if (self->figures != NULL)
        return TRUE;
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
    }

  self->batch = td_dossier_read (file, read, cancellable, error);

  return self->batch != NULL;
}

/**
 * td_dossier_import_read:
 * @connection: where remembered layouts and names are read; of the calling thread
 * @path: a .xlsx, .xls or .csv file
 * @options: how to read it
 * @progress: (nullable): told how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop
 * @error: return location; names the file, the place and the reason
 *
 * Reads a file and compares it with the workspace. Nothing is saved.
 *
 * Returns: (nullable) (transfer full): what would be done
 */
TdDossierImport *
td_dossier_import_read (TdConnection *connection,
                        const char *path,
                        const TdDossierImportOptions *options,
                        TdProgressFunc progress,
                        gpointer progress_data,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (TdDossierImport) self = g_new0 (TdDossierImport, 1);
  g_autoptr (GHashTable) layouts = load_layouts (connection);
  g_autoptr (GMappedFile) mapped = td_dossier_import_map_file (path, error);
  g_autoptr (TdSheetFile) file = NULL;
  TdDossierReadOptions read = { 0 };

  if (mapped == NULL)
    return NULL;
  self->name = g_path_get_basename (path);
  self->path = g_strdup (path);
  self->hash = hash_file (mapped);
  self->words = td_dossier_words_load (error);
  file = self->words != NULL ? td_sheet_file_open_mapped (mapped, self->name, cancellable, error)
                             : NULL;
  if (file == NULL)
    return NULL;
  if (progress != NULL)
    progress (0.1, progress_data);

  read.words = self->words;
  read.sheet = options->sheet;
  read.roles = options->roles;
  read.layouts = layouts;
  read.now = wall_clock (options->now);
  read.duplicates = options->duplicates;
  self->duplicates = options->duplicates;
  self->now = read.now;
  if (!options->keep_all)
    read.max_records = g_mapped_file_get_length (mapped) > STREAMED &&
                               g_str_equal (td_sheet_file_get_format (file), "csv")
                           ? SAMPLE
                           : MOST_LOOKED_AT;
  if (!read_sheet (self, file, &read, options, cancellable, error))
    {
      g_prefix_error (error, "%s", "");
      return NULL;
    }
  self->n_rows = self->batch != NULL ? self->batch->records->len : self->figures->n_rows;
  if (progress != NULL)
    progress (0.7, progress_data);
  if (!td_dossier_import_compare (self, connection, error))
    return NULL;
  if (progress != NULL)
    progress (1.0, progress_data);

  return g_steal_pointer (&self);
}

static void
add_member_bits (JsonBuilder *builder, guint32 bits, guint n, const char *(*nick) (guint))
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    if (bits & (1u << i))
      json_builder_add_string_value (builder, nick (i));
  json_builder_end_array (builder);
}

static const char *
reason_nick (guint i)
{
  return td_reason_nick ((TdReason) i);
}

static const char *
fault_nick (guint i)
{
  return td_fault_nick ((TdFault) i);
}

static void
add_skipped (JsonBuilder *builder, const TdDossierImport *self)
{
  json_builder_set_member_name (builder, "skipped");
  json_builder_begin_array (builder);
  for (guint i = 0; self->batch != NULL && i < self->batch->records->len; i++)
    {
      const TdDossierRecord *r = &g_array_index (self->batch->records, TdDossierRecord, i);

      if (r->reasons == 0)
        continue;
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "row");
      json_builder_add_int_value (builder, r->row);
      json_builder_set_member_name (builder, "id");
      if (r->code != NULL)
        json_builder_add_string_value (builder, r->code);
      else
        json_builder_add_null_value (builder);
      json_builder_set_member_name (builder, "reasons");
      add_member_bits (builder, r->reasons, TD_N_REASONS, reason_nick);
      if (r->duplicate_of != 0)
        {
          json_builder_set_member_name (builder, "first_row");
          json_builder_add_int_value (
              builder,
              g_array_index (self->batch->records, TdDossierRecord, r->duplicate_of - 1).row);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_cleaned (JsonBuilder *builder, const TdDossierImport *self)
{
  json_builder_set_member_name (builder, "cleaned");
  json_builder_begin_array (builder);
  for (guint i = 0; self->batch != NULL && i < self->batch->records->len; i++)
    {
      const TdDossierRecord *r = &g_array_index (self->batch->records, TdDossierRecord, i);

      if (r->reasons != 0 || r->faults == 0)
        continue;
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "row");
      json_builder_add_int_value (builder, r->row);
      json_builder_set_member_name (builder, "id");
      json_builder_add_string_value (builder, r->code);
      json_builder_set_member_name (builder, "faults");
      add_member_bits (builder, r->faults, TD_N_FAULTS, fault_nick);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
td_dossier_import_add_rows (JsonBuilder *builder, const TdDossierImport *self)
{
  add_skipped (builder, self);
  add_cleaned (builder, self);
}

/**
 * td_dossier_import_report:
 * @self: an import
 *
 * Returns: (transfer full): JSON of the rows skipped and cleaned, kept with the import
 */
char *
td_dossier_import_report (const TdDossierImport *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  td_dossier_import_add_rows (builder, self);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}
