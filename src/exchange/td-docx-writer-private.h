/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-block.h"
#include "td-style.h"
#include "td-zip-writer.h"

G_BEGIN_DECLS

#define TD_DOCX_TWIPS_PER_MM (1440 / 25.4)

/* What the parts of the DOCX writer share while one document is written. */
typedef struct
{
  const TdStyle *style;
  GString *body;
  GString *footnotes;
  GString *relations; /* of word/document.xml */
  GString *contact;   /* foot of the first page, "" for none */
  guint n_relations;
  guint n_footnotes;
  guint n_pictures;
  GHashTable *notes; /* label -> TdBlock, unowned */
  TdZipWriter *zip;
  int text_width;      /* twips, of the part being written */
  gboolean page_break; /* before the next paragraph */
  gboolean keep_next;  /* the paragraph being written stays with what follows */
} TdDocxWriter;

/* A run's formatting beside its marks */
typedef struct
{
  double size; /* points; 0: of the style */
  gboolean bold;
  gboolean italic;
} TdDocxFace;

/* A paragraph's formatting; twips; what is 0 or NULL is of the style */
typedef struct
{
  const char *style; /* (nullable) id */
  const char *align; /* (nullable) "center" */
  int before, after;
  int left, right;
  gboolean keep_next;
  const char *borders; /* (nullable) the w:pBdr element */
  int exact;           /* line height */
} TdDocxFormat;

#define TD_DOCX_FORMAT(...)                                                                        \
  (TdDocxFormat)                                                                                   \
  {                                                                                                \
    __VA_ARGS__                                                                                    \
  }

/* td-docx-writer-text.c */
void td_docx_write_escaped (GString *out, const char *text, gssize length);
void td_docx_write_open (TdDocxWriter *writer, const TdDocxFormat *format);
void td_docx_write_close (TdDocxWriter *writer);
void td_docx_write_run (TdDocxWriter *writer, const char *text, const TdDocxFace *face);
void td_docx_write_marked (TdDocxWriter *writer, const TdBlockText *text, const TdDocxFace *face);
void td_docx_write_line (TdDocxWriter *writer,
                         const char *text,
                         const TdDocxFace *face,
                         const TdDocxFormat *format);
int td_docx_estimate_width (const char *text, const TdDocxFace *face);

/* td-docx-writer-styles.c */
char *td_docx_writer_styles (const TdStyle *style);

/* td-docx-writer-header.c */
void td_docx_write_header (TdDocxWriter *writer, const TdBlock *block, gboolean complete);
void td_docx_write_annex_header (TdDocxWriter *writer, const TdBlock *block);
void td_docx_write_signature (TdDocxWriter *writer, const TdBlock *block);

/* td-docx-writer-table.c */
void td_docx_write_table (TdDocxWriter *writer, const TdBlock *block);

/* td-docx-writer-figure.c */
void td_docx_write_figure (TdDocxWriter *writer, const TdBlock *block);

G_END_DECLS
