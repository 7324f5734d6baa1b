/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* The block tree: what a plan, report or letter says, in reading order, without any position.
 * The service layer composes it; the layout (td-layout.h) makes pages of it and the DOCX writer
 * walks the same tree. It is plain data: a node is changed only while it is being composed, by one
 * thread; after td_layout_new() or a writer has seen it, it is never changed again, so that it may
 * be shared between threads and reused as a part of the next tree (td_block_ref ()).
 *
 * Texts are NFC. In a text, U+000A is a line break inside the paragraph, U+00A0 a space that is
 * neither broken nor stretched. `marks` are the mark lists of td-marks.h. Lengths are millimetres.
 *
 * Shape of a tree:
 *   DOCUMENT > PART+ (the body first, then each annex)
 *   PART     > HEADER? (body) or ANNEX_HEADER? (annex), then PARAGRAPH, HEADING, LIST_ITEM, TABLE,
 *              FIGURE, PAGE_BREAK, SIGNATURE, FOOTNOTE (anywhere; found by its label)
 *   TABLE    > ROW+ ; ROW > CELL+ ; CELL > PARAGRAPH or LIST_ITEM, any number
 */
typedef struct _TdBlock TdBlock;

typedef enum
{
  TD_BLOCK_DOCUMENT,
  TD_BLOCK_PART,
  TD_BLOCK_HEADER,
  TD_BLOCK_ANNEX_HEADER,
  TD_BLOCK_PARAGRAPH,
  TD_BLOCK_HEADING,
  TD_BLOCK_LIST_ITEM,
  TD_BLOCK_TABLE,
  TD_BLOCK_ROW,
  TD_BLOCK_CELL,
  TD_BLOCK_SIGNATURE,
  TD_BLOCK_FOOTNOTE,
  TD_BLOCK_FIGURE,
  TD_BLOCK_PAGE_BREAK,
} TdBlockKind;

/**
 * TdSource:
 * @kind: what the composer likes, usually a TdKind; -1 when the node has no object behind it
 * @id: the object's id, 0 for none
 * @field: (nullable): the field of the object, an interned string: never freed
 *
 * The object that a node prints. It is copied by value everywhere.
 */
typedef struct
{
  int kind;
  gint64 id;
  const char *field;
} TdSource;

typedef enum
{
  TD_ALIGN_DEFAULT, /* what the style says for this kind of node */
  TD_ALIGN_LEFT,
  TD_ALIGN_CENTER,
  TD_ALIGN_RIGHT,
  TD_ALIGN_JUSTIFY,
} TdAlign;

typedef enum
{
  TD_ORIENTATION_AUTO, /* portrait, unless the part's tables need more width */
  TD_ORIENTATION_PORTRAIT,
  TD_ORIENTATION_LANDSCAPE,
} TdOrientation;

typedef enum
{
  TD_PARAGRAPH_BODY,        /* justified, first line indented */
  TD_PARAGRAPH_LEGAL_BASIS, /* the same in italics */
  TD_PARAGRAPH_PLAIN,       /* no indent: cells, captions, notes */
} TdParagraphRole;

/* What DOCUMENT carries: metadata of the file. */
typedef struct
{
  char *title;    /* "Kế hoạch cải cách hành chính năm 2026" */
  char *author;   /* the issuing agency as in running text */
  char *subject;  /* (nullable) "610/KH-SGDĐT" */
  char *keywords; /* (nullable) */
  char *language; /* (nullable) NULL is "vi-VN" */
} TdBlockDocument;

/* PART: a sequence of pages with its own numbers from 1. */
typedef struct
{
  gboolean annex;
  TdOrientation orientation;
  char *title; /* (nullable) outline entry of an annex: "Phụ lục I" */
} TdBlockPart;

/* HEADER: ô 1-5, 9a, 10, 11 and 13 of page 1. Every member may be NULL or 0: the number, day, month
 * and year print as blanks of fixed width then; the other elements are left out. A header inside an
 * ANNEX_HEADER prints its parents, agency and motto alone. */
