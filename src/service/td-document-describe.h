/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-kind.h"

G_BEGIN_DECLS

/* RULE nd30-metadata: what Annex VI of Decree 30/2020 wants known of a document and neither the
 * plan nor the numbering says: the file it is kept in, and what goes with sending it. */

/* NULL-terminated: the fields of a document that a person describes */
extern const char *const td_document_described[];

gboolean td_document_describe (TdIssuedDocumentRow *document,
                               const char *const *values,
                               char **note,
                               GError **error);

G_END_DECLS
