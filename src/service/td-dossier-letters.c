/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-letters.h"

#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-error.h"
#include "td-row-sql.h"

#define DAY 86400
#define MAX_LETTERS 5000

/* Late in the window, as the register of late dossiers counts; ?3: also those that had a letter */
static const char late_sql[] =
    "SELECT d.id FROM dossier d WHERE d.state NOT IN (1, 3, 7, 8, 12) AND d.due > 0"
    " AND d.received <= ?2 AND (d.import_id IS NULL OR d.import_id NOT IN"
    " (SELECT id FROM import WHERE state <> 'done'))"
    " AND ((d.returned >= ?1 AND d.returned <= ?2 AND d.returned / 86400 > d.due / 86400)"
    "   OR ((d.returned = 0 OR d.returned > ?2) AND d.state NOT IN (5, 6, 11)"
    "       AND d.due / 86400 < ?2 / 86400))"
    " AND (?3 OR NOT EXISTS (SELECT 1 FROM dossier_event e WHERE e.dossier_id = d.id"
    "   AND NOT e.cancelled AND e.kind IN ('apology', 'extended')))"
    " ORDER BY d.due, d.code LIMIT " G_STRINGIFY (MAX_LETTERS);

void
td_dossier_letters_free (TdLetters *letters)
{
  if (letters == NULL)
    return;
  g_ptr_array_unref (letters->events);
  g_ptr_array_unref (letters->files);
  g_free (letters);
}

/**
 * td_dossier_letters_find:
 * @connection: where to read
 * @from: the first day
 * @to: the last day
 * @again: also those that had a letter already
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type gint64): the dossiers that were late in the
 * window
 */
GArray *
td_dossier_letters_find (
    TdConnection *connection, const GDate *from, const GDate *to, gboolean again, GError **error)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (connection, late_sql, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  TdStep step;

  if (statement == NULL)
    return NULL;
  td_statement_bind_int (statement, 1, td_moment_new (from, 0) * 60);
  td_statement_bind_int (statement, 2, td_moment_new (to, 0) * 60 + DAY - 1);
  td_statement_bind_int (statement, 3, again);
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    {
      gint64 id = td_statement_int (statement, 0);

      g_array_append_val (ids, id);
    }

  return step == TD_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

static gboolean
has_appointment (const TdDossierCase *dossier)
{
  for (guint i = 0; i < dossier->events->len; i++)
    {
      const TdDossierEventRow *event = g_ptr_array_index (dossier->events, i);

      if (!event->cancelled && g_strcmp0 (event->kind, "extended") == 0)
        return TRUE;
    }

  return FALSE;
}

static void
add_event (TdLetters *letters, const TdDossierCase *dossier, const TdLetter *letter)
{
  TdDossierEventRow *event = td_row_new (TD_KIND_DOSSIER_EVENT);
  GDate date;

  td_moment_get_date (letter->at, &date);
  event->dossier_id = dossier->dossier->row.id;
  event->at = td_moment_format (letter->at);
  /* A second new appointment is none: what was promised before stands. */
  event->kind = g_strdup (
      letter->until != TD_MOMENT_NONE && !has_appointment (dossier) ? "extended" : "apology");
  event->until = td_moment_format (letter->until);
  event->document = g_strdup (letter->number);
  event->document_date = td_date_format_iso (&date);
  event->reason = g_strdup (letter->reason);
  g_ptr_array_add (letters->events, event);
}

/* "so-lam/H99-240304-0001.pdf"; a code is never a path. */
static gboolean
write_each (TdLetters *letters,
            TdBlock *document,
            gboolean a5,
            const char *folder,
            const char *code,
            gboolean replace,
            GError **error)
{
  static const char *const suffixes[] = { ".pdf", ".docx" };
  g_autofree char *stem = g_strdelimit (g_strdup (code), "/\\:*?\"<>|", '-');

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (stem, suffixes[i], NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!td_letter_write (document, a5, path, replace, error))
        return FALSE;
      g_ptr_array_add (letters->files, g_steal_pointer (&path));
    }

  return TRUE;
}

static gboolean
make_one (TdLetters *letters,
          const TdDossierCase *dossier,
          TdLetter *letter,
          const TdLettersOptions *options,
          guint n,
          TdBlock **document,
          gboolean *a5,
          const char *path,
          GError **error)
{
  g_autofree char *number = NULL;

  if (options->first_number > 0)
    number = options->symbol != NULL
                 ? g_strdup_printf ("%02" G_GINT64_FORMAT "/%s", options->first_number + n,
                                    options->symbol)
                 : g_strdup_printf ("%02" G_GINT64_FORMAT, options->first_number + n);
  letter->number = number;
  *document = td_letter_compose (dossier, letter, *document, a5, error);
  if (*document == NULL)
    return FALSE;
  add_event (letters, dossier, letter);
  letter->number = NULL;
  if (!options->each)
    return TRUE;
  if (!write_each (letters, *document, *a5, path, dossier->dossier->code, options->replace, error))
    return FALSE;
  g_clear_pointer (document, td_block_unref);

  return TRUE;
}

static gboolean
make_all (TdConnection *connection,
          const gint64 *ids,
          guint n_ids,
          const TdLettersOptions *options,
          const char *path,
          TdLetter *letter,
          TdLetters *letters,
          GError **error)
{
  g_autoptr (TdClockOffice) office = td_clock_office_load (connection, error);
  TdBlock *document = NULL;
  gboolean a5 = TRUE, done = office != NULL;

  for (guint i = 0; done && i < n_ids; i++)
    {
      g_autoptr (TdDossierCase) dossier =
          td_dossier_case_load (connection, office, ids[i], options->at, error);

      done = dossier != NULL &&
             make_one (letters, dossier, letter, options, i, &document, &a5, path, error);
    }
  if (done && document != NULL)
    {
      done = td_letter_write (document, a5, path, options->replace, error);
      g_ptr_array_add (letters->files, g_strdup (path));
    }
  g_clear_pointer (&document, td_block_unref);

  return done;
}

/**
 * td_dossier_letters_make:
 * @connection: where to read
 * @ids: dossiers
 * @n_ids: how many
 * @options: what the letters say
 * @path: one file for all, .pdf or .docx, or the folder for one of each
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the files and the events to record
 */
TdLetters *
td_dossier_letters_make (TdConnection *connection,
                         const gint64 *ids,
                         guint n_ids,
                         const TdLettersOptions *options,
                         const char *path,
                         GError **error)
{
  g_autoptr (TdLetters) letters = g_new0 (TdLetters, 1);
  TdLetter letter = {
    .kind = TD_LETTER_APOLOGY, .at = options->at, .until = options->until, .reason = options->reason
  };
  gboolean done;

  letters->events = td_row_array_new (TD_KIND_DOSSIER_EVENT);
  letters->files = g_ptr_array_new_with_free_func (g_free);
  done = td_letter_set_agency (connection, &letter, error) &&
         make_all (connection, ids, n_ids, options, path, &letter, letters, error);
  td_letter_clear_agency (&letter);

  return done ? g_steal_pointer (&letters) : NULL;
}