typedef struct
{
  char **parents;       /* ô 2: superior agency, one member per line, upper case as printed */
  char **agency;        /* ô 2: issuing agency, one member per line */
  char *nation;         /* ô 1: NULL prints the standard words */
  char *motto;          /* ô 1: NULL prints the standard words */
  char *number;         /* ô 3: "610"; NULL prints a blank */
  char *symbol;         /* ô 3: "KH-SGDĐT" */
  char *place;          /* ô 4: "Khánh Hòa" */
  int day, month, year; /* ô 4: 0 prints a blank */
  char *kind;           /* ô 5a: "KẾ HOẠCH"; NULL for a letter (công văn) */
  char *title;          /* ô 5a: one line per U+000A */
  char *title_marks;    /* (nullable) */
  char *letter_subject; /* ô 5b: "V/v …" */
  char **addressees;    /* ô 9a: Kính gửi, one member each, no dash, no end mark */
  char *secrecy;        /* ô 10a */
  char *urgency;        /* ô 10b: "HỎA TỐC", "THƯỢNG KHẨN", "KHẨN" */
  char *circulation;    /* ô 11: "LƯU HÀNH NỘI BỘ" */
  char **contact;       /* ô 13: address lines at the foot of page 1 */
} TdBlockHeader;

/* ANNEX_HEADER: label, title, reference line, rule; a HEADER child repeats agency and motto. */
typedef struct
{
  char *label;     /* "Phụ lục I", "PHỤ LỤC" as printed */
  char *title;     /* upper case as printed; one line per U+000A */
  char *reference; /* "(Kèm theo Kế hoạch số     /KH-SGDĐT ngày … của …)" */
} TdBlockAnnexHeader;

/* PARAGRAPH, and the texts of all others. */
typedef struct
{
  char *text;
  char *marks; /* (nullable) */
} TdBlockText;

typedef struct
{
  TdBlockText text;
  TdParagraphRole role;
  TdAlign align;
  gboolean bold;   /* the whole paragraph, beside its marks */
  gboolean italic; /* the whole paragraph, beside its marks */
  gboolean keep_with_next;
} TdBlockParagraph;

/* HEADING: level 1 is "I." (mục), 2 "1.", 3 "1.1." or "a)", ...; level 0 is phần or chương: label
 * and title on lines of their own, centred. Bold as its level is, unless the marks of the text say
 * that a part of it is bold. */
typedef struct
{
  int level;
  char *label; /* (nullable) "II.", "a)" */
  TdBlockText text;
  TdBlockText run_in; /* (nullable text) goes on in regular type on the heading's last line */
} TdBlockHeading;

/* LIST_ITEM: label and text in one paragraph with first-line indent, as official documents do. */
typedef struct
{
  int level;   /* 0 is the outermost; it changes nothing in the body but is kept for writers */
  char *label; /* (nullable) "-", "a)", "1." */
  TdBlockText text;
} TdBlockListItem;

typedef struct
{
  char *role;    /* (nullable) "number", "content", "lead", "deadline", ... */
  char *heading; /* for writers; the printed heading is in the header rows */
  double width;  /* wanted width as a share of the table's (0 to 1); 0 is found from the content */
  TdAlign align; /* of the column's cells; DEFAULT is left */
} TdBlockColumn;

typedef struct
{
  GArray *columns;     /* (element-type TdBlockColumn) */
  guint n_header_rows; /* the first rows, repeated on every page */
  double font_size;    /* points; 0 is the style's */
  gboolean plain;      /* without lines: a layout of two or three columns of text */
} TdBlockTable;

typedef struct
{
  gboolean group; /* an area row: bold, kept with the row after it */
} TdBlockTableRow;

typedef struct
{
  guint column_span; /* 1 or more */
  guint row_span;    /* 1 or more; rows below leave the covered cells out */
  TdAlign align;     /* DEFAULT is the column's */
  gboolean header;   /* bold, centred */
  gboolean middle;   /* vertically centred */
} TdBlockCell;

/* SIGNATURE: ô 7, 8, 9b and 12. */
typedef struct
{
  char **titles;          /* ô 7a: "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC" */
  char *other_title;      /* ô 7b: (nullable) a second office, above the name */
  char *name;             /* ô 7b: (nullable) */
  char *recipients_label; /* ô 9b: NULL prints the standard words; without recipients nothing */
  char **recipients;      /* ô 9b: lines as printed: "- Như trên;", "- Lưu: VT." */
  char *drafter;          /* ô 12: (nullable) "PL.(300)" */
} TdBlockSignature;

typedef struct
{
  char *label; /* the argument of the "n" marks that refer to it, printed at its start */
  TdBlockText text;
} TdBlockFootnote;

