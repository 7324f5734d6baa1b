/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-frame.h"

#include <string.h>

#include "td-annex-columns.h"
#include "td-plan-basis-reader.h"
#include "td-pattern.h"
#include "td-text.h"

/* Paragraphs looked at for the kind of document; a header is never longer. */
#define MAX_HEADER_LINES 60

TD_PATTERN_EXACT (
    doc_type_pattern,
    "^(KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN|QUYẾT ĐỊNH|BÁO CÁO|HƯỚNG DẪN|THÔNG BÁO|CHỈ THỊ|"
    "NGHỊ QUYẾT|QUY CHẾ|QUY ĐỊNH|DỰ ÁN|TỜ TRÌNH)(?:\\s+(\\S.*))?$")
TD_PATTERN (recipients_pattern, "^\\s*nơi nhận\\s*:?")
TD_PATTERN_EXACT (
    signer_pattern,
    "^(?:TM\\.\\s*\\S|(?:(?:KT|TL|TUQ|Q)\\.\\s*)?(?:GIÁM ĐỐC|PHÓ GIÁM ĐỐC|CHÁNH VĂN PHÒNG|"
    "PHÓ CHÁNH VĂN PHÒNG|TRƯỞNG PHÒNG|PHÓ TRƯỞNG PHÒNG|HIỆU TRƯỞNG|CHỦ TỊCH|PHÓ CHỦ TỊCH|BỘ TRƯỞNG|"
    "THỨ TRƯỞNG)\\b)")
TD_PATTERN_EXACT (person_pattern, "^(?:\\p{Lu}\\p{Ll}+\\s+){1,4}\\p{Lu}\\p{Ll}+$")
TD_PATTERN (filing_pattern, "^[-–—]?\\s*lưu\\s*:")
TD_PATTERN (annex_pattern, "^(phụ lục|danh mục|biểu)\\b")
TD_PATTERN (gap_pattern, "\\t+|[ ]{4,}")

typedef struct
{
  const TdSourceDocument *document;
  TdPlanFrame *frame;
  guint next; /* item to look at */
} Framing;

/**
 * td_plan_piece_new:
 * @text: printed text
 * @bold: whether it is bold
 * @column: the column of a layout table or line it stands in
 *
 * Returns: (transfer full): a piece
 */
TdPlanPiece *
td_plan_piece_new (const char *text, gboolean bold, guint column)
{
  TdPlanPiece *piece = g_new0 (TdPlanPiece, 1);

  piece->text = g_strdup (text);
  piece->bold = bold;
  piece->column = column;

  return piece;
}

/**
 * td_plan_piece_free:
 * @piece: (nullable): a piece
 *
 * Frees @piece.
 */
void
td_plan_piece_free (TdPlanPiece *piece)
{
  if (piece == NULL)
    return;

  g_free (piece->text);
  g_free (piece);
}

/**
 * td_plan_frame_free:
 * @frame: (nullable): parts of a document
 *
 * Frees @frame.
 */
void
td_plan_frame_free (TdPlanFrame *frame)
{
  if (frame == NULL)
    return;

  g_ptr_array_unref (frame->header);
  g_free (frame->doc_type);
  g_ptr_array_unref (frame->title);
  g_ptr_array_unref (frame->body);
  g_ptr_array_unref (frame->closing);
  g_ptr_array_unref (frame->annex_pieces);
  g_ptr_array_unref (frame->tables);
  g_free (frame);
}

/* A rule of hyphens or underscores that stands in one line with the text above it. */
static void
cut_rule (char *text)
{
  gsize length = strlen (text);
  gsize end = length;

  while (end > 0 && strchr ("_-* ", text[end - 1]) != NULL)
    end--;
  if (end > 0 && length - end >= 5)
    text[end] = '\0';
}

static void
add_piece (GPtrArray *pieces, char *text, gboolean bold, guint column)
{
  g_strstrip (text);
  cut_rule (text);
  if (*text == '\0' || td_plan_text_is_rule (text))
    {
      g_free (text);
      return;
    }

  TdPlanPiece *piece = g_new0 (TdPlanPiece, 1);
  piece->text = text;
  piece->bold = bold;
  piece->column = column;
  g_ptr_array_add (pieces, piece);
}

/* A line with a wide gap holds what stands in two columns. The blanks of "Số:      /KH-" and of
 * "ngày      tháng" are no such gap. */
