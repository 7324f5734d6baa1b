/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-arena.h"

G_BEGIN_DECLS

/* Objects of a PDF file as they are written there (ISO 32000-1, 7.3): read strictly, compared,
 * written again. They live in the arena of the file they were read from. Private to this folder. */

typedef enum
{
  TD_PDF_NULL,
  TD_PDF_BOOLEAN,
  TD_PDF_INTEGER,
  TD_PDF_REAL,
  TD_PDF_STRING,
  TD_PDF_NAME,
  TD_PDF_ARRAY,
  TD_PDF_DICTIONARY,
  TD_PDF_REFERENCE,
} TdPdfType;

typedef struct _TdPdfObject TdPdfObject;

typedef struct
{
  const char *key; /* without the slash, NUL-terminated */
  TdPdfObject *value;
} TdPdfPair;

struct _TdPdfObject
{
  TdPdfType type;
  gboolean is_stream; /* a dictionary that data follows */
  gsize start, end;   /* where it stands in the bytes it was read from */
  gsize data_start, data_length;
  union
  {
    gint64 integer; /* and boolean */
    struct
    {
      const char *bytes; /* NUL-terminated; a name has no NUL inside */
      gsize length;
    } text; /* real (as written), string and name (decoded) */
    struct
    {
      TdPdfObject **items;
      guint n;
    } array;
    struct
    {
      TdPdfPair *pairs;
      guint n;
    } dictionary;
    struct
    {
      guint32 number;
      guint generation;
    } reference;
  } as;
};

/* A place in bytes, read from left to right. */
typedef struct
{
  const guint8 *data;
  gsize length;
  gsize at;
  TdArena *arena;
} TdPdfReader;

void td_pdf_skip_blanks (TdPdfReader *reader);
gboolean td_pdf_take_word (TdPdfReader *reader, const char *word);
gboolean td_pdf_take_number (TdPdfReader *reader, guint64 *number);
TdPdfObject *td_pdf_read_object (TdPdfReader *reader);
gboolean td_pdf_is_blank (guint8 byte);

TdPdfObject *td_pdf_lookup (const TdPdfObject *dictionary, const char *key);
gboolean td_pdf_is_name (const TdPdfObject *object, const char *name);
gboolean td_pdf_get_number (const TdPdfObject *object, double *value);
gboolean td_pdf_equal (const TdPdfObject *a, const TdPdfObject *b);
void td_pdf_write_object (GString *out, const TdPdfObject *object);
void td_pdf_write_name (GString *out, const char *name);
void td_pdf_write_text (GString *out, const char *utf8);
void td_pdf_write_real (GString *out, double value);
char *td_pdf_dup_text (const TdPdfObject *string) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
