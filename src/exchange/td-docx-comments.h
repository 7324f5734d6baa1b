/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What people wrote beside the text of a Word file. */
typedef struct
{
  char *author;    /* (nullable) */
  char *at;        /* (nullable): ISO 8601, as the file tells it */
  char *text;      /* paragraphs parted by line feeds; not blank */
  char *quote;     /* (nullable): the words that are marked */
  char *paragraph; /* (nullable): the words of the paragraph where the mark begins */
  gint parent;     /* index of the comment it answers, always an earlier one; -1: none */
  gboolean resolved;
} TdDocxComment;

void td_docx_comment_free (TdDocxComment *comment);
GPtrArray *td_docx_read_comments (GBytes *bytes,
                                  const char *name,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
