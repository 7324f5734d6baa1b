/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-source-faults.h"

#include <string.h>

#include "td-pattern.h"
#include "td-text.h"

#define SHOWN 60

TD_PATTERN (motto, "độc lập\\s*[-–—]\\s*tự do")
TD_PATTERN_EXACT (right_motto, "Độc lập - Tự do - Hạnh phúc")
TD_PATTERN (national_name, "cộng h(?:òa|oà) x[ãa] hội chủ ngh[ĩi]a")
TD_PATTERN_EXACT (right_name, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
TD_PATTERN_EXACT (tight_prefix, "^\\s*(?:KT|TL|TUQ|TM|Q)\\.(?=\\p{Lu})")
TD_PATTERN (recipients, "nơi nhận\\s+:")
/* There no-break spaces keep number and day with their words, as in our own files. */
TD_PATTERN (header_line, "^\\s*(?:số\\s*:|[^,]{2,60},\\s*ngày\\s.{0,40}$)")

typedef struct
{
  TdPlanData *data;
  guint counts[2];
  const char *first[2];
} Faults;

static void
add (TdPlanData *data, const char *subject, const char *place, const char *text, guint count)
{
  TdPlanFactRow *fact = td_plan_data_add (data, TD_KIND_PLAN_FACT);
  g_autofree char *clean = td_text_clean (text, -1);

  fact->kind = g_strdup ("source_fault");
  fact->subject = g_strdup (subject);
  fact->who = g_strdup (place);
  fact->text = g_utf8_substring (clean, 0, MIN (SHOWN, g_utf8_strlen (clean, -1)));
  fact->value = count;
}

static void
read_paragraph (Faults *faults, const TdSourceParagraph *paragraph)
{
  const char *text = paragraph->text;
  guint counts[] = { paragraph->n_decomposed, paragraph->n_no_break };

  if (text == NULL || *text == '\0')
    return;
  if (td_pattern_matches (header_line (), text))
    counts[1] = 0;
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      if (counts[i] > 0 && faults->first[i] == NULL)
        faults->first[i] = text;
      faults->counts[i] += counts[i];
    }
  if (strlen (text) > 200)
    return;
  if (td_pattern_matches (motto (), text) && !td_pattern_matches (right_motto (), text))
    add (faults->data, "motto", "header", text, 1);
  if (td_pattern_matches (national_name (), text) && !td_pattern_matches (right_name (), text))
    add (faults->data, "national-name", "header", text, 1);
  if (td_pattern_matches (tight_prefix (), text))
    add (faults->data, "signature-space", "signatory", text, 1);
  if (td_pattern_matches (recipients (), text))
    add (faults->data, "recipient-heading", "recipients", text, 1);
}

static void
read_table (Faults *faults, const TdSourceTable *table)
{
  for (guint r = 0; r < table->rows->len; r++)
    {
      const TdSourceTableRow *row = g_ptr_array_index (table->rows, r);

      for (guint c = 0; c < row->cells->len; c++)
        {
          const TdSourceCell *cell = g_ptr_array_index (row->cells, c);

          for (guint p = 0; p < cell->paragraphs->len; p++)
            read_paragraph (faults, g_ptr_array_index (cell->paragraphs, p));
        }
    }
}

/**
 * td_plan_source_faults_read:
 * @document: a document
 * @data: the plan read from it
 *
 * Keeps in the plan, as facts of kind "source_fault", what was wrong in the file and is put right
 * by reading it: decomposed letters, no-break spaces, the motto, "KT.GIÁM ĐỐC". The checker tells.
 */
void
td_plan_source_faults_read (const TdSourceDocument *document, TdPlanData *data)
{
  static const char *const subjects[] = { "decomposed", "no-break-space" };
  Faults faults = { data, { 0 }, { NULL } };

  for (guint i = 0; i < document->items->len; i++)
    {
      const TdSourceItem *item = g_ptr_array_index (document->items, i);

      if (item->type == TD_SOURCE_PARAGRAPH)
        read_paragraph (&faults, item->paragraph);
      else
        read_table (&faults, item->table);
    }
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      if (faults.counts[i] > 0)
        add (data, subjects[i], "file", faults.first[i], faults.counts[i]);
    }
}
