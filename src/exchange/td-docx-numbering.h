/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "td-docx-styles.h"
#include "td-zip.h"

G_BEGIN_DECLS

#define TD_DOCX_N_LEVELS 9

/* The automatic numbers of a document. It counts: each numbered paragraph is told once, in order.
 */
typedef struct _TdDocxNumbering TdDocxNumbering;

typedef struct
{
  char *format; /* "decimal", "bullet", ... */
  char *text;   /* "%1.%2." */
  TdDocxFont font;
  int start;
  int restart; /* -1: after any higher level; 0: never; else after this level (from 1) */
  gboolean legal;
  char *style; /* (nullable): paragraph style tied to the level */
  TdDocxParaProps para;
  gboolean defined;
} TdDocxLevel;

TdDocxNumbering *td_docx_numbering_new (void) G_GNUC_WARN_UNUSED_RESULT;
void td_docx_numbering_free (TdDocxNumbering *numbering);
gboolean td_docx_numbering_load (TdDocxNumbering *numbering,
                                 TdDocxStyles *styles,
                                 TdZip *zip,
                                 const char *part,
                                 GCancellable *cancellable,
                                 GError **error);
int td_docx_numbering_level_of_style (TdDocxNumbering *numbering, int num_id, const char *style);
const TdDocxLevel *td_docx_numbering_level (TdDocxNumbering *numbering, int num_id, int level);
char *td_docx_numbering_next (TdDocxNumbering *numbering,
                              int num_id,
                              int level) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDocxNumbering, td_docx_numbering_free)

G_END_DECLS
