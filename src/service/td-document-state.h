/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-kind.h"

G_BEGIN_DECLS

/* The life of a document: which states it goes through, which acts lead from one to the next, and
 * what they are called. */

const char *const *td_document_states (const TdIssuedDocumentRow *document);
int td_document_state_index (const TdIssuedDocumentRow *document, const char *state);
gboolean td_document_reached (const TdIssuedDocumentRow *document, const char *state);
const char *td_document_next_act (const TdIssuedDocumentRow *document);
const char *td_document_state_after (const TdIssuedDocumentRow *document, const char *act);
gboolean td_document_may (const TdIssuedDocumentRow *document, const char *act, GError **error);
gboolean td_document_is_closed (const TdIssuedDocumentRow *document);

const char *td_document_state_label (const char *state);
const char *td_document_step_label (const char *state);
const char *td_document_act_label (const char *act);
char *td_document_symbol (const TdIssuedDocumentRow *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