static void
add_split_line (GPtrArray *pieces, const char *line, gboolean bold, guint column)
{
  static const char *const inside[] = { "số", "ngày", "tháng", "năm", "/", NULL };
  const char *start = line;
  int from, to;

  for (const char *p = line; td_pattern_find (gap_pattern (), p, &from, &to);)
    {
      g_autofree char *before = g_utf8_strdown (start, p + from - start);
      gboolean blank = FALSE;

      g_strstrip (before);
      while (g_str_has_suffix (before, ":"))
        before[strlen (before) - 1] = '\0';
      for (guint i = 0; inside[i] != NULL; i++)
        blank |= g_str_has_suffix (before, inside[i]) || p[to] == '/';
      if (!blank && p + from > start)
        {
          add_piece (pieces, g_strndup (start, p + from - start), bold, column++);
          start = p + to;
        }
      p += to;
    }
  add_piece (pieces, g_strdup (start), bold, column);
}

static void
add_paragraph_pieces (GPtrArray *pieces, const TdSourceParagraph *paragraph, guint column)
{
  if (paragraph->text == NULL)
    return;

  g_autofree char *text = td_plan_text_without_notes (paragraph->text, paragraph->marks);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (paragraph->label != NULL && i == 0)
        {
          g_autofree char *labelled = g_strconcat (paragraph->label, " ", lines[i], NULL);
          add_split_line (pieces, labelled, paragraph->bold, column);
        }
      else
        add_split_line (pieces, lines[i], paragraph->bold, column);
    }
}

static void
add_table_pieces (GPtrArray *pieces, const TdSourceTable *table)
{
  for (guint r = 0; r < table->rows->len; r++)
    {
      const TdSourceTableRow *row = table->rows->pdata[r];
      for (guint c = 0; c < row->cells->len; c++)
        {
          const TdSourceCell *cell = row->cells->pdata[c];
          for (guint i = 0; i < cell->paragraphs->len; i++)
            add_paragraph_pieces (pieces, cell->paragraphs->pdata[i], cell->column);
        }
    }
}

static void
add_item_pieces (GPtrArray *pieces, const TdSourceItem *item)
{
  if (item->type == TD_SOURCE_TABLE)
    add_table_pieces (pieces, item->table);
  else
    add_paragraph_pieces (pieces, item->paragraph, 0);
}

static const TdSourceItem *
nth_item (const Framing *self, guint n)
{
  return n < self->document->items->len ? self->document->items->pdata[n] : NULL;
}

/* The kind of document, when @item is the paragraph (or one-cell table) that prints it. What stands
 * after it in the same paragraph is the beginning of the title. */
static gboolean
take_doc_type (Framing *self, const TdSourceItem *item)
{
  g_autoptr (GPtrArray) pieces =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_plan_piece_free);

  add_item_pieces (pieces, item);
  for (guint i = 0; i < pieces->len; i++)
    {
      const TdPlanPiece *piece = pieces->pdata[i];
      g_autoptr (GMatchInfo) match = NULL;

      if (!g_regex_match (doc_type_pattern (), piece->text, 0, &match))
        continue;

      g_autofree char *rest = g_match_info_fetch (match, 2);
      self->frame->doc_type = g_match_info_fetch (match, 1);
      if (rest != NULL && *rest != '\0')
        g_ptr_array_add (self->frame->title, g_steal_pointer (&rest));
      for (guint j = i + 1; j < pieces->len; j++)
        {
          const TdPlanPiece *below = pieces->pdata[j];
          g_ptr_array_add (self->frame->title, g_strdup (below->text));
        }
      for (guint j = 0; j < i; j++)
        {
          const TdPlanPiece *above = pieces->pdata[j];
          add_piece (self->frame->header, g_strdup (above->text), above->bold, above->column);
        }
      return TRUE;
    }

  return FALSE;
}

/* What cannot stand above the kind of document: a numbered heading, a table with borders. */
static gboolean
is_body (const TdSourceItem *item)
{
  g_auto (TdPlanLabel) label = { 0 };

  if (item->type == TD_SOURCE_TABLE)
    return item->table->bordered && item->table->n_columns > 2;
  if (item->paragraph->text == NULL)
    return FALSE;

  g_autofree char *text = td_text_clean (item->paragraph->text, -1);

  return td_plan_label_parse (text, &label) &&
         (label.style == TD_LABEL_ROMAN || label.style == TD_LABEL_PART);
}

static void
read_header (Framing *self)
{
  guint limit = MIN (self->document->items->len, MAX_HEADER_LINES);

  for (guint i = 0; i < limit; i++)
    {
      const TdSourceItem *item = nth_item (self, i);
      if (take_doc_type (self, item))
        {
          for (guint j = 0; j < i; j++)
            add_item_pieces (self->frame->header, nth_item (self, j));
          self->next = i + 1;
          return;
        }
      if (is_body (item))
        break;
    }

  /* No kind of document: the header is the layout tables at the beginning. */
  while (nth_item (self, self->next) != NULL &&
         nth_item (self, self->next)->type == TD_SOURCE_TABLE &&
         !nth_item (self, self->next)->table->bordered)
    add_item_pieces (self->frame->header, nth_item (self, self->next++));
}

