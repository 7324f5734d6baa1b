/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "td-zip.h"

G_BEGIN_DECLS

/* Which parts of the container are what; %NULL for a part that is not there. */
typedef struct
{
  char *document;
  char *styles;
  char *numbering;
  char *settings;
  char *notes[2]; /* footnotes, endnotes */
  char *comments;
  char *comment_threads; /* which comments answer which */
} TdDocxPackage;

TdDocxPackage *td_docx_package_open (TdZip *zip,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_docx_package_free (TdDocxPackage *package);
GHashTable *td_docx_package_links (TdZip *zip,
                                   const char *part,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_docx_package_note_formats (
    TdZip *zip, const char *part, char *formats[2], GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDocxPackage, td_docx_package_free)

G_END_DECLS