/**
 * TdFigureDraw:
 * @cr: the origin is the figure's top left corner, one unit is a point
 * @width: points
 * @height: points
 * @data: as given to td_block_new_figure()
 *
 * Draws a figure; called by whichever thread paints, possibly many times.
 */
typedef void (*TdFigureDraw) (cairo_t *cr, double width, double height, gpointer data);

typedef struct
{
  double width, height; /* millimetres; wider than the text is scaled down */
  char *alt;            /* what a screen reader says */
  TdFigureDraw draw;
  gpointer data;
  GDestroyNotify destroy;
} TdBlockFigure;

struct _TdBlock
{
  TdBlockKind kind;
  TdSource source;
  char *key;           /* (nullable): stable name of the node for the reader of the tree */
  GPtrArray *children; /* (nullable) (element-type TdBlock) */
  union
  {
    TdBlockDocument document;
    TdBlockPart part;
    TdBlockHeader header;
    TdBlockAnnexHeader annex_header;
    TdBlockParagraph paragraph;
    TdBlockHeading heading;
    TdBlockListItem list_item;
    TdBlockTable table;
    TdBlockTableRow row;
    TdBlockCell cell;
    TdBlockSignature signature;
    TdBlockFootnote footnote;
    TdBlockFigure figure;
  } as;
  /*< private >*/
  gatomicrefcount refs;
};

TdBlock *td_block_new_document (const char *title, const char *author) G_GNUC_WARN_UNUSED_RESULT;
TdBlock *td_block_new_part (gboolean annex,
                            TdOrientation orientation,
                            const char *title) G_GNUC_WARN_UNUSED_RESULT;
TdBlock *td_block_new_header (void) G_GNUC_WARN_UNUSED_RESULT;
TdBlock *td_block_new_annex_header (const char *label,
                                    const char *title,
                                    const char *reference) G_GNUC_WARN_UNUSED_RESULT;
TdBlock *td_block_new_paragraph (const char *text, const char *marks) G_GNUC_WARN_UNUSED_RESULT;
TdBlock *td_block_new_legal_basis (const char *text, const char *marks) G_GNUC_WARN_UNUSED_RESULT;
TdBlock *td_block_new_plain (const char *text, const char *marks) G_GNUC_WARN_UNUSED_RESULT;
TdBlock *td_block_new_heading (int level, const char *label, const char *title, const char *marks)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean td_block_heading_is_partly_bold (const TdBlockHeading *heading);
TdBlock *td_block_new_list_item (int level, const char *label, const char *text, const char *marks)
    G_GNUC_WARN_UNUSED_RESULT;
TdBlock *td_block_new_table (guint n_header_rows) G_GNUC_WARN_UNUSED_RESULT;
TdBlock *td_block_new_row (void) G_GNUC_WARN_UNUSED_RESULT;
TdBlock *td_block_new_group_row (void) G_GNUC_WARN_UNUSED_RESULT;
TdBlock *td_block_new_cell (const char *text, const char *marks) G_GNUC_WARN_UNUSED_RESULT;
TdBlock *td_block_new_signature (void) G_GNUC_WARN_UNUSED_RESULT;
TdBlock *td_block_new_footnote (const char *label,
                                const char *text,
                                const char *marks) G_GNUC_WARN_UNUSED_RESULT;
TdBlock *td_block_new_figure (double width,
                              double height,
                              const char *alt,
                              TdFigureDraw draw,
                              gpointer data,
                              GDestroyNotify destroy) G_GNUC_WARN_UNUSED_RESULT;
TdBlock *td_block_new_page_break (void) G_GNUC_WARN_UNUSED_RESULT;

TdBlock *td_block_ref (TdBlock *block) G_GNUC_WARN_UNUSED_RESULT;
void td_block_unref (TdBlock *block);

TdBlock *td_block_append (TdBlock *parent, TdBlock *child);
void td_block_set_source (TdBlock *block, int kind, gint64 id, const char *field);
void td_block_add_column (
    TdBlock *table, const char *role, const char *heading, double width, TdAlign align);
TdBlock *td_block_append_header_row (TdBlock *table);
guint td_block_n_children (const TdBlock *block);
TdBlock *td_block_child (const TdBlock *block, guint n);
const TdBlockText *td_block_get_text (const TdBlock *block);
char *td_block_dump (const TdBlock *block) G_GNUC_WARN_UNUSED_RESULT;

gboolean td_source_equal (TdSource a, TdSource b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdBlock, td_block_unref)

G_END_DECLS
