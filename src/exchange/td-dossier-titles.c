/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows that are no data: when the file was made, for which period, and to which group the rows
 * below belong. */

#include <string.h>

#include "td-date.h"
#include "td-dossier-date.h"
#include "td-dossier-reader-private.h"
#include "td-figure-period.h"
#include "td-text.h"

static void
take_exported (TdDossierReader *self, const char *text)
{
  const char *rest = td_dossier_words_after_exported (self->options->words, text);
  g_autofree char *part = NULL;
  TdDossierDate date;

  if (rest == NULL || self->batch->exported_at != 0)
    return;
  for (gsize n = strlen (rest); n >= 6; n--)
    {
      if (td_dossier_date_parse (rest, n, &date) != TD_DATE_GOOD)
        continue;
      self->batch->exported_at = date.has_time ? date.seconds : date.seconds + TD_DAY_SECONDS - 1;
      return;
    }
}

/* "Từ ngày 01/01/2024 đến ngày 30/06/2024": the first line that has two days */
static void
take_period (TdDossierReader *self, const char *text)
{
  GDate from, to;

  if (self->batch->period_from != NULL || !td_figure_period_days (text, &from, &to))
    return;
  self->batch->period_from = td_date_format_iso (&from);
  self->batch->period_to = td_date_format_iso (&to);
}

/* Looks into a row for the time of export and for the period. */
void
td_dossier_titles_take (TdDossierReader *self, const TdCell *cells, guint n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    {
      g_autofree char *part = g_strndup (cells[i].text, cells[i].length);
      g_autofree char *clean = td_text_clean (part, -1);

      take_exported (self, clean);
      take_period (self, clean);
      /* the words in one cell, the time in the next */
      if (self->batch->exported_at == 0 && i + 1 < n_cells && strpbrk (clean, "0123456789") == NULL)
        {
          TdDossierDate date;
          g_autofree char *next = g_strndup (cells[i + 1].text, cells[i + 1].length);
          g_autofree char *both = g_strconcat (clean, " ", next, NULL);

          if (td_dossier_words_after_exported (self->options->words, both) != NULL &&
              td_dossier_date_from_cell (&cells[i + 1], &date) == TD_DATE_GOOD)
            self->batch->exported_at =
                date.has_time ? date.seconds : date.seconds + TD_DAY_SECONDS - 1;
        }
    }
}

/* "II", "3.", "B": what numbers a group */
static gboolean
is_ordinal (const char *text)
{
  gsize length = strspn (text, "IVX");

  if (length == 0)
    length = strspn (text, "0123456789");
  if (length == 0 && g_ascii_isupper (*text))
    length = 1;

  return length > 0 && length <= 5 && text[length + strspn (text + length, ".) ")] == '\0';
}

/* A row that names the group of the rows below: they have no column for it. */
void
td_dossier_titles_take_group (TdDossierReader *self, const TdCell *cells, guint n_cells)
{
  g_autofree char *first = td_cell_clean_text (&cells[0]);
  g_autofree char *text = td_cell_clean_text (&cells[n_cells - 1]);
  gsize dot = strcspn (text, ". ");
  g_autofree char *ordinal = text[dot] != '\0' ? g_strndup (text, dot) : NULL;
  gboolean in_text = ordinal != NULL && text[dot] == '.' && is_ordinal (ordinal);
  const char *name = NULL;
  TdColumnRole role;

  if (n_cells > 2)
    return;
  role = td_dossier_words_group (self->options->words,
                                 in_text ? text + dot + 1 + strspn (text + dot + 1, " ") : text,
                                 in_text || (n_cells == 2 && is_ordinal (first)), &name);
  if (role == TD_COLUMN_ROLE_NONE)
    return;
  g_free (self->group[role]);
  self->group[role] = g_strstrip (g_strdup (name));
}