static gboolean
is_title_paragraph (const Framing *self, const TdSourceParagraph *paragraph)
{
  g_auto (TdPlanLabel) label = { 0 };
  gboolean none_yet = self->frame->title->len == 0;
  g_autofree char *text = g_strstrip (g_strdup (paragraph->text));

  if (td_plan_label_parse (text, &label) && td_plan_label_is_number (&label))
    return FALSE;
  if (paragraph->label != NULL || paragraph->heading_level > 1)
    return FALSE;
  /* Lines that fill the width stand in its middle too: below the title they are text. */
  if (!none_yet && !paragraph->bold && td_plan_basis_reader_is_basis (text))
    return FALSE;
  if (paragraph->align == TD_SOURCE_ALIGN_CENTER)
    return TRUE;
  if (paragraph->align == TD_SOURCE_ALIGN_JUSTIFY)
    return paragraph->bold && !td_plan_text_ends_with (text, ";:");

  return none_yet || (paragraph->bold && !td_plan_text_ends_with (text, ";:"));
}

static void
read_title (Framing *self)
{
  if (self->frame->doc_type == NULL)
    return;

  for (const TdSourceItem *item; (item = nth_item (self, self->next)) != NULL; self->next++)
    {
      if (item->type == TD_SOURCE_TABLE)
        return;

      const TdSourceParagraph *paragraph = item->paragraph;
      if (td_text_is_blank (paragraph->text) || td_plan_text_is_rule (paragraph->text))
        continue;
      if (!is_title_paragraph (self, paragraph))
        return;

      g_autofree char *plain = td_plan_text_without_notes (paragraph->text, paragraph->marks);
      g_autofree char *line = td_text_clean (plain, -1);
      g_ptr_array_add (self->frame->title, g_steal_pointer (&line));
    }
}

static gboolean
piece_list_matches (GPtrArray *pieces, GRegex *pattern)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      if (td_pattern_matches (pattern, ((TdPlanPiece *) pieces->pdata[i])->text))
        return TRUE;
    }

  return FALSE;
}

/* Whether @item opens the block of recipients and signature. */
static gboolean
opens_closing (const Framing *self, const TdSourceItem *item)
{
  g_autoptr (GPtrArray) pieces =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_plan_piece_free);

  if (item->type == TD_SOURCE_TABLE && td_annex_columns_in_table (item->table))
    return FALSE;

  add_item_pieces (pieces, item);
  if (piece_list_matches (pieces, recipients_pattern ()))
    return TRUE;

  return self->frame->body->len > 0 && pieces->len <= 40 &&
         piece_list_matches (pieces, signer_pattern ());
}

/* Whether the annex begins at @item; @closed: the signature has been seen. */
static gboolean
opens_annex (const TdSourceItem *item, gboolean closed)
{
  if (item->type == TD_SOURCE_TABLE)
    return FALSE;

  g_autofree char *text =
      td_text_clean (item->paragraph->text != NULL ? item->paragraph->text : "", -1);
  if (!td_pattern_matches (annex_pattern (), text) || td_plan_text_count_words (text) > 30)
    return FALSE;

  return closed || item->paragraph->align == TD_SOURCE_ALIGN_CENTER ||
         item->paragraph->page_break_before ||
         (td_text_is_upper (text) && !td_plan_text_ends_with (text, ".;"));
}

/* Whether the table @item has no heading because it goes on from the table of tasks before it: only
 * blank lines stand between them. */
static gboolean
goes_on_table (const Framing *self, const TdSourceItem *item)
{
  const GPtrArray *tables = self->frame->tables;
  const TdSourceItem *last = tables->len > 0 ? tables->pdata[tables->len - 1] : NULL;

  if (last == NULL || !item->table->bordered || item->table->n_columns != last->table->n_columns)
    return FALSE;
  for (guint i = self->next; i > 0; i--)
    {
      const TdSourceItem *before = nth_item (self, i - 1);
      if (before->type == TD_SOURCE_TABLE || !td_text_is_blank (before->paragraph->text))
        return before == last;
    }

  return FALSE;
}

static void
read_body (Framing *self)
{
  for (const TdSourceItem *item; (item = nth_item (self, self->next)) != NULL; self->next++)
    {
      if (opens_closing (self, item) || opens_annex (item, FALSE))
        return;
      if (item->type == TD_SOURCE_PARAGRAPH)
        td_plan_lines_add_paragraph (self->frame->body, item->paragraph);
      else if (td_annex_columns_in_table (item->table) || goes_on_table (self, item))
        g_ptr_array_add (self->frame->tables, (gpointer) item);
    }
}

