/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-block.h"
#include "td-connection.h"
#include "td-kind.h"

G_BEGIN_DECLS

/* The register of issued documents: what it lists, and the book on paper (RULE nd30-register: the
 * columns of Annex IV of Decree 30/2020, Sổ đăng ký văn bản đi). */

/* Zeroed and NULL fields do not filter. Strings are borrowed. */
typedef struct
{
  gint64 year;
  const char *state;      /* TD_DOCUMENT_* */
  gboolean numbered_only; /* the book: nothing without a number */
  const char *text;       /* with or without diacritics */
} TdRegisterFilter;

GPtrArray *td_document_register_list (TdConnection *connection,
                                      const TdRegisterFilter *filter,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *td_document_register_years (TdConnection *connection) G_GNUC_WARN_UNUSED_RESULT;
TdBlock *td_document_register_compose (TdConnection *connection,
                                       const GPtrArray *documents,
                                       gint64 year) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_document_register_export (TdConnection *connection,
                                      const TdRegisterFilter *filter,
                                      const char *path,
                                      gboolean replace,
                                      GError **error);

G_END_DECLS
