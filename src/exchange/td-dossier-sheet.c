/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which sheet of a file holds dossiers, and where its header is. */

#include "td-dossier-batch.h"
#include "td-legacy-text.h"

#define LEGACY_SAMPLE 20000 /* bytes of text looked at to tell an encoding */

/* The first rows of a sheet */
typedef struct
{
  GPtrArray *rows; /* (element-type TdHeadRow) */
} Head;

static gboolean
collect_head (guint row, const TdCell *cells, guint n_cells, gpointer data, GError **error)
{
  Head *head = data;

  g_ptr_array_add (head->rows, td_head_row_new (row, cells, n_cells));

  return head->rows->len < TD_HEADER_SEARCHED;
}

static TdLegacy
detect_legacy (GPtrArray *rows)
{
  g_autoptr (GString) sample = g_string_new (NULL);

  for (guint i = 0; i < rows->len && sample->len < LEGACY_SAMPLE; i++)
    {
      const TdHeadRow *row = g_ptr_array_index (rows, i);

      for (guint c = 0; c < row->n_texts; c++)
        if (row->texts[c] != NULL && row->is_text[c])
          g_string_append_printf (sample, "%s\n", row->texts[c]);
    }

  return td_legacy_detect (sample->str);
}

static void
convert_head (GPtrArray *rows, TdLegacy legacy)
{
  for (guint i = 0; i < rows->len && legacy != TD_LEGACY_NONE; i++)
    {
      TdHeadRow *row = g_ptr_array_index (rows, i);

      for (guint c = 0; c < row->n_texts; c++)
        if (row->texts[c] != NULL && row->is_text[c])
          {
            char *unicode = td_legacy_to_unicode (row->texts[c], legacy);

            g_free (row->texts[c]);
            row->texts[c] = unicode;
          }
    }
}

/* A mapping of a person goes over what the words said. */
static void
apply_mapping (TdDossierHeader *header, const TdDossierReadOptions *options)
{
  GArray *roles = options->roles;

  if (roles == NULL && options->layouts != NULL)
    roles = g_hash_table_lookup (options->layouts, header->signature);
  for (guint i = 0; roles != NULL && i < MIN (roles->len, header->n_columns); i++)
    header->roles[i] = g_array_index (roles, TdColumnRole, i);
}

static TdDossierHeader *
find_in_sheet (TdSheetFile *file,
               guint sheet,
               const TdDossierReadOptions *options,
               TdLegacy *legacy,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) td_head_row_free);
  Head head = { rows };
  TdDossierHeader *header;

  if (!td_sheet_file_read (file, sheet, collect_head, &head, cancellable, error))
    return NULL;

  *legacy = detect_legacy (rows);
  convert_head (rows, *legacy);
  header = td_dossier_header_find (options->words, rows);
  if (header != NULL)
    apply_mapping (header, options);

  return header;
}

static guint
weigh (const TdDossierHeader *header, gboolean hidden)
{
  return header->n_roles * 4 + (td_dossier_header_is_dossiers (header) ? 40 : 0) + (hidden ? 0 : 2);
}

static TdDossierHeader *
find_sheet (TdSheetFile *file,
            const TdDossierReadOptions *options,
            guint *sheet,
            TdLegacy *legacy,
            GCancellable *cancellable,
            GError **error)
{
  TdDossierHeader *best = NULL;
  guint best_weight = 0;

  for (guint i = 0; i < td_sheet_file_get_n_sheets (file); i++)
    {
      TdLegacy found = TD_LEGACY_NONE;
      TdDossierHeader *header;
      GError *failure = NULL;
      guint weight;

      if (options->sheet != NULL &&
          !g_str_equal (options->sheet, td_sheet_file_get_sheet_name (file, i)))
        continue;
      header = find_in_sheet (file, i, options, &found, cancellable, &failure);
      if (failure != NULL)
        {
          td_dossier_header_free (best);
          g_propagate_error (error, failure);
          return NULL;
        }
      weight = header != NULL ? weigh (header, td_sheet_file_get_hidden (file, i)) : 0;
      if (weight > best_weight)
        {
          td_dossier_header_free (best);
          best = header;
          best_weight = weight;
          *sheet = i;
          *legacy = found;
        }
      else
        td_dossier_header_free (header);
    }

  return best;
}

/**
 * td_dossier_find_sheet:
 * @file: a spreadsheet
 * @options: how to read it
 * @sheet: (out): the sheet
 * @legacy_name: (out) (nullable): the encoding its texts must be converted from
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the header of the sheet that looks most like a list of
 *   dossiers; NULL without @error when no sheet has a header
 */
TdDossierHeader *
td_dossier_find_sheet (TdSheetFile *file,
                       const TdDossierReadOptions *options,
                       guint *sheet,
                       const char **legacy_name,
                       GCancellable *cancellable,
                       GError **error)
{
  TdLegacy legacy = TD_LEGACY_NONE;
  TdDossierHeader *header = find_sheet (file, options, sheet, &legacy, cancellable, error);

  if (legacy_name != NULL)
    *legacy_name = td_legacy_name (legacy);

  return header;
}