/* Whether @item, behind the layout table of recipients and signature, goes on with them: the table
 * was cut by a page end. @text: its first words */
static gboolean
goes_on_closing (const Framing *self, const char *text)
{
  g_auto (TdPlanLabel) label = { 0 };
  const GPtrArray *pieces = self->frame->closing;
  const TdPlanPiece *last = pieces->len > 0 ? pieces->pdata[pieces->len - 1] : NULL;

  if (td_plan_label_parse (text, &label) && label.style == TD_LABEL_DASH)
    return TRUE;
  if (last != NULL && g_unichar_islower (g_utf8_get_char (text)))
    return !td_plan_text_ends_with (last->text, ".;");

  return td_pattern_matches (person_pattern (), text);
}

/* Whether the last recipient, where the document is filed, stands before @paragraph at the end of
 * another page: the annex begins here. */
static gboolean
leaves_filing (const Framing *self, const TdSourceParagraph *paragraph)
{
  const TdSourceItem *before = self->next > 0 ? nth_item (self, self->next - 1) : NULL;

  return before != NULL && before->type == TD_SOURCE_PARAGRAPH &&
         before->paragraph->page < paragraph->page &&
         td_pattern_matches (filing_pattern (), before->paragraph->text) &&
         !td_pattern_matches (signer_pattern (), paragraph->text) &&
         !td_pattern_matches (person_pattern (), paragraph->text);
}

/* Whether @item ends the block of recipients and signature that began before it. */
static gboolean
ends_closing (const Framing *self, const TdSourceItem *item, gboolean from_table)
{
  g_autoptr (GPtrArray) pieces =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_plan_piece_free);

  if (item->type == TD_SOURCE_TABLE)
    {
      if (item->table->bordered)
        return TRUE;
      add_item_pieces (pieces, item);
      return !opens_closing (self, item) &&
             (pieces->len == 0 ||
              !goes_on_closing (self, ((TdPlanPiece *) pieces->pdata[0])->text));
    }
  if (!from_table && (item->paragraph->page_break_before || leaves_filing (self, item->paragraph)))
    return TRUE; /* often a break typed in a line of its own */
  if (!from_table || td_text_is_blank (item->paragraph->text))
    return FALSE;
  add_item_pieces (pieces, item);

  return pieces->len == 0 || !goes_on_closing (self, ((TdPlanPiece *) pieces->pdata[0])->text);
}

static void
read_closing (Framing *self)
{
  gboolean started = FALSE;
  gboolean from_table = FALSE;

  for (const TdSourceItem *item; (item = nth_item (self, self->next)) != NULL; self->next++)
    {
      if (opens_annex (item, TRUE) || (!started && !opens_closing (self, item)))
        return;
      if (started && ends_closing (self, item, from_table))
        return;

      add_item_pieces (self->frame->closing, item);
      started = TRUE;
      from_table |= item->type == TD_SOURCE_TABLE;
    }
}

static gboolean
is_table_of_tasks (const Framing *self, const TdSourceItem *item)
{
  return item->type == TD_SOURCE_TABLE && (item->table->bordered || self->frame->tables->len > 0 ||
                                           td_annex_columns_in_table (item->table));
}

static void
read_annex (Framing *self)
{
  for (const TdSourceItem *item; (item = nth_item (self, self->next)) != NULL; self->next++)
    {
      if (is_table_of_tasks (self, item) ||
          (item->type == TD_SOURCE_PARAGRAPH && self->frame->tables->len > 0))
        g_ptr_array_add (self->frame->tables, (gpointer) item);
      else
        add_item_pieces (self->frame->annex_pieces, item);
    }
}

/**
 * td_plan_frame_new:
 * @document: a document, which must outlive the result
 *
 * Finds the parts of a plan by their form: the header block before the kind of document, the title
 * below it, the body up to "Nơi nhận" or the signature, and the annex with its tables.
 *
 * Returns: (transfer full): the parts, empty where the document lacks them
 */
TdPlanFrame *
td_plan_frame_new (const TdSourceDocument *document)
{
  TdPlanFrame *frame = g_new0 (TdPlanFrame, 1);
  Framing self = { document, frame, 0 };

  frame->header = g_ptr_array_new_with_free_func ((GDestroyNotify) td_plan_piece_free);
  frame->title = g_ptr_array_new_with_free_func (g_free);
  frame->body = td_plan_lines_new ();
  frame->closing = g_ptr_array_new_with_free_func ((GDestroyNotify) td_plan_piece_free);
  frame->annex_pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) td_plan_piece_free);
  frame->tables = g_ptr_array_new ();

  read_header (&self);
  read_title (&self);
  read_body (&self);
  read_closing (&self);
  read_annex (&self);

  return frame;
}
