/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A document as it was read, before anything is understood of it: paragraphs with their printed
 * labels and styling, tables with spans, notes, page furniture. DOCX, PDF and plain text all become
 * this, and the plan reader (td-plan-reader.h) sees nothing else. All texts are NFC. */

typedef enum
{
  TD_SOURCE_ALIGN_START,
  TD_SOURCE_ALIGN_CENTER,
  TD_SOURCE_ALIGN_END,
  TD_SOURCE_ALIGN_JUSTIFY,
} TdSourceAlign;

/* One paragraph. text holds "\n" for a soft line break and "\t" for a tab; no-break spaces and
 * hyphens are kept as plain ones. label is the automatic number or bullet as it would be printed
 * ("1.", "a)", "•", "-"), NULL when the paragraph has none (a typed number stays in text). */
typedef struct
{
  char *text;
  char *marks; /* td-marks.h */
  char *label;
  int list_level; /* of the automatic list, 0-based; -1: none */
  char
      *label_format; /* (nullable): "decimal" "upperRoman" "lowerLetter" "bullet" ... of the list */
  int heading_level; /* 1.. from a heading style or outline level, 0: none */
  TdSourceAlign align;
  double left_indent;  /* points, of the paragraph's left edge from the text area */
  double first_indent; /* points, of the first line relative to left_indent; negative: hanging */
  double font_size;    /* points, of most of the text; 0: unknown */
  gboolean bold;       /* the whole text (ignoring spaces) is bold / italic */
  gboolean italic;
  gboolean page_break_before;
  int page;           /* from 1; 0: unknown */
  guint n_decomposed; /* letters that were not NFC in the file */
  guint n_no_break;   /* no-break spaces of the file that stand as plain ones */
} TdSourceParagraph;

typedef struct
{
  GPtrArray *paragraphs; /* (element-type TdSourceParagraph) */
  guint column;          /* first grid column, 0-based */
  guint column_span;     /* >= 1 */
  guint row_span;        /* >= 1; a cell continued from above is not listed again */
  gboolean shaded;
} TdSourceCell;

typedef struct
{
  GPtrArray *cells; /* (element-type TdSourceCell), left to right */
  gboolean header;  /* marked to repeat on each page */
} TdSourceTableRow;

typedef struct
{
  GPtrArray *rows; /* (element-type TdSourceTableRow) */
  guint n_columns;
  gboolean bordered;  /* FALSE: a layout table (header block, signature block) */
  gboolean landscape; /* stands in a landscape section */
  double *widths;     /* n_columns column widths in points, 0: unknown */
  int page;
} TdSourceTable;

typedef struct
{
  char *label; /* "1" */
  GPtrArray *paragraphs;
} TdSourceNote;

typedef enum
{
  TD_SOURCE_PARAGRAPH,
  TD_SOURCE_TABLE,
} TdSourceItemType;

typedef struct
{
  TdSourceItemType type;
  union
  {
    TdSourceParagraph *paragraph;
    TdSourceTable *table;
  };
} TdSourceItem;

typedef struct
{
  char *name;          /* file name without folder, for messages */
  char *format;        /* "docx" "pdf" "txt" */
  GPtrArray *items;    /* (element-type TdSourceItem), document order */
  GPtrArray *notes;    /* (element-type TdSourceNote) */
  GPtrArray *warnings; /* (element-type char*): translated, for the review page */
} TdSourceDocument;

TdSourceDocument *td_source_document_new (const char *name,
                                          const char *format) G_GNUC_WARN_UNUSED_RESULT;
void td_source_document_free (TdSourceDocument *document);

TdSourceParagraph *td_source_paragraph_new (void) G_GNUC_WARN_UNUSED_RESULT;
void td_source_paragraph_free (TdSourceParagraph *paragraph);
TdSourceCell *td_source_cell_new (void) G_GNUC_WARN_UNUSED_RESULT;
void td_source_cell_free (TdSourceCell *cell);
TdSourceTableRow *td_source_table_row_new (void) G_GNUC_WARN_UNUSED_RESULT;
void td_source_table_row_free (TdSourceTableRow *row);
TdSourceTable *td_source_table_new (void) G_GNUC_WARN_UNUSED_RESULT;
void td_source_table_free (TdSourceTable *table);
TdSourceNote *td_source_note_new (void) G_GNUC_WARN_UNUSED_RESULT;
void td_source_note_free (TdSourceNote *note);

void td_source_document_add_paragraph (TdSourceDocument *document, TdSourceParagraph *paragraph);
void td_source_document_add_table (TdSourceDocument *document, TdSourceTable *table);
char *td_source_cell_dup_text (const TdSourceCell *cell) G_GNUC_WARN_UNUSED_RESULT;
char *td_source_document_dump (const TdSourceDocument *document) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdSourceDocument, td_source_document_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdSourceParagraph, td_source_paragraph_free)

G_END_DECLS
