/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "td-docx-numbering.h"
#include "td-docx-styles.h"
#include "td-docx-text.h"
#include "td-source-document.h"
#include "td-zip.h"

G_BEGIN_DECLS

/* What the parts of the DOCX reader share while one document is read. */
typedef struct
{
  TdZip *zip;
  const char *name;
  const char *part; /* what is being read, for messages */
  TdSourceDocument *document;
  TdDocxStyles *styles;
  TdDocxNumbering *numbering;
  GHashTable *links; /* relationship id -> address, of @part */
  GCancellable *cancellable;
  GError *error;     /* the first failure; all reading stops */
  gsize spent;       /* estimate of the memory of what was read */
  GArray *fields;    /* (element-type TdDocxField): open fields, the innermost last */
  GHashTable *notes; /* "f2" or "e3" -> TdSourceNote of the document, unowned */
  guint n_notes[2];
  char *note_formats[2]; /* footnotes, endnotes */
  gboolean in_note;
  int page;
  gboolean page_known;
  gboolean break_pending;          /* the next paragraph begins a page */
  GHashTable *told;                /* warnings already given */
  const TdDocxRunProps *table_run; /* (nullable): of the table style, for the cell being read */
  guint nesting;
} TdDocxContext;

typedef struct
{
  gboolean in_result;
  gboolean hidden;
  char *link;    /* (nullable) */
  GString *code; /* (nullable) */
} TdDocxField;

/* Where paragraphs and tables go: the body, a cell, a note. */
typedef struct
{
  GPtrArray *items; /* (element-type TdSourceItem) */
  TdDocxText *text; /* holds what deleted paragraph marks join to the next paragraph */
  gboolean carried;
} TdDocxSink;

void td_docx_sink_init (TdDocxSink *sink);
void td_docx_sink_clear (TdDocxSink *sink);
void td_docx_sink_add_paragraph (TdDocxSink *sink, TdSourceParagraph *paragraph);
void td_docx_sink_add_table (TdDocxSink *sink, TdSourceTable *table);
void td_docx_items_free (GPtrArray *items);

gboolean td_docx_context_spend (TdDocxContext *context, gsize bytes);
void td_docx_context_warn (TdDocxContext *context, const char *message);

/* td-docx-field.c */
void td_docx_field_begin (TdDocxContext *context);
void td_docx_field_code (TdDocxContext *context, const char *code);
void td_docx_field_separate (TdDocxContext *context);
void td_docx_field_end (TdDocxContext *context);
void td_docx_field_trim (TdDocxContext *context, guint depth);
void td_docx_field_close_codes (TdDocxContext *context, guint depth);
gboolean td_docx_field_hides (const TdDocxContext *context);
const char *td_docx_field_link (const TdDocxContext *context);
const char *td_docx_safe_address (const char *address);

/* td-docx-paragraph.c */
void td_docx_read_paragraph (TdDocxContext *context, const xmlNode *node, TdDocxSink *sink);

/* td-docx-blocks.c */
void td_docx_read_block (TdDocxContext *context, const xmlNode *child, TdDocxSink *sink);
void td_docx_read_blocks (TdDocxContext *context, const xmlNode *parent, TdDocxSink *sink);
void td_docx_flush (TdDocxContext *context, TdDocxSink *sink);
const xmlNode *td_docx_alternate_branch (const xmlNode *node);
gboolean td_docx_is_contents_sdt (const xmlNode *sdt_pr);

/* td-docx-table.c */
typedef struct _TdDocxTable TdDocxTable;

TdDocxTable *td_docx_table_new (TdDocxContext *context);
void td_docx_table_free (TdDocxTable *table);
void td_docx_table_properties (TdDocxTable *table, const xmlNode *node);
void td_docx_table_grid (TdDocxTable *table, const xmlNode *node);
void td_docx_table_row (TdDocxTable *table, const xmlNode *node);
void td_docx_table_finish (TdDocxTable *table, TdDocxSink *sink);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDocxTable, td_docx_table_free)

G_END_DECLS
