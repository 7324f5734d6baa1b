/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-pdf-object.h"

G_BEGIN_DECLS

/* A PDF file read as its own tables say and in no other way: nothing is guessed, nothing repaired.
 * What another program would have to mend is refused here, because two programs could mend it in
 * two ways and show two documents. Private to this folder. */

typedef struct
{
  guint32 number;
  guint8 kind;        /* 0 free, 1 at an offset, 2 in an object stream */
  guint16 generation; /* kind 1 */
  guint64 place;      /* offset, or number of the object stream */
  guint32 index;      /* kind 2 */
} TdPdfEntry;

/* One cross-reference section; sections[0] is the newest. */
typedef struct
{
  gsize offset;
  gsize end; /* behind it */
  gboolean is_stream;
  gboolean is_hybrid; /* the second part of a hybrid section, in a stream */
  TdPdfObject *trailer;
  GArray *entries; /* (element-type TdPdfEntry): ascending numbers */
} TdPdfSection;

typedef struct
{
  GBytes *bytes;
  const guint8 *data;
  gsize length;
  char *name; /* for messages */
  TdArena *arena;
  GPtrArray *sections; /* (element-type TdPdfSection) */
  GHashTable *objects; /* what was read already */
  GHashTable *streams; /* unpacked object streams */
  gsize unpacked;      /* bytes that came out of all of them */
} TdPdfFile;

/* The file as it was when section @first was the newest */
typedef struct
{
  TdPdfFile *file;
  guint first;
} TdPdfView;

TdPdfFile *
td_pdf_file_open (GBytes *bytes, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_pdf_file_free (TdPdfFile *self);
gboolean td_pdf_file_find_start (const guint8 *data, gsize length, gsize *offset);
const TdPdfSection *td_pdf_file_section (const TdPdfFile *self, guint n);
guint32 td_pdf_file_size (const TdPdfFile *self, guint first);
gboolean td_pdf_file_refuse (const TdPdfFile *self, GError **error);

const TdPdfEntry *td_pdf_section_find (const TdPdfSection *section, guint32 number);
const TdPdfEntry *td_pdf_view_find (TdPdfView view, guint32 number);
TdPdfObject *td_pdf_view_get (TdPdfView view, guint32 number);
TdPdfObject *td_pdf_view_resolve (TdPdfView view, const TdPdfObject *object);
TdPdfObject *td_pdf_view_lookup (TdPdfView view, const TdPdfObject *dictionary, const char *key);
TdPdfObject *td_pdf_view_root (TdPdfView view);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdPdfFile, td_pdf_file_free)

G_END_DECLS
